//! The fragments of the pages: the wrong one is refused with the code of its page, the right one is not.

use kessai_codegen::diagnostics::codes::evidence::ALL;

use super::*;

/// What is found in a fragment: a ledger, or else a spec and a ledger under the names of their files.
fn findings(fragment: &str) -> (Sources, Diagnostics) {
    let (spec, ledger) = match fragment.split_once("# evidence/orders.yaml\n") {
        Some((spec, ledger)) => (spec, ledger),
        None => ("{}", fragment),
    };
    let (sources, mut found) = compare(spec, vec![("orders.yaml".to_owned(), ledger.to_owned())]);
    // Fragments are too short to have counts.
    found = found
        .into_iter()
        .filter(|found| !found.message.starts_with("`counts` lacks"))
        .collect();
    let (mut again, document, _) =
        tree::load_from(&|_: &Path| Ok(spec.to_owned()), Path::new("openapi.yaml"));
    let (ledger, _) = evidence::read([("orders.yaml".to_owned(), ledger.to_owned())], &mut again);
    if fragment != spec && spec != "{}" {
        found.extend(evidence::check(&document.unwrap(), &ledger));
    }
    (sources, found)
}

#[test]
fn wrong_fragments_are_refused_and_right_ones_are_not() {
    for code in ALL {
        let has = |fragment| findings(fragment).1.iter().any(|found| found.code == *code);
        assert!(
            has(code.page().bad),
            "{code}: the wrong fragment is not refused"
        );
        assert!(
            !has(code.page().good),
            "{code}: the right fragment is refused"
        );
    }
}

#[test]
fn every_code_renders_as_pinned() {
    for code in ALL {
        let (sources, found) = findings(code.page().bad);
        let found: Diagnostics = found
            .into_iter()
            .filter(|found| found.code == *code)
            .collect();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("shown");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(code.as_str(), render(&found, &sources, false)));
    }
}

#[test]
fn findings_between_spec_and_ledger_show_both() {
    for code in ALL.iter().filter(|code| code.as_str() > "EVID0110") {
        let (sources, found) = findings(code.page().bad);
        for found in found.iter().filter(|found| found.code == *code) {
            let files: BTreeSet<_> = found
                .secondary
                .iter()
                .chain([&found.primary])
                .map(|label| sources.path(label.span))
                .collect();
            assert_eq!(files.len(), 2, "{code}: {found:?}");
        }
    }
}

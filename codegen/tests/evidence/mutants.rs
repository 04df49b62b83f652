//! Faults that no linter sees, one at a time, each with the code, the line of the spec and the line of the ledger that must
//! be shown.

use super::*;

#[path = "mutants/ledger.rs"]
mod ledger_faults;
#[path = "mutants/marks.rs"]
mod marks;
#[path = "mutants/promises.rs"]
mod promises;
#[path = "mutants/resolutions.rs"]
mod resolutions;

/// A fault: what is replaced by what, in the spec or in the ledger.
struct Mutant {
    name: &'static str,
    /// The text to replace; it stands in one of the files, once.
    from: &'static str,
    to: &'static str,
    code: &'static str,
    /// Part of the line at fault.
    line: &'static str,
    /// Part of the line on the other side.
    other: &'static str,
}

const fn mutant(
    name: &'static str,
    (from, to): (&'static str, &'static str),
    code: &'static str,
    line: &'static str,
    other: &'static str,
) -> Mutant {
    Mutant {
        name,
        from,
        to,
        code,
        line,
        other,
    }
}

const SPEC_FAULTS: &[Mutant] = &[
    mutant(
        "undocumented member",
        (
            "        price: {type: number",
            "        size: {type: string}\n        price: {type: number",
        ),
        "EVID0111",
        "size: {type: string}",
        "name: LineCreate",
    ),
    mutant(
        "enum value dropped",
        ("      - paid\n      - cancelled\n", "      - paid\n"),
        "EVID0112",
        "enum:",
        "value: cancelled",
    ),
    mutant(
        "enum value misspelt",
        ("      - cancelled\n", "      - canceled\n"),
        "EVID0111",
        "- canceled",
        "value: cancelled",
    ),
    mutant(
        "optional member misspelt",
        ("        email: {type", "        emial: {type"),
        "EVID0111",
        "emial:",
        "name: email",
    ),
    mutant(
        "required member dropped from the list",
        ("required: [amount, lines]", "required: [amount]"),
        "EVID0113",
        "required: [amount]",
        "name: lines, type: LineCreate",
    ),
    mutant(
        "method PUT to POST",
        ("    put:\n", "    post:\n"),
        "EVID0113",
        "    post:",
        "method: PUT",
    ),
    mutant(
        "success status 204 to 201",
        ("        '204':\n", "        '201':\n"),
        "EVID0113",
        "'201':",
        "status: [202, 204]",
    ),
    mutant(
        "path segment misspelt",
        ("/cancellation:", "/cancelation:"),
        "EVID0113",
        "/cancelation:",
        "path: /orders/{orderId}/cancellation",
    ),
    mutant(
        "query parameter renamed",
        (
            "{name: pageToken, in: query, required: false, x",
            "{name: page_token, in: query, required: false, x",
        ),
        "EVID0113",
        "- $ref: '#/components/parameters/PageToken'",
        "name: page_token",
    ),
    mutant(
        "style of a query parameter",
        (
            "name: limit, in: query, required: false, schema",
            "name: limit, in: query, required: false, style: deepObject, schema",
        ),
        "EVID0111",
        "style: deepObject",
        "name: limit,",
    ),
    mutant(
        "media type misspelt",
        (
            "            application/json:\n              schema: {$ref: '#/components/schemas/OrderPage'}",
            "            application/jsn:\n              schema: {$ref: '#/components/schemas/OrderPage'}",
        ),
        "EVID0113",
        "application/jsn",
        "fact: media-type",
    ),
    mutant(
        "maximum off by a factor of ten",
        ("maximum: 1000000}", "maximum: 10000000}"),
        "EVID0113",
        "maximum: 10000000}",
        "max: 1000000",
    ),
    mutant(
        "open object closed",
        (
            "    LineCreate:\n      type: object\n",
            "    LineCreate:\n      type: object\n      additionalProperties: false\n",
        ),
        "EVID0111",
        "additionalProperties: false",
        "name: LineCreate",
    ),
];

/// What is wrong with how a fault is reported.
fn check(mutant: &Mutant) -> Option<String> {
    let mut spec = SPEC.to_owned();
    let mut files = ledger();
    let texts = files.iter_mut().map(|(_, text)| text).chain([&mut spec]);
    let mut changed = 0;
    for text in texts {
        changed += text.matches(mutant.from).count();
        *text = text.replace(mutant.from, mutant.to);
    }
    if changed != 1 {
        return Some(format!(
            "{}: there are {changed} places to change",
            mutant.name
        ));
    }
    let (sources, found) = compare(&spec, files);
    let shows = |span: Span, part: &str| {
        let file = sources.file(span.file).unwrap();
        file.text()[file.line_range(file.line_of(span.start))].contains(part)
    };
    let hit = found.iter().any(|found: &Diagnostic| {
        found.code.as_str() == mutant.code
            && found.level == Level::Error
            && shows(found.primary.span, mutant.line)
            && (mutant.other.is_empty()
                || found
                    .secondary
                    .iter()
                    .any(|label| shows(label.span, mutant.other)))
    });
    let story = || format!("{}:\n{}", mutant.name, render(&found, &sources, false));
    (!hit).then(story)
}

fn check_all(mutants: &[Mutant]) {
    let faults: Vec<_> = mutants.iter().filter_map(check).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_unfaithful_spec_is_refused_at_its_line() {
    assert_eq!(SPEC_FAULTS.len(), 13);
    check_all(SPEC_FAULTS);
    check_all(promises::MORE_SPEC_FAULTS);
    check_all(marks::MARK_FAULTS);
}

#[test]
fn deliveries_that_bear_a_secret_are_compared_fact_by_fact() {
    let spec = |bearer: &str, id: &str| {
        format!(
            "x-webhook:\n  bearer: {bearer}\n  event: {{schema: Event, id: {id}, type: /type}}\n"
        )
    };
    let facts = [
        ("bearer-header", "Authorization"),
        ("bearer-prefix", "'Shop '"),
        ("bearer-secret", "token"),
        ("schema", "Event"),
        ("id", "/id"),
        ("type", "/type"),
    ];
    let rows = facts
        .map(|(fact, value)| format!("- {{fact: {fact}, value: {value}, source: [docs:/a]}}\n"));
    let ledger = || {
        let text = format!("webhook:\n{}", rows.concat());
        vec![("webhook.yaml".to_owned(), text)]
    };
    let right = "{header: Authorization, prefix: 'Shop ', secret: token}";
    let messages = |spec: &str| -> Vec<String> {
        let (_, found) = compare(spec, ledger());
        found.into_iter().map(|found| found.message).collect()
    };
    assert_eq!(messages(&spec(right, "/id")), Vec::<String>::new());
    for (bearer, id, name) in [
        (
            "{header: X, prefix: 'Shop ', secret: token}",
            "/id",
            "bearer-header",
        ),
        (
            "{header: Authorization, prefix: X, secret: token}",
            "/id",
            "bearer-prefix",
        ),
        (
            "{header: Authorization, secret: token}",
            "/id",
            "bearer-prefix",
        ),
        (
            "{header: Authorization, prefix: 'Shop ', secret: x}",
            "/id",
            "bearer-secret",
        ),
        (right, "/type", "id"),
    ] {
        let messages = messages(&spec(bearer, id));
        assert_eq!(messages.len(), 1, "{bearer}: {messages:?}");
        assert!(messages[0].contains(&format!("`{name}`")), "{messages:?}");
    }
}

#[test]
fn a_slip_of_the_pen_is_one_finding() {
    let spec = SPEC.replace("        email: {type", "        emial: {type");
    let (sources, found) = compare(&spec, ledger());
    assert_eq!(found.len(), 1, "{}", render(&found, &sources, false));
}

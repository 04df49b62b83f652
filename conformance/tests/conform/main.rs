//! `conform` over its command line, with a failure that was planted.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // The helpers are tests too.

use std::path::Path;
use std::process::Command;

use kessai_conformance::conform::Stored;
use kessai_conformance::json::Tree;
use kessai_conformance::law::Law;

fn conform(arguments: &[&str], store: &Path) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_kessai-conformance"))
        .arg("conform")
        .args(arguments)
        .arg("--store")
        .arg(store)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// A body that breaks a law or keeps it, as if a run had stored it.
fn plant(store: &Path, body: &str) -> String {
    let stored = Stored {
        law: Law::Generated,
        provider: "smartpay".to_owned(),
        about: "createRefund/request".to_owned(),
        at: "random".to_owned(),
        input: Tree::parse(body.as_bytes()).unwrap(),
        reasons: vec!["does not decode".to_owned()],
    };
    std::fs::write(
        store.join(format!("{}.json", stored.id())),
        stored.to_text(),
    )
    .unwrap();
    stored.id()
}

const SOUND: &str = r#"{"payment": "payment_test_1", "currency": "JPY", "reason": "fraudulent"}"#;
const BROKEN: &str = r#"{"payment": "payment_test_1", "currency": "JPY"}"#;

#[test]
fn a_law_is_tried_on_one_operation() {
    let store = tempfile::tempdir().unwrap();
    let scope = [
        "--provider",
        "smartpay",
        "--law",
        "l6",
        "--op",
        "createRefund",
        "--cases",
        "7",
    ];
    let (status, out, errors) = conform(&scope, store.path());
    assert_eq!(status, Some(0), "{out}{errors}");
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 1, "{out}");
    assert!(
        lines[0].starts_with("smartpay L6 what keeps the schema decodes and comes back: holds ("),
        "{out}"
    );
    for part in [
        " cases, ",
        " distinct, ",
        " discarded, ",
        " strata, 0 failures)",
    ] {
        assert!(lines[0].contains(part), "{out}");
    }
    // The same seed gives the same cases, another one others.
    assert_eq!(conform(&scope, store.path()).1, out);
    assert_eq!(std::fs::read_dir(store.path()).unwrap().count(), 0);
}

#[test]
fn a_planted_failure_is_found_and_tried_again_by_its_id() {
    let store = tempfile::tempdir().unwrap();
    let broken = plant(store.path(), BROKEN);
    let sound = plant(store.path(), SOUND);
    let (status, out, errors) = conform(&["--replay", &broken], store.path());
    assert_eq!(status, Some(1), "{out}{errors}");
    assert!(
        out.contains(&format!("{broken}: L6 ")) && out.contains("does not keep the schema"),
        "{out}"
    );
    let (status, out, _) = conform(&["--replay", &sound], store.path());
    assert_eq!(status, Some(0), "{out}");
    assert!(out.contains("holds"), "{out}");
    let (status, ..) = conform(&["--replay", &sound, "--replay", &broken], store.path());
    assert_eq!(status, Some(1));

    // A run of the law tries what is stored of it, too.
    let scope = [
        "--provider",
        "smartpay",
        "--law",
        "L6",
        "--op",
        "createRefund",
    ];
    let (status, out, _) = conform(&scope, store.path());
    assert_eq!(status, Some(1), "{out}");
    assert!(
        out.contains("BROKEN") && out.contains(&format!("stored as {broken}")),
        "{out}"
    );
    assert!(!out.contains(&format!("stored as {sound}")), "{out}");
    std::fs::remove_file(store.path().join(format!("{broken}.json"))).unwrap();
    let (status, out, _) = conform(&scope, store.path());
    assert_eq!(status, Some(0), "{out}");
}

#[test]
fn what_cannot_run_says_so() {
    let store = tempfile::tempdir().unwrap();
    for (arguments, problem) in [
        (
            &["--replay", "L6-nobody"][..],
            "no failure is stored as `L6-nobody`",
        ),
        (
            &["--provider", "shop"][..],
            "there is no provider `shop`; there is smartpay, univapay",
        ),
        (&["--op", "nothing"][..], "there is no operation `nothing`"),
        (&["--law", "L99"][..], "there is L1, L1a, L2, "),
    ] {
        let (status, out, errors) = conform(arguments, store.path());
        assert_eq!(status, Some(2), "{out}{errors}");
        assert!(errors.contains(problem), "{errors}");
    }
    std::fs::write(store.path().join("torn.json"), "{").unwrap();
    let (status, _, errors) = conform(&["--law", "L1"], store.path());
    assert_eq!(status, Some(2));
    assert!(errors.contains("torn.json: line 1 column 1"), "{errors}");
}

//! `verify` over its command line, on small folders.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // The helpers are tests too.

mod recorded;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

pub(crate) struct Outcome {
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) errors: String,
}

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/verify")
        .join(name)
}

pub(crate) fn verify(arguments: &[&str], paths: &[&str]) -> Outcome {
    let output = Command::new(env!("CARGO_BIN_EXE_kessai-conformance"))
        .arg("verify")
        .args(arguments)
        .args(paths.iter().map(|path| here(path)))
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap())
        .output()
        .unwrap();
    Outcome {
        status: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        errors: String::from_utf8(output.stderr).unwrap(),
    }
}

/// What is printed in JSON, by the ids of the cases.
pub(crate) fn json(outcome: &Outcome) -> Vec<(String, Value)> {
    let lines = outcome.out.lines();
    lines
        .map(|line| {
            let value: Value = serde_json::from_str(line).unwrap();
            (value["id"].as_str().unwrap().to_owned(), value)
        })
        .collect()
}

fn of<'v>(verdicts: &'v [(String, Value)], id: &str) -> &'v Value {
    &verdicts.iter().find(|(own, _)| own == id).unwrap().1
}

#[test]
fn what_is_as_expected_ends_well() {
    let outcome = verify(&["--message-format", "json"], &["good"]);
    assert_eq!(outcome.status, Some(0), "{}{}", outcome.out, outcome.errors);
    assert_eq!(outcome.errors, "");
    let verdicts = json(&outcome);
    let ids: Vec<&str> = verdicts.iter().map(|(id, _)| id.as_str()).collect();
    // In order of the files.
    assert_eq!(
        ids,
        [
            "an-enum",
            "negative-amount",
            "no-body",
            "part-of-a-payment",
            "merchant-user"
        ]
    );
    for (id, verdict) in &verdicts {
        let members: Vec<&String> = verdict.as_object().unwrap().keys().collect();
        let mut wanted = [
            "id",
            "provider",
            "operation",
            "direction",
            "status",
            "known",
            "schema",
            "decode",
            "roundtrip",
            "expected",
        ];
        wanted.sort_unstable();
        assert_eq!(members, wanted, "{id}");
        assert_eq!(verdict["provider"], "smartpay", "{id}");
        assert_eq!(verdict["expected"], true, "{id}");
        assert_eq!(verdict["roundtrip"]["ok"], true, "{id}");
    }
    let negative = of(&verdicts, "negative-amount");
    assert_eq!(negative["schema"]["ok"], false);
    assert_eq!(negative["schema"]["errors"][0]["pointer"], "/amount");
    assert_eq!(negative["decode"]["ok"], true);
    assert_eq!(of(&verdicts, "no-body")["status"], Value::Null);
}

#[test]
fn every_reason_is_shown_with_its_place_in_the_spec() {
    let outcome = verify(&["--message-format", "json"], &["unexpected"]);
    assert_eq!(outcome.status, Some(1), "{}{}", outcome.out, outcome.errors);
    let verdicts = json(&outcome);
    for (id, verdict) in &verdicts {
        assert_eq!(verdict["known"], true, "{id}");
        assert_eq!(verdict["expected"], false, "{id}");
    }
    let wrong = of(&verdicts, "wrong-refund");
    let mut errors: Vec<(&str, &str, &str)> = wrong["schema"]["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| {
            (
                error["pointer"].as_str().unwrap(),
                error["rule"].as_str().unwrap(),
                error["place"].as_str().unwrap(),
            )
        })
        .collect();
    errors.sort_unstable();
    let [amount, items] = errors.as_slice() else {
        panic!("{errors:?}")
    };
    assert_eq!((amount.0, amount.1), ("/amount", "minimum"));
    assert_eq!((items.0, items.1), ("/lineItems", "type"));
    // The place is the line on which the rule stands.
    let (file, place) = amount.2.split_once(':').unwrap();
    let line: usize = place.split(':').next().unwrap().parse().unwrap();
    assert_eq!(file, "specs/smartpay/resources/refunds.yaml");
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file))
        .unwrap();
    assert!(
        text.lines().nth(line - 1).unwrap().contains("minimum: 1"),
        "{}",
        amount.2
    );
    assert_eq!(wrong["decode"]["ok"], false);
    assert!(
        wrong["decode"]["error"]
            .as_str()
            .unwrap()
            .contains("$.lineItems")
    );
    assert_eq!(wrong["roundtrip"]["ok"], false);

    let not_so = of(&verdicts, "not-so-wrong");
    assert_eq!(
        (&not_so["schema"]["ok"], &not_so["decode"]["ok"]),
        (&Value::Bool(true), &Value::Bool(true))
    );
    let status = of(&verdicts, "no-such-answer");
    assert_eq!(status["schema"]["errors"][0]["part"], "status");
    let other = of(&verdicts, "other-type");
    let rules: Vec<&str> = other["schema"]["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["pointer"].as_str().unwrap())
        .collect();
    assert!(
        rules.contains(&"/eventData/type") && rules.contains(&"/eventData/data"),
        "{rules:?}"
    );
    assert!(
        other["decode"]["error"]
            .as_str()
            .unwrap()
            .contains("in /eventData/data"),
        "{other}"
    );

    let text = verify(&[], &["unexpected"]);
    assert_eq!(text.status, Some(1));
    for part in [
        "UNEXPECTED smartpay createRefund request wrong-refund",
        "(minimum, specs/smartpay/resources/refunds.yaml:",
        "is expected to be broken, and is kept",
        "is expected to fail, and does not",
        "4 cases: 0 pass every column, 0 fail as expected, 4 unexpected",
    ] {
        assert!(text.out.contains(part), "{part}\n{}", text.out);
    }
    // Values of bodies are nobody's business.
    assert!(!text.out.contains("payment_test_"), "{}", text.out);
}

#[test]
fn a_file_that_is_wrong_is_one_error_and_the_others_run() {
    let outcome = verify(&["--message-format", "json"], &["mixed"]);
    assert_eq!(outcome.status, Some(1), "{}", outcome.errors);
    let errors: Vec<&str> = outcome.errors.lines().collect();
    assert_eq!(errors.len(), 2, "{}", outcome.errors);
    assert!(
        errors[0].contains("torn.json: line 1 column 34: the text ends too early"),
        "{}",
        errors[0]
    );
    assert!(
        errors[1].contains("typo.json: is no case: ")
            && errors[1].contains("`bdoy` is no member")
            && errors[1].contains("`status` belongs to a response"),
        "{}",
        errors[1]
    );
    let verdicts = json(&outcome);
    assert_eq!(verdicts.len(), 4);
    assert_eq!(of(&verdicts, "no-body")["expected"], true);
    let nowhere = of(&verdicts, "nowhere");
    // The cases beside it tell whose it is.
    assert_eq!(nowhere["provider"], "smartpay");
    assert_eq!(
        nowhere["decode"]["error"],
        "the spec has no operation `getOrdr`"
    );
    assert_eq!(
        of(&verdicts, "no-component")["decode"]["error"],
        "the spec has no schema `Ordr`"
    );
    assert_eq!(
        of(&verdicts, "no-event")["decode"]["error"],
        "the spec has no event `order.lost`"
    );
    for id in ["nowhere", "no-component", "no-event"] {
        assert_eq!(of(&verdicts, id)["known"], false, "{id}");
        assert_eq!(of(&verdicts, id)["expected"], false, "{id}");
    }
}

#[test]
fn traffic_is_read_as_lists_and_as_lines() {
    let outcome = verify(&["--message-format", "json"], &["traffic"]);
    assert_eq!(outcome.status, Some(1), "{}", outcome.errors);
    let verdicts = json(&outcome);
    let ids: Vec<&str> = verdicts.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["first", "second", "fourth", "fifth", "sixth"]);
    let errors: Vec<&str> = outcome.errors.lines().collect();
    assert!(
        errors
            .iter()
            .any(|error| error.contains("lines.jsonl: line 4: ")),
        "{errors:?}"
    );
    assert!(
        errors.iter().any(
            |error| error.contains("list.json: $[2]: is no case: must be an object, is number")
        ),
        "{errors:?}"
    );
    assert_eq!(of(&verdicts, "second")["expected"], true);
    assert_eq!(of(&verdicts, "second")["provider"], "smartpay");
    assert_eq!(of(&verdicts, "fifth")["provider"], "univapay");
}

#[test]
fn whose_a_case_is_must_be_clear() {
    let outcome = verify(&["--message-format", "json"], &["ambiguous"]);
    assert_eq!(outcome.status, Some(1));
    let verdicts = json(&outcome);
    let whose = of(&verdicts, "whose");
    assert_eq!(whose["provider"], Value::Null);
    assert!(
        whose["decode"]["error"]
            .as_str()
            .unwrap()
            .contains("--provider"),
        "{whose}"
    );
    for provider in ["smartpay", "univapay"] {
        let outcome = verify(
            &["--message-format", "json", "--provider", provider],
            &["ambiguous"],
        );
        assert_eq!(outcome.status, Some(0), "{}", outcome.out);
        assert_eq!(json(&outcome)[0].1["provider"], provider);
    }
}

#[test]
fn example_objects_are_verified_where_the_spec_uses_them() {
    let examples = "../../../specs/smartpay/examples";
    let one = format!("{examples}/go-test-create-refund.json");
    let outcome = verify(&["--message-format", "json"], &[&one]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    let verdicts = json(&outcome);
    assert_eq!(verdicts[0].0, "createRefund/request/go-test-create-refund");
    assert_eq!(verdicts[0].1["provider"], "smartpay");

    let outcome = verify(&[], &[examples, "../../../specs/smartpay/cases"]);
    assert_eq!(outcome.status, Some(0), "{}{}", outcome.out, outcome.errors);
    assert!(
        outcome
            .out
            .lines()
            .last()
            .unwrap()
            .contains(" 0 unexpected")
    );

    // The value that is judged is that of the file.
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(here(&one)).unwrap();
    let changed = folder.path().join("go-test-create-refund.json");
    std::fs::write(&changed, text.replace("requested_by_customer", "because")).unwrap();
    let outcome = verify(&["--message-format", "json"], &[changed.to_str().unwrap()]);
    assert_eq!(outcome.status, Some(1));
    assert_eq!(
        json(&outcome)[0].1["schema"]["errors"][0]["pointer"],
        "/reason"
    );
    let unused = folder.path().join("nobody.json");
    std::fs::rename(&changed, &unused).unwrap();
    let outcome = verify(&[], &[unused.to_str().unwrap()]);
    assert_eq!(outcome.status, Some(2));
    assert!(
        outcome.errors.contains("no spec uses an example `nobody`"),
        "{}",
        outcome.errors
    );
}

#[test]
fn what_cannot_run_says_so() {
    let empty = tempfile::tempdir().unwrap();
    for (arguments, path, problem) in [
        (
            &["--provider", "shop"][..],
            here("good"),
            "there is no provider `shop`; there is smartpay, univapay",
        ),
        (&[][..], here("nothing here"), "cannot read "),
        (
            &[][..],
            empty.path().to_owned(),
            "there is no case to verify",
        ),
        (
            &["--message-format", "xml"][..],
            here("good"),
            "invalid value 'xml'",
        ),
    ] {
        let outcome = verify(arguments, &[path.to_str().unwrap()]);
        assert_eq!(outcome.status, Some(2), "{}", outcome.errors);
        assert!(outcome.errors.contains(problem), "{}", outcome.errors);
        assert_eq!(outcome.out, "");
    }
}

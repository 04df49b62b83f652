//! Recorded traffic, which says method and URL.

use serde_json::Value;

use super::{Outcome, json, verify};

/// The verdicts on the exchange at a place: on the request, then on the answer.
fn at<'v>(verdicts: &'v [(String, Value)], place: &str) -> Vec<&'v Value> {
    verdicts
        .iter()
        .filter(|(id, _)| id.ends_with(place))
        .map(|(_, verdict)| verdict)
        .collect()
}

fn rules(verdict: &Value) -> Vec<String> {
    verdict["schema"]["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| {
            let text = |name: &str| error[name].as_str().unwrap().to_owned();
            format!("{}{} {}", text("part"), text("pointer"), text("rule"))
        })
        .collect()
}

fn errors(outcome: &Outcome) -> Vec<&str> {
    outcome.errors.lines().collect()
}

#[test]
fn har_files_are_read() {
    let outcome = verify(&["--message-format", "json"], &["recorded/session.har"]);
    assert_eq!(outcome.status, Some(1), "{}", outcome.errors);
    let verdicts = json(&outcome);
    let entry = |index: usize| at(&verdicts, &format!("log.entries[{index}]"));

    // Request and answer are both judged; the operation is found by host and path.
    for (index, operation) in [(0, "createRefund"), (1, "getRefund")] {
        let [request, answer] = entry(index)[..] else {
            panic!("{index}: {}", outcome.out);
        };
        for (verdict, direction) in [(request, "request"), (answer, "response")] {
            assert_eq!(verdict["expected"], true, "{verdict}");
            assert_eq!(verdict["provider"], "smartpay");
            assert_eq!(verdict["operation"], operation);
            assert_eq!(verdict["direction"], direction);
        }
    }
    // Another host is passed over, and said once.
    assert!(entry(2).is_empty());
    // HTML is no JSON, and 502 is no answer that is documented.
    let bad_gateway = entry(4)[1];
    assert_eq!(bad_gateway["status"], 502);
    assert_eq!(rules(bad_gateway), ["body json"]);
    assert_eq!(bad_gateway["expected"], false);
    // What the spec does not have is unknown, with what it has.
    for (index, problem) in [
        (5, "/v1/refunds has no PUT; it has GET, POST"),
        (6, "the spec has no path /v1/refundz"),
    ] {
        let [unknown] = entry(index)[..] else {
            panic!("{index}");
        };
        assert_eq!(unknown["known"], false);
        assert_eq!(unknown["decode"]["error"], problem);
    }
    let [request, answer] = entry(7)[..] else {
        panic!("{}", outcome.out);
    };
    assert_eq!(rules(request), ["body/amount minimum"]);
    assert_eq!(rules(answer), ["body/status enum"]);
    // A request that was given up has no answer.
    assert_eq!(entry(9).len(), 1);

    // What is malformed is one error, and the others run.
    let errors = errors(&outcome);
    assert_eq!(errors.len(), 3, "{errors:?}");
    assert!(
        errors[0]
            .ends_with("session.har: log.entries[3]: is no exchange: request: `method` is missing"),
        "{errors:?}"
    );
    assert!(
        errors[1].contains("log.entries[8]: is no exchange: a body was there and was not recorded"),
        "{errors:?}"
    );
    assert_eq!(
        errors[2],
        "warning: 1 exchanges with fonts.example are passed over: no spec has this host"
    );
    assert!(!format!("{}{}", outcome.out, outcome.errors).contains("canary"));
}

#[test]
fn lines_may_say_method_and_url() {
    let outcome = verify(&["--message-format", "json"], &["recorded/lines.jsonl"]);
    assert_eq!(outcome.status, Some(1), "{}", outcome.errors);
    let verdicts = json(&outcome);
    let line = |number: usize| at(&verdicts, &format!("line {number}"));
    for (number, operation, provider) in [
        (1, "createRefund", "smartpay"),
        (2, "listDirectDebitBankAccounts", "univapay"),
        (4, "deleteToken", "smartpay"),
        (7, "getRefund", "smartpay"),
    ] {
        let found = line(number);
        assert_eq!(found.len(), 2, "{number}");
        for verdict in found {
            assert_eq!(verdict["operation"], operation);
            assert_eq!(verdict["provider"], provider);
            assert_eq!(verdict["known"], true);
        }
    }
    for number in [1, 4, 7] {
        assert!(
            line(number)
                .iter()
                .all(|verdict| verdict["expected"] == true),
            "{:?}",
            line(number)
        );
    }
    assert_eq!(
        line(3)[0]["decode"]["error"],
        "`listDirectDebitBankAccounts` is not served at api.univapay.com"
    );
    let errors = errors(&outcome);
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(
        errors[0].contains("line 5: is no exchange: `url` is no URL with a host"),
        "{errors:?}"
    );
    assert!(
        errors[1].contains("line 6: is no exchange: `status` must be a number"),
        "{errors:?}"
    );

    // Where nothing is of anybody, there is nothing to verify.
    let outcome = verify(&["--provider", "univapay"], &["recorded/lines.jsonl"]);
    assert_eq!(outcome.status, Some(1));
    assert!(
        outcome
            .errors
            .contains("2 exchanges with api.smartpay.co are passed over"),
        "{}",
        outcome.errors
    );
}

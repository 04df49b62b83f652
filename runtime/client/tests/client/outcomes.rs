//! What may be said of a call after several attempts. That it failed may be said only if no attempt can
//! have taken effect.

use kessai_client::{ErrorKind, IdempotencyStatus, Provider, TransportError};

use crate::{
    script::{Script, Step, answer, answer_with, good, refused, reset},
    shop::{DESCRIPTION, SHOP, create, get, response},
};

/// Attempts that may have taken effect without having said so.
fn unsettled() -> Vec<Step> {
    let broken = TransportError::broken_off(response(402, "application/json", "{"), "reset");
    vec![
        reset(),
        Step::Hang,
        Step::Fail(broken),
        answer(408),
        answer(500),
        answer(502),
        answer(503),
        answer(504),
    ]
}

/// Attempts that certainly had no effect.
fn harmless() -> Vec<Step> {
    vec![refused(), answer(429)]
}

/// Last words of a provider, or of the way to it.
fn last_words() -> Vec<(Step, ErrorKind)> {
    vec![
        (answer(400), ErrorKind::Api),
        (answer(401), ErrorKind::Api),
        (answer(404), ErrorKind::Api),
        (answer(409), ErrorKind::Api),
        (answer(429), ErrorKind::RateLimited),
        (refused(), ErrorKind::NotSent),
    ]
}

#[tokio::test(start_paused = true)]
async fn a_refusal_after_an_attempt_that_may_have_acted_settles_nothing() {
    for first in 0..unsettled().len() {
        for last in 0..last_words().len() {
            let (step, _) = last_words().swap_remove(last);
            let status = match &step {
                Step::Answer(response) => Some(response.status()),
                _ => None,
            };
            let script = Script::new([unsettled().swap_remove(first), step]);
            let error = create(&script.client()).max_retries(1).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::OutcomeUnknown, "{first} {last}");
            assert_eq!((error.attempts(), error.status()), (2, status));
            let text = error.to_string();
            assert!(text.contains("outcome unknown"), "{text}");
            assert!(text.contains("an earlier attempt"), "{text}");
            assert!(error.idempotency_key().is_some());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_an_attempt_may_have_done_is_not_forgotten_over_harmless_ones() {
    for first in 0..unsettled().len() {
        for between in 0..harmless().len() {
            let steps = [
                unsettled().swap_remove(first),
                harmless().swap_remove(between),
                answer(409),
            ];
            let error = create(&Script::new(steps).client()).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
            assert_eq!(error.attempts(), 3);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_refusal_after_harmless_attempts_is_a_refusal() {
    for first in 0..harmless().len() {
        for (step, kind) in last_words() {
            let script = Script::new([harmless().swap_remove(first), step]);
            let error = create(&script.client()).max_retries(1).await.unwrap_err();
            assert_eq!((error.kind(), error.attempts()), (kind, 2));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn success_after_any_attempt_is_success() {
    for step in unsettled().into_iter().chain(harmless()) {
        let order = create(&Script::new([step, good()]).client()).await.unwrap();
        assert_eq!(order.id, "order_1");
    }
}

#[tokio::test(start_paused = true)]
async fn a_read_is_what_its_last_attempt_says() {
    for step in unsettled().into_iter().chain(harmless()) {
        let script = Script::new([step, answer(404)]);
        let error = get(&script.client(), "a").await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Api, 2));
    }
}

/// The shop, if it said what became of a key.
static TELLING: Provider = Provider {
    idempotency_status: Some(STATUS),
    ..DESCRIPTION
};

const STATUS: IdempotencyStatus = IdempotencyStatus {
    header: "idempotency-status",
    stop: &["not_stored", "error", "disabled"],
    replayed: &["replayed"],
};

#[tokio::test(start_paused = true)]
async fn a_key_that_does_not_protect_stops_the_retries() {
    for word in STATUS.stop {
        for status in [429, 500, 503] {
            let script = Script::new([answer_with(status, "idempotency-status", word), good()]);
            let client = script.builder_for(&TELLING).build().unwrap();
            let error = create(&client).await.unwrap_err();
            assert_eq!(script.seen().len(), 1, "{word} {status}");
            assert_eq!(error.idempotency_status(), Some(*word));
            assert!(!error.is_retryable());
            let unknown = error.kind() == ErrorKind::OutcomeUnknown;
            assert_eq!(unknown, status != 429);
        }
    }
    // Other words change nothing, and neither does the header at a provider without such a rule.
    for (word, provider) in [("stored", &TELLING), ("not_stored", &SHOP)] {
        let script = Script::new([answer_with(500, "idempotency-status", word), good()]);
        let client = script.builder_for(provider).build().unwrap();
        create(&client).await.unwrap();
        assert_eq!(script.seen().len(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_the_provider_repeats_settles_the_call() {
    let script = Script::new([reset(), answer_with(402, "idempotency-status", "replayed")]);
    let client = script.builder_for(&TELLING).build().unwrap();
    let error = create(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Api, 2));
    assert_eq!(error.idempotency_status(), Some("replayed"));

    // A failure that is repeated would be repeated once more.
    let script = Script::new([answer_with(500, "idempotency-status", "replayed"), good()]);
    let client = script.builder_for(&TELLING).build().unwrap();
    let error = create(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
    assert_eq!(error.attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_success_says_what_became_of_the_key() {
    let Step::Answer(mut response) = good() else {
        panic!("a good answer is an answer");
    };
    let headers = response.headers_mut();
    headers.insert("idempotency-status", "not_stored".parse().unwrap());
    headers.insert("x-remaining-requests", "9".parse().unwrap());
    let script = Script::new([Step::Answer(response)]);
    let client = script.builder_for(&TELLING).build().unwrap();
    let order = create(&client).send().await.unwrap();
    assert_eq!(order.idempotency_status(), Some("not_stored"));
    assert_eq!(order.headers()["x-remaining-requests"], "9");
}

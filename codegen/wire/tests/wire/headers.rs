//! Headers of answers, read as what their document says they are.

use http::{HeaderName, HeaderValue, Response};
use kessai_wire::{Peer, empty};
use wire_course::{Client, headers};

fn answer(status: u16, given: &[(&'static str, &'static str)]) -> Response<bytes::Bytes> {
    let mut answer = empty(status);
    for (name, value) in given {
        let value = HeaderValue::from_static(value);
        answer
            .headers_mut()
            .append(HeaderName::from_static(name), value);
    }
    answer
}

#[tokio::test]
async fn headers_of_an_answer_have_their_type() {
    let peer = Peer::answering(answer(
        204,
        &[
            ("x-limit-left", "9"),
            ("x-limit-until", "2026-01-02T03:04:05Z"),
            ("x-limit-day", "2026-01-02"),
            ("x-limit-hard", "true"),
            ("x-limit-share", "0.50"),
            ("link", "<https://shop.example/limits>; rel=help"),
        ],
    ));
    let client = peer.client::<Client>(Client::builder()).unwrap();
    let response = client.limits().get().send().await.unwrap();
    let left: Option<i64> = response.header(headers::X_LIMIT_LEFT);
    assert_eq!(left, Some(9));
    let until = response.header(headers::X_LIMIT_UNTIL).unwrap();
    assert_eq!(until.as_str(), "2026-01-02T03:04:05Z");
    let day = response.header(headers::X_LIMIT_DAY).unwrap();
    assert_eq!(day.as_str(), "2026-01-02");
    assert_eq!(response.header(headers::X_LIMIT_HARD), Some(true));
    let share = response.header(headers::X_LIMIT_SHARE).unwrap();
    assert_eq!(share.to_string(), "0.50");
    let link: Option<String> = response.header(headers::LINK);
    assert_eq!(
        link.as_deref(),
        Some("<https://shop.example/limits>; rel=help")
    );
}

#[tokio::test]
async fn a_header_that_is_not_there_or_of_another_form_fails_no_call() {
    let peer = Peer::answering(answer(
        204,
        &[
            ("x-limit-left", "many"),
            ("x-limit-until", "tomorrow"),
            ("x-limit-hard", "yes"),
            ("x-limit-share", "1"),
            ("x-limit-share", "2"),
        ],
    ));
    let client = peer.client::<Client>(Client::builder()).unwrap();
    let response = client.limits().get().send().await.unwrap();
    assert_eq!(response.header(headers::X_LIMIT_LEFT), None);
    // A moment keeps its text, as in a body, and says that it is none.
    let until = response.header(headers::X_LIMIT_UNTIL).unwrap();
    assert!(!until.is_known() && until.as_str() == "tomorrow");
    assert_eq!(response.header(headers::X_LIMIT_DAY), None);
    assert_eq!(response.header(headers::X_LIMIT_HARD), None);
    assert_eq!(response.header(headers::X_LIMIT_SHARE), None);
    assert_eq!(response.headers()["x-limit-left"], "many");
}

#[tokio::test]
async fn headers_of_a_failure_have_their_type() {
    let peer = Peer::answering(answer(429, &[("x-limit-left", "0")]));
    let builder = Client::builder().max_retries(0);
    let client = peer.client::<Client>(builder).unwrap();
    let error = client.limits().get().await.unwrap_err();
    assert_eq!(error.header(headers::X_LIMIT_LEFT), Some(0));
    let peer = Peer::answering(empty(404));
    let client = peer.client::<Client>(Client::builder()).unwrap();
    let error = client.limits().get().await.unwrap_err();
    assert_eq!(error.header(headers::X_LIMIT_LEFT), None);
}

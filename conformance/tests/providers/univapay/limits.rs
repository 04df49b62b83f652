//! How many calls are left, as the headers of answers say.

use kessai_client::MemoryTransport;
use serde_json::json;
use univapay::{ErrorKind, headers};

use super::{answer, client, example, http};

/// The figures of the documentation's example.
fn counted(mut answer: http::Response<bytes::Bytes>) -> http::Response<bytes::Bytes> {
    for (name, count) in [
        ("X-Remaining-Requests-Exact", 9),
        ("X-Remaining-Requests-Route", 29),
        ("X-Requests-Per-Minute-Exact", 120),
        ("X-Requests-Per-Minute-Route", 1200),
    ] {
        let name = http::HeaderName::from_bytes(name.as_bytes()).unwrap();
        answer.headers_mut().insert(name, count.into());
    }
    answer
}

#[tokio::test]
async fn limits_are_read_from_a_success_and_from_a_refusal() {
    let success = answer(200, &example("get-checkout-info-response"));
    let transport = MemoryTransport::responses([
        counted(success.clone()),
        counted(answer(429, &json!({}))),
        success,
    ]);
    let client = client(&transport);
    let response = client.checkout().get_info().send().await.unwrap();
    assert_eq!(
        response.header(headers::X_REMAINING_REQUESTS_EXACT),
        Some(9)
    );
    assert_eq!(
        response.header(headers::X_REMAINING_REQUESTS_ROUTE),
        Some(29)
    );
    assert_eq!(
        response.header(headers::X_REQUESTS_PER_MINUTE_EXACT),
        Some(120)
    );
    let error = client.checkout().get_info().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert_eq!(
        error.header(headers::X_REQUESTS_PER_MINUTE_ROUTE),
        Some(1200)
    );
    let response = client.checkout().get_info().send().await.unwrap();
    assert_eq!(response.header(headers::X_REMAINING_REQUESTS_EXACT), None);
}

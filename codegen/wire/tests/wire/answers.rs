//! Answers of every status and media type.

use kessai_client::{Error, ErrorKind};
use kessai_wire::{Peer, answer, empty};
use wire_course::{
    AnswerTextResponse, Client, Failure,
    answers::{AnswerMediaAnswer, AnswerStatusesAnswer},
};

fn client(response: http::Response<bytes::Bytes>) -> (Peer, Client) {
    let peer = Peer::answering(response);
    let client = peer.client(Client::builder()).unwrap();
    (peer, client)
}

async fn statuses(response: http::Response<bytes::Bytes>) -> Result<AnswerStatusesAnswer, Error> {
    client(response).1.answers().statuses("a").await
}

#[tokio::test]
async fn each_status_has_its_body() {
    let sum = r#"{"sum":3}"#;
    let json = "application/json";
    for (status, body, expected) in [
        (200, sum, "Ok"),
        (201, sum, "Created"),
        (202, r#"{"progress":3}"#, "Accepted"),
        (204, "", "NoContent"),
    ] {
        let found = match statuses(answer(status, json, body)).await.unwrap() {
            AnswerStatusesAnswer::Ok(result) => ("Ok", result.sum),
            AnswerStatusesAnswer::Created(result) => ("Created", result.sum),
            AnswerStatusesAnswer::Accepted(job) => ("Accepted", job.progress),
            AnswerStatusesAnswer::NoContent => ("NoContent", 3),
            other => panic!("{other:?}"),
        };
        assert_eq!(found, (expected, 3));
    }
    let error = statuses(answer(203, json, sum)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("not documented"), "{error}");
    let error = statuses(answer(202, json, sum)).await.unwrap_err();
    assert_eq!(error.faults()[0].path(), "$.progress");
}

#[tokio::test]
async fn each_failure_has_its_body() {
    let failure = async |response| {
        let error = statuses(response).await.unwrap_err();
        (error.kind(), error.body_as().unwrap())
    };
    let problem = answer(400, "application/problem+json", r#"{"title":"No"}"#);
    let (kind, body) = failure(problem).await;
    assert_eq!(kind, ErrorKind::Api);
    assert!(matches!(body, Failure::Problem(problem) if problem.title == "No"));
    let fault = answer(422, "application/json", r#"{"code":7}"#);
    let (_, body) = failure(fault).await;
    assert!(matches!(body, Failure::Fault(fault) if fault.code == 7));
    let (kind, body) = failure(answer(500, "text/plain", "Oh")).await;
    // It may have taken effect all the same.
    assert_eq!(kind, ErrorKind::OutcomeUnknown);
    assert!(matches!(body, Failure::Text(text) if text == "Oh"));
    let (_, body) = failure(empty(409)).await;
    assert!(matches!(body, Failure::Undocumented));
}

#[tokio::test]
async fn a_failure_that_does_not_decode_says_where() {
    let broken = answer(400, "application/problem+json", "{}");
    let error = statuses(broken).await.unwrap_err();
    let fault = error.body_as::<Failure>().unwrap_err();
    assert_eq!(fault.faults()[0].path(), "$.title");
}

#[tokio::test]
async fn one_body_of_all_failures_is_read_as_it_is() {
    let (_, client) = client(answer(503, "application/json", r#"{"code":7}"#));
    let error = client.answers().media().max_retries(0).await.unwrap_err();
    let fault: wire_course::Fault = error.body_as().unwrap();
    assert_eq!((error.kind(), fault.code), (ErrorKind::Server, 7));
}

#[tokio::test]
async fn each_media_type_has_its_body() {
    let xml = "<sum>3</sum>";
    for (media_type, body, expected) in [
        ("application/json", r#"{"sum":3}"#, "3"),
        (
            "application/vnd.shop.job+json",
            r#"{"progress":4}"#,
            "job 4",
        ),
        ("text/csv; header=present", "sum\n3", "sum\n3"),
        ("application/xml", xml, xml),
    ] {
        let (peer, client) = client(answer(206, media_type, body));
        let found = match client.answers().media().await.unwrap() {
            AnswerMediaAnswer::Success(result) => result.sum.to_string(),
            AnswerMediaAnswer::SuccessVndShopJobJson(job) => format!("job {}", job.progress),
            AnswerMediaAnswer::SuccessText(text) => text,
            other => panic!("{other:?}"),
        };
        assert_eq!(found, expected);
        assert_eq!(
            peer.requests()[0].headers()["accept"],
            "application/json; charset=utf-8, application/vnd.shop.job+json, text/csv, application/xml"
        );
    }
    let (_, client) = client(answer(200, "image/png", ""));
    let error = client.answers().media().await.unwrap_err();
    assert!(
        error.to_string().contains("media type is not documented"),
        "{error}"
    );
}

#[tokio::test]
async fn text_is_what_its_schema_says() {
    let text = async |body: &'static [u8]| {
        let (_, client) = client(answer(200, "text/plain; charset=utf-8", body));
        client.answers().text().await
    };
    assert_eq!(text(b"closed").await.unwrap(), AnswerTextResponse::Closed);
    let later = text("spät\n".as_bytes()).await.unwrap();
    assert_eq!(later.as_str(), "spät\n");
    let error = text(b"\xff").await.unwrap_err();
    assert!(error.to_string().contains("not UTF-8"), "{error}");
}

#[tokio::test]
async fn json_without_a_schema_is_any_json() {
    let (_, client) = client(answer(200, "application/json", "[1, null]"));
    assert_eq!(client.answers().free().await.unwrap().as_text(), "[1,null]");
}

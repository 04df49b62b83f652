//! Waiting for an end.

use std::time::Duration;

use kessai_client::{
    Call, Client, Error, ErrorKind, Method, Operation, Parameter, Polled, Polling, Reply,
};

use crate::{
    script::{Script, Step, answer, answer_with, refused, reset},
    shop::response,
};

static GET_CHARGE: Operation = Operation {
    id: "getCharge",
    method: Method::Get,
    path: "/charge",
    parameters: &[Parameter::query("polling")],
    success: &[Reply::json(200)],
    ..Operation::DEFAULT
};

/// Ends when neither member is one of these.
enum Leaves {}

impl Polled for Leaves {
    const POLLING: Polling = Polling {
        parameter: Some("polling"),
        members: &[&["status"], &["data", "check", "state"]],
        pending: &["pending", "processing", "true", "7"],
        ..Polling::DEFAULT
    };
}

type Json = kessai_client::model::Json;

fn json(body: &str) -> Step {
    Step::Answer(response(200, "application/json", body))
}

fn pending() -> Step {
    json(r#"{"status":"pending"}"#)
}

fn done() -> Step {
    json(r#"{"status":"done"}"#)
}

fn pending_alone() -> Step {
    json(r#"{"status":"pending","data":{}}"#)
}

/// Each look is one attempt, so that what is counted here are looks.
fn client(script: &Script) -> Client {
    script.builder().max_retries(0).build().unwrap()
}

async fn wait(script: &Script) -> Result<Json, Error> {
    let call: Call<Json, Leaves> = Call::new(&client(script), &GET_CHARGE);
    call.wait().await
}

#[tokio::test(start_paused = true)]
async fn it_looks_until_the_status_leaves_at_growing_intervals() {
    let steps = [
        pending(),
        json(r#"{"status":"processing"}"#),
        pending(),
        pending(),
        pending(),
        json(r#"{"status":"of a later release"}"#),
    ];
    let script = Script::new(steps);
    let last = wait(&script).await.unwrap();
    assert_eq!(last.as_text(), r#"{"status":"of a later release"}"#);
    assert_eq!(script.times(), [0, 1000, 3000, 7000, 15000, 23000]);
    for seen in script.seen() {
        assert_eq!(seen.request.uri().query(), Some("polling=true"));
    }
}

#[tokio::test(start_paused = true)]
async fn every_member_that_is_watched_must_have_left() {
    let within = |state: &str| {
        json(&format!(
            r#"{{"status":"done","data":{{"check":{{"state":{state}}}}}}}"#
        ))
    };
    for pending in [r#""pending""#, "true", "7"] {
        let script = Script::new([pending_alone(), within(pending), within(r#""done""#)]);
        let last = wait(&script).await.unwrap();
        assert!(last.as_text().contains(r#""state":"done""#));
        assert_eq!(script.seen().len(), 3);
    }
}

#[tokio::test(start_paused = true)]
async fn a_member_that_is_missing_is_not_waited_for() {
    for body in [
        "{}",
        r#"{"status":null}"#,
        r#"{"status":["pending"]}"#,
        r#"{"data":null}"#,
        r#"{"data":{"check":[]}}"#,
    ] {
        let script = Script::new([json(body)]);
        assert_eq!(wait(&script).await.unwrap().as_text(), body);
    }
}

#[tokio::test(start_paused = true)]
async fn a_caller_may_wait_for_something_else() {
    let script = Script::new([done(), pending(), json(r#"{"status":"sent"}"#), pending()]);
    let call: Call<Json, Leaves> = Call::new(&client(&script), &GET_CHARGE);
    let wait = call
        .wait()
        .until(|body: &Json| body.as_text().contains("sent"));
    assert_eq!(wait.await.unwrap().as_text(), r#"{"status":"sent"}"#);
    assert_eq!(script.times(), [0, 1000, 3000]);

    let script = Script::new((0..9).map(|_| done()));
    let call: Call<Json, Leaves> = Call::new(&client(&script), &GET_CHARGE);
    let wait = call
        .wait()
        .until(|_| false)
        .deadline(Duration::from_secs(5));
    let error = wait.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsettled);
    assert_eq!(error.body().unwrap(), r#"{"status":"done"}"#);

    let script = Script::new([json("{")]);
    let call: Call<Json, Leaves> = Call::new(&client(&script), &GET_CHARGE);
    let error = call.wait().until(|_| false).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[tokio::test(start_paused = true)]
async fn the_deadline_ends_the_wait_with_the_last_answer() {
    let script = Script::new((0..99).map(|_| pending()));
    let call: Call<Json, Leaves> = Call::new(&client(&script), &GET_CHARGE);
    let error = call
        .wait()
        .deadline(Duration::from_secs(10))
        .interval(Duration::from_secs(2), Duration::from_secs(3))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsettled);
    assert_eq!(error.body().unwrap(), r#"{"status":"pending"}"#);
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(
        error.to_string(),
        "getCharge: not settled in time: 200: the deadline of the wait is over (request id req_1)"
    );
    assert_eq!(script.times(), [0, 2000, 5000, 8000]);

    let script = Script::new((0..999).map(|_| pending()));
    assert_eq!(
        wait(&script).await.unwrap_err().kind(),
        ErrorKind::Unsettled
    );
    assert!(script.elapsed() > Duration::from_secs(590));
    assert!(script.elapsed() < Duration::from_secs(600));
}

#[tokio::test(start_paused = true)]
async fn a_look_that_hangs_ends_with_the_wait() {
    let script = Script::new([pending(), Step::Hang]);
    let call: Call<Json, Leaves> = Call::new(&client(&script), &GET_CHARGE);
    let error = call
        .wait()
        .deadline(Duration::from_secs(5))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoAnswer);
    assert!(script.elapsed() < Duration::from_millis(5100));
}

#[tokio::test(start_paused = true)]
async fn passing_faults_are_forgiven_up_to_three_in_a_row() {
    let faults: [fn() -> Step; 5] = [
        || answer(500),
        || answer(503),
        || answer(429),
        reset,
        refused,
    ];
    for fault in faults {
        let steps = [
            fault(),
            fault(),
            fault(),
            pending(),
            fault(),
            fault(),
            fault(),
            done(),
        ];
        let script = Script::new(steps);
        wait(&script).await.unwrap();
        assert_eq!(script.seen().len(), 8);

        let script = Script::new([fault(), fault(), fault(), fault(), done()]);
        let error = wait(&script).await.unwrap_err();
        assert_ne!(error.kind(), ErrorKind::Unsettled);
        assert_eq!(script.seen().len(), 4);
    }
}

#[tokio::test(start_paused = true)]
async fn each_look_has_the_attempts_of_a_read() {
    let script = Script::new((0..12).map(|_| answer(500)).chain([done()]));
    let call: Call<Json, Leaves> = Call::new(&script.client(), &GET_CHARGE);
    call.max_retries(3).wait().send().await.unwrap();
    assert_eq!(script.seen().len(), 13);
}

#[tokio::test(start_paused = true)]
async fn the_provider_may_ask_for_more_patience() {
    let script = Script::new([answer_with(429, "retry-after", "30"), done()]);
    wait(&script).await.unwrap();
    assert_eq!(script.times(), [0, 30_000]);
}

#[tokio::test(start_paused = true)]
async fn what_does_not_pass_ends_the_wait() {
    for (step, kind) in [
        (answer(404), ErrorKind::Api),
        (answer(302), ErrorKind::Redirect),
        (json("{"), ErrorKind::Decode),
        (
            Step::Answer(response(200, "text/html", "{}")),
            ErrorKind::Decode,
        ),
    ] {
        let script = Script::new([pending(), step, done()]);
        assert_eq!(wait(&script).await.unwrap_err().kind(), kind);
        assert_eq!(script.seen().len(), 2);
    }
}

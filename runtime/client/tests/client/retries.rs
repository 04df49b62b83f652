//! When a call is sent again, and how long after.

use std::{
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};

use kessai_client::{BoxFuture, Clock, ErrorKind, SystemClock, TransportError};

use crate::{
    script::{Script, Step, answer, answer_with, good, refused, reset},
    shop::{ORDER, cancel, create, get, response},
};

#[tokio::test(start_paused = true)]
async fn passing_statuses_are_tried_again_and_others_are_not() {
    for status in 300..=599 {
        for read in [false, true] {
            let script = Script::new([answer(status), good()]);
            let client = script.client();
            let result = if read {
                get(&client, "a").send().await
            } else {
                create(&client).send().await
            };
            let passes = matches!(status, 408 | 429 | 500 | 502 | 503 | 504);
            assert_eq!(result.is_ok(), passes, "{status}");
            match result {
                Ok(response) => assert_eq!(response.attempts(), 2),
                Err(error) => {
                    assert_eq!(error.attempts(), 1);
                    assert!(!error.is_retryable(), "{status}");
                }
            }
            script.assert_all_alike();
        }
    }
}

#[tokio::test(start_paused = true)]
async fn every_attempt_sends_the_same_bytes_and_the_same_key() {
    let script = Script::new([refused(), reset(), good()]);
    let order = create(&script.client()).send().await.unwrap();
    assert_eq!(order.attempts(), 3);
    let seen = script.seen();
    assert_eq!(seen.len(), 3);
    script.assert_all_alike();
    let sent = seen[2].request.headers()["idempotency-key"].to_str();
    assert_eq!(order.idempotency_key(), Some(sent.unwrap()));
}

#[tokio::test(start_paused = true)]
async fn waits_double_from_half_a_second_and_end_at_eight() {
    let script = Script::new((0..8).map(|_| answer(503)).chain([good()]));
    create(&script.client()).max_retries(8).await.unwrap();
    let expected = [0, 500, 1500, 3500, 7500, 15500, 23500, 31500, 39500];
    assert_eq!(script.times(), expected);
}

#[tokio::test(start_paused = true)]
async fn waits_have_full_jitter() {
    let script = Script::new([answer(503), answer(503), good()]);
    let client = script
        .builder()
        .backoff(Duration::from_secs(4), Duration::from_secs(6))
        .jitter(|ceiling| ceiling / 4)
        .build()
        .unwrap();
    create(&client).await.unwrap();
    assert_eq!(script.times(), [0, 1000, 2500]);
}

#[tokio::test(start_paused = true)]
async fn two_retries_unless_the_client_or_the_call_says_otherwise() {
    let script = || Script::new((0..9).map(|_| answer(500)));
    let tried = |script: &Script| script.seen().len();

    let usual = script();
    let error = create(&usual.client()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
    assert_eq!((error.attempts(), tried(&usual)), (3, 3));
    assert!(error.is_retryable());

    let client_says = script();
    let client = client_says.builder().max_retries(4).build().unwrap();
    let error = get(&client, "a").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Server);
    assert_eq!((error.attempts(), tried(&client_says)), (5, 5));

    let call_says = script();
    let client = call_says.builder().max_retries(4).build().unwrap();
    let error = create(&client).max_retries(0).await.unwrap_err();
    assert_eq!((error.attempts(), tried(&call_says)), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_write_without_a_key_is_sent_once_unless_it_is_said_to_be_idempotent() {
    for fault in [refused, reset, || answer(503), || answer(429)] {
        let script = Script::new([fault(), good()]);
        let error = cancel(&script.client(), "a").await.unwrap_err();
        assert_eq!(error.attempts(), 1);
        // What did not leave can be sent again by hand.
        assert_eq!(error.is_retryable(), error.kind() == ErrorKind::NotSent);
        assert_eq!(script.seen().len(), 1);

        let empty = Step::Answer(response(204, "", ""));
        let script = Script::new([fault(), empty]);
        cancel(&script.client(), "a").idempotent().await.unwrap();
        assert_eq!(script.seen().len(), 2);
        script.assert_all_alike();
    }
}

#[tokio::test(start_paused = true)]
async fn retry_after_is_obeyed_in_both_forms() {
    let script = Script::new([
        answer_with(429, "retry-after", "7"),
        answer_with(503, "retry-after", "0"),
        good(),
    ]);
    create(&script.client()).await.unwrap();
    // Seven seconds and a jitter of half a second; nothing and a jitter of one.
    assert_eq!(script.times(), [0, 7500, 8500]);

    let mut dated = response(503, "application/json", "{}");
    let headers = dated.headers_mut();
    headers.insert("date", "Sun, 06 Nov 1994 08:49:37 GMT".parse().unwrap());
    headers.insert(
        "retry-after",
        "Sun, 06 Nov 1994 08:49:40 GMT".parse().unwrap(),
    );
    let script = Script::new([Step::Answer(dated), good()]);
    get(&script.client(), "a").await.unwrap();
    assert_eq!(script.times(), [0, 3500]);
}

/// The system's waits on another date.
struct Dated(SystemTime);

impl Clock for Dated {
    fn now(&self) -> Instant {
        SystemClock.now()
    }

    fn date(&self) -> SystemTime {
        self.0
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        SystemClock.sleep(duration)
    }
}

#[tokio::test(start_paused = true)]
async fn without_the_date_of_the_answer_the_clock_decides() {
    let script = Script::new([
        answer_with(503, "retry-after", "Sun, 06 Nov 1994 08:49:47 GMT"),
        good(),
    ]);
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
    let client = script.builder().clock(Dated(now)).build().unwrap();
    create(&client).await.unwrap();
    assert_eq!(script.times(), [0, 10_500]);
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_would_pass_the_deadline_is_not_begun() {
    let script = Script::new([answer_with(429, "retry-after", "130"), good()]);
    let error = create(&script.client()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(130)));
    assert_eq!(error.headers().unwrap()["retry-after"], "130");
    assert!(error.is_retryable());
    assert_eq!((script.seen().len(), script.elapsed()), (1, Duration::ZERO));
}

#[tokio::test(start_paused = true)]
async fn attempts_that_hang_end_in_time_and_the_last_one_at_the_deadline() {
    let hanging = || Script::new([Step::Hang, Step::Hang, Step::Hang]);
    let seconds = |script: &Script| script.elapsed().as_secs();

    // One minute each, and two in all.
    let script = hanging();
    let error = create(&script.client()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
    assert!(error.is_timeout());
    assert_eq!(error.attempts(), 2);
    assert_eq!(seconds(&script), 120);
    let seen = script.seen();
    assert_eq!(seen[0].timeout, Duration::from_secs(60));
    assert!(seen[1].timeout < Duration::from_secs(60));

    let script = hanging();
    let client = script.builder().deadline(Duration::from_secs(10));
    let error = get(&client.build().unwrap(), "a").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoAnswer);
    assert_eq!((error.attempts(), seconds(&script)), (1, 10));

    let script = hanging();
    let call = create(&script.client())
        .timeout(Duration::from_secs(2))
        .deadline(Duration::from_secs(30));
    let error = call.await.unwrap_err();
    assert_eq!(error.attempts(), 3);
    assert!(script.elapsed() < Duration::from_millis(7600));
}

#[tokio::test(start_paused = true)]
async fn without_time_nothing_is_sent() {
    let script = Script::new([good()]);
    let error = create(&script.client())
        .deadline(Duration::ZERO)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotSent);
    assert!(error.is_timeout() && error.attempts() == 0);
    assert!(script.seen().is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_would_only_fail_again_is_not_sent_again() {
    let too_large = TransportError::too_large(response(503, "application/json", "{"), 1);
    let never = TransportError::not_sent("no such scheme").permanent();
    for error in [too_large, never] {
        let script = Script::new([Step::Fail(error), good()]);
        let error = create(&script.client()).await.unwrap_err();
        assert!(!error.is_retryable());
        assert_eq!(script.seen().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_broke_off_is_asked_for_again() {
    let broken = || TransportError::broken_off(response(200, "application/json", "{"), "reset");
    let script = Script::new([Step::Fail(broken()), good()]);
    assert_eq!(create(&script.client()).await.unwrap().id, "order_1");
    script.assert_all_alike();
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_cannot_be_used_is_final() {
    let garbled = Step::Answer(response(200, "text/html", ORDER));
    let script = Script::new([garbled, good()]);
    let error = get(&script.client(), "a").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Decode, 1));
}

#[test]
fn retries_need_no_runtime() {
    struct Unpark(std::thread::Thread);

    impl std::task::Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    let script = Script::new([answer(503), good()]);
    let client = script
        .builder()
        .backoff(Duration::from_millis(1), Duration::from_millis(1))
        .build()
        .unwrap();
    let mut call = std::pin::pin!(create(&client).send());
    let waker = Arc::new(Unpark(std::thread::current())).into();
    let mut context = std::task::Context::from_waker(&waker);
    let response = loop {
        match call.as_mut().poll(&mut context) {
            std::task::Poll::Ready(response) => break response.unwrap(),
            std::task::Poll::Pending => std::thread::park(),
        }
    };
    assert_eq!(response.attempts(), 2);
}

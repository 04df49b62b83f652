//! Every schedule of faults up to three in a row, on a model of a server that keeps its promises about
//! keys: a call takes effect at most once, success means that it did, and it is never called failed if it did.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use bytes::Bytes;
use kessai_client::{BoxFuture, Client, Error, ErrorKind, Limits, Transport, TransportError};
use tokio::time::Instant;

use crate::{
    script::assert_same,
    shop::{KEY, ORDER, SHOP, cancel, create, get, response},
};

/// What goes wrong with one attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Refused,
    ResetBefore,
    ResetAfter,
    TimeoutBefore,
    TimeoutAfter,
    Limited,
    LimitedFor(u64),
    /// A status, and whether the request took effect all the same.
    Server(u16, bool),
}

const FAULTS: [Fault; 15] = [
    Fault::Refused,
    Fault::ResetBefore,
    Fault::ResetAfter,
    Fault::TimeoutBefore,
    Fault::TimeoutAfter,
    Fault::Limited,
    Fault::LimitedFor(5),
    Fault::LimitedFor(1000),
    Fault::Server(500, false),
    Fault::Server(500, true),
    Fault::Server(501, false),
    Fault::Server(502, true),
    Fault::Server(503, false),
    Fault::Server(504, false),
    Fault::Server(504, true),
];

impl Fault {
    fn commits(self) -> bool {
        matches!(
            self,
            Self::ResetAfter | Self::TimeoutAfter | Self::Server(_, true)
        )
    }
}

#[derive(Default)]
struct State {
    /// How often each request took effect, by its key; those without one count as one.
    effects: HashMap<String, u32>,
    seen: Vec<(Duration, http::Request<Bytes>)>,
}

/// The server, behind a transport that injects the faults in order and then none.
#[derive(Clone)]
struct Server {
    start: Instant,
    faults: Vec<Fault>,
    state: Arc<Mutex<State>>,
}

impl Server {
    fn new(faults: Vec<Fault>) -> Self {
        Self {
            start: Instant::now(),
            faults,
            state: Arc::default(),
        }
    }

    fn client(&self) -> Client {
        let builder = Client::builder(&SHOP)
            .credential(KEY)
            .jitter(|longest| longest);
        let builder = builder.timeout(Duration::from_secs(10));
        let builder = builder.deadline(DEADLINE).transport(self.clone());
        builder.build().unwrap()
    }

    /// Notes the request, and gives the fault it meets.
    fn meet(&self, request: http::Request<Bytes>) -> Option<Fault> {
        let mut state = self.state.lock().unwrap();
        let fault = self.faults.get(state.seen.len()).copied();
        if fault.is_none_or(Fault::commits) && request.method() != http::Method::GET {
            let key = request.headers().get("idempotency-key");
            let key = key.map_or("", |key| key.to_str().unwrap()).to_owned();
            let keyed = !key.is_empty();
            let effects = state.effects.entry(key).or_default();
            *effects = if keyed { 1 } else { *effects + 1 };
        }
        state.seen.push((self.start.elapsed(), request));
        fault
    }

    fn effects(&self) -> u32 {
        self.state.lock().unwrap().effects.values().sum()
    }
}

impl Transport for Server {
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let delete = request.method() == http::Method::DELETE;
        let fault = self.meet(request);
        let json = |status| response(status, "application/json", "{}");
        Box::pin(async move {
            match fault {
                None if delete => Ok(response(204, "", "")),
                None => Ok(response(200, "application/json", ORDER)),
                Some(Fault::Refused) => Err(TransportError::not_sent("refused")),
                Some(Fault::ResetBefore | Fault::ResetAfter) => {
                    Err(TransportError::maybe_sent("reset"))
                }
                Some(Fault::TimeoutBefore | Fault::TimeoutAfter) => {
                    tokio::time::sleep(limits.timeout.unwrap()).await;
                    Err(TransportError::maybe_sent("too slow").timed_out())
                }
                Some(Fault::Limited) => Ok(json(429)),
                Some(Fault::LimitedFor(seconds)) => {
                    let mut response = json(429);
                    let headers = response.headers_mut();
                    headers.insert("retry-after", seconds.into());
                    Ok(response)
                }
                Some(Fault::Server(status, _)) => Ok(json(status)),
            }
        })
    }
}

const DEADLINE: Duration = Duration::from_secs(25);

/// Every schedule of up to three faults.
fn schedules() -> Vec<Vec<Fault>> {
    let mut all = vec![vec![]];
    let mut longest = all.clone();
    for _ in 0..3 {
        longest = longest
            .iter()
            .flat_map(|schedule| {
                FAULTS.map(|fault| {
                    let mut schedule = schedule.clone();
                    schedule.push(fault);
                    schedule
                })
            })
            .collect();
        all.extend(longest.iter().cloned());
    }
    all
}

/// What holds for every call.
fn check<T>(server: &Server, result: &Result<T, Error>, writes: bool, repeatable: bool) {
    let faults = &server.faults;
    let (effects, state) = (server.effects(), server.state.lock().unwrap());
    let attempts = state.seen.len();
    assert!(effects <= 1, "{faults:?}");
    for (_, request) in &state.seen {
        assert_same(&state.seen[0].1, request);
    }
    assert!((1..=if repeatable { 3 } else { 1 }).contains(&attempts));
    for (fault, pair) in faults.iter().zip(state.seen.windows(2)) {
        if let Fault::LimitedFor(seconds) = fault {
            assert!(
                pair[1].0 >= pair[0].0 + Duration::from_secs(*seconds),
                "{faults:?}"
            );
        }
    }
    let tick = Duration::from_millis(2);
    assert!(server.start.elapsed() <= DEADLINE + tick, "{faults:?}");
    match result {
        Ok(_) => assert_eq!(effects, u32::from(writes), "{faults:?}"),
        Err(error) => {
            assert_eq!(usize::try_from(error.attempts()).unwrap(), attempts);
            assert!(!faults.is_empty());
            if effects == 1 {
                assert_eq!(error.kind(), ErrorKind::OutcomeUnknown, "{faults:?}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_write_with_a_key() {
    let mut keys = std::collections::HashSet::new();
    let mut repaired = 0;
    for schedule in schedules() {
        let server = Server::new(schedule);
        let result = create(&server.client()).await;
        check(&server, &result, true, true);
        repaired += u32::from(result.is_ok() && !server.faults.is_empty());
        let state = server.state.lock().unwrap();
        let key = state.seen[0].1.headers()["idempotency-key"].clone();
        assert!(keys.insert(key), "a key of another call");
    }
    assert!(repaired > 100, "{repaired}");
}

#[tokio::test(start_paused = true)]
async fn a_write_without_a_key() {
    for schedule in schedules() {
        let server = Server::new(schedule);
        let result = cancel(&server.client(), "a").await;
        check(&server, &result, true, false);
        assert_eq!(result.is_ok(), server.faults.is_empty());
    }
}

#[tokio::test(start_paused = true)]
async fn a_read() {
    for schedule in schedules() {
        let server = Server::new(schedule);
        let result = get(&server.client(), "a").await;
        check(&server, &result, false, true);
        if let Err(error) = result {
            assert_ne!(error.kind(), ErrorKind::OutcomeUnknown);
        }
    }
}

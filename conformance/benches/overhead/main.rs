//! What the generated client costs a caller, beside bare reqwest with `serde_json` and structs with serde derive.
//!
//! `cargo bench -p kessai-conformance --bench overhead` prints the CPU time that the caller's thread spends on one call, from
//! the arguments to the value, in the program and in the kernel. The server is a thread of its own and does not count. Each
//! side has a connection that it keeps. Without `--bench` every call is made once.
//!
//! Both sides put the same on the wire, which is checked; ours also checks ids and bodies against the spec's rules first.
//!
//! Most of a call is the kernel's, and its part depends on whether the caller's core fell idle while it waited: so all is
//! measured with the server on another core, where it does, and with the server on the same core, where it does not.
#![allow(
    missing_docs,
    clippy::cast_precision_loss,
    clippy::unwrap_used,
    reason = "a benchmark"
)]

mod bare;
mod server;

#[path = "../cores.rs"]
mod cores;
#[path = "../examples.rs"]
#[allow(dead_code, reason = "other benchmarks need the rest")]
mod examples;
#[path = "../measure.rs"]
#[allow(dead_code, reason = "other benchmarks need the rest")]
mod measure;
#[path = "../twins/mod.rs"]
#[allow(dead_code, reason = "other benchmarks need the rest")]
mod twins;

use bare::Bare;
use examples::Bundle;
use kessai_model::from_slice;
use server::Server;
use smartpay::checkout_sessions::GetCheckoutSessionParams;
use smartpay::{CheckoutSessionId, CreateOrder, CreatePayment, Expand, TokenId};
use tokio::runtime::Runtime;
use twins::smartpay as twin_of;

const ROUNDS: usize = 61;
const CALLS_PER_TURN: usize = 100;
/// How much of bare reqwest's time a call may take.
const BAR: f64 = 1.10;

const CREDENTIAL: &str = "sk_test_cok3psbYJpZZX9x3yboLIH";
const SESSION: &str = "checkout_test_vptIEMeycBuKLNNVRL6kB2";
const TOKEN: &str = "paytok_test_zAo001ZRfyjz1F4rMyYPnL";

fn main() {
    measure::announce();
    println!(
        "| Call | Body, bytes | Answer, bytes | Server on | Generated, µs | Bare, µs | Ratio |"
    );
    println!("|---|---:|---:|---|---:|---:|---:|");
    let bundle = Bundle::read(smartpay_registry::OPENAPI);
    let allowed = cores::allowed();
    let benches = match allowed[..] {
        [own, other, ..] => {
            let other = Bench::run(&bundle, "another core", Some([own, other]));
            vec![
                other,
                Bench::run(&bundle, "the same core", Some([own, own])),
            ]
        }
        [own] => vec![Bench::run(&bundle, "the same core", Some([own, own]))],
        [] => vec![Bench::run(&bundle, "any core", None)],
    };
    println!();
    for bench in benches {
        println!(
            "Geometric mean, server on {}: {:.2} of bare reqwest's CPU time (bar: {BAR:.2}).",
            bench.place,
            measure::mean(&bench.ratios)
        );
    }
}

/// All calls, with the server in one place.
struct Bench {
    runtime: Runtime,
    server: Server,
    place: &'static str,
    ratios: Vec<f64>,
}

impl Bench {
    /// `cores`: the caller's and the server's.
    fn run(bundle: &Bundle, place: &'static str, cores: Option<[usize; 2]>) -> Self {
        let answers = [
            (
                "getCheckoutSession",
                format!("/checkout-sessions/{SESSION}"),
            ),
            ("getToken", format!("/tokens/{TOKEN}")),
            ("createOrder", "/orders".to_owned()),
            ("createPayment", "/payments".to_owned()),
        ];
        let server = Server::start(
            answers.map(|(operation, path)| (path, bundle.answer(operation))),
            cores.map(|[_, server]| server),
        );
        if let Some([own, _]) = cores {
            cores::keep_to(&[own]);
        }
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let mut bench = Self {
            runtime,
            server,
            place,
            ratios: Vec::new(),
        };
        bench.calls(bundle);
        bench
    }

    fn calls(&mut self, bundle: &Bundle) {
        let client = smartpay::Client::builder()
            .credential(CREDENTIAL)
            .base_url(self.server.base_url())
            .build()
            .unwrap();
        let bare = Bare::new(&self.server.base_url(), &smartpay::PROVIDER, CREDENTIAL);

        let id = TokenId::new(TOKEN).unwrap();
        let path = format!("/tokens/{TOKEN}");
        self.row(
            "GET a token",
            0,
            async || drop(client.tokens().get(&id).await.unwrap()),
            async || drop(bare.get::<twin_of::Token>(&path).await),
        );

        let text = bundle.request("createPayment");
        let body: CreatePayment = from_slice(text.as_bytes()).unwrap();
        let twin: twin_of::CreatePayment = serde_json::from_str(&text).unwrap();
        self.row(
            "POST a payment",
            text.len(),
            async || drop(client.payments().create(&body).await.unwrap()),
            async || drop(bare.post::<twin_of::Payment>("/payments", &twin).await),
        );

        let text = bundle.request("createOrder");
        let body: CreateOrder = from_slice(text.as_bytes()).unwrap();
        let twin: twin_of::CreateOrder = serde_json::from_str(&text).unwrap();
        self.row(
            "POST an order",
            text.len(),
            async || drop(client.orders().create(&body).await.unwrap()),
            async || drop(bare.post::<twin_of::OrderExpanded>("/orders", &twin).await),
        );

        let id = CheckoutSessionId::new(SESSION).unwrap();
        let expanded = GetCheckoutSessionParams::new().expand(Expand::All);
        let path = format!("/checkout-sessions/{SESSION}?expand=all");
        self.row(
            "GET a checkout session, expanded",
            0,
            async || {
                let call = client.checkout_sessions().get(&id).params(&expanded);
                drop(call.await.unwrap());
            },
            async || drop(bare.get::<twin_of::CheckoutSession>(&path).await),
        );
    }

    fn row(&mut self, name: &str, body: usize, ours: impl AsyncFn(), bare: impl AsyncFn()) {
        self.runtime.block_on(ours());
        let left = self.server.last();
        self.runtime.block_on(bare());
        let right = self.server.last();
        assert!(
            left == right,
            "{name}: the sides do not send the same: ours {left:#?}, bare {right:#?}"
        );
        let (rounds, calls) = if measure::measuring() {
            (ROUNDS, CALLS_PER_TURN)
        } else {
            (1, 1)
        };
        let [ours, bare] = measure::in_turns::<2>(rounds, |side| {
            self.runtime.block_on(async {
                let start = measure::thread_seconds();
                for _ in 0..calls {
                    match side {
                        0 => ours().await,
                        _ => bare().await,
                    }
                }
                (measure::thread_seconds() - start) / calls as f64
            })
        });
        self.ratios.push(ours / bare);
        println!(
            "| {name} | {body} | {} | {} | {:.1} | {:.1} | {:.2} |",
            left.answer,
            self.place,
            ours * 1e6,
            bare * 1e6,
            ours / bare
        );
    }
}

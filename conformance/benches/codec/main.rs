//! Decoding and encoding of answers by the generated types, beside structs with serde derive.
//!
//! `cargo bench -p kessai-conformance --bench codec` prints the CPU time of both sides on the largest documented example
//! of each answer's type, and on the largest composed one where that is larger. Without `--bench`, as in a test run, every
//! body is tried once.
//!
//! Then the bodies that stand for their resources are taken once more, written in ways in which servers write: decoding must
//! not hang on the order of members. Encoding for sending, with the rules checked, is held against derive's, which checks
//! nothing.
//!
//! Both sides get the same bytes and must give back the same JSON value, so that neither skips work. Ours also keeps unknown
//! members, nulls, unknown enum values and the text of every number; the twin loses them.
#![allow(
    missing_docs,
    clippy::cast_precision_loss,
    clippy::unwrap_used,
    reason = "a benchmark"
)]

#[path = "../examples.rs"]
#[allow(dead_code, reason = "other benchmarks need the rest")]
mod examples;
#[path = "../measure.rs"]
#[allow(dead_code, reason = "other benchmarks need the rest")]
mod measure;
#[path = "../twins/mod.rs"]
#[allow(dead_code, reason = "other benchmarks need the rest")]
mod twins;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hint::black_box;

use examples::{Bundle, is_success};
use kessai_conformance::json::Tree;
use kessai_conformance::spec::{Example, Origin};
use kessai_model::{Decode, Encode, from_slice, to_checked_vec, to_vec};
use serde::Serialize;
use serde::de::DeserializeOwned;
use twins::{smartpay as smartpay_twins, univapay as univapay_twins};

/// Rounds of both sides; all bodies together take a few seconds.
const ROUNDS: usize = 301;
const BYTES_PER_TURN: usize = 1 << 17;

struct Provider {
    name: &'static str,
    openapi: &'static str,
    pairs: &'static [Pair],
}

/// A generated type and its twin, by the schema they stand for.
struct Pair {
    schema: &'static str,
    measure: fn(&str, Form, usize) -> Times,
}

/// CPU seconds of one operation: ours, derive.
struct Times {
    decode: [f64; 2],
    encode: [f64; 2],
    /// Ours with the rules checked, derive without.
    checked: [f64; 2],
}

/// How a body is written.
#[derive(Clone, Copy)]
enum Form {
    Compact,
    Indented,
    Sorted,
    Escaped,
}

/// Pairs of the types of a model crate and of its twins.
macro_rules! pairs {
    ($model:ident { $($schema:ident: $twin:ty,)* }) => {
        &[$(Pair {
            schema: stringify!($schema),
            measure: measure::<$model::$schema, $twin>,
        }),*]
    };
}

const SMARTPAY: Provider = Provider {
    name: "smartpay",
    openapi: smartpay_registry::OPENAPI,
    pairs: pairs! { smartpay {
        CheckoutSession: smartpay_twins::CheckoutSession,
        CheckoutSessionCollection: smartpay_twins::Collection<smartpay_twins::CheckoutSession>,
        CheckoutSessionExpanded: smartpay_twins::CheckoutSessionExpanded,
        Coupon: smartpay_twins::Coupon,
        CouponCollection: smartpay_twins::Collection<smartpay_twins::Coupon>,
        Order: smartpay_twins::Order,
        OrderCollection: smartpay_twins::Collection<smartpay_twins::Order>,
        OrderExpanded: smartpay_twins::OrderExpanded,
        Payment: smartpay_twins::Payment,
        PaymentCollection: smartpay_twins::Collection<smartpay_twins::Payment>,
        PromotionCode: smartpay_twins::PromotionCode,
        PromotionCodeCollection: smartpay_twins::Collection<smartpay_twins::PromotionCode>,
        Refund: smartpay_twins::Refund,
        RefundCollection: smartpay_twins::Collection<smartpay_twins::Refund>,
        Token: smartpay_twins::Token,
        TokenCollection: smartpay_twins::Collection<smartpay_twins::Token>,
        WebhookEndpoint: smartpay_twins::WebhookEndpoint,
        WebhookEndpointCollection: smartpay_twins::Collection<smartpay_twins::WebhookEndpoint>,
    } },
};

const UNIVAPAY: Provider = Provider {
    name: "univapay",
    openapi: univapay_registry::OPENAPI,
    pairs: pairs! { univapay {
        Cancel: univapay_twins::Cancel,
        CancelList: univapay_twins::List<univapay_twins::Cancel>,
        Charge: univapay_twins::Charge,
        ChargeList: univapay_twins::List<univapay_twins::Charge>,
        CheckoutInfo: univapay_twins::configuration::CheckoutInfo,
        DirectDebitBankAccount: univapay_twins::DirectDebitBankAccount,
        DirectDebitBankAccountList: univapay_twins::List<univapay_twins::DirectDebitBankAccount>,
        DirectDebitBankTransfer: univapay_twins::DirectDebitBankTransfer,
        DirectDebitBankTransferList: univapay_twins::List<univapay_twins::DirectDebitBankTransfer>,
        Merchant: univapay_twins::configuration::Merchant,
        Refund: univapay_twins::Refund,
        RefundList: univapay_twins::List<univapay_twins::Refund>,
        Store: univapay_twins::configuration::Store,
        Subscription: univapay_twins::Subscription,
        SubscriptionList: univapay_twins::List<univapay_twins::SubscriptionListItem>,
        TransactionHistoryList: univapay_twins::List<univapay_twins::TransactionHistoryItem>,
        TransactionToken: univapay_twins::CardToken,
        TransactionTokenList: univapay_twins::List<univapay_twins::TransactionTokenListItem>,
        Webhook: univapay_twins::Webhook,
        WebhookList: univapay_twins::List<univapay_twins::Webhook>,
    } },
};

/// One body to measure.
struct Body {
    resource: String,
    schema: String,
    origin: Origin,
    example: String,
    text: String,
}

fn main() {
    measure::announce();
    let rounds = if measure::measuring() { ROUNDS } else { 1 };
    println!(
        "| Provider | Resource | Type | Example | Bytes | Decode, ours / derive, ns | Ratio | Encode, ours / derive, ns | Ratio |"
    );
    println!("|---|---|---|---|---:|---:|---:|---:|---:|");
    let (mut every, mut chosen) = (Vec::new(), Vec::new());
    let (mut left_out, mut marked) = (Vec::new(), Vec::new());
    let mut of_provider = Vec::new();
    for provider in [&SMARTPAY, &UNIVAPAY] {
        let bodies = bodies(&Bundle::read(provider.openapi));
        let of_resource = one_per_resource(&bodies);
        let before = chosen.len();
        for (index, body) in bodies.iter().enumerate() {
            let pair = provider
                .pairs
                .iter()
                .find(|pair| pair.schema == body.schema);
            let Some(pair) = pair else {
                left_out.push(format!("{} {}", provider.name, body.schema));
                continue;
            };
            let times = (pair.measure)(&body.text, Form::Compact, rounds);
            let mark = if of_resource.contains(&index) {
                chosen.push(times.ratios());
                marked.push((pair.measure, body.text.clone()));
                " *"
            } else {
                ""
            };
            every.push(times.ratios());
            row(provider, body, mark, &times);
        }
        let own = chosen[before..].to_vec();
        assert!(
            own.len() == of_resource.len(),
            "{}: a resource has no twin",
            provider.name
        );
        of_provider.push((provider.name, own));
    }
    println!();
    for (name, own) in of_provider {
        print_mean(&format!("{name}, one body per resource, marked *"), &own);
    }
    print_mean("both, one body per resource", &chosen);
    print_mean("both, every body", &every);
    println!();
    for (name, form) in [
        ("indented", Form::Indented),
        ("members sorted by name", Form::Sorted),
        ("characters beyond ASCII escaped", Form::Escaped),
    ] {
        let bodies = marked.iter();
        let ratios = bodies.map(|(measure, text)| measure(text, form, rounds / 4 + 1).ratios()[0]);
        let mean = measure::mean(&ratios.collect::<Vec<_>>());
        println!("Decode of one body per resource, {name}: {mean:.2}.");
    }
    let checked: Vec<f64> = chosen.iter().map(|ratios| ratios[2]).collect();
    let mean = measure::mean(&checked);
    println!("Encode of one body per resource for sending, rules checked: {mean:.2}.");
    if !left_out.is_empty() {
        println!("Not measured, having no twin: {}.", left_out.join(", "));
    }
}

impl Times {
    fn ratios(&self) -> [f64; 3] {
        [self.decode, self.encode, self.checked].map(|[ours, derive]| ours / derive)
    }
}

fn row(provider: &Provider, body: &Body, mark: &str, times: &Times) {
    let [decode, encode, _] = times.ratios();
    let nanoseconds = |[ours, derive]: [f64; 2]| format!("{:.0} / {:.0}", ours * 1e9, derive * 1e9);
    println!(
        "| {} | {} | {} | {}{mark} | {} | {} | {decode:.2} | {} | {encode:.2} |",
        provider.name,
        body.resource,
        body.schema,
        body.example,
        body.text.len(),
        nanoseconds(times.decode),
        nanoseconds(times.encode),
    );
}

fn print_mean(what: &str, ratios: &[[f64; 3]]) {
    let [decode, encode] = [0, 1].map(|side| {
        let ratios: Vec<f64> = ratios.iter().map(|ratios| ratios[side]).collect();
        measure::mean(&ratios)
    });
    println!(
        "Geometric mean, {what}: decode {decode:.2}, encode {encode:.2} of derive's CPU time (bar: 1.00)."
    );
}

/// Of each resource and type the largest documented body, and the largest composed one where that is larger.
fn bodies(bundle: &Bundle) -> Vec<Body> {
    let mut largest: BTreeMap<(String, String, Origin), Body> = BTreeMap::new();
    for operation in &bundle.spec.operations {
        let resource = bundle.value.pointer(&operation.pointer).unwrap()["tags"][0]
            .as_str()
            .unwrap();
        for answer in operation
            .responses
            .iter()
            .filter(|answer| is_success(answer))
        {
            for media in answer.media.iter().filter(|media| media.is_json()) {
                let schema = media.schema.as_deref().unwrap_or_default();
                // A schema without a name has no type of its own.
                let Some((_, schema)) = schema.split_once("/components/schemas/") else {
                    continue;
                };
                for example in &media.examples {
                    let body = Body::new(bundle, resource, schema, example);
                    let place = (resource.to_owned(), schema.to_owned(), example.origin);
                    let known = largest.get(&place).map_or(0, |known| known.text.len());
                    if body.text.len() > known {
                        largest.insert(place, body);
                    }
                }
            }
        }
    }
    let mut bodies: Vec<Body> = largest.into_values().collect();
    bodies.dedup_by(|composed, documented| {
        (&composed.resource, &composed.schema) == (&documented.resource, &documented.schema)
            && composed.text.len() <= documented.text.len()
    });
    bodies
}

impl Body {
    fn new(bundle: &Bundle, resource: &str, schema: &str, example: &Example) -> Self {
        Self {
            resource: resource.to_owned(),
            schema: schema.to_owned(),
            origin: example.origin,
            example: example.name.clone(),
            text: bundle.text(example),
        }
    }
}

/// The body that stands for its resource: documented before composed, then the largest.
fn one_per_resource(bodies: &[Body]) -> Vec<usize> {
    let mut best: BTreeMap<&str, usize> = BTreeMap::new();
    let rank = |index: usize| {
        let body = &bodies[index];
        (body.origin == Origin::Documented, body.text.len())
    };
    for (index, body) in bodies.iter().enumerate() {
        let known = best.entry(&body.resource).or_insert(index);
        if rank(index) > rank(*known) {
            *known = index;
        }
    }
    best.into_values().collect()
}

fn measure<O, D>(body: &str, form: Form, rounds: usize) -> Times
where
    O: Decode + Encode,
    D: DeserializeOwned + Serialize,
{
    let derived: D = serde_json::from_str(body).unwrap();
    let body = match form {
        Form::Compact => body.to_owned(),
        Form::Indented => serde_json::to_string_pretty(&derived).unwrap(),
        Form::Sorted => {
            let value: serde_json::Value = serde_json::from_str(body).unwrap();
            value.to_string()
        }
        Form::Escaped => escaped(body),
    };
    let bytes = body.as_bytes();
    let ours: O = from_slice(bytes).unwrap();
    let derived: D = serde_json::from_slice(bytes).unwrap();
    // Neither side has lost anything.
    let tree = Tree::parse(bytes).unwrap();
    assert!(Tree::parse(&to_vec(&ours)).unwrap() == tree, "ours: {body}");
    let written = serde_json::to_vec(&derived).unwrap();
    assert!(Tree::parse(&written).unwrap() == tree, "derive: {body}");
    let repeat = if rounds == 1 {
        1
    } else {
        BYTES_PER_TURN / bytes.len() + 1
    };
    let [our_decode, decode, our_encode, checked, encode] =
        measure::in_turns::<5>(rounds, |side| match side {
            0 => time(repeat, || from_slice::<O>(black_box(bytes)).unwrap()),
            1 => time(repeat, || {
                serde_json::from_slice::<D>(black_box(bytes)).unwrap()
            }),
            2 => time(repeat, || to_vec(black_box(&ours))),
            3 => time(repeat, || to_checked_vec(black_box(&ours))),
            _ => time(repeat, || serde_json::to_vec(black_box(&derived)).unwrap()),
        });
    Times {
        decode: [our_decode, decode],
        encode: [our_encode, encode],
        checked: [checked, encode],
    }
}

/// With every character beyond ASCII escaped.
fn escaped(body: &str) -> String {
    let mut text = String::new();
    for character in body.chars() {
        if character.is_ascii() {
            text.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            write!(text, "\\u{unit:04x}").unwrap();
        }
    }
    text
}

/// CPU seconds of one run, dropping what it makes included.
fn time<R>(repeat: usize, mut run: impl FnMut() -> R) -> f64 {
    let start = measure::thread_seconds();
    for _ in 0..repeat {
        drop(black_box(run()));
    }
    (measure::thread_seconds() - start) / repeat as f64
}

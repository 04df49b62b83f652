//! Decoding and encoding beside structs with serde derive, on bodies of a shop.
//!
//! `cargo bench -p kessai-model` prints megabytes per second of both sides, and how many times
//! as fast as derive we are: above one is faster. The two are measured in turns, and the best
//! round of each counts. Without `--bench`, as in a test run, every body is tried once.
//!
//! Both sides make the same types of the same members: strings are owned, enums are enums. Ours
//! also keeps unknown members and nulls, and every number exactly; derive ignores them.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a benchmark"
)]

mod bodies;
mod derived;
mod emitted;

use std::hint::black_box;
use std::time::Instant;

use kessai_model::{Decode, Encode, Json, from_slice, to_checked_vec, to_vec};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Rounds of each side; together they take a few seconds.
const ROUNDS: usize = 120;
const BYTES_PER_ROUND: usize = 1 << 17;

/// How many times as fast as derive we are.
struct Ratios {
    decode: f64,
    encode: f64,
    /// Encoding for sending, with the rules checked; derive checks nothing.
    checked: f64,
}

fn main() {
    let rounds = if std::env::args().any(|argument| argument == "--bench") {
        ROUNDS
    } else {
        1
    };
    println!("body            bytes     decode, ratio          encode, ratio       checked, ratio");
    let ratios = [
        measure::<emitted::Payment, derived::Payment>("small, nulls", bodies::PAYMENT, rounds),
        measure::<emitted::Order, derived::Order>("medium", bodies::ORDER, rounds),
        measure::<emitted::Order, derived::Order>("pretty", &bodies::pretty(bodies::ORDER), rounds),
        measure::<emitted::Order, derived::Order>("sorted", &bodies::sorted(bodies::ORDER), rounds),
        measure::<emitted::Order, derived::Order>(
            "escaped",
            &bodies::escaped(bodies::ORDER),
            rounds,
        ),
        measure::<emitted::Order, derived::Order>(
            "nulls",
            &bodies::with_nulls(bodies::ORDER),
            rounds,
        ),
        measure::<emitted::Orders, derived::Orders>("large list", &bodies::list(16), rounds),
    ];
    println!(
        "geometric mean: decode {:.2}, encode {:.2}, checked {:.2}",
        mean(ratios.iter().map(|ratio| ratio.decode)),
        mean(ratios.iter().map(|ratio| ratio.encode)),
        mean(ratios.iter().map(|ratio| ratio.checked)),
    );
}

fn mean(ratios: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = ratios.len() as f64;
    (ratios.map(f64::ln).sum::<f64>() / count).exp()
}

fn measure<O, D>(name: &str, body: &str, rounds: usize) -> Ratios
where
    O: Decode + Encode,
    D: DeserializeOwned + Serialize,
{
    let bytes = body.as_bytes();
    let ours: O = from_slice(bytes).unwrap();
    let derived: D = serde_json::from_slice(bytes).unwrap();
    // Both write the same text, and nothing of the body is lost.
    let text = to_vec(&ours);
    assert!(serde_json::to_vec(&derived).unwrap() == text, "{name}");
    assert!(from_slice(&text) == Json::parse(body), "{name}");
    let repeat = if rounds == 1 {
        1
    } else {
        BYTES_PER_ROUND / bytes.len() + 1
    };
    let mut times = [f64::INFINITY; 5];
    for _ in 0..rounds {
        let round = [
            time(repeat, || from_slice::<O>(black_box(bytes)).unwrap()),
            time(repeat, || {
                serde_json::from_slice::<D>(black_box(bytes)).unwrap()
            }),
            time(repeat, || to_vec(black_box(&ours))),
            time(repeat, || serde_json::to_vec(black_box(&derived)).unwrap()),
            time(repeat, || to_checked_vec(black_box(&ours))),
        ];
        for (best, time) in times.iter_mut().zip(round) {
            *best = best.min(time);
        }
    }
    let [decode, derived_decode, encode, derived_encode, checked] = times;
    let ratios = Ratios {
        decode: derived_decode / decode,
        encode: derived_encode / encode,
        checked: derived_encode / checked,
    };
    let read = |time: f64| bytes.len() as f64 / time / 1e6;
    let written = |time: f64| text.len() as f64 / time / 1e6;
    println!(
        "{name:<14} {:>6} {:>8.0}/{:<5.0} {:>5.2} {:>10.0}/{:<5.0} {:>5.2} {:>10.0} {:>5.2}",
        bytes.len(),
        read(decode),
        read(derived_decode),
        ratios.decode,
        written(encode),
        written(derived_encode),
        ratios.encode,
        written(checked),
        ratios.checked,
    );
    ratios
}

/// Seconds of one run, dropping what it makes included.
fn time<R>(repeat: usize, mut run: impl FnMut() -> R) -> f64 {
    let start = Instant::now();
    for _ in 0..repeat {
        drop(black_box(run()));
    }
    start.elapsed().as_secs_f64() / repeat as f64
}

//! What it costs to fill a tape, by the parser that reads the text.
//!
//! `cargo bench -p kessai-parsers` prints the CPU time of each on documented answers of both providers, against that of the
//! runtime's reader. Before that, all of them must have read the same tokens. Without `--bench`, as in a test run, every
//! answer is read once.
//!
//! `serde_json` and `simd-json` tell no text of a number, which the runtime must keep; nothing is added to what they do to
//! make up for it. `simd-json` fills its own tape alone, without the names' bits and ends that the runtime's nodes hold.
#![allow(
    missing_docs,
    clippy::cast_precision_loss,
    clippy::unwrap_used,
    reason = "a benchmark"
)]

#[path = "../../benches/examples.rs"]
#[allow(dead_code, reason = "other benchmarks need the rest")]
mod examples;
#[path = "../../benches/measure.rs"]
#[allow(dead_code, reason = "other benchmarks need the rest")]
mod measure;

use std::fmt::Write as _;
use std::hint::black_box;

use examples::{Bundle, is_success};
use kessai_parsers::{jiter_fills, runtime_fills, serde_json_fills, simd_json_fills};

const ROUNDS: usize = 101;
const BYTES_PER_TURN: usize = 1 << 16;
/// In the order of the columns; the runtime's own is hifijson's.
const PARSERS: [&str; 4] = ["hifijson", "jiter", "serde_json", "simd-json"];

struct Body {
    name: String,
    text: String,
}

fn main() {
    measure::announce();
    println!("| Body | Bytes | hifijson, ns | jiter | serde_json | simd-json |");
    println!("|---|---:|---:|---:|---:|---:|");
    let mut ratios: [Vec<f64>; 4] = Default::default();
    for (provider, openapi) in [
        ("smartpay", smartpay_registry::OPENAPI),
        ("univapay", univapay_registry::OPENAPI),
    ] {
        for body in bodies(provider, &Bundle::read(openapi)) {
            let times = measure_body(&body.text);
            let of_ours = times.map(|time| time / times[0]);
            for (all, ratio) in ratios.iter_mut().zip(of_ours) {
                all.push(ratio);
            }
            let [_, jiter, serde_json, simd_json] = of_ours;
            println!(
                "| {} | {} | {:.0} | {jiter:.2} | {serde_json:.2} | {simd_json:.2} |",
                body.name,
                body.text.len(),
                times[0] * 1e9,
            );
        }
    }
    println!("\nGeometric means, times of hifijson's CPU time:");
    for (parser, ratios) in PARSERS.iter().zip(&ratios) {
        println!("{parser} {:.2}", measure::mean(ratios));
    }
}

/// Of a provider: the smallest answer, one of middle size, the largest, that with line breaks and indents, with every character
/// beyond ASCII escaped, and sixteen of it in a list.
fn bodies(provider: &str, bundle: &Bundle) -> Vec<Body> {
    let operations = bundle.spec.operations.iter();
    let answers = operations.flat_map(|operation| &operation.responses);
    let media = answers
        .filter(|answer| is_success(answer))
        .flat_map(|answer| &answer.media);
    let mut texts: Vec<String> = media
        .filter(|media| media.is_json())
        .flat_map(|media| &media.examples)
        .map(|example| bundle.text(example))
        .filter(|text| text.len() > 100)
        .collect();
    texts.sort_by(|one, other| (one.len(), one).cmp(&(other.len(), other)));
    let largest = texts.last().unwrap().clone();
    let value: serde_json::Value = serde_json::from_str(&largest).unwrap();
    let named = [
        ("smallest", texts[0].clone()),
        ("middle", texts[texts.len() / 2].clone()),
        ("largest", largest.clone()),
        (
            "largest, indented",
            serde_json::to_string_pretty(&value).unwrap(),
        ),
        ("middle, escaped", escaped(&texts[texts.len() / 2])),
        (
            "largest, sixteen times",
            format!("[{}]", vec![largest; 16].join(",")),
        ),
    ];
    named
        .map(|(name, text)| Body {
            name: format!("{provider}, {name}"),
            text,
        })
        .into()
}

/// With every character beyond ASCII escaped, as many servers send it.
fn escaped(body: &str) -> String {
    let mut text = String::new();
    for character in body.chars() {
        if character.is_ascii() {
            text.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(text, "\\u{unit:04x}").unwrap();
            }
        }
    }
    text
}

/// CPU seconds of each parser.
fn measure_body(text: &str) -> [f64; 4] {
    let bytes = text.as_bytes();
    let mut simd_json = simd_json_fills::Reader::default();
    let expected = runtime_fills::tokens(&kessai_model::Tape::parse(bytes).unwrap());
    let read = [
        jiter_fills::fill(bytes).unwrap().tokens(),
        serde_json_fills::fill(bytes).unwrap().tokens(),
        simd_json.fill(bytes, simd_json_fills::tokens).unwrap(),
    ];
    for (parser, tokens) in PARSERS[1..].iter().zip(read) {
        assert!(tokens == expected, "{parser} reads something else: {text}");
    }
    let (rounds, repeat) = if measure::measuring() {
        (ROUNDS, BYTES_PER_TURN / bytes.len() + 1)
    } else {
        (1, 1)
    };
    measure::in_turns::<4>(rounds, |parser| {
        let start = measure::thread_seconds();
        for _ in 0..repeat {
            let bytes = black_box(bytes);
            match parser {
                0 => drop(black_box(kessai_model::Tape::parse(bytes).unwrap())),
                1 => drop(black_box(jiter_fills::fill(bytes).unwrap())),
                2 => drop(black_box(serde_json_fills::fill(bytes).unwrap())),
                _ => {
                    let nodes = simd_json.fill(bytes, |tape| black_box(tape).0.len());
                    black_box(nodes.unwrap());
                }
            }
        }
        (measure::thread_seconds() - start) / repeat as f64
    })
}

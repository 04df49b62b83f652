//! Full-law cases in a second of CPU: one value each, made from the schema, judged by both oracles, decoded, encoded, decoded
//! again and compared.
//!
//! `cargo bench -p kessai-conformance --bench cases` prints them for a request of ordinary size, which the bar is about, and
//! for the largest request and the largest answer of every provider. What is measured is the law itself as `cargo xtask
//! conform` tries it, with its tally. Without `--bench` a few cases of each are tried.
#![allow(
    missing_docs,
    clippy::cast_precision_loss,
    clippy::unwrap_used,
    reason = "a benchmark"
)]

mod sample;

#[path = "../measure.rs"]
#[allow(dead_code, reason = "other benchmarks need the rest")]
mod measure;

use std::path::Path;

use kessai_conformance::World;
use kessai_conformance::law::{Scope, random};
use kessai_conformance::providers::PROVIDERS;
use kessai_conformance::schema::Direction;
use kessai_conformance::world::Document;

/// Cases per CPU-second on the sample.
const BAR: f64 = 20_000.0;
const ROUNDS: u64 = 11;
/// Cases of one round, when something is measured and when not.
const CASES: [u32; 2] = [4000, 20];
/// How deep a value is when documents are compared by size.
const DEPTH: usize = 6;

fn main() {
    measure::announce();
    println!("| Provider | Document | Bytes, mean | Discarded | Cases per CPU-second |");
    println!("|---|---|---:|---:|---:|");
    let sample = sample::world();
    let rate = row(&sample, &sample.bodies[0]);
    for provider in PROVIDERS {
        let world = World::new(
            provider,
            Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap(),
        );
        let world = world.unwrap();
        for direction in [Direction::Request, Direction::Response] {
            row(&world, largest(&world, direction));
        }
    }
    println!("\n{rate:.0} full-law cases per CPU-second on the sample (bar: {BAR:.0}).");
}

/// The document whose values are the largest when all is in them that may be.
fn largest(world: &World, direction: Direction) -> &Document {
    let size = |document: &&Document| {
        let value = world.plans(document).largest(document.plan, DEPTH);
        value.to_text().len()
    };
    let documents = world.bodies.iter();
    documents
        .filter(|document| document.direction == direction && document.operation.is_some())
        .max_by_key(size)
        .unwrap()
}

fn row(world: &World, document: &Document) -> f64 {
    let measuring = measure::measuring();
    let [many, few] = CASES;
    let cases = if measuring { many } else { few };
    let rounds = if measuring { ROUNDS } else { 1 };
    let (mut rates, mut discarded) = (Vec::new(), 0);
    for seed in 0..rounds {
        let scope = Scope {
            cases,
            seed,
            ..Scope::default()
        };
        let start = measure::thread_seconds();
        let tally = random(world, document, &scope);
        let seconds = measure::thread_seconds() - start;
        assert!(tally.holds(), "{tally}");
        assert!(tally.cases == cases as usize, "{tally}");
        discarded += tally.discarded;
        rates.push(tally.cases as f64 / seconds);
    }
    rates.sort_by(f64::total_cmp);
    let rate = rates[rates.len() / 2];
    println!(
        "| {} | {} | {:.0} | {discarded} | {rate:.0} |",
        world.provider.name,
        document.name,
        mean_bytes(world, document),
    );
    rate
}

/// Of the values that are tried.
fn mean_bytes(world: &World, document: &Document) -> f64 {
    use kessai_conformance::values::Dice;
    use kessai_conformance::values::strategy::Values;

    let values = Values::new(world.plans(document), document.plan, |_: &_| true);
    let sizes = (0..200).map(|seed| {
        let value = values.make(&mut Dice::new(seed)).unwrap();
        value.to_text().len() as f64
    });
    sizes.sum::<f64>() / 200.0
}

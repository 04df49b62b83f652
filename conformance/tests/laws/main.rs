//! Every law, on every provider; and the table that one of them is held against.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // The helpers are tests too.

use std::sync::LazyLock;

use kessai_conformance::World;
use kessai_conformance::conform::{load, run_all};
use kessai_conformance::law::strictness::Table;
use kessai_conformance::law::{Law, Scope};
use kessai_conformance::providers::{PROVIDERS, repository};

static WORLDS: LazyLock<Vec<World>> = LazyLock::new(|| {
    PROVIDERS
        .into_iter()
        .map(|provider| World::new(provider, &repository()).unwrap())
        .collect()
});

#[test]
fn every_provider_keeps_every_law() {
    let known = load(&repository().join("conformance/failures")).unwrap();
    let threads = std::thread::available_parallelism().unwrap().get();
    let show = |outcome: &kessai_conformance::conform::Outcome| {
        println!("{} {}", outcome.provider, outcome.tally);
    };
    // That one is tried where somebody listens to the traces.
    let laws: Vec<Law> = Law::ALL
        .into_iter()
        .filter(|law| *law != Law::Secrets)
        .collect();
    let outcomes = run_all(&WORLDS, &laws, &Scope::default(), &known, threads, show).unwrap();
    assert_eq!(outcomes.len(), PROVIDERS.len() * laws.len());
    let broken: Vec<String> = outcomes
        .iter()
        .filter(|outcome| !outcome.tally.holds())
        .map(|outcome| format!("{} {}", outcome.provider, outcome.tally))
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// A change of this table is a decision about what users see, so it is reviewed as one.
#[test]
fn faults_are_met_as_they_were() {
    let worlds: Vec<&World> = WORLDS.iter().collect();
    let found = Table::found(&worlds);
    insta::with_settings!({ snapshot_path => "../../src/law", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("strictness", found);
    });
    assert_eq!(found, Table::checked_in());
}

//! The laws, on the providers.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // The helpers are tests too.

mod smartpay;
mod univapay;

use kessai_conformance::case::{self, Case};
use kessai_conformance::examples::prove;
use kessai_conformance::providers::{Provider, SMARTPAY, UNIVAPAY, repository};
use kessai_conformance::transcript::transcripts;
use kessai_conformance::{Oracle, law};
use kessai_sandbox::Sandbox;

/// The cases beside the spec that are no examples of it.
fn files(provider: &Provider) -> Vec<Case> {
    let (cases, errors) = case::from_folder(&provider.folder(&repository()).join("cases"));
    assert!(errors.is_empty(), "{errors:?}");
    cases
}

async fn keeps_its_laws(provider: &Provider) {
    let report = prove(
        &provider.bundle().unwrap(),
        provider.registry,
        &files(provider),
        provider.waived,
        |base_url| provider.client(base_url),
    )
    .await
    .unwrap_or_else(|error| panic!("{error}"));
    println!("{report}");
    assert!(report.holds(), "{report}");
}

async fn acts_once(provider: &Provider) {
    let oracle = Oracle::new(&provider.bundle().unwrap()).unwrap();
    let mut cases = case::from_spec(oracle.spec());
    cases.extend(files(provider));
    let builder = || provider.builder();
    let tally = law::effects(provider.registry, &oracle, &cases, builder).await;
    assert!(tally.holds(), "{tally}");
    println!("{tally}");
}

async fn puts_on_the_wire(provider: &Provider) {
    let bundle = provider.bundle().unwrap();
    let oracle = Oracle::new(&bundle).unwrap();
    let sandbox = Sandbox::start(&bundle).unwrap();
    let client = provider.client(&sandbox.base_url()).unwrap();
    let mut cases = case::from_spec(oracle.spec());
    cases.extend(files(provider));
    let written = transcripts(provider.registry, &client, &sandbox, &oracle, &cases).await;
    assert_eq!(
        written.len(),
        provider.registry.calls.len(),
        "every operation has a transcript"
    );
    for (operation, text) in written {
        insta::with_settings!({ snapshot_path => format!("transcripts/{}", provider.name), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(operation, text);
        });
    }
}

#[tokio::test]
async fn smartpay_keeps_its_laws() {
    keeps_its_laws(&SMARTPAY).await;
}

#[tokio::test]
async fn smartpay_puts_on_the_wire_what_is_documented() {
    puts_on_the_wire(&SMARTPAY).await;
}

#[tokio::test]
async fn smartpay_acts_once_whatever_goes_wrong() {
    acts_once(&SMARTPAY).await;
}

#[tokio::test]
async fn univapay_acts_once_whatever_goes_wrong() {
    acts_once(&UNIVAPAY).await;
}

#[tokio::test]
async fn univapay_keeps_its_laws() {
    keeps_its_laws(&UNIVAPAY).await;
}

#[tokio::test]
async fn univapay_puts_on_the_wire_what_is_documented() {
    puts_on_the_wire(&UNIVAPAY).await;
}

//! The laws, on the providers.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // The helpers are tests too.

mod smartpay;
mod univapay;

use kessai_conformance::World;
use kessai_conformance::providers::{Provider, SMARTPAY, UNIVAPAY, repository};
use kessai_conformance::transcript::transcripts;
use kessai_sandbox::Sandbox;

async fn puts_on_the_wire(provider: &Provider) {
    let world = World::new(*provider, &repository()).unwrap();
    let sandbox = Sandbox::start(&world.bundle).unwrap();
    let client = provider.client(&sandbox.base_url()).unwrap();
    let written = transcripts(
        provider.registry,
        &client,
        &sandbox,
        &world.oracle,
        &world.cases,
    )
    .await;
    assert_eq!(
        written.len(),
        provider.registry.calls.len(),
        "every operation has a transcript"
    );
    // A snapshot that nobody writes any more proves nothing.
    let folder = repository().join(format!(
        "conformance/tests/providers/transcripts/{}",
        provider.name
    ));
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(
            written.contains_key(name),
            "{} is no operation's",
            path.display()
        );
    }
    for (operation, text) in written {
        insta::with_settings!({ snapshot_path => format!("transcripts/{}", provider.name), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(operation, text);
        });
    }
}

#[tokio::test]
async fn smartpay_puts_on_the_wire_what_is_documented() {
    puts_on_the_wire(&SMARTPAY).await;
}

#[tokio::test]
async fn univapay_puts_on_the_wire_what_is_documented() {
    puts_on_the_wire(&UNIVAPAY).await;
}

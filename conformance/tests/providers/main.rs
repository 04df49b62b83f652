//! The laws, on the providers.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // The helpers are tests too.

mod smartpay;
mod univapay;

use kessai_conformance::World;
use kessai_conformance::providers::{Provider, SMARTPAY, UNIVAPAY, repository};
use kessai_conformance::transcript::{LINES, Printed, answers, transcripts};
use kessai_sandbox::Sandbox;

async fn puts_on_the_wire(provider: &Provider) {
    let world = World::new(*provider, &repository()).unwrap();
    let sandbox = Sandbox::start(&world.bundle).unwrap();
    let clients = provider.clients_of(&sandbox.base_url()).unwrap();
    let written = transcripts(&world, &clients, &sandbox).await;
    assert_eq!(
        written.len(),
        provider.registry.calls.len(),
        "every operation has a transcript"
    );
    for (operation, text) in written {
        for size in ["# minimal\n", "# maximal\n"] {
            assert_eq!(text.matches(size).count(), 1, "{operation}: {text}");
        }
        assert!(!text.contains("(breaks the spec: "), "{operation}: {text}");
        assert!(text.lines().count() <= LINES, "{operation} is too long");
        insta::with_settings!({ snapshot_path => format!("transcripts/{}", provider.name), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(operation, text);
        });
    }
}

/// Every example of an answer as its type prints it, with what is sensitive left out.
fn makes_of_answers(provider: &Provider) {
    let world = World::new(*provider, &repository()).unwrap();
    let mut redacted = 0;
    for (group, printed) in answers(&world).unwrap() {
        let mut text = String::new();
        for Printed { name, text: one } in printed {
            let lines = one.lines().count();
            assert!(lines <= LINES, "{group}: {name} has {lines} lines");
            redacted += one.matches("[redacted]").count();
            text += &format!("# {name}\n{one}\n\n");
        }
        insta::with_settings!({ snapshot_path => format!("answers/{}", provider.name), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(group, text.trim_end());
        });
    }
    assert!(redacted > 10, "{redacted} values are left out");
}

#[test]
fn smartpay_shows_answers_without_what_is_sensitive() {
    makes_of_answers(&SMARTPAY);
}

#[test]
fn univapay_shows_answers_without_what_is_sensitive() {
    makes_of_answers(&UNIVAPAY);
}

#[tokio::test]
async fn smartpay_puts_on_the_wire_what_is_documented() {
    puts_on_the_wire(&SMARTPAY).await;
}

#[tokio::test]
async fn univapay_puts_on_the_wire_what_is_documented() {
    puts_on_the_wire(&UNIVAPAY).await;
}

//! Nothing secret shows, in traces neither. In a program of its own, where somebody listens from the beginning.

#![allow(clippy::unwrap_used, reason = "what a test builds must be there")]

use std::cell::RefCell;
use std::fmt::{self, Write as _};
use std::sync::Once;

use kessai_conformance::World;
use kessai_conformance::law::{self, Scope};
use kessai_conformance::providers::{Provider, SMARTPAY, UNIVAPAY, repository};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

thread_local! {
    /// What this thread has said since it was last asked, and whether it ever named an operation.
    static HEARD: RefCell<(String, bool)> = RefCell::default();
}

/// Writes down everything that anybody says.
struct Everything;

struct Fields;

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        HEARD.with_borrow_mut(|(text, _)| {
            let _ = write!(text, " {}={value:?}", field.name());
        });
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        HEARD.with_borrow_mut(|(text, named)| {
            *named |= field.name() == "operation";
            let _ = write!(text, " {}={value}", field.name());
        });
    }
}

impl Subscriber for Everything {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        attributes.record(&mut Fields);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Fields);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Fields);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

async fn shows_nothing_secret(provider: &Provider) {
    static LISTEN: Once = Once::new();
    LISTEN.call_once(|| tracing::subscriber::set_global_default(Everything).unwrap());
    let world = World::new(*provider, &repository()).unwrap();
    let heard = || HEARD.with_borrow_mut(|(text, _)| std::mem::take(text));
    let tally = law::secrets(&world, &Scope::default(), heard).await;
    println!("{tally}");
    assert!(tally.holds(), "{tally}");
    assert!(HEARD.with_borrow(|(_, named)| *named), "nobody was heard");
}

#[tokio::test]
async fn smartpay_shows_nothing_secret() {
    shows_nothing_secret(&SMARTPAY).await;
}

#[tokio::test]
async fn univapay_shows_nothing_secret() {
    shows_nothing_secret(&UNIVAPAY).await;
}

//! Nothing secret shows, in traces neither. In a program of its own, where somebody listens from the beginning.

#![allow(clippy::unwrap_used, reason = "what a test builds must be there")]

use std::cell::RefCell;
use std::fmt::{self, Write as _};
use std::sync::Once;

use kessai_conformance::World;
use kessai_conformance::law::{self, Scope};
use kessai_conformance::providers::{PROVIDERS, Provider, repository};
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

fn shows_nothing_secret(provider: &Provider) {
    static LISTEN: Once = Once::new();
    LISTEN.call_once(|| tracing::subscriber::set_global_default(Everything).unwrap());
    let world = World::new(*provider, &repository()).unwrap();
    let heard = || HEARD.with_borrow_mut(|(text, _)| std::mem::take(text));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let tally = runtime.block_on(law::secrets(&world, &Scope::default(), heard));
    println!("{tally}");
    assert!(tally.holds(), "{tally}");
    assert!(HEARD.with_borrow(|(_, named)| *named), "nobody was heard");
}

/// Each on a thread of its own, which hears itself alone.
#[test]
fn no_provider_shows_what_is_secret() {
    std::thread::scope(|threads| {
        let tried: Vec<_> = PROVIDERS
            .iter()
            .map(|provider| threads.spawn(|| shows_nothing_secret(provider)))
            .collect();
        for tried in tried {
            tried.join().unwrap();
        }
    });
}

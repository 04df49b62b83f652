//! What the provider posts by itself, as `x-webhook` says it.

use std::collections::BTreeMap;

use super::Example;

/// The deliveries of a provider.
#[derive(Clone, Debug)]
pub struct Webhooks {
    /// Name of the component of every delivery's body.
    pub schema: String,
    /// JSON Pointer into the body, of the event's type.
    pub type_: String,
    /// JSON Pointer into the body, of the event's data.
    pub data: String,
    /// The types of events.
    pub events: BTreeMap<String, Event>,
}

/// One type of event.
#[derive(Clone, Debug)]
pub struct Event {
    /// Name of the component of its body, where it is a narrower one than that of every delivery.
    pub schema: Option<String>,
    /// Name of the component of its data, where its form is known.
    pub data: Option<String>,
    /// Whole bodies.
    pub examples: Vec<Example>,
    /// Where it stands in the document.
    pub pointer: String,
}

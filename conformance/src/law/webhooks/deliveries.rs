//! What is delivered: each type of event as the spec shows it and as its schemas make it, and types that nobody knows.

use crate::case::{Case, Side};
use crate::json::Tree;
use crate::oracle::Oracle;
use crate::spec::Webhooks;
use crate::world::World;

/// Depth to which deliveries are made large.
const DEPTH: usize = 8;

/// Types of events that no spec names.
const UNKNOWN: [&str; 4] = ["zz.unknown", "", "日本 \u{1f}", "a\"b\\c"];

/// One delivery.
pub(super) struct Delivery {
    /// The case or the way in which it was made.
    pub(super) name: String,
    /// The type of its event.
    pub(super) event: String,
    /// Its body.
    pub(super) body: Tree,
    /// What is known of its type.
    pub(super) form: Form,
}

/// What is known of the data of an event.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// It has a documented form, and keeps it.
    Kept,
    /// It has a documented form, and breaks it.
    Broken,
    /// Nothing is documented of it, or the type is not known.
    Unknown,
}

impl Delivery {
    /// `webhook:` and the event, as cases name it.
    pub(super) fn about(&self) -> String {
        format!("webhook:{}", self.event)
    }
}

/// Every documented type of event: its cases, the smallest and the largest that its schemas make of it.
pub(super) fn known(world: &World, webhooks: &Webhooks) -> (Vec<Delivery>, usize) {
    let mut found = Vec::new();
    let mut discarded = 0;
    for (event, documented) in &webhooks.events {
        let form = if documented.data.is_some() {
            Form::Kept
        } else {
            Form::Unknown
        };
        let operation = format!("webhook:{event}");
        let shown = world
            .cases
            .iter()
            .filter(|case| case.operation == operation && case.side == Side::Webhook)
            .filter(|case| case.expect.schema != Some(false) && case.expect.decode != Some(false))
            .filter_map(|case| Some((case.id.clone(), case.body.clone()?)));
        let made = ["smallest", "largest"].map(|size| {
            let body = make(world, webhooks, event, size == "largest");
            (format!("{operation} {size}"), body)
        });
        let made = made
            .into_iter()
            .filter_map(|(name, body)| Some((name, body?)));
        for (name, body) in shown.chain(made) {
            if keeps(&world.oracle, &operation, &body) {
                found.push(Delivery {
                    name,
                    event: event.clone(),
                    body,
                    form,
                });
            } else {
                discarded += 1;
            }
        }
    }
    (found, discarded)
}

/// Deliveries that nothing is documented of: types that nobody knows, members that nobody knows, data of another form.
pub(super) fn unknown(world: &World, webhooks: &Webhooks, known: &[Delivery]) -> Vec<Delivery> {
    let mut found = Vec::new();
    for delivery in known {
        let mut changed = |name: &str, event: &str, form: Form, body: Tree| {
            found.push(Delivery {
                name: format!("{} {name}", delivery.name),
                event: event.to_owned(),
                body,
                form,
            });
        };
        for event in UNKNOWN {
            let mut body = delivery.body.clone();
            put(&mut body, &webhooks.type_, Tree::from(event));
            changed("of an unknown type", event, Form::Unknown, body);
        }
        let odd = Tree::Object(
            [(
                "zz".to_owned(),
                Tree::Array(vec![Tree::Null, Tree::from(1)]),
            )]
            .into(),
        );
        let mut body = delivery.body.clone();
        put(&mut body, "/zz-unknown", odd.clone());
        changed(
            "with an unknown member",
            &delivery.event,
            delivery.form,
            body,
        );
        // Data that is not what the type promises: the event is still there.
        let mut body = delivery.body.clone();
        put(&mut body, &webhooks.data, odd.clone());
        // A union keeps what it does not know.
        let takes = webhooks.events[&delivery.event]
            .data
            .as_ref()
            .and_then(|name| world.document(&format!("{name}/response")))
            .is_some_and(|document| (document.entry.recode)(odd.to_text().as_bytes()).is_ok());
        let form = match delivery.form {
            Form::Kept if !takes => Form::Broken,
            form => form,
        };
        changed("with other data", &delivery.event, form, body);
    }
    found
}

/// Bodies that are no event, however well they are proved.
pub(super) fn no_events() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("nothing", Vec::new()),
        ("half an object", b"{".to_vec()),
        ("null", b"null".to_vec()),
        ("a list", b"[]".to_vec()),
        ("an empty object", b"{}".to_vec()),
        ("a number", b"4111".to_vec()),
        ("no UTF-8", b"{\"a\": \"\xff\xfe\"}".to_vec()),
        ("deep nesting", "[".repeat(10_000).into_bytes()),
    ]
}

fn keeps(oracle: &Oracle, operation: &str, body: &Tree) -> bool {
    let case = Case {
        body: Some(body.clone()),
        ..Case::new(operation, operation, Side::Webhook)
    };
    oracle
        .judge(&case)
        .is_ok_and(|findings| findings.is_empty())
}

/// A delivery by the schemas of its body and of its data.
fn make(world: &World, webhooks: &Webhooks, event: &str, large: bool) -> Option<Tree> {
    let value = |component: &str| {
        let document = world.document(&format!("{component}/response"))?;
        let plans = world.plans(document);
        Some(if large {
            plans.largest(document.plan, DEPTH)
        } else {
            plans.smallest(document.plan)
        })
    };
    let documented = webhooks.events.get(event)?;
    let mut body = value(documented.schema.as_ref().unwrap_or(&webhooks.schema))?;
    put(&mut body, &webhooks.type_, Tree::from(event));
    if let Some(data) = &documented.data {
        put(&mut body, &webhooks.data, value(data)?);
    }
    Some(body)
}

/// Puts a value where a JSON Pointer leads, below an object that is there.
fn put(body: &mut Tree, pointer: &str, value: Tree) {
    let Some((parent, name)) = pointer.rsplit_once('/') else {
        return;
    };
    if let Some(Tree::Object(members)) = body.pointer_mut(parent) {
        members.insert(name.replace("~1", "/").replace("~0", "~"), value);
    }
}

//! The laws on values that are made: each notices the fault it is there for, and its failures can be tried again.

use kessai_conformance::conform::{self, Outcome, load, run, store};
use kessai_conformance::law::{Law, Scope};
use kessai_model::{Decode, Encode, Json, Value as Node, Writer};
use kessai_registry::{Body, Recoded, debug, recode};

use crate::shop::{registry, shop};
use crate::{Lossy, found, tally, world};

/// The document that the types below stand for: the answer of `getOrder`.
const ORDER: usize = 5;

fn with(body: impl FnOnce(&mut Body)) -> kessai_conformance::World {
    let registry = registry(|bodies, _| body(&mut bodies[ORDER]));
    world(shop(), registry, Vec::new())
}

#[test]
fn a_faithful_registry_keeps_the_laws_on_what_is_made() {
    let world = world(shop(), registry(|_, _| {}), Vec::new());
    for law in [
        Law::UnknownMembers,
        Law::UnknownValues,
        Law::Presence,
        Law::Generated,
    ] {
        let tally = tally(&world, law);
        // `Json` takes anything, so a missing member beside an unknown value goes unnoticed by it alone.
        let blind = |reason: &String| reason.ends_with("beside it may be missing");
        assert!(
            tally
                .failures
                .iter()
                .all(|failure| law == Law::UnknownValues && failure.reasons.iter().all(blind)),
            "{tally}"
        );
        assert!(tally.cases > 20 && tally.gaps().is_empty(), "{tally}");
    }
}

#[test]
fn what_is_lost_is_noticed_at_its_place() {
    let world = with(|body| body.recode = recode::<Lossy>);
    for (law, place) in [
        (Law::UnknownMembers, "$[\"zz-unknown\"]: is lost"),
        (Law::Presence, "$.amount: is lost"),
        (Law::Generated, "$.amount: is lost"),
    ] {
        let found = found(&world, law);
        assert!(
            found
                .iter()
                .any(|failure| failure.starts_with("getOrder/200: ") && failure.contains(place)),
            "{law}: {found:#?}"
        );
        assert!(
            found
                .iter()
                .all(|failure| failure.starts_with("getOrder/200"))
        );
    }
}

/// Decodes only what it knows.
#[derive(Debug)]
struct Closed(Json);

impl Decode for Closed {
    fn decode(value: Node<'_>) -> Self {
        let text = <Json as Decode>::decode(value);
        let known = ["open", "paid"].map(|status| format!("\"status\":\"{status}\""));
        if !known.iter().any(|known| text.as_text().contains(known)) {
            // A list of numbers is what it is not.
            let mut object = value.object();
            let _: Vec<i64> = object.required("status");
        }
        Self(text)
    }
}

impl Encode for Closed {
    fn encode(&self, writer: &mut Writer) {
        self.0.encode(writer);
    }
}

#[test]
fn a_closed_list_is_noticed() {
    let world = with(|body| body.recode = recode::<Closed>);
    let found = found(&world, Law::UnknownValues);
    assert!(
        found
            .iter()
            .any(|failure| failure.starts_with("getOrder/200: does not decode: $.status")),
        "{found:#?}"
    );
}

#[test]
fn an_unknown_member_that_shows_is_noticed() {
    let world = with(|body| body.debug = |bytes| Ok(String::from_utf8_lossy(bytes).into_owned()));
    let found = found(&world, Law::UnknownMembers);
    assert!(
        found.contains(&"getOrder/200: an unknown member shows in Debug".to_owned()),
        "{found:#?}"
    );
}

#[test]
fn a_type_that_takes_anything_is_noticed() {
    let world = world(shop(), registry(|_, _| {}), Vec::new());
    let found = found(&world, Law::Faults);
    assert!(
        found.iter().any(|failure| failure
            == "createOrder/request: is kept, and the table of strictness does not say so"),
        "{found:#?}"
    );
}

/// Fails for amounts above a thousand, and for no others.
fn fails_above_a_thousand(bytes: &[u8]) -> Result<Recoded, kessai_model::DecodeError> {
    let mut recoded = recode::<Json>(bytes)?;
    let value: serde_json::Value = serde_json::from_slice(bytes).unwrap();
    if value["amount"].as_i64() > Some(1000) {
        recoded.json = b"{}".to_vec();
    }
    Ok(recoded)
}

#[test]
fn a_failure_is_made_small_stored_and_tried_again() {
    let broken = with(|body| body.recode = fails_above_a_thousand);
    let outcome: Outcome = run(&broken, Law::Generated, &Scope::default(), &[]).unwrap();
    assert!(!outcome.tally.holds());
    let random = outcome
        .stored
        .iter()
        .find(|stored| stored.at == "random")
        .expect("chance finds it, too");
    assert_eq!(random.about, "getOrder/200");
    let amount = random.input.get("amount").unwrap().to_text();
    assert!(amount.parse::<i64>().unwrap() > 1000, "it still fails");
    // Only what must be there is left, and each text is as short as its rule has it.
    assert!(random.input.get("note").is_none(), "{}", random.to_text());

    let folder = tempfile::tempdir().unwrap();
    let ids = store(folder.path(), &[outcome]).unwrap();
    let known = load(folder.path()).unwrap();
    assert!(!ids.is_empty());
    assert_eq!(
        known
            .iter()
            .map(conform::Stored::id)
            .collect::<std::collections::BTreeSet<_>>(),
        ids.into_iter().collect()
    );
    for stored in &known {
        assert!(
            !conform::again(&broken, stored).unwrap().is_empty(),
            "{}",
            stored.id()
        );
    }

    // Once it is mended, what is stored holds, and is tried first from then on.
    let mended = with(|_| {});
    for stored in &known {
        assert_eq!(
            conform::again(&mended, stored).unwrap(),
            Vec::<String>::new()
        );
    }
    let none = Scope {
        cases: 0,
        operation: Some("getOrder".to_owned()),
        ..Scope::default()
    };
    let again = run(&broken, Law::Generated, &none, &known).unwrap();
    let stored = |failure: &&kessai_conformance::law::Failure| failure.at.starts_with("stored as ");
    assert_eq!(
        again.tally.failures.iter().filter(stored).count(),
        known.len()
    );
    assert!(debug::<Json>(b"{}").is_ok());
}

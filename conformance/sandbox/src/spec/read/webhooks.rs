//! `x-webhook`.

use std::collections::BTreeMap;

use super::Reader;
use crate::spec::place::Place;
use crate::spec::{Event, Webhooks};

impl<'a> Reader<'a> {
    /// What is delivered; how a delivery is proved is not read here.
    pub(super) fn webhooks(&mut self, root: &Place<'a>) -> Option<Webhooks> {
        let place = root.get("x-webhook")?;
        let Some(event) = place.get("event") else {
            self.fault(&place, "deliveries need an `event`");
            return None;
        };
        let mut word = |name: &str| {
            let found = event.text(name).map(str::to_owned);
            if found.is_none() {
                self.fault(&event, format!("the event needs `{name}`"));
            }
            found
        };
        let (schema, type_, data) = (word("schema"), word("type"), word("data"));
        let mut events = BTreeMap::new();
        for (name, place) in place.members("events") {
            let examples = place
                .items("examples")
                .into_iter()
                .filter_map(|example| {
                    let name = example.value.as_str()?;
                    let known = root.get("components").and_then(|all| all.get("examples"));
                    let Some(found) = known.and_then(|known| known.get(name)) else {
                        self.fault(&example, format!("there is no example `{name}`"));
                        return None;
                    };
                    let found = self.resolve(found)?;
                    self.example(name, &found)
                })
                .collect();
            events.insert(
                name.to_owned(),
                Event {
                    schema: place.text("schema").map(str::to_owned),
                    data: place.text("data").map(str::to_owned),
                    examples,
                    pointer: place.pointer.clone(),
                },
            );
        }
        Some(Webhooks {
            schema: schema?,
            type_: type_?,
            data: data?,
            events,
        })
    }
}

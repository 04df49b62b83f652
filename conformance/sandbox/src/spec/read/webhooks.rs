//! `x-webhook`.

use std::collections::BTreeMap;

use super::Reader;
use crate::spec::place::Place;
use crate::spec::{Event, Proof, Signature, Webhooks};

impl<'a> Reader<'a> {
    /// What is delivered, and how it is proved.
    pub(super) fn webhooks(&mut self, root: &Place<'a>) -> Option<Webhooks> {
        let place = root.get("x-webhook")?;
        let Some(event) = place.get("event") else {
            self.fault(&place, "deliveries need an `event`");
            return None;
        };
        let proof = self.proof(&place);
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
        let owned = |name: &str| event.text(name).map(str::to_owned);
        let (id_header, id) = (owned("id-header"), owned("id"));
        Some(Webhooks {
            proof: proof?,
            id_header,
            id,
            schema: schema?,
            type_: type_?,
            data: data?,
            events,
        })
    }

    fn proof(&mut self, place: &Place<'a>) -> Option<Proof> {
        let Some(signature) = place.get("signature") else {
            let bearer = place.get("bearer");
            let header = bearer.as_ref().and_then(|bearer| bearer.text("header"));
            let Some((bearer, header)) = bearer.as_ref().zip(header) else {
                self.fault(
                    place,
                    "deliveries need a `signature`, or a `bearer` with its `header`",
                );
                return None;
            };
            return Some(Proof::Token {
                header: header.to_lowercase(),
                prefix: bearer.text("prefix").unwrap_or_default().to_owned(),
            });
        };
        for (name, only) in [("algorithm", "hmac-sha256"), ("encoding", "hex")] {
            if signature.text(name) != Some(only) {
                self.fault(&signature, format!("`{name}` must be `{only}`"));
            }
        }
        let timestamp = signature.get("timestamp");
        let secret = signature.get("secret");
        let bytes = secret
            .as_ref()
            .and_then(|secret| secret.get("bytes")?.value.as_u64());
        let endpoint = signature.get("endpoint");
        let endpoint = endpoint
            .as_ref()
            .and_then(|endpoint| endpoint.text("header"));
        let found = timestamp.as_ref().and_then(|timestamp| {
            Some(Signature {
                header: signature.text("header")?.to_lowercase(),
                timestamp: timestamp.text("header")?.to_lowercase(),
                milliseconds: timestamp.text("unit")? == "milliseconds",
                endpoint: endpoint.map(str::to_lowercase),
                base62_bytes: bytes.and_then(|bytes| usize::try_from(bytes).ok()),
                message: signature.text("message")?.to_owned(),
            })
        });
        if found.is_none() {
            self.fault(
                &signature,
                "a signature needs `header`, `message`, and `timestamp` with its `header` and `unit`",
            );
        }
        found.map(Proof::Signature)
    }
}

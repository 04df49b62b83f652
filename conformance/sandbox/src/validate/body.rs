//! The body of a request against its schema.

use std::sync::Arc;

use super::{Call, Part, RequestViolation};
use crate::Fault;
use crate::json::Tree;
use crate::schema::{Direction, Schemas, Validator};
use crate::spec::{Body, Operation};

#[derive(Debug)]
pub(super) struct BodyCheck {
    pointer: String,
    required: bool,
    media: Vec<MediaCheck>,
}

#[derive(Debug)]
struct MediaCheck {
    media_type: String,
    json: bool,
    validator: Option<Arc<Validator>>,
}

impl BodyCheck {
    pub(super) fn new(
        schemas: &Schemas,
        operation: &Operation,
        body: &Body,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let pointer = format!("{}/requestBody", operation.pointer);
        if body.media.is_empty() {
            faults.push(Fault::new(pointer.clone(), "a body needs `content`"));
        }
        let media = body
            .media
            .iter()
            .map(|media| MediaCheck {
                media_type: essence(&media.media_type),
                json: media.is_json(),
                validator: media.schema.as_ref().and_then(|schema| {
                    schemas
                        .at(Direction::Request, schema)
                        .map_err(|fault| faults.push(fault))
                        .ok()
                }),
            })
            .collect();
        Self {
            pointer,
            required: body.required,
            media,
        }
    }

    pub(super) fn violations(&self, call: Call<'_>, found: &mut Vec<RequestViolation>) {
        if call.body.is_empty() {
            if self.required {
                found.push(RequestViolation::new(
                    Part::Body,
                    "required",
                    &self.pointer,
                    "is required and empty",
                ));
            }
            return;
        }
        let given = call
            .headers
            .get(http::header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        let media = given.and_then(|given| {
            let given = essence(given);
            self.media.iter().find(|media| media.media_type == given)
        });
        match media {
            Some(media) if media.json => media.json_violations(call.body, &self.pointer, found),
            // A body nobody checked must not pass as one that keeps the spec.
            Some(_) => found
                .push(self.media_type("is declared, but this sandbox checks JSON bodies alone")),
            None => {
                let declared: Vec<&str> = self
                    .media
                    .iter()
                    .map(|media| media.media_type.as_str())
                    .collect();
                found.push(self.media_type(&format!("must be {}", declared.join(" or "))));
                // What is wrong inside is worth knowing all the same.
                if let Some(media) = self.media.iter().find(|media| media.json) {
                    media.json_violations(call.body, &self.pointer, found);
                }
            }
        }
    }

    fn media_type(&self, message: &str) -> RequestViolation {
        let part = Part::Header("content-type".to_owned());
        RequestViolation::new(
            part,
            "media type",
            &format!("{}/content", self.pointer),
            message,
        )
    }
}

impl MediaCheck {
    fn json_violations(&self, body: &[u8], pointer: &str, found: &mut Vec<RequestViolation>) {
        let mut broken = |message: String| {
            found.push(RequestViolation::new(Part::Body, "json", pointer, message));
        };
        // Read as a tree first: a member that comes twice is refused instead of being overwritten.
        let value = match Tree::parse(body) {
            Ok(tree) => tree.to_value(),
            Err(error) => return broken(error.to_string()),
        };
        let Some(value) = value else {
            return broken("holds a number that is out of range".to_owned());
        };
        let violations = self
            .validator
            .iter()
            .flat_map(|validator| validator.violations(&value));
        found.extend(violations.map(|violation| RequestViolation {
            part: Part::Body,
            violation,
        }));
    }
}

/// The media type without its parameters.
fn essence(media_type: &str) -> String {
    media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

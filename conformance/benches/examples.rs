//! The examples of a bundled spec, as text.

use std::collections::BTreeMap;

use kessai_conformance::spec::{Example, Media, Response, Spec, Status};
use kessai_model::{Json, from_slice};

/// A bundled spec.
pub(crate) struct Bundle {
    pub(crate) value: serde_json::Value,
    pub(crate) spec: Spec,
    /// The document with its members in their order, which `value` does not keep.
    text: Json,
}

impl Bundle {
    pub(crate) fn read(openapi: &str) -> Self {
        let value = serde_json::from_str(openapi).unwrap();
        Self {
            spec: Spec::read(&value).unwrap(),
            text: from_slice(openapi.as_bytes()).unwrap(),
            value,
        }
    }

    /// The body without white space, its members in the order of the spec.
    pub(crate) fn text(&self, example: &Example) -> String {
        let place = self.at(&example.pointer);
        let body = if serde_json::from_str::<serde_json::Value>(place.as_text()).unwrap()
            == example.value
        {
            place
        } else {
            member(&place, "value")
        };
        body.as_text().to_owned()
    }

    /// The largest request body of an operation.
    pub(crate) fn request(&self, operation: &str) -> String {
        let operation = self.spec.operation(operation).unwrap();
        let media = &operation.body.as_ref().unwrap().media;
        self.largest(media.iter().filter(|media| media.is_json()))
            .unwrap()
    }

    /// The largest body that an operation answers a success with.
    pub(crate) fn answer(&self, operation: &str) -> String {
        let operation = self.spec.operation(operation).unwrap();
        let answers = operation.responses.iter();
        let media = answers
            .filter(|answer| is_success(answer))
            .flat_map(|answer| &answer.media);
        self.largest(media.filter(|media| media.is_json())).unwrap()
    }

    fn largest<'a>(&self, media: impl Iterator<Item = &'a Media>) -> Option<String> {
        media
            .flat_map(|media| &media.examples)
            .map(|example| self.text(example))
            .max_by_key(String::len)
    }

    fn at(&self, pointer: &str) -> Json {
        pointer
            .split('/')
            .skip(1)
            .fold(self.text.clone(), |place, step| {
                member(&place, &step.replace("~1", "/").replace("~0", "~"))
            })
    }
}

fn member(object: &Json, name: &str) -> Json {
    let mut members: BTreeMap<String, Json> = object.decode().unwrap();
    members.remove(name).unwrap()
}

/// Whether this is how an operation answers when it has done its work.
pub(crate) fn is_success(answer: &Response) -> bool {
    match answer.status {
        Status::Exact(status) => (200..300).contains(&status),
        Status::Range(digit) => digit == 2,
        Status::Default => false,
    }
}

//! What an operation can answer: the spec's own examples, written once at the start and checked against the spec.

mod own;

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

use crate::Fault;
use crate::schema::{Direction, Schemas, Validator};
use crate::spec::{Example, Media, Operation, Response, Spec, Status};
use crate::state::Refusal;

pub use own::{Problem, violations_header};

/// An answer, ready to be sent.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Status.
    pub status: StatusCode,
    /// Headers, without those that HTTP itself adds.
    pub headers: HeaderMap,
    /// Body; empty for none.
    pub body: Bytes,
    /// The example it is made of, `200/created`; `200` alone for an answer without body; `None` for one of the
    /// sandbox's own, or of its state.
    pub example: Option<String>,
}

/// The answers an operation documents.
#[derive(Debug)]
pub struct Answers {
    documented: Vec<Documented>,
    success: usize,
    key_conflict: Option<(u16, String)>,
    error_code: Option<String>,
    error_details: Option<String>,
}

#[derive(Debug)]
struct Documented {
    status: Status,
    /// By preference; an answer without body has one without name.
    examples: Vec<(String, Bytes)>,
    headers: HeaderMap,
    /// What a body is held against; `None` where there is none, or anything goes.
    schema: Option<Arc<Validator>>,
}

impl Answers {
    /// Writes an operation's answers. Every example that breaks its schema, every answer that cannot be given, becomes a fault.
    pub fn new(
        spec: &Spec,
        schemas: &Schemas,
        operation: &Operation,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let documented: Vec<Documented> = operation
            .responses
            .iter()
            .map(|response| Documented::new(schemas, response, faults))
            .collect();
        let success = documented
            .iter()
            .position(|answer| answer.status.covers(200) || answer.status.covers_success());
        if success.is_none() {
            faults.push(Fault::new(
                format!("{}/responses", operation.pointer),
                "no success is documented",
            ));
        }
        Self {
            documented,
            success: success.unwrap_or_default(),
            key_conflict: key_conflict(spec, operation),
            error_code: spec.error_code.clone(),
            error_details: spec.error_details.clone(),
        }
    }

    /// The success with a body that is no example. It is held against its schema like one.
    pub fn success_with(&self, value: &Value) -> Reply {
        let Some((answer, mut reply)) = self.documented.get(self.success).zip(self.success())
        else {
            return Problem::NoSuchAnswer(self.choices()).reply();
        };
        reply.example = None;
        if reply.headers.contains_key(http::header::CONTENT_TYPE) {
            let violations = answer
                .schema
                .as_ref()
                .map(|schema| schema.violations(value));
            if let Some(violations) = violations.filter(|violations| !violations.is_empty()) {
                let text = violations.iter().map(ToString::to_string);
                return Problem::OwnAnswer(text.collect::<Vec<_>>().join("; ")).reply();
            }
            reply.body = Bytes::from(value.to_string());
        }
        reply
    }

    /// What is documented for a refusal: the example with its code, else the first of its status.
    pub fn refusal(&self, refusal: &Refusal) -> Reply {
        let found = self.find(refusal.status).and_then(|answer| {
            let bodies = answer.examples.iter().map(|(name, body)| {
                let body: Value = serde_json::from_slice(body).unwrap_or_default();
                (name, body)
            });
            let code = |body: &Value| {
                let code = body.get(self.error_code.as_ref()?)?;
                code.as_str().map(str::to_owned)
            };
            let mut fitting = bodies.filter(|(_, body)| {
                refusal
                    .code
                    .is_none_or(|wanted| code(body).as_deref() == Some(wanted))
            });
            let (name, mut body) = fitting.next()?;
            let mut reply = answer.reply(refusal.status, Some(name))?;
            if let (Some(details), Some(name)) = (&refusal.details, &self.error_details)
                && let Some(members) = body.as_object_mut()
            {
                members.insert(name.clone(), details.clone());
                reply.body = Bytes::from(body.to_string());
                reply.example = None;
            }
            Some(reply)
        });
        found.unwrap_or_else(|| {
            let code = refusal.code.unwrap_or("no code");
            let text = format!("no example of {} with {code} is documented", refusal.status);
            Problem::OwnAnswer(text).reply()
        })
    }

    /// What a request that keeps the spec gets.
    pub fn success(&self) -> Option<Reply> {
        let answer = self.documented.get(self.success)?;
        let status = match answer.status {
            Status::Exact(status) => status,
            Status::Range(_) | Status::Default => 200,
        };
        answer.reply(status, None)
    }

    /// What is documented for a status, with its first example.
    pub fn status(&self, status: u16) -> Option<Reply> {
        self.find(status)?.reply(status, None)
    }

    /// What `x-sandbox-answer` asks for: `404`, or `404/order-not-found`.
    pub fn chosen(&self, choice: &str) -> Option<Reply> {
        let (status, name) = match choice.split_once('/') {
            Some((status, name)) => (status, Some(name)),
            None => (choice, None),
        };
        let status = status.trim().parse().ok()?;
        self.find(status)?.reply(status, name.map(str::trim))
    }

    /// What is documented for an idempotency key that was used before with something else.
    pub fn key_conflict(&self) -> Option<Reply> {
        let (status, name) = self.key_conflict.as_ref()?;
        self.find(*status)?.reply(*status, Some(name))
    }

    /// Every choice that `x-sandbox-answer` has here.
    pub fn choices(&self) -> Vec<String> {
        self.documented
            .iter()
            .flat_map(|answer| {
                answer.examples.iter().map(|(name, _)| {
                    if name.is_empty() {
                        answer.status.to_string()
                    } else {
                        format!("{}/{name}", answer.status)
                    }
                })
            })
            .collect()
    }

    fn find(&self, status: u16) -> Option<&Documented> {
        self.documented
            .iter()
            .find(|answer| answer.status.covers(status))
    }
}

impl Documented {
    fn new(schemas: &Schemas, response: &Response, faults: &mut Vec<Fault>) -> Self {
        let mut headers = HeaderMap::new();
        for header in &response.headers {
            match (&header.example, header.required) {
                (Some(example), _) => {
                    if let Some(schema) = &header.schema {
                        check(schemas, schema, example, &header.pointer, faults);
                    }
                    let text = example
                        .as_str()
                        .map_or_else(|| example.to_string(), str::to_owned);
                    match (
                        HeaderName::try_from(&header.name),
                        HeaderValue::try_from(text),
                    ) {
                        (Ok(name), Ok(value)) => {
                            headers.insert(name, value);
                        }
                        _ => faults.push(Fault::new(
                            header.pointer.clone(),
                            "the example cannot be sent as a header",
                        )),
                    }
                }
                (None, true) => faults.push(Fault::new(
                    header.pointer.clone(),
                    "a required header without `example` cannot be sent",
                )),
                (None, false) => {}
            }
        }
        let mut examples = Vec::new();
        let schema = response.preferred().and_then(|media| media.schema.as_ref());
        let schema = schema.and_then(|schema| schemas.at(Direction::Response, schema).ok());
        match response.preferred() {
            None => examples.push((String::new(), Bytes::new())),
            Some(media) => {
                if matches!(response.status, Status::Exact(204 | 304)) {
                    faults.push(Fault::new(
                        response.pointer.clone(),
                        "an answer of this status has no body",
                    ));
                }
                if media.examples.is_empty() {
                    faults.push(Fault::new(
                        response.pointer.clone(),
                        format!("there is no example of {} to answer with", media.media_type),
                    ));
                }
                match HeaderValue::try_from(&media.media_type) {
                    Ok(value) => {
                        headers.insert(http::header::CONTENT_TYPE, value);
                    }
                    Err(_) => faults.push(Fault::new(
                        response.pointer.clone(),
                        "the media type is no header value",
                    )),
                }
                for example in &media.examples {
                    if let Some(schema) = &media.schema {
                        check(schemas, schema, &example.value, &example.pointer, faults);
                    }
                    examples.push((example.name.clone(), body(media, example)));
                }
            }
        }
        Self {
            status: response.status,
            examples,
            headers,
            schema,
        }
    }

    fn reply(&self, status: u16, name: Option<&str>) -> Option<Reply> {
        let (name, body) = match name {
            None => self.examples.first()?,
            Some(wanted) => self.examples.iter().find(|(name, _)| name == wanted)?,
        };
        Some(Reply {
            status: StatusCode::from_u16(status).ok()?,
            headers: self.headers.clone(),
            body: body.clone(),
            example: Some(if name.is_empty() {
                status.to_string()
            } else {
                format!("{status}/{name}")
            }),
        })
    }
}

impl Status {
    fn covers_success(self) -> bool {
        matches!(self, Self::Exact(200..=299) | Self::Range(2))
    }
}

fn body(media: &Media, example: &Example) -> Bytes {
    match &example.value {
        // A text or a file is served as it stands, not as a JSON string.
        Value::String(text) if !media.is_json() => Bytes::from(text.clone()),
        value => Bytes::from(value.to_string()),
    }
}

fn check(schemas: &Schemas, schema: &str, value: &Value, pointer: &str, faults: &mut Vec<Fault>) {
    match schemas.at(Direction::Response, schema) {
        Ok(validator) => faults.extend(validator.violations(value).iter().map(|violation| {
            Fault::new(
                pointer,
                format!("the example breaks its schema: {violation}"),
            )
        })),
        Err(fault) => faults.push(fault),
    }
}

/// The example that documents a conflict of keys: one of the 409's whose name or error code speaks of idempotency. A 409
/// about anything else (an order that cannot be cancelled) must not be given for a key.
fn key_conflict(spec: &Spec, operation: &Operation) -> Option<(u16, String)> {
    let response = operation
        .response(409)
        .filter(|response| response.status == Status::Exact(409))?;
    let example = response.preferred()?.examples.iter().find(|example| {
        let code = spec
            .error_code
            .as_ref()
            .and_then(|code| example.value.get(code)?.as_str());
        [Some(example.name.as_str()), code]
            .into_iter()
            .flatten()
            .any(|text| text.to_ascii_lowercase().contains("idempot"))
    })?;
    Some((409, example.name.clone()))
}

#[cfg(test)]
mod tests;

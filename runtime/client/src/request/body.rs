//! The body of a request: a value, bytes or a form, as the operation describes it.

use http::HeaderValue;
use kessai_model::{Encode, Kind, Tape, Value, to_checked_vec};

use super::{Draft, form, multipart::Parts, outgoing::Outgoing, pairs::Pairs};
use crate::{
    operation::{Content, Field, Layout},
    upload::Upload,
};

/// What a body is made of.
#[derive(Clone)]
pub(super) enum Body {
    Whole(HeaderValue, Outgoing),
    Parts(Parts),
}

impl Draft {
    /// Picks one of the contents that the operation documents.
    pub(crate) fn choose(&mut self, content: usize) {
        self.content = content;
    }

    fn content(&self) -> Content {
        let contents = self.operation.contents;
        contents.get(self.content).copied().unwrap_or(Content::JSON)
    }

    /// Sets the body to a value, or adds its members to a form of parts.
    pub(crate) fn body(&mut self, value: &dyn Encode) {
        let content = self.content();
        let (json, violations) = to_checked_vec(value);
        self.record(&violations, |broken| broken.path().to_owned());
        if let Some(rules) = content.rules
            && let Ok(tape) = Tape::parse(&json)
        {
            let violations = rules.violations(tape.root());
            self.record(&violations, |broken| broken.path().to_owned());
        }
        let bytes = match content.layout {
            Layout::Json => json,
            Layout::Text | Layout::Bytes => match Tape::parse(&json) {
                // Numbers and truths are text as they stand.
                Ok(tape) => tape.root().as_str().map_or(json.clone(), Into::into),
                Err(_) => json,
            },
            Layout::Form(fields) => {
                let mut text = String::new();
                self.members(&json, fields, |field, name, value| {
                    form::write(field, name, value, &mut Pairs::new(&mut text, "&"))
                });
                text.into_bytes()
            }
            Layout::Multipart(fields) => {
                let mut parts = self.parts();
                self.members(&json, fields, |field, name, value| {
                    parts.value(field, name, value)
                });
                self.body = Some(Body::Parts(parts));
                return;
            }
        };
        let media_type = HeaderValue::from_static(content.media_type);
        self.body = Some(Body::Whole(media_type, Outgoing::Whole(bytes.into())));
    }

    /// Sets the body to bytes.
    pub(crate) fn upload(&mut self, upload: &Upload) {
        let media_type = upload.media_type.as_deref();
        let media_type = media_type.unwrap_or(self.content().media_type);
        match HeaderValue::try_from(media_type) {
            Ok(media_type) => {
                let content = Outgoing::of(vec![upload.content.clone()]);
                self.body = Some(Body::Whole(media_type, content));
            }
            Err(_) => self.violate("body", "has a media type that a header cannot carry"),
        }
    }

    /// Adds a file to a form of parts.
    pub(crate) fn file(&mut self, name: &str, upload: &Upload) {
        let fields = match self.content().layout {
            Layout::Multipart(fields) => fields,
            _ => &[],
        };
        let media_type = match form::field(fields, name).media_type {
            "" => "application/octet-stream",
            own => own,
        };
        let mut parts = self.parts();
        if let Err(problem) = parts.file(name, media_type, upload) {
            self.violate(member(name), problem);
        }
        self.body = Some(Body::Parts(parts));
    }

    /// The body with its media type, when there is one.
    pub(super) fn finished(&mut self) -> Option<(HeaderValue, Outgoing)> {
        match self.body.take()? {
            Body::Whole(media_type, content) => Some((media_type, content)),
            Body::Parts(parts) => {
                let (media_type, content) = parts.finish(self.content().media_type);
                match HeaderValue::try_from(media_type) {
                    Ok(media_type) => Some((media_type, content)),
                    Err(_) => None,
                }
            }
        }
    }

    fn parts(&mut self) -> Parts {
        match self.body.take() {
            Some(Body::Parts(parts)) => parts,
            _ => Parts::new(),
        }
    }

    /// Writes each member of an object as its field asks.
    fn members(
        &mut self,
        json: &[u8],
        fields: &[Field],
        mut write: impl FnMut(Field, &str, Value<'_>) -> Result<(), &'static str>,
    ) {
        match Tape::parse(json) {
            Ok(tape) if tape.root().kind() == Kind::Object => {
                for (name, value) in tape.root().members() {
                    if let Err(problem) = write(form::field(fields, name), name, value) {
                        self.violate(member(name), problem);
                    }
                }
            }
            _ => self.violate("$", "is not an object, and so no form"),
        }
    }
}

/// How a violation names a member of the body.
fn member(name: &str) -> String {
    format!("$.{}", name.escape_debug())
}

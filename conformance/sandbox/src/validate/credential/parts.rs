//! Whether a text is what the parts of a credential make up. A client refuses to send what is not, by the same rules.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};

use crate::Fault;
use crate::spec::{Part as Described, Scheme};

/// The parts of a credential, in the order in which they are written.
pub(super) struct Parts {
    base64: bool,
    parts: Vec<Part>,
}

struct Part {
    described: Described,
    pattern: Option<jsonschema::Validator>,
}

/// How many places are tried at which a part may end: where a later one may begin.
const ENDS: usize = 32;

impl Parts {
    pub(super) fn new(scheme: &Scheme, faults: &mut Vec<Fault>) -> Self {
        let parts = scheme.parts.iter().map(|part| Part {
            described: part.clone(),
            pattern: part.pattern.as_ref().and_then(|pattern| {
                // The dialect of the spec's patterns is that of JSON Schema, so its engine reads this one too.
                let compiled = jsonschema::draft202012::new(&json!({ "pattern": pattern }));
                compiled
                    .map_err(|_| {
                        let pointer = format!("{}/pattern", part.pointer);
                        faults.push(Fault::new(pointer, "not a regular expression"));
                    })
                    .ok()
            }),
        });
        Self {
            base64: scheme.base64,
            parts: parts.collect(),
        }
    }

    /// Whether the text, as it is written after the prefix, is that of a credential.
    pub(super) fn are_written(&self, text: &str) -> bool {
        if !self.base64 {
            return self.are(0, text, false, false);
        }
        let bytes = STANDARD.decode(text).ok();
        let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        text.is_some_and(|text| self.are(0, &text, false, false))
    }

    /// Whether the parts from one on make up a text; `begun` says whether there is a part before them, `filled` whether there
    /// is one that is not empty.
    fn are(&self, at: usize, text: &str, begun: bool, filled: bool) -> bool {
        let Some(part) = self.parts.get(at) else {
            return text.is_empty() && filled;
        };
        if part.described.optional && self.are(at + 1, text, begun, filled) {
            return true;
        }
        let separator = if begun {
            part.described.separator.as_str()
        } else {
            ""
        };
        let Some(text) = text.strip_prefix(separator) else {
            return false;
        };
        let later = self.parts[at + 1..].iter();
        let ends = later.flat_map(|later| text.match_indices(&later.described.separator));
        let ends = ends.map(|(end, _)| end).take(ENDS);
        ends.chain([text.len()]).any(|end| {
            let (own, rest) = text.split_at(end);
            self.may_be(at, own) && self.are(at + 1, rest, true, filled || !own.is_empty())
        })
    }

    /// Whether a text may be this part.
    fn may_be(&self, at: usize, text: &str) -> bool {
        let part = &self.parts[at];
        // A password may be empty, and may begin with a space; where it begins must be beyond doubt.
        let stands = if self.base64 {
            let next = self
                .parts
                .get(at + 1)
                .map(|next| next.described.separator.as_str());
            next.is_none_or(|end| end.is_empty() || !text.contains(end))
        } else {
            !text.is_empty() && text.trim() == text
        };
        let prints = text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control());
        stands
            && prints
            && part
                .pattern
                .as_ref()
                .is_none_or(|pattern| pattern.is_valid(&Value::from(text)))
            && (!part.described.token || is_token(text))
    }
}

/// Whether a text is a JSON Web Token: header, claims and signature in base64url.
fn is_token(text: &str) -> bool {
    let segments: Option<Vec<Vec<u8>>> = text
        .split('.')
        .map(|segment| URL_SAFE_NO_PAD.decode(segment).ok())
        .collect();
    match segments.as_deref() {
        Some([header, claims, signature]) => {
            let claims = serde_json::from_slice::<Map<String, Value>>(claims);
            !header.is_empty() && claims.is_ok() && !signature.is_empty()
        }
        _ => false,
    }
}

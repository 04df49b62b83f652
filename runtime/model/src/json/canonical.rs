//! One text for each JSON value, to compare values by.

use crate::decimal::Normal;
use crate::tape::Tape;
use crate::value::{Kind, Value};

/// A text that is the same for every spelling of one JSON value: numbers in one form, members
/// sorted. Only for comparing; it is not always JSON.
pub(crate) fn canonical(json: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len());
    match Tape::parse(json) {
        Ok(tape) => write(tape.root(), &mut out),
        // Nested beyond what a tape takes: the text stands for itself.
        Err(_) => out.extend_from_slice(json),
    }
    out
}

fn write(value: Value<'_>, out: &mut Vec<u8>) {
    match value.kind() {
        Kind::Absent | Kind::Null => out.extend_from_slice(b"null"),
        Kind::Bool => {
            let text: &[u8] = if value.as_bool() == Some(true) {
                b"true"
            } else {
                b"false"
            };
            out.extend_from_slice(text);
        }
        Kind::Number => {
            let Normal {
                negative,
                digits,
                exponent,
            } = Normal::of(value.as_number().unwrap_or_default());
            let sign = if negative { "-" } else { "" };
            out.extend_from_slice(format!("{sign}{digits}e{exponent}").as_bytes());
        }
        Kind::String => out.extend(crate::to_vec(value.as_str().unwrap_or_default())),
        Kind::Array => {
            out.push(b'[');
            for item in value.array() {
                write(item, out);
                out.push(b',');
            }
            out.push(b']');
        }
        Kind::Object => {
            let mut members: Vec<_> = value.members().collect();
            members.sort_by_key(|(name, _)| *name);
            out.push(b'{');
            for (name, value) in members {
                out.extend(crate::to_vec(name));
                out.push(b':');
                write(value, out);
                out.push(b',');
            }
            out.push(b'}');
        }
    }
}

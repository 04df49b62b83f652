//! Parameters from the wire: text in, the JSON value the spec's schema speaks of out.

mod query;
mod shape;

use serde_json::{Number, Value};

use crate::spec::{Parameter, Style};

pub use query::{Pair, Query};
pub use shape::{Kinds, Shape};

/// What the wire holds of a parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Nothing.
    Absent,
    /// The value, in every reading the schema leaves open (`12` may be a number or a string), likeliest first; never empty.
    Readings(Vec<Value>),
    /// Text that cannot be read; says why without showing it.
    Broken(String),
}

/// Reads a parameter that stands in one piece of text: in the path or a header, or in one pair of the query.
///
/// `text` is still percent-encoded where `encoded` says so: separators count only before decoding.
pub fn read_text(parameter: &Parameter, shape: &Shape, text: &str, encoded: bool) -> Found {
    let decode = |part: &str| {
        if encoded {
            form_decode(part)
        } else {
            Some(part.to_owned())
        }
    };
    let broken = || Found::Broken("is not percent-encoded UTF-8".to_owned());
    if parameter.style == Style::Json {
        return match decode(text).map(|text| serde_json::from_str(&text)) {
            Some(Ok(value)) => Found::Readings(vec![value]),
            Some(Err(_)) => Found::Broken("is not JSON".to_owned()),
            None => broken(),
        };
    }
    match shape {
        Shape::Scalar(kinds) => {
            decode(text).map_or_else(broken, |text| Found::Readings(kinds.readings(&text)))
        }
        Shape::List(kinds) => {
            let items: Option<Vec<Value>> = split(parameter.style, text, encoded)
                .map(|part| Some(kinds.likeliest(&decode(part)?)))
                .collect();
            items.map_or_else(broken, |items| Found::Readings(vec![Value::Array(items)]))
        }
        Shape::Members(_) => {
            let parts: Option<Vec<String>> =
                split(parameter.style, text, encoded).map(decode).collect();
            let Some(parts) = parts else { return broken() };
            let (pairs, rest) = parts.as_chunks::<2>();
            if !rest.is_empty() {
                return Found::Broken("names a member without its value".to_owned());
            }
            let members = pairs
                .iter()
                .map(|[name, value]| (name.clone(), shape.member(name).likeliest(value)))
                .collect();
            Found::Readings(vec![Value::Object(members)])
        }
    }
}

fn split<'t>(style: Style, text: &'t str, encoded: bool) -> Box<dyn Iterator<Item = &'t str> + 't> {
    match style {
        Style::Space if encoded => Box::new(text.split("%20").flat_map(|part| part.split('+'))),
        Style::Space => Box::new(text.split(' ')),
        Style::Pipe => Box::new(
            text.split("%7C")
                .flat_map(|part| part.split("%7c"))
                .flat_map(|part| part.split('|')),
        ),
        Style::Form | Style::DeepObject | Style::Json => Box::new(text.split(',')),
    }
}

/// Percent-decoding; `None` for a broken escape or text that is not UTF-8.
pub(crate) fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// As in a query: `+` is a space.
pub(crate) fn form_decode(text: &str) -> Option<String> {
    percent_decode(&text.replace('+', " "))
}

/// A JSON number and nothing around it.
fn number(text: &str) -> Option<Number> {
    let starts = text.starts_with(|c: char| c == '-' || c.is_ascii_digit());
    let ends = text.ends_with(|c: char| c.is_ascii_digit());
    if starts && ends {
        serde_json::from_str(text).ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests;

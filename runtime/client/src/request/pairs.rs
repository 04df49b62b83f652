//! `name=value` pairs, of which queries, cookies and forms are made.

use std::fmt::Write;

use super::{
    argument::{Argument, Flat},
    percent::{Encoded, Reserved, is_plain},
};

/// `name=value` pairs that are appended to a text.
pub(super) struct Pairs<'t> {
    text: &'t mut String,
    between: &'static str,
    /// Whether values keep what parts an address.
    pub(super) reserved: bool,
}

impl<'t> Pairs<'t> {
    /// Pairs after those of this text, with this between them.
    pub(super) fn new(text: &'t mut String, between: &'static str) -> Self {
        Self {
            text,
            between,
            reserved: false,
        }
    }

    /// `name=value`, with commas or a pair for each part.
    pub(super) fn form(&mut self, name: &str, flat: &Flat<'_>, explode: bool) {
        match flat {
            Flat::List(items) if explode => {
                for item in items {
                    self.pair(&encoded(name), item);
                }
            }
            Flat::Members(members) if explode => {
                for (member, value) in members {
                    self.pair(&encoded(member), value);
                }
            }
            _ => self.delimited(name, flat, ","),
        }
    }

    /// All parts in one value, or no pair at all when there are none.
    pub(super) fn delimited(&mut self, name: &str, flat: &Flat<'_>, between: &str) {
        if !flat.texts().is_empty() {
            let value = joined(flat, false, between, |text| self.value(text));
            self.push(&encoded(name), &value);
        }
    }

    /// `name[member]` however deep.
    pub(super) fn deep(&mut self, name: &str, argument: &Argument) {
        deep(name, argument, &mut |name, text| {
            self.pair(&encoded(name), text);
        });
    }

    /// A pair with a name that is encoded and a value that is not.
    fn pair(&mut self, name: &str, value: &str) {
        let value = self.value(value);
        self.push(name, &value);
    }

    fn value(&self, text: &str) -> String {
        if self.reserved {
            Reserved(text).to_string()
        } else {
            encoded(text)
        }
    }

    fn push(&mut self, name: &str, value: &str) {
        let between = if self.text.is_empty() {
            ""
        } else {
            self.between
        };
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{between}{name}={value}");
    }
}

/// Each single value of a deep object with its name, `name[member]`; in a list of single values that is `name[]`, in one of
/// others `name[0]`.
pub(super) fn deep(name: &str, argument: &Argument, each: &mut dyn FnMut(&str, &str)) {
    match argument {
        Argument::Scalar(text) => each(name, text),
        Argument::Members(members) => {
            for (member, value) in members {
                deep(&format!("{name}[{member}]"), value, each);
            }
        }
        Argument::List(items) => {
            let single = items.iter().all(|item| matches!(item, Argument::Scalar(_)));
            for (at, item) in items.iter().enumerate() {
                let at = if single {
                    String::new()
                } else {
                    at.to_string()
                };
                deep(&format!("{name}[{at}]"), item, each);
            }
        }
    }
}

/// The parts of a value with something between them; what stands in a part is up to `text`.
pub(super) fn joined(
    flat: &Flat<'_>,
    explode: bool,
    between: &str,
    text: impl Fn(&str) -> String,
) -> String {
    let parts: Vec<String> = match flat {
        Flat::Scalar(only) => return text(only),
        Flat::Members(members) if explode => members
            .iter()
            .map(|(member, value)| format!("{}={}", text(member), text(value)))
            .collect(),
        _ => flat.texts().into_iter().map(text).collect(),
    };
    parts.join(between)
}

/// A piece of an address that stands for this text.
pub(crate) fn encoded(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    Encoded(text).to_string()
}

//! Whether a file of a ledger is made of the rows it may be made of.

use super::format::{COUNTED, COUNTS, Kind, RESOLUTION_KEYS, Role, SECTIONS, Shape};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, codes::evidence, suggest},
    source::Span,
    tree::{Entry, Node},
};

/// Reports every key that is unknown or missing and every value of the wrong kind.
pub(super) fn check(file: &Node, found: &mut Diagnostics) {
    let mut walk = Walk { found };
    if !file.is_mapping() {
        return walk.wrong(file, "a file of the ledger", "sections by name");
    }
    for entry in file.entries() {
        if entry.key == COUNTS {
            walk.counts(&entry.value);
        } else if let Some((_, kind)) = SECTIONS.iter().find(|(name, _)| *name == entry.key) {
            walk.rows(entry, kind);
        } else {
            let names = SECTIONS.iter().map(|(name, _)| *name).chain([COUNTS]);
            walk.unknown(entry.key_span, &entry.key, ("section", None), names);
        }
    }
}

struct Walk<'d> {
    found: &'d mut Diagnostics,
}

impl Walk<'_> {
    fn counts(&mut self, node: &Node) {
        if !node.is_mapping() {
            return self.wrong(node, "`counts`", "numbers of rows by name");
        }
        for entry in node.entries() {
            if COUNTED.iter().any(|(name, _)| *name == entry.key) {
                self.value(entry, &Shape::Whole, None);
            } else {
                let names = COUNTED.iter().map(|(name, _)| *name);
                self.unknown(entry.key_span, &entry.key, ("count", None), names);
            }
        }
    }

    fn rows(&mut self, entry: &Entry, kind: &'static Kind) {
        if !entry.value.is_sequence() {
            return self.wrong_entry(entry, "a list of rows");
        }
        for row in entry.value.items() {
            self.row(row, kind);
        }
    }

    fn row(&mut self, row: &Node, kind: &'static Kind) {
        if !row.is_mapping() {
            return self.wrong(row, kind.name, "the keys of a row");
        }
        self.mapping(row, row.head(), kind, kind);
    }

    /// A mapping of one kind within a row of another.
    fn mapping(&mut self, node: &Node, home: Span, kind: &'static Kind, row: &'static Kind) {
        for entry in node.entries() {
            match kind.key(&entry.key) {
                Some(key) if key.role != Role::Resolved => {
                    self.value(entry, &key.shape, Some(row));
                }
                Some(_) => {
                    let message = format!("no source speaks of `{}`", entry.key);
                    let found = Diagnostic::new(evidence::UNKNOWN_KEY, entry.key_span, message);
                    self.found
                        .push(found.help("it stands in `spec` of a resolution alone"));
                }
                None => {
                    let keys = kind.keys.iter().filter(|key| key.role != Role::Resolved);
                    let within = format!(" in {}", kind.name);
                    let names = keys.map(|key| key.name);
                    self.unknown(entry.key_span, &entry.key, ("key", Some(&within)), names);
                }
            }
        }
        let missing = kind
            .keys
            .iter()
            .filter(|key| key.required && node.get(key.name).is_none());
        for key in missing {
            let (code, label) = if key.name == "source" {
                (evidence::SOURCE, "where is this known from?")
            } else {
                (evidence::MISSING_KEY, "")
            };
            let message = format!("{} needs `{}`", kind.name, key.name);
            self.found
                .push(Diagnostic::new(code, home, message).label(label));
        }
    }

    fn value(&mut self, entry: &Entry, shape: &'static Shape, row: Option<&'static Kind>) {
        match shape {
            Shape::Object(kind) if entry.value.is_mapping() => {
                self.mapping(&entry.value, entry.key_span, kind, row.unwrap_or(kind));
            }
            Shape::Rows(kind) => self.rows(entry, kind),
            Shape::Sources => self.sources(entry),
            Shape::Resolution => self.resolution(entry, row),
            Shape::Or(word, _) if entry.value.as_str() == Some(word) => {}
            Shape::Or(_, shape) => self.value(entry, shape, row),
            Shape::List(item) | Shape::OneOrMore(item) if entry.value.is_sequence() => {
                for node in entry.value.items() {
                    self.scalar(node, &format!("an item of `{}`", entry.key), item);
                }
            }
            shape => self.scalar(&entry.value, &format!("`{}`", entry.key), shape),
        }
    }

    fn scalar(&mut self, node: &Node, what: &str, shape: &Shape) {
        match (shape, node.as_str()) {
            (Shape::Word(words), Some(text)) if !words.contains(&text) => {
                let message = format!("{what} cannot be `{text}`");
                let label = format!("expected one of {}", words.join(", "));
                let found = Diagnostic::new(evidence::UNKNOWN_WORD, node.span, message);
                self.found.push(near(
                    found.label(label),
                    node.span,
                    text,
                    words.iter().copied(),
                ));
            }
            (Shape::Reason, Some(text)) if text.trim().is_empty() => {
                self.wrong(node, what, "a reason in words");
            }
            _ if fits(node, shape) => {}
            _ => self.wrong(node, what, expectation(shape)),
        }
    }

    fn sources(&mut self, entry: &Entry) {
        let items = entry.value.items();
        if items.is_empty() {
            let found = Diagnostic::new(evidence::SOURCE, entry.key_span, "a row without a source");
            let label = "expected a list of sources such as `docs:/orders`";
            self.found.push(found.label(label));
        }
        let is_source = |text: &str| {
            text.split_once(':')
                .is_some_and(|(tag, rest)| is_tag(tag) && !rest.trim().is_empty())
        };
        for item in items {
            if !item.as_str().is_some_and(is_source) {
                let message = "this is not a source";
                let label = "expected a tag, a colon and the page or file";
                let found = Diagnostic::new(evidence::SOURCE, item.head(), message);
                self.found.push(found.label(label));
            }
        }
    }

    fn resolution(&mut self, entry: &Entry, row: Option<&'static Kind>) {
        if !entry.value.is_mapping() {
            return self.wrong_entry(entry, "a mapping with a reason");
        }
        let facts = row.map(Kind::facts).unwrap_or_default();
        for part in entry.value.entries() {
            match part.key.as_str() {
                "conflict" => self.value(part, &Shape::Whole, row),
                "reason" => self.value(part, &Shape::Reason, row),
                "in" => self.value(part, &Shape::Text, row),
                "absent" => self.value(part, &Shape::True, row),
                "without" if part.value.is_sequence() => {
                    self.without(part.value.items(), &facts);
                }
                "without" => self.wrong_entry(part, "names of facts"),
                "spec" if part.value.is_mapping() => self.overrides(&part.value, row),
                "spec" => self.wrong_entry(part, "facts by name"),
                name => {
                    let names = RESOLUTION_KEYS.iter().copied();
                    self.unknown(
                        part.key_span,
                        name,
                        ("key", Some(" in a resolution")),
                        names,
                    );
                }
            }
        }
        if entry.value.get("reason").is_none() {
            let message = "a resolution needs `reason`";
            let found = Diagnostic::new(evidence::MISSING_KEY, entry.key_span, message);
            self.found
                .push(found.label("why is the spec right where it differs?"));
        }
    }

    fn without(&mut self, items: &[Node], facts: &[String]) {
        for item in items {
            match item.as_str() {
                Some(name) if facts.iter().any(|fact| fact == name) => {}
                Some(name) => {
                    let names = facts.iter().map(String::as_str);
                    self.unknown(item.span, name, ("fact", None), names);
                }
                None => self.wrong(item, "an item of `without`", "the name of a fact"),
            }
        }
    }

    fn overrides(&mut self, spec: &Node, row: Option<&'static Kind>) {
        for entry in spec.entries() {
            let key = row.and_then(|kind| kind.key(&entry.key));
            match key.filter(|key| key.role != Role::Record) {
                Some(key) => match &key.shape {
                    // Parts that are as the row says need not be repeated.
                    Shape::Object(kind) if entry.value.is_mapping() => {
                        self.overrides(&entry.value, Some(kind));
                    }
                    shape => self.value(entry, shape, row),
                },
                None => {
                    let facts = row.map(Kind::facts).unwrap_or_default();
                    let names = facts.iter().map(String::as_str);
                    self.unknown(entry.key_span, &entry.key, ("fact", None), names);
                }
            }
        }
    }

    fn unknown<'n>(
        &mut self,
        span: Span,
        name: &str,
        (what, within): (&str, Option<&str>),
        names: impl Iterator<Item = &'n str> + Clone,
    ) {
        let message = format!("unknown {what} `{name}`{}", within.unwrap_or_default());
        let found = Diagnostic::new(evidence::UNKNOWN_KEY, span, message);
        self.found.push(near(found, span, name, names));
    }

    fn wrong_entry(&mut self, entry: &Entry, expected: &str) {
        self.wrong(&entry.value, &format!("`{}`", entry.key), expected);
    }

    fn wrong(&mut self, node: &Node, what: &str, expected: &str) {
        let message = format!("{what} holds the wrong kind of value");
        let label = format!("expected {expected}, found {}", node.kind_name());
        self.push(evidence::WRONG_KIND, node.head(), message, label);
    }

    fn push(&mut self, code: Code, span: Span, message: String, label: String) {
        self.found
            .push(Diagnostic::new(code, span, message).label(label));
    }
}

/// Adds what was probably meant, or else what there is.
fn near<'n>(
    found: Diagnostic,
    span: Span,
    name: &str,
    names: impl Iterator<Item = &'n str> + Clone,
) -> Diagnostic {
    match suggest::nearest(name, names.clone()) {
        Some(near) => found.edit(format!("did you mean `{near}`?"), span, near),
        None => {
            let names: Vec<_> = names.collect();
            match names.as_slice() {
                [] => found.help("there are none here"),
                names => found.help(format!("there are {}", names.join(", "))),
            }
        }
    }
}

fn fits(node: &Node, shape: &Shape) -> bool {
    match shape {
        Shape::Text | Shape::Word(_) | Shape::Reason => node.as_str().is_some(),
        Shape::Whole => node.as_u64().is_some(),
        Shape::Choice(numbers) => node
            .as_u64()
            .is_some_and(|number| numbers.contains(&number)),
        Shape::Number => node.as_number().is_some(),
        Shape::Flag => node.as_bool().is_some(),
        Shape::True => node.as_bool() == Some(true),
        Shape::Scalar => !node.is_mapping() && !node.is_sequence(),
        Shape::List(_) | Shape::Sources | Shape::Rows(_) => node.is_sequence(),
        Shape::Or(_, shape) | Shape::OneOrMore(shape) => fits(node, shape),
        Shape::Object(_) | Shape::Resolution => node.is_mapping(),
    }
}

fn expectation(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text | Shape::Word(_) | Shape::Reason => "text",
        Shape::Whole => "a whole number",
        Shape::Choice(_) => "32 or 64",
        Shape::Number => "a number",
        Shape::Flag => "a boolean",
        Shape::True => "`true`, or nothing at all",
        Shape::Scalar => "a single value",
        Shape::List(_) | Shape::Or(..) => "a list",
        Shape::OneOrMore(shape) => expectation(shape),
        Shape::Rows(_) => "a list of rows",
        Shape::Sources => "a list of sources",
        Shape::Object(_) | Shape::Resolution => "a mapping",
    }
}

/// Whether text can be the tag of a source.
fn is_tag(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

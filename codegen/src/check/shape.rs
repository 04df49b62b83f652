//! Whether every object has the members its kind may have, holding what they may hold.

use super::{
    kinds::{Keys, Kind, Member, Value},
    objects,
    survey::{Reference, Survey, Visit, component, points_elsewhere},
};
use crate::{
    diagnostics::{
        Diagnostic, Diagnostics,
        codes::{references, shape},
    },
    tree::{Entry, Node},
};

mod faults;
mod words;

use words::article;

/// The types a schema may have.
pub(super) const TYPES: &[&str] = &["string", "number", "integer", "boolean", "array", "object"];

/// Walks a whole document by the tables of [`objects`] and takes note of what stands where.
pub(super) fn survey<'n>(root: &'n Node, diagnostics: &mut Diagnostics) -> Survey<'n> {
    let mut walk = Walk {
        survey: Survey::new(root),
        diagnostics,
        within: None,
    };
    walk.object(
        &objects::DOCUMENT,
        root,
        Site {
            parent: None,
            member: "",
            name: None,
            key: None,
        },
    );
    walk.survey
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct Site<'n> {
    parent: Option<usize>,
    member: &'static str,
    /// The nearest member of a map it is.
    name: Option<&'n Entry>,
    /// The member it is the value of, if it is one.
    key: Option<&'n Entry>,
}

struct Walk<'n, 'd> {
    survey: Survey<'n>,
    diagnostics: &'d mut Diagnostics,
    within: Option<(&'n str, &'n str)>,
}

impl<'n> Walk<'n, '_> {
    fn object(&mut self, kind: &'static Kind, node: &'n Node, site: Site<'n>) {
        if !node.is_mapping() {
            return self.wrong_kind(node, site, &kind.with_article());
        }
        let Site {
            parent,
            member,
            name,
            key,
        } = site;
        let place = self.survey.add(Visit {
            kind,
            node,
            parent,
            member,
            name,
            key,
        });
        if kind.is(&objects::CALLBACK) {
            return self.callback(node, place);
        }
        for entry in node.entries() {
            match kind.member(&entry.key) {
                Some(member) => self.member(member, entry, place),
                None if entry.key.starts_with("x-") => self.unknown_extension(kind, entry, place),
                None => self.unknown_key(kind, entry, place),
            }
        }
        for member in kind
            .members
            .iter()
            .chain(kind.extensions)
            .filter(|member| member.required)
        {
            if node.get(member.key).is_none() {
                self.missing(kind, member.key, place, site);
            }
        }
    }

    fn member(&mut self, member: &'static Member, entry: &'n Entry, place: usize) {
        let site = Site {
            parent: Some(place),
            member: member.key,
            name: None,
            key: Some(entry),
        };
        self.value(&member.value, &entry.value, site);
    }

    fn value(&mut self, value: &'static Value, node: &'n Node, site: Site<'n>) {
        let expectation = match value {
            Value::Any => return,
            Value::Object(kind) => return self.in_place(kind, node, site),
            Value::Place(kind) => return self.place(kind, node, site),
            Value::FlagOrPlace(kind) => match node.as_bool() {
                Some(_) => return,
                None if node.is_mapping() => return self.place(kind, node, site),
                None => "a boolean or a Schema Object",
            },
            Value::List(item) | Value::Some(item) | Value::Distinct(item) => {
                if node.is_sequence() {
                    if node.items().is_empty() && !matches!(value, Value::List(_)) {
                        self.wrong_kind(node, site, "a list with something in it");
                    }
                    if matches!(value, Value::Distinct(_)) {
                        self.twice(node, site);
                    }
                    let site = Site { key: None, ..site };
                    return node
                        .items()
                        .iter()
                        .for_each(|node| self.value(item, node, site));
                }
                "a list"
            }
            Value::Map(keys, item) => {
                if node.is_mapping() {
                    return self.map(*keys, item, node, site);
                }
                "an object"
            }
            Value::Text | Value::Version if node.as_str().is_some() => return,
            Value::Text => "text",
            Value::Flag if node.as_bool().is_some() => return,
            Value::Flag => "true or false",
            Value::True if node.as_bool() == Some(true) => return,
            Value::True => "true, or nothing at all",
            Value::Number if node.as_number().is_some() => return,
            Value::Number => "a number",
            Value::Count if node.as_u64().is_some() => return,
            Value::Count => "a whole number that is not negative",
            Value::Name => match node.as_str() {
                Some(name) if words::is_name(name) => return,
                Some(name) => {
                    let found = Diagnostic::new(
                        shape::BAD_NAME,
                        node.span,
                        format!("`{name}` cannot name anything in code"),
                    );
                    return self
                        .push(found.label("expected letters, digits and `_`, a letter first"));
                }
                None => "a name",
            },
            // Text of any other version ended the check before this.
            Value::Version => "the text `3.0.3`",
            Value::Type => return self.word(shape::UNKNOWN_TYPE, TYPES, node, site),
            Value::Word(words) => return self.word(shape::UNKNOWN_WORD, words, node, site),
        };
        self.wrong_kind(node, site, expectation);
    }

    fn map(&mut self, keys: Keys, item: &'static Value, node: &'n Node, site: Site<'n>) {
        let of_components = site
            .parent
            .and_then(|parent| self.survey.visits.get(parent));
        let of_components = of_components.is_some_and(|visit| visit.kind.name == "Components");
        for entry in node.entries() {
            if !keys.allow(&entry.key) {
                let code = if entry.key.starts_with("x-") {
                    shape::UNKNOWN_EXTENSION
                } else {
                    shape::BAD_NAME
                };
                let message = format!(
                    "`{}` is no name for a member of `{}`",
                    entry.key, site.member
                );
                self.push(
                    Diagnostic::new(code, entry.key_span, message)
                        .label(format!("expected {}", keys.expectation())),
                );
                continue;
            }
            if of_components {
                self.within = Some((site.member, &entry.key));
            }
            self.value(
                item,
                &entry.value,
                Site {
                    name: Some(entry),
                    key: Some(entry),
                    ..site
                },
            );
        }
        if of_components {
            self.within = None;
        }
    }

    fn callback(&mut self, node: &'n Node, place: usize) {
        for entry in node.entries() {
            let site = Site {
                parent: Some(place),
                member: "",
                name: Some(entry),
                key: Some(entry),
            };
            self.object(&objects::PATH_ITEM, &entry.value, site);
        }
    }

    fn in_place(&mut self, kind: &'static Kind, node: &'n Node, site: Site<'n>) {
        match node.entry("$ref") {
            // A path item that is a reference was replaced by its target unless that is missing, which is reported.
            Some(entry) if kind.is(&objects::PATH_ITEM) => {
                if entry
                    .value
                    .as_str()
                    .is_some_and(|text| text.starts_with('#'))
                {
                    let found = Diagnostic::new(
                        references::TARGET,
                        entry.value.span,
                        "a path item refers to another one of its file",
                    );
                    self.push(found.label("readers drop the whole path: write it out"));
                } else if entry.value.as_str().is_none() {
                    let site = Site {
                        key: Some(entry),
                        ..site
                    };
                    self.wrong_kind(&entry.value, site, "the text of a reference");
                }
            }
            Some(entry) => {
                let message = format!("{} must be written in place", kind.with_article());
                self.push(
                    Diagnostic::new(references::PLACE, entry.key_span, message)
                        .label("no reference may stand here"),
                );
            }
            None => self.object(kind, node, site),
        }
    }

    fn place(&mut self, kind: &'static Kind, node: &'n Node, site: Site<'n>) {
        let Some(entry) = node.entry("$ref") else {
            return self.object(kind, node, site);
        };
        let Some(text) = entry.value.as_str() else {
            return self.wrong_kind(
                &entry.value,
                Site {
                    key: Some(entry),
                    ..site
                },
                "the text of a reference",
            );
        };
        let expected = kind.component.unwrap_or_default();
        for sibling in node
            .entries()
            .iter()
            .filter(|sibling| sibling.key != "$ref")
        {
            let found = Diagnostic::new(
                references::SIBLINGS,
                sibling.key_span,
                format!("`{}` beside `$ref` has no effect", sibling.key),
            )
            .also(entry.value.span, "readers see this reference alone");
            self.push(if expected == "schemas" {
                found.help("put the reference into `allOf: [{$ref: …}]` and the mark beside it")
            } else {
                found
            });
        }
        let target = component(text);
        let found = Reference {
            target,
            text: &entry.value,
            within: self.within,
        };
        self.survey.references.push(found);
        if let Some((other, _)) = target.filter(|(kind, _)| *kind != expected) {
            let message = format!(
                "{} cannot stand in for {}",
                article(other),
                kind.with_article()
            );
            let label = format!("expected a reference to `#/components/{expected}/…`");
            self.push(Diagnostic::new(references::KIND, entry.value.span, message).label(label));
        } else if target.is_none() && points_elsewhere(text) {
            let message = format!("`{text}` points into the middle of the document");
            let label = format!("expected a reference to `#/components/{expected}/…`");
            self.push(Diagnostic::new(references::TARGET, entry.value.span, message).label(label));
        }
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

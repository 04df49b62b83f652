//! How the rows of a ledger are described.

mod tables;

pub(super) use tables::{
    ANY, COUNTED, COUNTS, ENUM, MEMBER, METHODS, OBJECT, OPERATION, RESOLUTION_KEYS, SECTIONS,
    SERVICE_FACTS, STATUS, VALUE, WEBHOOK_FACTS,
};

/// A kind of row, or of mapping within a row.
#[derive(Debug)]
pub(super) struct Kind {
    /// What it is, with its article.
    pub(super) name: &'static str,
    /// The key that tells rows apart.
    pub(super) identity: &'static str,
    pub(super) keys: &'static [Key],
}

/// A key of a row.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) required: bool,
    pub(super) role: Role,
}

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It names the row, holds other rows, or is for the record.
    Record,
    /// It is compared with the spec, and may therefore stand under `resolution.spec`.
    Fact,
    /// It is a fact of the spec that no source speaks of: it stands under `resolution.spec` alone.
    Resolved,
}

/// What a key holds.
#[derive(Debug)]
pub(super) enum Shape {
    /// Text.
    Text,
    /// Text with something in it that explains.
    Reason,
    /// A whole number that is not negative.
    Whole,
    /// A number.
    Number,
    /// A boolean.
    Flag,
    /// `true`: the opposite is said by leaving it out.
    True,
    /// Anything but a list or a mapping.
    Scalar,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// One of a few numbers.
    Choice(&'static [u64]),
    /// A list.
    List(&'static Shape),
    /// One, or a list of several.
    OneOrMore(&'static Shape),
    /// A word, or else something of another shape.
    Or(&'static str, &'static Shape),
    /// A mapping.
    Object(&'static Kind),
    /// A list of rows.
    Rows(&'static Kind),
    /// A list of sources.
    Sources,
    /// A resolution of this row.
    Resolution,
}

impl Kind {
    /// A key by name.
    pub(super) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The names of its facts, those of mappings within it as `success.status`.
    pub(super) fn facts(&self) -> Vec<String> {
        let facts = self.keys.iter().filter(|key| key.role != Role::Record);
        facts
            .flat_map(|key| match &key.shape {
                Shape::Object(kind) => kind
                    .facts()
                    .into_iter()
                    .map(|name| format!("{}.{name}", key.name))
                    .collect(),
                _ => vec![key.name.to_owned()],
            })
            .collect()
    }
}

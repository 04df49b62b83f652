//! A view of one place of a tape.

use std::fmt;

use crate::fault::Problem;
use crate::names::Names;
use crate::object_reader::ObjectReader;
use crate::tape::{Node, NodeKind, Tape};

/// The node number of a value that is not there.
const ABSENT: u32 = u32::MAX;

/// The kinds of JSON value, and none at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// There is no value: a member was missing or its parent was of the wrong kind.
    Absent,
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl Kind {
    pub(crate) fn described(self) -> &'static str {
        match self {
            Self::Absent => "nothing",
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.described())
    }
}

/// A view of one JSON value, cheap to copy.
///
/// It may also be *absent*: whatever is decoded from an absent value is empty and reports no
/// fault, because what is missing was reported where it is missing.
#[derive(Clone, Copy)]
pub struct Value<'t> {
    tape: &'t Tape<'t>,
    node: u32,
}

impl<'t> Value<'t> {
    #[inline]
    pub(crate) fn new(tape: &'t Tape<'_>, node: u32) -> Self {
        Self { tape, node }
    }

    #[inline]
    pub(crate) fn absent(tape: &'t Tape<'_>) -> Self {
        Self { tape, node: ABSENT }
    }

    #[inline]
    pub(crate) fn tape(self) -> &'t Tape<'t> {
        self.tape
    }

    #[inline]
    pub(crate) fn node(self) -> u32 {
        self.node
    }

    #[inline]
    fn get(self) -> Option<Node> {
        self.tape.node(self.node)
    }

    /// The kind of this value.
    pub fn kind(self) -> Kind {
        match self.get().map(|node| node.kind) {
            None => Kind::Absent,
            Some(NodeKind::Null) => Kind::Null,
            Some(NodeKind::False | NodeKind::True) => Kind::Bool,
            Some(NodeKind::Number) => Kind::Number,
            Some(NodeKind::String | NodeKind::Key) => Kind::String,
            Some(NodeKind::Array) => Kind::Array,
            Some(NodeKind::Object) => Kind::Object,
        }
    }

    /// Whether this is null. An absent value is not.
    #[inline]
    pub fn is_null(self) -> bool {
        matches!(
            self.get(),
            Some(Node {
                kind: NodeKind::Null,
                ..
            })
        )
    }

    #[inline]
    pub(crate) fn is_absent(self) -> bool {
        self.node == ABSENT
    }

    /// The truth value, or nothing when this is not a boolean.
    #[inline]
    pub fn as_bool(self) -> Option<bool> {
        match self.get()?.kind {
            NodeKind::True => Some(true),
            NodeKind::False => Some(false),
            _ => None,
        }
    }

    /// The text of a string, unescaped, or nothing when this is not a string.
    #[inline]
    pub fn as_str(self) -> Option<&'t str> {
        let node = self.get()?;
        (node.kind == NodeKind::String).then(|| self.tape.text(node))
    }

    /// The text of a string; anything else is a fault and gives an empty text.
    #[inline]
    pub fn text_or_reject(self) -> &'t str {
        self.as_str().unwrap_or_else(|| {
            self.reject("a string");
            ""
        })
    }

    /// The text of a number exactly as it was written, or nothing when this is not a number.
    #[inline]
    pub fn as_number(self) -> Option<&'t str> {
        let node = self.get()?;
        (node.kind == NodeKind::Number).then(|| self.tape.text(node))
    }

    /// The first member of this name, or nothing when this is not an object or has none.
    pub fn member(self, name: &str) -> Option<Self> {
        let node = self.get()?;
        if node.kind != NodeKind::Object || node.mask() & crate::tape::key_bit(name.as_bytes()) == 0
        {
            return None;
        }
        let mut members = Members {
            tape: self.tape,
            at: self.node + 1,
            end: node.a,
        };
        members
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }

    /// Opens an object to read its members by name. Anything else is a fault.
    #[inline]
    pub fn object(self) -> ObjectReader<'t> {
        match self.get() {
            Some(node) if node.kind == NodeKind::Object => {
                ObjectReader::new(self.tape, self.node, node)
            }
            _ => {
                self.reject("an object");
                ObjectReader::absent(self.tape)
            }
        }
    }

    /// The items of an array. Anything else is a fault and has none.
    #[inline]
    pub fn array(self) -> Items<'t> {
        match self.get() {
            Some(node) if node.kind == NodeKind::Array => Items {
                tape: self.tape,
                at: self.node + 1,
                end: node.a,
                left: node.b as usize,
            },
            _ => {
                self.reject("an array");
                Items {
                    tape: self.tape,
                    at: 0,
                    end: 0,
                    left: 0,
                }
            }
        }
    }

    /// The members of an object in the order of the text, duplicates included. Anything else is
    /// a fault and has none.
    #[inline]
    pub fn members(self) -> Members<'t> {
        match self.get() {
            Some(node) if node.kind == NodeKind::Object => Members {
                tape: self.tape,
                at: self.node + 1,
                end: node.a,
            },
            _ => {
                self.reject("an object");
                Members {
                    tape: self.tape,
                    at: 0,
                    end: 0,
                }
            }
        }
    }

    /// Records the fault "expected …, found …" for this value; the decoder then gives an empty
    /// value. Of an absent value nothing is recorded.
    #[cold]
    pub fn reject(self, expected: &'static str) {
        self.fault(Problem::wrong_kind(expected, self.kind()));
    }

    #[cold]
    pub(crate) fn fault(self, problem: Problem) {
        if self.node != ABSENT {
            self.tape.record(self.node, None, problem);
        }
    }

    /// Whether so much is wrong that reading further tells nothing new: a text that is nothing
    /// but faults must not grow into a long list of empty values.
    #[inline]
    pub(crate) fn is_hopeless(self) -> bool {
        self.tape.has_too_many_faults()
    }

    /// Records a fault for every key of this object that stands there more than once.
    pub(crate) fn reject_duplicate_keys(self) {
        let Some(node) = self.get() else { return };
        // As many bits as members: all keys differ.
        if node.kind != NodeKind::Object || node.mask().count_ones() == u32::from(node.members) {
            return;
        }
        let mut seen = Names::with_capacity(usize::from(node.members));
        let mut members = Members {
            tape: self.tape,
            at: self.node + 1,
            end: node.a,
        };
        while let Some((key_node, key, _)) = members.step() {
            if !seen.insert(key) {
                self.tape.record(key_node, None, Problem::Duplicate);
            }
        }
    }
}

impl fmt::Debug for Value<'_> {
    /// Prints the kind only.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Value({})", self.kind())
    }
}

/// The items of an array.
#[derive(Clone, Debug)]
pub struct Items<'t> {
    tape: &'t Tape<'t>,
    at: u32,
    end: u32,
    left: usize,
}

impl<'t> Iterator for Items<'t> {
    type Item = Value<'t>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.end {
            return None;
        }
        let value = Value::new(self.tape, self.at);
        self.at = self.tape.after(self.at);
        self.left = self.left.saturating_sub(1);
        Some(value)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Items<'_> {}

/// The members of an object: names and values.
#[derive(Clone, Debug)]
pub struct Members<'t> {
    tape: &'t Tape<'t>,
    at: u32,
    end: u32,
}

impl<'t> Members<'t> {
    /// The next member with the node of its key.
    #[inline]
    pub(crate) fn step(&mut self) -> Option<(u32, &'t str, Value<'t>)> {
        if self.at >= self.end {
            return None;
        }
        let key = self.at;
        let name = self.tape.text(self.tape.node(key)?);
        self.at = self.tape.after(key + 1);
        Some((key, name, Value::new(self.tape, key + 1)))
    }

    #[cold]
    pub(crate) fn reject_key(&self, key: u32) {
        self.tape.record(key, None, Problem::Duplicate);
    }
}

impl<'t> Iterator for Members<'t> {
    type Item = (&'t str, Value<'t>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.step().map(|(_, name, value)| (name, value))
    }
}

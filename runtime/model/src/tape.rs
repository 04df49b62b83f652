//! The flat form of a JSON text: one array of small nodes in document order.
//!
//! # Who reads the text
//!
//! The grammar is that of [`hifijson`], a lexer of generic functions: it hands out the exact text
//! of a number, has no unsafe code, and is compiled into ours, so that no result travels through
//! memory between them. ARCHITECTURE.md says how it compares; the bench of `kessai-parsers` fills
//! a tape of this form with others.
//!
//! # What it takes
//!
//! A node is 16 bytes and stands for at least two bytes of text (`1,`), so that a tape takes at
//! most eight times the text, and sixteen while the vector grows. Escaped strings are copied and
//! never get longer. The nodes of small texts are kept for the next tape of the thread.

mod build;
mod input;
mod nodes;
mod parse;

use std::cell::{Cell, RefCell};
use std::fmt;

pub(crate) use build::Builder;
use nodes::Nodes;

use crate::fault::{DecodeError, Fault, MAX_FAULTS, Problem};
use crate::path;
use crate::value::Value;

/// How deep arrays and objects may be nested.
pub(crate) const MAX_DEPTH: usize = 128;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NodeKind {
    Null,
    False,
    True,
    Number,
    String,
    Array,
    Object,
    /// The name of a member; the node of its value follows.
    Key,
}

/// One value or key. The meaning of the three words depends on the kind:
///
/// | kind | `a` | `b` | `c` |
/// |---|---|---|---|
/// | number, string, key | offset of the text | its length | – |
/// | array | node after the last item | number of items | – |
/// | object | node after the last member | low half of the key mask | high half |
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) kind: NodeKind,
    /// The text was escaped (or did not come as JSON) and stands in the scratch buffer.
    pub(crate) in_scratch: bool,
    /// Members of an object, saturating.
    pub(crate) members: u16,
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) c: u32,
}

impl Node {
    pub(crate) const fn plain(kind: NodeKind) -> Self {
        Self {
            kind,
            in_scratch: false,
            members: 0,
            a: 0,
            b: 0,
            c: 0,
        }
    }

    /// One bit per key of the object, see [`key_bit`].
    pub(crate) fn mask(self) -> u64 {
        u64::from(self.b) | (u64::from(self.c) << 32)
    }
}

/// The bit of a key in the mask of its object: a name whose bit is not set is not there.
#[inline]
pub(crate) const fn key_bit(key: &[u8]) -> u64 {
    let length = key.len();
    if length == 0 {
        return 1;
    }
    let sample = u32::from_le_bytes([
        key[0],
        key[length / 2],
        key[length - 1],
        length.to_le_bytes()[0],
    ]);
    1 << (sample.wrapping_mul(0x9E37_79B1) >> 26)
}

/// A JSON text, read once and kept as flat nodes that [`Value`]s point into.
///
/// It borrows the text; only strings with escapes are copied. Faults found while decoding from
/// it are collected in it.
pub struct Tape<'s> {
    source: &'s str,
    scratch: String,
    nodes: Nodes,
    faults: RefCell<Faults>,
    /// How many nodes were read on trial.
    tried: Cell<u64>,
}

/// How often each node of a tape may be read on trial, on average.
const MAX_TRIALS: u64 = 64;

#[derive(Default)]
struct Faults {
    kept: Vec<Recorded>,
    total: usize,
}

struct Recorded {
    node: u32,
    member: Option<&'static str>,
    problem: Problem,
}

impl<'s> Tape<'s> {
    /// Reads a JSON text.
    ///
    /// Exponents of more than 18 digits are refused too.
    ///
    /// # Errors
    /// When the text is not JSON, is nested more than 128 deep, or has 4 GiB or more.
    pub fn parse(bytes: &'s [u8]) -> Result<Self, DecodeError> {
        parse::parse(bytes, parse::MAX_BYTES)
    }

    /// The outermost value.
    pub fn root(&self) -> Value<'_> {
        Value::new(self, 0)
    }

    /// The faults recorded by the decoders that read from this tape.
    ///
    /// # Errors
    /// When there is at least one; the tape has none afterwards.
    pub fn take_faults(&self) -> Result<(), DecodeError> {
        let faults = self.faults.take();
        if faults.total == 0 {
            return Ok(());
        }
        let kept = faults
            .kept
            .into_iter()
            .map(|recorded| Fault {
                path: self.path(recorded.node, recorded.member),
                problem: recorded.problem,
            })
            .collect();
        Err(DecodeError::from_faults(kept, faults.total))
    }

    #[cold]
    pub(crate) fn record(&self, node: u32, member: Option<&'static str>, problem: Problem) {
        let mut faults = self.faults.borrow_mut();
        faults.total += 1;
        if faults.kept.len() < MAX_FAULTS {
            faults.kept.push(Recorded {
                node,
                member,
                problem,
            });
        }
    }

    /// What `decode` gives if it finds no fault below a node; its faults are forgotten.
    ///
    /// Nothing, too, when more was read on trial than is fair: trials inside trials double with
    /// every level.
    pub(crate) fn without_faults<T>(&self, node: u32, decode: impl FnOnce() -> T) -> Option<T> {
        let size = self.after(node).saturating_sub(node);
        let tried = self.tried.get().saturating_add(u64::from(size));
        if tried > MAX_TRIALS.saturating_mul(self.nodes.len() as u64) {
            return None;
        }
        self.tried.set(tried);
        let before = self.faults.take();
        let value = decode();
        let found = self.faults.replace(before);
        (found.total == 0).then_some(value)
    }

    #[inline]
    pub(crate) fn has_too_many_faults(&self) -> bool {
        self.faults.borrow().total > MAX_FAULTS
    }

    #[inline]
    pub(crate) fn node(&self, index: u32) -> Option<Node> {
        self.nodes.get(index as usize).copied()
    }

    /// The text of a number, string or key.
    #[inline]
    pub(crate) fn text(&self, node: Node) -> &str {
        let buffer = if node.in_scratch {
            self.scratch.as_str()
        } else {
            self.source
        };
        let start = node.a as usize;
        buffer
            .get(start..start + node.b as usize)
            .unwrap_or_default()
    }

    /// Whether the key at this place was written without escapes and is `name`.
    #[inline]
    pub(crate) fn has_plain_key(&self, index: u32, name: &str) -> bool {
        let Some(node) = self.nodes.get(index as usize) else {
            return false;
        };
        let start = node.a as usize;
        !node.in_scratch
            && node.b as usize == name.len()
            && self.source.as_bytes().get(start..start + name.len()) == Some(name.as_bytes())
    }

    /// Whether the key at this node is `name`.
    #[inline]
    pub(crate) fn key_is(&self, node: Node, name: &str) -> bool {
        if node.b as usize != name.len() {
            return false;
        }
        let buffer = if node.in_scratch {
            self.scratch.as_bytes()
        } else {
            self.source.as_bytes()
        };
        let start = node.a as usize;
        buffer.get(start..start + name.len()) == Some(name.as_bytes())
    }

    /// The node after the value at `index` and everything inside it.
    #[inline]
    pub(crate) fn after(&self, index: u32) -> u32 {
        match self.node(index) {
            Some(node) if matches!(node.kind, NodeKind::Array | NodeKind::Object) => node.a,
            _ => index + 1,
        }
    }

    /// Walks down from the root; only errors ask for paths.
    fn path(&self, target: u32, member: Option<&str>) -> String {
        let mut path = String::from(path::ROOT);
        let mut at = 0;
        while at != target {
            let Some(node) = self.node(at) else { break };
            at = match node.kind {
                NodeKind::Object => self.step_into_member(at, node, target, &mut path),
                NodeKind::Array => self.step_into_item(at, node, target, &mut path),
                _ => break,
            };
        }
        if let Some(name) = member {
            path::push_member(&mut path, name);
        }
        path
    }

    fn step_into_member(&self, at: u32, object: Node, target: u32, path: &mut String) -> u32 {
        let mut key = at + 1;
        while key < object.a {
            let next = self.after(key + 1);
            if target < next {
                path::push_member(path, self.node(key).map_or("", |node| self.text(node)));
                return if target == key { target } else { key + 1 };
            }
            key = next;
        }
        target
    }

    fn step_into_item(&self, at: u32, array: Node, target: u32, path: &mut String) -> u32 {
        let mut item = at + 1;
        let mut index = 0;
        while item < array.a {
            let next = self.after(item);
            if target < next {
                path::push_index(path, index);
                return item;
            }
            item = next;
            index += 1;
        }
        target
    }
}

impl fmt::Debug for Tape<'_> {
    /// Prints the number of nodes, never the text.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Tape({} nodes)", self.nodes.len())
    }
}

#[cfg(test)]
mod tests;

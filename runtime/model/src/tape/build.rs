//! Appends nodes in document order; both the parser and the serde bridge fill tapes with it.

use std::cell::{Cell, RefCell};

use super::nodes::Nodes;
use super::{Faults, Node, NodeKind, Tape, key_bit};
use crate::fault::DecodeError;
use crate::value::Kind;

/// A tape in the making. Offsets and node numbers are `u32`; whoever adds text from elsewhere
/// than a source that was measured goes through [`Builder::copy`], which checks the size.
#[derive(Default)]
pub(crate) struct Builder {
    nodes: Nodes,
    scratch: String,
}

/// An object whose members are being added.
pub(crate) struct Object {
    node: usize,
    members: u16,
    mask: u64,
}

/// Where a text stands.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) in_scratch: bool,
    pub(super) start: u32,
    pub(super) length: u32,
}

impl Builder {
    pub(super) fn with_capacity(nodes: usize) -> Self {
        Self {
            nodes: Nodes::with_capacity(nodes),
            scratch: String::new(),
        }
    }

    /// How much text was copied so far.
    pub(super) fn scratch_len(&self) -> usize {
        self.scratch.len()
    }

    /// Copies a part of a text that [`Builder::copied_since`] ends.
    #[inline]
    pub(super) fn push(&mut self, text: &str) {
        self.scratch.push_str(text);
    }

    /// The text copied since this place.
    pub(super) fn copied_since(&self, start: usize) -> Result<Span, DecodeError> {
        let end = narrow(self.scratch.len())?;
        let start = narrow(start)?;
        Ok(Span {
            in_scratch: true,
            start,
            length: end.saturating_sub(start),
        })
    }

    /// Copies a text into the scratch buffer.
    fn copy(&mut self, text: &str) -> Result<Span, DecodeError> {
        let start = self.scratch_len();
        narrow(start.saturating_add(text.len()))?;
        self.push(text);
        self.copied_since(start)
    }

    #[inline]
    pub(crate) fn plain(&mut self, kind: NodeKind) {
        self.nodes.push(Node::plain(kind));
    }

    #[inline]
    pub(super) fn text(&mut self, kind: NodeKind, span: Span) {
        self.nodes.push(Node {
            kind,
            in_scratch: span.in_scratch,
            members: 0,
            a: span.start,
            b: span.length,
            c: 0,
        });
    }

    /// Adds a number or string whose text is copied.
    pub(crate) fn copied(&mut self, kind: NodeKind, text: &str) -> Result<(), DecodeError> {
        let span = self.copy(text)?;
        self.text(kind, span);
        Ok(())
    }

    /// Adds a key whose text is copied.
    pub(crate) fn copied_key(&mut self, object: &mut Object, key: &str) -> Result<(), DecodeError> {
        let span = self.copy(key)?;
        self.key(object, &[], span);
        Ok(())
    }

    /// `source` is what the span is of, unless it is of the scratch buffer.
    #[inline]
    pub(super) fn key(&mut self, object: &mut Object, source: &[u8], span: Span) {
        let buffer = if span.in_scratch {
            self.scratch.as_bytes()
        } else {
            source
        };
        let start = span.start as usize;
        let key = buffer
            .get(start..start + span.length as usize)
            .unwrap_or_default();
        object.mask |= key_bit(key);
        object.members = object.members.saturating_add(1);
        self.text(NodeKind::Key, span);
    }

    #[inline]
    pub(crate) fn open_object(&mut self) -> Object {
        let node = self.nodes.len();
        self.plain(NodeKind::Object);
        Object {
            node,
            members: 0,
            mask: 0,
        }
    }

    #[inline]
    pub(crate) fn close_object(&mut self, object: &Object) {
        let end = saturated(self.nodes.len());
        if let Some(node) = self.nodes.get_mut(object.node) {
            let [b0, b1, b2, b3, c0, c1, c2, c3] = object.mask.to_le_bytes();
            node.a = end;
            node.b = u32::from_le_bytes([b0, b1, b2, b3]);
            node.c = u32::from_le_bytes([c0, c1, c2, c3]);
            node.members = object.members;
        }
    }

    /// Turns the object just closed into the number it stands for: `serde_json` hands numbers
    /// over as an object with one well-known key when its `arbitrary_precision` is on, which any
    /// crate of a program can switch on.
    pub(crate) fn unwrap_number(&mut self, object: &Object) {
        let Some([_, key, value]) = self.nodes.get(object.node..) else {
            return;
        };
        let (key, value) = (self.slice(*key), *value);
        if key != "$serde_json::private::Number" || value.kind != NodeKind::String {
            return;
        }
        let is_number = Tape::parse(self.slice(value).as_bytes())
            .is_ok_and(|tape| tape.root().kind() == Kind::Number);
        if is_number {
            self.nodes.truncate(object.node);
            self.nodes.push(Node {
                kind: NodeKind::Number,
                ..value
            });
        }
    }

    fn slice(&self, node: Node) -> &str {
        let start = node.a as usize;
        self.scratch
            .get(start..start + node.b as usize)
            .unwrap_or_default()
    }

    /// Gives the number of the node, to close it with.
    #[inline]
    pub(crate) fn open_array(&mut self) -> usize {
        self.plain(NodeKind::Array);
        self.nodes.len() - 1
    }

    #[inline]
    pub(crate) fn close_array(&mut self, array: usize, items: u32) {
        let end = saturated(self.nodes.len());
        if let Some(node) = self.nodes.get_mut(array) {
            node.a = end;
            node.b = items;
        }
    }

    pub(super) fn finish(self, source: &str) -> Tape<'_> {
        Tape {
            source,
            scratch: self.scratch,
            nodes: self.nodes,
            faults: RefCell::new(Faults::default()),
            tried: Cell::new(0),
        }
    }

    /// A tape that borrows nothing.
    pub(crate) fn finish_owned(self) -> Result<Tape<'static>, DecodeError> {
        narrow(self.nodes.len())?;
        Ok(self.finish(""))
    }
}

impl Span {
    /// A part of the source, whose length was checked.
    #[inline]
    pub(super) fn of_source(start: usize, end: usize) -> Self {
        Self {
            in_scratch: false,
            start: saturated(start),
            length: saturated(end.saturating_sub(start)),
        }
    }
}

/// Of sizes that were checked, or are before the tape is used.
#[inline]
fn saturated(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

fn narrow(size: usize) -> Result<u32, DecodeError> {
    match u32::try_from(size) {
        Ok(size) if size < u32::MAX => Ok(size),
        _ => Err(DecodeError::too_large()),
    }
}

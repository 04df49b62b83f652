//! A tape of the form that the runtime's has: nodes of 16 bytes, texts as places in the source.

use std::cell::Cell;

use crate::Refused;

/// What a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`.
    Null,
    /// `false`.
    False,
    /// `true`.
    True,
    /// A number; its text where the parser tells it, else the bits of its double.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
    /// The name of a member; its value follows.
    Key,
}

#[derive(Clone, Copy)]
struct Node {
    kind: Kind,
    /// The text stands in the scratch buffer; of a number: the node holds bits.
    is_copied: bool,
    members: u16,
    a: u32,
    b: u32,
    c: u32,
}

thread_local! {
    static KEPT: Cell<Vec<Node>> = const { Cell::new(Vec::new()) };
}

/// A filled tape.
pub struct Tape<'s> {
    source: &'s str,
    scratch: String,
    nodes: Vec<Node>,
}

/// A node as it is compared.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// Anything without a text; of arrays the items, of objects the members.
    Plain(Kind, usize),
    /// A string or a key.
    Text(Kind, String),
    /// A number.
    Number(f64),
}

/// An object or array that is being filled.
pub(crate) struct Container {
    node: usize,
    count: u32,
    mask: u64,
}

impl<'s> Tape<'s> {
    /// With the memory of the last tape of this thread, as the runtime does it.
    pub(crate) fn new(source: &'s str) -> Self {
        let mut nodes = KEPT.take();
        nodes.clear();
        nodes.reserve(source.len() / 10 + 8);
        Self {
            source,
            scratch: String::new(),
            nodes,
        }
    }

    #[inline]
    pub(crate) fn plain(&mut self, kind: Kind) {
        self.push(kind, false, 0, 0);
    }

    #[inline]
    fn push(&mut self, kind: Kind, is_copied: bool, a: u32, b: u32) {
        self.nodes.push(Node {
            kind,
            is_copied,
            members: 0,
            a,
            b,
            c: 0,
        });
    }

    /// A text that lies in the source, or is copied.
    #[inline]
    pub(crate) fn text(&mut self, kind: Kind, text: &str) -> Result<(), Refused> {
        let offset = text
            .as_ptr()
            .addr()
            .checked_sub(self.source.as_ptr().addr())
            .filter(|offset| offset + text.len() <= self.source.len());
        let (is_copied, start) = match offset {
            Some(offset) => (false, offset),
            None => {
                let start = self.scratch.len();
                self.scratch.push_str(text);
                (true, start)
            }
        };
        self.push(kind, is_copied, narrow(start)?, narrow(text.len())?);
        Ok(())
    }

    #[inline]
    pub(crate) fn key(&mut self, object: &mut Container, text: &str) -> Result<(), Refused> {
        object.mask |= key_bit(text.as_bytes());
        object.count += 1;
        self.text(Kind::Key, text)
    }

    /// A number of which the parser tells no text.
    #[inline]
    pub(crate) fn bits(&mut self, value: f64) {
        let [a0, a1, a2, a3, b0, b1, b2, b3] = value.to_bits().to_le_bytes();
        let (a, b) = ([a0, a1, a2, a3], [b0, b1, b2, b3]);
        self.push(
            Kind::Number,
            true,
            u32::from_le_bytes(a),
            u32::from_le_bytes(b),
        );
    }

    #[inline]
    pub(crate) fn open(&mut self, kind: Kind) -> Container {
        self.plain(kind);
        Container {
            node: self.nodes.len() - 1,
            count: 0,
            mask: 0,
        }
    }

    #[inline]
    pub(crate) fn item(container: &mut Container) {
        container.count += 1;
    }

    #[inline]
    pub(crate) fn close(&mut self, container: &Container) -> Result<(), Refused> {
        let end = narrow(self.nodes.len())?;
        let Some(node) = self.nodes.get_mut(container.node) else {
            return Err(Refused);
        };
        node.a = end;
        if node.kind == Kind::Array {
            node.b = container.count;
        } else {
            let [b0, b1, b2, b3, c0, c1, c2, c3] = container.mask.to_le_bytes();
            node.b = u32::from_le_bytes([b0, b1, b2, b3]);
            node.c = u32::from_le_bytes([c0, c1, c2, c3]);
            node.members = u16::try_from(container.count).unwrap_or(u16::MAX);
        }
        Ok(())
    }

    /// Every node in the order of the text.
    pub fn tokens(&self) -> Vec<Token> {
        let tokens = self.nodes.iter().map(|node| {
            let text = || {
                let buffer = if node.is_copied {
                    &self.scratch
                } else {
                    self.source
                };
                let start = node.a as usize;
                buffer
                    .get(start..start + node.b as usize)
                    .unwrap_or_default()
            };
            match node.kind {
                Kind::Array => Token::Plain(Kind::Array, node.b as usize),
                Kind::Object => Token::Plain(Kind::Object, usize::from(node.members)),
                Kind::String | Kind::Key => Token::Text(node.kind, text().to_owned()),
                Kind::Number if node.is_copied => {
                    let bits = u64::from(node.a) | u64::from(node.b) << 32;
                    Token::Number(f64::from_bits(bits))
                }
                Kind::Number => Token::Number(text().parse().unwrap_or(f64::NAN)),
                kind => Token::Plain(kind, 0),
            }
        });
        tokens.collect()
    }
}

impl Drop for Tape<'_> {
    fn drop(&mut self) {
        KEPT.set(std::mem::take(&mut self.nodes));
    }
}

impl std::fmt::Debug for Tape<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Tape({} nodes)", self.nodes.len())
    }
}

/// The bit of a key in the mask of its object, as the runtime works it out.
#[inline]
fn key_bit(key: &[u8]) -> u64 {
    let length = key.len();
    let (Some(first), Some(middle), Some(last)) = (key.first(), key.get(length / 2), key.last())
    else {
        return 1;
    };
    let sample = u32::from_le_bytes([*first, *middle, *last, length.to_le_bytes()[0]]);
    1 << (sample.wrapping_mul(0x9E37_79B1) >> 26)
}

#[inline]
fn narrow(size: usize) -> Result<u32, Refused> {
    u32::try_from(size).map_err(|_| Refused)
}

#[cfg(test)]
mod tests {
    use super::Node;

    #[test]
    fn nodes_are_as_small_as_the_runtimes() {
        assert_eq!(size_of::<Node>(), 16);
    }
}

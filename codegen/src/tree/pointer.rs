//! JSON pointers.

use std::borrow::Cow;

use super::node::{Entry, Node, NodeKind};
use crate::source::Span;

/// A JSON pointer, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Pointer(Vec<String>);

impl Pointer {
    /// Reads `/a/b~1c`; `None` when it does not start with `/` (the empty pointer aside) or has a stray `~`.
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::default());
        }
        text.strip_prefix('/')?
            .split('/')
            .map(unescape)
            .collect::<Option<_>>()
            .map(Self)
    }

    /// Its parts, without escapes.
    pub fn segments(&self) -> &[String] {
        &self.0
    }

    /// Whether it names a whole document.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// `(kind, name)` when it names a component.
    pub fn component(&self) -> Option<(&str, &str)> {
        match self.0.as_slice() {
            [components, kind, name] if components == "components" => Some((kind, name)),
            _ => None,
        }
    }

    /// The node it leads to.
    pub fn find<'n>(&self, root: &'n Node) -> Option<&'n Node> {
        self.0
            .iter()
            .try_fold(root, |node, segment| step(node, segment))
    }

    /// The member it leads to.
    pub fn find_entry<'n>(&self, root: &'n Node) -> Option<&'n Entry> {
        let (last, parents) = self.0.split_last()?;
        parents
            .iter()
            .try_fold(root, |node, segment| step(node, segment))?
            .entry(last)
    }

    /// How far it leads: the last node on the way, the key it stands under or else its head, and the first segment that is not
    /// there.
    pub fn stray<'n, 'p>(&'p self, root: &'n Node) -> Option<(&'n Node, Span, &'p str)> {
        let mut node = root;
        let mut head = root.head();
        for segment in &self.0 {
            let Some(next) = step(node, segment) else {
                return Some((node, head, segment));
            };
            head = node
                .entry(segment)
                .map_or_else(|| next.head(), |entry| entry.key_span);
            node = next;
        }
        None
    }

    /// One member or item further on.
    #[must_use]
    pub fn child(&self, segment: &str) -> Self {
        let mut segments = self.0.clone();
        segments.push(segment.to_owned());
        Self(segments)
    }
}

impl std::fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0
            .iter()
            .try_for_each(|segment| write!(formatter, "/{}", escape(segment)))
    }
}

/// A segment as it stands in a pointer.
pub(crate) fn escape(segment: &str) -> Cow<'_, str> {
    if segment.contains(['~', '/']) {
        Cow::Owned(segment.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(segment)
    }
}

fn unescape(segment: &str) -> Option<String> {
    if !segment.contains('~') {
        return Some(segment.to_owned());
    }
    let mut text = String::with_capacity(segment.len());
    let mut rest = segment.chars();
    while let Some(next) = rest.next() {
        text.push(match next {
            '~' => match rest.next()? {
                '0' => '~',
                '1' => '/',
                _ => return None,
            },
            other => other,
        });
    }
    Some(text)
}

fn step<'n>(node: &'n Node, segment: &str) -> Option<&'n Node> {
    match &node.kind {
        NodeKind::Sequence(items) => items.get(segment.parse::<usize>().ok()?),
        _ => node.get(segment),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_unescaped_and_written_back() {
        let pointer = Pointer::parse("/paths/~1a~0b/get").unwrap();
        assert_eq!(pointer.segments(), ["paths", "/a~b", "get"]);
        assert_eq!(pointer.to_string(), "/paths/~1a~0b/get");
        assert!(Pointer::parse("").unwrap().is_root());
        assert_eq!(Pointer::parse("paths"), None);
        assert_eq!(Pointer::parse("/a~2"), None);
        assert_eq!(Pointer::parse("/a~"), None);
    }
}

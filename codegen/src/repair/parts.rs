//! Parts that documents lack.

use crate::{
    source::Span,
    tree::{Entry, Node, NodeKind},
};

/// Text.
pub(super) fn text(text: &str) -> NodeKind {
    NodeKind::String(text.to_owned())
}

/// An object with nothing in it: as a schema, one for any value.
pub(super) fn empty() -> NodeKind {
    NodeKind::Mapping(Vec::new())
}

/// An object at a place.
pub(super) fn object(span: Span, members: &[(&str, NodeKind)]) -> NodeKind {
    let entries = members.iter().map(|(key, kind)| Entry {
        key: (*key).to_owned(),
        key_span: span,
        value: Node {
            kind: kind.clone(),
            span,
        },
    });
    NodeKind::Mapping(entries.collect())
}

/// A string parameter of a path.
pub(super) fn path_parameter(span: Span, name: &str) -> NodeKind {
    object(
        span,
        &[
            ("name", text(name)),
            ("in", text("path")),
            ("required", NodeKind::Bool(true)),
            ("schema", object(span, &[("type", text("string"))])),
        ],
    )
}

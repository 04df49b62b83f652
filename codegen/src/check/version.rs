//! The version of OpenAPI a document is written in.

use crate::{
    diagnostics::{Diagnostic, codes::shape},
    tree::Node,
};

/// What there is to say about a document of another version: then nothing else about it has a meaning.
pub(super) fn check(root: &Node) -> Option<Diagnostic> {
    let (node, name) = match (root.get("openapi"), root.get("swagger")) {
        (Some(node), _) => (node, "OpenAPI"),
        (None, Some(node)) => (node, "Swagger"),
        (None, None) => return None,
    };
    let text = node.as_str().or_else(|| node.as_number())?;
    if name == "OpenAPI" && node.as_str().is_some() && (text == "3.0" || text.starts_with("3.0.")) {
        return None;
    }
    let found = Diagnostic::new(shape::VERSION, node.span, format!("this is {name} {text}"))
        .label("expected `openapi: 3.0.3`");
    Some(match name {
        "Swagger" => found.help("convert it to OpenAPI 3.0 first, for example with swagger2openapi"),
        _ if text.starts_with("3.0") => {
            found.edit("all of it is the version", node.span, "3.0.3")
        }
        _ if text.starts_with('3') => found.help(
            "if the provider has no 3.0 form of it, convert it first: type lists and `null` become `nullable`, `const` becomes \
             `enum`, numeric exclusive bounds become flags, `webhooks` are left out",
        ),
        _ => found.help("only OpenAPI 3.0 is read"),
    })
}

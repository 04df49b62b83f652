//! Security schemes and the requirements that name them.

use super::{
    objects::{OPERATION, SECURITY_SCHEME},
    survey::Survey,
};
use crate::{
    diagnostics::{
        Diagnostic, Diagnostics,
        codes::{operations, shape},
        suggest,
    },
    tree::Node,
};

/// What each type of scheme needs besides its type.
const NEEDS: &[(&str, &[&str])] = &[
    ("apiKey", &["name", "in"]),
    ("http", &["scheme"]),
    ("oauth2", &["flows"]),
    ("openIdConnect", &["openIdConnectUrl"]),
];

pub(super) fn check(root: &Node, survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    let declared = root
        .get("components")
        .and_then(|components| components.entry("securitySchemes"));
    let schemes = declared.map(|declared| declared.value.entries());
    let schemes = schemes.unwrap_or_default();
    let home = match declared {
        Some(declared) => (declared.key_span, "it would be one of these"),
        None => (root.head(), "this document declares none"),
    };
    let requirements = root.get("security").into_iter();
    let requirements = requirements.chain(
        survey
            .of(&OPERATION)
            .filter_map(|(_, visit)| visit.node.get("security")),
    );
    for entry in requirements.flat_map(Node::items).flat_map(Node::entries) {
        if schemes.iter().any(|scheme| scheme.key == entry.key) {
            continue;
        }
        let message = format!("there is no security scheme `{}`", entry.key);
        let found = Diagnostic::new(operations::UNDEFINED_SCHEME, entry.key_span, message);
        let near = suggest::nearest(&entry.key, schemes.iter().map(|scheme| scheme.key.as_str()));
        let scheme = near.and_then(|near| schemes.iter().find(|scheme| scheme.key == near));
        diagnostics.push(match scheme {
            Some(scheme) => found.also(scheme.key_span, "this one is defined").edit(
                format!("did you mean `{}`?", scheme.key),
                entry.key_span,
                scheme.key.as_str(),
            ),
            None => found
                .label("not among `components.securitySchemes`")
                .also(home.0, home.1),
        });
    }
    for (_, scheme) in survey.of(&SECURITY_SCHEME) {
        let Some(kind) = scheme.node.get("type") else {
            continue;
        };
        let needs = NEEDS
            .iter()
            .find(|(name, _)| Some(*name) == kind.as_str())
            .map(|(_, needs)| *needs);
        for need in needs
            .unwrap_or_default()
            .iter()
            .filter(|need| scheme.node.get(need).is_none())
        {
            let message = format!("a security scheme of this type needs `{need}`");
            let found = Diagnostic::new(shape::MISSING_MEMBER, kind.span, message);
            diagnostics.push(found.naming(*need));
        }
    }
}

//! Keys that consist of parts, and operations that need a part or a claim of one.

use std::collections::HashSet;

use super::found;
use crate::{
    check::{
        objects::{OPERATION, PARAMETER, SECURITY_SCHEME},
        survey::Survey,
    },
    diagnostics::{Diagnostic, Diagnostics, codes::shape::EXTENSION_USE, suggest},
    tree::{Entry, Node},
};

pub(super) fn check(survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    let mut known: Vec<&str> = Vec::new();
    for (_, scheme) in survey.of(&SECURITY_SCHEME) {
        let Some(entry) = scheme.node.entry("x-credential") else {
            continue;
        };
        let credential = &entry.value;
        let named = credential
            .get("parts")
            .map(Node::entries)
            .unwrap_or_default();
        known.extend(named.iter().map(|part| part.key.as_str()));
        for part in named {
            let claims = part.value.get("claims").map(Node::entries);
            let claims = claims.unwrap_or_default();
            known.extend(claims.iter().filter_map(|claim| claim.value.as_str()));
            for claim in claims {
                names_a_path_parameter(claim, survey, diagnostics);
            }
        }
        match (credential.entry("environment"), credential.entry("parts")) {
            (Some(environment), Some(parts)) => diagnostics.push(
                found(environment, "each part has a variable of its own")
                    .also(parts.key_span, "the parts"),
            ),
            (None, None) if credential.is_mapping() => diagnostics.push(
                found(entry, "nothing says which variable holds the key")
                    .label("expected `environment`, or `parts` that have one each"),
            ),
            _ => {}
        }
        format(credential, diagnostics);
    }
    for (_, operation) in survey.of(&OPERATION) {
        let named = |extension| operation.node.get(extension).map(Node::items);
        let needs = named("x-needs").unwrap_or_default();
        let needs_no = named("x-needs-no").unwrap_or_default();
        for need_no in needs_no {
            let both = needs.iter().find(|need| need.as_str() == need_no.as_str());
            if let Some(need) = both {
                let message = format!(
                    "`{}` cannot be there and not be there",
                    need_no.as_str().unwrap_or_default()
                );
                let found = Diagnostic::new(EXTENSION_USE, need_no.span, message);
                diagnostics.push(found.also(need.span, "needed here"));
            }
        }
        for need in needs.iter().chain(needs_no) {
            let Some(text) = need.as_str().filter(|text| !known.contains(text)) else {
                continue;
            };
            let message = format!("no key has a part or a claim `{text}`");
            let found = Diagnostic::new(EXTENSION_USE, need.span, message);
            diagnostics.push(match suggest::nearest(text, known.iter().copied()) {
                Some(near) => found.edit(format!("did you mean `{near}`?"), need.span, near),
                None => found,
            });
        }
    }
}

/// The key of a claim is the name of a path parameter somewhere.
fn names_a_path_parameter(claim: &Entry, survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    let parameters = survey.of(&PARAMETER);
    let in_paths = parameters.filter(|(_, parameter)| parameter.node.str_at("in") == Some("path"));
    let names: Vec<&str> = in_paths
        .filter_map(|(_, parameter)| parameter.node.str_at("name"))
        .collect();
    if names.contains(&claim.key.as_str()) {
        return;
    }
    let found = found(claim, format!("no path has a parameter `{}`", claim.key));
    diagnostics.push(match suggest::nearest(&claim.key, names) {
        Some(near) => found.edit(format!("did you mean `{near}`?"), claim.key_span, near),
        None => found,
    });
}

/// A key of parts says how they are put together, naming each once.
fn format(credential: &Node, diagnostics: &mut Diagnostics) {
    let (format, parts) = match (credential.entry("format"), credential.entry("parts")) {
        (Some(format), Some(parts)) => (format, parts),
        (None, None) => return,
        (Some(alone), None) | (None, Some(alone)) => {
            let found = found(alone, "`format` and `parts` belong together");
            return diagnostics.push(found.label("expected the other one beside it"));
        }
    };
    let optional = |part: &Entry| part.value.get("optional").is_some();
    if parts.value.entries().iter().all(optional) {
        let found = found(parts, "all parts may be missing");
        diagnostics.push(found.label("expected one that is not `optional`"));
    }
    let text = format.value.as_str().unwrap_or_default();
    if !text.starts_with('{') || !text.ends_with('}') {
        let found = Diagnostic::new(
            EXTENSION_USE,
            format.value.span,
            "a key begins and ends with a part",
        );
        diagnostics.push(found.label("what always precedes it belongs to `prefix`"));
    }
    let names: Vec<&str> = text
        .split('{')
        .skip(1)
        .map(|part| part.split_once('}').map_or(part, |(name, _)| name))
        .collect();
    let mut seen = HashSet::new();
    for name in &names {
        let known = parts.value.get(name).is_some();
        if !known || !seen.insert(*name) {
            let message = if known {
                format!("`{{{name}}}` stands here twice")
            } else {
                format!("there is no part `{name}`")
            };
            let found = Diagnostic::new(EXTENSION_USE, format.value.span, message);
            diagnostics.push(found.also(parts.key_span, "the parts"));
        }
    }
    for part in parts
        .value
        .entries()
        .iter()
        .filter(|part| !seen.contains(part.key.as_str()))
    {
        let found = found(part, format!("the part `{}` is never sent", part.key));
        diagnostics.push(found.also(format.value.span, "the format does not name it"));
    }
}

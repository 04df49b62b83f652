//! Parameters and headers: whether they can be sent.

use std::collections::HashMap;

use super::{
    objects::{OPERATION, PARAMETER, PATH_ITEM},
    survey::{Survey, Visit},
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes::operations},
    source::Span,
    tree::Node,
};

/// Which styles belong to which place.
const STYLES: &[(&str, &[&str])] = &[
    ("path", &["simple", "label", "matrix"]),
    (
        "query",
        &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
    ),
    ("header", &["simple"]),
    ("cookie", &["form"]),
];

/// Headers that OpenAPI says elsewhere.
const RESERVED: &[&str] = &["accept", "content-type", "authorization"];

pub(super) fn check(survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    for (_, parameter) in survey.of(&PARAMETER) {
        form(parameter, diagnostics);
        let node = parameter.node;
        if node.get("example").is_none() && node.get("examples").is_none() {
            let name = node.str_at("name").unwrap_or_default();
            let span = node
                .get("name")
                .map_or_else(|| parameter.span(), |name| name.span);
            let found = Diagnostic::new(
                operations::PARAMETER_EXAMPLE,
                span,
                format!("the parameter `{name}` has no example"),
            )
            .label("expected `example` beside `schema`");
            diagnostics.push(found);
        }
    }
    for (_, owner) in survey.of(&OPERATION).chain(survey.of(&PATH_ITEM)) {
        duplicates(owner, survey, diagnostics);
    }
}

fn form(parameter: &Visit<'_>, diagnostics: &mut Diagnostics) {
    let node = parameter.node;
    let place = node.str_at("in").unwrap_or_default();
    let mut report = |what: &str, span: Span, message: String, label: &str| {
        let found = Diagnostic::new(operations::PARAMETER_FORM, span, message);
        diagnostics.push(found.label(label).naming(what));
    };
    let name = node.str_at("name").unwrap_or_default();
    let name_span = node
        .get("name")
        .map_or_else(|| parameter.span(), |name| name.span);
    match (node.entry("schema"), node.entry("content")) {
        (None, None) => report(
            "schema",
            name_span,
            format!("the parameter `{name}` has no schema"),
            "expected `schema` or `content`",
        ),
        (Some(_), Some(content)) => {
            report(
                "content",
                content.key_span,
                format!("the parameter `{name}` has a schema and a content"),
                "one of the two is enough",
            );
        }
        (None, Some(content))
            if content.value.is_mapping() && content.value.entries().len() != 1 =>
        {
            report(
                "contents",
                content.key_span,
                format!("the parameter `{name}` has several contents"),
                "expected one media type",
            );
        }
        _ => {}
    }
    if place == "path" && !node.is_true("required") {
        let span = node
            .entry("required")
            .map_or(name_span, |entry| entry.value.span);
        report(
            "required",
            span,
            format!("the path parameter `{name}` is not required"),
            "expected `required: true`",
        );
    }
    if place == "header" && RESERVED.contains(&name.to_ascii_lowercase().as_str()) {
        report(
            "header",
            name_span,
            format!("readers ignore a parameter for the header `{name}`"),
            "said by media types and security schemes",
        );
    }
    if let Some(style) = node.get("style")
        && let Some(text) = style.as_str()
        && let Some((_, allowed)) = STYLES.iter().find(|(name, _)| *name == place)
        && !allowed.contains(&text)
    {
        let label = format!("expected {}", allowed.join(", "));
        report(
            "style",
            style.span,
            format!("a {place} parameter cannot have the style `{text}`"),
            &label,
        );
    }
    if let Some(entry) = node.entry("allowEmptyValue").filter(|_| place != "query") {
        report(
            "allowEmptyValue",
            entry.key_span,
            format!("`{}` has a meaning for query parameters only", entry.key),
            "",
        );
    }
}

fn duplicates<'n>(owner: &Visit<'n>, survey: &Survey<'n>, diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<(&str, &str), Span> = HashMap::new();
    for node in owner
        .node
        .get("parameters")
        .into_iter()
        .flat_map(Node::items)
    {
        let Some(parameter) = survey.resolve(node) else {
            continue;
        };
        let (Some(name), Some(place)) = (parameter.str_at("name"), parameter.str_at("in")) else {
            continue;
        };
        let span = node
            .get("$ref")
            .or_else(|| node.get("name"))
            .map_or_else(|| node.head(), |place| place.span);
        if let Some(first) = seen.get(&(name, place)) {
            let message = format!("the {place} parameter `{name}` is listed twice");
            diagnostics.push(
                Diagnostic::new(operations::DUPLICATE_PARAMETER, span, message)
                    .label("the second")
                    .also(*first, "the first"),
            );
        } else {
            seen.insert((name, place), span);
        }
    }
}

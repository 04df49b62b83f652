//! Paths and the parameters that stand in them.

use std::collections::{HashMap, HashSet};

use super::survey::Survey;
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, codes::operations, suggest},
    source::Span,
    tree::{Entry, Node},
};

/// The methods a path item may have.
const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

pub(super) fn check(root: &Node, survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    let mut templates = Vec::new();
    for entry in root.get("paths").map(Node::entries).unwrap_or_default() {
        match segments(&entry.key) {
            Some(segments) => {
                parameters(entry, &segments, survey, diagnostics);
                templates.push((entry, segments));
            }
            None if entry.key.starts_with('/') => {
                let found = Diagnostic::new(
                    operations::PATH_TEMPLATE,
                    entry.key_span,
                    format!("`{}` is not a path", entry.key),
                )
                .label("expected names in braces, each once, such as `/orders/{orderId}`");
                diagnostics.push(found);
            }
            None => {}
        }
    }
    ambiguous(&templates, diagnostics);
}

/// A part of a path: text as it is, or with names in it.
#[derive(Debug, PartialEq)]
struct Segment<'p> {
    /// The text, with `{}` for every name.
    shape: String,
    names: Vec<&'p str>,
}

impl Segment<'_> {
    /// Whether it may be anything.
    fn is_free(&self) -> bool {
        self.shape == "{}"
    }
}

fn segments(path: &str) -> Option<Vec<Segment<'_>>> {
    let segments: Vec<_> = path
        .strip_prefix('/')?
        .split('/')
        .map(segment)
        .collect::<Option<_>>()?;
    let mut seen = HashSet::new();
    let distinct = segments
        .iter()
        .flat_map(|segment| &segment.names)
        .all(|name| seen.insert(*name));
    (distinct && !path.contains(['?', '#'])).then_some(segments)
}

fn segment(text: &str) -> Option<Segment<'_>> {
    let (mut shape, mut names, mut rest) = (String::new(), Vec::new(), text);
    while let Some((before, behind)) = rest.split_once('{') {
        let (name, after) = behind.split_once('}')?;
        if name.is_empty() || name.contains('{') || before.contains('}') {
            return None;
        }
        shape.push_str(before);
        shape.push_str("{}");
        names.push(name);
        rest = after;
    }
    shape.push_str(rest);
    (!rest.contains('}')).then_some(Segment { shape, names })
}

/// Names in the path against parameters with `in: path`.
fn parameters<'n>(
    path: &'n Entry,
    segments: &[Segment<'_>],
    survey: &Survey<'n>,
    diagnostics: &mut Diagnostics,
) {
    let names: Vec<&str> = segments
        .iter()
        .flat_map(|segment| segment.names.iter().copied())
        .collect();
    let shared = declared(&path.value, survey);
    let operations: Vec<&Entry> = path
        .value
        .entries()
        .iter()
        .filter(|entry| METHODS.contains(&entry.key.as_str()))
        .collect();
    for operation in &operations {
        let own = declared(&operation.value, survey);
        for name in &names {
            let known = own
                .iter()
                .chain(&shared)
                .any(|declared| declared.name == *name);
            if !known {
                let span = operation
                    .value
                    .entry("parameters")
                    .map_or(operation.key_span, |entry| entry.key_span);
                let message =
                    format!("`{name}` stands in the path and is not declared as a parameter");
                let found = Diagnostic::new(operations::UNDECLARED_PATH_PARAMETER, span, message)
                    .label("expected a parameter with `in: path` here")
                    .also(path.key_span, "the path")
                    .naming(*name);
                diagnostics.push(found);
            }
        }
        stray(path, &own, &names, diagnostics);
    }
    stray(path, &shared, &names, diagnostics);
}

/// A path parameter that an operation or a path item lists.
struct Declared<'n> {
    name: &'n str,
    /// Where it is listed.
    listed: Span,
    /// Where it has its name, if that is elsewhere.
    named: Option<Span>,
}

fn declared<'n>(owner: &'n Node, survey: &Survey<'n>) -> Vec<Declared<'n>> {
    let listed = owner.get("parameters").into_iter().flat_map(Node::items);
    listed
        .filter_map(|node| {
            let parameter = survey.resolve(node)?;
            let name = parameter.get("name")?;
            let reference = node.get("$ref").map(|reference| reference.span);
            (parameter.str_at("in") == Some("path")).then_some(Declared {
                name: name.as_str()?,
                listed: reference.unwrap_or(name.span),
                named: reference.map(|_| name.span),
            })
        })
        .collect()
}

fn stray(path: &Entry, declared: &[Declared<'_>], names: &[&str], diagnostics: &mut Diagnostics) {
    for parameter in declared
        .iter()
        .filter(|parameter| !names.contains(&parameter.name))
    {
        let message = format!("`{}` does not stand in the path", parameter.name);
        let code = operations::UNUSED_PATH_PARAMETER;
        let found =
            Diagnostic::new(code, parameter.listed, message).also(path.key_span, "the path");
        let found = match parameter.named {
            Some(place) => found.also(place, "it has its name here"),
            None => found,
        };
        let missing = names
            .iter()
            .copied()
            .filter(|name| !declared.iter().any(|other| other.name == *name));
        diagnostics.push(match suggest::nearest(parameter.name, missing) {
            Some(near) => found.help(format!("did you mean `{near}`?")),
            None => found,
        });
    }
}

/// Paths that match the same requests although neither is plainer than the other.
fn ambiguous(templates: &[(&Entry, Vec<Segment<'_>>)], diagnostics: &mut Diagnostics) {
    let mut shapes: HashMap<Vec<&str>, &Entry> = HashMap::new();
    for (entry, segments) in templates {
        let shape: Vec<&str> = segments
            .iter()
            .map(|segment| segment.shape.as_str())
            .collect();
        if let Some(first) = shapes.get(&shape) {
            diagnostics.push(clash(operations::AMBIGUOUS_PATHS, first, entry));
        } else {
            shapes.insert(shape, entry);
        }
    }
    // Paths that differ: each free segment is looked up among the paths that have text in its place.
    let mut crossing: HashMap<Vec<(bool, &str)>, &Entry> = HashMap::new();
    for (entry, segments) in templates {
        let free = segments.iter().filter(|segment| segment.is_free()).count();
        if free != 1 {
            continue;
        }
        // With one free segment each, two paths cross when each has the other's text in its free place.
        for (place, _) in segments
            .iter()
            .enumerate()
            .filter(|(_, segment)| !segment.is_free())
        {
            let keys = segments.iter().enumerate().map(|(index, segment)| {
                let open = index == place || segment.is_free();
                (open, if open { "" } else { segment.shape.as_str() })
            });
            let key: Vec<_> = keys.collect();
            match crossing.get(&key) {
                Some(first) if crosses(&first.key, &entry.key) => {
                    diagnostics.push(clash(operations::CROSSING_PATHS, first, entry));
                }
                Some(_) => {}
                None => {
                    crossing.insert(key, entry);
                }
            }
        }
    }
}

/// Whether two paths of equal length have text where the other has a name, both ways.
fn crosses(a: &str, b: &str) -> bool {
    let free = |text: &str| text.starts_with('{');
    let pairs = || a.split('/').zip(b.split('/'));
    pairs().any(|(a, b)| free(a) && !free(b)) && pairs().any(|(a, b)| !free(a) && free(b))
}

fn clash(code: Code, first: &Entry, second: &Entry) -> Diagnostic {
    let always = if code == operations::AMBIGUOUS_PATHS {
        "match the same requests"
    } else {
        "can match the same request"
    };
    let message = format!("`{}` and `{}` {always}", first.key, second.key);
    Diagnostic::new(code, second.key_span, message)
        .label("the second")
        .also(first.key_span, "the first")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_apart() {
        let found = segments("/orders/{id}/items/{a}.{b}").unwrap();
        let shapes: Vec<_> = found.iter().map(|segment| segment.shape.as_str()).collect();
        assert_eq!(shapes, ["orders", "{}", "items", "{}.{}"]);
        assert_eq!(found[3].names, ["a", "b"]);
        for path in [
            "orders", "/{", "/}", "/{}", "/{a{b}}", "/{a}/{a}", "/a}b{c}", "/a?b=c", "/a#b",
        ] {
            assert_eq!(segments(path), None, "{path}");
        }
    }

    #[test]
    fn crossing_paths_are_known() {
        assert!(crosses("/{a}/me", "/books/{b}"));
        assert!(!crosses("/{a}/me", "/books/me"));
    }
}

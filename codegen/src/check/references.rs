//! Components that nothing needs, and those that are nothing but references to themselves.

use std::collections::{HashMap, HashSet};

use super::{
    cycles::{Graph, STEPS_SHOWN},
    extensions::webhook,
    objects::{DISCRIMINATOR, OPERATION},
    survey::{Survey, component},
};
use crate::{
    diagnostics::{
        Diagnostic, Diagnostics, LIMIT,
        codes::{references, shape},
        suggest,
    },
    source::Span,
    tree::{Document, Entry, Node},
};

type Name<'n> = (&'n str, &'n str);

pub(super) fn check(document: &Document, survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    unused(document, survey, diagnostics);
    files(document, diagnostics);
    circles(document, survey, diagnostics);
}

/// Components that no operation leads to.
fn unused(document: &Document, survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    let mut leads: HashMap<Option<Name<'_>>, Vec<Name<'_>>> = HashMap::new();
    for reference in &survey.references {
        leads
            .entry(reference.within)
            .or_default()
            .extend(reference.target);
    }
    for (place, visit) in survey.of(&DISCRIMINATOR) {
        let targets = visit
            .node
            .get("mapping")
            .into_iter()
            .flat_map(Node::entries);
        let targets = targets.filter_map(|entry| component(entry.value.as_str()?));
        leads
            .entry(survey.component_of(place))
            .or_default()
            .extend(targets);
    }
    let requirements = document.root.get("security").into_iter();
    let requirements = requirements.chain(
        survey
            .of(&OPERATION)
            .filter_map(|(_, visit)| visit.node.get("security")),
    );
    let schemes = requirements.flat_map(Node::items).flat_map(Node::entries);
    leads
        .entry(None)
        .or_default()
        .extend(schemes.map(|entry| ("securitySchemes", entry.key.as_str())));
    let mentioned = webhook::components(&document.root).into_iter();
    leads
        .entry(None)
        .or_default()
        .extend(mentioned.filter_map(|(kind, name)| Some((kind, name.as_str()?))));

    let mut reached: HashSet<Name<'_>> = HashSet::new();
    let mut open: Vec<Name<'_>> = leads.get(&None).cloned().unwrap_or_default();
    while let Some(name) = open.pop() {
        if reached.insert(name) {
            open.extend(leads.get(&Some(name)).into_iter().flatten());
        }
    }
    let wanted: HashSet<Name<'_>> = leads.values().flatten().copied().collect();
    let lost = lost_names(&document.root, survey);
    for kind in document
        .root
        .get("components")
        .map(Node::entries)
        .unwrap_or_default()
    {
        for entry in kind.value.entries() {
            let name = (kind.key.as_str(), entry.key.as_str());
            if reached.contains(&name)
                || suggest::nearest(&entry.key, lost.iter().copied()).is_some()
            {
                continue;
            }
            let found = Diagnostic::new(
                references::UNUSED,
                entry.key_span,
                format!("nothing uses `{}` of {}", entry.key, kind.key),
            );
            let found = if wanted.contains(&name) {
                found.label("only components that are not used themselves refer to it")
            } else {
                found.label("no reference leads here")
            };
            let event = (kind.key == "examples")
                .then(|| webhook::event_of(&document.root, &entry.value))
                .flatten();
            diagnostics.push(match event {
                Some(event) => found.also(event.key_span, "an example of this event"),
                None => found,
            });
        }
    }
}

/// Names that references look for in vain: what they mean is not unused, only misspelt.
fn lost_names<'n>(root: &'n Node, survey: &Survey<'n>) -> Vec<&'n str> {
    let is_lost = |name: &Name<'n>| !survey.components.contains_key(name);
    let referred = survey
        .references
        .iter()
        .filter(|found| found.target.as_ref().is_none_or(is_lost));
    let referred = referred.filter_map(|found| Some(found.text.as_str()?.rsplit_once('/')?.1));
    let mentioned = webhook::components(root)
        .into_iter()
        .filter_map(|(kind, name)| Some((kind, name.as_str()?)))
        .filter(is_lost);
    referred
        .chain(mentioned.map(|(_, name)| name))
        .take(LIMIT)
        .collect()
}

/// What resource files hold that the root file does not ask for.
fn files(document: &Document, diagnostics: &mut Diagnostics) {
    let listed = document.root.entry("paths").map(|entry| entry.key_span);
    for file in document.files.iter().skip(1) {
        let Some(tree) = &file.tree else { continue };
        let taken: HashSet<&[String]> = file
            .taken
            .iter()
            .map(crate::tree::Pointer::segments)
            .collect();
        if taken.iter().any(|pointer| pointer.is_empty()) {
            continue;
        }
        for entry in tree.entries() {
            let used = taken
                .iter()
                .any(|pointer| pointer.first() == Some(&entry.key));
            match entry.key.as_str() {
                "components" => {}
                "paths" => paths(entry, &taken, listed, diagnostics),
                _ if used => {}
                _ => {
                    let message = format!("unknown key `{}` in a resource file", entry.key);
                    let found = Diagnostic::new(shape::UNKNOWN_KEY, entry.key_span, message);
                    diagnostics.push(
                        match suggest::nearest(&entry.key, ["paths", "components"]) {
                            Some(near) => {
                                found.edit(format!("did you mean `{near}`?"), entry.key_span, near)
                            }
                            None => found.help("a resource file holds `paths` and `components`"),
                        },
                    );
                }
            }
        }
    }
}

fn paths(
    paths: &Entry,
    taken: &HashSet<&[String]>,
    listed: Option<Span>,
    diagnostics: &mut Diagnostics,
) {
    for entry in paths.value.entries() {
        if !taken.contains(["paths".to_owned(), entry.key.clone()].as_slice()) {
            let found = Diagnostic::new(
                references::UNUSED_PATH,
                entry.key_span,
                format!("the root file does not refer to `{}`", entry.key),
            )
            .label("so it is not part of the document");
            diagnostics.push(match listed {
                Some(listed) => found.also(listed, "a reference would stand among these"),
                None => found,
            });
        }
    }
}

/// Components that come back to themselves with nothing between.
fn circles(document: &Document, survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    let mut graph: Graph<Name<'_>, Span> = Graph::new();
    for kind in document
        .root
        .get("components")
        .map(Node::entries)
        .unwrap_or_default()
    {
        for entry in kind.value.entries() {
            let mut edges = Vec::new();
            immediate(&entry.value, &mut edges);
            edges.retain(|(name, _)| survey.components.contains_key(name));
            graph.add((&kind.key, &entry.key), edges);
        }
    }
    for cycle in graph.cycles() {
        let mut steps = cycle.into_iter();
        let Some(((_, name), span)) = steps.next() else {
            continue;
        };
        let mut found = Diagnostic::new(
            references::CYCLE,
            span,
            format!("`{name}` is defined by itself"),
        );
        for ((_, name), span) in steps.take(STEPS_SHOWN) {
            found = found.also(span, format!("by way of `{name}`"));
        }
        diagnostics.push(found.help("put something between: a property, or the items of a list"));
    }
}

/// The components that say what a component is, without being part of it.
pub(super) fn immediate<'n>(node: &'n Node, edges: &mut Vec<(Name<'n>, Span)>) {
    if let Some(target) = node.get("$ref") {
        edges.extend(
            target
                .as_str()
                .and_then(component)
                .map(|name| (name, target.span)),
        );
        return;
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        node.get(key)
            .into_iter()
            .flat_map(Node::items)
            .for_each(|branch| immediate(branch, edges));
    }
    if let Some(not) = node.get("not") {
        immediate(not, edges);
    }
}

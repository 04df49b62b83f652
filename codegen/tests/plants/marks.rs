//! Every mark of what is sensitive, taken out: an error points at the member or the parameter that lost it.
//!
//! The marks are taken out of the bundle, one of each component at a time, and what is left is compared with the ledger. All at
//! once they are taken out of the files, which are linted: nothing that is found before keeps a mark from being missed.

use std::collections::BTreeSet;

use kessai_codegen::tree::{Document, Node, NodeKind};

use super::*;

const MARK: &str = "x-sensitive";

/// A mark as it is written, on a line of its own.
const WRITTEN: &str = "x-sensitive: true\n";

/// The path of a file, and a line of it from one.
type Line = (String, usize);

/// Where a mark stands: the keys and indices that lead to what bears it, and the name of the member or the parameter.
struct Mark {
    path: Vec<String>,
    place: Span,
}

impl Mark {
    /// What no two marks that are taken out together stand in: a component, or everything that is none.
    fn owner(&self) -> &[String] {
        let is_component = self.path.first().is_some_and(|key| key == "components");
        if is_component { &self.path[..3] } else { &[] }
    }
}

/// Every mark in a node that is shown at a place.
fn marks(node: &Node, place: Span, path: &mut Vec<String>, found: &mut Vec<Mark>) {
    let items = node.items().iter().enumerate();
    let items = items.map(|(index, item)| (index.to_string(), item.head(), item));
    let entries = node.entries().iter();
    let entries = entries.map(|entry| (entry.key.clone(), entry.key_span, &entry.value));
    if node.is_true(MARK) {
        // A parameter is shown by its name on the wire.
        let name = node.get("name").filter(|_| node.get("in").is_some());
        found.push(Mark {
            path: path.clone(),
            place: name.map_or(place, Node::head),
        });
    }
    for (key, place, child) in items.chain(entries) {
        path.push(key);
        marks(child, place, path, found);
        path.pop();
    }
}

/// Takes a mark out of what bears it.
fn take_out(root: &mut Node, path: &[String]) {
    let bearer = path.iter().fold(root, |node, key| match &mut node.kind {
        NodeKind::Sequence(items) => &mut items[key.parse::<usize>().unwrap()],
        NodeKind::Mapping(entries) => {
            let mut entries = entries.iter_mut();
            &mut entries.find(|entry| entry.key == *key).unwrap().value
        }
        _ => unreachable!(),
    });
    if let NodeKind::Mapping(entries) = &mut bearer.kind {
        entries.retain(|entry| entry.key != MARK);
    }
}

/// Marks of which no two have the same owner, until there are none left.
fn rounds(mut marks: Vec<Mark>) -> Vec<Vec<Mark>> {
    let mut rounds = Vec::new();
    while !marks.is_empty() {
        let mut owners = BTreeSet::new();
        let (round, rest) = marks
            .into_iter()
            .partition(|mark| owners.insert(mark.owner().to_vec()));
        rounds.push(round);
        marks = rest;
    }
    rounds
}

fn line(sources: &Sources, span: Span) -> Line {
    (sources.path(span).to_owned(), sources.position(span).line)
}

/// The lines at which an error begins.
fn lines_of_errors(sources: &Sources, found: &Diagnostics) -> BTreeSet<Line> {
    let errors = found.iter().filter(|found| found.level == Level::Error);
    errors
        .map(|found| line(sources, found.primary.span))
        .collect()
}

#[test]
fn a_mark_that_is_taken_out_is_missed_at_its_place() {
    for spec in &specs() {
        let read = |path: &Path| {
            let text = spec.files.get(path).cloned();
            text.ok_or_else(|| io::ErrorKind::NotFound.into())
        };
        let (mut sources, document, _) = tree::load_from(&read, Path::new("openapi.yaml"));
        let Document { root, files } = document.unwrap();
        let (ledger, _) = evidence::read(spec.ledger.clone(), &mut sources);
        let mut all = Vec::new();
        marks(&root, root.head(), &mut Vec::new(), &mut all);
        // What is written in the files is what the bundle has.
        let written = spec
            .files
            .values()
            .map(|text| text.matches(WRITTEN).count());
        assert_eq!(all.len(), written.sum::<usize>(), "{}", spec.name);
        assert!(all.len() > 10, "{} has {} marks", spec.name, all.len());
        let places: BTreeSet<Line> = all.iter().map(|mark| line(&sources, mark.place)).collect();
        for round in rounds(all) {
            let mut root = root.clone();
            for mark in &round {
                take_out(&mut root, &mark.path);
            }
            let files = files.clone();
            let found = evidence::check(&Document { root, files }, &ledger);
            let shown = lines_of_errors(&sources, &found);
            for mark in round {
                let place = line(&sources, mark.place);
                assert!(shown.contains(&place), "{}, {place:?}", spec.name);
            }
        }
        let files = spec.files.iter().map(|(path, text)| {
            let unmarked = text.replace(WRITTEN, "# No mark.\n");
            (path.clone(), unmarked)
        });
        let unmarked = Spec {
            files: files.collect(),
            name: spec.name.clone(),
            lines: Vec::new(),
            ledger: spec.ledger.clone(),
            bundle: Value::Null,
        };
        let (sources, _, found) = lint(&unmarked, None, &|_, _| false);
        let shown = lines_of_errors(&sources, &found);
        let missed: Vec<&Line> = places.difference(&shown).collect();
        assert!(missed.is_empty(), "{}: {missed:?}", spec.name);
    }
}

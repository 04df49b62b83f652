//! Single faults planted into the specs: each is found within a line of its place, or the spec is proved to be sound still.
//!
//! A plant changes one line, or takes one member out. It is accounted for in one of three ways:
//!
//! * a finding points within one line of it – or, where something was taken out, at the member it was part of;
//! * the bundle holds the same JSON value as before;
//! * everything that differs in the bundle is a legal change, of a class that [`legal`] lists.
//!
//! `PLANTS` says how many are tried.

#![allow(clippy::format_collect)] // A table that a person reads.
#![allow(clippy::unwrap_used, clippy::panic)] // The helpers are tests too.

mod legal;
mod operators;
mod random;

use std::{
    collections::BTreeMap,
    env, fs, io,
    path::{Path, PathBuf},
};

use kessai_codegen::{
    Options,
    diagnostics::{self, Diagnostics, Level},
    interpret, sound,
    source::{Sources, Span},
    tree,
};
use serde_json::Value;

use operators::Plant;
use random::Random;

/// How many faults are planted when nothing else is asked for.
const PLANTS: usize = 300;

/// A spec in memory.
struct Spec {
    name: String,
    files: BTreeMap<PathBuf, String>,
    bundle: Value,
}

/// What came of a plant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// A finding points at it.
    Found,
    /// The bundle is the same.
    Same,
    /// What differs is of these classes.
    Legal(&'static str),
    /// None of these.
    Missed(String),
}

fn specs() -> Vec<Spec> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let mut folders: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    let folders = folders
        .into_iter()
        .filter(|folder| folder.join("openapi.yaml").is_file());
    folders
        .map(|folder| {
            let mut files = BTreeMap::new();
            for part in ["", "resources", "examples"] {
                for entry in fs::read_dir(folder.join(part)).unwrap() {
                    let path = entry.unwrap().path();
                    if path
                        .extension()
                        .is_some_and(|end| end == "yaml" || end == "json")
                    {
                        let name = path.strip_prefix(&folder).unwrap().to_owned();
                        files.insert(name, fs::read_to_string(&path).unwrap());
                    }
                }
            }
            let name = folder.file_name().unwrap().to_string_lossy().into_owned();
            let (sources, bundle, found) = load(&files, None);
            assert!(
                !found.has_errors(),
                "{}",
                diagnostics::render(&found, &sources, false)
            );
            // Only files that are part of the document can be at fault.
            files.retain(|path, _| {
                sources
                    .files()
                    .any(|(_, file)| Path::new(file.path()) == path)
            });
            Spec {
                name,
                files,
                bundle: bundle.unwrap(),
            }
        })
        .collect()
}

/// Everything that `lint` finds in a spec with one file replaced, and its bundle.
fn load(
    files: &BTreeMap<PathBuf, String>,
    changed: Option<(&Path, &str)>,
) -> (Sources, Option<Value>, Diagnostics) {
    let read = |path: &Path| match changed {
        Some((place, text)) if place == path => Ok(text.to_owned()),
        _ => files
            .get(path)
            .cloned()
            .ok_or_else(|| io::ErrorKind::NotFound.into()),
    };
    let (sources, document, found) = tree::load_from(&read, Path::new("openapi.yaml"));
    let Some(document) = document else {
        return (sources, None, found);
    };
    let bundle = document.root.to_json();
    let (document, mut found) = sound(document, found, Options::default());
    if let Some(document) = document {
        found.extend(interpret(&document, Options::default()).1);
    }
    (sources, Some(bundle), found)
}

/// Whether a place lies within a line of a plant, or on the line of the member that something was taken out of.
fn points_at(sources: &Sources, span: Span, path: &Path, plant: &Plant) -> bool {
    let Some(file) = sources
        .file(span.file)
        .filter(|file| Path::new(file.path()) == path)
    else {
        return false;
    };
    let (first, last) = (file.line_of(span.start), file.line_of(span.end));
    let near = |line: usize| first <= line + 1 && line <= last + 1;
    near(plant.line) || plant.owner.is_some_and(near)
}

fn outcome(spec: &Spec, path: &Path, plant: &Plant) -> Outcome {
    let (sources, bundle, found) = load(&spec.files, Some((path, &plant.text)));
    let hit = found
        .iter()
        .filter(|found| found.level != Level::Note)
        .any(|found| {
            let places = found.secondary.iter().map(|label| label.span);
            std::iter::once(found.primary.span)
                .chain(places)
                .any(|span| points_at(&sources, span, path, plant))
        });
    if hit {
        return Outcome::Found;
    }
    let shown = || diagnostics::render(&found, &sources, false);
    if found.has_errors() {
        return Outcome::Missed(format!("found elsewhere:\n{}", shown()));
    }
    match bundle {
        Some(bundle) if bundle == spec.bundle => Outcome::Same,
        Some(bundle) => match legal::class(&spec.bundle, &bundle) {
            Ok(class) => Outcome::Legal(class),
            Err(what) => Outcome::Missed(format!("not found: {what}")),
        },
        None => Outcome::Missed(format!("no bundle:\n{}", shown())),
    }
}

#[test]
fn a_single_fault_is_found_where_it_is_or_is_none() {
    let count = env::var("PLANTS").map_or(PLANTS, |count| count.parse().unwrap());
    let specs = specs();
    let mut random = Random::new(1);
    let mut outcomes: BTreeMap<(&'static str, Outcome), usize> = BTreeMap::new();
    let mut missed = Vec::new();
    let mut planted = 0;
    while planted < count {
        let spec = random.choose(&specs);
        // Long files have more places for faults than short ones.
        let lines: Vec<(&Path, usize)> = spec
            .files
            .iter()
            .flat_map(|(path, text)| {
                (0..text.lines().count()).map(move |line| (path.as_path(), line))
            })
            .collect();
        let (path, line) = *random.choose(&lines);
        let (name, operator) = *random.choose(operators::ALL);
        let Some(plant) = operator(&spec.files[path], line, &mut random) else {
            continue;
        };
        planted += 1;
        let outcome = outcome(spec, path, &plant);
        let kind = match &outcome {
            Outcome::Missed(why) => {
                let after = plant.text.lines().nth(plant.line).unwrap_or_default();
                let before = spec.files[path].lines().nth(line).unwrap_or_default();
                missed.push(format!(
                    "plant {planted}: {name} in {}/{}:{}\n- {before}\n+ {after}\n{why}",
                    spec.name,
                    path.display(),
                    line + 1
                ));
                Outcome::Missed(String::new())
            }
            other => other.clone(),
        };
        *outcomes.entry((name, kind)).or_default() += 1;
    }
    let table: String = outcomes
        .iter()
        .map(|((name, outcome), count)| format!("{count:6} {name}: {outcome:?}\n"))
        .collect();
    println!("{planted} plants\n{table}");
    assert!(
        missed.is_empty(),
        "{} of {planted} plants are neither found nor legal:\n\n{}",
        missed.len(),
        missed.join("\n\n")
    );
    // Plants that change nothing would prove nothing.
    let found: usize = outcomes
        .iter()
        .filter(|((_, outcome), _)| *outcome == Outcome::Found)
        .map(|(_, count)| count)
        .sum();
    assert!(
        found * 2 > planted,
        "only {found} of {planted} plants are faults:\n{table}"
    );
}

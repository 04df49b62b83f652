//! Single faults planted into the specs: each is found within a line of its place, or the spec is proved to be sound still.
//!
//! A plant changes one line, or takes one member out. It is accounted for in one of three ways:
//!
//! * a finding points within one line of it – or, where something was taken out, at the member it was part of, or at two members of
//!   the same name on either side of it, which what was taken out kept apart;
//! * the bundle holds the same JSON value as before;
//! * everything that differs in the bundle is a legal change, of a class that [`legal`] lists.
//!
//! `PLANTS` says how many are tried, `PLANTS_FROM` the number of the first of them, which makes them others; `PLANT` shows one of
//! them by its number.

#![allow(clippy::format_collect)] // A table that a person reads.
#![allow(clippy::unwrap_used, clippy::panic)] // The helpers are tests too.

mod legal;
mod marks;
mod operators;
mod random;

use std::{
    collections::BTreeMap,
    env, fmt, fs, io, iter,
    ops::Range,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use kessai_codegen::{
    Options, check,
    diagnostics::{self, Diagnostic, Diagnostics, Level, codes::syntax::DUPLICATE_KEY},
    evidence, interpret, sound,
    source::{Sources, Span},
    tree,
};
use serde_json::Value;

use legal::Bundles;
use operators::Plant;
use random::Random;

/// How many faults are planted when nothing else is asked for.
const PLANTS: u64 = 300;

/// A spec in memory.
struct Spec {
    name: String,
    files: BTreeMap<PathBuf, String>,
    /// Every line that can be at fault.
    lines: Vec<(PathBuf, usize)>,
    /// The files of the ledger, where there is one.
    ledger: Vec<(String, String)>,
    bundle: Value,
}

/// What came of a plant.
#[derive(Debug, PartialEq)]
enum Outcome {
    /// A finding points at it.
    Found,
    /// The bundle is the same.
    Same,
    /// What differs is of this class.
    Legal(&'static str),
    /// None of these.
    Missed(String),
}

impl Outcome {
    /// The line of the table that it counts for.
    fn class(&self) -> String {
        match self {
            Self::Found => "found".to_owned(),
            Self::Same => "the bundle is the same".to_owned(),
            Self::Legal(class) => format!("legal: {class}"),
            Self::Missed(_) => "MISSED".to_owned(),
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missed(why) => formatter.write_str(why),
            other => formatter.write_str(&other.class()),
        }
    }
}

fn specs() -> Vec<Spec> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let mut folders: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    folders.retain(|folder| folder.join("openapi.yaml").is_file());
    folders.iter().map(|folder| spec(folder)).collect()
}

fn spec(folder: &Path) -> Spec {
    let texts = |part: &str| -> BTreeMap<PathBuf, String> {
        let entries = fs::read_dir(folder.join(part)).into_iter().flatten();
        let paths = entries.map(|entry| entry.unwrap().path());
        let texts = paths.filter(|path| {
            path.extension()
                .is_some_and(|end| end == "yaml" || end == "json")
        });
        let named = texts.map(|path| {
            let name = path.strip_prefix(folder).unwrap().to_owned();
            (name, fs::read_to_string(&path).unwrap())
        });
        named.collect()
    };
    let ledger = texts(evidence::FOLDER)
        .into_iter()
        .map(|(path, text)| (path.to_string_lossy().into_owned(), text));
    let mut spec = Spec {
        name: folder.file_name().unwrap().to_string_lossy().into_owned(),
        files: ["", "resources", "examples"]
            .into_iter()
            .flat_map(texts)
            .collect(),
        lines: Vec::new(),
        ledger: ledger.collect(),
        bundle: Value::Null,
    };
    let (sources, bundle, found) = lint(&spec, None, &|_, _| false);
    assert!(
        !found.has_errors(),
        "{}",
        diagnostics::render(&found, &sources, false)
    );
    spec.bundle = bundle.unwrap();
    // Only files that are part of the document can be at fault.
    spec.files.retain(|path, _| {
        sources
            .files()
            .any(|(_, file)| Path::new(file.path()) == path)
    });
    let lines = spec
        .files
        .iter()
        .flat_map(|(path, text)| (0..text.lines().count()).map(|line| (path.clone(), line)));
    spec.lines = lines.collect();
    spec
}

/// What `lint` finds in a spec with one file replaced, stage by stage until it is enough, and its bundle.
fn lint(
    spec: &Spec,
    changed: Option<(&Path, &str)>,
    is_enough: &dyn Fn(&Sources, &Diagnostics) -> bool,
) -> (Sources, Option<Value>, Diagnostics) {
    let read = |path: &Path| match changed {
        Some((place, text)) if place == path => Ok(text.to_owned()),
        _ => spec
            .files
            .get(path)
            .cloned()
            .ok_or_else(|| io::ErrorKind::NotFound.into()),
    };
    let (mut sources, document, found) = tree::load_from(&read, Path::new("openapi.yaml"));
    let Some(document) = document.filter(|_| !is_enough(&sources, &found)) else {
        return (sources, None, found);
    };
    let bundle = document.root.to_json();
    let same = bundle == spec.bundle && found.is_empty();
    let (sound, mut found) = if same {
        (None, found)
    } else {
        sound(document.clone(), found, Options::default())
    };
    if !found.has_gaps() {
        found.extend(check::house(&document));
    }
    if same || is_enough(&sources, &found) {
        return (sources, Some(bundle), found);
    }
    if evidence::is_comparable(&found) && !spec.ledger.is_empty() {
        let (ledger, faults) = evidence::read(spec.ledger.clone(), &mut sources);
        assert!(faults.is_empty(), "the ledger of {}", spec.name);
        found.extend(evidence::check(&document, &ledger));
    }
    if let Some(document) = sound.filter(|_| !is_enough(&sources, &found)) {
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

/// Whether something was taken out between the two members that a finding shows.
fn lies_between(sources: &Sources, found: &Diagnostic, path: &Path, plant: &Plant) -> bool {
    let line = |span: Span| {
        let file = sources.file(span.file)?;
        (Path::new(file.path()) == path).then(|| file.line_of(span.start))
    };
    let first = found.secondary.first().and_then(|first| line(first.span));
    let second = line(found.primary.span);
    plant.owner.is_some()
        && first.is_some_and(|first| first < plant.line)
        && second.is_some_and(|second| plant.line < second)
}

fn outcome(spec: &Spec, path: &Path, plant: &Plant) -> Outcome {
    let is_hit = |sources: &Sources, found: &Diagnostics| {
        let mut found = found.iter().filter(|found| found.level != Level::Note);
        found.any(|found| {
            let places = found.secondary.iter().chain([&found.primary]);
            places
                .into_iter()
                .any(|label| points_at(sources, label.span, path, plant))
                || found.code == DUPLICATE_KEY && lies_between(sources, found, path, plant)
        })
    };
    let (sources, bundle, found) = lint(spec, Some((path, &plant.text)), &is_hit);
    if is_hit(&sources, &found) {
        return Outcome::Found;
    }
    let shown = || diagnostics::render(&found, &sources, false);
    if found.has_errors() {
        return Outcome::Missed(format!("found elsewhere:\n{}", shown()));
    }
    match bundle {
        Some(bundle) if bundle == spec.bundle => Outcome::Same,
        Some(bundle) => match legal::class(&Bundles {
            before: &spec.bundle,
            after: &bundle,
            ledger: !spec.ledger.is_empty(),
        }) {
            Ok(class) => Outcome::Legal(class),
            Err(what) => Outcome::Missed(format!("not found: {what}")),
        },
        None => Outcome::Missed(format!("no bundle:\n{}", shown())),
    }
}

/// A plant that was tried.
struct Tried {
    operator: &'static str,
    outcome: Outcome,
    /// What was changed, and what came of it.
    shown: String,
}

/// Plants one fault; the same number plants the same one.
fn plant(specs: &[Spec], number: u64) -> Tried {
    let mut random = Random::new(number);
    loop {
        let spec = random.choose(specs);
        // Long files have more places for faults than short ones.
        let (path, line) = random.choose(&spec.lines);
        let (operator, change) = *random.choose(operators::ALL);
        let Some(plant) = change(&spec.files[path], *line, &mut random) else {
            continue;
        };
        let outcome = outcome(spec, path, &plant);
        let lines = |text: &str, at: usize| text.lines().nth(at).unwrap_or_default().to_owned();
        let shown = format!(
            "plant {number}: {operator} in {}/{}:{}\n- {}\n+ {}\n{outcome}",
            spec.name,
            path.display(),
            line + 1,
            lines(&spec.files[path], *line),
            lines(&plant.text, plant.line),
        );
        return Tried {
            operator,
            outcome,
            shown,
        };
    }
}

/// Plants some faults, on every processor there is.
fn plants(specs: &[Spec], numbers: Range<u64>) -> Vec<Tried> {
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let next = AtomicU64::new(numbers.start);
    let work = || {
        let numbers = iter::from_fn(|| {
            Some(next.fetch_add(1, Ordering::Relaxed)).filter(|number| numbers.contains(number))
        });
        numbers
            .map(|number| plant(specs, number))
            .collect::<Vec<_>>()
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let done = threads.into_iter().map(|thread| thread.join().unwrap());
        done.flatten().collect()
    })
}

fn number(variable: &str) -> Option<u64> {
    env::var(variable)
        .ok()
        .map(|number| number.parse().unwrap())
}

#[test]
fn a_single_fault_is_found_where_it_is_or_is_none() {
    let specs = specs();
    if let Some(number) = number("PLANT") {
        println!("{}", plant(&specs, number).shown);
    }
    let count = number("PLANTS").unwrap_or(PLANTS);
    let first = number("PLANTS_FROM").unwrap_or_default();
    let tried = plants(&specs, first..first.saturating_add(count));
    let mut outcomes: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for tried in &tried {
        *outcomes
            .entry((tried.operator, tried.outcome.class()))
            .or_default() += 1;
    }
    let table: String = outcomes
        .iter()
        .map(|((name, outcome), count)| format!("{count:6} {name}: {outcome}\n"))
        .collect();
    println!("{count} plants\n{table}");
    let is =
        |wanted: fn(&Outcome) -> bool| tried.iter().filter(move |tried| wanted(&tried.outcome));
    let missed: Vec<_> = is(|outcome| matches!(outcome, Outcome::Missed(_)))
        .map(|tried| tried.shown.as_str())
        .collect();
    assert!(
        missed.is_empty(),
        "{} of {count} plants are neither found nor legal:\n\n{}",
        missed.len(),
        missed.join("\n\n")
    );
    // Plants that change nothing would prove nothing.
    let found = is(|outcome| *outcome == Outcome::Found).count();
    assert!(
        found * 2 > tried.len(),
        "only {found} of {count} plants are faults:\n{table}"
    );
}

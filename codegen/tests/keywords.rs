//! What becomes of every member that an object of OpenAPI 3.0.3 may have: nothing is dropped in silence.
//!
//! A row of `keywords/rows.yaml` changes one member of `keywords/shop.yaml` and says what that shows in. `docs/keywords.md` is written
//! from the rows by `SUPPORT_UPDATE=1 cargo test -p kessai-codegen --test keywords`.

#![allow(clippy::expect_used, clippy::panic)] // The helpers are tests too.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use kessai_codegen::diagnostics::Profile;
use kessai_codegen::emit::{self, Crates, Layout};
use kessai_codegen::package::Package;
use kessai_codegen::{Options, check, interpret, sound, tree};
use serde::Deserialize;
use serde_json::Value;

/// Set it to write the page instead of comparing it.
const UPDATE: &str = "SUPPORT_UPDATE";

/// Changes of the members of one object.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    object: String,
    /// Where such an object stands, as a JSON pointer.
    at: String,
    /// What else is set, before and after, by its pointer.
    #[serde(default)]
    beside: BTreeMap<String, Value>,
    rows: Vec<Row>,
}

/// A change of one member, and what it comes to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    member: String,
    /// What it is before; none where it is not there.
    from: Option<Value>,
    to: Value,
    /// `code`, `documentation` or the code of a finding.
    shows: Option<String>,
    /// Why it shows in nothing.
    nothing: Option<String>,
}

fn groups() -> Vec<Group> {
    serde_yaml::from_str(include_str!("keywords/rows.yaml")).expect("the rows are YAML")
}

/// What a document comes to.
struct Outcome {
    code: String,
    words: String,
    /// Findings with their places, as the document shows them.
    found: BTreeSet<(&'static str, String)>,
}

/// The document of the rows.
fn shop() -> Value {
    serde_yaml::from_str(include_str!("keywords/shop.yaml")).expect("the document is YAML")
}

/// Sets a member; without a value, takes it away.
fn set(root: &mut Value, pointer: &str, value: Option<&Value>) {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer has a slash");
    let key = key.replace("~1", "/").replace("~0", "~");
    let parent = root.pointer_mut(parent);
    let parent = parent.unwrap_or_else(|| panic!("{pointer}: there is no such place"));
    match (parent, value) {
        (Value::Object(object), Some(value)) => drop(object.insert(key, value.clone())),
        (Value::Object(object), None) => drop(object.remove(&key)),
        (Value::Array(list), Some(value)) if key == "-" => list.push(value.clone()),
        _ => panic!("{pointer}: it cannot be set"),
    }
}

fn outcome(text: &str) -> Outcome {
    let files = |_: &Path| -> io::Result<String> { Ok(text.to_owned()) };
    let options = Options {
        profile: Profile::Public,
    };
    let (sources, document, loaded) = tree::load_from(&files, Path::new("shop.json"));
    let document = document.expect("the document is read");
    let (document, mut found) = sound(document, loaded, options);
    let mut crates = None;
    if let Some(document) = document {
        let (understood, more) = interpret(&document, options);
        found.extend(more);
        crates = understood.map(|understood| {
            let package = Package::named("shop", &understood.api.title);
            let layout = Layout::side_by_side(&package);
            emit::emit(&document, &understood, &package, &layout).expect("emitted tokens are Rust")
        });
    }
    let (code, words) = crates.as_ref().map(parts).unwrap_or_default();
    let found = found.iter();
    let found = found.map(|found| {
        (
            found.code.as_str(),
            sources.text(found.primary.span).to_owned(),
        )
    });
    Outcome {
        code,
        words,
        found: found.collect(),
    }
}

/// The code and the documentation of the crates that people use.
fn parts(crates: &Crates) -> (String, String) {
    let (mut code, mut words) = (String::new(), String::new());
    for (path, file) in crates.model.iter().chain(&crates.client) {
        let is_code = Path::new(path)
            .extension()
            .is_some_and(|extension| extension == "rs");
        for line in file.lines() {
            let line = line.trim();
            let says = !is_code
                || line.starts_with("///")
                || line.starts_with("//!")
                || line.starts_with("#[doc");
            let part = if says { &mut words } else { &mut code };
            part.push_str(line);
            part.push('\n');
        }
    }
    (code, words)
}

/// What a row is found to come to: the codes of findings that are new, or what of the crates is another one.
///
/// Most rows change the same document, whose outcome is kept.
fn judge(group: &Group, row: &Row, known: &mut HashMap<String, Outcome>) -> BTreeSet<&'static str> {
    let with = |value| {
        let mut root = shop();
        for (pointer, value) in &group.beside {
            set(&mut root, pointer, Some(value));
        }
        set(&mut root, &format!("{}/{}", group.at, row.member), value);
        root.to_string()
    };
    let before = with(row.from.as_ref());
    let before = known.entry(before).or_insert_with_key(|text| outcome(text));
    let after = outcome(&with(Some(&row.to)));
    let new = after.found.difference(&before.found);
    let new: BTreeSet<_> = new.map(|(code, _)| *code).collect();
    if !new.is_empty() {
        return new;
    }
    let parts = [
        ("code", before.code != after.code),
        ("documentation", before.words != after.words),
    ];
    let part = parts.into_iter().find(|(_, differs)| *differs);
    part.map(|(part, _)| part).into_iter().collect()
}

#[test]
fn every_member_comes_to_what_its_row_says() {
    let (mut wrong, mut known) = (String::new(), HashMap::new());
    for group in groups() {
        for row in &group.rows {
            let found = judge(&group, row, &mut known);
            let as_said = match (&row.shows, &row.nothing) {
                (Some(shows), None) => found.contains(shows.as_str()),
                (None, Some(why)) => found.is_empty() && !why.is_empty(),
                _ => false,
            };
            if !as_said {
                let _ = writeln!(
                    wrong,
                    "{} {} to {} shows in {found:?}, not in {:?}",
                    group.at, row.member, row.to, row.shows
                );
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn there_is_a_row_for_every_member() {
    let members: BTreeSet<_> = check::members()
        .into_iter()
        .flat_map(|(kind, names)| {
            names
                .into_iter()
                .map(move |name| (kind.to_owned(), name.to_owned()))
        })
        .collect();
    let groups = groups();
    let rows: BTreeSet<_> = groups
        .iter()
        .flat_map(|group| {
            group
                .rows
                .iter()
                .map(|row| (group.object.clone(), row.member.clone()))
        })
        .collect();
    let missing: Vec<_> = members.difference(&rows).collect();
    let unknown: Vec<_> = rows.difference(&members).collect();
    assert!(
        missing.is_empty() && unknown.is_empty(),
        "without a row: {missing:?}; no members: {unknown:?}"
    );
}

/// The page.
fn page() -> String {
    let mut text = "# What becomes of every keyword\n\nThe members that objects of OpenAPI 3.0.3 have, each with what a change of it shows in. A test \
                    makes the change and looks; this page is written by `SUPPORT_UPDATE=1 cargo test -p kessai-codegen --test keywords`.\n\n\
                    * **code**: the generated code is another one.\n\
                    * **documentation**: what the code says of itself is another one.\n\
                    * A code such as `GEN0101`: a finding names it at its place; `cargo xtask explain GEN0101` says what it means.\n\
                    * **nothing**: the crates stay the same, for the reason that stands there.\n"
        .to_owned();
    let mut object = String::new();
    for group in groups() {
        if group.object != object {
            object.clone_from(&group.object);
            let _ = write!(
                text,
                "\n## {object}\n\n| Member | For example | Shows in |\n|---|---|---|\n"
            );
        }
        for row in &group.rows {
            let shows = match (row.shows.as_deref(), &row.nothing) {
                (Some(part @ ("code" | "documentation")), _) => part.to_owned(),
                (Some(code), _) => format!("`{code}`"),
                (None, why) => format!("nothing: {}", why.as_deref().unwrap_or_default()),
            };
            let example = row.to.to_string().replace('|', "\\|");
            let _ = writeln!(text, "| `{}` | `{example}` | {shows} |", row.member);
        }
    }
    text
}

#[test]
fn the_page_is_what_the_rows_say() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/keywords.md");
    if std::env::var_os(UPDATE).is_some() {
        fs::write(&path, page()).expect("the page is written");
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == page(),
        "run: {UPDATE}=1 cargo test -p kessai-codegen --test keywords"
    );
}

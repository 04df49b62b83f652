//! Cases out of files: case files, lists and lines of cases, Example Objects, recorded traffic.

use std::fs;
use std::path::{Path, PathBuf};

use super::traffic::{self, Recorded};
use crate::case::{self, Case, CaseError};
use crate::json::Tree;

/// What was found under the paths.
#[derive(Debug, Default)]
pub struct Input {
    /// What each file holds, in order.
    pub items: Vec<(PathBuf, Item)>,
    /// What could not be read.
    pub errors: Vec<CaseError>,
}

/// One thing to verify.
#[derive(Clone, Debug)]
pub enum Item {
    /// A case.
    Case(Box<Case>),
    /// An Example Object of a spec, by its name; the spec says where it belongs.
    Example(String, Tree),
    /// A request that was recorded with what was answered; the specs say what it is of.
    Exchange(Box<Recorded>),
}

/// A path that leads to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The path.
    pub path: PathBuf,
    /// Why it cannot be read.
    pub problem: String,
}

/// Reads files, and whatever JSON and JSON Lines there is in folders, in order of their names. A file or a line that is wrong
/// is named, and the others are read all the same.
///
/// # Errors
///
/// A path that is not there.
pub fn read(paths: &[PathBuf]) -> Result<Input, Missing> {
    let mut files = Vec::new();
    for path in paths {
        walk(path, true, &mut files).map_err(|error| Missing {
            path: path.clone(),
            problem: error.to_string(),
        })?;
    }
    let mut input = Input::default();
    for path in files {
        match fs::read(&path) {
            Ok(text) => file(&path, &text, &mut input),
            Err(error) => input.errors.push(CaseError {
                file: path.display().to_string(),
                place: String::new(),
                problem: error.to_string(),
            }),
        }
    }
    Ok(input)
}

/// A file that is named is read whatever it is called; of those in a folder, the ones that say they are JSON.
fn walk(path: &Path, named: bool, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !fs::metadata(path)?.is_dir() {
        let extension = path.extension().and_then(|extension| extension.to_str());
        if named || matches!(extension, Some("har" | "json" | "jsonl" | "ndjson")) {
            files.push(path.to_owned());
        }
        return Ok(());
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            entries.push(entry.path());
        }
    }
    entries.sort();
    entries
        .iter()
        .try_for_each(|entry| walk(entry, false, files))
}

fn file(path: &Path, text: &[u8], input: &mut Input) {
    // Browsers mark what they write as UTF-8.
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let name = path.display().to_string();
    let lines_alone = path
        .extension()
        .is_some_and(|extension| extension == "jsonl" || extension == "ndjson");
    match Tree::parse(text) {
        Ok(tree) if !lines_alone => match &tree {
            _ if traffic::entries(&tree).is_some() => {
                let entries = traffic::entries(&tree).unwrap_or_default();
                for (index, entry) in entries.iter().enumerate() {
                    let place = format!("log.entries[{index}]");
                    exchange(path, &name, &place, traffic::entry(&place, entry), input);
                }
            }
            Tree::Array(records) => {
                for (index, record) in records.iter().enumerate() {
                    one(path, &name, &format!("$[{index}]"), record, input);
                }
            }
            Tree::Object(members)
                if members.contains_key("value") && !members.contains_key("operation") =>
            {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                if let Some(value) = tree.get("value") {
                    let example = Item::Example(stem.into_owned(), value.clone());
                    input.items.push((path.to_owned(), example));
                }
            }
            _ => one(path, &name, "$", &tree, input),
        },
        Err(error) if !lines_alone && !is_lines(text) => input.errors.push(CaseError {
            file: name,
            place: error.place,
            problem: error.problem,
        }),
        _ => lines(path, &name, text, input),
    }
}

/// Whether text is JSON line by line rather than as a whole: its first line is a value by itself, and not the only one.
fn is_lines(text: &[u8]) -> bool {
    let mut lines = text
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.trim_ascii().is_empty());
    let first = lines
        .next()
        .is_some_and(|line| matches!(Tree::parse(line), Ok(Tree::Object(_))));
    first && lines.next().is_some()
}

fn lines(path: &Path, name: &str, text: &[u8], input: &mut Input) {
    for (index, line) in text.split(|byte| *byte == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let number = index + 1;
        match Tree::parse(line) {
            Ok(tree) => one(path, name, &format!("line {number} $"), &tree, input),
            Err(error) => input.errors.push(CaseError {
                file: name.to_owned(),
                place: format!("line {number}"),
                problem: if error.place.starts_with("line") {
                    error.problem
                } else {
                    error.to_string()
                },
            }),
        }
    }
}

fn exchange(
    path: &Path,
    name: &str,
    place: &str,
    read: Result<Recorded, String>,
    input: &mut Input,
) {
    match read {
        Ok(recorded) => input
            .items
            .push((path.to_owned(), Item::Exchange(Box::new(recorded)))),
        Err(problem) => input.errors.push(CaseError {
            file: name.to_owned(),
            place: place.to_owned(),
            problem: format!("is no exchange: {problem}"),
        }),
    }
}

/// Reads one record. Its faults are one error, so that a file with one wrong record has one line.
fn one(path: &Path, name: &str, place: &str, record: &Tree, input: &mut Input) {
    if traffic::is_exchange(record) {
        let place = place.trim_end_matches('$').trim_end();
        return exchange(path, name, place, traffic::exchange(place, record), input);
    }
    match case::from_tree(name, place, record) {
        Ok(case) => input
            .items
            .push((path.to_owned(), Item::Case(Box::new(case)))),
        Err(errors) => {
            let problems: Vec<String> = errors
                .iter()
                .map(|error| match error.place.strip_prefix(place) {
                    Some(inner) if !inner.is_empty() => {
                        format!("`{}` {}", inner.trim_start_matches('.'), error.problem)
                    }
                    _ => error.problem.clone(),
                })
                .collect();
            input.errors.push(CaseError {
                file: name.to_owned(),
                place: if place == "$" {
                    String::new()
                } else {
                    place.trim_end_matches(" $").to_owned()
                },
                problem: format!("is no case: {}", problems.join("; ")),
            });
        }
    }
}

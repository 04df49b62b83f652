//! `corpus`: generators side by side on a folder of documents, in one run.

mod checking;
mod child;
mod digest;
mod generation;
mod generator;
mod install;
mod job;
mod places;
mod progress;
mod report;
mod results;
mod row;
mod trip;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use child::Bounds;
use digest::Digest;
use generator::Generator;
use job::{Bench, Job};
use places::Places;
use progress::Progress;
use report::Report;
use results::Results;
use row::{Document, Row};

use crate::cli::Corpus;
use crate::failure::Failure;
use crate::project::Project;

/// Measures what is not measured yet, writing down each figure as it comes, and then the tables.
pub(crate) fn run(project: &Project, arguments: &Corpus) -> Result<(), Failure> {
    let documents = documents(&arguments.folder)?;
    let work = project.root().join("target/corpus");
    fs::create_dir_all(&work).map_err(|source| Failure::Keep {
        path: work.clone(),
        source,
    })?;
    let mut generators = vec![install::own(project, &work, arguments.own.as_ref())?];
    for peer in &arguments.peer {
        if !generators
            .iter()
            .any(|generator| generator.peer == Some(*peer))
        {
            generators.push(install::peer(*peer, &work)?);
        }
    }
    let home = std::env::home_dir();
    let folder = absolute(&arguments.folder)?;
    let places = [Some(folder.as_path()), Some(&work), Some(project.root())];
    let places = places.into_iter().chain([home.as_deref()]).flatten();
    let bench = Bench {
        project,
        places: Places::new(places),
        bounds: Bounds {
            seconds: arguments.seconds,
            mebibytes: arguments.memory,
        },
        toolchain: toolchain(&work)?,
        judge: judge(project)?,
        results: Results::open(work.join("results.jsonl"), arguments.again)?,
        progress: Progress::new(documents.len() * generators.len()),
        work,
    };
    let rows = rows(&bench, &documents, &generators, arguments.jobs)?;
    bench.progress.end();
    let report = Report {
        generators: &generators,
        rows: &rows,
        toolchain: &bench.toolchain,
        bounds: bench.bounds,
    };
    let text = report.to_markdown();
    match &arguments.report {
        Some(path) => fs::write(path, text).map_err(|source| Failure::Keep {
            path: path.clone(),
            source,
        }),
        None => {
            print!("{text}");
            Ok(())
        }
    }
}

/// The rows in the order of the documents, whichever job was first.
fn rows(
    bench: &Bench<'_>,
    documents: &[Document],
    generators: &[Generator],
    jobs: usize,
) -> Result<Vec<Row>, Failure> {
    let next = AtomicUsize::new(0);
    let done: Mutex<BTreeMap<usize, Result<Vec<Row>, Failure>>> = Mutex::default();
    std::thread::scope(|scope| {
        for number in 1..=jobs.max(1) {
            let (next, done) = (&next, &done);
            scope.spawn(move || {
                let job = Job { bench, number };
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(document) = documents.get(at) else {
                        break;
                    };
                    let rows = job.rows(document, generators);
                    if rows.is_err() {
                        // The others end what they are at and begin nothing new.
                        next.store(documents.len(), Ordering::Relaxed);
                    }
                    let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                    done.insert(at, rows);
                }
            });
        }
    });
    let done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    let rows = done.into_values().collect::<Result<Vec<_>, _>>()?;
    Ok(rows.into_iter().flatten().collect())
}

/// What compiles, in its own words.
fn toolchain(work: &Path) -> Result<String, Failure> {
    let bounds = Bounds {
        seconds: 60,
        mebibytes: 4 << 10,
    };
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let run = child::run(Command::new(rustc).arg("-V").current_dir(work), bounds)?;
    Ok(run.output.trim().to_owned())
}

/// The digest of what judges round trips and of what generated code stands on.
fn judge(project: &Project) -> Result<String, Failure> {
    let root = project.root();
    let mut digest = Digest::default();
    for folder in [
        "runtime/model/src",
        "runtime/client/src",
        "runtime/registry/src",
        "conformance/sandbox/src",
        "conformance/roundtrip/src",
    ] {
        digest = digest.folder(&root.join(folder))?;
    }
    Ok(digest.end())
}

fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(path).map_err(|source| Failure::Read {
        path: path.to_owned(),
        source,
    })
}

fn documents(folder: &Path) -> Result<Vec<Document>, Failure> {
    let entries = fs::read_dir(folder).map_err(|source| Failure::Read {
        path: folder.to_owned(),
        source,
    })?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            path.is_file()
                && path
                    .extension()
                    .is_some_and(|end| end == "json" || end == "yaml" || end == "yml")
        })
        .collect();
    paths.sort();
    if paths.is_empty() {
        return Err(Failure::NoDocument(folder.to_owned()));
    }
    let text = |part: Option<&std::ffi::OsStr>| {
        part.map(|part| part.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let stems: Vec<String> = paths.iter().map(|path| text(path.file_stem())).collect();
    let documents = paths.iter().zip(&stems).map(|(path, stem)| {
        let twice = stems.iter().filter(|other| *other == stem).count() > 1;
        let name = if twice {
            text(path.file_name())
        } else {
            stem.clone()
        };
        Document {
            path: path.clone(),
            package: package(&name),
            name,
        }
    });
    Ok(documents.collect())
}

/// The name of a document as that of a crate.
fn package(name: &str) -> String {
    let letters: String = name
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let words: Vec<&str> = letters.split('-').filter(|word| !word.is_empty()).collect();
    format!("of-{}", words.join("-"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use kessai_codegen::package::is_crate_name;

    use super::documents;

    #[test]
    fn documents_have_names_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["shop.json", "shop.yaml", "2 Shops.yml", "readme.md"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let documents = documents(folder.path()).unwrap();
        let names: Vec<(&str, &str)> = documents
            .iter()
            .map(|document| (document.name.as_str(), document.package.as_str()))
            .collect();
        assert_eq!(
            names,
            [
                ("2 Shops", "of-2-shops"),
                ("shop.json", "of-shop-json"),
                ("shop.yaml", "of-shop-yaml"),
            ]
        );
        assert!(names.iter().all(|(_, package)| is_crate_name(package)));
    }
}

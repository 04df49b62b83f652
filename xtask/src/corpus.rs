//! `corpus`: generators side by side on a folder of documents, in one run.

mod generator;
mod measure;
mod report;
mod results;

use std::fs;
use std::path::{Path, PathBuf};

use generator::Generator;
use measure::{Checked, Run};
use results::{Entry, Results};

use crate::cli::Corpus;
use crate::failure::Failure;
use crate::project::Project;

/// Measures what is not measured yet, writing down each figure as it comes, and then the table.
pub(crate) fn run(project: &Project, arguments: &Corpus) -> Result<(), Failure> {
    let documents = documents(&arguments.folder)?;
    let work = project.root().join("target/corpus");
    fs::create_dir_all(&work).map_err(|source| Failure::Read {
        path: work.clone(),
        source,
    })?;
    let mut generators = vec![Generator::ours()?];
    for peer in &arguments.peer {
        generators.push(Generator::peer(*peer, &work)?);
    }
    let mut results = Results::open(work.join("results.jsonl"), arguments.again)?;
    let total = documents.len() * generators.len();
    for (done, (document, generator)) in documents
        .iter()
        .flat_map(|document| {
            generators
                .iter()
                .map(move |generator| (document, generator))
        })
        .enumerate()
    {
        let name = stem(document);
        eprintln!("[{}/{total}] {name}: {}", done + 1, generator.name());
        if results.has(&name, generator.name()) {
            continue;
        }
        results.add(measured(project, generator, document, &name, &work)?)?;
    }
    let names: Vec<&str> = generators.iter().map(Generator::name).collect();
    let table = report::table(
        &documents.iter().map(|path| stem(path)).collect::<Vec<_>>(),
        &names,
        &results,
    );
    match &arguments.report {
        Some(path) => fs::write(path, table).map_err(|source| Failure::Read {
            path: path.clone(),
            source,
        }),
        None => {
            print!("{table}");
            Ok(())
        }
    }
}

/// Generates and checks one document with one generator.
fn measured(
    project: &Project,
    generator: &Generator,
    document: &Path,
    name: &str,
    work: &Path,
) -> Result<Entry, Failure> {
    let out = work.join(generator.name()).join(name);
    let _ = fs::remove_dir_all(&out);
    fs::create_dir_all(out.parent().unwrap_or(work)).map_err(|source| Failure::Read {
        path: out.clone(),
        source,
    })?;
    let crate_name = format!("{}-crate", name.replace(['.', '_'], "-"));
    let generated = generator.generate(project, document, &out, &crate_name)?;
    let mut entry = Entry::new(name, generator.name(), &generated);
    if generated.succeeded {
        entry.lines = lines(&out);
        entry.check = Some(check(generator, &out, work, &crate_name)?);
    }
    Ok(entry)
}

/// A cold `cargo check` of the generated crates alone: what they depend on is built before the clock starts.
fn check(
    generator: &Generator,
    out: &Path,
    work: &Path,
    crate_name: &str,
) -> Result<Checked, Failure> {
    let target = work.join("target");
    let cargo = |arguments: &[&str]| -> Result<Run, Failure> {
        measure::run(
            measure::cargo()
                .args(arguments)
                .current_dir(out)
                .env("CARGO_TARGET_DIR", &target)
                .env("CARGO_INCREMENTAL", "0"),
        )
    };
    let warmed = cargo(&["check", "--workspace", "--quiet"])?;
    if !warmed.succeeded {
        return Ok(Checked::failed(&warmed));
    }
    for package in generator.packages(crate_name) {
        cargo(&["clean", "--quiet", "--package", &package])?;
    }
    let run = cargo(&["check", "--workspace"])?;
    Ok(Checked::of(&run))
}

fn documents(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder).map_err(|source| Failure::Read {
        path: folder.to_owned(),
        source,
    })?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|end| end == "json" || end == "yaml" || end == "yml")
        })
        .collect();
    found.sort();
    if found.is_empty() {
        return Err(Failure::NoDocument(folder.to_owned()));
    }
    Ok(found)
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Lines of Rust below a folder, build output aside.
fn lines(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .map(|path| {
            if path.is_dir() {
                if path.file_name().is_some_and(|name| name == "target") {
                    0
                } else {
                    lines(&path)
                }
            } else if path.extension().is_some_and(|end| end == "rs") {
                fs::read_to_string(&path).map_or(0, |text| text.lines().count())
            } else {
                0
            }
        })
        .sum()
}

//! One document by every generator.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::checking;
use super::child::{Bounds, Ended};
use super::digest::{self, Digest};
use super::generator::{Generator, Order};
use super::progress::Progress;
use super::results::{Checked, Counts, Generated, Outcome, Results, RoundTrip};
use super::trip::Trip;
use crate::failure::Failure;
use crate::project::Project;

/// How often a generation is measured; the one in the middle counts.
const TAKES: usize = 3;

/// A generation that took more CPU seconds than this is measured once.
const LONG: f64 = 10.0;

/// Raised when what is measured changes its meaning.
const EDITION: &[u8] = b"1";

/// What all jobs share.
pub(super) struct Bench<'a> {
    pub(super) project: &'a Project,
    pub(super) work: PathBuf,
    pub(super) bounds: Bounds,
    /// The release of rustc.
    pub(super) toolchain: String,
    /// The digest of what judges and of what generated code stands on.
    pub(super) judge: String,
    pub(super) results: Results,
    pub(super) progress: Progress,
}

/// A document of the folder.
#[derive(Debug, Clone)]
pub(super) struct Document {
    pub(super) path: PathBuf,
    /// What the table calls it, and its folders.
    pub(super) name: String,
    /// What its crates are called.
    pub(super) package: String,
}

/// What a generator came to on a document.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) document: String,
    pub(super) generator: &'static str,
    pub(super) generated: Generated,
    pub(super) checked: Option<Checked>,
    pub(super) trip: Option<RoundTrip>,
}

/// One job: a document at a time, in a target folder of its own.
pub(super) struct Job<'a> {
    pub(super) bench: &'a Bench<'a>,
    pub(super) number: usize,
}

/// What the round trips of a document have in common.
struct Shared {
    /// The document as it was written, as JSON; not there when it cannot be parsed.
    written: PathBuf,
    /// The document as our generator read it, as JSON.
    sound: PathBuf,
    /// The components that have valid examples.
    components: BTreeSet<String>,
}

impl Job<'_> {
    pub(super) fn rows(
        &self,
        document: &Document,
        generators: &[Generator],
    ) -> Result<Vec<Row>, Failure> {
        let folder = self.bench.work.join("documents").join(&document.name);
        let written = folder.join("written.json");
        let mut shared = Shared {
            sound: folder.join("kessai-registry/registry/openapi.json"),
            components: BTreeSet::new(),
            written,
        };
        let mut rows = Vec::new();
        for generator in generators {
            let row = self.row(document, generator, &folder, &mut shared)?;
            self.bench.progress.done(self.number, &row.to_string());
            rows.push(row);
        }
        Ok(rows)
    }

    fn row(
        &self,
        document: &Document,
        generator: &Generator,
        folder: &Path,
        shared: &mut Shared,
    ) -> Result<Row, Failure> {
        let bench = self.bench;
        let at = |step: &str| {
            let told = format!("{}: {} {step}", document.name, generator.name());
            bench.progress.at(self.number, &told);
        };
        let bounds = format!("{:?}", bench.bounds);
        let inputs = Digest::default()
            .part(EDITION)
            .file(&document.path)?
            .part(generator.digest.as_bytes())
            .part(bounds.as_bytes())
            .end();
        let out = folder.join(generator.name());
        // What is measured from here on needs the crates themselves, so they are made again unless every figure is there.
        let stamp = folder.join(format!("{}.inputs", generator.name()));
        let there = || fs::read_to_string(&stamp).is_ok_and(|known| known == inputs);
        let known = self.find(document, generator, &inputs, |outcome| match outcome {
            Outcome::Generated(generated) => Some(generated.clone()),
            _ => None,
        });
        let generated = match known {
            Some(generated) if there() => generated,
            _ => {
                at("generates");
                let generated = self.generate(document, generator, &out, folder)?;
                self.add(
                    document,
                    generator,
                    &inputs,
                    Outcome::Generated(generated.clone()),
                )?;
                keep(&stamp, &inputs)?;
                generated
            }
        };
        let mut row = Row {
            document: document.name.clone(),
            generator: generator.name(),
            generated,
            checked: None,
            trip: None,
        };
        if row.generated.ended != Ended::Well {
            return Ok(row);
        }
        let inputs = Digest::default()
            .part(EDITION)
            .part(row.generated.digest.as_bytes())
            .part(bench.toolchain.as_bytes())
            .part(bench.judge.as_bytes())
            .part(bounds.as_bytes())
            .end();
        let known = self.find(document, generator, &inputs, |outcome| match outcome {
            Outcome::Checked(checked) => Some(checked.clone()),
            _ => None,
        });
        let checked = match known {
            Some(checked) => checked,
            None => {
                at("is checked");
                let hollow = folder.join(format!("{}-hollow", generator.name()));
                let target = self.target();
                let checked = checking::check(
                    generator,
                    &document.package,
                    &out,
                    &hollow,
                    &target,
                    bench.bounds,
                )?;
                self.add(
                    document,
                    generator,
                    &inputs,
                    Outcome::Checked(checked.clone()),
                )?;
                checked
            }
        };
        let compiles = checked.ended == Ended::Well;
        row.checked = Some(checked);
        if compiles {
            at("takes the examples");
            row.trip = self.trip(document, generator, &row.generated, folder, shared)?;
        }
        Ok(row)
    }

    fn generate(
        &self,
        document: &Document,
        generator: &Generator,
        out: &Path,
        folder: &Path,
    ) -> Result<Generated, Failure> {
        let bench = self.bench;
        let path = absolute(&document.path)?;
        let order = |out| Order {
            document: &path,
            out,
            name: &document.package,
            bounds: bench.bounds,
        };
        let mut takes = Vec::new();
        loop {
            clear(out)?;
            let run = generator.generate(bench.project, order(out))?;
            let again = run.succeeded() && run.cost.cpu < LONG;
            takes.push(run);
            if !again || takes.len() == TAKES {
                break;
            }
        }
        takes.sort_by(|a, b| {
            // One that did not end well speaks for all.
            let key = |run: &super::child::Run| (run.succeeded(), run.cost.cpu);
            let ((a_well, a_cpu), (b_well, b_cpu)) = (key(a), key(b));
            a_well.cmp(&b_well).then(a_cpu.total_cmp(&b_cpu))
        });
        let failed = takes.iter().position(|run| !run.succeeded());
        let run = takes.swap_remove(failed.unwrap_or(takes.len() / 2));
        let mut generated = Generated {
            ended: run.ended,
            cost: run.cost,
            lines: 0,
            findings: Counts::new(),
            digest: String::new(),
            trip: String::new(),
            reason: (!run.succeeded()).then(|| self.without_places(&run.reason(), &path)),
        };
        if generator.peer.is_none() {
            let run = generator.findings(&path, bench.bounds)?;
            generated.findings = findings(&run.output);
            let run = generator.written(&path, bench.bounds)?;
            if run.succeeded() {
                keep(&folder.join("written.json"), &run.output)?;
            }
        }
        if generated.ended != Ended::Well {
            return Ok(generated);
        }
        generated.lines = lines(out)?;
        generated.digest = Digest::default().folder(out)?.end();
        generated.trip.clone_from(&generated.digest);
        if generator.peer.is_none() {
            let out = folder.join("kessai-registry");
            clear(&out)?;
            generator.with_registry(bench.project, order(&out))?;
            if out.is_dir() {
                generated.trip = Digest::default().folder(&out)?.end();
            }
        }
        Ok(generated)
    }

    fn trip(
        &self,
        document: &Document,
        generator: &Generator,
        generated: &Generated,
        folder: &Path,
        shared: &mut Shared,
    ) -> Result<Option<RoundTrip>, Failure> {
        let bench = self.bench;
        // What is valid is judged by the document as our generator reads it.
        if !shared.written.is_file() || !shared.sound.is_file() {
            return Ok(None);
        }
        let crates = match generator.peer {
            None => folder.join("kessai-registry"),
            Some(_) => folder.join(generator.name()),
        };
        let made_of = Digest::default()
            .part(EDITION)
            .part(generated.trip.as_bytes())
            .part(bench.toolchain.as_bytes())
            .part(bench.judge.as_bytes())
            .end();
        let mut inputs = Digest::default()
            .part(made_of.as_bytes())
            .part(format!("{:?}", bench.bounds).as_bytes())
            .file(&shared.written)?
            .file(&shared.sound)?;
        if generator.peer.is_some() {
            for component in &shared.components {
                inputs = inputs.part(component.as_bytes());
            }
        }
        let inputs = inputs.end();
        let known = self.find(document, generator, &inputs, |outcome| match outcome {
            Outcome::RoundTrip(trip) => Some(trip.clone()),
            _ => None,
        });
        let listed = folder.join("components.json");
        if let Some(trip) = known {
            if generator.peer.is_none() {
                let text = fs::read_to_string(&listed).unwrap_or_default();
                shared.components = serde_json::from_str(&text).unwrap_or_default();
            }
            return Ok(Some(trip));
        }
        let told = Trip {
            project: bench.project,
            generator,
            crates: &crates,
            name: &document.package,
            folder: folder.join(format!("{}-judge", generator.name())),
            written: &shared.written,
            sound: &shared.sound,
            components: &shared.components,
            inputs: made_of,
            target: &self.target(),
            bounds: bench.bounds,
        }
        .run()?;
        if generator.peer.is_none() {
            let text = serde_json::to_string(&told.components).unwrap_or_default();
            keep(&listed, &text)?;
            shared.components = told.components;
        }
        self.add(
            document,
            generator,
            &inputs,
            Outcome::RoundTrip(told.trip.clone()),
        )?;
        Ok(Some(told.trip))
    }

    fn target(&self) -> PathBuf {
        self.bench.work.join(format!("target-{}", self.number))
    }

    fn find<T>(
        &self,
        document: &Document,
        generator: &Generator,
        inputs: &str,
        read: impl Fn(&Outcome) -> Option<T>,
    ) -> Option<T> {
        let results = &self.bench.results;
        results.find(&document.name, generator.name(), inputs, read)
    }

    fn add(
        &self,
        document: &Document,
        generator: &Generator,
        inputs: &str,
        outcome: Outcome,
    ) -> Result<(), Failure> {
        let results = &self.bench.results;
        results.add(&document.name, generator.name(), inputs, outcome)
    }

    /// A message without the folders of this machine.
    fn without_places(&self, message: &str, document: &Path) -> String {
        let mut message = message.to_owned();
        for folder in [document.parent(), Some(self.bench.work.as_path())]
            .into_iter()
            .flatten()
        {
            message = message.replace(&format!("{}/", folder.display()), "");
        }
        message
    }
}

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let cost = |cost: super::child::Cost| format!("{:.2} s, {:.0} MiB", cost.cpu, cost.peak);
        write!(f, "{}: {} ", self.document, self.generator)?;
        if self.generated.ended != Ended::Well {
            return f.write_str("does not generate");
        }
        let Generated {
            lines, cost: own, ..
        } = &self.generated;
        write!(f, "generates {lines} lines ({})", cost(*own))?;
        if let Some(checked) = &self.checked {
            let word = if checked.ended == Ended::Well {
                "compile"
            } else {
                "do not compile"
            };
            write!(f, ", they {word} ({})", cost(checked.cost))?;
        }
        if let Some(trip) = &self.trip {
            let (same, all) = (trip.count("identical"), trip.tried());
            write!(f, ", {same} of {all} examples come back")?;
        }
        Ok(())
    }
}

/// A finding, as far as it matters here.
#[derive(Deserialize)]
struct Finding {
    code: String,
    level: String,
}

/// Findings by code and level.
fn findings(output: &str) -> Counts {
    let mut counts = Counts::new();
    let found = output
        .lines()
        .filter_map(|line| serde_json::from_str::<Finding>(line).ok());
    for finding in found {
        let name = format!("{} {}", finding.level, finding.code);
        *counts.entry(name).or_default() += 1;
    }
    counts
}

/// Lines of Rust below a folder.
fn lines(folder: &Path) -> Result<usize, Failure> {
    let files = digest::files(folder)?;
    let rust = files
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "rs"));
    Ok(rust
        .map(|path| fs::read_to_string(path).map_or(0, |text| text.lines().count()))
        .sum())
}

fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(path).map_err(|source| Failure::Read {
        path: path.to_owned(),
        source,
    })
}

fn clear(folder: &Path) -> Result<(), Failure> {
    let kept = |source| Failure::Keep {
        path: folder.to_owned(),
        source,
    };
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(kept)?;
    }
    fs::create_dir_all(folder.parent().unwrap_or(folder)).map_err(kept)
}

fn keep(path: &Path, text: &str) -> Result<(), Failure> {
    fs::create_dir_all(path.parent().unwrap_or(path))
        .and_then(|()| fs::write(path, text))
        .map_err(|source| Failure::Keep {
            path: path.to_owned(),
            source,
        })
}

//! One document by every generator.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::checking;
use super::child::{Bounds, Ended};
use super::digest::Digest;
use super::generator::Generator;
use super::places::Places;
use super::progress::Progress;
use super::results::{Generated, Outcome, Results, RoundTrip};
use super::row::{Document, Row};
use super::trip::Trip;
use crate::failure::Failure;
use crate::project::Project;

/// Raised when what is measured changes its meaning.
const EDITION: &[u8] = b"2";

/// What all jobs share.
pub(super) struct Bench<'a> {
    pub(super) project: &'a Project,
    pub(super) work: PathBuf,
    /// What messages are cleared of.
    pub(super) places: Places,
    pub(super) bounds: Bounds,
    /// The release of rustc.
    pub(super) toolchain: String,
    /// The digest of what judges and of what generated code stands on.
    pub(super) judge: String,
    pub(super) results: Results,
    pub(super) progress: Progress,
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
                let mut checked = checking::check(
                    generator,
                    &document.package,
                    &out,
                    &hollow,
                    &target,
                    bench.bounds,
                )?;
                checked.reason = checked.reason.map(|reason| bench.places.without(&reason));
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
        let mut told = Trip {
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
        let reason = told.trip.reason.take();
        told.trip.reason = reason.map(|reason| bench.places.without(&reason));
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
}

/// Writes a file whose folder may not be there yet.
pub(super) fn keep(path: &Path, text: &str) -> Result<(), Failure> {
    fs::create_dir_all(path.parent().unwrap_or(path))
        .and_then(|()| fs::write(path, text))
        .map_err(|source| Failure::Keep {
            path: path.to_owned(),
            source,
        })
}

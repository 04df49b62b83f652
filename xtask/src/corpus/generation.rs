//! What generators make of a document, and what that takes them.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::absolute;
use super::child::{Ended, Run};
use super::digest::{self, Digest};
use super::generator::{Generator, Order};
use super::job::{Job, keep};
use super::results::{Counts, Generated};
use super::row::Document;
use crate::failure::Failure;

/// How often a generation is measured; the one in the middle counts.
const TAKES: usize = 3;

/// A generation that took more CPU seconds than this is measured once.
const LONG: f64 = 10.0;

impl Job<'_> {
    pub(super) fn generate(
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
            let key = |run: &Run| (run.succeeded(), run.cost.cpu);
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
            reason: (!run.succeeded()).then(|| bench.places.without(&run.reason())),
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

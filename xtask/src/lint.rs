//! `lint`: what is wrong with the specs.

use std::path::Path;
use std::time::Instant;

use crate::cli::Lint;
use crate::failure::Failure;
use crate::project::{Project, shown_from_here};
use crate::report;

pub(crate) fn run(project: &Project, arguments: &Lint) -> Result<(), Failure> {
    if let Some(spec) = &arguments.spec {
        return lint(&spec.display().to_string(), spec);
    }
    let mut done = Ok(());
    for provider in project.providers(&arguments.providers)? {
        // One provider's faults do not hide another's.
        if let Err(failure) = lint(&provider.name, &provider.spec) {
            done = Err(failure);
        }
    }
    done
}

fn lint(name: &str, spec: &Path) -> Result<(), Failure> {
    let started = Instant::now();
    let (sources, document, mut found) = kessai_codegen::tree::load(&shown_from_here(spec));
    if let Some(document) = document.filter(|_| !found.has_errors()) {
        found.extend(kessai_codegen::understand(&document).1);
    }
    let shown = report::show(&found, &sources);
    println!(
        "{name}: {} in {} files, {} ms",
        report::counts(&found),
        sources.files().count(),
        started.elapsed().as_millis()
    );
    shown
}

//! `lint`: what is wrong with the specs.

use std::path::Path;
use std::time::Instant;

use kessai_codegen::diagnostics::Profile;

use crate::cli::Lint;
use crate::failure::Failure;
use crate::project::Project;
use crate::reading;
use crate::report::Report;

pub(crate) fn run(project: &Project, arguments: &Lint) -> Result<(), Failure> {
    let asked = arguments.profile.map(Into::into);
    if let Some(spec) = &arguments.spec {
        let profile = reading::profile(project, spec, asked);
        return lint(&spec.display().to_string(), spec, profile, arguments);
    }
    let mut done = Ok(());
    for provider in project.providers(&arguments.providers)? {
        let profile = asked.unwrap_or(Profile::House);
        // One provider's faults do not hide another's.
        if let Err(failure) = lint(&provider.name, &provider.spec, profile, arguments) {
            done = Err(failure);
        }
    }
    done
}

fn lint(name: &str, spec: &Path, profile: Profile, arguments: &Lint) -> Result<(), Failure> {
    let started = Instant::now();
    let reading = reading::read(spec, profile);
    // A note on a spec of the house is about a choice that was made; on another document it says how that is read.
    let report = Report {
        format: arguments.message_format,
        notes: arguments.notes || profile == Profile::Public,
    };
    let shown = report.show(&reading);
    let files = reading.sources.files().count();
    report.summary(&format!(
        "{name}: {} in {files} file{}, {} ms",
        report.counts(&reading.found),
        if files == 1 { "" } else { "s" },
        started.elapsed().as_millis()
    ));
    shown
}

//! `bundle`: a spec as one document.

use std::path::Path;

use kessai_codegen::diagnostics::Profile;

use crate::cli::{Bundle, Format, MessageFormat};
use crate::failure::Failure;
use crate::project::{Project, shown_from_here};
use crate::reading::{self, Reading};
use crate::report::Report;

pub(crate) fn run(project: &Project, arguments: &Bundle) -> Result<(), Failure> {
    if let Some(spec) = &arguments.spec {
        return bundle(spec, reading::profile(project, spec, None), arguments);
    }
    for provider in project.providers(arguments.provider.as_slice())? {
        bundle(&provider.spec, Profile::House, arguments)?;
    }
    Ok(())
}

fn bundle(spec: &Path, profile: Profile, arguments: &Bundle) -> Result<(), Failure> {
    let (sources, document, found) = kessai_codegen::tree::load(&shown_from_here(spec));
    let reading = Reading {
        sources,
        written: document,
        understood: None,
        found: found.in_profile(profile),
    };
    let report = Report {
        format: MessageFormat::Human,
        notes: false,
    };
    report.show(&reading)?;
    let Some(document) = reading.written else {
        return Err(Failure::Reported);
    };
    let text = match arguments.format {
        Format::Yaml => document
            .to_yaml()
            .map_err(|error| Failure::Bundle(error.to_string()))?,
        Format::Json => document.to_json_text(),
    };
    println!("{}", text.trim_end());
    Ok(())
}

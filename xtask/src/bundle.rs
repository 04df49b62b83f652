//! `bundle`: a spec as one document.

use crate::cli::{Bundle, Format, MessageFormat};
use crate::failure::Failure;
use crate::project::{Project, shown_from_here};
use crate::reading::Reading;
use crate::report::Report;

pub(crate) fn run(project: &Project, arguments: &Bundle) -> Result<(), Failure> {
    let providers = project.providers(std::slice::from_ref(&arguments.provider))?;
    for provider in providers {
        let (sources, document, found) =
            kessai_codegen::tree::load(&shown_from_here(&provider.spec));
        let reading = Reading {
            sources,
            written: document,
            understood: None,
            found,
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
    }
    Ok(())
}

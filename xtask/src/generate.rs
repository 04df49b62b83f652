//! `generate`: from specs to crates.

use std::path::Path;
use std::time::Instant;

use kessai_codegen::diagnostics::{Level, Profile};
use kessai_codegen::emit::{self, Crates, Files, Layout};
use kessai_codegen::package::{Package, is_crate_name};
use kessai_codegen::write;

use crate::cli::{Generate, MessageFormat};
use crate::failure::Failure;
use crate::project::{Project, absolute};
use crate::reading;
use crate::report::Report;

/// The crates of a spec and what there is to say about them.
struct Generated {
    crates: Crates,
    package: Package,
    operations: usize,
    types: usize,
    /// How much was found that is not shown.
    notes: usize,
}

pub(crate) fn run(project: &Project, arguments: &Generate) -> Result<(), Failure> {
    match (&arguments.spec, &arguments.out, &arguments.name) {
        (Some(spec), Some(out), Some(name)) => alone(project, arguments, spec, out, name),
        _ => providers(project, arguments),
    }
}

/// Every spec is read before anything is written, so that one with an error leaves all crates as they are.
fn providers(project: &Project, arguments: &Generate) -> Result<(), Failure> {
    let format = arguments.message_format;
    let mut all = Vec::new();
    let mut failed = None;
    for provider in project.providers(&arguments.providers)? {
        let started = Instant::now();
        let package = provider.package()?;
        let layout = Layout::side_by_side(&package);
        match generate(
            &provider.spec,
            Profile::House,
            format,
            |_| package,
            |_| layout,
        ) {
            Ok(generated) => all.push((provider.name, generated, started)),
            Err(failure) => failed = Some(failure),
        }
    }
    if let Some(failure) = failed {
        return Err(failure);
    }
    let generated = project.root().join("generated");
    let mut stale = false;
    for (name, result, started) in all {
        let folders = result.folders();
        if arguments.check {
            for (folder, files) in &folders {
                stale |= show_difference(
                    &generated.join(folder),
                    &format!("generated/{folder}"),
                    files,
                )?;
            }
        } else {
            for (folder, files) in &folders {
                write::apply(&generated.join(folder), files)?;
            }
        }
        result.summarize(&name, &folders, started, format);
    }
    if stale {
        eprintln!("error: generated/ is not what the specs give; run: cargo xtask generate");
        return Err(Failure::Reported);
    }
    Ok(())
}

/// A crate anywhere, for any document: the client with the model crate inside it, and the registry crate if it is asked for.
fn alone(
    project: &Project,
    arguments: &Generate,
    spec: &Path,
    out: &Path,
    name: &str,
) -> Result<(), Failure> {
    if !is_crate_name(name) {
        return Err(Failure::CrateName(name.to_owned()));
    }
    let ours = out.join("model").join("Cargo.toml").is_file();
    let empty = std::fs::read_dir(out).map_or(true, |mut entries| entries.next().is_none());
    if !ours && !empty {
        return Err(Failure::OutNotOurs(out.to_owned()));
    }
    let started = Instant::now();
    let runtime = project.root().join("runtime").display().to_string();
    let mut members = vec!["model".to_owned()];
    members.extend(arguments.registry.then(|| "registry".to_owned()));
    let layout = Layout {
        client_to_model: "model".to_owned(),
        model_to_runtime: runtime.clone(),
        client_to_runtime: runtime,
        registry_to_client: arguments.registry.then(|| "..".to_owned()),
        workspace: Some(members),
        command: format!("cargo xtask generate --spec {}", spec.display()),
    };
    let profile = reading::profile(project, spec, arguments.profile.map(Into::into));
    let generated = generate(
        spec,
        profile,
        arguments.message_format,
        |title| Package::named(name, title),
        |_| layout,
    )?;
    let Crates {
        client,
        model,
        registry,
    } = &generated.crates;
    let mut files = client.clone();
    for (folder, inner) in [("model", model), ("registry", registry)] {
        let inside = inner
            .iter()
            .map(|(path, text)| (format!("{folder}/{path}"), text.clone()));
        files.extend(inside);
    }
    if arguments.check {
        if show_difference(out, &out.display().to_string(), &files)? {
            eprintln!(
                "error: {} is not what the document gives; run the command without --check",
                out.display()
            );
            return Err(Failure::Reported);
        }
    } else {
        write::apply(&absolute(out)?, &files)?;
    }
    generated.summarize(
        name,
        &[(name.to_owned(), files)],
        started,
        arguments.message_format,
    );
    // What was mended to be read, and what nobody asks of values, is said there.
    if generated.notes > 0 {
        report(arguments.message_format).summary(&format!(
            "{name}: notes: {}, shown by: cargo xtask lint --spec {}",
            generated.notes,
            spec.display()
        ));
    }
    Ok(())
}

/// How findings are shown where notes are not.
fn report(format: MessageFormat) -> Report {
    Report {
        format,
        notes: false,
    }
}

fn generate(
    spec: &Path,
    profile: Profile,
    format: MessageFormat,
    package: impl FnOnce(&str) -> Package,
    layout: impl FnOnce(&Package) -> Layout,
) -> Result<Generated, Failure> {
    let reading = reading::read(spec, profile);
    report(format).show(&reading)?;
    let notes = reading.found.count(Level::Note);
    let Some((document, understood)) = reading.understood else {
        return Err(Failure::Reported);
    };
    let package = package(&understood.api.title);
    let layout = layout(&package);
    let crates = emit::emit(&document, &understood, &package, &layout)?;
    Ok(Generated {
        crates,
        package,
        operations: understood.api.operations.len(),
        types: understood.api.types.len(),
        notes,
    })
}

/// Prints how a folder differs from what it should be, and says whether it does.
fn show_difference(folder: &Path, shown_as: &str, files: &Files) -> Result<bool, Failure> {
    let difference = write::diff(folder, shown_as, files)?;
    print!("{difference}");
    Ok(!difference.is_empty())
}

impl Generated {
    /// The folders under generated/ with their files.
    fn folders(&self) -> Vec<(String, Files)> {
        let name = &self.package.name;
        vec![
            (format!("{name}-model"), self.crates.model.clone()),
            (name.clone(), self.crates.client.clone()),
            (format!("{name}-registry"), self.crates.registry.clone()),
        ]
    }

    fn summarize(
        &self,
        name: &str,
        folders: &[(String, Files)],
        started: Instant,
        format: MessageFormat,
    ) {
        let files = || folders.iter().flat_map(|(_, files)| files);
        let rust =
            files().filter(|(path, _)| Path::new(path).extension().is_some_and(|end| end == "rs"));
        let lines: usize = rust.map(|(_, text)| text.lines().count()).sum();
        report(format).summary(&format!(
            "{name}: {} operations, {} types, {} files, {lines} lines of Rust, {} ms",
            self.operations,
            self.types,
            files().count(),
            started.elapsed().as_millis()
        ));
    }
}

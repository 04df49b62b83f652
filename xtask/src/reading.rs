//! A document with everything there is to say about it.

use std::path::Path;

use kessai_codegen::diagnostics::{Diagnostics, Profile};
use kessai_codegen::source::Sources;
use kessai_codegen::tree::{self, Disk, Document};
use kessai_codegen::{Options, Understood, check, evidence, interpret, sound};

use crate::project::{Project, shown_from_here};

/// What a document says, as far as it can be understood.
#[derive(Debug)]
pub(crate) struct Reading {
    /// The files it was read from.
    pub(crate) sources: Sources,
    /// The document as it was written, if it can be parsed.
    pub(crate) written: Option<Document>,
    /// The document to go on with, and what it says, if it is sound; it may still differ from its ledger.
    pub(crate) understood: Option<(Document, Understood)>,
    /// What was found.
    pub(crate) found: Diagnostics,
}

/// Reads a document by the rules of a profile.
pub(crate) fn read(spec: &Path, profile: Profile) -> Reading {
    let options = Options { profile };
    let spec = shown_from_here(spec);
    let (mut sources, written, loaded) = tree::load(&spec);
    let Some(document) = written.clone() else {
        return Reading {
            sources,
            written,
            understood: None,
            found: loaded.in_profile(profile),
        };
    };
    let (document, mut found) = sound(document, loaded, options);
    if let Some(written) = written.as_ref().filter(|_| profile == Profile::House) {
        if !found.has_gaps() {
            found.extend(check::house(written));
            found.extend(check::unused_files(&Disk, &spec, written, &mut sources));
        }
        // What is known of an API is kept beside specs of the house alone.
        if evidence::is_comparable(&found)
            && let Some(comparison) = evidence::beside(&spec, written, &mut sources)
        {
            found.extend(comparison.found);
        }
    }
    let understood = document.and_then(|document| {
        let (understood, more) = interpret(&document, options);
        found.extend(more);
        Some((document, understood?))
    });
    Reading {
        sources,
        written,
        understood,
        found,
    }
}

/// The profile that was asked for, or else the one of the place: what lies under specs/ is of the house.
pub(crate) fn profile(project: &Project, spec: &Path, asked: Option<Profile>) -> Profile {
    asked.unwrap_or_else(|| {
        let specs = project.root().join("specs").canonicalize();
        match (specs, spec.canonicalize()) {
            (Ok(specs), Ok(spec)) if spec.starts_with(&specs) => Profile::House,
            _ => Profile::Public,
        }
    })
}

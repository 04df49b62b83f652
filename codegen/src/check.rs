//! Whether a document is a sound OpenAPI 3.0.3 document that keeps the rules of the house.
//!
//! [`check`] walks the tree once by the tables of kinds of objects and takes note of what stands where; each rule then
//! looks at the objects it is about. References that lead nowhere are reported when a document is loaded, not here.

use std::path::Path;

use crate::{
    diagnostics::Diagnostics,
    source::Sources,
    tree::{Document, Files},
};

mod bounds;
mod calls;
mod cycles;
mod discriminators;
mod documentation;
mod examples;
mod extensions;
mod folders;
mod kinds;
mod links;
mod objects;
mod operations;
mod parameters;
mod paths;
mod patterns;
mod properties;
mod recursion;
mod references;
mod regex;
mod schemas;
mod security;
mod shape;
mod survey;
mod values;
mod version;

/// Everything that is wrong with a document, in no particular order, with the levels of the house.
pub fn check(document: &Document) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let root = &document.root;
    if let Some(found) = version::check(root) {
        diagnostics.push(found);
        return diagnostics;
    }
    let survey = shape::survey(root, &mut diagnostics);
    let properties = properties::Properties::new(&survey);
    references::check(document, &survey, &mut diagnostics);
    operations::check(root, &survey, &mut diagnostics);
    paths::check(root, &survey, &mut diagnostics);
    parameters::check(&survey, &mut diagnostics);
    security::check(root, &survey, &mut diagnostics);
    links::check(&survey, &properties, &mut diagnostics);
    extensions::check(root, &survey, &properties, &mut diagnostics);
    schemas::check(&survey, &properties, &mut diagnostics);
    discriminators::check(&survey, &properties, &mut diagnostics);
    patterns::check(&survey, &mut diagnostics);
    bounds::check(&survey, &properties, &mut diagnostics);
    recursion::check(root, &survey, &mut diagnostics);
    examples::check(
        root,
        &survey,
        &values::Validator::new(&survey, &properties),
        &mut diagnostics,
    );
    diagnostics.deduplicate();
    diagnostics
}

/// Everything that a spec of the house must say, and does not: what people need, and no generator.
pub fn house(document: &Document) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    if version::check(&document.root).is_some() {
        return diagnostics;
    }
    // What is wrong with the shape is not said twice.
    let survey = shape::survey(&document.root, &mut Diagnostics::new());
    documentation::check(document, &survey, &mut diagnostics);
    diagnostics.deduplicate();
    diagnostics
}

/// Every kind of object of OpenAPI with the names of the members that it may have, as the checks know them.
pub fn members() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut kinds: Vec<&'static kinds::Kind> = vec![&objects::DOCUMENT];
    let mut at = 0;
    while let Some(kind) = kinds.get(at) {
        for inner in kind.members.iter().filter_map(|member| member.value.kind()) {
            if !kinds.iter().any(|known| known.is(inner)) {
                kinds.push(inner);
            }
        }
        at += 1;
    }
    let names = |kind: &kinds::Kind| kind.members.iter().map(|member| member.key).collect();
    kinds
        .into_iter()
        .map(|kind| (kind.name, names(kind)))
        .collect()
}

/// The files among those of a spec of the house that are no part of it; they are added to the sources.
///
/// Nothing checks what nothing refers to, and whoever reads it takes it for documented.
pub fn unused_files(
    files: &dyn Files,
    root_file: &Path,
    document: &Document,
    sources: &mut Sources,
) -> Diagnostics {
    folders::check(files, root_file, document, sources)
}

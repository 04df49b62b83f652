//! Where a rule of the bundled spec was written.

use std::path::{Path, PathBuf};

use kessai_codegen::source::Sources;
use kessai_codegen::tree::{self, Document};
use serde_json::Value;

/// A spec on disk: its bundle, and the places of everything in it.
#[derive(Debug)]
pub struct Written {
    /// The spec as one document.
    pub bundle: Value,
    /// The same as text, as the registry crates hold it.
    pub text: String,
    sources: Sources,
    document: Document,
}

impl Written {
    /// Reads a spec and all that it refers to.
    ///
    /// # Errors
    ///
    /// Everything that keeps it from being one document, with places.
    pub fn read(spec: &Path) -> Result<Self, String> {
        let (sources, document, found) = tree::load(&from_here(spec));
        let Some(document) = document.filter(|_| !found.has_errors()) else {
            let mut problems = vec![format!("{} cannot be read", spec.display())];
            problems.extend(
                found.sorted().iter().map(|fault| {
                    format!("{}: {}", sources.place(fault.primary.span), fault.message)
                }),
            );
            return Err(problems.join("\n  "));
        };
        let text = document.to_json_text();
        let bundle = serde_json::from_str(&text).map_err(|error| {
            format!("{} gives a bundle that is no JSON: {error}", spec.display())
        })?;
        Ok(Self {
            bundle,
            text,
            sources,
            document,
        })
    }

    /// `file:line:column` of what stands at a JSON Pointer of the bundle, or of what is nearest around it.
    pub fn place(&self, pointer: &str) -> String {
        let mut pointer = pointer;
        loop {
            let span = self
                .document
                .key_span_of(pointer)
                .or_else(|| self.document.span_of(pointer));
            match (span, pointer.rsplit_once('/')) {
                (Some(span), _) => return self.sources.place(span),
                (None, Some((around, _))) => pointer = around,
                (None, None) => return String::new(),
            }
        }
    }
}

/// A path as it is shown: from the current folder where it lies within.
pub fn from_here(path: &Path) -> PathBuf {
    std::env::current_dir()
        .ok()
        .and_then(|here| path.strip_prefix(here).ok())
        .unwrap_or(path)
        .to_owned()
}

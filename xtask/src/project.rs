//! Where things stand in this repository.

use std::fs;
use std::path::{Path, PathBuf};

use kessai_codegen::package::Package;

use crate::failure::Failure;

/// The repository that a command works in.
#[derive(Debug)]
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// The repository at a folder, or the one this command was built from.
    pub(crate) fn new(root: Option<PathBuf>) -> Result<Self, Failure> {
        let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = root.unwrap_or_else(|| xtask.parent().unwrap_or(xtask).to_owned());
        absolute(&root).map(|root| Self { root })
    }

    /// Its folder, from the root of the file system: manifests elsewhere name it.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The providers named, or all of them in the order of their names.
    pub(crate) fn providers(&self, names: &[String]) -> Result<Vec<Provider>, Failure> {
        let specs = self.root.join("specs");
        let entries = fs::read_dir(&specs).map_err(|source| Failure::Read {
            path: specs.clone(),
            source,
        })?;
        let mut known: Vec<Provider> = entries
            .filter_map(Result::ok)
            .map(|entry| Provider {
                name: entry.file_name().to_string_lossy().into_owned(),
                spec: entry.path().join("openapi.yaml"),
            })
            .filter(|provider| provider.spec.is_file())
            .collect();
        known.sort_by(|a, b| a.name.cmp(&b.name));
        if known.is_empty() {
            return Err(Failure::NoProvider(specs));
        }
        if let Some(given) = names
            .iter()
            .find(|name| !known.iter().any(|provider| provider.name == **name))
        {
            return Err(Failure::UnknownProvider {
                given: given.clone(),
                known: known.into_iter().map(|provider| provider.name).collect(),
            });
        }
        if !names.is_empty() {
            known.retain(|provider| names.contains(&provider.name));
        }
        Ok(known)
    }
}

/// A folder under specs/ with an openapi.yaml.
#[derive(Debug)]
pub(crate) struct Provider {
    /// The folder's name.
    pub(crate) name: String,
    /// The root file of the spec.
    pub(crate) spec: PathBuf,
}

impl Provider {
    /// What its crates are called.
    pub(crate) fn package(&self) -> Result<Package, Failure> {
        let path = self.spec.with_file_name("package.toml");
        let text = fs::read_to_string(&path).map_err(|source| Failure::Read {
            path: shown_from_here(&path),
            source,
        })?;
        let package = Package::parse(&text).map_err(|problem| Failure::Package {
            path: shown_from_here(&path),
            problem,
        })?;
        Ok(Package {
            guide: self.guide()?,
            ..package
        })
    }

    /// The sections of its guide, by the names of their files; none where there is no guide.
    fn guide(&self) -> Result<Vec<String>, Failure> {
        let folder = self.spec.with_file_name("guide");
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let failed = |path: &Path| {
            let path = shown_from_here(path);
            move |source| Failure::Read { path, source }
        };
        let entries = fs::read_dir(&folder).map_err(failed(&folder))?;
        let mut paths = Vec::new();
        for entry in entries {
            let path = entry.map_err(failed(&folder))?.path();
            if path.extension().is_some_and(|end| end == "md") {
                paths.push(path);
            }
        }
        paths.sort();
        let read = |path: &PathBuf| fs::read_to_string(path).map_err(failed(path));
        paths.iter().map(read).collect()
    }
}

/// A path from the root of the file system.
pub(crate) fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(path).map_err(|source| Failure::Read {
        path: path.to_owned(),
        source,
    })
}

/// A path by which a file is opened and shown: from the current folder where it lies within, so that `file:line:column` can be
/// followed from a terminal.
pub(crate) fn shown_from_here(path: &Path) -> PathBuf {
    match std::env::current_dir() {
        Ok(here) => path.strip_prefix(here).unwrap_or(path).to_owned(),
        Err(_) => path.to_owned(),
    }
}

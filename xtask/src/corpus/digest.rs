//! Digests: what a figure was taken of, so that it is taken again when that changes.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::failure::Failure;

/// A digest that is fed part by part.
#[derive(Default)]
pub(super) struct Digest(Sha256);

impl Digest {
    /// The length keeps two parts from being taken for one.
    pub(super) fn part(mut self, bytes: &[u8]) -> Self {
        self.0.update(bytes.len().to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// What a file holds, bit by bit: the memory of this process is the least that one it starts seems to take.
    pub(super) fn file(mut self, path: &Path) -> Result<Self, Failure> {
        let fed = File::open(path).and_then(|mut file| {
            self.0.update(file.metadata()?.len().to_le_bytes());
            let mut bit = [0; 1 << 14];
            loop {
                match file.read(&mut bit)? {
                    0 => return Ok(()),
                    length => self.0.update(&bit[..length]),
                }
            }
        });
        fed.map_err(|source| Failure::Read {
            path: path.to_owned(),
            source,
        })?;
        Ok(self)
    }

    /// The files below a folder, by their paths. What cargo leaves there is not part of it.
    pub(super) fn folder(mut self, folder: &Path) -> Result<Self, Failure> {
        for path in files(folder)? {
            let shown = path.strip_prefix(folder).unwrap_or(&path);
            self = self.part(shown.to_string_lossy().as_bytes()).file(&path)?;
        }
        Ok(self)
    }

    pub(super) fn end(self) -> String {
        let bytes = self.0.finalize();
        let mut text = String::new();
        for byte in bytes.iter().take(16) {
            text.push_str(&format!("{byte:02x}"));
        }
        text
    }
}

/// The files below a folder in order of their paths, without what cargo leaves there.
pub(super) fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    collect(folder, &mut found).map_err(|source| Failure::Read {
        path: folder.to_owned(),
        source,
    })?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        if name == "target" || name == "Cargo.lock" {
            continue;
        }
        if path.is_dir() {
            collect(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Digest;

    #[test]
    fn a_folder_is_its_files_and_their_names() {
        let folder = tempfile::tempdir().unwrap();
        let digest = || Digest::default().folder(folder.path()).unwrap().end();
        fs::write(folder.path().join("a"), "1").unwrap();
        let first = digest();
        fs::write(folder.path().join("Cargo.lock"), "1").unwrap();
        assert_eq!(digest(), first);
        fs::rename(folder.path().join("a"), folder.path().join("b")).unwrap();
        assert_ne!(digest(), first);
    }

    #[test]
    fn parts_keep_their_ends() {
        let digest = |parts: [&str; 2]| {
            parts
                .iter()
                .fold(Digest::default(), |digest, part| {
                    digest.part(part.as_bytes())
                })
                .end()
        };
        assert_ne!(digest(["ab", "c"]), digest(["a", "bc"]));
    }
}

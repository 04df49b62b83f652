//! Files on disk: replaced as a whole or not at all, or only compared.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::{fmt, fs};

use similar::TextDiff;

use crate::emit::Files;

/// What came of writing a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were new or different.
    pub changed: usize,
    /// Files that were there and are no longer part of the crate.
    pub removed: usize,
}

/// A folder that could not be read or replaced. What was there before still is.
#[derive(Debug)]
pub struct WriteError {
    path: PathBuf,
    action: &'static str,
    source: io::Error,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "cannot {} {}: {}",
            self.action,
            self.path.display(),
            self.source
        )
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

fn failed(path: &Path, action: &'static str) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |source| WriteError {
        path,
        action,
        source,
    }
}

/// Makes a folder hold exactly these files.
///
/// The new content is put together beside the folder and takes its place in one step, so an interrupted run leaves the old
/// crate or the new one. Files that stay the same keep their times, so that nothing is built again without need.
///
/// # Errors
/// When a file cannot be read or written; the folder is then as it was.
pub fn apply(folder: &Path, files: &Files) -> Result<Written, WriteError> {
    let present = list(folder)?;
    let mut written = Written {
        changed: 0,
        removed: present
            .iter()
            .filter(|path| !files.contains_key(*path))
            .count(),
    };
    let mut same = BTreeSet::new();
    for (path, text) in files {
        if present.contains(path)
            && fs::read(folder.join(path)).is_ok_and(|bytes| bytes == text.as_bytes())
        {
            same.insert(path);
        } else {
            written.changed += 1;
        }
    }
    if written == Written::default() {
        return Ok(written);
    }
    let staged = beside(folder, "new");
    let old = beside(folder, "old");
    clear(&staged)?;
    clear(&old)?;
    for (path, text) in files {
        let target = staged.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(failed(parent, "create"))?;
        }
        // A link keeps the file's times; where links cannot be made, a copy has to do.
        let kept = same.contains(path) && fs::hard_link(folder.join(path), &target).is_ok();
        if !kept {
            fs::write(&target, text).map_err(failed(&target, "write"))?;
        }
    }
    if folder.exists() {
        fs::rename(folder, &old).map_err(failed(folder, "move aside"))?;
    }
    if let Err(source) = fs::rename(&staged, folder) {
        if old.exists() {
            fs::rename(&old, folder).map_err(failed(&old, "move back"))?;
        }
        return Err(WriteError {
            path: folder.to_owned(),
            action: "replace",
            source,
        });
    }
    clear(&old)?;
    Ok(written)
}

/// Compares a folder with what it should hold: a unified diff of every file that differs, empty when none does.
///
/// # Errors
/// When the folder cannot be read.
pub fn diff(folder: &Path, shown_as: &str, files: &Files) -> Result<String, WriteError> {
    let present = list(folder)?;
    let paths: BTreeSet<&String> = present.iter().chain(files.keys()).collect();
    let mut diff = String::new();
    for path in paths {
        let on_disk = if present.contains(path) {
            let file = folder.join(path);
            let bytes = fs::read(&file).map_err(failed(&file, "read"))?;
            String::from_utf8_lossy(&bytes).into_owned()
        } else {
            String::new()
        };
        let wanted = files.get(path).map_or("", String::as_str);
        if on_disk == wanted && present.contains(path) == files.contains_key(path) {
            continue;
        }
        let name = |side: &str, there: bool| {
            if there {
                format!("{side}/{shown_as}/{path}")
            } else {
                "/dev/null".to_owned()
            }
        };
        let header = (
            name("a", present.contains(path)),
            name("b", files.contains_key(path)),
        );
        let lines = TextDiff::from_lines(on_disk.as_str(), wanted);
        let changes = lines
            .unified_diff()
            .header(&header.0, &header.1)
            .to_string();
        // An empty file that comes or goes has no line to show.
        diff.push_str(&if changes.is_empty() {
            format!("--- {}\n+++ {}\n", header.0, header.1)
        } else {
            changes
        });
    }
    Ok(diff)
}

/// The files below a folder, with `/` between the parts; none when there is no folder.
fn list(folder: &Path) -> Result<BTreeSet<String>, WriteError> {
    let mut found = BTreeSet::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((path, prefix)) = open.pop() {
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound && prefix.is_empty() => break,
            Err(error) => return Err(failed(&path, "read")(error)),
        };
        for entry in entries {
            let entry = entry.map_err(failed(&path, "read"))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type().map_err(failed(&path, "read"))?;
            if kind.is_dir() {
                // Build output is nobody's source.
                if !(prefix.is_empty() && name == "target") {
                    open.push((entry.path(), format!("{prefix}{name}/")));
                }
            } else if !(prefix.is_empty() && name == "Cargo.lock") {
                found.insert(format!("{prefix}{name}"));
            }
        }
    }
    Ok(found)
}

fn beside(folder: &Path, word: &str) -> PathBuf {
    let name = folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    folder.with_file_name(format!(".{name}.{word}"))
}

fn clear(folder: &Path) -> Result<(), WriteError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(failed(folder, "remove")(error))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;

//! Snapshots that no test has looked at. They prove nothing, and whoever reviews them believes that they do.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::project::Project;

/// The variable by which insta is told to note every snapshot that a test compares.
pub(super) const VARIABLE: &str = "INSTA_SNAPSHOT_REFERENCES_FILE";

/// The file in which it does.
pub(super) fn notes(project: &Project) -> PathBuf {
    project.root().join("target/snapshots.txt")
}

/// Forgets what earlier runs noted.
pub(super) fn forget(project: &Project) -> Result<(), Failure> {
    let path = notes(project);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failure(&path, error)),
        _ => Ok(()),
    }
}

/// Holds the snapshots there are against those that tests have noted.
pub(super) fn run(project: &Project) -> Result<(), Failure> {
    println!("== snapshots: each is looked at by a test");
    let path = notes(project);
    let noted = fs::read_to_string(&path).map_err(|error| failure(&path, error))?;
    let found =
        left_over(project.root(), &noted).map_err(|error| failure(project.root(), error))?;
    if found.is_empty() {
        return Ok(());
    }
    Err(Failure::Snapshots(found))
}

fn failure(path: &Path, source: io::Error) -> Failure {
    Failure::Read {
        path: path.to_owned(),
        source,
    }
}

/// The snapshots below a folder that are not among those noted, and what runs have left beside them to be reviewed.
fn left_over(root: &Path, noted: &str) -> io::Result<Vec<String>> {
    let noted: BTreeSet<PathBuf> = noted
        .lines()
        .filter_map(|line| fs::canonicalize(line).ok())
        .collect();
    let mut found = Vec::new();
    walk(&fs::canonicalize(root)?, &mut |path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_pending = name.ends_with(".snap.new") || name.ends_with(".pending-snap");
        if is_pending || (name.ends_with(".snap") && !noted.contains(path)) {
            found.push(path.to_owned());
        }
    })?;
    found.sort();
    let root = fs::canonicalize(root)?;
    Ok(found
        .iter()
        .map(|path| path.strip_prefix(&root).unwrap_or(path))
        .map(|path| path.display().to_string())
        .collect())
}

/// Goes through every file of the project; what is built lies in `target`, and what begins with a dot is not the project's.
fn walk(folder: &Path, each: &mut impl FnMut(&Path)) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if name == "target" || name.as_encoded_bytes().starts_with(b".") {
            // insta leaves what is to be reviewed of inline snapshots in files that begin with a dot.
            if name.as_encoded_bytes().ends_with(b".pending-snap") {
                each(&entry.path());
            }
            continue;
        }
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), each)?;
        } else {
            each(&entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_test_looks_at_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, "").unwrap();
            path.display().to_string()
        };
        let noted = [write("a/tests/one.snap"), write("b/two.snap")];
        write("a/tests/orphan.snap");
        write("a/tests/one.snap.new");
        write("a/tests/.main.rs.pending-snap");
        write("target/old.snap");
        write(".git/older.snap");
        write("a/tests/main.rs");
        // The same file may be noted by another way to it.
        let text = format!(
            "{}/b/../a/tests/one.snap\n{}\n",
            folder.path().display(),
            noted[1]
        );
        assert_eq!(
            left_over(folder.path(), &text).unwrap(),
            [
                "a/tests/.main.rs.pending-snap",
                "a/tests/one.snap.new",
                "a/tests/orphan.snap"
            ]
        );
    }
}

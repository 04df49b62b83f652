//! The cases of a folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Case, CaseError, file};

/// Reads every `*.json` of a folder beside a spec, in order of their names. A file that is wrong is left out and named; the others are
/// read all the same. Two files with one id are wrong, and the second is left out.
pub fn from_folder(folder: &Path) -> (Vec<Case>, Vec<CaseError>) {
    let mut cases = Vec::new();
    let mut errors = Vec::new();
    let files = match files(folder) {
        Ok(files) => files,
        Err(error) => {
            errors.push(whole(folder, &error.to_string()));
            return (cases, errors);
        }
    };
    let mut ids = BTreeMap::new();
    for path in files {
        let name = path.display().to_string();
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) => {
                errors.push(whole(&path, &error.to_string()));
                continue;
            }
        };
        match file::parse(&name, &text) {
            Ok(case) => {
                if case.source.is_none() {
                    errors.push(CaseError {
                        file: name,
                        place: "$.source".to_owned(),
                        problem: "is missing".to_owned(),
                    });
                } else if let Some(first) = ids.get(&case.id) {
                    errors.push(CaseError {
                        file: name,
                        place: "$.id".to_owned(),
                        problem: format!("`{}` is the id of {first}", case.id),
                    });
                } else {
                    ids.insert(case.id.clone(), name);
                    cases.push(case);
                }
            }
            Err(found) => errors.extend(found),
        }
    }
    (cases, errors)
}

fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn whole(path: &Path, problem: &str) -> CaseError {
    CaseError {
        file: path.display().to_string(),
        place: String::new(),
        problem: problem.to_owned(),
    }
}

//! Whose case it is.

use std::path::{Path, PathBuf};

use super::Judge;
use crate::case::Case;

/// Whose a case is, as an index into the judges; or what keeps that from being told.
pub type Owner = Result<usize, String>;

/// Tells for each case whose it is: by its member `provider`, by its operation where one provider alone has it, by its id, by
/// the folders it lies in, by the cases that lie in the same folder.
pub fn owners(judges: &[Judge], cases: &[(PathBuf, Case)]) -> Vec<Owner> {
    let first: Vec<Owner> = cases
        .iter()
        .map(|(file, case)| owner(judges, file, case))
        .collect();
    cases
        .iter()
        .zip(&first)
        .map(|((file, _), owner)| {
            let folder = file.parent();
            owner.clone().or_else(|problem| {
                let mut beside: Vec<usize> = cases
                    .iter()
                    .zip(&first)
                    .filter(|((other, _), _)| other.parent() == folder)
                    .filter_map(|(_, owner)| owner.as_ref().ok().copied())
                    .collect();
                beside.sort_unstable();
                beside.dedup();
                match beside.as_slice() {
                    [one] => Ok(*one),
                    _ => Err(problem),
                }
            })
        })
        .collect()
}

fn owner(judges: &[Judge], file: &Path, case: &Case) -> Owner {
    // Where there is no choice, it was made on the command line.
    if judges.len() == 1 {
        return Ok(0);
    }
    let names: Vec<&str> = judges.iter().map(|judge| judge.provider().name).collect();
    let names = names.join(", ");
    let position = |name: &str| {
        judges
            .iter()
            .position(|judge| judge.provider().name == name)
    };
    if let Some(name) = &case.provider {
        return position(name)
            .ok_or_else(|| format!("there is no provider `{name}`; there is {names}"));
    }
    let among = |keep: &dyn Fn(&Judge) -> bool| -> Vec<usize> {
        (0..judges.len())
            .filter(|index| keep(&judges[*index]))
            .collect()
    };
    let having = among(&|judge| judge.knows(&case.operation));
    if let [one] = having.as_slice() {
        return Ok(*one);
    }
    if let [one] = among(&|judge| judge.has_case(case)).as_slice() {
        return Ok(*one);
    }
    let mut folders = file.ancestors().skip(1).filter_map(Path::file_name);
    if let Some(found) = folders.find_map(|folder| folder.to_str().and_then(position)) {
        return Ok(found);
    }
    Err(if having.is_empty() {
        format!("no spec has `{}`; there is {names}", case.operation)
    } else {
        format!(
            "more than one spec has `{}`: say whose it is with `provider` in the case or --provider",
            case.operation
        )
    })
}

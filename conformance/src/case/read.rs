//! Reads members of a case's object, and remembers every fault and every member that was asked for.

use std::collections::BTreeMap;

use super::CaseError;
use crate::json::Tree;

pub(super) struct Reader<'a> {
    file: &'a str,
    path: String,
    members: &'a BTreeMap<String, Tree>,
    asked: Vec<&'static str>,
    pub(super) errors: Vec<CaseError>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(file: &'a str, path: &str, tree: &'a Tree) -> Result<Self, CaseError> {
        match tree {
            Tree::Object(members) => Ok(Self {
                file,
                path: path.to_owned(),
                members,
                asked: Vec::new(),
                errors: Vec::new(),
            }),
            other => Err(CaseError {
                file: file.to_owned(),
                place: path.to_owned(),
                problem: format!("must be an object, is {}", other.kind()),
            }),
        }
    }

    pub(super) fn fault(&mut self, name: &str, problem: impl Into<String>) {
        self.errors.push(CaseError {
            file: self.file.to_owned(),
            place: format!("{}.{name}", self.path),
            problem: problem.into(),
        });
    }

    pub(super) fn value(&mut self, name: &'static str) -> Option<&'a Tree> {
        self.asked.push(name);
        self.members.get(name)
    }

    pub(super) fn text(&mut self, name: &'static str) -> Option<&'a str> {
        match self.value(name)? {
            Tree::String(text) => Some(text),
            other => {
                self.fault(name, format!("must be a string, is {}", other.kind()));
                None
            }
        }
    }

    /// A text that must be there and say something.
    pub(super) fn required(&mut self, name: &'static str) -> String {
        let present = self.members.contains_key(name);
        let text = self.text(name).unwrap_or_default().to_owned();
        if !present {
            self.fault(name, "is missing");
        } else if text.is_empty()
            && self
                .members
                .get(name)
                .is_some_and(|value| value.as_str().is_some())
        {
            self.fault(name, "is empty");
        }
        text
    }

    /// One of two words.
    pub(super) fn choice(&mut self, name: &'static str, yes: &str, no: &str) -> Option<bool> {
        match self.text(name)? {
            word if word == yes => Some(true),
            word if word == no => Some(false),
            _ => {
                self.fault(name, format!("must be `{yes}` or `{no}`"));
                None
            }
        }
    }

    pub(super) fn map(&mut self, name: &'static str) -> BTreeMap<String, Tree> {
        match self.value(name) {
            None => BTreeMap::new(),
            Some(Tree::Object(members)) => members.clone(),
            Some(other) => {
                self.fault(name, format!("must be an object, is {}", other.kind()));
                BTreeMap::new()
            }
        }
    }

    /// Ends the reading: members nobody asked for are faults, unless they are somebody's own (`x-`).
    pub(super) fn finish(mut self) -> Vec<CaseError> {
        let strangers: Vec<&String> = self
            .members
            .keys()
            .filter(|name| !self.asked.contains(&name.as_str()) && !name.starts_with("x-"))
            .collect();
        for name in strangers {
            self.fault(
                name,
                format!(
                    "is no member of the format; there are {}",
                    self.asked.join(", ")
                ),
            );
        }
        self.errors
    }
}

//! What keeps a sandbox from starting.

use std::fmt;

/// One fault of a document, with its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// JSON Pointer into the bundled document; empty for the whole document.
    pub pointer: String,
    /// What is wrong there, and what to do about it.
    pub problem: String,
}

impl Fault {
    /// A fault at a place.
    pub fn new(pointer: impl Into<String>, problem: impl Into<String>) -> Self {
        Self {
            pointer: pointer.into(),
            problem: problem.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() {
            "the document"
        } else {
            &self.pointer
        };
        write!(formatter, "{place}: {}", self.problem)
    }
}

/// Why a sandbox did not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The document cannot be served: every fault found in it.
    Spec(Vec<Fault>),
    /// The port could not be opened, or the server could not be set up.
    Listen(std::io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spec(faults) => {
                write!(
                    formatter,
                    "the spec cannot be served, {} fault(s):",
                    faults.len()
                )?;
                for fault in faults {
                    write!(formatter, "\n  {fault}")?;
                }
                Ok(())
            }
            Self::Listen(source) => write!(formatter, "cannot listen on 127.0.0.1: {source}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Spec(_) => None,
            Self::Listen(source) => Some(source),
        }
    }
}

impl From<Vec<Fault>> for Error {
    fn from(faults: Vec<Fault>) -> Self {
        Self::Spec(faults)
    }
}

//! Why a text could not be decoded.

use std::fmt;

use crate::value::Kind;

/// Faults kept with their paths; the rest are counted.
pub(crate) const MAX_FAULTS: usize = 64;

/// What is wrong with one place of a decoded text. It never holds a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// A required member is not there.
    Missing,
    /// The value is not of the kind or range expected.
    Unexpected {
        /// What the type asked for, such as `an integer`.
        expected: &'static str,
        /// What stood there, such as `a string`.
        found: &'static str,
    },
    /// The object has this key twice. It is refused because only one of the two could be kept.
    Duplicate,
}

impl Problem {
    pub(crate) fn wrong_kind(expected: &'static str, found: Kind) -> Self {
        Self::Unexpected {
            expected,
            found: found.described(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => formatter.write_str("required member is missing"),
            Self::Unexpected { expected, found } => {
                write!(formatter, "expected {expected}, found {found}")
            }
            Self::Duplicate => formatter.write_str("the key stands twice in its object"),
        }
    }
}

/// One problem and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub(crate) path: String,
    pub(crate) problem: Problem,
}

impl Fault {
    /// The JSON path of the place, such as `$.items[2].amount`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong there.
    pub fn problem(&self) -> Problem {
        self.problem
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.path, self.problem)
    }
}

/// The class of a [`DecodeError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The text is not JSON.
    Syntax,
    /// Arrays and objects are nested more than 128 deep.
    TooDeep,
    /// The text has 4 GiB or more.
    TooLarge,
    /// The text is JSON, but not of the type asked for; see [`DecodeError::faults`].
    Faults,
}

/// A text that could not be decoded. It names places and kinds, never values.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
enum Inner {
    Syntax {
        message: String,
        line: usize,
        column: usize,
    },
    TooDeep,
    TooLarge,
    Faults {
        kept: Vec<Fault>,
        total: usize,
    },
}

impl DecodeError {
    pub(crate) fn syntax(message: String, line: usize, column: usize) -> Self {
        Self(Box::new(Inner::Syntax {
            message,
            line,
            column,
        }))
    }

    pub(crate) fn too_deep() -> Self {
        Self(Box::new(Inner::TooDeep))
    }

    pub(crate) fn too_large() -> Self {
        Self(Box::new(Inner::TooLarge))
    }

    pub(crate) fn from_faults(kept: Vec<Fault>, total: usize) -> Self {
        Self(Box::new(Inner::Faults { kept, total }))
    }

    /// A body that as a whole is `found` where `expected` was asked for.
    pub fn unexpected(expected: &'static str, found: &'static str) -> Self {
        let fault = Fault {
            path: crate::path::ROOT.into(),
            problem: Problem::Unexpected { expected, found },
        };
        Self::from_faults(vec![fault], 1)
    }

    /// The class of this error.
    pub fn kind(&self) -> DecodeErrorKind {
        match &*self.0 {
            Inner::Syntax { .. } => DecodeErrorKind::Syntax,
            Inner::TooDeep => DecodeErrorKind::TooDeep,
            Inner::TooLarge => DecodeErrorKind::TooLarge,
            Inner::Faults { .. } => DecodeErrorKind::Faults,
        }
    }

    /// The missing and wrong members in the order they were read, the first 64 of them. Empty
    /// unless the kind is [`DecodeErrorKind::Faults`].
    pub fn faults(&self) -> &[Fault] {
        match &*self.0 {
            Inner::Faults { kept, .. } => kept,
            _ => &[],
        }
    }

    /// How many faults were found, those not kept included. Lists and maps are not read to the
    /// end once there are more than are kept.
    pub fn fault_count(&self) -> usize {
        match &*self.0 {
            Inner::Faults { total, .. } => *total,
            _ => 0,
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Inner::Syntax {
                message,
                line,
                column,
            } => {
                write!(
                    formatter,
                    "not JSON: {message} at line {line} column {column}"
                )
            }
            Inner::TooDeep => write!(
                formatter,
                "arrays and objects are nested more than {} deep",
                crate::tape::MAX_DEPTH
            ),
            Inner::TooLarge => formatter.write_str("the text has 4 GiB or more"),
            Inner::Faults { kept, total } => {
                for (index, fault) in kept.iter().enumerate() {
                    if index > 0 {
                        formatter.write_str("; ")?;
                    }
                    write!(formatter, "{fault}")?;
                }
                if *total > kept.len() {
                    write!(formatter, "; and {} more", total - kept.len())?;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DecodeError({self})")
    }
}

impl std::error::Error for DecodeError {}

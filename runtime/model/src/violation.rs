//! What is wrong with a value that is about to be sent.

use std::fmt;

use crate::path;

/// Violations of one class kept with their paths; the rest are counted.
const MAX_KEPT: usize = 64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Hard,
    /// The provider may know more than its documentation says.
    Undocumented,
}

/// A rule that a value breaks, and the place of the value. It never holds the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    problem: String,
    class: Class,
}

impl Violation {
    /// The JSON path of the value, such as `$.items[2].amount`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The rule, such as `must be at least 0`.
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// The path from this member of the root, if that is where the value is: nothing, or what is
    /// appended to the member's own, such as `[2].amount`.
    pub fn within(&self, member: &str) -> Option<&str> {
        let mut root = String::from(path::ROOT);
        path::push_member(&mut root, member);
        let within = self.path.strip_prefix(&root)?;
        (within.is_empty() || within.starts_with(['.', '['])).then_some(within)
    }

    /// Whether the value is merely not documented: an unknown value of an enum or a union, or a
    /// string outside the pattern of its type or its format.
    pub fn is_undocumented(&self) -> bool {
        self.class == Class::Undocumented
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.path, self.problem)
    }
}

/// The violations of one value, in the order they were found.
///
/// At most 64 of each class are kept; those beyond are counted in [`Violations::total`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Violations {
    kept: Vec<Violation>,
    total: usize,
    undocumented: usize,
}

impl Violations {
    pub(crate) fn push(&mut self, path: String, problem: String, class: Class) {
        self.total += 1;
        if class == Class::Undocumented {
            self.undocumented += 1;
        }
        if self
            .kept
            .iter()
            .filter(|violation| violation.class == class)
            .count()
            < MAX_KEPT
        {
            self.kept.push(Violation {
                path,
                problem,
                class,
            });
        }
    }

    /// Whether every rule held.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// How many there are, those not kept included.
    pub fn total(&self) -> usize {
        self.total
    }

    /// All that were kept.
    pub fn iter(&self) -> impl Iterator<Item = &Violation> {
        self.kept.iter()
    }

    /// Those that no permission lifts.
    pub fn hard(&self) -> impl Iterator<Item = &Violation> {
        self.kept
            .iter()
            .filter(|violation| violation.class == Class::Hard)
    }

    /// Unknown values of enums and unions, and strings outside the pattern of their type or their
    /// format.
    pub fn undocumented(&self) -> impl Iterator<Item = &Violation> {
        self.kept
            .iter()
            .filter(|violation| violation.class == Class::Undocumented)
    }

    /// Leaves the hard ones alone, for callers who know more than the documentation.
    #[must_use]
    pub fn without_undocumented(mut self) -> Self {
        self.kept.retain(|violation| violation.class == Class::Hard);
        self.total -= self.undocumented;
        self.undocumented = 0;
        self
    }

    /// Adds those of another value, whose paths then begin with `root` in place of `$`.
    pub fn extend_under(&mut self, root: &str, other: Self) {
        let lost = other.total - other.kept.len();
        let lost_undocumented = other.undocumented - other.undocumented().count();
        for violation in other.kept {
            let tail = violation
                .path
                .strip_prefix(path::ROOT)
                .unwrap_or(&violation.path);
            self.push(format!("{root}{tail}"), violation.problem, violation.class);
        }
        self.total += lost;
        self.undocumented += lost_undocumented;
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.kept.iter().enumerate() {
            if index > 0 {
                formatter.write_str("; ")?;
            }
            write!(formatter, "{violation}")?;
        }
        if self.total > self.kept.len() {
            write!(formatter, "; and {} more", self.total - self.kept.len())?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

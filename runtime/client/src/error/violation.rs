//! One thing that is wrong with a request.

use std::fmt;

/// One thing that is wrong with a request: the place and the problem, never the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    place: String,
    problem: String,
}

impl Violation {
    pub(crate) fn new(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            problem: problem.into(),
        }
    }

    /// Where it is: a JSON path into the body such as `$.items[2].amount`, or a parameter with its location,
    /// such as `query.limit`, `path.orderId` or `header.x-trace`.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What is wrong there.
    pub fn problem(&self) -> &str {
        &self.problem
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.place, self.problem)
    }
}

//! Where two JSON values differ.

use std::fmt;

use super::{Tree, member_path};

/// One place where two values differ. It names the place and never prints a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// JSON path, `$.items[2].name`.
    pub path: String,
    /// How the values differ there.
    pub change: Change,
}

/// How two values differ at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The left has it, the right has not.
    Missing,
    /// The right has it, the left has not.
    Added,
    /// Both have it, of different kinds.
    Kind {
        /// Kind on the left.
        from: &'static str,
        /// Kind on the right.
        to: &'static str,
    },
    /// Both have a value of this kind, but not the same one.
    Value(&'static str),
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", self.path)?;
        match self.change {
            Change::Missing => formatter.write_str("is lost"),
            Change::Added => formatter.write_str("was not there before"),
            Change::Kind { from, to } => write!(formatter, "was {from}, is {to}"),
            Change::Value(kind) => write!(formatter, "is another {kind}"),
        }
    }
}

/// Every place where `right` differs from `left`, in order of the paths; empty exactly when the two are equal.
pub fn difference(left: &Tree, right: &Tree) -> Vec<Difference> {
    let mut found = Vec::new();
    collect(left, right, "$", &mut found);
    found
}

fn collect(left: &Tree, right: &Tree, path: &str, found: &mut Vec<Difference>) {
    let mut push = |path: String, change| found.push(Difference { path, change });
    match (left, right) {
        (Tree::Object(left), Tree::Object(right)) => {
            for (name, member) in left {
                let place = member_path(path, name);
                match right.get(name) {
                    Some(other) => collect(member, other, &place, found),
                    None => found.push(Difference {
                        path: place,
                        change: Change::Missing,
                    }),
                }
            }
            for name in right.keys().filter(|name| !left.contains_key(*name)) {
                found.push(Difference {
                    path: member_path(path, name),
                    change: Change::Added,
                });
            }
        }
        (Tree::Array(left), Tree::Array(right)) => {
            for index in 0..left.len().max(right.len()) {
                let place = format!("{path}[{index}]");
                match (left.get(index), right.get(index)) {
                    (Some(item), Some(other)) => collect(item, other, &place, found),
                    (Some(_), None) => found.push(Difference {
                        path: place,
                        change: Change::Missing,
                    }),
                    (None, _) => found.push(Difference {
                        path: place,
                        change: Change::Added,
                    }),
                }
            }
        }
        (left, right) if left == right => {}
        (left, right) if left.kind() == right.kind() => {
            push(path.to_owned(), Change::Value(left.kind()));
        }
        (left, right) => push(
            path.to_owned(),
            Change::Kind {
                from: left.kind(),
                to: right.kind(),
            },
        ),
    }
}

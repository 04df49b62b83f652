//! Finds names that come twice.

use std::collections::HashSet;

/// Up to this many names are compared one by one.
const FEW: usize = 32;

/// The names seen so far of one object.
pub(crate) enum Names<'n> {
    Few(Vec<&'n str>),
    Many(HashSet<&'n str>),
}

impl<'n> Names<'n> {
    /// For at most this many names; beyond, it is slow but right.
    pub(crate) fn with_capacity(names: usize) -> Self {
        if names <= FEW {
            Self::Few(Vec::with_capacity(names))
        } else {
            Self::Many(HashSet::with_capacity(names))
        }
    }

    /// Whether the name is new.
    pub(crate) fn insert(&mut self, name: &'n str) -> bool {
        match self {
            Self::Few(names) => {
                let is_new = !names.contains(&name);
                if is_new {
                    names.push(name);
                }
                is_new
            }
            Self::Many(names) => names.insert(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn both_forms_tell_new_from_seen() {
        for capacity in [2, 200] {
            let mut names = Names::with_capacity(capacity);
            assert!(names.insert("a") && names.insert("b"));
            assert!(!names.insert("a") && !names.insert("b"));
        }
    }
}

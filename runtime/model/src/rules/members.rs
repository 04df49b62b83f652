//! Rules of an object as a whole: how many members it has, and which of them together.

use super::Rules;

/// The rules of one object that is being written, with what they have to know of its members.
#[derive(Debug)]
pub(crate) struct OfObject {
    rules: Vec<&'static Rules>,
    /// Members that are there and that a rule names.
    seen: Vec<&'static str>,
}

impl OfObject {
    pub(crate) fn new(rules: &'static Rules) -> Self {
        Self {
            rules: vec![rules],
            seen: Vec::new(),
        }
    }

    /// Holds the object against more rules.
    pub(crate) fn add(&mut self, rules: &'static Rules) {
        self.rules.push(rules);
    }

    /// A member is written.
    pub(crate) fn member(&mut self, name: &str) {
        let named = self.rules.iter().flat_map(|rules| rules.not_all);
        let named = named.flat_map(|set| set.iter());
        self.seen.extend(named.filter(|own| **own == name));
    }

    /// What the whole object breaks, when it has so many members.
    pub(crate) fn problems(&self, count: usize) -> impl Iterator<Item = String> {
        let counts = self.rules.iter();
        let counts = counts.filter_map(move |rules| rules.properties.problem(count));
        let sets = self.rules.iter().flat_map(|rules| rules.not_all);
        let sets = sets.filter(|set| set.iter().all(|name| self.seen.contains(name)));
        counts.chain(sets.filter_map(|set| together(set)))
    }
}

fn together(set: &[&str]) -> Option<String> {
    let (last, others) = set.split_last()?;
    Some(if others.is_empty() {
        format!("must not have `{last}`")
    } else {
        format!(
            "must not have `{}` and `{last}` together",
            others.join("`, `")
        )
    })
}

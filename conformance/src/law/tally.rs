//! What came of trying a law.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;
use std::hash::{Hash, Hasher};

use super::Law;
use crate::json::Tree;

/// Failures that are printed; the rest are counted.
const SHOWN: usize = 12;

/// One case that broke a law, or one thing the law never tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The case, document or operation; what was missed, for a gap.
    pub about: String,
    /// What is particular about the case, for one that was made.
    pub at: String,
    /// What it was made of, to try it again; `None` for a gap.
    pub input: Option<Tree>,
    /// Why, with JSON paths, one entry per place. No values.
    pub reasons: Vec<String>,
}

/// What came of trying one law on one provider.
#[derive(Clone, Debug)]
pub struct Tally {
    /// The law.
    pub law: Law,
    /// Cases tried.
    pub cases: usize,
    /// Cases that turned out not to be what they were made for.
    pub discarded: usize,
    /// What broke the law.
    pub failures: Vec<Failure>,
    /// What was to be tried, and how often it was.
    strata: BTreeMap<String, usize>,
    waived: BTreeSet<String>,
    seen: HashSet<u64>,
}

impl Tally {
    /// Begins a law.
    pub fn new(law: Law) -> Self {
        Self {
            law,
            cases: 0,
            discarded: 0,
            failures: Vec::new(),
            strata: BTreeMap::new(),
            waived: BTreeSet::new(),
            seen: HashSet::new(),
        }
    }

    /// Says what must be tried.
    pub fn want(&mut self, stratum: impl Into<String>) {
        self.strata.entry(stratum.into()).or_default();
    }

    /// Says what need not be tried. If it is tried all the same, the waiver is a failure.
    pub fn waive(&mut self, stratum: impl Into<String>) {
        self.waived.insert(stratum.into());
    }

    /// Counts a case of a stratum.
    pub fn count(&mut self, stratum: &str, key: &impl Hash) {
        self.cases += 1;
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        self.seen.insert(hasher.finish());
        match self.strata.get_mut(stratum) {
            Some(times) => *times += 1,
            None => {
                self.strata.insert(stratum.to_owned(), 1);
            }
        }
    }

    /// Says that a case that is counted elsewhere reached this, too.
    pub fn reach(&mut self, stratum: impl Into<String>) {
        *self.strata.entry(stratum.into()).or_default() += 1;
    }

    /// Counts a case that turned out not to be what it was made for.
    pub fn discard(&mut self) {
        self.discarded += 1;
    }

    /// Notes the reasons for which a case breaks the law; none: it keeps it.
    pub fn judge(&mut self, about: &str, at: &str, input: Option<&Tree>, reasons: Vec<String>) {
        if !reasons.is_empty() {
            self.failures.push(Failure {
                about: about.to_owned(),
                at: at.to_owned(),
                input: input.cloned(),
                reasons,
            });
        }
    }

    /// Different cases among those tried.
    pub fn distinct(&self) -> usize {
        self.seen.len()
    }

    /// Strata that were tried, of those there are.
    pub fn reached(&self) -> (usize, usize) {
        let reached = self.strata.values().filter(|times| **times > 0).count();
        (reached, self.strata.len())
    }

    /// What the law must have tried and did not, waivers that are not needed, and cases wasted.
    pub fn gaps(&self) -> Vec<String> {
        let mut gaps = Vec::new();
        for (stratum, times) in &self.strata {
            match (*times, self.waived.contains(stratum)) {
                (0, false) => gaps.push(format!("{stratum}: was never tried")),
                (1.., true) => gaps.push(format!("{stratum}: is waived, and was tried")),
                _ => {}
            }
        }
        for stratum in self
            .waived
            .iter()
            .filter(|stratum| !self.strata.contains_key(*stratum))
        {
            gaps.push(format!("{stratum}: is waived, and there is no such thing"));
        }
        if self.cases == 0 {
            gaps.push("no case was tried".to_owned());
        }
        if self.discarded * 4 > self.cases {
            gaps.push("more than a fifth of the cases were discarded".to_owned());
        }
        gaps
    }

    /// Whether the law holds: everything was tried, and nothing broke it.
    pub fn holds(&self) -> bool {
        self.failures.is_empty() && self.gaps().is_empty()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.holds() { "holds" } else { "BROKEN" };
        let (reached, strata) = self.reached();
        write!(
            formatter,
            "{}: {verdict} ({} cases, {} distinct, {} discarded, {reached}/{strata} strata, {} failures)",
            self.law,
            self.cases,
            self.distinct(),
            self.discarded,
            self.failures.len()
        )?;
        let gaps = self.gaps();
        for gap in gaps.iter().take(SHOWN) {
            write!(formatter, "\n  {gap}")?;
        }
        if gaps.len() > SHOWN {
            write!(formatter, "\n  and {} more", gaps.len() - SHOWN)?;
        }
        for failure in self.failures.iter().take(SHOWN) {
            write!(formatter, "\n  {}", failure.about)?;
            if !failure.at.is_empty() {
                write!(formatter, " ({})", failure.at)?;
            }
            for reason in &failure.reasons {
                write!(formatter, "\n    {reason}")?;
            }
        }
        if self.failures.len() > SHOWN {
            write!(
                formatter,
                "\n  and {} more failures",
                self.failures.len() - SHOWN
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_tried_is_nothing_proved() {
        let mut tally = Tally::new(Law::Generated);
        assert!(!tally.holds());
        assert!(tally.to_string().contains("no case was tried"), "{tally}");
        tally.count("a", &1);
        tally.count("a", &1);
        assert!(tally.holds(), "{tally}");
        assert_eq!(
            tally.to_string(),
            "L6 what keeps the schema decodes and comes back: holds (2 cases, 1 distinct, 0 discarded, 1/1 strata, 0 failures)"
        );
        tally.want("b");
        assert_eq!(tally.gaps(), ["b: was never tried"]);
        tally.waive("b");
        assert!(tally.holds());
        tally.waive("c");
        assert_eq!(tally.gaps(), ["c: is waived, and there is no such thing"]);
        tally.count("c", &2);
        assert_eq!(tally.gaps(), ["c: is waived, and was tried"]);
    }

    #[test]
    fn waste_and_failures_break_a_law() {
        let mut tally = Tally::new(Law::Faults);
        (0..4).for_each(|key| tally.count("a", &key));
        tally.discard();
        assert!(tally.holds());
        tally.discard();
        assert_eq!(
            tally.gaps(),
            ["more than a fifth of the cases were discarded"]
        );
        (4..8).for_each(|key| tally.count("a", &key));
        tally.judge("Order/response", "text", None, Vec::new());
        assert!(tally.holds());
        tally.judge(
            "Order/response",
            "text",
            None,
            vec!["$.b: is lost".to_owned()],
        );
        assert!(!tally.holds());
        assert!(
            tally
                .to_string()
                .ends_with("\n  Order/response (text)\n    $.b: is lost"),
            "{tally}"
        );
    }
}

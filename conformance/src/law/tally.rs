//! What came of trying a law.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use crate::case::Case;

/// One case that broke a law, or one thing the law never tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Id of the case; what was missed, for a gap.
    pub case: String,
    /// Why, with JSON paths, one entry per place. No values.
    pub reasons: Vec<String>,
}

/// What came of trying one law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The law, as it is printed.
    pub law: String,
    /// Cases tried.
    pub cases: usize,
    /// Different operations, sides and bodies among them.
    pub distinct: usize,
    /// What broke the law.
    pub failures: Vec<Failure>,
    seen: BTreeSet<String>,
}

impl Tally {
    /// Begins a law.
    pub fn new(law: impl Into<String>) -> Self {
        Self {
            law: law.into(),
            cases: 0,
            distinct: 0,
            failures: Vec::new(),
            seen: BTreeSet::new(),
        }
    }

    /// Counts a case and the reasons for which it breaks the law; none of them: it keeps it.
    pub fn add(&mut self, case: &Case, reasons: Vec<String>) {
        self.cases += 1;
        let mut key = format!("{} {}", case.operation, case.side);
        for (_, values) in case.parameters() {
            for (name, value) in values {
                // Writing to a String cannot fail.
                let _ = write!(key, " {name}={}", value.to_text());
            }
        }
        if let Some(body) = &case.body {
            key.push_str(&body.to_text());
        }
        self.seen.insert(key);
        self.distinct = self.seen.len();
        if !reasons.is_empty() {
            self.failures.push(Failure {
                case: case.id.clone(),
                reasons,
            });
        }
    }

    /// Notes something the law speaks of and no case tried.
    pub fn gap(&mut self, what: impl Into<String>, reason: impl Into<String>) {
        self.failures.push(Failure {
            case: what.into(),
            reasons: vec![reason.into()],
        });
    }

    /// Whether the law holds: something was tried, and nothing broke it.
    pub fn holds(&self) -> bool {
        self.cases > 0 && self.failures.is_empty()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.holds() { "holds" } else { "BROKEN" };
        write!(
            formatter,
            "{}: {verdict} ({} cases, {} distinct, {} failures)",
            self.law,
            self.cases,
            self.distinct,
            self.failures.len()
        )?;
        if self.cases == 0 {
            formatter.write_str("\n  no case was tried")?;
        }
        for failure in &self.failures {
            write!(formatter, "\n  {}", failure.case)?;
            for reason in &failure.reasons {
                write!(formatter, "\n    {reason}")?;
            }
        }
        Ok(())
    }
}

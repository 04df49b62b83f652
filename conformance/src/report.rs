//! Tallies together, and the verdict.

use std::fmt;

use crate::law::Tally;

/// What came of a run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// One per law, in the order in which they were tried.
    pub tallies: Vec<Tally>,
}

impl Report {
    /// Whether every law holds, and there was at least one.
    pub fn holds(&self) -> bool {
        !self.tallies.is_empty() && self.tallies.iter().all(Tally::holds)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.tallies.is_empty() {
            return formatter.write_str("no law was tried");
        }
        for (index, tally) in self.tallies.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n")?;
            }
            tally.fmt(formatter)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case;

    #[test]
    fn nothing_tried_is_nothing_proved() {
        assert!(!Report::default().holds());
        let mut report = Report {
            tallies: vec![Tally::new("L1 something")],
        };
        assert!(!report.holds());
        assert!(report.to_string().contains("no case was tried"), "{report}");
        let text = br#"{"id": "a", "operation": "x", "direction": "request", "source": "s"}"#;
        let case = case::parse("a.json", text).unwrap();
        report.tallies[0].add(&case, Vec::new());
        report.tallies[0].add(&case, Vec::new());
        assert!(report.holds());
        assert_eq!(
            report.to_string(),
            "L1 something: holds (2 cases, 1 distinct, 0 failures)"
        );
        report.tallies[0].add(&case, vec!["$.b is lost".to_owned()]);
        report.tallies[0].gap("getOrder", "nobody called it");
        assert!(!report.holds());
        assert_eq!(
            report.to_string(),
            "L1 something: BROKEN (3 cases, 1 distinct, 2 failures)\n  a\n    $.b is lost\n  getOrder\n    nobody called it"
        );
    }
}

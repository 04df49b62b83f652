//! The figures as Markdown, with ratios.

use super::child::{Bounds, Ended};
use super::generator::Generator;
use super::results::{Checked, Counts, RoundTrip};
use super::row::Row;

/// How many rows of what did not come back are listed of one generator.
const LISTED: usize = 500;

/// The rows of a run, and what they were taken with.
pub(super) struct Report<'a> {
    /// Ours first.
    pub(super) generators: &'a [Generator],
    /// By document, then by generator.
    pub(super) rows: &'a [Row],
    pub(super) toolchain: &'a str,
    pub(super) bounds: Bounds,
}

impl Report<'_> {
    pub(super) fn to_markdown(&self) -> String {
        let mut text = self.head();
        text.push_str(&self.documents());
        text.push_str(&self.ratios());
        text.push_str(&self.findings());
        text.push_str(&self.failing());
        text
    }

    fn head(&self) -> String {
        let generators: Vec<String> = self
            .generators
            .iter()
            .map(|generator| format!("{} {}", generator.name(), generator.version))
            .collect();
        format!(
            "# Generators on a folder of documents\n\n\
             {}; {}.\n\n\
             Time is CPU time (user and system) of the command and all that it started, memory that of the largest process among \
             them; no command may take more than {} s by the clock or {} MiB. Generation is the middle one of three. The check is a \
             cold `cargo check` (dev, not incremental) of the generated crates alone. Examples are those of JSON bodies and of named \
             schemas that are valid by the document's own schemas (JSON Schema, OpenAPI 3.0 dialect); each is decoded with its \
             generated type, encoded and compared as a JSON value. Of a peer, the types named after components are tried.\n\n",
            generators.join(", "),
            self.toolchain,
            self.bounds.seconds,
            self.bounds.mebibytes,
        )
    }

    fn documents(&self) -> String {
        let mut text = String::from(
            "| document | generator | generation CPU s | MiB | lines | check | CPU s | MiB | warnings | examples identical | changed \
             | lost | undecodable | no type |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n",
        );
        for row in self.rows {
            let generated = &row.generated;
            let mut cells = vec![row.document.clone(), row.generator.to_owned()];
            if generated.ended == Ended::Well {
                cells.extend([
                    format!("{:.2}", generated.cost.cpu),
                    format!("{:.0}", generated.cost.peak),
                    generated.lines.to_string(),
                ]);
            } else {
                cells.push(self.ended(generated.ended, generated.reason.as_deref()));
                cells.extend(["–", "–"].map(str::to_owned));
            }
            cells.extend(self.checked(row.checked.as_ref()));
            cells.extend(trip(row.trip.as_ref()));
            text.push_str(&line(&cells));
        }
        text.push('\n');
        text
    }

    fn checked(&self, checked: Option<&Checked>) -> Vec<String> {
        let Some(checked) = checked else {
            return vec!["–".to_owned(); 4];
        };
        let verdict = if checked.ended == Ended::Well {
            "ok".to_owned()
        } else {
            let errors: usize = checked.errors.values().sum();
            let reason = checked.reason.as_deref().unwrap_or_default();
            let reason = if errors > 0 {
                format!("{errors} errors, {reason}")
            } else {
                reason.to_owned()
            };
            self.ended(checked.ended, Some(&reason))
        };
        let warnings: usize = checked.warnings.values().sum();
        vec![
            verdict,
            format!("{:.2}", checked.cost.cpu),
            format!("{:.0}", checked.cost.peak),
            warnings.to_string(),
        ]
    }

    fn ended(&self, ended: Ended, reason: Option<&str>) -> String {
        match ended {
            Ended::Well => "ok".to_owned(),
            Ended::Badly => format!("**fails**: {}", reason.unwrap_or_default()),
            Ended::Late => format!("**over {} s**", self.bounds.seconds),
            Ended::Large => format!("**over {} MiB**", self.bounds.mebibytes),
        }
    }

    fn of<'r>(&'r self, generator: &'r str) -> impl Iterator<Item = &'r Row> {
        self.rows
            .iter()
            .filter(move |row| row.generator == generator)
    }

    fn ratios(&self) -> String {
        let mut text = String::from(
            "## In all\n\n| generator | generated | compile | without a warning | examples identical | check CPU s | lines |\n\
             |---|---|---|---|---|---|---|\n",
        );
        for generator in self.generators {
            let rows: Vec<&Row> = self.of(generator.name()).collect();
            let count = |what: &dyn Fn(&Row) -> bool| {
                let count = rows.iter().filter(|row| what(row)).count();
                format!("{count} of {}", rows.len())
            };
            let trips = || rows.iter().filter_map(|row| row.trip.as_ref());
            let tried: usize = trips().map(RoundTrip::tried).sum();
            let same: usize = trips().map(|trip| trip.count("identical")).sum();
            let checks = || rows.iter().filter_map(|row| compiled(row));
            // The sum of nothing would be shown as -0.0.
            let cpu = checks().fold(0.0, |sum, check| sum + check.cost.cpu);
            let lines: usize = rows.iter().map(|row| row.generated.lines).sum();
            text.push_str(&line(&[
                generator.name().to_owned(),
                count(&|row| row.generated.ended == Ended::Well),
                count(&|row| compiled(row).is_some()),
                count(&|row| compiled(row).is_some_and(|check| check.warnings.is_empty())),
                format!("{same} of {tried}"),
                format!("{cpu:.1}"),
                lines.to_string(),
            ]));
        }
        let Some((own, peers)) = self.generators.split_first() else {
            return text;
        };
        if !peers.is_empty() {
            text.push_str(&format!(
                "\n{} against each peer, on the documents that both turn into crates that compile (geometric means of the ratios):\n\n\
                 | peer | documents | check CPU | check memory | lines | generation CPU | generation memory | valid examples identical \
                 | the peer's |\n|---|---|---|---|---|---|---|---|---|\n",
                own.name()
            ));
        }
        for peer in peers {
            text.push_str(&self.ratio(own.name(), peer.name()));
        }
        text.push('\n');
        text
    }

    fn ratio(&self, own: &str, peer: &str) -> String {
        let pairs: Vec<(&Row, &Row)> = self
            .of(own)
            .filter(|row| compiled(row).is_some())
            .filter_map(|row| {
                let other = self
                    .of(peer)
                    .find(|other| other.document == row.document && compiled(other).is_some())?;
                Some((row, other))
            })
            .collect();
        let mean = |figure: &dyn Fn(&Row) -> f64| {
            geometric_mean(pairs.iter().map(|(own, other)| figure(own) / figure(other)))
        };
        let check = |figure: fn(&Checked) -> f64| {
            move |row: &Row| row.checked.as_ref().map_or(f64::NAN, figure)
        };
        #[expect(clippy::cast_precision_loss, reason = "a count of lines")]
        let lines = |row: &Row| row.generated.lines as f64;
        line(&[
            peer.to_owned(),
            pairs.len().to_string(),
            mean(&check(|check| check.cost.cpu)),
            mean(&check(|check| check.cost.peak)),
            mean(&lines),
            mean(&|row| row.generated.cost.cpu),
            mean(&|row| row.generated.cost.peak),
            share(pairs.iter().map(|(own, _)| *own)),
            share(pairs.iter().map(|(_, other)| *other)),
        ])
    }

    /// What was found in the documents, by our generator.
    fn findings(&self) -> String {
        let mut text = String::new();
        let Some(own) = self.generators.first() else {
            return text;
        };
        text.push_str(
            "## Findings in the documents\n\n| document | findings by code |\n|---|---|\n",
        );
        for row in self.of(own.name()) {
            text.push_str(&line(&[
                row.document.clone(),
                counts(&row.generated.findings),
            ]));
        }
        text.push('\n');
        text
    }

    /// What did not come back. That a peer has no type of a component's name is counted and not listed.
    fn failing(&self) -> String {
        let mut text = String::new();
        for generator in self.generators {
            let failing: Vec<_> = self
                .of(generator.name())
                .filter_map(|row| Some((row, row.trip.as_ref()?)))
                .flat_map(|(row, trip)| trip.failing.iter().map(move |failing| (row, failing)))
                .filter(|(_, failing)| generator.peer.is_none() || failing.outcome != "untyped")
                .collect();
            if failing.is_empty() {
                continue;
            }
            text.push_str(&format!(
                "## Examples that do not come back from {}\n\n| document | example | of | outcome | where |\n|---|---|---|---|---|\n",
                generator.name()
            ));
            for (row, failing) in failing.iter().take(LISTED) {
                text.push_str(&line(&[
                    row.document.clone(),
                    format!("`{}`", failing.at),
                    failing.of.clone(),
                    failing.outcome.clone(),
                    failing.reasons.join("; "),
                ]));
            }
            if let Some(more) = failing.len().checked_sub(LISTED).filter(|more| *more > 0) {
                text.push_str(&format!("\nAnd {more} more.\n"));
            }
            text.push('\n');
        }
        text
    }
}

fn compiled(row: &Row) -> Option<&Checked> {
    row.checked
        .as_ref()
        .filter(|check| check.ended == Ended::Well)
}

fn trip(trip: Option<&RoundTrip>) -> Vec<String> {
    match trip {
        None => vec!["–".to_owned(); 5],
        Some(RoundTrip {
            reason: Some(reason),
            ..
        }) => {
            let mut cells = vec![format!("– ({reason})")];
            cells.extend(vec!["–".to_owned(); 4]);
            cells
        }
        Some(trip) => {
            let mut cells = vec![format!("{} of {}", trip.count("identical"), trip.tried())];
            let rest = ["changed", "lost", "undecodable", "untyped"];
            cells.extend(rest.map(|outcome| trip.count(outcome).to_string()));
            cells
        }
    }
}

/// How many of the valid examples of documents come back; those that no type stands for do not.
fn share<'r>(rows: impl Iterator<Item = &'r Row>) -> String {
    let (mut same, mut valid) = (0, 0);
    for trip in rows.filter_map(|row| row.trip.as_ref()) {
        same += trip.count("identical");
        valid += trip.tried() + trip.count("untyped");
    }
    if valid == 0 {
        return "–".to_owned();
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of examples")]
    let share = same as f64 / valid as f64 * 100.0;
    format!("{same} of {valid} ({share:.1} %)")
}

fn counts(counts: &Counts) -> String {
    if counts.is_empty() {
        return "none".to_owned();
    }
    let counts: Vec<String> = counts
        .iter()
        .map(|(name, count)| format!("{name} ×{count}"))
        .collect();
    counts.join(", ")
}

/// A row of a table: what stands in a cell must not end it.
fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| cell.replace('|', "\\|").replace(['\n', '\r'], " "))
        .collect();
    format!("| {} |\n", cells.join(" | "))
}

/// Two digits, or a dash when there is nothing to compare.
fn geometric_mean(ratios: impl Iterator<Item = f64>) -> String {
    let logarithms: Vec<f64> = ratios
        .filter(|ratio| ratio.is_finite() && *ratio > 0.0)
        .map(f64::ln)
        .collect();
    if logarithms.is_empty() {
        return "–".to_owned();
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of documents")]
    let mean = (logarithms.iter().sum::<f64>() / logarithms.len() as f64).exp();
    format!("{mean:.2}")
}

#[cfg(test)]
mod tests {
    use super::{geometric_mean, line};

    #[test]
    fn means_are_geometric() {
        assert_eq!(geometric_mean([0.5, 2.0].into_iter()), "1.00");
        assert_eq!(geometric_mean([0.25].into_iter()), "0.25");
        assert_eq!(geometric_mean([0.25, f64::NAN].into_iter()), "0.25");
        assert_eq!(geometric_mean(std::iter::empty()), "–");
    }

    #[test]
    fn a_cell_stays_a_cell() {
        let cells = ["a|b".to_owned(), "c\nd".to_owned()];
        assert_eq!(line(&cells), "| a\\|b | c d |\n");
    }
}

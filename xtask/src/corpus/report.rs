//! The figures as a Markdown table, with ratios.

use super::results::{Entry, Results};

/// One row for each document, one column for each generator, and the geometric means of the ratios to the first generator.
pub(super) fn table(documents: &[String], generators: &[&str], results: &Results) -> String {
    let mut text = String::from(
        "Generation (CPU s / peak MiB / lines of Rust) → cold `cargo check` of the generated crates alone (CPU s / peak MiB / warnings).\n\n",
    );
    text.push_str(&format!(
        "| document | {} |\n|---|{}\n",
        generators.join(" | "),
        "---|".repeat(generators.len())
    ));
    for document in documents {
        let cells: Vec<String> = generators
            .iter()
            .map(|generator| cell(results.find(document, generator)))
            .collect();
        text.push_str(&format!("| {document} | {} |\n", cells.join(" | ")));
    }
    let Some((first, peers)) = generators.split_first() else {
        return text;
    };
    if peers.is_empty() {
        return text;
    }
    text.push_str(&format!("\n{first} against each peer, on the documents that both turn into a crate that compiles (geometric means):\n\n"));
    text.push_str("| peer | documents | check CPU | check memory | lines | generation CPU |\n|---|---|---|---|---|---|\n");
    for peer in peers {
        let pairs: Vec<(&Entry, &Entry)> = documents
            .iter()
            .filter_map(|document| {
                Some((
                    compiled(results.find(document, first))?,
                    compiled(results.find(document, peer))?,
                ))
            })
            .collect();
        let mean = |figure: &dyn Fn(&Entry) -> f64| {
            geometric_mean(pairs.iter().map(|(own, other)| figure(own) / figure(other)))
        };
        let checked = |of: fn(&super::measure::Checked) -> f64| {
            move |entry: &Entry| entry.check.as_ref().map_or(f64::NAN, of)
        };
        #[expect(clippy::cast_precision_loss, reason = "a count of lines")]
        let lines = |entry: &Entry| entry.lines as f64;
        text.push_str(&format!(
            "| {peer} | {} | {} | {} | {} | {} |\n",
            pairs.len(),
            mean(&checked(|check| check.cpu)),
            mean(&checked(|check| check.peak)),
            mean(&lines),
            mean(&|entry: &Entry| entry.cpu),
        ));
    }
    text
}

fn compiled(entry: Option<&Entry>) -> Option<&Entry> {
    entry.filter(|entry| entry.check.as_ref().is_some_and(|check| check.succeeded))
}

fn cell(entry: Option<&Entry>) -> String {
    let Some(entry) = entry else {
        return "–".to_owned();
    };
    if !entry.generated {
        return "not generated".to_owned();
    }
    let generation = format!("{:.2}/{:.0}/{}", entry.cpu, entry.peak, entry.lines);
    match &entry.check {
        Some(check) if check.succeeded => {
            format!(
                "{generation} → {:.2}/{:.0}/{}",
                check.cpu, check.peak, check.warnings
            )
        }
        Some(check) => format!(
            "{generation} → **fails**: {}",
            check.error.as_deref().unwrap_or("").replace('|', "\\|")
        ),
        None => generation,
    }
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
    use super::geometric_mean;

    #[test]
    fn means_are_geometric() {
        assert_eq!(geometric_mean([0.5, 2.0].into_iter()), "1.00");
        assert_eq!(geometric_mean([0.25].into_iter()), "0.25");
        assert_eq!(geometric_mean(std::iter::empty()), "–");
    }
}

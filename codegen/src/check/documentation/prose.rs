//! Descriptions as text: whether they are whole.

use crate::{
    check::{kinds::Kind, objects::OPERATION, survey::Visit},
    diagnostics::{Diagnostic, Diagnostics, codes::documentation},
    tree::{Entry, Node},
};

pub(super) fn check(visit: &Visit<'_>, diagnostics: &mut Diagnostics) {
    let is_operation = Kind::is(visit.kind, &OPERATION);
    let own = ["description", "summary"]
        .into_iter()
        .filter(|key| *key == "description" || is_operation);
    let own = own.filter_map(|key| visit.node.entry(key));
    let of_values = visit.node.get("x-enum-descriptions").map(Node::entries);
    for entry in own.chain(of_values.unwrap_or_default()) {
        let Some(text) = entry.value.as_str() else {
            continue;
        };
        sentence(entry, text, diagnostics);
        indented(entry, text, diagnostics);
    }
}

fn sentence(entry: &Entry, text: &str, diagnostics: &mut Diagnostics) {
    let text = text.trim();
    // The name of something is written as it is.
    let word = text.split_whitespace().next().unwrap_or_default();
    let word = word.trim_end_matches(|last: char| !last.is_alphanumeric());
    let lower = !word.is_empty() && word.chars().all(char::is_lowercase);
    let opens =
        text.starts_with(|first: char| !first.is_alphanumeric() && !"`'\"(*[<-".contains(first));
    // Code and tables end as they do.
    let last = text.lines().last().unwrap_or_default();
    let is_prose = !last.starts_with(['|', ' ', '`']) && !last.is_empty();
    let stops = ['.', ':', '!', '?', ')', '。'];
    let label = match text {
        "" => "expected a sentence",
        _ if lower || opens => "expected a capital letter, a digit or a quote first",
        _ if is_prose && !text.ends_with(stops) => "expected a full stop at the end",
        _ => return,
    };
    let message = format!("`{}` is no sentence", entry.key);
    let found = Diagnostic::new(documentation::SENTENCE, entry.value.span, message);
    diagnostics.push(found.label(label));
}

/// Lines that are indented, unless they go on in an item of a list or follow an empty line.
fn indented(entry: &Entry, text: &str, diagnostics: &mut Diagnostics) {
    let mut before = "";
    let mut in_item = false;
    for line in text.lines() {
        let content = line.trim_start();
        let is_item = content.starts_with(['*', '-', '+'])
            || content
                .trim_start_matches(|digit: char| digit.is_ascii_digit())
                .starts_with(". ");
        let is_indented = content.len() < line.len() && !content.is_empty();
        in_item = is_item || in_item && !before.trim().is_empty();
        if is_indented && !is_item && !in_item && !before.trim().is_empty() {
            let message = "a line is indented further than the one before it";
            let found = Diagnostic::new(documentation::INDENTED_LINE, entry.value.span, message);
            let start = content.chars().take(20).collect::<String>();
            diagnostics.push(found.label(format!("the line that starts with `{start}`")));
        }
        before = line;
    }
}

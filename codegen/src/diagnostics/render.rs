//! Findings as text a person can read.

use std::{collections::BTreeMap, fmt::Write as _};

use annotate_snippets::{AnnotationKind, Group, Level as Title, Patch, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Edit, Label, Level};
use crate::source::{FileId, SourceFile, Sources};
use window::Window;

#[cfg(test)]
mod tests;
mod window;

/// How many findings [`render`] shows, errors before warnings before notes; the rest is counted.
pub const LIMIT: usize = 50;

/// Findings by file and position as rustc would show them: place, caret, other places, advice.
///
/// The output is the same for the same input; `color` adds terminal colours.
pub fn render(diagnostics: &Diagnostics, sources: &Sources, color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for found in gravest(diagnostics) {
        let mut cut = Vec::new();
        let shown = renderer.render(&report(found, sources, &mut cut));
        text.push_str(&corrected(shown, &cut));
        text.push_str("\n\n");
    }
    if diagnostics.len() > LIMIT {
        let all = diagnostics.len();
        let _ = writeln!(text, "{LIMIT} of {all} findings are shown\n");
    }
    text.push_str(&summary(diagnostics));
    text
}

/// The findings to be shown, by file and position: what is graver is not pushed out by what stands before it.
fn gravest(diagnostics: &Diagnostics) -> Vec<&Diagnostic> {
    let sorted = diagnostics.sorted();
    let mut places: Vec<usize> = (0..sorted.len()).collect();
    places.sort_by_key(|place| sorted.get(*place).map(|found| found.level));
    places.truncate(LIMIT);
    places.sort_unstable();
    places
        .into_iter()
        .filter_map(|place| sorted.get(place).copied())
        .collect()
}

fn summary(diagnostics: &Diagnostics) -> String {
    let words = [
        (Level::Error, "error"),
        (Level::Warning, "warning"),
        (Level::Note, "note"),
    ];
    let counts: Vec<_> = words
        .into_iter()
        .map(|(level, word)| (diagnostics.count(level), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
        .collect();
    if counts.is_empty() {
        String::new()
    } else {
        format!("{}\n", counts.join(", "))
    }
}

fn report<'a>(
    found: &'a Diagnostic,
    sources: &'a Sources,
    cut: &mut Vec<Vec<Column>>,
) -> Vec<Group<'a>> {
    let level = match found.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Note => Title::NOTE,
    };
    let mut main = Group::with_title(level.primary_title(&found.message).id(found.code.as_str()));
    for (file, labels) in by_file(found) {
        if let Some(file) = sources.file(file) {
            main = main.element(snippet(file, &labels, cut));
        }
    }
    let mut groups = Vec::new();
    for help in &found.help {
        match &help.edit {
            None => main = main.element(Title::HELP.message(&help.text)),
            Some(edit) => groups.extend(suggestion(&help.text, edit, sources)),
        }
    }
    groups.insert(0, main);
    groups
}

/// The labels of a finding, the file at fault first.
fn by_file(found: &Diagnostic) -> Vec<(FileId, Vec<(AnnotationKind, &Label)>)> {
    let mut files: BTreeMap<(bool, FileId), Vec<_>> = BTreeMap::new();
    let at_fault = found.primary.span.file;
    files.insert(
        (false, at_fault),
        vec![(AnnotationKind::Primary, &found.primary)],
    );
    for label in &found.secondary {
        let key = (label.span.file != at_fault, label.span.file);
        files
            .entry(key)
            .or_default()
            .push((AnnotationKind::Context, label));
    }
    files
        .into_iter()
        .map(|((_, file), labels)| (file, labels))
        .collect()
}

/// The lines the labels stand on.
fn snippet<'a>(
    file: &'a SourceFile,
    labels: &[(AnnotationKind, &'a Label)],
    cut: &mut Vec<Vec<Column>>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let window = Window::around(file, labels.iter().map(|(_, label)| label.span));
    let mut annotations = Vec::new();
    let mut columns = Vec::new();
    for (kind, label) in labels {
        let span = window.within(label.span);
        if window.is_cut {
            let place = file.position(label.span.start);
            columns.push(Column {
                line: format!("{}:{}:", file.path(), place.line),
                shown: window.column(span.start),
                meant: place.column,
            });
        }
        let text = (!label.text.is_empty()).then_some(label.text.as_str());
        annotations.push(kind.span(span).label(text));
    }
    cut.push(columns);
    Snippet::source(window.text)
        .line_start(window.first_line + 1)
        .path(file.path())
        .annotations(annotations)
}

/// A column that is counted in what is shown of a long line, and the one that is meant.
struct Column {
    /// What stands before it where the place is named.
    line: String,
    shown: usize,
    meant: usize,
}

/// Names places by their columns in the file: each file is named once, with the place of one of its labels.
fn corrected(mut text: String, files: &[Vec<Column>]) -> String {
    for columns in files {
        let named = columns.iter().find_map(|column| {
            let shown = format!("{}{}", column.line, column.shown);
            let is_whole = |at: &usize| {
                let behind = text.as_bytes().get(at + shown.len());
                !behind.is_some_and(u8::is_ascii_digit)
            };
            let mut places = text.match_indices(&shown).map(|(at, _)| at);
            let at = places.find(is_whole)?;
            Some((
                at..at + shown.len(),
                format!("{}{}", column.line, column.meant),
            ))
        });
        if let Some((place, meant)) = named {
            text.replace_range(place, &meant);
        }
    }
    text
}

fn suggestion<'a>(text: &'a str, edit: &'a Edit, sources: &'a Sources) -> Option<Group<'a>> {
    let file = sources.file(edit.span.file)?;
    let window = Window::around(file, std::iter::once(edit.span));
    let patch = Patch::new(window.within(edit.span), &edit.replacement);
    let snippet = Snippet::source(window.text)
        .line_start(window.first_line + 1)
        .path(file.path())
        .patch(patch);
    Some(Title::HELP.secondary_title(text).element(snippet))
}

//! Findings as text a person can read.

use std::{collections::BTreeMap, fmt::Write as _};

use annotate_snippets::{AnnotationKind, Group, Level as Title, Patch, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Edit, Label, Level};
use crate::source::{FileId, SourceFile, Sources, Span};

#[cfg(test)]
mod tests;

/// How many findings [`render`] shows; the rest is counted.
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
    let sorted = diagnostics.sorted();
    let mut text = String::new();
    for found in sorted.iter().take(LIMIT) {
        text.push_str(&renderer.render(&report(found, sources)));
        text.push_str("\n\n");
    }
    if sorted.len() > LIMIT {
        let _ = writeln!(text, "{} of {} findings are shown\n", LIMIT, sorted.len());
    }
    text.push_str(&summary(diagnostics));
    text
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

fn report<'a>(found: &'a Diagnostic, sources: &'a Sources) -> Vec<Group<'a>> {
    let level = match found.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Note => Title::NOTE,
    };
    let mut main = Group::with_title(level.primary_title(&found.message).id(found.code.as_str()));
    for (file, labels) in by_file(found) {
        if let Some(file) = sources.file(file) {
            main = main.element(snippet(file, &labels));
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

/// The lines the labels stand on, so that a long file costs no more than a short one.
fn snippet<'a>(
    file: &'a SourceFile,
    labels: &[(AnnotationKind, &'a Label)],
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let window = Window::around(file, labels.iter().map(|(_, label)| label.span));
    let annotations = labels.iter().map(|(kind, label)| {
        let text = (!label.text.is_empty()).then_some(label.text.as_str());
        kind.span(window.within(label.span)).label(text)
    });
    Snippet::source(window.text)
        .line_start(window.first_line + 1)
        .path(file.path())
        .annotations(annotations)
}

fn suggestion<'a>(text: &'a str, edit: &'a Edit, sources: &'a Sources) -> Option<Group<'a>> {
    let file = sources.file(edit.span.file)?;
    let window = Window::around(file, std::iter::once(edit.span));
    let snippet = Snippet::source(window.text)
        .line_start(window.first_line + 1)
        .path(file.path())
        .patch(Patch::new(window.within(edit.span), &edit.replacement));
    Some(Title::HELP.secondary_title(text).element(snippet))
}

/// A few whole lines of a file.
struct Window<'a> {
    text: &'a str,
    start: usize,
    first_line: usize,
}

impl<'a> Window<'a> {
    fn around(file: &'a SourceFile, spans: impl Iterator<Item = Span>) -> Self {
        let lines = spans.flat_map(|span| [file.line_of(span.start), file.line_of(span.end)]);
        let (first, last) = lines.fold((usize::MAX, 0), |(first, last), line| {
            (first.min(line), last.max(line))
        });
        let first_line = first.min(last);
        let range = file.line_range(first_line).start..file.line_range(last).end;
        Self {
            start: range.start,
            first_line,
            text: file
                .text()
                .get(range)
                .unwrap_or_default()
                .trim_end_matches(['\r', '\n']),
        }
    }

    /// A span counted from the start of the window, moved to whole characters inside it.
    fn within(&self, span: Span) -> std::ops::Range<usize> {
        let bounded = |byte: usize| {
            let mut byte = byte.saturating_sub(self.start).min(self.text.len());
            while !self.text.is_char_boundary(byte) {
                byte -= 1;
            }
            byte
        };
        let start = bounded(span.start as usize);
        start..bounded(span.end as usize).max(start)
    }
}

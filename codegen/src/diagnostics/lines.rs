//! Findings for other programs, one line each.

use std::{borrow::Cow, collections::HashMap};

use serde_json::{Map, Value, json};

use super::{Diagnostic, Diagnostics, Edit, Label, Level};
use crate::{
    source::{Sources, Span},
    tree::Document,
};

#[cfg(test)]
mod tests;

/// Every finding as a JSON object on a line of its own, by file and position.
///
/// An object has `code`, `level` (`error`, `warning`, `note`), `message`, the place at fault (`path`, `line`, `column`, `end_line`,
/// `end_column`, all counted from one, columns in characters, the end being the character after the last one), `pointer` (a JSON
/// pointer into the bundle, where the document has the place), `label`, `labels` (other places) and `help`.
pub fn json(diagnostics: &Diagnostics, sources: &Sources, document: Option<&Document>) -> String {
    let sorted = diagnostics.sorted();
    let spans = sorted.iter().map(|found| found.primary.span);
    let pointers = document.map_or_else(HashMap::new, |document| document.pointers(spans));
    let mut text = String::new();
    for found in sorted {
        let mut object = place(sources, found.primary.span);
        object.insert("code".to_owned(), json!(found.code.as_str()));
        object.insert("level".to_owned(), json!(word(found.level)));
        object.insert("message".to_owned(), json!(found.message));
        if let Some(pointer) = pointers.get(&found.primary.span) {
            object.insert("pointer".to_owned(), json!(pointer));
        }
        object.insert("label".to_owned(), json!(found.primary.text));
        let labels = found.secondary.iter().map(|label| labelled(sources, label));
        object.insert("labels".to_owned(), labels.collect());
        let help = found.help.iter().map(|help| match &help.edit {
            Some(edit) => json!({"text": help.text, "edit": edited(sources, edit)}),
            None => json!({"text": help.text}),
        });
        object.insert("help".to_owned(), help.collect());
        text.push_str(&Value::Object(object).to_string());
        text.push('\n');
    }
    text
}

/// Every finding as a workflow command of GitHub Actions, which shows it beside the line of the change.
pub fn github(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let mut text = String::new();
    for found in diagnostics.sorted() {
        let command = match found.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let (start, end) = (
            sources.position(found.primary.span),
            sources.end(found.primary.span),
        );
        // A column is only taken on a single line.
        let columns = if start.line == end.line {
            format!(",col={},endColumn={}", start.column, end.column)
        } else {
            String::new()
        };
        text.push_str(&format!(
            "::{command} file={},line={},endLine={}{columns},title={}::{}\n",
            property(sources.path(found.primary.span)),
            start.line,
            end.line,
            property(&format!("{} {}", found.code, found.code.page().title)),
            data(&message(found)),
        ));
    }
    text
}

/// The message with what else there is to say in words.
fn message(found: &Diagnostic) -> String {
    let mut text = found.message.clone();
    if !found.primary.text.is_empty() {
        text.push_str(&format!(" ({})", found.primary.text));
    }
    for help in &found.help {
        text.push_str(&format!("\nhelp: {}", help.text));
    }
    text
}

fn word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

fn place(sources: &Sources, span: Span) -> Map<String, Value> {
    let (start, end) = (sources.position(span), sources.end(span));
    let mut object = Map::new();
    object.insert("path".to_owned(), json!(sources.path(span)));
    object.insert("line".to_owned(), json!(start.line));
    object.insert("column".to_owned(), json!(start.column));
    object.insert("end_line".to_owned(), json!(end.line));
    object.insert("end_column".to_owned(), json!(end.column));
    object
}

fn labelled(sources: &Sources, label: &Label) -> Value {
    let mut object = place(sources, label.span);
    object.insert("text".to_owned(), json!(label.text));
    Value::Object(object)
}

fn edited(sources: &Sources, edit: &Edit) -> Value {
    let mut object = place(sources, edit.span);
    object.insert("replacement".to_owned(), json!(edit.replacement));
    Value::Object(object)
}

/// Text after `::` of a workflow command.
fn data(text: &str) -> Cow<'_, str> {
    if text.contains(['%', '\r', '\n']) {
        let text = text.replace('%', "%25");
        return text.replace('\r', "%0D").replace('\n', "%0A").into();
    }
    text.into()
}

/// The value of a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

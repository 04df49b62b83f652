use std::path::Path;

use super::*;
use crate::{check, tree};

/// A document with a fault behind full-width text on its line, and with an edit.
const TEXT: &str = "openapi: 3.0.3\ninfo: {title: 注文, versio: '1, 100%'}\npaths: {}\n";

fn findings() -> (Sources, Document, Diagnostics) {
    let read = |_: &Path| Ok(TEXT.to_owned());
    let (sources, document, mut found) = tree::load_from(&read, Path::new("a,b.yaml"));
    let document = document.unwrap();
    found.extend(check::check(&document));
    (sources, document, found)
}

#[test]
fn every_line_is_an_object_with_its_place() {
    let (sources, document, found) = findings();
    let text = json(&found, &sources, Some(&document));
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), found.len());
    let key = lines
        .iter()
        .find(|line| line["code"] == "SPEC0201")
        .unwrap();
    assert_eq!(
        *key,
        json!({
            "code": "SPEC0201", "level": "error", "message": "unknown key `versio` in an Info Object",
            "path": "a,b.yaml", "line": 2, "column": 19, "end_line": 2, "end_column": 25, "pointer": "/info/versio",
            "label": "", "labels": [],
            "help": [{"text": "did you mean `version`?", "edit": {
                "path": "a,b.yaml", "line": 2, "column": 19, "end_line": 2, "end_column": 25, "replacement": "version",
            }}],
        })
    );
    let without = json(&found, &sources, None);
    assert!(!without.contains("pointer") && without.lines().count() == lines.len());
}

#[test]
fn workflow_commands_escape_what_has_a_meaning() {
    let (sources, _, mut found) = findings();
    let span = found.iter().next().unwrap().primary.span;
    let mut odd = Diagnostic::new(
        crate::diagnostics::codes::shape::VERSION,
        span,
        "100%\nsure",
    );
    odd.level = Level::Note;
    found.push(odd);
    let text = github(&found, &sources);
    let line = "::error file=a%2Cb.yaml,line=2,endLine=2,col=19,endColumn=25,title=SPEC0201 unknown key::unknown key \
                `versio` in an Info Object%0Ahelp: did you mean `version`?";
    assert!(text.lines().any(|other| other == line), "{text}");
    assert!(
        text.contains("::notice ") && text.contains("::100%25%0Asure"),
        "{text}"
    );
}

//! How documents that are not of the house are read.

use std::path::Path;

use serde_json::Value;

use super::*;
use crate::{diagnostics::Level, tree};

mod calls;
mod objects;
mod references;
mod renamed;
mod rules;
mod versions;

const FRAME: &str = "openapi: 3.0.3
info: {title: Shop, version: '1'}
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: Done.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Order'}
components:
  schemas:
    Order: {type: object}
";

const ORDER: &str = "    Order: {type: object}\n";

fn loaded(text: &str) -> (Document, Diagnostics) {
    let read = |path: &Path| {
        if path == Path::new("openapi.yaml") {
            Ok(text.to_owned())
        } else {
            Err(std::io::ErrorKind::NotFound.into())
        }
    };
    let (_, document, found) = tree::load_from(&read, Path::new("openapi.yaml"));
    (document.unwrap(), found)
}

#[expect(clippy::type_complexity, reason = "taken apart where it is used")]
fn repaired(text: &str) -> (Option<Document>, Vec<(&'static str, Level, Option<String>)>) {
    let (document, found) = loaded(text);
    let (document, found) = repair(document, found);
    let found = found.sorted().into_iter().map(|found| {
        let help = found.help.last().map(|help| help.text.clone());
        (found.code.as_str(), found.level, help)
    });
    // What every public document lacks.
    let found = found.filter(|(code, ..)| *code != "SPEC0402").collect();
    (document, found)
}

/// Replaces one part of the frame, and looks at one place of what it is read as.
#[track_caller]
fn assert_read(from: &str, to: &str, code: &str, help: &str, pointer: &str, expected: &Value) {
    assert_eq!(FRAME.matches(from).count(), 1, "{from}");
    let (document, found) = repaired(&FRAME.replace(from, to));
    let hit = found.iter().any(|(other, level, said)| {
        *other == code && *level != Level::Error && said.as_deref() == Some(help)
    });
    assert!(hit, "{to}: {found:?}");
    let document = document.unwrap_or_else(|| panic!("{to}: {found:?}"));
    let value = document
        .get(pointer)
        .map_or(Value::Null, tree::Node::to_json);
    assert_eq!(value, *expected, "{to}");
    assert_refused_by_the_house(&FRAME.replace(from, to), code);
    assert!(
        !crate::check::check(&document)
            .in_profile(Profile::Public)
            .has_errors(),
        "{to}"
    );
}

/// What is mended elsewhere is an error in a spec of the house.
#[track_caller]
fn assert_refused_by_the_house(text: &str, code: &str) {
    let (document, found) = loaded(text);
    let (document, found) = crate::sound(document, found, crate::Options::default());
    assert!(document.is_none());
    let hit = found
        .iter()
        .any(|found| found.code.as_str() == code && found.level == Level::Error);
    assert!(hit, "{code}: {text}");
}

/// The same for the definition of a schema.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "`json!` is written in place")]
fn assert_schema(definition: &str, code: &str, help: &str, pointer: &str, expected: Value) {
    let pointer = format!("/components/schemas/Order{pointer}");
    assert_read(
        ORDER,
        &format!("    Order: {definition}\n"),
        code,
        help,
        &pointer,
        &expected,
    );
}

#[test]
fn a_sound_document_is_left_as_it_is() {
    let (document, found) = repaired(FRAME);
    assert_eq!(found, []);
    assert_eq!(document.unwrap().get("/paths").unwrap().entries().len(), 1);
}

#[test]
fn what_has_no_sensible_reading_is_an_error() {
    let (document, found) = repaired("[1]\n");
    assert!(document.is_none());
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1, Level::Error);
    let (document, _) = repaired(&FRAME.replace("info:", "info: &anchor\n "));
    assert!(document.is_none());
}

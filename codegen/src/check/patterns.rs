//! Patterns of strings.

use super::{
    objects::{SCHEMA, SECURITY_SCHEME},
    regex::{Fault, Lengths, lengths},
    survey::Survey,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes::schemas},
    tree::{Entry, Node},
};

pub(super) fn check(survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    for (_, schema) in survey.of(&SCHEMA) {
        let Some(entry) = schema.node.entry("pattern") else {
            continue;
        };
        match read(entry) {
            Ok(Some(lengths)) => against_length(schema.node, entry, lengths, diagnostics),
            Ok(None) => {}
            Err(found) => diagnostics.push(*found),
        }
    }
    for (_, scheme) in survey.of(&SECURITY_SCHEME) {
        let pattern = scheme
            .node
            .get("x-credential")
            .and_then(|credential| credential.entry("pattern"));
        if let Some(Err(found)) = pattern.map(read) {
            diagnostics.push(*found);
        }
    }
}

fn read(entry: &Entry) -> Result<Option<Lengths>, Box<Diagnostic>> {
    let Some(pattern) = entry.value.as_str() else {
        return Ok(None);
    };
    let span = entry.value.span;
    match lengths(pattern) {
        Err(Fault::Invalid(reason)) => Err(Box::new(
            Diagnostic::new(
                schemas::PATTERN_INVALID,
                span,
                "this is not a regular expression",
            )
            .label(reason),
        )),
        Err(Fault::NotPortable(what)) => Err(Box::new(
            Diagnostic::new(
                schemas::PATTERN_NOT_PORTABLE,
                span,
                "not every engine reads this pattern",
            )
            .label(what),
        )),
        Ok(lengths) => match regex_lite::Regex::new(pattern) {
            Ok(_) => Ok(Some(lengths)),
            Err(error) => {
                let found = Diagnostic::new(
                    schemas::PATTERN_INVALID,
                    span,
                    "this pattern cannot be compiled",
                );
                Err(Box::new(found.label(error.to_string())))
            }
        },
    }
}

fn against_length(schema: &Node, pattern: &Entry, lengths: Lengths, diagnostics: &mut Diagnostics) {
    let bound = |key: &str| {
        schema
            .entry(key)
            .and_then(|entry| Some((entry, entry.value.as_u64()?)))
    };
    let mut report = |entry: &Entry, label: String| {
        let message = format!("no text matches this pattern and `{}`", entry.key);
        let found =
            Diagnostic::new(schemas::PATTERN_LENGTH, pattern.value.span, message).label(label);
        diagnostics.push(found.also(entry.value.span, "the bound"));
    };
    if let Some((entry, most)) = bound("maxLength")
        && lengths.least > most
    {
        report(
            entry,
            format!("matches {} characters or more", lengths.least),
        );
    }
    if let Some((entry, least)) = bound("minLength")
        && let Some(most) = lengths.most.filter(|most| *most < least)
    {
        report(entry, format!("matches {most} characters at most"));
    }
}

//! What answers say of themselves: whether they have a body, and the header that tells what became of a key.

use std::collections::HashSet;

use crate::{
    check::{
        objects::{CALLBACK, OPERATION, PATH_ITEM},
        survey::{Survey, Visit, component},
    },
    diagnostics::{Code, Diagnostic, Diagnostics, codes::documentation},
    source::Span,
    tree::{Entry, Node},
};

pub(super) fn check(survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for (place, operation) in survey.of(&OPERATION) {
        // What a callback is answered is for the caller to say.
        if survey.chain(place).any(|visit| visit.kind.is(&CALLBACK)) {
            continue;
        }
        let status = status_of_key(survey, place, operation);
        let answers = operation.node.get("responses").map(Node::entries);
        for used in answers.unwrap_or_default() {
            let answer = Answer {
                used,
                meant: spelled_out(survey, used),
            };
            if answer.meant.value.is_mapping() {
                body(answer, &mut seen, diagnostics);
                if let Some(status) = status {
                    header(answer, status, diagnostics);
                }
            }
        }
    }
}

/// An answer of an operation.
#[derive(Clone, Copy)]
struct Answer<'n> {
    used: &'n Entry,
    /// The component that it refers to, or itself.
    meant: &'n Entry,
}

impl Answer<'_> {
    /// A finding at the answer, which shows a use of it if it stands elsewhere.
    fn lacks(self, code: Code, message: impl Into<String>, expected: &str) -> Diagnostic {
        let found = Diagnostic::new(code, self.meant.key_span, message)
            .label(format!("expected {expected}"));
        if std::ptr::eq(self.meant, self.used) {
            found
        } else {
            found.also(self.used.value.head(), "an operation answers with it")
        }
    }
}

/// An answer has a body, or says that it has none.
fn body(answer: Answer<'_>, seen: &mut HashSet<Span>, diagnostics: &mut Diagnostics) {
    let says = ["content", "x-no-body"]
        .iter()
        .any(|key| answer.meant.value.get(key).is_some());
    let mut is_new = || seen.insert(answer.meant.key_span);
    if !says && !is_empty_by_status(&answer.used.key) && is_new() {
        let message = "this answer says nothing of its body";
        let expected = "`content` in it, or `x-no-body: true`";
        diagnostics.push(answer.lacks(documentation::NO_BODY, message, expected));
    }
}

/// The header that is said to tell what became of the key that an operation takes.
fn status_of_key<'n>(survey: &Survey<'n>, place: usize, operation: &Visit<'n>) -> Option<&'n Node> {
    let item = survey.chain(place).find(|visit| visit.kind.is(&PATH_ITEM));
    let mut parameters = [Some(operation.node), item.map(|item| item.node)]
        .into_iter()
        .filter_map(|owner| owner?.get("parameters"))
        .flat_map(Node::items);
    let status =
        parameters.find_map(|parameter| survey.resolve(parameter)?.get("x-idempotency-status"))?;
    status
        .get("header")
        .filter(|header| header.as_str().is_some())
}

/// An answer that does what was asked has the header that tells what became of the key.
fn header(answer: Answer<'_>, status: &Node, diagnostics: &mut Diagnostics) {
    let name = status.as_str().unwrap_or_default();
    let headers = answer.meant.value.get("headers").map(Node::entries);
    let mut headers = headers.unwrap_or_default().iter();
    let has = headers.any(|header| header.key.eq_ignore_ascii_case(name));
    if answer.used.key.starts_with('2') && !has {
        let message =
            format!("this answer lacks the header `{name}`, which says what became of the key");
        let found = answer.lacks(documentation::FORGOTTEN, message, "it among its `headers`");
        diagnostics.push(found.also(status.span, "the parameter with the key says so"));
    }
}

/// Whether an answer of a status has no body, or none that matters.
fn is_empty_by_status(status: &str) -> bool {
    status.starts_with(['1', '3']) || matches!(status, "204" | "205")
}

/// The component that an answer refers to, or the answer itself.
fn spelled_out<'n>(survey: &Survey<'n>, used: &'n Entry) -> &'n Entry {
    let mut answer = used;
    // A circle of references is reported elsewhere.
    for _ in 0..survey.components.len() {
        let named = answer.value.str_at("$ref").and_then(component);
        match named.and_then(|name| survey.components.get(&name)) {
            Some(next) => answer = next,
            None => break,
        }
    }
    answer
}

//! The rows of the registry, set as text like the tables of models: there is one for each answer of each operation.

use proc_macro2::Ident;
use quote::format_ident;

use crate::api::{AnswerBody, BodyForm, Kind, Operation, Statuses, TypeId, Usage};
use crate::emit::Context;
use crate::emit::page::{WIDTH, literal};

/// How far rows are indented.
const INDENT: usize = 8;

/// The rows, in the order in which they stand.
#[derive(Default)]
pub(super) struct Table {
    bodies: Vec<String>,
    calls: Vec<String>,
    has_maps: bool,
}

impl Table {
    /// Adds the bodies of a request that are JSON: the first one by the operation alone, others with their media type.
    pub(super) fn requests(&mut self, context: &Context<'_>, operation: &Operation) {
        let id = field("operation", &operation.id);
        let contents = operation.body.iter().flat_map(|body| &body.contents);
        let json = contents.filter_map(|content| match &content.form {
            BodyForm::Json(usage) => Some((&content.media, usage)),
            _ => None,
        });
        for (at, (media, usage)) in json.enumerate() {
            if at == 0 {
                self.body(context, usage, "Request", &[&id]);
            } else {
                let media = field("media", media);
                self.body(context, usage, "RequestAs", &[&id, &media]);
            }
        }
    }

    /// Adds the bodies of answers that are JSON: the first one of a status by that alone, others with all that tells them.
    pub(super) fn responses(&mut self, context: &Context<'_>, operation: &Operation) {
        let id = field("operation", &operation.id);
        for answer in operation.success.iter().chain(&operation.failures) {
            let json = answer.media.iter().filter_map(|media| match &media.body {
                AnswerBody::Json(usage) => Some((&media.name, usage)),
                AnswerBody::Text(_) | AnswerBody::Bytes => None,
            });
            for (at, (media, usage)) in json.enumerate() {
                match answer.statuses {
                    Statuses::Code(code) if at == 0 => {
                        let status = format!("status: {code}");
                        self.body(context, usage, "Response", &[&id, &status]);
                    }
                    statuses => {
                        let statuses = field("statuses", &statuses.key());
                        let media = field("media", media);
                        self.body(context, usage, "ResponseAs", &[&id, &statuses, &media]);
                    }
                }
            }
        }
    }

    /// Adds the bodies that have names of their own.
    pub(super) fn components(&mut self, context: &Context<'_>) {
        for id in (0..context.api.types.len()).map(TypeId) {
            let ty = context.api.type_of(id);
            if ty.component {
                let name = field("name", &ty.name);
                self.body(
                    context,
                    &Usage::plain(Kind::Named(id)),
                    "Component",
                    &[&name],
                );
            }
        }
    }

    fn body(&mut self, context: &Context<'_>, usage: &Usage, subject: &str, fields: &[&str]) {
        let library = context.library("");
        let ty = context.written_type_from(usage, &format!("{library}::"));
        self.has_maps |= ty.contains("BTreeMap<");
        let start = format!("Body::of::<{ty}>(Subject::{subject}");
        self.bodies.push(row(&start, fields, ")"));
    }

    /// Adds a call and the function that makes it.
    pub(super) fn call(&mut self, operation: &str, function: &Ident) {
        let operation = field("operation", operation);
        let call = format!("call: {function}");
        self.calls.push(row("CallEntry", &[&operation, &call], ""));
    }

    /// Whether a type of a row is a map.
    pub(super) fn has_maps(&self) -> bool {
        self.has_maps
    }

    /// What the table uses of the runtime.
    pub(super) fn names(&self, context: &Context<'_>) -> impl Iterator<Item = Ident> {
        let bodies = !self.bodies.is_empty();
        let names = [
            (bodies, "Body"),
            (!self.calls.is_empty(), "CallEntry"),
            (true, "Registry"),
            (bodies, "Subject"),
            (context.api.webhooks.is_some(), "WebhookEntry"),
        ];
        let used = names.into_iter().filter(|(used, _)| *used);
        used.map(|(_, name)| format_ident!("{name}"))
    }

    /// The table as it stands in its file.
    pub(super) fn text(&self, context: &Context<'_>) -> String {
        let library = context.library("");
        let webhook = match &context.api.webhooks {
            Some(_) => format!(
                "Some(WebhookEntry {{
        scheme: &{library}::webhooks::SCHEME,
        verifier: |secret| {library}::webhooks::verifier(secret),
        receive,
    }})"
            ),
            None => "None".to_owned(),
        };
        format!(
            "/// Every body, every call, and notifications where there are any.
pub static REGISTRY: Registry = Registry {{
    provider: &{library}::PROVIDER,
    bodies: {},
    calls: {},
    webhook: {webhook},
}};
",
            slice(&self.bodies),
            slice(&self.calls)
        )
    }
}

/// A field that holds a string.
fn field(name: &str, value: &str) -> String {
    format!("{name}: {}", literal(value))
}

/// A row that ends with a struct: on one line if it fits, or else with each field on a line of its own.
fn row(start: &str, fields: &[&str], end: &str) -> String {
    let line = format!("{start} {{ {} }}{end},", fields.join(", "));
    if INDENT + line.len() <= WIDTH {
        return line;
    }
    let indent = " ".repeat(INDENT);
    let fields = fields.join(&format!(",\n{indent}    "));
    format!("{start} {{\n{indent}    {fields},\n{indent}}}{end},")
}

fn slice(rows: &[String]) -> String {
    if rows.is_empty() {
        return "&[]".to_owned();
    }
    let indent = format!("\n{}", " ".repeat(INDENT));
    format!("&[{indent}{}\n    ]", rows.join(&indent))
}

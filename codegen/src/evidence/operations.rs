//! Operations: method, path, parameters, bodies and answers.

use std::collections::{BTreeSet, HashMap};

use super::{
    compare::{self, Place, Thing},
    errors::Errors,
    fact::{Fact, Sort, Word},
    ledger::Ledger,
    parameters, responses,
    rows::{Claims, Row},
    schemas,
    spec::{Operation, Spec},
};
use crate::{diagnostics::Diagnostics, tree::Node};

pub(super) fn check(spec: &Spec<'_>, ledger: &Ledger, found: &mut Diagnostics) {
    let things = spec
        .operations()
        .into_iter()
        .map(|operation| {
            let id = operation.node().get("operationId");
            let unnamed = || Word::new("", Sort::Text, operation.method.key_span);
            Thing {
                name: id.map_or_else(unnamed, Word::of),
                of: operation,
            }
        })
        .collect();
    let paths = spec
        .root
        .get("paths")
        .map(Node::entries)
        .unwrap_or_default();
    let item = |row: &Row<'_>| {
        let path = row.node.str_at("path")?;
        let entry = paths.iter().find(|entry| entry.key == path)?;
        Some(spec.resolve(&entry.value).head())
    };
    let place = Place {
        what: "operation",
        within: String::new(),
        spec: spec.root.entry("paths").map(|entry| entry.key_span),
        of_row: Some(&item),
        ledger: ledger.place("operations"),
    };
    let mut known = Known {
        parameters: HashMap::new(),
        statuses: ledger.rows("statuses"),
        errors: Errors::new(ledger),
    };
    for row in ledger.rows("parameters") {
        known.parameters.entry(id_of(&row)).or_insert(row);
    }
    for (thing, row) in compare::pair(&place, things, &ledger.rows("operations"), found) {
        operation(spec, &thing, &row, &known, found);
    }
}

/// The rows that those about operations speak of.
pub(super) struct Known<'l> {
    /// By what operations call them.
    parameters: HashMap<&'l str, Row<'l>>,
    /// The answers of every operation.
    pub(super) statuses: Vec<Row<'l>>,
    pub(super) errors: Errors<'l>,
}

fn operation(
    spec: &Spec<'_>,
    thing: &Thing<Operation<'_>>,
    row: &Row<'_>,
    known: &Known<'_>,
    found: &mut Diagnostics,
) {
    let operation = thing.of;
    let mut claims = row.claims(None, |facts| facts);
    let listed = names_on_the_wire(&mut claims, known);
    let what = format!("the operation `{}`", row.name());
    let success = responses::of(operation, false);
    let success = success.first().map(|entry| entry.key_span);
    let home = |name: &str| {
        if name.starts_with("success.") {
            success.unwrap_or(operation.method.key_span)
        } else {
            operation.method.key_span
        }
    };
    compare::facts(&what, &facts(spec, operation), &home, &claims, found);
    responses::bodiless(spec, operation, &what, &claims, found);
    responses::check(spec, operation, row, known, found);
    for parameter in spec.parameters(operation) {
        let parameter = spec.resolve(parameter);
        let row = listed
            .iter()
            .find(|row| parameter.str_at("name") == row.node.str_at("name"));
        if let Some(row) = row {
            parameters::check(spec, parameter, row, found);
        }
    }
}

/// Replaces the ids of parameters by the names they have in calls; gives the rows that the spec should have.
fn names_on_the_wire<'l>(claims: &mut Claims, known: &Known<'l>) -> Vec<Row<'l>> {
    let mut rows = Vec::new();
    for (facts, listed) in [(&mut claims.plain, false), (&mut claims.resolved, true)] {
        let words = facts.iter_mut().filter(|fact| fact.name == "parameters");
        for word in words.flat_map(|fact| &mut fact.words) {
            if let Some(row) = known.parameters.get(word.text.as_str()) {
                if row.node.get("id").is_some() {
                    *word = Word::of(row.node.get("name").unwrap_or(row.node)).used_at(word.span);
                }
                if listed {
                    rows.push(*row);
                }
            }
        }
    }
    rows
}

/// What operations call a parameter.
pub(super) fn id_of<'l>(parameter: &Row<'l>) -> &'l str {
    let id = parameter.node.str_at("id");
    id.unwrap_or_else(|| parameter.name())
}

fn facts(spec: &Spec<'_>, operation: Operation<'_>) -> Vec<Fact> {
    let Operation { path, method } = operation;
    let mut facts = vec![
        Fact::text("method", method.key.to_ascii_uppercase(), method.key_span),
        Fact::text("path", path.key.as_str(), path.key_span),
    ];
    facts.extend(of_its_own(spec, operation));
    let home = operation
        .node()
        .entry("parameters")
        .map_or(method.key_span, |entry| entry.key_span);
    let parameters = spec.parameters(operation).into_iter().filter_map(|node| {
        let name = Word::of(spec.resolve(node).get("name")?);
        let place = node
            .get("$ref")
            .map_or(name.span, |reference| reference.span);
        Some(name.used_at(place))
    });
    facts.push(Fact {
        name: "parameters".to_owned(),
        span: home,
        words: parameters.collect(),
    });
    facts.extend(body(spec, operation.node()));
    let success = responses::of(operation, false);
    let home = success
        .first()
        .map_or(method.key_span, |entry| entry.key_span);
    let statuses = success.iter().map(|entry| responses::status(entry));
    facts.push(Fact::several("success.status", statuses.collect(), home));
    let answers: Vec<Word> = success
        .iter()
        .flat_map(|entry| responses::bodies(spec, &entry.value))
        .collect();
    if !answers.is_empty() {
        facts.push(Fact::several("success.body", answers, home));
    }
    let optional = success
        .iter()
        .find_map(|entry| responses::optional("success.body-optional", spec, &entry.value));
    facts.extend(optional);
    facts
}

/// Where a call goes if not to the server of all, what it needs of the key, and until when its answer waits.
fn of_its_own(spec: &Spec<'_>, operation: Operation<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let path = spec.resolve(&operation.path.value);
    let servers = [operation.node(), path]
        .into_iter()
        .find_map(|node| node.entry("servers"));
    if let Some(servers) = servers {
        let urls = servers.value.items().iter();
        let urls = urls.filter_map(|server| server.get("url")).map(Word::of);
        facts.push(Fact::several("server", urls.collect(), servers.key_span));
    }
    for (name, extension) in [("needs", "x-needs"), ("needs-no", "x-needs-no")] {
        let needs = operation.node().get(extension);
        facts.extend(needs.map(|needs| Fact::of(name, needs)));
    }
    let polling = operation.node().get("x-polling");
    for name in ["parameter", "members", "while"] {
        let words = polling.and_then(|polling| polling.get(name));
        facts.extend(words.map(|node| Fact::of(&format!("polling.{name}"), node)));
    }
    facts
}

fn body(spec: &Spec<'_>, operation: &Node) -> Vec<Fact> {
    let Some(entry) = operation.entry("requestBody") else {
        return Vec::new();
    };
    let body = spec.resolve(&entry.value);
    let content = body.get("content").map(Node::entries).unwrap_or_default();
    let words: Vec<Word> = content
        .iter()
        .filter_map(|media| media.value.get("schema"))
        .flat_map(|schema| schemas::types(spec, schema))
        .collect();
    let mut facts = vec![Fact::several("body", words, entry.key_span)];
    if !body.is_true("required") {
        let required = body.entry("required").unwrap_or(entry);
        facts.push(Fact::flag("body-optional", true, required.key_span));
    }
    facts
}

/// The codes that a row lists for a status; `any` where it leaves them to the rows about codes.
pub(super) fn codes_of(status: &Row<'_>) -> BTreeSet<String> {
    let facts = status.claims(None, |facts| facts).resolved;
    let codes = facts.into_iter().find(|fact| fact.name == "codes");
    let words = codes.map(|fact| fact.words).unwrap_or_default();
    words.into_iter().map(|word| word.text).collect()
}

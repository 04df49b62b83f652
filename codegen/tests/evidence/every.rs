//! Every value of the spec and of the ledger is changed, every member and row left out, one at a time.

use kessai_codegen::tree::{Document, Node, NodeKind};

use super::*;

/// Where a node stands: the keys and indices that lead to it.
type Path = Vec<String>;

/// Parts of the spec that sources do not speak of, as keys that follow each other; `*` is any key.
const SILENT: &[&[&str]] = &[
    &["openapi"],
    &["info"],
    &["tags"],
    &["security"],
    &["description"],
    &["example"],
    &["x-idempotency-key"],
    // It tells branches apart; what the body holds stands in `properties`.
    &["not"],
    // Of an error the code is known, not the text.
    &["value", "text"],
    &["securitySchemes", "*", "type"],
    &["securitySchemes", "*", "in"],
    // A header is known by its name.
    &["headers", "*", "schema"],
    // A branch that admits null alone does so whatever its type is.
    &["anyOf", "1", "type"],
    // A list of anything may be written either way.
    &["more", "items"],
    &["Remark", "oneOf", "2", "items"],
    &["Remark", "oneOf", "3", "type"],
    // What narrows a member says it again.
    &["ContactBase", "properties", "kind", "type"],
    // A part of an object is one.
    &["allOf", "1", "type"],
];

/// Parts of the ledger that are for the record.
const RECORD: &[&[&str]] = &[
    &["official"],
    &["source"],
    &["reason"],
    &["topic"],
    &["conflicts"],
    &["conflict"],
    &["vectors"],
    &["max-key-length"],
];

fn is_within(path: &[String], parts: &[&[&str]]) -> bool {
    parts.iter().any(|part| {
        path.windows(part.len()).any(|window| {
            let mut keys = window.iter().zip(*part);
            keys.all(|(key, pattern)| *pattern == "*" || key == pattern)
        })
    })
}

/// Every node below a node with its path, before those within it.
fn nodes<'n>(node: &'n Node, path: &mut Path, found: &mut Vec<(Path, &'n Node)>) {
    let items = node.items().iter().enumerate();
    let items = items.map(|(index, item)| (index.to_string(), item));
    let members = node
        .entries()
        .iter()
        .map(|entry| (entry.key.clone(), &entry.value));
    for (key, child) in items.chain(members) {
        path.push(key);
        found.push((path.clone(), child));
        nodes(child, path, found);
        path.pop();
    }
}

fn all_nodes(root: &Node) -> Vec<(Path, &Node)> {
    let mut found = Vec::new();
    nodes(root, &mut Vec::new(), &mut found);
    found
}

fn at<'n>(root: &'n Node, path: &[String]) -> Option<&'n Node> {
    path.iter().try_fold(root, |node, key| match &node.kind {
        NodeKind::Sequence(items) => items.get(key.parse::<usize>().ok()?),
        _ => node.get(key),
    })
}

/// A value of the same sort that is another one; `None` for collections.
fn changed(node: &Node) -> Option<String> {
    if let Some(flag) = node.as_bool() {
        return Some((!flag).to_string());
    }
    if let Some(number) = node.as_u64() {
        let other = if number == 64 { 32 } else { number * 10 + 1 };
        return Some(other.to_string());
    }
    Some(match node.as_str()? {
        "string" => "boolean".to_owned(),
        "int64" => "int32".to_owned(),
        "array" | "object" => "string".to_owned(),
        "#/components/schemas/Error" => "'#/components/schemas/Notes'".to_owned(),
        text if text.starts_with("#/components/schemas/") => {
            "'#/components/schemas/Error'".to_owned()
        }
        "#/components/parameters/Limit" | "#/components/parameters/PageToken" => {
            "'#/components/parameters/OrderId'".to_owned()
        }
        text if text.starts_with("#/components/parameters/") => {
            "'#/components/parameters/Limit'".to_owned()
        }
        text => format!("'{}!'", text.replace('\'', "''")),
    })
}

/// A text without one of its nodes.
fn without(root: &Node, path: &[String]) -> String {
    let mut root = root.clone();
    let (last, parents) = path.split_last().unwrap();
    let parent = parents
        .iter()
        .fold(&mut root, |node, key| match &mut node.kind {
            NodeKind::Sequence(items) => &mut items[key.parse::<usize>().unwrap()],
            NodeKind::Mapping(entries) => {
                &mut entries
                    .iter_mut()
                    .find(|entry| entry.key == *key)
                    .unwrap()
                    .value
            }
            _ => unreachable!(),
        });
    match &mut parent.kind {
        NodeKind::Sequence(items) => drop(items.remove(last.parse().unwrap())),
        NodeKind::Mapping(entries) => entries.retain(|entry| entry.key != *last),
        _ => unreachable!(),
    }
    let files = Vec::new();
    Document { root, files }.to_yaml().unwrap()
}

fn parsed(text: &str) -> Node {
    let file = Sources::new().add("", text);
    tree::parse(file, tree::Language::Yaml, text).0.unwrap()
}

fn line_of_byte(text: &str, byte: u32) -> usize {
    1 + text[..byte as usize].matches('\n').count()
}

/// Compares a spec with the ledger, which is read once for all of them.
fn against(ledger: &(Sources, evidence::Ledger), spec: &str) -> (Sources, Diagnostics) {
    let (mut sources, ledger) = (ledger.0.clone(), &ledger.1);
    let file = sources.add("openapi.yaml", spec);
    let (root, mut found) = tree::parse(file, tree::Language::Yaml, spec);
    let files = Vec::new();
    if let Some(root) = root {
        found.extend(evidence::check(&Document { root, files }, ledger));
    }
    (sources, found)
}

fn read() -> (Sources, evidence::Ledger) {
    let mut sources = Sources::new();
    let (ledger, found) = evidence::read(ledger(), &mut sources);
    assert!(found.is_empty(), "{}", render(&found, &sources, false));
    (sources, ledger)
}

/// Whether an error points at a line.
fn is_reported(sources: &Sources, found: &Diagnostics, place: &(String, usize)) -> bool {
    found
        .iter()
        .any(|found| found.level == Level::Error && points_at(sources, found, place))
}

fn none_survive(tried: usize, survivors: &[String]) {
    assert!(tried > 200, "{tried} mutants");
    let count = survivors.len();
    assert!(
        count == 0,
        "{count} of {tried} survive:\n{}",
        survivors.join("\n")
    );
}

#[test]
fn every_changed_value_of_the_spec_is_reported_at_its_line() {
    let root = parsed(SPEC);
    let ledger = read();
    let mut tried = 0;
    let mut survivors = Vec::new();
    for (path, node) in all_nodes(&root) {
        // Few responses are shared, so their references cannot be exchanged.
        let is_response = node
            .as_str()
            .is_some_and(|text| text.contains("/responses/"));
        // What is no longer said is reported where the ledger says it, what is now said by another where that says it.
        let elsewhere: [&[&str]; 4] = [
            &["Notes", "additionalProperties", "x-sensitive"],
            &["secret", "optional"],
            &["Remark", "oneOf", "2"],
            &["Company", "allOf"],
        ];
        let is_unsaid = is_within(&path, &elsewhere);
        let is_skipped = is_unsaid || is_response || is_within(&path, SILENT);
        let Some(other) = changed(node).filter(|_| !is_skipped) else {
            continue;
        };
        tried += 1;
        let mut text = SPEC.to_owned();
        text.replace_range(node.span.range(), &other);
        let (sources, found) = against(&ledger, &text);
        // What is no object any more is reported where its name stands, what is made of others where it says so.
        let depth = match path.get(3).map(String::as_str) {
            Some("type") => Some(2),
            Some("allOf") => Some(3),
            _ => None,
        };
        let shown = depth.map_or(node.span, |depth| {
            let owner = at(&root, &path[..depth]).unwrap();
            owner.entry(&path[depth]).unwrap().key_span
        });
        let lines = [shown, node.span].map(|span| line_of_byte(SPEC, span.start));
        let places = lines.map(|line| ("openapi.yaml".to_owned(), line));
        if !places
            .iter()
            .any(|place| is_reported(&sources, &found, place))
        {
            survivors.push(format!("{} -> {other}", path.join("/")));
        }
    }
    none_survive(tried, &survivors);
}

#[test]
fn every_member_that_the_spec_lacks_is_reported() {
    let root = parsed(SPEC);
    let ledger = read();
    let mut tried = 0;
    let mut survivors = Vec::new();
    for (path, node) in all_nodes(&root) {
        let key = path.last().unwrap();
        // What goes without saying may be left out.
        let usual = match key.as_str() {
            "required" => node.as_bool() == Some(false),
            "format" => node.as_str() == Some("int64"),
            "type" => node.as_str() == Some("object"),
            _ => false,
        };
        let is_alone = path.ends_with(&["securitySchemes".to_owned(), "secretKey".to_owned()]);
        if usual || is_within(&path, SILENT) && !is_alone {
            continue;
        }
        tried += 1;
        if !against(&ledger, &without(&root, &path)).1.has_errors() {
            survivors.push(path.join("/"));
        }
    }
    none_survive(tried, &survivors);
}

/// Whether nothing comes of a value, because it is part of a row about something that the spec does not have, or is a fact
/// that the resolution of its row replaces.
fn is_replaced(root: &Node, path: &[String]) -> bool {
    (1..=path.len()).any(|length| {
        let Some(resolution) = at(root, &path[..length]).and_then(|row| row.get("resolution"))
        else {
            return false;
        };
        let fact = path.get(length).map_or("", String::as_str);
        let in_spec = resolution
            .get("spec")
            .is_some_and(|spec| spec.get(fact).is_some());
        let names = resolution
            .get("without")
            .map(Node::items)
            .unwrap_or_default();
        let replaced = in_spec || names.iter().any(|name| name.as_str() == Some(fact));
        resolution.is_true("absent") && fact != "resolution"
            || replaced && resolution.get("in").is_none()
    })
}

#[test]
fn every_changed_value_of_the_ledger_is_reported_at_its_line() {
    let mut tried = 0;
    let mut survivors = Vec::new();
    for (index, (name, text)) in LEDGER.into_iter().enumerate() {
        let root = parsed(text);
        for (path, node) in all_nodes(&root) {
            let Some(other) = changed(node) else { continue };
            if is_within(&path, RECORD) || is_replaced(&root, &path) {
                continue;
            }
            tried += 1;
            let mut files = ledger();
            files[index].1.replace_range(node.span.range(), &other);
            let (sources, found) = compare(SPEC, files);
            let place = (name.to_owned(), line_of_byte(text, node.span.start));
            if !is_reported(&sources, &found, &place) {
                survivors.push(format!("{name} {} -> {other}", path.join("/")));
            }
        }
    }
    none_survive(tried, &survivors);
}

#[test]
fn every_row_and_key_that_the_ledger_lacks_is_reported() {
    let mut tried = 0;
    let mut survivors = Vec::new();
    for (index, (name, text)) in LEDGER.into_iter().enumerate() {
        let root = parsed(text);
        for (path, node) in all_nodes(&root) {
            let key = path.last().unwrap().as_str();
            let usual = match key {
                // Notes that a row need not have, and what goes without saying.
                "sample" | "prefix" => true,
                "body" => path.iter().any(|key| key == "errors" || key == "statuses"),
                "nulls" => node.as_str() == Some("unknown"),
                _ => false,
            };
            let must = matches!(key, "source" | "reason" | "official" | "topic");
            if usual || is_replaced(&root, &path) && !must || is_within(&path, RECORD) && !must {
                continue;
            }
            tried += 1;
            let mut files = ledger();
            files[index].1 = without(&root, &path);
            if !compare(SPEC, files).1.has_errors() {
                survivors.push(format!("{name} {}", path.join("/")));
            }
        }
    }
    none_survive(tried, &survivors);
}

//! Every value of the spec and of the ledger is changed, every member left out, one at a time.

use kessai_codegen::tree::{Document, Entry, Node};

use super::*;

/// Parts of the spec that sources do not speak of, as ends of pointers; `*` is any segment.
const SILENT: &[&str] = &[
    "openapi",
    "info",
    "tags",
    "security",
    "description",
    "example",
    "x-sensitive",
    "x-idempotency-key",
    // Told apart from other branches; what the body holds is in `properties`.
    "not",
    // Only the code of an error is known, not its text.
    "value/text",
    // How the key is called and sent is the client's affair.
    "securitySchemes/*/type",
    "securitySchemes/*/in",
    "x-credential/name",
    "securitySchemes/secretKey",
];

fn is_silent(path: &[String], whole: bool) -> bool {
    SILENT.iter().any(|silent| {
        let silent: Vec<&str> = silent.split('/').collect();
        let matches = |window: &[String]| {
            window.iter().zip(&silent).all(|(part, pattern)| *pattern == "*" || part == pattern)
        };
        let exact = silent == ["securitySchemes", "secretKey"];
        let mut windows = path.windows(silent.len()).enumerate();
        windows.any(|(index, window)| {
            // The name of a scheme means nothing, what it holds does.
            matches(window) && (!exact || !whole && index + silent.len() == path.len())
        })
    })
}

/// A value or key of a file, by where it stands.
struct Leaf<'n> {
    path: Vec<String>,
    node: &'n Node,
}

fn leaves<'n>(node: &'n Node, path: &mut Vec<String>, found: &mut Vec<Leaf<'n>>) {
    for (index, item) in node.items().iter().enumerate() {
        path.push(index.to_string());
        leaves(item, path, found);
        path.pop();
    }
    for entry in node.entries() {
        path.push(entry.key.clone());
        leaves(&entry.value, path, found);
        path.pop();
    }
    if !node.is_mapping() && !node.is_sequence() {
        found.push(Leaf {
            path: path.clone(),
            node,
        });
    }
}

/// A value of the same sort that is another.
fn changed(node: &Node) -> String {
    if let Some(flag) = node.as_bool() {
        return (!flag).to_string();
    }
    if let Some(number) = node.as_u64() {
        return if number == 64 { "32".to_owned() } else { (number * 10 + 1).to_string() };
    }
    match node.as_str().unwrap_or_default() {
        "string" => "boolean".to_owned(),
        "int64" => "int32".to_owned(),
        "array" | "object" => "string".to_owned(),
        text if text.starts_with("#/components/schemas/Error") => text.replace("Error", "Notes"),
        text if text.starts_with("#/components/schemas/") => "'#/components/schemas/Error'".to_owned(),
        text => format!("'{}x'", text.replace('\'', "''")),
    }
}

fn parsed(text: &str) -> Node {
    let file = Sources::new().add("", text);
    tree::parse(file, text).0.unwrap()
}

#[test]
fn every_changed_value_of_the_spec_is_reported_at_its_line() {
    let root = parsed(SPEC);
    let mut found = Vec::new();
    leaves(&root, &mut Vec::new(), &mut found);
    let mut tried = 0;
    let mut survivors = Vec::new();
    for leaf in found.iter().filter(|leaf| !is_silent(&leaf.path, true)) {
        let replaced = changed(leaf.node);
        let mut text = SPEC.to_owned();
        text.replace_range(leaf.node.span.range(), &replaced);
        // Parameters and responses are swapped by hand in the list of mutants.
        if leaf.node.as_str().is_some_and(|text| {
            text.starts_with("#/components/parameters") || text.starts_with("#/components/responses")
        }) {
            continue;
        }
        tried += 1;
        let (sources, found) = compare(&text, ledger());
        let place = ("openapi.yaml".to_owned(), 1 + SPEC[..leaf.node.span.start as usize].matches('\n').count());
        let hit = found.iter().any(|found| {
            found.level == Level::Error && found.code.as_str().starts_with("EVID") && points_at(&sources, found, &place)
        });
        if !hit {
            survivors.push(format!("{} -> {replaced}: {} findings", leaf.path.join("/"), found.len()));
        }
    }
    assert!(tried > 200, "{tried} values");
    assert!(survivors.is_empty(), "{} of {tried}:\n{}", survivors.len(), survivors.join("\n"));
}

/// Calls a function for every tree that lacks one member of this one.
fn each_without(node: &Node, path: &mut Vec<String>, call: &mut dyn FnMut(&[String], &Entry)) {
    for (index, item) in node.items().iter().enumerate() {
        path.push(index.to_string());
        each_without(item, path, call);
        path.pop();
    }
    for entry in node.entries() {
        path.push(entry.key.clone());
        call(path, entry);
        each_without(&entry.value, path, call);
        path.pop();
    }
}

fn remove(node: &mut Node, path: &[String]) {
    let [segment, rest @ ..] = path else { return };
    match &mut node.kind {
        tree::NodeKind::Mapping(entries) => {
            let index = entries.iter().position(|entry| entry.key == *segment).unwrap();
            if rest.is_empty() {
                entries.remove(index);
            } else {
                remove(&mut entries[index].value, rest);
            }
        }
        tree::NodeKind::Sequence(items) => {
            let index: usize = segment.parse().unwrap();
            if rest.is_empty() {
                items.remove(index);
            } else {
                remove(&mut items[index], rest);
            }
        }
        _ => panic!("no such place: {path:?}"),
    }
}

fn without(root: &Node, path: &[String]) -> String {
    let mut root = root.clone();
    remove(&mut root, path);
    let files = Vec::new();
    Document { root, files }.to_yaml().unwrap()
}

#[test]
fn every_member_that_the_spec_lacks_is_reported() {
    let root = parsed(SPEC);
    let mut paths = Vec::new();
    each_without(&root, &mut Vec::new(), &mut |path, entry| paths.push((path.to_vec(), entry.key_span)));
    let usual = |path: &[String]| {
        // What goes without saying may be left out.
        let ends = |end: &[&str]| path.ends_with(&end.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>());
        let value = path.iter().fold(Some(&root), |node, part| {
            let node = node?;
            part.parse::<usize>().ok().and_then(|index| node.items().get(index)).or_else(|| node.get(part))
        });
        let text = value.and_then(Node::as_str);
        ends(&["required"]) && value.and_then(Node::as_bool) == Some(false)
            || ends(&["format"]) && text == Some("int64")
            || ends(&["type"]) && text == Some("object")
    };
    let mut survivors = Vec::new();
    let mut tried = 0;
    for (path, _) in paths.iter().filter(|(path, _)| !is_silent(path, false) && !is_silent(path, true) && !usual(path)) {
        tried += 1;
        let (_, found) = compare(&without(&root, path), ledger());
        if !found.has_errors() {
            survivors.push(path.join("/"));
        }
    }
    assert!(tried > 200, "{tried} members");
    assert!(survivors.is_empty(), "{} of {tried}:\n{}", survivors.len(), survivors.join("\n"));
}

/// Keys of the ledger that are for the record.
const RECORD: &[&str] = &[
    "official", "source", "reason", "topic", "max-key-length", "conflicts", "vectors", "conflict",
];

fn is_record(path: &[String]) -> bool {
    path.iter().any(|part| RECORD.contains(&part.as_str()))
}

/// Whether nothing comes of changing or leaving out a value, because it stands in a row about something that the spec does
/// not have, or is a fact that the resolution of the row replaces.
fn is_replaced(root: &Node, path: &[String]) -> bool {
    (1..path.len()).any(|length| {
        let row = path[..length].iter().fold(Some(root), |node, part| {
            let node = node?;
            part.parse::<usize>().ok().and_then(|index| node.items().get(index)).or_else(|| node.get(part))
        });
        let Some(resolution) = row.and_then(|row| row.get("resolution")) else {
            return false;
        };
        let fact = path[length].as_str();
        let replaced = resolution.get("spec").is_some_and(|spec| spec.get(fact).is_some())
            || resolution.get("without").is_some_and(|names| names.items().iter().any(|name| name.as_str() == Some(fact)));
        (resolution.is_true("absent") && fact != "resolution") || replaced && resolution.get("in").is_none()
    })
}

#[test]
fn every_changed_value_of_the_ledger_is_reported_at_its_line() {
    let mut survivors = Vec::new();
    let mut tried = 0;
    for (index, (name, text)) in LEDGER.into_iter().enumerate() {
        let root = parsed(text);
        let mut found = Vec::new();
        leaves(&root, &mut Vec::new(), &mut found);
        for leaf in found.iter().filter(|leaf| !is_record(&leaf.path) && !is_replaced(&root, &leaf.path)) {
            let replaced = changed(leaf.node);
            let mut files = ledger();
            files[index].1.replace_range(leaf.node.span.range(), &replaced);
            let (sources, found) = compare(SPEC, files);
            tried += 1;
            let place = (name.to_owned(), 1 + text[..leaf.node.span.start as usize].matches('\n').count());
            let hit = found.iter().any(|found| found.level == Level::Error && points_at(&sources, found, &place));
            if !hit {
                survivors.push(format!("{name} {} -> {replaced}: {} findings", leaf.path.join("/"), found.len()));
            }
        }
    }
    assert!(tried > 200, "{tried} values");
    assert!(survivors.is_empty(), "{} of {tried}:\n{}", survivors.len(), survivors.join("\n"));
}

#[test]
fn every_row_and_key_that_the_ledger_lacks_is_reported() {
    let mut survivors = Vec::new();
    let mut tried = 0;
    for (index, (name, text)) in LEDGER.into_iter().enumerate() {
        let root = parsed(text);
        let mut paths = Vec::new();
        each_without(&root, &mut Vec::new(), &mut |path, _| paths.push(path.to_vec()));
        for section in root.entries() {
            let rows = section.value.items().iter().enumerate();
            paths.extend(rows.map(|(index, _)| vec![section.key.clone(), index.to_string()]));
        }
        // Sources and reasons must be there; all else that is for the record may be left out.
        let must = |path: &[String]| path.last().is_some_and(|key| matches!(key.as_str(), "source" | "reason" | "official"));
        for path in paths.iter().filter(|path| must(path) || !is_record(path) && !is_replaced(&root, path)) {
            let optional = matches!(path.last().map(String::as_str), Some("sample" | "in" | "body"))
                && matches!(path.first().map(String::as_str), Some("ids" | "objects"))
                || path.len() > 3 && path.ends_with(&["0".to_owned(), "body".to_owned()]) && path[2] == "errors";
            if optional && path.last().is_some_and(|key| key != "in") {
                continue;
            }
            let mut files = ledger();
            files[index].1 = without(&root, path);
            tried += 1;
            if !compare(SPEC, files).1.has_errors() {
                survivors.push(format!("{name} {}", path.join("/")));
            }
        }
    }
    assert!(tried > 200, "{tried} keys");
    assert!(survivors.is_empty(), "{} of {tried}:\n{}", survivors.len(), survivors.join("\n"));
}

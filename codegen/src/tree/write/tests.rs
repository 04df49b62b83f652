use std::path::Path;

use super::yaml;
use crate::{
    diagnostics::render,
    source::{Sources, Span},
    tree::{Entry, Node, NodeKind, load_from},
};

#[test]
fn whatever_text_a_document_holds_reads_back_the_same() {
    let texts = [
        "yes",
        "010",
        "null",
        "1.0",
        "x\ny",
        "2024-01-31",
        "~",
        "",
        " a",
        "a ",
        "a: b",
        "a #b",
        "#a",
        "- a",
        "-",
        "?",
        ": a",
        "a:",
        "[a",
        "{a",
        "*a",
        "&a",
        "!a",
        "|",
        ">",
        "'a'",
        "\"a\"",
        "%a",
        "@a",
        "`a",
        "<<",
        "=",
        "12:30",
        "1_0",
        ".nan",
        "---",
        "...",
        "日本: 語",
        "😀",
        "a\tb",
        "\u{7}",
        "\u{85}x",
        "\u{2028}",
        "\u{feff}",
        "one\n\ntwo\n",
        "one\n\n",
        "\none",
        "  one\ntwo",
        "one \ntwo",
        "one\n  two\n",
        "a\r\nb",
        "\n",
        "one\n# two",
        "one\n--- two",
        "one\n\ttwo",
        "{\n  a: b\n}",
    ];
    let node = |text: &str| Node {
        kind: NodeKind::String(text.to_owned()),
        span: span(),
    };
    let entries = texts
        .iter()
        .map(|text| Entry {
            key: (*text).to_owned(),
            key_span: span(),
            value: node(text),
        })
        .collect();
    let items = texts.iter().map(|text| node(text)).collect();
    let mapping = Node {
        kind: NodeKind::Mapping(entries),
        span: span(),
    };
    let list = Node {
        kind: NodeKind::Sequence(items),
        span: span(),
    };
    let nested = Node {
        kind: NodeKind::Sequence(vec![list.clone(), mapping.clone(), list, mapping]),
        span: span(),
    };
    let written = yaml::text(&nested).unwrap();
    let read = |_: &Path| Ok(written.clone());
    let (sources, again, found) = load_from(&read, Path::new("openapi.yaml"));
    assert!(
        found.is_empty(),
        "{}\n{written}",
        render(&found, &sources, false)
    );
    assert_eq!(again.unwrap().root.to_json(), nested.to_json());
    let elsewhere: serde_json::Value =
        serde_yaml::from_str(&written).unwrap_or_else(|error| panic!("{error}\n{written}"));
    assert_eq!(elsewhere, nested.to_json());
}

#[test]
fn long_text_is_written_as_it_is_read() {
    let entry = Entry {
        key: "description".to_owned(),
        key_span: span(),
        value: Node {
            kind: NodeKind::String("One.\n\nTwo: *three*.\n".to_owned()),
            span: span(),
        },
    };
    let node = Node {
        kind: NodeKind::Mapping(vec![entry]),
        span: span(),
    };
    assert_eq!(
        yaml::text(&node).unwrap(),
        "description: |\n  One.\n\n  Two: *three*.\n"
    );
}

#[test]
fn a_key_that_yaml_has_no_room_for_is_refused() {
    let value = Node {
        kind: NodeKind::Null,
        span: span(),
    };
    let entry = Entry {
        key: "k".repeat(2000),
        key_span: span(),
        value,
    };
    let node = Node {
        kind: NodeKind::Mapping(vec![entry]),
        span: span(),
    };
    assert!(yaml::text(&node).unwrap_err().to_string().contains("kkk"));
}

fn span() -> Span {
    let mut sources = Sources::new();
    Span {
        file: sources.add("", ""),
        start: 0,
        end: 0,
    }
}

use super::*;
use crate::{source::Sources, tree::node::NodeKind};

fn read(text: &str) -> (Sources, Option<Node>, Diagnostics) {
    let mut sources = Sources::new();
    let file = sources.add("a.yaml", text);
    let (node, diagnostics) = parse(file, Language::Yaml, text);
    (sources, node, diagnostics)
}

fn codes(text: &str) -> Vec<&'static str> {
    read(text)
        .2
        .sorted()
        .iter()
        .map(|found| found.code.as_str())
        .collect()
}

/// The text under every scalar and key is the scalar or key itself.
fn assert_spans(text: &str) {
    fn walk(node: &Node, sources: &Sources, seen: &mut usize) {
        let under = sources.text(node.span);
        match &node.kind {
            NodeKind::String(value) => assert_eq!(under.trim_matches(['"', '\'']), value),
            NodeKind::Number(value) => assert_eq!(under, value),
            NodeKind::Sequence(items) => items.iter().for_each(|item| walk(item, sources, seen)),
            NodeKind::Mapping(entries) => {
                for entry in entries {
                    assert_eq!(sources.text(entry.key_span).trim_matches('"'), entry.key);
                    walk(&entry.value, sources, seen);
                }
            }
            _ => {}
        }
        *seen += 1;
    }
    let (sources, node, diagnostics) = read(text);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let mut seen = 0;
    walk(&node.unwrap(), &sources, &mut seen);
    assert!(seen > 3);
}

#[test]
fn spans_are_bytes_under_any_text() {
    assert_spans("a: b\nlist:\n  - one\n  - two # remark\nlast: 12\n");
    assert_spans("名前: 値\n絵: 😀x😀 # 注\n数: [1, 二, \"三 四\"]\nlast: 5\n");
    assert_spans("a: b\r\n日本: 'x y'\r\nlist:\r\n- 😀\r\n- c\r\n");
    assert_spans("{\"a\": \"b\",\n\t\"日\": [1, 2],\n\t\"c\": {\"d\": 3}\n}\n");
    assert_spans("a: b\t\nc: d\t# remark\ne: [\t1,\t2 ]\n");
    assert_spans("\u{feff}a: b\nc: [d, 1]\n");
    assert_spans(&format!("前: {}\nafter: [x]\n", "長".repeat(500)));
}

#[test]
fn pairs_of_escapes_in_json_are_one_character() {
    let (sources, node, found) = read(r#"{"日\ud83d\udc4d": "\ud83d\ude00", "next": [12, "end"]}"#);
    assert!(found.is_empty(), "{found:?}");
    let node = node.unwrap();
    assert_eq!(node.str_at("日👍"), Some("😀"));
    assert_eq!(
        sources.text(node.entry("next").unwrap().key_span),
        "\"next\""
    );
    assert_eq!(
        sources.text(node.get("next").unwrap().span),
        "[12, \"end\"]"
    );
    assert_eq!(
        sources.text(node.get("日👍").unwrap().span),
        r#""\ud83d\ude00""#
    );
}

#[test]
fn collections_end_where_their_last_value_ends() {
    let (sources, node, _) = read(
        "a:\n  b: 1\n  c: [2, 3]  # remark\n\n# more\nd: {e: 4}\nf:\n- -1\n- 2\ng:\n  -\n    - 1\n\n",
    );
    let node = node.unwrap();
    let under = |key: &str| sources.text(node.get(key).unwrap().span);
    assert_eq!(under("a"), "b: 1\n  c: [2, 3]");
    assert_eq!(under("d"), "{e: 4}");
    assert_eq!(under("f"), "- -1\n- 2");
    assert_eq!(under("g"), "-\n    - 1");
    assert_eq!(sources.text(node.get("a").unwrap().head()), "b");
    assert_eq!(sources.text(node.get("d").unwrap().head()), "{");
    assert_eq!(sources.text(node.get("f").unwrap().head()), "-");
}

#[test]
fn block_text_is_text() {
    let (sources, node, found) = read("a: |\n  yes\n  one\nb: >-\n  two\n  three\nc: 1\n");
    assert!(found.is_empty());
    let node = node.unwrap();
    assert_eq!(node.str_at("a"), Some("yes\none\n"));
    assert_eq!(node.str_at("b"), Some("two three"));
    assert!(!sources.text(node.get("a").unwrap().span).contains("b:"));
}

#[test]
fn quoted_scalars_stay_text() {
    let (_, node, found) = read("a: 'yes'\nb: \"010\"\nc: '2024-01-31'\nd: \"null\"\ne:\n");
    assert!(found.is_empty());
    let node = node.unwrap();
    for key in ["a", "b", "c", "d"] {
        assert!(node.str_at(key).is_some(), "{key}");
    }
    assert!(node.get("e").unwrap().is_null());
}

#[test]
fn what_readers_disagree_on_is_reported() {
    assert_eq!(codes("a: yes\non: 1\n"), ["SPEC0106", "SPEC0106"]);
    assert_eq!(
        codes("a: 010\nb: 1_0\nc: 2024-01-31\n"),
        ["SPEC0107", "SPEC0107", "SPEC0107"]
    );
    assert_eq!(codes("200: a\n0123: b\n"), Vec::<&str>::new());
    assert_eq!(codes("a: 1\nb: 2\na: 3\n"), ["SPEC0102"]);
    assert_eq!(codes("a: &x 1\nb: *x\n"), ["SPEC0103", "SPEC0103"]);
    assert_eq!(codes("<<: {a: 1}\nb: 2\n"), ["SPEC0104"]);
    assert_eq!(codes("a: 1\n---\nb: 2\n"), ["SPEC0105"]);
    assert_eq!(codes("? [a, b]\n: 1\n~: 2\n"), ["SPEC0108", "SPEC0108"]);
    assert_eq!(codes("a: !!str 1\n"), ["SPEC0109"]);
    assert_eq!(codes("a: .nan\n"), ["SPEC0110"]);
}

#[test]
fn the_second_of_two_keys_is_dropped() {
    let (_, node, _) = read("a: 1\na: {b: 2}\nc: 3\n");
    let node = node.unwrap();
    assert_eq!(node.get("a").unwrap().as_number(), Some("1"));
    assert_eq!(node.entries().len(), 2);
}

#[test]
fn a_fault_of_grammar_has_a_place() {
    for (text, line) in [
        ("a: [1, 2\nb: 3\n", 2),
        ("a: b: c\n", 1),
        ("a: 'x\n", 1),
        ("日: \"\\q\"\n", 1),
        ("\tb: 1\n c: 2\n", 1),
    ] {
        let (sources, node, found) = read(text);
        assert!(node.is_none() || text.starts_with('\t'), "{text}");
        let sorted = found.sorted();
        assert_eq!(sorted.len(), 1, "{text}");
        assert_eq!(sorted[0].code, syntax::SYNTAX, "{text}");
        assert_eq!(
            sources.position(sorted[0].primary.span).line,
            line,
            "{text} {sorted:?}"
        );
    }
}

#[test]
fn depth_is_bounded_without_recursion() {
    for open in ["[", "{a: ", "- ", "? "] {
        let (_, node, found) = read(&open.repeat(20_000));
        assert!(node.is_none(), "{open}");
        assert!(found.has_errors(), "{open}");
    }
    let nested = format!("{}1{}", "[".repeat(MAX_DEPTH), "]".repeat(MAX_DEPTH));
    assert!(read(&nested).0.files().count() == 1 && read(&nested).1.is_some());
}

#[test]
fn an_empty_file_is_null() {
    for text in ["", "# nothing\n", "---\n"] {
        assert!(read(text).1.unwrap().is_null(), "{text:?}");
    }
}

#[test]
fn any_bytes_give_an_answer() {
    let base = "openapi: 3.0.3\n日: {a: [1, 'b', \"\\u00e9\"], c: |\n  x\n}\n&a *b !c ? : - --- ... %TAG\n\t😀\r\n";
    for (start, _) in base.char_indices() {
        for (end, _) in base.char_indices().filter(|(end, _)| *end >= start) {
            let _ = read(&base[start..end]);
        }
    }
}

/// The findings of a text that must be JSON.
fn read_json(text: &str) -> (Sources, Option<Node>, Diagnostics) {
    let mut sources = Sources::new();
    let file = sources.add("a.json", text);
    let (node, diagnostics) = parse(file, Language::of("a.json"), text);
    (sources, node, diagnostics)
}

#[test]
fn the_name_of_a_file_says_what_it_is_written_in() {
    for (path, language) in [
        ("a/b.json", Language::Json),
        ("B.JSON", Language::Json),
        ("a.json.yaml", Language::Yaml),
        ("openapi", Language::Yaml),
    ] {
        assert_eq!(Language::of(path), language, "{path}");
    }
}

#[test]
fn json_is_the_same_tree_whichever_way_it_is_read() {
    let text = "{\"a\": [1, -2.50e3, true, null, \"\\u00e9\\n\"], \"日\": {}, \"b\": []}\n";
    let (_, json, found) = read_json(text);
    assert!(found.is_empty(), "{found:?}");
    let mut sources = Sources::new();
    let file = sources.add("a.yaml", text);
    // As any other YAML is read.
    let (yaml, found) = yaml::parse(file, text);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(json, yaml);
}

#[test]
fn a_fault_in_json_has_a_place_and_a_reason() {
    for (text, place, label) in [
        ("", "1:1", "expected a value"),
        (
            "{\"a\": 1,}",
            "1:9",
            "expected a key in quotes: no comma stands before a closing bracket",
        ),
        (
            "[1, 2, ]",
            "1:8",
            "expected a value: no comma stands before a closing bracket",
        ),
        ("{\"a\" 1}", "1:6", "expected a colon"),
        (
            "{\"a\": 1 \"b\": 2}",
            "1:9",
            "expected a comma or the closing bracket",
        ),
        (
            "{\"a\": [1, 2}",
            "1:12",
            "expected a comma or the closing bracket",
        ),
        ("{\"a\": tru}", "1:7", "expected a value"),
        ("{a: 1}", "1:2", "expected a key in quotes"),
        (
            "{\"a\": 'b'}",
            "1:7",
            "expected a value: quotes are double in JSON",
        ),
        ("{\"日\": \"b}\n", "1:7", "this text has no end on its line"),
        (
            "{\"a\": \"\\q\"}",
            "1:7",
            "there is no such escape in this text",
        ),
        (
            "{\"a\": \"\\ud800\"}",
            "1:7",
            "there is no such escape in this text",
        ),
        ("{\"a\": -}", "1:8", "expected a digit"),
        (
            "{\"a\": 012}",
            "1:8",
            "expected a comma or the closing bracket",
        ),
        ("{} {}", "1:4", "expected the end of the text"),
        (
            "{} // remark",
            "1:4",
            "expected the end of the text: there are no comments in JSON",
        ),
        (
            "[1, # remark\n2]",
            "1:5",
            "expected a value: there are no comments in JSON",
        ),
    ] {
        let (sources, node, found) = read_json(text);
        assert!(node.is_none(), "{text}");
        let sorted = found.sorted();
        assert_eq!(sorted.len(), 1, "{text}");
        assert_eq!(sorted[0].code, syntax::SYNTAX, "{text}");
        let shown = sources.position(sorted[0].primary.span).to_string();
        assert_eq!(
            (shown.as_str(), sorted[0].primary.text.as_str()),
            (place, label),
            "{text}"
        );
    }
    let (_, _, found) = read_json("{\"a\": 1, \"a\": 2, \"b\": 99999999999999999999}");
    let codes: Vec<_> = found.sorted().iter().map(|found| found.code).collect();
    assert_eq!(codes, [syntax::DUPLICATE_KEY, syntax::NUMBER_RANGE]);
}

/// The lines, from one, that the only finding points at.
fn lines_of((sources, _, found): &(Sources, Option<Node>, Diagnostics)) -> Vec<usize> {
    let sorted = found.sorted();
    assert_eq!(sorted.len(), 1, "{sorted:?}");
    let places = sorted[0].secondary.iter().chain([&sorted[0].primary]);
    places
        .map(|label| sources.position(label.span).line)
        .collect()
}

#[test]
fn a_bracket_that_is_missing_is_found_by_the_indentation() {
    let sound = "{\n  \"a\": {\n    \"b\": [\n      {\n        \"c\": 1\n      },\n      {\n        \"d\": 2\n      }\n    ]\n  },\n  \"e\": {}\n}\n";
    assert!(read_json(sound).1.is_some());
    for line in 1..=13 {
        let kept = sound.lines().enumerate().filter(|(at, _)| at + 1 != line);
        let text: Vec<&str> = kept.map(|(_, line)| line).collect();
        let dropped = sound.lines().nth(line - 1).unwrap();
        if !dropped.contains(['{', '[', '}', ']']) || dropped.contains("{}") {
            continue;
        }
        let lines = lines_of(&read_json(&text.join("\n")));
        assert!(
            lines.iter().any(|found| found.abs_diff(line) <= 1),
            "without line {line}, `{dropped}`: {lines:?}"
        );
    }
}

#[test]
fn a_fault_of_layout_is_found_where_it_starts() {
    for (text, line) in [
        // Line 2 is indented further, and line 5 has no collection to be in.
        ("a:\n    b: 1\n    # remark\n\n  c: 2\n", 2),
        // Line 3 is indented less, and line 6 no longer fits.
        ("a:\n  b:\n c:\n    d: 1\n    # remark\n  e: 2\n", 3),
        // A bracket is open.
        ("a:\n  b: {c: 1,\n    d: 2\n\n\n  e: 3\n", 2),
        // A quote is missing.
        ("a: 'b\nc: d\ne: f\ng: 'h'\n", 1),
        // A tab behind text that could go on.
        ("a: b\n\n\n\tc: d\n", 4),
    ] {
        let lines = lines_of(&read(text));
        assert!(lines.contains(&line), "{text}: {lines:?}");
    }
}

#[test]
fn depth_is_a_finding_of_its_own_however_far_the_scanner_looks_ahead() {
    for depth in [MAX_DEPTH, 2 * MAX_DEPTH, 100_000] {
        let text = format!("a: {}{}", "[".repeat(depth), "]".repeat(depth));
        let (_, node, found) = read(&text);
        assert!(node.is_none());
        let codes: Vec<_> = found.iter().map(|found| found.code).collect();
        assert_eq!(codes, [syntax::TOO_DEEP], "{depth}");
    }
}

#[test]
fn a_text_that_holds_a_zero_byte_is_told_so() {
    for text in ["a: \"b\0c\"\n", "a: bc\0\nb: d\n"] {
        let (sources, node, found) = read(text);
        assert!(node.is_none());
        let found = found.sorted()[0];
        assert_eq!(sources.position(found.primary.span).to_string(), "1:6");
        assert!(found.primary.text.contains("U+0000"), "{found:?}");
    }
}

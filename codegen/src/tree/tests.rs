use std::collections::BTreeMap;

use super::*;

const ROOT: &str = "\
openapi: 3.0.3
paths:
  /orders: {$ref: 'parts/orders.yaml#/paths/~1orders'}
components:
  schemas:
    Shared: {type: string}
";

const ORDERS: &str = "\
paths:
  /orders:
    get:
      item: {$ref: '#/components/schemas/Order'}
      page: {$ref: 'pages.yaml#/components/schemas/Page'}
      examples:
        one: {$ref: ../examples/one.json}
components:
  schemas:
    Order:
      properties:
        $ref: {type: string}
        shared: {$ref: '../openapi.yaml#/components/schemas/Shared'}
      example: {$ref: 'not a reference'}
      discriminator:
        mapping: {page: 'pages.yaml#/components/schemas/Page', order: Order}
";

const PAGES: &str = "\
components:
  schemas:
    Page: {items: {$ref: 'orders.yaml#/components/schemas/Order'}}
  headers:
    Next: {description: Where the next page is.}
";

const ONE: &str = "{\"value\": {\"b\": 1.50, \"a\": [true, null, 1e2], \"$ref\": \"x\"}}";

fn load_files(files: &[(&str, &str)]) -> (Sources, Option<Document>, Diagnostics) {
    let files: BTreeMap<&str, &str> = files.iter().copied().collect();
    let read = |path: &Path| {
        let text = files
            .get(path.to_str().unwrap())
            .copied()
            .map(str::to_owned);
        text.ok_or_else(|| io::ErrorKind::NotFound.into())
    };
    load_from(&read, Path::new("shop/openapi.yaml"))
}

fn load_shop() -> (Sources, Document) {
    let (sources, document, found) = load_files(&[
        ("shop/openapi.yaml", ROOT),
        ("shop/parts/orders.yaml", ORDERS),
        ("shop/parts/pages.yaml", PAGES),
        ("shop/examples/one.json", ONE),
    ]);
    assert!(
        found.is_empty(),
        "{}",
        crate::diagnostics::render(&found, &sources, false)
    );
    (sources, document.unwrap())
}

/// The codes of a document with what each points at.
fn faults(files: &[(&str, &str)]) -> Vec<(&'static str, String)> {
    let (sources, _, found) = load_files(files);
    found
        .sorted()
        .iter()
        .map(|found| {
            (
                found.code.as_str(),
                sources.text(found.primary.span).to_owned(),
            )
        })
        .collect()
}

#[test]
fn a_bundle_is_one_tree_whose_references_stay_within_it() {
    let (_, document) = load_shop();
    let text = |pointer: &str| document.get(pointer).and_then(Node::as_str);
    assert_eq!(
        text("/paths/~1orders/get/item/$ref"),
        Some("#/components/schemas/Order")
    );
    assert_eq!(
        text("/paths/~1orders/get/page/$ref"),
        Some("#/components/schemas/Page")
    );
    assert_eq!(
        text("/components/schemas/Page/items/$ref"),
        Some("#/components/schemas/Order")
    );
    assert_eq!(
        text("/components/schemas/Order/properties/shared/$ref"),
        Some("#/components/schemas/Shared")
    );
    assert_eq!(
        text("/components/schemas/Order/discriminator/mapping/page"),
        Some("#/components/schemas/Page")
    );
    assert_eq!(
        text("/components/schemas/Order/discriminator/mapping/order"),
        Some("Order")
    );
    assert_eq!(
        text("/components/schemas/Order/example/$ref"),
        Some("not a reference")
    );
    assert_eq!(
        text("/paths/~1orders/get/examples/one/value/$ref"),
        Some("x")
    );
    let names: Vec<_> = document
        .get("/components")
        .unwrap()
        .entries()
        .iter()
        .map(|kind| kind.key.as_str())
        .collect();
    assert_eq!(names, ["schemas", "headers"]);
    let schemas: Vec<_> = document
        .get("/components/schemas")
        .unwrap()
        .entries()
        .iter()
        .map(|entry| entry.key.as_str())
        .collect();
    assert_eq!(schemas, ["Shared", "Order", "Page"]);
}

#[test]
fn nodes_keep_the_places_they_come_from() {
    let (sources, document) = load_shop();
    let place = |span: Option<Span>| sources.place(span.unwrap());
    assert_eq!(
        place(document.span_of("/paths/~1orders/get/item/$ref")),
        "shop/parts/orders.yaml:4:20"
    );
    assert_eq!(
        place(document.key_span_of("/paths/~1orders")),
        "shop/openapi.yaml:3:3"
    );
    assert_eq!(
        place(document.key_span_of("/components/headers/Next")),
        "shop/parts/pages.yaml:5:5"
    );
    assert_eq!(
        place(document.span_of("/paths/~1orders/get/examples/one/value/a/1")),
        "shop/examples/one.json:1:35"
    );
    assert_eq!(
        document.key_span_of("/paths/~1orders/get/examples/one/value/a/1"),
        None
    );
    assert_eq!(document.key_span_of(""), None);
    assert_eq!(document.span_of("/nowhere"), None);
    assert_eq!(document.span_of("nonsense"), None);
    let shown: Vec<_> = sources.files().map(|(_, file)| file.path()).collect();
    assert_eq!(
        shown,
        [
            "shop/openapi.yaml",
            "shop/parts/orders.yaml",
            "shop/parts/pages.yaml",
            "shop/examples/one.json"
        ]
    );
}

#[test]
fn a_bundle_is_written_whole_and_in_order() {
    let (_, document) = load_shop();
    let example = document.get("/paths/~1orders/get/examples/one").unwrap();
    assert_eq!(
        write::yaml::text(example).unwrap(),
        "value:\n  b: 1.50\n  a:\n  - true\n  - null\n  - 1e2\n  $ref: x\n"
    );
    let json = document.to_json_text();
    assert!(
        json.contains("\"b\": 1.50,\n") && json.contains("1e2\n"),
        "{json}"
    );
    assert!(json.find("\"openapi\"") < json.find("\"paths\"") && json.ends_with("}\n"));
    // What is written reads back as the same document, by way of either form.
    for text in [document.to_yaml().unwrap(), json] {
        let (sources, again, found) = load_files(&[("shop/openapi.yaml", &text)]);
        assert!(
            found.is_empty(),
            "{}",
            crate::diagnostics::render(&found, &sources, false)
        );
        assert_eq!(again.unwrap().root.to_json(), document.root.to_json());
    }
}

#[test]
fn files_say_what_was_taken_from_them() {
    let (_, document) = load_shop();
    let taken: Vec<Vec<String>> = document
        .files
        .iter()
        .map(|file| file.taken.iter().map(ToString::to_string).collect())
        .collect();
    assert_eq!(
        taken,
        [
            vec![],
            vec!["/paths/~1orders".to_owned()],
            vec![],
            vec![String::new()]
        ]
    );
}

#[test]
fn what_leads_nowhere_is_reported_where_it_stands() {
    let root = "a: {$ref: 'b.yaml#/x/y'}\nb: {$ref: c.yaml}\nc: {$ref: '#/d/e'}\nd: {e2: 1}\ne: {$ref: '../x.yaml'}\nf: {$ref: '#x'}\n";
    assert_eq!(
        faults(&[("shop/openapi.yaml", root), ("shop/b.yaml", "x: {z: 1}\n")]),
        [
            ("SPEC0302", "'b.yaml#/x/y'".to_owned()),
            ("SPEC0301", "c.yaml".to_owned()),
            ("SPEC0302", "'#/d/e'".to_owned()),
            ("SPEC0303", "'../x.yaml'".to_owned()),
            ("SPEC0310", "'#x'".to_owned()),
        ]
    );
}

#[test]
fn a_file_that_cannot_be_parsed_is_reported_once() {
    let root = "a: {$ref: b.yaml}\nb: {$ref: b.yaml}\n";
    assert_eq!(
        faults(&[("shop/openapi.yaml", root), ("shop/b.yaml", "x: [\n")]).len(),
        1
    );
}

#[test]
fn a_whole_file_may_stand_in_many_places_but_not_in_itself() {
    let root = "a: {$ref: b.yaml}\nb: {$ref: b.yaml}\n";
    assert_eq!(
        faults(&[("shop/openapi.yaml", root), ("shop/b.yaml", "x: 1\n")]),
        []
    );
    assert_eq!(
        faults(&[
            ("shop/openapi.yaml", root),
            ("shop/b.yaml", "x: {$ref: c.yaml}\n"),
            ("shop/c.yaml", "z: {$ref: b.yaml}\n")
        ]),
        [("SPEC0304", "b.yaml".to_owned())]
    );
    assert_eq!(
        faults(&[
            ("shop/openapi.yaml", "a: {$ref: b.yaml}\n"),
            ("shop/b.yaml", "x: {$ref: '#'}\n")
        ])
        .len(),
        1
    );
}

#[test]
fn what_stands_beside_an_inlined_reference_is_not_lost_in_silence() {
    let root = "a: {$ref: b.yaml, note: lost}\n";
    assert_eq!(
        faults(&[("shop/openapi.yaml", root), ("shop/b.yaml", "x: 1\n")]),
        [("SPEC0306", "note".to_owned())]
    );
}

#[test]
fn the_root_file_may_be_named_without_a_folder() {
    let read = |path: &Path| {
        if path == Path::new("a.yaml") {
            Ok("x: 1\n".to_owned())
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    };
    let (sources, document, _) = load_from(&read, Path::new("a.yaml"));
    assert!(document.is_some());
    assert_eq!(sources.files().next().unwrap().1.path(), "a.yaml");
    let (sources, document, found) = load_from(&read, Path::new("/x/b.yaml"));
    assert!(document.is_none() && found.has_errors());
    assert_eq!(sources.files().next().unwrap().1.path(), "/x/b.yaml");
}

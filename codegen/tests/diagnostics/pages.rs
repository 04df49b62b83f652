//! The examples of every page: the wrong one has that fault and no other, the right one has none.
//!
//! An example is a fragment; what it needs around it to be a document is its frame.

use kessai_codegen::{Options, diagnostics::Code, interpret};

use super::*;

/// What an example stands in.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Frame {
    /// Members of the document.
    Root,
    /// Path items.
    Paths,
    /// Members of an operation that reads `/orders`.
    Operation,
    /// Members of the success answer of an operation.
    Response,
    /// Members of the media type of an answer.
    Media,
    /// The schema of an answer.
    Schema,
    /// Named schemas, the first of which is that of an answer.
    Schemas,
    /// Several files, each after a comment with its name.
    Files,
    /// What a spec of the house must say, in a document that says the rest: named schemas, or an answer.
    House,
    /// It cannot be run: a test of its own shows the fault, or nothing can.
    Words,
}

/// The frame of each table, and of the codes that need another one.
fn frame(code: Code) -> Frame {
    match code.as_str() {
        "SPEC0112" | "SPEC0113" | "GEN0102" => Frame::Words,
        "SPEC0105" | "SPEC0204" | "SPEC0208" | "SPEC0312" | "SPEC0407" => Frame::Root,
        "SPEC0301" | "SPEC0303" | "SPEC0401" | "SPEC0404" | "SPEC0405" | "SPEC0406"
        | "SPEC0410" | "SPEC0415" | "SPEC0416" => Frame::Paths,
        "SPEC0205" | "SPEC0209" | "SPEC0305" | "SPEC0402" | "SPEC0403" | "SPEC0408"
        | "SPEC0409" | "SPEC0414" | "SPEC0611" | "GEN0101" => Frame::Operation,
        "SPEC0411" | "SPEC0412" | "SPEC0413" => Frame::Response,
        "SPEC0304" | "SPEC0308" | "SPEC0311" | "SPEC0510" => Frame::Schemas,
        "SPEC0307" | "SPEC0309" => Frame::Files,
        code if code.starts_with("SPEC06") => Frame::Media,
        code if code.starts_with("SPEC07") => Frame::House,
        // The ledger is no part of a document; its pages are run by its own tests.
        code if code.starts_with("EVID") => Frame::Words,
        _ => Frame::Schema,
    }
}

/// Components that examples refer to, each there if it is referred to.
const COMPONENTS: &[(&str, &str, &str)] = &[
    (
        "schemas",
        "Order",
        "{type: object, required: [id], properties: {id: {type: string}}}",
    ),
    ("schemas", "OrderStatus", "{type: string}"),
    ("schemas", "Time", "{type: integer}"),
    ("schemas", "Limit", "{type: integer}"),
    ("schemas", "Locale", "{type: string}"),
    (
        "schemas",
        "Card",
        "{type: object, required: [kind], properties: {kind: {type: string}}}",
    ),
    (
        "parameters",
        "Limit",
        "{name: limit, in: query, schema: {type: integer}, example: 10}",
    ),
];

const LIMIT: &str = "parameters:\n- {name: limit, in: query, schema: {type: integer}, example: 10}";

fn indented(text: &str, depth: usize) -> String {
    let lines = text
        .lines()
        .map(|line| format!("{}{line}\n", "  ".repeat(depth)));
    lines.collect()
}

/// A fragment with the members that it does not have itself.
fn completed(fragment: &str, members: &[(&str, &str)]) -> String {
    let has = |key: &str| {
        fragment
            .lines()
            .any(|line| line.starts_with(&format!("{key}:")))
    };
    let missing = members.iter().filter(|(key, _)| !has(key));
    let before: String = missing
        .map(|(key, value)| format!("{key}: {value}\n"))
        .collect();
    format!("{before}{fragment}\n")
}

fn operation(fragment: &str) -> String {
    completed(
        fragment,
        &[
            ("operationId", "listOrders"),
            ("tags", "[Orders]"),
            ("responses", "{'200': {description: Orders.}}"),
        ],
    )
}

fn read_orders(fragment: &str) -> String {
    format!("/orders:\n  get:\n{}", indented(&operation(fragment), 2))
}

fn response(fragment: &str, members: &str) -> String {
    let answer = completed(fragment, &[("description", "Orders.")]);
    read_orders(&format!(
        "{members}responses:\n  '200':\n{}",
        indented(&answer, 2)
    ))
}

fn media(fragment: &str) -> String {
    response(
        &format!("content:\n  application/json:\n{}", indented(fragment, 2)),
        "",
    )
}

/// Path items whose operations have what every operation needs.
fn paths(fragment: &str) -> String {
    let mut items: serde_yaml::Mapping = serde_yaml::from_str(fragment).unwrap();
    let defaults: serde_yaml::Mapping =
        serde_yaml::from_str("{tags: [Orders], responses: {'200': {description: Done.}}}").unwrap();
    for item in items
        .values_mut()
        .filter_map(serde_yaml::Value::as_mapping_mut)
    {
        for operation in item
            .values_mut()
            .filter_map(serde_yaml::Value::as_mapping_mut)
        {
            for (key, value) in &defaults {
                operation.entry(key.clone()).or_insert(value.clone());
            }
        }
    }
    serde_yaml::to_string(&items).unwrap()
}

fn root(fragment: &str, paths: &str) -> String {
    let mut tail = format!("paths:\n{}", indented(paths, 1));
    if paths.is_empty() {
        "paths: {}\n".clone_into(&mut tail);
    }
    let mut text = completed(
        fragment,
        &[
            ("openapi", "3.0.3"),
            ("info", "{title: Shop, version: '1'}"),
            ("tags", "[{name: Orders}, {name: Payments}]"),
        ],
    );
    text.push_str(&tail);
    let mut kinds: BTreeMap<&str, String> = BTreeMap::new();
    for (kind, name, definition) in COMPONENTS {
        let whole = text.replace("/properties", "");
        let used = whole.contains(&format!("'#/components/{kind}/{name}'"));
        if used && !text.contains(&format!("\n    {name}:")) {
            kinds
                .entry(kind)
                .or_default()
                .push_str(&format!("    {name}: {definition}\n"));
        }
    }
    if fragment.contains("secretKey") {
        kinds.insert(
            "securitySchemes",
            "    secretKey: {type: http, scheme: bearer}\n".to_owned(),
        );
    }
    let has_components = text.contains("\ncomponents:");
    for (kind, definitions) in kinds {
        if has_components {
            text.push_str(&definitions);
        } else {
            if !text.contains("\ncomponents:") {
                text.push_str("components:\n");
            }
            text.push_str(&format!("  {kind}:\n{definitions}"));
        }
    }
    text
}

const NO_ORDER_FILE: &str = "examples/none.json";
const NO_ORDER: &str = r#"{"summary": "No order", "value": [], "x-source": "docs:/orders"}"#;

/// A fragment of a document that says everything else that one of the house must say.
fn house(fragment: &str) -> String {
    let before = "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\n\
        tags: [{name: Orders, description: What is bought.}]\npaths:\n  /orders:\n    get:\n      operationId: listOrders\n      \
        tags: [Orders]\n      summary: Lists orders.\n      description: Gives all of them.\n      responses:\n        '200':\n";
    let name = fragment.split(':').next().unwrap();
    let value = match name {
        "description" => return format!("{before}{}", indented(fragment, 5)),
        "Status" => "open",
        "Amount" => "1",
        _ => "{}",
    };
    let answer = format!(
        "description: Orders.\ncontent:\n  application/json:\n    schema: {{$ref: '#/components/schemas/{name}'}}\n    \
        examples: {{composed-one: {{summary: One of them, value: {value}, x-origin: composed}}}}\n"
    );
    let components = format!("components:\n  schemas:\n{}", indented(fragment, 2));
    format!("{before}{}{components}", indented(&answer, 5))
}

/// The files of a fragment in its frame.
fn files(frame: Frame, fragment: &str) -> BTreeMap<String, String> {
    // An ellipsis stands for as much nesting as takes part in the fault.
    let deep = "[".repeat(tree::MAX_DEPTH) + &"]".repeat(tree::MAX_DEPTH);
    let fragment = &fragment.replace('…', &deep);
    let mut files = BTreeMap::new();
    let text = match frame {
        Frame::Root => root(fragment, ""),
        Frame::Paths => root("", &paths(fragment)),
        Frame::Operation => root("", &read_orders(fragment)),
        Frame::Response => root("", &response(fragment, &format!("{LIMIT}\n"))),
        Frame::Media => root("", &media(fragment)),
        Frame::Schema => root("", &media(&format!("schema:\n{}", indented(fragment, 1)))),
        Frame::Schemas => {
            let first = fragment.split(':').next().unwrap();
            let paths = media(&format!("schema: {{$ref: '#/components/schemas/{first}'}}"));
            let components = format!("components:\n  schemas:\n{}", indented(fragment, 2));
            // The components come last, where those of the frame follow them.
            root("", &paths)
                .split("components:\n")
                .next()
                .unwrap()
                .to_owned()
                + &root(&components, "")
                    .split_once("components:\n")
                    .map(|(_, behind)| {
                        format!("components:\n{}", behind.replace("paths: {}\n", ""))
                    })
                    .unwrap()
        }
        Frame::Files => {
            for part in fragment.split("# ").skip(1) {
                let (name, text) = part.split_once('\n').unwrap();
                files.insert(name.to_owned(), format!("{text}\n"));
            }
            let properties: String = files
                .iter()
                .flat_map(|(file, text)| {
                    ["Status", "OrderStatus", "PaymentStatus"]
                        .into_iter()
                        .filter_map(move |name| {
                            let there = text.contains(&format!("{{{name}:"));
                            there.then(|| {
                                format!(
                                    "    {}{name}: {{$ref: '{file}#/components/schemas/{name}'}}\n",
                                    &file[..3]
                                )
                            })
                        })
                })
                .collect();
            let own = files.remove("openapi.yaml");
            own.map_or_else(
                || {
                    root(
                        "",
                        &media(&format!(
                            "schema:\n  type: object\n  properties:\n{properties}"
                        )),
                    )
                },
                |text| root(&text, "").replace("paths: {}\n", ""),
            )
        }
        Frame::House => {
            if fragment.contains(NO_ORDER_FILE) {
                files.insert(NO_ORDER_FILE.to_owned(), NO_ORDER.to_owned());
            }
            house(fragment)
        }
        Frame::Words => String::new(),
    };
    files.insert("openapi.yaml".to_owned(), text);
    let orders = "paths:\n  /orders: {}\n";
    files
        .entry("orders.yaml".to_owned())
        .or_insert(orders.to_owned());
    files
}

/// Files in memory, by their paths.
struct Texts(BTreeMap<String, String>);

impl Files for Texts {
    fn read(&self, path: &Path) -> io::Result<String> {
        let text = self.0.get(path.to_str().unwrap());
        text.cloned().ok_or(io::ErrorKind::NotFound.into())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        let paths = self.0.keys().map(Path::new);
        let inside = paths.filter(|path| path.parent() == Some(folder));
        Ok(inside
            .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
            .collect())
    }
}

/// The codes that a fragment gives, with what was run and what is shown for it.
fn run(code: Code, fragment: &str) -> (BTreeSet<&'static str>, String) {
    let files = Texts(files(frame(code), fragment));
    let (sources, document, mut found) = findings(&files, is_of_house(code.as_str()));
    if let Some(document) = document.filter(|_| found.is_empty()) {
        found.extend(interpret(&document, Options::default()).1);
    }
    let codes = found.iter().map(|found| found.code.as_str()).collect();
    let shown = format!(
        "{}\n{}",
        files.0["openapi.yaml"],
        diagnostics::render(&found, &sources, false)
    );
    (codes, shown)
}

#[test]
fn every_example_shows_what_its_page_says() {
    for code in diagnostics::codes::all() {
        let page = code.page();
        if frame(code) == Frame::Words {
            continue;
        }
        let (codes, shown) = run(code, page.bad);
        assert_eq!(
            codes,
            BTreeSet::from([code.as_str()]),
            "{code}, wrong:\n{shown}"
        );
        let (codes, shown) = run(code, page.good);
        assert_eq!(codes, BTreeSet::new(), "{code}, right:\n{shown}");
    }
}

#[test]
fn the_reference_is_what_the_tables_give() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diagnostics.md");
    let written = fs::read_to_string(path).unwrap();
    assert!(
        written == diagnostics::reference(),
        "docs/diagnostics.md is not what the tables give; run: cargo xtask explain --all > docs/diagnostics.md"
    );
}

//! Whatever a document holds, loading, checking and rendering come to an end and say something.

use super::*;

const SAMPLE: &str = include_str!("sample.yaml");

fn run(text: &str) -> (usize, String) {
    let read = |path: &Path| {
        if path == Path::new("openapi.yaml") {
            Ok(text.to_owned())
        } else {
            Err(std::io::ErrorKind::NotFound.into())
        }
    };
    let (sources, _, found) = findings(&read, false);
    (found.len(), diagnostics::render(&found, &sources, false))
}

#[test]
fn a_document_cut_anywhere_gets_an_answer() {
    for (at, _) in SAMPLE.char_indices().step_by(7) {
        run(&SAMPLE[..at]);
        run(&SAMPLE[at..]);
    }
}

#[test]
fn a_document_with_any_value_replaced_gets_an_answer() {
    for value in [
        "null",
        "-1",
        "1e400",
        "[]",
        "{}",
        "[[a]]",
        "{$ref: '#/paths'}",
        "{$ref: 7}",
        "'#/components/schemas/Order'",
        "yes",
        "日本",
    ] {
        for (at, _) in SAMPLE.match_indices(": ").step_by(3) {
            let line_end = SAMPLE[at..].find('\n').map_or(SAMPLE.len(), |end| at + end);
            run(&format!(
                "{}: {value}{}",
                &SAMPLE[..at],
                &SAMPLE[line_end..]
            ));
        }
    }
}

#[test]
fn a_schema_that_leads_back_to_itself_in_every_way_gets_an_answer() {
    let schemas = [
        "allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/A'}]",
        "oneOf: [{$ref: '#/components/schemas/A'}, {type: string}]",
        "not: {$ref: '#/components/schemas/A'}",
        "$ref: '#/components/schemas/A'",
        "type: object\n      required: [a]\n      properties: {a: {$ref: '#/components/schemas/A'}, b: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/A'}]}}",
        "type: array\n      minItems: 1\n      items: {$ref: '#/components/schemas/A'}",
    ];
    for schema in schemas {
        let deep = format!("{}1{}", "{a: {b: [".repeat(20), "]}}".repeat(20));
        for example in ["1", "a", "{a: {a: {}}}", "[[[]]]", &deep] {
            let text = format!(
                "openapi: 3.0.3\ninfo: {{title: a, version: b}}\npaths:\n  /a:\n    get:\n      responses:\n        '200':\n          description: a\n          content:\n            a/b:\n              schema: {{$ref: '#/components/schemas/A'}}\n              example: {example}\ncomponents:\n  schemas:\n    A:\n      {schema}\n"
            );
            assert!(run(&text).0 > 0, "{text}");
        }
    }
}

#[test]
fn unions_of_unions_do_not_explode() {
    let branch =
        "{type: object, properties: {a: {$ref: '#/components/schemas/A'}, b: {type: integer}}}";
    let value = format!("{}{{b: x}}{}", "{a: ".repeat(60), "}".repeat(60));
    let text = SAMPLE.replace("    OrderId:\n", &format!("    A: {{oneOf: [{branch}, {branch}, {branch}]}}\n    OrderId:\n")).replace(
        "      - {name: limit,",
        &format!("      - {{name: deep, in: query, schema: {{$ref: '#/components/schemas/A'}}, example: {value}}}\n      - {{name: limit,"),
    );
    let (_, shown) = run(&text);
    assert!(shown.contains("SPEC0601"), "{shown}");
}

#[test]
fn files_that_include_each_other_without_end_are_bounded() {
    let read = |path: &Path| {
        Ok(match path.to_str().unwrap() {
            "openapi.yaml" => "openapi: 3.0.3\ninfo: {title: a, version: b}\npaths: {}\ncomponents: {schemas: {A: {$ref: f0.yaml}}}\n".to_owned(),
            name => {
                let number: usize = name.trim_matches(|letter: char| !letter.is_ascii_digit()).parse().unwrap();
                let next = format!("{{$ref: f{}.yaml}}", number + 1);
                if number > 40 { "type: string".to_owned() } else { format!("allOf: [{next}, {next}, {next}, {next}]") }
            }
        })
    };
    let (_, _, found) = findings(&read, false);
    assert!(found.iter().any(|found| found.code.as_str() == "SPEC0112"));
}

#[test]
fn a_long_chain_of_components_needs_no_stack() {
    let mut text = String::from(
        "openapi: 3.0.3\ninfo: {title: a, version: b}\npaths: {}\ncomponents:\n  schemas:\n",
    );
    for number in 0..10_000 {
        text.push_str(&format!(
            "    A{number}: {{type: object, required: [next], properties: {{next: {{$ref: '#/components/schemas/A{}'}}}}, example: {{}}}}\n",
            (number + 1) % 10_000
        ));
    }
    assert!(run(&text).0 > 0);
}

#[test]
fn no_more_than_the_limit_is_shown() {
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: a, version: b}}\npaths: {{}}\n{}",
        (0..80).fold(String::new(), |text, number| text
            + &format!("k{number}: 1\n"))
    );
    let (count, shown) = run(&text);
    assert_eq!(count, 80);
    assert_eq!(shown.matches("error[SPEC0201]").count(), diagnostics::LIMIT);
    assert!(
        shown.contains("50 of 80 findings are shown") && shown.ends_with("80 errors\n"),
        "{shown}"
    );
}

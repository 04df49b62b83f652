//! One fault at a time in a sound document: each is refused, at the line where it stands.

use super::*;

const SAMPLE: &str = include_str!("sample.yaml");

/// A fault: what is replaced by what, and the code and the line that must be reported.
struct Mutant {
    name: &'static str,
    from: &'static str,
    to: &'static str,
    code: &'static str,
    /// Part of the line that is at fault.
    line: &'static str,
}

const fn mutant(
    name: &'static str,
    from: &'static str,
    to: &'static str,
    code: &'static str,
    line: &'static str,
) -> Mutant {
    Mutant {
        name,
        from,
        to,
        code,
        line,
    }
}

const EXAMPLES: &[Mutant] = &[
    mutant(
        "response example of the wrong type",
        "amount: 300",
        "amount: '300'",
        "SPEC0601",
        "amount: '300'",
    ),
    mutant(
        "response example without a required member",
        "                status: open\n",
        "",
        "SPEC0608",
        "id: order_a1",
    ),
    mutant(
        "response example outside an enum",
        "status: open",
        "status: opened",
        "SPEC0603",
        "status: opened",
    ),
    mutant(
        "response example with a bad time",
        "'2024-01-31T10:00:00Z'",
        "'2024-01-31 at ten'",
        "SPEC0607",
        "at ten",
    ),
    mutant(
        "response example with a null that is not allowed",
        "currency: USD",
        "currency: null",
        "SPEC0602",
        "currency: null",
    ),
    mutant(
        "nested list item of the wrong type",
        "{name: Cup, quantity: 1}",
        "{name: Cup, quantity: one}",
        "SPEC0601",
        "quantity: one",
    ),
    mutant(
        "error example without a required member",
        "            message: There is no such order.\n",
        "",
        "SPEC0608",
        "code: unknown_order",
    ),
    mutant(
        "request example below its minimum",
        "              amount: 1500\n              currency",
        "              amount: 0\n              currency",
        "SPEC0604",
        "amount: 0",
    ),
    mutant(
        "request example with a member too many",
        "              reference: ord-2024",
        "              references: ord-2024",
        "SPEC0609",
        "references: ord-2024",
    ),
    mutant(
        "schema type from integer to text",
        "quantity: {type: integer, minimum: 1}",
        "quantity: {type: string}",
        "SPEC0601",
        "{name: Tea, quantity: 2}",
    ),
    mutant(
        "schema enum without a value that is shown",
        "[JPY, USD, EUR]",
        "[JPY, EUR]",
        "SPEC0603",
        "currency: USD",
    ),
    mutant(
        "schema no longer nullable",
        "note: {type: string, nullable: true}",
        "note: {type: string}",
        "SPEC0602",
        "note: null",
    ),
    mutant(
        "optional member now required",
        "currency, status, created, items]",
        "currency, status, created, items, day]",
        "SPEC0608",
        "id: order_a1",
    ),
    mutant(
        "format from date-time to date",
        "created: {type: string, format: date-time}",
        "created: {type: string, format: date}",
        "SPEC0607",
        "2024-01-31T10",
    ),
];

const CONSISTENCY: &[Mutant] = &[
    mutant(
        "required lists a property that is not defined",
        "required: [code, message]",
        "required: [code, message, cause]",
        "SPEC0501",
        "cause]",
    ),
    mutant(
        "property misspelt and still required",
        "quantity: {type: integer, minimum: 1}",
        "quantiy: {type: integer, minimum: 1}",
        "SPEC0501",
        "[name, quantity]",
    ),
    mutant(
        "path parameter not declared",
        "      operationId: cancelOrder\n      tags: [Orders]\n      parameters:\n      - {$ref: '#/components/parameters/OrderId'}\n",
        "      operationId: cancelOrder\n      tags: [Orders]\n",
        "SPEC0404",
        "put:",
    ),
    mutant(
        "duplicate operationId",
        "operationId: listOrders",
        "operationId: createOrder",
        "SPEC0401",
        "operationId: createOrder",
    ),
    mutant(
        "dangling reference",
        "items: {$ref: '#/components/schemas/Item'}",
        "items: {$ref: '#/components/schemas/Itm'}",
        "SPEC0302",
        "schemas/Itm",
    ),
    mutant(
        "duplicate enum entry",
        "[open, paid, cancelled, lost]",
        "[open, paid, cancelled, open]",
        "SPEC0502",
        "cancelled, open]",
    ),
    mutant(
        "enum entry of the wrong type",
        "[JPY, USD, EUR]",
        "[JPY, USD, 978]",
        "SPEC0503",
        "978",
    ),
    mutant(
        "default that breaks its schema",
        "default: 10",
        "default: 0",
        "SPEC0604",
        "default: 0",
    ),
    mutant(
        "minimum above maximum",
        "minimum: 1, maximum: 100,",
        "minimum: 101, maximum: 100,",
        "SPEC0504",
        "minimum: 101",
    ),
    mutant(
        "invalid pattern",
        "'^order_[a-z0-9]+$'",
        "'^order_[a-z0-9+$'",
        "SPEC0505",
        "[a-z0-9+$",
    ),
    mutant(
        "pattern against maxLength",
        "      maxLength: 40",
        "      maxLength: 6",
        "SPEC0507",
        "pattern: '^order_",
    ),
    mutant(
        "link to an unknown operation",
        "            order:\n              operationId: getOrder",
        "            order:\n              operationId: getOrdr",
        "SPEC0411",
        "getOrdr",
    ),
    mutant(
        "link expression to an absent member",
        "operationId: cancelOrder\n              parameters: {orderId: '$response.body#/id'}",
        "operationId: cancelOrder\n              parameters: {orderId: '$response.body#/orderId'}",
        "SPEC0412",
        "body#/orderId",
    ),
    mutant(
        "undefined security scheme",
        "- secretKey: []",
        "- apiKey: []",
        "SPEC0407",
        "- apiKey",
    ),
    mutant(
        "unused component",
        "    Currency:\n",
        "    Spare: {type: string}\n    Currency:\n",
        "SPEC0308",
        "Spare",
    ),
    mutant(
        "ambiguous paths",
        "  /orders/{orderId}/cancellation:\n",
        "  /orders/{id}:\n",
        "SPEC0406",
        "/orders/{id}:",
    ),
    mutant(
        "unknown type",
        "currency: {$ref: '#/components/schemas/Currency'}\n        reference: {type: string,",
        "currency: {$ref: '#/components/schemas/Currency'}\n        reference: {type: strng,",
        "SPEC0203",
        "strng",
    ),
    mutant(
        "misspelt keyword",
        "required: [code, message]",
        "requred: [code, message]",
        "SPEC0201",
        "requred",
    ),
];

fn check_text(text: &str) -> (Sources, Diagnostics) {
    let (sources, _, found) = findings(&|_: &Path| Ok(text.to_owned()), false);
    (sources, found)
}

/// The line a finding points at.
fn line_of<'s>(sources: &'s Sources, found: &diagnostics::Diagnostic) -> &'s str {
    let file = sources.file(found.primary.span.file).unwrap();
    &file.text()[file.line_range(file.line_of(found.primary.span.start))]
}

#[test]
fn the_sample_is_sound() {
    let (sources, found) = check_text(SAMPLE);
    assert!(
        found.is_empty(),
        "{}",
        diagnostics::render(&found, &sources, false)
    );
}

#[test]
fn every_single_fault_is_refused_at_its_place() {
    assert_eq!((EXAMPLES.len(), CONSISTENCY.len()), (14, 18));
    for mutant in EXAMPLES.iter().chain(CONSISTENCY) {
        assert_eq!(
            SAMPLE.matches(mutant.from).count(),
            1,
            "{}: the place to change is not unique",
            mutant.name
        );
        let (sources, found) = check_text(&SAMPLE.replace(mutant.from, mutant.to));
        let hit = found.iter().any(|found| {
            found.code.as_str() == mutant.code
                && found.level == diagnostics::Level::Error
                && line_of(&sources, found).contains(mutant.line)
        });
        assert!(
            hit,
            "{}:\n{}",
            mutant.name,
            diagnostics::render(&found, &sources, false)
        );
    }
}

#[test]
fn faults_of_description_that_examples_show_are_refused() {
    let undescribed = [
        ("day: '2024-03-01'", "dayOfWeek: '2024-03-01'", "dayOfWeek"),
        (
            "        day: {type: string, format: date}",
            "        days: {type: string, format: date}",
            "day: '2024-03-01'",
        ),
    ];
    for (from, to, line) in undescribed {
        assert_eq!(SAMPLE.matches(from).count(), 1, "{from}");
        let (sources, found) = check_text(&SAMPLE.replace(from, to));
        let hit = found.iter().any(|found| {
            found.code.as_str() == "SPEC0613" && line_of(&sources, found).contains(line)
        });
        assert!(
            hit,
            "{from}:\n{}",
            diagnostics::render(&found, &sources, false)
        );
    }
}

#[test]
fn every_fault_of_an_example_is_reported() {
    let text = SAMPLE
        .replace("status: open", "status: opened")
        .replace("{name: Cup, quantity: 1}", "{name: 7, quantity: 0}")
        .replace("'2024-01-31T10:00:00Z'", "'now'");
    let (_, found) = check_text(&text);
    let codes: Vec<_> = found
        .sorted()
        .iter()
        .map(|found| found.code.as_str())
        .collect();
    assert_eq!(codes, ["SPEC0603", "SPEC0607", "SPEC0601", "SPEC0604"]);
}

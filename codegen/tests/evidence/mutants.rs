//! Faults that no linter sees, one at a time, each with the code, the line of the spec and the line of the ledger that must
//! be shown.

use super::*;

#[path = "mutants/ledger.rs"]
mod ledger_faults;
#[path = "mutants/resolutions.rs"]
mod resolutions;

/// A fault: what is replaced by what, in the spec or in the ledger.
struct Mutant {
    name: &'static str,
    /// The text to replace; it stands in one of the files, once.
    from: &'static str,
    to: &'static str,
    code: &'static str,
    /// Part of the line at fault.
    line: &'static str,
    /// Part of the line on the other side.
    other: &'static str,
}

const fn mutant(
    name: &'static str,
    (from, to): (&'static str, &'static str),
    code: &'static str,
    line: &'static str,
    other: &'static str,
) -> Mutant {
    Mutant {
        name,
        from,
        to,
        code,
        line,
        other,
    }
}

const SPEC_FAULTS: &[Mutant] = &[
    mutant(
        "undocumented member",
        (
            "        price: {type: number",
            "        size: {type: string}\n        price: {type: number",
        ),
        "EVID0111",
        "size: {type: string}",
        "name: LineCreate",
    ),
    mutant(
        "enum value dropped",
        ("      - paid\n      - cancelled\n", "      - paid\n"),
        "EVID0112",
        "enum:",
        "value: cancelled",
    ),
    mutant(
        "enum value misspelt",
        ("      - cancelled\n", "      - canceled\n"),
        "EVID0111",
        "- canceled",
        "value: cancelled",
    ),
    mutant(
        "optional member misspelt",
        ("        email: {type", "        emial: {type"),
        "EVID0111",
        "emial:",
        "name: email",
    ),
    mutant(
        "required member dropped from the list",
        ("required: [amount, lines]", "required: [amount]"),
        "EVID0113",
        "required: [amount]",
        "name: lines, type: LineCreate",
    ),
    mutant(
        "method PUT to POST",
        ("    put:\n", "    post:\n"),
        "EVID0113",
        "    post:",
        "method: PUT",
    ),
    mutant(
        "success status 204 to 201",
        ("        '204':\n", "        '201':\n"),
        "EVID0113",
        "'201':",
        "status: [202, 204]",
    ),
    mutant(
        "path segment misspelt",
        ("/cancellation:", "/cancelation:"),
        "EVID0113",
        "/cancelation:",
        "path: /orders/{orderId}/cancellation",
    ),
    mutant(
        "query parameter renamed",
        (
            "{name: pageToken, in: query, required: false, schema",
            "{name: page_token, in: query, required: false, schema",
        ),
        "EVID0113",
        "- $ref: '#/components/parameters/PageToken'",
        "name: page_token",
    ),
    mutant(
        "style of a query parameter",
        (
            "name: limit, in: query, required: false, schema",
            "name: limit, in: query, required: false, style: deepObject, schema",
        ),
        "EVID0111",
        "style: deepObject",
        "name: limit,",
    ),
    mutant(
        "media type misspelt",
        (
            "            application/json:\n              schema: {$ref: '#/components/schemas/OrderPage'}",
            "            application/jsn:\n              schema: {$ref: '#/components/schemas/OrderPage'}",
        ),
        "EVID0113",
        "application/jsn",
        "fact: media-type",
    ),
    mutant(
        "maximum off by a factor of ten",
        ("maximum: 1000000}", "maximum: 10000000}"),
        "EVID0113",
        "maximum: 10000000}",
        "max: 1000000",
    ),
    mutant(
        "open object closed",
        (
            "    LineCreate:\n      type: object\n",
            "    LineCreate:\n      type: object\n      additionalProperties: false\n",
        ),
        "EVID0111",
        "additionalProperties: false",
        "name: LineCreate",
    ),
];

/// Faults beside those: what else the spec may promise.
const MORE_SPEC_FAULTS: &[Mutant] = &[
    mutant(
        "undocumented operation",
        (
            "  /orders/{orderId}:\n",
            "  /goods:\n    get: {operationId: listGoods, responses: {'200': {description: All.}}}\n  /orders/{orderId}:\n",
        ),
        "EVID0111",
        "operationId: listGoods",
        "operations:",
    ),
    mutant(
        "undocumented object",
        ("    Line:\n", "    Spare: {type: object}\n    Line:\n"),
        "EVID0111",
        "Spare:",
        "objects:",
    ),
    mutant(
        "undocumented status",
        (
            "        '500': {$ref: '#/components/responses/Broken'}\n  /orders/{orderId}/cancellation:",
            "        '500': {$ref: '#/components/responses/Broken'}\n        '409': {$ref: '#/components/responses/NotFound'}\n  /orders/{orderId}/cancellation:",
        ),
        "EVID0111",
        "'409':",
        "  errors:",
    ),
    mutant(
        "undocumented enum value",
        (
            "      - cancelled\n",
            "      - cancelled\n      - refunded\n",
        ),
        "EVID0111",
        "- refunded",
        "  values:",
    ),
    mutant(
        "values in another order",
        (
            "      - paid\n      - cancelled\n",
            "      - cancelled\n      - paid\n",
        ),
        "EVID0114",
        "- cancelled",
        "value: paid",
    ),
    mutant(
        "error code in another answer",
        (
            "{code: sold-out, text: Gone.}",
            "{code: order.unknown, text: Gone.}",
        ),
        "EVID0113",
        "code: order.unknown, text: Gone",
        "codes: [malformed, sold-out]",
    ),
    mutant(
        "nullable dropped",
        (
            "note: {type: string, nullable: true, minLength",
            "note: {type: string, minLength",
        ),
        "EVID0113",
        "note: {type: string, minLength",
        "name: note, type: string, presence: optional, nulls: allowed, min-length",
    ),
    mutant(
        "list made single",
        (
            "schema: {type: array, items: {$ref: '#/components/schemas/OrderStatus'}}",
            "schema: {$ref: '#/components/schemas/OrderStatus'}",
        ),
        "EVID0113",
        "name: status",
        "list: true",
    ),
    mutant(
        "keyword that a ledger has no word for",
        (
            "          minItems: 1\n",
            "          minItems: 1\n          uniqueItems: true\n",
        ),
        "EVID0111",
        "uniqueItems: true",
        "name: lines, type: LineCreate",
    ),
    mutant(
        "default dropped",
        ("maximum: 100, default: 20}", "maximum: 100}"),
        "EVID0112",
        "Limit:",
        "default: 20",
    ),
    mutant(
        "branch of a body dropped",
        ("      - $ref: '#/components/schemas/RepeatCreate'\n", ""),
        "EVID0112",
        "schemas/Purchase",
        "body: [OrderCreate, RepeatCreate]",
    ),
    mutant(
        "prefix of an id not told",
        ("It starts with `line_`.", "It starts with a word."),
        "EVID0112",
        "LineId:",
        "prefix: line_",
    ),
    mutant(
        "object that a direction no longer leads to",
        (
            "notes: {$ref: '#/components/schemas/Notes'}\n        createdAt: {type: integer, format: int64, x-time: epoch-milliseconds}\n        attempts: {type: integer, format: int32}\n    OrderExpanded:",
            "notes: {type: object}\n        createdAt: {type: integer, format: int64, x-time: epoch-milliseconds}\n        attempts: {type: integer, format: int32}\n    OrderExpanded:",
        ),
        "EVID0113",
        "notes: {type: object}",
        "name: notes, type: Notes, presence: optional, nulls: unknown",
    ),
    mutant(
        "status of every operation dropped",
        (
            "        '500': {$ref: '#/components/responses/Broken'}\n  /orders/{orderId}:",
            "  /orders/{orderId}:",
        ),
        "EVID0112",
        "responses:",
        "status: 500, codes: any",
    ),
    mutant(
        "code in an answer of every operation",
        ("{code: broken, text: Oh.}", "{code: malformed, text: Oh.}"),
        "EVID0113",
        "code: malformed, text: Oh",
        "code: broken",
    ),
    mutant(
        "operation sent to another host",
        (
            "      - url: https://archive.shop.example/v1\n",
            "      - url: https://archives.shop.example/v1\n",
        ),
        "EVID0113",
        "- url: https://archives",
        "server: https://archive",
    ),
    mutant(
        "part of an object dropped",
        (
            "      - $ref: '#/components/schemas/ContactBase'\n      - type: object\n",
            "      - type: object\n",
        ),
        "EVID0112",
        "      allOf:",
        "name: name, type: string, presence: optional, max-length: 80",
    ),
    mutant(
        "list of required members dropped",
        (
            "      required: [name]\n      properties:\n        name: {type: string}\n        price",
            "      properties:\n        name: {type: string}\n        price",
        ),
        "EVID0113",
        "    LineCreate:",
        "presence: required",
    ),
    mutant(
        "branch of a named union of members dropped",
        (
            "      - $ref: '#/components/schemas/LineId'\n      - $ref: '#/components/schemas/Line'\n",
            "      - $ref: '#/components/schemas/LineId'\n",
        ),
        "EVID0112",
        "schemas/ExpandableLine'",
        "      - $ref: '#/components/schemas/LineId'",
    ),
    mutant(
        "branch of a union dropped",
        ("      - $ref: '#/components/schemas/Company'\n", ""),
        "EVID0112",
        "schemas/Person'",
        "name: Contact, type: [Person, Company]",
    ),
    mutant(
        "list among the branches of a union",
        (
            "      - {type: array, items: {}}\n",
            "      - {type: array, items: {type: string}}\n",
        ),
        "EVID0113",
        "items: {type: string}",
        "list of any",
    ),
    mutant(
        "map of something else",
        (
            "additionalProperties: {$ref: '#/components/schemas/LineId'}",
            "additionalProperties: {$ref: '#/components/schemas/OrderId'}",
        ),
        "EVID0113",
        "schemas/OrderId'",
        "type: map of LineId",
    ),
    mutant(
        "map of what a ledger has no word for",
        (
            "additionalProperties: {$ref: '#/components/schemas/LineId'}",
            "additionalProperties: {type: string, maxLength: 9}",
        ),
        "EVID0111",
        "additionalProperties: {type: string, maxLength: 9}",
        "name: tags",
    ),
    mutant(
        "numbers of an enum made narrower",
        (
            "Rating: {type: integer, format: int64,",
            "Rating: {type: integer, format: int32,",
        ),
        "EVID0113",
        "format: int32, enum",
        "name: Rating",
    ),
    mutant(
        "union told by another member",
        (
            "discriminator: {propertyName: kind}",
            "discriminator: {propertyName: name}",
        ),
        "EVID0113",
        "propertyName: name",
        "by: kind",
    ),
    mutant(
        "part that narrows nothing",
        (
            "          kind: {type: string, enum: [person]}",
            "          kind: {type: string}",
        ),
        "EVID0112",
        "          kind: {type: string}",
        "values: [person]",
    ),
    mutant(
        "body of one of several successes dropped",
        (
            "          x-body-optional: true\n          content:\n            application/json:\n              schema: {$ref: '#/components/schemas/Order'}\n",
            "          x-body-optional: true\n",
        ),
        "EVID0112",
        "        '203':",
        "success: {status: [200, 203], body: Order",
    ),
    mutant(
        "body of an answer of every operation dropped",
        (
            "      headers: {Shop-Incident: {schema: {type: string}}}\n      content:\n        application/json:\n          schema: {$ref: '#/components/schemas/Error'}\n          examples:\n            broken: {value: {code: broken, text: Oh.}}\n",
            "      headers: {Shop-Incident: {schema: {type: string}}}\n",
        ),
        "EVID0112",
        "    Broken:",
        "status: 500, codes: any",
    ),
    mutant(
        "code of the only example dropped",
        ("{code: broken, text: Oh.}", "{text: Oh.}"),
        "EVID0112",
        "broken: {value: {text: Oh.}}",
        "status: 500, codes: any",
    ),
    mutant(
        "token of the next page not told",
        ("items: data, next: next}", "items: data}"),
        "EVID0112",
        "x-pagination:",
        "fact: pagination-next",
    ),
    mutant(
        "bound of the values of a map dropped",
        (
            "      additionalProperties: {type: string, maxLength: 200}\n",
            "      additionalProperties: {type: string}\n",
        ),
        "EVID0112",
        "      additionalProperties: {type: string}",
        "map: {type: string, max-length: 200",
    ),
    mutant(
        "header of an answer dropped",
        (
            "      x-body-optional: true\n      headers: {Shop-Incident: {schema: {type: string}}}\n",
            "      x-body-optional: true\n",
        ),
        "EVID0112",
        "    Broken:",
        "headers: [Shop-Incident]",
    ),
    mutant(
        "member of an object made of others dropped",
        ("          age: {type: integer, format: int64}\n", ""),
        "EVID0112",
        "      allOf:",
        "        properties:",
    ),
    mutant(
        "mark of a body that may be missing dropped",
        (
            "          description: The order as it was.\n          x-body-optional: true\n",
            "          description: The order as it was.\n",
        ),
        "EVID0112",
        "        '200':",
        "body-optional: true}",
    ),
    mutant(
        "mark of an error's body that may be missing dropped",
        (
            "      description: It broke.\n      x-body-optional: true\n",
            "      description: It broke.\n",
        ),
        "EVID0112",
        "    Broken:",
        "body: Error, body-optional: true, headers",
    ),
    mutant(
        "what precedes the key not told",
        ("prefix: 'Shop ', ", ""),
        "EVID0112",
        "x-credential: {name: secret key, pattern",
        "fact: credential-prefix",
    ),
    mutant(
        "event dropped",
        (
            "    report.ready: {description: A report can be fetched.}\n",
            "",
        ),
        "EVID0112",
        "  events:",
        "type: report.ready",
    ),
];

/// What is wrong with how a fault is reported.
fn check(mutant: &Mutant) -> Option<String> {
    let mut spec = SPEC.to_owned();
    let mut files = ledger();
    let texts = files.iter_mut().map(|(_, text)| text).chain([&mut spec]);
    let mut changed = 0;
    for text in texts {
        changed += text.matches(mutant.from).count();
        *text = text.replace(mutant.from, mutant.to);
    }
    if changed != 1 {
        return Some(format!(
            "{}: there are {changed} places to change",
            mutant.name
        ));
    }
    let (sources, found) = compare(&spec, files);
    let shows = |span: Span, part: &str| {
        let file = sources.file(span.file).unwrap();
        file.text()[file.line_range(file.line_of(span.start))].contains(part)
    };
    let hit = found.iter().any(|found: &Diagnostic| {
        found.code.as_str() == mutant.code
            && found.level == Level::Error
            && shows(found.primary.span, mutant.line)
            && (mutant.other.is_empty()
                || found
                    .secondary
                    .iter()
                    .any(|label| shows(label.span, mutant.other)))
    });
    let story = || format!("{}:\n{}", mutant.name, render(&found, &sources, false));
    (!hit).then(story)
}

fn check_all(mutants: &[Mutant]) {
    let faults: Vec<_> = mutants.iter().filter_map(check).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_unfaithful_spec_is_refused_at_its_line() {
    assert_eq!(SPEC_FAULTS.len(), 13);
    check_all(SPEC_FAULTS);
    check_all(MORE_SPEC_FAULTS);
}

#[test]
fn deliveries_that_bear_a_secret_are_compared_fact_by_fact() {
    let spec = |bearer: &str, id: &str| {
        format!(
            "x-webhook:\n  bearer: {bearer}\n  event: {{schema: Event, id: {id}, type: /type}}\n"
        )
    };
    let facts = [
        ("bearer-header", "Authorization"),
        ("bearer-prefix", "'Shop '"),
        ("bearer-secret", "token"),
        ("schema", "Event"),
        ("id", "/id"),
        ("type", "/type"),
    ];
    let rows = facts
        .map(|(fact, value)| format!("- {{fact: {fact}, value: {value}, source: [docs:/a]}}\n"));
    let ledger = || {
        let text = format!("webhook:\n{}", rows.concat());
        vec![("webhook.yaml".to_owned(), text)]
    };
    let right = "{header: Authorization, prefix: 'Shop ', secret: token}";
    let messages = |spec: &str| -> Vec<String> {
        let (_, found) = compare(spec, ledger());
        found.into_iter().map(|found| found.message).collect()
    };
    assert_eq!(messages(&spec(right, "/id")), Vec::<String>::new());
    for (bearer, id, name) in [
        (
            "{header: X, prefix: 'Shop ', secret: token}",
            "/id",
            "bearer-header",
        ),
        (
            "{header: Authorization, prefix: X, secret: token}",
            "/id",
            "bearer-prefix",
        ),
        (
            "{header: Authorization, secret: token}",
            "/id",
            "bearer-prefix",
        ),
        (
            "{header: Authorization, prefix: 'Shop ', secret: x}",
            "/id",
            "bearer-secret",
        ),
        (right, "/type", "id"),
    ] {
        let messages = messages(&spec(bearer, id));
        assert_eq!(messages.len(), 1, "{bearer}: {messages:?}");
        assert!(messages[0].contains(&format!("`{name}`")), "{messages:?}");
    }
}

#[test]
fn a_slip_of_the_pen_is_one_finding() {
    let spec = SPEC.replace("        email: {type", "        emial: {type");
    let (sources, found) = compare(&spec, ledger());
    assert_eq!(found.len(), 1, "{}", render(&found, &sources, false));
}

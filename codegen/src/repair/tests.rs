use std::path::Path;

use serde_json::{Value, json};

use super::*;
use crate::{diagnostics::Level, tree};

const FRAME: &str = "openapi: 3.0.3
info: {title: Shop, version: '1'}
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: Done.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Order'}
components:
  schemas:
    Order: {type: object}
";

const ORDER: &str = "    Order: {type: object}\n";

#[expect(clippy::type_complexity, reason = "taken apart where it is used")]
fn repaired(text: &str) -> (Option<Document>, Vec<(&'static str, Level, Option<String>)>) {
    let read = |path: &Path| {
        if path == Path::new("openapi.yaml") {
            Ok(text.to_owned())
        } else {
            Err(std::io::ErrorKind::NotFound.into())
        }
    };
    let (_, document, found) = tree::load_from(&read, Path::new("openapi.yaml"));
    let (document, found) = repair(document.unwrap(), found);
    let found = found.sorted().into_iter().map(|found| {
        let help = found.help.last().map(|help| help.text.clone());
        (found.code.as_str(), found.level, help)
    });
    // What every public document lacks.
    let found = found.filter(|(code, ..)| *code != "SPEC0402").collect();
    (document, found)
}

/// Replaces one part of the frame, and looks at one place of what it is read as.
#[track_caller]
fn assert_read(from: &str, to: &str, code: &str, help: &str, pointer: &str, expected: &Value) {
    assert_eq!(FRAME.matches(from).count(), 1, "{from}");
    let (document, found) = repaired(&FRAME.replace(from, to));
    let hit = found.iter().any(|(other, level, said)| {
        *other == code && *level != Level::Error && said.as_deref() == Some(help)
    });
    assert!(hit, "{to}: {found:?}");
    let document = document.unwrap_or_else(|| panic!("{to}: {found:?}"));
    let value = document
        .get(pointer)
        .map_or(Value::Null, tree::Node::to_json);
    assert_eq!(value, *expected, "{to}");
    assert!(
        !crate::check::check(&document)
            .in_profile(Profile::Public)
            .has_errors(),
        "{to}"
    );
}

/// The same for the definition of a schema.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "`json!` is written in place")]
fn assert_schema(definition: &str, code: &str, help: &str, pointer: &str, expected: Value) {
    let pointer = format!("/components/schemas/Order{pointer}");
    assert_read(
        ORDER,
        &format!("    Order: {definition}\n"),
        code,
        help,
        &pointer,
        &expected,
    );
}

#[test]
fn a_sound_document_is_left_as_it_is() {
    let (document, found) = repaired(FRAME);
    assert_eq!(found, []);
    assert_eq!(document.unwrap().get("/paths").unwrap().entries().len(), 1);
}

#[test]
fn ids_of_operations_are_made_up_numbered_and_cleaned() {
    let id = "/paths/~1orders~1{id}/get/operationId";
    let own = "      operationId: getOrder\n";
    assert_read(
        own,
        "",
        "SPEC0204",
        "read as `operationId: get_orders_id`",
        id,
        &json!("get_orders_id"),
    );
    let odd = "      operationId: orders.get\n";
    assert_read(
        own,
        odd,
        "SPEC0209",
        "read as `orders_get`",
        id,
        &json!("orders_get"),
    );
    let second = "components:\n";
    let twice = format!(
        "  /orders: {{get: {{operationId: getOrder, responses: {{'200': {{description: a}}}}}}}}\n{second}"
    );
    let id = "/paths/~1orders/get/operationId";
    assert_read(
        second,
        &twice,
        "SPEC0401",
        "read as `getOrder_2`",
        id,
        &json!("getOrder_2"),
    );
}

#[test]
fn parameters_are_declared_and_completed() {
    let list =
        "      parameters:\n      - {name: id, in: path, required: true, schema: {type: string}}\n";
    let declared =
        json!([{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}]);
    let parameters = "/paths/~1orders~1{id}/get/parameters";
    let help = "read as if `id` were declared as text";
    assert_read(list, "", "SPEC0404", help, parameters, &declared);
    assert_read(
        list,
        "      parameters: []\n",
        "SPEC0404",
        help,
        parameters,
        &declared,
    );
    let optional = list.replace(" required: true,", "");
    let help = "read as `required: true`";
    assert_read(
        list,
        &optional,
        "SPEC0410",
        help,
        &format!("{parameters}/0/required"),
        &json!(true),
    );
    let bare = list.replace(", schema: {type: string}", "");
    let schema = format!("{parameters}/0/schema");
    assert_read(
        list,
        &bare,
        "SPEC0410",
        "read as text",
        &schema,
        &json!({"type": "string"}),
    );
    let stray =
        format!("{list}      - {{name: x, in: path, required: true, schema: {{type: string}}}}\n");
    assert_read(
        list,
        &stray,
        "SPEC0405",
        "read without it",
        parameters,
        &declared,
    );
    let twice = format!(
        "{list}      - {{name: id, in: path, required: true, schema: {{type: integer}}}}\n"
    );
    assert_read(
        list,
        &twice,
        "SPEC0408",
        "read without it",
        parameters,
        &declared,
    );
}

#[test]
fn what_is_missing_at_the_root_is_empty() {
    let info = "info: {title: Shop, version: '1'}\n";
    let empty = "read as if `info` were empty";
    assert_read(info, "", "SPEC0204", empty, "/info/title", &json!("API"));
    let number = "info: {title: Shop, version: 1.0}\n";
    assert_read(
        info,
        number,
        "SPEC0202",
        "read as text",
        "/info/version",
        &json!("1.0"),
    );
    let servers = format!("{info}servers: []\n");
    assert_read(
        info,
        &servers,
        "SPEC0202",
        "read without `servers`",
        "/servers",
        &Value::Null,
    );
    let security = format!("{info}security: [{{key: []}}]\n");
    assert_read(
        info,
        &security,
        "SPEC0407",
        "read without it",
        "/security",
        &json!([{}]),
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn schemas_keep_what_makes_sense() {
    assert_schema(
        "{type: object, required: [id], properties: {amount: {type: integer}}}",
        "SPEC0501",
        "read without this entry",
        "/required",
        Value::Null,
    );
    assert_schema(
        "{type: string, enum: [a, b, a]}",
        "SPEC0502",
        "read without this entry",
        "/enum",
        json!(["a", "b"]),
    );
    assert_schema(
        "{type: string, enum: [a, 1]}",
        "SPEC0503",
        "read as the text `1`",
        "/enum",
        json!(["a", "1"]),
    );
    assert_schema(
        "{type: string, nullable: true, enum: [a]}",
        "SPEC0509",
        "read as if the enum listed null",
        "/enum",
        json!(["a", null]),
    );
    assert_schema(
        "{type: array}",
        "SPEC0204",
        "read as a list of any values",
        "/items",
        json!({}),
    );
    assert_schema(
        "{type: strng}",
        "SPEC0203",
        "read without `type`",
        "",
        json!({}),
    );
    assert_schema(
        "{type: object, required: null}",
        "SPEC0202",
        "read as if it were empty",
        "",
        json!({"type": "object"}),
    );
    assert_schema(
        "{type: object, properties: null}",
        "SPEC0202",
        "read as if it were empty",
        "/properties",
        json!({}),
    );
    assert_schema(
        "{type: string, default: 1}",
        "SPEC0601",
        "read without this default",
        "",
        json!({"type": "string"}),
    );
    assert_schema(
        "{type: object, properties: {a: {type: string}}, example: {a: [1]}}",
        "SPEC0601",
        "read without this example",
        "/example",
        Value::Null,
    );
    assert_schema(
        "{type: integer, minimum: 3, maximum: 1}",
        "SPEC0504",
        "read without `minimum`",
        "",
        json!({"type": "integer", "maximum": 1}),
    );
    assert_schema(
        "{type: string, pattern: '(?=a)'}",
        "SPEC0506",
        "read without `pattern`",
        "",
        json!({"type": "string"}),
    );
    assert_schema(
        "{type: integer, maxLength: 1}",
        "SPEC0512",
        "read without `maxLength`",
        "",
        json!({"type": "integer"}),
    );
    assert_schema(
        "{type: string, readOnly: true, writeOnly: true}",
        "SPEC0514",
        "read without both",
        "",
        json!({"type": "string"}),
    );
    assert_schema(
        "{type: object, required: [next], properties: {next: {$ref: '#/components/schemas/Order'}}}",
        "SPEC0510",
        "read as if `next` were optional",
        "/required",
        Value::Null,
    );
    assert_schema(
        "{oneOf: [{type: object}], discriminator: {propertyName: kind}}",
        "SPEC0513",
        "read without the discriminator",
        "",
        json!({"oneOf": [{"type": "object"}]}),
    );
    assert_schema(
        "{type: string, x-time: epoch-milliseconds}",
        "SPEC0207",
        "read without `x-time`",
        "",
        json!({"type": "string"}),
    );
    assert_schema(
        "{type: integer, maximum: 99999999999999999999}",
        "SPEC0110",
        "read without it",
        "",
        json!({"type": "integer"}),
    );
}

#[test]
fn what_a_newer_version_has_is_read_in_the_words_of_this_one() {
    assert_schema(
        "{type: [string, 'null']}",
        "SPEC0202",
        "read as `type: string` with `nullable: true`",
        "",
        json!({"type": "string", "nullable": true}),
    );
    assert_schema(
        "{type: [string, integer]}",
        "SPEC0202",
        "read as any value",
        "",
        json!({}),
    );
    assert_schema(
        "{type: integer, exclusiveMinimum: 3}",
        "SPEC0202",
        "read as `minimum`, with the value itself excluded",
        "",
        json!({"type": "integer", "exclusiveMinimum": true, "minimum": 3}),
    );
    assert_schema(
        "{const: a}",
        "SPEC0201",
        "read as an `enum` with this value",
        "",
        json!({"enum": ["a"]}),
    );
    for version in ["3.1.0", "2.0"] {
        let (document, found) =
            repaired(&FRAME.replace("openapi: 3.0.3", &format!("openapi: {version:?}")));
        assert!(document.is_none());
        assert_eq!(
            found
                .iter()
                .map(|(code, level, _)| (*code, *level))
                .collect::<Vec<_>>(),
            [("SPEC0208", Level::Error)]
        );
    }
    let (document, found) = repaired("swagger: '2.0'\ninfo: {}\npaths: {/a: {get: {}}}\n");
    assert!(document.is_none());
    assert_eq!(
        found,
        [(
            "SPEC0208",
            Level::Error,
            Some("convert it to OpenAPI 3.0 first, for example with swagger2openapi".to_owned())
        )]
    );
}

#[test]
fn references_that_lead_nowhere_are_any_value_or_left_out() {
    assert_schema(
        "{type: object, properties: {a: {$ref: '#/components/schemas/Gone'}}}",
        "SPEC0302",
        "read as any value",
        "/properties/a",
        json!({}),
    );
    assert_schema(
        "{allOf: [{$ref: 'gone.yaml#/components/schemas/Gone'}, {type: object}]}",
        "SPEC0301",
        "read as any value",
        "/allOf",
        json!([{}, {"type": "object"}]),
    );
    assert_schema(
        "{type: object, properties: {a: {$ref: 'https://shop.example/a.yaml'}}}",
        "SPEC0303",
        "read as any value",
        "/properties/a",
        json!({}),
    );
    assert_schema(
        "{$ref: '#/components/schemas/Order'}",
        "SPEC0304",
        "read as any value",
        "",
        json!({}),
    );
    assert_schema(
        "{type: object, properties: {a: {type: string}, b: {$ref: '#/components/schemas/Order/properties/a'}}}",
        "SPEC0311",
        "read as what it points at",
        "/properties/b",
        json!({"type": "string"}),
    );
    let whole = "{$ref: '#/components/schemas/Order'}";
    let with = "{$ref: '#/components/schemas/Order', description: lost}";
    let schema = "/paths/~1orders~1{id}/get/responses/200/content/application~1json/schema";
    assert_read(
        whole,
        with,
        "SPEC0306",
        "read without it",
        schema,
        &json!({"$ref": "#/components/schemas/Order"}),
    );
    let list = "      - {name: id,";
    let gone = format!("      - {{$ref: '#/components/parameters/Gone'}}\n{list}");
    let count = "/paths/~1orders~1{id}/get/parameters/1";
    assert_read(
        list,
        &gone,
        "SPEC0302",
        "read without it",
        count,
        &Value::Null,
    );
}

#[test]
fn components_with_odd_names_are_renamed_with_the_references_to_them() {
    let text = FRAME
        .replace(
            "'#/components/schemas/Order'",
            "'#/components/schemas/Order%20%C2%AB1%C2%BB'",
        )
        .replace("    Order:", "    'Order «1»':");
    let (document, found) = repaired(&text);
    let document = document.unwrap_or_else(|| panic!("{found:?}"));
    assert!(
        document.get("/components/schemas/Order_1").is_some(),
        "{found:?}"
    );
}

#[test]
fn what_has_no_sensible_reading_is_an_error() {
    let (document, found) = repaired("[1]\n");
    assert!(document.is_none());
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1, Level::Error);
    let (document, _) = repaired(&FRAME.replace("info:", "info: &anchor\n "));
    assert!(document.is_none());
}

#[test]
fn paths_that_cannot_be_called_are_left_out() {
    let components = "components:\n";
    let odd = format!(
        "  /orders#last: {{get: {{responses: {{'200': {{description: a}}}}}}}}\n{components}"
    );
    assert_read(
        components,
        &odd,
        "SPEC0415",
        "read without the operations of this path",
        "/paths/~1orders#last",
        &Value::Null,
    );
}

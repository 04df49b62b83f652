//! Operations, their parameters and keys.

use serde_json::{Value, json};

use super::assert_read;

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

#[test]
fn a_requirement_that_cannot_be_met_does_not_become_none() {
    let components = "components:\n";
    let both = format!(
        "security: [{{key: []}}, {{token: []}}]\n{components}  securitySchemes: {{token: {{type: http, scheme: bearer}}}}\n"
    );
    assert_read(
        components,
        &both,
        "SPEC0407",
        "read without this requirement",
        "/security",
        &json!([{"token": []}]),
    );
}

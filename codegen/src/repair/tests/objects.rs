//! Members that are missing, or hold the wrong thing.

use serde_json::{Value, json};

use super::assert_read;

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

//! Random documents in the style of nobody: what public documents do that a spec of the house may not.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// Names of schemas: some of them come to one name in Rust.
const NAMES: &[&str] = &["pet", "Pet", "Pet_", "type", "Error", "a b", "A.B", "日本"];

/// References that lead to a schema, to a part of one, to something else and to nothing.
const TARGETS: &[&str] = &[
    "#/components/schemas/pet",
    "#/components/schemas/Pet",
    "#/components/schemas/Pet_",
    "#/components/schemas/type",
    "#/components/schemas/Error",
    "#/components/schemas/a b",
    "#/components/schemas/A.B",
    "#/components/schemas/Pet/properties/id",
    "#/components/schemas/type/allOf/0",
    "#/paths/~1a/get/responses/200/content/application~1json/schema",
    "#/components/parameters/id",
    "#/components/schemas/Missing",
    "#/nowhere",
    "else.yaml#/a",
    "Pet",
];

const MEMBERS: &[&str] = &[
    "id", "ID", "type", "fooBar", "foo_bar", "@type", "$ref_", "+1", "-1", "", "new", "rest",
    "日本",
];

const MEDIA: &[&str] = &[
    "application/json",
    "application/json; charset=utf-8",
    "application/vnd.a+json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "application/octet-stream",
    "application/xml",
    "text/plain",
    "*/*",
    "image/png",
    "no media type",
];

const METHODS: &[&str] = &["get", "put", "post", "delete", "patch", "head", "query"];

pub(crate) fn document() -> impl Strategy<Value = Value> {
    let schemas = prop::collection::vec(schema(), NAMES.len());
    let paths = (
        select(vec![
            "/a",
            "/A",
            "/a/{id}",
            "/a/{id}/{other}",
            "/v1/{}",
            "no slash",
        ]),
        prop::collection::vec((select(METHODS.to_vec()), operation()), 1..4),
        prop::collection::vec(parameter(), 0..3),
    );
    let paths = prop::collection::vec(paths, 1..4);
    (schemas, paths, prop::option::of(servers()), security()).prop_map(
        |(schemas, paths, servers, security)| {
            let schemas: Map<String, Value> =
                NAMES.iter().map(|name| (*name).to_owned()).zip(schemas).collect();
            let mut all = Map::new();
            for (path, operations, shared) in paths {
                let mut item = Map::new();
                for (method, operation) in operations {
                    item.insert(method.to_owned(), operation);
                }
                if !shared.is_empty() {
                    item.insert("parameters".to_owned(), Value::Array(shared));
                }
                all.insert(path.to_owned(), Value::Object(item));
            }
            let mut document = json!({
                "openapi": "3.0.1",
                "info": {"title": "Anything", "version": "2025-01-01.preview"},
                "paths": all,
                "components": {
                    "schemas": schemas,
                    "securitySchemes": security,
                    "parameters": {"id": {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}},
                },
            });
            if let Some(servers) = servers {
                document["servers"] = servers;
            }
            document
        },
    )
}

fn servers() -> impl Strategy<Value = Value> {
    select(vec![
        json!([]),
        json!([{"url": "/"}]),
        json!([{"url": "https://{host}.example:{port}/v1", "variables": {"host": {"default": "eu", "enum": ["eu"]}}}]),
        json!([{"url": "https://a.example"}, {"url": "not an address"}]),
    ])
}

fn security() -> impl Strategy<Value = Value> {
    select(vec![
        json!({}),
        json!({"a": {"type": "http", "scheme": "basic"}, "b": {"type": "apiKey", "in": "query", "name": "key"}}),
        json!({"o": {"type": "oauth2", "flows": {}}, "i": {"type": "openIdConnect", "openIdConnectUrl": "https://a.example"}}),
        json!({"h": {"type": "apiKey", "in": "header", "name": "X Key"}, "c": {"type": "nothing"}}),
    ])
}

fn operation() -> impl Strategy<Value = Value> {
    let id = prop::option::of(select(vec!["get", "Get", "get_a", "type", "a b", ""]));
    let statuses = vec![
        "200", "201", "204", "2XX", "302", "400", "4XX", "5xx", "default", "oops",
    ];
    let responses = prop::collection::btree_map(select(statuses), response(), 0..4);
    let parameters = prop::collection::vec(parameter(), 0..4);
    (id, responses, parameters, prop::option::of(body()), 0..8_u8).prop_map(
        |(id, responses, parameters, body, more)| {
            let responses: Map<String, Value> = responses
                .into_iter()
                .map(|(status, response)| (status.to_owned(), response))
                .collect();
            let mut operation = json!({"responses": responses, "parameters": parameters});
            if let Some(id) = id {
                operation["operationId"] = json!(id);
            }
            if let Some(body) = body {
                operation["requestBody"] = body.clone();
                if more == 0 {
                    let post = json!({"post": {"requestBody": body, "responses": {}}});
                    operation["callbacks"] = json!({"done": {"{$request.body#/url}": post}});
                }
            }
            match more {
                1 => operation["tags"] = json!(["A", "a"]),
                2 => operation["servers"] = json!([{"url": "https://other.example/{v}"}]),
                3 => operation["security"] = json!([{"missing": []}]),
                4 => operation["deprecated"] = json!("yes"),
                _ => {}
            }
            operation
        },
    )
}

fn content() -> impl Strategy<Value = Value> {
    let media = (prop::option::of(schema()), prop::option::of(any_value())).prop_map(
        |(schema, example)| {
            let mut media = json!({});
            if let Some(schema) = schema {
                media["schema"] = schema;
            }
            if let Some(example) = example {
                media["example"] = example;
            }
            media
        },
    );
    prop::collection::btree_map(select(MEDIA.to_vec()), media, 0..3)
        .prop_map(|content| json!(content))
}

fn body() -> impl Strategy<Value = Value> {
    (content(), any::<bool>())
        .prop_map(|(content, required)| json!({"required": required, "content": content}))
}

fn response() -> impl Strategy<Value = Value> {
    (content(), prop::option::of(schema())).prop_map(|(content, header)| {
        let mut response = json!({"description": "", "content": content});
        if let Some(schema) = header {
            response["headers"] = json!({"X-Left": {"schema": schema}});
        }
        response
    })
}

fn parameter() -> impl Strategy<Value = Value> {
    let places = vec!["query", "header", "path", "cookie", "body"];
    let styles = vec![
        "form",
        "simple",
        "deepObject",
        "pipeDelimited",
        "label",
        "none",
    ];
    let names = vec!["id", "Id", "other", "type", "a[]", "X-Id", ""];
    let parts = (
        select(names),
        select(places),
        schema(),
        prop::option::of(select(styles)),
        any::<bool>(),
    );
    prop_oneof![
        6 => parts.prop_map(|(name, place, schema, style, flag)| {
            let mut parameter = json!({"name": name, "in": place, "required": flag});
            match style {
                Some("none") => parameter["content"] = json!({"application/json": {"schema": schema}}),
                Some(style) => {
                    parameter["style"] = json!(style);
                    parameter["explode"] = json!(flag);
                    parameter["schema"] = schema;
                }
                None => parameter["schema"] = schema,
            }
            parameter
        }),
        1 => select(vec!["#/components/parameters/id", "#/components/parameters/none"]).prop_map(|target| json!({"$ref": target})),
    ]
}

fn reference() -> impl Strategy<Value = Value> {
    (select(TARGETS.to_vec()), 0..4_u8).prop_map(|(target, beside)| match beside {
        0 => json!({"$ref": target, "description": "Beside it.", "nullable": true}),
        1 => json!({"$ref": target, "properties": {"more": {"type": "string"}}}),
        _ => json!({"$ref": target}),
    })
}

fn any_value() -> impl Strategy<Value = Value> {
    select(vec![
        json!(null),
        json!(true),
        json!(1),
        json!(-0.5),
        json!("a"),
        json!(""),
        json!([]),
        json!([1, "a"]),
        json!({}),
        json!({"id": null, "type": "pet"}),
    ])
}

fn scalar() -> impl Strategy<Value = Value> {
    let types = vec![
        json!("string"),
        json!("integer"),
        json!("number"),
        json!("boolean"),
        json!("object"),
        json!("array"),
        json!("null"),
        json!("any"),
        json!(["string", "null"]),
        json!(["string", "integer"]),
    ];
    let formats = vec![
        "byte",
        "binary",
        "uuid",
        "date-time",
        "int32",
        "unix-time",
        "password",
        "float",
    ];
    let keywords = vec![
        json!({"pattern": "^(?<=a)[\\p{L}]+$"}),
        json!({"pattern": "/^a$/i"}),
        json!({"minimum": "1", "maximum": 0}),
        json!({"minLength": -1}),
        json!({"exclusiveMinimum": 3}),
        json!({"nullable": true}),
        json!({"readOnly": true}),
        json!({"const": 1}),
        json!({"deprecated": true, "x-anything": {"a": 1}}),
    ];
    let beside = prop::collection::vec(select(keywords), 0..2);
    let enumeration = prop::option::of(prop::collection::vec(any_value(), 0..4));
    let parts = (
        select(types),
        prop::option::of(select(formats)),
        beside,
        enumeration,
        prop::option::of(any_value()),
    );
    parts.prop_map(|(ty, format, beside, values, default)| {
        let mut schema = json!({"type": ty});
        if let Some(format) = format {
            schema["format"] = json!(format);
        }
        for keyword in beside.iter().filter_map(Value::as_object).flatten() {
            schema[keyword.0] = keyword.1.clone();
        }
        if let Some(values) = values {
            schema["enum"] = json!(values);
        }
        if let Some(default) = default {
            schema["default"] = default;
        }
        schema
    })
}

fn schema() -> BoxedStrategy<Value> {
    let enumeration =
        prop::collection::vec(select(vec!["a", "A", "", ">", ">=", "a b", "1"]), 0..5);
    let leaf = prop_oneof![
        3 => scalar(),
        3 => reference(),
        1 => enumeration.clone().prop_map(|values| json!({"type": "string", "enum": values})),
        1 => enumeration.prop_map(|values| json!({"enum": values})),
        1 => prop::collection::vec(any_value(), 0..4).prop_map(|values| json!({"enum": values})),
        1 => select(vec![json!({}), json!({"type": "array"}), json!({"type": "object"}), json!(null), json!(true)]),
    ];
    leaf.prop_recursive(3, 20, 3, |inner| {
        let list = || prop::collection::vec(inner.clone(), 0..4);
        prop_oneof![
            4 => object(inner.clone().boxed()),
            1 => inner.clone().prop_map(|items| json!({"type": "array", "items": items})),
            1 => inner.clone().prop_map(|values| json!({"additionalProperties": values})),
            1 => inner.clone().prop_map(|not| json!({"not": not})),
            2 => list().prop_map(|parts| json!({"allOf": parts})),
            2 => union(list().boxed()),
        ]
    })
    .boxed()
}

fn object(member: BoxedStrategy<Value>) -> impl Strategy<Value = Value> {
    let names = prop::sample::subsequence(MEMBERS.to_vec(), 0..5);
    names.prop_flat_map(move |names| {
        let members = prop::collection::vec(member.clone(), names.len());
        let required = prop::collection::vec(select(MEMBERS.to_vec()), 0..3);
        (Just(names), members, required, 0..8_u8).prop_map(|(names, members, required, more)| {
            let properties: Map<String, Value> =
                names.into_iter().map(str::to_owned).zip(members).collect();
            let mut object = json!({"properties": properties, "required": required});
            if more > 2 {
                object["type"] = json!("object");
            }
            match more {
                0 => object["additionalProperties"] = json!(false),
                3 => object["additionalProperties"] = json!({"type": "string"}),
                4 => object["discriminator"] = json!({"propertyName": "type"}),
                5 => object["required"] = json!(true),
                6 => object["format"] = json!("vendor"),
                _ => {}
            }
            object
        })
    })
}

fn union(branches: BoxedStrategy<Vec<Value>>) -> impl Strategy<Value = Value> {
    let discriminators = vec![
        json!(null),
        json!({"propertyName": "type"}),
        json!({"propertyName": "type", "mapping": {"a": "#/components/schemas/pet", "b": "Pet", "c": "#/nowhere"}}),
        json!({"mapping": {}}),
        json!("type"),
    ];
    (branches, select(discriminators), 0..4_u8).prop_map(|(branches, discriminator, how)| {
        let word = if how % 2 == 0 { "oneOf" } else { "anyOf" };
        let mut union = json!({word: branches});
        if !discriminator.is_null() {
            union["discriminator"] = discriminator;
        }
        if how == 3 {
            union["properties"] = json!({"id": {"type": "string"}});
        }
        union
    })
}

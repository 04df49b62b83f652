//! Random documents in the house's own style.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Names that are easy and names that are not.
const NAMES: &[&str] = &[
    "Order", "order", "Payment", "Option", "String", "Self", "type", "a.b", "3ds", "Error",
    "Client",
];

const MEMBERS: &[&str] = &[
    "id", "type", "fooBar", "foo_bar", "self", "new", "rest", "日本", "3ds", "a b", "-1",
    "clear_id",
];

/// How many component schemas a document has.
const COMPONENTS: usize = 6;

pub(crate) fn document() -> impl Strategy<Value = Value> {
    (prop::collection::vec(component(), COMPONENTS), Just(NAMES.to_vec()).prop_shuffle(), bodies()).prop_map(|(schemas, names, (body, answer))| {
        let names = &names[..COMPONENTS];
        let mut components: Map<String, Value> = names.iter().map(|name| (*name).to_owned()).zip(schemas).collect();
        // Every component is used, or the document would be faulty for that alone.
        let all: Vec<Value> = names.iter().map(|name| reference(name)).collect();
        components.insert("Everything".to_owned(), json!({
            "type": "object",
            "properties": all.into_iter().enumerate().map(|(at, schema)| (format!("m{at}"), schema)).collect::<Map<_, _>>(),
        }));
        let mut document = json!({
            "openapi": "3.0.3",
            "info": {"title": "Shop API", "version": "1", "description": "Random."},
            "servers": [{"url": "https://api.shop.example/v1"}],
            "tags": [{"name": "Orders", "description": "What people buy."}],
            "security": [{"key": []}],
            "paths": {
                "/orders": {
                    "post": {
                        "operationId": "createOrder",
                        "tags": ["Orders"],
                        "summary": "Places an order.",
                        "requestBody": {"required": true, "content": {"application/json": {"schema": body}}},
                        "responses": {"200": {"description": "Done.", "content": {"application/json": {"schema": answer}}}},
                    },
                    "get": {
                        "operationId": "getOrder",
                        "tags": ["Orders"],
                        "summary": "Reads an order.",
                        "responses": {"200": {"description": "Done.", "content": {"application/json": {"schema": reference("Everything")}}}},
                    },
                },
            },
            "components": {
                "schemas": components,
                "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
            },
        });
        resolve(&mut document, names);
        document
    })
}

/// References are numbers until the names are dealt out.
fn placeholder(at: usize) -> Value {
    json!({"$ref": at})
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn resolve(value: &mut Value, names: &[&str]) {
    match value {
        Value::Object(members) => {
            let target = members
                .get("$ref")
                .and_then(Value::as_u64)
                .and_then(|at| usize::try_from(at).ok());
            if let Some(name) = target.and_then(|at| names.get(at)) {
                *value = reference(name);
                return;
            }
            members
                .values_mut()
                .for_each(|member| resolve(member, names));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| resolve(item, names)),
        _ => {}
    }
}

fn bodies() -> impl Strategy<Value = (Value, Value)> {
    (schema(), schema())
}

fn component() -> impl Strategy<Value = Value> {
    prop_oneof![3 => object(schema()), 1 => enumeration(), 1 => scalar(), 1 => union(schema())]
}

fn schema() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        3 => scalar(),
        1 => enumeration(),
        2 => (0..COMPONENTS).prop_map(placeholder),
        1 => Just(json!({})),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            3 => object(inner.clone().boxed()),
            1 => inner.clone().prop_map(|items| json!({"type": "array", "items": items})),
            1 => inner.clone().prop_map(|values| json!({"type": "object", "additionalProperties": values})),
            1 => union(inner),
        ]
    })
    .boxed()
}

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!({"type": "string"})),
        (0..5_u32, 5..90_u32).prop_map(
            |(least, most)| json!({"type": "string", "minLength": least, "maxLength": most})
        ),
        Just(json!({"type": "string", "pattern": "^[a-z]+$", "nullable": true})),
        Just(json!({"type": "boolean"})),
        (-9..9_i64)
            .prop_map(|least| json!({"type": "integer", "format": "int64", "minimum": least})),
        Just(json!({"type": "integer", "x-time": "epoch-milliseconds"})),
        Just(json!({"type": "number", "nullable": true})),
        Just(json!({"type": "number", "minimum": 0.5, "exclusiveMinimum": true})),
        Just(json!({"type": "string", "format": "date-time"})),
        Just(json!({"type": "string", "format": "date", "nullable": true})),
        Just(json!({"type": "integer", "enum": [-1, 0, 1]})),
    ]
}

fn enumeration() -> impl Strategy<Value = Value> {
    let values = prop::sample::subsequence(
        vec!["a", "A", "a b", "", "self", "+", "-", "日本", "type", "1"],
        1..6,
    );
    values.prop_map(|values| json!({"type": "string", "enum": values}))
}

fn object(member: BoxedStrategy<Value>) -> impl Strategy<Value = Value> {
    let names = prop::sample::subsequence(MEMBERS.to_vec(), 0..7);
    names.prop_flat_map(move |names| {
        let count = names.len();
        let members = prop::collection::vec(member.clone(), count);
        let required = prop::sample::subsequence(names.clone(), 0..=count);
        (Just(names), members, required, 0..6_u8).prop_map(|(names, members, required, beside)| {
            let properties: Map<String, Value> =
                names.into_iter().map(str::to_owned).zip(members).collect();
            let mut object = json!({"type": "object", "properties": properties});
            if !required.is_empty() {
                object["required"] = json!(required);
            }
            match beside {
                0 => object["additionalProperties"] = json!(false),
                1 => object["additionalProperties"] = json!({"type": "integer"}),
                _ => {}
            }
            object
        })
    })
}

fn union(branch: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    (prop::collection::vec(branch, 1..4), any::<bool>()).prop_map(|(branches, one)| {
        if one {
            json!({"oneOf": branches})
        } else {
            json!({"anyOf": branches})
        }
    })
}

//! A closed request with bounds, a pattern, a format, enums, a map and members that may be null, as a payment is usually made.

use std::collections::BTreeMap;

use kessai_client::Provider as Described;
use kessai_conformance::World;
use kessai_conformance::providers::Provider;
use kessai_model::{Timestamp, object, open_enum};
use kessai_registry::{Body, Registry, Subject};
use serde_json::{Value, json};

object! {
    /// What to pay.
    pub struct CreatePayment {
        required amount: i64 = "amount" where minimum(1) maximum(10_000_000),
        required currency: Currency = "currency",
        required reference: String = "reference" where pattern("^[A-Z]{3}-[0-9]{6}$"),
        optional capture: Capture = "capture",
        optional note: String = "note" where max_length(200),
        optional expires_at: Timestamp = "expiresAt",
        optional metadata: Metadata = "metadata" where max_properties(10) values { max_length(40) },
        .. none
    }
    new(amount: i64, currency: Currency, reference: impl Into<String>)
}

type Metadata = BTreeMap<String, String>;

open_enum! {
    /// Of the amount.
    pub enum Currency {
        /// Yen.
        Jpy = "JPY",
        /// Dollars.
        Usd = "USD",
        /// Euro.
        Eur = "EUR",
    }
}

open_enum! {
    /// When the money is taken.
    pub enum Capture {
        /// At once.
        Automatic = "automatic",
        /// When asked for.
        Manual = "manual",
    }
}

/// The same in the words of `OpenAPI`.
fn openapi() -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Sample", "version": "1"},
        "servers": [{"url": "https://api.shop.example/v1"}],
        "security": [],
        "paths": {"/payments": {"post": {
            "operationId": "createPayment",
            "tags": ["payments"],
            "requestBody": {
                "required": true,
                "content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/CreatePayment"}
                }}
            },
            "responses": {"204": {"description": "Paid"}}
        }}},
        "components": {"schemas": {"CreatePayment": {
            "type": "object",
            "additionalProperties": false,
            "required": ["amount", "currency", "reference"],
            "properties": {
                "amount": {"type": "integer", "format": "int64", "minimum": 1, "maximum": 10_000_000},
                "currency": {"type": "string", "enum": ["JPY", "USD", "EUR"]},
                "reference": {"type": "string", "pattern": "^[A-Z]{3}-[0-9]{6}$"},
                "capture": {"type": "string", "enum": ["automatic", "manual"]},
                "note": {"type": "string", "nullable": true, "maxLength": 200},
                "expiresAt": {"type": "string", "format": "date-time", "nullable": true},
                "metadata": {
                    "type": "object",
                    "maxProperties": 10,
                    "additionalProperties": {"type": "string", "maxLength": 40}
                }
            }
        }}}
    })
}

static DESCRIBED: Described = Described {
    name: "sample",
    version: "0.0.0",
    base_url: "https://api.shop.example/v1",
    ..Described::DEFAULT
};

static REGISTRY: Registry = Registry {
    provider: &DESCRIBED,
    bodies: &[Body::of::<CreatePayment>(Subject::Request {
        operation: "createPayment",
    })],
    calls: &[],
    webhook: None,
};

/// A provider with that request and nothing else.
pub(crate) fn world() -> World {
    let provider = Provider {
        name: "sample",
        openapi: "",
        registry: &REGISTRY,
        credentials: &[],
        waived: &[],
    };
    World::of(provider, openapi(), Vec::new()).unwrap()
}

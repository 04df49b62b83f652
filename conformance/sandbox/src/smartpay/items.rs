//! Line items: what an order is for.

use serde_json::{Map, Value, json};

use super::{id, now};
use crate::state::{Asked, World};

/// The line items of the body's `items`, each with its price and its product.
pub(super) fn of(world: &mut World, asked: &Asked<'_>, test: bool) -> Vec<Value> {
    let items = asked.body.get("items").and_then(Value::as_array);
    let items = items.cloned().unwrap_or_default();
    items.iter().map(|item| line(world, item, test)).collect()
}

fn line(world: &mut World, item: &Value, test: bool) -> Value {
    let mut made = |prefix: &str, object: &str, members: &[(&str, &str)]| {
        let mut body: Map<String, Value> = members
            .iter()
            .filter_map(|(name, from)| {
                let value = item.get(*from).filter(|value| !value.is_null())?;
                Some(((*name).to_owned(), value.clone()))
            })
            .collect();
        body.insert("id".to_owned(), json!(id(world, prefix, test)));
        body.insert("object".to_owned(), json!(object));
        for name in ["createdAt", "updatedAt"] {
            body.insert(name.to_owned(), json!(now()));
        }
        body.insert("test".to_owned(), json!(test));
        Value::Object(body)
    };
    let product = [
        ("name", "name"),
        ("brand", "brand"),
        ("categories", "categories"),
        ("gtin", "gtin"),
        ("images", "images"),
        ("reference", "reference"),
        ("url", "url"),
        ("description", "productDescription"),
        ("metadata", "productMetadata"),
    ];
    let price = [
        ("amount", "amount"),
        ("currency", "currency"),
        ("label", "label"),
        ("description", "priceDescription"),
        ("metadata", "priceMetadata"),
    ];
    let line = [
        ("kind", "kind"),
        ("amount", "amount"),
        ("currency", "currency"),
        ("quantity", "quantity"),
        ("description", "description"),
        ("metadata", "metadata"),
    ];
    let product = made("product", "product", &product);
    let mut price = made("price", "price", &price);
    price["product"] = product;
    let mut line = made("li", "lineItem", &line);
    line["price"] = price;
    line
}

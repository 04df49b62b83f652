//! Names that are free.

use std::collections::HashSet;

use crate::tree::Node;

/// The ids of operations, so that new ones differ from them.
#[derive(Debug)]
pub(super) struct Names {
    operations: HashSet<String>,
}

impl Names {
    pub(super) fn new(root: &Node) -> Self {
        let items = root.get("paths").map(Node::entries).unwrap_or_default();
        let operations = items.iter().flat_map(|item| item.value.entries());
        let ids = operations.filter_map(|operation| operation.value.str_at("operationId"));
        Self {
            operations: ids.map(str::to_owned).collect(),
        }
    }

    /// An id like the one that is wanted, with a number if that is taken.
    pub(super) fn operation(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut number = 1;
        while !self.operations.insert(id.clone()) {
            number += 1;
            id = format!("{wanted}_{number}");
        }
        id
    }
}

/// Text with `_` for everything that cannot stand in a name; `otherwise` stands first where that is no letter.
pub(super) fn sanitized(text: &str, otherwise: &str) -> String {
    let mut name = String::new();
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            name.push(letter);
        } else if !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
    }
    let name = name.trim_end_matches('_');
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        name.to_owned()
    } else {
        format!("{otherwise}_{name}")
            .trim_end_matches('_')
            .to_owned()
    }
}

/// What an operation is called of which nothing can be said.
pub(super) const OPERATION: &str = "op";

/// An id for an operation that has none, from its method and its path.
pub(super) fn derived(method: &str, path: &str) -> String {
    sanitized(&format!("{method}_{path}"), OPERATION)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_can_stand_in_code() {
        assert_eq!(sanitized("orders.get-all", OPERATION), "orders_get_all");
        assert_eq!(sanitized("2fa", OPERATION), "op_2fa");
        assert_eq!(sanitized("注文", "component"), "component");
        assert_eq!(derived("get", "/orders/{orderId}"), "get_orders_orderId");
    }
}

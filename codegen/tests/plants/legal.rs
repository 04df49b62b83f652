//! Changes after which a spec is as sound as before: it says something else, and no rule can know that it is wrong.
//!
//! What the provider really does is known to the ledger and to the examples, not to the spec; comparing with the ledger is
//! another stage.

use serde_json::Value;

/// A difference between two bundles.
struct Difference<'v> {
    /// The keys and numbers of items that lead to it.
    path: Vec<String>,
    before: Option<&'v Value>,
    after: Option<&'v Value>,
}

/// The class that all differences belong to; an error names the first one that belongs to none.
pub(crate) fn class(before: &Value, after: &Value) -> Result<&'static str, String> {
    let mut differences = Vec::new();
    compare(before, after, &mut Vec::new(), &mut differences);
    let mut class = "nothing";
    for difference in &differences {
        class = difference.class().ok_or_else(|| {
            let shown = |value: Option<&Value>| {
                value.map_or("nothing".to_owned(), |value| {
                    value.to_string().chars().take(120).collect()
                })
            };
            format!(
                "/{} from {} to {}",
                difference.path.join("/"),
                shown(difference.before),
                shown(difference.after)
            )
        })?;
    }
    Ok(class)
}

fn compare<'v>(
    before: &'v Value,
    after: &'v Value,
    path: &mut Vec<String>,
    found: &mut Vec<Difference<'v>>,
) {
    match (before, after) {
        (Value::Object(a), Value::Object(b)) => {
            let keys: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            for key in keys {
                path.push(key.clone());
                match (a.get(key), b.get(key)) {
                    (Some(before), Some(after)) => compare(before, after, path, found),
                    (before, after) => found.push(Difference {
                        path: path.clone(),
                        before,
                        after,
                    }),
                }
                path.pop();
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (index, (before, after)) in a.iter().zip(b).enumerate() {
                path.push(index.to_string());
                compare(before, after, path, found);
                path.pop();
            }
        }
        (before, after) if before == after => {}
        (before, after) => found.push(Difference {
            path: path.clone(),
            before: Some(before),
            after: Some(after),
        }),
    }
}

impl Difference<'_> {
    fn class(&self) -> Option<&'static str> {
        let _ = (self.before, self.after);
        None
    }
}

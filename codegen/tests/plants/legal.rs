//! Changes after which a spec is as sound as before: it says something else, and no rule can know that it is wrong.
//!
//! Every difference between the bundle as it was and as it is must be of one of these classes. What tells that a class is
//! harmless is said with it; a difference of any other kind is a fault that a rule should have found.
//!
//! * *Value of an example*: a member of the value of an example, or the example of a parameter or header, is another one or
//!   gone. The check has validated every example against its schema, and found nothing.
//! * *One of several examples*: a body has an example less, and has one still. How many there are is free.
//! * *Text for people*: a description, a summary, a title, a source tag, the description of a value or the version of the API reads
//!   otherwise, or one that may be left out is gone. Nothing else follows from it.
//! * *What goes without saying*: a flag that is false by default is left out, or said; so is `explode` where the style has it.
//! * *Required twice*: a list of required members lacks one that another part of the same `allOf` requires.
//! * *Described twice*: a property is gone that another part of the same `allOf` has, which differs in its text alone.
//! * *Mark of the house*: `x-method` is gone, which no source states, so that no ledger has a word for it. So is `x-url-parameters`,
//!   which a ledger knows by what it names and not by where it stands.
//! * *Known to sources alone*: what a ledger would have a row or a fact for, in a spec that has no ledger yet. In a spec that
//!   has one this is no class: the comparison has to find it.

use std::collections::BTreeSet;

use serde_json::Value;

/// A difference between two bundles.
struct Difference<'v> {
    /// The keys and numbers of items that lead to it.
    path: Vec<&'v str>,
    before: Option<&'v Value>,
    after: Option<&'v Value>,
}

/// Both bundles, and what else is known of the spec.
pub(crate) struct Bundles<'v> {
    pub(crate) before: &'v Value,
    pub(crate) after: &'v Value,
    /// Whether the spec was compared with a ledger.
    pub(crate) ledger: bool,
}

/// The class that all differences belong to; an error names the first one that belongs to none.
pub(crate) fn class(bundles: &Bundles<'_>) -> Result<&'static str, String> {
    let mut differences = Vec::new();
    compare(
        bundles.before,
        bundles.after,
        &mut Vec::new(),
        &mut differences,
    );
    let mut class = "nothing";
    for difference in &differences {
        class = bundles.class(difference).ok_or_else(|| {
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
    path: &mut Vec<&'v str>,
    found: &mut Vec<Difference<'v>>,
) {
    match (before, after) {
        (Value::Object(a), Value::Object(b)) => {
            let keys: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            for key in keys {
                path.push(key);
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
            for (before, after) in a.iter().zip(b) {
                path.push("*");
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

/// Members that hold others by names that mean nothing to OpenAPI.
const NAMES: &[&str] = &[
    "callbacks",
    "content",
    "encoding",
    "examples",
    "headers",
    "links",
    "mapping",
    "parameters",
    "parts",
    "paths",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "scopes",
    "securitySchemes",
    "variables",
    "x-enum-descriptions",
    "x-url-parameters",
];

/// Keywords and members that a ledger has a fact for.
const FACTS: &[&str] = &[
    "additionalProperties",
    "allOf",
    "anyOf",
    "default",
    "enum",
    "format",
    "in",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "name",
    "nullable",
    "oneOf",
    "parameters",
    "pattern",
    "properties",
    "requestBody",
    "required",
    "schema",
    "type",
    "url",
];

/// Marks that say what no source states.
const MARKS: &[&str] = &["x-method", "x-url-parameters"];

/// Members from which nothing follows but what people read.
const TEXTS: &[&str] = &[
    "description",
    "summary",
    "title",
    "x-source",
    "x-enum-descriptions",
];

/// Flags that are false where they are left out.
const FLAGS: &[&str] = &[
    "deprecated",
    "nullable",
    "readOnly",
    "required",
    "writeOnly",
];

impl Bundles<'_> {
    fn class(&self, difference: &Difference<'_>) -> Option<&'static str> {
        let path = Path::new(&difference.path);
        let gone = difference.after.is_none();
        if path.is_in_example {
            return Some("value of an example");
        }
        if path.is_example() && gone {
            let others = self.others(&difference.path)?;
            return (others > 0).then_some("one of several examples");
        }
        if path.is_text() {
            return Some("text for people");
        }
        if path.is_member(FLAGS) {
            let is_false =
                |value: Option<&Value>| value.is_none_or(|value| *value == Value::Bool(false));
            if is_false(difference.before) && is_false(difference.after) {
                return Some("what goes without saying");
            }
        }
        if path.is_member(&["explode"]) && self.explodes(&difference.path) {
            return Some("what goes without saying");
        }
        if path.is_member(MARKS) && gone {
            return Some("mark of the house");
        }
        if path.is_member(&["required"]) && self.is_required_twice(&difference.path, difference) {
            return Some("required twice");
        }
        if path.is_property() && gone && self.is_described_twice(&difference.path, difference) {
            return Some("described twice");
        }
        (!self.ledger && path.is_known_to_sources()).then_some("known to sources alone")
    }

    /// Whether `explode` is what a parameter with its style does anyway, where it is said as well as where it is not.
    fn explodes(&self, path: &[&str]) -> bool {
        let Some((_, owner)) = path.split_last() else {
            return false;
        };
        [self.before, self.after].into_iter().all(|bundle| {
            let owner = owner.iter().try_fold(bundle, |value, key| value.get(key));
            owner.is_some_and(|owner| {
                let style = owner["style"]
                    .as_str()
                    .unwrap_or_else(|| match owner["in"].as_str() {
                        Some("query" | "cookie") => "form",
                        _ => "simple",
                    });
                let default = Value::Bool(style == "form");
                *owner.get("explode").unwrap_or(&default) == default
            })
        })
    }

    /// Whether every member that a list requires no more is required by another part of what the list is part of.
    fn is_required_twice(&self, path: &[&str], difference: &Difference<'_>) -> bool {
        let names = |value: Option<&Value>| -> BTreeSet<String> {
            let names = value.and_then(Value::as_array).into_iter().flatten();
            names.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let (before, after) = (names(difference.before), names(difference.after));
        // Items of lists are not told apart by their paths: the whole is the named schema.
        let whole = &self.after["components"]["schemas"][path.get(2).copied().unwrap_or_default()];
        let mut required = BTreeSet::new();
        self.required(whole, &mut required);
        path.starts_with(&["components", "schemas"])
            && path[3..]
                .iter()
                .all(|key| ["allOf", "*", "required"].contains(key))
            && before.is_superset(&after)
            && required.is_superset(&before)
    }

    /// Whether another part of what a property is gone from has one of its name that says the same.
    fn is_described_twice(&self, path: &[&str], difference: &Difference<'_>) -> bool {
        let [
            "components",
            "schemas",
            whole,
            "allOf",
            "*",
            "properties",
            name,
        ] = path
        else {
            return false;
        };
        let said = |schema: &Value| {
            let mut schema = schema.clone();
            if let Some(members) = schema.as_object_mut() {
                members.retain(|key, _| !TEXTS.contains(&key.as_str()));
            }
            schema
        };
        let gone = difference.before.map(said);
        let whole = &self.after["components"]["schemas"][whole];
        let mut found = false;
        self.parts(whole, 0, &mut |part| {
            let left = part["properties"].get(name);
            found |= left.is_some() && left.map(said) == gone;
        });
        found
    }

    /// The members that a schema and the parts of its `allOf` require.
    fn required(&self, schema: &Value, names: &mut BTreeSet<String>) {
        self.parts(schema, 0, &mut |part| {
            let listed = part["required"].as_array().into_iter().flatten();
            names.extend(listed.filter_map(Value::as_str).map(str::to_owned));
        });
    }

    /// A schema and all parts of its `allOf`, one after the other.
    fn parts(&self, schema: &Value, depth: usize, each: &mut impl FnMut(&Value)) {
        each(schema);
        for part in schema["allOf"].as_array().into_iter().flatten() {
            let target = part["$ref"]
                .as_str()
                .and_then(|text| text.strip_prefix('#'));
            let part = target
                .and_then(|target| self.after.pointer(target))
                .unwrap_or(part);
            if depth < 9 {
                self.parts(part, depth + 1, each);
            }
        }
    }

    /// How many members what something was taken out of has left.
    fn others(&self, path: &[&str]) -> Option<usize> {
        let (_, owner) = path.split_last()?;
        // Items of lists do not lead to examples.
        let owner = owner
            .iter()
            .try_fold(self.after, |value, key| value.get(key))?;
        Some(owner.as_object()?.len())
    }
}

/// What a path through a bundle leads to.
struct Path<'p> {
    keys: &'p [&'p str],
    /// Whether the last key is a name rather than a member of an object of OpenAPI.
    is_name: bool,
    is_in_example: bool,
}

impl<'p> Path<'p> {
    fn new(keys: &'p [&'p str]) -> Self {
        let mut is_name = false;
        let mut in_examples = false;
        let mut is_in_example = false;
        for (index, key) in keys.iter().enumerate() {
            let above = index.checked_sub(1).map_or("", |above| keys[above]);
            is_in_example |= in_examples && *key == "value";
            is_name = !is_name && NAMES.contains(&above);
            is_in_example |= !is_name && *key == "example";
            in_examples = is_name && above == "examples";
        }
        Self {
            keys,
            is_name,
            is_in_example,
        }
    }

    fn last(&self) -> &str {
        self.keys.last().copied().unwrap_or_default()
    }

    fn above(&self) -> &str {
        let index = self.keys.len().checked_sub(2);
        index.map_or("", |index| self.keys[index])
    }

    fn is_member(&self, keys: &[&str]) -> bool {
        !self.is_name && keys.contains(&self.last())
    }

    /// An example as a whole.
    fn is_example(&self) -> bool {
        self.is_name && self.above() == "examples"
    }

    /// A property of a schema.
    fn is_property(&self) -> bool {
        self.is_name && self.above() == "properties"
    }

    fn is_text(&self) -> bool {
        self.is_member(TEXTS)
            || self.is_name && self.above() == "x-enum-descriptions"
            || matches!(self.keys, ["info", "version"])
    }

    /// An operation, a parameter, an answer, a property or one of their facts.
    fn is_known_to_sources(&self) -> bool {
        const METHODS: &[&str] = &["delete", "get", "patch", "post", "put"];
        let is_operation =
            self.keys.len() == 3 && self.keys[0] == "paths" && METHODS.contains(&self.last());
        let is_listed =
            self.is_name && ["paths", "properties", "responses", "mapping"].contains(&self.above());
        is_operation || is_listed || self.is_member(FACTS) || self.last() == "*"
    }
}

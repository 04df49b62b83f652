//! A value of the document together with where it stands.

use std::borrow::Cow;

use serde_json::Value;

use crate::Fault;

/// JSON Pointer one step further.
pub fn pointer_step(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// The JSON Pointer of a reference into the same document; `None` for any other reference.
pub fn local_pointer(reference: &str) -> Option<Cow<'_, str>> {
    let fragment = reference.strip_prefix('#')?;
    if fragment.contains('%') {
        crate::parameters::percent_decode(fragment).map(Cow::Owned)
    } else {
        Some(Cow::Borrowed(fragment))
    }
}

#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    root: &'a Value,
    pub(super) value: &'a Value,
    pub(super) pointer: String,
}

impl<'a> Place<'a> {
    pub(super) fn root(root: &'a Value) -> Self {
        Self {
            root,
            value: root,
            pointer: String::new(),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<Self> {
        self.value.get(name).map(|value| Self {
            root: self.root,
            value,
            pointer: pointer_step(&self.pointer, name),
        })
    }

    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        self.value.get(name).and_then(Value::as_str)
    }

    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        self.value.get(name).and_then(Value::as_bool)
    }

    /// The members of a map, by name; none when it is absent or no map.
    pub(super) fn members(&self, name: &str) -> Vec<(&'a str, Self)> {
        let Some(map) = self.get(name) else {
            return Vec::new();
        };
        map.value
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(name, _)| Some((name.as_str(), map.get(name)?)))
            .collect()
    }

    pub(super) fn items(&self, name: &str) -> Vec<Self> {
        let Some(list) = self.get(name) else {
            return Vec::new();
        };
        list.value
            .as_array()
            .into_iter()
            .flatten()
            .enumerate()
            .map(|(index, value)| Self {
                root: self.root,
                value,
                pointer: format!("{}/{index}", list.pointer),
            })
            .collect()
    }

    /// Follows `$ref` to what it names.
    pub(super) fn resolve(mut self) -> Result<Self, Fault> {
        for _ in 0..32 {
            let Some(reference) = self.text("$ref") else {
                return Ok(self);
            };
            let target = local_pointer(reference).and_then(|pointer| {
                let value = self.root.pointer(&pointer)?;
                Some(Self {
                    root: self.root,
                    value,
                    pointer: pointer.into_owned(),
                })
            });
            match target {
                Some(target) => self = target,
                None => {
                    return Err(Fault::new(
                        pointer_step(&self.pointer, "$ref"),
                        format!("`{reference}` leads to nothing in this document"),
                    ));
                }
            }
        }
        Err(Fault::new(self.pointer, "the references go in a circle"))
    }
}

//! The value of a parameter, read from its JSON: a scalar, a list of scalars or an object of scalars.

use kessai_model::{Kind, Value};

/// What a parameter can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Argument {
    Scalar(String),
    List(Vec<String>),
    Members(Vec<(String, String)>),
}

impl Argument {
    /// Reads a value; null is the absence of one, at the top and as a member.
    pub(super) fn read(value: Value<'_>) -> Result<Option<Self>, &'static str> {
        match value.kind() {
            Kind::Absent | Kind::Null => Ok(None),
            Kind::Array => {
                let items = value
                    .array()
                    .map(|item| scalar(item)?.ok_or("holds null in a list"));
                items
                    .collect::<Result<_, _>>()
                    .map(|items| Some(Self::List(items)))
            }
            Kind::Object => {
                let mut members = Vec::new();
                for (name, value) in value.members() {
                    if let Some(text) = scalar(value)? {
                        members.push((name.to_owned(), text));
                    }
                }
                Ok(Some(Self::Members(members)))
            }
            Kind::Bool | Kind::Number | Kind::String => Ok(scalar(value)?.map(Self::Scalar)),
        }
    }

    /// Every text in it: values, and names of members.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let (scalar, list, members) = match self {
            Self::Scalar(text) => (Some(text), [].as_slice(), [].as_slice()),
            Self::List(items) => (None, items.as_slice(), [].as_slice()),
            Self::Members(members) => (None, [].as_slice(), members.as_slice()),
        };
        scalar
            .into_iter()
            .chain(list)
            .chain(members.iter().flat_map(|(name, value)| [name, value]))
            .map(String::as_str)
    }
}

fn scalar(value: Value<'_>) -> Result<Option<String>, &'static str> {
    match value.kind() {
        Kind::Absent | Kind::Null => Ok(None),
        Kind::Bool => Ok(value.as_bool().map(|truth| truth.to_string())),
        Kind::Number => Ok(value.as_number().map(str::to_owned)),
        Kind::String => Ok(value.as_str().map(str::to_owned)),
        Kind::Array | Kind::Object => {
            Err("nests lists or objects, for which a parameter has no form")
        }
    }
}

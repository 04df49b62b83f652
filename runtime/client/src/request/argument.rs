//! The value of a parameter, read from its JSON.

use kessai_model::{Decode, Json, Kind, Value};

use crate::operation::Style;

/// What a parameter can hold. How deep it may go depends on how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Argument {
    Scalar(String),
    List(Vec<Argument>),
    Members(Vec<(String, Argument)>),
}

/// A value without lists or objects inside a list or an object.
#[derive(Debug)]
pub(super) enum Flat<'a> {
    Scalar(&'a str),
    List(Vec<&'a str>),
    Members(Vec<(&'a str, &'a str)>),
}

impl Argument {
    /// Reads the value of a parameter that is written in this style.
    pub(super) fn of(value: Value<'_>, style: Style) -> Result<Option<Self>, &'static str> {
        if style == Style::Json && !matches!(value.kind(), Kind::Absent | Kind::Null) {
            let json = <Json as Decode>::decode(value);
            return Ok(Some(Self::Scalar(json.as_text().to_owned())));
        }
        Self::read(value)
    }

    /// Reads a value; null is the absence of one, at the top and as a member.
    pub(super) fn read(value: Value<'_>) -> Result<Option<Self>, &'static str> {
        let scalar = |text: &str| Ok(Some(Self::Scalar(text.to_owned())));
        match value.kind() {
            Kind::Absent | Kind::Null => Ok(None),
            Kind::Bool if value.as_bool() == Some(true) => scalar("true"),
            Kind::Bool => scalar("false"),
            Kind::Number => scalar(value.as_number().unwrap_or_default()),
            Kind::String => scalar(value.as_str().unwrap_or_default()),
            Kind::Array => {
                let items = value
                    .array()
                    .map(|item| Self::read(item)?.ok_or("holds null in a list"));
                items
                    .collect::<Result<_, _>>()
                    .map(|items| Some(Self::List(items)))
            }
            Kind::Object => {
                let mut members = Vec::new();
                for (name, value) in value.members() {
                    if let Some(value) = Self::read(value)? {
                        members.push((name.to_owned(), value));
                    }
                }
                Ok(Some(Self::Members(members)))
            }
        }
    }

    /// The value as most styles can write it.
    pub(super) fn flat(&self) -> Result<Flat<'_>, &'static str> {
        Ok(match self {
            Self::Scalar(text) => Flat::Scalar(text),
            Self::List(items) => Flat::List(items.iter().map(single).collect::<Result<_, _>>()?),
            Self::Members(members) => {
                let mut flat = Vec::new();
                for (name, value) in members {
                    flat.push((name.as_str(), single(value)?));
                }
                Flat::Members(flat)
            }
        })
    }
}

impl<'a> Flat<'a> {
    /// Every text in it: values, and names of members.
    pub(super) fn texts(&self) -> Vec<&'a str> {
        match self {
            Self::Scalar(text) => vec![text],
            Self::List(items) => items.clone(),
            Self::Members(members) => members
                .iter()
                .flat_map(|(name, value)| [*name, *value])
                .collect(),
        }
    }
}

fn single(value: &Argument) -> Result<&str, &'static str> {
    match value {
        Argument::Scalar(text) => Ok(text),
        Argument::List(_) | Argument::Members(_) => {
            Err("nests lists or objects, for which its style has no form")
        }
    }
}

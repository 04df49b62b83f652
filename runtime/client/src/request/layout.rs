//! Where the parts of a parameter's value go: `OpenAPI`'s location, style and explode.

use std::fmt::Write;

use super::{argument::Argument, percent::Encoded};
use crate::{
    base_url::is_dots,
    operation::{Parameter, Style},
};

/// A value as it replaces its place in the path. What would change which resource the path names is refused.
pub(super) fn path(parameter: &Parameter, argument: &Argument) -> Result<String, &'static str> {
    let mut texts = argument.texts().peekable();
    if texts.peek().is_none() || argument.texts().any(str::is_empty) {
        return Err("is empty, which a path cannot hold");
    }
    if argument.texts().any(|text| text.contains('/')) {
        return Err("holds a slash, which a path cannot hold");
    }
    if argument.texts().any(is_dots) {
        return Err("is dots alone, which a path cannot hold");
    }
    Ok(simple(argument, parameter.explode, |text| {
        Encoded(text).to_string()
    }))
}

/// A value as a header carries it, or nothing for an empty list.
pub(super) fn header(parameter: &Parameter, argument: &Argument) -> Option<String> {
    argument.texts().next()?;
    Some(simple(argument, parameter.explode, str::to_owned))
}

/// Appends a value to a query, with the `&` that parts it from what stands there.
pub(super) fn query(
    parameter: &Parameter,
    argument: &Argument,
    query: &mut String,
) -> Result<(), &'static str> {
    match (argument, parameter.style) {
        (Argument::Members(members), Style::DeepObject) => {
            let name = Encoded(parameter.name);
            for (member, value) in members {
                let name = format!("{name}%5B{}%5D", Encoded(member));
                pair(query, &name, &Encoded(value).to_string());
            }
            Ok(())
        }
        (_, Style::DeepObject) => Err("must be an object"),
        _ => {
            form(parameter.name, argument, parameter.explode, query);
            Ok(())
        }
    }
}

/// Appends a value in the form style.
pub(super) fn form(name: &str, argument: &Argument, explode: bool, query: &mut String) {
    let name = Encoded(name).to_string();
    match (argument, explode) {
        (Argument::Scalar(text), _) => pair(query, &name, &Encoded(text).to_string()),
        (Argument::List(items), true) => {
            for item in items {
                pair(query, &name, &Encoded(item).to_string());
            }
        }
        (Argument::Members(members), true) => {
            for (member, value) in members {
                let (member, value) = (Encoded(member).to_string(), Encoded(value).to_string());
                pair(query, &member, &value);
            }
        }
        (Argument::List(_) | Argument::Members(_), false) => {
            if argument.texts().next().is_some() {
                let value = simple(argument, false, |text| Encoded(text).to_string());
                pair(query, &name, &value);
            }
        }
    }
}

/// Comma-separated; the commas between values stand for themselves, those within do not.
fn simple(argument: &Argument, explode: bool, text: impl Fn(&str) -> String) -> String {
    let parts: Vec<String> = match argument {
        Argument::Members(members) if explode => members
            .iter()
            .map(|(member, value)| format!("{}={}", text(member), text(value)))
            .collect(),
        _ => argument.texts().map(text).collect(),
    };
    parts.join(",")
}

fn pair(query: &mut String, name: &str, value: &str) {
    let between = if query.is_empty() { "" } else { "&" };
    // Writing to a string cannot fail.
    let _ = write!(query, "{between}{name}={value}");
}

#[cfg(test)]
mod tests;

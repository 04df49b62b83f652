//! Where the parts of a parameter's value go: `OpenAPI`'s location, style and explode.

use super::{
    argument::{Argument, Flat},
    pairs::{Pairs, encoded, joined},
};
use crate::{
    base_url::is_dots,
    operation::{Parameter, Style},
};

/// A value as it replaces its place in the path. What would change which resource the path names is refused.
pub(super) fn path(parameter: &Parameter, argument: &Argument) -> Result<String, &'static str> {
    let flat = argument.flat()?;
    let several;
    let texts = match &flat {
        Flat::Scalar(only) => std::slice::from_ref(only),
        _ => {
            several = flat.texts();
            &*several
        }
    };
    if texts.is_empty() || texts.iter().any(|text| text.is_empty()) {
        return Err("is empty, which a path cannot hold");
    }
    if texts.iter().any(|text| text.contains('/')) {
        return Err("holds a slash, which a path cannot hold");
    }
    if texts.iter().any(|text| is_dots(text)) {
        return Err("is dots alone, which a path cannot hold");
    }
    let explode = parameter.explode;
    Ok(match parameter.style {
        Style::Label => {
            let between = if explode { "." } else { "," };
            format!(".{}", joined(&flat, explode, between, encoded))
        }
        Style::Matrix => {
            let mut pairs = String::new();
            Pairs::new(&mut pairs, ";").form(parameter.name, &flat, explode);
            format!(";{pairs}")
        }
        _ => joined(&flat, explode, ",", encoded),
    })
}

/// A value as a header carries it, or nothing for an empty list.
pub(super) fn header(
    parameter: &Parameter,
    argument: &Argument,
) -> Result<Option<String>, &'static str> {
    let flat = argument.flat()?;
    if flat.texts().is_empty() {
        return Ok(None);
    }
    Ok(Some(joined(&flat, parameter.explode, ",", str::to_owned)))
}

/// Appends a value to the pairs of the cookie header.
pub(super) fn cookie(
    parameter: &Parameter,
    argument: &Argument,
    cookies: &mut String,
) -> Result<(), &'static str> {
    let mut pairs = Pairs::new(cookies, "; ");
    pairs.form(parameter.name, &argument.flat()?, parameter.explode);
    Ok(())
}

/// Appends a value to a query, with the `&` that parts it from what stands there.
pub(super) fn query(
    parameter: &Parameter,
    argument: &Argument,
    query: &mut String,
) -> Result<(), &'static str> {
    let mut pairs = Pairs::new(query, "&");
    pairs.reserved = parameter.reserved;
    let name = parameter.name;
    match parameter.style {
        Style::DeepObject => pairs.deep(name, argument),
        Style::SpaceDelimited if !parameter.explode => {
            pairs.delimited(name, &argument.flat()?, "%20");
        }
        Style::PipeDelimited if !parameter.explode => {
            pairs.delimited(name, &argument.flat()?, "%7C");
        }
        _ => pairs.form(name, &argument.flat()?, parameter.explode),
    }
    Ok(())
}

#[cfg(test)]
mod tests;

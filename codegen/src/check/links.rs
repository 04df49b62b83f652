//! Links: where they lead, and whether what they hand on exists.

use std::collections::HashMap;

use super::{
    calls::parameters,
    objects::{LINK, OPERATION, RESPONSE},
    properties::Properties,
    survey::{Survey, Visit},
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes::operations, suggest},
    tree::{Entry, Node, Pointer},
};

pub(super) fn check<'n>(
    survey: &Survey<'n>,
    properties: &Properties<'_, 'n>,
    diagnostics: &mut Diagnostics,
) {
    let operations: HashMap<&str, Operation<'n>> = survey
        .of(&OPERATION)
        .filter_map(|(place, visit)| {
            Some((
                visit.node.str_at("operationId")?,
                Operation::new(survey, place, visit),
            ))
        })
        .collect();
    for (_, link) in survey.of(&LINK) {
        target(link, &operations, diagnostics);
    }
    for (place, response) in survey.of(&RESPONSE) {
        let owner = survey.chain(place).find(|visit| visit.kind.is(&OPERATION));
        let owner = owner.and_then(|visit| operations.get(visit.node.str_at("operationId")?));
        let from = Source {
            survey,
            properties,
            response: response.node,
            operation: owner,
        };
        for entry in response
            .node
            .get("links")
            .map(Node::entries)
            .unwrap_or_default()
        {
            if let Some(link) = survey.resolve(&entry.value) {
                expressions(link, &from, diagnostics);
            }
        }
    }
}

/// An operation and its parameters, as place and name.
struct Operation<'n> {
    parameters: Vec<(&'n str, &'n str)>,
    has_body: bool,
}

impl<'n> Operation<'n> {
    fn new(survey: &Survey<'n>, place: usize, visit: &Visit<'n>) -> Self {
        Self {
            parameters: parameters(survey, place, visit)
                .into_iter()
                .filter_map(|(place, name)| Some((place, name.as_str()?)))
                .collect(),
            has_body: visit.node.get("requestBody").is_some(),
        }
    }
}

fn target(link: &Visit<'_>, known: &HashMap<&str, Operation<'_>>, diagnostics: &mut Diagnostics) {
    let (id, reference) = (
        link.node.entry("operationId"),
        link.node.entry("operationRef"),
    );
    let id = match (id, reference) {
        (Some(id), None) => id,
        (None, None) => {
            let found = Diagnostic::new(
                operations::LINK_OPERATION,
                link.span(),
                "this link leads to no operation",
            );
            return diagnostics.push(found.label("expected `operationId`"));
        }
        (_, Some(reference)) => {
            let found = Diagnostic::new(
                operations::LINK_OPERATION,
                reference.key_span,
                "a link names its operation by `operationId`",
            );
            return diagnostics.push(found);
        }
    };
    let Some(name) = id.value.as_str() else {
        return;
    };
    let Some(operation) = known.get(name) else {
        let found = Diagnostic::new(
            operations::LINK_OPERATION,
            id.value.span,
            format!("there is no operation `{name}`"),
        );
        let mut names: Vec<&str> = known.keys().copied().collect();
        names.sort_unstable();
        return diagnostics.push(match suggest::nearest(name, names) {
            Some(near) => found.edit(format!("did you mean `{near}`?"), id.value.span, near),
            None => found.label("no operation has this id"),
        });
    };
    for entry in link
        .node
        .get("parameters")
        .map(Node::entries)
        .unwrap_or_default()
    {
        let (place, name) = match entry.key.split_once('.') {
            Some((place @ ("path" | "query" | "header" | "cookie"), name)) => (Some(place), name),
            _ => (None, entry.key.as_str()),
        };
        let fits = |parameter: &(&str, &str)| {
            parameter.1 == name && place.is_none_or(|place| parameter.0 == place)
        };
        if operation.parameters.iter().any(fits) {
            continue;
        }
        let message = format!(
            "`{}` has no parameter `{name}`",
            id.value.as_str().unwrap_or_default()
        );
        let found = Diagnostic::new(operations::LINK_PARAMETER, entry.key_span, message)
            .also(id.value.span, "the operation");
        diagnostics.push(
            match suggest::nearest(name, operation.parameters.iter().map(|(_, name)| *name)) {
                Some(near) => found.edit(format!("did you mean `{near}`?"), entry.key_span, near),
                None => found,
            },
        );
    }
}

/// What a link can hand on.
struct Source<'s, 'n> {
    survey: &'s Survey<'n>,
    properties: &'s Properties<'s, 'n>,
    response: &'n Node,
    /// The operation that gives the answer; `None` for answers that several operations share.
    operation: Option<&'s Operation<'n>>,
}

fn expressions(link: &Node, from: &Source<'_, '_>, diagnostics: &mut Diagnostics) {
    let handed = link
        .get("parameters")
        .map(Node::entries)
        .unwrap_or_default()
        .iter()
        .map(|entry: &Entry| &entry.value);
    for value in handed.chain(link.get("requestBody")) {
        let Some(text) = value.as_str() else { continue };
        let embedded = text
            .split('{')
            .skip(1)
            .filter_map(|part| Some(part.split_once('}')?.0));
        let whole = text.starts_with('$').then_some(text);
        for expression in whole
            .into_iter()
            .chain(embedded.filter(|part| part.starts_with('$')))
        {
            if let Err(reason) = from.resolve(expression) {
                let message = format!("`{expression}` leads to nothing");
                let found =
                    Diagnostic::new(operations::LINK_EXPRESSION, value.span, message).label(reason);
                diagnostics
                    .push(found.also(from.response.head(), "the answer that the link belongs to"));
            }
        }
    }
}

impl Source<'_, '_> {
    fn resolve(&self, expression: &str) -> Result<(), String> {
        let (source, pointer) = expression
            .split_once('#')
            .map_or((expression, None), |(source, pointer)| {
                (source, Some(pointer))
            });
        let parts: Vec<&str> = source.splitn(3, '.').collect();
        match (parts.as_slice(), self.operation) {
            (["$request", "body"], Some(operation)) if !operation.has_body => {
                Err("the operation has no request body".to_owned())
            }
            (["$request", place @ ("path" | "query" | "header"), name], Some(operation)) => {
                if operation.parameters.contains(&(place, name)) {
                    Ok(())
                } else {
                    Err(format!("the operation has no {place} parameter `{name}`"))
                }
            }
            (["$url" | "$method" | "$statusCode"] | ["$request", "body"], _)
            | (["$request", "path" | "query" | "header", _], None) => Ok(()),
            (["$response", "header", name], _) => {
                let headers = self
                    .response
                    .get("headers")
                    .map(Node::entries)
                    .unwrap_or_default();
                let known = headers
                    .iter()
                    .any(|header| header.key.eq_ignore_ascii_case(name));
                if known {
                    Ok(())
                } else {
                    Err(format!("the answer has no header `{name}`"))
                }
            }
            (["$response", "body"], _) => self.body(pointer.unwrap_or_default()),
            _ => Err("this is not a runtime expression".to_owned()),
        }
    }

    fn body(&self, pointer: &str) -> Result<(), String> {
        let media_types = self
            .response
            .get("content")
            .map(Node::entries)
            .unwrap_or_default();
        let schema = media_types
            .first()
            .and_then(|media_type| media_type.value.get("schema"));
        let schema = schema
            .and_then(|schema| self.survey.resolve(schema))
            .ok_or("the answer has no body")?;
        let pointer = Pointer::parse(pointer).ok_or("this is not a JSON pointer")?;
        self.properties.follow(schema, &pointer).map(|_| ())
    }
}

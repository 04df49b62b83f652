//! Which types travel in which direction, and to which resources they belong.

use std::collections::BTreeMap;

use super::{Direction, Kind, Operation, Shape, Type, TypeId, Usage, Webhooks};

/// Marks every type that an operation reaches.
pub(super) fn mark(types: &mut [Type], operations: &[Operation], webhooks: Option<&Webhooks>) {
    if let Some(webhooks) = webhooks {
        let kinds = webhooks.kinds.iter();
        let known = kinds.flat_map(|kind| [kind.body, kind.data]).flatten();
        for id in known.chain([webhooks.event]) {
            spread(types, id.0, RESPONSE);
        }
    }
    for operation in operations {
        let mut walk = Walk {
            types,
            resource: operation.resource,
        };
        for parameter in &operation.parameters {
            walk.usage(&parameter.usage, REQUEST);
        }
        let contents = operation.body.iter().flat_map(|body| &body.contents);
        for usage in contents.filter_map(|content| content.form.usage()) {
            walk.usage(usage, REQUEST);
        }
        let callbacks = operation.callbacks.iter();
        for usage in callbacks.filter_map(|callback| callback.body.as_ref()) {
            walk.usage(usage, RESPONSE);
        }
        for answer in operation.success.iter().chain(&operation.failures) {
            let bodies = answer.media.iter().filter_map(|media| media.body.usage());
            for usage in bodies {
                walk.usage(usage, RESPONSE);
                if let Kind::Named(id) = usage.kind {
                    walk.types[id.0].answer = true;
                }
            }
        }
    }
    own_bodies(types, operations);
    for at in 0..types.len() {
        // Nothing reaches it: it is there for people who hold such values from elsewhere.
        if types[at].direction == Direction::default() {
            spread(types, at, BOTH);
        }
    }
}

const BOTH: Direction = Direction {
    request: true,
    response: true,
};
const REQUEST: Direction = Direction {
    request: true,
    response: false,
};
const RESPONSE: Direction = Direction {
    request: false,
    response: true,
};

/// A type that is the body of one operation alone may carry that operation's name.
fn own_bodies(types: &mut [Type], operations: &[Operation]) {
    let body = |operation: &Operation| match operation.body.as_ref()?.usage()?.kind {
        Kind::Named(id) => Some(id),
        _ => None,
    };
    let mut senders: BTreeMap<TypeId, Vec<usize>> = BTreeMap::new();
    for (at, operation) in operations.iter().enumerate() {
        if let Some(id) = body(operation) {
            senders.entry(id).or_default().push(at);
        }
    }
    for (id, senders) in senders {
        let ty = &mut types[id.0];
        if let ([alone], REQUEST) = (senders.as_slice(), ty.direction) {
            ty.body_of = Some(*alone);
        }
    }
}

struct Walk<'a> {
    types: &'a mut [Type],
    resource: usize,
}

impl Walk<'_> {
    fn usage(&mut self, usage: &Usage, direction: Direction) {
        match &usage.kind {
            Kind::List(inner) | Kind::Map(inner) | Kind::Nullable(inner) => {
                self.usage(inner, direction);
            }
            Kind::Named(id) => self.visit(id.0, direction),
            Kind::Boolean
            | Kind::Integer
            | Kind::Decimal
            | Kind::Text
            | Kind::TimestampMillis
            | Kind::Timestamp
            | Kind::Date
            | Kind::Json => {}
        }
    }

    fn visit(&mut self, at: usize, direction: Direction) {
        let ty = &mut self.types[at];
        let known_direction = (ty.direction.request || !direction.request)
            && (ty.direction.response || !direction.response);
        let owner = ty.owner.with(self.resource);
        // What many resources reach is gone through no more often than what two do.
        if known_direction && owner == ty.owner {
            return;
        }
        ty.direction.request |= direction.request;
        ty.direction.response |= direction.response;
        ty.owner = owner;
        for usage in parts(&self.types[at].shape) {
            self.usage(&usage, direction);
        }
    }
}

/// Gives a direction to a type and to all that it is made of, whatever the resource.
fn spread(types: &mut [Type], at: usize, direction: Direction) {
    let own = &mut types[at].direction;
    let known = (own.request || !direction.request) && (own.response || !direction.response);
    if known {
        return;
    }
    own.request |= direction.request;
    own.response |= direction.response;
    let mut open = parts(&types[at].shape);
    while let Some(usage) = open.pop() {
        match usage.kind {
            Kind::List(inner) | Kind::Map(inner) | Kind::Nullable(inner) => open.push(*inner),
            Kind::Named(id) => spread(types, id.0, direction),
            _ => {}
        }
    }
}

/// The usages that a shape is made of.
pub(super) fn parts(shape: &Shape) -> Vec<Usage> {
    match shape {
        Shape::Object(object) => {
            let members = object.members.iter().map(|member| &member.usage);
            members.chain(&object.extra).cloned().collect()
        }
        Shape::Union(union) => union
            .variants
            .iter()
            .map(|variant| variant.usage.clone())
            .collect(),
        Shape::Alias(usage) => vec![usage.clone()],
        Shape::Enumeration(_) | Shape::Integers(_) | Shape::Text(_) => Vec::new(),
    }
}

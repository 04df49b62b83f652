//! Types that are one thing when sent and another when received: they hold a member that travels in one direction alone.

use std::collections::BTreeMap;

use super::{Direction, Kind, Only, Operation, Owner, Shape, Type, TypeId, Usage, Webhooks, reach};

/// Leaves out of each type the members that never travel its way, and splits those that travel both ways and differ.
///
/// What is received keeps the type; what is sent gets one of its own, named after it. A type that merely holds a split one is split
/// too, or it could hold only one of the two.
pub(super) fn by_direction(
    types: &mut Vec<Type>,
    operations: &mut [Operation],
    webhooks: Option<&Webhooks>,
) {
    reach::mark(types, operations, webhooks);
    let differs = differing(types);
    let mut sent: BTreeMap<TypeId, TypeId> = BTreeMap::new();
    for (at, differs) in differs.into_iter().enumerate() {
        let direction = types[at].direction;
        if !differs {
            continue;
        }
        if direction.request && direction.response {
            let mut copy = types[at].clone();
            copy.name = format!("{} request", copy.name);
            copy.component = false;
            types.push(copy);
            sent.insert(TypeId(at), TypeId(types.len() - 1));
            leave_out(&mut types[at].shape, Only::Request);
        } else {
            let foreign = if direction.request {
                Only::Response
            } else {
                Only::Request
            };
            leave_out(&mut types[at].shape, foreign);
        }
    }
    for copy in sent.values() {
        leave_out(&mut types[copy.0].shape, Only::Response);
        redirect(&mut types[copy.0].shape, &sent);
    }
    // What only requests reach goes over to the copies as well.
    for ty in types.iter_mut().filter(|ty| ty.direction == REQUEST) {
        redirect(&mut ty.shape, &sent);
    }
    for operation in operations {
        let parameters = operation
            .parameters
            .iter_mut()
            .map(|parameter| &mut parameter.usage);
        let contents = operation
            .body
            .iter_mut()
            .flat_map(|body| &mut body.contents);
        let bodies = contents.filter_map(|content| content.form.usage_mut());
        for usage in parameters.chain(bodies) {
            redirect_usage(usage, &sent);
        }
    }
    for ty in types {
        ty.direction = Direction::default();
        ty.owner = Owner::Nobody;
        ty.answer = false;
        ty.body_of = None;
    }
}

const REQUEST: Direction = Direction {
    request: true,
    response: false,
};

/// For each type, whether it holds a member of one direction, itself or through what it is made of.
fn differing(types: &[Type]) -> Vec<bool> {
    let mut differs: Vec<bool> = types.iter().map(|ty| has_own(&ty.shape)).collect();
    // Until nothing changes: a chain of types is as long as there are types.
    loop {
        let before = differs.iter().filter(|differs| **differs).count();
        for (at, ty) in types.iter().enumerate() {
            differs[at] = differs[at] || named(&ty.shape).iter().any(|id| differs[id.0]);
        }
        if differs.iter().filter(|differs| **differs).count() == before {
            return differs;
        }
    }
}

fn has_own(shape: &Shape) -> bool {
    matches!(shape, Shape::Object(object) if object.members.iter().any(|member| member.only.is_some()))
}

fn leave_out(shape: &mut Shape, foreign: Only) {
    if let Shape::Object(object) = shape {
        object.members.retain(|member| member.only != Some(foreign));
    }
}

fn named(shape: &Shape) -> Vec<TypeId> {
    let mut found = Vec::new();
    for usage in reach::parts(shape) {
        collect(&usage, &mut found);
    }
    found
}

fn collect(usage: &Usage, found: &mut Vec<TypeId>) {
    match &usage.kind {
        Kind::List(inner) | Kind::Map(inner) | Kind::Nullable(inner) => collect(inner, found),
        Kind::Named(id) => found.push(*id),
        _ => {}
    }
}

fn redirect(shape: &mut Shape, sent: &BTreeMap<TypeId, TypeId>) {
    match shape {
        Shape::Object(object) => {
            for member in &mut object.members {
                redirect_usage(&mut member.usage, sent);
            }
            if let Some(extra) = &mut object.extra {
                redirect_usage(extra, sent);
            }
        }
        Shape::Union(union) => {
            for variant in &mut union.variants {
                redirect_usage(&mut variant.usage, sent);
            }
        }
        Shape::Alias(usage) => redirect_usage(usage, sent),
        Shape::Enumeration(_) | Shape::Integers(_) | Shape::Text(_) => {}
    }
}

fn redirect_usage(usage: &mut Usage, sent: &BTreeMap<TypeId, TypeId>) {
    match &mut usage.kind {
        Kind::List(inner) | Kind::Map(inner) | Kind::Nullable(inner) => redirect_usage(inner, sent),
        Kind::Named(id) => *id = sent.get(id).copied().unwrap_or(*id),
        _ => {}
    }
}

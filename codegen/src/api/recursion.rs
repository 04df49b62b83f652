//! Members through which a type leads back to itself: they need a place of their own.

use super::{Kind, Shape, Type, Usage};

/// Marks the members that close a circle of values inside values.
pub(super) fn mark(types: &mut [Type]) {
    let edges: Vec<Vec<usize>> = types.iter().map(|ty| contained(&ty.shape)).collect();
    let reaches: Vec<Vec<bool>> = (0..types.len())
        .map(|from| reachable(&edges, from))
        .collect();
    for at in 0..types.len() {
        let Shape::Object(object) = &mut types[at].shape else {
            continue;
        };
        for member in &mut object.members {
            member.recursive =
                held(&member.usage).is_some_and(|target| target == at || reaches[target][at]);
        }
    }
}

/// The type that a usage holds in place. Lists, maps and the branches of unions keep theirs elsewhere.
fn held(usage: &Usage) -> Option<usize> {
    match &usage.kind {
        Kind::Named(id) => Some(id.0),
        _ => None,
    }
}

fn contained(shape: &Shape) -> Vec<usize> {
    match shape {
        Shape::Object(object) => object
            .members
            .iter()
            .filter_map(|member| held(&member.usage))
            .collect(),
        Shape::Alias(usage) => held(usage).into_iter().collect(),
        Shape::Union(_) | Shape::Enumeration(_) | Shape::Integers(_) | Shape::Text(_) => Vec::new(),
    }
}

fn reachable(edges: &[Vec<usize>], from: usize) -> Vec<bool> {
    let mut seen = vec![false; edges.len()];
    let mut open = edges[from].clone();
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut seen[at], true) {
            open.extend(&edges[at]);
        }
    }
    seen
}

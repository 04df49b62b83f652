//! Names of lists and maps that hold themselves.

use super::{Kind, Shape, Type, Usage};

/// Cuts every name that stands for a list or map of itself: Rust has no such name, so what it holds there is any JSON.
pub(super) fn cut(types: &mut [Type]) {
    let mut states = vec![State::New; types.len()];
    for start in 0..types.len() {
        // Each entry is a type on the way, with the names that it leads to.
        let mut path = Vec::new();
        enter(types, &mut states, &mut path, start);
        while let Some((at, open)) = path.last_mut() {
            let at = *at;
            match open.pop() {
                None => {
                    states[at] = State::Done;
                    path.pop();
                }
                Some(next) if states[next] == State::Open => forget(types, at, next),
                Some(next) => enter(types, &mut states, &mut path, next),
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

fn enter(types: &[Type], states: &mut [State], path: &mut Vec<(usize, Vec<usize>)>, at: usize) {
    if states[at] != State::New {
        return;
    }
    states[at] = State::Open;
    let mut next = Vec::new();
    if let Shape::Alias(usage) = &types[at].shape {
        named(usage, &mut next);
    }
    path.push((at, next));
}

fn named(usage: &Usage, found: &mut Vec<usize>) {
    match &usage.kind {
        Kind::List(inner) | Kind::Map(inner) | Kind::Nullable(inner) => named(inner, found),
        Kind::Named(id) => found.push(id.0),
        _ => {}
    }
}

/// Has a name hold any JSON where it holds another one.
fn forget(types: &mut [Type], at: usize, other: usize) {
    if let Shape::Alias(usage) = &mut types[at].shape {
        replace(usage, other);
    }
}

fn replace(usage: &mut Usage, other: usize) {
    match &mut usage.kind {
        Kind::Nullable(inner) if names(inner, other) => *usage = Usage::plain(Kind::Json),
        Kind::List(inner) | Kind::Map(inner) | Kind::Nullable(inner) => replace(inner, other),
        Kind::Named(id) if id.0 == other => *usage = Usage::plain(Kind::Json),
        _ => {}
    }
}

fn names(usage: &Usage, other: usize) -> bool {
    matches!(usage.kind, Kind::Named(id) if id.0 == other)
}

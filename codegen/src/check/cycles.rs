//! Circles in a graph, found without recursion.

use std::{collections::HashMap, hash::Hash};

/// How many steps of a circle are pointed at besides the first.
pub(super) const STEPS_SHOWN: usize = 8;

/// Where each node leads, nodes in a fixed order.
#[derive(Debug)]
pub(super) struct Graph<N, E> {
    order: Vec<N>,
    edges: HashMap<N, Vec<(N, E)>>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Open(usize),
    Done,
}

impl<N: Copy + Eq + Hash, E: Copy> Graph<N, E> {
    pub(super) fn new() -> Self {
        Self {
            order: Vec::new(),
            edges: HashMap::new(),
        }
    }

    pub(super) fn add(&mut self, node: N, edges: Vec<(N, E)>) {
        if self.edges.insert(node, edges).is_none() {
            self.order.push(node);
        }
    }

    /// One circle for every edge that closes one, as the edges along it, each with the node it starts at.
    pub(super) fn cycles(&self) -> Vec<Vec<(N, E)>> {
        let mut states: HashMap<N, State> = HashMap::new();
        let mut cycles = Vec::new();
        for start in &self.order {
            if states.contains_key(start) {
                continue;
            }
            // Each entry is a node on the way with the number of its edges that were followed.
            let mut path: Vec<(N, usize)> = vec![(*start, 0)];
            states.insert(*start, State::Open(0));
            while let Some((node, followed)) = path.last_mut() {
                let edge = self.edges.get(node).and_then(|edges| edges.get(*followed));
                let Some((next, _)) = edge else {
                    states.insert(*node, State::Done);
                    path.pop();
                    continue;
                };
                *followed += 1;
                match states.get(next) {
                    Some(State::Done) => {}
                    Some(State::Open(place)) => {
                        cycles.push(self.along(path.get(*place..).unwrap_or_default()));
                    }
                    None => {
                        states.insert(*next, State::Open(path.len()));
                        path.push((*next, 0));
                    }
                }
            }
        }
        cycles
    }

    fn along(&self, path: &[(N, usize)]) -> Vec<(N, E)> {
        path.iter()
            .filter_map(|(node, followed)| {
                let (_, edge) = self.edges.get(node)?.get(followed.checked_sub(1)?)?;
                Some((*node, *edge))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cycles(edges: &[(u32, &[u32])]) -> Vec<Vec<u32>> {
        let mut graph = Graph::new();
        for (node, next) in edges {
            graph.add(*node, next.iter().map(|next| (*next, ())).collect());
        }
        graph
            .cycles()
            .into_iter()
            .map(|cycle| cycle.into_iter().map(|(node, ())| node).collect())
            .collect()
    }

    #[test]
    fn circles_are_found_once() {
        assert_eq!(cycles(&[(1, &[2]), (2, &[3]), (3, &[2])]), [vec![2, 3]]);
        assert_eq!(cycles(&[(1, &[1])]), [vec![1]]);
        assert_eq!(
            cycles(&[(1, &[2, 3]), (2, &[4]), (3, &[4]), (4, &[])]),
            Vec::<Vec<u32>>::new()
        );
    }

    #[test]
    fn long_chains_need_no_stack() {
        let mut graph = Graph::new();
        for node in 0..200_000_u32 {
            graph.add(node, vec![((node + 1) % 200_000, ())]);
        }
        assert_eq!(graph.cycles().len(), 1);
    }
}

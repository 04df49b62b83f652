//! The nodes of a tape, in memory that the next tape of the thread uses again.

use std::cell::Cell;
use std::ops::{Deref, DerefMut};

use super::Node;

/// Nodes kept for the next tape; a mebibyte of them.
const MAX_KEPT: usize = 1 << 16;

thread_local! {
    static KEPT: Cell<Vec<Node>> = const { Cell::new(Vec::new()) };
}

/// A vector of nodes. Nodes are offsets, so what is kept holds nothing of a text.
#[derive(Default)]
pub(super) struct Nodes(Vec<Node>);

impl Nodes {
    pub(super) fn with_capacity(capacity: usize) -> Self {
        let mut nodes = KEPT.try_with(Cell::take).unwrap_or_default();
        nodes.clear();
        nodes.reserve(capacity);
        Self(nodes)
    }
}

impl Drop for Nodes {
    fn drop(&mut self) {
        if self.0.capacity() <= MAX_KEPT {
            let nodes = std::mem::take(&mut self.0);
            // A thread that ends keeps nothing.
            let _ = KEPT.try_with(|kept| kept.set(nodes));
        }
    }
}

impl Deref for Nodes {
    type Target = Vec<Node>;

    #[inline]
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Nodes {
    #[inline]
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

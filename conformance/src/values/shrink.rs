//! Smaller values that are still of interest.

use std::rc::Rc;

use proptest::strategy::ValueTree;

use crate::json::Tree;

/// A value and the way to smaller ones. Whatever it comes to keeps the schema: the judge is asked each time.
pub struct Shrinking<J> {
    judge: Rc<J>,
    current: Tree,
    /// What it was before the last step, to go back to.
    before: Option<Tree>,
    /// The next edit to try.
    next: usize,
}

impl<J: Fn(&Tree) -> bool> Shrinking<J> {
    pub(super) fn new(value: Tree, judge: Rc<J>) -> Self {
        Self {
            judge,
            current: value,
            before: None,
            next: 0,
        }
    }
}

impl<J: Fn(&Tree) -> bool> ValueTree for Shrinking<J> {
    type Value = Tree;

    fn current(&self) -> Tree {
        self.current.clone()
    }

    fn simplify(&mut self) -> bool {
        loop {
            let mut left = self.next;
            let mut smaller = self.current.clone();
            if !edit(&mut smaller, &mut left) {
                return false;
            }
            self.next += 1;
            if smaller != self.current && (self.judge)(&smaller) {
                self.before = Some(std::mem::replace(&mut self.current, smaller));
                // What could not be left out before may be left out now, but one way down is enough.
                self.next = self.next.saturating_sub(1);
                return true;
            }
        }
    }

    fn complicate(&mut self) -> bool {
        match self.before.take() {
            Some(before) => {
                self.current = before;
                self.next += 1;
                true
            }
            None => false,
        }
    }
}

/// Makes the edit of that number, counted through the whole value; `false` when there are fewer.
fn edit(value: &mut Tree, left: &mut usize) -> bool {
    match value {
        Tree::Null => false,
        Tree::Bool(truth) => take(left, || *truth = false),
        Tree::Number(_) => {
            if *left == 0 {
                *value = Tree::from(0);
                return true;
            }
            *left -= 1;
            false
        }
        Tree::String(text) => {
            let half = text.chars().count() / 2;
            let end = text.char_indices().nth(half).map_or(0, |(at, _)| at);
            take(left, || text.truncate(end))
                || take(left, || {
                    let last = text.chars().next_back().map_or(0, char::len_utf8);
                    text.truncate(text.len() - last);
                })
        }
        Tree::Array(items) => {
            for index in 0..items.len() {
                if take(left, || drop(items.remove(index))) {
                    return true;
                }
            }
            items.iter_mut().any(|item| edit(item, left))
        }
        Tree::Object(members) => {
            let names: Vec<String> = members.keys().cloned().collect();
            for name in names {
                if take(left, || drop(members.remove(&name))) {
                    return true;
                }
            }
            members.values_mut().any(|member| edit(member, left))
        }
    }
}

fn take(left: &mut usize, change: impl FnOnce()) -> bool {
    if *left == 0 {
        change();
        return true;
    }
    *left -= 1;
    false
}

//! Changes of a tree, planned first and made together.

use std::collections::HashMap;

use crate::tree::{Entry, Node, NodeKind};

/// What happens to a value.
#[derive(Debug)]
enum Edit {
    /// It goes, and the member or item with it.
    Remove,
    /// Another one takes its place.
    Replace(Node),
}

/// Planned changes; values are known by where they lie in memory, which planning does not change.
#[derive(Debug, Default)]
pub(super) struct Edits {
    values: HashMap<*const Node, Edit>,
    keys: HashMap<*const Node, String>,
    members: HashMap<*const Node, Vec<Entry>>,
    items: HashMap<*const Node, Vec<Node>>,
}

impl Edits {
    /// Leaves out a value with its key.
    pub(super) fn remove(&mut self, node: &Node) {
        self.values.insert(node, Edit::Remove);
    }

    /// Puts another value in the place of one, unless that is left out.
    pub(super) fn replace(&mut self, node: &Node, kind: NodeKind) {
        let new = Node {
            kind,
            span: node.span,
        };
        self.values.entry(node).or_insert(Edit::Replace(new));
    }

    /// Gives the member that holds a value another name.
    pub(super) fn rename(&mut self, node: &Node, key: String) {
        self.keys.insert(node, key);
    }

    /// Adds a member to an object, unless it is planned already.
    pub(super) fn add(&mut self, object: &Node, key: &str, kind: NodeKind) {
        let span = object.head();
        let members = self.members.entry(object).or_default();
        if members.iter().any(|member| member.key == key) {
            return;
        }
        members.push(Entry {
            key: key.to_owned(),
            key_span: span,
            value: Node { kind, span },
        });
    }

    /// Adds an item to a list.
    pub(super) fn push(&mut self, list: &Node, kind: NodeKind) {
        let span = list.head();
        let items = self.items.entry(list).or_default();
        let item = Node { kind, span };
        if !items.contains(&item) {
            items.push(item);
        }
    }

    /// Adds an item to a list that an object does not have yet.
    pub(super) fn add_item(&mut self, object: &Node, key: &str, item: Node) {
        self.add(object, key, NodeKind::Sequence(Vec::new()));
        let members = self.members.entry(object).or_default();
        if let Some(member) = members.iter_mut().find(|member| member.key == key)
            && let NodeKind::Sequence(items) = &mut member.value.kind
        {
            items.push(item);
        }
    }

    /// Makes the changes.
    pub(super) fn apply(mut self, root: &mut Node) {
        self.change(root);
    }

    /// Makes the changes of a value and of everything in it; whether it stays.
    fn change(&mut self, node: &mut Node) -> bool {
        let place = std::ptr::from_ref(node);
        match self.values.remove(&place) {
            Some(Edit::Remove) => return false,
            Some(Edit::Replace(new)) => {
                *node = new;
                return true;
            }
            None => {}
        }
        match &mut node.kind {
            NodeKind::Sequence(items) => {
                items.retain_mut(|item| self.change(item));
                items.extend(self.items.remove(&place).unwrap_or_default());
            }
            NodeKind::Mapping(entries) => {
                entries.retain_mut(|entry| {
                    if let Some(key) = self.keys.remove(&std::ptr::from_ref(&entry.value)) {
                        entry.key = key;
                    }
                    self.change(&mut entry.value)
                });
                for member in self.members.remove(&place).unwrap_or_default() {
                    if !entries.iter().any(|entry| entry.key == member.key) {
                        entries.push(member);
                    }
                }
            }
            _ => {}
        }
        true
    }
}

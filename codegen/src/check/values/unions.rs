//! `oneOf`, `anyOf` and `not`.

use std::rc::Rc;

use super::{Subject, Validator, described, fault, is_of_type};
use crate::{
    diagnostics::{Diagnostic, codes::values},
    tree::Node,
};

impl<'n> Validator<'_, 'n> {
    pub(super) fn union(
        &self,
        key: &str,
        subject: Subject<'_, 'n>,
        schema: &'n Node,
        found: &mut Vec<Diagnostic>,
    ) {
        let Some(entry) = schema.entry(key) else {
            return;
        };
        let branches = entry.value.items();
        if branches.is_empty() {
            return;
        }
        let outcomes: Vec<_> = branches
            .iter()
            .map(|branch| (branch, self.branch(subject, branch)))
            .collect();
        let fits: Vec<_> = outcomes.iter().filter(|(_, faults)| fits(faults)).collect();
        let at = subject.node.head();
        if fits.len() > 1 && key == "oneOf" {
            let message = format!("{} fits {} branches of `oneOf`", subject.name, fits.len());
            let many = Diagnostic::new(values::UNION, at, message).label("expected exactly one");
            found.push(fits.into_iter().fold(many, |many, (branch, _)| {
                many.also(branch.head(), "it fits this branch")
            }));
            return;
        }
        if let Some((_, faults)) = fits.into_iter().min_by_key(|(_, faults)| faults.len()) {
            found.extend(faults.iter().cloned());
            return;
        }
        if let Some(faults) = self.meant(subject.node, schema, &outcomes) {
            let mut faults = faults.iter().cloned();
            // The branch that was meant may be one that is not there.
            let first = faults.next();
            found.extend(first.map(|first| first.also(entry.key_span, "no branch here fits")));
            found.extend(faults);
            return;
        }
        let message = format!("{} fits no branch of `{key}`", subject.name);
        let label = format!("found {}", described(subject.node));
        found.push(fault(
            values::UNION,
            at,
            message,
            &label,
            entry.key_span,
            "the branches",
        ));
    }

    /// The faults of the branch that was meant: the one the discriminator names, or else the nearest.
    fn meant<'o>(
        &self,
        node: &'n Node,
        schema: &'n Node,
        outcomes: &'o [(&'n Node, Rc<Vec<Diagnostic>>)],
    ) -> Option<&'o [Diagnostic]> {
        if let Some(target) = named(node, schema)
            && let Some((_, faults)) = outcomes
                .iter()
                .find(|(branch, _)| branch.str_at("$ref") == Some(target.as_str()))
        {
            return Some(faults);
        }
        let possible = outcomes
            .iter()
            .filter(|(branch, _)| self.is_possible(branch, node));
        // What the value itself lacks tells more of which branch is meant than what is wrong somewhere in it.
        let lacks = |faults: &[Diagnostic]| {
            let own = faults
                .iter()
                .filter(|fault| fault.primary.span == node.head());
            own.count()
        };
        possible
            .min_by_key(|(_, faults)| (lacks(faults), faults.len()))
            .map(|(_, faults)| faults.as_slice())
    }

    /// Whether the type of a value is that of a branch.
    fn is_possible(&self, branch: &'n Node, node: &Node) -> bool {
        let parts = self.properties.parts(branch, false);
        let types = parts.iter().filter_map(|part| part.str_at("type"));
        !node.is_null() && types.into_iter().all(|name| is_of_type(node, name))
    }

    fn branch(&self, subject: Subject<'_, 'n>, branch: &'n Node) -> Rc<Vec<Diagnostic>> {
        let key = (
            std::ptr::from_ref(branch),
            std::ptr::from_ref(subject.node),
            subject.direction,
        );
        if let Some(faults) = self.branches.borrow().get(&key) {
            return Rc::clone(faults);
        }
        let mut found = Vec::new();
        self.any(subject, branch, &mut found);
        let faults = Rc::new(found);
        self.branches.borrow_mut().insert(key, Rc::clone(&faults));
        faults
    }

    pub(super) fn not(
        &self,
        subject: Subject<'_, 'n>,
        schema: &'n Node,
        found: &mut Vec<Diagnostic>,
    ) {
        let Some(entry) = schema.entry("not") else {
            return;
        };
        if fits(&self.branch(subject, &entry.value)) {
            let message = format!("{} is what the schema excludes", subject.name);
            found.push(fault(
                values::UNION,
                subject.node.head(),
                message,
                "",
                entry.key_span,
                "excluded here",
            ));
        }
    }
}

/// Whether a value fits: members that are not described do not stand in the way.
fn fits(faults: &[Diagnostic]) -> bool {
    faults.iter().all(|fault| fault.code == values::UNDESCRIBED)
}

/// The reference of the branch that a discriminator chooses for a value.
fn named(node: &Node, schema: &Node) -> Option<String> {
    let discriminator = schema.get("discriminator")?;
    let tag = node.str_at(discriminator.str_at("propertyName")?)?;
    let mapped = discriminator
        .get("mapping")
        .and_then(|mapping| mapping.str_at(tag));
    let name = mapped.unwrap_or(tag);
    Some(if name.contains('/') {
        name.to_owned()
    } else {
        format!("#/components/schemas/{name}")
    })
}

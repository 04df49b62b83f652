//! Unions: what each may be, and by which member it is told.

use super::{
    compare::{self, Place, Thing},
    fact::{Fact, Sort, Word},
    ledger::Ledger,
    schemas,
    spec::{Class, Spec},
};
use crate::diagnostics::Diagnostics;

/// Compares the unions that have a row. One that has none is known by its branches, wherever it is used.
pub(super) fn check(spec: &Spec<'_>, ledger: &Ledger, found: &mut Diagnostics) {
    let things = spec
        .of_class(Class::Union)
        .filter(|entry| spec.is_known_union(&entry.key))
        .map(|entry| Thing {
            name: Word::new(entry.key.as_str(), Sort::Text, entry.key_span),
            of: entry,
        })
        .collect();
    let schemas = spec
        .root
        .get("components")
        .and_then(|node| node.entry("schemas"));
    let place = Place {
        what: "union",
        within: String::new(),
        spec: schemas.map(|entry| entry.key_span),
        of_row: None,
        ledger: ledger.place("unions"),
    };
    for (thing, row) in compare::pair(&place, things, &ledger.rows("unions"), found) {
        let home = thing.name.span;
        let schema = &thing.of.value;
        let mut facts = schemas::facts(spec, schema, home);
        let by = schema
            .get("discriminator")
            .and_then(|node| node.get("propertyName"));
        facts.extend(by.map(|node| Fact::of("by", node)));
        let claims = row.claims(None, |facts| schemas::completed(facts, row.span()));
        let what = format!("the union `{}`", thing.name.text);
        compare::facts(&what, &facts, &|_| home, &claims, found);
    }
}

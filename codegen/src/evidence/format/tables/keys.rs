//! Keys that rows of several kinds have.

use crate::evidence::format::{Key, Role, Shape};

pub(super) const fn key(name: &'static str, shape: Shape, required: bool, role: Role) -> Key {
    Key {
        name,
        shape,
        required,
        role,
    }
}

pub(super) const fn must(name: &'static str, shape: Shape) -> Key {
    key(name, shape, true, Role::Record)
}

pub(super) const fn may(name: &'static str, shape: Shape) -> Key {
    key(name, shape, false, Role::Record)
}

pub(super) const fn must_fact(name: &'static str, shape: Shape) -> Key {
    key(name, shape, true, Role::Fact)
}

pub(super) const fn fact(name: &'static str, shape: Shape) -> Key {
    key(name, shape, false, Role::Fact)
}

pub(super) const SOURCE: Key = must("source", Shape::Sources);
pub(super) const RESOLUTION: Key = may("resolution", Shape::Resolution);
pub(super) const TEXTS: Shape = Shape::List(&Shape::Text);

pub(super) const TYPE: Key = must_fact("type", Shape::OneOrMore(&Shape::Text));
pub(super) const LIST: Key = fact("list", Shape::Flag);
pub(super) const NULLS: Key = fact("nulls", Shape::Word(&["allowed", "unknown", "never"]));
pub(super) const VALUES: Key = fact("values", Shape::List(&Shape::Scalar));
pub(super) const DEFAULT: Key = fact("default", Shape::Scalar);
pub(super) const MIN: Key = fact("min", Shape::Number);
pub(super) const MAX: Key = fact("max", Shape::Number);
pub(super) const MIN_LENGTH: Key = fact("min-length", Shape::Whole);
pub(super) const MAX_LENGTH: Key = fact("max-length", Shape::Whole);
pub(super) const MIN_ITEMS: Key = fact("min-items", Shape::Whole);
pub(super) const MAX_ITEMS: Key = fact("max-items", Shape::Whole);
pub(super) const PATTERN: Key = fact("pattern", Shape::Text);
pub(super) const FORMAT: Key = fact(
    "format",
    Shape::Word(&[
        "uri",
        "email",
        "date",
        "date-time",
        "uuid",
        "byte",
        "double",
        "float",
    ]),
);
pub(super) const TIME: Key = fact("time", Shape::Word(&["milliseconds", "seconds"]));
pub(super) const SENSITIVE: Key = fact("sensitive", Shape::True);
pub(super) const BITS: Key = key("bits", Shape::Choice(&[32, 64]), false, Role::Resolved);

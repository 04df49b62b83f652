//! Objects, unions and what is listed by name.

use super::keys::{
    BITS, DEFAULT, FORMAT, LIST, MAX, MAX_ITEMS, MAX_LENGTH, MIN, MIN_ITEMS, MIN_LENGTH, NULLS,
    PATTERN, RESOLUTION, SENSITIVE, SOURCE, TIME, TYPE, VALUES, fact, may, must, must_fact,
};
use crate::evidence::format::{Kind, Shape};

pub(in crate::evidence) static OBJECT: Kind = Kind {
    name: "an object",
    identity: "name",
    keys: &[
        must("name", Shape::Text),
        must_fact(
            "direction",
            Shape::Word(&["request", "response", "both", "webhook"]),
        ),
        may("members", Shape::Rows(&MEMBER)),
        fact("map", Shape::Object(&MAP)),
        fact("closed", Shape::True),
        may("like", Shape::Text),
        may("item", Shape::Text),
        may("expanded", Shape::True),
        may("template", Shape::True),
        SOURCE,
        RESOLUTION,
    ],
};

static MAP: Kind = Kind {
    name: "a map",
    identity: "type",
    keys: &[
        TYPE,
        LIST,
        NULLS,
        FORMAT,
        MAX_LENGTH,
        fact("max-pairs", Shape::Whole),
        may("max-key-length", Shape::Whole),
    ],
};

pub(in crate::evidence) static MEMBER: Kind = Kind {
    name: "a member",
    identity: "name",
    keys: &[
        must("name", Shape::Text),
        TYPE,
        must_fact(
            "presence",
            Shape::Word(&["required", "expected", "optional", "conditional"]),
        ),
        fact("expanded", Shape::Text),
        LIST,
        NULLS,
        VALUES,
        DEFAULT,
        MIN,
        MAX,
        MIN_LENGTH,
        MAX_LENGTH,
        MIN_ITEMS,
        MAX_ITEMS,
        PATTERN,
        FORMAT,
        TIME,
        BITS,
        SENSITIVE,
        SOURCE,
        RESOLUTION,
    ],
};

pub(super) static UNION: Kind = Kind {
    name: "a union",
    identity: "name",
    keys: &[
        must("name", Shape::Text),
        TYPE,
        fact("by", Shape::Text),
        LIST,
        NULLS,
        FORMAT,
        TIME,
        BITS,
        SOURCE,
        RESOLUTION,
    ],
};

pub(in crate::evidence) static ENUM: Kind = Kind {
    name: "an enum",
    identity: "name",
    keys: &[
        must("name", Shape::Text),
        must("values", Shape::Rows(&VALUE)),
        fact("type", Shape::Word(&["integer", "string"])),
        DEFAULT,
        BITS,
        SOURCE,
        RESOLUTION,
    ],
};

pub(in crate::evidence) static VALUE: Kind = Kind {
    name: "a value",
    identity: "value",
    keys: &[must("value", Shape::Scalar), SOURCE, RESOLUTION],
};

pub(in crate::evidence) static ID: Kind = Kind {
    name: "a kind of id",
    identity: "name",
    keys: &[
        must("name", Shape::Text),
        PATTERN,
        fact("prefix", Shape::Text),
        may("sample", Shape::Text),
        MIN_LENGTH,
        MAX_LENGTH,
        FORMAT,
        SOURCE,
        RESOLUTION,
    ],
};

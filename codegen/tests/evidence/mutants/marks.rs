//! Faults in what is marked as sensitive, and in what keys are called.

use super::{Mutant, mutant};

pub(super) const MARK_FAULTS: &[Mutant] = &[
    mutant(
        "mark of a member dropped",
        ("format: email, x-sensitive: true}", "format: email}"),
        "EVID0112",
        "email: {type: string",
        "name: email",
    ),
    mutant(
        "mark of a member that others inherit dropped",
        ("maxLength: 80, x-sensitive: true}", "maxLength: 80}"),
        "EVID0112",
        "name: {type: string, maxLength: 80}",
        "name: name, type: string, presence: optional, max-length",
    ),
    mutant(
        "mark of a parameter dropped",
        (
            "required: false, x-sensitive: true, schema",
            "required: false, schema",
        ),
        "EVID0112",
        "PageToken: {name: pageToken",
        "name: pageToken",
    ),
    mutant(
        "mark of the schema of a parameter dropped",
        ("maxLength: 64, x-sensitive: true}", "maxLength: 64}"),
        "EVID0112",
        "IdempotencyKey: {name: Idempotency-Key",
        "name: Idempotency-Key",
    ),
    mutant(
        "mark of what a member is made of dropped",
        ("maxLength: 200, x-sensitive: true}", "maxLength: 200}"),
        "EVID0112",
        "        notes:",
        "name: notes",
    ),
    mutant(
        "member marked that no row says is sensitive",
        (
            "minLength: 1, maxLength: 80}",
            "minLength: 1, maxLength: 80, x-sensitive: true}",
        ),
        "EVID0111",
        "maxLength: 80, x-sensitive: true}",
        "name: note, type: string",
    ),
    mutant(
        "schema marked that members are made of",
        (
            "It starts with `line_`.}",
            "It starts with `line_`., x-sensitive: true}",
        ),
        "EVID0111",
        "id: {$ref: '#/components/schemas/LineId'}",
        "    LineId: {type: string",
    ),
    mutant(
        "mark that hides nothing",
        (
            "Shop-Incident: {schema: {type: string}}",
            "Shop-Incident: {schema: {type: string, x-sensitive: true}}",
        ),
        "EVID0111",
        "Shop-Incident: {schema: {type: string, x-sensitive: true}}",
        "objects:",
    ),
    mutant(
        "key called by another name",
        ("name: app token", "name: shop token"),
        "EVID0111",
        "name: shop token",
        "value: secret key",
    ),
    mutant(
        "key called by no name",
        ("{name: secret key, prefix", "{prefix"),
        "EVID0112",
        "value: secret key",
        "name: app token",
    ),
];

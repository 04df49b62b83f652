//! Resolutions that explain nothing.

use super::*;

/// A resolution is an error as soon as it explains nothing.
const RESOLUTIONS: &[Mutant] = &[
    mutant(
        "the spec follows the sources after all",
        (
            "lines]\n      not: {required: [mode]}\n      properties:\n        amount: {type: integer, format: int64,",
            "lines]\n      not: {required: [mode]}\n      properties:\n        amount: {type: number,",
        ),
        "EVID0115",
        "spec: {type: integer}",
        "amount: {type: number",
    ),
    mutant(
        "the spec has a fact that it should be without",
        (
            "        attempts: {type: integer, format: int32}\n    OrderExpanded",
            "        attempts: {type: integer, format: int32, minimum: 0}\n    OrderExpanded",
        ),
        "EVID0115",
        "without: [min]",
        "minimum: 0}",
    ),
    mutant(
        "the one object it is for follows the sources",
        (
            "      required: [id, amount, status, lines, createdAt]",
            "      required: [id, amount, status, lines, createdAt, url]",
        ),
        "EVID0115",
        "      spec: {presence: optional}",
        "createdAt, url]",
    ),
    mutant(
        "the status of the sources",
        (
            "        '200':\n          description: The order.\n          content:\n            application/json:\n              schema: {$ref: '#/components/schemas/OrderExpanded'}",
            "        '201':\n          description: The order.\n          content:\n            application/json:\n              schema: {$ref: '#/components/schemas/OrderExpanded'}",
        ),
        "EVID0115",
        "spec: {success: {status: 200}}",
        "'201':",
    ),
    mutant(
        "a value that is ruled out",
        ("enum: [JPY, EUR]", "enum: [JPY, EUR, jpy]"),
        "EVID0116",
        "enum: [JPY, EUR, jpy]",
        "absent: true, reason: 'Accepted",
    ),
    mutant(
        "a member that is ruled out",
        (
            "        email: {type",
            "        coupon: {type: string}\n        email: {type",
        ),
        "EVID0116",
        "coupon: {type: string}",
        "absent: true, reason: Gone",
    ),
    mutant(
        "a template that became an object",
        ("    Notes:\n", "    Page: {type: object}\n    Notes:\n"),
        "EVID0116",
        "Page: {type: object}",
        "template: true",
    ),
    mutant(
        "a value that the row has anyway",
        (
            "resolution: {conflict: 1, spec: {type: integer}",
            "resolution: {conflict: 1, spec: {type: number}",
        ),
        "EVID0115",
        "spec: {type: number}",
        "    type: number",
    ),
    mutant(
        "without what the row does not have",
        ("without: [min]", "without: [max]"),
        "EVID0115",
        "without: [max]",
        "  - name: attempts",
    ),
    mutant(
        "a fact that neither side has",
        (
            "resolution: {spec: {bits: 32}",
            "resolution: {spec: {bits: 32, max: 5}",
        ),
        "EVID0115",
        "max: 5",
        "attempts: {type: integer",
    ),
];

#[test]
fn every_resolution_that_explains_nothing_is_refused() {
    check_all(RESOLUTIONS);
}

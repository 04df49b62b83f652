//! Faults in what a spec promises beside its operations and members.

use super::{Mutant, mutant};

/// Faults beside those: what else the spec may promise.
pub(super) const MORE_SPEC_FAULTS: &[Mutant] = &[
    mutant(
        "undocumented operation",
        (
            "  /orders/{orderId}:\n",
            "  /goods:\n    get: {operationId: listGoods, responses: {'200': {description: All.}}}\n  /orders/{orderId}:\n",
        ),
        "EVID0111",
        "operationId: listGoods",
        "operations:",
    ),
    mutant(
        "undocumented object",
        ("    Line:\n", "    Spare: {type: object}\n    Line:\n"),
        "EVID0111",
        "Spare:",
        "objects:",
    ),
    mutant(
        "undocumented status",
        (
            "        '500': {$ref: '#/components/responses/Broken'}\n  /orders/{orderId}/cancellation:",
            "        '500': {$ref: '#/components/responses/Broken'}\n        '409': {$ref: '#/components/responses/NotFound'}\n  /orders/{orderId}/cancellation:",
        ),
        "EVID0111",
        "'409':",
        "  errors:",
    ),
    mutant(
        "undocumented enum value",
        (
            "      - cancelled\n",
            "      - cancelled\n      - refunded\n",
        ),
        "EVID0111",
        "- refunded",
        "  values:",
    ),
    mutant(
        "values in another order",
        (
            "      - paid\n      - cancelled\n",
            "      - cancelled\n      - paid\n",
        ),
        "EVID0114",
        "- cancelled",
        "value: paid",
    ),
    mutant(
        "error code in another answer",
        (
            "{code: sold-out, text: Gone.}",
            "{code: order.unknown, text: Gone.}",
        ),
        "EVID0113",
        "code: order.unknown, text: Gone",
        "codes: [malformed, sold-out]",
    ),
    mutant(
        "nullable dropped",
        (
            "note: {type: string, nullable: true, minLength",
            "note: {type: string, minLength",
        ),
        "EVID0113",
        "note: {type: string, minLength",
        "name: note, type: string, presence: optional, nulls: allowed, min-length",
    ),
    mutant(
        "list made single",
        (
            "schema: {type: array, items: {$ref: '#/components/schemas/OrderStatus'}}",
            "schema: {$ref: '#/components/schemas/OrderStatus'}",
        ),
        "EVID0113",
        "name: status",
        "list: true",
    ),
    mutant(
        "keyword that a ledger has no word for",
        (
            "          minItems: 1\n",
            "          minItems: 1\n          uniqueItems: true\n",
        ),
        "EVID0111",
        "uniqueItems: true",
        "name: lines, type: LineCreate",
    ),
    mutant(
        "default dropped",
        ("maximum: 100, default: 20}", "maximum: 100}"),
        "EVID0112",
        "Limit:",
        "default: 20",
    ),
    mutant(
        "branch of a body dropped",
        ("      - $ref: '#/components/schemas/RepeatCreate'\n", ""),
        "EVID0112",
        "schemas/Purchase",
        "body: [OrderCreate, RepeatCreate]",
    ),
    mutant(
        "prefix of an id not told",
        ("It starts with `line_`.", "It starts with a word."),
        "EVID0112",
        "LineId:",
        "prefix: line_",
    ),
    mutant(
        "object that a direction no longer leads to",
        (
            "notes: {$ref: '#/components/schemas/Notes'}\n        createdAt: {type: integer, format: int64, x-time: epoch-milliseconds}\n        attempts: {type: integer, format: int32}\n    OrderExpanded:",
            "notes: {type: object}\n        createdAt: {type: integer, format: int64, x-time: epoch-milliseconds}\n        attempts: {type: integer, format: int32}\n    OrderExpanded:",
        ),
        "EVID0113",
        "notes: {type: object}",
        "name: notes, type: Notes, presence: optional, nulls: unknown",
    ),
    mutant(
        "status of every operation dropped",
        (
            "        '500': {$ref: '#/components/responses/Broken'}\n  /orders/{orderId}:",
            "  /orders/{orderId}:",
        ),
        "EVID0112",
        "responses:",
        "status: 500, codes: any",
    ),
    mutant(
        "code in an answer of every operation",
        ("{code: broken, text: Oh.}", "{code: malformed, text: Oh.}"),
        "EVID0113",
        "code: malformed, text: Oh",
        "code: broken",
    ),
    mutant(
        "operation sent to another host",
        (
            "      - url: https://archive.shop.example/v1\n",
            "      - url: https://archives.shop.example/v1\n",
        ),
        "EVID0113",
        "- url: https://archives",
        "server: https://archive",
    ),
    mutant(
        "part of an object dropped",
        (
            "      - $ref: '#/components/schemas/ContactBase'\n      - type: object\n",
            "      - type: object\n",
        ),
        "EVID0112",
        "      allOf:",
        "name: name, type: string, presence: optional, max-length: 80",
    ),
    mutant(
        "list of required members dropped",
        (
            "      required: [name]\n      properties:\n        name: {type: string}\n        price",
            "      properties:\n        name: {type: string}\n        price",
        ),
        "EVID0113",
        "    LineCreate:",
        "presence: required",
    ),
    mutant(
        "branch of a named union of members dropped",
        (
            "      - $ref: '#/components/schemas/LineId'\n      - $ref: '#/components/schemas/Line'\n",
            "      - $ref: '#/components/schemas/LineId'\n",
        ),
        "EVID0112",
        "schemas/ExpandableLine'",
        "      - $ref: '#/components/schemas/LineId'",
    ),
    mutant(
        "branch of a union dropped",
        ("      - $ref: '#/components/schemas/Company'\n", ""),
        "EVID0112",
        "schemas/Person'",
        "name: Contact, type: [Person, Company]",
    ),
    mutant(
        "list among the branches of a union",
        (
            "      - {type: array, items: {}}\n",
            "      - {type: array, items: {type: string}}\n",
        ),
        "EVID0113",
        "items: {type: string}",
        "list of any",
    ),
    mutant(
        "map of something else",
        (
            "additionalProperties: {$ref: '#/components/schemas/LineId'}",
            "additionalProperties: {$ref: '#/components/schemas/OrderId'}",
        ),
        "EVID0113",
        "schemas/OrderId'",
        "type: map of LineId",
    ),
    mutant(
        "map of what a ledger has no word for",
        (
            "additionalProperties: {$ref: '#/components/schemas/LineId'}",
            "additionalProperties: {type: string, maxLength: 9}",
        ),
        "EVID0111",
        "additionalProperties: {type: string, maxLength: 9}",
        "name: tags",
    ),
    mutant(
        "numbers of an enum made narrower",
        (
            "Rating: {type: integer, format: int64,",
            "Rating: {type: integer, format: int32,",
        ),
        "EVID0113",
        "format: int32, enum",
        "name: Rating",
    ),
    mutant(
        "union told by another member",
        (
            "discriminator: {propertyName: kind}",
            "discriminator: {propertyName: name}",
        ),
        "EVID0113",
        "propertyName: name",
        "by: kind",
    ),
    mutant(
        "part that narrows nothing",
        (
            "          kind: {type: string, enum: [person]}",
            "          kind: {type: string}",
        ),
        "EVID0112",
        "          kind: {type: string}",
        "values: [person]",
    ),
    mutant(
        "body of one of several successes dropped",
        (
            "          x-body-optional: true\n          content:\n            application/json:\n              schema: {$ref: '#/components/schemas/Order'}\n",
            "          x-body-optional: true\n",
        ),
        "EVID0112",
        "        '203':",
        "success: {status: [200, 203], body: Order",
    ),
    mutant(
        "body of an answer of every operation dropped",
        (
            "      headers: {Shop-Incident: {schema: {type: string}}}\n      content:\n        application/json:\n          schema: {$ref: '#/components/schemas/Error'}\n          examples:\n            broken: {value: {code: broken, text: Oh.}}\n",
            "      headers: {Shop-Incident: {schema: {type: string}}}\n",
        ),
        "EVID0112",
        "    Broken:",
        "status: 500, codes: any",
    ),
    mutant(
        "code of the only example dropped",
        ("{code: broken, text: Oh.}", "{text: Oh.}"),
        "EVID0112",
        "broken: {value: {text: Oh.}}",
        "status: 500, codes: any",
    ),
    mutant(
        "token of the next page not told",
        ("items: data, next: next}", "items: data}"),
        "EVID0112",
        "x-pagination:",
        "fact: pagination-next",
    ),
    mutant(
        "bound of the values of a map dropped",
        (
            "      additionalProperties: {type: string, maxLength: 200, x-sensitive: true}\n",
            "      additionalProperties: {type: string, x-sensitive: true}\n",
        ),
        "EVID0112",
        "      additionalProperties: {type: string, x-sensitive",
        "map: {type: string, max-length: 200",
    ),
    mutant(
        "header of an answer dropped",
        (
            "      x-body-optional: true\n      headers: {Shop-Incident: {schema: {type: string}}}\n",
            "      x-body-optional: true\n",
        ),
        "EVID0112",
        "    Broken:",
        "headers: [Shop-Incident]",
    ),
    mutant(
        "member of an object made of others dropped",
        ("          age: {type: integer, format: int64}\n", ""),
        "EVID0112",
        "      allOf:",
        "        properties:",
    ),
    mutant(
        "mark of a body that may be missing dropped",
        (
            "          description: The order as it was.\n          x-body-optional: true\n",
            "          description: The order as it was.\n",
        ),
        "EVID0112",
        "        '200':",
        "body-optional: true}",
    ),
    mutant(
        "mark of an error's body that may be missing dropped",
        (
            "      description: It broke.\n      x-body-optional: true\n",
            "      description: It broke.\n",
        ),
        "EVID0112",
        "    Broken:",
        "body: Error, body-optional: true, headers",
    ),
    mutant(
        "what precedes the key not told",
        ("prefix: 'Shop ', ", ""),
        "EVID0112",
        "x-credential: {name: secret key, pattern",
        "fact: credential-prefix",
    ),
    mutant(
        "event dropped",
        (
            "    report.ready: {description: A report can be fetched.}\n",
            "",
        ),
        "EVID0112",
        "  events:",
        "type: report.ready",
    ),
];

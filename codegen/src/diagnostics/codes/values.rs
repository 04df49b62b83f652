//! Examples and defaults that do not fit their schema.
//!
//! The place at fault is in the value; the place in the schema is pointed at beside it. Which of the two is wrong, only
//! the provider's documentation can say.

super::codes! {
    /// The value is of another type than the schema says.
    TYPE = "SPEC0601" "value of the wrong type" Error Mended {
        bad: "schema: {type: integer}\nexample: '12'",
        good: "schema: {type: integer}\nexample: 12",
    }
    /// The value is null and the schema does not say `nullable: true`.
    NULL = "SPEC0602" "null where none may be" Error Mended {
        bad: "schema: {type: string}\nexample: null",
        good: "schema: {type: string, nullable: true}\nexample: null",
    }
    /// The value is none of those that `enum` lists.
    ENUM = "SPEC0603" "value outside its enum" Error Mended {
        bad: "schema: {type: string, enum: [open, paid]}\nexample: payed",
        good: "schema: {type: string, enum: [open, paid]}\nexample: paid",
    }
    /// The number is below or above a bound, no multiple of what it should be, or too large for its format.
    BOUND = "SPEC0604" "number out of bounds" Error Mended {
        bad: "schema: {type: integer, minimum: 1}\nexample: 0",
        good: "schema: {type: integer, minimum: 1}\nexample: 1",
    }
    /// The text, list or object is too short, too long or has the same item twice.
    LENGTH = "SPEC0605" "too few or too many" Error Mended {
        bad: "schema: {type: string, maxLength: 3}\nexample: JPYEN",
        good: "schema: {type: string, maxLength: 3}\nexample: JPY",
    }
    /// The text does not match the pattern.
    PATTERN = "SPEC0606" "text that does not match its pattern" Error Mended {
        bad: "schema: {type: string, pattern: '^order_'}\nexample: ordr_1",
        good: "schema: {type: string, pattern: '^order_'}\nexample: order_1",
    }
    /// The text is not what the format says.
    FORMAT = "SPEC0607" "text that does not have its format" Error Mended {
        bad: "schema: {type: string, format: date}\nexample: 31 January",
        good: "schema: {type: string, format: date}\nexample: '2024-01-31'",
    }
    /// The object lacks a member that the schema requires.
    MISSING = "SPEC0608" "missing member in a value" Error Mended {
        bad: "schema: {type: object, required: [id], properties: {id: {type: string}}}\nexample: {}",
        good: "schema: {type: object, required: [id], properties: {id: {type: string}}}\nexample: {id: a}",
    }
    /// The object has a member that its schema forbids: `additionalProperties` is false.
    FORBIDDEN = "SPEC0609" "forbidden member in a value" Error Mended {
        bad: "schema: {type: object, properties: {id: {type: string}}, additionalProperties: false}\nexample: {id: a, status: paid}",
        good: "schema: {type: object, properties: {id: {type: string}}, additionalProperties: false}\nexample: {id: a}",
    }
    /// The value fits none of the branches of a union, several branches of `oneOf`, or what `not` excludes.
    UNION = "SPEC0610" "value that fits no branch, or too many" Error Mended {
        bad: "schema: {oneOf: [{type: string}, {type: integer}]}\nexample: true",
        good: "schema: {oneOf: [{type: string}, {type: integer}]}\nexample: 1",
    }
    /// The member is read only and stands in a request, or write only and stands in an answer.
    DIRECTION = "SPEC0611" "member in the wrong direction" Error Note {
        bad: "requestBody:\n  content:\n    application/json:\n      schema: {type: object, properties: {id: {type: string, readOnly: true}}}\n      example: {id: a1}",
        good: "requestBody:\n  content:\n    application/json:\n      schema: {type: object, properties: {id: {type: string, readOnly: true}}}\n      example: {}",
    }
    /// `example` and `examples` exclude each other: readers look at one of them only.
    TWICE = "SPEC0612" "both example and examples" Error Mended {
        bad: "schema: {type: string}\nexample: a\nexamples: {first: {value: a}}",
        good: "schema: {type: string}\nexamples: {first: {value: a}}",
    }
    /// The object has a member that its schema does not name. An open schema lets it pass, yet the example shows
    /// something that the document does not describe: the name is misspelt in one of the two, or the member is missing
    /// in the schema. What a source shows is never changed: an example that has an `x-source` may list such members
    /// under `x-undescribed`.
    UNDESCRIBED = "SPEC0613" "undescribed member in a value" Error Note {
        bad: "schema: {type: object, properties: {id: {type: string}}}\nexample: {id: a, status: paid}",
        good: "schema: {type: object, properties: {id: {type: string}, status: {type: string}}}\nexample: {id: a, status: paid}",
    }
}

//! Schemas that contradict themselves, or say something that has no effect.

super::codes! {
    /// `required` lists a name that no property has. Either one of the two is misspelt, or the property is missing.
    REQUIRED_UNKNOWN = "SPEC0501" "required names no property" Error Mended {
        bad: "type: object\nrequired: [amout]\nproperties: {amount: {type: integer}}",
        good: "type: object\nrequired: [amount]\nproperties: {amount: {type: integer}}",
    }
    /// A list of names or values has the same entry twice: one that stands in a schema, the list of tags, or one in an extension.
    DUPLICATE_ENTRY = "SPEC0502" "duplicate entry" Error Mended {
        bad: "type: string\nenum: [paid, open, paid]",
        good: "type: string\nenum: [paid, open]",
    }
    /// A value of `enum` is not of the type the schema asks for, or breaks another of its rules, so it can never occur.
    ENUM_VALUE = "SPEC0503" "enum value that its schema forbids" Error Mended {
        bad: "type: string\nenum: [JPY, 392]",
        good: "type: string\nenum: [JPY, '392']",
    }
    /// No value satisfies the schema, because two of its rules exclude each other.
    UNSATISFIABLE = "SPEC0504" "schema that nothing satisfies" Error Mended {
        bad: "type: integer\nminimum: 10\nmaximum: 1",
        good: "type: integer\nminimum: 1\nmaximum: 10",
    }
    /// The pattern is not a regular expression.
    PATTERN_INVALID = "SPEC0505" "invalid pattern" Error Mended {
        bad: "type: string\npattern: '^order_[a-z'",
        good: "type: string\npattern: '^order_[a-z]+$'",
    }
    /// The pattern uses something that not every reader understands, or not in the same way. The portable part is what
    /// ECMA-262 and RE2-like engines share: no look-around, no back-references, no named groups, no inline flags, no
    /// classes by Unicode property.
    PATTERN_NOT_PORTABLE = "SPEC0506" "pattern that is not portable" Error Mended {
        bad: "type: string\npattern: '^(?=.*[0-9]).+$'",
        good: "type: string\npattern: '^.*[0-9].*$'",
    }
    /// The pattern matches no text of the length that the schema asks for.
    PATTERN_LENGTH = "SPEC0507" "pattern against length" Error Mended {
        bad: "type: string\npattern: '^[A-Z]{3}$'\nmaxLength: 2",
        good: "type: string\npattern: '^[A-Z]{3}$'",
    }
    /// `nullable` has no effect without `type` in the same schema, and none beside `allOf`: what is referred to still
    /// forbids null.
    NULLABLE_WITHOUT_TYPE = "SPEC0508" "nullable without a type" Error Note {
        bad: "nullable: true\nallOf: [{$ref: '#/components/schemas/Locale'}]",
        good: "anyOf: [{$ref: '#/components/schemas/Locale'}, {type: object, nullable: true, enum: [null]}]",
    }
    /// An enum lists every value there is. One that may be null lists null.
    NULLABLE_ENUM = "SPEC0509" "nullable enum without null" Error Mended {
        bad: "type: string\nnullable: true\nenum: [a, b]",
        good: "type: string\nnullable: true\nenum: [a, b, null]",
    }
    /// A value of this schema must hold another one, which must hold another one, without end. Something on the way has
    /// to be optional, nullable, a list or a map.
    REQUIRES_ITSELF = "SPEC0510" "type that requires itself" Error Mended {
        bad: "Node: {type: object, required: [next], properties: {next: {$ref: '#/components/schemas/Node'}}}",
        good: "Node: {type: object, properties: {next: {$ref: '#/components/schemas/Node'}}}",
    }
    /// The format is not one that is known for this type, so it is documentation only.
    UNKNOWN_FORMAT = "SPEC0511" "unknown format" Error Note {
        bad: "type: string\nformat: datetime",
        good: "type: string\nformat: date-time",
    }
    /// The keyword only has a meaning for values of another type, so it never takes effect.
    KEYWORD_TYPE = "SPEC0512" "keyword of another type" Error Mended {
        bad: "type: integer\nmaxLength: 3",
        good: "type: integer\nmaximum: 999",
    }
    /// The property that tells the branches of a union apart must be there in every branch, and every target must be a
    /// branch.
    DISCRIMINATOR = "SPEC0513" "discriminator that does not discriminate" Error Mended {
        bad: "oneOf: [{$ref: '#/components/schemas/Card'}]\ndiscriminator: {propertyName: knid}",
        good: "oneOf: [{$ref: '#/components/schemas/Card'}]\ndiscriminator: {propertyName: kind}",
    }
    /// A property is left out of requests, or out of answers; one that is left out of both does not exist.
    READ_AND_WRITE_ONLY = "SPEC0514" "both readOnly and writeOnly" Error Mended {
        bad: "type: string\nreadOnly: true\nwriteOnly: true",
        good: "type: string\nreadOnly: true",
    }
}

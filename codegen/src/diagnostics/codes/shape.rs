//! The shape of the objects a document is made of.

super::codes! {
    /// The object has no member of this name in OpenAPI 3.0.3. Most readers drop it without a word, and what it said
    /// is lost: a misspelt `required` makes every member optional.
    UNKNOWN_KEY = "SPEC0201" "unknown key" Error Mended {
        bad: "type: object\nrequird: [id]\nproperties: {id: {type: string}}",
        good: "type: object\nrequired: [id]\nproperties: {id: {type: string}}",
    }
    /// The member exists, but takes another kind of value.
    WRONG_KIND = "SPEC0202" "wrong kind of value" Error Mended {
        bad: "type: string\nmaxLength: three",
        good: "type: string\nmaxLength: 3",
    }
    /// `type` is one of string, number, integer, boolean, array and object; null is `nullable: true`.
    UNKNOWN_TYPE = "SPEC0203" "unknown schema type" Error Mended {
        bad: "type: integr",
        good: "type: integer",
    }
    /// The object cannot do without this member.
    MISSING_MEMBER = "SPEC0204" "missing member" Error Mended {
        bad: "info: {title: Orders}",
        good: "info: {title: Orders, version: '1'}",
    }
    /// The member takes one of a few words, and this is none of them.
    UNKNOWN_WORD = "SPEC0205" "unknown word" Error Mended {
        bad: "parameters:\n- {name: limit, in: querry, schema: {type: integer}, example: 10}",
        good: "parameters:\n- {name: limit, in: query, schema: {type: integer}, example: 10}",
    }
    /// Extensions are few and documented, so that a misspelt one is noticed.
    UNKNOWN_EXTENSION = "SPEC0206" "unknown extension" Error Unsaid {
        bad: "type: string\nx-sensitiv: true",
        good: "type: string\nx-sensitive: true",
    }
    /// The extension exists, but says something that has no meaning here.
    EXTENSION_USE = "SPEC0207" "extension with no meaning" Error Mended {
        bad: "type: string\nx-time: epoch-milliseconds",
        good: "type: integer\nformat: int64\nx-time: epoch-milliseconds",
    }
    /// Documents are written in OpenAPI 3.0.
    VERSION = "SPEC0208" "other version of OpenAPI" Error Error {
        bad: "openapi: 3.1.0",
        good: "openapi: 3.0.3",
    }
    /// A path starts with `/`, a status is three digits, `4XX` or `default`, a media type has a `/`, and the name of a
    /// component consists of letters, digits, `.`, `-` and `_`. An operationId becomes a name in code, so it consists of
    /// letters, digits and `_` and starts with a letter.
    BAD_NAME = "SPEC0209" "name that is not allowed" Error Mended {
        bad: "responses: {'20': {description: Done.}}",
        good: "responses: {'200': {description: Done.}}",
    }
}

//! What the generator has to say about a sound document.

use super::codes;

codes! {
    /// The document is sound, but the generator has no code for this feature yet.
    /// What stands here is left out; everything else is generated.
    UNSUPPORTED = "GEN0101" "feature not supported" Error LeftOut {
        bad: "parameters:\n- {name: filter, in: query, example: {a: 1}, content: {application/xml: {schema: {type: object}}}}",
        good: "parameters:\n- {name: filter, in: query, example: {a: 1}, content: {application/json: {schema: {type: object}}}}",
    }
    /// The checks found nothing wrong, yet the document cannot be read into the OpenAPI model.
    /// This is a gap in the checks, not a rule of its own.
    MODEL = "GEN0102" "document does not fit the model" Error Error {
        bad: "paths: {/orders: {get: {responses: {200: {description: [ok]}}}}}",
        good: "paths: {/orders: {get: {responses: {200: {description: ok}}}}}",
    }
    /// A rule that the generated code keeps to in neither direction: what it forbids is sent, and read. Everything else of the
    /// schema holds. Say in the description what a caller has to know.
    UNASKED = "GEN0103" "rule that is not asked" Note Note {
        bad: "type: string\nnot: {enum: [none]}",
        good: "type: string\npattern: '^[a-z]{5,}$'",
    }
    /// Two things would have had the same name in Rust, so one of them was given another.
    /// The name stays as long as the document keeps their order.
    RENAMED = "GEN0201" "name settled after a clash" Note Note {
        bad: "type: string\nenum: [asc, ASC]",
        good: "type: string\nenum: [asc, desc]",
    }
}

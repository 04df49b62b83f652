//! What a spec of the house must say, so that people can rely on it and on what is generated from it.

super::codes! {
    /// Everything that has a name becomes a name in code, with the description as its documentation. An operation has a
    /// `summary`, too. A property that is a reference has the description of what it refers to.
    DESCRIPTION = "SPEC0701" "name without a description" Error Unsaid {
        bad: "Order:\n  type: object\n  description: An order.\n  properties:\n    id: {type: string}",
        good: "Order:\n  type: object\n  description: An order.\n  properties:\n    id: {type: string, description: Id of the order.}",
    }
    /// A description starts with a full sentence and ends with one: it starts with a capital letter, a digit or a quote, and
    /// ends with a full stop. Where it ends otherwise, part of it is often lost.
    SENTENCE = "SPEC0702" "description that is no sentence" Error Unsaid {
        bad: "Order: {type: object, description: an order}",
        good: "Order: {type: object, description: An order.}",
    }
    /// A line of a description is indented further than the one before it, which changes what a reader of Markdown, or of
    /// YAML, makes of it. Lines may be indented that go on in an item of a list, or that follow an empty line.
    INDENTED_LINE = "SPEC0703" "indented line in a description" Error Unsaid {
        bad: "Order:\n  type: object\n  description: |\n    An order of a shopper\n      who has paid.",
        good: "Order:\n  type: object\n  description: |\n    An order of a shopper\n    who has paid.",
    }
    /// Once some values of an enum have a description, one that has none was forgotten.
    VALUE_DESCRIPTION = "SPEC0704" "value without a description" Error Unsaid {
        bad: "Status:\n  type: string\n  description: How far an order is.\n  enum: [open, paid]\n  x-enum-descriptions: {open: Nobody has paid.}",
        good: "Status:\n  type: string\n  description: How far an order is.\n  enum: [open, paid]\n  x-enum-descriptions: {open: Nobody has paid., paid: The shopper has paid.}",
    }
    /// A body without an example is checked against nothing, and its documentation shows nothing.
    BODY_EXAMPLE = "SPEC0705" "body without an example" Error Unsaid {
        bad: "description: Orders.\ncontent:\n  application/json:\n    schema: {type: array, items: {type: string}}",
        good: "description: Orders.\ncontent:\n  application/json:\n    schema: {type: array, items: {type: string}}\n    examples:\n      none: {summary: No order, value: [], x-source: 'docs:/orders'}",
    }
    /// An example is a `summary`, a `value`, and where it comes from: `x-source` if a source shows it, `x-origin: composed` if
    /// it was made up from what sources describe, which its name says, too: it starts with `composed-`.
    EXAMPLE_ORIGIN = "SPEC0706" "example that does not say where it comes from" Error Unsaid {
        bad: "description: Orders.\ncontent:\n  application/json:\n    schema: {type: array, items: {type: string}}\n    examples:\n      none: {summary: No order, value: []}",
        good: "description: Orders.\ncontent:\n  application/json:\n    schema: {type: array, items: {type: string}}\n    examples:\n      composed-none: {summary: No order, value: [], x-origin: composed}",
    }
    /// An example that has a file of its own is called as its file is.
    EXAMPLE_NAME = "SPEC0707" "example under another name than its file" Error Unsaid {
        bad: "description: Orders.\ncontent:\n  application/json:\n    schema: {type: array, items: {type: string}}\n    examples:\n      noen: {$ref: examples/none.json}",
        good: "description: Orders.\ncontent:\n  application/json:\n    schema: {type: array, items: {type: string}}\n    examples:\n      none: {$ref: examples/none.json}",
    }
    /// The schema allows any value at all, which is more often a `type` that was forgotten than meant. Where it is meant,
    /// `x-any: true` says so. A body has a schema, too.
    NO_TYPE = "SPEC0708" "schema without a type" Error Unsaid {
        bad: "Order:\n  type: object\n  description: An order.\n  properties:\n    notes: {description: What the shop wants to keep.}",
        good: "Order:\n  type: object\n  description: An order.\n  properties:\n    notes: {description: What the shop wants to keep., x-any: true}",
    }
    /// An integer says how wide it is. Amounts are 64 bits wide.
    NO_WIDTH = "SPEC0710" "integer without a width" Error Unsaid {
        bad: "Amount: {type: integer, description: What it costs.}",
        good: "Amount: {type: integer, format: int64, description: What it costs.}",
    }
    /// A name on the wire consists of letters, digits, `_`, `-`, `.`, `$` and brackets. Anything else is a slip of the pen.
    WIRE_NAME = "SPEC0709" "odd name of a property" Error Unsaid {
        bad: "Order:\n  type: object\n  description: An order.\n  properties:\n    'amo,unt': {type: integer, format: int64, description: What it costs.}",
        good: "Order:\n  type: object\n  description: An order.\n  properties:\n    amount: {type: integer, format: int64, description: What it costs.}",
    }
    /// Every file in `examples/` and `resources/` is part of the document. One that nothing refers to is checked against
    /// nothing, and readers take it for documented. What is no example goes into `cases/`.
    UNUSED_FILE = "SPEC0711" "file that nothing refers to" Error Unsaid {
        bad: "description: Orders.\ncontent:\n  application/json:\n    schema: {type: array, items: {type: string}}\n    examples: # Beside it: examples/none.json\n      composed-none: {summary: No order, value: [], x-origin: composed}",
        good: "description: Orders.\ncontent:\n  application/json:\n    schema: {type: array, items: {type: string}}\n    examples: # Beside it: examples/none.json\n      none: {$ref: examples/none.json}",
    }
    /// An operation takes the parameter by which others read page after page, or wait, and does not say so; its pages can be
    /// turned round or say how many entries there are, and `x-pagination` does not say by which parameter or in which member, as
    /// that of others does; an answer lacks the header that `x-idempotency-status` says it has; a property is called and
    /// described like one that is `x-sensitive`, and is not; or a branch of a union excludes a member that no other branch has,
    /// so that it excludes nothing. Clients are generated from what is said.
    FORGOTTEN = "SPEC0712" "what others like it say is forgotten" Error Unsaid {
        bad: "Id:\n  description: An order or a parcel.\n  oneOf:\n  - {type: object, properties: {order: {type: string, description: Its id.}}, not: {required: [parcell]}}\n  - {type: object, required: [parcel], properties: {parcel: {type: string, description: Its id.}}}",
        good: "Id:\n  description: An order or a parcel.\n  oneOf:\n  - {type: object, properties: {order: {type: string, description: Its id.}}, not: {required: [parcel]}}\n  - {type: object, required: [parcel], properties: {parcel: {type: string, description: Its id.}}}",
    }
    /// An answer without `content` has no body, or its body was forgotten. Where it has none, `x-no-body: true` says so. Answers
    /// that have no body by their status need not: those from 100 to 199, 204, 205 and redirections.
    NO_BODY = "SPEC0713" "answer that says nothing of its body" Error Unsaid {
        bad: "description: The orders are settled.",
        good: "description: The orders are settled.\nx-no-body: true",
    }
}

//! The forty-six faults, one at a time.

/// Who can know of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// An example and its schema do not fit each other.
    Example,
    /// The document contradicts itself.
    Consistency,
    /// The document is sound and says what no source does.
    Fidelity,
}

/// A fault: what is replaced by what.
pub(crate) struct Fault {
    pub(crate) class: Class,
    pub(crate) name: &'static str,
    /// The text to replace; it stands in the spec once.
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    /// What must be found.
    pub(crate) code: &'static str,
    /// Part of the line at fault; where something is taken out, of the line of what it was part of.
    pub(crate) at: &'static str,
}

const fn fault(
    class: Class,
    name: &'static str,
    (from, to): (&'static str, &'static str),
    code: &'static str,
    at: &'static str,
) -> Fault {
    Fault {
        class,
        name,
        from,
        to,
        code,
        at,
    }
}

const fn example(
    name: &'static str,
    change: (&'static str, &'static str),
    code: &'static str,
    at: &'static str,
) -> Fault {
    fault(Class::Example, name, change, code, at)
}

const fn consistency(
    name: &'static str,
    change: (&'static str, &'static str),
    code: &'static str,
    at: &'static str,
) -> Fault {
    fault(Class::Consistency, name, change, code, at)
}

const fn fidelity(
    name: &'static str,
    change: (&'static str, &'static str),
    code: &'static str,
    at: &'static str,
) -> Fault {
    fault(Class::Fidelity, name, change, code, at)
}

pub(crate) const ALL: &[Fault] = &[
    example(
        "response example of the wrong type",
        ("amount: 300", "amount: '300'"),
        "SPEC0601",
        "amount: '300'",
    ),
    example(
        "response example without a required member",
        ("                    status: open\n", ""),
        "SPEC0608",
        "id: order_a1",
    ),
    example(
        "response example outside an enum",
        ("status: open", "status: opened"),
        "SPEC0603",
        "status: opened",
    ),
    example(
        "response example with a bad date-time",
        ("'2024-01-31T10:00:00Z'", "'2024-01-31 at ten'"),
        "SPEC0607",
        "at ten",
    ),
    example(
        "response example with a null that is not allowed",
        ("currency: USD", "currency: null"),
        "SPEC0602",
        "currency: null",
    ),
    example(
        "item of a list in an example of the wrong type",
        ("{name: Cup, quantity: 1}", "{name: Cup, quantity: one}"),
        "SPEC0601",
        "quantity: one",
    ),
    example(
        "error example without a required member",
        ("                message: There is no such order.\n", ""),
        "SPEC0608",
        "code: unknown_order",
    ),
    example(
        "request example below its minimum",
        (
            "amount: 1500\n                  currency: JPY\n                  reference",
            "amount: 0\n                  currency: JPY\n                  reference",
        ),
        "SPEC0604",
        "amount: 0",
    ),
    example(
        "request example with a member too many in a closed object",
        ("reference: ord-2024", "references: ord-2024"),
        "SPEC0609",
        "references: ord-2024",
    ),
    example(
        "type of a schema from integer to string",
        (
            "quantity: {type: integer, format: int64, minimum: 1,",
            "quantity: {type: string,",
        ),
        "SPEC0601",
        "quantity: {type: string",
    ),
    example(
        "value of an enum dropped that an example shows",
        ("[JPY, USD, EUR]", "[JPY, EUR]"),
        "SPEC0603",
        "[JPY, EUR]",
    ),
    example(
        "nullable dropped where an example is null",
        (
            "note: {type: string, nullable: true, maxLength",
            "note: {type: string, maxLength",
        ),
        "SPEC0602",
        "note: {type: string, maxLength",
    ),
    example(
        "optional member required that an example lacks",
        ("status, created, items]", "status, created, items, day]"),
        "SPEC0608",
        "items, day]",
    ),
    example(
        "format from date-time to date",
        ("format: date-time", "format: date"),
        "SPEC0607",
        "created: {type: string, format: date,",
    ),
    consistency(
        "required lists a property that is not defined",
        (
            "required: [code, message]",
            "required: [code, message, cause]",
        ),
        "SPEC0501",
        "cause]",
    ),
    consistency(
        "name of a property misspelt that is still required",
        ("quantity: {type: integer", "quantiy: {type: integer"),
        "SPEC0501",
        "quantiy:",
    ),
    consistency(
        "path parameter not declared",
        (
            "description: Cancels an order that is still open.\n      parameters:\n      - {$ref: '#/components/parameters/OrderId'}\n",
            "description: Cancels an order that is still open.\n",
        ),
        "SPEC0404",
        "/orders/{orderId}/cancellation:",
    ),
    consistency(
        "operationId that stands twice",
        ("operationId: listOrders", "operationId: createOrder"),
        "SPEC0401",
        "operationId: createOrder\n      tags: [Orders]\n      summary: Lists",
    ),
    consistency(
        "dangling reference",
        (
            "items: {$ref: '#/components/schemas/Item'}",
            "items: {$ref: '#/components/schemas/Itm'}",
        ),
        "SPEC0302",
        "schemas/Itm",
    ),
    consistency(
        "value of an enum that stands twice",
        (
            "[open, paid, cancelled, lost]",
            "[open, paid, cancelled, open]",
        ),
        "SPEC0502",
        "cancelled, open]",
    ),
    consistency(
        "value of an enum of the wrong type",
        ("[JPY, USD, EUR]", "[JPY, USD, 978]"),
        "SPEC0503",
        "978",
    ),
    consistency(
        "default that breaks its schema",
        ("default: 10", "default: 0"),
        "SPEC0604",
        "default: 0",
    ),
    consistency(
        "minimum above maximum",
        ("minimum: 1, maximum: 100,", "minimum: 101, maximum: 100,"),
        "SPEC0504",
        "minimum: 101",
    ),
    consistency(
        "invalid regular expression",
        ("'^order_[a-z0-9]+$'", "'^order_[a-z0-9+$'"),
        "SPEC0505",
        "[a-z0-9+$",
    ),
    consistency(
        "pattern that contradicts maxLength",
        ("maxLength: 40", "maxLength: 6"),
        "SPEC0507",
        "maxLength: 6",
    ),
    consistency(
        "link to an unknown operation",
        (
            "order:\n              operationId: getOrder",
            "order:\n              operationId: getOrdr",
        ),
        "SPEC0411",
        "getOrdr",
    ),
    consistency(
        "link expression to an absent member",
        (
            "operationId: cancelOrder\n              parameters: {orderId: '$response.body#/id'}",
            "operationId: cancelOrder\n              parameters: {orderId: '$response.body#/orderId'}",
        ),
        "SPEC0412",
        "body#/orderId",
    ),
    consistency(
        "undefined security scheme",
        ("- secretKey: []", "- apiKey: []"),
        "SPEC0407",
        "- apiKey",
    ),
    consistency(
        "unused component",
        (
            "    Currency:\n",
            "    Spare: {type: string, description: Nothing has it.}\n    Currency:\n",
        ),
        "SPEC0308",
        "Spare",
    ),
    consistency(
        "ambiguous paths",
        ("  /orders/{orderId}/cancellation:\n", "  /orders/{id}:\n"),
        "SPEC0406",
        "/orders/{id}:",
    ),
    consistency(
        "unknown type",
        ("reference: {type: string,", "reference: {type: strng,"),
        "SPEC0203",
        "strng",
    ),
    consistency(
        "misspelt keyword",
        ("required: [code, message]", "requred: [code, message]"),
        "SPEC0201",
        "requred",
    ),
    fidelity(
        "response example with a member that is not described",
        ("day: '2024-03-01'", "dayOfWeek: friday"),
        "SPEC0613",
        "dayOfWeek",
    ),
    fidelity(
        "value of an enum dropped that no example shows",
        ("[open, paid, cancelled, lost]", "[open, paid, cancelled]"),
        "EVID0112",
        "[open, paid, cancelled]",
    ),
    fidelity(
        "value of an enum misspelt",
        (
            "[open, paid, cancelled, lost]",
            "[open, paid, cancelled, losst]",
        ),
        "EVID0111",
        "losst",
    ),
    fidelity(
        "name of an optional property misspelt",
        ("parcel: {type", "parcell: {type"),
        "EVID0111",
        "parcell:",
    ),
    fidelity(
        "required dropped",
        (
            "required: [id, amount, currency, status, created, items]",
            "required: [id, amount, currency, status, items]",
        ),
        "EVID0113",
        "required: [id, amount, currency, status, items]",
    ),
    fidelity(
        "method from POST to PUT",
        ("cancellation:\n    post:\n", "cancellation:\n    put:\n"),
        "EVID0113",
        "    put:",
    ),
    fidelity(
        "success status from 201 to 200",
        ("'201':", "'200':"),
        "EVID0113",
        "'200':\n          description: The order.",
    ),
    fidelity(
        "segment of a path misspelt",
        ("/cancellation:", "/cancelation:"),
        "EVID0113",
        "/cancelation:",
    ),
    fidelity(
        "query parameter renamed",
        ("- name: limit\n", "- name: limits\n"),
        "EVID0113",
        "- name: limits",
    ),
    fidelity(
        "style of a query parameter from form to deepObject",
        ("style: form\n", "style: deepObject\n"),
        "EVID0111",
        "style: deepObject",
    ),
    fidelity(
        "media type misspelt",
        (
            "application/json:\n              schema: {$ref: '#/components/schemas/OrderPage'}",
            "application/jsn:\n              schema: {$ref: '#/components/schemas/OrderPage'}",
        ),
        "EVID0113",
        "application/jsn",
    ),
    fidelity(
        "maximum off by a factor of ten",
        ("maximum: 1000000,", "maximum: 10000000,"),
        "EVID0113",
        "maximum: 10000000,",
    ),
    fidelity(
        "open object closed",
        (
            "description: Thing that is bought.\n",
            "description: Thing that is bought.\n      additionalProperties: false\n",
        ),
        "EVID0111",
        "additionalProperties: false\n      required: [name, quantity]",
    ),
    fidelity(
        "mark of what is sensitive dropped",
        ("maxLength: 200, x-sensitive: true,", "maxLength: 200,"),
        "EVID0112",
        "note: {type: string, nullable: true, maxLength: 200",
    ),
];

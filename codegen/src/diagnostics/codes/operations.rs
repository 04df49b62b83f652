//! Operations, their parameters, answers, links and keys.

super::codes! {
    /// An operation is known by its id: two of them with one id cannot be told apart.
    DUPLICATE_OPERATION = "SPEC0401" "duplicate operationId" Error Mended {
        bad: "get: {operationId: getOrder}\ndelete: {operationId: getOrder}",
        good: "get: {operationId: getOrder}\ndelete: {operationId: deleteOrder}",
    }
    /// The tag of an operation is the resource it belongs to, so it has one, not none and not several.
    ONE_TAG = "SPEC0402" "operation without exactly one tag" Error Note {
        bad: "tags: [Orders, Payments]",
        good: "tags: [Orders]",
    }
    /// Tags are declared at the root, where they are described.
    UNDECLARED_TAG = "SPEC0403" "undeclared tag" Error Note {
        bad: "tags: [Order]",
        good: "tags: [Orders]",
    }
    /// Every `{name}` of a path is a parameter of the operation with `in: path`.
    UNDECLARED_PATH_PARAMETER = "SPEC0404" "undeclared path parameter" Error Mended {
        bad: "/orders/{id}: {get: {parameters: []}}",
        good: "/orders/{id}: {get: {parameters: [{name: id, in: path, …}]}}",
    }
    /// A parameter with `in: path` stands in the path as `{name}`.
    UNUSED_PATH_PARAMETER = "SPEC0405" "path parameter that is not in the path" Error Mended {
        bad: "/orders: {get: {parameters: [{name: id, in: path, …}]}}",
        good: "/orders/{id}: {get: {parameters: [{name: id, in: path, …}]}}",
    }
    /// Two paths match the same requests, so which operation is meant depends on the reader.
    AMBIGUOUS_PATHS = "SPEC0406" "paths that match the same requests" Error Note {
        bad: "/orders/{id}: {…}\n/orders/{orderId}: {…}",
        good: "/orders/{orderId}: {…}",
    }
    /// Each of two paths has text where the other has a name, so a request can match both. The provider decides which
    /// operation is meant; nothing in the document says so.
    CROSSING_PATHS = "SPEC0416" "paths that can match the same request" Note Note {
        bad: "/{kind}/last: {…}\n/orders/{orderId}: {…}",
        good: "/orders/last: {…}\n/orders/{orderId}: {…}",
    }
    /// Security requirements name the schemes of `components.securitySchemes`.
    UNDEFINED_SCHEME = "SPEC0407" "undefined security scheme" Error Mended {
        bad: "security: [{secretkey: []}]",
        good: "security: [{secretKey: []}]",
    }
    /// A parameter is known by its name and its place, and may stand in a list once.
    DUPLICATE_PARAMETER = "SPEC0408" "duplicate parameter" Error Mended {
        bad: "parameters: [{name: limit, in: query, …}, {name: limit, in: query, …}]",
        good: "parameters: [{name: limit, in: query, …}]",
    }
    /// Every parameter has an `example`: it becomes documentation and the value that tests send.
    PARAMETER_EXAMPLE = "SPEC0409" "parameter without an example" Error Unsaid {
        bad: "{name: limit, in: query, schema: {type: integer}}",
        good: "{name: limit, in: query, schema: {type: integer}, example: 10}",
    }
    /// A parameter has a schema or a content with one media type, a path parameter is required, and styles belong to
    /// places.
    PARAMETER_FORM = "SPEC0410" "parameter that cannot be sent" Error Mended {
        bad: "{name: id, in: path, schema: {type: string}, example: a}",
        good: "{name: id, in: path, required: true, schema: {type: string}, example: a}",
    }
    /// A link leads to an operation of this document by its id.
    LINK_OPERATION = "SPEC0411" "link to an unknown operation" Error Note {
        bad: "links: {order: {operationId: getOrdr}}",
        good: "links: {order: {operationId: getOrder}}",
    }
    /// What a link hands on must exist: in the request, or in the schema of the answer the link belongs to.
    LINK_EXPRESSION = "SPEC0412" "link expression to something absent" Error Note {
        bad: "parameters: {orderId: '$response.body#/identifier'}",
        good: "parameters: {orderId: '$response.body#/id'}",
    }
    /// A link fills in parameters of the operation it leads to.
    LINK_PARAMETER = "SPEC0413" "link to an unknown parameter" Error Note {
        bad: "parameters: {id: '$response.body#/id'}",
        good: "parameters: {orderId: '$response.body#/id'}",
    }
    /// An operation says what success looks like; otherwise every answer would be a failure.
    NO_SUCCESS = "SPEC0414" "operation without a success answer" Error Note {
        bad: "responses: {'400': {description: Wrong.}}",
        good: "responses: {'200': {description: Done.}, '400': {description: Wrong.}}",
    }
    /// A path is made of parts between slashes; `{name}` stands for a value and has no braces in it.
    PATH_TEMPLATE = "SPEC0415" "malformed path" Error LeftOut {
        bad: "/orders/{id: {…}",
        good: "/orders/{id}: {…}",
    }
}

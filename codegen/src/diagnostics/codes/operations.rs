//! Operations, their parameters, answers, links and keys.

super::codes! {
    /// An operation is known by its id: two of them with one id cannot be told apart.
    DUPLICATE_OPERATION = "SPEC0401" "duplicate operationId" Error Mended {
        bad: "/orders:\n  get: {operationId: listOrders}\n  post: {operationId: listOrders}",
        good: "/orders:\n  get: {operationId: listOrders}\n  post: {operationId: createOrder}",
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
        bad: "/orders/{id}:\n  get: {operationId: getOrder}",
        good: "/orders/{id}:\n  get:\n    operationId: getOrder\n    parameters:\n    - {name: id, in: path, required: true, schema: {type: string}, example: a1}",
    }
    /// A parameter with `in: path` stands in the path as `{name}`.
    UNUSED_PATH_PARAMETER = "SPEC0405" "path parameter that is not in the path" Error Mended {
        bad: "/orders:\n  get:\n    operationId: getOrder\n    parameters:\n    - {name: id, in: path, required: true, schema: {type: string}, example: a1}",
        good: "/orders/{id}:\n  get:\n    operationId: getOrder\n    parameters:\n    - {name: id, in: path, required: true, schema: {type: string}, example: a1}",
    }
    /// Two paths match the same requests, so which operation is meant depends on the reader.
    AMBIGUOUS_PATHS = "SPEC0406" "paths that match the same requests" Error Note {
        bad: "/orders/{id}: {}\n/orders/{orderId}: {}",
        good: "/orders/{orderId}: {}",
    }
    /// Each of two paths has text where the other has a name, so a request can match both. The provider decides which
    /// operation is meant; nothing in the document says so.
    CROSSING_PATHS = "SPEC0416" "paths that can match the same request" Note Note {
        bad: "/{kind}/last: {}\n/orders/{orderId}: {}",
        good: "/orders/last: {}\n/orders/{orderId}: {}",
    }
    /// Security requirements name the schemes of `components.securitySchemes`.
    UNDEFINED_SCHEME = "SPEC0407" "undefined security scheme" Error Mended {
        bad: "security: [{secretKey: []}, {sessionKey: []}]",
        good: "security: [{secretKey: []}]",
    }
    /// A parameter is known by its name and its place, and may stand in a list once.
    DUPLICATE_PARAMETER = "SPEC0408" "duplicate parameter" Error Mended {
        bad: "parameters:\n- {name: limit, in: query, schema: {type: integer}, example: 10}\n- {name: limit, in: query, schema: {type: integer}, example: 10}",
        good: "parameters:\n- {name: limit, in: query, schema: {type: integer}, example: 10}",
    }
    /// Every parameter has an `example`: it becomes documentation and the value that tests send.
    PARAMETER_EXAMPLE = "SPEC0409" "parameter without an example" Error Unsaid {
        bad: "parameters:\n- {name: limit, in: query, schema: {type: integer}}",
        good: "parameters:\n- {name: limit, in: query, schema: {type: integer}, example: 10}",
    }
    /// A parameter has a schema or a content with one media type, a path parameter is required, and styles belong to
    /// places.
    PARAMETER_FORM = "SPEC0410" "parameter that cannot be sent" Error Mended {
        bad: "/orders/{id}:\n  get:\n    operationId: getOrder\n    parameters:\n    - {name: id, in: path, schema: {type: string}, example: a1}",
        good: "/orders/{id}:\n  get:\n    operationId: getOrder\n    parameters:\n    - {name: id, in: path, required: true, schema: {type: string}, example: a1}",
    }
    /// A link leads to an operation of this document by its id.
    LINK_OPERATION = "SPEC0411" "link to an unknown operation" Error Note {
        bad: "links: {again: {operationId: listOrder}}",
        good: "links: {again: {operationId: listOrders}}",
    }
    /// What a link hands on must exist: in the request, or in the schema of the answer the link belongs to.
    LINK_EXPRESSION = "SPEC0412" "link expression to something absent" Error Note {
        bad: "content:\n  application/json:\n    schema: {type: object, properties: {size: {type: integer}}}\nlinks:\n  again: {operationId: listOrders, parameters: {limit: '$response.body#/length'}}",
        good: "content:\n  application/json:\n    schema: {type: object, properties: {size: {type: integer}}}\nlinks:\n  again: {operationId: listOrders, parameters: {limit: '$response.body#/size'}}",
    }
    /// A link fills in parameters of the operation it leads to.
    LINK_PARAMETER = "SPEC0413" "link to an unknown parameter" Error Note {
        bad: "links: {again: {operationId: listOrders, parameters: {limt: 10}}}",
        good: "links: {again: {operationId: listOrders, parameters: {limit: 10}}}",
    }
    /// An operation says what success looks like; otherwise every answer would be a failure.
    NO_SUCCESS = "SPEC0414" "operation without a success answer" Error Note {
        bad: "responses: {'400': {description: Wrong.}}",
        good: "responses: {'200': {description: Done.}, '400': {description: Wrong.}}",
    }
    /// A path is made of parts between slashes; `{name}` stands for a value and has no braces in it.
    PATH_TEMPLATE = "SPEC0415" "malformed path" Error LeftOut {
        bad: "/orders/{id: {}",
        good: "/orders/{id}: {}",
    }
}

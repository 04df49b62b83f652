//! References between places and files.

super::codes! {
    /// The file that a reference names is not there, or not UTF-8 text. Paths start at the file the reference is in.
    MISSING_FILE = "SPEC0301" "reference to a missing file" Error LeftOut {
        bad: "/orders: {$ref: 'order.yaml#/paths/~1orders'}",
        good: "/orders: {$ref: 'orders.yaml#/paths/~1orders'}",
    }
    /// The file is there, the place in it is not. Within a file `#/…` means that file, not the root file.
    MISSING_TARGET = "SPEC0302" "reference that leads nowhere" Error LeftOut {
        bad: "$ref: '#/components/schemas/Ordr'",
        good: "$ref: '#/components/schemas/Order'",
    }
    /// A document consists of files in the folder of its root file and below. Anything else would make the result
    /// depend on the machine or on a network.
    ESCAPE = "SPEC0303" "reference out of the folder" Error LeftOut {
        bad: "/orders: {$ref: '../orders.yaml#/paths/~1orders'}",
        good: "/orders: {$ref: 'orders.yaml#/paths/~1orders'}",
    }
    /// A whole file or a path item takes the place of the reference to it; one that comes back to itself never ends.
    /// Components may refer to each other in circles as long as there is something between: a component that is only
    /// a reference to itself, by however many steps, is nothing.
    CYCLE = "SPEC0304" "reference that comes back to itself" Error LeftOut {
        bad: "A: {$ref: '#/components/schemas/B'}\nB: {$ref: '#/components/schemas/A'}",
        good: "A: {$ref: '#/components/schemas/B'}\nB: {type: string}",
    }
    /// A reference must point at the kind of component that may stand in its place.
    KIND = "SPEC0305" "reference to the wrong kind of component" Error LeftOut {
        bad: "parameters:\n- $ref: '#/components/schemas/Limit'",
        good: "parameters:\n- $ref: '#/components/parameters/Limit'",
    }
    /// OpenAPI 3.0 ignores everything beside `$ref`, without a word. Marks on a reference go beside `allOf`.
    SIBLINGS = "SPEC0306" "member beside a reference" Error Mended {
        bad: "$ref: '#/components/schemas/Order'\ndescription: The order that was paid.",
        good: "allOf: [{$ref: '#/components/schemas/Order'}]\ndescription: The order that was paid.",
    }
    /// Components of all files share one set of names per kind, because a bundle has one.
    CLASH = "SPEC0307" "component name in two files" Error Error {
        bad: "# orders.yaml\ncomponents: {schemas: {Status: {type: string}}}\n# payments.yaml\ncomponents: {schemas: {Status: {type: string}}}",
        good: "# orders.yaml\ncomponents: {schemas: {OrderStatus: {type: string}}}\n# payments.yaml\ncomponents: {schemas: {PaymentStatus: {type: string}}}",
    }
    /// No operation leads to this component. It is a leftover, or a reference to it was forgotten.
    UNUSED = "SPEC0308" "unused component" Error Note {
        bad: "Order: {type: object}\nOldOrder: {type: object}",
        good: "Order: {type: object}",
    }
    /// A path item of a resource file is part of the document only when the root file refers to it.
    UNUSED_PATH = "SPEC0309" "path item that no file refers to" Error Note {
        bad: "# openapi.yaml\npaths:\n  /orders: {$ref: 'orders.yaml#/paths/~1orders'}\n# orders.yaml\npaths:\n  /orders: {}\n  /refunds: {}",
        good: "# openapi.yaml\npaths:\n  /orders: {$ref: 'orders.yaml#/paths/~1orders'}\n  /refunds: {$ref: 'orders.yaml#/paths/~1refunds'}\n# orders.yaml\npaths:\n  /orders: {}\n  /refunds: {}",
    }
    /// A reference is a file, a `#` and a JSON pointer, of which file or pointer may be left out.
    MALFORMED = "SPEC0310" "malformed reference" Error LeftOut {
        bad: "$ref: '#components/schemas/Order'",
        good: "$ref: '#/components/schemas/Order'",
    }
    /// A reference points at a named component, at a path item or at a whole file. Anything else breaks when the place
    /// it points into is rearranged, and has no name of its own.
    TARGET = "SPEC0311" "reference into the middle of something" Error Mended {
        bad: "Order:\n  type: object\n  properties:\n    status: {type: string}\n    before: {$ref: '#/components/schemas/Order/properties/status'}",
        good: "Order:\n  type: object\n  properties:\n    status: {$ref: '#/components/schemas/OrderStatus'}\n    before: {$ref: '#/components/schemas/OrderStatus'}",
    }
    /// Only some places may hold a reference; here the thing itself is needed.
    PLACE = "SPEC0312" "reference where none may stand" Error LeftOut {
        bad: "servers:\n- $ref: '#/info'",
        good: "servers:\n- url: https://shop.example",
    }
}

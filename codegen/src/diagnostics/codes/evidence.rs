//! The ledger of a spec, by itself and compared with the spec.

use super::codes;

codes! {
    /// A ledger is made of sections, rows and facts with fixed names. Anything else would be compared with nothing.
    UNKNOWN_KEY = "EVID0101" "unknown key in the ledger" Error {
        bad: "ids:\n  - {name: OrderId, patern: '^order_[a-z0-9]+$', source: [docs:/orders]}",
        good: "ids:\n  - {name: OrderId, pattern: '^order_[a-z0-9]+$', source: [docs:/orders]}",
    }
    /// Every key of a row holds values of one kind.
    WRONG_KIND = "EVID0102" "wrong kind of value in the ledger" Error {
        bad: "events:\n  - {type: order.paid, data: [Order], source: [docs:/events]}",
        good: "events:\n  - {type: order.paid, data: Order, source: [docs:/events]}",
    }
    /// Without this key the row says too little to be compared.
    MISSING_KEY = "EVID0103" "missing key in the ledger" Error {
        bad: "enums:\n  - name: Status\n    source: [docs:/orders]",
        good: "enums:\n  - name: Status\n    values: [{value: open, source: [docs:/orders]}]\n    source: [docs:/orders]",
    }
    /// A row says where it is known from: a tag for who says it, a colon, and the page or file.
    /// What has no source is a guess, and guesses are what the ledger is there to find.
    SOURCE = "EVID0104" "row without a source" Error {
        bad: "events:\n  - {type: order.paid, data: Order, source: []}",
        good: "events:\n  - {type: order.paid, data: Order, source: [docs:/events]}",
    }
    /// Some keys hold one of a few words.
    UNKNOWN_WORD = "EVID0105" "unknown word in the ledger" Error {
        bad: "webhook:\n  - {fact: signature, value: Shop-Signature, source: [docs:/events]}",
        good: "webhook:\n  - {fact: signature-header, value: Shop-Signature, source: [docs:/events]}",
    }
    /// A thing has one row. With two, one of them would be compared with nothing.
    DUPLICATE = "EVID0106" "row that stands twice" Error {
        bad: "ids:\n  - {name: OrderId, source: [docs:/orders]}\n  - {name: OrderId, prefix: order_, source: [docs:/orders]}",
        good: "ids:\n  - {name: OrderId, prefix: order_, source: [docs:/orders]}",
    }
    /// The rows of a ledger name each other: operations their parameters and objects, members their types.
    DANGLING = "EVID0107" "name that no row has" Error {
        bad: "events:\n  - {type: order.paid, data: Oder, source: [docs:/orders]}\nobjects:\n  - {name: Order, direction: response, members: [], source: [docs:/orders]}",
        good: "events:\n  - {type: order.paid, data: Order, source: [docs:/orders]}\nobjects:\n  - {name: Order, direction: response, members: [], source: [docs:/orders]}",
    }
    /// `counts` says how many rows there must be, so that a row that is lost is missed. Rows that a resolution marks as
    /// absent are not counted. Conflicts are numbered from 1, without gaps.
    COUNT = "EVID0108" "count that does not add up" Error {
        bad: "counts: {events: 2}\nevents:\n  - {type: order.paid, source: [docs:/orders]}",
        good: "counts: {events: 1}\nevents:\n  - {type: order.paid, source: [docs:/orders]}",
    }
    /// Parameters and templates are there for other rows to name them.
    UNUSED = "EVID0109" "row that no other row names" Error {
        bad: "objects:\n  - {name: Page, direction: response, template: true, members: [], source: [docs:/orders]}",
        good: "objects:\n  - {name: Page, direction: response, template: true, members: [], source: [docs:/orders]}\n  - {name: OrderPage, direction: response, like: Page, source: [docs:/orders]}",
    }
    /// Two rows, or two facts of one row, cannot both be true.
    CONTRADICTION = "EVID0110" "rows that contradict each other" Error {
        bad: "ids:\n  - {name: OrderId, pattern: '^order_[a-z0-9]+$', sample: ord_a1, source: [docs:/orders]}",
        good: "ids:\n  - {name: OrderId, pattern: '^order_[a-z0-9]+$', sample: order_a1, source: [docs:/orders]}",
    }
    /// The spec promises something that no source is known for, or says it in a way that a ledger has no word for.
    /// Add a row with the source it is known from, or take it out of the spec.
    NOT_IN_LEDGER = "EVID0111" "promise without evidence" Error {
        bad: "# openapi.yaml\ncomponents: {schemas: {Status: {type: string, enum: [open, paid, lost]}}}\n# evidence/orders.yaml\nenums:\n  - name: Status\n    values:\n      - {value: open, source: [docs:/orders]}\n      - {value: paid, source: [docs:/orders]}\n    source: [docs:/orders]",
        good: "# openapi.yaml\ncomponents: {schemas: {Status: {type: string, enum: [open, paid]}}}\n# evidence/orders.yaml\nenums:\n  - name: Status\n    values:\n      - {value: open, source: [docs:/orders]}\n      - {value: paid, source: [docs:/orders]}\n    source: [docs:/orders]",
    }
    /// A source says something that the spec does not. Add it to the spec, or say in the row's `resolution` why it is
    /// left out: `absent: true` for the thing as a whole, `without` for single facts. A member or parameter that is `sensitive`
    /// and has lost its `x-sensitive` is found here, too.
    NOT_IN_SPEC = "EVID0112" "evidence that is not in the spec" Error {
        bad: "# openapi.yaml\ncomponents: {schemas: {Currency: {type: string, enum: [JPY]}}}\n# evidence/orders.yaml\nenums:\n  - name: Currency\n    values:\n      - {value: JPY, source: [docs:/prices]}\n      - value: jpy\n        source: [sdk:prices.go]\n    source: [docs:/prices]",
        good: "# openapi.yaml\ncomponents: {schemas: {Currency: {type: string, enum: [JPY]}}}\n# evidence/orders.yaml\nenums:\n  - name: Currency\n    values:\n      - {value: JPY, source: [docs:/prices]}\n      - value: jpy\n        source: [sdk:prices.go]\n        resolution: {absent: true, reason: 'Accepted, but the documents have JPY alone.'}\n    source: [docs:/prices]",
    }
    /// Spec and ledger say different things. One of them is wrong, or the row needs a resolution that gives the value of
    /// the spec and the reason for it.
    DIFFERENT = "EVID0113" "spec and evidence differ" Error {
        bad: "# openapi.yaml\ncomponents: {schemas: {OrderId: {type: string, pattern: '^order_[a-z0-9]+$'}}}\n# evidence/orders.yaml\nids:\n  - name: OrderId\n    pattern: '^order_.+$'\n    source: [sdk:ids.go]",
        good: "# openapi.yaml\ncomponents: {schemas: {OrderId: {type: string, pattern: '^order_[a-z0-9]+$'}}}\n# evidence/orders.yaml\nids:\n  - name: OrderId\n    pattern: '^order_.+$'\n    source: [sdk:ids.go]\n    resolution: {spec: {pattern: '^order_[a-z0-9]+$'}, reason: 'Samples have lower case alone.'}",
    }
    /// Values, codes and events stand in the ledger in the order of the spec, so that the two can be read side by side.
    ORDER = "EVID0114" "spec and evidence in different order" Error {
        bad: "# openapi.yaml\ncomponents: {schemas: {Status: {type: string, enum: [paid, open]}}}\n# evidence/orders.yaml\nenums:\n  - name: Status\n    values:\n      - {value: open, source: [docs:/orders]}\n      - {value: paid, source: [docs:/orders]}\n    source: [docs:/orders]",
        good: "# openapi.yaml\ncomponents: {schemas: {Status: {type: string, enum: [open, paid]}}}\n# evidence/orders.yaml\nenums:\n  - name: Status\n    values:\n      - {value: open, source: [docs:/orders]}\n      - {value: paid, source: [docs:/orders]}\n    source: [docs:/orders]",
    }
    /// The difference that the resolution explains is gone: the spec says what the sources say. Take it out, or it will
    /// hide the next difference.
    STALE = "EVID0115" "resolution that explains nothing" Error {
        bad: "# openapi.yaml\ncomponents: {schemas: {OrderId: {type: string, pattern: '^order_.+$'}}}\n# evidence/orders.yaml\nids:\n  - name: OrderId\n    pattern: '^order_.+$'\n    source: [sdk:ids.go]\n    resolution: {spec: {pattern: '^order_[a-z0-9]+$'}, reason: 'Samples have lower case alone.'}",
        good: "# openapi.yaml\ncomponents: {schemas: {OrderId: {type: string, pattern: '^order_.+$'}}}\n# evidence/orders.yaml\nids:\n  - name: OrderId\n    pattern: '^order_.+$'\n    source: [sdk:ids.go]",
    }
    /// The row says that the spec does not have the thing, and why; yet it has. One of them is out of date.
    PRESENT = "EVID0116" "spec has what the ledger rules out" Error {
        bad: "# openapi.yaml\ncomponents: {schemas: {Currency: {type: string, enum: [JPY, jpy]}}}\n# evidence/orders.yaml\nenums:\n  - name: Currency\n    values:\n      - {value: JPY, source: [docs:/prices]}\n      - value: jpy\n        source: [sdk:prices.go]\n        resolution: {absent: true, reason: 'Accepted, but the documents have JPY alone.'}\n    source: [docs:/prices]",
        good: "# openapi.yaml\ncomponents: {schemas: {Currency: {type: string, enum: [JPY]}}}\n# evidence/orders.yaml\nenums:\n  - name: Currency\n    values:\n      - {value: JPY, source: [docs:/prices]}\n      - value: jpy\n        source: [sdk:prices.go]\n        resolution: {absent: true, reason: 'Accepted, but the documents have JPY alone.'}\n    source: [docs:/prices]",
    }
}

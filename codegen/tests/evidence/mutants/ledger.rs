//! Ledgers that are at fault by themselves.

use super::*;

/// What is wrong with a ledger by itself; the other place is in the ledger, too.
const LEDGER_FAULTS: &[Mutant] = &[
    mutant(
        "misspelt key",
        ("max-items: 50", "max-item: 50"),
        "EVID0101",
        "max-item: 50",
        "",
    ),
    mutant(
        "misspelt section",
        ("webhook:\n- {fact", "webhooks:\n- {fact"),
        "EVID0101",
        "webhooks:",
        "",
    ),
    mutant(
        "fact that stands in resolutions alone",
        ("max-items: 50", "bits: 64"),
        "EVID0101",
        "bits: 64",
        "",
    ),
    mutant(
        "text for a number",
        ("max-items: 50", "max-items: '50'"),
        "EVID0102",
        "max-items: '50'",
        "",
    ),
    mutant(
        "row without a presence",
        (
            "{name: next, type: string, presence: optional,",
            "{name: next, type: string,",
        ),
        "EVID0103",
        "name: next",
        "",
    ),
    mutant(
        "row without a source",
        (
            "values: [repeat], presence: required, source: [docs:/orders]}",
            "values: [repeat], presence: required}",
        ),
        "EVID0104",
        "name: mode",
        "",
    ),
    mutant(
        "empty list of sources",
        (
            "values: [repeat], presence: required, source: [docs:/orders]}",
            "values: [repeat], presence: required, source: []}",
        ),
        "EVID0104",
        "source: []",
        "",
    ),
    mutant(
        "source without a tag",
        ("source: [docs:/notes]", "source: [somewhere]"),
        "EVID0104",
        "somewhere",
        "",
    ),
    mutant(
        "misspelt word",
        ("presence: conditional", "presence: conditonal"),
        "EVID0105",
        "conditonal",
        "",
    ),
    mutant(
        "row that stands twice",
        (
            "  - {value: EUR, source: [docs:/currencies]}\n",
            "  - {value: EUR, source: [docs:/currencies]}\n  - {value: EUR, source: [docs:/start]}\n",
        ),
        "EVID0106",
        "source: [docs:/start]",
        "value: EUR, source: [docs:/currencies]",
    ),
    mutant(
        "parameter that has no row",
        (
            "parameters: [limit, pageToken, orderStatus]",
            "parameters: [limt, pageToken, orderStatus]",
        ),
        "EVID0107",
        "[limt,",
        "name: limit,",
    ),
    mutant(
        "type that has no row",
        ("type: Rating, presence", "type: Ratin, presence"),
        "EVID0107",
        "type: Ratin,",
        "name: Rating",
    ),
    mutant(
        "conflict that has no row",
        ("{conflict: 2,", "{conflict: 3,"),
        "EVID0107",
        "conflict: 3",
        "",
    ),
    mutant(
        "resolution in an object that does not share the row",
        ("      in: Order\n", "      in: Line\n"),
        "EVID0107",
        "in: Line",
        "",
    ),
    mutant(
        "lost row",
        (
            "- {name: LineId, prefix: line_, source: [docs:/orders]}\n",
            "",
        ),
        "EVID0108",
        "ids: 2",
        "ids:",
    ),
    mutant(
        "gap in the numbers of conflicts",
        ("{number: 2,", "{number: 3,"),
        "EVID0108",
        "number: 3",
        "",
    ),
    mutant(
        "count that is missing",
        ("ids: 2, ", ""),
        "EVID0108",
        "counts:",
        "",
    ),
    mutant(
        "parameter that no operation has",
        ("[limit, pageToken, orderStatus]", "[limit, pageToken]"),
        "EVID0109",
        "orderStatus",
        "operations:",
    ),
    mutant(
        "code that an operation answers and its row does not have",
        (
            "operations: [getOrder, cancelOrder]",
            "operations: [getOrder]",
        ),
        "EVID0110",
        "status: 404, codes: [order.unknown]",
        "code: order.unknown",
    ),
    mutant(
        "sample without the pattern",
        ("sample: order_a1", "sample: ord_a1"),
        "EVID0110",
        "sample: ord_a1",
        "pattern: '^order_",
    ),
];

#[test]
fn every_fault_of_a_ledger_is_refused_at_its_line() {
    check_all(LEDGER_FAULTS);
}

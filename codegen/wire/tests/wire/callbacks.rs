//! What the provider sends because of an operation.

use wire_course::{ExportFailedBody, ExportFailedBodyReason, Exported, from_slice};

#[tokio::test]
async fn what_a_callback_holds_is_read() {
    let done: Exported = from_slice(br#"{"rows": 3, "address": null, "more": 1}"#).unwrap();
    assert_eq!((done.rows, done.address.as_deref()), (3, None));
    let failed: ExportFailedBody = from_slice(br#"{"reason": "late"}"#).unwrap();
    assert_eq!(failed.reason, ExportFailedBodyReason::Late);
    let fault = from_slice::<Exported>(b"{}").unwrap_err();
    assert_eq!(fault.faults()[0].path(), "$.rows");
}

//! What went wrong: with a call, which is an error, and with a payment, which is not.

use kessai_client::MemoryTransport;
use serde_json::{Value, json};
use univapay::{
    ApiErrorException, Charge, ChargeId, ChargeStatus, Error, ErrorCode, ErrorKind,
    PaymentErrorCode,
};

use super::{answer, client, example};

async fn get(status: u16, body: &Value) -> Result<Charge, Error> {
    let transport = MemoryTransport::responses([answer(status, body)]);
    let id = ChargeId::new("11ef32a7-3a71-8662-803f-1bc27702eeec").unwrap();
    client(&transport).charges().get(&id).await
}

#[tokio::test]
async fn a_refused_call_names_the_fields_and_their_reasons() {
    let refusal = example("docs-error-validation");
    let error = get(400, &refusal).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.status().unwrap(), 400);
    assert_eq!(error.code(), Some(ErrorCode::ValidationError));
    let body: ApiErrorException = error.body_as().unwrap();
    let errors = body.errors.unwrap();
    let told: Vec<_> = errors
        .iter()
        .map(|one| json!({"field": one.field, "reason": one.reason}))
        .collect();
    assert_eq!(json!(told), refusal["errors"]);
    assert!(!told.is_empty());
}

#[tokio::test]
async fn a_code_of_a_later_release_is_kept_with_its_status() {
    let refusal = json!({"status": "error", "code": "OF_A_LATER_RELEASE", "errors": []});
    let error = get(403, &refusal).await.unwrap_err();
    let code: ErrorCode = error.code().unwrap();
    assert!(!code.is_known());
    assert_eq!(
        (code.as_str(), error.status().unwrap().as_u16()),
        ("OF_A_LATER_RELEASE", 403)
    );
}

#[tokio::test]
async fn a_payment_that_failed_is_an_answer_whose_number_may_be_a_new_one() {
    for (number, known) in [(305, Some(PaymentErrorCode::N305)), (39_999, None)] {
        let mut charge = example("get-charge-response");
        charge["status"] = json!("failed");
        charge["error"] = json!({"code": number, "message": "No.", "detail": "Not at all."});
        let read = get(200, &charge).await.unwrap();
        assert_eq!(read.status, ChargeStatus::Failed);
        let error = read.error.clone().unwrap();
        let code = error.code.unwrap();
        assert_eq!((code.as_i64(), code.is_known()), (number, known.is_some()));
        assert!(known.is_none_or(|known| known == code));
        assert_eq!(error.detail.as_deref(), Some("Not at all."));
        assert_eq!(
            serde_json::to_value(&read).unwrap()["error"],
            charge["error"]
        );
    }
}

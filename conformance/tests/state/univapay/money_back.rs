//! Refunds and cancels: never more than was charged, never what is not open.

use univapay::{CreateCancel, CreateRefund};

use super::*;
use crate::all_kept_the_spec;

#[tokio::test]
async fn refunds_never_come_to_more_than_was_charged() {
    let (sandbox, client) = sandbox();
    let token = token(&client, &card(GOOD, "one_time")).await;
    let charge = charged(&client, &charge_of(&token)).await;
    let refund = |amount| {
        let (client, id) = (client.clone(), charge.id.clone());
        async move {
            client
                .refunds()
                .create(&id, &CreateRefund::new(amount, yen()))
                .await
        }
    };
    assert_eq!(
        refusal(refund(1_001).await),
        bad("REFUND_EXCEEDS_CHARGE_AMOUNT")
    );
    let first = refund(600).await.unwrap();
    assert_eq!(first.status.as_str(), "pending");
    assert_eq!(refusal(refund(401).await), bad("REFUND_NOT_WITHIN_BOUNDS"));
    let done = client
        .refunds()
        .get(&charge.id, &first.id)
        .wait()
        .await
        .unwrap();
    assert_eq!(done.status.as_str(), "successful");
    refund(400).await.unwrap();
    assert_eq!(refusal(refund(1).await), bad("REFUND_NOT_WITHIN_BOUNDS"));
    let dollars = CreateRefund::new(1, Currency::new("USD").unwrap());
    let dollars = client.refunds().create(&charge.id, &dollars).await;
    assert_eq!(refusal(dollars), bad("CURRENCY_MUST_MATCH_CHARGE"));
    let amounts: Vec<i64> = client
        .refunds()
        .list(&charge.id)
        .await
        .unwrap()
        .items
        .iter()
        .map(|one| one.amount)
        .collect();
    assert_eq!(amounts, [400, 600]);
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn what_was_not_charged_is_not_given_back() {
    let (sandbox, client) = sandbox();
    let failing = token(&client, &card("4111111111111111", "one_time")).await;
    let failed = charged(&client, &charge_of(&failing)).await;
    let refund = client
        .refunds()
        .create(&failed.id, &CreateRefund::new(1, yen()))
        .await;
    assert_eq!(refusal(refund), bad("CANNOT_REFUND_UNSUCCESSFUL_CHARGE"));
    let konbini = token(&client, &konbini()).await;
    let paid = charged(&client, &charge_of(&konbini)).await;
    sandbox
        .act(paid.id.as_str(), kessai_sandbox::Act::Pay)
        .unwrap();
    let refund = client
        .refunds()
        .create(&paid.id, &CreateRefund::new(1, yen()))
        .await;
    assert_eq!(refusal(refund), bad("REFUND_NOT_ALLOWED"));
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn a_refund_of_the_card_whose_refunds_fail_fails_and_binds_nothing() {
    let (sandbox, client) = sandbox();
    let token = token(&client, &card("4242424242424242", "one_time")).await;
    let charge = charged(&client, &charge_of(&token)).await;
    for _ in 0..2 {
        let refund = client
            .refunds()
            .create(&charge.id, &CreateRefund::new(1_000, yen()))
            .await;
        let refund = client
            .refunds()
            .get(&charge.id, &refund.unwrap().id)
            .wait()
            .await
            .unwrap();
        assert_eq!(refund.status.as_str(), "failed");
        assert_eq!(refund.error.unwrap().code.unwrap().as_i64(), 329);
    }
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn only_what_is_open_is_canceled() {
    let (sandbox, client) = sandbox();
    for (number, cancel, charge) in [
        (GOOD, "successful", "canceled"),
        ("4012888888881881", "failed", "authorized"),
    ] {
        let token = token(&client, &card(number, "one_time")).await;
        let authorized = charged(&client, &charge_of(&token).capture(false)).await;
        let made = client
            .cancels()
            .create(&authorized.id, None::<&CreateCancel>)
            .await
            .unwrap();
        let made = client
            .cancels()
            .get(&authorized.id, &made.id)
            .wait()
            .await
            .unwrap();
        assert_eq!(made.status.as_str(), cancel);
        assert_eq!(status(&client, &authorized.id).await, charge);
    }
    let token = token(&client, &card(GOOD, "one_time")).await;
    let captured = charged(&client, &charge_of(&token)).await;
    let cancel = client
        .cancels()
        .create(&captured.id, None::<&CreateCancel>)
        .await;
    assert_eq!(refusal(cancel), bad("CANCEL_NOT_ALLOWED"));
    all_kept_the_spec(sandbox);
}

//! Charges from pending to their end.

use serde_json::json;
use univapay::{CaptureCharge, ChargeId, UpdateCharge};

use super::*;
use crate::all_kept_the_spec;

#[tokio::test]
async fn a_charge_is_kept_found_listed_and_changed() {
    let (sandbox, client) = sandbox();
    let token = token(&client, &card(GOOD, "recurring")).await;
    let charge = charged(&client, &charge_of(&token)).await;
    assert_eq!(charge.status.as_str(), "successful");
    assert_eq!(
        (charge.requested_amount, charge.charged_amount),
        (Some(1_000), Some(1_000))
    );
    assert_eq!(charge.transaction_token_id, token);

    let metadata = json!({"metadata": {"order_id": "17"}});
    let update: UpdateCharge = serde_json::from_value(metadata).unwrap();
    client.charges().update(&charge.id, &update).await.unwrap();
    let update: UpdateCharge = serde_json::from_value(json!({"metadata": {"note": 1}})).unwrap();
    let charge = client.charges().update(&charge.id, &update).await.unwrap();
    let charge = serde_json::to_value(charge).unwrap();
    assert_eq!(
        charge["metadata"],
        json!({"order_id": "17", "note": 1}),
        "PATCH merges"
    );

    let other = ChargeId::new("11ef32a7-3a71-8662-803f-1bc27702eeec").unwrap();
    assert_eq!(
        refusal(client.charges().get(&other).await),
        (404, "NOT_FOUND".to_owned())
    );
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn lists_go_through_all_pages_in_both_directions() {
    let (sandbox, client) = sandbox();
    let token = token(&client, &card(GOOD, "recurring")).await;
    let mut made = Vec::new();
    for _ in 0..5 {
        made.push(
            client
                .charges()
                .create(&charge_of(&token))
                .await
                .unwrap()
                .id,
        );
    }
    let params = univapay::charges::ListStoreChargesParams::new;
    let ascending = params().cursor_direction(univapay::CursorDirectionQuery::Asc);
    for (params, newest_first) in [(params(), true), (ascending, false)] {
        let list = client
            .charges()
            .list_of_store()
            .params(&params)
            .page_size(2);
        let mut items = list.items();
        let mut seen = Vec::new();
        while let Some(charge) = items.try_next().await.unwrap() {
            seen.push(charge.id);
        }
        if newest_first {
            seen.reverse();
        }
        assert_eq!(seen, made);
    }
    let page = client.charges().list_of_store().page_size(2).await.unwrap();
    assert_eq!((page.total_hits, page.has_more), (Some(5), true));
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn an_authorized_charge_is_captured_once_and_no_further_than_it_was_authorized() {
    let (sandbox, client) = sandbox();
    let token = token(&client, &card(GOOD, "one_time")).await;
    let charge = charged(&client, &charge_of(&token).capture(false)).await;
    assert_eq!(charge.status.as_str(), "authorized");
    let capture = |amount| CaptureCharge::new().amount(amount).currency(yen());
    let charges = client.charges();
    let too_much = charges.capture(&charge.id, Some(&capture(1_001))).await;
    assert_eq!(refusal(too_much), bad("CAPTURE_AMOUNT_TOO_LARGE"));
    charges
        .capture(&charge.id, Some(&capture(700)))
        .await
        .unwrap();
    let captured = charges.get(&charge.id).await.unwrap();
    assert_eq!(captured.status.as_str(), "successful");
    assert_eq!(captured.charged_amount, Some(700));
    let again = charges.capture(&charge.id, None).await;
    assert_eq!(refusal(again), bad("ALREADY_CAPTURED"));
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn test_cards_and_e_mails_have_the_ends_that_are_documented() {
    let (sandbox, client) = sandbox();
    let failing = token(&client, &card("4111111111111111", "one_time")).await;
    let charge = charged(&client, &charge_of(&failing)).await;
    assert_eq!(charge.status.as_str(), "failed");
    assert_eq!(charge.error.unwrap().code.unwrap().as_i64(), 309);

    let mut body = serde_json::to_value(card(GOOD, "one_time")).unwrap();
    body["email"] = json!("name+charge-failure-305@example.com");
    let asked = token(&client, &serde_json::from_value(body).unwrap()).await;
    let charge = charged(&client, &charge_of(&asked)).await;
    assert_eq!(charge.error.unwrap().code.unwrap().as_i64(), 305);
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn a_charge_that_is_paid_elsewhere_waits_for_its_customer() {
    let (sandbox, client) = sandbox();
    for (act, end) in [
        (kessai_sandbox::Act::Pay, "successful"),
        (kessai_sandbox::Act::Decline, "failed"),
    ] {
        let token = token(&client, &konbini()).await;
        let charge = charged(&client, &charge_of(&token)).await;
        assert_eq!(charge.status.as_str(), "awaiting");
        sandbox.act(charge.id.as_str(), act).unwrap();
        assert_eq!(status(&client, &charge.id).await, end);
        assert!(
            sandbox.act(charge.id.as_str(), act).is_err(),
            "it waits no longer"
        );
    }
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn an_account_or_a_page_is_shown_while_the_charge_waits() {
    let (sandbox, client) = sandbox();
    let bank = paid_elsewhere("bank_transfer", &json!({"brand": "aozora_bank"}));
    let bank = token(&client, &bank).await;
    let charge = charged(&client, &charge_of(&bank)).await;
    let account = client.charges().get_issuer_token(&charge.id).await.unwrap();
    assert!(account.account_number.is_some());
    sandbox
        .act(charge.id.as_str(), kessai_sandbox::Act::Pay)
        .unwrap();
    let late = client.charges().get_issuer_token(&charge.id).await;
    assert_eq!(refusal(late), bad("VALIDATION_ERROR"));
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn three_d_secure_sends_the_browser_to_a_page_and_back() {
    let (sandbox, client) = sandbox();
    for (form, end) in [("session=1", "successful"), ("outcome=declined", "failed")] {
        let token = token(&client, &card(GOOD, "one_time")).await;
        let mut body = serde_json::to_value(charge_of(&token)).unwrap();
        body["three_ds"] =
            json!({"mode": "force", "redirect_endpoint": "https://shop.example/back?x=1"});
        let charge = charged(&client, &serde_json::from_value(body).unwrap()).await;
        assert_eq!(charge.status.as_str(), "awaiting");
        let page = client
            .charges()
            .get_three_ds_issuer_token(&charge.id)
            .await
            .unwrap();
        let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        let browser = browser.build().unwrap();
        let answer = browser
            .post(page.issuer_token.unwrap().expose())
            .body(form)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 303);
        let back = format!(
            "https://shop.example/back?x=1&univapayChargeId={}&univapayTokenId={token}",
            charge.id
        );
        assert_eq!(answer.headers()["location"], back);
        assert_eq!(status(&client, &charge.id).await, end);
    }
    all_kept_the_spec(sandbox);
}

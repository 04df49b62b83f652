//! Tokens: what they show, how often they are used, 3-D Secure.

use serde_json::json;
use univapay::TransactionTokenId;

use super::*;
use crate::all_kept_the_spec;

async fn shown(client: &Client, id: &TransactionTokenId) -> serde_json::Value {
    let token = client.transaction_tokens().get(id).wait().await.unwrap();
    serde_json::to_value(token).unwrap()
}

#[tokio::test]
async fn a_token_shows_neither_number_nor_security_code() {
    let (sandbox, client) = sandbox();
    let mut body = serde_json::to_value(card(GOOD, "recurring")).unwrap();
    body["data"]["cvv"] = json!("987");
    let id = token(&client, &serde_json::from_value(body).unwrap()).await;
    let token = shown(&client, &id).await;
    assert_eq!(token["data"]["card"]["last_four"], "0000");
    assert_eq!(token["data"]["card"]["exp_year"], 2030);
    let text = token.to_string();
    assert!(!text.contains(GOOD) && !text.contains("987"), "{text}");

    let wrong = client
        .transaction_tokens()
        .create(&card("4000020000000001", "one_time"))
        .await;
    let error = wrong.unwrap_err();
    assert_eq!(error.code_str(), Some("VALIDATION_ERROR"));
    let body: serde_json::Value = serde_json::from_slice(error.body().unwrap()).unwrap();
    let fault = json!([{"field": "card_number", "reason": "INVALID_CARD_NUMBER"}]);
    assert_eq!(body["errors"], fault);
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn what_is_used_once_is_used_once_and_never_listed() {
    let (sandbox, client) = sandbox();
    let once = token(&client, &card(GOOD, "one_time")).await;
    charged(&client, &charge_of(&once)).await;
    let again = client.charges().create(&charge_of(&once)).await;
    assert_eq!(refusal(again), bad("TRANSACTION_ALREADY_PROCESSED"));

    let recurring = token(&client, &card(GOOD, "recurring")).await;
    for _ in 0..2 {
        charged(&client, &charge_of(&recurring)).await;
    }
    let subscription = token(&client, &card(GOOD, "subscription")).await;
    let wrong = client.charges().create(&charge_of(&subscription)).await;
    assert_eq!(refusal(wrong), bad("NON_SUBSCRIPTION_PAYMENT"));

    let list = || client.transaction_tokens().list_of_store();
    let ids = |page: univapay::TransactionTokenList| {
        page.items
            .into_iter()
            .map(|item| item.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        ids(list().await.unwrap()),
        [subscription.clone(), recurring.clone()]
    );

    client
        .transaction_tokens()
        .delete(&recurring)
        .await
        .unwrap();
    let inactive = client.charges().create(&charge_of(&recurring)).await;
    assert_eq!(refusal(inactive), bad("RECURRING_TOKEN_DISABLED"));
    assert_eq!(ids(list().await.unwrap()), [subscription]);
    let params = univapay::transaction_tokens::ListStoreTransactionTokensParams::new();
    let params = params.active(univapay::TransactionTokenActiveFilter::Inactive);
    assert_eq!(ids(list().params(&params).await.unwrap()), [recurring]);
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn a_recurring_token_passes_3_d_secure_on_the_issuers_page() {
    let (sandbox, client) = sandbox();
    let id = token(&client, &card(GOOD, "recurring")).await;
    let tokens = client.transaction_tokens();
    let body =
        serde_json::from_value(json!({"redirect_endpoint": "https://shop.example/back"})).unwrap();
    tokens.enable_three_ds(&id, Some(&body)).await.unwrap();
    assert_eq!(
        refusal(tokens.enable_three_ds(&id, None).await),
        bad("VALIDATION_ERROR")
    );
    assert_eq!(
        shown(&client, &id).await["data"]["three_ds"]["status"],
        "awaiting"
    );
    let page = tokens.get_three_ds_issuer_token(&id).await.unwrap();
    let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let answer = browser
        .build()
        .unwrap()
        .post(page.issuer_token.unwrap().expose())
        .body("session=1")
        .send();
    assert_eq!(
        answer.await.unwrap().headers()["location"],
        "https://shop.example/back"
    );
    assert_eq!(
        shown(&client, &id).await["data"]["three_ds"]["status"],
        "successful"
    );
    tokens.disable_three_ds(&id).await.unwrap();
    assert!(shown(&client, &id).await["data"]["three_ds"].is_null());

    let once = token(&client, &card(GOOD, "one_time")).await;
    assert_eq!(
        refusal(tokens.enable_three_ds(&once, None).await),
        bad("INVALID_TOKEN_TYPE")
    );
    all_kept_the_spec(sandbox);
}

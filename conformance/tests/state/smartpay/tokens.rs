//! Tokens: approved once, charged again and again, switched off and on; coupons and their codes.

use smartpay::{CreatePromotionCode, TokenId};

use super::*;
use crate::all_kept_the_spec;

async fn approved(client: &Client) -> TokenId {
    let session = session_for_a_token(client).await;
    let token: Token = session.token.clone().unwrap();
    assert_eq!(token.status.as_str(), "requires_authorization");
    press(&session, "paid").await;
    token.id
}

fn with(token: &TokenId, more: &Value) -> CreateOrder {
    let mut body = order(more);
    body["token"] = json!(token);
    serde_json::from_value(body).unwrap()
}

#[tokio::test]
async fn an_order_with_a_token_is_decided_at_once() {
    let (sandbox, client) = sandbox();
    let token = approved(&client).await;
    for (method, end) in [("automatic", "succeeded"), ("manual", "requires_capture")] {
        let body = with(&token, &json!({"captureMethod": method}));
        let made = client.orders().create(&body).await.unwrap();
        assert_eq!(made.status.as_str(), end);
        assert_eq!(made.token_id.as_ref(), Some(&token));
        assert_eq!(
            made.payments.unwrap().len(),
            usize::from(end == "succeeded")
        );
    }
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn only_an_active_token_is_charged() {
    let (sandbox, client) = sandbox();
    let token = approved(&client).await;
    let tokens = client.tokens();
    let invalid = || coded(400, "token.invalid");
    tokens.disable(&token).await.unwrap();
    let order = client.orders().create(&with(&token, &json!({}))).await;
    assert_eq!(refusal(order), invalid());
    tokens.enable(&token).await.unwrap();
    client
        .orders()
        .create(&with(&token, &json!({})))
        .await
        .unwrap();
    tokens.delete(&token).await.unwrap();
    let gone = || coded(404, "token.not-found");
    assert_eq!(refusal(tokens.get(&token).await), gone());
    let order = client.orders().create(&with(&token, &json!({}))).await;
    assert_eq!(refusal(order), gone());

    let waiting = session_for_a_token(&client).await;
    let id = waiting.token.clone().unwrap().id;
    assert_eq!(
        refusal(tokens.enable(&id).await),
        gone(),
        "nobody has approved it"
    );
    press(&waiting, "declined").await;
    assert_eq!(tokens.get(&id).await.unwrap().status.as_str(), "rejected");
    let order = client.orders().create(&with(&id, &json!({}))).await;
    assert_eq!(refusal(order), invalid());
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn a_code_leads_to_a_coupon_and_is_there_once() {
    let (sandbox, client) = sandbox();
    let coupon = json!({"name": "Summer", "discountType": "amount", "discountAmount": 100, "currency": "JPY"});
    let coupon = client
        .coupons()
        .create(&serde_json::from_value(coupon).unwrap())
        .await
        .unwrap();
    let code = |code: &str, coupon: &str| -> CreatePromotionCode {
        serde_json::from_value(json!({"code": code, "coupon": coupon})).unwrap()
    };
    let codes = client.promotion_codes();
    let made = codes
        .create(&code("SUMMER10", coupon.id.as_str()))
        .await
        .unwrap();
    assert!(made.active && !made.one_per_customer);
    let again = codes.create(&code("summer10", coupon.id.as_str())).await;
    assert_eq!(refusal(again), coded(409, "promotion-code.exists"));
    let nowhere = codes.create(&code("WINTER", "coupon_test_nothing")).await;
    assert_eq!(refusal(nowhere), coded(404, "coupon.not-found"));
    all_kept_the_spec(sandbox);
}

//! Orders: decided on the page of their session, captured in parts, given back in parts.

use smartpay::CancelRemainder;
use smartpay::orders::GetOrderParams;
use smartpay::{Expand, PaymentId};

use super::*;
use crate::all_kept_the_spec;

#[tokio::test]
async fn a_shopper_decides_on_the_page_of_a_session() {
    let (sandbox, client) = sandbox();
    for (outcome, back, end) in [
        ("paid", "https://shop.example/thanks", "succeeded"),
        ("declined", "https://shop.example/cart", "rejected"),
    ] {
        let session = session_for_an_order(&client, &json!({"reference": "cart-1"})).await;
        let order = session.order.clone().unwrap();
        assert_eq!(order.status.as_str(), "requires_authorization");
        assert_eq!(
            order.line_items[0].price.as_ref().unwrap().amount,
            Some(1_000)
        );
        assert_eq!(press(&session, outcome).await, back);
        assert_eq!(status(&client, &order.id).await, end);
        let kept = client.checkout_sessions().get(&session.id).await.unwrap();
        assert_eq!(kept.reference.as_deref(), Some("cart-1"));
        assert_eq!(
            serde_json::to_value(&kept).unwrap()["order"],
            order.id.as_str()
        );
    }
    all_kept_the_spec(sandbox);
}

async fn payments(client: &Client, id: &OrderId) -> Vec<(PaymentId, i64)> {
    let expanded = GetOrderParams::new().expand(Expand::All);
    let order: Order = client.orders().get(id).params(&expanded).await.unwrap();
    let order: OrderExpanded =
        serde_json::from_value(serde_json::to_value(order).unwrap()).unwrap();
    let payments = order.payments.unwrap();
    payments
        .into_iter()
        .map(|payment| (payment.id, payment.amount))
        .collect()
}

#[tokio::test]
async fn what_was_captured_by_itself_is_given_back_and_no_more() {
    let (sandbox, client) = sandbox();
    let session = session_for_an_order(&client, &json!({})).await;
    press(&session, "paid").await;
    let order = session.order.unwrap().id;
    let taken = payments(&client, &order).await;
    let [(payment, 1_500)] = &taken[..] else {
        panic!("{taken:?}");
    };
    let refund = |amount: Option<i64>| {
        let reason = RefundReason::RequestedByCustomer;
        let mut body = CreateRefund::new(payment.clone(), Currency::Jpy, reason);
        if let Some(amount) = amount {
            body = body.amount(amount);
        }
        let client = client.clone();
        async move { client.refunds().create(&body).await }
    };
    assert_eq!(
        refusal(refund(Some(1_501)).await),
        coded(403, "amount.insufficient")
    );
    assert_eq!(refund(Some(500)).await.unwrap().amount, 500);
    let payment_status = || async {
        client
            .payments()
            .get(payment)
            .await
            .unwrap()
            .status
            .to_string()
    };
    assert_eq!(payment_status().await, "processed");
    assert_eq!(refund(None).await.unwrap().amount, 1_000, "the rest");
    assert_eq!(payment_status().await, "refunded");
    assert_eq!(
        refusal(refund(Some(1)).await),
        coded(403, "amount.insufficient")
    );
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn an_order_is_captured_in_parts_until_nothing_is_left() {
    let (sandbox, client) = sandbox();
    let manual = json!({"captureMethod": "manual"});
    let session = session_for_an_order(&client, &manual).await;
    let id = session.order.clone().unwrap().id;
    let capture = |amount, remainder: CancelRemainder| {
        let body =
            CreatePayment::new(id.clone(), amount, Currency::Jpy).cancel_remainder(remainder);
        let client = client.clone();
        async move { client.payments().create(&body).await }
    };
    let early = capture(1, CancelRemainder::Manual).await;
    assert_eq!(refusal(early), coded(409, "order.cannot-capture"));
    press(&session, "paid").await;
    assert_eq!(status(&client, &id).await, "requires_capture");
    capture(1_000, CancelRemainder::Manual).await.unwrap();
    let too_much = capture(501, CancelRemainder::Manual).await;
    assert_eq!(refusal(too_much), coded(409, "payment.excessive-amount"));
    assert_eq!(status(&client, &id).await, "requires_capture");
    // Whatever is left is released.
    capture(100, CancelRemainder::Automatic).await.unwrap();
    assert_eq!(status(&client, &id).await, "succeeded");
    let amounts: Vec<i64> = payments(&client, &id)
        .await
        .into_iter()
        .map(|(_, amount)| amount)
        .collect();
    assert_eq!(amounts, [1_000, 100]);
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn only_an_order_that_waits_for_capture_is_canceled() {
    let (sandbox, client) = sandbox();
    let manual = json!({"captureMethod": "manual"});
    for (captured, end) in [(0, "canceled"), (100, "succeeded")] {
        let session = session_for_an_order(&client, &manual).await;
        let id = session.order.clone().unwrap().id;
        let early = client.orders().cancel(&id).await;
        assert_eq!(refusal(early), coded(409, "order.cannot-cancel"));
        press(&session, "paid").await;
        if captured > 0 {
            let part = CreatePayment::new(id.clone(), captured, Currency::Jpy);
            let part = part.cancel_remainder(CancelRemainder::Manual);
            client.payments().create(&part).await.unwrap();
        }
        let order = client.orders().cancel(&id).await.unwrap();
        assert_eq!(order.status.as_str(), end);
    }
    let unknown = OrderId::new("order_test_nothing").unwrap();
    let missing = client.orders().cancel(&unknown).await;
    assert_eq!(refusal(missing), coded(404, "order.not-found"));
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn a_payment_is_changed_and_what_is_set_to_null_is_gone() {
    let (sandbox, client) = sandbox();
    let session = session_for_an_order(&client, &json!({})).await;
    press(&session, "paid").await;
    let (payment, _) = payments(&client, &session.order.unwrap().id)
        .await
        .remove(0);
    for (change, reference) in [
        (json!({"reference": "a", "metadata": {"b": "c"}}), Some("a")),
        (json!({"reference": null}), None),
    ] {
        let body = serde_json::from_value(change).unwrap();
        let changed = client.payments().update(&payment, &body).await.unwrap();
        assert_eq!(changed.reference.as_deref(), reference);
        let changed = serde_json::to_value(changed).unwrap();
        assert_eq!(changed["metadata"], json!({"b": "c"}));
    }
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn lists_go_through_all_pages() {
    let (sandbox, client) = sandbox();
    let mut made = Vec::new();
    for _ in 0..3 {
        made.push(
            session_for_an_order(&client, &json!({}))
                .await
                .order
                .unwrap()
                .id,
        );
    }
    let mut orders = client.orders().list().page_size(2).items();
    let mut seen = Vec::new();
    while let Some(order) = orders.try_next().await.unwrap() {
        seen.push(order.id);
    }
    assert!(made.iter().all(|id| seen.contains(id)));
    all_kept_the_spec(sandbox);
}

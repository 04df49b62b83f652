//! Refunds: find what was captured of an order, and give some of it back.
//!
//! `cargo run -p kessai-conformance --example smartpay-refund` talks to a sandbox on this machine.

use std::error::Error;

use smartpay::orders::GetOrderParams;
use smartpay::{
    CaptureMethod, Client, CreateRefund, Currency, Expand, ExpandablePayment, OrderId, RefundReason,
};

#[path = "../shop/opened.rs"]
mod opened;
#[path = "../shop/paid.rs"]
mod paid;

/// Goods came back. Gives back this many yen of the order, from its payments in turn; all of it or nothing.
async fn refund(
    client: &Client,
    order: &OrderId,
    amount: i64,
) -> Result<Vec<String>, Box<dyn Error>> {
    let expanded = GetOrderParams::new().expand(Expand::All);
    let order = client.orders().get(order).params(&expanded).await?;
    let mut payments = Vec::new();
    for payment in order.payments.unwrap_or_default() {
        match payment {
            ExpandablePayment::PaymentExpanded(payment) => payments.push(payment),
            _ => return Err("the order came without its payments".into()),
        }
    }
    let captured: i64 = payments.iter().map(|payment| payment.amount).sum();
    if amount > captured {
        return Err(format!("{} yen more than was captured", amount - captured).into());
    }
    let mut left = amount;
    let mut lines = Vec::new();
    for payment in payments {
        let part = left.min(payment.amount);
        if part == 0 {
            break;
        }
        let reason = RefundReason::RequestedByCustomer;
        let body = CreateRefund::new(payment.id.clone(), Currency::Jpy, reason).amount(part);
        let refund = client
            .refunds()
            .create(&body)
            .idempotency_key(format!("return-{amount}-{}", payment.id))
            .await?;
        left -= part;
        lines.push(format!("{part} yen of {} by {}", payment.id, refund.id));
    }
    Ok(lines)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (sandbox, client) = opened::sandbox()?;
    let order = paid::order(&sandbox, &client, CaptureMethod::Automatic).await?;
    for line in refund(&client, &order, 1_000).await? {
        println!("{line}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{CaptureMethod, opened, paid, refund};

    #[tokio::test]
    async fn what_was_captured_is_given_back_and_no_more() {
        let (sandbox, client) = opened::sandbox().unwrap();
        let order = paid::order(&sandbox, &client, CaptureMethod::Automatic)
            .await
            .unwrap();
        let lines = refund(&client, &order, 1_000).await.unwrap();
        assert_eq!(lines.len(), 1);
        assert!(
            lines[0].starts_with("1000 yen of payment_test_"),
            "{}",
            lines[0]
        );
        let error = refund(&client, &order, 2_600).await.unwrap_err();
        assert_eq!(error.to_string(), "100 yen more than was captured");
        // Of what was captured there is less left now, which the provider knows.
        let error = refund(&client, &order, 2_500).await.unwrap_err();
        assert!(error.to_string().contains("amount.insufficient"), "{error}");
        for exchange in sandbox.journal() {
            assert!(exchange.violations.is_empty(), "{:?}", exchange.violations);
        }
    }
}

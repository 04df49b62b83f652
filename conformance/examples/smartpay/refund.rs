//! Refunds: find what was captured of an order, and give some of it back.
//!
//! `cargo run -p kessai-conformance --example smartpay-refund` talks to a sandbox on this machine.

use std::error::Error;

use kessai_sandbox::Sandbox;
use smartpay::orders::GetOrderParams;
use smartpay::{Client, CreateRefund, Currency, Expand, ExpandablePayment, OrderId, RefundReason};

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
            .idempotency_key(format!("return-17-{}", payment.id))
            .await?;
        left -= part;
        lines.push(format!("{part} yen of {} by {}", payment.id, refund.id));
    }
    Ok(lines)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start(&serde_json::from_str(smartpay_registry::OPENAPI)?)?;
    sandbox.choose("getOrder", Some(EXPANDED))?;
    let client = Client::builder()
        .credential("sk_test_cok3psbYJpZZX9x3yboLIH")
        .base_url(sandbox.base_url())
        .build()?;
    let order = OrderId::new("order_test_bA1znhGULw5lROfDTpHChv")?;
    for line in refund(&client, &order, 1_000).await? {
        println!("{line}");
    }
    Ok(())
}

/// The sandbox answers with examples of the spec; this is the one with the payments in full.
const EXPANDED: &str = "200/composed-get-order-expanded-response";

#[cfg(test)]
mod tests {
    use super::{Client, EXPANDED, OrderId, Sandbox, refund};

    #[tokio::test]
    async fn what_was_captured_is_given_back_and_no_more() {
        let spec = serde_json::from_str(smartpay_registry::OPENAPI).unwrap();
        let sandbox = Sandbox::start(&spec).unwrap();
        sandbox.choose("getOrder", Some(EXPANDED)).unwrap();
        let client = Client::builder()
            .credential("sk_test_cok3psbYJpZZX9x3yboLIH")
            .base_url(sandbox.base_url())
            .build()
            .unwrap();
        let order = OrderId::new("order_test_bA1znhGULw5lROfDTpHChv").unwrap();
        let lines = refund(&client, &order, 1_000).await.unwrap();
        let line = "1000 yen of payment_test_GDEATBKK8XAp9XGf6J4U4 by refund_test_123456789";
        assert_eq!(lines, [line]);
        let error = refund(&client, &order, 1_000_000).await.unwrap_err();
        assert!(
            error.to_string().ends_with("yen more than was captured"),
            "{error}"
        );
        for exchange in sandbox.journal() {
            assert!(exchange.violations.is_empty(), "{:?}", exchange.violations);
        }
        // An order whose payments are not in full is not guessed at.
        sandbox.choose("getOrder", None).unwrap();
        assert!(refund(&client, &order, 1).await.is_err());
    }
}

//! Manual capture: take an order's amount in parts, as parcels leave.
//!
//! `cargo run -p kessai-conformance --example smartpay-capture` talks to a sandbox on this machine.

use std::error::Error;

use smartpay::{
    CancelRemainder, CaptureMethod, Client, CreatePayment, Currency, ErrorCode, OrderId, Payment,
};

#[path = "../shop/opened.rs"]
mod opened;
#[path = "../shop/paid.rs"]
mod paid;

/// A parcel leaves: takes its price, and leaves the rest of the order to be taken later.
async fn capture(
    client: &Client,
    order: &OrderId,
    parcel: u32,
    amount: i64,
) -> Result<Payment, smartpay::Error> {
    let payment = CreatePayment::new(order.clone(), amount, Currency::Jpy)
        // Otherwise the rest is released for good.
        .cancel_remainder(CancelRemainder::Manual)
        .reference(format!("parcel-{parcel}"));
    let call = client.payments().create(&payment);
    call.idempotency_key(format!("{order}-parcel-{parcel}"))
        .await
}

async fn run(client: &Client, order: &OrderId) -> Result<Vec<String>, Box<dyn Error>> {
    let mut lines = Vec::new();
    for (parcel, amount) in [(1, 1_000), (2, 1_000), (3, 1_000)] {
        lines.push(match capture(client, order, parcel, amount).await {
            Ok(payment) => format!("parcel {parcel}: {} yen", payment.amount),
            Err(error) => match error.code::<ErrorCode>() {
                Some(ErrorCode::PaymentExcessiveAmount) => {
                    format!("parcel {parcel}: the order does not have {amount} yen left")
                }
                _ => return Err(error.into()),
            },
        });
    }
    // Nothing else will leave: gives the rest back to the shopper.
    let order = client.orders().cancel(order).await?;
    lines.push(format!("the order is {}", order.status));
    Ok(lines)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (sandbox, client) = opened::sandbox()?;
    let order = paid::order(&sandbox, &client, CaptureMethod::Manual).await?;
    for line in run(&client, &order).await? {
        println!("{line}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{CaptureMethod, opened, paid, run};

    #[tokio::test]
    async fn parcels_are_taken_until_nothing_is_left() {
        let (sandbox, client) = opened::sandbox().unwrap();
        let order = paid::order(&sandbox, &client, CaptureMethod::Manual)
            .await
            .unwrap();
        let lines = run(&client, &order).await.unwrap();
        let expected = [
            "parcel 1: 1000 yen",
            "parcel 2: 1000 yen",
            "parcel 3: the order does not have 1000 yen left",
            "the order is succeeded",
        ];
        assert_eq!(lines, expected);
        for exchange in sandbox.journal() {
            assert!(exchange.violations.is_empty(), "{:?}", exchange.violations);
        }
    }
}

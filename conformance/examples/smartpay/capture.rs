//! Manual capture: take an order's amount in parts, as parcels leave.
//!
//! `cargo run -p kessai-conformance --example smartpay-capture` talks to a provider in memory, as a shop's own tests can.

use std::error::Error;
use std::sync::Mutex;

use bytes::Bytes;
use kessai_client::MemoryTransport;
use serde_json::{Value, json};
use smartpay::{CancelRemainder, Client, CreatePayment, Currency, ErrorCode, OrderId, Payment};

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

async fn run(client: &Client) -> Result<Vec<String>, Box<dyn Error>> {
    let order = OrderId::new("order_test_bA1znhGULw5lROfDTpHChv")?;
    let mut lines = Vec::new();
    for (parcel, amount) in [(1, 1_000), (2, 1_000), (3, 1_000)] {
        lines.push(match capture(client, &order, parcel, amount).await {
            Ok(payment) => format!("parcel {parcel}: {} yen by {}", payment.amount, payment.id),
            Err(error) => match error.code::<ErrorCode>() {
                Some(ErrorCode::PaymentExcessiveAmount) => {
                    format!("parcel {parcel}: the order does not have {amount} yen left")
                }
                _ => return Err(error.into()),
            },
        });
    }
    // Nothing else will leave: gives the rest back to the shopper.
    let order = client.orders().cancel(&order).await?;
    lines.push(format!("{}: {}", order.id, order.status));
    Ok(lines)
}

/// An order of 2500 yen.
fn provider() -> MemoryTransport {
    let left = Mutex::new(2_500);
    MemoryTransport::new(move |request| {
        let body: Value = serde_json::from_slice(request.body()).unwrap_or_default();
        let mut left = left
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let (status, answer) = match (request.uri().path(), body["amount"].as_i64()) {
            ("/v1/payments", Some(amount)) if amount <= *left => {
                *left -= amount;
                let id = format!("payment_test_{left}");
                (
                    200,
                    json!({
                        "id": id, "object": "payment", "amount": amount, "currency": "JPY", "order": body["order"],
                        "status": "succeeded", "metadata": {}, "createdAt": 1_700_000_000_000_i64,
                        "updatedAt": 1_700_000_000_000_i64, "test": true,
                    }),
                )
            }
            ("/v1/payments", _) => (
                409,
                json!({
                    "statusCode": 409, "errorCode": "payment.excessive-amount", "message": "Too much.", "details": [],
                }),
            ),
            _ => (
                200,
                json!({
                    "id": "order_test_bA1znhGULw5lROfDTpHChv", "object": "order", "amount": 2_500, "currency": "JPY",
                    "status": "succeeded", "lineItems": [], "metadata": {}, "createdAt": 1_700_000_000_000_i64,
                    "updatedAt": 1_700_000_000_000_i64, "test": true,
                }),
            ),
        };
        let mut response = http::Response::new(Bytes::from(answer.to_string()));
        *response.status_mut() = http::StatusCode::from_u16(status).unwrap_or_default();
        let json = http::HeaderValue::from_static("application/json");
        response
            .headers_mut()
            .insert(http::header::CONTENT_TYPE, json);
        Ok(response)
    })
}

fn client(transport: MemoryTransport) -> Result<Client, smartpay::Error> {
    let client = Client::builder().credential("sk_test_cok3psbYJpZZX9x3yboLIH");
    client.transport(transport).build()
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    for line in run(&client(provider())?).await? {
        println!("{line}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{client, provider, run};

    #[tokio::test]
    async fn parcels_are_taken_until_nothing_is_left() {
        let transport = provider();
        let lines = run(&client(transport.clone()).unwrap()).await.unwrap();
        assert_eq!(
            lines,
            [
                "parcel 1: 1000 yen by payment_test_1500",
                "parcel 2: 1000 yen by payment_test_500",
                "parcel 3: the order does not have 1000 yen left",
                "order_test_bA1znhGULw5lROfDTpHChv: succeeded",
            ]
        );
        let requests = transport.requests();
        let paths: Vec<&str> = requests
            .iter()
            .map(|request| request.uri().path())
            .collect();
        let cancellation = "/v1/orders/order_test_bA1znhGULw5lROfDTpHChv/cancellation";
        assert_eq!(
            paths,
            ["/v1/payments", "/v1/payments", "/v1/payments", cancellation]
        );
        for request in &requests[..3] {
            let body: serde_json::Value = serde_json::from_slice(request.body()).unwrap();
            assert_eq!(body["cancelRemainder"], "manual");
        }
    }
}

//! Checkout: open a session, send the shopper there, and see what became of the order when the shopper comes back.
//!
//! `cargo run -p kessai-conformance --example smartpay-checkout` talks to a sandbox on this machine.

use std::error::Error;

use kessai_sandbox::{Act, Sandbox};
use smartpay::{
    Address, AddressCountry, AddressRequired, CheckoutSessionCreate, CheckoutSessionCreateRequired,
    Client, CreateCheckoutSession, Currency, CustomerInfo, Item, OrderId, OrderStatus,
    ShippingInfo,
};

#[path = "../shop/opened.rs"]
mod opened;

/// The shopper presses "buy": what to keep beside the cart, and where to send the shopper.
async fn open(client: &Client) -> Result<(OrderId, String), Box<dyn Error>> {
    let address = Address::new(AddressRequired {
        line1: "虎ノ門1-17-1".into(),
        locality: "港区".into(),
        postal_code: "105-6415".into(),
        country: AddressCountry::Jp,
    });
    let session = CheckoutSessionCreate::new(CheckoutSessionCreateRequired {
        amount: 1_500,
        currency: Currency::Jpy,
        items: vec![Item::new("セーター", 1_000, Currency::Jpy).quantity(1)],
        shipping_info: ShippingInfo::new(address).fee_amount(500),
        customer_info: CustomerInfo::new().email_address("shopper@shop.example"),
        success_url: "https://shop.example/thanks".to_owned(),
        cancel_url: "https://shop.example/cart".to_owned(),
    })
    .reference("cart-4711");
    // The key is the cart's: pressing the button twice opens one session.
    let session = client
        .checkout_sessions()
        .create(&CreateCheckoutSession::from(session))
        .idempotency_key("cart-4711")
        .await?;
    let order = session
        .order
        .as_ref()
        .ok_or("a session for an order has none")?;
    Ok((
        order.id.clone(),
        session.url_with_promotion_code("SUMMER10"),
    ))
}

/// The shopper comes back. The address says nothing: anyone can open it.
async fn close(client: &Client, order: &OrderId) -> Result<&'static str, smartpay::Error> {
    let order = client.orders().get(order).await?;
    Ok(match order.status {
        OrderStatus::Succeeded | OrderStatus::RequiresCapture => "thank you",
        OrderStatus::Rejected | OrderStatus::Canceled => "please choose another way to pay",
        // Also what a later release of the API may say: it is not paid yet.
        _ => "one moment, please",
    })
}

async fn run(sandbox: &Sandbox, client: &Client) -> Result<Vec<String>, Box<dyn Error>> {
    let (order, url) = open(client).await?;
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let mut lines = vec![format!("the shopper goes to the page, with {query}")];
    lines.push(close(client, &order).await?.to_owned());
    // The shopper is there, and pays.
    sandbox.act(order.as_str(), Act::Pay)?;
    lines.push(close(client, &order).await?.to_owned());
    Ok(lines)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (sandbox, client) = opened::sandbox()?;
    for line in run(&sandbox, &client).await? {
        println!("{line}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Act, close, open, opened, run};

    #[tokio::test]
    async fn the_shopper_is_sent_to_the_session_and_told_what_became_of_the_order() {
        let (sandbox, client) = opened::sandbox().unwrap();
        let lines = run(&sandbox, &client).await.unwrap();
        let expected = [
            "the shopper goes to the page, with promotion-code=SUMMER10",
            "one moment, please",
            "thank you",
        ];
        assert_eq!(lines, expected);
        let sent = &sandbox.journal()[0];
        assert_eq!(sent.header("idempotency-key"), Some("cart-4711"));
        for exchange in sandbox.journal() {
            assert!(exchange.violations.is_empty(), "{:?}", exchange.violations);
        }
    }

    #[tokio::test]
    async fn an_order_that_was_refused_or_is_not_there_is_not_paid() {
        let (sandbox, client) = opened::sandbox().unwrap();
        let (order, _) = open(&client).await.unwrap();
        sandbox.act(order.as_str(), Act::Decline).unwrap();
        let answer = close(&client, &order).await.unwrap();
        assert_eq!(answer, "please choose another way to pay");
        let unknown = "order_test_bA1znhGULw5lROfDTpHChv".parse().unwrap();
        let error = close(&client, &unknown).await.unwrap_err();
        assert_eq!(error.code_str(), Some("order.not-found"));
    }
}

//! Checkout: open a session, send the shopper there, and see what became of the order when the shopper comes back.
//!
//! `cargo run -p kessai-conformance --example smartpay-checkout` talks to a sandbox on this machine.

use std::error::Error;

use kessai_sandbox::Sandbox;
use smartpay::{
    Address, AddressCountry, AddressRequired, CheckoutSessionCreate, CheckoutSessionCreateRequired,
    Client, CreateCheckoutSession, Currency, CustomerInfo, Item, OrderId, OrderStatus,
    ShippingInfo,
};

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

async fn run(client: &Client) -> Result<String, Box<dyn Error>> {
    let (order, url) = open(client).await?;
    let answer = close(client, &order).await?;
    Ok(format!("to pay {order}, go to {url}\n{answer}"))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start(&serde_json::from_str(smartpay_registry::OPENAPI)?)?;
    let client = Client::builder()
        .credential("sk_test_cok3psbYJpZZX9x3yboLIH")
        .base_url(sandbox.base_url())
        .build()?;
    println!("{}", run(&client).await?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Client, Sandbox, close, run};

    #[tokio::test]
    async fn the_shopper_is_sent_to_the_session_and_told_what_became_of_the_order() {
        let spec = serde_json::from_str(smartpay_registry::OPENAPI).unwrap();
        let sandbox = Sandbox::start(&spec).unwrap();
        let client = Client::builder()
            .credential("sk_test_cok3psbYJpZZX9x3yboLIH")
            .base_url(sandbox.base_url())
            .build()
            .unwrap();
        let printed = run(&client).await.unwrap();
        let (first, second) = printed.split_once('\n').unwrap();
        let begin = "to pay order_test_bA1znhGULw5lROfDTpHChv, go to https://checkout.smartpay.co/checkout_test_";
        assert!(first.starts_with(begin), "{first}");
        assert!(first.ends_with("?promotion-code=SUMMER10"), "{first}");
        assert_eq!(second, "thank you");
        for exchange in sandbox.journal() {
            assert!(exchange.violations.is_empty(), "{:?}", exchange.violations);
        }
        let sent = &sandbox.journal()[0];
        let key = ("idempotency-key".to_owned(), "cart-4711".to_owned());
        assert!(sent.headers.contains(&key));

        let order = "order_test_bA1znhGULw5lROfDTpHChv".parse().unwrap();
        sandbox.choose("getOrder", Some("404")).unwrap();
        let error = close(&client, &order).await.unwrap_err();
        assert_eq!(error.code_str(), Some("order.not-found"));
    }
}

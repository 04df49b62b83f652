//! Orders with a token: charge a shopper who is not there, once, whatever happens on the way.
//!
//! `cargo run -p kessai-conformance --example smartpay-order` talks to a sandbox on this machine.

use std::error::Error;

use kessai_sandbox::{Act, Sandbox};
use smartpay::{
    Address, AddressCountry, AddressRequired, CheckoutSessionForTokenCreate,
    CheckoutSessionForTokenCreateRequired, Client, CreateCheckoutSession, CreateOrder,
    CreateOrderRequired, Currency, CustomerInfo, ErrorKind, Item, OrderExpanded, OrderStatus,
    ShippingInfo, TokenId,
};

#[path = "../shop/opened.rs"]
mod opened;

/// What the shop does next.
#[derive(Debug, PartialEq, Eq)]
enum Next {
    Ship,
    /// The shopper has to choose another way to pay.
    Ask,
    /// Nobody knows whether the shopper was charged: try again later, with the same key.
    TryAgain {
        key: String,
    },
}

async fn charge(client: &Client, token: TokenId, month: &str) -> Result<Next, smartpay::Error> {
    let address = Address::new(AddressRequired {
        line1: "虎ノ門1-17-1".into(),
        locality: "港区".into(),
        postal_code: "105-6415".into(),
        country: AddressCountry::Jp,
    });
    let order = CreateOrder::new(CreateOrderRequired {
        token,
        amount: 1_500,
        currency: Currency::Jpy,
        customer_info: CustomerInfo::new().first_name("John").last_name("Doe"),
        items: vec![Item::new("セーター", 1_000, Currency::Jpy).quantity(1)],
        shipping_info: ShippingInfo::new(address).fee_amount(500),
    })
    .reference(month);
    // One key for each charge that is due: a job that is started twice charges once.
    let call = client
        .orders()
        .create(&order)
        .idempotency_key(format!("subscription-{month}"));
    match call.await {
        Ok(order) => Ok(decided(&order)),
        Err(error) if error.kind() == ErrorKind::OutcomeUnknown => Ok(Next::TryAgain {
            key: error.idempotency_key().unwrap_or_default().to_owned(),
        }),
        Err(error) => Err(error),
    }
}

/// That the token is active does not mean that the order was approved.
fn decided(order: &OrderExpanded) -> Next {
    match order.status {
        OrderStatus::Succeeded | OrderStatus::RequiresCapture => Next::Ship,
        _ => Next::Ask,
    }
}

/// A token that a shopper has approved, as at the end of `smartpay-token`.
async fn approved(sandbox: &Sandbox, client: &Client) -> Result<TokenId, Box<dyn Error>> {
    let session = CheckoutSessionForTokenCreate::new(CheckoutSessionForTokenCreateRequired {
        customer_info: CustomerInfo::new().email_address("shopper@shop.example"),
        success_url: "https://shop.example/account".to_owned(),
        cancel_url: "https://shop.example/account".to_owned(),
    });
    let session = CreateCheckoutSession::from(session);
    let session = client.checkout_sessions().create(&session).await?;
    sandbox.act(session.id.as_str(), Act::Pay)?;
    Ok(session.token.ok_or("a session for a token has none")?.id)
}

/// A job that is due this month, and is started twice.
async fn run(sandbox: &Sandbox, client: &Client) -> Result<Vec<String>, Box<dyn Error>> {
    let token = approved(sandbox, client).await?;
    let mut lines = Vec::new();
    for start in ["the job runs", "it is started again"] {
        let next = charge(client, token.clone(), "2024-05").await?;
        lines.push(format!("{start}: {next:?}"));
    }
    let orders = client.orders().list().await?.data;
    lines.push(format!("orders: {}", orders.len()));
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
    use kessai_client::{MemoryTransport, TransportError};

    use super::{Client, Next, TokenId, approved, charge, opened, run};

    const KEY: &str = "sk_test_cok3psbYJpZZX9x3yboLIH";

    #[tokio::test]
    async fn what_was_approved_is_shipped_and_charged_once() {
        let (sandbox, client) = opened::sandbox().unwrap();
        let lines = run(&sandbox, &client).await.unwrap();
        let expected = [
            "the job runs: Ship",
            "it is started again: Ship",
            "orders: 1",
        ];
        assert_eq!(lines, expected);
        for exchange in sandbox.journal() {
            assert!(exchange.violations.is_empty(), "{:?}", exchange.violations);
        }
    }

    #[tokio::test]
    async fn a_shopper_who_was_refused_is_asked() {
        let (sandbox, client) = opened::sandbox().unwrap();
        let token = approved(&sandbox, &client).await.unwrap();
        let rejected = "200/composed-create-order-rejected-response";
        sandbox.choose("createOrder", Some(rejected)).unwrap();
        let next = charge(&client, token, "2024-06").await.unwrap();
        assert_eq!(next, Next::Ask);
    }

    #[tokio::test(start_paused = true)]
    async fn a_lost_answer_is_no_failure() {
        let token = TokenId::new("paytok_test_zAo001ZRfyjz1F4rMyYPnL").unwrap();
        let lost = MemoryTransport::new(|_| Err(TransportError::maybe_sent("reset")));
        let client = Client::builder().credential(KEY).transport(lost.clone());
        let client = client.build().unwrap();
        let key = "subscription-2024-05".to_owned();
        let next = charge(&client, token, "2024-05").await.unwrap();
        assert_eq!(next, Next::TryAgain { key });
        let requests = lost.requests();
        assert_eq!(requests.len(), 3);
        assert!(
            requests
                .iter()
                .all(|request| request.body() == requests[0].body())
        );
    }
}

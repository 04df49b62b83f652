//! Orders with a token: charge a shopper who is not there, once, whatever happens on the way.
//!
//! `cargo run -p kessai-conformance --example smartpay-order` talks to a sandbox on this machine.

use std::error::Error;

use kessai_sandbox::Sandbox;
use smartpay::{
    Address, AddressCountry, AddressRequired, Client, CreateOrder, CreateOrderRequired, Currency,
    CustomerInfo, ErrorKind, Item, OrderExpanded, OrderStatus, ShippingInfo, TokenId,
};

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

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start(&serde_json::from_str(smartpay_registry::OPENAPI)?)?;
    sandbox.choose("createOrder", Some(APPROVED))?;
    let client = Client::builder()
        .credential("sk_test_cok3psbYJpZZX9x3yboLIH")
        .base_url(sandbox.base_url())
        .build()?;
    let token = TokenId::new("paytok_test_zAo001ZRfyjz1F4rMyYPnL")?;
    println!("{:?}", charge(&client, token, "2024-05").await?);
    Ok(())
}

/// The sandbox answers with examples of the spec; this is the one of an order that was approved.
const APPROVED: &str = "200/composed-create-order-response";

#[cfg(test)]
mod tests {
    use kessai_client::{MemoryTransport, TransportError};

    use super::{APPROVED, Client, Next, Sandbox, TokenId, charge};

    const KEY: &str = "sk_test_cok3psbYJpZZX9x3yboLIH";

    fn token() -> TokenId {
        TokenId::new("paytok_test_zAo001ZRfyjz1F4rMyYPnL").unwrap()
    }

    #[tokio::test]
    async fn only_what_was_approved_is_shipped() {
        let spec = serde_json::from_str(smartpay_registry::OPENAPI).unwrap();
        let sandbox = Sandbox::start(&spec).unwrap();
        sandbox.choose("createOrder", Some(APPROVED)).unwrap();
        let client = Client::builder()
            .credential(KEY)
            .base_url(sandbox.base_url());
        let client = client.build().unwrap();
        assert_eq!(
            charge(&client, token(), "2024-05").await.unwrap(),
            Next::Ship
        );
        let rejected = "200/composed-create-order-rejected-response";
        sandbox.choose("createOrder", Some(rejected)).unwrap();
        assert_eq!(
            charge(&client, token(), "2024-06").await.unwrap(),
            Next::Ask
        );
        for exchange in sandbox.journal() {
            assert!(exchange.violations.is_empty(), "{:?}", exchange.violations);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_lost_answer_is_no_failure() {
        let lost = MemoryTransport::new(|_| Err(TransportError::maybe_sent("reset")));
        let client = Client::builder().credential(KEY).transport(lost.clone());
        let client = client.build().unwrap();
        let key = "subscription-2024-05".to_owned();
        let next = charge(&client, token(), "2024-05").await.unwrap();
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

//! A charge with notes of the shop's own, and an address to which the customer comes back.
//!
//! `cargo run -p kessai-conformance --example univapay-charge` talks to a sandbox on this machine.

use std::collections::BTreeMap;
use std::error::Error;

use kessai_conformance::providers::UNIVAPAY;
use kessai_sandbox::Sandbox;
use kessai_sandbox::univapay::UnivaPay;
use univapay::{
    BaseOnlineDataBrand, BaseOnlineDataCallMethod, Charge, ChargeCreateRequestRedirect, Client,
    CreateCharge, Currency, GenericMetadataValue, OnlineTransactionTokenCreateRequest,
    TokenCreateOnlineData, TransactionTokenCreateRequestType, TransactionTokenId,
};

/// Charges what the customer has put a token in place for.
async fn charge(client: &Client, token: TransactionTokenId) -> Result<Charge, Box<dyn Error>> {
    let note = |text: &str| GenericMetadataValue::from(text.to_owned());
    let body = CreateCharge::new(token, 1_000, Currency::new("JPY")?)
        .metadata(BTreeMap::from([
            ("order_id".to_owned(), note("12345")),
            ("shipping_details".to_owned(), note("Customer wants it now")),
        ]))
        .redirect(
            ChargeCreateRequestRedirect::new()
                .endpoint("https://test.url/path?additionalParams=paramValue"),
        );
    // The same key makes the call safe to repeat, also by another run of this program.
    let charge = client
        .charges()
        .create(&body)
        .idempotency_key("order-12345");
    Ok(charge.await?)
}

/// A client of the sandbox. In production: `Client::from_env()`, or `Client::new(AppToken::new(jwt).secret(secret))`.
fn client(sandbox: &Sandbox) -> Result<Client, univapay::Error> {
    Client::builder()
        .credential(UNIVAPAY.credential())
        .base_url(sandbox.base_url())
        .build()
}

/// A token, as the widget in the customer's browser would have put one in place.
async fn token(client: &Client) -> Result<TransactionTokenId, Box<dyn Error>> {
    let wallet = TokenCreateOnlineData::new(
        BaseOnlineDataBrand::AlipayOnline,
        BaseOnlineDataCallMethod::HttpGet,
    );
    let once = TransactionTokenCreateRequestType::OneTime;
    let body = OnlineTransactionTokenCreateRequest::new(once, wallet).into();
    let token = client.transaction_tokens().create(&body).await?;
    let id = token
        .id()
        .ok_or("the token is of a kind that is not known")?;
    Ok(id.clone())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start_keeping(&UNIVAPAY.bundle()?, UnivaPay, 0)?;
    let client = client(&sandbox)?;
    let charge = charge(&client, token(&client).await?).await?;
    println!("{}: {}", charge.id, charge.status);
    Ok(())
}

#[cfg(test)]
mod tests {
    use kessai_sandbox::Act;

    use super::{Sandbox, UNIVAPAY, UnivaPay, charge, client, token};

    #[tokio::test]
    async fn it_carries_notes_and_leads_the_customer_back() {
        let sandbox = Sandbox::start_keeping(&UNIVAPAY.bundle().unwrap(), UnivaPay, 0).unwrap();
        let client = client(&sandbox).unwrap();
        let token = token(&client).await.unwrap();
        let made = charge(&client, token.clone()).await.unwrap();
        assert_eq!(made.status.as_str(), "pending");
        let exchange = sandbox.journal().remove(1);
        assert!(exchange.violations.is_empty(), "{:?}", exchange.violations);
        assert_eq!(exchange.header("idempotency-key"), Some("order-12345"));
        let body: serde_json::Value = serde_json::from_slice(&exchange.body).unwrap();
        assert_eq!(
            body["metadata"]["shipping_details"],
            "Customer wants it now"
        );
        let kept = client.charges().get(&made.id).wait().await.unwrap();
        let kept = serde_json::to_value(kept).unwrap();
        assert_eq!(kept["metadata"]["order_id"], "12345");
        let endpoint = "https://test.url/path?additionalParams=paramValue";
        assert_eq!(kept["redirect"]["endpoint"], endpoint);
        sandbox.act(made.id.as_str(), Act::Pay).unwrap();
        let again = charge(&client, token).await.unwrap();
        assert_eq!(again.id, made.id, "the key makes the call safe to repeat");
    }
}

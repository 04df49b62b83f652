//! A charge with notes of the shop's own, and an address to which the customer comes back.
//!
//! `cargo run -p kessai-conformance --example univapay-charge` talks to a sandbox on this machine.

use std::collections::BTreeMap;
use std::error::Error;

use kessai_conformance::providers::UNIVAPAY;
use kessai_sandbox::Sandbox;
use univapay::{
    Charge, ChargeCreateRequestRedirect, Client, CreateCharge, Currency, GenericMetadataValue,
    TransactionTokenId,
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

fn sandbox() -> Result<Sandbox, Box<dyn Error>> {
    let sandbox = Sandbox::start(&UNIVAPAY.bundle()?)?;
    // The sandbox answers with examples of the spec; this is the one of the provider's guide.
    sandbox.choose("createCharge", Some("201/seed-charge-create-response"))?;
    Ok(sandbox)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = sandbox()?;
    let token = TransactionTokenId::new("9c3b37f8-1851-11e7-9b58-8b8ddbe8f1d1")?;
    let charge = charge(&client(&sandbox)?, token).await?;
    println!("{}: {}", charge.id, charge.status);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{TransactionTokenId, charge, client, sandbox};

    #[tokio::test]
    async fn it_carries_notes_and_redirect() {
        let sandbox = sandbox().unwrap();
        let token = TransactionTokenId::new("9c3b37f8-1851-11e7-9b58-8b8ddbe8f1d1").unwrap();
        let charge = charge(&client(&sandbox).unwrap(), token).await.unwrap();
        assert_eq!(charge.id.as_str(), "a29db148-1851-11e7-9b58-4b8e9d783793");
        assert_eq!(charge.status.as_str(), "pending");
        let exchange = sandbox.journal().remove(0);
        assert!(exchange.violations.is_empty(), "{:?}", exchange.violations);
        assert_eq!(exchange.header("idempotency-key"), Some("order-12345"));
        let body: serde_json::Value = serde_json::from_slice(&exchange.body).unwrap();
        assert_eq!(
            body["metadata"]["shipping_details"],
            "Customer wants it now"
        );
        assert_eq!(
            body["redirect"]["endpoint"],
            "https://test.url/path?additionalParams=paramValue"
        );
    }
}

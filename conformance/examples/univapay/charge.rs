//! A charge with notes of the shop's own, and an address to which the customer comes back.
//!
//! `cargo run -p kessai-conformance --example univapay-charge` talks to a sandbox on this machine.

use std::collections::BTreeMap;
use std::error::Error;

use kessai_sandbox::{Act, Sandbox};
use univapay::{
    BaseOnlineDataBrand, BaseOnlineDataCallMethod, Charge, ChargeCreateRequestRedirect, Client,
    CreateCharge, Currency, GenericMetadataValue, OnlineTransactionTokenCreateRequest,
    TokenCreateOnlineData, TransactionTokenCreateRequestType, TransactionTokenId,
};

#[path = "../shop/store.rs"]
mod store;

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

/// What becomes of the charge. Its customer is asked, pays in the wallet, and comes back to the address of the redirect.
async fn run(sandbox: &Sandbox, client: &Client) -> Result<Vec<String>, Box<dyn Error>> {
    let token = token(client).await?;
    let made = charge(client, token.clone()).await?;
    let mut lines = vec![format!("created: {}", made.status)];
    let asked = client.charges().get(&made.id).wait().await?;
    lines.push(format!("the customer is asked: {}", asked.status));
    sandbox.act(made.id.as_str(), Act::Pay)?;
    let paid = client.charges().get(&made.id).await?;
    let notes = paid.metadata.as_ref();
    let order = notes.and_then(|notes| notes.expose().get("order_id"));
    let Some(GenericMetadataValue::Text(order)) = order else {
        return Err("the notes are gone".into());
    };
    lines.push(format!("order {order}: {}", paid.status));
    let again = charge(client, token).await?;
    let twice = if again.id == made.id {
        "the same charge"
    } else {
        "charged twice"
    };
    lines.push(format!("the same key again: {twice}"));
    Ok(lines)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (sandbox, client) = store::sandbox()?;
    for line in run(&sandbox, &client).await? {
        println!("{line}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{run, store};

    #[tokio::test]
    async fn it_carries_notes_and_leads_the_customer_back() {
        let (sandbox, client) = store::sandbox().unwrap();
        let lines = run(&sandbox, &client).await.unwrap();
        let expected = [
            "created: pending",
            "the customer is asked: awaiting",
            "order 12345: successful",
            "the same key again: the same charge",
        ];
        assert_eq!(lines, expected);
        let journal = sandbox.journal();
        for exchange in &journal {
            assert!(exchange.violations.is_empty(), "{:?}", exchange.violations);
        }
        let exchange = &journal[1];
        assert_eq!(exchange.header("idempotency-key"), Some("order-12345"));
        let body: serde_json::Value = serde_json::from_slice(&exchange.body).unwrap();
        assert_eq!(
            body["metadata"]["shipping_details"],
            "Customer wants it now"
        );
        let id = journal[2].path.rsplit('/').next().unwrap();
        let id = univapay::ChargeId::new(id).unwrap();
        let kept = client.charges().get(&id).await.unwrap();
        let kept = serde_json::to_value(kept).unwrap();
        let endpoint = "https://test.url/path?additionalParams=paramValue";
        assert_eq!(kept["redirect"]["endpoint"], endpoint);
    }
}

//! A payment from its token to its refund: authorize, wait, capture, give some back, and read what the provider posts about
//! it.
//!
//! `cargo run -p kessai-conformance --example univapay-payment` talks to a sandbox on this machine, which keeps what it is told
//! and posts to a receiver on this machine.

use std::error::Error;
use std::time::Duration;

use http::HeaderMap;
use univapay::webhooks::verifier;
use univapay::{
    CardExpiryPart, CardTransactionTokenCreateRequest, Charge, Client, CreateCharge, CreateRefund,
    CreateTransactionToken, CreateWebhook, Currency, TokenCreateCardData,
    TokenCreateCardDataRequired, TransactionTokenCreateRequestType, TransactionTokenId,
    WebhookDelivery, WebhookDeliverySubject, WebhookTrigger,
};

#[path = "../shop/inbox.rs"]
mod inbox;
#[path = "../shop/store.rs"]
mod store;

use inbox::Inbox;

/// Turns a test card into a token. Only shops that comply with PCI DSS may do so; others have a widget in the browser.
async fn token(client: &Client) -> Result<TransactionTokenId, Box<dyn Error>> {
    let text = |text: &str| CardExpiryPart::from(text.to_owned());
    let card = TokenCreateCardData::new(TokenCreateCardDataRequired {
        card_number: "4000020000000000".into(),
        exp_month: text("09").into(),
        exp_year: text("30").into(),
    });
    let body =
        CardTransactionTokenCreateRequest::new(TransactionTokenCreateRequestType::OneTime, card)
            .email("shopper@example.com");
    let body = CreateTransactionToken::from(body);
    let token = client.transaction_tokens().create(&body).await?;
    let id = token
        .id()
        .ok_or("the token is of a kind that is not known")?;
    Ok(id.clone())
}

/// Waits until the provider has made up its mind.
async fn settled(client: &Client, charge: &Charge) -> Result<Charge, univapay::Error> {
    let wait = client.charges().get(&charge.id).wait();
    wait.interval(Duration::from_millis(20), Duration::from_secs(5))
        .await
}

/// The whole of it. What went wrong with a payment is in the charge: the call itself succeeded.
async fn pay(client: &Client) -> Result<Vec<String>, Box<dyn Error>> {
    let yen = Currency::new("JPY")?;
    let token = token(client).await?;
    let body = CreateCharge::new(token, 1_000, yen.clone()).capture(false);
    let charge = client.charges().create(&body).await?;
    let mut lines = vec![format!("created: {}", charge.status)];
    let charge = settled(client, &charge).await?;
    lines.push(format!("settled: {}", charge.status));
    if let Some(error) = charge.error {
        lines.push(format!("failed: {:?}", error.code));
        return Ok(lines);
    }
    client.charges().capture(&charge.id, None).await?;
    let captured = client.charges().get(&charge.id).await?;
    lines.push(format!("captured: {}", captured.status));
    let refund = CreateRefund::new(400, yen);
    let refund = client.refunds().create(&charge.id, &refund).await?;
    let refund = client.refunds().get(&charge.id, &refund.id).wait().await?;
    lines.push(format!("refund of {}: {}", refund.amount, refund.status));
    Ok(lines)
}

/// The secret that shop and provider agreed on.
const SECRET: &str = "agreed-on";

/// Asks to be told.
async fn subscribe(client: &Client, url: &str) -> Result<(), Box<dyn Error>> {
    let triggers = ["charge_updated", "charge_finished", "refund_finished"];
    let triggers = triggers.map(WebhookTrigger::from).to_vec();
    let body = CreateWebhook::new(triggers, url).auth_token(SECRET);
    client.webhooks().create(&body).await?;
    Ok(())
}

/// What the shop's server makes of a delivery: the token that was agreed on comes first.
fn receive(headers: &HeaderMap, body: &[u8]) -> Result<String, Box<dyn Error>> {
    let delivery: WebhookDelivery = verifier(SECRET).verify(headers, body)?.decode()?;
    Ok(match delivery.subject()? {
        WebhookDeliverySubject::ChargeUpdated(charge) => {
            format!("posted: the charge is {}", charge.status)
        }
        WebhookDeliverySubject::ChargeFinished(charge) => {
            format!("posted: the charge is {} for good", charge.status)
        }
        WebhookDeliverySubject::RefundFinished(refund) => {
            format!("posted: the refund is {}", refund.status)
        }
        _ => format!("posted: {}, nothing to do", delivery.event),
    })
}

/// All lines of a payment and of what is posted about it.
async fn run(client: &Client) -> Result<Vec<String>, Box<dyn Error>> {
    let mut inbox = Inbox::open().await?;
    subscribe(client, inbox.url()).await?;
    let mut lines = pay(client).await?;
    for _ in 0..3 {
        let (headers, body) = inbox.next().await.ok_or("nothing was posted")?;
        lines.push(receive(&headers, &body)?);
    }
    Ok(lines)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (_sandbox, client) = store::sandbox()?;
    for line in run(&client).await? {
        println!("{line}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, header};

    use super::{receive, run, store};

    #[tokio::test]
    async fn it_goes_from_token_to_refund_and_is_posted_about() {
        let (sandbox, client) = store::sandbox().unwrap();
        let lines = run(&client).await.unwrap();
        let expected = [
            "created: pending",
            "settled: authorized",
            "captured: successful",
            "refund of 400: successful",
            "posted: the charge is authorized",
            "posted: the charge is successful for good",
            "posted: the refund is successful",
        ];
        assert_eq!(lines, expected);
        for exchange in sandbox.journal() {
            assert!(exchange.violations.is_empty(), "{:?}", exchange.violations);
        }
    }

    #[test]
    fn a_delivery_without_the_token_is_not_believed() {
        let body = br#"{"event": "charge_finished"}"#;
        assert!(receive(&HeaderMap::new(), body).is_err());
        let bearer = HeaderValue::from_static("Bearer another");
        let headers = HeaderMap::from_iter([(header::AUTHORIZATION, bearer)]);
        assert!(receive(&headers, body).is_err());
    }
}

//! A payment from its token to its refund: authorize, wait, let the customer pass 3-D Secure, capture, give some back, and
//! read what the provider posts about it.
//!
//! `cargo run -p kessai-conformance --example univapay-payment` talks to a sandbox on this machine.

use std::error::Error;
use std::time::Duration;

use http::{HeaderMap, HeaderValue};
use kessai_conformance::providers::UNIVAPAY;
use kessai_sandbox::Sandbox;
use univapay::webhooks::verifier;
use univapay::{
    CardExpiryPart, CardTransactionTokenCreateRequest, Charge, ChargeStatus, Client, CreateCharge,
    CreateRefund, CreateTransactionToken, Currency, TokenCreateCardData,
    TokenCreateCardDataRequired, TransactionToken, TransactionTokenCreateRequestType,
    TransactionTokenId, WebhookDelivery, WebhookDeliverySubject,
};

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
    match client.transaction_tokens().create(&body).await? {
        TransactionToken::CardTransactionToken(token) => Ok(token.id),
        _ => Err("a card did not become the token of a card".into()),
    }
}

/// Waits until the provider has made up its mind. A charge that awaits its customer is not over, and is waited for once the
/// customer knows where to go.
async fn settled(client: &Client, charge: &Charge) -> Result<Charge, Box<dyn Error>> {
    let wait = || {
        let charge = client.charges().get(&charge.id);
        charge
            .wait()
            .interval(Duration::from_millis(20), Duration::from_secs(5))
    };
    let seen = wait().await?;
    if seen.status != ChargeStatus::Awaiting {
        return Ok(seen);
    }
    let issuer = client.charges().get_three_ds_issuer_token(&seen.id).await?;
    if issuer.issuer_token.is_none() {
        return Err("there is no page to send the customer to".into());
    }
    // Here the browser posts `payload` to `issuer_token`, encoded as `content_type`.
    let over = |charge: &Charge| {
        !matches!(
            charge.status,
            ChargeStatus::Pending | ChargeStatus::Awaiting
        )
    };
    Ok(wait().until(over).await?)
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
    let refund = client
        .refunds()
        .create(&charge.id, &CreateRefund::new(400, yen))
        .await?;
    let refund = client.refunds().get(&charge.id, &refund.id).wait().await?;
    lines.push(format!("refund: {}", refund.status));
    Ok(lines)
}

/// What the shop's server makes of a delivery: the token that was agreed on comes first.
fn receive(secret: &str, headers: &HeaderMap, body: &[u8]) -> Result<String, Box<dyn Error>> {
    let delivery: WebhookDelivery = verifier(secret).verify(headers, body)?.decode()?;
    Ok(match delivery.subject()? {
        WebhookDeliverySubject::ChargeFinished(charge) => format!("posted: {}", charge.status),
        _ => format!("posted: {}, nothing to do", delivery.event),
    })
}

/// A delivery as the provider posts it, by its documentation.
fn delivery() -> Result<(HeaderMap, Vec<u8>), Box<dyn Error>> {
    let bundle = UNIVAPAY.bundle()?;
    let example = &bundle["components"]["examples"]["webhook-charge-finished"]["value"];
    let bearer = HeaderValue::from_static("Bearer agreed-on");
    let headers = HeaderMap::from_iter([(http::header::AUTHORIZATION, bearer)]);
    Ok((headers, example.to_string().into_bytes()))
}

fn client(sandbox: &Sandbox) -> Result<Client, univapay::Error> {
    Client::builder()
        .credential(UNIVAPAY.credential())
        .base_url(sandbox.base_url())
        .build()
}

/// A sandbox that answers with documented examples. The charge is pending until the program has looked at it.
fn sandbox() -> Result<Sandbox, Box<dyn Error>> {
    let sandbox = Sandbox::start(&UNIVAPAY.bundle()?)?;
    sandbox.choose("getCharge", Some(PENDING))?;
    Ok(sandbox)
}

const PENDING: &str = "200/model-charge";

/// Lets the charge succeed once it has been looked at.
async fn succeed(sandbox: &Sandbox) -> Result<(), Box<dyn Error>> {
    let seen =
        |exchange: &kessai_sandbox::Exchange| exchange.operation.as_deref() == Some("getCharge");
    while !sandbox.journal().iter().any(seen) {
        tokio::task::yield_now().await;
    }
    sandbox.choose("getCharge", None)?;
    Ok(())
}

/// All lines of a payment and of what is posted about it.
async fn run(sandbox: &Sandbox) -> Result<Vec<String>, Box<dyn Error>> {
    let client = client(sandbox)?;
    let (lines, succeeded) = tokio::join!(pay(&client), succeed(sandbox));
    succeeded?;
    let mut lines = lines?;
    let (headers, body) = delivery()?;
    lines.push(receive("agreed-on", &headers, &body)?);
    Ok(lines)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    for line in run(&sandbox()?).await? {
        println!("{line}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{delivery, receive, run, sandbox};

    #[tokio::test]
    async fn it_goes_from_token_to_refund() {
        let sandbox = sandbox().unwrap();
        let lines = run(&sandbox).await.unwrap();
        let expected = [
            "created: pending",
            "settled: successful",
            "refund: successful",
            "posted: successful",
        ];
        assert_eq!(lines, expected);
        let journal = sandbox.journal();
        let mut calls: Vec<_> = journal
            .iter()
            .filter_map(|seen| seen.operation.as_deref())
            .collect();
        calls.dedup();
        let expected = [
            "createTransactionToken",
            "createCharge",
            "getCharge",
            "captureCharge",
            "createRefund",
            "getRefund",
        ];
        assert_eq!(calls, expected);
        for exchange in journal {
            assert!(exchange.violations.is_empty(), "{:?}", exchange.violations);
        }
    }

    #[test]
    fn a_delivery_without_the_token_is_not_believed() {
        let (headers, body) = delivery().unwrap();
        assert!(receive("another", &headers, &body).is_err());
        assert!(receive("agreed-on", &http::HeaderMap::new(), &body).is_err());
    }
}

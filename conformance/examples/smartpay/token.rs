//! Tokens: let the shopper approve one on the checkout page, and hold on to it for later orders.
//!
//! `cargo run -p kessai-conformance --example smartpay-token` talks to a sandbox on this machine.

use std::error::Error;

use kessai_sandbox::Sandbox;
use smartpay::{
    CheckoutSessionForTokenCreate, CheckoutSessionForTokenCreateRequired, Client,
    CreateCheckoutSession, CustomerInfo, Token, TokenId, TokenStatus,
};

/// The shopper wants to be remembered: what to keep, and where to send the shopper.
async fn ask(client: &Client) -> Result<(Token, String), Box<dyn Error>> {
    let session = CheckoutSessionForTokenCreate::new(CheckoutSessionForTokenCreateRequired {
        customer_info: CustomerInfo::new().email_address("shopper@shop.example"),
        success_url: "https://shop.example/account".to_owned(),
        cancel_url: "https://shop.example/account".to_owned(),
    })
    .reference("account-17");
    let session = client
        .checkout_sessions()
        .create(&CreateCheckoutSession::from(session))
        .await?;
    let token = session.token.ok_or("a session for a token has none")?;
    Ok((token, session.url))
}

/// Whether the shopper can be charged without being there.
async fn is_usable(client: &Client, token: &TokenId) -> Result<bool, smartpay::Error> {
    Ok(client.tokens().get(token).await?.status == TokenStatus::Active)
}

async fn run(client: &Client) -> Result<String, Box<dyn Error>> {
    let (token, url) = ask(client).await?;
    let asked = format!("to approve {} ({}), go to {url}", token.id, token.status);
    let usable = is_usable(client, &token.id).await?;
    // The shopper wants to be forgotten.
    client.tokens().disable(&token.id).await?;
    Ok(format!("{asked}\nusable: {usable}, and disabled now"))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start(&serde_json::from_str(smartpay_registry::OPENAPI)?)?;
    sandbox.choose("createCheckoutSession", Some(FOR_A_TOKEN))?;
    let client = Client::builder()
        .credential("sk_test_cok3psbYJpZZX9x3yboLIH")
        .base_url(sandbox.base_url())
        .build()?;
    println!("{}", run(&client).await?);
    Ok(())
}

/// The sandbox answers with examples of the spec; this is the one of a session for a token.
const FOR_A_TOKEN: &str = "200/composed-create-checkout-session-token-response";

#[cfg(test)]
mod tests {
    use super::{Client, FOR_A_TOKEN, Sandbox, run};

    #[tokio::test]
    async fn a_token_is_asked_for_looked_at_and_disabled() {
        let spec = serde_json::from_str(smartpay_registry::OPENAPI).unwrap();
        let sandbox = Sandbox::start(&spec).unwrap();
        sandbox
            .choose("createCheckoutSession", Some(FOR_A_TOKEN))
            .unwrap();
        let client = Client::builder()
            .credential("sk_test_cok3psbYJpZZX9x3yboLIH")
            .base_url(sandbox.base_url())
            .build()
            .unwrap();
        let printed = run(&client).await.unwrap();
        let (first, second) = printed.split_once('\n').unwrap();
        let begin = "to approve paytok_test_zAo001ZRfyjz1F4rMyYPnL (requires_authorization), go to https://checkout.smartpay.co/";
        assert!(first.starts_with(begin), "{first}");
        assert_eq!(second, "usable: true, and disabled now");
        for exchange in sandbox.journal() {
            assert!(exchange.violations.is_empty(), "{:?}", exchange.violations);
        }
    }
}

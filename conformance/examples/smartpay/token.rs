//! Tokens: let the shopper approve one on the checkout page, and hold on to it for later orders.
//!
//! `cargo run -p kessai-conformance --example smartpay-token` talks to a sandbox on this machine.

use std::error::Error;

use kessai_sandbox::{Act, Sandbox};
use smartpay::{
    CheckoutSessionForTokenCreate, CheckoutSessionForTokenCreateRequired, Client,
    CreateCheckoutSession, CustomerInfo, Token, TokenId, TokenStatus,
};

#[path = "../shop/opened.rs"]
mod opened;

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

async fn run(sandbox: &Sandbox, client: &Client) -> Result<Vec<String>, Box<dyn Error>> {
    let (token, url) = ask(client).await?;
    let mut lines = vec![format!("{}: go to {}", token.status, page(sandbox, &url))];
    lines.push(format!("usable: {}", is_usable(client, &token.id).await?));
    // The shopper is at that page, and approves.
    sandbox.act(token.id.as_str(), Act::Pay)?;
    lines.push(format!("usable: {}", is_usable(client, &token.id).await?));
    // The shopper wants to be forgotten.
    client.tokens().disable(&token.id).await?;
    lines.push(format!("usable: {}", is_usable(client, &token.id).await?));
    Ok(lines)
}

/// The page without the port, which is another one each time.
fn page(sandbox: &Sandbox, url: &str) -> String {
    let origin = sandbox.base_url();
    let origin = origin.trim_end_matches("/v1");
    url.replace(origin, "sandbox:")
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
    use super::{opened, run};

    #[tokio::test]
    async fn a_token_is_asked_for_approved_and_disabled() {
        let (sandbox, client) = opened::sandbox().unwrap();
        let lines = run(&sandbox, &client).await.unwrap();
        let begin = "requires_authorization: go to sandbox:/-/checkout_test_";
        assert!(lines[0].starts_with(begin), "{}", lines[0]);
        assert_eq!(
            lines[1..],
            ["usable: false", "usable: true", "usable: false"]
        );
        for exchange in sandbox.journal() {
            assert!(exchange.violations.is_empty(), "{:?}", exchange.violations);
        }
    }
}

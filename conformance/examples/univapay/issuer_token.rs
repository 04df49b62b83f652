//! Payments that are made elsewhere: in a wallet to which the browser is sent, or by transfer to an account that is shown.
//!
//! `cargo run -p kessai-conformance --example univapay-issuer-token` talks to a sandbox on this machine.

use std::error::Error;

use kessai_sandbox::{Act, Sandbox};
use univapay::{
    BankTransferTransactionTokenCreateRequest, BaseOnlineDataBrand, BaseOnlineDataCallMethod,
    Charge, ChargeStatus, Client, CreateCharge, CreateTransactionToken, Currency,
    IssuerTokenCallMethod, OnlineTransactionTokenCreateRequest, TokenCreateBankTransferData,
    TokenCreateOnlineData, TransactionTokenCreateRequestType,
};

#[path = "../shop/store.rs"]
mod store;

/// What the customer is shown next.
#[derive(Debug, PartialEq, Eq)]
enum Next {
    /// The browser goes there.
    Go(String),
    /// Branch and number of an account.
    Transfer { branch: String, account: String },
}

/// A wallet.
fn wallet() -> CreateTransactionToken {
    let data = TokenCreateOnlineData::new(
        BaseOnlineDataBrand::PayPayOnline,
        BaseOnlineDataCallMethod::HttpGet,
    );
    let once = TransactionTokenCreateRequestType::OneTime;
    OnlineTransactionTokenCreateRequest::new(once, data).into()
}

/// A transfer, for which the customer has two days.
fn transfer() -> CreateTransactionToken {
    let data = TokenCreateBankTransferData::new("aozora_bank").expiration_period("PT48H");
    let once = TransactionTokenCreateRequestType::OneTime;
    BankTransferTransactionTokenCreateRequest::new(once, data)
        .email("shopper@example.com")
        .into()
}

/// Begins a payment, up to where the customer is needed.
async fn begin(
    client: &Client,
    method: &CreateTransactionToken,
) -> Result<(Charge, Next), Box<dyn Error>> {
    let token = client.transaction_tokens().create(method).await?;
    let token = token
        .id()
        .ok_or("the token is of a kind that is not known")?;
    let body = CreateCharge::new(token.clone(), 1_000, Currency::new("JPY")?);
    let charge = client.charges().create(&body).await?;
    let charge = client.charges().get(&charge.id).wait().await?;
    if charge.status != ChargeStatus::Awaiting {
        return Err(format!("nobody is asked: the charge is {}", charge.status).into());
    }
    let issuer = client.charges().get_issuer_token(&charge.id).await?;
    let next = match (
        issuer.call_method,
        issuer.issuer_token,
        issuer.account_number,
    ) {
        (Some(IssuerTokenCallMethod::HttpGet), Some(url), _) => Next::Go(url.expose().clone()),
        (_, _, Some(account)) => Next::Transfer {
            branch: issuer.branch_code.unwrap_or_default(),
            account: account.expose().clone(),
        },
        // With `http_post` the browser posts `payload`, as for 3-D Secure; `sdk`, `web` and `app` are for the wallet's own code.
        (method, _, _) => return Err(format!("this shop cannot {method:?}").into()),
    };
    Ok((charge, next))
}

/// How it stands. A shop need not wait: a webhook says when it is over.
async fn status(client: &Client, charge: &Charge) -> Result<ChargeStatus, univapay::Error> {
    Ok(client.charges().get(&charge.id).await?.status)
}

async fn run(sandbox: &Sandbox, client: &Client) -> Result<Vec<String>, Box<dyn Error>> {
    let mut lines = Vec::new();
    for (method, act) in [
        (wallet(), Act::Pay),
        (transfer(), Act::Pay),
        (wallet(), Act::Decline),
    ] {
        let (charge, next) = begin(client, &method).await?;
        lines.push(match next {
            Next::Go(url) => format!("go to {}", url.replace(&sandbox.base_url(), "sandbox:")),
            Next::Transfer { branch, account } => format!("pay to {account} at {branch}"),
        });
        // What the customer does is not seen by the shop.
        sandbox.act(charge.id.as_str(), act)?;
        lines.push(format!("the charge is {}", status(client, &charge).await?));
    }
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
    async fn a_customer_is_sent_to_a_page_or_shown_an_account() {
        let (sandbox, client) = store::sandbox().unwrap();
        let lines = run(&sandbox, &client).await.unwrap();
        assert!(lines[0].starts_with("go to sandbox:/-/"), "{}", lines[0]);
        assert_eq!(lines[1], "the charge is successful");
        assert_eq!(lines[2], "pay to 0000001 at 001");
        assert_eq!(lines[3], "the charge is successful");
        assert_eq!(lines[5], "the charge is failed");
        for exchange in sandbox.journal() {
            assert!(exchange.violations.is_empty(), "{:?}", exchange.violations);
        }
    }
}

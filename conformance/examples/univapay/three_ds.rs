//! 3-D Secure: of a card that is kept for later, and of a single charge. In between the customer's browser is at a page of
//! the card's issuer; this program stands in for it.
//!
//! `cargo run -p kessai-conformance --example univapay-three-ds` talks to a sandbox on this machine, which has that page.

use std::collections::BTreeMap;
use std::error::Error;

use univapay::{
    CardExpiryPart, CardTransactionTokenCreateRequest, Charge, ChargeCreateRequestThreeDs,
    ChargeCreateRequestThreeDsMode, ChargeStatus, Client, CreateCharge, CreateTransactionToken,
    Currency, ThreeDsIssuerToken, TokenCreateCardData, TokenCreateCardDataRequired,
    TokenCreateCardDataThreeDs, TransactionToken, TransactionTokenCreateRequestType,
    TransactionTokenId,
};

#[path = "../shop/store.rs"]
mod store;

/// Where the customer comes back to, whatever the issuer said.
const BACK: &str = "https://shop.example/orders/17";

/// What the shop's page sends through the browser: a form that is posted as it loads, or in a frame.
struct Form {
    action: String,
    fields: BTreeMap<String, String>,
}

impl Form {
    fn new(page: &ThreeDsIssuerToken) -> Result<Self, Box<dyn Error>> {
        let action = page.issuer_token.as_ref().ok_or("there is no page")?;
        // `content_type` says how it is to be encoded. That of a form is what a browser does by itself.
        if page.content_type.as_deref() != Some("application/x-www-form-urlencoded") {
            return Err("the payload is not for a form".into());
        }
        let fields = page
            .payload
            .as_ref()
            .map(|payload| payload.expose().clone());
        Ok(Self {
            action: action.expose().clone(),
            fields: fields.unwrap_or_default(),
        })
    }
}

/// A card that is kept: the customer passes 3-D Secure once, when it is put in place.
async fn keep(client: &Client) -> Result<(TransactionTokenId, Form), Box<dyn Error>> {
    let three_ds = TokenCreateCardDataThreeDs::new()
        .enabled(true)
        .redirect_endpoint(BACK);
    let card = card().three_ds(three_ds);
    let body =
        CardTransactionTokenCreateRequest::new(TransactionTokenCreateRequestType::Recurring, card)
            .email("shopper@example.com");
    let tokens = client.transaction_tokens();
    let token = tokens.create(&CreateTransactionToken::from(body)).await?;
    let id = token
        .id()
        .ok_or("the token is of a kind that is not known")?;
    // Until the issuer has a page for the customer.
    tokens.get(id).wait().await?;
    let page = tokens.get_three_ds_issuer_token(id).await?;
    Ok((id.clone(), Form::new(&page)?))
}

/// How 3-D Secure of a token stands.
async fn of_token(client: &Client, id: &TransactionTokenId) -> Result<String, Box<dyn Error>> {
    let token = client.transaction_tokens().get(id).wait().await?;
    let TransactionToken::CardTransactionToken(token) = token else {
        return Err("a card did not become the token of a card".into());
    };
    let three_ds = token.data.and_then(|data| data.three_ds);
    let three_ds = three_ds.ok_or("the token has no 3-D Secure")?;
    Ok(three_ds.status.to_string())
}

/// A charge that must pass 3-D Secure, up to where the customer is needed.
async fn charge(
    client: &Client,
    token: &TransactionTokenId,
) -> Result<(Charge, Form), Box<dyn Error>> {
    let three_ds = ChargeCreateRequestThreeDs::new()
        .mode(ChargeCreateRequestThreeDsMode::Force)
        .redirect_endpoint(BACK);
    let body = CreateCharge::new(token.clone(), 1_000, Currency::new("JPY")?).three_ds(three_ds);
    let charge = client.charges().create(&body).await?;
    let charge = client.charges().get(&charge.id).wait().await?;
    if charge.status != ChargeStatus::Awaiting {
        return Err(format!("nobody is asked: the charge is {}", charge.status).into());
    }
    let page = client
        .charges()
        .get_three_ds_issuer_token(&charge.id)
        .await?;
    let form = Form::new(&page)?;
    Ok((charge, form))
}

/// The customer is back. That the browser came says nothing; the charge does.
async fn end(client: &Client, charge: &Charge) -> Result<Charge, univapay::Error> {
    let over = |charge: &Charge| {
        !matches!(
            charge.status,
            ChargeStatus::Pending | ChargeStatus::Awaiting
        )
    };
    client.charges().get(&charge.id).wait().until(over).await
}

fn card() -> TokenCreateCardData {
    let text = |text: &str| CardExpiryPart::from(text.to_owned());
    TokenCreateCardData::new(TokenCreateCardDataRequired {
        card_number: "4000020000000000".into(),
        exp_month: text("09").into(),
        exp_year: text("30").into(),
    })
}

/// The customer's browser: posts the form, and is sent back to the shop.
async fn browse(form: &Form, passes: bool) -> Result<String, Box<dyn Error>> {
    let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let mut pairs: Vec<String> = form
        .fields
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    if !passes {
        pairs.push("outcome=declined".to_owned());
    }
    let answer = browser
        .build()?
        .post(&form.action)
        .body(pairs.join("&"))
        .send()
        .await?;
    let back = answer
        .headers()
        .get("location")
        .ok_or("the browser stays there")?;
    Ok(back.to_str()?.to_owned())
}

async fn run(client: &Client) -> Result<Vec<String>, Box<dyn Error>> {
    let mut lines = Vec::new();
    let (token, form) = keep(client).await?;
    lines.push(format!("the token is {}", of_token(client, &token).await?));
    browse(&form, true).await?;
    lines.push(format!("the token is {}", of_token(client, &token).await?));
    for passes in [true, false] {
        let (made, form) = charge(client, &token).await?;
        lines.push(format!("the charge is {}", made.status));
        let back = browse(&form, passes).await?;
        let back = back.split('?').next().unwrap_or_default();
        let made = end(client, &made).await?;
        let why = made
            .error
            .and_then(|error| error.code)
            .map(|code| format!(", by {code}"));
        let why = why.unwrap_or_default();
        lines.push(format!("back at {back} the charge is {}{why}", made.status));
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
    use super::{run, store};

    #[tokio::test]
    async fn the_customer_passes_for_the_token_and_once_of_two_times_for_a_charge() {
        let (sandbox, client) = store::sandbox().unwrap();
        let lines = run(&client).await.unwrap();
        let expected = [
            "the token is awaiting",
            "the token is successful",
            "the charge is awaiting",
            "back at https://shop.example/orders/17 the charge is successful",
            "the charge is awaiting",
            "back at https://shop.example/orders/17 the charge is failed, by 358",
        ];
        assert_eq!(lines, expected);
        for exchange in sandbox.journal() {
            assert!(exchange.violations.is_empty(), "{:?}", exchange.violations);
        }
    }
}

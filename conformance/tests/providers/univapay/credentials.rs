//! App tokens: a secret and a JWT, or the JWT alone.

use kessai_client::MemoryTransport;
use univapay::{
    AppToken, ChargeId, Client, CreateCharge, Currency, Error, ErrorKind, StoreId,
    TransactionTokenId, http,
};

use super::{answer, example};
use crate::UNIVAPAY;

const ID: &str = "11ef32a7-3a71-8662-803f-1bc27702eeec";

/// The store in the claims of the token.
const STORE: &str = "11edf541-c42d-653c-8c30-dfe0a55f95b1";

/// A token of a merchant: `{"merchant_id":"1"}`.
const MERCHANT: &str = "e30.eyJtZXJjaGFudF9pZCI6IjEifQ.c2ln";

/// A token that has expired: `{"store_id":"1","exp":1}`.
const EXPIRED: &str = "e30.eyJzdG9yZV9pZCI6IjEiLCJleHAiOjF9.c2ln";

fn jwt() -> &'static str {
    UNIVAPAY.credentials[0].parts[1].1
}

fn client(
    token: AppToken,
    answers: Vec<http::Response<bytes::Bytes>>,
) -> (Client, MemoryTransport) {
    let transport = MemoryTransport::responses(answers);
    let builder = Client::builder()
        .credential(token)
        .transport(transport.clone());
    (builder.build().unwrap(), transport)
}

fn charge() -> CreateCharge {
    CreateCharge::new(
        TransactionTokenId::new(ID).unwrap(),
        1000,
        Currency::new("JPY").unwrap(),
    )
}

/// Why a call was not sent.
fn refusal(error: &Error, transport: &MemoryTransport) -> String {
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(transport.requests().is_empty());
    error.to_string()
}

#[tokio::test]
async fn both_parts_are_sent_and_the_store_is_the_tokens() {
    let answers = (0..2).map(|_| answer(200, &example("get-charge-response")));
    let (client, transport) = client(AppToken::new(jwt()).secret("canary"), answers.collect());
    let id = ChargeId::new(ID).unwrap();
    client.charges().get(&id).await.unwrap();
    let other = StoreId::new(ID).unwrap();
    client
        .with_store_id(&other)
        .charges()
        .get(&id)
        .await
        .unwrap();

    let requests = transport.requests();
    let paths: Vec<_> = requests
        .iter()
        .map(|request| request.uri().path())
        .collect();
    assert_eq!(
        paths,
        [STORE, ID].map(|store| format!("/stores/{store}/charges/{ID}"))
    );
    for request in &requests {
        assert_eq!(
            request.headers()["authorization"],
            format!("Bearer canary.{}", jwt())
        );
    }
    assert_eq!(
        client.claims().unwrap().text("mode").as_deref(),
        Some("test")
    );
    assert!(!format!("{client:?}").contains("canary"));
}

#[tokio::test]
async fn a_charge_needs_the_secret_and_the_token_of_a_store() {
    let (jwt_alone, transport) = client(AppToken::new(jwt()), Vec::new());
    let error = jwt_alone.charges().create(&charge()).await.unwrap_err();
    let text = refusal(&error, &transport);
    assert!(
        text.contains("app token has no secret") && text.contains("UNIVAPAY_SECRET"),
        "{text}"
    );

    let (merchant, transport) = client(AppToken::new(MERCHANT).secret("canary"), Vec::new());
    let error = merchant.charges().create(&charge()).await.unwrap_err();
    let text = refusal(&error, &transport);
    assert!(text.contains("app token has no claim store_id"), "{text}");

    let id = ChargeId::new(ID).unwrap();
    let error = merchant.charges().get(&id).await.unwrap_err();
    let text = refusal(&error, &transport);
    assert!(
        text.contains("path.storeId") && text.contains("no claim store_id"),
        "{text}"
    );
}

#[tokio::test]
async fn ledgers_of_bank_transfers_need_the_token_of_a_merchant() {
    let id = ChargeId::new(ID).unwrap();
    let (of_a_store, transport) = client(AppToken::new(jwt()).secret("canary"), Vec::new());
    let call = of_a_store.charges().list_bank_transfer_ledgers(&id);
    let text = refusal(&call.await.unwrap_err(), &transport);
    assert!(
        text.contains("app token has a claim store_id, which this operation does not take"),
        "{text}"
    );

    let answers = vec![answer(200, &example("list-bank-transfer-ledgers-response"))];
    let (merchant, transport) = client(AppToken::new(MERCHANT).secret("canary"), answers);
    let merchant = merchant.with_store_id(&StoreId::new(ID).unwrap());
    let call = merchant.charges().list_bank_transfer_ledgers(&id);
    call.await.unwrap();
    assert_eq!(
        transport.requests()[0].uri().path(),
        format!("/stores/{ID}/charges/{ID}/bank_transfer_ledgers")
    );
}

#[tokio::test]
async fn what_needs_no_secret_is_sent_without() {
    let answers = vec![answer(200, &example("get-checkout-info-response"))];
    let (client, transport) = client(AppToken::new(jwt()), answers);
    client.checkout().get_info().await.unwrap();
    let request = transport.requests().remove(0);
    assert_eq!(
        request.headers()["authorization"],
        format!("Bearer {}", jwt())
    );
}

#[tokio::test]
async fn a_token_that_has_expired_is_said_to_have() {
    let refused = answer(401, &example("composed-error-outdated-app-token"));
    let (client, _) = client(AppToken::new(EXPIRED), vec![refused]);
    let error = client.checkout().get_info().await.unwrap_err();
    let text = error.to_string();
    assert!(
        text.contains("the jwt of the app token expired on Thu, 01 Jan 1970 00:00:01 GMT"),
        "{text}"
    );
}

#[test]
fn a_token_of_another_form_is_refused_and_not_shown() {
    let joined = format!("canary.{}", jwt());
    for token in [
        AppToken::new("canary"),
        AppToken::new(joined),
        AppToken::new(jwt()).secret("canary\n"),
    ] {
        let error = Client::new(token).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let text = format!("{error} {error:?}");
        assert!(!text.contains("canary") && !text.contains("eyJ"), "{text}");
    }
}

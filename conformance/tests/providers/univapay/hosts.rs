//! Two addresses, each of which can be replaced.

use kessai_client::{ClientBuilder, MemoryTransport};
use univapay::{Client, DirectDebitBankAccountId, PROVIDER};

use super::{answer, example};
use crate::UNIVAPAY;

const DIRECT_DEBIT: &str = "https://direct-debit.gopay-services.com";

/// Where a client reads a store, and a direct-debit account.
async fn hosts(
    settings: impl FnOnce(ClientBuilder<Client>) -> ClientBuilder<Client>,
) -> [String; 2] {
    let transport = MemoryTransport::responses([
        answer(200, &example("get-current-merchant-response")),
        answer(200, &example("get-direct-debit-bank-account-response")),
    ]);
    let builder = Client::builder()
        .credential(UNIVAPAY.credential())
        .transport(transport.clone());
    let client = settings(builder).build().unwrap();
    client.merchants().get_current().await.unwrap();
    let account = DirectDebitBankAccountId::new("1098116").unwrap();
    client
        .direct_debit()
        .get_bank_account(&account)
        .await
        .unwrap();
    let requests = transport.requests();
    [0, 1].map(|at| {
        let uri = requests[at].uri();
        format!(
            "{}://{}",
            uri.scheme_str().unwrap(),
            uri.authority().unwrap()
        )
    })
}

#[tokio::test]
async fn direct_debit_has_an_address_of_its_own() {
    assert_eq!(PROVIDER.other_base_urls, [DIRECT_DEBIT]);
    let (one, two) = ("http://localhost:1", "http://localhost:2");
    assert_eq!(
        hosts(|builder| builder).await,
        [PROVIDER.base_url, DIRECT_DEBIT]
    );
    assert_eq!(hosts(|builder| builder.base_url(one)).await, [one, one]);
    assert_eq!(
        hosts(|builder| builder.base_url_instead_of(DIRECT_DEBIT, two)).await,
        [PROVIDER.base_url, two]
    );
    assert_eq!(
        hosts(|builder| builder.base_url(one).base_url_instead_of(DIRECT_DEBIT, two)).await,
        [one, two]
    );
}

//! Keys: the same call twice acts once, and another call under the same key not at all.

use super::*;
use crate::all_kept_the_spec;

#[tokio::test]
async fn a_call_that_is_repeated_with_its_key_charges_once() {
    let (sandbox, client) = sandbox();
    let token = token(&client, &card(GOOD, "recurring")).await;
    let body = charge_of(&token);
    let key = token.as_str();
    let call = |key: Option<&str>| {
        let call = client.charges().create(&body);
        match key {
            Some(key) => call.idempotency_key(key),
            None => call,
        }
        .send()
    };
    let first = call(Some(key)).await.unwrap();
    assert_eq!(first.idempotency_status(), Some("successfully_stored"));
    let again = call(Some(key)).await.unwrap();
    assert_eq!(
        again.idempotency_status(),
        Some("retrieved_idempotent_response")
    );
    assert_eq!(again.into_inner().id, first.into_inner().id);
    // A key that the client makes up is another one each time.
    call(None).await.unwrap();
    let page = client.charges().list_of_store().await.unwrap();
    assert_eq!(page.items.len(), 2);

    let more = CreateCharge::new(token.clone(), 1_001, yen());
    let other = client.charges().create(&more).idempotency_key(key).await;
    let conflict = (409, "IDEMPOTENCY_KEY_CONFLICT".to_owned());
    assert_eq!(refusal(other), conflict);
    let page = client.charges().list_of_store().await.unwrap();
    assert_eq!(page.items.len(), 2, "nothing was done");
    all_kept_the_spec(sandbox);
}

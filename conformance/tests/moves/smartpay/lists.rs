//! Lists while things come and go.

use super::*;

fn endpoint(desk: &Desk, number: u32) -> String {
    let body = json!({"url": format!("http://127.0.0.1:9/{number}")});
    desk.call("POST /webhook-endpoints", &body).id()
}

#[test]
fn a_page_goes_on_where_the_last_one_ended_whatever_was_removed_since() {
    let desk = desk();
    let made: Vec<String> = (0..4).map(|number| endpoint(&desk, number)).collect();
    let first = get(&desk, "/webhook-endpoints?maxResults=2");
    let next = first["nextPageToken"].as_str().unwrap();
    // The one that the next page would begin with.
    desk.call(
        &format!("DELETE /webhook-endpoints/{}", made[2]),
        &Value::Null,
    );
    let late = endpoint(&desk, 9);
    let second = get(
        &desk,
        &format!("/webhook-endpoints?maxResults=2&pageToken={next}"),
    );
    let ids: Vec<&str> = second["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, [made[3].as_str(), late.as_str()]);
    assert_eq!(second["pageToken"], next);
}

#[test]
fn a_token_that_was_deleted_is_gone_and_its_session_is_not() {
    let desk = desk();
    let body = json!({
        "mode": "token", "customerInfo": {}, "successUrl": "https://shop.example/", "cancelUrl": "https://shop.example/",
    });
    let session = desk.call("POST /checkout-sessions", &body);
    let token = session.body["token"]["id"].as_str().unwrap().to_owned();
    desk.act(&session.id(), Act::Pay).unwrap();
    assert_eq!(
        desk.call(&format!("DELETE /tokens/{token}"), &Value::Null)
            .status,
        204
    );
    let again = desk.call(&format!("DELETE /tokens/{token}"), &Value::Null);
    assert_eq!(code(&again), (404, "token.not-found"));
    let enabled = desk.call(&format!("PUT /tokens/{token}/enable"), &Value::Null);
    assert_eq!(code(&enabled), (404, "token.not-found"));
    assert_eq!(get(&desk, "/tokens")["results"], 0);
    let page = get(&desk, "/checkout-sessions?expand=all");
    assert_eq!(page["data"][0]["token"]["status"], "deleted");
}

//! Checkout sessions, each for an order or for a token.

use serde_json::json;

use super::{Account, change, keep, orders, tell, tokens};
use crate::state::{Asked, Object, Refusal, World};

pub(super) fn create(
    world: &mut World,
    asked: &Asked<'_>,
    draft: Object,
) -> Result<String, Refusal> {
    let owned = if asked.text("mode") == "token" {
        let mut token = Object::new();
        for name in ["reference", "metadata"] {
            if let Some(value) = asked.body.get(name) {
                token.insert(name.to_owned(), value.clone());
            }
        }
        let more = json!({ "status": "requires_authorization" });
        let token = keep(world, Account::of(asked), "tokens", token, more);
        tell(world, "token.created", "tokens", &token);
        json!({ "token": token })
    } else if asked.number("amount") == Some(0) {
        // The documentation lets a session be of no amount, and its order be of none but a positive one.
        return Err(Refusal::code(400, "request.invalid"));
    } else {
        json!({ "order": orders::open(world, asked, None) })
    };
    let mut more = owned;
    more["url"] = json!("");
    let id = keep(world, Account::of(asked), "checkout-sessions", draft, more);
    let url = world.page_of(&id);
    change(world, "checkout-sessions", &id, |session| {
        session.set("url", url);
    });
    Ok(id)
}

/// The shopper decides on the page of a session, and goes back to the shop.
pub(super) fn decide(world: &mut World, id: &str, pays: bool) -> Result<Option<String>, String> {
    let session = world.store.get("checkout-sessions", id).cloned();
    let session = session.ok_or("there is no such session")?;
    match session.text("token") {
        "" => orders::decide(world, session.text("order"), pays)?,
        token => tokens::decide(world, token, pays)?,
    }
    let back = session.text(if pays { "successUrl" } else { "cancelUrl" });
    Ok(Some(back.to_owned()))
}

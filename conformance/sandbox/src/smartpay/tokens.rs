//! Tokens: approved once, then switched off and on.

use serde_json::Value;

use super::{change, tell};
use crate::state::{Asked, Record, Refusal, World};

/// Where tokens are that were deleted: no call finds them, and the sessions that made them still show them.
pub(super) const DELETED: &str = "deleted tokens";

/// Switches a token. One that nobody has approved is not found, and neither is one that was refused.
pub(super) fn switch(
    world: &mut World,
    asked: &Asked<'_>,
    status: &str,
    event: &'static str,
) -> Result<Value, Refusal> {
    let token = world.named(asked, "tokens", asked.variable("tokenId"))?;
    if !matches!(token.text("status"), "active" | "disabled") {
        return Err(Refusal::status(404));
    }
    if token.text("status") != status {
        change(world, "tokens", &token.id, |token| {
            token.set("status", status);
        });
        tell(world, event, "tokens", &token.id);
    }
    Ok(Value::Null)
}

/// The shopper approves a token, or does not.
pub(super) fn decide(world: &mut World, id: &str, approves: bool) -> Result<(), String> {
    let token = world
        .store
        .get("tokens", id)
        .ok_or("there is no such token")?;
    if token.text("status") != "requires_authorization" {
        return Err(format!(
            "the token is {}, and waits for nobody",
            token.text("status")
        ));
    }
    let (status, event) = if approves {
        ("active", "token.approved")
    } else {
        ("rejected", "token.rejected")
    };
    change(world, "tokens", id, |token| token.set("status", status));
    tell(world, event, "tokens", id);
    Ok(())
}

/// For good. The manual says that a deleted token can be read; the provider's own tests find that it cannot.
pub(super) fn delete(world: &mut World, id: &str) {
    change(world, "tokens", id, |token| token.set("status", "deleted"));
    tell(world, "token.deleted", "tokens", id);
    if let Some(token) = world.store.get("tokens", id).cloned() {
        world.store.remove("tokens", id);
        let kind = DELETED.to_owned();
        world.store.put(Record { kind, ..token });
    }
}

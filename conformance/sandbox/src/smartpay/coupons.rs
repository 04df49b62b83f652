//! Coupons and the codes that shoppers enter for them.

use serde_json::json;

use super::{Account, keep, tell};
use crate::state::{Asked, Object, Refusal, World};

pub(super) fn create(world: &mut World, asked: &Asked<'_>, draft: Object) -> String {
    let more = json!({ "active": true, "redemptionCount": 0, "sponsored": false });
    let id = keep(world, Account::of(asked), "coupons", draft, more);
    tell(world, "coupon.created", "coupons", &id);
    id
}

/// A code is unique in its account, whatever the case of its letters.
pub(super) fn create_code(
    world: &mut World,
    asked: &Asked<'_>,
    draft: Object,
) -> Result<String, Refusal> {
    world.named(asked, "coupons", asked.text("coupon"))?;
    let code = asked.text("code").to_lowercase();
    if world
        .store
        .all("promotion-codes")
        .filter(|known| asked.reaches(known))
        .any(|known| known.text("code").to_lowercase() == code)
    {
        return Err(Refusal::code(409, "promotion-code.exists"));
    }
    let flag = |name: &str, default: bool| {
        let given = asked.body.get(name).and_then(serde_json::Value::as_bool);
        given.unwrap_or(default)
    };
    let more = json!({
        "active": flag("active", true),
        "firstTimeTransaction": flag("firstTimeTransaction", false),
        "onePerCustomer": flag("onePerCustomer", false),
        "redemptionCount": 0,
    });
    let id = keep(world, Account::of(asked), "promotion-codes", draft, more);
    tell(world, "promotion_code.created", "promotion-codes", &id);
    Ok(id)
}

//! What must hold for any text; the property tests and the fuzz target call it.

use kessai_model::{Json, from_slice, to_checked_vec, to_vec};

use crate::shop::Order;

/// Fails unless an order that decodes is written as the same JSON value, through serde too.
/// Tells whether it decodes.
pub(crate) fn comes_back(text: &[u8]) -> Result<bool, String> {
    let Ok(order) = from_slice::<Order>(text) else {
        return Ok(false);
    };
    let source = from_slice::<Json>(text).map_err(|error| error.to_string())?;
    let written = to_vec(&order);
    let same = |written: &[u8], by: &str| match from_slice::<Json>(written) {
        Ok(json) if json == source => Ok(()),
        _ => Err(format!("{by}: {}", String::from_utf8_lossy(text))),
    };
    same(&written, "lost by the codec")?;
    if to_checked_vec(&order).0 != written {
        return Err("checking changes what is written".to_owned());
    }
    // Serde's numbers do not hold every decimal; what it takes, it keeps.
    if let Ok(serialized) = serde_json::to_vec(&order) {
        same(&serialized, "lost by serde")?;
    }
    Ok(true)
}

//! What must hold for any text; the tests here and the fuzz target call it.

use kessai_model::{Json, from_slice};
use kessai_registry::Body;

/// Every type that stands for a document of one of the courses.
fn bodies() -> impl Iterator<Item = &'static Body> {
    let registries = [
        &obstacle_course_registry::REGISTRY,
        &wire_course_registry::REGISTRY,
    ];
    registries.into_iter().flat_map(|registry| registry.bodies)
}

/// Fails unless every type refuses a text with a reason or writes it as the same JSON value. Tells how many took it.
pub(crate) fn comes_back(text: &[u8]) -> Result<usize, String> {
    let shown = String::from_utf8_lossy(text);
    let mut taken = 0;
    for body in bodies() {
        let recoded = (body.recode)(text);
        if recoded.is_ok() != (body.debug)(text).is_ok() {
            return Err(format!("{:?} wavers: {shown}", body.subject));
        }
        let recoded = match recoded {
            Ok(recoded) => recoded,
            Err(error) if error.to_string().is_empty() => {
                return Err(format!("{:?} gives no reason: {shown}", body.subject));
            }
            Err(_) => continue,
        };
        taken += 1;
        let source = from_slice::<Json>(text).map_err(|error| format!("{error}: {shown}"))?;
        if from_slice::<Json>(&recoded.json).ok() != Some(source) {
            let written = String::from_utf8_lossy(&recoded.json);
            return Err(format!("{:?}: {shown} became {written}", body.subject));
        }
    }
    Ok(taken)
}

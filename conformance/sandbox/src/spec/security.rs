//! Credentials as the spec describes them.

use super::place::Place;
use crate::Fault;

/// A credential that travels in a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Name of the scheme in `components.securitySchemes`.
    pub name: String,
    /// Header, in lower case.
    pub header: String,
    /// What stands before the credential: `Basic `, `Bearer `, or nothing.
    pub prefix: String,
    /// Regular expression of the credential after the prefix, from `x-credential`.
    pub pattern: Option<String>,
}

/// The alternatives that `security` of an operation or of the document asks for. `{}` among them, or an empty list, means
/// that no credential is needed.
pub(super) fn alternatives(
    owner: &Place<'_>,
    root: &Place<'_>,
    faults: &mut Vec<Fault>,
) -> Vec<Vec<Scheme>> {
    let mut alternatives = Vec::new();
    for requirement in owner.items("security") {
        let names: Vec<&str> = requirement
            .value
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, _)| name.as_str())
            .collect();
        if names.is_empty() {
            return Vec::new();
        }
        let mut schemes = Vec::new();
        for name in names {
            match scheme(name, root, &requirement.pointer) {
                Ok(found) => schemes.push(found),
                Err(fault) => faults.push(fault),
            }
        }
        alternatives.push(schemes);
    }
    alternatives
}

fn scheme(name: &str, root: &Place<'_>, wanted_at: &str) -> Result<Scheme, Fault> {
    let place = root
        .get("components")
        .and_then(|components| components.get("securitySchemes")?.get(name))
        .ok_or_else(|| Fault::new(wanted_at, format!("there is no security scheme `{name}`")))?
        .resolve()?;
    let credential = place.get("x-credential");
    let written = credential
        .as_ref()
        .and_then(|credential| credential.text("prefix"));
    let (header, usual) = match (place.text("type"), place.text("scheme"), place.text("in")) {
        (Some("http"), Some(kind), _) if kind.eq_ignore_ascii_case("bearer") => {
            ("authorization", "Bearer ")
        }
        (Some("http"), Some(kind), _) if kind.eq_ignore_ascii_case("basic") => {
            ("authorization", "Basic ")
        }
        (Some("apiKey"), _, Some("header")) => (
            place.text("name").ok_or_else(|| {
                Fault::new(
                    place.pointer.clone(),
                    "an apiKey scheme needs the `name` of its header",
                )
            })?,
            "",
        ),
        _ => {
            return Err(Fault::new(
                place.pointer.clone(),
                "only credentials in a header can be checked: http basic, http bearer, apiKey in header",
            ));
        }
    };
    Ok(Scheme {
        name: name.to_owned(),
        header: header.to_ascii_lowercase(),
        prefix: written.unwrap_or(usual).to_owned(),
        pattern: credential.and_then(|credential| credential.text("pattern").map(str::to_owned)),
    })
}

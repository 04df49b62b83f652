//! Credentials as the spec describes them.

use super::operation::Location;
use super::place::Place;
use crate::Fault;

/// What a request proves with who sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Name of the scheme in `components.securitySchemes`.
    pub name: String,
    /// What carries it.
    pub carrier: Carrier,
    /// What stands before the credential: `Basic `, `Bearer `, or nothing.
    pub prefix: String,
    /// Whether it is written in base64 after the prefix.
    pub base64: bool,
    /// What it consists of, in the order in which it is written.
    pub parts: Vec<Part>,
}

/// A part of a credential, or all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where the spec describes it.
    pub pointer: String,
    /// What stands between it and the part before it, if that is there.
    pub separator: String,
    /// Regular expression of its form, from `x-credential`.
    pub pattern: Option<String>,
    /// Whether it may be missing.
    pub optional: bool,
    /// Whether it is a JSON Web Token, because claims of it are asked for.
    pub token: bool,
}

/// What carries a credential, with its name there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Carrier {
    /// A header, in lower case.
    Header(String),
    /// A parameter of the query.
    Query(String),
    /// A cookie.
    Cookie(String),
}

impl Carrier {
    /// Whether it is the parameter of that place and name.
    pub fn carries(&self, location: Location, name: &str) -> bool {
        match (self, location) {
            (Self::Header(own), Location::Header) => own.eq_ignore_ascii_case(name),
            (Self::Query(own), Location::Query) => own == name,
            _ => false,
        }
    }
}

/// The alternatives that `security` of an operation or of the document asks for. An alternative without schemes, from `{}`,
/// asks for nothing; no alternatives mean the same.
pub(super) fn alternatives(
    owner: &Place<'_>,
    root: &Place<'_>,
    faults: &mut Vec<Fault>,
) -> Vec<Vec<Scheme>> {
    let mut alternatives = Vec::new();
    for requirement in owner.items("security") {
        let names = requirement.value.as_object().into_iter().flatten();
        let mut schemes: Vec<Scheme> = Vec::new();
        for (name, _) in names {
            match scheme(name, root, &requirement.pointer) {
                Ok(found) => {
                    if let Some(other) = schemes.iter().find(|one| one.carrier == found.carrier) {
                        let problem = format!(
                            "`{}` and `{name}` stand in the same place of a request: they cannot be asked for together",
                            other.name
                        );
                        faults.push(Fault::new(requirement.pointer.clone(), problem));
                    }
                    schemes.push(found);
                }
                Err(fault) => faults.push(fault),
            }
        }
        alternatives.push(schemes);
    }
    alternatives
}

/// What holds where neither the document nor any operation says anything of `security`: nothing says when a credential is
/// needed, so each may be there, and none must.
pub(super) fn unsaid(root: &Place<'_>) -> Vec<Vec<Scheme>> {
    let Some(components) = root.get("components") else {
        return Vec::new();
    };
    let schemes = components.members("securitySchemes").into_iter();
    // Nobody asks for one that cannot be checked.
    let known = schemes.filter_map(|(name, place)| scheme(name, root, &place.pointer).ok());
    known.map(|one| vec![one]).chain([Vec::new()]).collect()
}

fn scheme(name: &str, root: &Place<'_>, wanted_at: &str) -> Result<Scheme, Fault> {
    let place = root
        .get("components")
        .and_then(|components| components.get("securitySchemes")?.get(name))
        .ok_or_else(|| Fault::new(wanted_at, format!("there is no security scheme `{name}`")))?
        .resolve()?;
    let credential = place.get("x-credential");
    let detail = |name: &str| credential.as_ref()?.text(name).map(str::to_owned);
    let authorization = || Carrier::Header("authorization".to_owned());
    let (carrier, usual) = match (place.text("type"), place.text("scheme")) {
        (Some("http"), Some(kind)) if kind.eq_ignore_ascii_case("basic") => {
            (authorization(), "Basic ")
        }
        (Some("http"), Some(kind)) if kind.eq_ignore_ascii_case("bearer") => {
            (authorization(), "Bearer ")
        }
        // However a token was come by, it is borne.
        (Some("oauth2" | "openIdConnect"), _) => (authorization(), "Bearer "),
        (Some("apiKey"), _) => (key_carrier(&place)?, ""),
        _ => {
            return Err(Fault::new(
                place.pointer,
                "a credential of this kind cannot be checked: there are http basic, http bearer, apiKey, oauth2, openIdConnect",
            ));
        }
    };
    let base64 = usual == "Basic ";
    let parts = match &credential {
        Some(credential) if credential.get("parts").is_some() => parts(credential)?,
        // A user name and a password.
        _ if base64 => vec![part(&place, ""), part(&place, ":")],
        credential => vec![part(credential.as_ref().unwrap_or(&place), "")],
    };
    Ok(Scheme {
        name: name.to_owned(),
        carrier,
        prefix: detail("prefix").unwrap_or_else(|| usual.to_owned()),
        base64,
        parts,
    })
}

/// The parts in the order of the format, each with what precedes it there.
fn parts(credential: &Place<'_>) -> Result<Vec<Part>, Fault> {
    let described = credential.get("parts");
    let mut parts = Vec::new();
    let mut rest = credential.text("format").unwrap_or_default();
    while let Some((separator, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let place = described.as_ref().and_then(|described| described.get(name));
        let place = place.ok_or_else(|| {
            let pointer = credential.pointer.clone();
            Fault::new(pointer, format!("there is no part `{name}`"))
        })?;
        parts.push(part(&place, separator));
        rest = after;
    }
    Ok(parts)
}

fn part(place: &Place<'_>, separator: &str) -> Part {
    Part {
        pointer: place.pointer.clone(),
        separator: separator.to_owned(),
        pattern: place.text("pattern").map(str::to_owned),
        optional: place.flag("optional").unwrap_or_default(),
        token: place.get("claims").is_some(),
    }
}

fn key_carrier(place: &Place<'_>) -> Result<Carrier, Fault> {
    let fault = |problem| Fault::new(place.pointer.clone(), problem);
    let name = place.text("name").ok_or_else(|| {
        fault("an apiKey scheme needs the `name` of its header, parameter or cookie")
    })?;
    match place.text("in") {
        Some("header") => Ok(Carrier::Header(name.to_ascii_lowercase())),
        Some("query") => Ok(Carrier::Query(name.to_owned())),
        Some("cookie") => Ok(Carrier::Cookie(name.to_owned())),
        _ => Err(fault("an apiKey scheme is `in` header, query or cookie")),
    }
}

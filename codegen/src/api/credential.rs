//! How a caller proves who it is: the security schemes that are spoken, with their `x-credential`.

use openapiv3::{APIKeyLocation, SecurityScheme};
use serde_json::Value;

use super::extensions::{CREDENTIAL, flag, text};

/// A secret of one or several parts.
#[derive(Debug, Clone)]
pub struct Credential {
    /// The name of its security scheme.
    pub scheme: String,
    /// What people call it, such as `secret key`.
    pub name: String,
    /// What carries it.
    pub carrier: Carrier,
    /// What stands before it there.
    pub prefix: String,
    /// Whether it is sent as base64.
    pub base64: bool,
    /// What it consists of, in the order in which it is sent.
    pub parts: Vec<Part>,
}

/// What carries a credential, with its name there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carrier {
    /// A header, in lower case.
    Header(String),
    /// A parameter of the query.
    Query(String),
    /// A cookie.
    Cookie(String),
}

/// A part of a credential, or all of it.
#[derive(Debug, Clone)]
pub struct Part {
    /// What people call it; the credential's name if it is all of it.
    pub name: String,
    /// What stands between it and the part before it.
    pub separator: String,
    /// The form it must have.
    pub pattern: Option<String>,
    /// The environment variable it is read from, when the document names one.
    pub environment: Option<String>,
    /// Whether it may be missing.
    pub optional: bool,
    /// The claims of a JSON Web Token that path parameters are taken from.
    pub claims: Vec<Claim>,
}

/// A claim that holds what a path parameter asks for.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The claim.
    pub name: String,
    /// The path parameter.
    pub parameter: String,
}

impl Credential {
    /// Whether there are several parts to keep apart.
    pub fn has_parts(&self) -> bool {
        self.parts.len() > 1 || self.parts.iter().any(|part| part.name != self.name)
    }

    /// Every claim that a path parameter is taken from.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.parts.iter().flat_map(|part| &part.claims)
    }
}

/// The credential of a scheme; none if it is of a kind that is not spoken.
pub(super) fn read(name: &str, scheme: &SecurityScheme) -> Option<Credential> {
    let authorization = || Carrier::Header("authorization".to_owned());
    let (usual, carrier, prefix, extensions) = match scheme {
        SecurityScheme::APIKey {
            location,
            name,
            extensions,
            ..
        } => {
            let carrier = match location {
                APIKeyLocation::Header => Carrier::Header(name.to_lowercase()),
                APIKeyLocation::Query => Carrier::Query(name.clone()),
                APIKeyLocation::Cookie => Carrier::Cookie(name.clone()),
            };
            ("API key", carrier, "", extensions)
        }
        SecurityScheme::HTTP {
            scheme, extensions, ..
        } => match scheme.to_lowercase().as_str() {
            "bearer" => ("bearer token", authorization(), "Bearer ", extensions),
            "basic" => ("login", authorization(), BASIC, extensions),
            _ => return None,
        },
        // However a token was come by, it is borne.
        SecurityScheme::OAuth2 { extensions, .. }
        | SecurityScheme::OpenIDConnect { extensions, .. } => {
            ("access token", authorization(), "Bearer ", extensions)
        }
    };
    let details = extensions.get(CREDENTIAL);
    let detail = |member| details.and_then(|details| text(details, member));
    let called = detail("name").unwrap_or_else(|| usual.to_owned());
    let base64 = matches!(scheme, SecurityScheme::HTTP { .. }) && prefix == BASIC;
    let mut parts = details.map(parts).unwrap_or_default();
    if parts.is_empty() {
        parts = if base64 {
            let password = Part {
                separator: ":".to_owned(),
                ..Part::named("password")
            };
            vec![Part::named("user name"), password]
        } else {
            vec![Part {
                pattern: detail("pattern"),
                environment: detail("environment"),
                ..Part::named(&called)
            }]
        };
    }
    Some(Credential {
        scheme: name.to_owned(),
        name: called,
        carrier,
        prefix: detail("prefix").unwrap_or_else(|| prefix.to_owned()),
        base64,
        parts,
    })
}

/// What stands before a user name and a password.
const BASIC: &str = "Basic ";

impl Part {
    fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            separator: String::new(),
            pattern: None,
            environment: None,
            optional: false,
            claims: Vec::new(),
        }
    }
}

/// The parts in the order of the format, each with what precedes it there.
fn parts(details: &Value) -> Vec<Part> {
    let format = text(details, "format").unwrap_or_default();
    let mut parts = Vec::new();
    let mut rest = format.as_str();
    while let Some((separator, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        if let Some(part) = details.get("parts").and_then(|parts| parts.get(name)) {
            let claims = part.get("claims").and_then(Value::as_object);
            let claims = claims
                .into_iter()
                .flatten()
                .filter_map(|(parameter, name)| {
                    Some(Claim {
                        name: name.as_str()?.to_owned(),
                        parameter: parameter.clone(),
                    })
                });
            parts.push(Part {
                name: name.to_owned(),
                separator: separator.to_owned(),
                pattern: text(part, "pattern"),
                environment: text(part, "environment"),
                optional: flag(part.get("optional")),
                claims: claims.collect(),
            });
        }
        rest = after;
    }
    parts
}

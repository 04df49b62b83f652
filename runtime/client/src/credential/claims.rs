//! What a JSON Web Token says of itself.

use std::{
    collections::BTreeMap,
    fmt,
    time::{Duration, SystemTime},
};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kessai_model::{Decode, Json, Kind, from_slice};

/// The claims of the JSON Web Token in a client's credential, as they stand there.
///
/// They are read and not verified, for only the provider could: good for finding out whose token it is, and for nothing that
/// somebody else must not be able to write.
pub struct Claims {
    claims: BTreeMap<String, Json>,
}

impl Claims {
    /// Reads the claims of a token; `None` if it is not one.
    pub(crate) fn read(token: &str) -> Option<Self> {
        let mut segments = token
            .split('.')
            .map(|segment| URL_SAFE_NO_PAD.decode(segment));
        let (header, claims, signature) = (segments.next()?, segments.next()?, segments.next()?);
        let rest = segments.next();
        if rest.is_some() || header.ok()?.is_empty() || signature.ok()?.is_empty() {
            return None;
        }
        let claims = from_slice(&claims.ok()?).ok()?;
        Some(Self { claims })
    }

    /// The claim as a type of yours; `None` if it is not there or of another form.
    pub fn get<T: Decode>(&self, name: &str) -> Option<T> {
        self.claims.get(name)?.decode().ok()
    }

    /// The claim, if it is text.
    pub fn text(&self, name: &str) -> Option<String> {
        self.get(name)
    }

    /// Whether the claim is there, and not null.
    pub fn has(&self, name: &str) -> bool {
        self.json(name).is_some()
    }

    /// The claim, if it is there and not null.
    pub(super) fn json(&self, name: &str) -> Option<&Json> {
        self.claims
            .get(name)
            .filter(|claim| claim.kind() != Kind::Null)
    }

    /// When the token expires, if it says so: the claim `exp`.
    pub fn expires_at(&self) -> Option<SystemTime> {
        let seconds: f64 = self.claims.get("exp")?.as_text().parse().ok()?;
        let after = Duration::try_from_secs_f64(seconds).ok()?;
        SystemTime::UNIX_EPOCH.checked_add(after)
    }
}

impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.claims.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::Claims;

    fn token(claims: &str) -> String {
        format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims))
    }

    #[test]
    fn claims_are_read_as_they_stand() {
        let token = token(r#"{"shop_id":"canary","level":3,"none":null,"exp":1700000000}"#);
        let claims = Claims::read(&token).unwrap();
        assert_eq!(claims.text("shop_id").as_deref(), Some("canary"));
        assert_eq!(claims.get::<i64>("level"), Some(3));
        assert_eq!(claims.text("level"), None);
        assert!(claims.has("level") && !claims.has("none") && !claims.has("other"));
        let end = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        assert_eq!(claims.expires_at(), Some(end));
        assert_eq!(
            format!("{claims:?}"),
            r#"{"exp", "level", "none", "shop_id"}"#
        );
    }

    #[test]
    fn an_expiry_that_is_no_time_is_none() {
        for exp in ["\"soon\"", "-1", "1e300", "null", "[]"] {
            let claims = Claims::read(&token(&format!(r#"{{"exp":{exp}}}"#))).unwrap();
            assert_eq!(claims.expires_at(), None, "{exp}");
        }
        assert_eq!(Claims::read(&token("{}")).unwrap().expires_at(), None);
        let half = Claims::read(&token(r#"{"exp":0.5}"#)).unwrap();
        assert_eq!(
            half.expires_at(),
            Some(SystemTime::UNIX_EPOCH + Duration::from_millis(500))
        );
    }

    #[test]
    fn what_is_no_token_has_no_claims() {
        let (good, list) = (token("{}"), token("[]"));
        for text in [
            "",
            "canary",
            "e30.e30",
            &format!("secret.{good}"),
            &format!("{good}."),
            &good.replace("c2ln", ""),
            &good.replace("c2ln", "c2ln="),
            &good.replace("e30.", "."),
            &good.replace("c2ln", "c2 n"),
            "e30.bm90IGpzb24.c2ln",
            &list,
        ] {
            assert!(Claims::read(text).is_none(), "{text}");
        }
    }
}

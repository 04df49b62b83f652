//! The credentials of a request: which ones, and where they stand.

use http::{HeaderMap, HeaderName, HeaderValue, header};

use super::Draft;
use crate::{
    credential::{Carried, Secret, Secrets},
    error::Violation,
    operation::Location,
    provider::Requirement,
};

/// Why a name is refused.
const BELONGS: &str = "belongs to the client and cannot be set";

impl Draft {
    /// Which credentials the call is to carry. The provider refuses it without, and with those that do not have what the
    /// operation needs, as far as is documented.
    pub(super) fn authorize(&mut self, secrets: &Secrets) -> Requirement {
        let chosen = match secrets.choose(self.operation) {
            Ok(chosen) => chosen,
            Err(problem) => {
                self.undocumented
                    .push(Violation::new("credential", problem));
                return &[];
            }
        };
        for need in self.operation.needs {
            let mut lacking = secrets
                .of(chosen)
                .map(|secret| (secret, secret.lacks(need)));
            if let Some((secret, Some(problem))) = lacking.next()
                && lacking.all(|(_, problem)| problem.is_some())
            {
                self.undocumented
                    .push(Violation::new(secret.name(), problem));
            }
        }
        for need_no in self.operation.needs_no {
            for secret in secrets.of(chosen) {
                if let Some(problem) = secret.has_too_much(need_no) {
                    self.undocumented
                        .push(Violation::new(secret.name(), problem));
                }
            }
        }
        chosen
    }

    /// Adds the pairs of the query that are credentials.
    pub(super) fn carry_in_query(
        &mut self,
        query: &mut String,
        secrets: &Secrets,
        carried: Requirement,
    ) {
        for secret in secrets.of(carried) {
            if let Carried::Query(pair) = secret.carried() {
                self.add_pair(Location::Query, query, "&", pair);
            }
        }
    }

    /// Adds the headers that are credentials, and the cookies among them.
    pub(super) fn carry_in_headers(
        &mut self,
        headers: &mut HeaderMap,
        secrets: &Secrets,
        carried: Requirement,
    ) {
        let cookies = headers.get(header::COOKIE);
        let cookies = cookies.and_then(|cookies| cookies.to_str().ok());
        let mut cookies = cookies.unwrap_or_default().to_owned();
        let mut secret_cookies = false;
        for secret in secrets.of(carried) {
            match secret.carried() {
                Carried::Header(name, value) => drop(headers.insert(name, value.clone())),
                Carried::Cookie(pair) => {
                    secret_cookies = true;
                    self.add_pair(Location::Cookie, &mut cookies, "; ", pair);
                }
                Carried::Query(_) => {}
            }
        }
        if secret_cookies && let Ok(mut value) = HeaderValue::try_from(cookies) {
            value.set_sensitive(true);
            headers.insert(header::COOKIE, value);
        }
    }

    /// A name that stands twice would be read as either.
    fn add_pair(&mut self, location: Location, pairs: &mut String, between: &str, pair: &str) {
        let name = |pair: &str| pair.split_once('=').map(|(name, _)| name.to_owned());
        let own = name(pair);
        if let Some(own) = &own
            && pairs
                .split(between)
                .any(|pair| name(pair).as_ref() == Some(own))
        {
            self.violate(location.place(own), BELONGS);
        }
        if !pairs.is_empty() {
            pairs.push_str(between);
        }
        pairs.push_str(pair);
    }

    /// Refuses headers that the client sets. A parameter may be named like the credential of another operation; what a caller
    /// adds may not.
    pub(super) fn refuse_reserved(
        &mut self,
        documented: &HeaderMap,
        added: &HeaderMap,
        secrets: &Secrets,
        carried: Requirement,
    ) {
        let is_own = |name: &HeaderName| {
            let is_header = |secret: &Secret| matches!(secret.carried(), Carried::Header(own, _) if own == name);
            is_reserved(name, self.key_header()) || secrets.of(carried).any(is_header)
        };
        let documented = documented.keys().filter(|name| is_own(name));
        let added = added
            .keys()
            .filter(|name| is_own(name) || secrets.reserve(name.as_str()));
        let refused: Vec<HeaderName> = documented.chain(added).cloned().collect();
        for name in refused {
            self.violate(Location::Header.place(name.as_str()), BELONGS);
        }
    }
}

/// Headers that decide how a message is read or who sends it.
const RESERVED: [HeaderName; 10] = [
    header::ACCEPT_ENCODING,
    header::AUTHORIZATION,
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
    header::EXPECT,
    header::HOST,
    header::TE,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

/// Whether callers must leave this header alone, whatever the credential.
fn is_reserved(name: &HeaderName, idempotency: Option<&str>) -> bool {
    RESERVED.contains(name)
        || idempotency.is_some_and(|header| header.eq_ignore_ascii_case(name.as_str()))
}

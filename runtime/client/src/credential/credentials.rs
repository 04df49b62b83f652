//! Everything that the owner of a client has in hand.

use std::fmt;

use super::CredentialParts;

/// The credentials of a client, by the names of their [schemes](crate::Credential::scheme). It shows none of them.
///
/// A text, or the parts of one credential, is the only credential that a provider takes. Generated crates have a type of their
/// own for providers that take several.
#[derive(Clone, Default)]
pub struct Credentials {
    given: Vec<(&'static str, CredentialParts)>,
}

/// The only scheme has no need of a name.
pub(super) const UNNAMED: &str = "";

impl Credentials {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the credential of a scheme, in place of an earlier one.
    #[must_use]
    pub fn with(mut self, scheme: &'static str, credential: impl Into<CredentialParts>) -> Self {
        self.given.retain(|(known, _)| *known != scheme);
        self.given.push((scheme, credential.into()));
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.given.is_empty()
    }

    pub(super) fn into_given(self) -> Vec<(&'static str, CredentialParts)> {
        self.given
    }
}

impl<T: Into<CredentialParts>> From<T> for Credentials {
    fn from(credential: T) -> Self {
        Self::new().with(UNNAMED, credential)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = self.given.iter();
        let given = given.map(|(scheme, parts)| (scheme, parts));
        f.debug_map().entries(given).finish()
    }
}

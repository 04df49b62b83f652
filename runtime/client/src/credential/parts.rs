//! What the owner of a credential has in hand.

use std::{borrow::Cow, fmt};

/// A credential as its owner has it: a text, or the texts of its parts by name. It shows none of them.
///
/// One text is the whole of a credential that has no parts, and the part that cannot be missing of one that has some.
/// Generated crates have a type of their own for credentials of several parts.
#[derive(Clone, Default)]
pub struct CredentialParts {
    parts: Vec<(Cow<'static, str>, String)>,
}

impl CredentialParts {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part, in place of one of the same name.
    #[must_use]
    pub fn part(mut self, name: impl Into<Cow<'static, str>>, text: impl Into<String>) -> Self {
        let name = name.into();
        self.parts.retain(|(known, _)| *known != name);
        self.parts.push((name, text.into()));
        self
    }

    /// Takes out the text of a part.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        let at = self.parts.iter().position(|(known, _)| *known == name)?;
        Some(self.parts.swap_remove(at).1)
    }

    /// The name of a part that is still there.
    pub(super) fn left(&self) -> Option<&str> {
        self.parts.first().map(|(name, _)| &**name)
    }
}

/// One text has no name.
pub(super) const UNNAMED: &str = "";

impl From<String> for CredentialParts {
    fn from(text: String) -> Self {
        Self::new().part(UNNAMED, text)
    }
}

impl From<&String> for CredentialParts {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<&str> for CredentialParts {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl fmt::Debug for CredentialParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.parts.iter().map(|(name, _)| (name, "[redacted]"));
        f.debug_map().entries(names).finish()
    }
}

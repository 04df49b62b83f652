//! What an object held beyond the members its type knows.

use std::fmt;

use crate::json::Json;
use crate::tape::key_bit;

/// What an object held beyond what its type can say: unknown members, and the optional members
/// that came as null. Encoding writes them back.
///
/// It takes one word when there is nothing to remember. `Debug` prints names, never values.
#[derive(Clone, Default)]
pub struct Rest(Option<Box<Remembered>>);

#[derive(Clone, Default)]
struct Remembered {
    nulls: Vec<&'static str>,
    /// One bit per null, see [`key_bit`].
    mask: u64,
    unknown: Vec<(String, Json)>,
}

impl Rest {
    /// Whether there is nothing to remember.
    pub fn is_empty(&self) -> bool {
        self.names().next().is_none()
    }

    /// The names of the unknown members, then those of the known ones that came as null.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.unknown()
            .iter()
            .map(|(name, _)| name.as_str())
            .chain(self.nulls().iter().copied())
    }

    /// The value of an unknown member, or the null of a known one that came as null.
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self.position(name) {
            Some(index) => self.unknown().get(index).map(|(_, value)| value),
            None => self.is_null(name).then_some(&Json::NULL),
        }
    }

    /// Adds a member, or replaces the one of this name. It has no effect on a member that the
    /// type knows: there the field decides.
    pub fn insert(&mut self, name: impl Into<String>, value: Json) {
        let name = name.into();
        let position = self.position(&name);
        let unknown = &mut self.0.get_or_insert_default().unknown;
        match position.and_then(|index| unknown.get_mut(index)) {
            Some((_, old)) => *old = value,
            None => unknown.push((name, value)),
        }
    }

    /// Forgets what was remembered under this name.
    pub fn remove(&mut self, name: &str) {
        if let Some(remembered) = &mut self.0 {
            remembered.nulls.retain(|null| *null != name);
            remembered.unknown.retain(|(unknown, _)| unknown != name);
        }
    }

    pub(crate) fn remember_null(&mut self, name: &'static str) {
        let remembered = self.0.get_or_insert_default();
        if remembered.nulls.is_empty() {
            // Where there is one there are more, a dozen in many an answer.
            remembered.nulls.reserve(16);
        }
        remembered.mask |= key_bit(name.as_bytes());
        remembered.nulls.push(name);
    }

    /// The caller knows that the name is new.
    pub(crate) fn push_unknown(&mut self, name: &str, value: Json) {
        self.0
            .get_or_insert_default()
            .unknown
            .push((name.to_owned(), value));
    }

    fn nulls(&self) -> &[&'static str] {
        self.0.as_ref().map_or(&[], |remembered| &remembered.nulls)
    }

    pub(crate) fn unknown(&self) -> &[(String, Json)] {
        self.0
            .as_ref()
            .map_or(&[], |remembered| &remembered.unknown)
    }

    #[inline]
    pub(crate) fn has_unknown(&self) -> bool {
        self.0
            .as_ref()
            .is_some_and(|remembered| !remembered.unknown.is_empty())
    }

    /// Whether the optional member of this name came as null.
    #[inline]
    pub(crate) fn is_null(&self, name: &str) -> bool {
        self.0.as_ref().is_some_and(|remembered| {
            remembered.mask & key_bit(name.as_bytes()) != 0 && remembered.nulls.contains(&name)
        })
    }

    /// Where the unknown member of this name stands.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.unknown()
            .iter()
            .position(|(unknown, _)| unknown == name)
    }
}

/// Order does not matter.
impl PartialEq for Rest {
    fn eq(&self, other: &Self) -> bool {
        self.names().count() == other.names().count()
            && self.names().all(|name| self.get(name) == other.get(name))
    }
}

impl Eq for Rest {}

impl fmt::Debug for Rest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Rest")?;
        formatter.debug_set().entries(self.names()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Rest;
    use crate::json::Json;

    #[test]
    fn takes_one_word() {
        assert_eq!(size_of::<Rest>(), size_of::<usize>());
        assert!(Rest::default().is_empty());
    }

    #[test]
    fn insert_replaces_and_remove_forgets() {
        let mut rest = Rest::default();
        rest.insert("a", Json::from(1));
        rest.insert("a", Json::from(2));
        rest.remember_null("b");
        assert_eq!(rest.get("a"), Some(&Json::from(2)));
        assert_eq!(rest.get("b"), Some(&Json::NULL));
        assert_eq!(rest.get("c"), None);
        assert_eq!(rest.names().collect::<Vec<_>>(), ["a", "b"]);
        rest.remove("a");
        rest.remove("b");
        assert!(rest.is_empty());
    }

    #[test]
    fn debug_prints_names_alone() {
        let mut rest = Rest::default();
        rest.insert("card", Json::from("4242424242424242"));
        assert_eq!(format!("{rest:?}"), r#"Rest{"card"}"#);
    }

    #[test]
    fn equal_whatever_the_order() {
        let (mut one, mut other) = (Rest::default(), Rest::default());
        one.insert("a", Json::from(1));
        one.insert("b", Json::from(2));
        other.insert("b", Json::from(2));
        assert_ne!(one, other);
        other.insert("a", Json::from(1));
        assert_eq!(one, other);
    }
}

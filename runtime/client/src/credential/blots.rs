//! Texts without the secrets in them.

/// What is put in the place of a secret.
const BLOT: &str = "[redacted]";

/// What must not stand in a text.
pub(super) struct Blots(Vec<String>);

impl Blots {
    pub(super) fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let texts = texts.filter(|text| !text.is_empty()).map(str::to_owned);
        let mut texts: Vec<String> = texts.collect();
        // One may begin with another, which would leave its end.
        texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        Self(texts)
    }

    /// The same text without any of them.
    pub(super) fn redact(&self, text: &str) -> String {
        let mut clean = String::with_capacity(text.len());
        let mut rest = text.chars();
        loop {
            let left = rest.as_str();
            let secret = self.0.iter().find_map(|text| left.strip_prefix(&**text));
            if let Some(after) = secret {
                clean.push_str(BLOT);
                rest = after.chars();
            } else {
                let Some(character) = rest.next() else {
                    return clean;
                };
                clean.push(character);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Blots;

    #[test]
    fn the_longest_goes_first_and_a_blot_is_not_blotted() {
        let blots = Blots::new(["ab", "abc", "e", ""].into_iter());
        assert_eq!(
            blots.redact("abcab, é日 e."),
            "[redacted][redacted], é日 [redacted]."
        );
        assert_eq!(Blots::new([].into_iter()).redact("as it is"), "as it is");
    }
}

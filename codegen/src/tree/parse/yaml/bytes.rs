//! From characters, which the parser counts, to bytes, which spans count.

/// How many characters lie between two bytes that are remembered.
const STEP: usize = 64;

/// The byte at which each character of a text starts.
pub(super) struct Bytes<'t> {
    text: &'t str,
    /// The byte of every [`STEP`]th character; empty when every character is one byte.
    marks: Vec<u32>,
}

impl<'t> Bytes<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let starts = text
            .char_indices()
            .step_by(STEP)
            .map(|(byte, _)| crate::source::offset(byte));
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            starts.collect()
        };
        Self { text, marks }
    }

    /// The byte at which a character starts; the end of the text for characters that are not there.
    pub(super) fn at(&self, character: usize) -> u32 {
        let end = crate::source::offset(self.text.len());
        if self.marks.is_empty() {
            return crate::source::offset(character).min(end);
        }
        let Some(mark) = self.marks.get(character / STEP) else {
            return end;
        };
        let rest = self.text.get(*mark as usize..).unwrap_or_default();
        rest.char_indices()
            .nth(character % STEP)
            .map_or(end, |(byte, _)| mark + crate::source::offset(byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_its_byte() {
        let text = "aé日😀\t\r\n".repeat(40);
        let bytes = Bytes::new(&text);
        for (character, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(bytes.at(character) as usize, byte);
        }
        assert_eq!(bytes.at(text.chars().count()) as usize, text.len());
        assert_eq!(bytes.at(usize::MAX) as usize, text.len());
        assert_eq!(Bytes::new("abc").at(2), 2);
        assert_eq!(Bytes::new("abc").at(9), 3);
    }
}

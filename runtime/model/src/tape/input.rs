//! The text as the lexer sees it.

use hifijson::{Read, Write};

/// A JSON text and how far it was read.
pub(super) struct Input<'s> {
    bytes: &'s [u8],
    at: usize,
}

impl<'s> Input<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self {
            bytes: source.as_bytes(),
            at: 0,
        }
    }

    /// The place of the next byte.
    #[inline]
    pub(super) fn place(&self) -> usize {
        self.at
    }

    /// Goes back to where a token began, for the error that names it.
    pub(super) fn return_to(&mut self, place: usize) {
        self.at = place;
    }

    /// What lies between a place and the next byte.
    #[inline]
    pub(super) fn since(&self, start: usize) -> &'s [u8] {
        self.bytes.get(start..self.at).unwrap_or_default()
    }
}

impl Read for Input<'_> {
    #[inline]
    fn strip_prefix(&mut self, prefix: &[u8]) -> bool {
        let end = self.at + prefix.len();
        let found = self.bytes.get(self.at..end) == Some(prefix);
        if found {
            self.at = end;
        }
        found
    }

    #[inline]
    fn skip_until(&mut self, mut stop: impl FnMut(u8) -> bool) {
        while let Some(byte) = self.bytes.get(self.at) {
            if stop(*byte) {
                return;
            }
            self.at += 1;
        }
    }

    #[inline]
    fn peek_next(&mut self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    #[inline]
    fn take_next(&mut self) -> Option<u8> {
        let byte = self.peek_next()?;
        self.at += 1;
        Some(byte)
    }
}

/// Only strings are read through this: the lexer stops them at quotes, backslashes and control
/// characters, so that eight bytes without any of these are passed over at once.
impl<'s> Write for Input<'s> {
    type Bytes = &'s [u8];

    #[inline]
    fn write_until(&mut self, bytes: &mut Self::Bytes, stop: impl FnMut(u8) -> bool) {
        let start = self.at;
        let mut at = start;
        while let Some(word) = self.bytes.get(at..at + 8)
            && let Ok(word) = word.try_into()
        {
            let plain = plain_bytes(word);
            at += plain;
            if plain < 8 {
                break;
            }
        }
        self.at = at;
        self.skip_until(stop);
        *bytes = self.since(start);
    }
}

/// How many bytes there are before one that ends a run of plain text.
#[inline]
fn plain_bytes(word: [u8; 8]) -> usize {
    const ONES: u64 = u64::MAX / 0xFF;
    const HIGH_BITS: u64 = ONES * 0x80;
    let word = u64::from_le_bytes(word);
    // The high bit of a byte that is below `limit`, for bytes that are ASCII. A borrow can only
    // set the bit of a byte after the first one found.
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word;
    let control = below(word, 0x20);
    let quote = below(word ^ (ONES * 0x22), 1);
    let backslash = below(word ^ (ONES * 0x5C), 1);
    let ends = (control | quote | backslash) & HIGH_BITS;
    ends.trailing_zeros() as usize / 8
}

#[cfg(test)]
mod tests {
    use super::plain_bytes;

    #[test]
    fn the_first_byte_that_is_not_plain_is_found() {
        for byte in 0..=u8::MAX {
            let ends = byte < 0x20 || byte == b'"' || byte == b'\\';
            for place in 0..8 {
                for around in [b'a', b' ', b'!', b'#', b'[', b']', 0x7F, 0xFF] {
                    let mut word = [around; 8];
                    word[place] = byte;
                    assert_eq!(plain_bytes(word), if ends { place } else { 8 });
                    // Whatever comes after it.
                    word[place..].fill(byte);
                    assert_eq!(plain_bytes(word), if ends { place } else { 8 });
                }
            }
        }
    }
}

//! JSON strings with the escapes they need and no others.

const HEX: &[u8; 16] = b"0123456789abcdef";

/// What stands after the backslash for each byte: nothing for most, `u` for `\u00XX`.
const ESCAPES: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = b'u';
        byte += 1;
    }
    table[0x08] = b'b';
    table[0x09] = b't';
    table[0x0A] = b'n';
    table[0x0C] = b'f';
    table[0x0D] = b'r';
    table[b'"' as usize] = b'"';
    table[b'\\' as usize] = b'\\';
    table
};

/// Appends the string in quotes.
#[inline]
pub(super) fn write(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    contents(out, text);
    out.push(b'"');
}

/// Appends the name of a member with its colon, after a comma unless it is the first.
#[inline]
pub(super) fn write_key(out: &mut Vec<u8>, name: &str, first: bool) {
    out.reserve(name.len() + 4);
    out.extend_from_slice(if first { b"\"" } else { b",\"" });
    contents(out, name);
    out.extend_from_slice(b"\":");
}

#[inline]
fn contents(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    if is_plain(bytes) {
        out.extend_from_slice(bytes);
    } else {
        escaped(out, bytes);
    }
}

/// Whether no byte needs an escape; eight bytes at a time.
#[inline]
fn is_plain(bytes: &[u8]) -> bool {
    if let Some(last) = bytes.last_chunk::<8>() {
        return bytes
            .chunks_exact(8)
            .all(|chunk| chunk.try_into().is_ok_and(is_plain_word))
            && is_plain_word(*last);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let mut word = [0; 8];
        word[..4].copy_from_slice(first);
        word[4..].copy_from_slice(last);
        return is_plain_word(word);
    }
    bytes.iter().all(|byte| ESCAPES[usize::from(*byte)] == 0)
}

#[inline]
fn is_plain_word(bytes: [u8; 8]) -> bool {
    const ONES: u64 = u64::MAX / 0xFF;
    const HIGH_BITS: u64 = ONES * 0x80;
    let word = u64::from_ne_bytes(bytes);
    // The high bit of a byte that is below `limit`, for bytes that are ASCII.
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word;
    let control = below(word, 0x20);
    let quote = below(word ^ (ONES * 0x22), 1);
    let backslash = below(word ^ (ONES * 0x5C), 1);
    (control | quote | backslash) & HIGH_BITS == 0
}

fn escaped(out: &mut Vec<u8>, bytes: &[u8]) {
    let mut start = 0;
    for (index, byte) in bytes.iter().enumerate() {
        let escape = ESCAPES[usize::from(*byte)];
        if escape == 0 {
            continue;
        }
        out.extend_from_slice(&bytes[start..index]);
        out.extend_from_slice(&[b'\\', escape]);
        if escape == b'u' {
            let high = HEX[usize::from(byte >> 4)];
            let low = HEX[usize::from(byte & 0xF)];
            out.extend_from_slice(&[b'0', b'0', high, low]);
        }
        start = index + 1;
    }
    out.extend_from_slice(&bytes[start..]);
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_character_reads_back_and_ascii_is_as_serde_json_writes_it() {
        for character in (0..0x3000)
            .filter_map(char::from_u32)
            .chain(['𝄞', '\u{10FFFF}'])
        {
            let text = format!("a{character}b");
            let mut out = Vec::new();
            super::write(&mut out, &text);
            assert_eq!(out, serde_json::to_vec(&text).unwrap(), "{character:?}");
        }
    }

    #[test]
    fn every_place_of_a_long_text_is_looked_at() {
        for length in 1..40 {
            for place in 0..length {
                for byte in [b'"', b'\\', 0, 0x1F, 0x20, 0x7F, b'!', b'[', b']', b'#'] {
                    let mut text = vec![b'a'; length];
                    text[place] = byte;
                    let text = String::from_utf8(text).unwrap();
                    let mut out = Vec::new();
                    super::write(&mut out, &text);
                    assert_eq!(out, serde_json::to_vec(&text).unwrap());
                }
            }
        }
    }

    #[test]
    fn runs_between_escapes_are_kept() {
        let mut out = Vec::new();
        super::write(&mut out, "\"one\" \\ two\n\u{1}");
        assert_eq!(out, br#""\"one\" \\ two\n\u0001""#);
    }
}

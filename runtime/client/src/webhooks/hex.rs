//! Hexadecimal digits.

/// The bytes that lower-case digits stand for, if there are exactly as many as `N` bytes take.
///
/// Upper case is refused: a signature has one form, and whoever sends another is not the provider.
pub(super) fn decode<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    if text.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, digits) in bytes.iter_mut().zip(text.chunks_exact(2)) {
        for digit in digits {
            let value = match digit {
                b'0'..=b'9' => digit - b'0',
                b'a'..=b'f' => digit - b'a' + 10,
                _ => return None,
            };
            *byte = *byte << 4 | value;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn lower_case_digits_of_the_right_number_are_bytes() {
        assert_eq!(decode(b"00ff9a"), Some([0x00, 0xff, 0x9a]));
        for text in [
            "", "00ff9", "00ff9a0", "00FF9A", "00fg9a", "0x0f9a", " 00ff9",
        ] {
            assert_eq!(decode::<3>(text.as_bytes()), None, "{text}");
        }
    }
}

//! Base 62 with the digits `A`–`Z`, `a`–`z`, `0`–`9`.

/// The number that the digits stand for, big-endian and in this many bytes. `None` if there are no digits,
/// if one of them is none, or if the number does not fit.
pub(super) fn decode(digits: &str, bytes: usize) -> Option<Vec<u8>> {
    if digits.is_empty() {
        return None;
    }
    let mut number = vec![0_u8; bytes];
    for digit in digits.bytes() {
        let mut carry = u16::from(value(digit)?);
        for place in number.iter_mut().rev() {
            let sum = u16::from(*place) * 62 + carry;
            [_, *place] = sum.to_be_bytes();
            carry = sum >> 8;
        }
        if carry > 0 {
            return None;
        }
    }
    Some(number)
}

fn value(digit: u8) -> Option<u8> {
    match digit {
        b'A'..=b'Z' => Some(digit - b'A'),
        b'a'..=b'z' => Some(digit - b'a' + 26),
        b'0'..=b'9' => Some(digit - b'0' + 52),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn digits_are_one_number() {
        for (digits, number) in [
            ("A", vec![0, 0]),
            ("B", vec![0, 1]),
            ("Z", vec![0, 25]),
            ("a", vec![0, 26]),
            ("z", vec![0, 51]),
            ("0", vec![0, 52]),
            ("9", vec![0, 61]),
            ("BA", vec![0, 62]),
            ("AAB", vec![0, 1]),
            // 65 535 = 17 · 62² + 3 · 62 + 1
            ("RDB", vec![255, 255]),
        ] {
            assert_eq!(decode(digits, 2), Some(number), "{digits}");
        }
    }

    #[test]
    fn what_is_no_number_of_this_size_is_none() {
        for digits in ["", "RDC", "zzzz", "a b", "a-b", "é", "a\n", "=="] {
            assert_eq!(decode(digits, 2), None, "{digits:?}");
        }
        assert_eq!(decode("A", 0), Some(vec![]));
        assert_eq!(decode("B", 0), None);
    }
}

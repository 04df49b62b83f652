//! Exact integers from the text of a number.

use crate::decimal::Normal;

/// Why a number is not an integer we can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IntegerFault {
    Fraction,
    TooBig,
}

/// The usual case: at most 18 digits, no fraction, no exponent.
#[inline]
pub(crate) fn parse_short(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let (negative, digits) = match bytes {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let mut number = 0_i64;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number * 10 + i64::from(digit);
    }
    Some(if negative { -number } else { number })
}

/// An integer by value: `1.0` and `1e2` are integers.
pub(crate) fn parse(text: &str) -> Result<i128, IntegerFault> {
    if let Some(number) = parse_short(text) {
        return Ok(i128::from(number));
    }
    of_normal(&Normal::of(text))
}

/// An integer that fits.
pub(crate) fn of_normal(normal: &Normal) -> Result<i128, IntegerFault> {
    let Ok(zeros) = u32::try_from(normal.exponent) else {
        return Err(if normal.exponent < 0 {
            IntegerFault::Fraction
        } else {
            IntegerFault::TooBig
        });
    };
    normal
        .digits
        .parse::<i128>()
        .ok()
        .zip(10_i128.checked_pow(zeros))
        .and_then(|(digits, scale)| digits.checked_mul(scale))
        .map(|number| if normal.negative { -number } else { number })
        .ok_or(IntegerFault::TooBig)
}

#[cfg(test)]
mod tests {
    use super::{IntegerFault, parse, parse_short};

    #[test]
    fn integers_are_read_by_value() {
        for (text, number) in [
            ("0", 0),
            ("-0", 0),
            ("0.00", 0),
            ("-0e5", 0),
            ("1", 1),
            ("1.0", 1),
            ("1e2", 100),
            ("1.50e1", 15),
            ("120e-1", 12),
            ("-9223372036854775808", i128::from(i64::MIN)),
            ("18446744073709551615", i128::from(u64::MAX)),
            ("999999999999999999", 999_999_999_999_999_999),
            ("1000000000000000000", 1_000_000_000_000_000_000),
        ] {
            assert_eq!(parse(text), Ok(number), "{text}");
        }
    }

    #[test]
    fn fractions_and_giants_are_told_apart() {
        for text in ["0.5", "1.01", "1e-1", "12e-2", "1e-999999999"] {
            assert_eq!(parse(text), Err(IntegerFault::Fraction), "{text}");
        }
        for text in [
            "1e40",
            "1e999999999999",
            "170141183460469231731687303715884105728",
        ] {
            assert_eq!(parse(text), Err(IntegerFault::TooBig), "{text}");
        }
    }

    #[test]
    fn short_form_leaves_the_rest_alone() {
        for text in ["1.0", "1e2", "-", "", "1234567890123456789"] {
            assert_eq!(parse_short(text), None, "{text}");
        }
        assert_eq!(parse_short("-12"), Some(-12));
    }
}

//! Numbers as exact decimals.

use std::cmp::Ordering;

/// A number as digits and a power of ten: `0.digits × 10^exponent`, without leading or trailing zeros.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    /// Reads the text of a JSON number; `None` for anything else and for exponents beyond reason.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (negative, text) = text
            .strip_prefix('-')
            .map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let exponent: i64 = exponent
            .parse()
            .ok()
            .filter(|exponent: &i64| exponent.abs() < 1_000_000)?;
        if whole.is_empty()
            || !whole
                .bytes()
                .chain(fraction.bytes())
                .all(|byte| byte.is_ascii_digit())
        {
            return None;
        }
        let mut digits: Vec<u8> = whole
            .bytes()
            .chain(fraction.bytes())
            .map(|byte| byte - b'0')
            .collect();
        let zeros = digits.iter().take_while(|digit| **digit == 0).count();
        digits.drain(..zeros);
        while digits.last() == Some(&0) {
            digits.pop();
        }
        let point = i64::try_from(whole.len()).ok()? - i64::try_from(zeros).ok()?;
        let zero = digits.is_empty();
        Some(Self {
            negative: negative && !zero,
            digits,
            exponent: if zero { 0 } else { point + exponent },
        })
    }

    /// Whether it is below zero or above: `Less`, `Equal` to or `Greater` than zero.
    pub(crate) fn sign(&self) -> Ordering {
        match (self.digits.is_empty(), self.negative) {
            (true, _) => Ordering::Equal,
            (false, true) => Ordering::Less,
            (false, false) => Ordering::Greater,
        }
    }

    /// The whole number it is, where 128 bits hold it.
    pub(crate) fn to_i128(&self) -> Option<i128> {
        self.scaled(0)
    }

    /// The number times `10^places` as a whole number, where it is one and 128 bits hold it.
    pub(crate) fn scaled(&self, places: u32) -> Option<i128> {
        let length = i64::try_from(self.digits.len()).ok()?;
        let zeros = u32::try_from(self.exponent + i64::from(places) - length).ok()?;
        if self.digits.is_empty() {
            return Some(0);
        }
        let digits = self.digits.iter().try_fold(0_i128, |sum, digit| {
            sum.checked_mul(10)?.checked_add(i128::from(*digit))
        })?;
        let value = digits.checked_mul(10_i128.checked_pow(zeros)?)?;
        Some(if self.negative { -value } else { value })
    }

    /// How many digits stand after the point.
    pub(crate) fn places(&self) -> u32 {
        let length = i64::try_from(self.digits.len()).unwrap_or(i64::MAX);
        u32::try_from(length.saturating_sub(self.exponent)).unwrap_or(0)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.sign().cmp(&other.sign()).then_with(|| {
            let magnitude = (self.exponent, &self.digits).cmp(&(other.exponent, &other.digits));
            if self.negative {
                magnitude.reverse()
            } else {
                magnitude
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn equal_numbers_are_equal_however_they_are_written() {
        assert_eq!(number("1.50"), number("15e-1"));
        assert_eq!(number("0.0"), number("-0"));
        assert_eq!(number("1000"), number("1e3"));
        assert_ne!(number("0.1"), number("0.10000000000000000001"));
    }

    #[test]
    fn order_is_that_of_the_numbers() {
        for (less, more) in [
            ("-2", "-1"),
            ("-1", "0"),
            ("0", "0.001"),
            ("9", "10"),
            ("1.5", "15"),
            ("0.09", "0.1"),
        ] {
            assert_eq!(
                number(less).cmp(&number(more)),
                Ordering::Less,
                "{less} {more}"
            );
            assert_eq!(
                number(more).cmp(&number(less)),
                Ordering::Greater,
                "{less} {more}"
            );
        }
    }

    #[test]
    fn whole_numbers_are_known() {
        for (text, whole) in [
            ("1.0", Some(1)),
            ("1e2", Some(100)),
            ("-7", Some(-7)),
            ("0", Some(0)),
            ("1.5", None),
        ] {
            assert_eq!(number(text).to_i128(), whole, "{text}");
        }
        assert_eq!(number("0.25").places(), 2);
        assert_eq!(number("0.25").scaled(3), Some(250));
        assert_eq!(Decimal::parse("x"), None);
        assert_eq!(Decimal::parse("1e9999999"), None);
    }
}

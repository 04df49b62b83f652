//! Numbers kept exactly as they were written.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use crate::fault::DecodeError;

/// More digits in an exponent than this are refused, so that exponents are exact in an `i64`.
const MAX_EXPONENT_DIGITS: usize = 18;

/// A number that keeps the exact text it was written with.
///
/// Equality, order and hash go by value: `1.0`, `1` and `10e-1` are equal. `Display` and encoding
/// give the text as it came.
#[derive(Clone)]
pub struct Decimal(Box<str>);

impl Decimal {
    /// The number as it was written, in JSON's syntax.
    pub fn as_text(&self) -> &str {
        &self.0
    }

    /// The value, when it is an integer that fits.
    pub fn to_i64(&self) -> Option<i64> {
        crate::integer::parse(&self.0).ok()?.try_into().ok()
    }

    /// The nearest double; infinite when the number is beyond its range.
    pub fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    pub(crate) fn from_number_text(text: &str) -> Self {
        Self(text.into())
    }
}

impl Default for Decimal {
    /// Zero.
    fn default() -> Self {
        Self::from_number_text("0")
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self::from_number_text(itoa::Buffer::new().format(value))
    }
}

impl From<u64> for Decimal {
    fn from(value: u64) -> Self {
        Self::from_number_text(itoa::Buffer::new().format(value))
    }
}

impl FromStr for Decimal {
    type Err = DecodeError;

    /// Reads a number in JSON's syntax.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        crate::from_slice(text.trim_ascii().as_bytes())
    }
}

impl TryFrom<f64> for Decimal {
    type Error = NotFinite;

    /// The shortest text that gives this double back.
    fn try_from(value: f64) -> Result<Self, Self::Error> {
        if value.is_finite() {
            Ok(Self(format!("{value:?}").into()))
        } else {
            Err(NotFinite)
        }
    }
}

impl TryFrom<f32> for Decimal {
    type Error = NotFinite;

    /// The shortest text that gives this float back.
    fn try_from(value: f32) -> Result<Self, Self::Error> {
        if value.is_finite() {
            Ok(Self(format!("{value:?}").into()))
        } else {
            Err(NotFinite)
        }
    }
}

/// A float that is infinite or not a number, which JSON cannot write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotFinite;

impl fmt::Display for NotFinite {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the number is not finite")
    }
}

impl std::error::Error for NotFinite {}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || Normal::of(&self.0) == Normal::of(&other.0)
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        Normal::of(&self.0).cmp(&Normal::of(&other.0))
    }
}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Normal::of(&self.0).hash(state);
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Decimal({})", self.0)
    }
}

crate::serde_bridge!(Decimal);

/// Whether the exponent of this number has more digits than we compute with.
#[inline]
pub(crate) fn has_huge_exponent(number: &[u8]) -> bool {
    number.len() > MAX_EXPONENT_DIGITS && exponent_digits(number) > MAX_EXPONENT_DIGITS
}

fn exponent_digits(number: &[u8]) -> usize {
    let exponent = number.iter().position(|byte| matches!(byte, b'e' | b'E'));
    number[exponent.unwrap_or(number.len())..]
        .iter()
        .skip_while(|byte| matches!(byte, b'e' | b'E' | b'+' | b'-' | b'0'))
        .count()
}

/// A number as digits and a power of ten, the same for all spellings of one value: the digits
/// start and end with a digit other than zero, and zero has none of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Normal {
    pub(crate) negative: bool,
    pub(crate) digits: String,
    pub(crate) exponent: i64,
}

impl Normal {
    /// `text` is a number in JSON's syntax.
    pub(crate) fn of(text: &str) -> Self {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(unsigned) => (true, unsigned),
            None => (false, text),
        };
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits = String::with_capacity(integer.len() + fraction.len());
        digits.push_str(integer);
        digits.push_str(fraction);
        let kept = digits.trim_end_matches('0').len();
        let zeros = digits.len() - kept;
        digits.truncate(kept);
        digits.drain(..digits.len() - digits.trim_start_matches('0').len());
        if digits.is_empty() {
            return Self {
                negative: false,
                digits: "0".to_owned(),
                exponent: 0,
            };
        }
        let exponent = exponent
            .parse::<i64>()
            .unwrap_or_default()
            .saturating_sub_unsigned(fraction.len() as u64)
            .saturating_add_unsigned(zeros as u64);
        Self {
            negative,
            digits,
            exponent,
        }
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.digits == "0"
    }

    /// The power of ten just above the number.
    fn magnitude(&self) -> i64 {
        self.exponent
            .saturating_add_unsigned(self.digits.len() as u64)
    }

    fn cmp_magnitude(&self, other: &Self) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self
                .magnitude()
                .cmp(&other.magnitude())
                .then_with(|| self.digits.cmp(&other.digits)),
        }
    }

    /// Whether this is a whole multiple of a number other than zero. Of factors with more than
    /// 19 digits nothing but zero is known to be one.
    pub(crate) fn is_multiple_of(&self, factor: &Self) -> bool {
        if self.is_zero() {
            return true;
        }
        let Ok(divisor) = factor.digits.parse::<u64>() else {
            return false;
        };
        // Neither has digits that end in zero, so that a power of ten below one divides nothing.
        let Ok(mut zeros) = u64::try_from(self.exponent.saturating_sub(factor.exponent)) else {
            return false;
        };
        let divisor = u128::from(divisor.max(1));
        let mut remainder = 0;
        for digit in self.digits.bytes() {
            remainder = (remainder * 10 + u128::from(digit.wrapping_sub(b'0'))) % divisor;
        }
        // Times ten to the power of `zeros`, by squaring.
        let mut power = 10 % divisor;
        while zeros > 0 {
            if zeros % 2 == 1 {
                remainder = remainder * power % divisor;
            }
            power = power * power % divisor;
            zeros /= 2;
        }
        remainder == 0
    }
}

impl PartialOrd for Normal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Normal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.cmp_magnitude(other),
            (true, true) => other.cmp_magnitude(self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

#[cfg(test)]
mod tests;

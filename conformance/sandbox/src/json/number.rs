//! Numbers compared as decimals.

use std::fmt;

use serde::de::IgnoredAny;

/// A JSON number as it was written. Two are equal when their decimal values are: `1`, `1.0` and `10e-1` are one number.
#[derive(Clone)]
pub struct Number {
    text: String,
}

/// `0.<digits> * 10^exponent`, digits without zeros at either end; zero has no digits.
#[derive(PartialEq, Eq)]
struct Decimal<'a> {
    negative: bool,
    digits: Vec<u8>,
    exponent: i64,
    /// The written exponent where it does not fit: such numbers are compared by text.
    beyond: Option<&'a str>,
}

impl Number {
    /// `text` must be a number by JSON's grammar; the reader has checked it.
    pub(super) fn from_text(text: &str) -> Self {
        Self {
            text: text.to_owned(),
        }
    }

    /// A number as JSON writes it; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let starts = text.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        let ends = text.ends_with(|c: char| c.is_ascii_digit());
        // Infinite numbers are numbers of JSON's grammar, so what is asked is only whether the text is one value.
        let is_number = starts && ends && serde_json::from_str::<IgnoredAny>(text).is_ok();
        is_number.then(|| Self::from_text(text))
    }

    /// Whether the number has no fraction: `1`, `1.0`, `1e2`.
    pub fn is_integer(&self) -> bool {
        let decimal = self.decimal();
        let digits = i64::try_from(decimal.digits.len()).unwrap_or(i64::MAX);
        decimal.beyond.is_none() && decimal.exponent >= digits
    }

    /// The same number for tools that read `serde_json`; `None` beyond what it can hold.
    pub fn to_serde(&self) -> Option<serde_json::Number> {
        if let Ok(number) = self.text.parse::<i64>() {
            return Some(number.into());
        }
        if let Ok(number) = self.text.parse::<u64>() {
            return Some(number.into());
        }
        serde_json::Number::from_f64(self.text.parse().ok()?)
    }

    /// The number as it was written.
    pub fn as_text(&self) -> &str {
        &self.text
    }

    fn decimal(&self) -> Decimal<'_> {
        let (negative, unsigned) = match self.text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, self.text.as_str()),
        };
        let (mantissa, power) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        let leading = all.iter().take_while(|digit| **digit == b'0').count();
        let trailing = all
            .iter()
            .skip(leading)
            .rev()
            .take_while(|digit| **digit == b'0')
            .count();
        let digits: Vec<u8> = all
            .iter()
            .skip(leading)
            .take(all.len() - leading - trailing)
            .copied()
            .collect();
        if digits.is_empty() {
            // A negative zero has the value of zero.
            return Decimal {
                negative: false,
                digits,
                exponent: 0,
                beyond: None,
            };
        }
        let exponent = power
            .parse::<i64>()
            .ok()
            .zip(
                i64::try_from(whole.len())
                    .ok()
                    .zip(i64::try_from(leading).ok()),
            )
            .and_then(|(power, (whole, leading))| power.checked_add(whole)?.checked_sub(leading));
        match exponent {
            Some(exponent) => Decimal {
                negative,
                digits,
                exponent,
                beyond: None,
            },
            None => Decimal {
                negative,
                digits,
                exponent: 0,
                beyond: Some(power),
            },
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text || self.decimal() == other.decimal()
    }
}

impl Eq for Number {}

impl fmt::Debug for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Number")
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self {
            text: number.to_string(),
        }
    }
}

impl From<&serde_json::Number> for Number {
    fn from(number: &serde_json::Number) -> Self {
        Self {
            text: number.to_string(),
        }
    }
}

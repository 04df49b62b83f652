//! Amounts of money.

use std::fmt;

use crate::decimal::{Decimal, Normal};

mod exponents;

/// An amount in the smallest unit of its currency, as payment APIs count it: 1500 yen are 1500,
/// 15 dollars are 1500 too.
///
/// `C` is the currency type of the API. ISO 4217 tells how many decimals a currency has; for an
/// API that counts otherwise, use the amount alone.
///
/// ```
/// use kessai_model::Money;
///
/// let price = Money::new(1_500, "USD");
/// assert_eq!(price.to_string(), "15.00 USD");
/// assert_eq!(Money::new(1_500, "JPY").to_string(), "1500 JPY");
/// assert_eq!(Money::from_decimal(&"15.5".parse()?, "USD"), Some(Money::new(1_550, "USD")));
/// # Ok::<(), kessai_model::DecodeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money<C> {
    amount: i64,
    currency: C,
}

impl<C> Money<C> {
    /// An amount in the smallest unit of the currency.
    pub const fn new(amount: i64, currency: C) -> Self {
        Self { amount, currency }
    }

    /// The amount in the smallest unit of the currency.
    pub const fn amount(&self) -> i64 {
        self.amount
    }

    /// The currency.
    pub const fn currency(&self) -> &C {
        &self.currency
    }

    /// The amount in the smallest unit of the currency, and the currency.
    pub fn into_parts(self) -> (i64, C) {
        (self.amount, self.currency)
    }
}

impl<C: AsRef<str>> Money<C> {
    /// How many decimals the currency has by ISO 4217; nothing for a currency it does not list.
    pub fn decimals(&self) -> Option<u8> {
        exponents::of(self.currency.as_ref())
    }

    /// The amount in the main unit: `15.00` for 1500 cents. Nothing for a currency that ISO 4217
    /// does not list.
    pub fn to_decimal(&self) -> Option<Decimal> {
        let decimals = self.decimals()?;
        Some(Decimal::from_number_text(&self.main_unit(decimals)))
    }

    /// From an amount in the main unit. Nothing when the currency is not in ISO 4217, or the
    /// amount is not a whole number of its smallest unit, or is beyond `i64`.
    pub fn from_decimal(amount: &Decimal, currency: C) -> Option<Self> {
        let decimals = exponents::of(currency.as_ref())?;
        let mut amount = Normal::of(amount.as_text());
        amount.exponent = amount.exponent.checked_add(decimals.into())?;
        let amount = i64::try_from(crate::integer::of_normal(&amount).ok()?).ok()?;
        Some(Self::new(amount, currency))
    }

    fn main_unit(&self, decimals: u8) -> String {
        let decimals = usize::from(decimals);
        if decimals == 0 {
            return self.amount.to_string();
        }
        let sign = if self.amount < 0 { "-" } else { "" };
        let digits = format!(
            "{:0width$}",
            self.amount.unsigned_abs(),
            width = decimals + 1
        );
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        format!("{sign}{whole}.{fraction}")
    }
}

/// The main unit and the code, `15.00 USD`. Of a currency that ISO 4217 does not list, the
/// amount as it is: `1500 (smallest unit) XYZ`.
impl<C: AsRef<str>> fmt::Display for Money<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let currency = self.currency.as_ref();
        match self.decimals() {
            Some(decimals) => write!(formatter, "{} {currency}", self.main_unit(decimals)),
            None => write!(formatter, "{} (smallest unit) {currency}", self.amount),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Money, exponents};
    use crate::Decimal;

    #[test]
    fn printed_in_the_main_unit() {
        for (amount, currency, shown) in [
            (0, "JPY", "0 JPY"),
            (-1500, "JPY", "-1500 JPY"),
            (1500, "USD", "15.00 USD"),
            (5, "USD", "0.05 USD"),
            (-5, "EUR", "-0.05 EUR"),
            (1234, "KWD", "1.234 KWD"),
            (1, "CLF", "0.0001 CLF"),
            (i64::MIN, "USD", "-92233720368547758.08 USD"),
            (1500, "XYZ", "1500 (smallest unit) XYZ"),
            (1500, "usd", "1500 (smallest unit) usd"),
        ] {
            assert_eq!(Money::new(amount, currency).to_string(), shown);
        }
    }

    #[test]
    fn decimals_there_and_back() {
        for (amount, currency) in [
            (0, "JPY"),
            (-1, "USD"),
            (i64::MIN, "CLF"),
            (i64::MAX, "KWD"),
        ] {
            let money = Money::new(amount, currency);
            let decimal = money.to_decimal().unwrap();
            assert_eq!(Money::from_decimal(&decimal, currency), Some(money));
        }
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();
        let made = |text: &str, currency| Money::from_decimal(&decimal(text), currency);
        assert_eq!(made("1.5e3", "JPY"), Some(Money::new(1500, "JPY")));
        assert_eq!(made("0.50", "USD").map(|money| money.amount()), Some(50));
        for (text, currency) in [
            ("0.5", "JPY"),
            ("0.001", "USD"),
            ("1e18", "USD"),
            ("1e999999999999999999", "USD"),
            ("1", "XYZ"),
        ] {
            assert_eq!(made(text, currency), None, "{text} {currency}");
        }
        assert_eq!(Money::new(1, "XYZ").to_decimal(), None);
    }

    #[test]
    fn every_currency_is_listed_once_and_by_its_code() {
        let mut codes: Vec<_> = exponents::all().collect();
        let count = codes.len();
        assert!(
            codes
                .iter()
                .all(|code| code.len() == 3
                    && code.bytes().all(|letter| letter.is_ascii_uppercase()))
        );
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
        assert_eq!(exponents::of(""), None);
        assert_eq!(exponents::of("S U"), None);
    }
}

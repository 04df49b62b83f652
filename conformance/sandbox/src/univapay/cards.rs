//! Test cards, and what is shown of any card.

use serde_json::{Value, json};

/// What becomes of payments with a test card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Everything succeeds.
    Good,
    /// The charge fails.
    ChargeFails,
    /// The charge succeeds, its refund fails.
    RefundFails,
    /// The charge succeeds, its cancel fails.
    CancelFails,
}

impl Fate {
    /// As the numbers of the documentation say.
    pub(super) fn of(number: &str) -> Self {
        match number {
            "4242424242424242" => Self::RefundFails,
            _ if number.ends_with("1111") => Self::ChargeFails,
            _ if number.ends_with("1881") => Self::CancelFails,
            _ => Self::Good,
        }
    }

    /// The word that a token's notes keep instead of the number.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::ChargeFails => "charge-fails",
            Self::RefundFails => "refund-fails",
            Self::CancelFails => "cancel-fails",
        }
    }
}

/// The code that an e-mail such as `name+charge-failure-309@example.com` asks for. Those that begin with 4 or 6 cannot be
/// asked for.
pub(super) fn forced_error(email: &str) -> Option<i64> {
    let (_, rest) = email.split_once("+charge-failure-")?;
    let (code, _) = rest.split_once('@')?;
    let code: i64 = code.parse().ok()?;
    (!code.to_string().starts_with(['4', '6'])).then_some(code)
}

/// Whether the last digit of a number is the right one (Luhn).
pub(super) fn is_valid(number: &str) -> bool {
    let digits: Option<Vec<u32>> = number.chars().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| (12..=19).contains(&digits.len())) else {
        return false;
    };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => *digit,
            (_, double) => double % 10 + double / 10,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// What is shown of a card: neither its number nor its security code.
pub(super) fn shown(data: &Value) -> Value {
    let text = |name: &str| data.get(name).and_then(Value::as_str).unwrap_or_default();
    let number = text("card_number");
    let part = |range: std::ops::Range<usize>| number.get(range).unwrap_or_default();
    let integer = |name: &str| {
        let value = data.get(name)?;
        value.as_i64().or_else(|| value.as_str()?.parse().ok())
    };
    let year = integer("exp_year").map(|year| if year < 100 { year + 2000 } else { year });
    let mut card = json!({
        "exp_month": integer("exp_month"),
        "exp_year": year,
        "card_bin": part(0..6),
        "last_four": part(number.len().saturating_sub(4)..number.len()),
        "brand": brand(number),
    });
    if let Some(cardholder) = data.get("cardholder") {
        card["cardholder"] = cardholder.clone();
    }
    card
}

fn brand(number: &str) -> &'static str {
    match (number.get(..1), number.get(..2)) {
        (Some("4"), _) => "visa",
        (Some("5" | "2"), _) => "mastercard",
        (_, Some("34" | "37")) => "american_express",
        (_, Some("35")) => "jcb",
        (_, Some("30" | "36" | "38")) => "diners_club",
        _ => "unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_numbers_are_cards_and_have_their_fates() {
        for (number, fate) in [
            ("4000020000000000", Fate::Good),
            ("4242424242424242", Fate::RefundFails),
            ("4111111111111111", Fate::ChargeFails),
            ("4012888888881881", Fate::CancelFails),
        ] {
            assert!(is_valid(number), "{number}");
            assert_eq!(Fate::of(number), fate);
        }
        for number in ["4000020000000001", "400002000000000x", "42", ""] {
            assert!(!is_valid(number), "{number}");
        }
    }

    #[test]
    fn an_e_mail_can_ask_for_an_error() {
        assert_eq!(
            forced_error("name+charge-failure-309@example.com"),
            Some(309)
        );
        assert_eq!(forced_error("name+charge-failure-601@example.com"), None);
        assert_eq!(forced_error("name@example.com"), None);
    }

    #[test]
    fn neither_number_nor_security_code_is_shown() {
        let data = json!({"card_number": "4000020000000000", "cvv": "987", "exp_month": "09", "exp_year": 30});
        let card = shown(&data);
        assert_eq!(card["last_four"], "0000");
        assert_eq!(
            (&card["exp_month"], &card["exp_year"]),
            (&json!(9), &json!(2030))
        );
        let text = card.to_string();
        assert!(
            !text.contains("4000020000") && !text.contains("987"),
            "{text}"
        );
    }
}

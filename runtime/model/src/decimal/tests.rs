use std::collections::HashSet;

use super::{Decimal, NotFinite};

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn one_value_in_many_spellings() {
    for (one, other) in [
        ("1", "1.0"),
        ("1", "10e-1"),
        ("0", "-0.00e99"),
        ("100", "1e2"),
        ("-0.05", "-5E-2"),
        ("12345678901234567890.5", "123456789012345678905e-1"),
    ] {
        assert_eq!(decimal(one), decimal(other));
        assert_eq!(HashSet::from([decimal(one), decimal(other)]).len(), 1);
    }
    assert_ne!(decimal("1"), decimal("1.0000000000000000000000000001"));
    assert_ne!(decimal("1"), decimal("-1"));
}

#[test]
fn order_goes_by_value() {
    let sorted = [
        "-1e30", "-100", "-99.5", "-1", "-0.1", "-1e-30", "0", "1e-30", "0.09", "0.1", "0.11", "1",
        "1.5", "2", "10", "99", "100.01", "1e30",
    ];
    let mut shuffled: Vec<_> = sorted.iter().rev().map(|text| decimal(text)).collect();
    shuffled.sort();
    assert_eq!(
        shuffled.iter().map(Decimal::as_text).collect::<Vec<_>>(),
        sorted
    );
}

#[test]
fn only_numbers_of_json_are_decimals() {
    for text in [
        "", "01", "1.", ".5", "+1", "NaN", "\"1\"", "1 2", "1,0", "null",
    ] {
        assert!(text.parse::<Decimal>().is_err(), "{text}");
    }
}

#[test]
fn conversions() {
    assert_eq!(decimal("1.50e1").to_i64(), Some(15));
    assert_eq!(decimal("1.5").to_i64(), None);
    assert_eq!(decimal("9223372036854775808").to_i64(), None);
    assert!((decimal("1.5").to_f64() - 1.5).abs() < f64::EPSILON);
    assert!(decimal("1e999").to_f64().is_infinite());
    assert_eq!(Decimal::from(-5_i64).as_text(), "-5");
    assert_eq!(Decimal::from(u64::MAX).as_text(), "18446744073709551615");
    assert_eq!(Decimal::try_from(0.1).unwrap().as_text(), "0.1");
    assert_eq!(Decimal::try_from(f64::NAN), Err(NotFinite));
    assert_eq!(decimal("1.50").to_string(), "1.50");
}

use super::Rules;
use crate::violation::Class;

fn number_problems(rules: &Rules, text: &str) -> usize {
    let mut count = 0;
    rules.check_number(text, &mut |_, _| count += 1);
    count
}

#[test]
fn bounds_hold_beyond_any_machine_number() {
    let rules = Rules::new().minimum(i64::MIN).maximum(i64::MAX);
    assert_eq!(number_problems(&rules, "9223372036854775807"), 0);
    assert_eq!(number_problems(&rules, "9223372036854775807.0001"), 1);
    assert_eq!(number_problems(&rules, "-9223372036854775808"), 0);
    assert_eq!(number_problems(&rules, "-1e400"), 1);
}

#[test]
fn listed_values_are_told_by_value_and_others_are_undocumented() {
    static RATES: Rules = Rules::new().one_of(&["0.5", "1"]);
    static ONLY: Rules = Rules::new().one_of(&["true"]);
    assert_eq!(number_problems(&RATES, "5e-1"), 0);
    assert_eq!(number_problems(&RATES, "1.0"), 0);
    let mut found = Vec::new();
    RATES.check_number("0.75", &mut |class, problem| found.push((class, problem)));
    ONLY.check_boolean("true", &mut |class, problem| found.push((class, problem)));
    ONLY.check_boolean("false", &mut |class, problem| found.push((class, problem)));
    let problem = |values| format!("must be one of the documented values: {values}");
    assert_eq!(
        found,
        [
            (Class::Undocumented, problem("0.5, 1")),
            (Class::Undocumented, problem("true"))
        ]
    );
}

#[test]
fn multiples_are_exact() {
    let rules = Rules::new().multiple_of(7);
    assert_eq!(number_problems(&rules, "0"), 0);
    assert_eq!(number_problems(&rules, "-49"), 0);
    assert_eq!(number_problems(&rules, "7e1000"), 0);
    assert_eq!(number_problems(&rules, "8e1000"), 1);
    assert_eq!(number_problems(&rules, "7.7"), 1);
    assert_eq!(number_problems(&Rules::new().multiple_of(0), "3"), 0);
    assert_eq!(number_problems(&Rules::new().multiple_of(-7), "14"), 0);
    assert_eq!(
        number_problems(
            &Rules::new().multiple_of(1),
            "123456789012345678901234567890"
        ),
        0
    );
}

#[test]
fn bounds_and_multiples_may_have_a_fraction() {
    static RATE: Rules = Rules::new()
        .minimum_decimal("0.01")
        .exclusive_maximum_decimal("1e0")
        .multiple_of_decimal("0.05");
    for text in ["0.05", "0.1", "95e-2", "0.050000"] {
        assert_eq!(number_problems(&RATE, text), 0, "{text}");
    }
    for text in ["0", "1", "1.00", "0.06", "0.0500000000000000000001"] {
        assert_eq!(number_problems(&RATE, text), 1, "{text}");
    }
    assert_eq!(number_problems(&RATE, "-0.01"), 2);
    let exclusive = Rules::new()
        .exclusive_minimum_decimal("-2.5")
        .maximum_decimal("2.5");
    assert_eq!(number_problems(&exclusive, "-2.50"), 1);
    assert_eq!(number_problems(&exclusive, "2.50"), 0);
    assert_eq!(number_problems(&exclusive, "25.1e-1"), 1);
    let coarse = Rules::new().multiple_of_decimal("100");
    assert_eq!(number_problems(&coarse, "1500"), 0);
    assert_eq!(number_problems(&coarse, "1550"), 1);
    assert_eq!(number_problems(&coarse, "1e3"), 0);
    let (_, violations) = crate::to_checked_vec(&Ruled(0.1 + 0.2));
    assert_eq!(violations.to_string(), "$.rate must be a multiple of 0.05");
}

struct Ruled(f64);

impl crate::Encode for Ruled {
    fn encode(&self, writer: &mut crate::Writer) {
        static RATE: Rules = Rules::new().multiple_of_decimal("0.05");
        let rest = crate::Rest::default();
        let mut object = writer.object(&rest);
        object.rules(&RATE).required("rate", &self.0);
        object.end();
    }
}

#[test]
fn the_last_bound_set_is_the_one_that_holds() {
    let rules = Rules::new().minimum(5).exclusive_minimum(5);
    assert_eq!(number_problems(&rules, "5"), 1);
}

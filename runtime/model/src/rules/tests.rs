use super::Rules;
use crate::decimal::Normal;

fn number_problems(rules: &Rules, text: &str) -> usize {
    let mut count = 0;
    rules.check_number(&Normal::of(text), &mut |_| count += 1);
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
fn the_last_bound_set_is_the_one_that_holds() {
    let rules = Rules::new().minimum(5).exclusive_minimum(5);
    assert_eq!(number_problems(&rules, "5"), 1);
}

//! Figures that are not printed: what can be said without them, and what is
//! said where the rule tells how to take them.

use super::bench::{Bench, Said};
use crate::finding::WhyNot;

const BLANK: Said = Said::Open(WhyNot::NotReported);

#[test]
fn a_rule_without_its_figure_is_not_checked() {
    let sum = Bench::new("a = b + c", "a b c").all_columns("unit = \"件\"");
    assert_eq!(sum.one(&["3", "1", ""]), BLANK);
    assert_eq!(sum.one(&["3", "1", "-"]), Said::Open(WhyNot::NotApplicable));
    assert_eq!(sum.one(&["3", "1", "*"]), Said::Open(WhyNot::Withheld));
    assert_eq!(sum.one(&["3", "1", "?"]), Said::Open(WhyNot::Unreadable));
}

#[test]
fn no_value_at_all_would_do() {
    let double = Bench::new("a = 2 * b", "a b").all_columns("unit = \"件\"");
    assert_eq!(double.one(&["3", ""]), Said::Clash("rate-mismatch"));
    assert_eq!(double.one(&["4", ""]), BLANK);
    let real = Bench::new("a = 2 * b", "a b").all_columns("unit = \"元\"");
    assert_eq!(real.one(&["3", ""]), BLANK);
    let bound = Bench::new("a <= b and b <= c", "a b c");
    assert_eq!(
        bound.one(&["3", "", "2"]),
        Said::Clash("condition-violated")
    );
    assert_eq!(bound.one(&["3", "", "3"]), BLANK);
}

#[test]
fn a_figure_that_does_not_matter_is_not_missed() {
    for rule in ["a = 1 or b = 2", "b = 2 or a = 1", "if a != 1 then b = 2"] {
        let either = Bench::new(rule, "a b");
        assert_eq!(either.one(&["1", ""]), Said::Fits, "{rule}");
        assert_eq!(either.one(&["3", ""]), BLANK, "{rule}");
        let strict = either.set("missing = \"fail\"");
        assert_eq!(strict.one(&["1", ""]), Said::Fits, "{rule}");
        assert_eq!(
            strict.one(&["3", ""]),
            Said::Clash("missing-figure"),
            "{rule}"
        );
    }
}

#[test]
fn as_zero_or_as_a_finding() {
    let zero = Bench::new("a = b + c", "a b c").set("missing = \"zero\"");
    assert_eq!(zero.one(&["3", "3", ""]), Said::Fits);
    assert_eq!(zero.one(&["3", "1", ""]), Said::Clash("sum-mismatch"));
    assert_eq!(zero.one(&["", "", ""]), Said::Fits);
    let fail = Bench::new("a = b + c", "a b c").set("missing = \"fail\"");
    assert_eq!(fail.one(&["3", "3", ""]), Said::Clash("missing-figure"));
    assert_eq!(fail.one(&["3", "3", "0"]), Said::Fits);
    let rate = Bench::new("r = a / b", "r a b").set("missing = \"zero\"");
    assert_eq!(
        rate.one(&["50%", "1", ""]),
        Said::Open(WhyNot::DivisionByZero)
    );
}

#[test]
fn a_divisor_that_may_be_zero() {
    let rate = Bench::new("r = a / b", "r a b").all_columns("decimals = 1");
    let zero = Said::Open(WhyNot::DivisionByZero);
    for divisor in ["0", "0.0", "-0.0"] {
        assert_eq!(rate.one(&["0.5", "1.0", divisor]), zero);
    }
    // Rounded up, what is printed as 0.1 is above zero, and 1/b has no bound.
    let up = rate.set("rounding = \"ceiling\"");
    assert_eq!(up.one(&["0.5", "1.0", "0.1"]), Said::Clash("rate-mismatch"));
    assert_eq!(up.one(&["9.1", "1.0", "0.1"]), Said::Fits);
    assert_eq!(up.one(&["900.1", "1.0", "0.1"]), Said::Fits);
    assert_eq!(up.one(&["0.5", "1.0", "0.0"]), zero);
    let negative = Bench::new("r = a / b", "r a b").all_columns("decimals = 1");
    assert_eq!(negative.one(&["-0.5", "1.0", "-2.0"]), Said::Fits);
    assert_eq!(negative.one(&["0.5", "-1.0", "-2.0"]), Said::Fits);
    assert_eq!(
        negative.one(&["0.5", "1.0", "-2.0"]),
        Said::Clash("rate-mismatch")
    );
}

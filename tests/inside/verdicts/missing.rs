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
    assert_eq!(rate.one(&["50%", "1", ""]), Said::Open(WhyNot::OverZero));
}

#[test]
fn what_is_missing_is_found_wherever_it_stands() {
    let missing = Said::Clash("missing-figure");
    for rule in [
        "r = a / b",
        "r <= a / b",
        "r = a / (a + b)",
        "r = (a - b) / b",
        "r = 1 / (1 / b)",
        "r = a / max(a, b)",
        "r = mean(a, b) / a",
    ] {
        let strict = Bench::new(rule, "r a b").set("missing = \"fail\"");
        assert_eq!(strict.one(&["0.5", "1", ""]), missing, "{rule}");
        assert_eq!(strict.one(&["0.5", "1", "*"]), missing, "{rule}");
        assert_eq!(strict.one(&["0.5", "", ""]), missing, "{rule}");
        let na = strict.one(&["0.5", "1", "-"]);
        assert_eq!(na, Said::Open(WhyNot::NotApplicable), "{rule}");
    }
    // A divisor that is printed as zero hides no blank beside it.
    let strict = Bench::new("r = a / b", "r a b").set("missing = \"fail\"");
    assert_eq!(strict.one(&["", "1", "0"]), missing);
    let zero = Said::Open(WhyNot::OverZero);
    assert_eq!(strict.one(&["0.5", "1", "0"]), zero);
    let open = Bench::new("r = a / b", "r a b");
    assert_eq!(open.one(&["", "1", "0"]), zero);
    assert_eq!(open.one(&["0.5", "1", ""]), BLANK);
}

#[test]
fn what_does_not_apply_has_no_value_either_that_would_do() {
    let bound = Bench::new("a <= b and b <= c", "a b c");
    assert_eq!(
        bound.one(&["3", "-", "2"]),
        Said::Clash("condition-violated")
    );
    let between = bound.one(&["3", "-", "3"]);
    assert_eq!(between, Said::Open(WhyNot::NotApplicable));
    // It is no count, and a mean leaves it out.
    let double = Bench::new("a = 2 * b", "a b").all_columns("unit = \"件\"");
    assert_eq!(double.one(&["3", "-"]), Said::Open(WhyNot::NotApplicable));
    let mean = Bench::new("a = mean(b, c)", "a b c").all_columns("unit = \"件\"");
    assert_eq!(
        mean.one(&["3", "3", "-"]),
        Said::Open(WhyNot::NotApplicable)
    );
}

#[test]
fn both_orders_of_a_choice_say_the_same() {
    for (one, other) in [
        ("(a = 1 or b = 2) and c = 3", "(b = 2 or a = 1) and c = 3"),
        ("if a != 1 then b = 2", "if b != 2 then a = 1"),
        ("not (a != 1 and b = 2)", "not (b = 2 and a != 1)"),
        ("a = 1 or max(b, c) <= 2", "max(b, c) <= 2 or a = 1"),
        ("a = 1 or 1 / b = 2", "1 / b = 2 or a = 1"),
        ("if 1 / b = 2 then a = 1", "if a != 1 then 1 / b != 2"),
    ] {
        for figures in [
            ["1", "", "约3"],
            ["约1", "", "3"],
            ["1", "2", ""],
            ["", "2", "3"],
            ["1", "0", "3"],
        ] {
            let said = |rule| Bench::new(rule, "a b c").one(&figures);
            assert_eq!(said(one), said(other), "{one}: {figures:?}");
        }
        let said = |rule| Bench::new(rule, "a b c").one(&["1", "", "3"]);
        assert_eq!(said(one), Said::Fits, "{one}");
    }
}

#[test]
fn a_divisor_that_may_be_zero() {
    let rate = Bench::new("r = a / b", "r a b").all_columns("decimals = 1");
    let zero = Said::Open(WhyNot::OverZero);
    for divisor in ["0", "0.0", "-0.0"] {
        assert_eq!(rate.one(&["0.5", "1.0", divisor]), zero);
    }
    // Rounded up, what is printed as 0.1 is above zero, and 1/b has no bound.
    let up = rate.set("rounding = \"ceiling\"");
    assert_eq!(up.one(&["0.5", "1.0", "0.1"]), Said::Clash("rate-mismatch"));
    assert_eq!(up.one(&["9.1", "1.0", "0.1"]), Said::Fits);
    assert_eq!(up.one(&["900.1", "1.0", "0.1"]), Said::Fits);
    let may_be = Said::Open(WhyNot::DivisionByZero);
    assert_eq!(up.one(&["0.5", "1.0", "0.0"]), may_be);
    let negative = Bench::new("r = a / b", "r a b").all_columns("decimals = 1");
    assert_eq!(negative.one(&["-0.5", "1.0", "-2.0"]), Said::Fits);
    assert_eq!(negative.one(&["0.5", "-1.0", "-2.0"]), Said::Fits);
    assert_eq!(
        negative.one(&["0.5", "1.0", "-2.0"]),
        Said::Clash("rate-mismatch")
    );
}

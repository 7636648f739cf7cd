//! Rules nobody would write: whatever the expression, a verdict comes soon,
//! and a witness that brute force finds is never denied.

use super::bench::{Bench, Said, some, text, true_values};
use crate::figure::Rounding;
use crate::inside::support::often::often;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// A number over three figures (in eighths), as text and as a value.
#[derive(Clone, Debug)]
enum Number {
    Figure(usize),
    Plain(i64),
    Sum(Box<Number>, Box<Number>),
    Less(Box<Number>, Box<Number>),
    Times(Box<Number>, Box<Number>),
    Over(Box<Number>, Box<Number>),
    Max(Box<Number>, Box<Number>),
    Abs(Box<Number>),
}

/// A fraction, or none where a divisor is zero or it grows too long.
type Fraction = Option<(i128, i128)>;

impl Number {
    fn text(&self) -> String {
        match self {
            Number::Figure(at) => ["a", "b", "c"][*at].to_owned(),
            Number::Plain(value) => value.to_string(),
            Number::Sum(a, b) => format!("({} + {})", a.text(), b.text()),
            Number::Less(a, b) => format!("({} - {})", a.text(), b.text()),
            Number::Times(a, b) => format!("{} * {}", a.text(), b.text()),
            Number::Over(a, b) => format!("{} / ({})", a.text(), b.text()),
            Number::Max(a, b) => format!("max({}, {})", a.text(), b.text()),
            Number::Abs(a) => format!("abs({})", a.text()),
        }
    }

    fn value(&self, figures: &[i64]) -> Fraction {
        let both = |a: &Number, b: &Number| Some((a.value(figures)?, b.value(figures)?));
        match self {
            Number::Figure(at) => Some((figures[*at].into(), 8)),
            Number::Plain(value) => Some(((*value).into(), 1)),
            Number::Sum(a, b) | Number::Less(a, b) => {
                let ((a, c), (b, d)) = both(a, b)?;
                let b = if matches!(self, Number::Sum(..)) {
                    b
                } else {
                    -b
                };
                let num = a.checked_mul(d)?.checked_add(b.checked_mul(c)?)?;
                Some((num, c.checked_mul(d)?))
            }
            Number::Times(a, b) => {
                let ((a, c), (b, d)) = both(a, b)?;
                Some((a.checked_mul(b)?, c.checked_mul(d)?))
            }
            Number::Over(a, b) => {
                let ((a, c), (b, d)) = both(a, b)?;
                let sign = b.signum();
                if sign == 0 {
                    return None;
                }
                Some((a.checked_mul(d)? * sign, c.checked_mul(b)? * sign))
            }
            Number::Max(a, b) => {
                let (a, b) = both(a, b)?;
                let first = a.0.checked_mul(b.1)? >= b.0.checked_mul(a.1)?;
                Some(if first { a } else { b })
            }
            Number::Abs(a) => a.value(figures).map(|(num, den)| (num.abs(), den)),
        }
    }
}

fn number() -> impl Strategy<Value = Number> {
    let leaf = prop_oneof![
        3 => (0..3_usize).prop_map(Number::Figure),
        1 => (-2..3_i64).prop_map(Number::Plain),
    ];
    leaf.prop_recursive(3, 8, 2, |inner| {
        let two = (inner.clone(), inner.clone()).prop_map(|(a, b)| (Box::new(a), Box::new(b)));
        prop_oneof![
            two.clone().prop_map(|(a, b)| Number::Sum(a, b)),
            two.clone().prop_map(|(a, b)| Number::Less(a, b)),
            two.clone().prop_map(|(a, b)| Number::Times(a, b)),
            two.clone().prop_map(|(a, b)| Number::Over(a, b)),
            two.prop_map(|(a, b)| Number::Max(a, b)),
            inner.prop_map(|a| Number::Abs(Box::new(a))),
        ]
    })
}

#[derive(Clone, Debug)]
struct Rule {
    sides: [Number; 3],
    signs: [&'static str; 2],
    shape: usize,
}

impl Rule {
    fn text(&self) -> String {
        let [a, b, c] = self.sides.each_ref().map(Number::text);
        let [first, second] = self.signs;
        match self.shape {
            0 => format!("{a} {first} {b}"),
            1 => format!("{a} {first} {b} {second} {c}"),
            2 => format!("not ({a} {first} {b}) or {b} {second} {c}"),
            _ => format!("if {a} {first} {b} then {b} {second} {c}"),
        }
    }

    fn holds(&self, figures: &[i64]) -> Option<bool> {
        let compare = |a: &Number, b: &Number, sign: &str| {
            let ((a, c), (b, d)) = (a.value(figures)?, b.value(figures)?);
            let order = a.checked_mul(d)?.cmp(&b.checked_mul(c)?);
            Some(match sign {
                "=" => order.is_eq(),
                "!=" => order.is_ne(),
                "<" => order.is_lt(),
                "<=" => order.is_le(),
                ">" => order.is_gt(),
                _ => order.is_ge(),
            })
        };
        let first = compare(&self.sides[0], &self.sides[1], self.signs[0])?;
        if self.shape == 0 {
            return Some(first);
        }
        let second = compare(&self.sides[1], &self.sides[2], self.signs[1])?;
        Some(match self.shape {
            1 => first && second,
            _ => !first || second,
        })
    }
}

fn rule() -> impl Strategy<Value = Rule> {
    let sign = || proptest::sample::select(vec!["=", "!=", "<", "<=", ">", ">="]);
    let sides = [number(), number(), number()];
    (sides, [sign(), sign()], 0..4_usize).prop_map(|(sides, signs, shape)| Rule {
        sides,
        signs,
        shape,
    })
}

fn judge(rule: &Rule, prints: &[i64], settings: &str) -> Result<Said, TestCaseError> {
    let bench = Bench::new(&rule.text(), "a b c").all_columns(settings);
    let row: Vec<String> = prints.iter().map(|&print| text(print, 0)).collect();
    let start = Instant::now();
    let said = bench.judge(&[row]).remove(0);
    let took = start.elapsed();
    // A guard against searches that do not end, not a measure of speed.
    prop_assert!(
        took < Duration::from_secs(300),
        "{} took {took:?}",
        rule.text()
    );
    Ok(said)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(often(300)))]

    #[test]
    fn a_witness_is_never_denied(rule in rule(), prints in [-3..4_i64, -3..4_i64, -3..4_i64]) {
        let said = judge(&rule, &prints, "decimals = 0")?;
        if let Said::Clash(_) = said {
            let lists: Vec<Vec<i64>> = prints.iter().map(|&print| true_values(print, 8, Rounding::Nearest)).collect();
            let witness = some(&lists, &mut Vec::new(), &|v| rule.holds(v) == Some(true));
            prop_assert!(!witness, "{} over {prints:?}", rule.text());
        }
    }

    #[test]
    fn exact_figures_are_computed(rule in rule(), prints in [-3..4_i64, -3..4_i64, -3..4_i64]) {
        let said = judge(&rule, &prints, "unit = \"元\"\ndecimals = \"INF\"")?;
        let figures: Vec<i64> = prints.iter().map(|print| print * 8).collect();
        match (rule.holds(&figures), said) {
            (Some(holds), Said::Fits) => prop_assert!(holds, "{} over {prints:?}", rule.text()),
            (Some(holds), Said::Clash(_)) => prop_assert!(!holds, "{} over {prints:?}", rule.text()),
            (_, Said::Open(_)) | (None, _) => {}
        }
    }
}

//! A rule's terms brought to one power of ten, for rows whose figures are
//! printed alike: then a row costs some products of machine words, none of
//! which can overflow.

use super::rule::{DecimalTerm, FastRule, is_met};
use crate::figure::Quick;
use crate::rule::Comparison;

/// Both ends of a [`Quick`] lie within this.
const LARGEST: i128 = 100_000_000_000_000_000;
/// After so many rows that are printed otherwise, they are planned for.
const OTHERS: u32 = 16;

/// How a rule is worked out for rows whose figures have certain powers of ten.
#[derive(Default)]
pub(crate) struct Plan {
    /// The power of ten of each figure of the rule.
    exps: Vec<i32>,
    /// Left less right; `None` where products could overflow.
    arithmetic: Option<Arithmetic>,
    /// Rows that were printed otherwise.
    others: u32,
}

struct Arithmetic {
    terms: Vec<Scaled>,
    divisors: Vec<Vec<Scaled>>,
}

/// A whole number times the figures of at most two columns.
struct Scaled {
    factor: i128,
    columns: [Option<usize>; 2],
}

impl Plan {
    /// Whether the row's figures surely satisfy the rule.
    pub(crate) fn surely_holds(&mut self, rule: &FastRule, figures: &[Quick]) -> bool {
        let alike = rule
            .columns
            .iter()
            .zip(&self.exps)
            .all(|(&column, exp)| figures[column].exp == *exp);
        if !alike || self.exps.len() != rule.columns.len() {
            if self.others.is_multiple_of(OTHERS) {
                *self = Plan::new(rule, figures);
            }
            self.others += 1;
            return rule.surely_holds(figures);
        }
        let loose = |column: &usize| !figures[*column].is_point();
        match &self.arithmetic {
            Some(arithmetic) if !rule.repeated.iter().any(loose) => {
                arithmetic.surely_holds(rule, figures)
            }
            _ => rule.surely_holds(figures),
        }
    }

    fn new(rule: &FastRule, figures: &[Quick]) -> Plan {
        let scaled = |terms: &Vec<DecimalTerm>| scaled(terms, figures);
        let divisors = rule.divisors.iter().map(scaled);
        let divisors = divisors.collect::<Option<Vec<_>>>();
        let terms = scaled(&rule.terms).zip(divisors);
        Plan {
            exps: rule.columns.iter().map(|&at| figures[at].exp).collect(),
            arithmetic: terms.map(|(terms, divisors)| Arithmetic { terms, divisors }),
            others: 0,
        }
    }
}

impl Arithmetic {
    fn surely_holds(&self, rule: &FastRule, figures: &[Quick]) -> bool {
        let bounded = !matches!(rule.sign, Comparison::Equal | Comparison::Unequal);
        for divisor in &self.divisors {
            let (lo, hi) = range(divisor, figures);
            if lo <= 0 && (bounded || hi >= 0) {
                return false;
            }
        }
        let (lo, hi) = range(&self.terms, figures);
        let open = rule.columns.iter().any(|&column| figures[column].open);
        is_met(rule.sign, lo.cmp(&0), hi.cmp(&0), open)
    }
}

/// Both ends of a sum.
#[inline]
fn range(terms: &[Scaled], figures: &[Quick]) -> (i128, i128) {
    let (mut lo, mut hi) = (0, 0);
    for term in terms {
        let (a, b) = match term.columns {
            [None, _] => (1, 1),
            [Some(column), None] => {
                let figure = &figures[column];
                (i128::from(figure.lo), i128::from(figure.hi))
            }
            [Some(first), Some(second)] => product(&figures[first], &figures[second]),
        };
        let (a, b) = (term.factor * a, term.factor * b);
        lo += a.min(b);
        hi += a.max(b);
    }
    (lo, hi)
}

#[inline]
fn product(a: &Quick, b: &Quick) -> (i128, i128) {
    let times = |a: i64, b: i64| i128::from(a) * i128::from(b);
    if a.lo >= 0 && b.lo >= 0 {
        return (times(a.lo, b.lo), times(a.hi, b.hi));
    }
    let (one, two) = (times(a.lo, b.lo), times(a.lo, b.hi));
    let (three, four) = (times(a.hi, b.lo), times(a.hi, b.hi));
    (
        one.min(two).min(three).min(four),
        one.max(two).max(three).max(four),
    )
}

/// The terms at the lowest of their powers of ten; `None` where they have too
/// many factors, or where their sum could overflow.
fn scaled(terms: &[DecimalTerm], figures: &[Quick]) -> Option<Vec<Scaled>> {
    let exp_of = |term: &DecimalTerm| {
        let figures = term.columns.iter().map(|&column| figures[column].exp);
        term.exp + figures.sum::<i32>()
    };
    let lowest = terms.iter().map(exp_of).min().unwrap_or(0);
    let mut largest = 0_i128;
    let mut all = Vec::with_capacity(terms.len());
    for term in terms {
        let power = u32::try_from(exp_of(term) - lowest).ok()?;
        let factor = term.factor.checked_mul(10_i128.checked_pow(power)?)?;
        let columns = match *term.columns.as_slice() {
            [] => [None, None],
            [one] => [Some(one), None],
            [one, two] => [Some(one), Some(two)],
            _ => return None,
        };
        let mut bound = factor.checked_abs()?;
        for _ in &term.columns {
            bound = bound.checked_mul(LARGEST)?;
        }
        largest = largest.checked_add(bound)?;
        all.push(Scaled { factor, columns });
    }
    Some(all)
}

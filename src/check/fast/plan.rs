//! A rule's terms brought to one power of ten, for rows whose figures are
//! printed alike: then a row costs some products of machine words, none of
//! which can overflow.

use super::rule::{DecimalTerm, FastRule, is_met};
use crate::figure::Quick;
use crate::rule::Comparison;
use std::cmp::Ordering;

/// Both ends of a [`Quick`] lie within this.
const LARGEST: i64 = 100_000_000_000_000_000;
/// What a figure may be multiplied by within a machine word.
const FACTOR: i64 = i64::MAX / LARGEST;
/// After so many rows that are printed otherwise, they are planned for.
const OTHERS: u32 = 16;

/// How a rule is worked out for rows whose figures have certain powers of ten.
#[derive(Default)]
pub(crate) struct Plan {
    /// The power of ten of each figure of the rule.
    exps: Vec<(usize, i32)>,
    /// Left less right; `None` where products could overflow.
    arithmetic: Option<Arithmetic>,
    /// The stamp of rows that it was found to be for.
    stamp: Option<u64>,
    /// Rows that were printed otherwise.
    others: u32,
}

/// What the figures of a row say of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// It surely holds.
    Holds,
    /// It surely fails.
    Fails,
    /// That is for the exact check to say.
    Unsure,
}

pub(super) struct Arithmetic {
    pub(super) terms: Terms,
    pub(super) divisors: Vec<Terms>,
}

/// A sum of whole numbers times figures.
#[derive(Default)]
pub(super) struct Terms {
    /// What no figure is multiplied with.
    pub(super) alone: i128,
    /// Times the figure of a column; what is subtracted apart.
    pub(super) added: Vec<(i64, usize)>,
    pub(super) subtracted: Vec<(i64, usize)>,
    /// Times the figures of two columns.
    pub(super) products: Vec<(i64, usize, usize)>,
}

impl Plan {
    /// What the row's figures say of the rule. Rows with one stamp are printed
    /// alike.
    #[inline]
    pub(crate) fn tell(&mut self, rule: &FastRule, figures: &[Quick], stamp: u64) -> Told {
        if self.stamp != Some(stamp) {
            let alike = |(column, exp): &(usize, i32)| figures[*column].exp == *exp;
            if self.exps.is_empty() || !self.exps.iter().all(alike) {
                return self.tell_otherwise(rule, figures);
            }
            self.stamp = Some(stamp);
        }
        let loose = |column: &usize| !figures[*column].is_point();
        match &self.arithmetic {
            Some(arithmetic) if !rule.repeated.iter().any(loose) => arithmetic.tell(rule, figures),
            _ => of_any(rule, figures),
        }
    }

    /// How the rule is worked out where the figures of a column have a power of
    /// ten; `None` where products could overflow.
    pub(super) fn at(
        &mut self,
        rule: &FastRule,
        exp: impl Fn(usize) -> i32,
    ) -> Option<&Arithmetic> {
        let alike = |(column, own): &(usize, i32)| exp(*column) == *own;
        if self.exps.is_empty() || !self.exps.iter().all(alike) {
            *self = Plan::new(rule, exp);
        }
        self.arithmetic.as_ref()
    }

    /// The same of a row that the plan is not for.
    #[inline(never)]
    fn tell_otherwise(&mut self, rule: &FastRule, figures: &[Quick]) -> Told {
        if self.others.is_multiple_of(OTHERS) {
            *self = Plan::new(rule, |column| figures[column].exp);
        }
        self.others = self.others.wrapping_add(1);
        of_any(rule, figures)
    }

    fn new(rule: &FastRule, exp: impl Fn(usize) -> i32) -> Plan {
        let terms = |terms: &Vec<DecimalTerm>| Terms::new(terms, &exp);
        let divisors = rule.divisors.iter().map(terms);
        let divisors = divisors.collect::<Option<Vec<_>>>();
        let arithmetic = terms(&rule.terms).zip(divisors);
        Plan {
            exps: rule
                .columns
                .iter()
                .map(|&column| (column, exp(column)))
                .collect(),
            arithmetic: arithmetic.map(|(terms, divisors)| Arithmetic { terms, divisors }),
            stamp: None,
            others: 0,
        }
    }
}

fn of_any(rule: &FastRule, figures: &[Quick]) -> Told {
    match rule.surely_holds(figures) {
        true => Told::Holds,
        false => Told::Unsure,
    }
}

impl Arithmetic {
    #[inline]
    fn tell(&self, rule: &FastRule, figures: &[Quick]) -> Told {
        let bounded = !matches!(rule.sign, Comparison::Equal | Comparison::Unequal);
        for divisor in &self.divisors {
            let (lo, hi) = divisor.signs(figures);
            if lo.is_le() && (bounded || hi.is_ge()) {
                return Told::Unsure;
            }
        }
        let (lo, hi) = self.terms.signs(figures);
        let open = || rule.columns.iter().any(|&column| figures[column].open);
        let fails = match rule.sign {
            Comparison::Equal => lo.is_gt() || hi.is_lt(),
            Comparison::Unequal => lo.is_eq() && hi.is_eq(),
            Comparison::Less => lo.is_ge(),
            Comparison::AtMost => lo.is_gt(),
            Comparison::Greater => hi.is_le(),
            Comparison::AtLeast => hi.is_lt(),
        };
        if fails {
            return Told::Fails;
        }
        // Whether an end is open only matters where it is zero.
        let open = (lo.is_eq() || hi.is_eq()) && open();
        match is_met(rule.sign, lo, hi, open) {
            true => Told::Holds,
            false => Told::Unsure,
        }
    }
}

impl Terms {
    /// Brings terms to the lowest of their powers of ten; `None` where they have
    /// too many factors, or where their sum could overflow.
    fn new(terms: &[DecimalTerm], exp: impl Fn(usize) -> i32) -> Option<Terms> {
        let exp_of = |term: &DecimalTerm| {
            let figures = term.columns.iter().map(|&column| exp(column));
            term.exp + figures.sum::<i32>()
        };
        let lowest = terms.iter().map(exp_of).min().unwrap_or(0);
        let mut largest = 0_i128;
        let mut all = Terms::default();
        for term in terms {
            let power = u32::try_from(exp_of(term) - lowest).ok()?;
            let factor = term.factor.checked_mul(10_i128.checked_pow(power)?)?;
            let mut bound = factor.checked_abs()?;
            for _ in &term.columns {
                bound = bound.checked_mul(i128::from(LARGEST))?;
            }
            largest = largest.checked_add(bound)?;
            let short = i64::try_from(factor);
            match *term.columns.as_slice() {
                [] => all.alone += factor,
                [column] if factor > 0 => all.added.push((short.ok()?, column)),
                [column] => all.subtracted.push((short.ok()?, column)),
                [first, second] => {
                    let short = short
                        .ok()
                        .filter(|short| (-FACTOR..=FACTOR).contains(short));
                    all.products.push((short?, first, second));
                }
                _ => return None,
            }
        }
        Some(all)
    }

    /// The columns whose figures it takes.
    pub(super) fn columns(&self) -> impl Iterator<Item = usize> {
        let single = self.added.iter().chain(&self.subtracted);
        let pairs = self.products.iter();
        let pairs = pairs.flat_map(|&(_, first, second)| [first, second]);
        single.map(|&(_, column)| column).chain(pairs)
    }

    /// What the sum is at most, whatever its sign, where the figures of a column
    /// are at most so large.
    pub(super) fn bound(&self, largest: impl Fn(usize) -> u64) -> Option<i128> {
        let largest = |column: usize| i128::from(largest(column));
        let times =
            |factor: i64, figure: i128| i128::from(factor).checked_abs()?.checked_mul(figure);
        let mut bound = self.alone.checked_abs()?;
        for &(factor, column) in self.added.iter().chain(&self.subtracted) {
            bound = bound.checked_add(times(factor, largest(column))?)?;
        }
        for &(factor, first, second) in &self.products {
            let product = largest(first).checked_mul(largest(second))?;
            bound = bound.checked_add(times(factor, product)?)?;
        }
        Some(bound)
    }

    /// Both ends of the sum, compared with zero.
    #[inline]
    fn signs(&self, figures: &[Quick]) -> (Ordering, Ordering) {
        match self.short_range(figures) {
            Some((lo, hi)) => (lo.cmp(&0), hi.cmp(&0)),
            None => {
                let (lo, hi) = self.range(figures);
                (lo.cmp(&0), hi.cmp(&0))
            }
        }
    }

    /// Both ends of the sum, where one machine word holds all that it takes.
    #[inline]
    fn short_range(&self, figures: &[Quick]) -> Option<(i64, i64)> {
        let alone = i64::try_from(self.alone).ok()?;
        let (mut lo, mut hi) = (alone, alone);
        for &(factor, column) in &self.added {
            let figure = &figures[column];
            lo = lo.checked_add(factor.checked_mul(figure.lo)?)?;
            hi = hi.checked_add(factor.checked_mul(figure.hi)?)?;
        }
        for &(factor, column) in &self.subtracted {
            let figure = &figures[column];
            lo = lo.checked_add(factor.checked_mul(figure.hi)?)?;
            hi = hi.checked_add(factor.checked_mul(figure.lo)?)?;
        }
        for &(factor, first, second) in &self.products {
            let (a, b) = (&figures[first], &figures[second]);
            if a.lo < 0 || b.lo < 0 {
                return None;
            }
            let least = factor.checked_mul(a.lo.checked_mul(b.lo)?)?;
            let most = factor.checked_mul(a.hi.checked_mul(b.hi)?)?;
            lo = lo.checked_add(least.min(most))?;
            hi = hi.checked_add(least.max(most))?;
        }
        Some((lo, hi))
    }

    /// Both ends of the sum.
    #[inline(never)]
    fn range(&self, figures: &[Quick]) -> (i128, i128) {
        let times = |a: i64, b: i64| i128::from(a) * i128::from(b);
        let (mut lo, mut hi) = (self.alone, self.alone);
        for &(factor, column) in &self.added {
            let figure = &figures[column];
            lo += times(factor, figure.lo);
            hi += times(factor, figure.hi);
        }
        for &(factor, column) in &self.subtracted {
            let figure = &figures[column];
            lo += times(factor, figure.hi);
            hi += times(factor, figure.lo);
        }
        for &(factor, first, second) in &self.products {
            let (a, b) = (&figures[first], &figures[second]);
            let (least, most) = (factor * a.lo, factor * a.hi);
            let (one, two) = (times(least, b.lo), times(least, b.hi));
            let (three, four) = (times(most, b.lo), times(most, b.hi));
            lo += one.min(two).min(three).min(four);
            hi += one.max(two).max(three).max(four);
        }
        (lo, hi)
    }
}

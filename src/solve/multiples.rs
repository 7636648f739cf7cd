//! Whether some whole multiple of a rate is a whole number: `rate · count` for
//! a rate within a range and a count of which only its ends are known. Whole
//! numbers between two lines from zero are counted by sums of floors, in as
//! many steps as Euclid takes for their slopes, however many counts there are.

use super::decision::Decision;
use super::extremes::{cost, cost_of_ends};
use super::polynomial::{Poly, Var};
use super::ranges::Ranges;
use crate::figure::{End, Range, Rat};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

/// What the digits of slopes may cost: what fails with longer ones would be
/// reasoned over at a price.
const DIGITS: usize = 400;

/// Whether `poly = 0` has values, where it says that a rate times a whole
/// number is a whole number that may be any; `None` where it says otherwise.
pub(super) fn whole_multiple(poly: &Poly, ranges: &Ranges) -> Option<Decision> {
    if cost(poly).saturating_add(cost_of_ends(poly, ranges)) > DIGITS {
        return None;
    }
    let any = |var: &Var| {
        let range = ranges.range(*var);
        range.whole && range.lo == End::Free && range.hi == End::Free
    };
    let vars = poly.vars();
    let product = *vars.iter().find(|var| any(var))?;
    let step = poly.factor(product)?.clone();
    let others = || vars.iter().copied().filter(|var| *var != product);
    let count = others().find(|var| ranges.range(*var).whole)?;
    let rate = others().find(|var| *var != count);
    let (mut slope, mut constant) = (Rat::zero(), Rat::zero());
    for (monomial, factor) in poly.terms() {
        match *monomial {
            [one] if one == product => {}
            [one] if one == count => constant = factor / -&step,
            [one, other]
                if [Some(one), Some(other)].contains(&rate)
                    && (one == count) != (other == count) =>
            {
                slope = factor / -&step;
            }
            _ => return None,
        }
    }
    let slopes = match rate {
        None => Range::exact(constant),
        Some(rate) if ranges.range(rate).whole || slope.is_zero() => return None,
        Some(rate) => times(ranges.range(rate), &slope).shift(&constant),
    };
    Some(Decision::of(has_multiple(&slopes, ranges.range(count))))
}

/// A range times a factor other than 0.
fn times(range: &Range, factor: &Rat) -> Range {
    let scaled = range.clone().scale(&factor.abs());
    match factor.is_negative() {
        true => scaled.negative(),
        false => scaled,
    }
}

/// Whether a whole number of a range times some slope is a whole number.
fn has_multiple(slopes: &Range, counts: &Range) -> bool {
    let counts = counts.clone().tighten();
    if slopes.is_empty() || counts.is_empty() {
        return false;
    }
    // What the numbers below zero make, those above make too.
    let above = Range::between(End::Closed(Rat::one()), End::Free);
    let sides = [counts.clone(), counts.clone().negative()];
    counts.contains(&Rat::zero())
        || sides
            .iter()
            .map(|counts| counts.meet(&above))
            .any(|counts| !counts.is_empty() && has_multiple_above(slopes, &counts))
}

/// The same of numbers above zero.
fn has_multiple_above(slopes: &Range, counts: &Range) -> bool {
    let Some(first) = counts.lo.value().map(Rat::to_integer) else {
        return true;
    };
    let last = counts.hi.value().map(Rat::to_integer);
    if let Some(slope) = slopes.is_point() {
        let least = first.div_ceil(&slope.denom()) * slope.denom();
        return last.is_none_or(|last| least <= last);
    }
    // Between two lines there is room for any whole number sooner or later.
    let ends = slopes.lo.value().zip(slopes.hi.value());
    let Some(((lo, hi), last)) = ends.zip(last) else {
        return true;
    };
    let is_open = |end: &End| matches!(end, End::Open(_));
    let count = &last - &first + 1;
    // The greatest whole numbers below a line, or on it where those count.
    let below = |line: &Rat, on_it: bool| match on_it {
        true => floors(line, &first, &count),
        false => -floors(&-line, &first, &count) - &count,
    };
    below(hi, !is_open(&slopes.hi)) > below(lo, is_open(&slopes.lo))
}

/// `⌊slope · n⌋` summed up over so many whole numbers from `first`.
fn floors(slope: &Rat, first: &BigInt, count: &BigInt) -> BigInt {
    let (mut a, mut m) = (slope.numer(), slope.denom());
    let (mut b, mut n) = (&a * first, count.clone());
    let mut sum = BigInt::zero();
    // What stands below a line as a whole is taken off; the rest is counted
    // along the other axis, where the line has the turned slope.
    while n.is_positive() {
        let (whole, rest) = a.div_mod_floor(&m);
        sum += &n * (&n - 1) / 2 * whole;
        a = rest;
        let (whole, rest) = b.div_mod_floor(&m);
        sum += &n * whole;
        (n, b) = (&a * &n + rest).div_mod_floor(&m);
        std::mem::swap(&mut a, &mut m);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::exact::int;
    use crate::inside::support::often::often;
    use proptest::prelude::*;

    fn end(value: Rat, open: bool) -> End {
        End::at(value, !open)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: often(2_000), ..ProptestConfig::default() })]

        /// Against every count, and every whole number near what it makes.
        #[test]
        fn a_whole_multiple_is_found_where_there_is_one(
            lo in (-60i64..60, 1i64..40), width in (0i64..12, 20i64..400), opens in any::<[bool; 2]>(),
            first in -25i64..25, more in 0i64..30,
        ) {
            let lo = Rat::new(lo.0.into(), lo.1.into());
            let hi = &lo + Rat::new(width.0.into(), width.1.into());
            let slopes = Range::between(end(lo, opens[0]), end(hi, opens[1]));
            let counts = Range { whole: true, ..Range::between(End::Closed(int(first)), End::Closed(int(first + more))) };
            let fits = |n: i64| {
                let reached = if n == 0 { Range::exact(int(0)) } else { times(&slopes, &int(n)) };
                let ends = reached.lo.value().zip(reached.hi.value()).expect("both ends");
                let mut near = std::iter::successors(Some(ends.0.floor()), |k| Some(k + int(1)));
                near.by_ref().take_while(|k| k <= ends.1).any(|k| reached.contains(&k))
            };
            let expected = !slopes.is_empty() && (first..=first + more).any(fits);
            prop_assert_eq!(has_multiple(&slopes, &counts), expected, "{:?} {:?}", slopes, counts);
        }
    }

    #[test]
    fn slopes_of_hundreds_of_digits_are_decided() {
        // One part in 10^300 above a third: no count below 10^299 will do, 3 aside.
        let tiny = |n: i64| Rat::new(n.into(), BigInt::from(10).pow(300));
        let third = Rat::new(1.into(), 3.into());
        let slopes = Range::between(End::Open(third.clone()), End::Closed(&third + tiny(1)));
        let counts = |last: BigInt| Range {
            whole: true,
            ..Range::between(End::Closed(int(1)), End::Closed(Rat::from_integer(last)))
        };
        assert!(!has_multiple(&slopes, &counts(BigInt::from(10).pow(298))));
        assert!(has_multiple(&slopes, &counts(BigInt::from(10).pow(300))));
        let closed = Range::between(End::Closed(third.clone()), End::Closed(&third + tiny(1)));
        assert!(has_multiple(&closed, &counts(3.into())));
        assert!(!has_multiple(&closed, &counts(2.into())));
    }
}

//! The least and the greatest that polynomials take over a box, exactly.
//!
//! Clearing the divisors turns a rule such as `rate = a / (a + b)` into
//! `rate·a + rate·b − a = 0`. That polynomial is *multi-affine*: straight in
//! each figure when the others are held. So its extremes over a box lie at
//! corners, which is why a figure that occurs more than once still gets one
//! value, and no interval arithmetic widens the answer.

use super::polynomial::{Poly, Var};
use super::ranges::Ranges;
use super::sum_range::SumRange;
use crate::figure::{End, Range, Rat};
use num_traits::One;
use std::collections::BTreeMap;

/// Gave up: more corners than the limit allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooMany;

/// What the corners that are looked at may cost before a range is given up, in
/// terms worked out, long ones and long numbers more.
const CORNER_WORK: usize = 150_000;

/// The upper end of what a polynomial takes: `None` is without bound.
type Top = Option<(Rat, bool)>;

/// The range that a polynomial takes over a box: exact when it is
/// multi-affine, otherwise a range that holds the true one.
///
/// # Errors
/// [`TooMany`] corners.
pub(crate) fn hull(poly: &Poly, ranges: &Ranges) -> Result<Range, TooMany> {
    if let Some(range) = of_sum(poly, ranges) {
        return Ok(range);
    }
    let mut loose_ranges;
    let loose;
    let (poly, ranges) = if poly.is_multi_affine() {
        (poly, ranges)
    } else {
        loose_ranges = ranges.clone();
        loose = poly.loosened(&mut |var| loose_ranges.push(ranges.range(var).clone()));
        (&loose, &loose_ranges)
    };
    let mut budget = CORNER_WORK;
    let hi = end(top(poly, ranges, &mut budget)?);
    let negative = poly.scaled(&-Rat::one());
    let lo = end(top(&negative, ranges, &mut budget)?.map(|(value, closed)| (-value, closed)));
    Ok(Range::between(lo, hi))
}

/// What it costs to look at the corners of a polynomial over a box, as far as
/// they are looked at.
pub(crate) fn corner_work(poly: &Poly, ranges: &Ranges) -> usize {
    let mut budget = CORNER_WORK;
    match poly.is_multi_affine() && top(poly, ranges, &mut budget).is_ok() {
        true => CORNER_WORK - budget,
        false => CORNER_WORK,
    }
}

/// The range of a polynomial in which nothing is multiplied.
fn of_sum(poly: &Poly, ranges: &Ranges) -> Option<Range> {
    let mut sum = SumRange::of(&poly.constant_term());
    for (vars, factor) in poly.terms() {
        match vars {
            [] => {}
            [var] => sum.add(factor, ranges.range(*var)),
            _ => return None,
        }
    }
    Some(sum.range())
}

fn end(top: Top) -> End {
    top.map_or(End::Free, |(value, closed)| End::at(value, closed))
}

/// The least upper bound of a multi-affine polynomial over a box, and whether
/// some values reach it.
fn top(poly: &Poly, ranges: &Ranges, budget: &mut usize) -> Result<Top, TooMany> {
    let (constant, components) = poly.components();
    let mut sum = constant;
    let mut reached = true;
    for component in components {
        match top_of_component(&component, ranges, budget)? {
            None => return Ok(None),
            Some((value, closed)) => {
                sum += value;
                reached &= closed;
            }
        }
    }
    Ok(Some((sum, reached)))
}

fn top_of_component(poly: &Poly, ranges: &Ranges, budget: &mut usize) -> Result<Top, TooMany> {
    let var = busiest(poly);
    let range = ranges.range(var);
    let slope = poly.coefficient_of(var);
    if let Some(factor) = slope.as_constant()
        && poly.terms().count() == 1
    {
        return Ok(top_of_line(&factor, range));
    }
    let cost = cost(poly).saturating_add(digits_of_ends(range));
    *budget = budget.checked_sub(cost).ok_or(TooMany)?;
    let ends = [(&range.lo, true), (&range.hi, false)];
    let mut best: Option<(Rat, bool)> = None;
    let mut at_open_end = false;
    for (end, is_low) in ends {
        let (value, closed) = match end {
            End::Closed(value) => (value, true),
            End::Open(value) => (value, false),
            End::Free => {
                let outward = if is_low {
                    slope.scaled(&-Rat::one())
                } else {
                    slope.clone()
                };
                match top(&outward, ranges, budget)? {
                    Some((rise, _)) if !rise.is_positive() => continue,
                    _ => return Ok(None),
                }
            }
        };
        let Some((height, reached)) = top(&poly.at(var, value), ranges, budget)? else {
            return Ok(None);
        };
        let higher = best.as_ref().is_none_or(|(known, _)| height > *known);
        let level = best.as_ref().is_some_and(|(known, _)| height == *known);
        if higher {
            best = Some((height, reached && closed));
            at_open_end = !closed;
        } else if level {
            at_open_end |= !closed;
            if let Some((_, known)) = &mut best {
                *known |= reached && closed;
            }
        }
    }
    // Inside the range the polynomial is straight in this figure, so it can
    // reach the bound only where it stays level: one inner point tells.
    let inside = range.middle();
    match best {
        None => top(&poly.at(var, &inside), ranges, budget),
        Some((height, false)) if at_open_end => {
            let level = top(&poly.at(var, &inside), ranges, budget)?;
            let reached = level == Some((height.clone(), true));
            Ok(Some((height, reached)))
        }
        found => Ok(found),
    }
}

/// What it costs to put a number into a polynomial: each term, the figures
/// that it is made of, and the digits of its factor, whose common divisors are
/// looked for.
pub(super) fn cost(poly: &Poly) -> usize {
    let costs = poly
        .terms()
        .map(|(vars, factor)| digits(factor).saturating_add(1 + vars.len() / 4));
    costs.fold(0, usize::saturating_add)
}

/// What the ends of the ranges of a polynomial's figures cost by their digits.
pub(super) fn cost_of_ends(poly: &Poly, ranges: &Ranges) -> usize {
    let vars = poly.vars().into_iter();
    let costs = vars.map(|var| digits_of_ends(ranges.range(var)));
    costs.fold(0, usize::saturating_add)
}

fn digits_of_ends(range: &Range) -> usize {
    let ends = [range.lo.value(), range.hi.value()];
    ends.into_iter().flatten().map(digits).sum()
}

fn digits(number: &Rat) -> usize {
    let bits = number.numer().bits() + number.denom().bits();
    let bits = usize::try_from(bits).unwrap_or(usize::MAX);
    (bits / 16).saturating_add((bits / 128).saturating_mul(bits / 128))
}

/// The top of `factor · x` over a range.
fn top_of_line(factor: &Rat, range: &Range) -> Top {
    let end = if factor.is_positive() {
        &range.hi
    } else {
        &range.lo
    };
    match end {
        End::Free => None,
        End::Closed(value) => Some((factor * value, true)),
        End::Open(value) => Some((factor * value, false)),
    }
}

/// The figure that occurs in most monomials: fixing it parts the rest.
fn busiest(poly: &Poly) -> Var {
    let mut seen: BTreeMap<Var, usize> = BTreeMap::new();
    for &var in poly.terms().flat_map(|(monomial, _)| monomial) {
        *seen.entry(var).or_default() += 1;
    }
    seen.into_iter()
        .max_by_key(|&(var, times)| (times, std::cmp::Reverse(var)))
        .map_or(0, |(var, _)| var)
}

/// Whether a polynomial is positive all over a box (or negative); `None` where
/// it may be zero.
pub(crate) fn sign(poly: &Poly, ranges: &Ranges) -> Option<bool> {
    hull(poly, ranges).ok()?.sign()
}

/// The range of the greatest of some polynomials that share no figure.
pub(crate) fn greatest(polys: &[Poly], ranges: &Ranges) -> Option<Range> {
    let mut greatest: Option<Range> = None;
    for poly in polys {
        let own = hull(poly, ranges).ok()?;
        greatest = Some(greatest.map_or(own.clone(), |known| known.greater(&own)));
    }
    greatest
}

/// Whether a polynomial of whole numbers is a whole number.
pub(crate) fn is_whole(poly: &Poly, ranges: &Ranges) -> bool {
    poly.terms().all(|(monomial, coefficient)| {
        coefficient.is_integer() && monomial.iter().all(|&var| ranges.range(var).whole)
    })
}

/// Whether polynomials take every value of their range (every whole one where
/// they are whole): real ones do, being continuous; sums of whole numbers do,
/// one step at a time; a mixture or a multiple leaves gaps.
pub(crate) fn takes_all(polys: &[Poly], ranges: &Ranges) -> bool {
    let whole = |poly: &Poly| poly.vars().into_iter().any(|var| ranges.range(var).whole);
    let steps = |poly: &Poly| {
        let one_each = |(monomial, coefficient): (&[Var], &Rat)| match monomial {
            [] => coefficient.is_integer(),
            [var] => ranges.range(*var).whole && coefficient.abs().is_one(),
            _ => false,
        };
        poly.terms().all(one_each)
    };
    !polys.iter().any(whole) || polys.iter().all(steps)
}

//! Whole-number figures in one equation: narrowed by what the others leave
//! them, tested by the greatest common divisor, tried and parted.

use super::bisect::over_reals;
use super::decision::{Decision, Work};
use super::extremes::{TooMany, cost, cost_of_ends, hull};
use super::formula::{Atom, Relation};
use super::multiples::whole_multiple;
use super::polynomial::{Poly, Var};
use super::ranges::Ranges;
use crate::figure::Rat;
use num_traits::Zero;

/// Sub-boxes looked at before a branching search gives up.
const BRANCH_LIMIT: usize = 5_000;
/// More whole-number figures than this are not narrowed, only parted.
const NARROWED: usize = 40;

/// What looking at one box says.
enum Looked {
    Settled(Decision),
    /// What is left of the equation, and the parts of the box to look at next.
    Parted(Poly, Vec<Ranges>),
}

/// Whether `poly = 0` has a solution with whole numbers where they must be:
/// narrow each, test by the greatest common divisor, try a value, part in two.
pub(super) fn whole_zero(poly: &Poly, ranges: &Ranges, work: &mut Work) -> Decision {
    // Figures that are settled already are numbers, whole or not.
    let poly = poly.put_in(|var| ranges.settled(var).cloned());
    if let Some(decision) = gapless(&poly, ranges) {
        return decision;
    }
    if let Some(decision) = whole_multiple(&poly, ranges) {
        return decision;
    }
    let mut open = vec![(poly, ranges.clone())];
    let mut budget = BRANCH_LIMIT;
    let mut worst = Decision::No;
    while let Some((poly, ranges)) = open.pop() {
        let digits = cost(&poly).saturating_add(cost_of_ends(&poly, &ranges));
        let cost = 1 + poly.vars().len() / 8 + (digits / 4).saturating_sub(8);
        let Some(left) = budget.checked_sub(cost) else {
            return Decision::GaveUp;
        };
        budget = left;
        match step(&poly, ranges, work) {
            Looked::Settled(Decision::Yes) => return Decision::Yes,
            Looked::Settled(Decision::No) => {}
            Looked::Settled(Decision::GaveUp) => worst = Decision::GaveUp,
            Looked::Parted(rest, parts) => {
                open.extend(parts.into_iter().rev().map(|part| (rest.clone(), part)));
            }
        }
    }
    worst
}

fn step(poly: &Poly, mut ranges: Ranges, work: &mut Work) -> Looked {
    match narrow(poly, &mut ranges) {
        Ok(true) => {}
        Ok(false) => return Looked::Settled(Decision::No),
        Err(TooMany) => return Looked::Settled(Decision::GaveUp),
    }
    let rest = poly.put_in(|var| ranges.settled(var).cloned());
    let atom = Atom {
        poly: rest,
        relation: Relation::Zero,
    };
    let wholes = ranges.open_wholes(&atom.poly);
    if wholes.is_empty() {
        return Looked::Settled(over_reals(&atom, &ranges, work));
    }
    if atom.is_ruled_out(&ranges) {
        return Looked::Settled(Decision::No);
    }
    if !divisible(&atom.poly, &ranges) {
        return Looked::Settled(Decision::No);
    }
    let widest = |var: &Var| ranges.range(*var).width();
    let narrowest = wholes
        .iter()
        .min_by_key(|var| (widest(var).is_none(), widest(var)));
    let Some(&var) = narrowest else {
        return Looked::Settled(Decision::GaveUp);
    };
    let parts = ranges.with_each(var, ranges.range(var).around_middle());
    Looked::Parted(atom.poly, parts)
}

/// A linear equation whose whole-number terms, smallest step first, leave no
/// gap: each step is no longer than what the terms before it span. Then it
/// holds for some values where it does for real ones. `None`: there may be gaps.
fn gapless(poly: &Poly, ranges: &Ranges) -> Option<Decision> {
    if !poly.is_linear() {
        return None;
    }
    let mut constant = Rat::zero();
    let mut span = Some(Rat::zero());
    let mut steps = Vec::new();
    for (monomial, coefficient) in poly.terms() {
        let Some(&var) = monomial.first() else {
            constant = coefficient.clone();
            continue;
        };
        let range = ranges.range(var);
        let reach = range.width().map(|width| width * coefficient.abs());
        match range.whole {
            true if range.is_point().is_some() => return None,
            true => steps.push((coefficient.abs(), reach)),
            false => span = span.zip(reach).map(|(span, reach)| span + reach),
        }
    }
    steps.sort_by(|a, b| a.0.cmp(&b.0));
    let only_wholes = span.as_ref().is_some_and(Zero::is_zero);
    let unit = steps
        .first()
        .filter(|_| only_wholes)
        .map(|step| step.0.clone());
    if let Some(unit) = &unit {
        let multiple = |value: &Rat| (value / unit).is_integer();
        if !steps.iter().all(|(step, _)| multiple(step)) {
            return None;
        }
        if !multiple(&constant) {
            return Some(Decision::No);
        }
    }
    for (step, reach) in steps {
        let covered = match (&span, &unit) {
            (None, _) => true,
            (Some(span), Some(unit)) => step <= span + unit,
            (Some(span), None) => step < *span,
        };
        if !covered {
            return None;
        }
        span = span.zip(reach).map(|(span, reach)| span + reach);
    }
    Some(Decision::Yes)
}

/// Narrows each whole-number figure to the whole numbers that the others
/// leave it, wherever its coefficient cannot be zero: `x = −A / B`.
fn narrow(poly: &Poly, ranges: &mut Ranges) -> Result<bool, TooMany> {
    let wholes = ranges.open_wholes(poly);
    // Narrowing costs the square of their number: many are only parted.
    if wholes.len() > NARROWED {
        return Ok(true);
    }
    for var in wholes.into_iter().filter(|var| !poly.squares(*var)) {
        let slope = poly.coefficient_of(var);
        let rest = poly.at(var, &Rat::zero());
        let (slope, rest) = (hull(&slope, ranges)?, hull(&rest, ranges)?);
        let Some(quotient) = rest.negative().over(&slope) else {
            continue;
        };
        let narrowed = ranges.range(var).meet(&quotient).tighten();
        if narrowed.is_empty() {
            return Ok(false);
        }
        *ranges = ranges.with(var, narrowed);
    }
    Ok(true)
}

/// Whether whole numbers alone can make a linear polynomial zero, by the
/// greatest common divisor of its coefficients; true where that says nothing.
pub(super) fn divisible(poly: &Poly, ranges: &Ranges) -> bool {
    let all_whole = poly.vars().into_iter().all(|var| ranges.range(var).whole);
    if !all_whole || !poly.is_linear() {
        return true;
    }
    let constant = poly.constant_term();
    poly.common_step()
        .is_none_or(|step| (constant / step).is_integer())
}

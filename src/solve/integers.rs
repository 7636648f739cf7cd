//! Whole-number figures in one equation: narrowed by what the others leave
//! them, tested by the greatest common divisor, tried and parted.

use super::bisect::rules_out;
use super::decide::{Atom, Decision, Relation, Work, over_reals};
use super::polynomial::{Poly, Ranges, TooMany, Var, hull, inner_point};
use crate::figure::{End, Range, Rat};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

/// Sub-boxes looked at before a branching search gives up.
const BRANCH_LIMIT: usize = 5_000;
/// More whole-number figures than this are not narrowed, only parted.
const NARROWED: usize = 40;

/// The figures of a polynomial that are whole numbers and not yet settled.
pub fn free_wholes(poly: &Poly, ranges: &Ranges) -> Vec<Var> {
    poly.vars()
        .into_iter()
        .filter(|&var| ranges.range(var).whole && ranges.range(var).is_point().is_none())
        .collect()
}

/// What looking at one box says.
enum Step {
    Settled(Decision),
    /// What is left of the equation, and the parts of the box to look at next.
    Parted(Poly, Vec<Ranges>),
}

/// Whether `poly = 0` has a solution with whole numbers where they must be:
/// narrow each, test by the greatest common divisor, try a value, part in two.
pub fn whole_zero(poly: &Poly, ranges: &Ranges, work: &mut Work) -> Decision {
    // Figures that are settled already are numbers, whole or not.
    let poly = poly.put_in(|var| ranges.range(var).is_point().cloned());
    if let Some(decision) = gapless(&poly, ranges) {
        return decision;
    }
    let mut open = vec![(poly, ranges.clone())];
    let mut budget = BRANCH_LIMIT;
    let mut worst = Decision::No;
    while let Some((poly, ranges)) = open.pop() {
        let cost = 1 + poly.vars().len() / 8;
        let Some(left) = budget.checked_sub(cost) else {
            return Decision::GaveUp;
        };
        budget = left;
        match step(&poly, ranges, work) {
            Step::Settled(Decision::Yes) => return Decision::Yes,
            Step::Settled(Decision::No) => {}
            Step::Settled(Decision::GaveUp) => worst = Decision::GaveUp,
            Step::Parted(rest, parts) => {
                open.extend(parts.into_iter().rev().map(|part| (rest.clone(), part)));
            }
        }
    }
    worst
}

fn step(poly: &Poly, mut ranges: Ranges, work: &mut Work) -> Step {
    match narrow(poly, &mut ranges) {
        Ok(true) => {}
        Ok(false) => return Step::Settled(Decision::No),
        Err(TooMany) => return Step::Settled(Decision::GaveUp),
    }
    let rest = poly.put_in(|var| ranges.range(var).is_point().cloned());
    let atom = Atom {
        poly: rest,
        relation: Relation::Zero,
    };
    let wholes = free_wholes(&atom.poly, &ranges);
    if wholes.is_empty() {
        return Step::Settled(over_reals(&atom, &ranges, work));
    }
    if rules_out(&atom, &ranges) {
        return Step::Settled(Decision::No);
    }
    if !divisible(&atom.poly, &ranges) {
        return Step::Settled(Decision::No);
    }
    let widest = |var: &Var| width(ranges.range(*var));
    let narrowest = wholes
        .iter()
        .min_by_key(|var| (widest(var).is_none(), widest(var)));
    let Some(&var) = narrowest else {
        return Step::Settled(Decision::GaveUp);
    };
    let (below, middle, above) = part(ranges.range(var));
    let parts = [Some(middle), below, above].into_iter().flatten();
    let parts = parts.map(|part| ranges.with(var, part)).collect();
    Step::Parted(atom.poly, parts)
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
        let reach = width(range).map(|width| width * coefficient.abs());
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
    let wholes = free_wholes(poly, ranges);
    // Narrowing costs the square of their number: many are only parted.
    if wholes.len() > NARROWED {
        return Ok(true);
    }
    let squared = |var: &Var| {
        let repeats = |monomial: &[Var]| monomial.iter().filter(|v| *v == var).count() > 1;
        poly.terms().any(|(monomial, _)| repeats(monomial))
    };
    for var in wholes.into_iter().filter(|var| !squared(var)) {
        let slope = poly.coefficient_of(var);
        let rest = poly.at(var, &Rat::zero());
        let (slope, rest) = (hull(&slope, ranges)?, hull(&rest, ranges)?);
        let Some(quotient) = quotient(&rest, &slope) else {
            continue;
        };
        let known = ranges.range(var).clone();
        let narrowed = Range {
            lo: tighter(known.lo, quotient.lo, true),
            hi: tighter(known.hi, quotient.hi, false),
            whole: true,
        }
        .tighten();
        if narrowed.is_empty() {
            return Ok(false);
        }
        *ranges = ranges.with(var, narrowed);
    }
    Ok(true)
}

/// A closed range that holds `−a / b` for all a and b; `None` when b may be zero
/// or an end is not known.
fn quotient(a: &Range, b: &Range) -> Option<Range> {
    if b.contains(&Rat::zero()) {
        return None;
    }
    let (alo, ahi) = (a.lo.value()?, a.hi.value()?);
    let (blo, bhi) = (b.lo.value()?, b.hi.value()?);
    if blo.is_zero() || bhi.is_zero() {
        return None;
    }
    let corners = [-(alo / blo), -(alo / bhi), -(ahi / blo), -(ahi / bhi)];
    let lo = corners.iter().min()?.clone();
    let hi = corners.iter().max()?.clone();
    Some(Range {
        lo: End::Closed(lo),
        hi: End::Closed(hi),
        whole: false,
    })
}

fn tighter(known: End, found: End, low: bool) -> End {
    match (known.value(), found.value()) {
        (None, _) => found,
        (_, None) => known,
        (Some(a), Some(b)) if (low && b > a) || (!low && b < a) => found,
        _ => known,
    }
}

/// Whether whole numbers alone can make a linear polynomial zero, by the
/// greatest common divisor of its coefficients; true where that says nothing.
pub fn divisible(poly: &Poly, ranges: &Ranges) -> bool {
    let all_whole = poly.vars().into_iter().all(|var| ranges.range(var).whole);
    if !all_whole || !poly.is_linear() {
        return true;
    }
    let scale = poly
        .terms()
        .fold(BigInt::one(), |scale, (_, c)| scale.lcm(c.denom()));
    let mut constant = BigInt::zero();
    let mut divisor = BigInt::zero();
    for (monomial, coefficient) in poly.terms() {
        let whole = (coefficient * Rat::from_integer(scale.clone())).to_integer();
        if monomial.is_empty() {
            constant = whole;
        } else {
            divisor = divisor.gcd(&whole);
        }
    }
    divisor.is_zero() || (constant % divisor).is_zero()
}

/// How far apart the ends are, where there are two.
pub fn width(range: &Range) -> Option<Rat> {
    Some(range.hi.value()? - range.lo.value()?)
}

/// A whole-number range as one value in its middle, what lies below, what above.
pub fn part(range: &Range) -> (Option<Range>, Range, Option<Range>) {
    let middle = inner_point(range).floor();
    let one = Rat::one();
    let below = Range {
        lo: range.lo.clone(),
        hi: End::Closed(&middle - &one),
        whole: true,
    };
    let above = Range {
        lo: End::Closed(&middle + &one),
        hi: range.hi.clone(),
        whole: true,
    };
    let non_empty = |range: Range| (!range.is_empty()).then_some(range);
    (non_empty(below), Range::exact(middle), non_empty(above))
}

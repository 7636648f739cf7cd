//! Polynomials over a rule's figures, and the exact range that one takes over
//! a box of ranges.
//!
//! Clearing the divisors turns a rule such as `rate = a / (a + b)` into
//! `rate·a + rate·b − a = 0`. That polynomial is *multi-affine*: straight in
//! each figure when the others are held. So its extremes over a box lie at
//! corners, which is why a figure that occurs more than once still gets one
//! value, and no interval arithmetic widens the answer.

use crate::figure::{End, Range, Rat};
use num_traits::{One, Signed, Zero};
use std::collections::{BTreeMap, BTreeSet};

/// A figure of one rule, by its number in that rule.
pub type Var = u32;

/// Gave up: more corners than the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany;

/// Corners looked at before a range is given up.
const CORNER_LIMIT: usize = 20_000;

/// A polynomial with exact coefficients. A monomial is its sorted figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Poly {
    terms: BTreeMap<Vec<Var>, Rat>,
}

impl Poly {
    /// A number.
    pub fn constant(value: Rat) -> Poly {
        let mut poly = Poly::default();
        poly.add_term(Vec::new(), &value);
        poly
    }

    /// A figure.
    pub fn var(var: Var) -> Poly {
        let mut poly = Poly::default();
        poly.add_term(vec![var], &Rat::one());
        poly
    }

    fn add_term(&mut self, monomial: Vec<Var>, coefficient: &Rat) {
        if coefficient.is_zero() {
            return;
        }
        let sum = self.terms.entry(monomial).or_insert_with(Rat::zero);
        *sum += coefficient;
        if sum.is_zero() {
            self.terms.retain(|_, coefficient| !coefficient.is_zero());
        }
    }

    /// Adds `factor · other` in place.
    pub fn add_scaled(&mut self, other: &Poly, factor: &Rat) {
        for (monomial, coefficient) in &other.terms {
            self.add_term(monomial.clone(), &(coefficient * factor));
        }
    }

    /// The difference.
    pub fn minus(mut self, other: &Poly) -> Poly {
        self.add_scaled(other, &-Rat::one());
        self
    }

    /// The product with a number.
    pub fn scaled(&self, factor: &Rat) -> Poly {
        let mut poly = Poly::default();
        poly.add_scaled(self, factor);
        poly
    }

    /// The product.
    pub fn times(&self, other: &Poly) -> Poly {
        let mut poly = Poly::default();
        for (left, a) in &self.terms {
            for (right, b) in &other.terms {
                let mut monomial = [left.as_slice(), right.as_slice()].concat();
                monomial.sort_unstable();
                poly.add_term(monomial, &(a * b));
            }
        }
        poly
    }

    /// Its value, if it holds no figure.
    pub fn as_constant(&self) -> Option<Rat> {
        match self.terms.len() {
            0 => Some(Rat::zero()),
            1 => self.terms.get(&Vec::new()).cloned(),
            _ => None,
        }
    }

    /// Its monomials with their coefficients.
    pub fn terms(&self) -> impl Iterator<Item = (&[Var], &Rat)> {
        self.terms
            .iter()
            .map(|(monomial, coefficient)| (monomial.as_slice(), coefficient))
    }

    /// The figures in it.
    pub fn vars(&self) -> BTreeSet<Var> {
        self.terms.keys().flatten().copied().collect()
    }

    /// Whether every monomial holds at most one figure.
    pub fn is_linear(&self) -> bool {
        self.terms.keys().all(|monomial| monomial.len() <= 1)
    }

    /// Whether no figure is multiplied with itself.
    pub fn is_multi_affine(&self) -> bool {
        self.terms
            .keys()
            .all(|monomial| monomial.windows(2).all(|pair| pair[0] != pair[1]))
    }

    /// With one figure replaced by a number.
    pub fn at(&self, var: Var, value: &Rat) -> Poly {
        let mut poly = Poly::default();
        for (monomial, coefficient) in &self.terms {
            let mut factor = coefficient.clone();
            let rest: Vec<Var> = monomial
                .iter()
                .copied()
                .filter(|&v| {
                    if v == var {
                        factor *= value;
                    }
                    v != var
                })
                .collect();
            poly.add_term(rest, &factor);
        }
        poly
    }

    /// With every figure that has a value replaced by it, in one pass.
    pub fn put_in(&self, value: impl Fn(Var) -> Option<Rat>) -> Poly {
        let mut poly = Poly::default();
        for (monomial, coefficient) in &self.terms {
            let mut factor = coefficient.clone();
            let mut rest = Vec::new();
            for &var in monomial {
                match value(var) {
                    Some(value) => factor *= value,
                    None => rest.push(var),
                }
            }
            poly.add_term(rest, &factor);
        }
        poly
    }

    /// With other numbers for its figures.
    pub fn renamed(&self, name: impl Fn(Var) -> Var) -> Poly {
        let mut poly = Poly::default();
        for (monomial, coefficient) in &self.terms {
            let mut renamed: Vec<Var> = monomial.iter().map(|&var| name(var)).collect();
            renamed.sort_unstable();
            poly.add_term(renamed, coefficient);
        }
        poly
    }

    /// What one figure is multiplied with, where it occurs once a monomial.
    pub fn coefficient_of(&self, var: Var) -> Poly {
        let mut poly = Poly::default();
        for (monomial, coefficient) in &self.terms {
            if monomial.contains(&var) {
                let rest = monomial.iter().copied().filter(|&v| v != var).collect();
                poly.add_term(rest, coefficient);
            }
        }
        poly
    }

    /// The number that a figure by itself is multiplied with.
    pub fn factor(&self, var: Var) -> Option<&Rat> {
        self.terms.get([var].as_slice())
    }

    /// Divided by a figure that is a factor of every monomial.
    pub fn over(&self, var: Var) -> Option<Poly> {
        let mut poly = Poly::default();
        for (monomial, coefficient) in &self.terms {
            let mut rest = monomial.clone();
            rest.remove(rest.iter().position(|&v| v == var)?);
            poly.add_term(rest, coefficient);
        }
        (!self.terms.is_empty()).then_some(poly)
    }

    /// The same with each further occurrence of a figure in one monomial
    /// (x·x) taken as a figure of its own: multi-affine, and its range holds
    /// the true one.
    fn loosened(&self, copies: &mut Ranges) -> Poly {
        let mut poly = Poly::default();
        for (monomial, coefficient) in &self.terms {
            let mut loose = monomial.clone();
            for i in 1..loose.len() {
                if monomial[i] == monomial[i - 1] {
                    loose[i] = copies.copy_of(monomial[i]);
                }
            }
            loose.sort_unstable();
            poly.add_term(loose, coefficient);
        }
        poly
    }

    /// Groups of monomials that share no figure with one another, the
    /// constant apart.
    fn components(&self) -> (Rat, Vec<Poly>) {
        let mut constant = Rat::zero();
        // Each figure's group is its first monomial's, or one that it was joined to.
        let mut joined: Vec<usize> = (0..self.terms.len()).collect();
        let mut first: BTreeMap<Var, usize> = BTreeMap::new();
        for (at, monomial) in self.terms.keys().enumerate() {
            for var in monomial {
                let other = *first.entry(*var).or_insert(at);
                let (low, high) = (root(&mut joined, other), root(&mut joined, at));
                joined[low.max(high)] = low.min(high);
            }
        }
        let mut groups: BTreeMap<usize, Poly> = BTreeMap::new();
        for (at, (monomial, coefficient)) in self.terms.iter().enumerate() {
            if monomial.is_empty() {
                constant += coefficient;
                continue;
            }
            let group = groups.entry(root(&mut joined, at)).or_default();
            group.terms.insert(monomial.clone(), coefficient.clone());
        }
        (constant, groups.into_values().collect())
    }
}

/// What something was joined to, with the way there shortened.
pub fn root(joined: &mut [usize], mut at: usize) -> usize {
    while joined[at] != at {
        joined[at] = joined[joined[at]];
        at = joined[at];
    }
    at
}

/// The ranges of a rule's figures, by their number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranges {
    ranges: Vec<Range>,
}

impl Ranges {
    /// Adds a figure.
    pub fn push(&mut self, range: Range) -> Var {
        self.ranges.push(range);
        Var::try_from(self.ranges.len() - 1).unwrap_or(Var::MAX)
    }

    fn copy_of(&mut self, var: Var) -> Var {
        self.push(self.range(var).clone())
    }

    /// A figure's range.
    pub fn range(&self, var: Var) -> &Range {
        &self.ranges[var as usize]
    }

    /// The same box with another range for one figure.
    pub fn with(&self, var: Var, range: Range) -> Ranges {
        let mut other = self.clone();
        other.ranges[var as usize] = range;
        other
    }

    /// The same box with fractions allowed everywhere.
    pub fn all_real(&self) -> Ranges {
        let real = |range: &Range| Range {
            whole: false,
            ..range.clone()
        };
        Ranges {
            ranges: self.ranges.iter().map(real).collect(),
        }
    }

    /// How many figures.
    pub fn len(&self) -> usize {
        self.ranges.len()
    }
}

/// The upper end of what a polynomial takes: `None` is without bound.
type Top = Option<(Rat, bool)>;

/// The range that a polynomial takes over a box: exact when it is
/// multi-affine, otherwise a range that holds the true one.
///
/// # Errors
/// [`TooMany`] corners.
pub fn hull(poly: &Poly, ranges: &Ranges) -> Result<Range, TooMany> {
    let mut loose_ranges;
    let loose;
    let (poly, ranges) = if poly.is_multi_affine() {
        (poly, ranges)
    } else {
        loose_ranges = ranges.clone();
        loose = poly.loosened(&mut loose_ranges);
        (&loose, &loose_ranges)
    };
    let mut budget = CORNER_LIMIT;
    let hi = end(top(poly, ranges, &mut budget)?);
    let negative = poly.scaled(&-Rat::one());
    let lo = end(top(&negative, ranges, &mut budget)?.map(|(value, closed)| (-value, closed)));
    Ok(Range {
        lo,
        hi,
        whole: false,
    })
}

fn end(top: Top) -> End {
    match top {
        None => End::Free,
        Some((value, true)) => End::Closed(value),
        Some((value, false)) => End::Open(value),
    }
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
        && poly.terms.len() == 1
    {
        return Ok(top_of_line(&factor, range));
    }
    *budget = budget.checked_sub(1).ok_or(TooMany)?;
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
    let inside = inner_point(range);
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
    for &var in poly.terms.keys().flatten() {
        *seen.entry(var).or_default() += 1;
    }
    seen.into_iter()
        .max_by_key(|&(var, times)| (times, std::cmp::Reverse(var)))
        .map_or(0, |(var, _)| var)
}

/// A point strictly inside a range of more than one point.
pub fn inner_point(range: &Range) -> Rat {
    let one = Rat::one();
    match (range.lo.value(), range.hi.value()) {
        (Some(lo), Some(hi)) => (lo + hi) / (&one + &one),
        (Some(lo), None) => lo + one,
        (None, Some(hi)) => hi - one,
        (None, None) => Rat::zero(),
    }
}

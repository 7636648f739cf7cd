//! Checks added up, each so often that what is left is out of reach: for all
//! values of its figures, or for whole ones.

use super::facts::{Fact, Known};
use crate::figure::exact::common_denominator;
use crate::figure::{Range, Rat};
use crate::solve::fraction::{Close, Num};
use crate::solve::lattice::{Equation, broken_sum};
use crate::solve::polynomial::Var;
use crate::solve::simplex::{Purpose, Simplex, SumVar, bounds};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::Zero;
use std::collections::BTreeMap;

/// Pivots that the search for one sum may cost.
const STEPS: u64 = 2_000;

/// Checks that are added up.
#[derive(Clone, Debug)]
pub(super) struct Added {
    /// The checks, each with how often it is taken.
    pub checks: Vec<(usize, Rat)>,
    /// What is left on the left side.
    pub terms: Vec<(Var, Rat)>,
    /// Between which bounds that lies.
    pub within: Range,
}

/// What adding checks up comes to.
#[derive(Clone, Debug)]
pub(super) enum Sums {
    /// A sum that is out of reach.
    OutOfReach(Added),
    /// None is: values that fit all, whole or not.
    Fitting(BTreeMap<Var, Close>),
    /// Too many steps.
    Stopped,
}

/// Some facts, each so often.
fn added(facts: &[Fact], times: &[Rat]) -> Added {
    let mut terms: BTreeMap<Var, Rat> = BTreeMap::new();
    let mut within = Range::exact(Rat::zero());
    let mut checks = Vec::new();
    for (fact, times) in facts.iter().zip(times) {
        if times.is_zero() {
            continue;
        }
        for (var, factor) in &fact.terms {
            *terms.entry(*var).or_insert_with(Rat::zero) += factor * times;
        }
        within = within.plus(&fact.range.times(times));
        checks.push((fact.check, times.clone()));
    }
    terms.retain(|_, factor| !factor.is_zero());
    let terms = terms.into_iter().collect();
    Added {
        checks,
        terms,
        within,
    }
}

impl Added {
    /// What the figures make of it.
    pub(super) fn reach(&self, known: &Known) -> Range {
        let zero = Range::exact(Rat::zero());
        let add = |sum: Range, (var, factor): &(Var, Rat)| {
            let own = known
                .get(var)
                .map(|known| known.range.clone().with_fractions());
            sum.plus(
                &own.unwrap_or_else(|| Range::everything(false))
                    .times(factor),
            )
        };
        self.terms.iter().fold(zero, add)
    }
}

/// Adds facts up so that the sum is out of reach, by the simplex.
pub(super) fn out_of_reach(facts: &[Fact], known: &Known) -> Sums {
    let columns: BTreeMap<Var, SumVar> = known.keys().copied().zip(0..).collect();
    let sums = facts.iter().map(|fact| {
        let term = |(var, factor): &(Var, Rat)| Some((*columns.get(var)?, Num::of(factor)));
        fact.terms.iter().filter_map(term).collect()
    });
    let sums: Vec<Vec<(SumVar, Num)>> = sums.collect();
    let start = |range: &Range| Num::of(&range.middle());
    let starts = known.values().map(|known| start(&known.range)).collect();
    let mut simplex = Simplex::new(starts, &sums, STEPS);
    let ranges = known.values().map(|known| &known.range);
    for (column, range) in ranges
        .chain(facts.iter().map(|fact| &fact.range))
        .enumerate()
    {
        let (lower, upper) = bounds(range, Purpose::try_from(column).unwrap_or(Purpose::MAX));
        simplex.bound(column, lower, upper);
    }
    let certificate = match simplex.check() {
        Ok(Some(certificate)) => certificate,
        Ok(None) => {
            let value = |(var, column): (Var, SumVar)| (var, simplex.value(column).clone());
            return Sums::Fitting(columns.into_iter().map(value).collect());
        }
        Err(_) => return Sums::Stopped,
    };
    let mut times = vec![Rat::zero(); facts.len()];
    for used in &certificate.0 {
        if let Some(fact) = used.column.checked_sub(columns.len()) {
            let factor = used.factor.rat();
            times[fact] += if used.upper { factor } else { -factor };
        }
    }
    let added = added(facts, &times);
    match added.reach(known).meet(&added.within).is_empty() {
        true => Sums::OutOfReach(added),
        false => Sums::Stopped,
    }
}

/// Equations added up so that no whole numbers make the sum: what is left of
/// figures that are not settled comes in multiples of a number, which is given
/// too.
pub(super) fn out_of_step(facts: &[Fact], known: &Known) -> Option<(Added, Rat)> {
    let equations: Vec<&Fact> = facts
        .iter()
        .filter(|fact| fact.range.is_point().is_some())
        .collect();
    let value = |var: &Var| known.get(var).and_then(|known| known.range.is_point());
    let mut open: Vec<Var> = known.keys().copied().collect();
    open.retain(|var| value(var).is_none());
    let columns: BTreeMap<Var, usize> = open.iter().copied().zip(0..).collect();
    let whole: Vec<bool> = open.iter().map(|var| known[var].range.whole).collect();
    let equation = |fact: &&Fact| {
        let mut right = fact.range.is_point().cloned().unwrap_or_else(Rat::zero);
        let mut terms = Vec::new();
        for (var, factor) in &fact.terms {
            match (columns.get(var), value(var)) {
                (Some(column), _) => terms.push((*column, factor.clone())),
                (None, Some(value)) => right -= value * factor,
                (None, None) => {}
            }
        }
        Equation { terms, right }
    };
    let stated: Vec<Equation> = equations.iter().map(equation).collect();
    let mut times = broken_sum(&stated, &whole)?;
    // Each check a whole number of times.
    let scale = common_denominator(&times);
    times.iter_mut().for_each(|times| *times *= &scale);
    let facts: Vec<Fact> = equations.into_iter().cloned().collect();
    let added = added(&facts, &times);
    let open = added.terms.iter().filter(|(var, _)| value(var).is_none());
    let step = open.fold(BigInt::zero(), |step, (_, factor)| step.gcd(factor.numer()));
    let step = match step.is_zero() {
        true => scale,
        false => Rat::from_integer(step),
    };
    Some((added, step))
}

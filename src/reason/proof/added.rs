//! Checks added up, each so often that what is left is out of reach: for all
//! values of its figures, or for whole ones.

use super::facts::{Fact, Known};
use crate::figure::exact::common_denominator;
use crate::figure::{Range, Rat};
use crate::solve::close::Close;
use crate::solve::effort::Effort;
use crate::solve::lattice::{Equation, broken_sum};
use crate::solve::polynomial::Var;
use crate::solve::simplex::{Purpose, Simplex, SumVar, bounds};
use num_traits::{One, Zero};
use std::collections::BTreeMap;

/// Numbers that the search for one sum may have worked out.
const EFFORT: u64 = 100_000;

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
        let term = |(var, factor): &(Var, Rat)| Some((*columns.get(var)?, factor.clone()));
        fact.terms.iter().filter_map(term).collect()
    });
    let sums: Vec<Vec<(SumVar, Rat)>> = sums.collect();
    let start = |range: &Range| range.middle();
    let starts = known.values().map(|known| start(&known.range)).collect();
    let mut simplex = Simplex::new(starts, &sums, Effort::new(EFFORT));
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
            let factor = used.factor.clone();
            times[fact] += if used.upper { factor } else { -factor };
        }
    }
    let added = added(facts, &times);
    match added.reach(known).meet(&added.within).is_empty() {
        true => Sums::OutOfReach(added),
        false => Sums::Stopped,
    }
}

/// Whether a figure is a whole number that is not settled.
pub(super) fn is_open_whole(var: Var, known: &Known) -> bool {
    let known = known.get(&var).map(|known| &known.range);
    known.is_some_and(|range| range.whole && range.is_point().is_none())
}

/// Checks added up so that no whole numbers make the sum: what is left of them
/// comes in multiples of a number, which is given too. One check, or equations
/// of figures that are settled or whole.
pub(super) fn out_of_step(facts: &[Fact], known: &Known) -> Option<(Added, Rat)> {
    let mut singles = (0..facts.len()).map(|number| {
        let mut times = vec![Rat::zero(); facts.len()];
        times[number] = Rat::one();
        added(facts, &times)
    });
    let single = singles.find_map(|added| stepped(added, known));
    single.or_else(|| {
        let times = broken_equations(facts, known)?;
        stepped(added(facts, &times), known)
    })
}

/// A sum with the step of its whole numbers, where it has no place for one.
fn stepped(added: Added, known: &Known) -> Option<(Added, Rat)> {
    let mut step = Rat::ZERO;
    let mut rest = added.within.clone();
    for (var, factor) in &added.terms {
        match is_open_whole(*var, known) {
            true if factor.is_integer() => step = step.common_step(factor),
            true => return None,
            false => rest = rest.plus(&known.get(var)?.range.times(&-factor.clone())),
        }
    }
    if step.is_zero() {
        return None;
    }
    let mut steps = rest.times(&step.recip());
    steps.whole = true;
    steps.tighten().is_empty().then_some((added, step))
}

/// How often to take each equation so that the sum is broken.
fn broken_equations(facts: &[Fact], known: &Known) -> Option<Vec<Rat>> {
    let value = |var: &Var| known.get(var).and_then(|known| known.range.is_point());
    let open = known.keys().copied().filter(|var| value(var).is_none());
    let columns: BTreeMap<Var, usize> = open.zip(0..).collect();
    let whole: Vec<bool> = columns.keys().map(|var| known[var].range.whole).collect();
    let equations = facts.iter().map(|fact| {
        let mut right = fact.range.is_point()?.clone();
        let mut terms = Vec::new();
        for (var, factor) in &fact.terms {
            match (columns.get(var), value(var)) {
                (Some(column), _) => terms.push((*column, factor.clone())),
                (None, value) => right -= value? * factor,
            }
        }
        Some(Equation { terms, right })
    });
    let stated: Vec<Option<Equation>> = equations.collect();
    let own: Vec<Equation> = stated.iter().flatten().cloned().collect();
    let broken = broken_sum(&own, &whole)?;
    // Each a whole number of times.
    let scale = common_denominator(&broken);
    let mut broken = broken.into_iter().map(|times| times * &scale);
    let times = stated.iter().map(|equation| match equation {
        Some(_) => broken.next().unwrap_or_else(Rat::zero),
        None => Rat::zero(),
    });
    Some(times.collect())
}

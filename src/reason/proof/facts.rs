//! What the checks of a proof say of figures, and what is known of those
//! before the first line.

use crate::check::system::System;
use crate::figure::{Range, Rat};
use crate::reason::constraints::{Constraint, Constraints};
use crate::reason::program::Core;
use crate::solve::polynomial::Var;
use num_traits::Zero;
use std::collections::{BTreeMap, BTreeSet};

/// What a check says of figures: their sum lies within a range.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    /// The check, by number in the proof.
    pub check: usize,
    /// The figures with their factors.
    pub terms: Vec<(Var, Rat)>,
    /// Between which bounds the sum lies, what is tolerated included.
    pub range: Range,
    /// Between which it would have to lie if nothing were tolerated.
    pub strictly: Range,
    /// How much is tolerated, to either side.
    pub tolerated: Rat,
}

/// What is known of a figure.
#[derive(Clone, Debug)]
pub(super) struct KnownRange {
    /// Where it lies.
    pub range: Range,
    /// The lines that say so, beside its print.
    pub from: BTreeSet<usize>,
}

/// What is known of the figures.
pub(super) type Known = BTreeMap<Var, KnownRange>;

/// What a figure is called.
pub(crate) fn name_of(system: &System<'_>, var: Var) -> String {
    let cell = system.figures[var as usize].cell;
    cell.map_or_else(String::new, |cell| cell.written())
}

/// The facts of a core.
pub(super) fn facts(core: &Core, system: &System<'_>, constraints: &Constraints) -> Vec<Fact> {
    let numbers: BTreeMap<usize, usize> = core.checks.iter().copied().zip(0..).collect();
    let holds = |constraint: &&Constraint| {
        let mut given = constraint.given.iter();
        given.all(|var| core.figures.contains(var))
    };
    let own = constraints.all.iter().filter(holds);
    let own = own.filter_map(|constraint| {
        let check = numbers.get(&constraint.check)?;
        Some((constraint, fact(constraint, *check, system)))
    });
    let mut own: Vec<(&Constraint, Fact)> = own.collect();
    // What any print of a rate would say comes last: it needs no print.
    own.sort_by_key(|(constraint, _)| constraint.rate.is_some() && constraint.given.is_empty());
    let mut facts: Vec<Fact> = Vec::new();
    for (_, fact) in own {
        // What two limits hold at one value is said at once.
        match facts.iter_mut().find_map(|known| known.also(&fact)) {
            Some(()) => {}
            None => facts.push(fact),
        }
    }
    facts
}

impl Fact {
    /// Takes in what its check says of the same sum, or of its negative.
    fn also(&mut self, other: &Fact) -> Option<()> {
        if self.check != other.check || self.tolerated != other.tolerated {
            return None;
        }
        let turned = |(var, factor): &(Var, Rat)| (*var, -factor);
        let (range, strictly) = if self.terms == other.terms {
            (other.range.clone(), other.strictly.clone())
        } else if other
            .terms
            .iter()
            .map(turned)
            .eq(self.terms.iter().cloned())
        {
            (other.range.negative(), other.strictly.negative())
        } else {
            return None;
        };
        let strictly = self.strictly.meet(&strictly);
        // A sum that may lie between two ends is read more easily one by one.
        strictly.is_point()?;
        self.range = self.range.meet(&range);
        self.strictly = strictly;
        Some(())
    }
}

/// A constraint without the slack of a tolerance, which is no figure.
fn fact(constraint: &Constraint, check: usize, system: &System<'_>) -> Fact {
    let mut fact = Fact {
        check,
        terms: Vec::new(),
        range: constraint.range.clone(),
        strictly: constraint.range.clone(),
        tolerated: Rat::zero(),
    };
    for (var, factor) in &constraint.terms {
        let figure = &system.figures[*var as usize];
        if !name_of(system, *var).is_empty() {
            fact.terms.push((*var, factor.clone()));
            continue;
        }
        fact.range = fact.range.plus(&figure.range.times(&-factor.clone()));
        let most = figure.range.hi.value().cloned().unwrap_or_else(Rat::zero);
        fact.tolerated += most * factor.abs();
    }
    fact
}

/// What is known of the figures of some facts before the first line.
pub(super) fn known(core: &Core, system: &System<'_>, facts: &[Fact]) -> Known {
    let vars = facts.iter().flat_map(|fact| &fact.terms);
    let known = vars.map(|(var, _)| {
        let figure = &system.figures[*var as usize];
        let printed = figure.cell.is_none_or(|cell| cell.is_printed());
        // Of what is not printed its range is all there is.
        let range = match core.figures.contains(var) || !printed {
            true => &figure.range,
            false => &figure.domain,
        };
        let (range, from) = (range.clone().tighten(), BTreeSet::new());
        (*var, KnownRange { range, from })
    });
    known.collect()
}

//! Why checks cannot all hold, as lines of arithmetic that a person can follow:
//! each works out what one check leaves a figure, until one is left no value.
//! Where that does not come to an end, the checks are added up.

use super::constraints::{Constraint, Constraints};
use super::program::{Core, Program};
use crate::check::system::System;
use crate::figure::{Range, Rat};
use crate::finding::ProofStep;
use crate::solve::fraction::Num;
use crate::solve::polynomial::Var;
use num_traits::Zero;
use std::collections::{BTreeMap, BTreeSet};

/// Lines that are worked out before checks are added up instead.
const LINES: usize = 200;

/// Terms that the checks may have in all for figures to be worked out.
const TERMS: usize = 400;

/// What is known of a figure, and the line that says so.
#[derive(Clone, Debug)]
struct KnownRange {
    range: Range,
    /// Lines that it rests on.
    from: BTreeSet<usize>,
}

struct Deriving<'a, 's> {
    system: &'a System<'s>,
    known: BTreeMap<Var, KnownRange>,
    /// The lines so far, with the lines that each rests on.
    steps: Vec<(ProofStep, BTreeSet<usize>)>,
}

/// The proof of a core, its checks numbered in their order. `program` is where
/// its certificate is from.
pub(super) fn derivation(
    core: &Core,
    system: &System<'_>,
    constraints: &Constraints,
    program: &Program<'_>,
) -> Vec<ProofStep> {
    let numbers: BTreeMap<usize, usize> = core.checks.iter().copied().zip(0..).collect();
    let own: Vec<&Constraint> = constraints
        .all
        .iter()
        .filter(|constraint| core.checks.contains(&constraint.check))
        .filter(|constraint| {
            constraint
                .given
                .iter()
                .all(|var| core.figures.contains(var))
        })
        .filter(|constraint| constraint.rate.is_none() || !constraint.given.is_empty())
        .collect();
    let known = |var: Var| {
        let figure = &system.figures[var as usize];
        let printed = core.figures.contains(&var) || figure.cell.is_none();
        let range = if printed {
            &figure.range
        } else {
            &figure.domain
        };
        KnownRange {
            range: range.clone().tighten(),
            from: BTreeSet::new(),
        }
    };
    let vars = own
        .iter()
        .flat_map(|constraint| &constraint.terms)
        .map(|(var, _)| *var);
    let mut deriving = Deriving {
        system,
        known: vars.map(|var| (var, known(var))).collect(),
        steps: Vec::new(),
    };
    // Long sums are not worked out figure by figure: nobody would read that.
    let terms: usize = own.iter().map(|constraint| constraint.terms.len()).sum();
    let rounds = if terms > TERMS { 0 } else { own.len() + 2 };
    for _ in 0..rounds {
        let before = deriving.steps.len();
        for constraint in &own {
            for (var, _) in &constraint.terms {
                if let Some(steps) = deriving.bound(constraint, *var, numbers[&constraint.check]) {
                    return steps;
                }
            }
        }
        if deriving.steps.len() == before || before > LINES {
            break;
        }
    }
    combined(core, system, constraints, program, &numbers)
        .into_iter()
        .collect()
}

impl Deriving<'_, '_> {
    fn name(&self, var: Var) -> String {
        name_of(self.system, var)
    }

    /// What a constraint leaves one of its figures; all steps where that is nothing.
    fn bound(&mut self, constraint: &Constraint, var: Var, check: usize) -> Option<Vec<ProofStep>> {
        let (_, factor) = constraint.terms.iter().find(|(other, _)| *other == var)?;
        let others: Vec<&(Var, Rat)> = constraint
            .terms
            .iter()
            .filter(|(other, _)| *other != var)
            .collect();
        // factor · figure lies within the constraint's range less the others.
        let mut range = constraint.range.clone();
        let mut from = BTreeSet::new();
        for (other, times) in &others {
            let known = &self.known[other];
            range = range.plus(&known.range.times(&-times.clone()));
            from.extend(&known.from);
        }
        let mut range = range.times(&factor.recip());
        let known = &self.known[&var];
        range.whole = known.range.whole;
        let left = known.range.meet(&range);
        if left.clone().tighten() == known.range {
            return None;
        }
        let ends = [&constraint.range.lo, &constraint.range.hi];
        let constant = ends.into_iter().find_map(|end| end.value()).cloned();
        let step = ProofStep::Bounded {
            check,
            figure: self.name(var),
            terms: others
                .iter()
                .map(|(other, times)| {
                    let times = -(times / factor);
                    (times, self.name(*other), self.known[other].range.clone())
                })
                .collect(),
            constant: constant.map_or_else(Rat::zero, |constant| constant / factor),
            range: range.clone().with_fractions(),
        };
        let before = known.clone();
        let mut rests = from.clone();
        rests.insert(self.steps.len());
        self.steps.push((step, from));
        if left.is_empty() {
            return Some(self.ended(var, before, rests, range));
        }
        rests.extend(&before.from);
        self.known.insert(
            var,
            KnownRange {
                range: left.tighten(),
                from: rests,
            },
        );
        None
    }

    /// The lines that a contradiction rests on, and the contradiction.
    fn ended(
        &self,
        var: Var,
        before: KnownRange,
        mut rests: BTreeSet<usize>,
        range: Range,
    ) -> Vec<ProofStep> {
        rests.extend(&before.from);
        let mut needed: BTreeSet<usize> = BTreeSet::new();
        let mut open: Vec<usize> = rests.into_iter().collect();
        while let Some(step) = open.pop() {
            if needed.insert(step) {
                open.extend(&self.steps[step].1);
            }
        }
        let mut steps: Vec<ProofStep> = needed
            .iter()
            .map(|&step| self.steps[step].0.clone())
            .collect();
        let figure = self.name(var);
        let range = range.with_fractions();
        let no_whole = before.range.clone().with_fractions().meet(&range);
        steps.push(match before.range.whole && !no_whole.is_empty() {
            true => ProofStep::NoWhole {
                figure,
                range: no_whole,
            },
            false => ProofStep::NoValue {
                figure,
                one: before.range,
                other: range,
            },
        });
        steps
    }
}

/// What a figure is called.
pub(super) fn name_of(system: &System<'_>, var: Var) -> String {
    let cell = system.figures[var as usize].cell;
    cell.map_or_else(String::new, |cell| cell.written())
}

/// The checks of a certificate added up, each times its factor, so that what is
/// left is out of reach for the figures.
fn combined(
    core: &Core,
    system: &System<'_>,
    constraints: &Constraints,
    program: &Program<'_>,
    numbers: &BTreeMap<usize, usize>,
) -> Option<ProofStep> {
    let certificate = core.certificate.as_ref()?;
    let mut checks: Vec<(usize, Rat)> = Vec::new();
    let mut sum: BTreeMap<Var, Rat> = BTreeMap::new();
    let (mut bound, mut exact) = (Rat::zero(), true);
    for used in &certificate.0 {
        let Some(number) = program.constraint_of(used.column) else {
            continue;
        };
        let constraint = &constraints.all[number];
        let end = if used.upper {
            &constraint.range.hi
        } else {
            &constraint.range.lo
        };
        let sign = if used.upper {
            Num::ONE
        } else {
            Num::Small(-1, 1)
        };
        let factor = used.factor.times(&sign).rat();
        bound += end.value()? * &factor;
        exact &= constraint.range.is_point().is_some();
        for (var, times) in &constraint.terms {
            *sum.entry(*var).or_insert_with(Rat::zero) += times * &factor;
        }
        checks.push((*numbers.get(&constraint.check)?, factor));
    }
    sum.retain(|_, factor| !factor.is_zero());
    let mut range = Range::exact(Rat::zero());
    let mut terms = Vec::new();
    for (var, factor) in sum {
        let figure = &system.figures[var as usize];
        let printed = core.figures.contains(&var) || figure.cell.is_none();
        let own = if printed {
            &figure.range
        } else {
            &figure.domain
        };
        range = range.plus(&own.times(&factor));
        terms.push((factor, name_of(system, var), own.clone()));
    }
    Some(ProofStep::Combined {
        checks,
        terms,
        at_most: !exact,
        bound,
        range,
    })
}

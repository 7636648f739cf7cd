//! The search for lines that end in a contradiction: by what one check leaves
//! one figure, by checks added up, and by cases where a number is whole.

use super::added::{Added, Sums, is_open_whole, out_of_reach, out_of_step};
use super::facts::{Fact, Known, KnownRange, name_of};
use super::lines::Lines;
use crate::check::system::System;
use crate::figure::exact::show;
use crate::figure::{End, Range, Rat};
use crate::finding::ProofStep;
use crate::solve::close::Close;
use crate::solve::polynomial::Var;
use num_traits::{One, Zero};
use std::collections::{BTreeMap, BTreeSet};

/// Lines that are worked out before checks are added up instead.
const LINES: usize = 200;
/// Terms that the checks may have in all for figures to be worked out.
const TERMS: usize = 400;
/// Cases that are looked at in all.
const CASES: usize = 600;
/// How deep cases lie within cases, in the order of looking.
const DEPTHS: [usize; 6] = [0, 1, 2, 3, 5, 8];
/// Figures that are parted in turn.
const PARTED: usize = 4;

/// The search for the lines of one proof.
pub(super) struct Refuting<'a, 's> {
    system: &'a System<'s>,
    facts: &'a [Fact],
    lines: Lines,
    /// Cases left.
    left: usize,
}

impl<'a, 's> Refuting<'a, 's> {
    /// For some facts.
    pub(super) fn new(system: &'a System<'s>, facts: &'a [Fact]) -> Refuting<'a, 's> {
        Refuting {
            system,
            facts,
            lines: Lines::default(),
            left: CASES,
        }
    }

    /// The shortest proof by its cases; none where that takes too many.
    pub(super) fn proof(&mut self, known: &Known) -> Vec<ProofStep> {
        let found = DEPTHS
            .iter()
            .find_map(|depth| self.refute(known.clone(), *depth));
        found.map_or_else(Vec::new, |line| self.lines.of(line))
    }

    fn name(&self, var: Var) -> String {
        name_of(self.system, var)
    }

    /// The line that ends in a contradiction, with cases so deep at most.
    fn refute(&mut self, mut known: Known, depth: usize) -> Option<usize> {
        let start = self.lines.count();
        self.left = self.left.checked_sub(1)?;
        if let Some(line) = self.narrowed(&mut known) {
            return Some(line);
        }
        let values = match out_of_reach(self.facts, &known) {
            Sums::OutOfReach(added) => return Some(self.added(&added, &known)),
            Sums::Fitting(values) => values,
            Sums::Stopped => BTreeMap::new(),
        };
        if let Some((added, step)) = out_of_step(self.facts, &known) {
            return Some(self.out_of_step(&added, step, &known));
        }
        if depth > 0 {
            for (var, below) in broken(&known, &values) {
                if let Some(line) = self.cases(var, &below, &known, depth - 1) {
                    return Some(line);
                }
            }
        }
        self.lines.forget(start);
        None
    }

    /// Narrows what is known until nothing is left of a figure, or nothing
    /// follows any more.
    fn narrowed(&mut self, known: &mut Known) -> Option<usize> {
        let start = self.lines.count();
        let facts = self.facts;
        // Long sums are not worked out figure by figure: nobody would read that.
        let terms: usize = facts.iter().map(|fact| fact.terms.len()).sum();
        let rounds = if terms > TERMS { 0 } else { facts.len() + 2 };
        for _ in 0..rounds {
            let before = self.lines.count();
            for fact in facts {
                for (var, factor) in &fact.terms {
                    if let Some(line) = self.bound(fact, *var, factor, known) {
                        return Some(line);
                    }
                }
            }
            if self.lines.count() == before || before > start + LINES {
                break;
            }
        }
        None
    }

    /// What a fact leaves one of its figures; the last line where that is nothing.
    fn bound(&mut self, fact: &Fact, var: Var, factor: &Rat, known: &mut Known) -> Option<usize> {
        let others = fact.terms.iter().filter(|(other, _)| *other != var);
        // factor · figure lies within the fact's range less the others.
        let mut range = fact.range.clone();
        let mut from = BTreeSet::new();
        let mut terms = Vec::new();
        for (other, times) in others {
            let known = known.get(other)?;
            range = range.plus(&known.range.times(&-times.clone()));
            from.extend(&known.from);
            let times = -(times / factor);
            terms.push((times, self.name(*other), known.range.clone()));
        }
        let mut range = range.times(&factor.recip());
        let before = known.get(&var)?.clone();
        range.whole = before.range.whole;
        let left = before.range.meet(&range);
        if left.clone().tighten() == before.range {
            return None;
        }
        if fact.tolerated.is_positive() {
            terms.push(tolerated(&fact.tolerated, factor));
        }
        let ends = [&fact.strictly.lo, &fact.strictly.hi];
        let constant = ends.into_iter().find_map(|end| end.value()).cloned();
        let step = ProofStep::Bounded {
            check: fact.check,
            figure: self.name(var),
            terms,
            constant: constant.map_or_else(Rat::zero, |constant| constant / factor),
            range: range.clone().with_fractions(),
        };
        let line = self.lines.push(step, from);
        let mut rests = before.from.clone();
        rests.insert(line);
        if left.is_empty() {
            return Some(self.no_value(var, before.range, range, rests));
        }
        let (range, from) = (left.tighten(), rests);
        known.insert(var, KnownRange { range, from });
        None
    }

    /// That two ranges have no value in common.
    fn no_value(&mut self, var: Var, one: Range, range: Range, rests: BTreeSet<usize>) -> usize {
        let figure = self.name(var);
        let other = range.with_fractions();
        let between = one.clone().with_fractions().meet(&other);
        let step = match one.whole && !between.is_empty() {
            true => ProofStep::NoWhole {
                figure,
                range: between,
            },
            false => ProofStep::NoValue { figure, one, other },
        };
        self.lines.push(step, rests)
    }

    fn named<'t>(&self, terms: impl Iterator<Item = &'t (Var, Rat)>, known: &Known) -> Terms {
        let term = |(var, factor): &(Var, Rat)| {
            let range = known.get(var).map(|known| known.range.clone());
            let range = range.unwrap_or_else(|| Range::everything(false));
            (factor.clone(), self.name(*var), range)
        };
        terms.map(term).collect()
    }

    /// That a sum of checks is out of reach.
    fn added(&mut self, added: &Added, known: &Known) -> usize {
        let mut reach = added.reach(known);
        let (mut checks, mut terms) = (added.checks.clone(), added.terms.clone());
        let mut within = added.within.clone();
        // Held from above only: what is too small is turned around.
        let exact = within.is_point().is_some();
        let too_large = reach.meet(&Range::between(End::Free, within.hi.clone()));
        if !exact && !too_large.is_empty() {
            let turn = -Rat::one();
            checks.iter_mut().for_each(|(_, times)| *times *= &turn);
            terms.iter_mut().for_each(|(_, times)| *times *= &turn);
            (within, reach) = (within.negative(), reach.negative());
        }
        let step = ProofStep::Combined {
            checks,
            terms: self.named(terms.iter(), known),
            at_most: !exact,
            strict: !within.hi.is_closed(),
            bound: within.hi.value().cloned().unwrap_or_else(Rat::zero),
            range: reach,
        };
        self.lines.push(step, behind(&terms, known))
    }

    /// That no whole numbers make a sum of checks.
    fn out_of_step(&mut self, added: &Added, step: Rat, known: &Known) -> usize {
        let (open, own): (Vec<_>, Vec<_>) = added
            .terms
            .iter()
            .partition(|(var, _)| is_open_whole(*var, known));
        let line = ProofStep::OutOfStep {
            checks: added.checks.clone(),
            terms: self.named(open.into_iter(), known),
            others: self.named(own.into_iter(), known),
            sum: added.within.clone(),
            step,
        };
        self.lines.push(line, behind(&added.terms, known))
    }

    /// A contradiction on either side of a gap that a whole number cannot be in.
    fn cases(&mut self, var: Var, below: &Rat, known: &Known, depth: usize) -> Option<usize> {
        let start = self.lines.count();
        let above = below + Rat::one();
        let low = Range::between(End::Free, End::Closed(below.clone()));
        let high = Range::between(End::Closed(above), End::Free);
        let mut ends = Vec::new();
        for (range, other, first) in [(&low, &high, true), (&high, &low, false)] {
            let mut here = known.clone();
            let own = here.get_mut(&var)?;
            let supposed = self.lines.push(
                ProofStep::Suppose {
                    figure: self.name(var),
                    range: range.clone(),
                    other: other.clone(),
                    first,
                },
                BTreeSet::new(),
            );
            own.range = own.range.meet(range).tighten();
            own.from.insert(supposed);
            let Some(end) = self.refute(here, depth) else {
                self.lines.forget(start);
                return None;
            };
            // What does not need the case ends all of them.
            if !self.lines.behind(end).contains(&supposed) {
                return Some(end);
            }
            ends.extend([supposed, end]);
        }
        let last = *ends.last()?;
        self.lines
            .rest_on(last, ends.into_iter().filter(|line| *line != last));
        Some(last)
    }
}

/// Figures with their factors and what is known of them.
type Terms = Vec<(Rat, String, Range)>;

/// What is tolerated, as one more term of a figure's sum.
fn tolerated(size: &Rat, factor: &Rat) -> (Rat, String, Range) {
    let size = size / factor.abs();
    let range = Range::between(End::Closed(-size.clone()), End::Closed(size.clone()));
    (Rat::one(), format!("±{}", show(&size, 6).text), range)
}

/// The lines that what is known of some figures rests on.
fn behind(terms: &[(Var, Rat)], known: &Known) -> BTreeSet<usize> {
    let known = terms.iter().filter_map(|(var, _)| known.get(var));
    known.flat_map(|known| known.from.iter().copied()).collect()
}

/// The whole numbers that are none in some values, those with the fewest left
/// first, each with the whole number below.
fn broken(known: &Known, values: &BTreeMap<Var, Close>) -> Vec<(Var, Rat)> {
    let whole = |var: &Var| known.get(var).is_some_and(|known| known.range.whole);
    let broken = values.iter().filter(|(_, value)| !value.is_whole());
    let mut broken: Vec<(Var, Rat)> = broken
        .filter(|(var, _)| whole(var))
        .map(|(var, value)| {
            let number = &value.number;
            let below = number.is_integer() && value.beside.sign().is_lt();
            let floor = if below {
                number - Rat::one()
            } else {
                number.floor()
            };
            (*var, floor)
        })
        .collect();
    let width = |var: &Var| known.get(var).and_then(|known| known.range.width());
    broken.sort_by_cached_key(|(var, _)| (width(var).is_none(), width(var), *var));
    broken.truncate(PARTED);
    broken
}

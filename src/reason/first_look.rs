//! A first look at many figures of which any one may be wrong: those that a
//! slip explains are looked at in full, the others only as far as there is
//! room. What each would have to be is told by its own sums alone.

use super::inquiry::{Inquiry, reach};
use super::misplaced::Reaches;
use super::neighbours::is_copied;
use super::slips::likeliest_near;
use crate::figure::{End, Range, Rat};
use crate::solve::polynomial::Var;
use num_traits::One;
use std::cmp::Reverse;

/// Figures of one clash that are looked at in full.
const FULLY: usize = 30;

impl Inquiry<'_, '_> {
    /// Of many figures that may be wrong one by one those that are likeliest
    /// to be, in their order; of few, all.
    pub(super) fn worth_a_look<'f>(&self, sets: &'f [Vec<Var>]) -> Vec<&'f Vec<Var>> {
        let single = sets.iter().all(|set| set.len() == 1);
        if sets.len() <= FULLY || !single {
            return sets.iter().collect();
        }
        let mut known = Reaches::new();
        let odds = |set: &'f Vec<Var>| (Reverse(self.first_look(set[0], &mut known)), set);
        let mut ranked: Vec<(Reverse<u64>, &Vec<Var>)> = sets.iter().map(odds).collect();
        ranked.sort_by_key(|(odds, _)| *odds);
        ranked.truncate(FULLY);
        let mut kept: Vec<&Vec<Var>> = ranked.into_iter().map(|(_, set)| set).collect();
        kept.sort_unstable();
        kept
    }

    /// How likely a figure is to be wrong by one slip; 0 where none is known.
    fn first_look(&self, var: Var, known: &mut Reaches) -> u64 {
        let Some((cell, figure)) = self.cell(var).and_then(|cell| Some((cell, cell.figure()?)))
        else {
            return u64::MAX;
        };
        // A total has slips of its own, and so has a figure like its neighbour.
        let checks = self.constraints.checks_of(var);
        let mut failing = checks.intersection(self.failing);
        let total = failing.any(|check| self.system.checks[*check].totals.contains(&var));
        if total || cell.key.prior || is_copied(&cell) {
            return u64::MAX;
        }
        let units = &self.checked.config().units;
        let context = cell.table.layout.context(cell.row, cell.key.column, units);
        likeliest_near(figure, &context, &self.needed(var, known))
    }

    /// What the failing sums of a figure leave it, with all others as printed.
    fn needed(&self, var: Var, known: &mut Reaches) -> Range {
        let mut needed = self.system.figures[var as usize].domain.clone();
        for &number in &self.constraints.naming[var as usize] {
            let constraint = &self.constraints.all[number];
            let Some(factor) = constraint.factor(var) else {
                continue;
            };
            if !self.failing.contains(&constraint.check) || !constraint.given.is_empty() {
                continue;
            }
            let all = known
                .entry(number)
                .or_insert_with(|| reach(&constraint.terms, &|var| self.as_printed(var)));
            let own = reach(&[(var, factor.clone())], &|var| self.as_printed(var));
            let less = |sum: &Option<Rat>, own: Option<Rat>| {
                let others = sum.as_ref().zip(own);
                others.map_or(End::Free, |(sum, own)| End::Closed(sum - own))
            };
            let others = Range::between(less(&all.0, own.0), less(&all.1, own.1));
            let left = constraint
                .range
                .clone()
                .with_fractions()
                .plus(&others.negative());
            needed = needed.meet(&left.times(&(Rat::one() / factor)));
        }
        needed
    }
}

//! A relation that may be one, while explanations are weighed.

use super::bits::{BIT, log2};
use super::chance::at_most;
use super::independent::discount;
use super::judge::{Told, best_run, extended};
use super::relation::{Along, RelationKind};
use super::view::View;
use std::ops::Range;

/// A relation that may be one.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// What the result is of the operands.
    pub kind: RelationKind,
    /// The line that the others give.
    pub result: usize,
    /// The lines that give it: of sums and averages from the nearest.
    pub operands: Vec<usize>,
    /// The crossing lines that it is about.
    pub run: Range<usize>,
    /// How it fares in each crossing line.
    pub told: Vec<Told>,
    /// What speaks for it, in sixteenths of a bit.
    pub bits: i64,
    /// How many lines that are searched stand between it and its operands.
    pub gap: usize,
}

impl Candidate {
    /// A relation with what speaks for it, if that is enough.
    pub(super) fn of(
        view: &View,
        kind: RelationKind,
        (result, operands): (usize, &[usize]),
        mut told: Vec<Told>,
        gap: usize,
        least: i64,
    ) -> Option<Candidate> {
        if best_run(&told).1 < least {
            return None;
        }
        discount(view, kind, (result, operands), &mut told);
        let (run, mut bits) = best_run(&told);
        if bits >= least
            && let Some(most) = at_most(view, kind, (result, operands), &told, &run)
        {
            bits = bits.min(most);
        }
        (bits >= least).then(|| Candidate {
            kind,
            result,
            operands: operands.to_vec(),
            run: extended(run, &told),
            told,
            bits,
            gap,
        })
    }

    /// Whether two are about the same crossing lines, in part.
    pub(super) fn overlaps(&self, other: &Candidate) -> bool {
        self.run.start < other.run.end && other.run.start < self.run.end
    }

    /// In how many of its crossing lines it fares so.
    pub(super) fn count(&self, fares: impl Fn(&Told) -> bool) -> usize {
        let run = self.told[self.run.clone()].iter();
        run.filter(|told| fares(told)).count()
    }

    /// Whether its operands stand right beside it, none left out.
    pub(super) fn is_beside(&self) -> bool {
        let lines = self.operands.iter();
        let (Some(first), Some(last)) = (lines.clone().min(), lines.max()) else {
            return false;
        };
        last - first + 1 == self.operands.len()
            && (*first == self.result + 1 || last + 1 == self.result)
    }

    /// Whether its operands are summed up, as sums and averages do.
    pub(super) fn is_additive(&self) -> bool {
        matches!(self.kind, RelationKind::Sum | RelationKind::Average)
    }
}

/// More lines than this are many.
pub(super) const MANY: usize = 300;

/// How much must speak for a relation among so many lines: the more there are,
/// the more is found by chance.
pub(super) fn least(lines: usize) -> i64 {
    4 * BIT + 7 * log2(i128::try_from(lines).unwrap_or(0)) / 10
}

/// The same of sums and means: of many columns, each may be made of as many others, in
/// few rows mostly.
pub(super) fn least_of_runs(along: Along, lines: usize) -> i64 {
    let log2 = |lines: usize| log2(i128::try_from(lines).unwrap_or(0));
    let more = match along {
        Along::Columns => log2(lines.max(MANY)) - log2(MANY),
        Along::Rows => 0,
    };
    least(lines) + 13 * more / 10
}

/// What a name that says so is worth.
pub(super) const CLAIMED: i64 = 6 * BIT;
/// What a mean beside its figures costs that no name calls one.
pub(super) const MEAN: i64 = 16 * BIT;
/// What it is worth that parts stand right beside their sum, none left out.
pub(super) const BESIDE: i64 = 3 * BIT;

/// How much has been tried, and how much may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effort {
    /// Comparisons made.
    pub work: u64,
    /// Comparisons that may be made.
    pub most: u64,
}

impl Effort {
    /// Counts some comparisons; whether they may be made.
    pub(super) fn take(&mut self, comparisons: usize) -> bool {
        self.work += comparisons as u64;
        self.work <= self.most
    }
}

//! What speaks for a relation: where it holds, and how many bits that is worth.

use super::bits::{BIT, log2};
use super::relation::{Miss, Outcome};
use std::ops::Range;

/// A crossing line says this much at most, in sixteenths of a bit.
pub(super) const MOST: i64 = 12 * BIT;
/// A crossing line in which a relation fails says this much against it.
pub(super) const FAILED: i64 = 8 * BIT;

/// The same of the one line in which it fails, where it holds in some more: that
/// may be a slip.
pub(super) const FAILED_ONCE: i64 = 3 * BIT;
/// So many lines in which a relation holds make of one in which it fails a slip.
const HELD: usize = 3;

/// How a relation fares in a crossing line, and what that says for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// It holds, and this much speaks for it.
    Holds(i64),
    /// It holds whatever the relation.
    Trivial,
    /// It fails by so much, at the scale of the view.
    Fails(i128),
    /// A figure is not there.
    Blank,
}

impl Told {
    /// The same, as it is reported.
    pub(super) fn outcome(self, places: i32) -> Outcome {
        match self {
            Told::Holds(_) => Outcome::Holds,
            Told::Trivial => Outcome::Trivial,
            Told::Blank => Outcome::Blank,
            Told::Fails(by) => Outcome::Fails(Miss { by: by / 2, places }),
        }
    }

    fn bits(self, failed: i64) -> i64 {
        match self {
            Told::Holds(bits) => bits.min(MOST),
            Told::Fails(_) => -failed,
            Told::Trivial | Told::Blank => 0,
        }
    }
}

/// The run of crossing lines that speaks most for a relation, and how much.
pub(super) fn best_run(told: &[Told]) -> (Range<usize>, i64) {
    let fails = told.iter().filter(|told| matches!(told, Told::Fails(_)));
    let held = told.iter().filter(|told| matches!(told, Told::Holds(_)));
    let failed = match fails.count() == 1 && held.count() >= HELD {
        true => FAILED_ONCE,
        false => FAILED,
    };
    let (mut best, mut most) = (0..0, 0);
    let (mut from, mut sum) = (0, 0);
    for (at, told) in told.iter().enumerate() {
        sum += told.bits(failed);
        if sum <= 0 {
            (from, sum) = (at + 1, 0);
        } else if sum > most {
            (best, most) = (from..at + 1, sum);
        }
    }
    (best, most)
}

/// What can speak at most for a sum beyond the lines outside its run in which it fails,
/// of how it fares at best: all of these, or all but one, are within it.
pub(super) fn at_most(told: &[Told], most: i64) -> i64 {
    let count = |fares: fn(&Told) -> bool| {
        let count = told.iter().filter(|told| fares(told)).count();
        i64::try_from(count).unwrap_or(i64::MAX)
    };
    let held = count(|told| matches!(told, Told::Holds(_)));
    let fails = count(|told| matches!(told, Told::Fails(_)));
    if fails < 2 {
        return most;
    }
    let all = i64::try_from(told.len()).unwrap_or(i64::MAX).max(1);
    // So many may be within the run, as little as it speaks.
    let within = ((MOST * held - most) / FAILED).clamp(0, fails);
    let beyond = most - log2(i128::from(all)) - 8 * BIT * (fails - within) / all;
    beyond.max(MOST * held - FAILED * (fails - 1))
}

/// A run with the crossing lines at its ends in which a relation holds too,
/// though that says nothing for it.
pub(super) fn extended(run: Range<usize>, told: &[Told]) -> Range<usize> {
    let holds = |told: &&Told| matches!(told, Told::Holds(_) | Told::Trivial);
    let before = told[..run.start].iter().rev().take_while(holds).count();
    let behind = told[run.end..].iter().take_while(holds).count();
    run.start - before..run.end + behind
}

//! The lines on one side of a result, from the nearest.

use std::ops::Range;

/// The lines before a result, or those behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    Behind,
}

impl Side {
    pub(super) const BOTH: [Side; 2] = [Side::Before, Side::Behind];

    /// The places of so many lines on a side, some left out.
    pub(super) fn places(self, at: usize, gap: usize, count: usize) -> Range<usize> {
        match self {
            Side::Before => (at - gap).saturating_sub(count)..at - gap,
            Side::Behind => at + 1 + gap..at + 1 + gap + count,
        }
    }

    /// The lines on a side, from the nearest.
    pub(super) fn lines(self, active: &[usize], at: usize, most: usize) -> Vec<usize> {
        match self {
            Side::Before => active[..at].iter().rev().take(most).copied().collect(),
            Side::Behind => active[at + 1..].iter().take(most).copied().collect(),
        }
    }

    /// How many lines of so many stand on a side.
    pub(super) fn count(self, all: usize, at: usize) -> usize {
        match self {
            Side::Before => at,
            Side::Behind => all - at - 1,
        }
    }
}

/// Lines that are tried one after another, from the nearest.
#[derive(Clone, Copy)]
pub(super) struct Sequence<'l> {
    pub lines: &'l [usize],
    /// The side on which they stand, where none of it but the gap is left out.
    pub side: Option<Side>,
    /// How many lines stand between them and the result.
    pub gap: usize,
    /// Whether their means are tried too.
    pub means: bool,
    /// What must speak for them.
    pub least: i64,
}

//! What a figure may be whatever is printed of it: a count is not below zero,
//! a share lies within 0–100 %.

use super::exact::int;
use super::range::{End, Range};
use super::rat::Rat;

/// Why a figure cannot be below zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Floor {
    /// Its unit counts things.
    Counted,
    /// Its column is said to hold whole numbers.
    Whole,
    /// Its column or section says so: `signed = false`.
    Said,
    /// It is a share.
    Share,
    /// All that its table prints beside it are whole numbers, none below zero.
    Alike,
}

impl Floor {
    /// What programs call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Floor::Counted => "counting-unit",
            Floor::Whole => "whole",
            Floor::Said => "signed",
            Floor::Share => "share",
            Floor::Alike => "table",
        }
    }
}

/// What a figure may be, whatever is printed of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Domain {
    /// Whether only whole numbers (in base units) are possible.
    pub whole: bool,
    /// Why it cannot be below zero; none where it can.
    pub floor: Option<Floor>,
}

impl Domain {
    /// Its values.
    pub(crate) fn range(&self) -> Range {
        let zero = || End::Closed(int(0));
        let (lo, hi) = match self.floor {
            None => (End::Free, End::Free),
            Some(Floor::Share) => (zero(), End::Closed(int(1))),
            Some(_) => (zero(), End::Free),
        };
        let whole = self.whole;
        Range { lo, hi, whole }
    }

    /// What a print that says `nominal` allows within it. What is plainly
    /// printed outside is possible nevertheless.
    pub(super) fn narrowed(&self, range: Range, nominal: &Rat) -> Range {
        let bounds = self.range().with_fractions();
        if self.floor.is_none() || !bounds.contains(nominal) {
            return range;
        }
        let within = range.meet(&bounds);
        match within.is_empty() {
            true => range,
            false => within,
        }
    }
}

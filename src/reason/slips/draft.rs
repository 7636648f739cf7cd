//! A print that a slip may have been made of, before it is read.

use super::spelling::Spelling;
use crate::figure::exact::{int, scaled};
use crate::figure::{Range, Rat};
use crate::finding::SlipKind;
use crate::reason::odds::{odds, ways};

/// A changed print before it is read.
pub(super) struct Draft {
    pub kind: SlipKind,
    /// Its digits, which decide in how many ways the slip could have happened.
    digits: Vec<u8>,
    pub print: String,
    /// The value that it must have when it is read.
    pub value: Rat,
    /// The power of ten of its last digit.
    last_place: i32,
}

/// How many steps off a print may be and still say the same: far more than
/// any rounding takes.
const STEPS: i64 = 10;

impl Draft {
    pub(super) fn new(kind: SlipKind, meant: &Spelling) -> Draft {
        Draft {
            kind,
            digits: meant.plain(),
            print: meant.print(),
            value: meant.value(),
            last_place: meant.last_place(),
        }
    }

    /// Whether what it allows may reach a range, by as much as a print can be
    /// off; one that was cut is told from its own range later.
    pub(super) fn is_near(&self, range: &Range, step: &Rat) -> bool {
        let step = step.max(&scaled(1, self.last_place)) * int(STEPS);
        let below = range.lo.value().is_some_and(|lo| &self.value + &step < *lo);
        let above = range.hi.value().is_some_and(|hi| &self.value - &step > *hi);
        self.kind == SlipKind::Cut || !(below || above)
    }

    pub(super) fn odds(&self) -> u64 {
        odds(&self.kind, ways(&self.kind, &self.digits))
    }
}

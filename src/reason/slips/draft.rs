//! Prints that a slip may have been made of, before they are read.

use super::spelling::Spelling;
use crate::figure::exact::{int, scaled};
use crate::figure::{Range, Rat};
use crate::finding::SlipKind;
use crate::reason::odds::{odds, ways};
use num_traits::ToPrimitive;
use std::collections::HashMap;

/// A changed print before it is read.
pub(super) struct Draft {
    pub kind: SlipKind,
    /// Its digits, which decide in how many ways the slip could have happened.
    digits: Vec<u8>,
    pub print: String,
    /// The value that it must have when it is read.
    pub value: Rat,
}

/// How many steps off a print may surely be and still say the same: far more
/// than any rounding takes.
pub(super) const SURELY: i64 = 10;

/// The changed prints of one figure, as far as they may be meant.
pub(super) struct Drafts<'r> {
    pub found: Vec<Draft>,
    /// Where the true value lies.
    range: &'r Range,
    /// The figure's step; none where any print may say the same.
    step: Option<&'r Rat>,
    /// How many steps off it may be.
    steps: i64,
    /// Between which whole numbers a number of that last place must lie.
    windows: HashMap<i32, (Option<i128>, Option<i128>)>,
}

impl<'r> Drafts<'r> {
    pub(super) fn new(range: &'r Range, step: Option<&'r Rat>, steps: i64) -> Drafts<'r> {
        Drafts {
            found: Vec::new(),
            range,
            step,
            steps,
            windows: HashMap::new(),
        }
    }

    /// Adds one whose value is that of its digits, where what it allows may
    /// reach the range, by as much as a print can be off.
    pub(super) fn add(&mut self, kind: SlipKind, meant: &Spelling) {
        if kind == SlipKind::Cut || self.is_near(meant) {
            self.found.push(Draft::new(kind, meant));
        }
    }

    fn is_near(&mut self, meant: &Spelling) -> bool {
        let Some(step) = self.step else {
            return true;
        };
        let place = meant.last_place();
        let (range, windows) = (self.range, &mut self.windows);
        let (lo, hi) = *windows.entry(place).or_insert_with(|| {
            let unit = scaled(1, place);
            let margin = step.max(&unit) * int(self.steps);
            let lo = range.lo.value().map(|lo| ((lo - &margin) / &unit).floor());
            let hi = range.hi.value().map(|hi| ((hi + &margin) / &unit).ceil());
            let whole = |end: Option<Rat>| end.and_then(|end| end.to_integer().to_i128());
            (whole(lo), whole(hi))
        });
        let Ok(size) = i128::try_from(meant.mantissa()) else {
            return true;
        };
        let number = if meant.negative { -size } else { size };
        lo.is_none_or(|lo| lo <= number) && hi.is_none_or(|hi| number <= hi)
    }
}

impl Draft {
    pub(super) fn new(kind: SlipKind, meant: &Spelling) -> Draft {
        Draft {
            kind,
            digits: meant.plain(),
            print: meant.print(),
            value: meant.value(),
        }
    }

    pub(super) fn odds(&self) -> u64 {
        odds(&self.kind, ways(&self.kind, &self.digits))
    }
}

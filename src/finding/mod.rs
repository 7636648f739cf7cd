//! What a check found. Findings hold places and numbers; sentences are made
//! where they are shown.

mod clash;
mod detail;
mod findings;
mod mark;
mod mismatch;
mod not_checked;
mod reasoned;
mod slip;
mod tally;

pub use clash::{Change, Clash, ClashCheck, Likeliest, Limit, Mending, Step};
pub use detail::{Changed, Detail, Unused, WaiverNote};
pub use findings::{Findings, Slot, Waived};
pub use mark::{Mark, MarkRole};
pub use mismatch::{Asked, Clause, HoldsIf, Mismatch, Repair, Side};
pub use not_checked::{NotChecked, WhyNot};
pub use reasoned::{Deduced, Implied, LeftOut, Reasoned, WhyLeftOut};
pub use slip::{Slip, SlipKind};
pub use tally::{Coverage, Tally};

use crate::place::Place;
use crate::rule::{Severity, Tolerance, Words};

pub use crate::rule::Code;

/// Something that does not agree.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What kind it is, to look up with `explain`.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// The rule that it breaks; none for the built-in checks.
    pub rule: Option<RuleNote>,
    /// The section it is in.
    pub section: String,
    /// The key of the row that a row rule was checked for.
    pub row: Option<String>,
    /// The number of that row in its table, where the table is in memory.
    pub row_number: Option<usize>,
    /// The cell in question.
    pub primary: Mark,
    /// The other cells that take part.
    pub related: Vec<Mark>,
    /// The numbers.
    pub detail: Detail,
    /// What the whole report says of it, where it was asked.
    pub clash: Option<Box<Clash>>,
}

impl Finding {
    /// What a waiver calls it by: its rule, or the check that needs none.
    pub fn waived_as(&self) -> &str {
        self.rule
            .as_ref()
            .map_or(self.code.name(), |rule| &rule.name)
    }
}

/// A rule, as findings name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleNote {
    /// Its name.
    pub name: String,
    /// Its expression.
    pub check: String,
    /// Where it stands.
    pub place: Place,
    /// Why it must hold.
    pub why: Words,
    /// What it allows beyond the prints.
    pub tolerance: Option<Tolerance>,
}

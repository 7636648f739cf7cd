//! How many checks came out how, and how many figures are under a rule.

use crate::cell::CellName;

/// How many figures of a section are under at least one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Coverage {
    /// The section.
    pub section: String,
    /// Its figures.
    pub figures: u64,
    /// Those that some rule names.
    pub covered: u64,
    /// The others by name, where they were asked for; as many as findings are kept.
    pub uncovered: Vec<CellName>,
}

/// How many relations the figures of a report show by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Relations {
    /// All of them.
    pub found: u64,
    /// Those that hold wherever they were checked.
    pub hold: u64,
}

impl Relations {
    /// Adds another count.
    pub(crate) fn add(&mut self, other: Relations) {
        self.found += other.found;
        self.hold += other.hold;
    }
}

/// How many checks came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// True values fit the prints.
    pub consistent: u64,
    /// None do.
    pub inconsistent: u64,
    /// It could not be told.
    pub not_checked: u64,
}

impl Tally {
    /// All checks.
    pub fn checks(&self) -> u64 {
        self.consistent + self.inconsistent + self.not_checked
    }

    /// Those that came to a verdict.
    pub(crate) fn settled(&self) -> u64 {
        self.consistent + self.inconsistent
    }

    /// Adds another count.
    pub fn add(&mut self, other: Tally) {
        self.consistent += other.consistent;
        self.inconsistent += other.inconsistent;
        self.not_checked += other.not_checked;
    }

    /// What was counted since an earlier count.
    pub(crate) fn since(self, before: Tally) -> Tally {
        Tally {
            consistent: self.consistent - before.consistent,
            inconsistent: self.inconsistent - before.inconsistent,
            not_checked: self.not_checked - before.not_checked,
        }
    }
}

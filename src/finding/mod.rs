//! What a check found. Findings hold places and numbers; sentences are made
//! where they are shown.

mod clash;
mod detail;
mod findings;
mod mark;
mod mismatch;
mod not_checked;
mod proof;
mod reasoned;
mod rule_note;
mod slip;
mod tally;

pub use clash::{Change, Clash, ClashCheck, Likeliest, Limit, Mending};
pub use detail::{Changed, Detail, Unused, WaiverNote};
pub use findings::{Findings, Slot, Waived};
pub use mark::{Mark, MarkRole};
pub use mismatch::{Asked, Clause, HoldsIf, Mismatch, Repair, Side};
pub use not_checked::{NotChecked, WhyNot};
pub use proof::ProofStep;
pub use reasoned::{Deduced, Implied, LeftOut, Reasoned, WhyLeftOut};
pub use rule_note::RuleNote;
pub use slip::{Slip, SlipKind};
pub use tally::{Coverage, Tally};

pub use crate::rule::Code;
use crate::rule::Severity;

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
    /// The row that it is for, where it is for one.
    row: Option<CheckedRow>,
    primary: Mark,
    related: Vec<Mark>,
    /// The numbers.
    pub detail: Detail,
    /// What the whole report says of it, where it was asked.
    pub clash: Option<Box<Clash>>,
    /// The findings that are told in this one, because the same changes mend
    /// them.
    pub explains: Vec<Finding>,
}

/// A row that something was checked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedRow {
    /// Its key.
    pub key: String,
    /// Its number, where its table holds its rows.
    pub number: Option<usize>,
}

impl Finding {
    /// A finding about one cell, in the section and the row of that cell.
    pub fn new(code: Code, severity: Severity, primary: Mark, detail: Detail) -> Finding {
        let cell = primary.cell.as_ref();
        let section = cell.map(|cell| cell.name.section.clone());
        let row = cell.and_then(|cell| {
            let (key, number) = (cell.name.key.clone()?, cell.row);
            Some(CheckedRow { key, number })
        });
        Finding {
            code,
            severity,
            rule: None,
            section: section.unwrap_or_default(),
            row,
            primary: primary.with_role(MarkRole::Reported),
            related: Vec::new(),
            detail,
            clash: None,
            explains: Vec::new(),
        }
    }

    /// The same for a section as a whole.
    pub fn in_section(self, section: &str) -> Finding {
        Finding {
            section: section.to_owned(),
            row: None,
            ..self
        }
    }

    /// The same for a row of its section, or for none.
    pub fn for_row(self, row: Option<CheckedRow>) -> Finding {
        Finding { row, ..self }
    }

    /// The same with the rule that is broken.
    pub fn of_rule(self, rule: RuleNote) -> Finding {
        Finding {
            rule: Some(rule),
            ..self
        }
    }

    /// The same with the other cells that take part.
    pub fn beside(self, related: Vec<Mark>) -> Finding {
        Finding { related, ..self }
    }

    /// Adds another cell that takes part.
    pub fn add(&mut self, related: Mark) {
        self.related.push(related);
    }

    /// The cell in question.
    pub fn primary(&self) -> &Mark {
        &self.primary
    }

    /// The other cells that take part.
    pub fn related(&self) -> &[Mark] {
        &self.related
    }

    /// All of its cells, the one in question first.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> + Clone {
        std::iter::once(&self.primary).chain(&self.related)
    }

    /// This one, and those that are told in it.
    pub fn with_explained(&self) -> impl Iterator<Item = &Finding> + Clone {
        std::iter::once(self).chain(&self.explains)
    }

    /// The key of the row that it is for.
    pub fn row_key(&self) -> Option<&str> {
        self.row.as_ref().map(|row| row.key.as_str())
    }

    /// The number of that row, where its table holds its rows.
    pub fn row_number(&self) -> Option<usize> {
        self.row.as_ref().and_then(|row| row.number)
    }

    /// What a waiver calls it by: its rule, or the check that needs none.
    pub fn waived_as(&self) -> &str {
        self.rule
            .as_ref()
            .map_or(self.code.name(), |rule| &rule.name)
    }
}

//! What a check found. Findings hold places and numbers; sentences are made
//! where they are shown.

mod beyond;
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

pub(crate) use beyond::Listed;
pub(crate) use clash::{Change, Clash, ClashCheck, Likeliest, Limit, Mending};
pub(crate) use detail::{Changed, Detail, Unused, WaiverNote};
pub(crate) use findings::{Findings, MOST_LISTED, Slot, Waived};
pub use mark::Mark;
pub(crate) use mark::{CellLabels, MarkRole};
pub(crate) use mismatch::{
    Bounded, Clause, Factor, Gap, HoldsIf, Mismatch, Repair, Requirement, RowsTaken, Side,
    TextAsked, TextFailed,
};
pub(crate) use not_checked::{NotChecked, WhyNot};
pub(crate) use proof::ProofStep;
pub(crate) use reasoned::{Deduced, Implied, LeftOut, Reasoned, WhyLeftOut};
pub(crate) use rule_note::RuleNote;
pub(crate) use slip::{Slip, SlipKind};
pub use tally::Tally;
pub(crate) use tally::{Coverage, Relations};

pub(crate) use crate::rule::Code;
use crate::rule::Severity;

/// Something that does not agree.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What kind it is, to look up with `explain`.
    pub(crate) code: Code,
    /// How much it matters.
    pub(crate) severity: Severity,
    /// The rule that it breaks; none for the built-in checks.
    pub(crate) rule: Option<RuleNote>,
    /// The section it is in.
    pub(crate) section: String,
    /// The row that it is for, where it is for one.
    row: Option<CheckedRow>,
    primary: Mark,
    related: Vec<Mark>,
    /// The numbers.
    pub(crate) detail: Detail,
    /// What the whole report says of it, where it was asked.
    pub(crate) clash: Option<Box<Clash>>,
    /// The findings that are told in this one, because the same changes mend
    /// them.
    pub(crate) explains: Vec<Finding>,
}

/// A row that something was checked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CheckedRow {
    /// Its key.
    pub key: String,
    /// Its number, where its table holds its rows.
    pub number: Option<usize>,
}

impl Finding {
    /// A finding about one cell, in the section and the row of that cell.
    pub(crate) fn new(code: Code, severity: Severity, primary: Mark, detail: Detail) -> Finding {
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
    pub(crate) fn in_section(self, section: &str) -> Finding {
        Finding {
            section: section.to_owned(),
            row: None,
            ..self
        }
    }

    /// The same for a row of its section, or for none.
    pub(crate) fn for_row(self, row: Option<CheckedRow>) -> Finding {
        Finding { row, ..self }
    }

    /// The same with the rule that is broken.
    pub(crate) fn of_rule(self, rule: RuleNote) -> Finding {
        Finding {
            rule: Some(rule),
            ..self
        }
    }

    /// The same with the other cells that take part.
    pub(crate) fn beside(self, related: Vec<Mark>) -> Finding {
        Finding { related, ..self }
    }

    /// Adds another cell that takes part.
    pub(crate) fn add(&mut self, related: Mark) {
        self.related.push(related);
    }

    /// The cell in question.
    pub(crate) fn primary(&self) -> &Mark {
        &self.primary
    }

    /// The other cells that take part.
    pub(crate) fn related(&self) -> &[Mark] {
        &self.related
    }

    /// All of its cells, the one in question first.
    pub(crate) fn marks(&self) -> impl Iterator<Item = &Mark> + Clone {
        std::iter::once(&self.primary).chain(&self.related)
    }

    /// All of its cells, then those that may be wrong and those of the findings
    /// that are told in it.
    pub(crate) fn all_marks(&self) -> impl Iterator<Item = &Mark> {
        let repairs = self.clash.iter().flat_map(|clash| &clash.repairs);
        let changed = repairs.flat_map(|repair| &repair.changes);
        let told = self.explains.iter().flat_map(Finding::marks);
        self.marks()
            .chain(changed.map(|change| &change.mark))
            .chain(told)
    }

    /// This one, and those that are told in it.
    pub(crate) fn with_explained(&self) -> impl Iterator<Item = &Finding> + Clone {
        std::iter::once(self).chain(&self.explains)
    }

    /// The key of the row that it is for.
    pub(crate) fn row_key(&self) -> Option<&str> {
        self.row.as_ref().map(|row| row.key.as_str())
    }

    /// The number of that row, where its table holds its rows.
    pub(crate) fn row_number(&self) -> Option<usize> {
        self.row.as_ref().and_then(|row| row.number)
    }

    /// What a waiver calls it by: its rule, or the check that needs none.
    pub(crate) fn waived_as(&self) -> &str {
        self.rule
            .as_ref()
            .map_or(self.code.name(), |rule| &rule.name)
    }
}

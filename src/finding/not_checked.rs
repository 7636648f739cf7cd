//! Checks that could not be made, and why.

use super::mark::Mark;
use super::rule_note::RuleNote;
use crate::report::NoPrior;
use crate::rule::{OutOfForce, Words};
use crate::table::{NoneBefore, RowName};

/// A check that could not be made.
#[derive(Clone, Debug)]
pub(crate) struct NotChecked {
    /// The rule.
    pub rule: RuleNote,
    /// Its section.
    pub section: Option<String>,
    /// The row, for a row rule.
    pub row: Option<RowName>,
    /// What people call that row.
    pub row_label: Words,
    /// Why.
    pub why: WhyNot,
    /// The cell that it is about, where it is about one.
    pub cell: Option<Mark>,
    /// What the rule calls it, which may be more than one figure.
    pub name: String,
    /// The figures that the name is about, each by its own name.
    pub figures: Vec<Mark>,
}

/// Why a check could not be made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum WhyNot {
    /// The figure is blank.
    NotReported,
    /// The figure does not apply.
    NotApplicable,
    /// The figure is kept back.
    Withheld,
    /// The figure cannot be read.
    Unreadable,
    /// The figure's row is ragged.
    Ragged,
    /// The rule, or this column, is not in force in the report's period, and when
    /// it is.
    NotInForce(Option<String>, OutOfForce),
    /// No report of the period before, and why.
    NoReport(NoPrior),
    /// No table of this section.
    NoTable(String),
    /// Its `report.toml` does not say this word.
    NoWord(String),
    /// This report lacks the name, which not every report has.
    NotInReport(String),
    /// The table of a section lacks this row.
    NoRow(String, String),
    /// The table of a section has no row of the key of the row at hand.
    NoPartner(String),
    /// The rows of a section's table are told apart by this column too, which the
    /// table of the rule does not have.
    OtherKey(String, String),
    /// The row has none before it.
    NoneBefore(NoneBefore),
    /// The table of a section lacks this column.
    NoColumn(String, String),
    /// The table of a section has text in this column, which nobody described.
    HoldsText(String, String),
    /// So many rows of the table of a section have this key.
    SeveralRows(String, String, usize),
    /// The table of a section has no row and no column of this name.
    NoName(String, String),
    /// The report of the period before lacks the name.
    NotInPrior(String),
    /// Several rows of the report of the period before have this key.
    SeveralInPrior(String),
    /// The table has no row of these parts of the row's period.
    NoParts(Vec<String>),
    /// Several rows are of this part of the row's period.
    SeveralOfPart(String),
    /// Which months the row's financial year has, cannot be told.
    UntoldMonths,
    /// The divisor may be zero.
    DivisionByZero,
    /// The divisor may be zero, and what it divides is not.
    OverZero,
    /// A function over rows found none.
    NoRows,
    /// The row's cell by which it would be in a group is blank.
    NoGroup,
    /// Whether rows are selected cannot be told from the prints.
    Selection,
    /// Unlike units.
    UnitClash(String, String),
    /// The search's limits were reached.
    TooComplex,
}

impl WhyNot {
    /// Whether a figure is not there, or is one that nothing can be divided by.
    pub(crate) fn is_about_a_figure(&self) -> bool {
        matches!(
            self,
            WhyNot::NotReported
                | WhyNot::NotApplicable
                | WhyNot::Withheld
                | WhyNot::Unreadable
                | WhyNot::Ragged
                | WhyNot::DivisionByZero
                | WhyNot::OverZero
        )
    }
}

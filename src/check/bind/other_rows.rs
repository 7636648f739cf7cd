//! Figures of other rows of the table whose rows a rule is checked for: of the row
//! above, of the period before, of the same period a year ago.

use super::binder::Binder;
use super::bound::{CellRef, RowRef};
use crate::rule::{Back, ConfigProblem};

/// What the row above is called elsewhere.
const ROW_BEFORE: [&str; 8] = [
    "previous",
    "prev",
    "preceding",
    "lag",
    "above",
    "last",
    "上一行",
    "前一行",
];
/// What the same period of the year before is called elsewhere.
const YEAR_BEFORE: [&str; 8] = [
    "year_ago",
    "yearago",
    "last_year",
    "year_before",
    "previous_year",
    "prior_year",
    "上年同期",
    "去年同期",
];

/// The mistake that a name is which seems to mean another row.
pub(super) fn no_other_row(name: &str) -> Option<ConfigProblem> {
    let small = name.to_lowercase();
    if YEAR_BEFORE.contains(&small.as_str()) {
        return Some(ConfigProblem::YearAgo(name.to_owned()));
    }
    let known = ROW_BEFORE.contains(&small.as_str());
    known.then(|| ConfigProblem::RowBefore(name.to_owned()))
}

impl Binder<'_> {
    /// `prior.column` in a table whose rows say their periods: the figure of the
    /// row of the same key one period before.
    pub(super) fn one_period_before(&mut self, name: &str) -> Option<CellRef> {
        let home = self.scope.report.table(self.home?)?;
        let layout = &self.scope.report.tables[home].layout;
        layout.period_column().filter(|_| self.each.is_none())?;
        let column = layout.column(name)?;
        Some(self.of_other_row(home, RowRef::Before, column))
    }

    /// `previous.column`, `year_ago.column` in a rule over rows: the figure of the
    /// row above, or of the same period a year before where rows say their periods.
    /// Rows and sections of that name go before.
    pub(super) fn other_row(&mut self, first: &str, second: &str) -> Option<CellRef> {
        let home = self.scope.report.table(self.home?)?;
        let table = &self.scope.report.tables[home];
        let row = match Back::named(first)? {
            Back::Previous => RowRef::Above,
            Back::YearAgo => table.layout.period_column().map(|_| RowRef::YearAgo)?,
            Back::Prior => return None,
        };
        let within = self.each.is_some() || self.part.is_some();
        let is_section =
            self.scope.report.table(first).is_some() || self.scope.config.section(first).is_some();
        if within || is_section {
            return None;
        }
        let column = table.layout.column(second)?;
        if table.has_rows() && table.row(first).is_some() {
            return None;
        }
        Some(self.of_other_row(home, row, column))
    }

    fn of_other_row(&mut self, home: usize, row: RowRef, column: usize) -> CellRef {
        // Which row it is, is known only where all of them are held.
        if !self.scope.report.tables[home].has_rows() {
            self.needs_rows.insert(home);
        }
        self.checked = Some(home);
        CellRef {
            prior: false,
            table: home,
            row,
            column,
        }
    }
}

//! Which row a cell stands in: a fixed one, the row that is checked, the one of its
//! key in another table or report, the one before it.

use super::evaluated::{CellKey, Reason};
use super::part_rows::{PartRow, no_parts, part_row};
use super::{Evaluation, Result};
use crate::check::bind::{Absent, CellRef, RowRef};
use crate::period::{Period, readings};
use crate::table::{Step, Table, TableRow};
use std::borrow::Cow;

impl<'a> Evaluation<'a, '_> {
    /// The row of a cell, and the cell itself: which of several it is may hang on
    /// the row that is checked.
    pub(super) fn place(&self, cell: &CellRef) -> Result<(&'a TableRow, CellKey)> {
        if matches!(cell.row, RowRef::Before | RowRef::YearAgo | RowRef::Above) {
            return self.before(cell);
        }
        let (row, number) = self.row(cell)?;
        let key = CellKey {
            prior: cell.prior,
            table: cell.table,
            row: number,
            column: cell.column,
        };
        Ok((row, key))
    }

    /// The same of a cell of the row above, or of the one a period before: in the
    /// table itself, else in that of the report before.
    fn before(&self, cell: &CellRef) -> Result<(&'a TableRow, CellKey)> {
        let (_, number, _) = self.checked.ok_or(Reason::TooComplex)?;
        let number = number.ok_or(Reason::TooComplex)?;
        let table = self.table(cell).ok_or(Reason::TooComplex)?;
        let told = self.scope.config.period;
        let series = table.series(told);
        let step = match cell.row {
            RowRef::YearAgo => Step::Year,
            _ => Step::Period,
        };
        let found = match cell.row {
            RowRef::Above => series.above(number),
            _ => series.before(number, step),
        };
        let at = |prior: bool, index: usize, row: usize, column: usize, table: &'a Table| {
            let key = CellKey {
                prior,
                table: index,
                row: Some(row),
                column,
            };
            (&table.rows[row], key)
        };
        let why = match found {
            Ok(row) => return Ok(at(false, cell.table, row, cell.column, table)),
            Err(why) => why,
        };
        let in_report_before = || {
            let report = self.scope.prior?;
            let index = report.table(table.section())?;
            let before = &report.tables[index];
            let column = before
                .layout
                .column(&table.layout.columns[cell.column].name)?;
            before.layout.period_column()?;
            let row = before.series(told).before_that_of(series, number, step)?;
            Some(at(true, index, row, column, before))
        };
        let found = match why.is_not_there() && cell.row != RowRef::Above {
            true => in_report_before(),
            false => None,
        };
        found.ok_or(Reason::Absent(Absent::NoneBefore(why)))
    }

    /// The row of a cell and its number in its table.
    fn row(&self, cell: &CellRef) -> Result<(&'a TableRow, Option<usize>)> {
        let table = self.table(cell).ok_or(Reason::TooComplex)?;
        match cell.row {
            RowRef::Before | RowRef::YearAgo | RowRef::Above => Err(Reason::TooComplex),
            RowRef::Part(parts, at) => {
                let checked = self.checked.ok_or(Reason::TooComplex)?;
                match part_row(self.scope, checked, cell, (parts, at))? {
                    PartRow::Row(row) => Ok((&table.rows[row], Some(row))),
                    PartRow::Missing(period) => Err(no_parts(self.scope, cell, vec![period])),
                    PartRow::Beyond => Err(Reason::TooComplex),
                }
            }
            RowRef::Fixed(row) => Ok((&table.rows[row], Some(row))),
            RowRef::Each => self
                .each
                .map(|(at, row)| (row, Some(at)))
                .ok_or(Reason::TooComplex),
            RowRef::Checked => {
                let (_, number, row) = self.checked.ok_or(Reason::TooComplex)?;
                if !cell.prior {
                    return Ok((row, number));
                }
                let key = self.key_there(cell, table, row)?;
                let found = table.only_row(&key);
                let found = found.or_else(|| self.row_of_period(table, row));
                let at = found.ok_or_else(|| no_partner(cell.prior, table, &key))?;
                Ok((&table.rows[at], Some(at)))
            }
            RowRef::Joined => {
                let (_, _, row) = self.checked.ok_or(Reason::TooComplex)?;
                let key = &*self.key_there(cell, table, row)?;
                let found = table.only_row(key);
                let at = found.ok_or_else(|| no_partner(cell.prior, table, key))?;
                Ok((&table.rows[at], Some(at)))
            }
        }
    }

    /// The key of the row of a table that the row which is checked says.
    fn key_there(&self, cell: &CellRef, table: &Table, row: &'a TableRow) -> Result<Cow<'a, str>> {
        let home = self.checked.map(|(table, ..)| table);
        let home = home.and_then(|home| self.scope.report.tables.get(home));
        let home = &home.ok_or(Reason::TooComplex)?.layout;
        home.key_there(row, &table.layout).ok_or_else(|| {
            Reason::Absent(match cell.prior {
                true => Absent::Prior(row.key().to_owned()),
                false => Absent::Partner {
                    section: table.section().to_owned(),
                    key: row.key().to_owned(),
                },
            })
        })
    }

    /// The row of the report before that has its period for a key, where the
    /// own row's key is the report's own: a table of days has one row a day.
    fn row_of_period(&self, before: &Table, row: &TableRow) -> Option<usize> {
        let report = self.scope.report;
        let (own, prior) = (report.period.as_ref()?, self.scope.prior?.period.as_ref()?);
        let says = |key: &str, period: &Period| {
            readings(key)
                .iter()
                .any(|reading| reading.period.is(period))
        };
        let table = report.tables.get(self.checked?.0)?;
        table.only_row(row.key())?;
        if !says(row.key(), own) {
            return None;
        }
        let rows = before.rows.iter().enumerate();
        let mut found = rows.filter(|(_, row)| says(row.key(), prior));
        match (found.next(), found.next()) {
            (Some((at, _)), None) => Some(at),
            _ => None,
        }
    }
}

/// That a table has no row, or several, of the key of the row that is checked.
fn no_partner(prior: bool, table: &Table, key: &str) -> Reason {
    let several = !key.is_empty() && table.row(key).is_some();
    let (section, key) = (table.section().to_owned(), key.to_owned());
    Reason::Absent(match (prior, several) {
        (true, true) => Absent::SeveralPrior(key),
        (true, false) => Absent::Prior(key),
        (false, true) => Absent::Several {
            rows: table.rows_called(&key).max(2),
            section,
            key,
        },
        (false, false) => Absent::Partner { section, key },
    })
}

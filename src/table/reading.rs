//! Reads rows, and single prints in the place of a cell's own: what they allow
//! in their table.

use super::cells::{Cell, Holds, Line};
use super::column::ColumnKind;
use super::held::{Common, Rest};
use super::layout::{Layout, known_of_row};
use super::row::TableRow;
use crate::figure::{Decimals, Figure, LeanColumn, Reading, Unit, UnitBook, read, read_empty};
use crate::source::RawRow;
use std::borrow::Cow;
use std::sync::Arc;

/// So many units of rows are told apart; rows that say another one are read in
/// full.
const UNITS: usize = 32;

/// What a row says of its own figures.
struct RowSays<'a> {
    /// Whether its figures are read as those of other rows.
    alike: bool,
    unit: Option<&'a Unit>,
    known: Option<Decimals>,
}

impl Layout {
    /// Reads a row: its cells and what their prints allow.
    pub(crate) fn read(&self, row: &RawRow<'_>, units: &UnitBook) -> TableRow {
        self.read_in_unit(row, None, units)
    }

    /// Reads a row whose figures are in a unit that no cell of its own says.
    pub(super) fn read_in_unit(
        &self,
        row: &RawRow<'_>,
        said: Option<Unit>,
        units: &UnitBook,
    ) -> TableRow {
        let mut cells: Vec<Cell> = row
            .fields
            .iter()
            .enumerate()
            .map(|(index, field)| Cell {
                start: field.start,
                end: field.end,
                part_of: None,
                unquoted: match row.text(index) {
                    Cow::Owned(text) => Some(text.into()),
                    Cow::Borrowed(_) => None,
                },
            })
            .collect();
        let complete = cells.len() == self.printed;
        if complete {
            self.part(row, &mut cells);
        }
        let text = |kind| {
            let index = self.of_kind(kind)?;
            cells
                .get(index)
                .map(|cell| cell.text(row.raw).trim())
                .filter(|text| !text.is_empty())
        };
        let unit = text(ColumnKind::Unit).and_then(|text| units.read_stated(text));
        let unit = unit.or(said);
        let known = known_of_row(text(ColumnKind::Decimals), text(ColumnKind::RoundedTo));
        let common = match &unit {
            Some(unit) if known.is_none() => self.common_in(unit, units),
            _ => self.common(units).clone(),
        };
        let says = RowSays {
            alike: known.is_none() && common.unit == unit,
            unit: unit.as_ref(),
            known,
        };
        let mut read = Vec::new();
        let places = cells.iter().enumerate().map(|(index, cell)| {
            let read_too = complete || index < self.printed;
            let holds = match read_too && self.holds_figures(index) {
                true => self.read_cell(cell.text(row.raw), index, &says, (&common, units)),
                false => Err(Reading::Blank),
            };
            let holds = holds.unwrap_or_else(|reading| match reading {
                Reading::Blank => Holds::Nothing,
                Reading::NotApplicable => Holds::NotApplicable,
                Reading::Withheld => Holds::Withheld,
                Reading::Unreadable(_) | Reading::Figure(_) => {
                    read.push((u32::try_from(index).unwrap_or(u32::MAX), reading));
                    Holds::Read
                }
            });
            (cell.start, cell.end, holds)
        });
        let line = Line::new(row.raw, places);
        read.shrink_to_fit();
        let others = cells.into_iter().enumerate();
        let others = others.filter(|(_, cell)| cell.part_of.is_some() || cell.unquoted.is_some());
        let rest = Rest {
            unit: unit.filter(|_| common.unit.is_none()),
            incomplete: !complete,
            origin: None,
            cells: others.collect(),
            read,
        };
        let mut row = TableRow::new(line, row.line, common, rest);
        self.settle(&mut row);
        row
    }

    fn holds_figures(&self, column: usize) -> bool {
        let column = self.columns.get(column);
        column.is_some_and(|column| column.kind == ColumnKind::Figure)
    }

    /// What a cell of figures holds: a plain print, or what was read of it in full.
    fn read_cell(
        &self,
        text: &str,
        column: usize,
        says: &RowSays<'_>,
        (common, units): (&Common, &UnitBook),
    ) -> Result<Holds, Reading> {
        let marked = self.missing_of(column).marked(text);
        let lean = common.columns[column].as_ref();
        // A row that says how far its figures are known is read in full.
        let lean = lean.filter(|_| says.alike && marked.is_none());
        if let Some(lean) = lean.and_then(|column| column.read(text.trim())) {
            return Ok(match lean.is_percent() {
                true => Holds::Percent,
                false => Holds::Plain,
            });
        }
        let context = self.context_of(says.unit, says.known, column, units);
        Err(match marked {
            Some(kind) => read_empty(text, kind, &context),
            None => read(text, &context),
        })
    }

    /// What its rows have in common that say nothing of their figures.
    fn common(&self, units: &UnitBook) -> &Arc<Common> {
        let common = || Arc::new(self.common_of(None, units));
        self.common.get_or_init(common)
    }

    /// What those have in common that say this unit; where too many do, what all
    /// have.
    fn common_in(&self, unit: &Unit, units: &UnitBook) -> Arc<Common> {
        let of_all = || self.common(units).clone();
        let Ok(mut by_unit) = self.by_unit.lock() else {
            return of_all();
        };
        let known = by_unit
            .iter()
            .find(|known| known.unit.as_ref() == Some(unit));
        if let Some(known) = known {
            return known.clone();
        }
        if by_unit.len() >= UNITS {
            return of_all();
        }
        let common = Arc::new(self.common_of(Some(unit), units));
        by_unit.push(common.clone());
        common
    }

    /// How the plain prints of each column are read in rows that say this of
    /// their figures. A share is held within one, whatever it prints.
    fn common_of(&self, unit: Option<&Unit>, units: &UnitBook) -> Common {
        let column = |index: usize| {
            let plain = self.holds_figures(index) && !self.columns[index].config.share;
            let context = plain.then(|| self.context_of(unit, None, index, units))?;
            LeanColumn::new(&context)
        };
        Common {
            path: self.header.path.clone(),
            unit: unit.cloned(),
            key: self.key_columns().into(),
            columns: (0..self.columns.len()).map(column).collect(),
        }
    }

    /// Reads another print in the place of a cell's own.
    pub(crate) fn read_in(
        &self,
        row: &TableRow,
        column: usize,
        print: &str,
        units: &UnitBook,
    ) -> Option<Figure> {
        match read(print, &self.context(row, column, units)) {
            Reading::Figure(mut figure) => {
                let domain = self.domain(row, column);
                figure.keep_within(domain, self.rounding(column));
                Some(*figure)
            }
            _ => None,
        }
    }

    /// Whether a print says the same in the one cell and in the other.
    pub(crate) fn reads_alike(
        &self,
        (row, column): (&TableRow, usize),
        (other_row, other_column): (&TableRow, usize),
        units: &UnitBook,
    ) -> bool {
        let one = self.context(row, column, units);
        let other = self.context(other_row, other_column, units);
        one.says_the_same(&other)
            && self.domain(row, column) == self.domain(other_row, other_column)
    }
}

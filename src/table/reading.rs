//! Reads rows, and single prints in the place of a cell's own: what they allow
//! in their table.

use super::cells::{Cell, Cells};
use super::column::ColumnKind;
use super::held::{Held, LeanColumns, Readings};
use super::layout::{Layout, known_of_row};
use super::row::TableRow;
use crate::figure::{Figure, LeanColumn, Reading, Unit, UnitBook, read, read_empty};
use crate::place::Excerpt;
use crate::source::RawRow;
use std::borrow::Cow;

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
        let cell = |index: usize| {
            cells
                .get(index)
                .filter(|_| complete || index < self.printed)
        };
        let columns = self.lean_columns(units);
        // A row that says something of its own figures is read in full.
        let alike = unit.is_none() && known.is_none();
        let held = (0..self.columns.len())
            .map(|index| match (self.columns[index].kind, cell(index)) {
                (ColumnKind::Figure, Some(cell)) => {
                    let text = cell.text(row.raw);
                    let marked = self.missing_of(index).marked(text);
                    let lean = columns[index].as_ref();
                    let lean = lean.filter(|_| alike && marked.is_none());
                    if let Some(lean) = lean.and_then(|column| column.read(text.trim())) {
                        return Held::Lean(lean);
                    }
                    let context = self.context_of(unit.as_ref(), known, index, units);
                    Held::Read(match marked {
                        Some(kind) => read_empty(text, kind, &context),
                        None => read(text, &context),
                    })
                }
                _ => Held::Read(Reading::Blank),
            })
            .collect();
        let mut row = TableRow {
            excerpt: Excerpt::of(self.header.path.clone(), row.line, row.raw),
            complete,
            cells: Cells::new(cells),
            readings: Readings::new(held, columns.clone()),
            unit,
        };
        self.settle(&mut row);
        row
    }

    /// How the plain prints of each column are read in rows that say nothing of
    /// their figures. A share is held within one, whatever it prints.
    fn lean_columns(&self, units: &UnitBook) -> &LeanColumns {
        let column = |index: usize| {
            let column = &self.columns[index];
            let plain = column.kind == ColumnKind::Figure && !column.config.share;
            let context = plain.then(|| self.column_context(index, units))?;
            LeanColumn::new(&context)
        };
        let columns = || (0..self.columns.len()).map(column).collect::<Vec<_>>();
        self.lean.get_or_init(|| columns().into())
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

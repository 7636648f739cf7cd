//! A row: its cells with their places, and what its figures' prints allow.

use super::cells::Cells;
use super::held::Readings;
use crate::figure::{Figure, LeanColumn, LeanPrint, Reading, Unit};
use crate::place::{Excerpt, Place};
use std::borrow::Cow;

/// Figures are kept, once made, of rows up to this line; of those further down
/// they are made anew where they are but looked at.
const KEPT: u64 = 500;

/// A row.
#[derive(Clone, Debug)]
pub(crate) struct TableRow {
    /// Its text in the file.
    pub excerpt: Excerpt,
    /// Its cells; as many as the row has, whatever the header says.
    pub cells: Cells,
    /// What its figure columns hold; `Blank` for other columns.
    pub(super) readings: Readings,
    /// The unit that the row says.
    pub unit: Option<Unit>,
    /// Whether it has as many cells as the header.
    pub complete: bool,
}

impl TableRow {
    /// Its key.
    pub(crate) fn key(&self) -> &str {
        self.text(0)
    }

    /// Takes a key that its first cell does not spell out.
    pub(super) fn call(&mut self, key: &str) {
        self.cells.call_first(key);
    }

    /// A cell's text, trimmed; empty where the row ends before it.
    pub(crate) fn text(&self, column: usize) -> &str {
        let text = self.cells.text(column, &self.excerpt.text);
        text.map_or("", str::trim)
    }

    /// What a column holds.
    pub(crate) fn reading(&self, column: usize) -> Option<&Reading> {
        self.readings.get(column, self.text(column))
    }

    /// What a column holds that is no figure.
    pub(crate) fn no_figure(&self, column: usize) -> Option<&Reading> {
        let read = self.readings.read(column);
        read.filter(|read| !matches!(read, Reading::Figure(_)))
    }

    /// The figure in a column, where there is one.
    pub(crate) fn figure(&self, column: usize) -> Option<&Figure> {
        match self.reading(column)? {
            Reading::Figure(figure) => Some(figure),
            _ => None,
        }
    }

    /// The figure in a column, to be looked at: where there are many rows, it is
    /// not kept.
    pub(crate) fn glance(&self, column: usize) -> Option<Cow<'_, Figure>> {
        match self.excerpt.first_line <= KEPT {
            true => self.figure(column).map(Cow::Borrowed),
            false => self.readings.glance(column, self.text(column)),
        }
    }

    /// Whether there is a figure in a column.
    pub(crate) fn has_figure(&self, column: usize) -> bool {
        self.readings.unit(column).is_some()
    }

    /// The unit of the figure in a column; none where there is no figure.
    pub(crate) fn figure_unit(&self, column: usize) -> Option<Option<&Unit>> {
        self.readings.unit(column)
    }

    /// The digits of a column's plain print.
    pub(super) fn lean(&self, column: usize) -> Option<(LeanPrint, &LeanColumn)> {
        self.readings.lean(column)
    }

    /// How many columns its table has.
    pub(crate) fn width(&self) -> usize {
        self.readings.len()
    }

    /// The place of a cell, or the row's end where it has none.
    pub(crate) fn place(&self, column: usize) -> Place {
        match self.cells.span(column) {
            Some(span) => {
                let raw = self.excerpt.text.get(span.clone()).unwrap_or_default();
                let lead = raw.len() - raw.trim_start().len();
                let tail = raw.len() - raw.trim_end().len();
                if lead == raw.len() {
                    return self.excerpt.place(span.start, span.end);
                }
                self.excerpt.place(span.start + lead, span.end - tail)
            }
            None => {
                let end = self.excerpt.text.len();
                self.excerpt.place(end, end)
            }
        }
    }

    /// The cell of the file that a column's stands in, and the bytes of the row
    /// that it takes there where it is only a part of it.
    pub(crate) fn field(&self, column: usize) -> (usize, Option<std::ops::Range<usize>>) {
        let part = || Some((self.cells.part_of(column)?, self.cells.span(column)));
        part().unwrap_or((column, None))
    }

    /// The place of the whole row.
    pub(crate) fn whole(&self) -> Place {
        self.excerpt.place(0, self.excerpt.text.len())
    }
}

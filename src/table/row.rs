//! A row: its cells with their places, and what its figures' prints allow.

use crate::figure::{Figure, Reading, Unit};
use crate::place::{Excerpt, Place};

/// A cell as it stands in its row.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    /// The text, quotes undone.
    pub text: String,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The cell of the file that it is a part of, where that holds two figures.
    pub(super) part_of: Option<usize>,
}

/// A row.
#[derive(Clone, Debug)]
pub(crate) struct TableRow {
    /// Its text in the file.
    pub excerpt: Excerpt,
    /// Its cells; as many as the row has, whatever the header says.
    pub cells: Vec<Cell>,
    /// What its figure columns hold; `Blank` for other columns.
    pub readings: Vec<Reading>,
    /// The unit that the row says.
    pub unit: Option<Unit>,
    /// Whether it has as many cells as the header.
    pub complete: bool,
}

impl TableRow {
    /// Its key.
    pub(crate) fn key(&self) -> &str {
        self.cells.first().map_or("", |cell| cell.text.trim())
    }

    /// A cell's text, trimmed; empty where the row ends before it.
    pub(crate) fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.text.trim())
    }

    /// The figure in a column, where there is one.
    pub(crate) fn figure(&self, column: usize) -> Option<&Figure> {
        match self.readings.get(column)? {
            Reading::Figure(figure) => Some(figure),
            _ => None,
        }
    }

    /// The place of a cell, or the row's end where it has none.
    pub(crate) fn place(&self, column: usize) -> Place {
        match self.cells.get(column) {
            Some(cell) => {
                let raw = self
                    .excerpt
                    .text
                    .get(cell.start..cell.end)
                    .unwrap_or_default();
                let lead = raw.len() - raw.trim_start().len();
                let tail = raw.len() - raw.trim_end().len();
                if lead == raw.len() {
                    return self.excerpt.place(cell.start, cell.end);
                }
                self.excerpt.place(cell.start + lead, cell.end - tail)
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
        let part = |cell: &Cell| Some((cell.part_of?, Some(cell.start..cell.end)));
        self.cells
            .get(column)
            .and_then(part)
            .unwrap_or((column, None))
    }

    /// The place of the whole row.
    pub(crate) fn whole(&self) -> Place {
        self.excerpt.place(0, self.excerpt.text.len())
    }
}

//! A row: its cells with their places, and what its figures' prints allow.

use crate::figure::{Figure, Reading, Unit};
use crate::place::{Excerpt, Place};

/// A cell as it stands in its row.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    /// Where it stands in its row's text.
    pub(super) start: u32,
    pub(super) end: u32,
    /// The cell of the file that it is a part of, where that holds two figures.
    pub(super) part_of: Option<u32>,
    /// Its text, where quotes stood within it that are undone.
    pub(super) unquoted: Option<Box<str>>,
}

impl Cell {
    /// Its text in that of its row, quotes undone.
    pub(super) fn text<'a>(&'a self, row: &'a str) -> &'a str {
        match &self.unquoted {
            Some(text) => text,
            None => row.get(self.span()).unwrap_or_default(),
        }
    }

    /// The bytes of its row that it takes.
    pub(super) fn span(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
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
        self.text(0)
    }

    /// Takes a key that its first cell does not spell out.
    pub(super) fn call(&mut self, key: &str) {
        if let Some(cell) = self.cells.first_mut() {
            cell.unquoted = Some(key.into());
        }
    }

    /// A cell's text, trimmed; empty where the row ends before it.
    pub(crate) fn text(&self, column: usize) -> &str {
        let cell = self.cells.get(column);
        cell.map_or("", |cell| cell.text(&self.excerpt.text).trim())
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
                let span = cell.span();
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
        let part = |cell: &Cell| Some((cell.part_of? as usize, Some(cell.span())));
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

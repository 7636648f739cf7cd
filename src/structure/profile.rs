//! A grid as lines of cells that look like something.

use super::kind::{Kind, Looker};
use crate::document::{Grid, GridCell};
use crate::figure::UnitBook;
use std::ops::Range;

/// A grid, and what its cells look like.
pub(super) struct Profile<'a> {
    /// The grid.
    pub grid: &'a Grid,
    /// What each cell of each row looks like.
    kinds: Vec<Vec<Kind>>,
    /// How many columns there are.
    pub width: u32,
}

/// How many cells of each kind a line has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// Cells in which something stands.
    pub cells: usize,
    /// Figures.
    pub figures: usize,
    /// Whole numbers that may be years.
    pub years: usize,
    /// Marks of missing figures.
    pub missing: usize,
    /// Figures in words, which may call columns.
    pub worded: usize,
    /// Texts and times.
    pub texts: usize,
}

impl<'a> Profile<'a> {
    /// Looks at all cells of a grid.
    pub(super) fn of(grid: &'a Grid, units: &'a UnitBook) -> Profile<'a> {
        let mut looker = Looker::new(units);
        let rows = grid.rows.iter();
        let kinds = rows.map(|row| row.cells.iter().map(|cell| looker.kind(cell)).collect());
        let mut kinds: Vec<Vec<Kind>> = kinds.collect();
        // Where all figures are said in words, these are the figures.
        if !kinds.iter().flatten().any(|kind| kind.is_figure()) {
            let worded = kinds.iter_mut().flatten();
            let worded = worded.filter(|kind| **kind == Kind::Worded);
            worded.for_each(|kind| *kind = Kind::Figure);
        }
        Profile {
            kinds,
            width: grid.width(),
            grid,
        }
    }

    /// The cells of a row within some columns in which something stands.
    pub(super) fn cells(
        &self,
        row: usize,
        width: &Range<u32>,
    ) -> impl DoubleEndedIterator<Item = (&'a GridCell, Kind)> + use<'_, 'a> {
        let cells = &self.grid.rows[row].cells;
        let from = cells.partition_point(|cell| cell.column < width.start);
        let to = cells.partition_point(|cell| cell.column < width.end);
        let kinds = &self.kinds[row][from..to];
        let found = cells[from..to].iter().zip(kinds.iter().copied());
        found.filter(|(_, kind)| *kind != Kind::Blank)
    }

    /// The cell that starts at a row and a column, where something stands in it.
    pub(super) fn cell(&self, row: usize, column: u32) -> Option<(&'a GridCell, Kind)> {
        self.cells(row, &(column..column + 1)).next()
    }

    /// How many cells of each kind a row has within some columns.
    pub(super) fn counts(&self, row: usize, width: &Range<u32>) -> Counts {
        let mut counts = Counts::default();
        for (_, kind) in self.cells(row, width) {
            counts.cells += 1;
            match kind {
                Kind::Blank => {}
                Kind::Figure | Kind::Counter(_) => counts.figures += 1,
                Kind::Year(_) => counts.years += 1,
                Kind::Missing => counts.missing += 1,
                Kind::Worded => counts.worded += 1,
                Kind::Time | Kind::Text => counts.texts += 1,
            }
        }
        counts
    }

    /// The only cell of a row within some columns.
    pub(super) fn only_cell(&self, row: usize, width: &Range<u32>) -> Option<&'a GridCell> {
        let mut cells = self.cells(row, width);
        let first = cells.next()?;
        cells.next().is_none().then_some(first.0)
    }
}

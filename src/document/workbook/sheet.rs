//! The cells of a sheet, in whatever order they were read, become a grid.

use super::formula::{Area, LAST_ROW};
use crate::document::{Block, Bound, Cause, Content, Grid, GridCell, GridRow, Told};
use crate::place::Spot;
use std::sync::Arc;

/// How many cells are read of a workbook.
const MOST_CELLS: usize = 1_000_000;
/// How much text is read of a workbook, in MiB.
const MOST_TEXT: usize = 64;
/// How many blank rows in a row are kept: a stray cell at the end of a sheet
/// does not make a million rows.
const MOST_BLANK: u32 = 200;
/// How many stretches of hidden columns are held of a sheet.
const MOST_STRETCHES: usize = 16_384;
/// How many formulas without a value are told one by one.
const MOST_TOLD: usize = 100;

/// What may still be read of a workbook.
pub(super) struct Budget {
    cells: usize,
    text: usize,
}

impl Budget {
    /// All that is read of one workbook.
    pub(super) fn new() -> Budget {
        Budget {
            cells: MOST_CELLS,
            text: MOST_TEXT << 20,
        }
    }

    /// Takes cells.
    pub(super) fn cells(&mut self, count: usize) -> Result<(), Cause> {
        let left = self.cells.checked_sub(count);
        self.cells = left.ok_or(Cause::TooLarge(Bound::Cells(MOST_CELLS as u64)))?;
        Ok(())
    }

    /// Takes bytes of text.
    pub(super) fn text(&mut self, length: usize) -> Result<(), Cause> {
        let left = self.text.checked_sub(length);
        self.text = left.ok_or(Cause::TooLarge(Bound::Unpacked(MOST_TEXT as u64)))?;
        Ok(())
    }
}

/// A sheet that is read; rows and columns count from 1.
pub(super) struct Sheet {
    /// Its name.
    pub name: Arc<str>,
    /// Whether the workbook hides it.
    pub hidden: bool,
    /// Its cells that hold something, with their rows.
    pub cells: Vec<(u32, GridCell)>,
    /// The rectangles that are one cell: first and last row and column.
    merged: Vec<Area>,
    /// The rows that are hidden.
    hidden_rows: Vec<u32>,
    /// The columns that are hidden, first and last of each stretch.
    hidden_columns: Vec<(u32, u32)>,
    /// The rows that the workbook itself says are headers.
    pub header_rows: Vec<(u32, u32)>,
}

impl Sheet {
    /// A sheet without cells.
    pub(super) fn new(name: &str, hidden: bool) -> Sheet {
        Sheet {
            name: Arc::from(name),
            hidden,
            cells: Vec::new(),
            merged: Vec::new(),
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            header_rows: Vec::new(),
        }
    }

    /// Makes a rectangle one cell.
    pub(super) fn merge(&mut self, area: Area, budget: &mut Budget) -> Result<(), Cause> {
        budget.cells(1)?;
        self.merged.push(area);
        Ok(())
    }

    /// Hides a row.
    pub(super) fn hide_row(&mut self, row: u32) {
        if self.hidden_rows.len() < LAST_ROW as usize {
            self.hidden_rows.push(row);
        }
    }

    /// Hides columns, the last one included.
    pub(super) fn hide_columns(&mut self, first: u32, last: u32) {
        if self.hidden_columns.len() < MOST_STRETCHES {
            self.hidden_columns.push((first.max(1), last));
        }
    }

    /// Where a cell stands.
    pub(super) fn spot(&self, row: u32, column: u32) -> Spot {
        Spot::Sheet {
            sheet: self.name.clone(),
            row,
            column,
        }
    }

    /// Adds it to what was read, as a grid, and tells what it hides.
    pub(super) fn put_into(
        mut self,
        content: &mut Content,
        budget: &mut Budget,
    ) -> Result<(), Cause> {
        self.cells.sort_by_key(|(row, cell)| (*row, cell.column));
        self.cells.dedup_by_key(|(row, cell)| (*row, cell.column));
        let Some(last_row) = self.cells.last().map(|(row, _)| *row) else {
            return Ok(());
        };
        let columns = self.cells.iter().map(|(_, cell)| cell.column + 1);
        let last = (last_row, columns.max().unwrap_or(1));
        self.merge_cells(last, budget)?;
        if self.hidden {
            content.told.push(Told::HiddenSheet(self.name.to_string()));
        }
        self.hidden_rows.sort_unstable();
        let rows = std::mem::take(&mut self.hidden_rows);
        let hidden_columns = hidden_columns(&self.hidden_columns, last.1);
        let first = self.cells.first().map_or(1, |(row, _)| *row);
        let hidden_rows = rows.iter().filter(|row| (first..=last.0).contains(row));
        let hidden = hidden_rows.count() + hidden_columns;
        if hidden > 0 {
            let told = Told::HiddenLines(self.name.to_string(), hidden);
            content.told.push(told);
        }
        let grid = Grid {
            name: Some(self.name.to_string()),
            spot: self.spot(1, 1),
            is_sheet: true,
            rows: self.rows(&rows),
        };
        content.blocks.push(Block::Grid(grid));
        Ok(())
    }

    /// Gives merged cells their spans, cut to what is used, and takes out what
    /// they cover.
    fn merge_cells(&mut self, last: (u32, u32), budget: &mut Budget) -> Result<(), Cause> {
        let merged = std::mem::take(&mut self.merged);
        // Which stretches of columns are covered, by rows.
        let mut covered: Vec<(u32, u32, u32, (u32, u32))> = Vec::new();
        let mut anchors: Vec<Area> = Vec::new();
        for (first, end) in merged {
            let end = (end.0.min(last.0), end.1.min(last.1));
            if first.0 > end.0 || first.1 > end.1 || first == end {
                continue;
            }
            budget.cells((end.0 - first.0 + 1) as usize)?;
            covered.extend((first.0..=end.0).map(|row| (row, first.1, end.1, first)));
            anchors.push((first, end));
        }
        covered.sort_unstable();
        anchors.sort_unstable();
        anchors.dedup_by_key(|(first, _)| *first);
        let mut from = 0;
        self.cells.retain(|(row, cell)| {
            let at = (*row, cell.column + 1);
            while covered
                .get(from)
                .is_some_and(|(row, _, end, _)| (*row, *end) < at)
            {
                from += 1;
            }
            let cover = covered
                .get(from)
                .filter(|cover| cover.0 == at.0 && cover.1 <= at.1);
            cover.is_none_or(|cover| cover.3 == at)
        });
        self.place_anchors(&anchors);
        Ok(())
    }

    /// Gives the first cells of merged ones their spans; those that are blank
    /// are cells too.
    fn place_anchors(&mut self, anchors: &[Area]) {
        let mut blank = Vec::new();
        let mut at = 0;
        for (first, end) in anchors {
            let place = |(row, cell): &(u32, GridCell)| (*row, cell.column + 1);
            while self.cells.get(at).is_some_and(|cell| place(cell) < *first) {
                at += 1;
            }
            let spanned = |cell: &mut GridCell| {
                cell.rows = end.0 - first.0 + 1;
                cell.columns = end.1 - first.1 + 1;
            };
            match self.cells.get_mut(at).filter(|cell| place(cell) == *first) {
                Some((_, cell)) => spanned(cell),
                None => {
                    let spot = self.spot(first.0, first.1);
                    let mut cell = GridCell::plain(first.1 - 1, "", spot);
                    spanned(&mut cell);
                    blank.push((first.0, cell));
                }
            }
        }
        if !blank.is_empty() {
            self.cells.append(&mut blank);
            self.cells.sort_by_key(|(row, cell)| (*row, cell.column));
        }
    }

    /// The rows, with blank ones between them.
    fn rows(self, hidden: &[u32]) -> Vec<GridRow> {
        let mut rows: Vec<GridRow> = Vec::new();
        let mut last = 0;
        for (row, cell) in self.cells {
            if row > last {
                let blank = (row - last - 1).min(MOST_BLANK);
                let hides = |row: &u32| hidden.binary_search(row).is_ok();
                for skipped in row - blank..=row {
                    let header = |(first, end): &(u32, u32)| (*first..=*end).contains(&skipped);
                    rows.push(GridRow {
                        cells: Vec::new(),
                        header: self.header_rows.iter().any(header),
                        hidden: hides(&skipped),
                    });
                }
                last = row;
            }
            if let Some(row) = rows.last_mut() {
                row.cells.push(cell);
            }
        }
        rows
    }
}

/// How many columns of those in use are hidden.
fn hidden_columns(stretches: &[(u32, u32)], last: u32) -> usize {
    let mut columns: Vec<u32> = Vec::new();
    for (from, to) in stretches {
        columns.extend(*from..=(*to).min(last));
    }
    columns.sort_unstable();
    columns.dedup();
    columns.len()
}

/// Tells that a formula has no value, as long as not many were told.
pub(super) fn tell_no_value(told: &mut Vec<Told>, spot: &Spot) {
    let told_so_far = told.iter().filter(|one| matches!(one, Told::NoValue(_)));
    if told_so_far.count() < MOST_TOLD {
        told.push(Told::NoValue(spot.say(crate::lang::Lang::En)));
    }
}

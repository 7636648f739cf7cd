//! A table of a page before it is a grid: cells with their glyphs.

use super::page::{Glyph, Page};
use super::text::{CellText, cell, lines, union};
use crate::document::{Emphasis, GridCell, GridRow};
use crate::place::{PageBox, Spot};

/// A table on a page.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Where it stands.
    pub area: PageBox,
    /// Where its columns begin, and where the last one ends.
    pub columns: Vec<i32>,
    /// Its cells, by row and column.
    pub cells: Vec<Cell>,
    /// How many rows it has.
    pub rows: usize,
    /// Whether ruling lines made it.
    pub ruled: bool,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// Its first row.
    pub row: usize,
    /// Its first column.
    pub column: usize,
    /// How many rows it takes.
    pub rows: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// Where it stands.
    pub area: PageBox,
    /// Its glyphs, by their number on the page.
    pub glyphs: Vec<usize>,
}

impl Cell {
    /// Whether nothing is printed in it.
    pub(super) fn is_blank(&self, glyphs: &[Glyph]) -> bool {
        self.glyphs.iter().all(|&at| glyphs[at].is_blank())
    }
}

impl Table {
    /// The rows of the grid that it is: `number` is the table's on its page.
    pub(super) fn rows(&self, page: &Page, number: u32) -> Vec<GridRow> {
        let mut rows = vec![GridRow::default(); self.rows];
        let indents = self.indents(page);
        for (index, cell) in self.cells.iter().enumerate() {
            if let Some(row) = rows.get_mut(cell.row) {
                let mut made = grid_cell(page, cell, number);
                made.indent = indents.get(index).copied().unwrap_or(0);
                if !made.text.is_empty() || made.rows > 1 || made.columns > 1 {
                    row.cells.push(made);
                }
            }
        }
        for row in &mut rows {
            row.cells.sort_by_key(|cell| cell.column);
            row.cells.dedup_by_key(|cell| cell.column);
        }
        rows
    }

    /// How far the cells of the first column are indented: the steps that are
    /// seen, where they are few.
    fn indents(&self, page: &Page) -> Vec<u32> {
        let left = |cell: &Cell| {
            let first = lines(&page.glyphs, &cell.glyphs).into_iter().next()?;
            (cell.column == 0 && cell.columns == 1).then_some(first.area.left)
        };
        let lefts: Vec<Option<i32>> = self.cells.iter().map(left).collect();
        let mut steps: Vec<i32> = lefts.iter().flatten().copied().collect();
        let count = steps.len();
        steps.sort_unstable();
        steps.dedup_by(|next, step| *next - *step <= 200);
        if steps.len() > 6 || steps.len() * 2 > count {
            return vec![0; self.cells.len()];
        }
        let step = |left: &Option<i32>| {
            let below = left.map(|left| steps.iter().filter(|step| **step <= left).count());
            below.map_or(0, |below| {
                u32::try_from(below.saturating_sub(1)).unwrap_or(0)
            })
        };
        lefts.iter().map(step).collect()
    }
}

/// A cell as a grid has it.
fn grid_cell(page: &Page, from: &Cell, number: u32) -> GridCell {
    let width = from.area.right - from.area.left;
    let CellText { text, footnotes } = cell(&page.glyphs, &from.glyphs, width);
    let solid = from.glyphs.iter().map(|&at| &page.glyphs[at]);
    let solid: Vec<&Glyph> = solid.filter(|glyph| !glyph.is_blank()).collect();
    let printed = solid.iter().map(|glyph| glyph.area).reduce(union);
    let spot = Spot::Page {
        page: page.number,
        table: Some(number),
        area: page.printed(printed.unwrap_or(from.area)),
    };
    let narrow = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    let mut made = GridCell::plain(narrow(from.column), text, spot);
    (made.rows, made.columns) = (narrow(from.rows.max(1)), narrow(from.columns.max(1)));
    made.footnotes = footnotes;
    if !solid.is_empty() && solid.iter().all(|glyph| glyph.bold) {
        made.emphasis = Emphasis::Bold;
    }
    made
}

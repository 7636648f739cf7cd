//! A table that goes on over the page break is one grid: the rows of the next
//! page follow, without the header that is printed again.

use super::table::Table;
use crate::document::{Grid, GridRow};

/// How far columns of one table are from each other on two pages.
const SHIFT: i32 = 400;

/// A grid and the table that its last rows come from.
pub(super) struct Part {
    pub grid: Grid,
    pub columns: Vec<i32>,
    pub ruled: bool,
    pub page: u32,
}

impl Part {
    pub(super) fn new(grid: Grid, table: &Table, page: u32) -> Part {
        Part {
            grid,
            columns: table.columns.clone(),
            ruled: table.ruled,
            page,
        }
    }

    /// Whether the next table, the first on the page after, goes on with this.
    pub(super) fn goes_on_in(&self, next: &Part) -> bool {
        let same = self.columns.len() == next.columns.len() && next.page == self.page + 1;
        if !same {
            return false;
        }
        let repeated = repeated(&self.grid.rows, &next.grid.rows) > 0;
        let shift = next.columns[0] - self.columns[0];
        let near = |(a, b): (&i32, &i32)| (b - a - shift).abs() <= SHIFT;
        let aligned = self.columns.iter().zip(&next.columns).all(near);
        repeated
            || (aligned
                && self.ruled == next.ruled
                && !has_own_header(&self.grid.rows, &next.grid.rows))
    }

    /// Whether a cell over several rows at its foot has a text: what lies on the
    /// break is printed on both pages.
    pub(super) fn has(&self, text: &str) -> bool {
        let foot = self.grid.rows.iter().rev().take(40);
        foot.flat_map(|row| &row.cells)
            .any(|cell| cell.rows > 1 && cell.text == text)
    }

    /// Takes in the rows of the next.
    pub(super) fn take(&mut self, mut next: Part) {
        let repeated = repeated(&self.grid.rows, &next.grid.rows);
        for row in self.grid.rows.iter_mut().take(repeated) {
            row.header = true;
        }
        next.grid.rows.drain(..repeated);
        self.grow_spans(&mut next.grid.rows);
        self.grid.rows.append(&mut next.grid.rows);
        (self.columns, self.page) = (next.columns, next.page);
    }

    /// A cell over several rows that reaches the foot of the page goes on where
    /// the next page has a blank one in its place.
    fn grow_spans(&mut self, next: &mut [GridRow]) {
        let count = self.grid.rows.len();
        let Some(first) = next.first_mut() else {
            return;
        };
        let narrow = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
        for (row, cells) in self.grid.rows.iter_mut().enumerate() {
            for above in &mut cells.cells {
                let reaches = narrow(row).saturating_add(above.rows) == narrow(count);
                if !reaches || above.text.is_empty() {
                    continue;
                }
                let below = first
                    .cells
                    .iter()
                    .position(|cell| cell.column == above.column);
                match below.map(|at| (at, &first.cells[at])) {
                    // A blank field of one row is not in the row.
                    None if self.ruled && above.rows > 1 => above.rows += 1,
                    Some((at, cell))
                        if cell.text.is_empty()
                            && cell.columns == above.columns
                            && (cell.rows > 1 || above.rows > 1) =>
                    {
                        above.rows = above.rows.saturating_add(cell.rows);
                        first.cells.remove(at);
                    }
                    _ => {}
                }
            }
        }
    }
}

/// How many rows the head of a table is printed again on the next page.
fn repeated(rows: &[GridRow], next: &[GridRow]) -> usize {
    let same = |(a, b): &(&GridRow, &GridRow)| {
        a.cells.len() == b.cells.len()
            && a.cells
                .iter()
                .zip(&b.cells)
                .all(|(a, b)| (a.column, a.columns, &a.text) == (b.column, b.columns, &b.text))
    };
    let filled = |row: &GridRow| {
        row.cells
            .iter()
            .filter(|cell| !cell.text.is_empty())
            .count()
    };
    let rows = rows.iter().zip(next).take_while(same);
    let rows: Vec<usize> = rows.map(|(row, _)| filled(row)).collect();
    match rows.iter().sum::<usize>() >= 2 && rows.len() < next.len() {
        true => rows.len(),
        false => 0,
    }
}

/// Whether the first row is a header of its own: words where the table before
/// has figures.
fn has_own_header(rows: &[GridRow], next: &[GridRow]) -> bool {
    let figures = |row: &GridRow| {
        let digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        row.cells
            .iter()
            .filter(|cell| cell.column > 0 && digit(&cell.text))
            .count()
    };
    let words = next.first().is_some_and(|row| {
        row.cells
            .iter()
            .filter(|cell| !cell.text.is_empty())
            .count()
            >= 2
            && figures(row) == 0
    });
    words && rows.iter().rev().take(3).any(|row| figures(row) > 0)
}

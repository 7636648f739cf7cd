//! The text of a document as it is read, its tables line by line: what rows of
//! its data folder are quoted from.

use crate::document::{Block, Document, Grid, GridRow};

/// What stands between the cells of a line.
const BETWEEN: &str = " | ";
/// A longer line is not quoted, in bytes: it would be in the folder twice.
const LONGEST: usize = 2000;

/// The text of a document.
pub(super) fn of(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.content.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                text += paragraph.text.trim();
                text.push('\n');
            }
            Block::Grid(grid) => text += &of_grid(grid),
        }
        text.push('\n');
    }
    text
}

fn of_grid(grid: &Grid) -> String {
    let name = grid.name.iter().map(|name| in_line(name));
    let rows = grid.rows.iter().map(line);
    let lines = name.chain(rows).filter(|line| !line.is_empty());
    lines.map(|line| line + "\n").collect()
}

/// A row of a table as a line of its text.
fn line(row: &GridRow) -> String {
    let cells = row.cells.iter().map(|cell| in_line(&cell.text));
    let cells: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
    cells.join(BETWEEN)
}

fn in_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ").trim().to_owned()
}

/// The line of the text that a row of a table is; none where it names a year,
/// which would be taken for the one that its figures are of.
pub(super) fn quote(grid: &Grid, row: usize) -> String {
    let line = grid.rows.get(row).map(line).unwrap_or_default();
    match line.len() > LONGEST || names_a_year(&line) {
        true => String::new(),
        false => line,
    }
}

fn names_a_year(line: &str) -> bool {
    let numbers = line.split(|c: char| !c.is_ascii_digit());
    let mut numbers = numbers.filter(|digits| digits.len() == 4);
    numbers.any(|digits| digits.starts_with("19") || digits.starts_with("20"))
}

//! A table that was understood in a document as rows of cells: first what the
//! row is called, then its cells as printed, each with its place.

use super::source_text::quote;
use crate::document::Grid;
use crate::place::{Excerpt, Spot};
use crate::structure::{Understood, UnderstoodRow};
use crate::table::{ColumnKind, Table, TableRow};

/// A table of a document, to be written as a file of its own.
#[derive(Clone, Debug)]
pub(crate) struct ExtractedTable {
    /// The section that it is, which is its file's name.
    pub section: String,
    /// Its header, then its rows, all of one length.
    pub lines: Vec<Vec<ExtractedCell>>,
}

/// A cell of such a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExtractedCell {
    /// As printed.
    pub text: String,
    /// Its place in the document; none where nothing stands there.
    pub spot: Option<Spot>,
}

impl ExtractedCell {
    pub(super) fn alone(text: &str) -> ExtractedCell {
        let text = text.to_owned();
        ExtractedCell { text, spot: None }
    }
}

/// Which columns there are beside those of the document.
struct Added {
    label: bool,
    unit: bool,
    quote: bool,
}

/// A table of a document as rows of cells.
pub(super) fn extracted(table: &Table, grid: &Grid, understood: &Understood) -> ExtractedTable {
    let rows = understood.rows.iter().filter(|row| row.class.is_data());
    let rows = table.rows.iter().zip(rows);
    // Rows of words have no figures; they stand in the source text.
    let rows = rows.filter(|(_, meant)| !meant.words);
    let rows: Vec<(&TableRow, &UnderstoodRow)> = rows.collect();
    let named = |name: &str| {
        let mut columns = table.layout.printed_columns().iter().skip(1);
        columns.any(|column| column.name == name)
    };
    let composed = |(row, meant): &(&TableRow, &UnderstoodRow)| label(row, meant).is_some();
    let of_column = table.layout.of_kind(ColumnKind::Unit).is_some();
    let says_unit = |(row, _): &(&TableRow, &UnderstoodRow)| row.unit().is_some();
    let added = Added {
        label: rows.iter().any(composed) && !named("label"),
        unit: rows.iter().any(says_unit) && !of_column && !named("unit"),
        quote: !named("quote"),
    };
    let mut lines = vec![header(table, &added)];
    for (row, meant) in rows {
        let mut line = vec![ExtractedCell {
            text: row.key().to_owned(),
            spot: origin(row.excerpt(), 0).1,
        }];
        if added.label {
            line.push(ExtractedCell::alone(&label(row, meant).unwrap_or_default()));
        }
        line.extend((1..table.layout.printed_columns().len()).map(|column| {
            let (text, spot) = origin(row.excerpt(), column);
            let spot = spot.filter(|_| !text.is_empty());
            let text = text.to_owned();
            ExtractedCell { text, spot }
        }));
        if added.unit {
            let unit = row.unit().map_or("", |unit| unit.text.as_str());
            line.push(ExtractedCell::alone(unit));
        }
        if added.quote {
            line.push(ExtractedCell::alone(&quote(grid, meant.row)));
        }
        lines.push(line);
    }
    ExtractedTable {
        section: table.section().to_owned(),
        lines,
    }
}

fn header(table: &Table, added: &Added) -> Vec<ExtractedCell> {
    let layout = &table.layout;
    let mut line = vec![ExtractedCell {
        spot: origin(&layout.header, 0).1,
        ..ExtractedCell::alone("key")
    }];
    if added.label {
        line.push(ExtractedCell::alone("label"));
    }
    let unit = layout.of_kind(ColumnKind::Unit);
    let columns = layout.printed_columns().iter().enumerate().skip(1);
    line.extend(columns.map(|(number, column)| ExtractedCell {
        text: match unit == Some(number) {
            // The column that says the rows' units is known by this name.
            true => "unit".to_owned(),
            false => column.name.clone(),
        },
        spot: origin(&layout.header, number).1,
    }));
    if added.unit {
        line.push(ExtractedCell::alone("unit"));
    }
    if added.quote {
        line.push(ExtractedCell::alone("quote"));
    }
    line
}

/// What stands in a cell of a line, whole, and where in the document.
fn origin(line: &Excerpt, column: usize) -> (&str, Option<Spot>) {
    let origin = line.origin.as_ref();
    let Some(cell) = origin.and_then(|origin| origin.cells.get(column)) else {
        return ("", None);
    };
    let span = cell.span.0 as usize..cell.span.1 as usize;
    let text = line.text.get(span).unwrap_or_default().trim();
    (text, Some(cell.spot.clone()))
}

/// The row's own label, where what it is called says more.
fn label(row: &TableRow, meant: &UnderstoodRow) -> Option<String> {
    let own = meant.key.last()?.replace(['\n', '\r'], " ");
    (own != row.key()).then_some(own)
}

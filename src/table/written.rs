//! A table that was understood in a document, written out: each row is a line
//! of its cells, set one below the other, so that messages can show it and
//! point into it; every cell keeps its place in the document.

mod units;

use super::Table;
use super::column::ColumnKind;
use super::evidence::Evidence;
use super::header::HeaderError;
use super::layout::{Layout, Rounded};
use super::row::TableRow;
use crate::document::{Grid, GridCell};
use crate::figure::{Context, DecimalSign, Reading, Unit, UnitBook, read};
use crate::place::{Origin, OriginCell, Spot};
use crate::rule::{Config, Words};
use crate::source::{Field, RawRow};
use crate::structure::{Holds, Understood, UnderstoodColumn, UnderstoodRow, row_names};
use std::path::Path;
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;
use units::StatedUnits;

/// What stands between two cells of a line.
const BETWEEN: &str = " | ";
/// A column that is none of the grid: the numbers of its rows.
const ROW_NUMBERS: u32 = u32::MAX;
/// Cells wider than this push the others of their line aside.
const WIDEST: usize = 28;

/// Which table of which document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written<'a> {
    /// The document.
    pub path: &'a Path,
    /// What the table is called as a section.
    pub section: &'a str,
    /// Its number in the document, from 1.
    pub number: u32,
    /// The grid that it stands in.
    pub grid: &'a Grid,
    /// What was understood of it.
    pub understood: &'a Understood,
}

/// How figures of the table are read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReadBy<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// How figures were rounded where nothing nearer says it.
    pub base: Rounded,
    /// How they were whatever else is said.
    pub forced: Rounded,
    /// The decimal sign, where it was given.
    pub decimal: Option<DecimalSign>,
    /// Whether the document was handed in by others.
    pub untrusted: bool,
}

impl Written<'_> {
    /// The table, its rows held.
    ///
    /// # Errors
    /// A line that is no header.
    pub(crate) fn table(&self, by: ReadBy<'_>) -> Result<Table, HeaderError> {
        let lines = self.lines();
        let header = lines.header.raw();
        let mut layout = Layout::new(
            self.path,
            self.section,
            &header,
            by.config,
            by.base,
            by.forced,
        )?;
        if by.untrusted {
            layout.distrust();
        }
        layout.header = layout.header.clone().from(lines.header.origin.clone());
        for column in &mut layout.columns {
            column.place.excerpt = layout.header.clone();
        }
        self.take_kinds(&mut layout, &by.config.units);
        self.name_lists(&mut layout);
        let stated = StatedUnits::of(self.grid, self.understood, &by.config.units);
        let keys = self.key_columns().len();
        stated.take(&mut layout, keys, &by.config.units);
        if layout.title == Words::default() && self.understood.title.is_some() {
            layout.title = Words::same(self.understood.title.as_deref().unwrap_or_default());
        }
        let mut evidence = Evidence::new(layout.printed_columns(), '|');
        for line in &lines.rows {
            evidence.see(&line.raw(), &by.config.units);
        }
        layout.believe(&evidence, by.decimal, by.config);
        let own = self.rows();
        let own = own.map(|row| (stated.of_row(row, &layout, &by.config.units), row.words));
        let own: Vec<(Option<Unit>, bool)> = own.collect();
        let rows = lines
            .rows
            .into_iter()
            .zip(own)
            .map(|(line, (unit, words))| {
                let mut row = layout.read_in_unit(&line.raw(), unit, &by.config.units);
                row.stands_at(line.origin);
                if words {
                    row.drop_figures();
                }
                if let Some(key) = line.key {
                    row.call(&key);
                }
                row
            });
        let rows: Vec<TableRow> = rows.collect();
        Ok(Table::new(layout, rows, false))
    }

    /// The columns that call its rows; where none does, the numbers of the rows
    /// stand for one.
    fn key_columns(&self) -> &[u32] {
        match self.understood.keys.as_slice() {
            [] => &[ROW_NUMBERS],
            keys => keys,
        }
    }

    /// The columns of the grid in the order of the lines: what rows are called
    /// by, then all others.
    fn columns(&self) -> Vec<u32> {
        let keys = self.key_columns().iter().copied();
        let others = self.understood.columns.iter().map(|column| column.column);
        keys.chain(others).collect()
    }

    /// The name of each of these columns.
    fn names(&self) -> Vec<Arc<str>> {
        let keys = self.key_columns().iter();
        let keys = keys.map(|key| self.name_of_key(*key));
        let others = self.understood.columns.iter();
        let others = others.map(|column| Arc::from(column.name.as_str()));
        keys.chain(others).collect()
    }

    /// What the header says over a column that calls rows.
    fn name_of_key(&self, column: u32) -> Arc<str> {
        let rows = self.understood.header.clone();
        // 甲 in a line that counts the columns is no name.
        let numbers = self.understood.columns.iter();
        let counted = numbers
            .filter_map(|column| Some(column.number.as_ref()?.row))
            .next();
        let rows = rows.filter(|row| Some(*row) != counted);
        let said = rows.filter_map(|row| self.cell(row, column));
        let said: Vec<&str> = said.map(|cell| cell.text.as_str()).collect();
        Arc::from(said.join(" ").replace(['\n', '\r'], " ").trim())
    }

    fn take_kinds(&self, layout: &mut Layout, units: &UnitBook) {
        let keys = self.key_columns().len();
        for (number, column) in layout.columns.iter_mut().enumerate() {
            // What rows are called by needs no name to be told apart.
            column.told_apart &= number >= keys;
            if number == 0 || column.described {
                continue;
            }
            let holds = number.checked_sub(keys);
            let holds = holds.and_then(|at| self.understood.columns.get(at));
            column.kind = match holds.map(|column| column.holds) {
                Some(Holds::Figures) if !self.is_of_words(holds, units) => ColumnKind::Figure,
                Some(Holds::Units) => ColumnKind::Unit,
                _ => ColumnKind::Text,
            };
        }
    }

    /// The one column of a list or a form needs no name: its rows are called by
    /// their own.
    fn name_lists(&self, layout: &mut Layout) {
        let alone = self.understood.columns.len() == 1;
        let only = layout.columns.len().checked_sub(1).filter(|_| alone);
        if let Some(list) = layout.list_column().or(only) {
            let column = &mut layout.columns[list];
            column.told_apart &= !column.name.starts_with('#');
        }
    }

    /// Whether most cells of a column are words, as those of a form are.
    fn is_of_words(&self, column: Option<&UnderstoodColumn>, units: &UnitBook) -> bool {
        let Some(column) = column else { return false };
        let context = Context::of_unit(units, None);
        let cells = self.cells_of(column.column);
        let cells = cells.filter(|cell| !cell.text.is_empty());
        // A number with another decimal sign begins with a digit all the same.
        let is_word = |cell: &&GridCell| {
            let first = cell.text.chars().find(|c| c.is_alphanumeric());
            first.is_some_and(char::is_alphabetic)
                && matches!(read(&cell.text, &context), Reading::Unreadable(_))
        };
        let (words, others): (Vec<&GridCell>, Vec<&GridCell>) = cells.partition(is_word);
        words.len() > others.len()
    }

    fn lines(&self) -> Lines {
        let (columns, names) = (self.columns(), self.names());
        let first = self.understood.header.start;
        let header: Vec<CellText<'_>> = columns
            .iter()
            .zip(&names)
            .map(|(column, name)| CellText {
                text: name.to_string(),
                spot: self.spot_of_header(*column),
            })
            .collect();
        let rows: Vec<&UnderstoodRow> = self.rows().collect();
        let cells: Vec<Vec<CellText<'_>>> = rows
            .iter()
            .map(|row| {
                columns
                    .iter()
                    .map(|column| self.text_of(row.row, *column))
                    .collect()
            })
            .collect();
        let widths = widths(std::iter::once(&header).chain(&cells));
        let line = |row: usize, name: &str, cells: &[CellText<'_>]| {
            Line::of(
                (self.grid.number(row), name, self.number),
                cells,
                &widths,
                &names,
            )
        };
        let keys = row_names(&rows);
        Lines {
            header: line(first, "", &header),
            rows: rows
                .iter()
                .zip(&cells)
                .zip(keys)
                .map(|((row, cells), key)| Line {
                    key: Some(key.clone()).filter(|key| {
                        let first = cells.first().map(|cell| cell.text.as_str());
                        !key.is_empty() && Some(key.as_str()) != first
                    }),
                    ..line(row.row, &key, cells)
                })
                .collect(),
        }
    }

    /// What a line says of a row in a column.
    fn text_of(&self, row: usize, column: u32) -> CellText<'_> {
        if column != ROW_NUMBERS {
            return CellText::of(self.cell(row, column), &self.grid.spot);
        }
        let first = self.grid.rows.get(row).and_then(|row| row.cells.first());
        CellText {
            text: self.grid.number(row).to_string(),
            spot: first.map_or(&self.grid.spot, |cell| &cell.spot),
        }
    }

    /// The cell that stands in a row and a column, be it only that one which
    /// spans both begins there.
    fn cell(&self, row: usize, column: u32) -> Option<&GridCell> {
        self.grid.rows.get(row)?.cell(column)
    }

    fn spot_of_header(&self, column: u32) -> &Spot {
        let rows = self.understood.header.clone().rev();
        let named = rows.filter_map(|row| self.cell(row, column));
        let mut named = named.filter(|cell| !cell.text.is_empty());
        named.next().map_or(&self.grid.spot, |cell| &cell.spot)
    }

    /// The rows that hold figures.
    fn rows(&self) -> impl Iterator<Item = &UnderstoodRow> {
        let rows = self.understood.rows.iter();
        rows.filter(|row| row.class.is_data())
    }

    /// The cells of a column in these rows.
    fn cells_of(&self, column: u32) -> impl Iterator<Item = &GridCell> {
        self.rows()
            .filter_map(move |row| self.cell(row.row, column))
    }
}

/// The lines of a table.
struct Lines {
    header: Line,
    rows: Vec<Line>,
}

/// A row, written out.
struct Line {
    text: String,
    fields: Vec<Field>,
    number: u64,
    origin: Origin,
    /// What the row is called, where its first cell does not say it.
    key: Option<String>,
}

/// What stands in a cell of a line, and where it is from.
struct CellText<'a> {
    text: String,
    spot: &'a Spot,
}

impl<'a> CellText<'a> {
    fn of(cell: Option<&'a GridCell>, table: &'a Spot) -> CellText<'a> {
        CellText {
            text: cell.map_or(String::new(), |cell| cell.text.replace(['\n', '\r'], " ")),
            spot: cell.map_or(table, |cell| &cell.spot),
        }
    }
}

fn widths<'a>(lines: impl Iterator<Item = &'a Vec<CellText<'a>>>) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for cells in lines {
        widths.resize(widths.len().max(cells.len()), 0);
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = (*width).max(cell.text.width().min(WIDEST));
        }
    }
    widths
}

impl Line {
    fn of(
        (number, name, table): (u64, &str, u32),
        cells: &[CellText<'_>],
        widths: &[usize],
        names: &[Arc<str>],
    ) -> Line {
        let mut text = String::new();
        let (mut fields, mut origins) = (Vec::new(), Vec::new());
        for (at_column, (cell, width)) in cells.iter().zip(widths).enumerate() {
            if at_column > 0 {
                text.push_str(BETWEEN);
            }
            let room = width.saturating_sub(cell.text.width());
            // Names to the left, figures to the right.
            let (before, after) = if at_column == 0 { (0, room) } else { (room, 0) };
            text.extend(std::iter::repeat_n(' ', before));
            let at = |text: &String| u32::try_from(text.len()).unwrap_or(u32::MAX);
            let start = at(&text);
            text.push_str(&cell.text);
            let span = (start, at(&text));
            fields.push(Field::plain(span.0, span.1));
            text.extend(std::iter::repeat_n(' ', after));
            origins.push(OriginCell {
                span,
                spot: cell.spot.clone(),
                column: match at_column {
                    0 => Arc::from(""),
                    _ => names[at_column].clone(),
                },
            });
        }
        Line {
            text,
            fields,
            number,
            origin: Origin {
                table,
                row: name.to_owned(),
                cells: origins,
            },
            key: None,
        }
    }

    fn raw(&self) -> RawRow<'_> {
        RawRow {
            raw: &self.text,
            line: self.number,
            offset: 0,
            fields: &self.fields,
        }
    }
}

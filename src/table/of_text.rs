//! The figures of sentences as a table: a list in which each is a row that
//! points into its sentence.

use super::Table;
use super::cells::{Cell, Holds, Line};
use super::header::HeaderError;
use super::held::{Common, Rest};
use super::layout::Layout;
use super::row::TableRow;
use super::written::ReadBy;
use crate::figure::{Figure, Reading, Rounding, UnitBook};
use crate::place::Excerpt;
use crate::source::{Field, RawRow};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// The header of such a list.
const HEADER: &str = "key,value,unit";
/// Its columns, in bytes of that.
const COLUMNS: [(u32, u32); 3] = [(0, 3), (4, 9), (10, 14)];
/// The column of its figures.
const VALUE: usize = 1;

/// A figure of a sentence.
pub(crate) struct FigureOfText {
    /// What rules call it; no two alike.
    pub key: String,
    /// The sentence that it stands in.
    pub excerpt: Excerpt,
    /// Where its number stands there, in bytes.
    pub number: Range<usize>,
    /// Where its unit does; nothing where it has none.
    pub unit: Range<usize>,
    /// What was read there.
    pub figure: Figure,
}

/// The figures of a text as the table of a section.
///
/// # Errors
/// Never: the header is one.
pub(crate) fn table_of_text(
    (path, section): (&Path, &str),
    figures: Vec<FigureOfText>,
    by: ReadBy<'_>,
) -> Result<Table, HeaderError> {
    let fields = COLUMNS.map(|(start, end)| Field::plain(start, end));
    let header = RawRow {
        raw: HEADER,
        line: 1,
        offset: 0,
        fields: &fields,
    };
    let mut layout = Layout::new(path, section, &header, by.config, by.base, by.forced)?;
    layout.of_text = true;
    // A sentence says itself what fell below zero.
    layout.signed = Some(true);
    let common = Arc::new(Common {
        path: layout.header.path.clone(),
        unit: None,
        key: Box::new([0]),
        columns: COLUMNS.iter().map(|_| None).collect(),
    });
    let rows = figures.into_iter();
    let rows = rows.map(|figure| row(&layout, figure, &common, &by.config.units));
    let rows: Vec<TableRow> = rows.collect();
    Ok(Table::new(layout, rows, false))
}

fn row(layout: &Layout, told: FigureOfText, common: &Arc<Common>, units: &UnitBook) -> TableRow {
    let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    let places = [&told.number, &told.number, &told.unit];
    let holds = [Holds::Nothing, Holds::Read, Holds::Nothing];
    let cells = places.iter().zip(holds);
    let cells: Vec<(u32, u32, Holds)> = cells
        .map(|(span, holds)| (at(span.start), at(span.end), holds))
        .collect();
    let called = |text: &str| Cell {
        start: at(told.number.start),
        end: at(told.number.end),
        part_of: None,
        unquoted: Some(text.into()),
    };
    let print = told.figure.print.as_str();
    let mut others = BTreeMap::from([(0, called(&told.key))]);
    if told.excerpt.text.get(told.number.clone()) != Some(print) {
        others.insert(VALUE, called(print));
    }
    let percent = print.contains(['%', '％', '‰']);
    let rest = Rest {
        unit: told.figure.unit.clone().filter(|_| !percent),
        incomplete: false,
        origin: told.excerpt.origin.clone(),
        cells: others,
        read: vec![(1, Reading::Figure(Box::new(told.figure.clone())))],
    };
    let line = Line::new(&told.excerpt.text, cells.into_iter());
    let first = told.excerpt.first_line;
    let row = TableRow::new(line, first, common.clone(), rest);
    let mut row = row.shown_in(told.excerpt);
    // Rounded in another way its print allows something else.
    if layout.rounding(VALUE) != Rounding::default()
        && let Some(figure) = layout.read_in(&row, VALUE, &told.figure.print, units)
        && let Some(held) = row.read_figure(VALUE)
    {
        *held = figure;
    }
    row
}

//! A document as it was published becomes paragraphs and grids of cells, in the
//! order in which they are read, each with its place and its text as printed.
//! One file a kind; nothing here knows what a figure, a header or a total is,
//! but what the format itself says (a header row, a merged cell, a formula) is
//! kept. What a document hides, and what could not be read of it, is told.

#[cfg(any(feature = "docx", feature = "workbook"))]
mod compound;
mod damage;
pub(crate) mod delimited;
#[cfg(feature = "docx")]
mod docx;
#[cfg(any(feature = "docx", feature = "html"))]
mod flow;
#[cfg(feature = "html")]
mod html;
mod markdown;
#[cfg(feature = "docx")]
mod odt;
#[cfg(feature = "docx")]
mod office;
mod open;
#[cfg(any(feature = "docx", feature = "workbook"))]
mod packed;
#[cfg(feature = "pdf")]
mod pdf;
mod printed;
#[cfg(all(test, feature = "docx", feature = "html"))]
mod same;
mod told;
#[cfg(feature = "workbook")]
mod workbook;
#[cfg(any(feature = "docx", feature = "workbook"))]
mod xml;

pub(crate) use delimited::join as join_line;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) use open::{every_reader, page_of_text};
pub(crate) use open::{is_read, open, open_any, open_text};
pub(crate) use told::{Bound, Cause, DocumentError, Told};
#[cfg(feature = "workbook")]
pub(crate) use workbook::{CellReference, Formula, Operator, RangeReference};

use crate::place::Spot;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A document that was read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Document {
    /// Its file, as the user named it.
    pub path: PathBuf,
    /// What stands in it.
    pub content: Content,
}

/// What stands in a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content {
    /// Its parts, in the order in which they are read.
    pub blocks: Vec<Block>,
    /// What names stand for in its formulas, by the names in capitals.
    pub names: BTreeMap<String, String>,
    /// What a person should know of how it was read.
    pub told: Vec<Told>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Block {
    /// A paragraph, a heading, a list's item.
    Paragraph(Paragraph),
    /// A table, or a sheet of a workbook as a whole: which of its lines are
    /// titles, headers and notes is not known yet.
    Grid(Grid),
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Paragraph {
    /// Its text as printed, in one line.
    pub text: String,
    /// Where it stands.
    pub spot: Spot,
    /// How deep a heading it is, from 1; none for other text.
    pub heading: Option<u8>,
    /// Where each line of a text begins in it; empty where it has no lines that
    /// people count.
    pub lines: Vec<LineStart>,
}

/// Where a line of a text begins in a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LineStart {
    /// The byte of the paragraph.
    pub at: usize,
    /// The line, from 1.
    pub line: u64,
    /// The column of its first character, from 1.
    pub column: u64,
}

/// A grid of cells. Cells that span several rows or columns stand at their
/// first one, and the others they cover are not in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Grid {
    /// What the document itself calls it: a sheet's name, a caption.
    pub name: Option<String>,
    /// Its rows, blank ones included; row 0 is the first.
    pub rows: Vec<GridRow>,
    /// Where it stands.
    pub spot: Spot,
    /// Whether its name is a sheet's, which says where it stands rather than
    /// what it is of.
    pub is_sheet: bool,
}

/// A row of a grid.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct GridRow {
    /// Its cells, by rising column; those that are not there are blank.
    pub cells: Vec<GridCell>,
    /// Whether the document marks it as a header row.
    pub header: bool,
    /// Whether the document does not show it.
    pub hidden: bool,
}

/// A cell of a grid.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GridCell {
    /// Its column, from 0.
    pub column: u32,
    /// Its text as printed: line breaks kept as `\n`, white space around it cut,
    /// marks of footnotes taken out.
    pub text: String,
    /// Where it stands.
    pub spot: Spot,
    /// How many rows it takes, at least 1.
    pub rows: u32,
    /// How many columns it takes, at least 1.
    pub columns: u32,
    /// How far its text is indented, in steps that the document itself makes.
    pub indent: u32,
    /// What the format knows of it.
    pub hint: Hint,
    /// Whether the document marks it as a header, or prints it bold.
    pub emphasis: Emphasis,
    /// The formula that gives it, without `=`, as the author wrote it.
    pub formula: Option<String>,
    /// The marks of its footnotes: `1`, `a`, `*`.
    pub footnotes: Vec<String>,
}

/// What a format knows of what a cell holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Hint {
    /// Nothing but its text.
    #[default]
    Unknown,
    /// It holds a number.
    Number,
    /// It holds a day or a time, which is no figure.
    Date,
    /// It holds a text, even where that looks like a number.
    Text,
    /// It holds an error of the program that made it: `#REF!`.
    Error,
}

/// How a document sets a cell off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Emphasis {
    /// Not at all.
    #[default]
    None,
    /// It is bold.
    Bold,
    /// It is a header by its mark.
    Header,
}

impl Grid {
    /// The number by which people find a row: that of the sheet's row or of the
    /// text's line, else its own in the grid, from 1.
    pub(crate) fn number(&self, row: usize) -> u64 {
        let cells = self.rows.get(row).map_or(&[][..], |row| &row.cells);
        let said = cells.first().and_then(|cell| match &cell.spot {
            Spot::Sheet { row, .. } => Some(u64::from(*row)),
            Spot::Line { line, .. } => Some(*line),
            _ => None,
        });
        said.unwrap_or(row as u64 + 1)
    }

    /// How many columns it has.
    pub(crate) fn width(&self) -> u32 {
        let ends = self.rows.iter().flat_map(|row| &row.cells);
        let ends = ends.map(|cell| cell.column + cell.columns);
        ends.max().unwrap_or(0)
    }
}

impl GridRow {
    /// The cell that starts in a column.
    pub(crate) fn cell(&self, column: u32) -> Option<&GridCell> {
        let found = self.cells.binary_search_by_key(&column, |cell| cell.column);
        found.ok().map(|index| &self.cells[index])
    }
}

impl GridCell {
    /// A cell of which only the text and the place are known.
    pub(crate) fn plain(column: u32, text: impl Into<String>, spot: Spot) -> GridCell {
        GridCell {
            column,
            text: text.into(),
            spot,
            rows: 1,
            columns: 1,
            indent: 0,
            hint: Hint::Unknown,
            emphasis: Emphasis::None,
            formula: None,
            footnotes: Vec::new(),
        }
    }
}

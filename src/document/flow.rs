//! A document that flows (a text of a word processor, a web page) becomes
//! paragraphs and grids: its paragraphs and tables are numbered as they are read,
//! tables that only lay out a page become what stands in them, a table within a
//! cell follows the one that it stands in, and spans end where columns do.

#[cfg(feature = "docx")]
use super::printed::{Face, Rise};
use super::printed::{Printed, is_wide};
use super::told::{Bound, Cause, Told};
use super::{Block, Content, Emphasis, Grid, GridCell, GridRow, Hint, Paragraph};
use crate::place::Spot;
use std::collections::BTreeMap;

/// How many cells all tables of a document may have.
const MOST_CELLS: u64 = 1_000_000;
/// How many paragraphs a document may have.
const MOST_PARAGRAPHS: u64 = 1_000_000;
/// How many columns a table may have.
pub(super) const MOST_COLUMNS: u32 = 16_384;
/// How large a table may be if each of its rows had all columns.
const LARGEST: u64 = 20_000_000;
/// How far apart two indentations are at least, in twentieths of a point.
const SAME_INDENT: u32 = 60;
/// How wide half of a wide character is about, in twentieths of a point.
const HALF_WIDE: i32 = 105;

/// A part of a document, a cell or a box.
#[derive(Debug)]
pub(super) enum Part {
    /// A paragraph.
    Paragraph(Flowing),
    /// A table.
    Table(FlowTable),
}

/// A paragraph.
#[derive(Debug, Default)]
pub(super) struct Flowing {
    /// Its text.
    pub printed: Printed,
    /// How deep a heading it is.
    pub heading: Option<u8>,
    /// How far it is indented, in twentieths of a point.
    pub indent: i32,
}

impl Flowing {
    /// The first paragraph of a note begins with its mark.
    #[cfg(feature = "docx")]
    pub(super) fn begin_with_mark(&mut self, mark: &str) {
        let text = std::mem::take(&mut self.printed);
        let face = Face {
            rise: Rise::Mark,
            bold: false,
        };
        self.printed.push(mark, face);
        if text.lead() == 0 {
            self.printed.push(" ", Face::default());
        }
        self.printed.append(text);
    }
}

/// A table.
#[derive(Debug, Default)]
pub(super) struct FlowTable {
    /// What the document calls it.
    pub name: Option<String>,
    /// Its rows.
    pub rows: Vec<FlowRow>,
    /// Whether it only lays out what stands in it, as far as the format says so.
    pub lays_out: bool,
}

/// A row of a table.
#[derive(Debug, Default)]
pub(super) struct FlowRow {
    /// Its cells, by rising column.
    pub cells: Vec<FlowCell>,
    /// Whether it is a header by its mark.
    pub header: bool,
    /// Whether it is not shown.
    pub hidden: bool,
}

/// A cell of a table.
#[derive(Debug)]
pub(super) struct FlowCell {
    /// Its column, from 0.
    pub column: u32,
    /// How many rows it takes.
    pub rows: u32,
    /// How many columns it takes.
    pub columns: u32,
    /// Whether it is set off by the format of its table, or is a header by its mark.
    pub emphasis: Emphasis,
    /// What the format knows of what it holds.
    pub hint: Hint,
    /// What stands in it.
    pub parts: Vec<Part>,
}

/// What a document becomes.
#[derive(Debug, Default)]
pub(super) struct Flow {
    content: Content,
    paragraphs: u32,
    tables: u32,
    cells: u64,
}

impl Flow {
    /// Counts a cell, before it is made.
    pub(super) fn count_cell(&mut self) -> Result<(), Cause> {
        self.cells += 1;
        match self.cells > MOST_CELLS {
            true => Err(Cause::TooLarge(Bound::Cells(MOST_CELLS))),
            false => Ok(()),
        }
    }

    /// Tells something of the document.
    pub(super) fn tell(&mut self, told: Told) {
        self.content.told.push(told);
    }

    /// Adds a part.
    pub(super) fn add(&mut self, part: Part) -> Result<(), Cause> {
        match part {
            Part::Paragraph(flowing) => self.paragraph(flowing),
            Part::Table(table) if table.only_lays_out() => {
                let cells = table.rows.into_iter().flat_map(|row| row.cells);
                let mut parts = cells.flat_map(|cell| cell.parts);
                parts.try_for_each(|part| self.add(part))
            }
            Part::Table(table) => self.table(table),
        }
    }

    /// What it became.
    pub(super) fn finish(self) -> Content {
        self.content
    }

    fn paragraph(&mut self, flowing: Flowing) -> Result<(), Cause> {
        if flowing.printed.is_blank() {
            return Ok(());
        }
        for text in paragraphs(&flowing.printed.into_text()) {
            self.paragraphs += 1;
            if u64::from(self.paragraphs) > MOST_PARAGRAPHS {
                return Err(Cause::TooLarge(Bound::Paragraphs(MOST_PARAGRAPHS)));
            }
            self.content.blocks.push(Block::Paragraph(Paragraph {
                text,
                spot: Spot::Paragraph(self.paragraphs),
                heading: flowing.heading,
                lines: Vec::new(),
            }));
        }
        Ok(())
    }

    fn table(&mut self, table: FlowTable) -> Result<(), Cause> {
        self.tables += 1;
        let number = self.tables;
        let (width, height) = (table.width(), table.rows.len() as u64);
        if width > MOST_COLUMNS {
            return Err(Cause::TooLarge(Bound::Columns(u64::from(MOST_COLUMNS))));
        }
        if u64::from(width) * height > LARGEST {
            return Err(Cause::TooLarge(Bound::Cells(LARGEST)));
        }
        let mut inner = Vec::new();
        let mut rows = Vec::new();
        let mut hidden = 0;
        for (at, row) in (0_u32..).zip(table.rows) {
            hidden += usize::from(row.hidden);
            let mut cells = Vec::new();
            for cell in row.cells {
                let spot = Spot::Table {
                    table: number,
                    row: at + 1,
                    column: cell.column + 1,
                };
                let left = height - u64::from(at);
                let mut made = grid_cell(cell, spot, &mut inner);
                made.columns = made.columns.clamp(1, (width - made.column).max(1));
                made.rows = u64::from(made.rows).clamp(1, left) as u32;
                cells.push(made);
            }
            rows.push(GridRow {
                cells,
                header: row.header,
                hidden: row.hidden,
            });
        }
        number_indents(&mut rows);
        let seen = |row: &GridRow| row.cells.iter().any(|cell| !cell.text.is_empty());
        if rows.iter().any(seen) {
            let name = table.name.clone();
            self.content.blocks.push(Block::Grid(Grid {
                name: table.name,
                rows,
                spot: Spot::Table {
                    table: number,
                    row: 1,
                    column: 1,
                },
                is_sheet: false,
            }));
            if hidden > 0 {
                let name = name.unwrap_or_else(|| number.to_string());
                self.tell(Told::HiddenLines(name, hidden));
            }
        }
        let mut inner = inner.into_iter();
        inner.try_for_each(|table| self.add(Part::Table(table)))
    }
}

impl FlowTable {
    /// How many columns it has: a span to the right of the last column in which
    /// any cell begins is none.
    fn width(&self) -> u32 {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.map(|cell| cell.column + 1).max().unwrap_or(0)
    }

    /// Whether it only lays out what stands in it: by its mark, or since it has
    /// no more than one column.
    pub(super) fn only_lays_out(&self) -> bool {
        self.lays_out || self.width() < 2
    }
}

/// A cell of a grid, its indentation in twentieths of a point; tables that stand
/// in it are put aside.
fn grid_cell(cell: FlowCell, spot: Spot, inner: &mut Vec<FlowTable>) -> GridCell {
    let mut made = GridCell::plain(cell.column, String::new(), spot);
    (made.rows, made.columns) = (cell.rows, cell.columns);
    (made.emphasis, made.hint) = (cell.emphasis, cell.hint);
    let (mut bold, mut plain) = (false, false);
    let mut parts = Vec::new();
    written(cell.parts, &mut parts, inner);
    for flowing in parts {
        if flowing.printed.is_blank() {
            continue;
        }
        let is_bold = flowing.printed.is_bold();
        bold |= is_bold;
        plain |= !is_bold;
        if made.text.is_empty() {
            let lead = flowing.printed.lead() as i32;
            let indent = flowing.indent + lead.saturating_mul(HALF_WIDE);
            made.indent = indent.try_into().unwrap_or(0);
        }
        let (text, marks) = flowing.printed.into_cell();
        if !made.text.is_empty() && !text.is_empty() {
            made.text.push('\n');
        }
        made.text.push_str(&text);
        made.footnotes.extend(marks);
    }
    if made.emphasis == Emphasis::None && bold && !plain {
        made.emphasis = Emphasis::Bold;
    }
    made
}

/// The paragraphs among the parts of a cell, also those of tables that only lay
/// out what stands in them; other tables are put aside.
fn written(parts: Vec<Part>, paragraphs: &mut Vec<Flowing>, inner: &mut Vec<FlowTable>) {
    for part in parts {
        match part {
            Part::Paragraph(flowing) => paragraphs.push(flowing),
            Part::Table(table) if table.only_lays_out() => {
                let cells = table.rows.into_iter().flat_map(|row| row.cells);
                written(
                    cells.flat_map(|cell| cell.parts).collect(),
                    paragraphs,
                    inner,
                );
            }
            Part::Table(table) => inner.push(table),
        }
    }
}

/// Indentations become steps: the least in a column is none.
fn number_indents(rows: &mut [GridRow]) {
    let mut widths: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for cell in rows.iter().flat_map(|row| &row.cells) {
        if !cell.text.is_empty() {
            widths.entry(cell.column).or_default().push(cell.indent);
        }
    }
    for column in widths.values_mut() {
        column.sort_unstable();
        column.dedup_by(|next, last| *next - *last < SAME_INDENT);
    }
    for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
        let steps = widths.get(&cell.column).filter(|_| !cell.text.is_empty());
        let below = |steps: &Vec<u32>| steps.partition_point(|step| *step <= cell.indent);
        cell.indent = steps.map_or(0, below).saturating_sub(1) as u32;
    }
}

/// A text of several lines as paragraphs, each in one line: a blank line parts
/// them, and so does a line that is indented as the first of a paragraph is.
fn paragraphs(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.split('\n') {
        let words = line.trim();
        let lead = &line[..line.len() - line.trim_start().len()];
        let wide: usize = lead.chars().map(|c| 1 + usize::from(is_wide(c))).sum();
        match all.last_mut().filter(|_| open && wide < 4) {
            _ if words.is_empty() => {}
            Some(last) => {
                let ends = last.chars().next_back().is_some_and(is_wide);
                if !(ends && words.starts_with(is_wide)) {
                    last.push(' ');
                }
                last.push_str(words);
            }
            None => all.push(words.to_owned()),
        }
        open = !words.is_empty();
    }
    all
}

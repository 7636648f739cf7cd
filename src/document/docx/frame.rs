//! What is open while a text is read: parts, a table, a row, a cell, a
//! paragraph; and what each becomes when it ends.

use super::super::Emphasis;
use super::super::Hint;
use super::super::flow::{FlowCell, FlowRow, FlowTable, Flowing, MOST_COLUMNS, Part};
use super::super::printed::Face;
use super::styles::{BoldParts, Style};
use std::collections::HashMap;

/// What an element is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// Nothing of its own: what stands in it counts.
    Other,
    /// One that opened a frame.
    Frame,
    /// Properties of a paragraph, of its end, of its list.
    Paragraph,
    End,
    List,
    /// A run, its properties, its text.
    Run,
    RunLook,
    Text {
        keeps_space: bool,
    },
    /// Properties of a table, a row, a cell.
    Table,
    Row,
    Cell,
    /// One of several ways to show the same; whether one was taken.
    Ways {
        taken: bool,
    },
    /// Of a formula: what is raised or lowered, and what stands in brackets.
    OffLine,
    Brackets,
    /// A note.
    Note,
}

/// The run that is read.
#[derive(Clone, Copy, Default)]
pub(super) struct Run {
    /// How it is printed.
    pub face: Face,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Whether what is hidden of it was counted.
    pub counted: bool,
}

impl Run {
    /// Takes what a style says.
    pub(super) fn take(&mut self, style: &Style) {
        self.face.bold = style.bold.unwrap_or(self.face.bold);
        self.face.rise = style.rise.unwrap_or(self.face.rise);
        self.hidden = style.hidden.unwrap_or(self.hidden);
    }
}

/// What is open.
pub(super) enum Frame {
    /// Parts of the text, a box or a note.
    Parts(PartsFrame),
    /// A table.
    Table(TableFrame),
    /// A row.
    Row(RowFrame),
    /// A cell.
    Cell(CellFrame),
    /// A paragraph.
    Paragraph(Box<ParagraphFrame>),
}

/// Parts that are read.
#[derive(Default)]
pub(super) struct PartsFrame {
    /// What was read.
    pub parts: Vec<Part>,
    /// A paragraph whose end was taken out: it goes on in the next.
    pub carried: Option<Flowing>,
}

/// A paragraph that is read.
#[derive(Default)]
pub(super) struct ParagraphFrame {
    /// What was read.
    pub flowing: Flowing,
    /// Its style, with what it says itself.
    pub style: Style,
    /// Whether its end was taken out.
    pub joined: bool,
    /// Whether it goes on from one before.
    pub continued: bool,
    /// Boxes that are anchored in it.
    pub after: Vec<Part>,
}

/// A table that is read.
#[derive(Default)]
pub(super) struct TableFrame {
    table: FlowTable,
    /// The parts that its style prints bold.
    pub bold: BoldParts,
    /// The parts that it takes from its style.
    pub look: Look,
    /// The cells that the next rows may go on with, by their columns.
    merged: HashMap<u32, (usize, usize)>,
}

/// Which parts of a table are set off.
#[derive(Clone, Copy, Default)]
pub(super) struct Look {
    /// Its first row.
    pub first_row: bool,
    /// Its last row.
    pub last_row: bool,
    /// Its first column.
    pub first_column: bool,
}

/// A row that is read.
#[derive(Default)]
pub(super) struct RowFrame {
    cells: Vec<(FlowCell, Option<Merge>)>,
    /// The column of its next cell.
    pub column: u32,
    /// Whether it is a header by its mark.
    pub header: bool,
    /// Whether it is not shown.
    pub hidden: bool,
    /// Whether it was taken out.
    pub gone: bool,
}

/// How a cell goes together with the one above it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Merge {
    /// It is the first of several.
    Starts,
    /// It is part of the one above.
    Continues,
}

/// A cell that is read.
#[derive(Default)]
pub(super) struct CellFrame {
    /// What stands in it.
    pub parts: PartsFrame,
    /// How many columns it takes.
    pub columns: u32,
    /// Whether it is part of the one above.
    pub merge: Option<Merge>,
    /// Whether it is part of the one before.
    pub joined: bool,
    /// Whether it was taken out.
    pub gone: bool,
}

impl PartsFrame {
    /// What was read.
    pub(super) fn into_parts(mut self) -> Vec<Part> {
        self.parts.extend(self.carried.map(Part::Paragraph));
        self.parts
    }
}

impl RowFrame {
    /// Passes over columns without cells.
    pub(super) fn pass(&mut self, columns: i64) {
        let columns = columns.clamp(0, i64::from(MOST_COLUMNS)) as u32;
        self.column = (self.column + columns).min(MOST_COLUMNS);
    }

    /// Adds a cell.
    pub(super) fn add(&mut self, cell: CellFrame) {
        if cell.gone {
            return;
        }
        let columns = cell.columns.max(1);
        if let Some((last, _)) = self.cells.last_mut().filter(|_| cell.joined) {
            last.columns += columns;
        } else {
            let made = FlowCell {
                column: self.column,
                rows: 1,
                columns,
                emphasis: Emphasis::None,
                hint: Hint::Unknown,
                parts: cell.parts.into_parts(),
            };
            self.cells.push((made, cell.merge));
        }
        self.pass(i64::from(columns));
    }
}

impl TableFrame {
    /// What the document calls it.
    pub(super) fn call(&mut self, name: &str) {
        let name = name.trim();
        if !name.is_empty() {
            self.table.name = Some(name.to_owned());
        }
    }

    /// Adds a row; its cells that go on from above become part of those.
    pub(super) fn add(&mut self, row: RowFrame) {
        if row.gone {
            return;
        }
        let at = self.table.rows.len();
        let mut kept = Vec::new();
        for (mut cell, merge) in row.cells {
            let column = cell.column;
            let above = self.merged.get(&column).copied();
            if let (Some(Merge::Continues), Some((first, index))) = (merge, above) {
                let above = self.table.rows.get_mut(first);
                if let Some(above) = above.and_then(|row| row.cells.get_mut(index)) {
                    above.rows = (at - first + 1) as u32;
                    continue;
                }
            }
            match merge {
                Some(_) => drop(self.merged.insert(column, (at, kept.len()))),
                None => drop(self.merged.remove(&column)),
            }
            let first_row = at == 0 && self.look.first_row && self.bold.first_row;
            let first_column = column == 0 && self.look.first_column && self.bold.first_column;
            if first_row || first_column {
                cell.emphasis = Emphasis::Bold;
            }
            kept.push(cell);
        }
        self.table.rows.push(FlowRow {
            cells: kept,
            header: row.header,
            hidden: row.hidden,
        });
    }

    /// The table.
    pub(super) fn into_part(mut self) -> Part {
        if let Some(last) = self.table.rows.last_mut()
            && self.look.last_row
            && self.bold.last_row
        {
            for cell in &mut last.cells {
                cell.emphasis = Emphasis::Bold;
            }
        }
        // Marks of header rows count from the first row on, without a gap.
        let mut rows = self.table.rows.iter_mut();
        rows.by_ref().find(|row| !row.header);
        rows.for_each(|row| row.header = false);
        Part::Table(self.table)
    }
}

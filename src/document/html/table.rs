//! Tables of a page: cells go where browsers put them, and a table that only
//! lays out the page is told from one that holds something.

use super::super::flow::{FlowCell, FlowRow, FlowTable, Part};
use super::super::told::{Bound, Cause};
use super::super::{Emphasis, Hint};
use super::look::Look;
use super::tree::Id;
use super::walk::{Parts, Style, Walk};

/// How much text a cell of several paragraphs has at least that lays out a page.
const LONG: usize = 400;
/// How many columns a table may have.
const WIDEST: u32 = 2000;

/// A group of rows: of the header, the body or the foot of a table.
struct Group {
    rows: Vec<Id>,
    is_head: bool,
}

/// A cell that goes on in the rows below.
struct Held {
    start: u32,
    end: u32,
    rows: u32,
}

/// What speaks for and against a table that holds something.
#[derive(Default)]
struct Evidence {
    /// Whether it has a caption, a header cell or a head.
    marked: bool,
    /// How many cells say something, and how many of them hold tables.
    cells: usize,
    with_tables: usize,
    /// Whether a cell holds a heading, or several paragraphs of running text.
    holds_text: bool,
    /// Whether it is marked as laying out.
    lays_out: bool,
}

impl Evidence {
    fn only_lays_out(&self, rows: usize) -> bool {
        let few = self.cells < 6 || self.with_tables * 4 > self.cells;
        let tables = self.with_tables > 0 && few;
        self.lays_out || !self.marked && (rows < 2 || self.holds_text || tables)
    }

    /// Looks at a cell.
    fn see(&mut self, cell: &Parts) {
        let texts = cell.parts.iter().filter_map(|part| match part {
            Part::Paragraph(flowing) => Some(flowing),
            Part::Table(_) => None,
        });
        let (mut paragraphs, mut length, mut headings) = (0, 0, false);
        for text in texts {
            paragraphs += 1;
            length += text.printed.len();
            headings |= text.heading.is_some();
        }
        self.cells += usize::from(!cell.parts.is_empty());
        self.with_tables += usize::from(cell.holds_grid);
        self.holds_text |= headings || (paragraphs > 2 && length > LONG);
    }
}

impl Walk<'_> {
    /// Reads a table.
    pub(super) fn table(&mut self, id: Id, style: Style, out: &mut Parts) -> Result<(), Cause> {
        let mut evidence = Evidence {
            lays_out: self.tree.look(id).lays_out,
            ..Evidence::default()
        };
        let mut table = FlowTable::default();
        let mut caption = Parts::default();
        let groups = self.groups(id, style, &mut caption)?;
        evidence.marked |= !caption.parts.is_empty();
        let mut inner = false;
        for group in &groups {
            let rows = self.rows(group, style, &mut evidence)?;
            table.rows.extend(rows);
        }
        inner |= evidence.with_tables > 0;
        // A head that is all of the table is none.
        if groups
            .iter()
            .all(|group| group.is_head || group.rows.is_empty())
        {
            let named = |row: &FlowRow| {
                row.cells
                    .iter()
                    .all(|cell| cell.emphasis == Emphasis::Header)
            };
            table
                .rows
                .iter_mut()
                .for_each(|row| row.header &= named(row));
        }
        table.lays_out = evidence.only_lays_out(table.rows.len());
        let is_grid = !table.only_lays_out();
        out.holds_grid |= is_grid || inner;
        let mut title = Vec::new();
        for part in caption.parts {
            match part {
                Part::Paragraph(flowing) if is_grid => title.push(flowing.printed.into_cell().0),
                part => out.parts.push(part),
            }
        }
        if !title.is_empty() {
            table.name = Some(title.join(" ").replace('\n', " "));
        }
        out.parts.push(Part::Table(table));
        Ok(())
    }

    /// The groups of rows of a table, in the order in which they are shown.
    fn groups(&mut self, id: Id, style: Style, caption: &mut Parts) -> Result<Vec<Group>, Cause> {
        let tree = self.tree;
        let (mut groups, mut foot) = (Vec::new(), Vec::new());
        for child in tree.children(id) {
            let (name, look) = (tree.name(*child), tree.look(*child));
            if !matches!(name, "caption" | "thead" | "tbody" | "tfoot" | "tr")
                || self.is_hidden(*child, &look)
            {
                continue;
            }
            if name == "caption" {
                self.inside(*child, style.deeper(), caption)?;
                caption.end();
                continue;
            }
            let is_row = |id: &&Id| tree.name(**id) == "tr";
            let group = Group {
                rows: match name {
                    "tr" => vec![*child],
                    _ => tree
                        .children(*child)
                        .iter()
                        .filter(is_row)
                        .copied()
                        .collect(),
                },
                is_head: name == "thead",
            };
            match name {
                "tfoot" => foot.push(group),
                _ => groups.push(group),
            }
        }
        groups.extend(foot);
        Ok(groups)
    }

    /// The rows of a group.
    fn rows(
        &mut self,
        group: &Group,
        style: Style,
        evidence: &mut Evidence,
    ) -> Result<Vec<FlowRow>, Cause> {
        let tree = self.tree;
        let mut rows: Vec<FlowRow> = Vec::new();
        let mut held: Vec<Held> = Vec::new();
        let count = group.rows.len() as u32;
        for (at, id) in (0_u32..).zip(&group.rows) {
            let look = tree.look(*id);
            if self.is_hidden(*id, &look) {
                continue;
            }
            let mut row = FlowRow::default();
            let mut next = Vec::new();
            let mut column = 0;
            let (mut headers, mut others) = (0, 0);
            for child in tree.children(*id) {
                let (name, look) = (tree.name(*child), tree.look(*child));
                if !matches!(name, "td" | "th") || self.is_hidden(*child, &look) {
                    continue;
                }
                column = free(&held, column);
                if column >= WIDEST {
                    return Err(Cause::TooLarge(Bound::Columns(u64::from(WIDEST))));
                }
                let cell = self.cell(*child, name, &look, style, evidence)?;
                let room = held
                    .iter()
                    .map(|held| held.start)
                    .filter(|start| *start > column);
                let room = room.min().unwrap_or(WIDEST + 1000) - column;
                let columns = look.columns.unwrap_or(1).min(room);
                let rows = match look.rows.unwrap_or(1) {
                    0 => count - at,
                    rows => rows.min(count - at),
                };
                let is_header = cell.emphasis == Emphasis::Header;
                headers += usize::from(is_header && !cell.parts.is_empty());
                others += usize::from(!is_header && !cell.parts.is_empty());
                row.cells.push(FlowCell {
                    column,
                    columns,
                    rows,
                    ..cell
                });
                if rows > 1 {
                    let end = column + columns;
                    next.push(Held {
                        start: column,
                        end,
                        rows,
                    });
                }
                column += columns;
            }
            row.header = group.is_head || (headers > 1 && others == 0);
            evidence.marked |= group.is_head || headers > 0;
            held.append(&mut next);
            held.iter_mut().for_each(|held| held.rows -= 1);
            held.retain(|held| held.rows > 0);
            held.sort_unstable_by_key(|held| held.start);
            rows.push(row);
        }
        Ok(rows)
    }

    /// A cell, of which the place is not known yet.
    fn cell(
        &mut self,
        id: Id,
        name: &str,
        look: &Look,
        style: Style,
        evidence: &mut Evidence,
    ) -> Result<FlowCell, Cause> {
        self.flow.count_cell()?;
        let style = style.of_cell(look);
        let mut parts = Parts::default();
        self.inside(id, style, &mut parts)?;
        parts.end();
        evidence.see(&parts);
        let emphasis = match name == "th" || look.header {
            true => Emphasis::Header,
            false => Emphasis::None,
        };
        Ok(FlowCell {
            column: 0,
            rows: 1,
            columns: 1,
            emphasis,
            hint: Hint::Unknown,
            parts: parts.parts,
        })
    }
}

/// The first column from one on that no cell of a row above holds.
fn free(held: &[Held], column: u32) -> u32 {
    let mut column = column;
    for held in held {
        if held.start <= column && column < held.end {
            column = held.end;
        }
    }
    column
}

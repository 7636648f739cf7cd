//! Texts whose cells are set apart by a sign (csv, tsv, txt), as they are saved:
//! with title lines, blank lines, several tables and notes. The sign is the one
//! that most lines hold equally often; a text without one is prose, and becomes
//! paragraphs.

mod prose;
mod separator;
mod spaced;

use super::told::{Bound, Cause};
use super::{Block, Content, Grid, GridCell, GridRow, LineStart, Paragraph};
use crate::place::Spot;
use crate::source::{Encoding, RawRow, Source};
use prose::Stretch;
pub(crate) use prose::join;
use separator::Separator;
use std::ops::Range;
use std::path::Path;

/// Cells of one text at most.
const CELLS: usize = 1_000_000;

/// Reads a text. Of `prose`, which names such as `.txt` say it may be, what has
/// no cells becomes paragraphs.
///
/// # Errors
/// Where it is no text, and where a quote is not closed.
pub(crate) fn read(
    path: &Path,
    bytes: Vec<u8>,
    encoding: Option<Encoding>,
    prose: bool,
) -> Result<Content, Cause> {
    let source = Source::from_bytes(path, bytes, encoding).map_err(Cause::Source)?;
    let text = source.text().map_err(Cause::Source)?;
    let mut content = Content::default();
    if !prose {
        let separator = Separator::of(&text, false).unwrap_or(Separator::COMMA);
        let grid = grid(path, (0, &text), &separator)?;
        content.blocks.push(Block::Grid(grid));
        return Ok(content);
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut from = 0;
    for table in spaced::tables(&lines) {
        parted(path, &lines, from..table.start, &mut content)?;
        let rows = spaced::rows(&lines[table.clone()], table.start as u64);
        content.blocks.push(Block::Grid(Grid {
            name: None,
            rows: rows.unwrap_or_default(),
            spot: start_of(table.start as u64),
            is_sheet: false,
        }));
        from = table.end;
    }
    match from {
        0 => of_prose(path, &text, 0, &mut content)?,
        from => parted(path, &lines, from..lines.len(), &mut content)?,
    }
    Ok(content)
}

/// Some lines of a text.
fn parted(
    path: &Path,
    lines: &[&str],
    some: Range<usize>,
    content: &mut Content,
) -> Result<(), Cause> {
    let mut text = lines[some.clone()].join("\n");
    text.push('\n');
    match text.trim().is_empty() {
        true => Ok(()),
        false => of_prose(path, &text, some.start as u64, content),
    }
}

/// Prose with tables in it, behind so many lines.
fn of_prose(path: &Path, text: &str, before: u64, content: &mut Content) -> Result<(), Cause> {
    for mut stretch in prose::stretches(text) {
        stretch.line += before;
        match Separator::of(stretch.text, true) {
            Some(separator) if stretch.cells => {
                let grid = grid(path, (stretch.line, stretch.text), &separator)?;
                content.blocks.push(Block::Grid(grid));
            }
            _ => content.blocks.extend(paragraphs(&stretch)),
        }
    }
    Ok(())
}

/// The place of a table behind so many lines.
fn start_of(before: u64) -> Spot {
    Spot::Line {
        line: before + 1,
        column: 1,
        length: 0,
    }
}

/// The lines of a text that begins behind so many others as a grid.
fn grid(path: &Path, (before, text): (u64, &str), separator: &Separator) -> Result<Grid, Cause> {
    let bytes = text.as_bytes().to_vec();
    let source = Source::from_bytes(path, bytes, None).map_err(Cause::Source)?;
    let mut reader = source.all_rows(separator.sign);
    let mut rows = Vec::new();
    let mut cells = 0;
    while let Some(row) = reader.next_row().map_err(Cause::Source)? {
        let first = rows.is_empty();
        let row = match first && separator::is_said(row.raw).is_some() {
            true => GridRow::default(),
            false => grid_row(&row, before, separator),
        };
        cells += row.cells.len();
        if cells > CELLS {
            return Err(Cause::TooLarge(Bound::Cells(CELLS as u64)));
        }
        rows.push(row);
    }
    Ok(Grid {
        name: None,
        rows,
        spot: start_of(before),
        is_sheet: false,
    })
}

/// A line's cells in which something stands; a line of prose is one cell.
fn grid_row(row: &RawRow<'_>, before: u64, separator: &Separator) -> GridRow {
    let mut cells = Vec::new();
    let mut walk = Walk {
        raw: row.raw,
        at: 0,
        line: before + row.line,
        column: 1,
    };
    if separator.is_prose(row) {
        cells.extend(cell(0, row.raw, &mut walk, 0));
    } else {
        for (at, field) in row.fields.iter().enumerate() {
            let column = u32::try_from(at).unwrap_or(u32::MAX);
            cells.extend(cell(column, &row.text(at), &mut walk, field.start as usize));
        }
    }
    GridRow {
        cells,
        ..GridRow::default()
    }
}

/// A cell, unless nothing stands in it.
fn cell(column: u32, text: &str, walk: &mut Walk<'_>, start: usize) -> Option<GridCell> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return None;
    }
    let lead = &text[..text.len() - text.trim_start().len()];
    walk.to(start + lead.len());
    let first_line = trimmed.lines().next().unwrap_or_default();
    let spot = Spot::Line {
        line: walk.line,
        column: walk.column,
        length: first_line.chars().count() as u64,
    };
    let plain = match trimmed.contains('\r') {
        true => trimmed.replace("\r\n", "\n").replace('\r', "\n"),
        false => trimmed.to_owned(),
    };
    Some(GridCell {
        indent: indent(lead),
        ..GridCell::plain(column, plain, spot)
    })
}

/// How wide the white space before a text is; full-width spaces count two.
fn indent(lead: &str) -> u32 {
    let wide = |c: char| match c {
        '\u{3000}' => 2,
        '\t' => 4,
        '\n' | '\r' => 0,
        _ => 1,
    };
    lead.chars().map(wide).sum()
}

/// A way along a row that knows its line and column.
struct Walk<'a> {
    raw: &'a str,
    at: usize,
    line: u64,
    column: u64,
}

impl Walk<'_> {
    /// Goes on to a byte of the row.
    fn to(&mut self, byte: usize) {
        let passed = self.raw.get(self.at..byte).unwrap_or_default();
        match passed.is_ascii() && !passed.contains(['\n', '\r']) {
            true => self.column += passed.len() as u64,
            false => self.slowly(passed),
        }
        self.at = self.at.max(byte);
    }

    fn slowly(&mut self, passed: &str) {
        let mut after_cr = false;
        for c in passed.chars() {
            match c {
                '\n' if after_cr => {}
                '\n' | '\r' => (self.line, self.column) = (self.line + 1, 1),
                _ => self.column += 1,
            }
            after_cr = c == '\r';
        }
    }
}

/// The column at which the text of a line begins, from 1.
fn column(line: &str) -> u64 {
    line.chars().take_while(|c| c.is_whitespace()).count() as u64 + 1
}

/// The paragraphs of a text: lines that follow one another without a blank one
/// are one where they were broken for their length.
fn paragraphs(stretch: &Stretch<'_>) -> Vec<Block> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut open = false;
    for (at, line) in stretch.text.lines().enumerate() {
        let text = line.trim();
        match paragraphs.last_mut() {
            Some(last) if open && !text.is_empty() && !prose::begins(line) => {
                prose::join(&mut last.text, text);
                last.lines.push(LineStart {
                    at: last.text.len() - text.len(),
                    line: stretch.line + at as u64 + 1,
                    column: column(line),
                });
            }
            _ if text.is_empty() => {}
            _ => paragraphs.push(Paragraph {
                text: text.to_owned(),
                spot: Spot::Line {
                    line: stretch.line + at as u64 + 1,
                    column: column(line),
                    length: text.chars().count() as u64,
                },
                heading: None,
                lines: vec![LineStart {
                    at: 0,
                    line: stretch.line + at as u64 + 1,
                    column: column(line),
                }],
            }),
        }
        open = prose::goes_on(text);
    }
    paragraphs.into_iter().map(Block::Paragraph).collect()
}

#[cfg(test)]
mod tests;

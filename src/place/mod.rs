//! Where something stands in a file that a person wrote: the text around it
//! is kept, so that a message can show it whatever became of the file.

mod spot;

#[cfg(feature = "workbook")]
pub(crate) use spot::quoted;
pub(crate) use spot::{PageBox, Spot, letters};

use crate::lang::Lang;
use crate::say;

use std::path::Path;
use std::sync::Arc;

/// A stretch of a file: a table's row, or a whole configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// The file, as the user named it.
    pub path: Arc<Path>,
    /// The line on which the text starts, from 1.
    pub first_line: u64,
    /// The text.
    pub text: Arc<str>,
    /// Where its lines end, if it has several: a long configuration is asked
    /// for the lines of many places.
    breaks: Option<Arc<Vec<usize>>>,
    /// How many characters begin before every so many bytes, if it is long: a
    /// long line is asked for the columns of many places.
    steps: Option<Arc<Vec<usize>>>,
    /// Where its cells stand, if it is a row of a document's table, written out
    /// as a line.
    pub origin: Option<Arc<Origin>>,
}

/// Where a row of a document's table really stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    /// The number of its table in the document, from 1.
    pub table: u32,
    /// What the row is called; empty for a header.
    pub row: String,
    /// Its cells in the order of the line: the bytes of the line that each
    /// takes, where it stands, and what its column is called.
    pub cells: Vec<OriginCell>,
}

/// Where a cell of a document's table stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OriginCell {
    /// The bytes of the line that it takes.
    pub span: (u32, u32),
    /// Its place in the document.
    pub spot: Spot,
    /// What its column is called.
    pub column: Arc<str>,
}

impl Origin {
    /// The cell that a byte of the line stands in, else the last one before it.
    fn cell(&self, at: usize) -> Option<&OriginCell> {
        let before = self
            .cells
            .partition_point(|cell| cell.span.0 as usize <= at);
        self.cells.get(before.saturating_sub(1))
    }
}

/// Bytes from one place at which characters are counted ahead to the next.
const STEP: usize = 1024;

/// How many characters begin in some bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// How many characters begin before every step of a text.
fn steps(text: &str) -> Vec<usize> {
    let counts = text.as_bytes().chunks(STEP).scan(0, |count, chunk| {
        let before = *count;
        *count += begun(chunk);
        Some(before)
    });
    counts.collect()
}

impl Excerpt {
    /// A stretch of a file.
    pub(crate) fn new(path: &Path, first_line: u64, text: &str) -> Excerpt {
        Excerpt::of(Arc::from(path), first_line, text)
    }

    /// The same of a file whose name is kept already.
    pub(crate) fn of(path: Arc<Path>, first_line: u64, text: &str) -> Excerpt {
        let breaks = text.contains('\n').then(|| {
            let breaks = text.match_indices('\n').map(|(at, _)| at);
            Arc::new(breaks.collect())
        });
        Excerpt {
            path,
            first_line,
            text: Arc::from(text),
            breaks,
            steps: (text.len() > STEP).then(|| Arc::new(steps(text))),
            origin: None,
        }
    }

    /// The same as a row of a document's table.
    pub(crate) fn from(self, origin: Origin) -> Excerpt {
        Excerpt {
            origin: Some(Arc::new(origin)),
            ..self
        }
    }

    /// What tells it from every other: its file, its table there, its line.
    pub(crate) fn key(&self) -> (&Arc<Path>, u32, u64) {
        let table = self.origin.as_ref().map_or(0, |origin| origin.table);
        (&self.path, table, self.first_line)
    }

    /// How many lines end before a byte of the text.
    fn breaks_before(&self, at: usize) -> usize {
        let breaks = self.breaks.as_ref().map_or(&[][..], |breaks| breaks);
        breaks.partition_point(|end| *end < at)
    }

    /// How many characters begin before a byte of the text.
    fn chars_before(&self, at: usize) -> usize {
        let known = self.steps.as_ref().and_then(|steps| steps.get(at / STEP));
        let from = known.map_or(0, |_| at / STEP * STEP);
        let rest = self.text.as_bytes().get(from..at).unwrap_or_default();
        known.copied().unwrap_or(0) + begun(rest)
    }

    /// The byte at which the line begins that a byte stands in.
    fn line_start(&self, at: usize) -> usize {
        let breaks = self.breaks.as_ref().map_or(&[][..], |breaks| breaks);
        let before = self.breaks_before(at).checked_sub(1);
        before
            .and_then(|last| breaks.get(last))
            .map_or(0, |end| end + 1)
    }

    /// A place in it, in bytes; cut to the text, widened to whole characters.
    pub(crate) fn place(&self, start: usize, end: usize) -> Place {
        let mut end = end.min(self.text.len());
        let mut start = start.min(end);
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Place {
            excerpt: self.clone(),
            start,
            end,
        }
    }
}

/// A place in an excerpt, in bytes of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The text that it stands in.
    pub(crate) excerpt: Excerpt,
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
}

impl Place {
    /// The words that stand there.
    pub fn words(&self) -> &str {
        self.excerpt
            .text
            .get(self.start..self.end)
            .unwrap_or_default()
    }

    /// The file, as it was named when it was opened.
    pub fn path(&self) -> &Path {
        &self.excerpt.path
    }

    /// Where it stands in a document that is no text; none in a text.
    pub(crate) fn spot(&self) -> Option<&Spot> {
        let origin = self.excerpt.origin.as_ref()?;
        origin.cell(self.start).map(|cell| &cell.spot)
    }

    /// Whether it is in a document that has no lines which people count.
    pub(crate) fn is_in_document(&self) -> bool {
        !matches!(self.spot(), None | Some(Spot::Line { .. }))
    }

    /// The line, from 1; of a document's table the row.
    pub(crate) fn line(&self) -> u64 {
        match self.spot() {
            Some(Spot::Line { line, .. }) => *line,
            _ => self.excerpt.first_line + self.excerpt.breaks_before(self.start) as u64,
        }
    }

    /// The line, from 1, and the column in characters, from 1; of a document's
    /// table the row and the column.
    pub fn line_column(&self) -> (u64, u64) {
        if let Some(spot) = self.spot() {
            return match spot {
                Spot::Line { line, column, .. } => (*line, *column),
                Spot::Sheet { row, column, .. } | Spot::Table { row, column, .. } => {
                    (u64::from(*row), u64::from(*column))
                }
                Spot::Page { .. } | Spot::Paragraph(_) => (self.excerpt.first_line, 1),
            };
        }
        let before = |at: usize| self.excerpt.chars_before(at) as u64;
        let line_start = self.excerpt.line_start(self.start);
        (self.line(), before(self.start) - before(line_start) + 1)
    }

    /// `path:line:column`, as compilers print it; in a document what a person
    /// finds it by, in English: `report.pdf: page 3, table 2, row Total, column received`.
    pub fn address(&self) -> String {
        self.address_in(Lang::En)
    }

    /// The same in the reader's language.
    pub(crate) fn address_in(&self, lang: Lang) -> String {
        let path = self.excerpt.path.display();
        let cell = self.excerpt.origin.as_ref().and_then(|origin| {
            let cell = origin.cell(self.start)?;
            Some((origin, cell))
        });
        match cell {
            None => {
                let (line, column) = self.line_column();
                format!("{path}:{line}:{column}")
            }
            Some((
                _,
                OriginCell {
                    spot: Spot::Line { line, column, .. },
                    ..
                },
            )) => {
                format!("{path}:{line}:{column}")
            }
            Some((origin, cell)) => {
                let mut address = format!("{path}: {}", cell.spot.say(lang));
                if !cell.spot.is_of_cell() {
                    let (row, column) = (&origin.row, &cell.column);
                    if !row.is_empty() {
                        address += &say!(lang, ", row {row}", "，“{row}”行");
                    }
                    if !column.is_empty() {
                        address += &say!(lang, ", column {column}", "，“{column}”列");
                    }
                }
                address
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_long_lines_are_those_that_one_counts() {
        let text = "共受理300件，é其中\n".repeat(90) + &"办结128件，".repeat(200);
        let excerpt = Excerpt::new(Path::new("a.txt"), 1, &text);
        for (at, _) in text.char_indices() {
            let before = &text[..at];
            let line = before.rsplit('\n').next().unwrap_or_default();
            let lines = before.matches('\n').count() as u64 + 1;
            let counted = (lines, line.chars().count() as u64 + 1);
            assert_eq!(excerpt.place(at, at + 1).line_column(), counted);
        }
    }
}

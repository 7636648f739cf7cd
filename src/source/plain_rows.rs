//! Rows that are plainly written, found many at once: each has as many cells as
//! the table has columns, all unquoted or simply quoted, and begins with
//! something that can be seen. Any other row is left to the reader of single rows.

use super::rows::{RawRow, RowReader};
use super::scan::{CELL_LIMIT, Field, Scanner};
use super::special_bytes::SpecialBytes;

/// Room for the cells of many rows.
#[derive(Default)]
pub(crate) struct ManyCells {
    /// For each row the byte before it, and those before which its cells end.
    ends: Vec<u32>,
    rows: usize,
}

/// Some rows that stand below one another.
#[derive(Clone, Copy)]
pub(crate) struct PlainRows<'a> {
    text: &'a str,
    cells: &'a ManyCells,
    width: usize,
    /// The line of the first one.
    line: u64,
    /// The byte of the file where the text starts.
    offset: u64,
}

impl<'a> PlainRows<'a> {
    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.cells.rows
    }

    /// The text that they stand in.
    pub(crate) fn text(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    /// Where a row's cell stands in the text, between its quotes.
    #[inline(always)]
    pub(crate) fn place(&self, row: usize, column: usize) -> (usize, usize) {
        let at = row * (self.width + 1) + column;
        let Some([before, end]) = self.cells.ends.get(at..at + 2) else {
            return (0, 0);
        };
        let (start, end) = (before.wrapping_add(1) as usize, *end as usize);
        match self.text.as_bytes().get(start) {
            Some(b'"') => (start + 1, end.saturating_sub(1)),
            _ => (start, end),
        }
    }

    /// The bytes of a cell between its quotes.
    #[inline]
    pub(crate) fn bytes(&self, row: usize, column: usize) -> &'a [u8] {
        let (start, end) = self.place(row, column);
        self.text().get(start..end).unwrap_or_default()
    }

    /// A row by itself, its cells put into `fields`.
    pub(crate) fn row<'r>(&self, number: usize, fields: &'r mut Vec<Field>) -> RawRow<'r>
    where
        'a: 'r,
    {
        let at = number * (self.width + 1);
        let ends = self.cells.ends.get(at..=at + self.width);
        let ends = ends.unwrap_or_default();
        let start = ends.first().map_or(0, |before| before.wrapping_add(1));
        let end = ends.last().map_or(0, |end| *end);
        fields.clear();
        for pair in ends.windows(2) {
            let (from, to) = (pair[0].wrapping_add(1) - start, pair[1] - start);
            let quoted = self.text().get((start + from) as usize) == Some(&b'"');
            fields.push(match quoted {
                true => Field::quoted(from + 1, to - 1, false),
                false => Field::plain(from, to),
            });
        }
        RawRow {
            raw: self
                .text
                .get(start as usize..end as usize)
                .unwrap_or_default(),
            line: self.line + number as u64,
            offset: self.offset + u64::from(start),
            fields,
        }
    }
}

impl RowReader {
    /// Rows that are plainly written, of so many cells each: those that come
    /// next, up to so many, until one is not. Only after the header was read.
    pub(crate) fn plain_rows<'a>(
        &'a mut self,
        (width, most): (usize, usize),
        cells: &'a mut ManyCells,
    ) -> PlainRows<'a> {
        let bytes = self.window.as_bytes();
        // A remark may look like a row.
        let found = if self.comment.is_some() { 0 } else { width };
        self.scanner.plain_rows(bytes, (found, most), cells);
        let rows = PlainRows {
            text: &self.window,
            cells,
            width,
            line: self.line,
            offset: self.offset,
        };
        self.line += rows.len() as u64;
        rows
    }
}

impl Scanner {
    /// Goes on over rows that are plainly written, of so many cells each, as
    /// long as there are; stays where it is before any other.
    fn plain_rows(&mut self, bytes: &[u8], (width, most): (usize, usize), found: &mut ManyCells) {
        found.rows = 0;
        if width == 0 || u32::try_from(bytes.len()).is_err() || !self.between_rows() {
            return;
        }
        found.ends.resize((width + 1) * most, 0);
        let delimiter = self.delimiter;
        let mut special = self.special;
        let mut start = self.row;
        if self.after_cr && bytes.get(start) == Some(&b'\n') {
            let _ = special.next(bytes, delimiter);
            start += 1;
        }
        for ends in found.ends.chunks_exact_mut(width + 1) {
            let mut ahead = special;
            let Some(next) = plain_row(bytes, delimiter, start, &mut ahead, ends) else {
                break;
            };
            found.rows += 1;
            (start, special) = (next, ahead);
        }
        if found.rows > 0 {
            self.begin_row(start, special);
        }
    }
}

/// Finds where the cells of a row end that is plainly written, and where the next
/// one starts.
#[inline(always)]
fn plain_row(
    bytes: &[u8],
    delimiter: u8,
    start: usize,
    special: &mut SpecialBytes,
    ends: &mut [u32],
) -> Option<usize> {
    let (before, cells) = ends.split_first_mut()?;
    let (last, cells) = cells.split_last_mut()?;
    *before = (start as u32).wrapping_sub(1);
    let mut cell = start;
    let first = bytes.get(start)?;
    for end in cells {
        let mut at = special.next(bytes, delimiter)?;
        if bytes[at] != delimiter {
            if bytes[at] != b'"' || at != cell {
                return None;
            }
            let (close, after) = special.simply_quoted(bytes, delimiter)?;
            (at, *special) = (close + 1, after);
        }
        *end = at as u32;
        cell = at + 1;
    }
    let mut at = special.next(bytes, delimiter)?;
    if bytes[at] == b'"' && at == cell {
        let close = special.next(bytes, delimiter)?;
        at = special.next(bytes, delimiter)?;
        if bytes[close] != b'"' || at != close + 1 {
            return None;
        }
    }
    *last = at as u32;
    let next = match bytes[at] {
        b'\n' => at + 1,
        b'\r' if bytes.get(at + 1) == Some(&b'\n') => special.next(bytes, delimiter)? + 1,
        _ => return None,
    };
    let end = ends[1] as usize;
    let key = match first {
        b'"' => bytes.get(start + 1..end - 1)?,
        _ => bytes.get(start..end)?,
    };
    let seen = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let plain = seen(key.first()) && seen(key.last()) && at - start <= CELL_LIMIT;
    plain.then_some(next)
}

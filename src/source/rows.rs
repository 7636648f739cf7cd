//! Rows, lent one by one: the text at hand never grows beyond a piece and one
//! row, and a row knows the line, the column and the byte of all it holds.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use super::beside_rows::{AtHand, Remark};
use super::chunks::{Chunk, Chunks};
use super::delimiter::DelimiterSearch;
use super::error::SourceError;
use super::fault::Fault;
use super::form::TableForm;
use super::more_text::MoreText;
use super::position::Position;
use super::scan::{Field, Scanned, Scanner};
use super::text::TextStream;

/// The rows of a table, from its header on.
pub(crate) struct RowReader {
    path: PathBuf,
    text: MoreText,
    /// The text at hand: the row just lent, and what was read past it.
    pub(super) window: String,
    /// Where the window starts in the file.
    pub(super) offset: u64,
    /// The line where the row at hand starts.
    pub(super) line: u64,
    pub(super) scanner: Scanner,
    /// The search for the delimiter, until it is known.
    header: Option<DelimiterSearch>,
    /// Lines above the header, as long as it was not read.
    skip: u32,
    /// Rows of the header above its last one.
    above: usize,
    /// What lines begin with that are no rows.
    pub(super) comment: Option<Arc<str>>,
    /// Whether rows in which nothing stands are lent too.
    blank: bool,
    ended: bool,
    /// Where the text starts that is held, so that it can be read again.
    begins: Option<Beginning>,
}

/// Where a text that is held starts.
#[derive(Clone, Copy)]
struct Beginning {
    offset: u64,
    line: u64,
    /// Whether the row before it ended in CR.
    after_cr: bool,
}

/// A row that was found: a range of the window, and the line where it starts.
struct RowSpan {
    start: usize,
    end: usize,
    line: u64,
}

impl RowReader {
    pub(super) fn new(path: PathBuf, text: TextStream) -> RowReader {
        RowReader {
            path,
            offset: text.start(),
            text: MoreText::Stream(text),
            window: String::new(),
            line: 1,
            scanner: Scanner::new(),
            header: Some(DelimiterSearch::new(0)),
            skip: 0,
            above: 0,
            comment: None,
            blank: false,
            ended: false,
            begins: None,
        }
    }

    /// The same with a delimiter that is known, and with rows in which nothing
    /// stands.
    pub(super) fn of_all(path: PathBuf, text: TextStream, delimiter: u8) -> RowReader {
        let mut rows = RowReader::new(path, text);
        rows.scanner.delimiter = delimiter;
        rows.header = None;
        rows.blank = true;
        rows
    }

    /// The same in a form: the first row that it lends is the last of the header.
    pub(super) fn in_form(self, form: &TableForm) -> RowReader {
        RowReader {
            skip: form.skip,
            above: form.header_rows.saturating_sub(1),
            comment: form.comment.clone(),
            ..self
        }
    }

    /// The rows of a piece of a table, by themselves.
    pub(crate) fn of_chunk(path: PathBuf, chunk: Chunk) -> RowReader {
        let mut scanner = Scanner::new();
        scanner.delimiter = chunk.delimiter;
        RowReader {
            path,
            offset: chunk.offset,
            text: MoreText::Nothing(chunk.fault),
            window: chunk.text,
            line: chunk.line,
            scanner,
            header: None,
            skip: 0,
            above: 0,
            comment: chunk.comment,
            blank: false,
            ended: false,
            begins: None,
        }
    }

    /// The rows not yet read, in pieces. Only after the header was read.
    pub(crate) fn into_chunks(mut self) -> Chunks {
        let read = self.scanner.row;
        self.window.drain(..read);
        let place = (self.offset + read as u64, self.line);
        let text = match self.text {
            MoreText::Stream(text) if !self.ended => Some(text),
            _ => None,
        };
        let cut = (self.scanner.delimiter, self.scanner.after_cr);
        Chunks::new(text, self.window, cut, place).without(self.comment)
    }

    /// Reads all that is left of a table of no more than so many bytes, to be
    /// read twice; `None` of a longer one. Only after the header was read.
    pub(crate) fn held(mut self, limit: u64) -> Option<RowReader> {
        let read = self.scanner.row;
        self.window.drain(..read);
        while self.text.fill(&mut self.window, 0) {
            if self.window.len() as u64 > limit {
                return None;
            }
        }
        self.text = MoreText::Nothing(self.text.take_fault());
        self.begins = Some(Beginning {
            offset: self.offset + read as u64,
            line: self.line,
            after_cr: self.scanner.after_cr,
        });
        self.rewind();
        Some(self)
    }

    /// Goes back to where the text starts that is held.
    pub(crate) fn rewind(&mut self) {
        let Some(begins) = self.begins else { return };
        let delimiter = self.scanner.delimiter;
        self.scanner = Scanner::new();
        self.scanner.delimiter = delimiter;
        self.scanner.after_cr = begins.after_cr;
        (self.offset, self.line) = (begins.offset, begins.line);
        self.ended = false;
    }

    /// The text that was read, to be used again for other text.
    pub(crate) fn into_window(self) -> String {
        self.window
    }

    /// What separates cells: a comma, a semicolon or a tab. The header decides,
    /// so that it is known once a row was read.
    pub(crate) fn delimiter(&self) -> char {
        char::from(self.scanner.delimiter)
    }

    /// The next row in which something stands; `None` at the end, and after an error.
    #[inline]
    pub(crate) fn next_row(&mut self) -> Result<Option<RawRow<'_>>, SourceError> {
        match self.advance() {
            Ok(Some(found)) => Ok(Some(RawRow {
                raw: &self.window[found.start..found.end],
                line: found.line,
                offset: self.offset + found.start as u64,
                fields: self.scanner.fields(),
            })),
            Ok(None) => Ok(None),
            Err(error) => {
                self.ended = true;
                Err(error)
            }
        }
    }

    #[inline]
    fn advance(&mut self) -> Result<Option<RowSpan>, SourceError> {
        if let Some(header) = self.header.take() {
            let (skip, sign) = (self.skip, self.comment.clone());
            self.at_hand().pass_above(skip, sign.as_deref());
            self.find_delimiter(header);
            for _ in 0..std::mem::take(&mut self.above) {
                self.advance()?;
            }
        }
        while !self.ended {
            if self.comment.is_some() && self.scanner.between_rows() && self.pass_remark()? {
                continue;
            }
            let step = match self.scanner.walk(self.window.as_bytes()) {
                Scanned::More => match self.more()? {
                    Some(step) => step,
                    None => continue,
                },
                step => step,
            };
            let Scanned::Row(start, end) = step else {
                return Err(self.stopped(step));
            };
            let line = self.line;
            self.line += 1;
            let first = self.window.as_bytes().get(start);
            let graphic = first.is_some_and(u8::is_ascii_graphic);
            if !graphic && !self.blank && self.window[start..end].trim_start().is_empty() {
                // White space only, be it that the delimiter is a tab.
                continue;
            }
            if self.scanner.broken {
                let raw = &self.window[start..end];
                self.line = Position::within(raw, raw.len(), line).line + 1;
            }
            if !self.blank && self.is_blank(start, end) {
                continue;
            }
            return Ok(Some(RowSpan { start, end, line }));
        }
        Ok(None)
    }

    /// Goes past a remark where one begins here; whether one does.
    fn pass_remark(&mut self) -> Result<bool, SourceError> {
        let Some(sign) = self.comment.clone() else {
            return Ok(false);
        };
        // Not by `at_hand`, which would take the scanner too.
        let mut at_hand = AtHand {
            text: &mut self.text,
            window: &mut self.window,
            offset: &mut self.offset,
            line: &mut self.line,
        };
        match at_hand.pass_remark(&mut self.scanner, &sign) {
            Remark::None => Ok(false),
            Remark::Passed => Ok(true),
            Remark::TooLong => Err(self.stopped(Scanned::LongRow)),
            Remark::Last => {
                self.ended = true;
                match self.text.take_fault() {
                    Some(fault) => Err(self.fault(fault, self.window.len())),
                    None => Ok(true),
                }
            }
        }
    }

    fn at_hand(&mut self) -> AtHand<'_> {
        AtHand {
            text: &mut self.text,
            window: &mut self.window,
            offset: &mut self.offset,
            line: &mut self.line,
        }
    }

    /// Whether nothing stands in any cell of a row: `,,,`, as spreadsheets leave
    /// it below a table.
    fn is_blank(&self, start: usize, end: usize) -> bool {
        let raw = &self.window[start..end];
        let first = raw.bytes().next().unwrap_or(b' ');
        let may_be = first == self.scanner.delimiter || first == b'"' || !first.is_ascii_graphic();
        may_be && {
            let row = RawRow {
                raw,
                line: 0,
                offset: 0,
                fields: self.scanner.fields(),
            };
            (0..row.fields.len()).all(|cell| row.text(cell).trim().is_empty())
        }
    }

    /// Reads to the end of the header row, which says what the delimiter is.
    fn find_delimiter(&mut self, mut header: DelimiterSearch) {
        loop {
            let grown = self.text.fill(&mut self.window, 0);
            if let Some(delimiter) = header.read(&self.window, !grown) {
                self.scanner.delimiter = delimiter as u8;
                return;
            }
        }
    }

    /// Reads on. `None` if there is more to walk over, else what the end brings.
    fn more(&mut self) -> Result<Option<Scanned>, SourceError> {
        if matches!(self.text, MoreText::Nothing(_)) {
            return self.end();
        }
        let gone = self.scanner.forget();
        self.offset += gone as u64;
        if self.text.fill(&mut self.window, gone) {
            Ok(None)
        } else {
            self.end()
        }
    }

    /// What the end of the text brings: a last row, nothing, or what stopped it.
    fn end(&mut self) -> Result<Option<Scanned>, SourceError> {
        if let Some(fault) = self.text.take_fault() {
            return Err(self.fault(fault, self.window.len()));
        }
        self.ended = true;
        Ok(self.scanner.finish(self.window.len()))
    }

    /// The error that a step is.
    fn stopped(&self, step: Scanned) -> SourceError {
        let path = self.path.clone();
        let (cell, row) = (self.place(self.scanner.cell), self.place(self.scanner.row));
        match step {
            Scanned::Nul(at) => self.fault(Fault::Nul, at),
            Scanned::Unclosed => SourceError::Unclosed { path, place: cell },
            Scanned::LongCell => SourceError::LongCell { path, place: cell },
            Scanned::LongRow | Scanned::Row(..) | Scanned::More => {
                SourceError::LongRow { path, place: row }
            }
        }
    }

    fn fault(&self, fault: Fault, at: usize) -> SourceError {
        fault.at(&self.path, self.place(at))
    }

    /// The place of a byte of the window that is not before the row at hand.
    fn place(&self, at: usize) -> Position {
        let rest = self.window.get(self.scanner.row..).unwrap_or_default();
        Position::within(rest, at - self.scanner.row, self.line)
    }
}

/// A row, as long as the reader stays where it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawRow<'a> {
    /// The row's own text, without its line end.
    pub raw: &'a str,
    /// The physical line where it starts, from 1.
    pub line: u64,
    /// The byte where it starts: of the file in UTF-8, of the decoded text else.
    pub offset: u64,
    /// Its cells.
    pub fields: &'a [Field],
}

/// A row that is kept after the reader has gone on.
#[derive(Clone, Debug)]
pub(crate) struct HeldRow {
    raw: String,
    line: u64,
    offset: u64,
    fields: Vec<Field>,
}

impl HeldRow {
    /// The memory that it takes, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        size_of::<HeldRow>() + self.raw.len() + self.fields.len() * size_of::<Field>()
    }

    /// The row.
    pub(crate) fn row(&self) -> RawRow<'_> {
        RawRow {
            raw: &self.raw,
            line: self.line,
            offset: self.offset,
            fields: &self.fields,
        }
    }
}

impl<'a> RawRow<'a> {
    /// The row, to be kept.
    pub(crate) fn hold(&self) -> HeldRow {
        HeldRow {
            raw: self.raw.to_owned(),
            line: self.line,
            offset: self.offset,
            fields: self.fields.to_vec(),
        }
    }

    /// The text of a cell, its quotes resolved; empty where the row has no such cell.
    pub(crate) fn text(&self, index: usize) -> Cow<'a, str> {
        let slice = self.slice(index);
        match self.fields.get(index) {
            Some(field) if field.doubled => Cow::Owned(resolve(slice)),
            _ => Cow::Borrowed(slice),
        }
    }

    /// A cell as it stands between its quotes; empty where the row has no such cell.
    pub(crate) fn slice(&self, index: usize) -> &'a str {
        let field = self.fields.get(index);
        field
            .and_then(|field| self.raw.get(field.start as usize..field.end as usize))
            .unwrap_or("")
    }

    /// The bytes of a cell as it stands between its quotes.
    #[inline]
    pub(crate) fn bytes(&self, index: usize) -> &'a [u8] {
        let field = self.fields.get(index);
        let range = field.map(|field| field.start as usize..field.end as usize);
        range
            .and_then(|range| self.raw.as_bytes().get(range))
            .unwrap_or_default()
    }

    /// The line and the column (in characters) of a byte of `raw`, both from 1.
    #[cfg(test)]
    pub(crate) fn column_of(&self, byte: usize) -> (u64, u64) {
        let place = Position::within(self.raw, byte, self.line);
        (place.line, place.column)
    }
}

/// What a quoted cell says: doubled quotes are one, a single one ends the
/// quoting, and what follows stands as it is.
fn resolve(slice: &str) -> String {
    let mut text = String::with_capacity(slice.len());
    let mut rest = slice;
    while let Some((before, after)) = rest.split_once('"') {
        text.push_str(before);
        match after.strip_prefix('"') {
            Some(doubled) => {
                text.push('"');
                rest = doubled;
            }
            None => {
                rest = after;
                break;
            }
        }
    }
    text.push_str(rest);
    text
}

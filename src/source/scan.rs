//! The scanner: which bytes of a text end cells and rows. It looks only at the
//! bytes that may matter (`special_bytes`) and goes on where it stopped, so that a row
//! may arrive in pieces.

use super::special_bytes::SpecialBytes;
use memchr::memchr2;

/// The longest cell in bytes; past it, a quote was left open.
pub(super) const CELL_LIMIT: usize = 1 << 20;
/// How far into a row a cell may start; past it, this is no table.
pub(super) const ROW_LIMIT: usize = 16 << 20;

/// Where a cell stands in its row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Field {
    /// The byte of the row where the cell's text starts, past an opening quote.
    pub start: u32,
    /// The byte where it ends, before the closing quote.
    pub end: u32,
    /// Whether the cell is quoted.
    pub quoted: bool,
    /// Whether quotes within the cell stand for something else: `""` for `"`,
    /// or a closing quote that text follows.
    pub doubled: bool,
}

impl Field {
    /// An unquoted cell.
    pub(crate) const fn plain(start: u32, end: u32) -> Field {
        Field {
            start,
            end,
            quoted: false,
            doubled: false,
        }
    }

    /// A quoted cell.
    pub(super) const fn quoted(start: u32, end: u32, doubled: bool) -> Field {
        Field {
            start,
            end,
            quoted: true,
            doubled,
        }
    }
}

/// What the scanner came upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scanned {
    /// A row from one byte to another, without its line end.
    Row(usize, usize),
    /// The end of the text at hand.
    More,
    /// A NUL byte, and where.
    Nul(usize),
    /// The cell at hand is longer than [`CELL_LIMIT`].
    LongCell,
    /// The row at hand is longer than [`ROW_LIMIT`].
    LongRow,
    /// The text ended within the quoted cell at hand.
    Unclosed,
}

/// Whether a line that is a remark was gone past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Passed {
    /// It was.
    Line,
    /// None begins here.
    Not,
    /// The text at hand ends before it can be told, or before the line does.
    More,
}

/// How far into a cell the scanner is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CellState {
    /// At its start or in unquoted text.
    Plain,
    /// Between quotes.
    Quoted,
    /// Past the quote at this byte, which closes the cell or is doubled.
    Closed(usize),
}

/// What simple cells end in.
enum Simple {
    /// A row, as in [`Scanned::Row`].
    Row(usize, usize),
    /// A byte that may mean anything else, and where.
    Other(u8, usize),
    /// The text at hand ended.
    End,
}

/// The scanner of one text; all places are bytes of the text at hand.
#[derive(Debug)]
pub(super) struct Scanner {
    pub(super) delimiter: u8,
    /// Room for cells; the first `count` are those of the row at hand.
    fields: Vec<Field>,
    count: usize,
    /// Where the row at hand starts.
    pub(super) row: usize,
    /// Where the cell at hand starts.
    pub(super) cell: usize,
    state: CellState,
    doubled: bool,
    /// Whether the last row ended in CR, so that an LF belongs to it.
    pub(super) after_cr: bool,
    /// Whether `fields` are those of a finished row.
    found: bool,
    /// Whether the row at hand holds line breaks within quotes.
    pub(super) broken: bool,
    pub(super) special: SpecialBytes,
}

impl Scanner {
    /// A scanner at the start of a text.
    pub(super) fn new() -> Scanner {
        Scanner {
            delimiter: b',',
            fields: vec![Field::default(); 16],
            count: 0,
            row: 0,
            cell: 0,
            state: CellState::Plain,
            doubled: false,
            after_cr: false,
            found: false,
            broken: false,
            special: SpecialBytes::default(),
        }
    }

    /// Forgets the rows that were found; returns how many bytes they take.
    /// Only at the end of the text at hand.
    pub(super) fn forget(&mut self) -> usize {
        let gone = self.row;
        self.row = 0;
        self.cell -= gone;
        self.special.next -= gone;
        if let CellState::Closed(at) = &mut self.state {
            *at -= gone;
        }
        gone
    }

    /// Whether no part of a row was found yet, or all of one.
    pub(super) fn between_rows(&self) -> bool {
        self.found || (self.count == 0 && self.cell == self.row && self.state == CellState::Plain)
    }

    /// Begins a row behind others that ended in LF.
    pub(super) fn begin_row(&mut self, start: usize, special: SpecialBytes) {
        (self.row, self.cell, self.special) = (start, start, special);
        (self.found, self.broken, self.after_cr) = (false, false, false);
        self.count = 0;
    }

    /// Goes past a line that begins with a sign, where one begins at the row at
    /// hand. Only between rows.
    pub(super) fn pass_remark(&mut self, bytes: &[u8], sign: &[u8]) -> Passed {
        let mut start = self.row;
        if self.after_cr && bytes.get(start) == Some(&b'\n') {
            start += 1;
        }
        let rest = bytes.get(start..).unwrap_or_default();
        if !rest.starts_with(sign) {
            return match sign.starts_with(rest) {
                true => Passed::More,
                false => Passed::Not,
            };
        }
        let Some(end) = line_end(rest) else {
            return Passed::More;
        };
        let next = start + end;
        self.begin_row(next, SpecialBytes::from(next));
        Passed::Line
    }

    /// Goes on to the end of the next row, or of the text at hand.
    pub(super) fn walk(&mut self, bytes: &[u8]) -> Scanned {
        if self.found {
            self.found = false;
            self.broken = false;
            self.count = 0;
        }
        loop {
            let step = match self.simple_cells(bytes) {
                Simple::Row(start, end) => return Scanned::Row(start, end),
                Simple::Other(byte, at) => self.turn(byte, at),
                Simple::End => return self.too_long(bytes.len()).unwrap_or(Scanned::More),
            };
            if let Some(step) = step {
                return step;
            }
        }
    }

    /// Takes cells that are unquoted or simply quoted and end in a delimiter,
    /// and a row that ends in LF after an unquoted one: nearly all there is.
    #[inline]
    fn simple_cells(&mut self, bytes: &[u8]) -> Simple {
        let (delimiter, row) = (self.delimiter, self.row);
        let plain = self.state == CellState::Plain;
        let mut special = self.special;
        let mut cell = self.cell;
        let mut count = self.count;
        let found = loop {
            let Some(at) = special.next(bytes, delimiter) else {
                break Simple::End;
            };
            let byte = bytes[at];
            let (start, end) = ((cell - row) as u32, (at - row) as u32);
            let Some(field) = self.fields.get_mut(count) else {
                break Simple::Other(byte, at);
            };
            if !plain || end - start > CELL_LIMIT as u32 {
                break Simple::Other(byte, at);
            } else if byte == delimiter {
                *field = Field::plain(start, end);
                cell = at + 1;
            } else if byte == b'\n' && start > 0 && start < ROW_LIMIT as u32 {
                *field = Field::plain(start, end);
                count += 1;
                cell = at + 1;
                self.after_cr = false;
                self.found = true;
                self.row = cell;
                break Simple::Row(row, at);
            } else if byte == b'"'
                && at == cell
                && let Some((close, after)) = special.simply_quoted(bytes, delimiter)
                && close - at < CELL_LIMIT
            {
                *field = Field::quoted(start + 1, (close - row) as u32, false);
                cell = close + 2;
                special = after;
            } else {
                break Simple::Other(byte, at);
            }
            count += 1;
        };
        self.special = special;
        self.cell = cell;
        self.count = count;
        found
    }

    /// The cells of the row just found.
    #[inline]
    pub(super) fn fields(&self) -> &[Field] {
        &self.fields[..self.count]
    }

    /// What the marked byte means to the cell at hand.
    fn turn(&mut self, byte: u8, at: usize) -> Option<Scanned> {
        match byte {
            b'"' => match self.state {
                CellState::Plain if at == self.cell => self.state = CellState::Quoted,
                CellState::Quoted => self.state = CellState::Closed(at),
                CellState::Closed(quote) if at == quote + 1 => {
                    self.doubled = true;
                    self.state = CellState::Quoted;
                }
                CellState::Plain | CellState::Closed(_) => {}
            },
            0 => return Some(self.too_long(at).unwrap_or(Scanned::Nul(at))),
            _ if self.state == CellState::Quoted => self.broken |= matches!(byte, b'\n' | b'\r'),
            b'\n' if self.after_cr && at == self.row => {
                self.after_cr = false;
                self.row = at + 1;
                self.cell = at + 1;
            }
            _ if byte == self.delimiter || matches!(byte, b'\n' | b'\r') => {
                if let Some(step) = self.too_long(at) {
                    return Some(step);
                }
                self.end_cell(at);
                if byte != self.delimiter {
                    self.after_cr = byte == b'\r';
                    return Some(self.end_row(at, at + 1));
                }
            }
            _ => {}
        }
        None
    }

    /// Ends what is at hand where the text ends; `None` if that is nothing.
    pub(super) fn finish(&mut self, end: usize) -> Option<Scanned> {
        if self.row == end {
            return None;
        }
        if self.state == CellState::Quoted {
            return Some(Scanned::Unclosed);
        }
        // How long the cell is was asked before the text ended.
        self.end_cell(end);
        Some(self.end_row(end, end))
    }

    /// Whether the row is too long where the cell at hand starts, or the cell
    /// is up to `end`.
    fn too_long(&self, end: usize) -> Option<Scanned> {
        if self.cell - self.row > ROW_LIMIT {
            Some(Scanned::LongRow)
        } else if end - self.cell > CELL_LIMIT {
            Some(Scanned::LongCell)
        } else {
            None
        }
    }

    /// Ends the cell at hand before the byte `at`.
    fn end_cell(&mut self, at: usize) {
        let (start, end) = ((self.cell - self.row) as u32, (at - self.row) as u32);
        let field = match self.state {
            CellState::Closed(quote) => {
                let tail = quote + 1 != at;
                let end = if tail { end } else { end - 1 };
                Field::quoted(start + 1, end, self.doubled || tail)
            }
            _ => Field::plain(start, end),
        };
        if self.count == self.fields.len() {
            self.fields.resize(2 * self.count, Field::default());
        }
        self.fields[self.count] = field;
        self.count += 1;
        self.cell = at + 1;
        self.state = CellState::Plain;
        self.doubled = false;
    }

    /// Ends the row at hand; the next one starts at `next`.
    fn end_row(&mut self, end: usize, next: usize) -> Scanned {
        let start = self.row;
        self.found = true;
        self.row = next;
        self.cell = next;
        Scanned::Row(start, end)
    }
}

/// Where the first line of some bytes ends, behind its line end; none where that is
/// not seen yet.
pub(super) fn line_end(bytes: &[u8]) -> Option<usize> {
    let at = memchr2(b'\n', b'\r', bytes)?;
    match (bytes[at], bytes.get(at + 1)) {
        (b'\r', None) => None,
        (b'\r', Some(b'\n')) => Some(at + 2),
        _ => Some(at + 1),
    }
}

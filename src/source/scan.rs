//! The scanner: which bytes of a text end cells and rows. A first pass marks
//! every byte that may matter, 64 at a time; a second walks over the marks
//! only. Both go on where they stopped, so that a row may arrive in pieces.

/// The longest cell in bytes; past it, a quote was left open.
pub(super) const CELL_LIMIT: usize = 1 << 20;
/// The longest row in bytes; past it, this is no table.
pub(super) const ROW_LIMIT: usize = 64 << 20;

/// Where a cell stands in its row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Field {
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

/// What the scanner came upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
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

/// How far into a cell the scanner is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// At its start or in unquoted text.
    Plain,
    /// Between quotes.
    Quoted,
    /// Past the quote at this byte, which closes the cell or is doubled.
    Closed(usize),
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
    state: State,
    doubled: bool,
    /// Whether the last row ended in CR, so that an LF belongs to it.
    after_cr: bool,
    /// Whether `fields` are those of a finished row.
    found: bool,
    /// Whether the row at hand holds line breaks within quotes.
    pub(super) broken: bool,
    marks: Marks,
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
            state: State::Plain,
            doubled: false,
            after_cr: false,
            found: false,
            broken: false,
            marks: Marks::default(),
        }
    }

    /// Forgets the rows that were found; returns how many bytes they take.
    /// Only at the end of the text at hand.
    pub(super) fn forget(&mut self) -> usize {
        let gone = self.row;
        self.row = 0;
        self.cell -= gone;
        self.marks.next -= gone;
        if let State::Closed(at) = &mut self.state {
            *at -= gone;
        }
        gone
    }

    /// Goes on to the end of the next row, or of the text at hand. Takes cells
    /// that end in a delimiter and are unquoted or simply quoted, which nearly
    /// all are; leaves the rest to `turn`.
    pub(super) fn walk(&mut self, bytes: &[u8]) -> Step {
        if self.found {
            self.found = false;
            self.broken = false;
            self.count = 0;
        }
        loop {
            let Some((byte, at)) = self.simple_cells(bytes) else {
                return self.too_long(bytes.len()).unwrap_or(Step::More);
            };
            if let Some(step) = self.turn(byte, at) {
                return step;
            }
        }
    }

    /// Takes cells that end in a delimiter and are unquoted or simply quoted,
    /// which nearly all are; returns the first byte that may mean anything else.
    #[inline]
    fn simple_cells(&mut self, bytes: &[u8]) -> Option<(u8, usize)> {
        let (delimiter, row) = (self.delimiter, self.row);
        let plain = self.state == State::Plain;
        let mut marks = self.marks;
        let mut cell = self.cell;
        let mut count = self.count;
        let other = loop {
            let Some(at) = marks.next(bytes, delimiter) else {
                break None;
            };
            let byte = bytes[at];
            let (start, end) = ((cell - row) as u32, (at - row) as u32);
            let Some(field) = self.fields.get_mut(count) else {
                break Some((byte, at));
            };
            if !plain || end - start > CELL_LIMIT as u32 {
                break Some((byte, at));
            } else if byte == delimiter {
                *field = Field {
                    start,
                    end,
                    quoted: false,
                    doubled: false,
                };
                cell = at + 1;
            } else if byte == b'"'
                && at == cell
                && let Some((close, after)) = marks.simply_quoted(bytes, delimiter)
                && close - at < CELL_LIMIT
            {
                let (start, end) = (start + 1, (close - row) as u32);
                *field = Field {
                    start,
                    end,
                    quoted: true,
                    doubled: false,
                };
                cell = close + 2;
                marks = after;
            } else {
                break Some((byte, at));
            }
            count += 1;
        };
        self.marks = marks;
        self.cell = cell;
        self.count = count;
        other
    }

    /// The cells of the row just found.
    #[inline]
    pub(super) fn fields(&self) -> &[Field] {
        &self.fields[..self.count]
    }

    /// What the marked byte means to the cell at hand.
    fn turn(&mut self, byte: u8, at: usize) -> Option<Step> {
        match byte {
            b'"' => match self.state {
                State::Plain if at == self.cell => self.state = State::Quoted,
                State::Quoted => self.state = State::Closed(at),
                State::Closed(quote) if at == quote + 1 => {
                    self.doubled = true;
                    self.state = State::Quoted;
                }
                State::Plain | State::Closed(_) => {}
            },
            0 => return Some(self.too_long(at).unwrap_or(Step::Nul(at))),
            _ if self.state == State::Quoted => self.broken |= matches!(byte, b'\n' | b'\r'),
            b'\n' if self.after_cr && at == self.row => {
                self.row = at + 1;
                self.cell = at + 1;
            }
            b'\n' | b'\r' => {
                if let Some(step) = self.too_long(at) {
                    return Some(step);
                }
                self.end_cell(at);
                self.after_cr = byte == b'\r';
                return Some(self.end_row(at, at + 1));
            }
            _ if byte == self.delimiter => {
                if let Some(step) = self.too_long(at) {
                    return Some(step);
                }
                self.end_cell(at);
            }
            _ => {}
        }
        None
    }

    /// Ends what is at hand where the text ends; `None` if that is nothing.
    pub(super) fn finish(&mut self, end: usize) -> Option<Step> {
        if self.row == end {
            return None;
        }
        if self.state == State::Quoted {
            return Some(Step::Unclosed);
        }
        // How long the cell is was asked before the text ended.
        self.end_cell(end);
        Some(self.end_row(end, end))
    }

    /// Whether the cell or the row at hand, up to `end`, is too long already.
    pub(super) fn too_long(&self, end: usize) -> Option<Step> {
        if end - self.cell > CELL_LIMIT {
            Some(Step::LongCell)
        } else if end - self.row > ROW_LIMIT {
            Some(Step::LongRow)
        } else {
            None
        }
    }

    fn end_cell(&mut self, at: usize) {
        let (start, end) = ((self.cell - self.row) as u32, (at - self.row) as u32);
        let field = match self.state {
            State::Closed(quote) => {
                let tail = quote + 1 != at;
                let end = if tail { end } else { end - 1 };
                Field {
                    start: start + 1,
                    end,
                    quoted: true,
                    doubled: self.doubled || tail,
                }
            }
            _ => Field {
                start,
                end,
                quoted: false,
                doubled: false,
            },
        };
        if self.count == self.fields.len() {
            self.fields.resize(2 * self.count, Field::default());
        }
        self.fields[self.count] = field;
        self.count += 1;
        self.cell = at + 1;
        self.state = State::Plain;
        self.doubled = false;
    }

    fn end_row(&mut self, end: usize, next: usize) -> Step {
        let start = self.row;
        self.found = true;
        self.row = next;
        self.cell = next;
        Step::Row(start, end)
    }
}

/// The bytes of a text that may end a cell or a row, open a quote or have no
/// place in a text, found 64 at a time.
#[derive(Clone, Copy, Debug, Default)]
struct Marks {
    /// One bit for each of 64 bytes that matters and was not looked at.
    bits: u64,
    /// Where these 64 bytes stand.
    base: usize,
    /// Where the next ones stand.
    next: usize,
}

impl Marks {
    /// The next byte that matters.
    #[inline]
    fn next(&mut self, bytes: &[u8], delimiter: u8) -> Option<usize> {
        while self.bits == 0 {
            let rest = bytes.get(self.next..)?;
            self.base = self.next;
            if let Some(block) = rest.first_chunk() {
                self.bits = matters(block, delimiter);
                self.next += 64;
            } else if rest.is_empty() {
                return None;
            } else {
                let mut block = [b'x'; 64];
                block[..rest.len()].copy_from_slice(rest);
                self.bits = matters(&block, delimiter);
                self.next += rest.len();
            }
        }
        let at = self.base + self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(at)
    }

    /// Past an opening quote: where it closes, and the marks from there on, if
    /// that is the next byte that matters and a delimiter follows at once.
    #[inline]
    fn simply_quoted(mut self, bytes: &[u8], delimiter: u8) -> Option<(usize, Marks)> {
        let close = self
            .next(bytes, delimiter)
            .filter(|at| bytes[*at] == b'"')?;
        let after = self
            .next(bytes, delimiter)
            .filter(|at| bytes[*at] == delimiter)?;
        (after == close + 1).then_some((close, self))
    }
}

/// One bit for each byte that matters: the delimiter, the quote, and the
/// control characters up to CR.
#[inline(never)]
fn matters(block: &[u8; 64], delimiter: u8) -> u64 {
    let mut flags = [0u8; 64];
    for (flag, byte) in flags.iter_mut().zip(block) {
        *flag = u8::from((*byte <= b'\r') | (*byte == b'"') | (*byte == delimiter));
    }
    let mut bits = 0;
    for (index, eight) in flags.as_chunks::<8>().0.iter().enumerate() {
        // The product gathers the low bit of each of the eight bytes at its top.
        let gathered = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits |= gathered << (8 * index);
    }
    bits
}

/// Finds the delimiter in the header row: a comma, unless the header holds none
/// and does hold a tab or a semicolon, as spreadsheets write in some countries.
#[derive(Debug, Default)]
pub(super) struct Header {
    at: usize,
    /// Where the row starts, blank ones skipped.
    row: usize,
    quoted: bool,
    /// Whether the row holds anything but white space.
    inked: bool,
    comma: bool,
    tabs: usize,
    semicolons: usize,
    /// Whether the last byte was a delimiter, so that a quote opens a cell.
    inside: bool,
}

impl Header {
    /// Reads on; `None` until the row has ended.
    pub(super) fn read(&mut self, bytes: &[u8], last: bool) -> Option<u8> {
        while let Some(byte) = bytes.get(self.at) {
            if self.at - self.row > CELL_LIMIT {
                return Some(self.delimiter());
            }
            self.at += 1;
            match byte {
                b'\n' | b'\r' if !self.quoted => {
                    if self.inked {
                        return Some(self.delimiter());
                    }
                    *self = Header {
                        at: self.at,
                        row: self.at,
                        ..Header::default()
                    };
                    continue;
                }
                b'"' if self.quoted || !self.inside => self.quoted = !self.quoted,
                b',' if !self.quoted => self.comma = true,
                b'\t' if !self.quoted => self.tabs += 1,
                b';' if !self.quoted => self.semicolons += 1,
                _ => {}
            }
            self.inside = self.quoted || !matches!(byte, b',' | b'\t' | b';');
            self.inked |= !byte.is_ascii_whitespace();
        }
        last.then(|| self.delimiter())
    }

    fn delimiter(&self) -> u8 {
        match (self.tabs, self.semicolons) {
            _ if self.comma => b',',
            (0, 0) => b',',
            (tabs, semicolons) if tabs >= semicolons => b'\t',
            _ => b';',
        }
    }
}

//! The delimiter, which the header row decides: a comma, unless the row holds
//! none and does hold a tab or a semicolon, as spreadsheets write in some
//! countries.

use super::scan::CELL_LIMIT;

/// The search for the end of the header row, which may arrive in pieces.
#[derive(Debug)]
pub(super) struct DelimiterSearch {
    at: usize,
    /// Where the row starts, blank ones skipped.
    row: usize,
    quoted: bool,
    /// Whether a quote would open here: at the start of a cell, or again right
    /// after one that closed.
    opens: bool,
    comma: bool,
    tabs: usize,
    semicolons: usize,
}

impl DelimiterSearch {
    /// A search from the byte `row` on.
    pub(super) fn new(row: usize) -> DelimiterSearch {
        DelimiterSearch {
            at: row,
            row,
            quoted: false,
            opens: true,
            comma: false,
            tabs: 0,
            semicolons: 0,
        }
    }

    /// Reads on in the text at hand, which began as it did before; `None` until
    /// the row has ended, be it only because this is the `last` text.
    pub(super) fn read(&mut self, text: &str, last: bool) -> Option<char> {
        while let Some(&byte) = text.as_bytes().get(self.at) {
            let ends = !self.quoted && matches!(byte, b'\n' | b'\r');
            if ends && text[self.row..self.at].trim_start().is_empty() {
                *self = DelimiterSearch::new(self.at + 1);
            } else if ends || self.at - self.row > CELL_LIMIT {
                return Some(self.delimiter());
            } else {
                self.turn(byte);
                self.at += 1;
            }
        }
        last.then(|| self.delimiter())
    }

    /// What a byte of the row means to the search.
    fn turn(&mut self, byte: u8) {
        if byte == b'"' {
            let closes = self.quoted;
            self.quoted = !closes && self.opens;
            self.opens = closes;
        } else if !self.quoted {
            self.opens = matches!(byte, b',' | b';' | b'\t');
            match byte {
                b',' => self.comma = true,
                b';' => self.semicolons += 1,
                b'\t' => self.tabs += 1,
                _ => {}
            }
        }
    }

    fn delimiter(&self) -> char {
        if self.comma || self.tabs + self.semicolons == 0 {
            ','
        } else if self.tabs >= self.semicolons {
            '\t'
        } else {
            ';'
        }
    }
}

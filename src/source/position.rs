//! A place in a file as people count: lines and columns.

use std::fmt::{self, Display};

/// A place in a file: line and column from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The physical line: LF, CRLF and CR alone each end one.
    pub line: u64,
    /// The column in characters.
    pub column: u64,
}

impl Position {
    /// The first character of a file.
    pub(super) const START: Position = Position { line: 1, column: 1 };

    /// The place of `byte` in a text that begins with line `line`. A byte
    /// inside a character or past the end means that character or the end.
    pub(super) fn within(text: &str, byte: usize, line: u64) -> Position {
        let mut end = byte.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let bytes = text.as_bytes();
        let mut place = Position { line, column: 1 };
        for (at, byte) in bytes.iter().enumerate().take(end) {
            let crlf = *byte == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            if *byte == b'\n' || (*byte == b'\r' && !crlf) {
                place.line += 1;
                place.column = 1;
            } else if byte & 0xC0 != 0x80 {
                place.column += 1;
            }
        }
        place
    }
}

impl Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

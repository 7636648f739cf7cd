//! A table's text in pieces of whole rows, so that several threads may read it
//! at once: where no quote stands, a line break ends a row; else the scanner
//! says where rows end.

use memchr::{memchr, memchr_iter, memrchr};
use std::mem;
use std::sync::Arc;

use super::fault::Fault;
use super::scan::{Passed, Scanned, Scanner};
use super::text::TextStream;

/// How long a piece is, in bytes: it stays in a core's own cache while it is
/// read, and is long enough that handing it out costs nothing beside.
pub(super) const CHUNK: usize = 256 * 1024;

/// Some whole rows of a table.
pub(crate) struct Chunk {
    pub(super) text: String,
    /// The line where it starts.
    pub(super) line: u64,
    /// The byte where it starts.
    pub(super) offset: u64,
    pub(super) delimiter: u8,
    /// What lines begin with that are no rows.
    pub(super) comment: Option<Arc<str>>,
    /// What is wrong where it ends; only of the last one.
    pub(super) fault: Option<Fault>,
}

/// The rows of a table below those that were read, in pieces.
pub(crate) struct Chunks {
    /// Where more comes from; `None` once all was read.
    text: Option<TextStream>,
    /// Text that was read and not handed out; a row starts where it does.
    rest: String,
    delimiter: u8,
    comment: Option<Arc<str>>,
    offset: u64,
    line: u64,
    /// Whether the last row ended in CR, so that an LF belongs to it.
    after_cr: bool,
    /// How much is handed out at a time.
    size: usize,
}

impl Chunks {
    /// Goes on with a text behind its header.
    pub(super) fn new(
        text: Option<TextStream>,
        rest: String,
        (delimiter, after_cr): (u8, bool),
        (offset, line): (u64, u64),
    ) -> Chunks {
        let mut chunks = Chunks {
            text,
            rest,
            delimiter,
            comment: None,
            offset,
            line,
            after_cr,
            size: 0,
        };
        chunks.in_pieces_of(CHUNK);
        chunks
    }

    /// The same of a table in which some lines are remarks.
    pub(super) fn without(mut self, comment: Option<Arc<str>>) -> Chunks {
        self.comment = comment;
        self
    }

    /// Hands out so many bytes at a time, and reads as many.
    pub(crate) fn in_pieces_of(&mut self, size: usize) {
        self.size = size;
        if let Some(text) = &mut self.text {
            // A character that is cut off is left to the next piece.
            text.read_by(size + 4);
        }
    }

    /// Reads on, and returns where whole rows end in the window; `None` at the
    /// end of the text, and where no row can be told from the next.
    fn whole_rows(&mut self, window: &mut String) -> Option<usize> {
        let text = self.text.as_mut()?;
        while window.len() < self.size {
            if !text.fill(window, 0) {
                return None;
            }
        }
        if memchr(b'"', window.as_bytes()).is_none()
            && let Some(at) = memrchr(b'\n', window.as_bytes())
        {
            return Some(at + 1);
        }
        let mut scanner = Scanner::new();
        scanner.delimiter = self.delimiter;
        loop {
            let stopped = loop {
                let remark = self.comment.as_ref().filter(|_| scanner.between_rows());
                let passed =
                    remark.map(|sign| scanner.pass_remark(window.as_bytes(), sign.as_bytes()));
                match passed {
                    Some(Passed::Line) => continue,
                    Some(Passed::More) => break Scanned::More,
                    Some(Passed::Not) | None => {}
                }
                match scanner.walk(window.as_bytes()) {
                    Scanned::Row(..) => {}
                    step => break step,
                }
            };
            if stopped != Scanned::More {
                // Whoever reads these rows comes upon the same.
                return None;
            }
            if scanner.row > 0 {
                return Some(scanner.row);
            }
            if !text.fill(window, 0) {
                return None;
            }
        }
    }
}

impl Chunks {
    /// The next piece, in a text that is no longer needed.
    pub(crate) fn next(&mut self, mut window: String) -> Option<Chunk> {
        if self.text.is_none() && self.rest.is_empty() {
            return None;
        }
        window.clear();
        window.push_str(&self.rest);
        self.rest.clear();
        if self.after_cr {
            if window.is_empty()
                && let Some(text) = &mut self.text
            {
                text.fill(&mut window, 0);
            }
            if window.starts_with('\n') {
                window.remove(0);
                self.offset += 1;
            }
            self.after_cr = false;
        }
        let end = self.whole_rows(&mut window);
        let mut fault = None;
        match end {
            Some(end) => {
                self.rest.push_str(&window[end..]);
                window.truncate(end);
                self.after_cr = window.ends_with('\r');
            }
            None => fault = mem::take(&mut self.text).and_then(|mut text| text.take_fault()),
        }
        let chunk = Chunk {
            line: self.line,
            offset: self.offset,
            delimiter: self.delimiter,
            comment: self.comment.clone(),
            fault,
            text: window,
        };
        self.line += line_breaks(&chunk.text);
        self.offset += chunk.text.len() as u64;
        (!chunk.text.is_empty() || chunk.fault.is_some()).then_some(chunk)
    }
}

/// How many lines end in a text: in LF, CRLF or CR alone.
fn line_breaks(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let feeds = memchr_iter(b'\n', bytes).count();
    let alone = |at: &usize| bytes.get(at + 1) != Some(&b'\n');
    let returns = memchr_iter(b'\r', bytes).filter(alone).count();
    (feeds + returns) as u64
}

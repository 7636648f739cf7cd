//! Goes past what stands in a table's file beside its rows: lines above the
//! header, and remarks.

use super::more_text::MoreText;
use super::scan::{CELL_LIMIT, Passed, ROW_LIMIT, Scanner, line_end};

/// The text of a table that is at hand, and where it stands.
pub(super) struct AtHand<'a> {
    /// Where more comes from.
    pub text: &'a mut MoreText,
    /// The text.
    pub window: &'a mut String,
    /// The byte of the file where it starts.
    pub offset: &'a mut u64,
    /// The line that is next.
    pub line: &'a mut u64,
}

/// Whether a remark begins where a row could.
pub(super) enum Remark {
    /// None does.
    None,
    /// One did, and was gone past.
    Passed,
    /// One does, which is the last line of the text.
    Last,
    /// One does that is longer than a row may be.
    TooLong,
}

impl AtHand<'_> {
    /// Drops the lines above the header, and those before it that are remarks or
    /// blank: none of them says what separates cells.
    pub(super) fn pass_above(&mut self, mut skip: u32, sign: Option<&str>) {
        while skip > 0 {
            if let Some(end) = line_end(self.window.as_bytes()) {
                self.drop_line(end);
                skip -= 1;
                continue;
            }
            // A line may be of any length; a CR at its end waits for its LF.
            let kept = usize::from(self.window.ends_with('\r'));
            let gone = self.window.len() - kept;
            *self.offset += gone as u64;
            if !self.text.fill(self.window, gone) {
                return;
            }
        }
        let Some(sign) = sign else { return };
        while self.window.len() <= CELL_LIMIT {
            match line_end(self.window.as_bytes()) {
                Some(end) if self.window.starts_with(sign) => self.drop_line(end),
                Some(end) if self.window[..end].trim().is_empty() => self.drop_line(end),
                Some(_) => return,
                None if self.text.fill(self.window, 0) => {}
                None => return,
            }
        }
    }

    fn drop_line(&mut self, end: usize) {
        self.window.drain(..end);
        *self.offset += end as u64;
        *self.line += 1;
    }

    /// Goes past a line that begins with a sign, where one begins at the row at
    /// hand.
    pub(super) fn pass_remark(&mut self, scanner: &mut Scanner, sign: &str) -> Remark {
        loop {
            match scanner.pass_remark(self.window.as_bytes(), sign.as_bytes()) {
                Passed::Not => return Remark::None,
                Passed::Line => {
                    *self.line += 1;
                    return Remark::Passed;
                }
                Passed::More => {}
            }
            if self.window.len() - scanner.row > ROW_LIMIT {
                return Remark::TooLong;
            }
            let more = match self.text {
                MoreText::Nothing(_) => false,
                MoreText::Stream(_) => {
                    let gone = scanner.forget();
                    *self.offset += gone as u64;
                    self.text.fill(self.window, gone)
                }
            };
            if more {
                continue;
            }
            // The last line has no line end.
            let rest = self.window.get(scanner.row..).unwrap_or_default();
            return match rest.trim_start_matches('\n').starts_with(sign) {
                true => Remark::Last,
                false => Remark::None,
            };
        }
    }
}

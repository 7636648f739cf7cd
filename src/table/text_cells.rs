//! Whether a column that nobody described holds text: names, days and
//! addresses instead of figures.

use crate::figure::{Context, Reading, UnitBook, read};
use crate::period::readings;
use crate::structure::without_number;

/// What a column's cells are.
#[derive(Clone, Debug, Default)]
pub(super) struct TextCells {
    /// Cells that are not blank, and no mark of what is missing.
    cells: u64,
    figures: u64,
    /// Names and words.
    words: u64,
    /// Days, times and addresses, which are no misprint of a figure.
    sure: u64,
    /// The first of both.
    example: Option<String>,
}

impl TextCells {
    /// Looks at a cell, of whose column nothing is known.
    pub(super) fn see(&mut self, cell: &str, units: &UnitBook) {
        let text = cell.trim();
        if text.is_empty() {
            return;
        }
        let plain = |byte: u8| byte.is_ascii_digit() || b".,%".contains(&byte);
        if text.bytes().all(plain) && !is_dotted_day(text) {
            self.cells += 1;
            self.figures += 1;
            return;
        }
        match read(text, &Context::of_unit(units, None)) {
            Reading::Figure(_) => self.figures += 1,
            Reading::Unreadable(_) if is_day(text) || text.contains("://") => self.sure += 1,
            Reading::Unreadable(_) if is_worded(text) => self.words += 1,
            Reading::Unreadable(_) => {}
            _ => return,
        }
        self.cells += 1;
        if self.example.is_none() && self.words + self.sure > 0 {
            self.example = Some(text.to_owned());
        }
    }

    /// Whether nothing was seen that is not blank.
    pub(super) fn is_blank(&self) -> bool {
        self.cells == 0
    }

    /// Whether it holds text: then the first cell that shows it. One word
    /// alone may be a misprint.
    pub(super) fn text(&self) -> Option<&str> {
        let texts = self.words + self.sure;
        let mostly = texts * 10 >= self.cells * 9;
        let enough = self.sure > 0 || self.words > 1;
        self.example.as_deref().filter(|_| mostly && enough)
    }
}

/// Whether a cell begins with a word, what numbers it aside.
fn is_worded(text: &str) -> bool {
    let named = without_number(text).trim_start_matches(['"', '“', '‘', '\'', '«', '「', '《']);
    named.chars().next().is_some_and(char::is_alphabetic)
}

/// Whether a cell is a day, a month, a week or a time.
fn is_day(text: &str) -> bool {
    if readings(text).iter().any(|reading| reading.sure) {
        return true;
    }
    let of_day = |c: char| c.is_ascii_digit() || "-/:TZ+ ".contains(c);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let parts = text.chars().filter(|c| matches!(c, '-' | '/')).count();
    is_dotted_day(text)
        || (digits >= 6
            && parts == 2
            && text.starts_with(|c: char| c.is_ascii_digit())
            && text.chars().all(of_day))
}

/// `01.02.2020`.
fn is_dotted_day(text: &str) -> bool {
    let mut lengths = text.split('.').map(str::len);
    let mut next = |range: std::ops::RangeInclusive<usize>| {
        lengths.next().is_some_and(|length| range.contains(&length))
    };
    next(1..=2)
        && next(1..=2)
        && next(4..=4)
        && lengths.next().is_none()
        && text.bytes().all(|c| c.is_ascii_digit() || c == b'.')
}

#[cfg(test)]
mod tests {
    use super::{TextCells, UnitBook};

    fn is_text(cells: &[&str]) -> bool {
        let units = UnitBook::default();
        let mut seen = TextCells::default();
        cells.iter().for_each(|cell| seen.see(cell, &units));
        seen.text().is_some()
    }

    #[test]
    fn names_days_and_addresses_are_text() {
        assert!(is_text(&["Moderna, Pfizer", "Novavax", ""]));
        assert!(is_text(&["2022-08-17"]));
        assert!(is_text(&["17/08/2022", "18/08/2022"]));
        assert!(is_text(&["17.08.2022", "18.08.2022"]));
        assert!(is_text(&["https://example.org/a"]));
        assert!(is_text(&[
            "(301) Organization",
            "1. INTANGIBLE PLANT",
            "TOTAL"
        ]));
        assert!(is_text(&["甲区", "乙区", "N/A"]));
    }

    #[test]
    fn figures_and_misprints_are_none() {
        assert!(!is_text(&[]));
        assert!(!is_text(&["12O", "l2"]));
        assert!(!is_text(&["见附件"]));
        assert!(!is_text(&["12-15", "3–5"]));
        assert!(!is_text(&["1.234.567", "2.345.678"]));
        assert!(!is_text(&["300 widgets", "400 widgets"]));
        assert!(!is_text(&["12", "no answer", "see below"]));
        assert!(!is_text(&["5万多", "约200", "十二", "<3", "-"]));
    }
}

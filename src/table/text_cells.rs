//! Whether a column that nobody described holds text: names, days and
//! addresses instead of figures.

use crate::figure::{Context, Reading, UnitBook, read};
use crate::period::readings;
use crate::structure::without_number;
use std::collections::HashMap;

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
    /// Short cells that were looked at: a column of text often has the same few.
    before: HashMap<Box<str>, CellKind>,
}

/// What a cell is.
#[derive(Clone, Copy, Debug)]
enum CellKind {
    Figure,
    /// A day, a time or an address.
    Sure,
    /// A name or a word.
    Word,
    /// A mark of what is missing.
    Missing,
    /// Anything else.
    Other,
}

/// So many cells show what a column holds.
const MANY: u64 = 1_000;

/// So many cells are kept, and none that is longer than so many bytes.
const KEPT: usize = 64;
const SHORT: usize = 40;

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
        match self.kind(text, units) {
            CellKind::Figure => self.figures += 1,
            CellKind::Sure => self.sure += 1,
            CellKind::Word => self.words += 1,
            CellKind::Other => {}
            CellKind::Missing => return,
        }
        self.cells += 1;
        if self.example.is_none() && self.words + self.sure > 0 {
            self.example = Some(text.to_owned());
        }
    }

    /// Whether so many cells are texts, and all, that those to come are too.
    pub(super) fn are_all_text(&self) -> bool {
        self.cells >= MANY && self.words + self.sure == self.cells
    }

    fn kind(&mut self, text: &str, units: &UnitBook) -> CellKind {
        if let Some(kind) = self.before.get(text) {
            return *kind;
        }
        let kind = kind_of(text, units);
        if text.len() <= SHORT {
            if self.before.len() == KEPT {
                self.before.clear();
            }
            self.before.insert(text.into(), kind);
        }
        kind
    }

    /// Whether nothing was seen that is not blank.
    pub(super) fn is_blank(&self) -> bool {
        self.cells == 0
    }

    /// A cell that is a text, where there is one.
    pub(super) fn some_text(&self) -> Option<&str> {
        self.example.as_deref()
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

fn kind_of(text: &str, units: &UnitBook) -> CellKind {
    match read(text, &Context::of_unit(units, None)) {
        Reading::Figure(_) => CellKind::Figure,
        Reading::Unreadable(_) if is_day(text) || text.contains("://") => CellKind::Sure,
        Reading::Unreadable(_) if is_worded(text) => CellKind::Word,
        Reading::Unreadable(_) => CellKind::Other,
        _ => CellKind::Missing,
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

    #[test]
    fn a_cell_counts_alike_whether_or_not_it_was_seen_before() {
        let units = UnitBook::default();
        let of_many = (0..3 * super::KEPT).map(|at| format!("office {}", at % 90));
        let plain = [
            "2022-08-17",
            "n/a",
            "5万多",
            "12O",
            "见附件",
            "about 300",
            "*",
        ];
        let cells: Vec<String> = of_many
            .chain(plain.map(str::to_owned).into_iter().cycle().take(20))
            .collect();
        let mut seen = TextCells::default();
        let mut apart = [0; 4];
        for cell in &cells {
            seen.see(cell, &units);
            let mut alone = TextCells::default();
            alone.see(cell, &units);
            let own = [alone.cells, alone.figures, alone.words, alone.sure];
            apart.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
        }
        assert_eq!([seen.cells, seen.figures, seen.words, seen.sure], apart);
    }

    #[test]
    fn only_many_texts_show_what_is_to_come() {
        let units = UnitBook::default();
        let mut seen = TextCells::default();
        (1..super::MANY).for_each(|_| seen.see("north", &units));
        assert!(!seen.are_all_text());
        seen.see("south", &units);
        assert!(seen.are_all_text());
        seen.see("12", &units);
        assert!(!seen.are_all_text() && seen.text().is_some());
    }
}

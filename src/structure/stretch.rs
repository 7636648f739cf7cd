//! Some columns of a grid in which tables stand below one another, and what can
//! be asked of their lines.

use super::kind::Kind;
use super::profile::{Counts, Profile};
use super::units::unit_alone;
use crate::figure::UnitBook;
use std::ops::Range;

/// Lines with figures that are looked at for how many are usual.
const WINDOW: usize = 5;

/// Some columns of a grid in which tables stand below one another.
pub(super) struct Stretch<'p, 'a> {
    /// The grid.
    pub profile: &'p Profile<'a>,
    /// The columns.
    pub width: Range<u32>,
    /// The units that are known.
    pub units: &'p UnitBook,
    /// How many cells of each kind each line has.
    pub counts: Vec<Counts>,
    /// Of each line with figures, how many are usual from there on.
    pub usual: Vec<usize>,
}

impl<'p, 'a> Stretch<'p, 'a> {
    /// Looks at some columns of a grid.
    pub(super) fn new(
        profile: &'p Profile<'a>,
        width: Range<u32>,
        units: &'p UnitBook,
    ) -> Stretch<'p, 'a> {
        let rows = 0..profile.grid.rows.len();
        let counts: Vec<Counts> = rows.map(|row| profile.counts(row, &width)).collect();
        let with: Vec<usize> = (0..counts.len())
            .filter(|row| counts[*row].figures > 0)
            .collect();
        let mut usual = vec![0; counts.len()];
        for (at, row) in with.iter().enumerate() {
            let next = &with[at..with.len().min(at + WINDOW)];
            usual[*row] = median(next.iter().map(|row| counts[*row].figures));
        }
        Stretch {
            profile,
            width,
            units,
            counts,
            usual,
        }
    }

    /// Whether a line counts the columns: 1, 2, 3. They begin with 1, or with 2
    /// behind a column that has no number; where they go on from another page,
    /// a word for the column of labels (甲, 栏次), brackets or a relation says so.
    pub(super) fn numbers_columns(&self, row: usize, from: usize) -> bool {
        let mut next = None;
        let mut length = 0;
        let mut others = Vec::new();
        let mut first_column = None;
        let mut marked = false;
        let mut cells = self.profile.cells(row, &self.width);
        // Letters count columns where one of them is worked out of others.
        let relation = cells.any(|(cell, _)| cell.text.contains(['=', '＝']));
        let number = |text: &str| match column_number(text) {
            None if relation => column_letter(text),
            number => number,
        };
        for (cell, kind) in self.profile.cells(row, &self.width) {
            match number(&cell.text) {
                Some(number) if next.is_none_or(|next| next == number) => {
                    first_column = first_column.or(Some(cell.column));
                    marked |= !cell.text.trim().bytes().all(|byte| byte.is_ascii_digit());
                    next = Some(number + 1);
                    length += 1;
                }
                None if kind == Kind::Text => others.push(cell.text.as_str()),
                _ => return false,
            }
        }
        let below_header = (from..row).any(|above| self.counts[above].cells > 1);
        let behind = first_column.is_some_and(|column| column > self.width.start);
        let begins = next.is_some_and(|next| {
            next == length + 1 || next == length + 2 && (behind || !others.is_empty())
        });
        let labelled = !others.is_empty();
        match below_header {
            true => {
                let said = length == 1 && labelled && others.iter().all(|text| says_columns(text));
                let enough = length > 1 && (begins || labelled) || length > 2 && marked || said;
                enough && others.iter().all(|text| counts(text))
            }
            false => length > 2 && begins,
        }
    }

    /// The text of a line of one cell.
    pub(super) fn only_text(&self, row: usize) -> Option<&'a str> {
        let cell = self.profile.only_cell(row, &self.width)?;
        Some(cell.text.trim())
    }

    /// The texts of a line with their columns.
    pub(super) fn texts(&self, row: usize) -> Vec<(u32, &'a str)> {
        let cells = self.profile.cells(row, &self.width);
        cells
            .map(|(cell, _)| (cell.column, cell.text.trim()))
            .collect()
    }

    /// Whether a line says what the figures are in, alone or beside a title.
    pub(super) fn states_unit(&self, row: usize) -> bool {
        let mut cells = self.profile.cells(row, &self.width).rev();
        let count = self.counts[row].cells;
        let named = |text: &str| count == 1 || text.contains(['(', '（', ':', '：', '[']);
        let unit = |text: &str| named(text) && unit_alone(text, self.units).is_some();
        let marked = self.profile.grid.rows[row].header;
        count <= 2 && !marked && cells.next().is_some_and(|(cell, _)| unit(&cell.text))
    }
}

/// The number of a column in a line that counts them: `3`, `(3)`, (c), and how
/// it is worked out: `3=1+2`, `(3)=(1)+(2)`.
fn column_number(text: &str) -> Option<u32> {
    let text = text.trim();
    let number = text.split(['=', '＝']).next().unwrap_or_default().trim();
    let bare = number.trim_end_matches(['栏', '列']);
    let open = bare.strip_prefix(['(', '（', '[']);
    let inner = open.and_then(|text| text.strip_suffix([')', '）', ']']));
    let mut letters = inner.unwrap_or_default().chars();
    if let (Some(letter @ 'a'..='z'), None) = (letters.next(), letters.next()) {
        return Some(u32::from(letter) - u32::from('a') + 1);
    }
    let digits = inner.unwrap_or(bare);
    let mut signs = digits.chars();
    if let (Some(sign @ '①'..='⑳'), None) = (signs.next(), signs.next()) {
        return Some(u32::from(sign) - u32::from('①') + 1);
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = fraction.bytes().all(|byte| byte == b'0') && whole.len() < 4;
    whole
        .parse()
        .ok()
        .filter(|_| plain && !whole.starts_with(['+', '-']))
}

/// The number of a column that a letter counts: `B`, `C=A+B`.
fn column_letter(text: &str) -> Option<u32> {
    let name = text.split(['=', '＝']).next().unwrap_or_default().trim();
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(letter @ 'A'..='Z'), None) => Some(u32::from(letter) - u32::from('A') + 1),
        _ => None,
    }
}

/// Whether a text stands before the numbers of columns: 甲, 栏次, No.
fn counts(text: &str) -> bool {
    const WORDS: [&str; 18] = [
        "甲", "乙", "丙", "丁", "戊", "栏次", "栏号", "行次", "序号", "列次", "编号", "项目",
        "no.", "no", "nr.", "column", "col.", "line",
    ];
    let plain = text.trim().to_lowercase();
    WORDS.contains(&plain.as_str())
}

/// Whether a text says that numbers of columns follow, even one alone.
fn says_columns(text: &str) -> bool {
    ["栏次", "栏号", "列次"].contains(&text.trim())
}

/// The middle one of some numbers; of an even count the lower of two.
pub(super) fn median(numbers: impl Iterator<Item = usize>) -> usize {
    let mut numbers: Vec<usize> = numbers.collect();
    numbers.sort_unstable();
    let middle = numbers.len().saturating_sub(1) / 2;
    numbers.get(middle).copied().unwrap_or_default()
}

//! Where the tables of a grid begin and end.
//!
//! The first line with as many figures as the lines after it usually have begins
//! the data; years, and numbers that count the columns, are none. What follows
//! the last line with figures is notes, until a header begins another table.

use super::kind::Kind;
use super::stretch::Stretch;
use super::units::unit_alone;
use std::collections::{BTreeMap, BTreeSet};

/// Lines without figures that may stand between a header within a grid and the
/// figures below it.
const HEADER_LINES: usize = 8;

impl<'a> Stretch<'_, 'a> {
    /// The first line of data from a line on.
    pub(super) fn first_data(&self, from: usize) -> Option<usize> {
        let dense = |row: &usize| {
            let counts = self.counts[*row];
            counts.figures > 0
                && counts.figures * 2 >= self.usual[*row]
                && !self.profile.grid.rows[*row].header
                && !self.numbers_columns(*row, from)
                // `1000 ha` above a header is no figure.
                && !(counts.cells == 1 && self.states_unit(*row))
        };
        let first = (from..self.counts.len()).find(dense)?;
        let begins = |row: &usize| self.is_sparse_data(*row, from);
        let above = (from..first).rev().take_while(begins);
        Some(above.last().unwrap_or(first))
    }

    /// Whether a line right above data belongs to them, although few figures or
    /// only marks of what is missing stand in it: below a header, behind a label.
    fn is_sparse_data(&self, row: usize, from: usize) -> bool {
        let counts = self.counts[row];
        let mut cells = self.profile.cells(row, &self.width);
        let label = cells.next().map(|(_, kind)| kind);
        let called =
            label.is_some_and(|kind| matches!(kind, Kind::Text | Kind::Year(_) | Kind::Time));
        let below_header = || (from..row).any(|above| self.counts[above].cells > 1);
        called
            && counts.figures + counts.missing > usize::from(counts.figures == 0)
            && cells.all(|(_, kind)| kind.is_figure() || kind == Kind::Missing)
            && !self.profile.grid.rows[row].header
            && below_header()
            && !self.numbers_columns(row, from)
    }

    /// Where the table ends whose data begin at a line, and the lines in it that
    /// say its header once more.
    pub(super) fn end(&self, begin: usize, first: usize) -> (usize, Vec<usize>) {
        let header: BTreeSet<Vec<(u32, &str)>> = (begin..first)
            .filter(|row| self.counts[*row].cells > 1)
            .map(|row| self.texts(row))
            .collect();
        let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
        let mut repeated = Vec::new();
        let mut last = first;
        for row in first..self.counts.len() {
            let counts = self.counts[row];
            let like_header = counts.cells > 1 && counts.figures < counts.cells;
            if like_header && header.contains(&self.texts(row)) {
                if self.begins_anew((begin, first), (last, row)) {
                    return (self.begins(last, row), repeated);
                }
                repeated.push(row);
            } else if self.is_header(row, last, &seen) {
                return (self.begins(last, row), repeated);
            } else if counts.figures > 0 {
                last = row;
                for (cell, kind) in self.profile.cells(row, &self.width) {
                    if kind.is_figure() {
                        *seen.entry(cell.column).or_default() += 1;
                    }
                }
            }
        }
        (self.counts.len(), repeated)
    }

    /// Whether a header that is said once more begins another table: under a
    /// title of its own, or over the same labels as the first one.
    fn begins_anew(&self, (begin, first): (usize, usize), (last, row): (usize, usize)) -> bool {
        let between: Vec<usize> = (last + 1..row)
            .filter(|row| self.counts[*row].cells > 0)
            .collect();
        let titles: Vec<&str> = (begin..first)
            .filter_map(|row| self.only_text(row))
            .collect();
        let new = |row: &usize| {
            let text = self.only_text(*row);
            text.is_some_and(|text| {
                !titles.contains(&text) && !goes_on(text) && unit_alone(text, self.units).is_none()
            })
        };
        if between.iter().any(new) {
            return true;
        }
        let label = |row: usize| Some(self.profile.cells(row, &self.width).next()?.0.text.trim());
        let next = (row + 1..self.counts.len()).find(|row| self.counts[*row].figures > 0);
        let same = next.is_some_and(|next| label(next) == label(first));
        same && row > last + 1
    }

    /// Whether a line below data begins the header of another table.
    fn is_header(&self, row: usize, last: usize, seen: &BTreeMap<u32, usize>) -> bool {
        let counts = self.counts[row];
        if counts.cells == 0 || counts.missing > 0 || row <= last {
            return false;
        }
        let numbering = self.numbers_columns(row, 0);
        if counts.figures > 0 && !numbering {
            return false;
        }
        let mut spans = 0;
        let over = self.profile.cells(row, &self.width).filter(|(cell, _)| {
            let columns = cell.column..cell.column + cell.columns;
            let below = seen.range(columns).count();
            spans = spans.max(below);
            below > 0
        });
        let over: Vec<Kind> = over.map(|(_, kind)| kind).collect();
        let whole = counts.cells > 1 && spans == seen.len();
        let years = over.iter().all(|kind| matches!(kind, Kind::Year(_)));
        let apart = row > last + 1;
        let marked = self.profile.grid.rows[row].header;
        let header = over.len() > 1 || over.len() == 1 && (years || whole);
        if !(marked || header && apart) {
            return false;
        }
        let filled = (row + 1..self.counts.len()).filter(|row| self.counts[*row].cells > 0);
        let mut next = filled.take(HEADER_LINES);
        next.any(|row| self.counts[row].figures > 0)
    }

    /// Where a table begins whose header stands below other data: its title
    /// follows the last blank line that there is before it.
    fn begins(&self, last: usize, header: usize) -> usize {
        let blank = |row: &usize| self.counts[*row].cells == 0;
        let mut at = header;
        while at > last + 1 && blank(&(at - 1)) {
            at -= 1;
        }
        let chunk = (last + 1..at).rev().take_while(|row| !blank(row)).last();
        match chunk {
            Some(title) if title > last + 1 || at == header => title,
            _ => header,
        }
    }
}

/// Whether a title says that its table goes on.
fn goes_on(title: &str) -> bool {
    let plain = title.to_lowercase();
    [
        "续",
        "continued",
        "cont'd",
        "cont.",
        "fortsetzung",
        "(suite)",
        "continuación",
    ]
    .iter()
    .any(|word| plain.contains(word))
}

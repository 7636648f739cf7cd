//! The tables of a stretch of a grid, with what each of their lines is.

use super::kind::Kind;
use super::lines::Lines;
use super::profile::Profile;
use super::stretch::{Stretch, median};
use super::understood::LineClass;
use crate::figure::UnitBook;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The tables that stand below one another in some columns of a grid.
pub(super) fn tables(profile: &Profile<'_>, width: &Range<u32>, units: &UnitBook) -> Vec<Lines> {
    let stretch = Stretch::new(profile, width.clone(), units);
    let mut tables = Vec::new();
    let mut begin = 0;
    while let Some(first) = stretch.first_data(begin) {
        if let Some(form) = stretch.form(begin) {
            begin = form.extent.end;
            tables.push(form);
            continue;
        }
        let (end, repeated) = stretch.end(begin, first);
        tables.push(stretch.table(begin..end, first, repeated));
        begin = end;
    }
    if tables.is_empty() {
        tables.extend(stretch.table_of_texts());
    }
    tables
}

impl Stretch<'_, '_> {
    /// The table of some lines, whose data begin at one of them.
    fn table(&self, extent: Range<usize>, first: usize, repeated: Vec<usize>) -> Lines {
        let figures = self.figure_columns(first..extent.end, &repeated);
        let mut lines = Lines {
            repeated,
            figures,
            ..Lines::blank(extent, self.width.clone(), first..first)
        };
        self.classify_data(&mut lines, first);
        self.classify_above(&mut lines, first);
        lines
    }

    /// The columns in which mostly figures stand, in lines that have as many as
    /// is usual.
    fn figure_columns(&self, rows: Range<usize>, repeated: &[usize]) -> BTreeSet<u32> {
        let rows = rows.filter(|row| self.counts[*row].figures > 0 && !repeated.contains(row));
        let rows: Vec<usize> = rows.collect();
        let usual = median(rows.iter().map(|row| self.counts[*row].figures));
        let mut columns: BTreeMap<u32, (usize, usize, usize)> = BTreeMap::new();
        for row in rows
            .into_iter()
            .filter(|row| self.counts[*row].figures * 2 >= usual)
        {
            for (cell, kind) in self.profile.cells(row, &self.width) {
                let (figures, open, texts) = columns.entry(cell.column).or_default();
                match kind {
                    Kind::Figure | Kind::Counter(_) => *figures += 1,
                    Kind::Year(_) | Kind::Missing | Kind::Worded => *open += 1,
                    _ => *texts += 1,
                }
            }
        }
        let hold = |(figures, open, texts): &(usize, usize, usize)| {
            *figures > 0 && figures + open > *texts && figures * 10 >= *open
        };
        let columns = columns.into_iter().filter(|(_, counts)| hold(counts));
        columns.map(|(column, _)| column).collect()
    }

    /// The lines from the first of the data on.
    fn classify_data(&self, lines: &mut Lines, first: usize) {
        let rows = first..lines.extent.end;
        let data = |row: usize| {
            let cells = self.profile.cells(row, &self.width);
            let over = cells.filter(|(cell, _)| lines.figures.contains(&cell.column));
            // A letter or two among figures stand for one: F, E, x.
            let mut marks = 0;
            let mut numbers = over.filter(|(cell, kind)| {
                marks += usize::from(*kind == Kind::Text && cell.text.chars().count() <= 2);
                kind.is_number() || matches!(kind, Kind::Missing | Kind::Worded)
            });
            numbers.next().is_some() || marks > 1
        };
        let classes: Vec<LineClass> = rows
            .clone()
            .map(|row| match self.counts[row].cells {
                0 => LineClass::Blank,
                _ if lines.repeated.contains(&row) => LineClass::Header,
                _ if row == first || data(row) => LineClass::Data,
                1 => LineClass::Group,
                _ => LineClass::Note,
            })
            .collect();
        let last = classes.iter().rposition(|class| class.is_data());
        let last = first + last.unwrap_or_default();
        for (row, class) in rows.zip(classes) {
            let class = match class {
                LineClass::Group if self.states_unit(row) => LineClass::Unit,
                LineClass::Group if self.is_title_once_more(lines, row) => LineClass::Title,
                LineClass::Group | LineClass::Note if row > last => LineClass::Note,
                LineClass::Note => LineClass::Data,
                class => class,
            };
            lines.set(row, class);
        }
    }

    /// Whether a line of one cell is the title of the table on its next page.
    fn is_title_once_more(&self, lines: &Lines, row: usize) -> bool {
        let mut below = row + 1..lines.extent.end;
        let next = below.find(|row| self.counts[*row].cells > 1);
        next.is_some_and(|next| lines.repeated.contains(&next))
    }

    /// A form above a wider table: lines of a label and what it says, of which
    /// several are texts, up to a blank line.
    fn form(&self, begin: usize) -> Option<Lines> {
        let rows = self.counts.len();
        let start = (begin..rows).find(|row| self.counts[*row].cells > 0)?;
        let end = (start..rows).find(|row| self.counts[*row].cells == 0)?;
        let pairs = (start..end).find(|row| self.counts[*row].cells > 1)?;
        let column = |row: usize| {
            let cells: Vec<_> = self.profile.cells(row, &self.width).collect();
            match cells.as_slice() {
                [(label, Kind::Text), (value, _)] if label.column == self.width.start => {
                    Some(value.column)
                }
                _ => None,
            }
        };
        let values = column(pairs)?;
        let alike = (pairs..end).all(|row| column(row) == Some(values));
        let texts = (pairs..end)
            .filter(|row| self.counts[*row].texts > 1)
            .count();
        let wider = (end..rows).any(|row| self.counts[row].cells > 2);
        let form = alike && wider && texts > 1 && end - pairs > 2;
        form.then(|| {
            let mut lines = Lines {
                figures: BTreeSet::from([values]),
                ..Lines::blank(begin..end, self.width.clone(), pairs..pairs)
            };
            (start..pairs).for_each(|row| lines.set(row, LineClass::Title));
            (pairs..end).for_each(|row| lines.set(row, LineClass::Data));
            lines
        })
    }

    /// A table in which no figures stand: its first line of several cells is
    /// its header.
    fn table_of_texts(&self) -> Option<Lines> {
        let rows = self.counts.len();
        let header = (0..rows).find(|row| self.counts[*row].cells > 1)?;
        let mut lines = Lines::blank(0..rows, self.width.clone(), header..header + 1);
        let last = (header + 1..rows)
            .rev()
            .find(|row| self.counts[*row].cells > 1)?;
        for row in 0..rows {
            let class = match self.counts[row].cells {
                0 => LineClass::Blank,
                _ if row < header => LineClass::Title,
                _ if row == header => LineClass::Header,
                1 if row > last => LineClass::Note,
                1 => LineClass::Group,
                _ => LineClass::Data,
            };
            lines.set(row, class);
        }
        Some(lines)
    }
}

//! Where the tables of a grid begin and end, and what each of their lines is.
//!
//! The first line with as many figures as the lines after it usually have begins
//! the data; years, and numbers that count the columns, are none. Lines of
//! several cells above it are its header, single cells above that its title.
//! What follows the last line with figures is notes, until a header begins
//! another table.

use super::kind::Kind;
use super::profile::{Counts, Profile};
use super::understood::LineClass;
use super::words::unit_alone;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Lines with figures that are looked at for how many are usual.
const WINDOW: usize = 5;
/// Lines without figures that may stand between a header within a grid and the
/// figures below it.
const HEADER_LINES: usize = 8;

/// A table: its lines and what they are.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    /// All its lines.
    pub extent: Range<usize>,
    /// The columns that it takes.
    pub width: Range<u32>,
    /// The lines of its header.
    pub header: Range<usize>,
    /// Lines that say the header once more.
    pub repeated: Vec<usize>,
    /// The columns in which figures stand.
    pub figures: BTreeSet<u32>,
    /// What its lines are, from the first.
    classes: Vec<LineClass>,
}

impl Lines {
    /// What a line is.
    pub(super) fn class(&self, row: usize) -> LineClass {
        let at = row.checked_sub(self.extent.start);
        let class = at.and_then(|at| self.classes.get(at));
        class.copied().unwrap_or_default()
    }

    fn set(&mut self, row: usize, class: LineClass) {
        if let Some(kept) = self.classes.get_mut(row - self.extent.start) {
            *kept = class;
        }
    }

    /// All lines and what they are.
    pub(super) fn classes(&self) -> impl Iterator<Item = (usize, LineClass)> + '_ {
        self.extent.clone().zip(self.classes.iter().copied())
    }

    /// The lines of one class.
    pub(super) fn rows_of(&self, class: LineClass) -> Vec<usize> {
        let rows = self.classes().filter(|(_, found)| *found == class);
        rows.map(|(row, _)| row).collect()
    }
}

/// The tables that stand below one another in some columns of a grid.
pub(super) fn tables(profile: &Profile<'_>, width: &Range<u32>) -> Vec<Lines> {
    let finder = Finder::new(profile, width.clone());
    let mut tables = Vec::new();
    let mut begin = 0;
    while let Some(first) = finder.first_data(begin) {
        let (end, repeated) = finder.end(begin, first);
        tables.push(finder.table(begin..end, first, repeated));
        begin = end;
    }
    if tables.is_empty() {
        tables.extend(finder.table_of_texts());
    }
    tables
}

/// Looks for tables.
struct Finder<'p, 'a> {
    profile: &'p Profile<'a>,
    width: Range<u32>,
    counts: Vec<Counts>,
    /// Of each line with figures, how many are usual from there on.
    usual: Vec<usize>,
}

impl<'p, 'a> Finder<'p, 'a> {
    fn new(profile: &'p Profile<'a>, width: Range<u32>) -> Finder<'p, 'a> {
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
        Finder {
            profile,
            width,
            counts,
            usual,
        }
    }

    /// The first line of data from a line on.
    fn first_data(&self, from: usize) -> Option<usize> {
        let dense = |row: &usize| {
            let counts = self.counts[*row];
            counts.figures > 0
                && counts.figures * 2 >= self.usual[*row]
                && !self.profile.grid.rows[*row].header
                && !self.numbers_columns(*row, from)
        };
        let first = (from..self.counts.len()).find(dense)?;
        // Lines of marks of what is missing belong to it.
        let begins = |row: &usize| {
            let counts = self.counts[*row];
            counts.missing > 1 && (counts.missing + counts.years) * 2 >= self.usual[first]
        };
        Some(
            (from..first)
                .rev()
                .take_while(begins)
                .last()
                .unwrap_or(first),
        )
    }

    /// Whether a line counts the columns: 1, 2, 3.
    fn numbers_columns(&self, row: usize, from: usize) -> bool {
        let mut next = None;
        let mut length = 0;
        let mut others = Vec::new();
        for (cell, kind) in self.profile.cells(row, &self.width) {
            match kind {
                Kind::Counter(number) if next.is_none_or(|next| next == number) => {
                    next = Some(number + 1);
                    length += 1;
                }
                Kind::Figure | Kind::Counter(_) | Kind::Year(_) | Kind::Missing => return false,
                _ => others.push(cell.text.as_str()),
            }
        }
        let below_header = (from..row).any(|above| self.counts[above].cells > 1);
        let short = |text: &&str| text.chars().count() <= 4;
        match below_header {
            true => (length > 2 || length == 2 && next == Some(3)) && others.iter().all(short),
            false => length > 2 && next.is_some_and(|next| next == length + 1 || next == length),
        }
    }

    /// Where the table ends whose data begin at a line, and the lines in it that
    /// say its header once more.
    fn end(&self, begin: usize, first: usize) -> (usize, Vec<usize>) {
        let header: BTreeSet<Vec<(u32, &str)>> = (begin..first)
            .filter(|row| self.counts[*row].cells > 1)
            .map(|row| self.texts(row))
            .collect();
        let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
        let mut repeated = Vec::new();
        let mut last = first;
        for row in first..self.counts.len() {
            let counts = self.counts[row];
            if counts.cells > 1 && header.contains(&self.texts(row)) {
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

    /// Whether a line below data begins the header of another table.
    fn is_header(&self, row: usize, last: usize, seen: &BTreeMap<u32, usize>) -> bool {
        let counts = self.counts[row];
        if counts.cells == 0 || counts.missing > 0 || row <= last {
            return false;
        }
        let numbering = counts.figures > 0 && self.numbers_columns(row, row);
        if counts.figures > 0 && !numbering {
            return false;
        }
        let over = self.profile.cells(row, &self.width).filter(|(cell, _)| {
            let columns = cell.column..cell.column + cell.columns;
            seen.range(columns).next().is_some()
        });
        let over: Vec<Kind> = over.map(|(_, kind)| kind).collect();
        let years = over.iter().all(|kind| matches!(kind, Kind::Year(_)));
        let apart = row > last + 1;
        let marked = self.profile.grid.rows[row].header;
        let header = over.len() > 1 || over.len() == 1 && (years || seen.len() == 1);
        if !(marked || header && apart) {
            return false;
        }
        let mut below = row + 1..self.counts.len();
        let mut lines = 0;
        below.any(|row| {
            lines += usize::from(self.counts[row].cells > 0);
            lines <= HEADER_LINES && self.counts[row].figures > 0
        })
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

    /// The texts of a line with their columns.
    fn texts(&self, row: usize) -> Vec<(u32, &'a str)> {
        let cells = self.profile.cells(row, &self.width);
        cells
            .map(|(cell, _)| (cell.column, cell.text.trim()))
            .collect()
    }

    /// The table of some lines, whose data begin at one of them.
    fn table(&self, extent: Range<usize>, first: usize, repeated: Vec<usize>) -> Lines {
        let mut lines = Lines {
            classes: vec![LineClass::Blank; extent.len()],
            width: self.width.clone(),
            header: first..first,
            figures: self.figure_columns(first..extent.end, &repeated),
            repeated,
            extent,
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
                    Kind::Year(_) | Kind::Missing => *open += 1,
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
            let mut over = cells.filter(|(cell, _)| lines.figures.contains(&cell.column));
            over.any(|(_, kind)| kind.is_number() || kind == Kind::Missing)
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
                LineClass::Data => self.total(lines, row),
                LineClass::Group | LineClass::Note if row > last => LineClass::Note,
                LineClass::Note => LineClass::Data,
                class => class,
            };
            lines.set(row, class);
        }
    }

    /// What a line of figures is by its name.
    fn total(&self, _lines: &Lines, _row: usize) -> LineClass {
        LineClass::Data
    }

    /// The lines above the data: the header is the lowest lines of several
    /// cells, with no blank one among them.
    fn classify_above(&self, lines: &mut Lines, first: usize) {
        let start = lines.extent.start;
        let key = lines.figures.first().copied().unwrap_or(self.width.start);
        let several = |row: usize| {
            let marked = self.profile.grid.rows[row].header;
            let single = self.profile.only_cell(row, &self.width);
            let counts = self.counts[row].cells;
            marked || counts > 1 || single.is_some_and(|cell| cell.column >= key.max(1))
        };
        let is_unit = |row: usize| {
            let only = self.profile.only_cell(row, &self.width);
            only.is_some_and(|cell| unit_alone(&cell.text).is_some())
        };
        let lowest = (start..first)
            .rev()
            .find(|row| several(*row) && !is_unit(*row));
        let header = match lowest {
            Some(lowest) => {
                let run = (start..=lowest).rev();
                let top = run.take_while(|row| several(*row)).last();
                top.unwrap_or(lowest)..lowest + 1
            }
            None => first..first,
        };
        for row in start..first {
            let class = match self.counts[row].cells {
                0 => LineClass::Blank,
                _ if is_unit(row) => LineClass::Unit,
                _ if header.contains(&row) => LineClass::Header,
                _ if row >= header.end && !header.is_empty() => LineClass::Group,
                _ => LineClass::Title,
            };
            lines.set(row, class);
        }
        lines.header = header;
    }

    /// A table in which no figures stand: its first line of several cells is
    /// its header.
    fn table_of_texts(&self) -> Option<Lines> {
        let rows = self.counts.len();
        let header = (0..rows).find(|row| self.counts[*row].cells > 1)?;
        let mut lines = Lines {
            extent: 0..rows,
            width: self.width.clone(),
            header: header..header + 1,
            repeated: Vec::new(),
            figures: BTreeSet::new(),
            classes: vec![LineClass::Blank; rows],
        };
        for row in 0..rows {
            let class = match self.counts[row].cells {
                0 => LineClass::Blank,
                _ if row < header => LineClass::Title,
                _ if row == header => LineClass::Header,
                1 => LineClass::Group,
                _ => LineClass::Data,
            };
            lines.set(row, class);
        }
        Some(lines)
    }
}

/// The middle one of some numbers; of an even count the lower of two.
fn median(numbers: impl Iterator<Item = usize>) -> usize {
    let mut numbers: Vec<usize> = numbers.collect();
    numbers.sort_unstable();
    let middle = numbers.len().saturating_sub(1) / 2;
    numbers.get(middle).copied().unwrap_or_default()
}

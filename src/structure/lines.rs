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
use crate::figure::UnitBook;
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
    /// Lines that count the columns: 1, 2, 3.
    pub numbering: BTreeSet<usize>,
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

    /// Says what a line is.
    pub(super) fn set(&mut self, row: usize, class: LineClass) {
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
pub(super) fn tables(profile: &Profile<'_>, width: &Range<u32>, units: &UnitBook) -> Vec<Lines> {
    let finder = Finder::new(profile, width.clone(), units);
    let mut tables = Vec::new();
    let mut begin = 0;
    while let Some(first) = finder.first_data(begin) {
        if let Some(form) = finder.form(begin) {
            begin = form.extent.end;
            tables.push(form);
            continue;
        }
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
    units: &'p UnitBook,
    counts: Vec<Counts>,
    /// Of each line with figures, how many are usual from there on.
    usual: Vec<usize>,
}

impl<'p, 'a> Finder<'p, 'a> {
    fn new(profile: &'p Profile<'a>, width: Range<u32>, units: &'p UnitBook) -> Finder<'p, 'a> {
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
            units,
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

    /// Whether a line counts the columns: 1, 2, 3.
    fn numbers_columns(&self, row: usize, from: usize) -> bool {
        let mut next = None;
        let mut length = 0;
        let mut others = Vec::new();
        for (cell, kind) in self.profile.cells(row, &self.width) {
            match column_number(&cell.text) {
                Some(number) if next.is_none_or(|next| next == number) => {
                    next = Some(number + 1);
                    length += 1;
                }
                None if kind == Kind::Text => others.push(cell.text.as_str()),
                _ => return false,
            }
        }
        let below_header = (from..row).any(|above| self.counts[above].cells > 1);
        let from_one = next.is_some_and(|next| next == length + 1 || next == length + 2);
        match below_header {
            true => {
                (length > 2 || length == 2 && from_one) && others.iter().all(|text| counts(text))
            }
            false => length > 2 && from_one,
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

    /// The text of a line of one cell.
    fn only_text(&self, row: usize) -> Option<&'a str> {
        let cell = self.profile.only_cell(row, &self.width)?;
        Some(cell.text.trim())
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
            numbering: BTreeSet::new(),
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

    /// The lines above the data: the header is the lowest lines of several
    /// cells, with no blank one among them.
    fn classify_above(&self, lines: &mut Lines, first: usize) {
        let start = lines.extent.start;
        let key = lines.figures.first().copied().unwrap_or(self.width.start);
        let several = |row: &usize| {
            let marked = self.profile.grid.rows[*row].header;
            let single = self.profile.only_cell(*row, &self.width);
            let counts = self.counts[*row].cells;
            marked || counts > 1 || single.is_some_and(|cell| cell.column >= key.max(1))
        };
        let header = |row: &usize| several(row) && !self.states_unit(*row);
        let lowest = (start..first).rev().find(header);
        let run = lowest.map(|lowest| {
            let run = |from: usize| (start..=from).rev().take_while(header).last();
            let mut top = run(lowest).unwrap_or(lowest);
            if let Some(above) = top.checked_sub(2).filter(|above| *above >= start)
                && header(&above)
                && self.is_header_over_blank(above, top, lowest)
            {
                top = run(above).unwrap_or(above);
            }
            let titles = (top..lowest).take_while(|row| self.is_title_of_cells(*row, lowest));
            let top = titles.last().map_or(top, |last| last + 1);
            let texts = (top + 1..=lowest).find(|row| self.is_row_of_texts(*row, row - 1));
            top..texts.unwrap_or(lowest + 1)
        });
        let header = run.unwrap_or(first..first);
        for row in start..first {
            let class = match self.counts[row].cells {
                0 => LineClass::Blank,
                _ if self.states_unit(row) && self.says_who_and_unit(row) => LineClass::Unit,
                _ if header.contains(&row) => LineClass::Header,
                2.. if row >= header.end && !header.is_empty() => LineClass::Data,
                _ if row >= header.end && !header.is_empty() => LineClass::Group,
                _ => LineClass::Title,
            };
            lines.set(row, class);
        }
        let numbering = header.clone();
        let numbering =
            numbering.filter(|row| *row > header.start && self.numbers_columns(*row, start));
        lines.numbering = numbering.collect();
        lines.header = header;
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
                extent: begin..end,
                width: self.width.clone(),
                header: pairs..pairs,
                repeated: Vec::new(),
                figures: BTreeSet::from([values]),
                numbering: BTreeSet::new(),
                classes: vec![LineClass::Blank; end - begin],
            };
            for row in start..end {
                lines.set(
                    row,
                    if row < pairs {
                        LineClass::Title
                    } else {
                        LineClass::Data
                    },
                );
            }
            lines
        })
    }

    /// Whether a line below a header that names every column is one of texts: it
    /// has a label, and few cells beside it.
    fn is_row_of_texts(&self, row: usize, header: usize) -> bool {
        let cells = |row: usize| self.profile.cells(row, &self.width);
        let first = |row: usize| cells(row).next().map(|(cell, _)| cell.column);
        let over = self.counts[header].cells;
        let sparse = self.counts[row].cells * 2 <= over;
        let mut columns = cells(header).map(|(cell, _)| cell.column);
        let (from, to) = (
            first(header).unwrap_or_default(),
            columns.next_back().unwrap_or_default(),
        );
        let full = (to - from) as usize + 1 == over && over > 2;
        sparse && full && first(row) == first(header) && first(row) == Some(self.width.start)
    }

    /// Whether a line says what the figures are in, alone or beside a title.
    fn states_unit(&self, row: usize) -> bool {
        let mut cells = self.profile.cells(row, &self.width).rev();
        let count = self.counts[row].cells;
        let named = |text: &str| count == 1 || text.contains(['(', '（', ':', '：', '[']);
        let unit = |text: &str| named(text) && unit_alone(text, self.units).is_some();
        let marked = self.profile.grid.rows[row].header;
        count <= 2 && !marked && cells.next().is_some_and(|(cell, _)| unit(&cell.text))
    }

    /// Whether a line that states a unit says nothing else, or what is asked for
    /// on forms: 编制单位：某局.
    fn says_who_and_unit(&self, row: usize) -> bool {
        let mut cells = self.profile.cells(row, &self.width);
        let first = cells.next().map(|(cell, _)| cell.text.as_str());
        cells.next().is_none() || first.is_some_and(|text| text.contains([':', '：']))
    }

    /// Whether a line above a header is a title in two cells: `3` and what it is
    /// of, `Year:` and which.
    fn is_title_of_cells(&self, row: usize, lowest: usize) -> bool {
        let cells: Vec<_> = self.profile.cells(row, &self.width).collect();
        let [(first, kind), (second, _)] = cells.as_slice() else {
            return false;
        };
        let fewer = (row + 1..=lowest).any(|row| self.counts[row].cells > 2);
        let text = first.text.trim();
        let asks = text.ends_with([':', '：']);
        let numbered = kind.is_figure() || text.chars().count() <= 4;
        let long = |text: &str, least: usize| text.chars().count() > least;
        let leads = first.column == self.width.start;
        let prose = numbered && long(&second.text, 30) || leads && long(&second.text, 50);
        fewer && (asks || prose)
    }

    /// Whether a line belongs to the header below it although a blank line stands
    /// between: it has about as many cells, all of them short.
    fn is_header_over_blank(&self, row: usize, below: usize, lowest: usize) -> bool {
        let blank = (row + 1..below).all(|row| self.counts[row].cells == 0);
        let counts = self.counts[row];
        let many = counts.cells > 1 && counts.cells * 2 >= self.counts[lowest].cells;
        let mut cells = self.profile.cells(row, &self.width);
        blank
            && many
            && counts.figures == 0
            && cells.all(|(cell, _)| cell.text.chars().count() <= 60)
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
            numbering: BTreeSet::new(),
            classes: vec![LineClass::Blank; rows],
        };
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
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = fraction.bytes().all(|byte| byte == b'0') && whole.len() < 4;
    whole
        .parse()
        .ok()
        .filter(|_| plain && !whole.starts_with(['+', '-']))
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

/// The middle one of some numbers; of an even count the lower of two.
fn median(numbers: impl Iterator<Item = usize>) -> usize {
    let mut numbers: Vec<usize> = numbers.collect();
    numbers.sort_unstable();
    let middle = numbers.len().saturating_sub(1) / 2;
    numbers.get(middle).copied().unwrap_or_default()
}

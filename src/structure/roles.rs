//! Which columns call the rows, and what the other columns hold.

use super::kind::{Kind, is_whole};
use super::lines::Lines;
use super::profile::Profile;
use super::stated::period_of;
use super::understood::Holds;
use super::words;
use crate::document::Emphasis;
use crate::figure::UnitBook;
use std::collections::{BTreeMap, HashSet};

/// Rows that are looked at for how many of their texts are different.
const LOOKED_AT: usize = 2_000;
/// So few whole numbers that rise by one may be figures.
const FEW: usize = 5;
/// Columns from the left that may number the rows.
const NUMBERING: usize = 3;

/// What the columns of a table are for.
#[derive(Clone, Debug, Default)]
pub(super) struct Roles {
    /// The columns that call the rows.
    pub keys: Vec<u32>,
    /// The others.
    pub others: Vec<(u32, Holds)>,
    /// Whether the keys are numbers, which may be figures.
    pub by_numbers: bool,
}

/// What stands in a column.
#[derive(Clone, Debug, Default)]
struct Held<'a> {
    figures: usize,
    /// Figures that are plain whole numbers.
    wholes: usize,
    missing: usize,
    times: usize,
    texts: usize,
    /// Cells that the document marks as headers of their rows.
    marked: usize,
    /// Texts that are addresses.
    addresses: usize,
    /// Texts that are known units.
    units: usize,
    /// Whole numbers that rise by one from row to row.
    steps: usize,
    last: Option<u32>,
    /// How many characters all whole numbers have; none where they differ.
    length: Option<usize>,
    seen: usize,
    different: HashSet<&'a str>,
}

impl Held<'_> {
    fn cells(&self) -> usize {
        self.figures + self.missing + self.times + self.texts
    }

    /// Whether the document marks its cells as the headers of their rows.
    fn is_marked(&self) -> bool {
        self.marked > 0 && self.marked * 10 >= self.cells() * 9
    }

    /// Whether nearly all that was looked at is different.
    fn is_telling(&self) -> bool {
        self.different.len() * 20 >= self.seen * 19
    }

    /// Whether it holds whole numbers only.
    fn is_whole(&self) -> bool {
        self.wholes > 0 && self.wholes * 10 >= (self.figures + self.texts) * 9
    }

    /// Whether it counts the rows.
    fn counts_rows(&self) -> bool {
        self.figures > 2 && self.steps + 1 >= self.figures
    }

    /// Whether it holds codes: whole numbers that are as long as one another.
    fn is_of_codes(&self) -> bool {
        self.is_whole() && self.length.is_some_and(|length| length > 3)
    }
}

/// Finds what the columns of a table are for.
pub(super) fn roles(profile: &Profile<'_>, lines: &Lines, units: &UnitBook) -> Roles {
    let (held, rows) = held(profile, lines, units);
    let columns = Columns {
        profile,
        lines,
        held: held.into_iter().collect(),
        rows,
    };
    let keys = columns.keys();
    let last_key = keys.columns.last().copied().unwrap_or_default();
    let other = |(column, held): &(u32, Held<'_>)| {
        let leads = *column < last_key && keys.numbers_before;
        (*column, columns.holds(*column, held, leads))
    };
    let others = columns.held.iter();
    let others = others.filter(|(column, _)| !keys.columns.contains(column));
    Roles {
        others: others.map(other).collect(),
        keys: keys.columns,
        by_numbers: keys.by_numbers,
    }
}

/// What stands in each column in lines of data, and how many there are.
fn held<'a>(
    profile: &Profile<'a>,
    lines: &Lines,
    units: &UnitBook,
) -> (BTreeMap<u32, Held<'a>>, usize) {
    let mut columns: BTreeMap<u32, Held<'a>> = BTreeMap::new();
    let mut rows = 0;
    for (row, _) in lines.classes().filter(|(_, class)| class.is_data()) {
        rows += 1;
        for (cell, kind) in profile.cells(row, &lines.width) {
            let held = columns.entry(cell.column).or_default();
            held.marked += usize::from(cell.emphasis == Emphasis::Header);
            match kind {
                Kind::Figure | Kind::Counter(_) | Kind::Worded => held.figures += 1,
                Kind::Missing => held.missing += 1,
                Kind::Year(_) | Kind::Time => held.times += 1,
                Kind::Text => {
                    held.texts += 1;
                    held.addresses += usize::from(cell.text.contains("://"));
                }
                Kind::Blank => {}
            }
            let whole = kind.is_figure() && is_whole(&cell.text);
            let length = cell.text.trim().len();
            held.length = match held.wholes {
                _ if !whole => held.length,
                0 => Some(length),
                _ => held.length.filter(|all| *all == length),
            };
            held.wholes += usize::from(whole);
            if let Kind::Counter(number) = kind {
                held.steps += usize::from(held.last.is_some_and(|last| last + 1 == number));
                held.last = Some(number);
            }
            if held.seen < LOOKED_AT && (whole || !kind.is_figure()) {
                held.seen += 1;
                held.different.insert(cell.text.trim());
                let unit = kind == Kind::Text && words::is_unit_of_rows(&cell.text, units);
                held.units += usize::from(unit);
            }
        }
    }
    (columns, rows)
}

/// The columns of a table, from the left.
struct Columns<'p, 'a> {
    profile: &'p Profile<'a>,
    lines: &'p Lines,
    held: Vec<(u32, Held<'a>)>,
    /// How many lines of data there are.
    rows: usize,
}

/// The columns that call the rows.
#[derive(Default)]
struct Keys {
    columns: Vec<u32>,
    /// Whether whole numbers to the left of them number the rows.
    numbers_before: bool,
    by_numbers: bool,
}

impl<'a> Columns<'_, 'a> {
    fn is_figures(&self, column: u32) -> bool {
        self.lines.figures.contains(&column)
    }

    /// Whether no column of figures stands to the left, but such as number the
    /// rows.
    fn before_figures(&self, column: u32) -> bool {
        let before = self.held.iter().take_while(|(other, _)| *other < column);
        let mut before = before.filter(|(other, _)| self.is_figures(*other));
        before.all(|(column, held)| self.counts_rows(*column, held))
    }

    /// What a column beside the keys holds.
    fn holds(&self, column: u32, held: &Held<'_>, numbers: bool) -> Holds {
        let counts = self.counts_rows(column, held) && self.before_figures(column);
        match () {
            () if self.is_figures(column) && (counts || numbers && held.is_whole()) => {
                Holds::Numbers
            }
            () if held.is_whole() && self.heads(column).any(words::names_notes) => Holds::Numbers,
            () if self.is_figures(column) => Holds::Figures,
            () if self.holds_units(column, held) => Holds::Units,
            () if held.times > held.texts + held.figures => Holds::Times,
            () if held.is_whole() => Holds::Numbers,
            () => Holds::Text,
        }
    }

    /// Whether a column counts the rows: it stands before all labels, its header
    /// says so or nothing, or they are many; else a few figures 1, 2, 3 below a
    /// name are figures.
    fn counts_rows(&self, column: u32, held: &Held<'_>) -> bool {
        let mut heads = self
            .heads(column)
            .filter(|head| !head.is_empty())
            .peekable();
        let bare = heads.peek().is_none();
        let many = held.figures > FEW && heads.all(|head| period_of(head).is_none());
        let mut before = self.held.iter().take_while(|(other, _)| *other < column);
        let leads = before.all(|(_, held)| held.texts == 0);
        held.counts_rows() && (leads || bare || many || self.is_named_numbers(column))
    }

    /// Whether a column says what the figures of the rows are in: by its name,
    /// or since it holds nothing but units behind other texts.
    fn holds_units(&self, column: u32, held: &Held<'_>) -> bool {
        let named = self.heads(column).any(words::names_units);
        let mut before = self.held.iter().take_while(|(other, _)| *other < column);
        let texts = before.any(|(other, held)| held.texts > 0 && !self.is_figures(*other));
        let few = held.different.len() < 20;
        // 单位 calls a column of units, and one of offices: these are known by
        // none of them being a unit, and by each being another.
        let repeated = held.different.len() * 2 <= held.seen;
        let units = held.units * 2 >= held.seen || texts && (held.units > 0 || repeated);
        held.texts > 0 && (named && units || texts && few && held.units * 10 >= held.seen * 9)
    }

    /// Whether the header says that a column numbers the rows, or codes them.
    fn is_named_numbers(&self, column: u32) -> bool {
        let mut heads = self.heads(column);
        heads.any(words::names_numbers)
    }

    /// What stands right over a column.
    fn heads(&self, column: u32) -> impl Iterator<Item = &'a str> {
        let rows = self.lines.header.clone();
        rows.filter_map(move |row| Some(self.profile.cell(row, column)?.0.text.trim()))
    }

    fn keys(&self) -> Keys {
        let leading = self.leading().or_else(|| self.behind_numbers());
        let named = leading.or_else(|| self.numbers(true));
        let texts = named.or_else(|| self.anywhere());
        texts.or_else(|| self.numbers(false)).unwrap_or_default()
    }

    /// The columns of texts and of times before the figures.
    fn leading(&self) -> Option<Keys> {
        let before = self.held.iter();
        let before = before.take_while(|(column, held)| {
            let numbers =
                self.counts_rows(*column, held) && (held.texts > 0 || self.texts_follow(*column));
            !self.is_figures(*column) || numbers || held.is_marked()
        });
        let called = before.filter(|(column, held)| {
            let texts = held.texts + held.times > held.addresses || held.is_marked();
            texts && !self.holds_units(*column, held)
        });
        let columns: Vec<u32> = called.map(|(column, _)| *column).collect();
        (!columns.is_empty()).then_some(Keys {
            columns,
            numbers_before: true,
            by_numbers: false,
        })
    }

    /// Whether a column of texts stands right behind one.
    fn texts_follow(&self, column: u32) -> bool {
        let mut behind = self.held.iter().skip_while(|(other, _)| *other <= column);
        behind
            .next()
            .is_some_and(|(_, held)| held.texts * 2 > held.cells())
    }

    /// The columns of telling texts behind whole numbers: codes.
    fn behind_numbers(&self) -> Option<Keys> {
        let at = self
            .held
            .iter()
            .position(|(column, held)| self.calls(*column, held))?;
        let mut codes = self.held[..at].iter();
        let all = at <= NUMBERING
            && codes.all(|(column, held)| {
                let numbers = held.is_telling() || held.is_of_codes() || held.counts_rows();
                held.is_whole() && (numbers || self.is_named_numbers(*column))
            });
        let run = self.held[at..].iter();
        let run = run.take_while(|(column, held)| {
            !self.is_figures(*column) && held.texts > 0 && !self.holds_units(*column, held)
        });
        all.then(|| Keys {
            columns: run.map(|(column, _)| *column).collect(),
            numbers_before: true,
            by_numbers: false,
        })
    }

    /// Whether a column has texts in most rows, and rarely the same.
    fn calls(&self, column: u32, held: &Held<'_>) -> bool {
        let telling = held.different.len() * 4 >= held.seen && held.different.len() > 1;
        !self.is_figures(column) && held.texts * 2 >= self.rows && telling
    }

    /// A column of whole numbers that number the rows or code them, as its name
    /// says or, where no texts call them, as it looks.
    fn numbers(&self, named: bool) -> Option<Keys> {
        let first = if named { 2 } else { NUMBERING };
        let mut first = self.held.iter().take(first);
        let (column, _) = first.find(|(column, held)| {
            let all = held.cells() * 2 >= self.rows && held.figures + held.times > 2;
            let codes = held.is_whole() || held.texts == 0 && held.figures == 0;
            let looks = codes && (held.is_telling() || held.is_of_codes());
            all && if named {
                self.is_named_numbers(*column)
            } else {
                looks
            }
        })?;
        Some(Keys {
            columns: vec![*column],
            numbers_before: false,
            by_numbers: true,
        })
    }

    /// The first column of telling texts, wherever it stands.
    fn anywhere(&self) -> Option<Keys> {
        let mut telling = self.held.iter();
        let (column, _) = telling.find(|(column, held)| self.calls(*column, held))?;
        Some(Keys {
            columns: vec![*column],
            ..Keys::default()
        })
    }
}

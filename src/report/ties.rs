//! The same quantity in a sentence and in a table of one document: tied by
//! their words and units, and only where one cell fits, so that the number
//! alone never tells. What differs is claimed only where the words leave no
//! doubt and other figures of the table are restated too.

use super::across::one_slip_apart;
use super::searched::printed;
use super::sentences::ReadPassage;
use super::tie_words::{
    Beside, beside_of, beside_said, is_doubtful, is_long, joined, name_of_line, names_of_said,
};
use super::tie_years::{Dated, year_of_heading, years};
use crate::claim::{Said, is_han};
use crate::figure::{Figure, Hedge};
use crate::structure::total_name;
use crate::table::Table;
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

/// Cells of a document that are looked at.
const CELLS: usize = 100_000;
/// A name that more rows or cells have tells none of them, and is not looked
/// through for each figure.
const ALIKE: usize = 100;
/// How far from a figure its sentence is looked at for years and times, in
/// characters, so that the cost grows with the length alone.
const NEAR: usize = 300;
/// Words for the year that the document is of.
const THIS_YEAR: [&str; 6] = ["全年", "本年", "今年", "年末", "年内", "this year"];
/// Digits that two figures do not share by chance: three.
const TELLING: u128 = 100;

/// A figure of a sentence that is a cell of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tie {
    /// The number of its passage, and its own in that.
    pub said: (usize, usize),
    /// The numbers of the table, of the row and of the column.
    pub cell: (usize, usize, usize),
    /// Whether the table prints below zero what the sentence says fell.
    pub opposite: bool,
    /// Whether both prints can be of one value.
    pub holds: bool,
}

impl Tie {
    /// Those of one passage, of all in the order of the text.
    pub(super) fn of_passage(all: &[Tie], passage: usize) -> &[Tie] {
        let from = all.partition_point(|tie| tie.said.0 < passage);
        let to = all.partition_point(|tie| tie.said.0 <= passage);
        &all[from..to]
    }
}

/// A place of a table, and how sure the tie is.
#[derive(Clone, Copy)]
struct Candidate {
    cell: (usize, usize, usize),
    opposite: bool,
    /// Whether a difference would be one.
    sure: bool,
    holds: bool,
    /// Whether agreement is no chance.
    telling: bool,
    slip: bool,
}

/// The figures of sentences that tables of the same document print too.
pub(super) fn ties(read: &[ReadPassage], tables: &[Table]) -> Vec<Tie> {
    let said = read.iter().any(|passage| !passage.read.figures.is_empty());
    if !said || tables.is_empty() {
        return Vec::new();
    }
    let called = Called::of(tables);
    let dated = Dated::of(read);
    let mut heading = None;
    let mut found = Vec::new();
    for (number, passage) in read.iter().enumerate() {
        if let Some(year) = year_of_heading(&passage.passage.text) {
            heading = Some(year);
        }
        let mut last: Option<(usize, Candidate)> = None;
        for (at, said) in passage.read.figures.iter().enumerate() {
            let before = last.filter(|(last, _)| {
                last + 1 == at && passage.read.figures[*last].sentence == said.sentence
            });
            let seeker = Seeker {
                tables,
                called: &called,
                dated,
                heading,
                passage,
                said,
                year: OnceCell::new(),
            };
            let beside = || seeker.beside(before.map(|(_, candidate)| candidate)?);
            let candidate = seeker.named().or_else(beside);
            if let Some(candidate) = candidate {
                last = Some((at, candidate));
                found.push(((number, at), candidate));
            }
        }
    }
    told(found)
}

/// Those that may be told: what differs only beside what is restated rightly.
fn told(found: Vec<((usize, usize), Candidate)>) -> Vec<Tie> {
    let holding = found.iter().filter(|(_, one)| one.holds && one.telling);
    let restated: HashSet<usize> = holding.map(|(_, one)| one.cell.0).collect();
    // Called alike twice, and one of them right: the other is of something else.
    let right = found.iter().filter(|(_, one)| one.holds);
    let right: HashSet<_> = right.map(|(_, one)| one.cell).collect();
    let may = |one: &Candidate| match one.holds {
        true => one.sure || one.telling,
        false => {
            let restates = one.slip || restated.contains(&one.cell.0);
            one.sure && restates && !right.contains(&one.cell)
        }
    };
    let told = found.into_iter().filter(|(_, one)| may(one));
    told.map(|(said, one)| Tie {
        said,
        cell: one.cell,
        opposite: one.opposite,
        holds: one.holds,
    })
    .collect()
}

/// The cells of tables by what they are called.
struct Called {
    /// Rows, by table and number.
    rows: HashMap<String, Vec<(usize, usize)>>,
    /// Cells, by the names of their row and column together.
    cells: HashMap<String, Vec<(usize, usize, usize)>>,
}

impl Called {
    fn of(tables: &[Table]) -> Called {
        let mut called = Called {
            rows: HashMap::new(),
            cells: HashMap::new(),
        };
        let mut count = 0;
        for (number, table) in tables.iter().enumerate() {
            let columns: Vec<(usize, Option<String>)> = table
                .layout
                .figure_columns()
                .map(|column| (column, name_of_line(&table.layout.columns[column].name)))
                .collect();
            for (at_row, row) in table.rows.iter().enumerate() {
                count += columns.len().max(1);
                if count > CELLS {
                    return called.few();
                }
                let label = table.layout.row_label(row).words();
                let labels = [label.zh, label.en, Some(row.key().to_owned())];
                let names = labels.iter().flatten();
                let names: BTreeSet<String> = names.filter_map(|name| name_of_line(name)).collect();
                for name in names {
                    for (column, of_column) in &columns {
                        let both = of_column
                            .iter()
                            .flat_map(|of_column| joined(&name, of_column));
                        for both in both {
                            let cells = called.cells.entry(both).or_default();
                            cells.push((number, at_row, *column));
                        }
                    }
                    called.rows.entry(name).or_default().push((number, at_row));
                }
            }
        }
        called.few()
    }

    /// Without the names that too many have.
    fn few(mut self) -> Called {
        self.rows.retain(|_, rows| rows.len() <= ALIKE);
        self.cells.retain(|_, cells| cells.len() <= ALIKE);
        self
    }
}

/// Looks for the cell of one figure.
struct Seeker<'a> {
    tables: &'a [Table],
    called: &'a Called,
    dated: Dated<'a>,
    /// The year that the last heading before it names.
    heading: Option<&'a str>,
    passage: &'a ReadPassage,
    said: &'a Said,
    /// The year that the figure is of, once looked up.
    year: OnceCell<Option<(&'a str, bool)>>,
}

impl<'a> Seeker<'a> {
    /// The cell that the words before the figure name.
    fn named(&self) -> Option<Candidate> {
        if self.said.is_points() || self.said.spelled {
            return None;
        }
        let names = names_of_said(self.passage, self.said);
        let mut found: Vec<Candidate> = Vec::new();
        for (name, whole) in &names {
            let rows = self.called.rows.get(name).map_or(&[][..], Vec::as_slice);
            let cells = self.called.cells.get(name).map_or(&[][..], Vec::as_slice);
            if rows.is_empty() && cells.is_empty() {
                continue;
            }
            let named = *whole && is_long(name) && !is_doubtful(self.about(), name);
            let of_rows = rows.iter().filter_map(|(table, row)| {
                let column = self.column(*table, *row)?;
                self.candidate((*table, *row, column), false, named)
            });
            let of_cells = cells.iter();
            let of_cells = of_cells.filter_map(|cell| self.candidate(*cell, false, named));
            found.extend(of_rows.chain(of_cells));
        }
        one_of(self.tables, found)
    }

    /// The cell beside the one of the figure before: how much that changed, or
    /// what share it is.
    fn beside(&self, before: Candidate) -> Option<Candidate> {
        let (table, row, _) = before.cell;
        let words = self.passage.words(&self.said.lead);
        let (what, fell) = beside_said(words)?;
        let rate = |figure: &Figure| figure.is_rate();
        if !rate(&self.said.figure) || self.said.is_points() {
            return None;
        }
        let columns = self.tables[table].layout.figure_columns();
        let such = columns.filter(|column| {
            let name = &self.tables[table].layout.columns[*column].name;
            beside_of(name) == Some(what)
        });
        let mut such = such.filter(|column| self.figure((table, row, *column)).is_some_and(rate));
        let column = such.next().filter(|_| such.next().is_none())?;
        let opposite = fell && what == Beside::Change;
        self.candidate((table, row, column), opposite, before.holds && before.sure)
    }

    /// The column of a row that the figure is of: the only one whose unit is
    /// that of the figure, or the one of them that sums up the others or names
    /// a year that the sentence does.
    fn column(&self, table: usize, row: usize) -> Option<usize> {
        let layout = &self.tables[table].layout;
        let name = |column: &usize| layout.columns[*column].name.as_str();
        let fits = |column: &usize| {
            let figure = self.figure((table, row, *column));
            figure.is_some_and(|figure| same_unit(&self.said.figure, figure).is_some())
        };
        let plain = |column: &usize| beside_of(name(column)).is_none();
        let fit: Vec<usize> = layout.figure_columns().filter(fits).filter(plain).collect();
        let only = |some: Vec<usize>| match some.as_slice() {
            [one] => Some(*one),
            _ => None,
        };
        if let [one] = fit.as_slice() {
            return Some(*one);
        }
        let meant = self.year().map(|(year, _)| year);
        let of_year = fit
            .iter()
            .copied()
            .filter(|column| meant.is_some_and(|meant| years(name(column)).contains(&meant)));
        let total = fit
            .iter()
            .copied()
            .filter(|column| total_name(name(column)).is_some());
        only(of_year.collect()).or_else(|| only(total.collect()))
    }

    fn figure(&self, (table, row, column): (usize, usize, usize)) -> Option<&'a Figure> {
        self.tables[table].rows.get(row)?.figure(column)
    }

    /// The year that the figure is of, and whether that is sure: the only one
    /// that its sentence names, else the last one that its passage named before,
    /// else that of the document.
    fn year(&self) -> Option<(&'a str, bool)> {
        *self.year.get_or_init(|| self.year_by_words())
    }

    fn year_by_words(&self) -> Option<(&'a str, bool)> {
        let sentence = self.sentence();
        let own = years(self.passage.words(&sentence));
        if let Some(first) = own.first() {
            let before = years(self.before());
            let alone = own.iter().all(|year| year == first);
            return Some((before.last().unwrap_or(first), alone));
        }
        let this_year = THIS_YEAR.iter().any(|word| self.before().contains(word));
        let before = sentence.start.saturating_sub(NEAR)..sentence.start;
        let before = years(self.passage.words(&before));
        let near = before.last().copied().filter(|_| !this_year);
        let near = near.or(self.heading);
        let known = near.or(match self.dated {
            Dated::Of(year) => Some(year),
            _ => None,
        })?;
        Some((known, true))
    }

    /// The sentence up to the figure, no further back than is near.
    fn before(&self) -> &'a str {
        let sentence = self.sentence();
        self.passage.words(&(sentence.start..self.said.span.start))
    }

    /// What may say of what time or part the figure is: in Chinese what stands
    /// before it, in English the whole sentence.
    fn about(&self) -> &'a str {
        let before = self.before();
        match before.chars().any(is_han) {
            true => before,
            false => self.passage.words(&self.sentence()),
        }
    }

    /// The sentence of the figure, no further than is near.
    fn sentence(&self) -> Range<usize> {
        let span = &self.said.span;
        let own = self.passage.read.sentences.get(self.said.sentence);
        let own = own.unwrap_or(span);
        let start = own.start.max(span.start.saturating_sub(NEAR));
        start.min(span.start)..own.end.min(span.end + NEAR).max(span.end)
    }

    fn candidate(
        &self,
        cell: (usize, usize, usize),
        opposite: bool,
        named: bool,
    ) -> Option<Candidate> {
        let own = &self.said.figure;
        let figure = self.figure(cell)?;
        let sure_unit = same_unit(own, figure)?;
        let other_year = self.is_of_another_year(cell);
        let printed_well = own.hedge == Hedge::None && figure.hedge == Hedge::None;
        let digits = printed(own).map_or(0, |printed| printed.digits.unsigned_abs());
        let range = match opposite {
            true => figure.range.negative(),
            false => figure.range.clone(),
        };
        let holds = !own.range.meet(&range).is_empty();
        Some(Candidate {
            cell,
            opposite,
            sure: named && sure_unit && printed_well && !other_year,
            holds,
            telling: digits >= TELLING,
            slip: one_slip_apart(own, figure),
        })
    }

    /// Whether the column, the table or the document is of another year than the
    /// sentence.
    fn is_of_another_year(&self, (table, _, column): (usize, usize, usize)) -> bool {
        let table = &self.tables[table];
        let of_column = years(&table.layout.columns[column].name);
        let of_table = years(table.section());
        let own = [of_column, of_table];
        let own = own.into_iter().find(|years| !years.is_empty());
        match (self.year(), own, self.dated) {
            (Some((said, sure)), Some(own), _) => !sure || !own.contains(&said),
            (None, Some(_), dated) => dated == Dated::Several,
            (_, None, Dated::Several) => true,
            (Some((said, sure)), None, Dated::Of(year)) => !sure || said != year,
            (Some((_, sure)), None, Dated::Unknown) => !sure,
            (None, None, _) => false,
        }
    }
}

/// The one of several cells that is meant: all print one value, or one of them
/// agrees.
fn one_of(tables: &[Table], found: Vec<Candidate>) -> Option<Candidate> {
    let nominal = |one: &Candidate| {
        let (table, row, column) = one.cell;
        let figure = tables[table].rows.get(row)?.figure(column)?;
        Some(figure.nominal.clone())
    };
    if let Some(holds) = found.iter().find(|one| one.holds) {
        return Some(*holds);
    }
    let first = *found.first()?;
    let value = nominal(&first)?;
    let same = |one: &Candidate| nominal(one).as_ref() == Some(&value);
    found.iter().all(same).then_some(first)
}

/// Whether two figures are counted or measured alike; then, whether that is
/// sure.
fn same_unit(said: &Figure, cell: &Figure) -> Option<bool> {
    let plain = |figure: &Figure| {
        let unit = figure.unit.as_ref();
        unit.is_none_or(|unit| unit.counting && unit.exp10 == 0)
    };
    match (&said.unit, &cell.unit) {
        (Some(one), Some(other)) => (one.bases == other.bases).then_some(true),
        (None, None) => Some(true),
        _ if said.is_rate() || cell.is_rate() => None,
        (one, other) => {
            let unit = one.as_ref().or(other.as_ref())?;
            let both = plain(said) && plain(cell);
            (unit.exp10 == 0 && !unit.is_pure()).then_some(both)
        }
    }
}

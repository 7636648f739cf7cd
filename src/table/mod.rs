//! A section's table: columns by name, rows by key, every cell with its place
//! and, where it holds a figure, what its print allows.

mod apart;
mod cells;
mod column;
mod condensed;
mod domain;
mod evidence;
mod gaps;
mod head;
mod header;
mod header_unit;
mod held;
mod key_text;
mod label;
mod layout;
mod missing;
mod of_text;
mod plain;
mod reading;
mod row;
mod row_groups;
mod row_key;
mod row_name;
mod series;
mod shown;
mod signed_words;
mod text_cells;
mod text_index;
mod totals;
mod written;

pub(crate) use crate::structure::{
    TotalName, has_spaced_forms, is_residual, is_spaced_form, same_name, total_name, unspaced,
};
pub(crate) use apart::SameIn;
pub(crate) use column::{Column, ColumnKind};
pub(crate) use condensed::{Condensed, Group};
pub(crate) use evidence::Evidence;
pub(crate) use gaps::{Gap, gaps_among};
pub(crate) use head::Head;
pub use header::HeaderError;
pub(crate) use header_unit::in_brackets;
pub(crate) use layout::{Layout, Rounded};
pub(crate) use of_text::{FigureOfText, table_of_text};
pub(crate) use row::TableRow;
use row_groups::KnownGroups;
pub(crate) use row_groups::RowGroups;
pub(crate) use row_name::RowName;
use series::Series;
pub(crate) use series::{NoneBefore, Step, said_periods};
pub(crate) use shown::{QuickLooks, Shown};
use text_index::TextIndex;
use totals::total_rows;
pub(crate) use written::{ReadBy, Written};

use crate::figure::exact::{scaled, show};
use crate::figure::{NumberText, Rat};
use crate::lang::Lang;
use crate::period::Way;
use crate::rule::{SectionConfig, written_name};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

/// Decimal places of a value that no figure lends its own.
const PLACES: u32 = 4;

/// A table with its rows; a long one is streamed instead and holds none.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// How its rows are read.
    pub layout: Layout,
    /// Its rows.
    pub rows: Vec<TableRow>,
    /// Whether its rows are read one by one when they are checked.
    pub streamed: bool,
    /// The numbers of its rows in the order of their keys; the first of a key
    /// before others.
    index: Vec<u32>,
    repeated: HashSet<String>,
    totals: OnceLock<Vec<usize>>,
    /// Those that the configuration names, with the names.
    named_totals: OnceLock<(Vec<String>, Vec<usize>)>,
    headings: OnceLock<Vec<usize>>,
    /// Its rows as series of periods.
    series: OnceLock<Series>,
    /// Its rows by their texts, column by column.
    by_text: Vec<OnceLock<Option<TextIndex>>>,
    /// Its rows by their texts in several columns.
    by_texts: KnownGroups,
    /// What a long one is in short, while its rules are checked.
    condensed: Option<Condensed>,
}

impl Table {
    /// A table with these rows.
    pub(crate) fn new(mut layout: Layout, mut rows: Vec<TableRow>, streamed: bool) -> Table {
        // One that is read row by row learns from them when one must be known.
        if !streamed {
            layout.learn(&mut rows);
        }
        let mut table = Table {
            layout,
            rows: Vec::new(),
            streamed,
            index: Vec::new(),
            repeated: HashSet::new(),
            totals: OnceLock::new(),
            named_totals: OnceLock::new(),
            headings: OnceLock::new(),
            series: OnceLock::new(),
            by_text: Vec::new(),
            by_texts: KnownGroups::default(),
            condensed: None,
        };
        table.hold(rows);
        table
    }

    /// Takes these rows for its own.
    fn hold(&mut self, rows: Vec<TableRow>) {
        self.totals = OnceLock::new();
        self.named_totals = OnceLock::new();
        self.headings = OnceLock::new();
        self.series = OnceLock::new();
        self.by_text = vec![OnceLock::new(); self.layout.columns.len()];
        self.by_texts = KnownGroups::default();
        let key = |at: &u32| rows[*at as usize].key();
        self.index = (0..u32::try_from(rows.len()).unwrap_or(u32::MAX)).collect();
        self.index.sort_by(|one, other| key(one).cmp(key(other)));
        let pairs = self
            .index
            .windows(2)
            .map(|pair| (key(&pair[0]), key(&pair[1])));
        let repeated = pairs.filter(|(one, other)| one == other);
        self.repeated = repeated.map(|(key, _)| key.to_owned()).collect();
        self.rows = rows;
    }

    /// A long table in short. What its rows show of its figures is known.
    pub(crate) fn condense(&mut self, rows: Vec<TableRow>, condensed: Condensed) {
        self.hold(rows);
        let keys = condensed.repeated.keys();
        let keys = keys.map(|row| self.rows[*row].key().to_owned());
        self.repeated.extend(keys.collect::<Vec<String>>());
        self.condensed = Some(condensed);
    }

    /// Lets go of the rows that are held only while rules are checked.
    pub(crate) fn let_go(&mut self) {
        if self.condensed.take().is_some() {
            self.hold(Vec::new());
        }
    }

    /// The groups of rows that it does not hold.
    pub(crate) fn groups(&self) -> &[Group] {
        let condensed = self.condensed.as_ref();
        condensed.map_or(&[], |condensed| &condensed.groups)
    }

    /// Whether its groups, if it is told in short, are each on one side of a number
    /// with the figures of a column.
    pub(crate) fn is_apart_by(&self, column: usize, number: &Rat) -> bool {
        let condensed = self.condensed.as_ref();
        let mut bounds = condensed.iter().flat_map(|condensed| &condensed.bounds);
        bounds.any(|(of, bound)| *of == column && bound == number)
    }

    /// The same of the figures of two columns.
    pub(crate) fn is_apart_by_both(&self, pair: (usize, usize)) -> bool {
        let condensed = self.condensed.as_ref();
        condensed.is_some_and(|condensed| condensed.pairs.contains(&pair))
    }

    /// Whether its rows are at hand, if only in short.
    pub(crate) fn has_rows(&self) -> bool {
        !self.streamed || self.condensed.is_some()
    }

    /// Whether it is a long one, told in short.
    pub(crate) fn is_condensed(&self) -> bool {
        self.condensed.is_some()
    }

    /// The number, among the rows that are held of a table in short, of the one
    /// at a place among all its rows.
    pub(crate) fn held_at(&self, place: u64) -> Option<usize> {
        let condensed = self.condensed.as_ref()?;
        condensed.places.binary_search(&place).ok()
    }

    /// The groups of rows that sum up others, by number.
    pub(crate) fn total_groups(&self, config: Option<&SectionConfig>) -> Vec<usize> {
        let by_name = !config.is_some_and(|config| config.no_totals);
        let groups = self.groups().iter().enumerate();
        let totals = groups.filter(|(_, group)| group.said || (group.totals && by_name));
        totals.map(|(number, _)| number).collect()
    }

    /// The section's name.
    pub(crate) fn section(&self) -> &str {
        &self.layout.section
    }

    /// Whether it holds a figure; a long one is taken to.
    pub(crate) fn has_figures(&self) -> bool {
        let figure = |row: &TableRow| {
            let mut columns = self.layout.figure_columns();
            columns.any(|column| row.has_figure(column))
        };
        self.streamed || self.rows.iter().any(figure)
    }

    /// The row of a key; the first one where the key is there twice. Chinese
    /// is found also where it is printed with spaces: 合  计.
    pub(crate) fn row(&self, key: &str) -> Option<usize> {
        let exact = self.first_row(key);
        let exact = exact.or_else(|| self.numbered_row(key));
        exact.or_else(|| {
            if !has_spaced_forms(key) {
                return None;
            }
            let spaced = |row: &TableRow| is_spaced_form(row.key(), key);
            self.rows.iter().position(spaced)
        })
    }

    /// The first row that has just this key.
    fn first_row(&self, key: &str) -> Option<usize> {
        let own = |at: &u32| self.rows[*at as usize].key();
        let at = self.index.partition_point(|at| own(at) < key);
        let row = self.index.get(at).filter(|at| own(at) == key)?;
        Some(*row as usize)
    }

    /// `Other#2` is the second row of the key `Other`.
    fn numbered_row(&self, name: &str) -> Option<usize> {
        let (key, number) = name.rsplit_once('#')?;
        let number: usize = number.parse().ok().filter(|number| *number > 0)?;
        let rows = self.rows.iter().enumerate();
        let mut rows = rows.filter(|(_, row)| row.key() == key);
        let (row, _) = rows
            .nth(number - 1)
            .filter(|_| key.is_empty() || self.repeated.contains(key))?;
        Some(row)
    }

    /// The key of a row, with its number where others have the key too: what
    /// `numbered_row` finds it by.
    pub(crate) fn numbered_key(&self, at: usize) -> Option<String> {
        let key = self.rows.get(at)?.key();
        // A row without a name goes by its number among those.
        if !key.is_empty() && !self.repeated.contains(key) {
            return None;
        }
        let condensed = self.condensed.as_ref();
        if let Some(number) = condensed.and_then(|condensed| condensed.repeated.get(&at)) {
            return Some(format!("{key}#{number}"));
        }
        let rows = self.rows.iter().take(at + 1);
        let number = rows.filter(|row| row.key() == key).count();
        Some(format!("{key}#{number}"))
    }

    /// What rules of its section call a figure.
    pub(crate) fn name_in_rules(&self, row: usize, column: usize) -> String {
        let own = || self.rows.get(row).map_or("", TableRow::key).to_owned();
        let key = self.numbered_key(row).unwrap_or_else(own);
        let key = written_name(&key);
        match self.layout.list_column() == Some(column) {
            true => key.into_owned(),
            false => {
                let column = &self.layout.columns[column].name;
                format!("{key}.{}", written_name(column))
            }
        }
    }

    /// What rules of any section call a figure.
    pub(crate) fn full_name_in_rules(&self, row: usize, column: usize) -> String {
        let section = written_name(self.section());
        format!("{section}.{}", self.name_in_rules(row, column))
    }

    /// How many rows have a key, where that is no slip: they differ in what
    /// tells rows apart, are what is left, sum up others, or stand in several blocks.
    pub(crate) fn rows_called(&self, key: &str) -> usize {
        // What is said to be the key tells all rows apart: others are slips.
        if !self.repeated.contains(key) || self.layout.says_key() {
            return usize::from(self.first_row(key).is_some());
        }
        let rows: Vec<&TableRow> = self.rows.iter().filter(|row| row.key() == key).collect();
        let identity =
            |row: &TableRow| self.layout.apart.identity(|at| Cow::Borrowed(row.text(at)));
        let differ = rows
            .windows(2)
            .any(|pair| identity(pair[0]) != identity(pair[1]));
        let usual = total_name(key).is_some() || is_residual(key);
        let blocks = || !self.headings().is_empty() || !self.totals(None).is_empty();
        match differ || usual || blocks() {
            true => rows.len(),
            false => 1,
        }
    }

    /// Whether several rows have a key.
    pub(crate) fn is_repeated(&self, key: &str) -> bool {
        self.repeated.contains(key)
    }

    /// Whether some key has several rows.
    pub(crate) fn has_repeated_keys(&self) -> bool {
        !self.repeated.is_empty()
    }

    /// The row of a key that no other row has; none for a blank key.
    pub(crate) fn only_row(&self, key: &str) -> Option<usize> {
        let row = self.row(key)?;
        (!key.is_empty() && !self.repeated.contains(key)).then_some(row)
    }

    /// A value as the figures of its column and unit are printed.
    pub(crate) fn print_like(&self, row: &TableRow, column: usize, value: &Rat) -> NumberText {
        let unit = self.layout.unit_of(row.unit(), column);
        let figures = self.rows.iter().filter_map(|row| row.glance(column));
        let mut shown = figures
            .filter(|figure| figure.unit.as_ref() == unit)
            .map(|figure| figure.show_like(value, PLACES));
        let like = shown.find(|shown| shown.exact);
        like.unwrap_or_else(|| {
            let scale = unit.map_or(0, |unit| unit.exp10);
            let mut shown = show(&(value / scaled(1, scale)), PLACES);
            let bare = self.layout.prints[column].bare_rates;
            if let Some(unit) = unit.filter(|unit| unit.is_rate() && !bare) {
                shown.text.push_str(&unit.text);
            }
            shown
        })
    }

    /// The rows that sum up others: those that the configuration names, and
    /// those that their names or figures show, unless it says that there are
    /// none (`totals = []`).
    pub(crate) fn totals(&self, config: Option<&SectionConfig>) -> Vec<usize> {
        let named = config.map_or(&[] as &[String], |config| &config.totals);
        let mut totals = match named.is_empty() {
            true => Vec::new(),
            false => self.rows_named(named),
        };
        if !config.is_some_and(|config| config.no_totals) {
            totals.extend(
                self.totals
                    .get_or_init(|| total_rows(&self.layout, &self.rows, self.condensed.as_ref())),
            );
            totals.sort_unstable();
            totals.dedup();
        }
        totals
    }

    /// Whether some row has a name.
    pub(crate) fn has_row_named(&self, name: &str) -> bool {
        !self
            .rows_named(std::slice::from_ref(&name.to_owned()))
            .is_empty()
    }

    /// The rows that have one of these names.
    fn rows_named(&self, names: &[String]) -> Vec<usize> {
        let find = || {
            let is_named = |row: &TableRow| {
                let one = |text: &str| names.iter().any(|key| same_name(key, text));
                // Of a key of several columns also the text of one is its name.
                let mut parts = self.layout.key_columns().iter();
                one(row.key()) || parts.any(|column| one(row.text(*column)))
            };
            let rows = self.rows.iter().enumerate();
            let found = rows.filter(|(_, row)| is_named(row));
            found.map(|(number, _)| number).collect::<Vec<usize>>()
        };
        let (known, rows) = self.named_totals.get_or_init(|| (names.to_vec(), find()));
        match known == names {
            true => rows.clone(),
            false => find(),
        }
    }

    /// The rows that have a text in a column, in their order; `None` where they
    /// are not known by it.
    pub(crate) fn rows_with(
        &self,
        column: usize,
        text: &str,
    ) -> Option<impl Iterator<Item = usize>> {
        let index = self.by_text.get(column)?;
        let index = index.get_or_init(|| TextIndex::of(&self.rows, column));
        index.as_ref().map(|index| index.rows(text))
    }

    /// Its rows in groups by what stands in these columns: found once for all
    /// rules that ask for them.
    pub(crate) fn grouped_by(&self, columns: &[usize]) -> Arc<RowGroups> {
        self.by_texts.of(columns, &self.rows)
    }

    /// Its rows as series of periods, which are read in the way that is told.
    pub(crate) fn series(&self, told: Option<Way>) -> &Series {
        self.series
            .get_or_init(|| Series::in_rows(&self.layout, &self.rows, told))
    }

    /// The group, by number, that a row that is held is like.
    pub(crate) fn group_like(&self, row: usize) -> Option<usize> {
        self.condensed.as_ref()?.by_like.get(&row).copied()
    }

    /// The rows without any figure, as headings are: blank in several columns
    /// of figures, or as a whole, or by a name that ends in a colon.
    pub(crate) fn headings(&self) -> &[usize] {
        self.headings.get_or_init(|| self.find_headings())
    }

    fn find_headings(&self) -> Vec<usize> {
        let columns: Vec<usize> = self.layout.figure_columns().collect();
        let is_heading = |row: &TableRow| {
            let blank = columns.iter().all(|column| row.text(*column).is_empty());
            let named =
                columns.len() > 1 || row.key().is_empty() || row.key().ends_with([':', '：']);
            blank && named && row.is_complete()
        };
        (0..self.rows.len())
            .filter(|row| is_heading(&self.rows[*row]))
            .collect()
    }

    /// What to call one of its rows in messages; one that goes by where its
    /// rows are not held may have a key that another has.
    pub(crate) fn row_name(&self, row: &TableRow) -> RowName {
        RowName {
            key: row.key().to_owned(),
            line: row.first_line(),
            alone: self.only_row(row.key()).is_some(),
        }
    }

    /// What to call a row in the reader's language.
    pub(crate) fn label<'a>(&'a self, row: &'a TableRow, lang: Lang) -> &'a str {
        self.layout.row_label(row).say(lang).unwrap_or(row.key())
    }
}

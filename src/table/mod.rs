//! A section's table: columns by name, rows by key, every cell with its place
//! and, where it holds a figure, what its print allows.

mod column;
mod domain;
mod evidence;
mod header;
mod label;
mod layout;
mod missing;
mod reading;
mod row;
mod row_name;
mod shown;
mod signed_words;
mod total_words;
mod totals;

pub(crate) use column::{Column, ColumnKind};
pub(crate) use evidence::Evidence;
pub use header::HeaderError;
pub(crate) use layout::{Layout, Rounded};
pub(crate) use row::TableRow;
pub(crate) use row_name::RowName;
pub(crate) use total_words::{TotalName, total_name};
use total_words::{is_spaced_form, same_name};
use totals::total_rows;

use crate::figure::Rat;
use crate::figure::exact::show;
use crate::lang::Lang;
use crate::rule::SectionConfig;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

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
    index: HashMap<String, usize>,
    repeated: HashSet<String>,
    totals: OnceLock<Vec<usize>>,
}

impl Table {
    /// A table with these rows.
    pub(crate) fn new(mut layout: Layout, mut rows: Vec<TableRow>, streamed: bool) -> Table {
        layout.learn(&mut rows);
        let mut index = HashMap::new();
        let mut repeated = HashSet::new();
        for (at, row) in rows.iter().enumerate() {
            if index.contains_key(row.key()) {
                repeated.insert(row.key().to_owned());
            } else {
                index.insert(row.key().to_owned(), at);
            }
        }
        Table {
            layout,
            rows,
            streamed,
            index,
            repeated,
            totals: OnceLock::new(),
        }
    }

    /// The section's name.
    pub(crate) fn section(&self) -> &str {
        &self.layout.section
    }

    /// Whether it holds a figure; a long one is taken to.
    pub(crate) fn has_figures(&self) -> bool {
        let figure = |row: &TableRow| {
            let mut columns = self.layout.figure_columns();
            columns.any(|column| row.figure(column).is_some())
        };
        self.streamed || self.rows.iter().any(figure)
    }

    /// The row of a key; the first one where the key is there twice. Chinese
    /// is found also where it is printed with spaces: 合  计.
    pub(crate) fn row(&self, key: &str) -> Option<usize> {
        let exact = self.index.get(key).copied();
        exact.or_else(|| {
            let spaced = |row: &TableRow| is_spaced_form(row.key(), key);
            self.rows.iter().position(spaced)
        })
    }

    /// The row of a key that no other row has; none for a blank key.
    pub(crate) fn only_row(&self, key: &str) -> Option<usize> {
        let row = self.row(key)?;
        (!key.is_empty() && !self.repeated.contains(key)).then_some(row)
    }

    /// A value as the figures of its column and unit are printed.
    pub(crate) fn print_like(&self, row: &TableRow, column: usize, value: &Rat) -> String {
        let unit = self.layout.unit_of(row.unit.as_ref(), column);
        let figures = self.rows.iter().filter_map(|row| row.figure(column));
        let mut shown = figures
            .filter(|figure| figure.unit.as_ref() == unit)
            .map(|figure| figure.show_like(value, PLACES));
        let like = shown.find(|shown| shown.exact);
        like.unwrap_or_else(|| show(value, PLACES)).text
    }

    /// The rows that sum up others: those that the configuration names, and
    /// those that their names or figures show, unless it says that there are
    /// none (`totals = []`).
    pub(crate) fn totals(&self, config: Option<&SectionConfig>) -> Vec<usize> {
        let named = config.map_or(&[] as &[String], |config| &config.totals);
        let is_named = |row: &TableRow| named.iter().any(|key| same_name(key, row.key()));
        let mut totals: Vec<usize> = match named.is_empty() {
            true => Vec::new(),
            false => (0..self.rows.len())
                .filter(|row| is_named(&self.rows[*row]))
                .collect(),
        };
        if !config.is_some_and(|config| config.no_totals) {
            totals.extend(
                self.totals
                    .get_or_init(|| total_rows(&self.layout, &self.rows)),
            );
            totals.sort_unstable();
            totals.dedup();
        }
        totals
    }

    /// What to call one of its rows in messages; one that goes by where its
    /// rows are not held may have a key that another has.
    pub(crate) fn row_name(&self, row: &TableRow) -> RowName {
        RowName {
            key: row.key().to_owned(),
            line: row.excerpt.first_line,
            alone: self.only_row(row.key()).is_some(),
        }
    }

    /// What to call a row in the reader's language.
    pub(crate) fn label<'a>(&'a self, row: &'a TableRow, lang: Lang) -> &'a str {
        self.layout.row_label(row).say(lang).unwrap_or(row.key())
    }
}

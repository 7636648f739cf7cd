//! A section's table: columns by name, rows by key, every cell with its place
//! and, where it holds a figure, what its print allows.

mod column;
mod evidence;
mod header;
mod label;
mod layout;
mod row;

pub(crate) use column::{Column, ColumnKind};
pub(crate) use evidence::Evidence;
pub use header::HeaderError;
pub(crate) use layout::{Layout, Rounded};
pub(crate) use row::TableRow;

use crate::lang::Lang;
use std::collections::{HashMap, HashSet};

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
}

impl Table {
    /// A table with these rows.
    pub(crate) fn new(layout: Layout, rows: Vec<TableRow>, streamed: bool) -> Table {
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

    /// The row of a key; the first one where the key is there twice.
    pub(crate) fn row(&self, key: &str) -> Option<usize> {
        self.index.get(key).copied()
    }

    /// The row of a key that no other row has; none for a blank key.
    pub(crate) fn only_row(&self, key: &str) -> Option<usize> {
        let row = self.row(key)?;
        (!key.is_empty() && !self.repeated.contains(key)).then_some(row)
    }

    /// What to call a row in the reader's language.
    pub(crate) fn label<'a>(&'a self, row: &'a TableRow, lang: Lang) -> &'a str {
        self.layout.row_label(row).say(lang).unwrap_or(row.key())
    }
}

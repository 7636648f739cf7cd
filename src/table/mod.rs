//! A section's table: columns by name, rows by key, every cell with its place
//! and, where it holds a figure, what its print allows.

mod column;
mod header;
mod layout;
mod missing;
mod row;

pub(crate) use column::{Column, ColumnKind};
pub use header::HeaderError;
pub(crate) use layout::Layout;
pub(crate) use row::TableRow;

use crate::lang::Lang;
use crate::rule::SectionConfig;
use std::borrow::Cow;
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
    pub(crate) fn label<'a>(
        &'a self,
        row: &'a TableRow,
        config: Option<&'a SectionConfig>,
        lang: Lang,
    ) -> Cow<'a, str> {
        let written = config.and_then(|config| config.labels.get(row.key()));
        let printed = self
            .layout
            .of_kind(ColumnKind::Label)
            .map(|column| row.text(column));
        let printed = printed.filter(|text| !text.is_empty());
        if let Some(label) = written.and_then(|words| words.only(lang)) {
            return Cow::Borrowed(label);
        }
        Cow::Borrowed(printed.unwrap_or(row.key()))
    }
}

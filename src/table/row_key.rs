//! Which key a row has, and which row of another table it asks for.

use super::key_text::written_key;
use super::layout::Layout;
use super::row::TableRow;
use std::borrow::Cow;

impl Layout {
    /// The columns that make up the key of its rows, in their order.
    pub(crate) fn key_columns(&self) -> &[usize] {
        self.apart.key.as_deref().unwrap_or(&[0])
    }

    /// The column that says which period a row is about.
    pub(crate) fn period_column(&self) -> Option<usize> {
        self.apart.period
    }

    /// Whether a column is one of those by which the configuration tells rows apart.
    pub(crate) fn names_rows(&self, column: usize) -> bool {
        self.apart.names_rows(column)
    }

    /// Whether its section says which columns make up the key.
    pub(crate) fn says_key(&self) -> bool {
        self.apart.key.is_some()
    }

    /// The key of a row with these texts.
    pub(crate) fn key_of<'t>(&self, text: impl Fn(usize) -> Cow<'t, str>) -> Cow<'t, str> {
        match self.key_columns() {
            [column] => match text(*column) {
                Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
                Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
            },
            columns => {
                let texts = columns.iter().map(|column| text(*column));
                Cow::Owned(written_key(texts))
            }
        }
    }
}

impl Layout {
    /// Which of its columns are those that make up the key of another table; each
    /// is known by its name, but where both are the first of their table.
    ///
    /// # Errors
    /// The name of one that this table has no column for.
    pub(crate) fn columns_of_key<'l>(&self, there: &'l Layout) -> Result<Vec<usize>, &'l str> {
        if !self.says_key() && !there.says_key() {
            return Ok(vec![0]);
        }
        let own = |column: &usize| {
            let name = there.columns[*column].name.as_str();
            self.column(name).ok_or(name)
        };
        there.key_columns().iter().map(own).collect()
    }

    /// The key of the row of another table that a row of this one says.
    pub(crate) fn key_there<'t>(&self, row: &'t TableRow, there: &Layout) -> Option<Cow<'t, str>> {
        if !self.says_key() && !there.says_key() {
            return Some(Cow::Borrowed(row.key()));
        }
        match self.columns_of_key(there).ok()?.as_slice() {
            [column] => Some(Cow::Borrowed(row.text(*column))),
            columns => {
                let texts = columns
                    .iter()
                    .map(|column| Cow::Borrowed(row.text(*column)));
                Some(Cow::Owned(written_key(texts)))
            }
        }
    }
}

//! What stands in a table's file beside its rows: lines above the header, a
//! header of several rows, lines that are remarks.

use std::sync::Arc;

/// What stands in a table's file beside its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TableForm {
    /// Lines above the header.
    pub skip: u32,
    /// How many rows the header has.
    pub header_rows: usize,
    /// What lines begin with that are no rows.
    pub comment: Option<Arc<str>>,
}

impl Default for TableForm {
    fn default() -> TableForm {
        TableForm {
            skip: 0,
            header_rows: 1,
            comment: None,
        }
    }
}

impl TableForm {
    /// Whether the header is the first row, and every line below it is one.
    pub(crate) fn is_plain(&self) -> bool {
        *self == TableForm::default()
    }
}

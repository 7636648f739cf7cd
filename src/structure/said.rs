//! Something that a table states, and where.

/// Something that a cell states, as written, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// As written: 万元, %, NOK million.
    pub text: String,
    /// The row of the grid.
    pub row: usize,
    /// The column of the grid.
    pub column: u32,
}

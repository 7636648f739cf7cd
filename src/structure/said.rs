//! Something that a table states, and where.

use super::doubt::{Doubt, DoubtKind};

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

impl Said {
    /// A doubt about it.
    pub(super) fn doubt(&self, kind: DoubtKind) -> Doubt {
        Doubt {
            kind,
            row: self.row,
            column: self.column,
        }
    }
}

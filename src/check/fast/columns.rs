//! How the figure columns of a table are read the quick way.

use crate::figure::{Quick, QuickColumn, UnitBook};
use crate::table::{ColumnKind, Layout};

/// How the figure columns of a table are read the quick way.
pub(crate) struct QuickColumns {
    /// For each column, where the quick way can be tried at all.
    columns: Vec<Option<QuickColumn>>,
}

impl QuickColumns {
    /// For a table; none where a unit or decimals differ from row to row.
    pub(crate) fn new(layout: &Layout, units: &UnitBook) -> QuickColumns {
        let by_row = [
            ColumnKind::Unit,
            ColumnKind::Decimals,
            ColumnKind::RoundedTo,
        ]
        .into_iter()
        .any(|kind| layout.of_kind(kind).is_some());
        let columns = (0..layout.columns.len()).map(|column| {
            let figures = layout.columns[column].kind == ColumnKind::Figure && !by_row;
            figures
                .then(|| QuickColumn::new(&layout.column_context(column, units)))
                .flatten()
        });
        QuickColumns {
            columns: columns.collect(),
        }
    }

    /// Whether every figure column can be tried.
    pub(crate) fn all(&self, layout: &Layout) -> bool {
        layout
            .figure_columns()
            .all(|column| self.columns[column].is_some())
    }

    /// A cell read the quick way.
    pub(crate) fn read(&self, column: usize, cell: &str) -> Option<Quick> {
        self.columns[column].as_ref()?.read(cell.as_bytes())
    }
}

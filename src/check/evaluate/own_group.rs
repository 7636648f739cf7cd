//! Of which rows a function over rows is taken: of all, or of the group of the row
//! that is checked.

use super::evaluated::{CellKey, Reason};
use crate::check::bind::{By, Over};
use crate::table::{RowGroups, Table, TableRow};
use std::sync::Arc;

/// The rows that a function over rows may take.
pub(in crate::check) enum RowsOf {
    /// All rows of its table.
    All,
    /// Those of a group.
    Group(Arc<RowGroups>, usize),
    /// None: no row is in that group.
    None,
}

impl RowsOf {
    /// Whether a row is one of them.
    pub(in crate::check) fn has(&self, row: usize) -> bool {
        match self {
            RowsOf::All => true,
            RowsOf::Group(groups, group) => groups.of_row(row) == Some(*group),
            RowsOf::None => false,
        }
    }

    /// How many they are, in a table.
    pub(in crate::check) fn count(&self, table: &Table) -> usize {
        match self {
            RowsOf::All => table.rows.len(),
            RowsOf::Group(groups, group) => groups.size(*group),
            RowsOf::None => 0,
        }
    }

    /// Them, in their order.
    pub(in crate::check) fn rows<'t>(
        &'t self,
        table: &Table,
    ) -> Box<dyn Iterator<Item = usize> + 't> {
        match self {
            RowsOf::All => Box::new(0..table.rows.len()),
            RowsOf::Group(groups, group) => Box::new(groups.rows(*group)),
            RowsOf::None => Box::new(std::iter::empty()),
        }
    }
}

/// What a function over rows is asked for: the row that is checked, with its table
/// and its number there, or one group by its number.
#[derive(Clone, Copy, Default)]
pub(in crate::check) struct AskedFor<'a> {
    pub(in crate::check) row: Option<(usize, Option<usize>, &'a TableRow)>,
    pub(in crate::check) group: Option<usize>,
}

impl AskedFor<'_> {
    /// The rows that a function over the rows of a table may take.
    ///
    /// # Errors
    /// That the row that is checked is in no group.
    pub(in crate::check) fn rows_of(self, over: &Over, table: &Table) -> Result<RowsOf, Reason> {
        let Some(by) = &over.by else {
            return Ok(RowsOf::All);
        };
        let groups = table.grouped_by(&by.columns);
        let found = match self.group {
            Some(group) => Some(group),
            None => self.group_of_row(over, by, &groups)?,
        };
        Ok(found.map_or(RowsOf::None, |group| RowsOf::Group(groups, group)))
    }

    /// The group that the row that is checked says.
    fn group_of_row(
        self,
        over: &Over,
        by: &By,
        groups: &RowGroups,
    ) -> Result<Option<usize>, Reason> {
        let (table, number, row) = self.row.ok_or(Reason::NoRows(over.span))?;
        if let Some(reason) = self.blank_among(&by.own) {
            return Err(reason);
        }
        let same = !over.prior && over.table == table && by.own == by.columns;
        if let (true, Some(number)) = (same, number) {
            return Ok(groups.of_row(number));
        }
        Ok(groups.with(by.own.iter().map(|column| row.text(*column))))
    }

    /// That one of these cells of the row that is checked is blank.
    pub(in crate::check) fn blank_among(self, columns: &[usize]) -> Option<Reason> {
        let (table, number, row) = self.row?;
        let blank = columns.iter().find(|column| row.text(**column).is_empty());
        blank.map(|&column| {
            Reason::NoGroup(CellKey {
                prior: false,
                table,
                row: number,
                column,
            })
        })
    }

    /// The row that is checked, where a function over rows leaves that out.
    pub(in crate::check) fn left_out_of(self, over: &Over) -> Option<usize> {
        let (table, number, _) = self.row?;
        let by = over.by.as_ref()?;
        let among = by.without_checked && table == over.table && !over.prior;
        number.filter(|_| among)
    }
}

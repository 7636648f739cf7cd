//! Of which rows a function over rows is taken: of all, or of the group of the row
//! that is checked.

use super::evaluated::{CellKey, Reason};
use super::{Evaluation, Result};
use crate::check::bind::{By, Over};
use crate::table::{RowGroups, Table};
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

impl<'a> Evaluation<'a, '_> {
    /// The rows that a function over the rows of a table may take.
    ///
    /// # Errors
    /// That the row that is checked is in no group.
    pub(in crate::check) fn rows_of(&self, over: &Over, table: &Table) -> Result<RowsOf> {
        let Some(by) = &over.by else {
            return Ok(RowsOf::All);
        };
        let groups = table.grouped_by(&by.columns);
        let found = match self.of_group {
            Some(group) => Some(group),
            None => self.group_of_checked(over, by, &groups)?,
        };
        Ok(found.map_or(RowsOf::None, |group| RowsOf::Group(groups, group)))
    }

    /// The group that the row that is checked says.
    fn group_of_checked(&self, over: &Over, by: &By, groups: &RowGroups) -> Result<Option<usize>> {
        let (table, number, row) = self.checked.ok_or(Reason::TooComplex)?;
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
    pub(in crate::check) fn blank_among(&self, columns: &[usize]) -> Option<Reason> {
        let (table, number, row) = self.checked?;
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
    pub(in crate::check) fn left_out_for_itself(&self, over: &Over) -> Option<usize> {
        let by = over.by.as_ref().filter(|by| by.without_checked)?;
        let own = |(table, number, _): (usize, Option<usize>, _)| {
            number.filter(|_| by.without_checked && table == over.table && !over.prior)
        };
        self.checked.and_then(own)
    }
}

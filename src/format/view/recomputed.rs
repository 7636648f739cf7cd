//! Totals and rates that rules make of other figures, as cells beside the
//! printed ones.

use crate::check::Recomputed;
use crate::figure::{Reading, read};
use crate::format::view::document::Content;
use crate::rule::Config;
use crate::table::{Table, TableRow};
use std::collections::HashMap;

/// Places that a recomputed figure has beyond the printed one's.
const MORE_PLACES: u32 = 2;

/// What rules make of the cells of a table.
pub(super) struct RecomputedCells<'a> {
    table: &'a Table,
    config: &'a Config,
    by_cell: HashMap<(u64, usize), Vec<&'a Recomputed>>,
}

impl<'a> RecomputedCells<'a> {
    /// Those of one table, by its number in the report.
    pub(super) fn new(
        (number, table): (usize, &'a Table),
        config: &'a Config,
        all: &'a [Recomputed],
    ) -> RecomputedCells<'a> {
        let mut by_cell: HashMap<(u64, usize), Vec<&Recomputed>> = HashMap::new();
        for found in all.iter().filter(|found| found.table == number) {
            let line = table.rows[found.row].first_line();
            by_cell.entry((line, found.column)).or_default().push(found);
        }
        RecomputedCells {
            table,
            config,
            by_cell,
        }
    }

    /// How many rules there are for one cell of a column, at most.
    pub(super) fn most(&self, column: usize) -> usize {
        let of_column = self.by_cell.iter().filter(|((_, at), _)| *at == column);
        of_column.map(|(_, found)| found.len()).max().unwrap_or(0)
    }

    /// What a rule makes of a cell, in the notation of the printed figure, or
    /// of its neighbours where none is printed.
    pub(super) fn cell(&self, row: &TableRow, column: usize, nth: usize) -> (String, Content) {
        let own = self.by_cell.get(&(row.first_line(), column));
        let Some(found) = own.and_then(|found| found.get(nth)) else {
            return (String::new(), Content::Blank);
        };
        let own = row.figure(column);
        let mut rows = self.table.rows.iter();
        let like = own.or_else(|| rows.find_map(|other| other.figure(column)));
        let print = match like {
            // An exact count has no more places to tell.
            Some(like) if like.range.is_point().is_some() && found.value.is_integer() => {
                like.reprint(&found.value)
            }
            Some(like) => like.reprint_finer(&found.value, MORE_PLACES),
            None => self.bare(row, found),
        };
        let rule = self.config.rules[found.rule].name.clone();
        let value = found.value.clone();
        (print, Content::Recomputed { rule, value })
    }

    /// A number in a column that prints no figure at all.
    fn bare(&self, row: &TableRow, found: &Recomputed) -> String {
        let layout = &self.table.layout;
        let context = layout.context(row, found.column, &self.config.units);
        match read("0", &context) {
            Reading::Figure(zero) => zero.reprint_finer(&found.value, MORE_PLACES),
            _ => String::new(),
        }
    }
}

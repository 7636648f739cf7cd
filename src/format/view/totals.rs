//! Which lines of a table sum up others: those that the configuration or their
//! names call so, and those whose figures show it.

use crate::format::view::document::Sums;
use crate::report::{Report, TotalLine};
use crate::rule::SectionConfig;
use crate::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// The lines of a table that sum up others.
pub(super) struct Totals {
    /// All rows that do, by their lines in the file.
    pub lines: BTreeSet<u64>,
    /// Rows whose figures show it.
    pub rows: BTreeMap<u64, Sums>,
    /// Columns whose figures show it.
    pub columns: BTreeMap<usize, Sums>,
}

impl Totals {
    /// Of a table of a report, and what the configuration says of it.
    pub(super) fn of(report: &Report, table: &Table, known: Option<&SectionConfig>) -> Totals {
        // In a list a total is a figure as any other.
        let rows = match table.layout.list_column() {
            Some(_) => Vec::new(),
            None => table.totals(known),
        };
        let called = known.map_or(&[][..], |known| &known.totals);
        let named = |key: &str| called.iter().any(|name| name == key);
        let configured = table.rows.iter().filter(|row| named(row.key()));
        let rows = rows.iter().filter_map(|row| table.rows.get(*row));
        let lines = rows.chain(configured).map(|row| row.first_line());
        let mut totals = Totals {
            lines: lines.collect(),
            rows: BTreeMap::new(),
            columns: BTreeMap::new(),
        };
        let found = report.found_totals.iter();
        for total in found.filter(|total| total.section == table.section()) {
            let sums = match total.is_part {
                true => Sums::Subtotal,
                false => Sums::Total,
            };
            match total.line {
                TotalLine::Row(line) => {
                    totals.lines.insert(line);
                    totals.rows.insert(line, sums);
                }
                TotalLine::Column(column) => drop(totals.columns.insert(column, sums)),
            }
        }
        totals
    }
}

//! Whether the rules of a report could clash although each holds: a quick look
//! that spares most reports the rest.

use crate::check::bind::{BoundRule, Scope};
use crate::check::bind::{CellRef, Leaf, RowRef};
use crate::figure::Reading;
use crate::rule::Rule;
use std::collections::BTreeMap;

/// Whether anything could be learned from the checks of a report together,
/// where each holds: some figure that its print leaves a choice is in two
/// checks, or a blank one in any. Checks that have only settled figures in
/// common hold together where each does.
pub(crate) fn could_clash(bound: &[(&Rule, BoundRule)], scope: &Scope<'_>) -> bool {
    let mut named = FigureUses::default();
    for (_, bound) in bound {
        named.add(bound);
    }
    named.columns.iter().any(|((prior, table, column), uses)| {
        let table = scope.table(*prior, *table);
        let rows = table.map_or(&[][..], |table| &table.rows);
        rows.iter().enumerate().any(|(at, row)| {
            let fixed = uses.fixed.get(&at).copied().unwrap_or(0);
            match (uses.every + fixed, row.no_figure(*column)) {
                (0, _) => false,
                (1, None) if row.has_figure(*column) => false,
                (_, Some(Reading::NotApplicable | Reading::Unreadable(_))) => false,
                (_, Some(_)) => true,
                (_, None) => {
                    let figure = row.glance(*column);
                    figure.is_none_or(|figure| figure.range.is_point().is_none())
                }
            }
        })
    })
}

/// How many checks name the figures of each column, at most.
#[derive(Default)]
struct FigureUses {
    columns: BTreeMap<(bool, usize, usize), Uses>,
}

/// How many checks name the figures of a column.
#[derive(Default)]
struct Uses {
    /// In each row.
    every: usize,
    /// In single rows beside that.
    fixed: BTreeMap<usize, usize>,
}

impl FigureUses {
    fn add(&mut self, bound: &BoundRule) {
        // What a rule over rows names by itself is in the check of each row.
        let checks = if bound.rows_of.is_some() { 2 } else { 1 };
        let mut overs = Vec::new();
        bound.condition.visit(&mut |leaf| match leaf {
            Leaf::Figure(cell, _) => self.cell(cell, checks),
            Leaf::Over(over) => overs.push(over),
            Leaf::Text(_) | Leaf::WholeText(_) | Leaf::Absent(..) => {}
        });
        for over in overs {
            if let Some(argument) = &over.argument {
                argument.visit(&mut |leaf| {
                    if let Leaf::Figure(cell, _) = leaf {
                        self.cell(cell, checks);
                    }
                });
            }
        }
    }

    fn cell(&mut self, cell: &CellRef, checks: usize) {
        let uses = self.columns.entry((cell.prior, cell.table, cell.column));
        let uses = uses.or_default();
        match cell.row {
            RowRef::Fixed(row) => *uses.fixed.entry(row).or_default() += checks,
            // A row of the report before is looked up by its key.
            RowRef::Checked | RowRef::Joined | RowRef::Before | RowRef::YearAgo | RowRef::Above => {
                uses.every += 1
            }
            // A quarter is a part of its half and of its year.
            RowRef::Each | RowRef::Part(..) => uses.every += checks,
        }
    }
}

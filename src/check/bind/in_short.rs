//! Whether a rule can be checked on a long table in short, or needs all of its
//! rows by themselves.

use super::bound::{CellRef, Condition, Leaf, Number, Over, RowRef};
use super::{BoundRule, Scope, Unbound};
use crate::figure::{Added, Rounding};
use crate::rule::{Function, Rule};
use crate::table::{Layout, Table, TableRow};
use std::collections::BTreeSet;

/// The tables of the report that a rule needs row by row, of those that are told
/// in short.
pub(in crate::check) fn needs_all_rows(
    rule: &Rule,
    bound: &Result<BoundRule, Unbound>,
    scope: &Scope<'_>,
    rounding: Option<Rounding>,
) -> BTreeSet<usize> {
    let mut needed = BTreeSet::new();
    let Ok(bound) = bound else { return needed };
    let filter = bound.filter.iter();
    for condition in std::iter::once(&bound.condition).chain(filter) {
        condition.visit(&mut |leaf| {
            let Leaf::Over(over) = leaf else { return };
            let own = scope.report.tables.get(over.table).filter(|_| !over.prior);
            let Some(table) = own.filter(|table| table.is_condensed()) else {
                return;
            };
            let taken = Taken {
                over,
                table,
                rounding: rounding.or(rule.rounding),
            };
            if !(taken.is_told() && taken.is_apart(bound)) {
                needed.insert(over.table);
            }
        });
    }
    needed
}

/// What a function takes of a table in short.
struct Taken<'b> {
    over: &'b Over,
    table: &'b Table,
    rounding: Option<Rounding>,
}

impl Taken<'_> {
    /// Whether what the rows add up to tells all that it takes of them.
    fn is_told(&self) -> bool {
        let by_figures = self.over.filter.as_ref().is_some_and(asks_figures);
        let argument = self.over.argument.as_ref();
        let takes = match (self.over.function, argument) {
            (Function::Count, None | Some(Number::Cell(..))) => true,
            (Function::Sum | Function::Mean, Some(argument)) => degree(argument) == Some(1),
            (Function::Max | Function::Min, Some(Number::Cell(..))) => self
                .columns()
                .into_iter()
                .all(|column| self.added(column).all(|added| added.is_exact())),
            _ => false,
        };
        let known = |column: usize| {
            let groups = self.table.groups().iter();
            let mut figures = groups.map(|group| group.columns[column].as_ref());
            figures.all(|added| added.is_some()) && !self.is_another_share(column)
        };
        takes && !by_figures && self.columns().into_iter().all(known)
    }

    /// Whether a column holds shares that the rule takes for rounded otherwise.
    fn is_another_share(&self, column: usize) -> bool {
        let layout: &Layout = &self.table.layout;
        let own = layout.rounding(column);
        let other = self.rounding.is_some_and(|mode| mode != own);
        other && layout.columns[column].config.share && self.is_open(column)
    }

    /// Whether its open figures are none that the rule names in each row too.
    fn is_apart(&self, bound: &BoundRule) -> bool {
        let columns = self.columns();
        let mut apart = true;
        bound.condition.visit(&mut |leaf| {
            if let Leaf::Figure(cell, _) = leaf {
                let own = !cell.prior && cell.table == self.over.table;
                let named = own && cell.row == RowRef::Checked && columns.contains(&cell.column);
                let open = || self.is_open(cell.column) || self.has_open_rows(cell.column);
                apart &= !(named && open());
            }
        });
        apart
    }

    /// Whether prints of a column leave a choice.
    fn is_open(&self, column: usize) -> bool {
        self.added(column).any(|added| !added.is_exact())
    }

    /// Whether a row that is held leaves a choice in a column: a blank, say,
    /// which is one figure in the row and in what is added.
    fn has_open_rows(&self, column: usize) -> bool {
        let open = |row: &TableRow| {
            let figure = row.glance(column);
            figure.is_none_or(|figure| figure.range.is_point().is_none())
        };
        self.table.rows.iter().any(open)
    }

    fn added(&self, column: usize) -> impl Iterator<Item = &Added> {
        let groups = self.table.groups().iter();
        groups.filter_map(move |group| group.columns[column].as_ref())
    }

    /// The columns that it takes of each row.
    fn columns(&self) -> BTreeSet<usize> {
        let mut columns = BTreeSet::new();
        if let Some(argument) = &self.over.argument {
            argument.visit(&mut |leaf| {
                if let Leaf::Figure(cell, _) = leaf
                    && is_of_each(cell)
                {
                    columns.insert(cell.column);
                }
            });
        }
        columns
    }
}

fn is_of_each(cell: &CellRef) -> bool {
    cell.row == RowRef::Each
}

/// Whether a selection hangs on figures of the rows.
fn asks_figures(filter: &Condition) -> bool {
    let mut asks = false;
    filter.visit(&mut |leaf| match leaf {
        Leaf::Figure(cell, _) => asks |= is_of_each(cell),
        Leaf::Over(_) => asks = true,
        Leaf::Text(_) | Leaf::Absent(..) => {}
    });
    asks
}

/// How often the figures of a row are multiplied with one another, where that
/// is the same in all that is added; `None` where it is not, or one divides.
fn degree(number: &Number) -> Option<u32> {
    match number {
        Number::Literal { .. } => Some(0),
        Number::Cell(cell, _) => Some(u32::from(is_of_each(cell))),
        Number::Negate(inner) => degree(inner),
        Number::Sum(members, _) => {
            let mut degrees = members.iter().map(|(_, member)| degree(member));
            let first = degrees.next()??;
            degrees.all(|other| other == Some(first)).then_some(first)
        }
        Number::Product(members, _) => members.iter().try_fold(0, |sum, (divides, member)| {
            let own = degree(member)?;
            (own == 0 || !divides).then_some(sum + own)
        }),
        Number::Of(..) | Number::Over(_) | Number::Absent(..) => None,
    }
}

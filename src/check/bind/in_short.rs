//! Whether a rule can be checked on a long table in short, or needs all of its
//! rows by themselves.

use super::bound::{CellRef, Condition, Leaf, Number, Over, RowRef, TextAsks};
use super::{BoundRule, Scope, Unbound};
use crate::figure::{Added, Rat, Rounding};
use crate::rule::{Function, Rule};
use crate::table::{Table, TableRow};
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
            let over = match leaf {
                Leaf::Over(over) => over,
                // Which row it is hangs on the one that is checked.
                Leaf::Figure(cell, _) | Leaf::Text(cell) | Leaf::WholeText(cell)
                    if !matches!(cell.row, RowRef::Fixed(_) | RowRef::Checked | RowRef::Each)
                        && !cell.prior =>
                {
                    let table = scope.report.tables.get(cell.table);
                    if table.is_some_and(Table::is_condensed) {
                        needed.insert(cell.table);
                    }
                    return;
                }
                _ => return,
            };
            let own = scope.report.tables.get(over.table).filter(|_| !over.prior);
            let Some(table) = own.filter(|table| table.is_condensed()) else {
                return;
            };
            let taken = Taken {
                over,
                table,
                rounding: rounding.or(rule.rounding),
                tolerant: rule.tolerance.is_some(),
                bound,
            };
            if !(taken.is_told() && taken.is_apart()) {
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
    /// Whether the rule tolerates some difference.
    tolerant: bool,
    bound: &'b BoundRule,
}

impl Taken<'_> {
    /// Whether what the rows add up to tells all that it takes of them.
    fn is_told(&self) -> bool {
        let filter = self.over.filter.as_ref();
        let selected = filter.is_none_or(|filter| !asks_figures(filter) || self.is_settled(filter));
        let argument = self.over.argument.as_ref();
        // A row that is left out for itself must be known among those that are held.
        let itself = self.over.by.as_ref().is_some_and(|by| by.without_checked);
        let takes = !itself
            && match (self.over.function, argument) {
                (Function::Count, None | Some(Number::Cell(..))) => true,
                (Function::Sum | Function::Mean, Some(argument)) => degree(argument) == Some(1),
                (Function::Max | Function::Min, Some(Number::Cell(..))) => self
                    .columns()
                    .into_iter()
                    .all(|column| !self.is_open(column) || self.is_apart_from_others(column)),
                _ => false,
            };
        let known = |column: usize| {
            let groups = self.table.groups().iter();
            let mut figures = groups.map(|group| group.columns[column].as_ref());
            figures.all(|added| added.is_some()) && !self.is_another_share(column)
        };
        takes && selected && self.columns().into_iter().all(known)
    }

    /// Whether a column holds shares that the rule takes for rounded otherwise.
    fn is_another_share(&self, column: usize) -> bool {
        self.table.layout.columns[column].config.share && self.is_rounded_otherwise(column)
    }

    /// Whether the rule takes a column for rounded otherwise.
    fn is_rounded_otherwise(&self, column: usize) -> bool {
        let own = self.table.layout.rounding(column);
        let other = self.rounding.is_some_and(|mode| mode != own);
        other && self.is_open(column)
    }

    /// Whether it is sure of each group if a selection by figures takes it.
    fn is_settled(&self, filter: &Condition) -> bool {
        match filter {
            Condition::Text { .. } => true,
            Condition::OfText(test) => matches!(test.asks, TextAsks::Listed(_)),
            Condition::Compare(members, ..) => {
                let mut pairs = members.windows(2);
                !self.tolerant && pairs.all(|pair| self.is_told_apart(&pair[0], &pair[1]))
            }
            Condition::And(members) | Condition::Or(members) => {
                members.iter().all(|member| self.is_settled(member))
            }
            Condition::Not(inner) => self.is_settled(inner),
            _ => !asks_figures(filter),
        }
    }

    /// Whether all figures of a group are to a number, or to those of another
    /// column, what one of them is.
    fn is_told_apart(&self, left: &Number, right: &Number) -> bool {
        if let (Number::Cell(cell, _), Number::Cell(other, _)) = (left, right) {
            let both = [cell, other];
            let own = both.iter().all(|cell| is_of_each(cell) && !cell.prior);
            let apart = self.table.is_apart_by_both((cell.column, other.column));
            let otherwise = |cell: &&CellRef| self.is_rounded_otherwise(cell.column);
            return own && apart && !both.iter().any(otherwise);
        }
        let (cell, number) = match (left, right) {
            (Number::Cell(cell, _), number) | (number, Number::Cell(cell, _)) => (cell, number),
            _ => return false,
        };
        let told = as_number(number).is_some_and(|number| {
            is_of_each(cell) && !cell.prior && self.table.is_apart_by(cell.column, &number)
        });
        told && !self.is_rounded_otherwise(cell.column)
    }

    /// Whether no other function of the rule takes a column; or only one for its
    /// least figure beside one for its greatest, and those are surely two.
    fn is_apart_from_others(&self, column: usize) -> bool {
        let mut taken = Vec::new();
        let filter = self.bound.filter.iter();
        for condition in std::iter::once(&self.bound.condition).chain(filter) {
            condition.visit(&mut |leaf| {
                if let Leaf::Over(over) = leaf {
                    let own = over.table == self.over.table && !over.prior;
                    if own && columns_of(over).contains(&column) {
                        taken.push(over.function);
                    }
                }
            });
        }
        match taken.as_slice() {
            [_] => true,
            [Function::Max, Function::Min] | [Function::Min, Function::Max] => {
                self.added(column).all(Added::is_spread)
            }
            _ => false,
        }
    }

    /// Whether its open figures are none that the rule names in each row too.
    fn is_apart(&self) -> bool {
        let columns = self.columns();
        let mut apart = true;
        self.bound.condition.visit(&mut |leaf| {
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
        columns_of(self.over)
    }
}

/// The columns that a function takes of each row.
fn columns_of(over: &Over) -> BTreeSet<usize> {
    let mut columns = BTreeSet::new();
    if let Some(argument) = &over.argument {
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

/// The number that is written.
fn as_number(number: &Number) -> Option<Rat> {
    match number {
        Number::Literal { value, .. } => Some(value.clone()),
        Number::Negate(inner) => as_number(inner).map(|value| -value),
        _ => None,
    }
}

fn is_of_each(cell: &CellRef) -> bool {
    cell.row == RowRef::Each
}

/// Whether a selection hangs on figures of the rows.
fn asks_figures(filter: &Condition) -> bool {
    let mut asks = false;
    filter.visit(&mut |leaf| match leaf {
        // Rows are alike by the texts that rules compare, and not by more of them.
        Leaf::Figure(cell, _) | Leaf::WholeText(cell) => asks |= is_of_each(cell),
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
        Number::Of(..) | Number::Over(_) | Number::OfText(..) | Number::Absent(..) => None,
    }
}

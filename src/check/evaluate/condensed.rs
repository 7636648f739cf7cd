//! What functions over rows take of the rows that a long table does not hold:
//! what the figures of a group of them add up to, which is one figure.

use super::evaluated::{OfGroup, Reason, Role};
use super::functions::text_chosen;
use super::medians::is_median;
use super::open_rows::Taken;
use super::own_group::RowsOf;
use super::{Evaluation, Result};
use crate::check::bind::{CellRef, Number, Over};
use crate::figure::Rat;
use crate::rule::{Function, Span};
use crate::solve::dimension::Dim;
use crate::solve::formula::Formula;
use crate::solve::polynomial::Poly;
use crate::solve::quotient::Value;
use crate::table::{Group, Table};
use num_traits::One;

/// A figure of a group: in which report, which table, which group, which column.
pub(in crate::check) type GroupKey = (bool, usize, usize, usize);

/// The group of rows that a function has come to.
#[derive(Clone, Copy)]
pub(in crate::check) struct GroupAt<'a> {
    number: usize,
    table: &'a Table,
    group: &'a Group,
    function: Function,
}

/// The groups that a function may select, in their order.
fn groups_chosen(over: &Over, table: &Table, own: &RowsOf) -> Vec<usize> {
    let like = |rows: &mut dyn Iterator<Item = usize>| {
        let mut groups: Vec<usize> = rows.filter_map(|row| table.group_like(row)).collect();
        groups.sort_unstable();
        groups
    };
    if !matches!(own, RowsOf::All) {
        return like(&mut own.rows(table));
    }
    let chosen = text_chosen(over).and_then(|(column, text)| table.rows_with(column, text));
    match chosen {
        Some(mut rows) => like(&mut rows),
        None => (0..table.groups().len()).collect(),
    }
}

impl<'a> Evaluation<'a, '_> {
    /// Takes what a function takes of the groups that are its.
    pub(super) fn groups_over(
        &mut self,
        over: &Over,
        (table, own): (&'a Table, &RowsOf),
        is_its: impl Fn(usize) -> bool,
        taken: &mut Taken,
    ) -> Result<()> {
        if !table.is_condensed() {
            return Ok(());
        }
        let numbers = groups_chosen(over, table, own).into_iter();
        for number in numbers.filter(|number| is_its(*number)) {
            let group = &table.groups()[number];
            let like = &table.rows[group.like];
            self.each = Some((group.like, like));
            let selected = match &over.filter {
                None => Ok(Formula::Constant(true)),
                Some(filter) => self.selection(filter),
            };
            self.each = None;
            match selected? {
                Formula::Constant(true) => {}
                Formula::Constant(false) => continue,
                _ => return Err(Reason::Selection(over.span)),
            }
            taken.selected += 1;
            let rows = i64::try_from(group.rows).map_err(|_| Reason::TooComplex)?;
            if matches!(over.function, Function::Count | Function::Reported) {
                self.out.counts |= over.argument.is_some();
                if let Some(Number::Cell(cell, span)) = &over.argument {
                    let added = group.columns.get(cell.column).and_then(Option::as_ref);
                    self.out.groups.push(OfGroup {
                        span: *span,
                        side: self.now_side,
                        rows: group.rows,
                        sum: Rat::ZERO,
                        open: added.is_some_and(|added| !added.is_exact()),
                    });
                }
                let blank = |column: usize| like.text(column).is_empty();
                if !over.counted.is_some_and(blank) {
                    taken.rows += rows;
                }
                continue;
            }
            // What figures add up to does not tell which is in the middle.
            let told = over.argument.as_ref().filter(|_| !is_median(over.function));
            let argument = told.ok_or(Reason::TooComplex)?;
            self.group = Some(GroupAt {
                number,
                table,
                group,
                function: over.function,
            });
            let inside = std::mem::replace(&mut self.inside, true);
            let value = self.number(argument, Role::Plus);
            self.inside = inside;
            self.group = None;
            taken.values.push(value?);
            taken.more += rows - 1;
        }
        Ok(())
    }

    /// What the figures of a group in a column add up to; the greatest or the
    /// least of them, where that is asked for.
    pub(super) fn of_group(
        &mut self,
        at: GroupAt<'a>,
        cell: &CellRef,
        span: Span,
    ) -> Result<Value> {
        let (layout, like) = (&at.table.layout, &at.table.rows[at.group.like]);
        let added = at.group.columns.get(cell.column).and_then(Option::as_ref);
        let added = added.ok_or(Reason::TooComplex)?;
        let unit = like.figure_unit(cell.column).flatten();
        let dim = Dim::of(unit);
        let sum = added.nominal();
        self.out.groups.push(OfGroup {
            span,
            side: self.now_side,
            rows: at.group.rows,
            sum: sum.clone(),
            open: !added.is_exact(),
        });
        let own = layout.rounding(cell.column);
        let mode = self.rounding.unwrap_or(own);
        // What a share can be by another way of rounding is not known of many.
        if layout.columns[cell.column].config.share && mode != own && !added.is_exact() {
            return Err(Reason::TooComplex);
        }
        if matches!(at.function, Function::Max | Function::Min) {
            let extreme = added.extreme(at.function == Function::Max, mode);
            let (range, print) = extreme.ok_or(Reason::TooComplex)?;
            if let Some(value) = range.is_point() {
                return Ok(Value::constant(value.clone(), dim));
            }
            // No other part of a rule that takes it takes these figures.
            let var = self.new_var(range, Some(print), None);
            self.out.uses[var as usize] += 1;
            return Ok(Value::of_poly(Poly::var(var), dim));
        }
        let key = (cell.prior, cell.table, at.number, cell.column);
        let range = added.range(mode);
        if let Some(value) = range.is_point() {
            return Ok(Value::constant(value.clone(), dim));
        }
        let var = match self.of_groups.get(&key) {
            Some(var) => *var,
            None => {
                let var = self.new_var(range, Some(sum), None);
                self.of_groups.insert(key, var);
                var
            }
        };
        self.out.uses[var as usize] += 1;
        Ok(Value {
            num: Poly::var(var),
            den: Poly::constant(Rat::one()),
            dim,
        })
    }
}

//! What a function over rows took, and which rows it left out, for a finding.

use super::checker::{AtRow, Checker};
use crate::check::bind::{Leaf, Number, Over};
use crate::check::evaluate::{AskedFor, Evaluated, Evaluation, Operand};
use crate::figure::{Hedge, Rat};
use crate::finding::RowsTaken;
use crate::rule::{Across, Expr, Function, Span};
use crate::table::{Group, RowName, Table};
use num_traits::Zero;
use std::collections::HashMap;

/// Figures of a sum that are told, at most.
const TOLD: usize = 12;
/// Rows that were left out and are named, at most.
const NAMED: usize = 8;

impl Checker<'_> {
    /// What the functions over rows of the rule took, each once.
    pub(super) fn rows_taken(&self, evaluated: &Evaluated<'_>, row: AtRow<'_>) -> Vec<RowsTaken> {
        let mut taken: Vec<RowsTaken> = Vec::new();
        self.bound.condition.visit(&mut |leaf| {
            if let Leaf::Over(over) = leaf {
                let mut one = self.added(over, evaluated, row);
                (one.left_out, one.more_left_out) = self.left_out(over, row);
                let tells = !one.added.is_empty() || !one.left_out.is_empty() || one.open > 0;
                if tells && !taken.contains(&one) {
                    taken.push(one);
                }
            }
        });
        self.rule.expr.each_across(&mut |call, across| {
            if let Expr::Call {
                function: Function::Sum,
                args,
                span,
                ..
            } = call
                && let ([Expr::Name(path)], Across::Over(_)) = (args.as_slice(), across)
            {
                let mut one = RowsTaken {
                    function: self.words(*span),
                    ..RowsTaken::default()
                };
                add_up(&mut one, path.span, evaluated);
                taken.extend(Some(one).filter(|one| !one.added.is_empty()));
            }
        });
        taken
    }

    /// The figures that a sum over one column adds, and how many rows a
    /// function over one may take or not.
    fn added(&self, over: &Over, evaluated: &Evaluated<'_>, row: AtRow<'_>) -> RowsTaken {
        let mut taken = RowsTaken {
            function: self.words(over.span),
            ..RowsTaken::default()
        };
        let counts = matches!(over.function, Function::Count | Function::Reported);
        let Some(Number::Cell(_, span)) = over.argument.as_ref().filter(|_| !counts) else {
            return taken;
        };
        let own = evaluated
            .operands
            .iter()
            .filter(|operand| operand.span == *span);
        // Where the prints leave open which rows are meant, nothing is added up.
        let surely = |operand: &&Operand<'_>| {
            let table = self.table(operand.cell).zip(operand.cell.row);
            table.is_some_and(|(table, at)| self.takes(over, table, at, row))
        };
        taken.open = own.clone().filter(|operand| !surely(operand)).count();
        if taken.open > 0 || over.function != Function::Sum {
            return taken;
        }
        add_up(&mut taken, *span, evaluated);
        taken
    }

    /// The rows that a function leaves out although its filter takes them,
    /// and how many more there are.
    fn left_out(&self, over: &Over, row: AtRow<'_>) -> (Vec<RowName>, usize) {
        let scope = self.scope;
        let Some(table) = scope.table(over.prior, over.table) else {
            return (Vec::new(), 0);
        };
        let takes = |at: &usize| self.takes(over, table, *at, row);
        let asked = AskedFor { row, group: None };
        let Ok(its) = asked.rows_of(over, table) else {
            return (Vec::new(), 0);
        };
        let itself = asked.left_out_of(over);
        let mut rows: Vec<usize> = over.totals.iter().chain(&over.own).copied().collect();
        rows.extend(itself);
        rows.sort_unstable();
        rows.dedup();
        rows.retain(takes);
        // Of each group of rows that are not held, some are.
        let groups = over
            .total_groups
            .iter()
            .map(|group| &table.groups()[*group]);
        let mut groups: Vec<&Group> = groups.filter(|group| takes(&group.like)).collect();
        let others = |at: &usize| !over.leaves_out(*at) && Some(*at) != itself;
        if over.filter.is_some() && !its.rows(table).filter(others).any(|at| takes(&at)) {
            rows.retain(|at| over.own.contains(at) || Some(*at) == itself);
            groups.clear();
        }
        let not_held: u64 = groups.iter().map(|group| group.rows).sum();
        let not_held = usize::try_from(not_held).unwrap_or(usize::MAX);
        let more = rows.len().saturating_add(not_held).saturating_sub(NAMED);
        let name = |at: &usize| table.row_name(&table.rows[*at]);
        (rows.iter().take(NAMED).map(name).collect(), more)
    }

    /// Whether a function takes a row, if that is none that it leaves out.
    fn takes(&self, over: &Over, table: &Table, at: usize, row: AtRow<'_>) -> bool {
        let own = AskedFor { row, group: None }.rows_of(over, table);
        own.is_ok_and(|own| own.has(at)) && self.selects(over, table, at, row)
    }

    /// Whether the row selection of a function surely takes a row, of whatever group.
    pub(in crate::check) fn selects(
        &self,
        over: &Over,
        table: &Table,
        at: usize,
        row: AtRow<'_>,
    ) -> bool {
        let Some(filter) = &over.filter else {
            return true;
        };
        let none = HashMap::new();
        let mut evaluation = Evaluation::new(self.scope, self.rule, self.rounding, &none);
        evaluation.checked = row;
        evaluation.each = Some((at, &table.rows[at]));
        matches!(evaluation.selects(filter, over.span), Ok(true))
    }
}

/// Adds up the figures that the rule names at a place.
fn add_up(taken: &mut RowsTaken, span: Span, evaluated: &Evaluated<'_>) {
    let mut sum = Rat::zero();
    let mut coded = false;
    let own = evaluated.operands.iter();
    let own = own.filter(|operand| operand.span == span);
    for figure in own.filter_map(|operand| operand.figure()) {
        sum += &figure.nominal;
        coded |= figure.is_code();
        taken.rates |= figure.is_rate();
        taken.hedged |= figure.hedge != Hedge::None;
        taken.figures += 1;
        if taken.added.len() < TOLD {
            taken.added.push(figure.print.clone());
        }
    }
    for group in evaluated.groups.iter().filter(|group| group.span == span) {
        sum += &group.sum;
        taken.figures += usize::try_from(group.rows).unwrap_or(usize::MAX);
    }
    if taken.figures <= 1 {
        taken.added.clear();
    }
    taken.sum = (taken.figures > 1 && !coded).then_some(sum);
}

//! A rule ready to be checked, and what all of its checking needs: what its
//! figures are called and where they are.

use crate::check::bind::{BoundRule, Scope};
use crate::check::evaluate::{CellKey, Evaluated, Evaluation, Operand, Reason, Suppose};
use crate::figure::Rounding;
use crate::finding::Code;
use crate::rule::{Missing, Rule, Span};
use crate::solve::decide::decide;
use crate::solve::decision::Decision;
use crate::solve::formula::Formula;
use crate::table::{Table, TableRow};
use std::collections::HashMap;

/// A rule ready to be checked.
pub(crate) struct Checker<'a> {
    /// The reports.
    pub scope: &'a Scope<'a>,
    /// The rule.
    pub rule: &'a Rule,
    /// The same with its names looked up.
    pub bound: &'a BoundRule,
    /// How figures were rounded, by the command line.
    pub rounding: Option<Rounding>,
}

/// The row that a rule is checked for, with its number in its table.
pub(crate) type AtRow<'r> = Option<(usize, Option<usize>, &'r TableRow)>;

impl<'a> Checker<'a> {
    /// Puts the figures in.
    pub(crate) fn evaluate<'r>(
        &'r self,
        row: AtRow<'r>,
        supposed: &HashMap<CellKey, Suppose>,
        rounding: Option<Rounding>,
    ) -> (Evaluated<'r>, Result<Formula, Reason>) {
        let mut evaluation = Evaluation::new(self.scope, self.rule, rounding, supposed);
        if let Some((table, number, at)) = row {
            evaluation = evaluation.for_row(table, number, at);
        }
        evaluation.run(&self.bound.condition)
    }

    /// The same, where rows without any figure are none reported.
    pub(crate) fn evaluate_with_headings<'r>(
        &'r self,
        row: AtRow<'r>,
        supposed: &HashMap<CellKey, Suppose>,
    ) -> (Evaluated<'r>, Result<Formula, Reason>) {
        let evaluation = Evaluation::new(self.scope, self.rule, self.rounding, supposed);
        let mut evaluation = evaluation.with_headings();
        if let Some((table, number, at)) = row {
            evaluation = evaluation.for_row(table, number, at);
        }
        evaluation.run(&self.bound.condition)
    }

    /// Whether it would hold with some figures otherwise.
    pub(super) fn holds(
        &self,
        row: AtRow<'_>,
        supposed: &HashMap<CellKey, Suppose>,
        rounding: Option<Rounding>,
        code: Code,
    ) -> bool {
        let (evaluated, formula) = self.evaluate(row, supposed, rounding);
        let Ok(formula) = formula else { return false };
        let wanted = match (&evaluated.remainder, code) {
            (Some(remainder), Code::PartsIncomplete | Code::PartsExceedWhole) => remainder.clone(),
            _ => formula,
        };
        decide(&wanted, &evaluated.ranges) == Decision::Yes
    }

    /// A stretch of the rule.
    pub(crate) fn words(&self, span: Span) -> String {
        self.rule
            .check
            .text
            .get(span.start..span.end)
            .unwrap_or_default()
            .to_owned()
    }

    /// The table of a cell.
    pub(crate) fn table(&self, cell: CellKey) -> Option<&'a Table> {
        let report = if cell.prior {
            self.scope.prior?
        } else {
            self.scope.report
        };
        report.tables.get(cell.table)
    }

    /// What the rule makes of a cell whose figure is not reported.
    pub(crate) fn missing(&self, cell: CellKey) -> Missing {
        let of_rule = self.rule.missing;
        let table = self.table(cell);
        table.map_or(of_rule, |table| table.layout.missing(cell.column, of_rule))
    }

    /// What to call a figure: as the rule does, or by its row where the rule
    /// names a whole column.
    pub(crate) fn name_of(&self, operand: &Operand<'_>) -> String {
        let written = self.written(operand);
        let row = operand.row.key();
        // Spaces inside a printed name need not be written.
        let letters = |text: &str| -> String { text.split_whitespace().collect() };
        let unquoted = |name: &str| letters(name.trim().trim_matches(['`', '"'])) == letters(row);
        let named = row.is_empty() || written.split('.').any(unquoted);
        if named || self.bound.rows_of.is_some() {
            return written;
        }
        match written.strip_prefix("prior.") {
            Some(own) => format!("prior.{row}.{own}"),
            None => format!("{row}.{written}"),
        }
    }

    /// What the rule calls a figure; `growth(x)` names two by one name.
    pub(super) fn written(&self, operand: &Operand<'_>) -> String {
        let written = self.words(operand.span);
        match operand.cell.prior && !written.starts_with("prior") {
            true => format!("prior.{written}"),
            false => written,
        }
    }
}

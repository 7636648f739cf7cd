//! What a rate's rule makes of the other figures with their prints put in:
//! the number to hold beside the printed rate.

use super::checker::AtRow;
use crate::check::bind::{BoundRule, Scope, bind};
use crate::check::bind::{CellRef, Condition, Number, RowRef};
use crate::check::evaluate::{CellKey, Evaluation, Suppose};
use crate::figure::{Rat, Rounding};
use crate::finding::Code;
use crate::report::{Options, Report};
use crate::rule::{Comparison, Config, Rule, code_of};
use std::collections::HashMap;

/// A rate worked out again from the figures that its rule divides or multiplies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recomputed {
    /// The rule, by number in the configuration.
    pub rule: usize,
    /// The rate's table, by number in the report.
    pub table: usize,
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: usize,
    /// The exact value of the rule's right side, in base units.
    pub value: Rat,
}

/// The right sides of the rules `name = expression` that make a rate, wherever
/// the prints are enough to work them out. Tables that are streamed have none:
/// read their rows first.
pub(crate) fn recompute(report: &Report, config: &Config, options: &Options) -> Vec<Recomputed> {
    let prior = report.prior(config, options).ok();
    let scope = Scope {
        report,
        prior: prior.as_ref(),
        config,
    };
    let mut found = Vec::new();
    for (number, rule) in config.rules.iter().enumerate() {
        if code_of(&rule.expr) != Code::RateMismatch {
            continue;
        }
        // A mistake in a rule is told where it is checked.
        let Ok(bound) = bind(rule, &scope) else {
            continue;
        };
        let Some((rate, right)) = sides(&bound) else {
            continue;
        };
        let again = Again {
            scope: &scope,
            rule,
            bound: &bound,
            rounding: options.rounding,
        };
        for row in again.rows(rate) {
            if let Some(value) = again.value(rate, right, row) {
                found.push(Recomputed {
                    rule: number,
                    table: rate.table,
                    row,
                    column: rate.column,
                    value,
                });
            }
        }
    }
    found
}

/// The rate and the expression of a rule that is one equation about one cell
/// of this report.
fn sides(bound: &BoundRule) -> Option<(CellRef, &Number)> {
    let Condition::Compare(members, signs, _) = &bound.condition else {
        return None;
    };
    match (members.as_slice(), signs.as_slice()) {
        ([Number::Cell(rate, _), right], [(Comparison::Equal, _)]) if !rate.prior => {
            Some((*rate, right))
        }
        _ => None,
    }
}

/// A rule that is worked out again.
struct Again<'a> {
    scope: &'a Scope<'a>,
    rule: &'a Rule,
    bound: &'a BoundRule,
    rounding: Option<Rounding>,
}

impl Again<'_> {
    /// The rows that hold the rate.
    fn rows(&self, rate: CellRef) -> std::ops::Range<usize> {
        match rate.row {
            RowRef::Fixed(row) => row..row + 1,
            RowRef::Checked => 0..self.scope.report.tables[rate.table].rows.len(),
            RowRef::Each => 0..0,
        }
    }

    fn value(&self, rate: CellRef, right: &Number, row: usize) -> Option<Rat> {
        let at: AtRow<'_> = match self.bound.rows_of {
            None => None,
            Some(table) if table == rate.table => {
                Some((table, Some(row), &self.scope.report.tables[table].rows[row]))
            }
            // The rate stands elsewhere than the rows it would be checked for.
            Some(_) => return None,
        };
        if !self.selects(at) {
            return None;
        }
        let none = HashMap::new();
        let (evaluated, value) = self.evaluation(at, &none).value(right);
        evaluated.printed_value(&value?)
    }

    /// Whether the rule is for the row.
    fn selects(&self, at: AtRow<'_>) -> bool {
        let (Some(filter), Some(_), Some((_, rows))) = (&self.bound.filter, at, &self.rule.rows)
        else {
            return true;
        };
        let none = HashMap::new();
        let selected = self.evaluation(at, &none).selects(filter, rows.span());
        selected.unwrap_or(false)
    }

    fn evaluation<'e>(
        &'e self,
        at: AtRow<'e>,
        supposed: &'e HashMap<CellKey, Suppose>,
    ) -> Evaluation<'e, 'e> {
        let evaluation = Evaluation::new(self.scope, self.rule, self.rounding, supposed);
        match at {
            Some((table, number, row)) => evaluation.for_row(table, number, row),
            None => evaluation,
        }
    }
}

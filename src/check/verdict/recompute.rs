//! What a rule makes of the other figures with their prints put in: the number
//! to hold beside a printed total or rate.

use super::checker::AtRow;
use crate::check::bind::{BoundRule, Scope, bind};
use crate::check::bind::{CellRef, Condition, Number, RowRef};
use crate::check::evaluate::{CellKey, ColumnFunctions, Evaluation, Suppose};
use crate::figure::{Rat, Rounding};
use crate::report::{Options, Report};
use crate::rule::{Comparison, Config, Rule};
use std::collections::HashMap;

/// A total, a rate or the like, worked out again from the figures that its rule
/// makes it of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recomputed {
    /// The rule, by number in the configuration.
    pub rule: usize,
    /// The figure's table, by number in the report.
    pub table: usize,
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: usize,
    /// The exact value of the rule's other side, in base units.
    pub value: Rat,
}

/// The other sides of the rules `name = expression`, and of those that say that
/// parts make up a whole, wherever the prints are enough to work them out. Tables that are streamed have none:
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
        // A mistake in a rule is told where it is checked.
        let Ok(bound) = bind(rule, &scope) else {
            continue;
        };
        let Some((figure, made_of)) = sides(rule, &bound) else {
            continue;
        };
        let rounding = options.rounding;
        let columns = match bound.rows_of {
            Some(_) => ColumnFunctions::of(&scope, rule, &bound, rounding),
            None => ColumnFunctions::default(),
        };
        let again = Again {
            scope: &scope,
            rule,
            bound: &bound,
            columns,
            rounding,
        };
        for row in again.rows(figure) {
            if let Some(value) = again.value(figure, made_of, row) {
                found.push(Recomputed {
                    rule: number,
                    table: figure.table,
                    row,
                    column: figure.column,
                    value,
                });
            }
        }
    }
    found
}

/// The figure of this report and the expression that a rule says is the same.
fn sides<'b>(rule: &Rule, bound: &'b BoundRule) -> Option<(CellRef, &'b Number)> {
    let (one, other) = match &bound.condition {
        Condition::Compare(members, signs, _) => match (members.as_slice(), signs.as_slice()) {
            ([one, other], [(Comparison::Equal, _)]) => (one, other),
            _ => return None,
        },
        // Parts of an open list are no sum.
        Condition::Includes(whole, parts, _) if rule.remainder.is_some() => (whole, parts),
        _ => return None,
    };
    let plain = |side: &Number| matches!(side, Number::Cell(..) | Number::Literal { .. });
    match (one, other) {
        (Number::Cell(figure, _), made_of) | (made_of, Number::Cell(figure, _))
            if !figure.prior && !plain(made_of) =>
        {
            Some((*figure, made_of))
        }
        _ => None,
    }
}

/// A rule that is worked out again.
struct Again<'a> {
    scope: &'a Scope<'a>,
    rule: &'a Rule,
    bound: &'a BoundRule,
    columns: ColumnFunctions<'a>,
    rounding: Option<Rounding>,
}

impl Again<'_> {
    /// The rows that hold the figure.
    fn rows(&self, figure: CellRef) -> std::ops::Range<usize> {
        match figure.row {
            RowRef::Fixed(row) => row..row + 1,
            RowRef::Checked => 0..self.scope.report.tables[figure.table].rows.len(),
            _ => 0..0,
        }
    }

    fn value(&self, figure: CellRef, made_of: &Number, row: usize) -> Option<Rat> {
        let at: AtRow<'_> = match self.bound.rows_of {
            None => None,
            // Each group would make it another.
            Some(_) if self.bound.by.is_some() => return None,
            Some(table) if table == figure.table => {
                Some((table, Some(row), &self.scope.report.tables[table].rows[row]))
            }
            // The figure stands elsewhere than the rows it would be checked for.
            Some(_) => return None,
        };
        if !self.selects(at) {
            return None;
        }
        let none = HashMap::new();
        let (evaluated, value) = self.evaluation(at, &none).value(made_of);
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
        let evaluation = evaluation.knowing(&self.columns);
        match at {
            Some((table, number, row)) => evaluation.for_row(table, number, row),
            None => evaluation,
        }
    }
}

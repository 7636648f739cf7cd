//! A rule ready to be checked, and what all of its checking needs: what its
//! figures are called and where they are.

use crate::check::bind::{BoundRule, Leaf, Scope};
use crate::check::evaluate::{
    CellKey, ColumnFunctions, Cost, Evaluated, Evaluation, Operand, Reason, Suppose,
};
use crate::check::straight::Straight;
use crate::figure::{Range, Rat, Rounding};
use crate::finding::Code;
use crate::rule::{Missing, Rule, Severity, Span, Tolerance, parse_name, written_name};
use crate::solve::decision::Decision;
use crate::solve::formula::Formula;
use crate::table::{Table, TableRow};
use num_traits::Zero;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

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
    /// Its functions over rows that no row makes others.
    columns: ColumnFunctions<'a>,
    /// The rule as it is for each graver severity: with what is tolerated below it.
    graver: Vec<(Severity, Rule)>,
    /// Where it goes over the parts of periods.
    of_parts: Vec<Span>,
    /// Figures that findings over whole columns may still put in.
    left: AtomicUsize,
    /// Figures of functions over rows that each row makes others may still be
    /// put in.
    left_anew: AtomicUsize,
    /// How many figures of functions over rows are put in for a row, where that is
    /// the same for every row.
    cost: Option<Cost>,
}

/// Figures that the findings of one rule over whole columns put in, at most:
/// those beyond are counted.
const TOLD: usize = 80_000;
/// Figures that one rule puts in for its rows anew, at most: rows beyond are
/// not checked.
const ANEW: usize = 4_000_000;

/// What a figure of a median is worth that is worked out anew.
const CLOSER: usize = 100;

/// Takes so much, where so much is left.
fn takes(left: &AtomicUsize, cost: usize) -> bool {
    let less = |left: usize| left.checked_sub(cost);
    let taken = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
    taken.is_ok()
}

/// The row that a rule is checked for, with its number in its table.
pub(crate) type AtRow<'r> = Option<(usize, Option<usize>, &'r TableRow)>;

impl<'a> Checker<'a> {
    /// Prepares a rule.
    pub(crate) fn new(
        scope: &'a Scope<'a>,
        (rule, bound): (&'a Rule, &'a BoundRule),
        rounding: Option<Rounding>,
    ) -> Checker<'a> {
        let columns = match bound.rows_of {
            Some(_) => ColumnFunctions::of(scope, rule, bound, rounding),
            None => ColumnFunctions::default(),
        };
        let mut by_groups = false;
        bound.condition.visit(&mut |leaf| {
            by_groups |= matches!(leaf, Leaf::Over(over) if over.by.is_some());
        });
        let cost = (!by_groups).then(|| columns.cost(scope, bound, None));
        let mut of_parts = Vec::new();
        rule.expr.each_across(&mut |call, across| {
            of_parts.extend(across.parts().map(|_| call.span()));
        });
        Checker {
            scope,
            rule,
            bound,
            rounding,
            graver: graver(rule),
            of_parts,
            left: AtomicUsize::new(TOLD),
            left_anew: AtomicUsize::new(ANEW),
            cost,
            columns,
        }
    }

    /// Whether a finding that names all figures of its functions over rows may
    /// still be told.
    pub(super) fn may_tell(&self, row: AtRow<'_>) -> bool {
        takes(&self.left, self.cost(row).known)
    }

    /// Whether the figures of functions over rows that each row makes others
    /// may be put in for one more row.
    pub(super) fn may_go_on(&self, row: AtRow<'_>) -> bool {
        self.bound.rows_of.is_none() || takes(&self.left_anew, self.cost(row).anew)
    }

    /// The same where medians that are known for their ranges alone do not tell: they
    /// are worked out anew for the row.
    pub(super) fn may_look_closer(&self, row: AtRow<'_>) -> bool {
        takes(&self.left_anew, self.cost(row).known.saturating_mul(CLOSER))
    }

    fn cost(&self, row: AtRow<'_>) -> Cost {
        let of_row = || self.columns.cost(self.scope, self.bound, row);
        self.cost.unwrap_or_else(of_row)
    }

    /// Puts the figures in, with what is known of functions over rows: enough
    /// for a verdict. `None` where nothing is known of them.
    pub(crate) fn evaluate_quickly<'r>(
        &'r self,
        row: AtRow<'r>,
        supposed: &'r HashMap<CellKey, Suppose>,
    ) -> Option<(Evaluated<'r>, Result<Formula, Reason>)> {
        let (table, number, at) = row.filter(|_| !self.columns.is_empty())?;
        let evaluation = Evaluation::new(self.scope, self.rule, self.rounding, supposed);
        let evaluation = evaluation.knowing(&self.columns);
        let evaluation = evaluation.for_row(table, number, at);
        Some(evaluation.run(&self.bound.condition))
    }

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

    /// How much it matters that the rule does not hold: the gravest severity whose
    /// bound it surely lies beyond.
    pub(super) fn severity(&self, row: AtRow<'_>) -> Severity {
        let mut severity = self.rule.severity;
        let none = HashMap::new();
        for (graver, rule) in &self.graver {
            let mut evaluation = Evaluation::new(self.scope, rule, self.rounding, &none);
            evaluation = evaluation.knowing(&self.columns);
            if let Some((table, number, at)) = row {
                evaluation = evaluation.for_row(table, number, at);
            }
            let (evaluated, formula) = evaluation.run(&self.bound.condition);
            let beyond = |formula| evaluated.decide(&formula) == Decision::No;
            if !formula.is_ok_and(beyond) {
                break;
            }
            severity = *graver;
        }
        severity
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

    /// The check, to be asked with some figures otherwise; `code` says what it
    /// is that fails.
    pub(super) fn otherwise<'c>(&'c self, row: AtRow<'c>, code: Code) -> Otherwise<'c, 'a> {
        Otherwise {
            checker: self,
            row,
            code,
            sum: OnceCell::new(),
        }
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
        self.scope.table(cell.prior, cell.table)
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
        let table = self.table(operand.cell).zip(operand.cell.row);
        let numbered = || table.and_then(|(table, at)| table.numbered_key(at));
        // Spaces inside a printed name need not be written.
        let letters = |text: &str| -> String { text.split_whitespace().collect() };
        let is_row = |part: &str| {
            let part = letters(part);
            part == letters(row) || numbered().is_some_and(|row| part == letters(&row))
        };
        // A row may have a point in its name.
        let named = row.is_empty()
            || match parse_name(&written) {
                Some(name) => name.parts.iter().any(|(part, _)| is_row(part)),
                None => is_row(&written),
            };
        if named || self.bound.each_row_of().is_some() {
            return written;
        }
        let numbered = numbered();
        let row = numbered.as_deref().unwrap_or(row);
        match written.strip_prefix("prior.") {
            Some(own) => format!("prior.{row}.{own}"),
            None => format!("{row}.{written}"),
        }
    }

    /// What the rule calls a figure; `growth(x)` names two by one name.
    pub(super) fn written(&self, operand: &Operand<'_>) -> String {
        let written = self.words(operand.span);
        // The quarters of a year have one name in the rule.
        if self.of_parts.iter().any(|span| span.holds(operand.span)) {
            return format!("{}.{written}", written_name(operand.row.key()));
        }
        match operand.cell.prior && !written.starts_with("prior") {
            true => format!("prior.{written}"),
            false => written,
        }
    }
}

/// A rule as it is for each of its graver severities.
fn graver(rule: &Rule) -> Vec<(Severity, Rule)> {
    let levels = rule.graver.iter();
    let one = |(severity, tolerance): &(Severity, Tolerance)| {
        let mut graver = rule.clone();
        graver.tolerance = Some(tolerance.clone());
        (*severity, graver)
    };
    levels.map(one).collect()
}

/// A check that is asked with some figures otherwise, many times.
pub(super) struct Otherwise<'c, 'a> {
    checker: &'c Checker<'a>,
    row: AtRow<'c>,
    code: Code,
    /// The check as one sum, where it is one.
    sum: OnceCell<Option<Straight>>,
}

impl Otherwise<'_, '_> {
    /// Whether it would hold with these figures supposed to be others.
    pub(super) fn holds(&self, supposed: &HashMap<CellKey, Suppose>) -> bool {
        let sum = self.sum().and_then(|sum| sum.decide(supposed));
        match sum {
            Some(decision) => {
                let holds = decision == Decision::Yes;
                debug_assert!(supposed.len() != 1 || self.agrees(supposed, holds));
                holds
            }
            None => self.holds_if_rounded(supposed, self.checker.rounding),
        }
    }

    /// Whether the check, put in anew, says the same: asked where a test runs.
    fn agrees(&self, supposed: &HashMap<CellKey, Suppose>, holds: bool) -> bool {
        self.holds_if_rounded(supposed, self.checker.rounding) == holds
    }

    /// The same with all others rounded by another mode.
    pub(super) fn holds_if_rounded(
        &self,
        supposed: &HashMap<CellKey, Suppose>,
        rounding: Option<Rounding>,
    ) -> bool {
        let (evaluated, formula) = self.checker.evaluate(self.row, supposed, rounding);
        let Ok(formula) = formula else { return false };
        evaluated.decide(&self.wanted(&evaluated, formula)) == Decision::Yes
    }

    /// What a figure must be for the equation to hold as printed.
    pub(super) fn solved(&self, cell: CellKey) -> Option<Rat> {
        if let Some(sum) = self.sum() {
            return sum.solved(cell);
        }
        let anything = Suppose::Range(Range::everything(false));
        let supposed = HashMap::from([(cell, anything)]);
        let checker = self.checker;
        let (open, _) = checker.evaluate(self.row, &supposed, checker.rounding);
        solved(&open, cell)
    }

    /// What must hold: that nothing is left over, where that is what fails.
    fn wanted(&self, evaluated: &Evaluated<'_>, formula: Formula) -> Formula {
        match (&evaluated.remainder, self.code) {
            (Some(remainder), Code::PartsIncomplete | Code::PartsExceedWhole) => remainder.clone(),
            _ => formula,
        }
    }

    fn sum(&self) -> Option<&Straight> {
        let sum = self.sum.get_or_init(|| {
            // Another figure may select other rows.
            if self.checker.bound.selects_by_figures() {
                return None;
            }
            let (scope, rule, none) = (self.checker.scope, self.checker.rule, HashMap::new());
            let rounding = self.checker.rounding.or(rule.rounding);
            let mut evaluation = Evaluation::new(scope, rule, rounding, &none).left_open();
            if let Some((table, number, at)) = self.row {
                evaluation = evaluation.for_row(table, number, at);
            }
            let (evaluated, formula) = evaluation.run(&self.checker.bound.condition);
            let wanted = self.wanted(&evaluated, formula.ok()?);
            Straight::of(&evaluated, &wanted, rounding)
        });
        sum.as_ref()
    }
}

/// What one open figure must be for the first equation to hold as printed.
fn solved(evaluated: &Evaluated<'_>, cell: CellKey) -> Option<Rat> {
    let at = evaluated
        .cells
        .iter()
        .position(|known| *known == Some(cell))?;
    let var = u32::try_from(at).ok()?;
    let compared = evaluated.compared.first()?;
    let left = compared.left.num.times(&compared.right.den);
    let mut poly = left.minus(&compared.right.num.times(&compared.left.den));
    let print = |other| match other == var {
        true => None,
        false => evaluated.printed.get(usize::try_from(other).ok()?)?.clone(),
    };
    poly = poly.put_in(print);
    let factor = poly.coefficient_of(var).as_constant()?;
    let rest = poly.at(var, &Rat::zero()).as_constant()?;
    (poly.is_linear() && !factor.is_zero()).then(|| -rest / factor)
}

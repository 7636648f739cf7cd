//! Makes the system of a report: each rule that can take part is put in for
//! each of its rows.

use super::conjunction::{Asked, at_most, list, selects_by_figures};
use super::stated::Stated;
use super::unknown::{FigureCell, Unknown, domain};
use crate::check::bind::{BoundRule, Leaf, Scope};
use crate::check::coverage::selects;
use crate::check::evaluate::{CellKey, Evaluated, Evaluation, Reason};
use crate::check::options::CheckOptions;
use crate::figure::Range;
use crate::finding::{LeftOut, RuleNote, WhyLeftOut};
use crate::rule::{Comparison, Expr, Function, Rule};
use crate::solve::polynomial::Var;
use crate::solve::quotient::Value;
use crate::table::{Table, TableRow};
use std::collections::{BTreeSet, HashMap};

/// The checks of a report over its figures.
#[derive(Debug, Default)]
pub(crate) struct System<'a> {
    /// The figures, by their number in the comparisons.
    pub figures: Vec<Unknown<'a>>,
    /// The checks that are lists of comparisons and of conditions, in the order of the
    /// rules.
    pub checks: Vec<Stated<'a>>,
    /// Rules that are not.
    pub left_out: Vec<LeftOut>,
    /// Blank cells that some rule counts as zero: they are not worked out.
    pub zeros: BTreeSet<CellKey>,
}

impl<'a> System<'a> {
    /// Of the rules that are bound, as far as their tables are in memory.
    pub(crate) fn of(
        bound: &[(&'a Rule, BoundRule)],
        scope: &'a Scope<'a>,
        options: &CheckOptions,
    ) -> System<'a> {
        let mut builder = SystemBuilder {
            scope,
            options,
            left: NAMED,
            system: System::default(),
            known: HashMap::new(),
        };
        for (rule, bound) in bound {
            if let Err(why) = builder.rule(rule, bound) {
                builder.leave_out(rule, why);
            }
        }
        builder.system
    }
}

/// Rows that a table may have for its rules to take part.
const ROWS: usize = 5_000;
/// How often figures may be named in all.
const NAMED: usize = 100_000;

struct SystemBuilder<'a, 'o> {
    scope: &'a Scope<'a>,
    options: &'o CheckOptions,
    /// How often figures may still be named.
    left: usize,
    system: System<'a>,
    /// The figures by their cells, blank ones that count as zero apart.
    known: HashMap<(CellKey, bool), Var>,
}

impl<'a> SystemBuilder<'a, '_> {
    fn rule(&mut self, rule: &'a Rule, bound: &BoundRule) -> Result<(), WhyLeftOut> {
        if selects_by_figures(bound) {
            return Err(WhyLeftOut::Selection);
        }
        if takes_median(&rule.expr) {
            return Err(WhyLeftOut::Greatest);
        }
        if self.is_long(bound) {
            return Err(WhyLeftOut::LongTable);
        }
        let Some(table) = bound.rows_of else {
            return self.check(rule, bound, None);
        };
        let rows: &'a Table = &self.scope.report.tables[table];
        let checked = bound.rows_in(rows);
        // Found out before the figures are put in, not on the way.
        if self.named_over_rows(bound, (rows, &checked)) > self.left {
            return Err(WhyLeftOut::LongTable);
        }
        for at in checked {
            let row = &rows.rows[at];
            if selects(
                rule,
                bound,
                (table, Some(at), row),
                self.scope,
                self.options,
            ) {
                self.check(rule, bound, Some((table, at, row)))?;
            }
        }
        Ok(())
    }

    /// How many figures a rule names by its functions over all rows of tables, or
    /// over groups of them, in all rows that it is checked for.
    fn named_over_rows(&self, bound: &BoundRule, (rows, checked): (&Table, &[usize])) -> usize {
        let mut named: usize = 0;
        bound.condition.visit(&mut |leaf| {
            if let Leaf::Over(over) = leaf
                && over.filter.is_none()
                && over.argument.is_some()
                && let Some(table) = self.scope.table(over.prior, over.table)
            {
                let of_all = match &over.by {
                    None => checked.len().saturating_mul(table.rows.len()),
                    Some(by) => {
                        let groups = table.grouped_by(&by.columns);
                        let texts = |at: &usize| {
                            let row = &rows.rows[*at];
                            groups.with(by.own.iter().map(|column| row.text(*column)))
                        };
                        let groups_of = checked.iter().filter_map(texts);
                        groups_of.map(|group| groups.size(group)).sum()
                    }
                };
                named = named.saturating_add(of_all);
            }
        });
        named
    }

    /// Whether a rule runs over the rows of a long table.
    fn is_long(&self, bound: &BoundRule) -> bool {
        let long = |prior: bool, table: usize| {
            let table = self.scope.table(prior, table);
            table.is_some_and(|table| table.streamed || table.rows.len() > ROWS)
        };
        let mut found = bound.rows_of.is_some_and(|table| long(false, table));
        bound.condition.visit(&mut |leaf| {
            if let Leaf::Over(over) = leaf {
                found |= long(over.prior, over.table);
            }
        });
        found
    }

    /// Tells of a rule that some check of it takes no part, once.
    fn leave_out(&mut self, rule: &Rule, why: WhyLeftOut) {
        let left_out = &mut self.system.left_out;
        let known = left_out.iter().any(|known| known.rule.name == rule.name);
        if !known {
            let rule = RuleNote::of(rule);
            left_out.push(LeftOut { rule, why });
        }
    }

    fn check(
        &mut self,
        rule: &'a Rule,
        bound: &BoundRule,
        row: Option<(usize, usize, &'a TableRow)>,
    ) -> Result<(), WhyLeftOut> {
        let none = HashMap::new();
        let rounding = self.options.read.rounding;
        let mut evaluation = Evaluation::new(self.scope, rule, rounding, &none).left_open();
        if let Some((table, at, row)) = row {
            evaluation = evaluation.for_row(table, Some(at), row);
        }
        let (evaluated, formula) = evaluation.run(&bound.condition);
        let named = self.left.checked_sub(evaluated.operands.len());
        self.left = named.ok_or(WhyLeftOut::LongTable)?;
        let formula = match formula {
            Ok(formula) => formula,
            Err(Reason::TooComplex) => return Err(WhyLeftOut::Product),
            // Checked by itself, where its divisor is not zero.
            Err(Reason::DivisionByZero(_) | Reason::OverZero(_))
                if !evaluated.divisors.is_empty() =>
            {
                self.leave_out(rule, WhyLeftOut::Divisor);
                return Ok(());
            }
            // What is not checked says nothing of its figures; that is told elsewhere.
            Err(_) => return Ok(()),
        };
        self.system.zeros.extend(&evaluated.zeros);
        let greatest = &evaluated.greatest;
        let mut asked = Asked::default();
        list(&formula, greatest, rule.severity, &mut asked)?;
        if let (Some(remainder), Some(severity)) = (&evaluated.remainder, rule.remainder) {
            // That the parts are no more than the whole is said already.
            let formula = at_most(remainder.clone());
            list(&formula, greatest, severity, &mut asked)?;
        }
        let Asked {
            mut atoms,
            mut conditions,
        } = asked;
        let vars = self.vars(&evaluated);
        let name = |var: Var| vars[var as usize];
        for (atom, _) in &mut atoms {
            atom.poly = atom.poly.renamed(name);
        }
        for (condition, _) in &mut conditions {
            *condition = condition.renamed(&name);
        }
        for var in differences(&evaluated) {
            let figure = &mut self.system.figures[vars[var as usize] as usize];
            if figure
                .cell
                .as_ref()
                .is_none_or(|cell| cell.floor().is_none())
            {
                figure.domain = Range::everything(figure.domain.whole);
            }
        }
        atoms.retain(|(atom, _)| !atom.poly.vars().is_empty());
        conditions.retain(|(condition, _)| !condition.vars().is_empty());
        if !atoms.is_empty() || !conditions.is_empty() {
            let alone = alone_in_equations(&evaluated).into_iter();
            let totals = alone.map(|(var, _)| vars[var as usize]).collect();
            self.system.checks.push(Stated {
                rule,
                totals,
                row: row.map(|(table, at, _)| (table, at)),
                key: row.and_then(|(table, _, row)| {
                    let table = self.scope.table(false, table)?;
                    Some(bound.called(table, row))
                }),
                atoms,
                conditions,
            });
        }
        Ok(())
    }

    /// The numbers in the system of a check's figures.
    fn vars(&mut self, evaluated: &Evaluated<'a>) -> Vec<Var> {
        let mut vars = Vec::new();
        for (at, cell) in evaluated.cells.iter().enumerate() {
            let var = Var::try_from(at).unwrap_or(Var::MAX);
            let range = evaluated.ranges.range(var).clone();
            // What counts as zero here may be open elsewhere.
            let zero = cell.is_some_and(|key| evaluated.zeros.contains(&key));
            let known = cell.and_then(|key| self.known.get(&(key, zero)).copied());
            // Where two rules take a figure for rounded otherwise, either may be.
            if let Some(known) = known {
                let own = &mut self.system.figures[known as usize].range;
                *own = own.join(&range);
                vars.push(known);
                continue;
            }
            let number = Var::try_from(self.system.figures.len()).unwrap_or(Var::MAX);
            let unknown = match cell.and_then(|key| self.cell(key)) {
                Some(cell) => Unknown {
                    domain: domain(&cell, &range),
                    cell: Some(cell),
                    range,
                    zero,
                },
                None => Unknown {
                    cell: None,
                    domain: range.clone(),
                    range,
                    zero,
                },
            };
            self.system.figures.push(unknown);
            if let Some(key) = cell {
                self.known.insert((*key, zero), number);
            }
            vars.push(number);
        }
        vars
    }

    fn cell(&self, key: CellKey) -> Option<FigureCell<'a>> {
        let table = self.scope.table(key.prior, key.table)?;
        let row = table.rows.get(key.row?)?;
        Some(FigureCell { key, table, row })
    }
}

/// Whether a median stands in a rule.
fn takes_median(expr: &Expr) -> bool {
    let mut found = matches!(
        expr,
        Expr::Call {
            function: Function::Median | Function::Mad,
            ..
        }
    );
    expr.each_part(&mut |part| found = found || takes_median(part));
    found
}

/// The figures that are the difference of others, by a check's own numbers:
/// where nothing else says so, they may be below zero.
fn differences(evaluated: &Evaluated<'_>) -> Vec<Var> {
    let takes_off = |value: &Value| value.num.terms().any(|(_, factor)| factor.is_negative());
    let alone = alone_in_equations(evaluated).into_iter();
    let found = alone.filter(|(_, other)| takes_off(other));
    found.map(|(var, _)| var).collect()
}

/// The figures that stand alone on a side of an equation, by a check's own
/// numbers, each with the other side.
fn alone_in_equations<'e>(evaluated: &'e Evaluated<'_>) -> Vec<(Var, &'e Value)> {
    let alone = |value: &Value| {
        let mut terms = value.num.terms();
        match (terms.next(), terms.next(), value.den.as_constant()) {
            (Some(([var], _)), None, Some(_)) => Some(*var),
            _ => None,
        }
    };
    let equal = evaluated
        .compared
        .iter()
        .filter(|compared| compared.sign == Comparison::Equal);
    let sides = equal.flat_map(|compared| {
        let (left, right) = (&compared.left, &compared.right);
        [(left, right), (right, left)]
    });
    let found = sides.filter_map(|(one, other)| Some((alone(one)?, other)));
    found.collect()
}

//! One rule, checked for one row or for the whole report.

mod bounded;
mod checker;
mod factor;
mod mismatch;
mod over_rows;
mod recompute;
mod texts;

pub(crate) use checker::{AtRow, Checker};
pub(crate) use recompute::{Recomputed, recompute};

use crate::check::bind::Absent;
use crate::check::evaluate::{AskedFor, Evaluation, is_for_row};
use crate::check::evaluate::{CellKey, Compared, Evaluated, Operand, Reason, Role};
use crate::finding::{
    CheckedRow, Code, Detail, Finding, Mark, MarkRole, NotChecked, RuleNote, WhyNot,
};
use crate::rule::{Expr, Missing, Severity, Span, Words};
use crate::solve::decide::decide;
use crate::solve::decision::Decision;
use crate::solve::formula::Formula;
use crate::table::{RowName, Table, TableRow};
use std::collections::HashMap;

/// A rule's verdict on a row or a report.
#[derive(Debug)]
pub(super) enum Verdict {
    /// True values fit the prints.
    Consistent,
    /// None do; the finding is made only when it is wanted.
    Inconsistent(Severity, Option<Box<Finding>>),
    /// It cannot be told.
    NotChecked(Box<NotChecked>),
    /// The row is not one that the rule is for.
    Skipped,
}

/// Figures that a finding shows beside its own.
const SHOWN_FIGURES: usize = 24;
/// The same beside the result of a relation that nobody wrote: its lines say which.
const SHOWN_OF_RELATION: usize = 8;

/// Rows of a table that is checked in both ways where a test runs.
const SHORT: usize = 20;

impl Checker<'_> {
    /// Checks the rule; `keep` says whether a finding is wanted in full.
    pub(super) fn check(&self, row: AtRow<'_>, keep: bool) -> Verdict {
        if !is_for_row(self.scope, self.bound, row) {
            return Verdict::Skipped;
        }
        if let (Some(filter), Some((table, number, at))) = (&self.bound.filter, row) {
            let none = HashMap::new();
            let nowhere = Span { start: 0, end: 0 };
            let mut evaluation = Evaluation::new(self.scope, self.rule, self.rounding, &none)
                .for_row(table, number, at);
            match evaluation.selects(filter, nowhere) {
                Ok(true) => {}
                Ok(false) => return Verdict::Skipped,
                Err(reason) => return self.stopped(&evaluation.out, row, reason, keep),
            }
        }
        if !self.may_go_on(row) {
            return self.not_checked(&[], row, Reason::TooComplex);
        }
        match self.check_quickly(row, keep) {
            Some(verdict) => {
                debug_assert!(self.agrees(row, &verdict));
                verdict
            }
            None => self.check_in_full(row, keep),
        }
    }

    /// Whether the verdict by all figures is the same: asked where a test runs
    /// on a short table.
    fn agrees(&self, row: AtRow<'_>, verdict: &Verdict) -> bool {
        let table = row.and_then(|(table, _, _)| self.scope.report.tables.get(table));
        let short = table.is_some_and(|table| table.rows.len() <= SHORT);
        if !short {
            return true;
        }
        match (verdict, self.check_in_full(row, false)) {
            (Verdict::NotChecked(one), Verdict::NotChecked(other)) => {
                one.why == other.why && one.name == other.name
            }
            (one, other) => std::mem::discriminant(one) == std::mem::discriminant(&other),
        }
    }

    /// The verdict by functions over rows that are known; `None` where a
    /// finding must tell of their rows.
    fn check_quickly(&self, row: AtRow<'_>, keep: bool) -> Option<Verdict> {
        let none = HashMap::new();
        let (evaluated, formula) = self.evaluate_quickly(row, &none)?;
        let formula = match formula {
            Ok(formula) => formula,
            Err(Reason::Absent(_)) => return None,
            Err(reason) => return Some(self.stopped(&evaluated, row, reason, keep)),
        };
        let unknown = evaluated.unknown.first();
        let reason = match evaluated.decide(&formula) {
            Decision::No if evaluated.headings => return None,
            // Where its divisor is zero, there is nothing to check.
            Decision::No if !evaluated.divisors.is_empty() => return None,
            Decision::No if keep && self.may_tell(row) => return None,
            Decision::No => return Some(Verdict::Inconsistent(self.severity(row), None)),
            Decision::GaveUp if evaluated.has_medians() => match unknown {
                Some(reason) => reason.clone(),
                None if self.may_look_closer(row) => return None,
                None => Reason::TooComplex,
            },
            Decision::GaveUp => Reason::TooComplex,
            Decision::Yes if evaluated.remainder.is_some() => return None,
            Decision::Yes if formula == Formula::Constant(true) => {
                return Some(Verdict::Consistent);
            }
            Decision::Yes => match unknown {
                Some(reason) => reason.clone(),
                None => return Some(Verdict::Consistent),
            },
        };
        Some(self.stopped(&evaluated, row, reason, keep))
    }

    /// The verdict by all figures.
    fn check_in_full(&self, row: AtRow<'_>, keep: bool) -> Verdict {
        let none = HashMap::new();
        let (evaluated, formula) = self.evaluate(row, &none, self.rounding);
        let formula = match formula {
            Ok(formula) => formula,
            Err(Reason::Absent(absent)) if self.rule.missing == Missing::Fail => {
                return self.absent(&absent, row, keep);
            }
            Err(reason) => return self.stopped(&evaluated, row, reason, keep),
        };
        let decision = evaluated.decide(&formula);
        // What was taken for a heading may be a row that nobody reported.
        if decision == Decision::No && evaluated.headings {
            let (open, asked) = self.evaluate_with_headings(row, &none);
            let unknown = open.unknown.first().cloned();
            match (asked, unknown) {
                (Err(reason), _) => return self.stopped(&open, row, reason, keep),
                (Ok(asked), Some(reason)) if open.decide(&asked) != Decision::No => {
                    return self.stopped(&open, row, reason, keep);
                }
                _ => {}
            }
        }
        match decision {
            // What a median would be is not told where it lacks a figure.
            Decision::GaveUp if evaluated.has_medians() && !evaluated.unknown.is_empty() => {
                let reason = evaluated.unknown[0].clone();
                self.stopped(&evaluated, row, reason, keep)
            }
            Decision::GaveUp => self.stopped(&evaluated, row, Reason::TooComplex, keep),
            // Where its divisor is zero, there is nothing to check.
            Decision::No if !evaluated.divisors.is_empty() => {
                let (reason, _) = evaluated.divisors[0].clone();
                self.stopped(&evaluated, row, reason, keep)
            }
            Decision::No => {
                let code = self.rule.code();
                self.inconsistent(code, self.severity(row), (&evaluated, &formula), row, keep)
            }
            // A rule that holds whatever the figures are needs none of them.
            Decision::Yes if formula == Formula::Constant(true) => {
                self.without_remainder(&evaluated, row, keep)
            }
            Decision::Yes if !evaluated.unknown.is_empty() => {
                let reason = evaluated.unknown[0].clone();
                self.stopped(&evaluated, row, reason, keep)
            }
            Decision::Yes => self.without_remainder(&evaluated, row, keep),
        }
    }

    /// The rule cannot be told. Where it fails without its figures, the first
    /// that is missing is a finding, wherever in the rule it stands.
    fn stopped(
        &self,
        evaluated: &Evaluated<'_>,
        row: AtRow<'_>,
        reason: Reason,
        keep: bool,
    ) -> Verdict {
        let operands = &evaluated.operands;
        let mut reasons = std::iter::once(&reason).chain(&evaluated.unknown);
        let insists = |reason: &&Reason| {
            let cell = reason.cell().filter(|_| reason.is_missing());
            cell.is_some_and(|cell| self.missing(cell) == Missing::Fail)
        };
        let cell = reasons.find(insists).and_then(Reason::cell);
        let operand = operands.iter().find(|operand| Some(operand.cell) == cell);
        let Some(operand) = operand.filter(|_| cell.is_some()) else {
            return self.not_checked(operands, row, reason);
        };
        let severity = self.rule.gravest();
        if !keep {
            return Verdict::Inconsistent(severity, None);
        }
        let code = Code::MissingFigure;
        let finding = Finding::new(code, severity, self.mark(operand), Detail::MissingFigure);
        let finding = self.of_rule(finding, row);
        Verdict::Inconsistent(severity, Some(Box::new(finding)))
    }

    /// The report lacks what the rule names, and the rule says that it must be
    /// there. That there was no report before is nobody's fault.
    fn absent(&self, absent: &Absent, row: AtRow<'_>, keep: bool) -> Verdict {
        let (section, name) = match absent {
            Absent::Row { section, key } | Absent::Partner { section, key } => (section, key),
            Absent::Parts { section, periods } => match periods.first() {
                Some(period) => (section, period),
                None => (section, section),
            },
            Absent::Column { section, column } => (section, column),
            Absent::Name { section, name } => (section, name),
            Absent::Table(section) => (section, section),
            _ => {
                return self.not_checked(&[], row, Reason::Absent(absent.clone()));
            }
        };
        let severity = self.rule.gravest();
        if !keep {
            return Verdict::Inconsistent(severity, None);
        }
        let report = self.scope.report;
        let mark = match (report.table(section), row) {
            // Shown is the row that has none.
            (_, Some((home, number, row)))
                if matches!(absent, Absent::Partner { .. } | Absent::Parts { .. }) =>
            {
                Mark::cell(&report.tables[home].layout, (number, row), 0)
            }
            (Some(table), _) => Mark::table(&report.tables[table].layout),
            (None, _) => Mark::in_file(self.rule.check.whole()),
        };
        let detail = Detail::LacksNamed(match absent {
            Absent::Partner { section, key } => WhyNot::NoRow(section.clone(), key.clone()),
            absent => WhyNot::from(absent),
        });
        let finding = Finding::new(
            Code::MissingFigure,
            severity,
            mark.named(name.clone()),
            detail,
        );
        Verdict::Inconsistent(severity, Some(Box::new(self.of_rule(finding, row))))
    }

    /// An `includes` that holds may still leave a remainder.
    fn without_remainder(&self, evaluated: &Evaluated<'_>, row: AtRow<'_>, keep: bool) -> Verdict {
        let (Some(formula), Some(severity)) = (&evaluated.remainder, self.rule.remainder) else {
            return Verdict::Consistent;
        };
        match evaluated.decide(formula) {
            Decision::No => self.inconsistent(
                Code::PartsIncomplete,
                severity,
                (evaluated, formula),
                row,
                keep,
            ),
            Decision::GaveUp => self.not_checked(&evaluated.operands, row, Reason::TooComplex),
            Decision::Yes => Verdict::Consistent,
        }
    }

    /// That a row is in none of the groups that the rule is checked for.
    pub(super) fn in_no_group(&self, row: AtRow<'_>) -> Verdict {
        let columns = self.bound.by.as_deref().unwrap_or_default();
        let blank = AskedFor { row, group: None }.blank_among(columns);
        self.not_checked(&[], row, blank.unwrap_or(Reason::TooComplex))
    }

    fn column_name(&self, cell: CellKey) -> String {
        let table = self.table(cell);
        let column = table.and_then(|table| table.layout.columns.get(cell.column));
        column.map_or(String::new(), |column| column.name.clone())
    }

    /// The finding of this rule for a row or for its section.
    fn of_rule(&self, finding: Finding, row: AtRow<'_>) -> Finding {
        let table = row.and_then(|(table, _, _)| self.scope.report.tables.get(table));
        let home = self.rule.section.as_deref();
        let section = table.map(|table| table.section()).or(home);
        let called = |at: &TableRow| match table {
            Some(table) => self.bound.called(table, at),
            None => at.key().to_owned(),
        };
        let row = row.map(|(_, number, at)| CheckedRow {
            key: called(at),
            number,
        });
        finding
            .of_rule(RuleNote::of(self.rule))
            .in_section(section.unwrap_or_default())
            .for_row(row)
    }

    fn not_checked(&self, operands: &[Operand<'_>], row: AtRow<'_>, reason: Reason) -> Verdict {
        let cell = reason.cell();
        let operand = cell.and_then(|cell| operands.iter().find(|operand| operand.cell == cell));
        let name = match (&reason, operand) {
            (_, Some(operand)) => self.written(operand),
            // The rule's own row selection stands beside it.
            (Reason::Selection(span), _) if span.start == span.end => {
                let rows = self.rule.rows.as_ref();
                rows.map_or(String::new(), |(rows, _)| rows.text.clone())
            }
            (
                Reason::DivisionByZero(span)
                | Reason::OverZero(span)
                | Reason::NoRows(span)
                | Reason::Selection(span),
                _,
            ) => self.words(*span),
            (Reason::UnitClash(sides), _) => self.words(sides[0].1),
            // A row selection's own figures are known by their columns.
            _ => cell.map_or(String::new(), |cell| self.column_name(cell)),
        };
        let meant = |operand: &&Operand<'_>| match (&reason, cell) {
            (_, Some(cell)) => operand.cell == cell,
            (Reason::DivisionByZero(span) | Reason::OverZero(span), None) => {
                span.holds(operand.span)
            }
            _ => false,
        };
        let figures = operands.iter().filter(meant).take(SHOWN_FIGURES);
        let figures = figures.map(|operand| self.mark_cell(operand).named(self.written(operand)));
        let figures = figures.collect();
        let own_table = row.map(|(table, _, at)| (&self.scope.report.tables[table], at));
        // A row that is in no group is told by itself.
        let of_group = self.bound.by.is_some() && !matches!(reason, Reason::NoGroup(_));
        let label = |(table, at): (&Table, &TableRow)| match of_group {
            true => Words::default(),
            false => table.layout.row_label(at).words(),
        };
        let name_of_row = |(table, at): (&Table, &TableRow)| match of_group {
            true => RowName {
                key: self.bound.called(table, at),
                line: at.first_line(),
                alone: true,
            },
            false => table.row_name(at),
        };
        Verdict::NotChecked(Box::new(NotChecked {
            rule: RuleNote::of(self.rule),
            section: self.rule.section.clone(),
            row: own_table.map(name_of_row),
            row_label: own_table.map_or_else(Words::default, label),
            why: why_not(reason),
            cell: operand.map(|operand| self.mark_cell(operand)),
            name,
            figures,
        }))
    }

    fn mark_cell(&self, operand: &Operand<'_>) -> Mark {
        let key = operand.cell;
        match self.table(key) {
            Some(table) => {
                // The rows that a long table holds have no number among all.
                let row = (key.row.filter(|_| !table.streamed), operand.row);
                Mark::cell(&table.layout, row, key.column).in_prior(key.prior)
            }
            None => Mark::in_file(operand.row.place(key.column)),
        }
    }

    fn mark(&self, operand: &Operand<'_>) -> Mark {
        let role = match operand.role {
            Role::Plain => MarkRole::Compared,
            Role::Plus => MarkRole::Plus,
            Role::Minus => MarkRole::Minus,
            Role::Times => MarkRole::Times,
            Role::Over => MarkRole::Over,
        };
        let mark = self.mark_cell(operand);
        // What the print allows is what this rule takes it to allow.
        let figure = operand
            .figure()
            .map(|figure| match self.rounding.or(self.rule.rounding) {
                Some(mode) => figure.rounded_by(mode),
                None => figure.clone(),
            });
        Mark {
            figure,
            ..mark.with_role(role).named(self.name_of(operand))
        }
    }

    /// A rule over no figure at all (`4 = count(key)`) is shown itself; of a group
    /// the cell that names it.
    fn mark_without_figures(&self, row: AtRow<'_>) -> Mark {
        let by = self.bound.by.as_ref().and_then(|by| by.first());
        match (row, by) {
            (Some((table, number, at)), Some(column)) => {
                let table = &self.scope.report.tables[table];
                let number = number.filter(|_| !table.streamed);
                Mark::cell(&table.layout, (number, at), *column)
            }
            _ => Mark::in_file(self.rule.check.whole()),
        }
    }

    fn inconsistent(
        &self,
        code: Code,
        severity: Severity,
        (evaluated, formula): (&Evaluated<'_>, &Formula),
        row: AtRow<'_>,
        keep: bool,
    ) -> Verdict {
        if !keep {
            return Verdict::Inconsistent(severity, None);
        }
        // Under `or`, `not` and `else` no one comparison is what fails.
        let failed = failed_comparison(evaluated).filter(|_| conjunctive(&self.rule.expr));
        let mut operands: Vec<&Operand<'_>> = evaluated.operands.iter().collect();
        if let (Some(failed), Code::BoundViolated) = (failed, code) {
            let compared = |operand: &&Operand<'_>| failed.sides.contains(&operand.side);
            // Where plain numbers fail it, the figures next to them are shown.
            if operands.iter().any(compared) {
                operands.retain(compared);
            }
        }
        let compared = |side: usize| failed.is_none_or(|failed| failed.sides.contains(&side));
        let everywhere = code != Code::BoundViolated;
        let not_held = evaluated.of_groups(|group| everywhere || compared(group.side));
        // A rule that a text breaks is about its cell, and so is one over texts alone.
        let told = self.told_text(evaluated);
        if let Some(told) = told {
            let asked = evaluated.texts.iter().skip(told.first);
            operands = asked.filter(|text| told.whole.holds(text.span)).collect();
        } else if operands.is_empty() {
            operands = evaluated.texts.iter().collect();
        }
        // What is not reported comes first, also where it is a text.
        let absent = self.not_reported(evaluated).map(|(span, _)| span);
        if let Some(span) = absent {
            let texts = evaluated.texts.iter();
            let asked = texts.chain(&evaluated.operands);
            let mut first: Vec<_> = asked.filter(|one| span.holds(one.span)).collect();
            first.extend(operands.iter().filter(|one| !span.holds(one.span)));
            operands = first;
        }
        let left = failed.map(|failed| failed.sides[0]);
        let primary = operands
            .iter()
            .find(|operand| {
                // A blank that counts as zero, where it is all of that side.
                let alone = failed.is_some_and(|failed| failed.spans[0] == operand.span);
                let zero = alone && evaluated.zeros.contains(&operand.cell);
                Some(operand.side) == left && (zero || operand.is_printed())
            })
            .filter(|_| absent.is_none())
            .or(operands.first().filter(|_| absent.is_some()))
            .or(operands.iter().find(|operand| operand.is_printed()))
            .or(operands.first())
            .copied();
        let mark = match primary {
            Some(operand) => self.mark(operand),
            None => self.mark_without_figures(row),
        };
        let mut marks: Vec<Mark> = Vec::new();
        let shown = match self.rule.found {
            Some(_) => SHOWN_OF_RELATION,
            None => SHOWN_FIGURES,
        };
        for operand in &operands {
            if marks.len() == shown {
                break;
            }
            let other = self.mark(operand);
            let known =
                other.place == mark.place || marks.iter().any(|known| known.place == other.place);
            if !known {
                marks.push(other);
            }
        }
        let mut mismatch = self.mismatch(code, evaluated, failed, row);
        mismatch.whole_only = {
            let real = evaluated.ranges.all_real();
            let whole = real != evaluated.ranges && !evaluated.has_medians();
            whole && decide(formula, &real) == Decision::Yes
        };
        mismatch.more_figures = match marks.len() < shown {
            true => 0,
            false => (operands.len() + not_held).saturating_sub(marks.len() + 1),
        };
        let detail = Detail::Mismatch(Box::new(mismatch));
        let finding = Finding::new(code, severity, mark, detail).beside(marks);
        let finding = self.of_rule(finding, row);
        Verdict::Inconsistent(severity, Some(Box::new(finding)))
    }
}

fn why_not(reason: Reason) -> WhyNot {
    match reason {
        Reason::NotReported(_) => WhyNot::NotReported,
        Reason::NotApplicable(_) => WhyNot::NotApplicable,
        Reason::Withheld(_) => WhyNot::Withheld,
        Reason::Unreadable(_) => WhyNot::Unreadable,
        Reason::Ragged(_) => WhyNot::Ragged,
        Reason::Absent(absent) => WhyNot::from(&absent),
        Reason::DivisionByZero(_) => WhyNot::DivisionByZero,
        Reason::OverZero(_) => WhyNot::OverZero,
        Reason::NoRows(_) => WhyNot::NoRows,
        Reason::NoGroup(_) => WhyNot::NoGroup,
        Reason::Selection(_) => WhyNot::Selection,
        Reason::UnitClash(sides) => {
            let [(left, _), (right, _)] = *sides;
            WhyNot::UnitClash(left, right)
        }
        Reason::TooComplex => WhyNot::TooComplex,
    }
}

/// Whether a condition fails because one of its comparisons does.
fn conjunctive(expr: &Expr) -> bool {
    match expr {
        Expr::And(members) => members.iter().all(conjunctive),
        Expr::If {
            then, otherwise, ..
        } => otherwise.is_none() && conjunctive(then),
        // A list is many comparisons, of which one must hold.
        Expr::Or(_) | Expr::Not(..) | Expr::In { .. } => false,
        _ => true,
    }
}

/// The first comparison that no true values satisfy on its own, or the only
/// one; none where several clash only together.
fn failed_comparison<'e>(evaluated: &'e Evaluated<'_>) -> Option<&'e Compared> {
    if let [only] = evaluated.compared.as_slice() {
        return Some(only);
    }
    let fails = |compared: &&Compared| decide(&compared.formula, &evaluated.ranges) == Decision::No;
    evaluated.compared.iter().find(fails)
}

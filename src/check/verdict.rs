//! One rule, checked for one row or for the whole report: its verdict, and
//! the numbers that a finding shows.

use super::bind::{BoundRule, Scope};
use super::eval::{CellKey, Compared, Evaluated, Evaluation, Part, Reason, Role, Suppose, Value};
use super::finding::{
    Asked, Detail, Finding, HoldsIf, Mark, MarkRole, Mismatch, NotChecked, Repair, RuleNote, Side,
    WhyNot,
};
use super::hulls::shown;
use super::kind::code_of;
use super::poly::{Poly, bound};
use super::solve::{Decision, Formula, decide};
use crate::figure::{Hedge, Range, Rat, Reading, Rounding, read};
use crate::rule::{Comparison, Missing, Rule, Severity, Span};
use crate::table::{Table, TableRow};
use num_traits::Zero;
use std::collections::HashMap;

/// A rule's verdict on a row or a report.
#[derive(Debug)]
pub enum Verdict {
    /// True values fit the prints.
    Consistent,
    /// None do; the finding is made only when it is wanted.
    Inconsistent(Severity, Option<Box<Finding>>),
    /// It cannot be told.
    NotChecked(Box<NotChecked>),
    /// The row is not one that the rule is for.
    Skipped,
}

/// A rule ready to be checked.
pub struct Checker<'a> {
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
pub type AtRow<'r> = Option<(usize, Option<usize>, &'r TableRow)>;

/// Figures for which repairs and other roundings are tried.
const TRIED_FIGURES: usize = 24;

impl<'a> Checker<'a> {
    /// Checks the rule; `keep` says whether a finding is wanted in full.
    pub fn check(&self, row: AtRow<'_>, keep: bool) -> Verdict {
        if let (Some(filter), Some((table, number, at))) = (&self.bound.filter, row) {
            let none = HashMap::new();
            let span = self
                .rule
                .rows
                .as_ref()
                .map_or(Span { start: 0, end: 0 }, |rows| rows.1.span());
            let mut evaluation = Evaluation::new(self.scope, self.rule, self.rounding, &none)
                .for_row(table, number, at);
            match evaluation.selects(filter, span) {
                Ok(true) => {}
                Ok(false) => return Verdict::Skipped,
                Err(reason) => return self.not_checked(&[], row, reason),
            }
        }
        let none = HashMap::new();
        let (evaluated, formula) = self.evaluate(row, &none, self.rounding);
        let formula = match formula {
            Ok(formula) => formula,
            Err(reason) => return self.not_checked(&evaluated.parts, row, reason),
        };
        match decide(&formula, &evaluated.ranges) {
            Decision::GaveUp => self.not_checked(&evaluated.parts, row, Reason::TooComplex),
            Decision::No => {
                let code = code_of(&self.rule.expr);
                self.inconsistent(code, self.rule.severity, &evaluated, row, keep)
            }
            // A rule that holds whatever the figures are needs none of them.
            Decision::Yes if formula == Formula::Constant(true) => {
                self.without_remainder(&evaluated, row, keep)
            }
            Decision::Yes if !evaluated.unknown.is_empty() => self.unknown(&evaluated, row, keep),
            Decision::Yes => self.without_remainder(&evaluated, row, keep),
        }
    }

    fn evaluate<'e>(
        &'e self,
        row: AtRow<'e>,
        supposed: &'e HashMap<CellKey, Suppose>,
        rounding: Option<Rounding>,
    ) -> (Evaluated<'e>, Result<Formula, Reason>) {
        let mut evaluation = Evaluation::new(self.scope, self.rule, rounding, supposed);
        if let Some((table, number, at)) = row {
            evaluation = evaluation.for_row(table, number, at);
        }
        evaluation.run(&self.bound.condition)
    }

    /// A figure is not printed, and some value of it would make the rule hold.
    fn unknown(&self, evaluated: &Evaluated, row: AtRow<'_>, keep: bool) -> Verdict {
        let reason = evaluated.unknown[0].clone();
        if self.rule.missing != Missing::Fail {
            return self.not_checked(&evaluated.parts, row, reason);
        }
        let severity = self.rule.severity;
        if !keep {
            return Verdict::Inconsistent(severity, None);
        }
        let cell = cell_of(&reason);
        let part = evaluated.parts.iter().find(|part| Some(part.cell) == cell);
        let Some(part) = part else {
            return self.not_checked(&evaluated.parts, row, reason);
        };
        let mut primary = self.mark(part);
        primary.role = MarkRole::Reported;
        let finding = self.finding(
            "missing-figure",
            severity,
            row,
            primary,
            Vec::new(),
            Detail::MissingFigure,
        );
        Verdict::Inconsistent(severity, Some(Box::new(finding)))
    }

    /// An `includes` that holds may still leave a remainder.
    fn without_remainder(&self, evaluated: &Evaluated, row: AtRow<'_>, keep: bool) -> Verdict {
        let (Some(formula), Some(severity)) = (&evaluated.remainder, self.rule.remainder) else {
            return Verdict::Consistent;
        };
        match decide(formula, &evaluated.ranges) {
            Decision::No => self.inconsistent("parts-incomplete", severity, evaluated, row, keep),
            Decision::Yes | Decision::GaveUp => Verdict::Consistent,
        }
    }

    fn note(&self) -> RuleNote {
        RuleNote {
            name: self.rule.name.clone(),
            check: self.rule.check.text.clone(),
            place: self.rule.check.whole(),
            why: self.rule.why.clone(),
        }
    }

    fn words(&self, span: Span) -> String {
        self.rule
            .check
            .text
            .get(span.start..span.end)
            .unwrap_or_default()
            .to_owned()
    }

    fn table(&self, cell: CellKey) -> Option<&'a Table> {
        let report = if cell.prior {
            self.scope.prior?
        } else {
            self.scope.report
        };
        report.tables.get(cell.table)
    }

    fn finding(
        &self,
        code: &'static str,
        severity: Severity,
        row: AtRow<'_>,
        primary: Mark,
        related: Vec<Mark>,
        detail: Detail,
    ) -> Finding {
        let table = row.and_then(|(table, _, _)| self.scope.report.tables.get(table));
        let home = self.rule.section.clone();
        let section = table
            .map(|table| table.section().to_owned())
            .or(home)
            .unwrap_or_default();
        Finding {
            code,
            severity,
            rule: Some(self.note()),
            section,
            row: row.map(|(_, _, at)| at.key().to_owned()),
            primary,
            related,
            detail,
        }
    }

    fn not_checked(&self, parts: &[Part], row: AtRow<'_>, reason: Reason) -> Verdict {
        let cell = cell_of(&reason);
        let part = cell.and_then(|cell| parts.iter().find(|part| part.cell == cell));
        let place = part.map(|part| part.row.place(part.cell.column));
        let name = match (&reason, part) {
            (_, Some(part)) => self.words(part.span),
            (Reason::DivisionByZero(span) | Reason::NoRows(span) | Reason::Selection(span), _) => {
                self.words(*span)
            }
            (Reason::UnitClash(sides), _) => self.words(sides[0].1),
            _ => String::new(),
        };
        Verdict::NotChecked(Box::new(NotChecked {
            rule: self.note(),
            section: self.rule.section.clone(),
            row: row.map(|(_, _, at)| at.key().to_owned()),
            why: why_not(reason),
            cell: place,
            name,
        }))
    }

    fn mark(&self, part: &Part) -> Mark {
        let role = match part.role {
            Role::Plain => MarkRole::Compared,
            Role::Plus => MarkRole::Plus,
            Role::Minus => MarkRole::Minus,
            Role::Times => MarkRole::Times,
            Role::Over => MarkRole::Over,
        };
        Mark {
            place: part.row.place(part.cell.column),
            role,
            name: self.name_of(part),
            figure: part.figure.cloned(),
        }
    }

    /// What to call a figure: as the rule does, or by its row where the rule
    /// names a whole column.
    fn name_of(&self, part: &Part) -> String {
        let written = self.words(part.span);
        let rows = part.row.key();
        match part.cell.row {
            _ if written.contains(rows) => written,
            _ if self.bound.rows_of.is_some() => written,
            _ => format!("{rows}.{written}"),
        }
    }

    fn inconsistent(
        &self,
        code: &'static str,
        severity: Severity,
        evaluated: &Evaluated,
        row: AtRow<'_>,
        keep: bool,
    ) -> Verdict {
        if !keep {
            return Verdict::Inconsistent(severity, None);
        }
        let failed = failed_comparison(evaluated);
        let side = failed.map_or(0, |(at, _)| at);
        let mut parts: Vec<&Part> = evaluated.parts.iter().collect();
        if let (Some((at, _)), true) = (failed, code == "bound-violated") {
            let compared = |part: &&Part| part.side == at || part.side == at + 1;
            // Where plain numbers fail it, the figures next to them are shown.
            if parts.iter().any(compared) {
                parts.retain(compared);
            }
        }
        let primary = parts
            .iter()
            .find(|part| part.side == side && part.figure.is_some())
            .or(parts.iter().find(|part| part.figure.is_some()))
            .or(parts.first());
        let Some(primary) = primary.copied() else {
            return self.not_checked(&evaluated.parts, row, Reason::TooComplex);
        };
        let mut marks: Vec<Mark> = Vec::new();
        for part in &parts {
            let mark = self.mark(part);
            let known = mark.place == primary.row.place(primary.cell.column)
                || marks.iter().any(|other| other.place == mark.place);
            if !known {
                marks.push(mark);
            }
        }
        let mut mark = self.mark(primary);
        mark.role = MarkRole::Reported;
        let mismatch = self.mismatch(code, evaluated, failed.map(|(_, compared)| compared), row);
        let detail = Detail::Mismatch(Box::new(mismatch));
        let finding = self.finding(code, severity, row, mark, marks, detail);
        Verdict::Inconsistent(severity, Some(Box::new(finding)))
    }

    fn mismatch(
        &self,
        code: &'static str,
        evaluated: &Evaluated,
        failed: Option<&Compared>,
        row: AtRow<'_>,
    ) -> Mismatch {
        let unknown = evaluated.unknown.iter().filter_map(cell_of);
        let unknown = unknown
            .filter_map(|cell| evaluated.parts.iter().find(|part| part.cell == cell))
            .map(|part| self.words(part.span))
            .collect();
        let mut mismatch = Mismatch {
            relation: Asked::Condition,
            left: Side::empty(),
            right: Side::empty(),
            difference: None,
            allowed: None,
            repairs: Vec::new(),
            holds_if: Vec::new(),
            unknown,
        };
        if let Some(compared) = failed {
            mismatch.left = self.side(&compared.left, compared.spans[0], evaluated);
            mismatch.right = self.side(&compared.right, compared.spans[1], evaluated);
            mismatch.relation = match code {
                "parts-exceed-whole" => Asked::Parts,
                "parts-incomplete" => Asked::NoRemainder,
                "grim-impossible" => grim(&mismatch.left, &mismatch.right),
                _ => Asked::Compare(compared.sign),
            };
            if evaluated.grim {
                mismatch.left.text = self.grim_name();
                mismatch.right.range = None;
            } else {
                let sides = (&mismatch.left.printed, &mismatch.right.printed);
                mismatch.difference = match sides {
                    (Some(left), Some(right)) => Some(left - right),
                    _ => None,
                };
                mismatch.allowed = allowed(&mismatch);
            }
        }
        if mismatch.unknown.is_empty() {
            mismatch.holds_if = self.other_roundings(evaluated, row, code);
        }
        let equation = matches!(
            mismatch.relation,
            Asked::Compare(Comparison::Equal) | Asked::Parts | Asked::NoRemainder
        );
        if equation && mismatch.unknown.is_empty() {
            mismatch.repairs = self.repairs(evaluated, row, code);
        }
        mismatch
    }

    /// The mean of a GRIM test, as the rule names it.
    fn grim_name(&self) -> String {
        match &self.rule.expr {
            crate::rule::Expr::Call { args, .. } => args
                .first()
                .map_or(String::new(), |arg| self.words(arg.span())),
            _ => String::new(),
        }
    }

    fn side(&self, value: &Value, span: Span, evaluated: &Evaluated) -> Side {
        let text = self.words(span);
        Side {
            arithmetic: self.arithmetic(span, evaluated),
            printed: printed(value, evaluated),
            range: shown(value, &evaluated.ranges),
            text,
        }
    }

    /// A side's text with each name replaced by its print.
    fn arithmetic(&self, span: Span, evaluated: &Evaluated) -> String {
        let mut text = String::new();
        let mut at = span.start;
        let mut parts: Vec<&Part> = evaluated
            .parts
            .iter()
            .filter(|part| part.span.start >= span.start && part.span.end <= span.end)
            .collect();
        parts.sort_by_key(|part| part.span.start);
        let repeated = parts
            .windows(2)
            .any(|pair| pair[0].span == pair[1].span && pair[0].cell != pair[1].cell);
        if repeated {
            return String::new();
        }
        parts.dedup_by_key(|part| part.span.start);
        for part in parts {
            let Some(figure) = &part.figure else { continue };
            let between = self
                .rule
                .check
                .text
                .get(at..part.span.start)
                .unwrap_or_default();
            text.push_str(between);
            text.push_str(&figure.print);
            at = part.span.end;
        }
        text.push_str(self.rule.check.text.get(at..span.end).unwrap_or_default());
        text
    }

    fn holds(
        &self,
        row: AtRow<'_>,
        supposed: &HashMap<CellKey, Suppose>,
        rounding: Option<Rounding>,
        code: &'static str,
    ) -> bool {
        let (evaluated, formula) = self.evaluate(row, supposed, rounding);
        let Ok(formula) = formula else { return false };
        let wanted = match (&evaluated.remainder, code) {
            (Some(remainder), "parts-incomplete" | "parts-exceed-whole") => remainder.clone(),
            _ => formula,
        };
        decide(&wanted, &evaluated.ranges) == Decision::Yes
    }

    /// Whether the rule holds when one figure, or all, were cut or rounded up.
    fn other_roundings(
        &self,
        evaluated: &Evaluated,
        row: AtRow<'_>,
        code: &'static str,
    ) -> Vec<HoldsIf> {
        let rounded = |part: &&Part| {
            let figure = part.figure.as_ref();
            figure.is_some_and(|figure| {
                figure.hedge == Hedge::None && figure.range.is_point().is_none()
            })
        };
        let mut found = Vec::new();
        for mode in [Rounding::Truncate, Rounding::Away] {
            let mut seen = Vec::new();
            for part in evaluated.parts.iter().filter(rounded).take(TRIED_FIGURES) {
                let Some(figure) = &part.figure else { continue };
                if seen.contains(&part.cell) || figure.range == figure.range_under(mode) {
                    continue;
                }
                seen.push(part.cell);
                let supposed = HashMap::from([(part.cell, Suppose::Rounding(mode))]);
                if self.holds(row, &supposed, self.rounding, code) {
                    let figure = Some((self.name_of(part), figure.print.clone()));
                    found.push(HoldsIf {
                        figure,
                        rounding: mode,
                    });
                }
            }
            let alone = found.iter().any(|holds| holds.rounding == mode);
            if !alone && seen.len() > 1 && self.holds(row, &HashMap::new(), Some(mode), code) {
                found.push(HoldsIf {
                    figure: None,
                    rounding: mode,
                });
            }
        }
        found
    }

    /// For each figure the print that would make the rule hold, the others
    /// left as printed.
    fn repairs(&self, evaluated: &Evaluated, row: AtRow<'_>, code: &'static str) -> Vec<Repair> {
        let mut repairs: Vec<Repair> = Vec::new();
        let mut seen = Vec::new();
        for part in &evaluated.parts {
            let Some(figure) = &part.figure else { continue };
            if figure.hedge != Hedge::None || seen.contains(&part.cell) {
                continue;
            }
            seen.push(part.cell);
            if seen.len() > TRIED_FIGURES {
                break;
            }
            let anything = Suppose::Range(Range::everything(false));
            let supposed = HashMap::from([(part.cell, anything)]);
            let (open, _) = self.evaluate(row, &supposed, self.rounding);
            let Some(value) = solved(&open, part.cell) else {
                continue;
            };
            let print = figure.reprint(&value);
            let Some(range) = self.range_of_print(&print, part) else {
                continue;
            };
            let supposed = HashMap::from([(part.cell, Suppose::Range(range))]);
            if print != figure.print && self.holds(row, &supposed, self.rounding, code) {
                repairs.push(Repair {
                    name: self.name_of(part),
                    print,
                });
            }
        }
        repairs
    }

    fn range_of_print(&self, print: &str, part: &Part) -> Option<Range> {
        let layout = &self.table(part.cell)?.layout;
        let units = &self.scope.config.units;
        let context = layout.context(part.row, part.cell.column, units);
        match read(print, &context) {
            Reading::Figure(figure) => Some(match self.rounding.or(self.rule.rounding) {
                Some(mode) => figure.range_under(mode),
                None => figure.range,
            }),
            _ => None,
        }
    }
}

impl Side {
    fn empty() -> Side {
        Side {
            text: String::new(),
            arithmetic: String::new(),
            printed: None,
            range: None,
        }
    }
}

fn cell_of(reason: &Reason) -> Option<CellKey> {
    match reason {
        Reason::NotReported(cell)
        | Reason::NotApplicable(cell)
        | Reason::Withheld(cell)
        | Reason::Unreadable(cell)
        | Reason::Ragged(cell) => Some(*cell),
        _ => None,
    }
}

fn why_not(reason: Reason) -> WhyNot {
    match reason {
        Reason::NotReported(_) => WhyNot::NotReported,
        Reason::NotApplicable(_) => WhyNot::NotApplicable,
        Reason::Withheld(_) => WhyNot::Withheld,
        Reason::Unreadable(_) => WhyNot::Unreadable,
        Reason::Ragged(_) => WhyNot::Ragged,
        Reason::Absent(absent) => WhyNot::absent(&absent),
        Reason::DivisionByZero(_) => WhyNot::DivisionByZero,
        Reason::NoRows(_) => WhyNot::NoRows,
        Reason::Selection(_) => WhyNot::Selection,
        Reason::UnitClash(sides) => {
            let [(left, _), (right, _)] = *sides;
            WhyNot::UnitClash(left, right)
        }
        Reason::TooComplex => WhyNot::TooComplex,
    }
}

/// The first comparison that no true values satisfy on its own, with its
/// number; else the first.
fn failed_comparison<'e>(evaluated: &'e Evaluated<'_>) -> Option<(usize, &'e Compared)> {
    let fails = |compared: &Compared| decide(&compared.formula, &evaluated.ranges) == Decision::No;
    let numbered = || evaluated.compared.iter().enumerate();
    numbered()
        .find(|(_, compared)| fails(compared))
        .or_else(|| numbered().next())
}

/// A value with the prints put in.
fn printed(value: &Value, evaluated: &Evaluated) -> Option<Rat> {
    let print = |var| evaluated.printed.get(usize::try_from(var).ok()?)?.clone();
    let put_in = |poly: &Poly| poly.put_in(print).as_constant();
    let divisor = put_in(&value.den)?;
    (!divisor.is_zero()).then(|| put_in(&value.num).map(|num| num / divisor))?
}

/// What one open figure must be for the first equation to hold as printed.
fn solved(evaluated: &Evaluated, cell: CellKey) -> Option<Rat> {
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

/// How much of the difference the prints explain: what is left of it when the
/// gap between the two ranges is taken off.
fn allowed(mismatch: &Mismatch) -> Option<Rat> {
    let difference = mismatch.difference.clone()?;
    let (left, right) = (
        mismatch.left.range.as_ref()?,
        mismatch.right.range.as_ref()?,
    );
    let above = bound(&left.lo)
        .zip(bound(&right.hi))
        .map(|(lo, hi)| lo - hi);
    let below = bound(&right.lo)
        .zip(bound(&left.hi))
        .map(|(lo, hi)| lo - hi);
    let zero = Rat::zero();
    let size = if difference < zero {
        -difference.clone()
    } else {
        difference.clone()
    };
    let gap = if difference > zero { above? } else { below? };
    let allowed = size - gap;
    (allowed >= zero).then_some(allowed)
}

/// The possible means next to the printed one.
fn grim(mean: &Side, count: &Side) -> Asked {
    let count = count.printed.clone().filter(|count| !count.is_zero());
    let near = count
        .clone()
        .zip(mean.printed.clone())
        .map(|(count, mean)| {
            let sum = &mean * &count;
            (sum.floor() / &count, sum.ceil() / &count)
        });
    let (below, above) = near.unzip();
    Asked::Grim {
        count,
        below,
        above,
    }
}

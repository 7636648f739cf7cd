//! The numbers of a finding: what each side is, how far apart they are, and
//! what would make the rule hold.

use super::checker::{AtRow, Checker, Otherwise};
use super::factor::factor;
use crate::check::evaluate::{Compared, Evaluated, Operand, Reason, Suppose};
use crate::figure::{End, Figure, Hedge, Range, Rat, Reading, Rounding};
use crate::finding::{Clause, Code, Gap, HoldsIf, Mismatch, Repair, Requirement, Side};
use crate::rule::{Comparison, Expr, Function, Span, Tolerance};
use crate::solve::dimension::Dim;
use crate::solve::extremes::corner_work;
use crate::solve::quotient::Value;
use num_traits::Zero;
use std::collections::HashMap;

/// Figures for which repairs and other roundings are tried, at most.
const TRIED_FIGURES: usize = 24;
/// What all tries together may cost, so that neither a sum over a hundred
/// thousand rows nor a rule over many rounded figures is evaluated at length.
const TRIED_IN_ALL: usize = 20_000;

/// For how many figures of a rule changes are tried.
fn tries(evaluated: &Evaluated<'_>) -> usize {
    let unsettled = evaluated.ranges.len() + evaluated.of_groups(|group| group.open);
    let prints = evaluated.printed.iter().flatten();
    let bits = prints.map(|print| print.numer().bits() + print.denom().bits());
    let words = usize::try_from(1 + bits.max().unwrap_or(0) / 128).unwrap_or(usize::MAX);
    let named = evaluated.operands.len() + evaluated.of_groups(|_| true);
    let figures = named.saturating_add(unsettled.saturating_mul(unsettled));
    let products = evaluated.compared.first().map_or(0, |compared| {
        let poly = compared.left.num.times(&compared.right.den);
        let poly = poly.minus(&compared.right.num.times(&compared.left.den));
        match poly.is_linear() {
            true => 0,
            false => corner_work(&poly, &evaluated.ranges) / 2,
        }
    });
    let cost = figures.saturating_mul(words.saturating_mul(words)) + products;
    (TRIED_IN_ALL / cost.max(1)).min(TRIED_FIGURES)
}

impl Checker<'_> {
    /// The numbers of a mismatch.
    pub(super) fn mismatch(
        &self,
        code: Code,
        evaluated: &Evaluated<'_>,
        failed: Option<&Compared>,
        row: AtRow<'_>,
    ) -> Mismatch {
        let unknown = evaluated.unknown.iter().filter_map(Reason::cell);
        let unknown = unknown
            .filter_map(|cell| {
                evaluated
                    .operands
                    .iter()
                    .find(|operand| operand.cell == cell)
            })
            .map(|operand| self.written(operand))
            .collect();
        let mut mismatch = Mismatch {
            relation: Requirement::Condition,
            left: Side::empty(),
            right: Side::empty(),
            difference: None,
            allowed: None,
            hardly: self.rule.found.as_ref().is_some_and(|found| found.hardly),
            gap: None,
            bounded: Vec::new(),
            repairs: Vec::new(),
            holds_if: Vec::new(),
            unknown,
            withheld: evaluated
                .unknown
                .iter()
                .all(|reason| matches!(reason, Reason::Withheld(_))),
            more_figures: 0,
            whole_only: false,
            clauses: Vec::new(),
            rate: false,
            taken: self.rows_taken(evaluated, row),
            factor: None,
            text: self.failed_text(evaluated),
        };
        // What is said in words needs no arithmetic.
        let failed = failed.filter(|_| mismatch.text.is_none());
        if failed.is_none() && mismatch.text.is_none() {
            let of_words = self.in_words();
            let clause = |compared: &Compared| Clause {
                left: self.side(&compared.left, compared.spans[0], evaluated),
                sign: compared.sign,
                right: self.side(&compared.right, compared.spans[1], evaluated),
            };
            let shown = |compared: &&Compared| {
                let at = compared.spans[1];
                at != compared.spans[0] && !of_words.iter().any(|span| span.holds(at))
            };
            let compared = evaluated.compared.iter().filter(shown);
            mismatch.clauses = compared.map(clause).collect();
        }
        if let Some(compared) = failed {
            mismatch.rate = compares_rates(compared, &self.rule.expr);
            mismatch.left = self.side(&compared.left, compared.spans[0], evaluated);
            mismatch.right = self.side(&compared.right, compared.spans[1], evaluated);
            mismatch.relation = match code {
                Code::PartsExceedWhole => Requirement::Parts,
                Code::PartsIncomplete => Requirement::NoRemainder,
                Code::GrimImpossible => grim(&mismatch.left, &mismatch.right),
                _ => Requirement::Compare(compared.sign),
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
                if mismatch.hardly {
                    let more = self.rule.tolerance.as_ref();
                    mismatch.allowed = mismatch.allowed.map(|allowed| match more {
                        Some(Tolerance::Absolute(more)) => allowed + more,
                        _ => allowed,
                    });
                }
                mismatch.gap = match mismatch.difference {
                    None => gap(&mismatch),
                    Some(_) => None,
                };
            }
        }
        let otherwise = self.otherwise(row, code);
        mismatch.bounded = self.bounded(evaluated, &otherwise);
        mismatch.factor = failed.and_then(|compared| {
            // A relation is what the other figures show: it is never the rule.
            let known = mismatch.unknown.is_empty() && self.rule.is_written();
            factor(&self.rule.expr, compared, &mismatch, evaluated).filter(|_| known)
        });
        if mismatch.unknown.is_empty() {
            mismatch.holds_if = self.other_roundings(evaluated, &otherwise);
        }
        let equation = matches!(
            mismatch.relation,
            Requirement::Compare(Comparison::Equal) | Requirement::Parts | Requirement::NoRemainder
        );
        // Where the rule is what is wrong, no figure need be.
        if equation && mismatch.unknown.is_empty() && mismatch.factor.is_none() {
            mismatch.repairs = self.repairs(evaluated, &otherwise);
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

    fn side(&self, value: &Value, span: Span, evaluated: &Evaluated<'_>) -> Side {
        let text = self.words(span);
        let range = value.range(&evaluated.ranges);
        // Fewer than 3 is not 3: what the prints come to may be no value at all.
        // Nor does a sum with `1-4` in it come to anything but a range.
        let coded = coded(span, evaluated);
        let possible =
            |value: &Rat| !coded && range.as_ref().is_none_or(|range| range.contains(value));
        Side {
            arithmetic: self.arithmetic(span, evaluated),
            hedged: hedged(span, evaluated),
            zero: evaluated
                .operands
                .iter()
                .any(|operand| operand.span == span && evaluated.zeros.contains(&operand.cell)),
            printed: evaluated.printed_value(value).filter(possible),
            range,
            text,
        }
    }

    /// A side's text with each name replaced by its print.
    fn arithmetic(&self, span: Span, evaluated: &Evaluated<'_>) -> String {
        let mut text = String::new();
        let mut at = span.start;
        let mut operands: Vec<&Operand<'_>> = evaluated
            .operands
            .iter()
            .filter(|operand| operand.span.start >= span.start && operand.span.end <= span.end)
            .collect();
        operands.sort_by_key(|operand| operand.span.start);
        let repeated = operands
            .windows(2)
            .any(|pair| pair[0].span == pair[1].span && pair[0].cell != pair[1].cell);
        let words = self.words(span);
        let over_rows = [" where ", " over "]
            .iter()
            .any(|word| words.contains(word));
        if repeated || over_rows {
            return String::new();
        }
        operands.dedup_by_key(|operand| operand.span.start);
        for operand in operands {
            // What counts as zero is shown as what it counts; a mark that counts
            // as something else leaves nothing to compare.
            let reading = operand.row.no_figure(operand.cell.column);
            let zero = evaluated.zeros.contains(&operand.cell)
                || matches!(reading, Some(Reading::NotApplicable));
            let print = match operand.figure() {
                Some(figure) => figure.print.as_str(),
                None if zero => "0",
                None => continue,
            };
            let between = self
                .rule
                .check
                .text
                .get(at..operand.span.start)
                .unwrap_or_default();
            text.push_str(between);
            text.push_str(print);
            at = operand.span.end;
        }
        text.push_str(self.rule.check.text.get(at..span.end).unwrap_or_default());
        text
    }

    /// Whether the rule holds when one figure, or all, were cut or rounded up.
    fn other_roundings(
        &self,
        evaluated: &Evaluated<'_>,
        otherwise: &Otherwise<'_, '_>,
    ) -> Vec<HoldsIf> {
        let rounded = |operand: &&Operand<'_>| {
            let figure = operand.figure();
            figure.is_some_and(|figure| {
                figure.hedge == Hedge::None && figure.range.is_point().is_none()
            })
        };
        let tries = tries(evaluated);
        let mut found = Vec::new();
        for mode in [Rounding::Truncate, Rounding::Away] {
            let mut seen = Vec::new();
            for operand in evaluated.operands.iter().filter(rounded).take(tries) {
                let Some(figure) = operand.figure() else {
                    continue;
                };
                if seen.contains(&operand.cell) || figure.range == figure.range_under(mode) {
                    continue;
                }
                seen.push(operand.cell);
                let supposed = HashMap::from([(operand.cell, Suppose::Rounding(mode))]);
                if otherwise.holds(&supposed) {
                    let figure = Some((self.name_of(operand), figure.print.clone()));
                    found.push(HoldsIf {
                        figure,
                        rounding: mode,
                    });
                }
            }
            let alone = found.iter().any(|holds| holds.rounding == mode);
            if !alone && seen.len() > 1 && otherwise.holds_if_rounded(&HashMap::new(), Some(mode)) {
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
    fn repairs(&self, evaluated: &Evaluated<'_>, otherwise: &Otherwise<'_, '_>) -> Vec<Repair> {
        let tries = tries(evaluated);
        let mut repairs: Vec<Repair> = Vec::new();
        let mut seen = Vec::new();
        for operand in &evaluated.operands {
            let zero = evaluated.zeros.contains(&operand.cell);
            let figure = operand.figure();
            let hedged = figure.is_some_and(|figure| figure.hedge != Hedge::None);
            if hedged || (figure.is_none() && !zero) || seen.contains(&operand.cell) {
                continue;
            }
            seen.push(operand.cell);
            if seen.len() > tries {
                break;
            }
            let Some(value) = otherwise.solved(operand.cell) else {
                continue;
            };
            // No count is below zero.
            let bare = figure.is_some_and(|figure| figure.unit.is_none());
            let negative = figure.is_some_and(|figure| figure.nominal.is_negative());
            let counts = bare || self.floor(operand).is_some();
            if counts && value.is_negative() && !negative {
                continue;
            }
            let print = match figure {
                Some(figure) => figure.reprint(&value),
                None => self.print_like(operand, &value),
            };
            let printed = figure.map_or("", |figure| figure.print.as_str());
            let Some(range) = self.range_of_print(&print, operand) else {
                continue;
            };
            let supposed = HashMap::from([(operand.cell, Suppose::Range(range))]);
            if print != printed && otherwise.holds(&supposed) {
                repairs.push(Repair {
                    name: self.name_of(operand),
                    print,
                });
            }
        }
        repairs
    }

    /// A value in a blank cell, as the figures of its column are printed.
    fn print_like(&self, operand: &Operand<'_>, value: &Rat) -> String {
        let table = self.table(operand.cell);
        let print = table.map(|table| table.print_like(operand.row, operand.cell.column, value));
        print.map(|print| print.text).unwrap_or_default()
    }

    fn range_of_print(&self, print: &str, operand: &Operand<'_>) -> Option<Range> {
        let layout = &self.table(operand.cell)?.layout;
        let units = &self.scope.config.units;
        let figure = layout.read_in(operand.row, operand.cell.column, print, units)?;
        Some(match self.rounding.or(self.rule.rounding) {
            Some(mode) => figure.range_under(mode),
            None => figure.range,
        })
    }
}

impl Side {
    fn empty() -> Side {
        Side {
            text: String::new(),
            arithmetic: String::new(),
            hedged: false,
            zero: false,
            printed: None,
            range: None,
        }
    }
}

/// Whether a figure named within a span is hedged.
fn hedged(span: Span, evaluated: &Evaluated<'_>) -> bool {
    evaluated.operands.iter().any(|operand| {
        let within = operand.span.start >= span.start && operand.span.end <= span.end;
        within
            && operand
                .figure()
                .is_some_and(|figure| figure.hedge != Hedge::None)
    })
}

/// Whether a figure named within a span, beside others, prints a code for many
/// numbers.
fn coded(span: Span, evaluated: &Evaluated<'_>) -> bool {
    let inside = evaluated.operands.iter().filter(|operand| {
        operand.span.start >= span.start && operand.span.end <= span.end && operand.span != span
    });
    inside
        .filter_map(|operand| operand.figure())
        .any(Figure::is_code)
}

/// Whether a comparison is one of rates: its unit is none, or it is not known
/// and something divides.
fn compares_rates(compared: &Compared, expr: &Expr) -> bool {
    let pure = |value: &Value| value.dim == Dim::pure();
    let unknown = compared.left.dim == Dim::Any && compared.right.dim == Dim::Any;
    pure(&compared.left) || pure(&compared.right) || (unknown && divides(expr))
}

/// Whether something divides in an expression.
fn divides(expr: &Expr) -> bool {
    match expr {
        Expr::Product(members, _) => members.iter().any(|(by, _)| *by),
        Expr::Call { function, .. } => *function == Function::Growth,
        Expr::Compare { first, rest } => {
            divides(first) || rest.iter().any(|(_, _, side)| divides(side))
        }
        _ => false,
    }
}

/// How far apart the ranges of two sides are.
fn gap(mismatch: &Mismatch) -> Option<Gap> {
    let whole = |side: &Side| side.range.clone().map(Range::tighten);
    let (left, right) = (whole(&mismatch.left)?, whole(&mismatch.right)?);
    let between = |below: &End, above: &End, left_above: bool| {
        let size = above.value()? - below.value()?;
        let more = !(below.is_closed() && above.is_closed());
        (!size.is_negative()).then_some(Gap {
            size,
            more,
            left_above,
        })
    };
    between(&right.hi, &left.lo, true).or_else(|| between(&left.hi, &right.lo, false))
}

/// How much of the difference the prints explain: what is left of it when the
/// gap between the two ranges is taken off.
fn allowed(mismatch: &Mismatch) -> Option<Rat> {
    let difference = mismatch.difference.clone()?;
    let (left, right) = (
        mismatch.left.range.as_ref()?,
        mismatch.right.range.as_ref()?,
    );
    let above = left
        .lo
        .value()
        .zip(right.hi.value())
        .map(|(lo, hi)| lo - hi);
    let below = right
        .lo
        .value()
        .zip(left.hi.value())
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
fn grim(mean: &Side, count: &Side) -> Requirement {
    let count = count.printed.clone().filter(|count| !count.is_zero());
    let near = count
        .clone()
        .zip(mean.printed.clone())
        .map(|(count, mean)| {
            let sum = &mean * &count;
            (sum.floor() / &count, sum.ceil() / &count)
        });
    let (below, above) = near.unzip();
    Requirement::Grim {
        count,
        below,
        above,
    }
}

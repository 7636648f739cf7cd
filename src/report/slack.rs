//! How far figures of a relation that are printed without fractions may be from
//! the truth: not at all where things are counted, half of their last place
//! where they were rounded. The figures themselves tell which: where something
//! was rounded, totals are off by one here and there.

use super::searched::Searched;
use crate::discover::{Along, Printed, Relation, RelationKind};
use crate::figure::{Figure, Rat};
use num_integer::Integer;
use num_traits::Zero;
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

/// A difference in units of the finest last place of a relation's figures in a
/// line, and how many digits that has behind the point.
pub(super) fn in_digits(
    searched: &Searched<'_>,
    relation: &Relation,
    crossing: usize,
    difference: Rat,
) -> Option<(Rat, i32)> {
    let printed = lines_of(relation);
    let printed = printed.filter_map(|line| searched.printed(relation.along, line, crossing));
    let places = printed.map(|printed| printed.places).max()?;
    let ten = Rat::from_integer(10_i128.checked_pow(places.unsigned_abs())?.into());
    let by = match places < 0 {
        true => difference / ten,
        false => difference * ten,
    };
    Some((by, places))
}

/// The result as printed less what the operands as printed give; none where
/// there is no result, or a divisor is nothing.
pub(super) fn rest(searched: &Searched<'_>, relation: &Relation, crossing: usize) -> Option<Rat> {
    let figure = |line: usize| searched.figure(relation.along, line, crossing);
    let result = figure(relation.result)?;
    let operands = relation.operands.iter();
    let there =
        operands.filter_map(|operand| Some((operand.minus, &figure(operand.line)?.nominal)));
    let there: Vec<(bool, &Rat)> = there.collect();
    let value = |at: usize| there.get(at).map(|(_, value)| *value);
    let sum = || {
        let add = |sum: Rat, (minus, value): &(bool, &Rat)| match minus {
            true => sum - *value,
            false => sum + *value,
        };
        there.iter().fold(Rat::zero(), add)
    };
    let over = |above: &Rat, below: &Rat| (!below.is_zero()).then(|| above / below);
    let hundred = hundred(searched.hundreds(relation, crossing).unwrap_or(0));
    let given = match relation.kind {
        RelationKind::Sum | RelationKind::Balance => sum(),
        RelationKind::Difference => value(0)? - value(1)?,
        RelationKind::Average => {
            let count = counted(searched, relation, crossing);
            sum() / Rat::whole(i64::try_from(count).ok()?)
        }
        RelationKind::Quotient | RelationKind::Percentage => over(value(0)?, value(1)?)? * hundred,
        RelationKind::RelativeChange | RelationKind::PercentChange => {
            over(&(value(1)? - value(0)?), value(0)?)? * hundred
        }
        RelationKind::Product => there.iter().fold(Rat::whole(1), |all, (_, one)| all * *one),
        RelationKind::Equal => value(0)?.clone(),
    };
    Some(&result.nominal - given)
}

/// What a rule for one crossing line of a relation must allow beyond the prints
/// of its figures; nothing was rounded where they are exact.
pub(super) fn slack(
    (searched, relation): (&Searched<'_>, &Relation),
    crossing: usize,
    exact: bool,
    step: Option<&Rat>,
) -> Rat {
    let figure = |line: usize| searched.figure(relation.along, line, crossing);
    // Half of the last place of a figure whose print leaves nothing open; half
    // of what all are multiples of, where that is more. To threes and fives is
    // rounded at random, up or down, so as to hide small counts.
    let half = |line: usize| {
        let figure = figure(line)?;
        Some(match coarser(figure, step) {
            // A whole number is off by less than that.
            Some(step) if is_at_random(step) => step - Rat::whole(1),
            Some(step) => step / Rat::whole(2),
            None => half_of_last_place(figure),
        })
    };
    let of_result = half(relation.result).unwrap_or_else(Rat::zero);
    let there = relation.operands.iter();
    let there = there.filter_map(|one| Some((one.line, figure(one.line)?)));
    let (lines, operands): (Vec<usize>, Vec<&Figure>) = there.unzip();
    let halves: Vec<Rat> = match exact {
        true => operands.iter().map(|_| Rat::zero()).collect(),
        false => lines.iter().filter_map(|line| half(*line)).collect(),
    };
    let all = || halves.iter().fold(Rat::zero(), |sum, half| sum + half);
    match relation.kind {
        RelationKind::Equal => Rat::zero(),
        kind if kind.adds() => match exact {
            true => Rat::zero(),
            false => of_result + all(),
        },
        RelationKind::Average => {
            let count = i64::try_from(operands.len().max(1)).unwrap_or(i64::MAX);
            of_result + all() / Rat::whole(count)
        }
        RelationKind::Product => of_result + product_spread(&operands, &halves),
        _ => {
            let factor = hundred(searched.hundreds(relation, crossing).unwrap_or(0));
            let spread = match relation.kind {
                RelationKind::Quotient | RelationKind::Percentage => {
                    quotient_spread((0, 1), &operands, &halves)
                }
                // (b - a) / a is b / a but for a number.
                _ => quotient_spread((1, 0), &operands, &halves),
            };
            of_result + spread.unwrap_or_else(Rat::zero) * factor
        }
    }
}

/// Half of the last place of a figure whose print leaves nothing open; nothing of one
/// whose range allows for that.
pub(super) fn half_of_last_place(figure: &Figure) -> Rat {
    match figure.range.is_point() {
        Some(_) => &figure.step / Rat::whole(2),
        None => Rat::zero(),
    }
}

/// What a figure was rounded to, where that is more than its last place: a rate among
/// whole numbers is none of their multiples.
pub(super) fn coarser<'s>(figure: &Figure, step: Option<&'s Rat>) -> Option<&'s Rat> {
    step.filter(|step| **step > figure.step && (&figure.nominal / *step).is_integer())
}

/// A hundred, so often; below zero, over a hundred.
fn hundred(times: i32) -> Rat {
    let all = (0..times.unsigned_abs()).fold(Rat::whole(1), |all, _| all * Rat::whole(100));
    match times < 0 {
        true => Rat::whole(1) / all,
        false => all,
    }
}

/// What must speak for figures being multiples of a number, in tenths of bits.
const MULTIPLES: u32 = 150;

/// What figures are multiples of that relations are about, where there are
/// enough of them to tell: of relations of rows those of each column, since
/// columns of one table may be rounded otherwise.
#[derive(Debug, Default)]
pub(super) struct Steps {
    of_columns: HashMap<usize, Option<Rat>>,
}

impl Steps {
    /// Of all relations of a table.
    pub(super) fn of(searched: &Searched<'_>, relations: &[Relation]) -> Steps {
        let mut cells: HashMap<usize, [BTreeSet<usize>; 2]> = HashMap::new();
        let of_rows = relations.iter().filter(|one| one.along == Along::Rows);
        for relation in of_rows {
            for (crossing, outcome) in &relation.over {
                let [all, held] = cells.entry(*crossing).or_default();
                all.extend(lines_of(relation));
                if outcome.holds() {
                    held.extend(lines_of(relation));
                }
            }
        }
        let step = |(crossing, [all, held]): (usize, [BTreeSet<usize>; 2])| {
            let of = |rows: &BTreeSet<usize>| {
                let rows = rows.iter();
                multiples(rows.filter_map(|row| searched.printed(Along::Rows, *row, crossing)))
            };
            // One slip may hide what all others are multiples of.
            (crossing, of(&all).or_else(|| of(&held)))
        };
        Steps {
            of_columns: cells.into_iter().map(step).collect(),
        }
    }

    /// Of a relation in a line that it crosses; `all` keeps what the figures of
    /// all its lines are multiples of.
    pub(super) fn at(
        &self,
        (searched, relation): (&Searched<'_>, &Relation),
        crossing: usize,
        all: &OnceCell<Option<Rat>>,
    ) -> Option<Rat> {
        let of = |crossings: &[usize]| {
            let crossings = crossings.iter();
            let cells = crossings.flat_map(|at| lines_of(relation).map(move |line| (line, *at)));
            multiples(cells.filter_map(|(line, at)| searched.printed(relation.along, line, at)))
        };
        let held = || {
            let held = relation.over.iter().filter(|(_, outcome)| outcome.holds());
            held.take(MOST_LINES).map(|(at, _)| *at)
        };
        let columns = relation.along == Along::Columns;
        let of_all = || {
            all.get_or_init(|| of(&held().collect::<Vec<usize>>()))
                .clone()
        };
        // Among many rows the figures of one are multiples of much by chance.
        if columns && held().count() >= MANY_ROWS {
            return of_all();
        }
        if let Some(own) = of(&[crossing]) {
            return Some(own);
        }
        match columns {
            true => of_all(),
            false => {
                let of_column = self.of_columns.get(&crossing).cloned().flatten();
                let lines = || held().chain([crossing]).collect::<Vec<usize>>();
                // Where many lines have nothing in common, one more adds nothing, unless
                // it has finer figures.
                let places = |at: usize| {
                    let figures = lines_of(relation)
                        .filter_map(move |line| searched.printed(relation.along, line, at));
                    figures.map(|one| one.places).max()
                };
                let many = || held().count() == MOST_LINES;
                let nothing = || {
                    let first = held().next();
                    places(crossing) <= first.and_then(places) && of_all().is_none()
                };
                of_column.or_else(|| match many() && nothing() {
                    true => None,
                    false => of(&lines()),
                })
            }
        }
    }
}

/// Rows of which so many keep a relation are rounded alike.
const MANY_ROWS: usize = 20;

/// Lines that are looked at to tell what all figures are multiples of.
pub(super) const MOST_LINES: usize = 200;

/// The lines of a relation, its result last.
pub(super) fn lines_of(relation: &Relation) -> impl Iterator<Item = usize> + '_ {
    let operands = relation.operands.iter().map(|operand| operand.line);
    operands.chain([relation.result])
}

/// What all of some figures are multiples of; none where they are too few to
/// tell, or are of no more than 1.
fn multiples(printed: impl Iterator<Item = Printed>) -> Option<Rat> {
    let printed: Vec<Printed> = printed
        .filter(|one| one.digits != 0 && !one.percent)
        .collect();
    let places = printed.iter().map(|one| one.places).max()?;
    let mut common = 0_i128;
    for one in &printed {
        let more = u32::try_from(places - one.places).ok()?;
        let digits = one.digits.checked_mul(10_i128.checked_pow(more)?)?;
        common = common.gcd(&digits);
    }
    // As tenths of bits: 3 says more than 2.
    let size = common.unsigned_abs();
    let bits = match size.checked_pow(10) {
        Some(power) => power.checked_ilog2()?,
        None => 10 * size.checked_ilog2()?,
    };
    let count = u32::try_from(printed.len()).unwrap_or(u32::MAX);
    if bits.saturating_mul(count) < MULTIPLES {
        return None;
    }
    let ten = Rat::from_integer(10_i128.checked_pow(places.unsigned_abs())?.into());
    let common = Rat::from_integer(common.into());
    Some(if places < 0 {
        common * ten
    } else {
        common / ten
    })
}

/// Whether counts are rounded to multiples of a number at random, up or down.
pub(super) fn is_at_random(step: &Rat) -> bool {
    [3, 5, 15].iter().any(|random| *step == Rat::whole(*random))
}

/// How many figures a mean is of: those that are there, or all lines, where the
/// blank ones count as nothing.
pub(super) fn counted(searched: &Searched<'_>, relation: &Relation, crossing: usize) -> usize {
    let figure = |line: usize| searched.figure(relation.along, line, crossing);
    let there: Vec<&Figure> = relation
        .operands
        .iter()
        .filter_map(|one| figure(one.line))
        .collect();
    let sum = there
        .iter()
        .fold(Rat::zero(), |sum, one| sum + &one.nominal);
    let Some(result) = figure(relation.result) else {
        return there.len().max(1);
    };
    let off = |count: usize| {
        let count = Rat::whole(i64::try_from(count.max(1)).unwrap_or(i64::MAX));
        (&sum / count - &result.nominal).abs()
    };
    match off(relation.operands.len()) < off(there.len()) {
        true => relation.operands.len().max(1),
        false => there.len().max(1),
    }
}

/// By how much a quotient of two figures can differ from that of their prints.
pub(super) fn quotient_spread(
    (above, below): (usize, usize),
    operands: &[&Figure],
    halves: &[Rat],
) -> Option<Rat> {
    let (a, b) = (operands.get(above)?, operands.get(below)?);
    let (of_a, of_b) = (halves.get(above)?, halves.get(below)?);
    let (a, b) = (a.nominal.abs(), b.nominal.abs());
    let least = &b - of_b;
    if !least.is_positive() || b.is_zero() {
        return None;
    }
    Some((&a + of_a) / least - a / b)
}

/// By how much a product of figures can differ from that of their prints.
fn product_spread(operands: &[&Figure], halves: &[Rat]) -> Rat {
    let (mut most, mut plain) = (Rat::whole(1), Rat::whole(1));
    for (figure, half) in operands.iter().zip(halves) {
        let size = figure.nominal.abs();
        most *= &size + half;
        plain *= size;
    }
    most - plain
}

//! How far figures of a relation that are printed without fractions may be from
//! the truth: not at all where things are counted, half of their last place
//! where they were rounded. The figures themselves tell which: where something
//! was rounded, totals are off by one here and there.

use super::relations::Searched;
use crate::discover::{Outcome, Relation, RelationKind};
use crate::figure::{Figure, Rat};
use num_traits::Zero;

/// What must speak for figures that nothing was rounded of, in tenths of bits.
const ENOUGH: u32 = 30;

/// Whether the totals of a table agree with its figures to the last digit so
/// often that they were hardly rounded.
pub(super) fn exact_to_the_last_digit(searched: &Searched<'_>, relations: &[Relation]) -> bool {
    let mut tenths = 0;
    for relation in relations.iter().filter(|relation| is_sum(relation.kind)) {
        for (crossing, outcome) in &relation.over {
            if *outcome != Outcome::Holds {
                continue;
            }
            match rest(searched, relation, *crossing) {
                Some(rest) if rest.is_zero() => tenths += surprise(relation.operands.len()),
                Some(_) => return false,
                None => {}
            }
        }
    }
    tenths >= ENOUGH
}

/// Kinds whose result is exact where its operands are.
fn is_sum(kind: RelationKind) -> bool {
    matches!(
        kind,
        RelationKind::Sum
            | RelationKind::Difference
            | RelationKind::Balance
            | RelationKind::Change
            | RelationKind::Cumulative
    )
}

/// How little is to be expected that rounded figures add up exactly, in tenths
/// of bits: the rest of n + 1 roundings spreads as the root of (n + 1) / 12, and
/// is nothing for n = 2 in three of four cases, for n = 10 in two of five.
fn surprise(parts: usize) -> u32 {
    match parts {
        0 | 1 => 0,
        2 => 4,
        3 => 6,
        4 => 8,
        5..=7 => 9,
        8..=14 => 13,
        _ => 18,
    }
}

/// Result less operands as printed; none where one of them may have been
/// rounded by its print alone, or is not there.
fn rest(searched: &Searched<'_>, relation: &Relation, crossing: usize) -> Option<Rat> {
    let whole = |line: usize| {
        let figure = searched.figure(relation.along, line, crossing)?;
        figure.range.is_point().map(|_| &figure.nominal)
    };
    let mut rest = whole(relation.result)?.clone();
    for (at, operand) in relation.operands.iter().enumerate() {
        let Some(figure) = searched.figure(relation.along, operand.line, crossing) else {
            continue;
        };
        figure.range.is_point()?;
        let minus = match relation.kind {
            RelationKind::Difference => at > 0,
            RelationKind::Change => at == 0,
            _ => operand.minus,
        };
        rest = match minus {
            true => rest + &figure.nominal,
            false => rest - &figure.nominal,
        };
    }
    Some(rest)
}

/// What a rule for one crossing line of a relation must allow beyond the prints
/// of its figures.
pub(super) fn slack(
    searched: &Searched<'_>,
    relation: &Relation,
    crossing: usize,
    exact: bool,
) -> Rat {
    let figure = |line: usize| searched.figure(relation.along, line, crossing);
    // Half of the last place of a figure whose print leaves nothing open; that
    // of its column where all of that ends in zeros.
    let half = |line: usize| {
        let figure = figure(line)?;
        let step = searched.step_of_column(relation.along, line, crossing);
        Some(match (figure.range.is_point(), step) {
            (Some(_), Some(step)) => step.max(figure.step.clone()) / Rat::whole(2),
            (Some(_), None) => &figure.step / Rat::whole(2),
            (None, _) => Rat::zero(),
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
        RelationKind::Equal | RelationKind::AtMost => Rat::zero(),
        kind if is_sum(kind) => match exact {
            true => Rat::zero(),
            false => of_result + all(),
        },
        RelationKind::Average => {
            let count = i64::try_from(operands.len().max(1)).unwrap_or(i64::MAX);
            of_result + all() / Rat::whole(count)
        }
        RelationKind::Product => of_result + product_spread(&operands, &halves),
        _ => {
            let in_percent = matches!(
                relation.kind,
                RelationKind::Percentage | RelationKind::PercentChange
            );
            let rate = figure(relation.result).is_some_and(Figure::is_rate);
            let factor = match in_percent && !rate {
                true => Rat::whole(100),
                false => Rat::whole(1),
            };
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

/// By how much a quotient of two figures can differ from that of their prints.
fn quotient_spread(
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
        most = most * (&size + half);
        plain = plain * size;
    }
    most - plain
}

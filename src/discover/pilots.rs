//! The crossing lines that are looked at first: those in which the figures of a
//! line say most.

use super::bits::log2;
use super::relation::Along;
use super::view::{Number, View};
use std::collections::BTreeSet;

/// How far operands that may stand anywhere are looked for, in columns.
const COLUMNS: usize = 40;
/// The same, in rows.
const ROWS: usize = 16;
/// Of more columns, they are looked for as near as in rows.
const WIDE: usize = 1_000;
/// So many crossing lines are looked at before all are.
pub(super) const PILOTS: usize = 5;

/// How far operands may stand from their result.
pub(super) fn reach(view: &View) -> usize {
    match view.along {
        Along::Rows => ROWS,
        Along::Columns if view.lines > WIDE => ROWS,
        Along::Columns => COLUMNS,
    }
}

/// The crossing lines in which a line says most, from the most telling.
pub(super) fn pilots(view: &View, result: usize) -> Vec<usize> {
    let numbers = view.line(result);
    let there = |cross: &usize| numbers[*cross].there && numbers[*cross].value != 0;
    let mut pilots: Vec<usize> = (0..view.crossing).filter(there).collect();
    // Not all from one part of the table.
    let every = (pilots.len() / (PILOTS * 6)).max(1);
    pilots = pilots.into_iter().step_by(every).collect();
    pilots.sort_by_key(|cross| -digits(&numbers[*cross]));
    let mut values = BTreeSet::new();
    let (mut first, others): (Vec<usize>, Vec<usize>) = pilots
        .into_iter()
        .partition(|cross| values.insert(numbers[*cross].value));
    first.extend(others);
    first.truncate(PILOTS);
    first
}

/// How much the digits of a figure say: zeros at its end say nothing.
fn digits(number: &Number) -> i64 {
    let mut unit = number.half.max(1) * 2;
    while let Some(next) = unit.checked_mul(10)
        && number.value % next == 0
        && number.value != 0
    {
        unit = next;
    }
    log2(number.value.abs()) - log2(unit)
}

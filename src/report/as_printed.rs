//! Whether figures were reckoned with as they are printed, so that nothing was
//! rounded: what speaks for that is that they agree to the last digit far more
//! often than rounded ones would.

use super::searched::Searched;
use super::slack::{MOST_LINES, is_at_random, rest, slack};
use crate::discover::{Along, Outcome, Relation};
use crate::figure::Rat;
use num_traits::{ToPrimitive, Zero};
use std::collections::BTreeMap;

/// What must speak for figures that nothing was rounded of, in tenths of bits.
const ENOUGH: u32 = 30;

/// What a total that is off by little speaks against that, in tenths of bits:
/// so rare are slips.
const SLIP: u32 = 90;

/// The same of one relation by itself.
const AS_PRINTED: u32 = 60;

/// Whether the totals of a table agree with its figures to the last digit so
/// often that they were hardly rounded.
pub(super) fn exact_to_the_last_digit(searched: &Searched<'_>, relations: &[Relation]) -> bool {
    let (mut exact, mut off) = (0, 0);
    for relation in relations.iter().filter(|relation| relation.kind.adds()) {
        for (crossing, outcome) in &relation.over {
            if *outcome != Outcome::Holds {
                continue;
            }
            match rest(searched, relation, *crossing) {
                Some(rest) if rest.is_zero() => exact += surprise(relation.operands.len()),
                Some(rest) => {
                    off += SLIP.saturating_sub(oddness(&rest, relation.operands.len()));
                }
                None => {}
            }
        }
    }
    match off {
        // Nothing was rounded, as far as anything tells.
        0 => exact > 0,
        _ => exact >= off + ENOUGH,
    }
}

/// Whether the totals of a table agree with figures that are all multiples of a
/// number so often that they were hardly rounded to it: `step` says to which, of the
/// relation of a number in a line that it crosses. A row and a column that are off by the same
/// have one slip, where they meet.
pub(super) fn exact_in_steps(
    searched: &Searched<'_>,
    relations: &[Relation],
    step: impl Fn(usize, usize) -> Option<Rat>,
) -> bool {
    let mut exact = 0;
    // By how many steps lines are off, and how far each may be expected to be.
    let mut off: BTreeMap<Rat, [Vec<u32>; 2]> = BTreeMap::new();
    let numbered = relations.iter().enumerate();
    for (number, relation) in numbered.filter(|(_, relation)| relation.kind.adds()) {
        let parts = relation.operands.len();
        let lines = relation.over.iter().chain(&relation.beyond);
        for (crossing, outcome) in lines.take(MOST_LINES) {
            if !matches!(outcome, Outcome::Holds | Outcome::Fails(_)) {
                continue;
            }
            let step = step(number, *crossing).filter(|step| *step > Rat::whole(1));
            let Some((step, rest)) = step.zip(rest(searched, relation, *crossing)) else {
                continue;
            };
            let random = is_at_random(&step);
            if rest.is_zero() {
                exact += surprise_of_steps(parts, random);
            } else {
                let [rows, columns] = off.entry((rest / step).abs()).or_default();
                let along = match relation.along {
                    Along::Rows => rows,
                    Along::Columns => columns,
                };
                along.push(spread_of(parts, random));
            }
        }
    }
    let costs = off.iter().flat_map(|(by, [rows, columns])| {
        let both = rows.len().max(columns.len());
        (0..both).map(move |at| {
            let lines = [rows.get(at), columns.get(at)];
            let odd = lines
                .into_iter()
                .flatten()
                .map(|of| oddness_of_steps(by, *of));
            SLIP.saturating_sub(odd.fold(0, u32::saturating_add))
        })
    });
    exact >= costs.fold(ENOUGH, u32::saturating_add)
}

/// How little is to be expected that figures which were rounded to multiples of a
/// number add up exactly, in tenths of bits: at random, up or down, each is off by
/// two fifths of it in the root of the mean, to the nearest by a root of a twelfth.
fn surprise_of_steps(parts: usize, random: bool) -> u32 {
    match (random, parts) {
        (false, _) => surprise(parts),
        (true, 0 | 1) => 0,
        (true, 2) => 8,
        (true, 3) => 10,
        (true, 4) => 11,
        (true, 5..=7) => 13,
        (true, 8..=14) => 16,
        (true, _) => 20,
    }
}

/// How far the rest of n + 1 figures that were rounded to multiples of a number
/// spreads: the mean of its square, in thousandths of the square of that number.
fn spread_of(parts: usize, random: bool) -> u32 {
    let each = if random { 160 } else { 83 };
    u32::try_from(parts + 1)
        .unwrap_or(u32::MAX)
        .saturating_mul(each)
}

/// How little a rest of so many steps is to be expected, in tenths of bits: its square
/// over twice the spread, in nats.
fn oddness_of_steps(by: &Rat, spread: u32) -> u32 {
    let by = by.to_integer().to_u64().unwrap_or(u64::MAX);
    let nats = by.saturating_mul(by).saturating_mul(500) / u64::from(spread.max(1));
    u32::try_from(nats.saturating_mul(14)).unwrap_or(u32::MAX)
}

/// How the lines in which a relation holds agree with the digits of its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AsPrinted {
    /// To the last digit, in all of them and in so many that its figures were reckoned
    /// with as they are printed, whatever they are multiples of.
    All,
    /// The same in all but this one.
    AllBut(usize),
    /// Some do not, or there are few of them.
    No,
}

/// How a relation agrees with the digits of its figures.
pub(super) fn as_printed(searched: &Searched<'_>, relation: &Relation) -> AsPrinted {
    let held = relation.over.iter();
    let held = held.filter(|(_, outcome)| *outcome == Outcome::Holds);
    let (mut speaks, mut odd) = (0, None);
    for (crossing, _) in held.take(MOST_LINES) {
        let Some(rest) = rest(searched, relation, *crossing) else {
            return AsPrinted::No;
        };
        let fits = match relation.kind.adds() {
            true => rest.is_zero(),
            false => searched
                .figure(relation.along, relation.result, *crossing)
                .is_some_and(|own| own.range.contains(&(&own.nominal - &rest))),
        };
        if !fits && odd.is_some() {
            return AsPrinted::No;
        }
        match (fits, relation.kind.adds()) {
            (false, _) => odd = Some(*crossing),
            (true, true) => speaks += surprise(relation.operands.len()),
            (true, false) => speaks += narrowness(searched, relation, *crossing),
        }
    }
    match odd {
        None if speaks >= AS_PRINTED => AsPrinted::All,
        Some(odd) if speaks >= AS_PRINTED + SLIP => AsPrinted::AllBut(odd),
        _ => AsPrinted::No,
    }
}

/// How little is to be expected, in tenths of bits, that a quotient of rounded
/// whole numbers is what its print says: by how much these could move it, over
/// how much its print leaves open.
fn narrowness(searched: &Searched<'_>, relation: &Relation, crossing: usize) -> u32 {
    let about = (searched, relation);
    let Some(own) = searched.figure(relation.along, relation.result, crossing) else {
        return 0;
    };
    let moved = slack(about, crossing, false, None) / &own.step;
    let times = moved.to_integer().to_u64().unwrap_or(u64::MAX);
    times.checked_ilog2().unwrap_or(0).min(MOST_NARROW) * 10
}

/// The most bits that one quotient says so.
const MOST_NARROW: u32 = 3;

/// How little is to be expected that whole numbers which were rounded are off by
/// so much, in tenths of bits: with n + 1 of them, the square of it over (n + 1) / 6,
/// in nats. Nothing where they were rounded to more than ones.
fn oddness(rest: &Rat, parts: usize) -> u32 {
    let rest = rest.abs().to_integer().to_u64().unwrap_or(u64::MAX);
    let count = u64::try_from(parts + 1).unwrap_or(u64::MAX);
    if rest > count / 2 {
        return 0;
    }
    let nats = rest.saturating_mul(rest).saturating_mul(6) / count;
    u32::try_from(nats.saturating_mul(14)).unwrap_or(u32::MAX)
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

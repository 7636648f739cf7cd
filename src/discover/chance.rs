//! Whether a sum or a mean holds more often than chance makes it: the same is tried
//! with the figures of each line moved along, where nothing ties them together. Codes
//! and marks of 0 and 1 add up to one another wherever rounding is allowed for.

use super::additive::Running;
use super::bits::{BIT, log2};
use super::judge::Told;
use super::relation::RelationKind;
use super::view::View;
use std::ops::Range;

/// Of fewer crossing lines it is not asked.
const FEW: usize = 12;
/// Nor where each of them tells so much: large figures seldom agree by chance, though
/// those of one line may be much like those of another.
const LITTLE: i64 = 2 * BIT;
/// So many crossing lines are looked at.
const MOST: usize = 240;
/// So often the lines are moved.
const MOVES: usize = 8;
/// Small figures are seldom rounded: so many of a hundred sums of them must be exact.
const SMALL_EXACT: usize = 90;
/// A sum that is exact in so many lines of a hundred may be told by that.
const EXACT: usize = 90;

/// What can speak at most for a sum or a mean, of how it fares; none where it is none
/// that chance might make, or hardly any line tells.
pub(super) fn at_most(
    view: &View,
    kind: RelationKind,
    lines: (usize, &[usize]),
    told: &[Told],
    run: &Range<usize>,
) -> Option<i64> {
    if !matches!(kind, RelationKind::Sum | RelationKind::Average) {
        return None;
    }
    if kind == RelationKind::Sum && is_of_marks(view, lines, run) {
        return Some(0);
    }
    let tells = |cross: &usize| matches!(told[*cross], Told::Holds(_) | Told::Fails(_));
    let all: Vec<usize> = run.clone().filter(tells).collect();
    let bits = all.iter().map(|at| match told[*at] {
        Told::Holds(bits) => bits,
        _ => 0,
    });
    let large = bits.sum::<i64>() >= LITTLE * i64::try_from(all.len()).unwrap_or(i64::MAX);
    if all.len() < FEW || large {
        return None;
    }
    let held = all.iter().filter(|at| matches!(told[**at], Told::Holds(_)));
    let held = i64::try_from(held.count()).unwrap_or(i64::MAX);
    let every = all.len().div_ceil(MOST);
    let some: Vec<usize> = all.into_iter().step_by(every).collect();
    let own = matches(view, kind, lines, &some, 0);
    let mut moved = Matches::default();
    for by in 1..=MOVES {
        let more = matches(view, kind, lines, &some, by);
        moved.near += more.near;
        moved.exact += more.exact;
    }
    let tried = some.len() * MOVES;
    let speaks = |by_chance: usize| match by_chance * 2 > tried {
        true => 0,
        false => held.saturating_mul(log2(whole(tried)) - log2(whole(by_chance.max(1)))),
    };
    let exact = match own.exact * 100 >= some.len() * EXACT {
        true => speaks(moved.exact),
        false => 0,
    };
    Some(speaks(moved.near).max(exact))
}

/// In how many crossing lines a sum or a mean holds.
#[derive(Clone, Copy, Default)]
struct Matches {
    /// But for rounding.
    near: usize,
    /// To the last digit.
    exact: usize,
}

/// The same, each operand's figures moved along by another number of lines.
fn matches(
    view: &View,
    kind: RelationKind,
    (result, operands): (usize, &[usize]),
    over: &[usize],
    by: usize,
) -> Matches {
    let mut found = Matches::default();
    for (at, &cross) in over.iter().enumerate() {
        let mut running = Running::NONE;
        for (number, &line) in operands.iter().enumerate() {
            let from = over[(at + by * (number * 5 + 7)) % over.len()];
            running.add(&view.line(line)[from]);
        }
        let own = view.line(result)[cross];
        let (sum, average) = running.holds(&own);
        let holds = match kind {
            RelationKind::Average => average,
            _ => sum,
        };
        found.near += usize::from(holds);
        found.exact += usize::from(holds && running.is_exact(kind, &own));
    }
    found
}

/// Whether most figures are no larger than what rounding could make of their sum, and
/// that sum is off in too many lines: marks and codes, which nobody rounds.
fn is_of_marks(view: &View, (result, operands): (usize, &[usize]), run: &Range<usize>) -> bool {
    let (mut all, mut small, mut exact) = (0, 0, 0);
    for cross in run.clone() {
        let own = view.line(result)[cross];
        let mut running = Running::NONE;
        for &line in operands {
            running.add(&view.line(line)[cross]);
        }
        if !own.there || own.value == 0 && running.is_nothing() {
            continue;
        }
        all += 1;
        if running.is_small(&own) {
            small += 1;
            exact += usize::from(running.is_exact(RelationKind::Sum, &own));
        }
    }
    small >= FEW && small * 2 > all && exact * 100 < small * SMALL_EXACT
}

fn whole(number: usize) -> i128 {
    i128::try_from(number).unwrap_or(i128::MAX)
}

#[cfg(test)]
mod tests {
    use crate::discover::tests::field;
    use crate::discover::{Along, RelationKind, discover};

    /// Whether the last of four columns of a table is found to be the sum of the others.
    fn is_sum(rows: &[[u32; 4]]) -> bool {
        let cells: Vec<(String, Vec<String>)> = rows
            .iter()
            .enumerate()
            .map(|(at, row)| (format!("k{at}"), row.map(|one| one.to_string()).to_vec()))
            .collect();
        let texts: Vec<(&str, Vec<&str>)> = cells
            .iter()
            .map(|(name, row)| (name.as_str(), row.iter().map(String::as_str).collect()))
            .collect();
        let rows: Vec<(&str, &[&str])> =
            texts.iter().map(|(name, row)| (*name, &row[..])).collect();
        let relations = discover(&field(&rows)).relations;
        relations.iter().any(|one| {
            let sums = one.kind == RelationKind::Sum && one.along == Along::Columns;
            sums && one.result == 3 && one.operands.len() == 3
        })
    }

    #[test]
    fn marks_are_no_sums_of_marks() {
        let mark = |at: u32, by: u32| u32::from(at * by % 7 < 2);
        let marks = |at: u32| [mark(at, 3), mark(at, 5), mark(at, 11), mark(at, 13)];
        let rows: Vec<[u32; 4]> = (1..80).map(marks).collect();
        assert!(!is_sum(&rows));
    }

    #[test]
    fn small_counts_with_their_total_are_a_sum() {
        let count = |at: u32, by: u32| at.wrapping_mul(2_654_435_761) >> by & 7;
        let rows: Vec<[u32; 4]> = (1..80)
            .map(|at| {
                let [a, b, c] = [count(at, 9), count(at, 17), count(at, 26)];
                [a, b, c, a + b + c]
            })
            .collect();
        assert!(is_sum(&rows));
    }
}

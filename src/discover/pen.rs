//! A slip of the pen: whether one makes one number of another, and what it
//! speaks that the figures of a line are near to what a relation makes of them.
//! Counted in tenths of bits.

use super::bits::log2_tenths;
use super::field::Field;
use super::one_slip_of::{by_one_slip, ways};
use super::relation::{Along, Miss, Relation};

/// The digits of a figure, so many of them behind the point; none where it has
/// more.
pub(super) fn digits(
    field: &Field,
    along: Along,
    line: usize,
    crossing: usize,
    places: i32,
) -> Option<i128> {
    field.figure(along.cell(line, crossing))?.digits_in(places)
}

/// What it speaks that the printed result is near what its operands give, or
/// is made of it by one slip of the pen.
pub(super) fn near(field: &Field, relation: &Relation, crossing: usize, miss: Miss) -> i64 {
    let Some(line) = Figures::of(field, relation, crossing, miss) else {
        return 0;
    };
    let (result, by) = (line.result, line.by);
    let expected = result.saturating_sub(by);
    let size = result.unsigned_abs().max(expected.unsigned_abs());
    let size = log2_tenths(i64::try_from(size).unwrap_or(i64::MAX));
    let by_distance = size - log2_tenths(clamped(by).max(1));
    let slip_of_result = nearly_one_slip(result, expected).map(|cost| size - ways(expected) - cost);
    let adds = relation.kind.adds();
    let count = i64::try_from(relation.operands.len()).unwrap_or(i64::MAX);
    let operands = line.operands.iter().filter(|_| adds);
    let slips = operands.filter_map(|(minus, digits)| {
        let other = match minus {
            true => digits.saturating_sub(by),
            false => digits.saturating_add(by),
        };
        let cost = nearly_one_slip(*digits, other)?;
        Some(size - ways(other) - log2_tenths(count.max(1)) - cost)
    });
    let slip_of_operand = by_one_slip(field, relation, crossing, miss);
    [
        Some(by_distance),
        slip_of_result,
        slips.max(),
        slip_of_operand,
    ]
    .into_iter()
    .flatten()
    .max()
    .unwrap_or(0)
    .max(0)
}

/// The part of a sum that one slip of the pen made just so much too large or too
/// small that the sum fails; the largest of several.
pub(super) fn slipped_part(
    field: &Field,
    relation: &Relation,
    crossing: usize,
    miss: Miss,
) -> Option<usize> {
    let own = |line: usize| digits(field, relation.along, line, crossing, miss.places);
    let parts = relation.operands.iter().filter(|part| !part.minus);
    let parts = parts.filter_map(|part| Some((own(part.line)?, part.line)));
    let slipped = parts.filter(|(own, _)| one_slip(*own, own.saturating_add(miss.by)));
    slipped.max().map(|(_, line)| line)
}

/// The figures of a relation in a crossing line as whole numbers, without the
/// zeros that all of them end in.
struct Figures {
    result: i128,
    by: i128,
    /// Each with whether it is taken away.
    operands: Vec<(bool, i128)>,
}

impl Figures {
    fn of(field: &Field, relation: &Relation, crossing: usize, miss: Miss) -> Option<Figures> {
        let along = relation.along;
        let digits = |line: usize| digits(field, along, line, crossing, miss.places);
        let operands = relation.operands.iter();
        let operands = operands.filter_map(|one| Some((one.minus, digits(one.line)?)));
        let mut figures = Figures {
            result: digits(relation.result)?,
            by: miss.by,
            operands: operands.collect(),
        };
        let all = |figures: &Figures| {
            let ends = |number: i128| number % 10 == 0;
            let mut operands = figures.operands.iter();
            ends(figures.result) && ends(figures.by) && operands.all(|(_, digits)| ends(*digits))
        };
        while figures.by != 0 && all(&figures) {
            figures.result /= 10;
            figures.by /= 10;
            figures
                .operands
                .iter_mut()
                .for_each(|(_, digits)| *digits /= 10);
        }
        Some(figures)
    }
}

fn clamped(by: i128) -> i64 {
    i64::try_from(by.unsigned_abs()).unwrap_or(i64::MAX)
}

/// What it takes away from a slip that one number is made by it not of another,
/// but of one beside it, as where sums are off by rounding; none where it is not.
fn nearly_one_slip(one: i128, other: i128) -> Option<i64> {
    const BESIDE: [(i128, i64); 5] = [(0, 0), (1, 16), (-1, 16), (2, 23), (-2, 23)];
    let mut beside = BESIDE.iter();
    let found = beside.find(|(by, _)| one_slip(one, other.saturating_add(*by)));
    found.map(|(_, cost)| *cost)
}

/// Whether one slip makes one number of another: a digit that is another, one
/// too many or too few, two neighbours changed about, another sign.
pub(crate) fn one_slip(one: i128, other: i128) -> bool {
    if one.checked_neg() == Some(other) {
        return true;
    }
    if (one < 0) != (other < 0) && one != 0 && other != 0 {
        return false;
    }
    let (one, other) = (
        one.unsigned_abs().to_string(),
        other.unsigned_abs().to_string(),
    );
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let (long, short) = match one.len() >= other.len() {
        true => (one, other),
        false => (other, one),
    };
    match long.len() - short.len() {
        0 => is_misspelt(long, short),
        1 => {
            let same = long.iter().zip(short).take_while(|(a, b)| a == b).count();
            long[same + 1..] == short[same..]
        }
        _ => false,
    }
}

/// Whether two numbers of as many digits differ in one of them, or in two
/// neighbours that are changed about.
pub(crate) fn is_misspelt(one: &[u8], other: &[u8]) -> bool {
    let apart: Vec<usize> = (0..one.len().min(other.len()))
        .filter(|at| one[*at] != other[*at])
        .collect();
    one.len() == other.len()
        && match apart.as_slice() {
            [_] => true,
            [a, b] => b - a == 1 && one[*a] == other[*b] && one[*b] == other[*a],
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::super::one_slip_of::made_by_one_slip;
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn one_slip_of_the_pen() {
        for (one, other, is) in [
            (1831, 1821, true),
            (1831, 1381, true),
            (1831, 183, true),
            (1831, 18310, true),
            (1831, 18_831, true),
            (1831, -1831, true),
            (1831, 3811, false),
            (1831, 1920, false),
            (0, 7, true),
            (25, 31, false),
        ] {
            assert_eq!(one_slip(one, other), is, "{one} {other}");
            assert_eq!(one_slip(other, one), is, "{other} {one}");
        }
    }

    #[test]
    fn rounding_hides_little_of_a_slip() {
        let costs = [
            (15724, 10724),
            (15724, 10725),
            (15724, 10722),
            (15724, 10730),
        ];
        let costs = costs.map(|(one, other)| nearly_one_slip(one, other));
        assert_eq!(costs, [Some(0), Some(16), Some(23), None]);
    }

    #[test]
    fn all_numbers_of_one_slip_are_made_and_no_others() {
        for number in [1, 7, 10, 35, 407, 1831, -92] {
            let made: BTreeSet<i128> = made_by_one_slip(number).collect();
            // A digit more before the first is no slip that is looked for.
            let first = |other: i128| {
                let (own, other) = (number.abs().to_string(), other.abs().to_string());
                other.len() > own.len() && other[1..] == own
            };
            for other in -30_000_i128..30_000 {
                let same = number.signum() * other.signum() >= 0 && other != number;
                let is = same && one_slip(number, other) && !first(other);
                let is_made = made.contains(&other);
                assert!(!is || is_made, "{number} {other}");
                // Zeros that come to stand first are not printed.
                let digits = |number: i128| number.abs().to_string().len();
                let zeros = digits(other) < digits(number);
                assert!(
                    !is_made || zeros || one_slip(number, other),
                    "{number} {other}"
                );
            }
        }
    }
}

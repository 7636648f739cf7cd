//! Whether the figures of a table were all rounded one way: their last digits cut off
//! (`単位未満切捨て`, "rounded down"), or rounded up. Such totals are more than their
//! parts again and again, by up to one a part; figures that were rounded to the nearest
//! are hardly ever off like that. Rates may be cut off by themselves: then all of them
//! are nearer to nothing than what their counts give, by less than a last place.

use super::searched::Searched;
use super::slack::{MOST_LINES, lines_of, rest};
use crate::discover::{Relation, RelationKind};
use crate::figure::Rat;
use num_traits::Zero;

/// So many lines must be off, the one that is off most left aside: it may be a slip.
const LINES: usize = 2;
/// One line in so many may be off the other way: a slip.
const ODD: usize = 20;
/// The square of how many times the spread of rounding all lines together must be off.
const FAR: i64 = 9;
/// One so-many-th of what cutting off makes in the mean they must be off.
const MEAN: i64 = 2;

/// The way that all figures of a table were rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OneWay {
    /// Their last digits were cut off.
    Down,
    /// They were rounded up.
    Up,
}

/// A line that a sum crosses: by how many last places the total is off its parts, and
/// how many parts there are.
type Off = (Rat, i64);

/// The way, where the totals of a table show one; `step` says what the figures of the
/// relation of a number are multiples of in a line that it crosses.
pub(super) fn one_way(
    searched: &Searched<'_>,
    relations: &[Relation],
    step: impl Fn(usize, usize) -> Option<Rat>,
) -> Option<OneWay> {
    let numbered = relations.iter().enumerate();
    let sums = numbered.filter(|(_, relation)| relation.kind == RelationKind::Sum);
    let lines = sums.flat_map(|(number, relation)| {
        let told = relation.told_anywhere().take(MOST_LINES);
        let step = &step;
        told.filter_map(move |(at, _)| off(searched, relation, at, step(number, at).as_ref()))
    });
    let lines: Vec<Off> = lines.collect();
    if shows(&lines, Rat::clone) {
        return Some(OneWay::Down);
    }
    shows(&lines, |rest| Rat::zero() - rest).then_some(OneWay::Up)
}

/// The most that a total of figures that were rounded one way is off its parts in a
/// crossing line; none where it is off the other way, or they are not all printed alike.
pub(super) fn most_off(
    way: OneWay,
    (searched, relation): (&Searched<'_>, &Relation),
    crossing: usize,
    step: Option<&Rat>,
) -> Option<Rat> {
    if relation.kind != RelationKind::Sum {
        return None;
    }
    let rest = rest(searched, relation, crossing)?;
    let told = match way {
        OneWay::Down => !rest.is_negative(),
        OneWay::Up => !rest.is_positive(),
    };
    let (unit, parts) = printed(searched, relation, crossing, step).filter(|_| told)?;
    Some(unit * Rat::whole(parts - 1))
}

/// How many rates must be as cut ones are; one more is by chance half as often.
const RATES: usize = 4;

/// Whether the digits of all rates of a relation were cut off behind their last place,
/// those aside that are farther off than that makes them.
pub(super) fn rates_are_cut(searched: &Searched<'_>, relation: &Relation) -> bool {
    let (mut cut, mut against) = (0, 0);
    for (crossing, _) in relation.told_anywhere().take(MOST_LINES) {
        match nearer_to_nothing(searched, relation, crossing) {
            Some(true) => cut += 1,
            Some(false) => against += 1,
            None => {}
        }
    }
    cut >= RATES && against == 0
}

/// Whether a rate is nearer to nothing than what its counts give, or as near; none where
/// it is farther off than a last place.
pub(super) fn nearer_to_nothing(
    searched: &Searched<'_>,
    relation: &Relation,
    crossing: usize,
) -> Option<bool> {
    let result = searched.figure(relation.along, relation.result, crossing)?;
    let rest = rest(searched, relation, crossing)?;
    let given = &result.nominal - &rest;
    (rest.abs() < result.step).then(|| given.abs() >= result.nominal.abs())
}

/// By how much a line is off; none where its figures are not all printed alike.
fn off(
    searched: &Searched<'_>,
    relation: &Relation,
    crossing: usize,
    step: Option<&Rat>,
) -> Option<Off> {
    let (unit, parts) = printed(searched, relation, crossing, step)?;
    Some((rest(searched, relation, crossing)? / unit, parts))
}

/// What the figures in a crossing line were rounded to, and how many parts that are
/// not nothing there are; none where the figures are not alike in that, or are below
/// nothing: what is cut off of these makes them more.
fn printed(
    searched: &Searched<'_>,
    relation: &Relation,
    crossing: usize,
    step: Option<&Rat>,
) -> Option<(Rat, i64)> {
    let figure = |line: usize| searched.figure(relation.along, line, crossing);
    let unit = &figure(relation.result)?.step;
    let mut there = lines_of(relation).filter_map(figure);
    let alike = there.all(|one| one.step == *unit && !one.nominal.is_negative());
    let parts = relation.operands.iter();
    let parts = parts.filter_map(|part| figure(part.line)).count();
    let unit = step.filter(|step| *step > unit).unwrap_or(unit);
    let usable = alike && unit.is_positive() && parts > 1;
    usable.then_some((unit.clone(), i64::try_from(parts).ok()?))
}

/// Whether lines are off one way as often and as far as figures that were all rounded
/// that way make them; `turned` gives what they are off, that way.
fn shows(lines: &[Off], turned: impl Fn(&Rat) -> Rat) -> bool {
    let mut within = Vec::new();
    let mut against = 0;
    for (rest, parts) in lines {
        let rest = turned(rest);
        let far = Rat::whole(*parts);
        if !rest.is_negative() && rest < far {
            within.push((rest, *parts));
        } else if rest.is_negative() && rest.abs() <= far {
            against += 1;
        }
    }
    let by_far = |(rest, parts): &Off| rest / &Rat::whole(*parts);
    within.sort_by_key(by_far);
    within.pop();
    let more = within.iter().filter(|(rest, _)| rest.is_positive()).count();
    let sum = |of: &dyn Fn(&Off) -> Rat| within.iter().fold(Rat::zero(), |sum, one| sum + of(one));
    let all = sum(&|(rest, _)| rest.clone());
    // Figures that were rounded to the nearest are each off by a twelfth in the square.
    let spread = sum(&|(_, parts)| Rat::whole(parts + 1)) / Rat::whole(12);
    let mean = sum(&|(_, parts)| Rat::whole(parts - 1)) / Rat::whole(2);
    more >= LINES
        && against * ODD <= more
        && &all * &all >= spread * Rat::whole(FAR)
        && all * Rat::whole(MEAN) >= mean
}

#[cfg(test)]
mod tests {
    use super::{Off, shows};
    use crate::figure::Rat;

    fn lines(rests: &[i64], parts: i64) -> Vec<Off> {
        let rests = rests.iter();
        rests.map(|rest| (Rat::whole(*rest), parts)).collect()
    }

    #[test]
    fn totals_that_are_all_more_show_that_digits_were_cut_off() {
        let own = |rest: &Rat| rest.clone();
        assert!(shows(&lines(&[8, 12, 8, 7], 20), own));
        assert!(shows(&lines(&[2, 1, 3, 2, 2, 0, 1], 5), own));
        // To the nearest; a slip among exact ones; a few that chance makes so.
        assert!(!shows(&lines(&[1, -1, 2, 0, -1], 20), own));
        assert!(!shows(&lines(&[0, 9, 0, 0], 20), own));
        assert!(!shows(&lines(&[1, 1, 0], 5), own));
        assert!(!shows(&lines(&[3, 4, 3, -4], 8), own));
    }
}

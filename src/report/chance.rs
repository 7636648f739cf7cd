//! How far off a sum of rounded figures hardly ever is. Each of many figures may be
//! half a last place off, but they are not all off the same way: what all of them
//! together are off spreads as the root of their number, and a total that is farther
//! off than that has likely a slip in it.

use super::searched::Searched;
use super::slack::{MOST_LINES, coarser, is_at_random, lines_of, rest};
use crate::discover::{Outcome, Relation};
use crate::figure::Rat;
use num_bigint::BigInt;
use num_traits::{ToPrimitive, Zero};

/// The square of how many times the spread the rest may be: a little more than 4
/// times, as are 4 in 100,000 by chance; slips are far more common than that.
const RARE: i64 = 17;

/// Other lines that must show how far rests spread; one is enough where the figures
/// show what they were rounded to multiples of.
const OTHERS: u64 = 3;

/// The most that the squares of the rests of other lines may be, in the mean, over
/// what rounding makes them: where they are more, figures were not rounded as is
/// thought here (all downwards, say).
const SPREAD: u64 = 2;

/// A part that is no more than so many times what it was rounded to is small.
const SMALL: i64 = 3;

/// What the figures in a crossing line are rounded to multiples of, where that is
/// more than their last place.
pub(super) type StepOf<'a> = &'a dyn Fn(usize) -> Option<Rat>;

/// How far the rests of all lines in which a sum holds spread: in thousandths, the
/// sum of their squares over what rounding makes of each, and how many there are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rests {
    squares: u64,
    lines: u64,
}

impl Rests {
    /// Of a sum.
    pub(super) fn of(searched: &Searched<'_>, relation: &Relation, step: StepOf<'_>) -> Rests {
        let held = relation.over.iter();
        let held = held.filter(|(_, outcome)| *outcome == Outcome::Holds);
        let squares = held.filter_map(|(crossing, _)| square(searched, relation, *crossing, step));
        let mut rests = Rests::default();
        for square in squares.take(MOST_LINES) {
            rests.squares = rests.squares.saturating_add(square);
            rests.lines += 1;
        }
        rests
    }

    /// The same without a line.
    fn without(self, square: u64) -> Rests {
        Rests {
            squares: self.squares.saturating_sub(square),
            lines: self.lines.saturating_sub(1),
        }
    }

    /// Whether they are as rounding makes them.
    fn are_of_rounding(self, shown: bool) -> bool {
        let others = if shown { 1 } else { OTHERS };
        self.lines >= others && self.squares <= self.lines.saturating_mul(SPREAD * 1000)
    }
}

/// More than which a sum is hardly ever off by rounding in a crossing line, where it
/// is off by more than that, and its other lines are not; `held` says whether it holds
/// there, but for rounding.
pub(super) fn hardly_more(
    (searched, relation): (&Searched<'_>, &Relation),
    (crossing, held): (usize, bool),
    rests: Rests,
    step: StepOf<'_>,
) -> Option<Rat> {
    let own = square(searched, relation, crossing, step)?;
    if own <= u64::try_from(RARE).unwrap_or(u64::MAX) * 1000 {
        return None;
    }
    let others = if held { rests.without(own) } else { rests };
    let all = step(crossing);
    let rounded = others.are_of_rounding(all.is_some());
    if !rounded || has_small_parts((searched, relation), crossing, all.as_ref()) {
        return None;
    }
    let (spread, unit) = spread((searched, relation), crossing, all.as_ref())?;
    // In units of the finest last place.
    let squared = (spread * Rat::whole(RARE) / (&unit * &unit)).ceil();
    let root = squared.to_integer().sqrt() + BigInt::from(1);
    Some(Rat::from_integer(root) * unit)
}

/// Whether most parts of a sum are hardly more than what they were rounded to: small
/// counts are rounded the same way, mostly downwards.
fn has_small_parts(
    (searched, relation): (&Searched<'_>, &Relation),
    crossing: usize,
    step: Option<&Rat>,
) -> bool {
    let parts = relation.operands.iter();
    let parts = parts.filter_map(|part| searched.figure(relation.along, part.line, crossing));
    let (mut count, mut small) = (0, 0);
    for part in parts {
        let least = step.unwrap_or(&part.step) * Rat::whole(SMALL);
        count += 1;
        small += usize::from(part.nominal.abs() <= least);
    }
    small * 3 > count
}

/// The square of what a sum is off by in a crossing line over what rounding makes of
/// it in the mean, in thousandths.
fn square(
    searched: &Searched<'_>,
    relation: &Relation,
    crossing: usize,
    step: StepOf<'_>,
) -> Option<u64> {
    let rest = rest(searched, relation, crossing)?;
    if rest.is_zero() {
        return Some(0);
    }
    let (spread, _) = spread((searched, relation), crossing, step(crossing).as_ref())?;
    let square = &rest * &rest * Rat::whole(1000) / spread;
    Some(square.to_integer().to_u64().unwrap_or(u64::MAX))
}

/// The mean square of the rest of a sum of rounded figures, and the finest of their
/// last places; none where no figure is there. To the nearest multiple each is off by
/// a twelfth of the square of its step, rounded up or down at random by two times that.
fn spread(
    (searched, relation): (&Searched<'_>, &Relation),
    crossing: usize,
    step: Option<&Rat>,
) -> Option<(Rat, Rat)> {
    let figures = lines_of(relation);
    let figures = figures.filter_map(|line| searched.figure(relation.along, line, crossing));
    let (mut sum, mut finest): (Rat, Option<&Rat>) = (Rat::zero(), None);
    for figure in figures {
        let coarser = coarser(figure, step);
        let parts = match coarser {
            Some(step) if is_at_random(step) => 6,
            _ => 12,
        };
        let own = coarser.unwrap_or(&figure.step);
        sum += own * own / Rat::whole(parts);
        finest = Some(finest.map_or(&figure.step, |finest| finest.min(&figure.step)));
    }
    let finest = finest.filter(|finest| finest.is_positive() && sum.is_positive())?;
    Some((sum, finest.clone()))
}

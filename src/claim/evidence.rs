//! What speaks for amounts being meant to make up a total that they do not: how
//! near they come, and whether one wrong digit explains it.

use super::said::Said;
use crate::discover::is_misspelt;
use crate::figure::{Hedge, Rat};
use num_traits::Zero;

/// What speaks for it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    /// One digit that is wrong, or two that are swapped, explain it.
    pub slip: bool,
    /// They miss it by less than a tenth.
    pub near: bool,
    /// They miss it by less than a fiftieth.
    pub very_near: bool,
    /// They are less than seven tenths of it.
    pub far_below: bool,
    /// They are more than three twentieths above it.
    pub above: bool,
    /// They are more than half as much again.
    pub far_above: bool,
    /// That they make it up is no chance: the total has many more steps than
    /// there are ways to add.
    pub is_no_chance: bool,
}

/// A total that has fewer steps than this may be made up by chance.
const STEPS: i64 = 30;

/// The only two of some figures, in their order, that do: where more would, it may
/// be by chance.
pub(super) fn only_pair(
    figures: &[usize],
    does: impl Fn(usize, usize) -> bool,
) -> Option<[usize; 2]> {
    let pairs = figures
        .iter()
        .flat_map(|one| figures.iter().map(move |other| [*one, *other]));
    let mut doing = pairs.filter(|[one, other]| one != other && does(*one, *other));
    let only = doing.next()?;
    doing.next().is_none().then_some(only)
}

impl Evidence {
    /// What speaks for amounts being the parts of a whole.
    pub(super) fn of(figures: &[Said], whole: usize, parts: &[usize]) -> Evidence {
        let value = |figure: usize| figures[figure].figure.nominal.clone();
        let total = value(whole);
        let sum = parts
            .iter()
            .fold(Rat::zero(), |sum, part| sum + value(*part));
        if !total.is_positive() {
            return Evidence::default();
        }
        let miss = &sum - &total;
        let ratio = &sum / &total;
        let share = (&miss / &total).abs();
        let of = |numer: i64, denom: i64| Rat::whole(numer) / Rat::whole(denom);
        let steps = figures[whole].steps();
        let unhedged = parts
            .iter()
            .chain([&whole])
            .all(|figure| figures[*figure].figure.hedge == Hedge::None);
        let explains = |figure: usize, right: Rat| is_slip(&figures[figure], &right);
        let slip = unhedged
            && !miss.is_zero()
            && (explains(whole, sum.clone())
                || parts
                    .iter()
                    .any(|part| explains(*part, value(*part) - &miss)));
        Evidence {
            slip,
            near: share <= of(1, 10),
            very_near: share <= of(1, 50),
            far_below: ratio < of(7, 10),
            above: ratio > of(23, 20),
            far_above: ratio > of(3, 2),
            is_no_chance: steps >= Rat::whole(STEPS),
        }
    }
}

/// Whether one wrong digit, or two neighbours that are swapped, make a print of
/// what it should be.
pub(super) fn is_slip(said: &Said, right: &Rat) -> bool {
    if !right.is_positive() {
        return false;
    }
    let step = &said.figure.step;
    let digits = |value: &Rat| (value / step).round().to_integer().to_string();
    let (own, other) = (digits(&said.figure.nominal), digits(right));
    own.len() >= 2 && is_misspelt(own.as_bytes(), other.as_bytes())
}

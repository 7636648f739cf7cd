//! Figures that a computer printed with all digits that it had: what is worked out of
//! them is off by a few of the last ones, which is no mistake and no rounding of those
//! who published them.

use super::searched::Searched;
use super::slack::lines_of;
use crate::discover::Relation;
use crate::figure::exact::scaled;
use crate::figure::{Figure, Rat};
use num_traits::Zero;

/// A figure of so many digits has all that a computer reckons with.
const ALL: i32 = 15;

/// By how much the figures of a relation may be off in a crossing line, as a computer
/// leaves them; nothing where none is printed with so many digits.
pub(super) fn left_open(searched: &Searched<'_>, relation: &Relation, crossing: usize) -> Rat {
    let figures = lines_of(relation);
    let figures = figures.filter_map(|line| searched.figure(relation.along, line, crossing));
    let long: Vec<Rat> = figures.filter_map(noise).collect();
    let result = searched.figure(relation.along, relation.result, crossing);
    match (relation.kind.adds(), long.is_empty(), result) {
        (_, true, _) | (false, _, None) => Rat::zero(),
        (true, ..) => long.iter().fold(Rat::zero(), |all, one| all + one),
        (false, _, Some(result)) => result.nominal.abs() * scaled(1, 2 - ALL),
    }
}

/// What the last digits of a figure leave open that has more than a computer reckons
/// with; none of a shorter one.
fn noise(figure: &Figure) -> Option<Rat> {
    let digits = (!figure.step.is_zero()).then(|| &figure.nominal / &figure.step)?;
    let digits = digits.to_integer().magnitude().to_string().len();
    let more = i32::try_from(digits).ok()? - ALL;
    (more >= 0).then(|| &figure.step * scaled(1, more + 1))
}

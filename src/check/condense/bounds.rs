//! Which side of a number the figures of a row are on, where no true value that
//! their prints allow could be on another.

use crate::check::fast::decimal;
use crate::figure::{Quick, Rat};
use std::cmp::Ordering;

/// A number that row selections compare the figures of a column with.
pub(super) struct Bound {
    /// The column.
    pub column: usize,
    /// The number.
    pub number: Rat,
    digits: i128,
    exp: i32,
}

impl Bound {
    /// For a column; `None` where the number has too many digits.
    pub(super) fn new(column: usize, number: &Rat) -> Option<Bound> {
        let (digits, exp) = decimal(number)?;
        Some(Bound {
            column,
            number: number.clone(),
            digits,
            exp,
        })
    }

    /// Whether a figure is surely below it, equal or above.
    pub(super) fn side(&self, figure: &Quick) -> Option<Ordering> {
        let exp = self.exp.min(figure.exp);
        let at = |digits: i128, own: i32| {
            let power = u32::try_from(own - exp).ok()?;
            digits.checked_mul(10_i128.checked_pow(power)?)
        };
        let number = at(self.digits, self.exp)?;
        let lo = at(figure.lo.into(), figure.exp)?.cmp(&number);
        let hi = at(figure.hi.into(), figure.exp)?.cmp(&number);
        match (lo, hi) {
            (Ordering::Greater, _) => Some(Ordering::Greater),
            (_, Ordering::Less) => Some(Ordering::Less),
            (Ordering::Equal, Ordering::Equal) => Some(Ordering::Equal),
            _ => None,
        }
    }
}

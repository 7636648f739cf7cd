//! Which side of a number, or of one another, the figures of a row are on, where
//! no true value that their prints allow could be on another.

use crate::check::fast::decimal;
use crate::figure::{Quick, Rat};
use std::cmp::Ordering;

/// What row selections compare the figures of a column with.
pub(super) struct Bound {
    /// The column.
    pub column: usize,
    /// What with.
    pub against: Against,
}

/// What figures are compared with.
pub(super) enum Against {
    /// A number.
    Number {
        /// The number.
        number: Rat,
        /// The same as a figure.
        figure: Quick,
    },
    /// The figure of another column, in the same row.
    Column(usize),
}

impl Bound {
    /// A number for a column; `None` where it has too many digits.
    pub(super) fn number(column: usize, number: &Rat) -> Option<Bound> {
        let (digits, exp) = decimal(number)?;
        let digits = i64::try_from(digits).ok()?;
        let figure = Quick {
            lo: digits,
            hi: digits,
            exp,
            ..Quick::default()
        };
        let number = number.clone();
        let against = Against::Number { number, figure };
        Some(Bound { column, against })
    }

    /// Another column for a column.
    pub(super) fn column(column: usize, other: usize) -> Bound {
        let against = Against::Column(other);
        Bound { column, against }
    }

    /// Whether the figure of a row is surely below it, equal or above.
    pub(super) fn side(&self, figures: &[Quick]) -> Option<Ordering> {
        let figure = figures.get(self.column)?;
        let other = match &self.against {
            Against::Number { figure, .. } => figure,
            Against::Column(other) => figures.get(*other)?,
        };
        let exp = other.exp.min(figure.exp);
        let at = |digits: i64, own: i32| {
            let power = u32::try_from(own - exp).ok()?;
            i128::from(digits).checked_mul(10_i128.checked_pow(power)?)
        };
        let ends = |of: &Quick| Some([at(of.lo, of.exp)?, at(of.hi, of.exp)?]);
        let ([lo, hi], [least, most]) = (ends(figure)?, ends(other)?);
        match (lo.cmp(&most), hi.cmp(&least)) {
            (Ordering::Greater, _) => Some(Ordering::Greater),
            (_, Ordering::Less) => Some(Ordering::Less),
            (Ordering::Equal, Ordering::Equal) => Some(Ordering::Equal),
            _ => None,
        }
    }
}

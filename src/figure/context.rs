//! What is known of a cell's column and row.

use super::decimals::Decimals;
use super::prints::Prints;
use super::rounding::Rounding;
use super::unit::{Unit, UnitBook};

/// What is known of a cell's column and row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'a> {
    /// The unit of the column or row.
    pub unit: Option<&'a Unit>,
    /// How many places are known, where it is said.
    pub decimals: Option<Decimals>,
    /// How figures were rounded.
    pub rounding: Rounding,
    /// Whether the column is said to hold whole numbers, or fractions.
    pub whole: Option<bool>,
    /// The known units.
    pub units: &'a UnitBook,
    /// How the column prints figures.
    pub prints: &'a Prints,
}

impl<'a> Context<'a> {
    /// A context that says nothing but the unit.
    pub(crate) fn of_unit(units: &'a UnitBook, unit: Option<&'a Unit>) -> Context<'a> {
        Context {
            unit,
            decimals: None,
            rounding: Rounding::Nearest,
            whole: None,
            units,
            prints: Prints::PLAIN,
        }
    }

    /// Whether it says of a print what another one says.
    pub(crate) fn says_the_same(&self, other: &Context<'_>) -> bool {
        self.unit == other.unit
            && self.decimals == other.decimals
            && self.rounding == other.rounding
            && self.whole == other.whole
            && self.prints == other.prints
    }
}

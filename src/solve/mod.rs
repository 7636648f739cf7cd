//! Exact arithmetic over unknowns: whether true values exist that satisfy
//! conditions, and between which bounds. Knows figures' ranges and units, and
//! no report.
//!
//! ```text
//! polynomial   polynomials over figures           ranges     the box that figures lie in
//! terms        what a polynomial is made of       median     the middle of several by size
//! extremes     what a polynomial takes over a box formula    conditions put together
//! dimension    units of computed numbers          quotient   quotients of polynomials
//!
//! components   what is connected                  fraction   exact numbers for many small sums
//! sum_range    the range of a sum whose terms are exchanged
//! simplex      linear sums within bounds, with certificates
//! branch       the same with whole numbers
//! hitting_set  fewest figures of which each of several groups has one
//! effort       what all of these may cost
//!
//! equations    linear ones replace figures        linear     several linear comparisons
//! integers     whole numbers in one equation      bisect     a box parted until it is settled
//! lattice      whole numbers in several        multiples  a rate times a whole number
//! eliminate    one figure fewer, with products
//! decide       whether values exist               decision   what that says, and may cost
//! ```

mod bisect;
pub(crate) mod branch;
pub(crate) mod close;
pub(crate) mod components;
pub(crate) mod decide;
pub(crate) mod decision;
pub(crate) mod dimension;
pub(crate) mod effort;
mod eliminate;
mod equations;
pub(crate) mod extremes;
pub(crate) mod formula;
pub(crate) mod hitting_set;
mod integers;
pub(crate) mod lattice;
mod linear;
pub(crate) mod median;
mod multiples;
pub(crate) mod polynomial;
pub(crate) mod quotient;
pub(crate) mod ranges;
pub(crate) mod simplex;
pub(crate) mod sum_range;
mod terms;
#[cfg(test)]
pub(crate) mod tests;

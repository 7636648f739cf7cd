//! Exact arithmetic over unknowns: whether true values exist that satisfy
//! conditions, and between which bounds. Knows figures' ranges and units, and
//! no report.
//!
//! ```text
//! polynomial   polynomials over figures           ranges     the box that figures lie in
//! extremes     what a polynomial takes over a box formula    conditions put together
//! dimension    units of computed numbers          quotient   quotients of polynomials
//!
//! components   what is connected                  fraction   exact numbers for many small sums
//! simplex      linear sums within bounds, with certificates
//! branch       the same with whole numbers
//! hitting_set  fewest figures of which each of several groups has one
//!
//! equations    linear ones replace figures        linear     several linear comparisons
//! integers     whole numbers in one equation      bisect     a box parted until it is settled
//! eliminate    one figure fewer, with products
//! decide       whether values exist               decision   what that says, and may cost
//! ```

mod bisect;
pub mod branch;
pub mod components;
pub mod decide;
pub mod decision;
pub mod dimension;
mod eliminate;
mod equations;
pub mod extremes;
pub mod formula;
pub mod fraction;
pub mod hitting_set;
mod integers;
mod linear;
pub mod polynomial;
pub mod quotient;
pub mod ranges;
pub mod simplex;
#[cfg(test)]
mod tests;

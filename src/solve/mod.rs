//! Exact arithmetic over unknowns: whether true values exist that satisfy
//! conditions, and between which bounds. Knows figures' ranges and units, and
//! no report.
//!
//! ```text
//! polynomial   polynomials over figures, and the range that one takes over a box
//! dimension    units of computed numbers    quotient   quotients of polynomials
//! extremes     ranges beyond one polynomial formula    conditions put together
//! decide       whether values exist         integers   whole numbers in one equation
//! eliminate    one figure fewer             bisect     a box parted until it is settled
//! linear       several linear comparisons at once
//! fraction     exact numbers for many small sums
//! simplex      linear sums within bounds, with certificates
//! hitting_set  fewest figures of which each of several groups has one
//! ```

mod bisect;
pub mod decide;
pub mod dimension;
pub mod eliminate;
pub mod extremes;
pub mod formula;
pub mod fraction;
pub mod hitting_set;
mod integers;
mod linear;
pub mod polynomial;
pub mod quotient;
pub mod simplex;
#[cfg(test)]
mod tests;

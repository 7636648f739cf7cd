//! The solver against enumeration: ranges of polynomials, systems of whole
//! numbers, systems of real ones.

mod extremes;
mod systems;

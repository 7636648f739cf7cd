//! The solver against enumeration and against elimination: ranges of
//! polynomials, systems of whole numbers, systems of real ones.

mod extremes;
pub(crate) mod fourier_motzkin;
mod linear;
mod systems;

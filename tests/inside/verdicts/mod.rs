//! Verdicts against brute force: every true value that may have been printed
//! so is tried, by code that shares nothing with the checks.

mod bench;
mod big;
mod counts;
mod groups;
mod linear;
mod literature;
mod medians;
mod missing;
mod peers;
mod printed;
mod random;
mod rates;
mod selections;
mod streamed;
mod texts;
mod tolerance;

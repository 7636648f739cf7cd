//! Verdicts against brute force: every true value that may have been printed
//! so is tried, by code that shares nothing with the checks.

#[path = "verdicts/bench.rs"]
mod bench;
#[path = "verdicts/big.rs"]
mod big;
#[path = "verdicts/counts.rs"]
mod counts;
#[path = "verdicts/linear.rs"]
mod linear;
#[path = "verdicts/literature.rs"]
mod literature;
#[path = "verdicts/missing.rs"]
mod missing;
#[path = "verdicts/random.rs"]
mod random;
#[path = "verdicts/rates.rs"]
mod rates;
#[path = "verdicts/tolerance.rs"]
mod tolerance;

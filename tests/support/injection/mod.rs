//! Reports that are consistent by construction, the slips that are put into
//! them, and an oracle that knows what they break: what the benchmark
//! `injection` measures, and what the tests hold the checks to.

pub mod city;
pub mod grids;
pub mod judge;
pub mod models;
pub mod oracle;
pub mod print;
pub mod random;
pub mod slips;
pub mod system;

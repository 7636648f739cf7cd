//! Reports that are consistent by construction, the slips that are put into
//! them, and an oracle that knows what they break: what the benchmark
//! `injection` measures, and what the tests hold the checks to.

pub(crate) mod city;
pub(crate) mod grids;
pub(crate) mod judge;
pub(crate) mod models;
pub(crate) mod oracle;
pub(crate) mod print;
pub(crate) mod random;
pub(crate) mod slips;
pub(crate) mod system;

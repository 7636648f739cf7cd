//! What holds for all input: `expressions` and `configurations` cannot be
//! broken by any text, `runs` end in order and come out the same however a
//! table is read.

mod configurations;
mod expressions;
mod runs;

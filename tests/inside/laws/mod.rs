//! What holds for all input: `expressions` and `configurations` cannot be
//! broken by any text, `runs` end in order and come out the same however a
//! table is read, `condensed` ones word for word, `panels` as tables whose keys stand
//! in one column, `over_parts` as rules that name each row, `gaps` by the numbers of quarters, `levels` as rules one by one, `seeds` are those that a fuzzer begins with.

mod condensed;
mod configurations;
mod expressions;
mod gaps;
mod levels;
mod over_parts;
mod panels;
mod runs;
mod seeds;

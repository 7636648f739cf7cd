//! Checks the figures of a published report against one another.
//!
//! A reported figure is not a number but what its print allows: `86%` was
//! rounded, `5万多` is hedged, `300件` is exact. A rule is *consistent* when
//! some true values fit all the prints it names, *inconsistent* when none do,
//! and *not checked* when a figure it needs is missing.
//!
//! Data flows one way; nothing lower imports anything higher:
//!
//! ```text
//! lang, place, period, date   who reads, where it stands, which year and day
//! parallel  work on several threads, taken in order
//! clean     what may not reach a reader raw
//! source    bytes, encodings, rows          figure    what a print allows
//! rule      configuration and expressions
//! solve     exact arithmetic over unknowns: which values satisfy conditions
//! table     rows and columns by name        report    a folder of tables, and those of other periods beside it
//! cell      what a cell is called, and which cell a name stands for
//! finding   what a check found: numbers and places, no sentences
//! check     rules over figures: verdicts and findings
//! reason    the whole report at once: what can be true together, what must be wrong
//! fix       which cells to change, and to what
//! lint      rules over rules, without a report
//! series    one section over several periods
//! explain   what each kind of finding means
//! suggest   what a configuration of tables at hand could say
//! say       a finding becomes sentences, both languages side by side
//! format    one file a format: sentences and tables become bytes
//! cli       one file a command; the only one that prints
//! ```

pub mod cell;
pub mod check;
pub mod clean;
pub mod cli;
pub mod date;
pub mod explain;
pub mod figure;
pub mod finding;
pub mod fix;
pub mod format;
pub mod lang;
pub mod lint;
pub mod parallel;
pub mod period;
pub mod place;
pub mod reason;
pub mod report;
pub mod rule;
pub mod say;
pub mod series;
mod solve;
pub mod source;
pub mod suggest;
pub mod table;

#[cfg(test)]
extern crate self as reportcheck;

#[cfg(test)]
#[path = "../tests/inside/mod.rs"]
mod inside;

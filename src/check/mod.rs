//! Checks a report: every rule on the cells it names, and the checks that
//! need no rule. Verdicts and findings, no sentences.
//!
//! ```text
//! options   what is to be checked
//! bind      the names of a rule become cells
//! comparisons  those of rules, with what they tolerate, as conditions
//! evaluate  figures are put in: what a rule asks of the true values
//! verdict   one rule on one row or report: holds, fails, or cannot be told
//! outcome   verdicts and findings, counted and kept
//! fast      rows that surely hold, told in machine numbers
//! table     checks that need no rule: cells, keys, columns, sources
//! coverage  figures that some rule names
//! stream    long tables, row by row
//! pieces    their rows in pieces, on several threads
//! condense  what is needed of all their rows at once, in short
//! sieve     their sound rows, told from the others on several threads
//! waive     findings that the report's own file accepts
//! system    all rules of a report side by side, for `reason`
//! straight  a check that is one sum, with figures supposed to be others
//! together  whether checks hold with figures supposed to be others
//! named     which figures rules name, before these are checked
//! confirm   relations of a long table's first rows, tried in all of them
//! run       all of it, in order
//! ```

mod bind;
mod by_group;
pub(crate) mod comparisons;
mod condense;
mod confirm;
mod coverage;
mod evaluate;
mod fast;
mod handed_in;
mod named;
mod options;
mod outcome;
mod pieces;
mod run;
mod sieve;
mod straight;
mod stream;
pub(crate) mod system;
mod table;
pub(crate) mod together;
mod verdict;
mod waive;

pub(crate) use bind::names::{BoundName, StandsFor, names};
pub(crate) use bind::{
    AboutText, BoundRule, CellRef, Condition, Leaf, Number, Over, RowRef, Scope, TextAsks, TextTest,
};
pub(crate) use confirm::confirmed;
pub(crate) use evaluate::{CellKey, Suppose};
pub(crate) use named::named_figures;
pub(crate) use options::CheckOptions;
pub(crate) use outcome::{Outcome, RuleTally};
pub(crate) use run::check;
pub(crate) use run::{CheckedRules, bound_then, check_then};
pub(crate) use verdict::{Recomputed, recompute};
pub(crate) use waive::{subject, table_is_gone};

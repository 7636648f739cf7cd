//! Checks a report: every rule on the cells it names, and the checks that
//! need no rule. Verdicts and findings, no sentences.

mod bind;
mod bisect;
mod bound;
mod builtin;
mod calls;
mod conditions;
mod coverage;
pub(crate) mod dim;
mod eval;
mod evaluated;
mod fast;
pub(crate) mod formula;
mod functions;
mod hulls;
mod idle;
mod keys;
mod linear;
mod mismatch;
mod names;
mod open;
pub(crate) mod poly;
pub(crate) mod project;
mod provenance;
mod recompute;
mod resolve;
mod run;
pub(crate) mod solve;
mod stream;
mod subject;
pub(crate) mod system;
#[cfg(test)]
mod tests;
pub(crate) mod value;
pub(crate) mod verdict;
mod waivers;
mod wholes;

pub use names::{Named, StandsFor, names};
pub use recompute::{Recomputed, recompute};
pub use run::{CheckOptions, Outcome, RuleTally, check};
pub(crate) use run::{Checked, check_then};
pub use subject::{subject, table_is_gone};

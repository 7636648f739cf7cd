//! Checks a report: every rule on the cells it names, and the checks that
//! need no rule. Verdicts and findings, no sentences.

mod bind;
mod bound;
mod builtin;
mod calls;
mod conditions;
mod coverage;
mod eval;
mod evaluated;
mod fast;
mod functions;
mod idle;
mod keys;
mod mismatch;
mod names;
mod open;
mod provenance;
mod recompute;
mod resolve;
mod run;
mod stream;
mod subject;
pub(crate) mod system;
mod verdict;
mod waivers;

pub use names::{Named, StandsFor, names};
pub use recompute::{Recomputed, recompute};
pub use run::{CheckOptions, Outcome, RuleTally, check};
pub(crate) use run::{Checked, check_then};
pub use subject::{subject, table_is_gone};

//! Checks a report: every rule on the cells it names, and the checks that
//! need no rule. Verdicts and findings, no sentences.

mod bind;
mod bound;
mod builtin;
mod dim;
mod eval;
mod fast;
mod finding;
mod hulls;
mod keys;
mod kind;
mod linear;
mod poly;
mod provenance;
mod recompute;
mod run;
mod solve;
mod stream;
mod verdict;

pub use finding::{
    Asked, Detail, Finding, Findings, HoldsIf, Mark, MarkRole, Mismatch, NotChecked, Repair,
    RuleNote, Side, Tally, WhyNot,
};
pub use recompute::{Recomputed, recompute};
pub use run::{CheckOptions, Outcome, RuleTally, check};

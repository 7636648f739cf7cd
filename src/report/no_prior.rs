//! Why there is no report of the period before.

use crate::period::Doubt;
use std::path::PathBuf;

/// Why there is no report of the period before to look at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NoPrior {
    /// The report's own period is not known.
    PeriodUnknown,
    /// A period may be read in two ways: the report's own, or that of a
    /// report beside it.
    Unclear(Doubt),
    /// There are several reports of that period.
    Several(String, [PathBuf; 2]),
    /// There is none of that period, and none of an earlier one.
    First(String),
    /// There is none of that period, though there are earlier reports.
    NoReport(String),
}

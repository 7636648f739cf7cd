//! JUnit XML, as Jenkins and GitLab read it: a suite a report, a case a rule
//! and a case a check that needs no rule.
//!
//! JUnit knows no warnings: a case fails by findings that fail the run
//! (`--fail-on`); others stand in the output of a case that passes. A case
//! whose findings are all waived is skipped, with the reason.

mod cases;
mod element;

use crate::format::output::{Output, Setting};
use crate::say::run::{Checked, Run};
use cases::suite;

/// A suite a report.
pub(crate) struct Junit(pub Setting);

impl Output for Junit {
    fn head(&self, _run: &Run) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"reportcheck\">\n".to_owned()
    }

    fn parts(&self, checked: &Checked<'_>) -> Vec<String> {
        vec![suite(checked, self.0).text()]
    }

    fn tail(&self, _run: &Run) -> String {
        "</testsuites>\n".to_owned()
    }
}

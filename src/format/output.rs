//! What every format of `validate` has in common: it writes each report's
//! parts as that report is done, on whatever thread, and they are put
//! together in the reports' order.

use crate::format::snippet::Drawing;
use crate::lang::Lang;
use crate::rule::Severity;
use crate::say::run::{Checked, Run};

/// How to write.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    /// The reader's language.
    pub lang: Lang,
    /// Whether to colour.
    pub color: bool,
    /// The columns of the reader's terminal.
    pub width: usize,
    /// Findings listed for each report.
    pub limit: usize,
    /// Whether to list the figures under no rule.
    pub coverage: bool,
    /// Whether there are several reports.
    pub many: bool,
    /// Whether what could not be read is told elsewhere: on standard error.
    pub errors_apart: bool,
    /// The least severity that fails the run; `None`: none does.
    pub fail_on: Option<Severity>,
    /// Whether a report without anything to check is accepted.
    pub allow_unchecked: bool,
}

impl Setting {
    /// How to draw what compilers draw.
    pub(crate) fn drawing(&self) -> Drawing {
        Drawing {
            lang: self.lang,
            color: self.color,
            width: self.width,
        }
    }
}

/// A format. It is written report by report, in the reports' order, so that
/// thousands of them take no memory.
pub(crate) trait Output: Send + Sync {
    /// What comes before all reports. For a format that `gathers`, the run is
    /// complete; for others it is not yet known.
    fn head(&self, _run: &Run) -> String {
        String::new()
    }

    /// The parts of a report, in order; none where there is nothing to tell.
    fn parts(&self, checked: &Checked<'_>) -> Vec<String>;

    /// What comes between any two parts.
    fn between(&self) -> &'static str {
        ""
    }

    /// What comes after all reports.
    fn tail(&self, _run: &Run) -> String {
        String::new()
    }

    /// Whether the parts are held until all reports are checked, because what
    /// comes first must know them all.
    fn gathers(&self) -> bool {
        false
    }

    /// Whether a part is a finding by itself, for a format that `gathers`.
    fn is_finding(&self, _part: &str) -> bool {
        false
    }

    /// A part that says that findings of the run are not listed, for a format
    /// that `gathers`; none where it counts them itself.
    fn not_gathered(&self, _left_out: u64) -> Option<String> {
        None
    }

    /// Whether its lines are commands to what runs a job, such as `::error`.
    fn annotates(&self) -> bool {
        false
    }

    /// Whether it shows which cells each rule names, so that checking must say so.
    fn names_cells(&self) -> bool {
        false
    }

    /// The whole text of a format that `gathers`.
    fn gather(&self, parts: &[String], run: &Run) -> String {
        let parts = parts.join(self.between());
        format!("{}{parts}{}", self.head(run), self.tail(run))
    }
}

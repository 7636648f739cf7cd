//! What speaks for a rule that a sentence of the report itself states.

use super::code::Code;
use crate::place::Place;

/// Where a rule was read in the text of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stated {
    /// What the claim is about, as programs know it: `ratio`.
    pub kind: &'static str,
    /// The pattern of words that was read, as the documentation has it.
    pub pattern: &'static str,
    /// The words that state it, as they stand there.
    pub words: String,
    /// Where they begin.
    pub place: Place,
    /// What its failure is called.
    pub code: Code,
}

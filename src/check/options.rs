//! What is to be checked, and how.

use crate::date::Date;
use crate::finding::Listed;
use crate::parallel::at_once;
use crate::report::Options;
use std::num::NonZeroUsize;

/// What is to be checked.
#[derive(Clone, Debug, Default)]
pub(crate) struct CheckOptions {
    /// Only rules of these names; empty: all.
    pub rules: Vec<String>,
    /// Only these sections; empty: all.
    pub sections: Vec<String>,
    /// Findings kept in full; further ones are only counted.
    pub keep: usize,
    /// The same while a table goes by that is not held in memory; as many as
    /// `keep` where nothing is said.
    pub keep_streamed: Option<usize>,
    /// How many findings are held, where what a waiver of each would say is all
    /// that is asked of the others.
    pub listed: Option<Listed>,
    /// Whether the outcome also says which cells each rule names.
    pub names: bool,
    /// Whether other reports are checked by the same rules, so that a name
    /// that this one lacks may be theirs.
    pub among_others: bool,
    /// Whether to count the figures under a rule however long the tables are.
    pub coverage: bool,
    /// How the report was read: a report before it is read likewise.
    pub read: Options,
    /// The day by which waivers end; `None`: none does.
    pub today: Option<Date>,
    /// On how many threads the rows of a long table are read; as many as the
    /// machine runs at once unless said.
    pub threads: Option<NonZeroUsize>,
    /// How much of a long table is read at a time, in bytes, where a test wants
    /// its seams elsewhere.
    pub piece: Option<usize>,
    /// Whether the rules may not be all of the report's, such as those of the
    /// command line: then no waiver is for a rule that is not there.
    pub other_rules: bool,
}

impl CheckOptions {
    /// On how many threads the rows of a long table are read.
    pub(super) fn threads(&self) -> usize {
        self.threads.map_or_else(at_once, NonZeroUsize::get)
    }

    /// Whether a section is to be checked.
    pub(super) fn wants_section(&self, section: &str) -> bool {
        self.sections.is_empty() || self.sections.iter().any(|wanted| wanted == section)
    }
}

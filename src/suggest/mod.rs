//! What a configuration for tables at hand could say: their sections and
//! columns, and rules that hold over all of their figures. `describe` reads the
//! columns, `list` and `grid` think of rules, and the checks themselves decide
//! which of them hold (`holding`). Nothing here prints.

mod candidate;
mod describe;
mod grid;
mod holding;
mod list;
mod words;

pub(crate) use candidate::SuggestedRule;
pub(crate) use describe::{ColumnPlan, SectionPlan};

use crate::report::{Options, ReadError, Report};
use crate::rule::Config;
use candidate::CandidateRule;
use std::path::PathBuf;

/// More rules than this for one section are a heap, not a help.
const MOST: usize = 12;

/// What a configuration could say.
#[derive(Debug, Default)]
pub(crate) struct Starter {
    /// The sections, in the order of their names.
    pub sections: Vec<SectionPlan>,
    /// How many reports were read.
    pub reports: usize,
}

impl Starter {
    /// How many rules are suggested.
    pub(crate) fn suggestions(&self) -> usize {
        let sections = self.sections.iter();
        sections.map(|section| section.suggestions.len()).sum()
    }
}

/// Reads reports, and says what a configuration of theirs could say.
///
/// # Errors
/// All that could not be read; then nothing is said.
pub(crate) fn suggest(paths: &[PathBuf], options: &Options) -> Result<Starter, Vec<ReadError>> {
    let mut reports = open(paths, &Config::default(), options);
    let unread = |report: &mut Report| std::mem::take(&mut report.errors);
    let errors: Vec<ReadError> = reports.iter_mut().flat_map(unread).collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut sections = describe::describe(&reports, options)?;
    drop(reports);
    let config = describe::config(&sections);
    // The newest report is the one that rules are thought of for.
    let mut trial = holding::Trial::new(open(paths, &config, options), &config, options)?;
    let looks_back = trial.looks_back();
    let mut candidates: Vec<CandidateRule> = Vec::new();
    for plan in &sections {
        let Some(table) = trial.newest(&plan.name) else {
            continue;
        };
        candidates.extend(match table.layout.list_column() {
            Some(column) => list::candidates(table, column, looks_back, paths.len() > 1),
            None => grid::candidates(table, &plan.totals, looks_back),
        });
    }
    let held = trial.held(candidates);
    for plan in &mut sections {
        plan.suggestions = candidate::best(&plan.name, &held, MOST);
    }
    trial.settle(&mut sections);
    Ok(Starter {
        sections,
        reports: paths.len(),
    })
}

fn open(paths: &[PathBuf], config: &Config, options: &Options) -> Vec<Report> {
    let open = |path: &PathBuf| Report::open(path, config, options);
    paths.iter().map(open).collect()
}

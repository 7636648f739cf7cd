//! What a configuration for tables at hand could say: their sections and
//! columns, and rules that hold over all of their figures. `describe` reads the
//! columns, `list`, `grid` and `shown` think of rules, and the checks themselves decide
//! which of them hold (`holding`). Nothing here prints.

mod candidate;
mod describe;
mod grid;
mod holding;
mod list;
mod shown;
mod words;

pub(crate) use candidate::{Break, BrokenRule, SuggestedRule};
pub(crate) use describe::{ColumnPlan, SectionPlan};

use crate::report::{Options, ReadError, Report};
use crate::rule::Config;
use candidate::CandidateRule;
use holding::{Sampled, Trial};
use shown::Shown;
use std::collections::{BTreeSet, HashMap};
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
    /// The rules that the author of the tables wrote as formulas.
    pub rules: Vec<AuthorRule>,
    /// Tables that could not be read, beside others that were.
    pub unread: Vec<ReadError>,
}

/// A rule that a formula of the tables' author is.
#[derive(Clone, Debug)]
pub(crate) struct AuthorRule {
    /// What it is called: the cell of the formula.
    pub name: String,
    /// What it checks.
    pub check: String,
    /// The section over whose rows it is; none where it names cells.
    pub section: Option<String>,
    /// Whether a sentence of the document states it.
    pub stated: bool,
    /// Whether its failure is a warning: words tell that two figures are one.
    pub warns: bool,
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
/// All that could not be read, unless it is some tables beside others: then
/// nothing is said.
pub(crate) fn suggest(paths: &[PathBuf], options: &Options) -> Result<Starter, Vec<ReadError>> {
    let mut reports = open(paths, &Config::default(), options);
    let unread = |report: &mut Report| std::mem::take(&mut report.errors);
    let errors: Vec<ReadError> = reports.iter_mut().flat_map(unread).collect();
    let of_tables = errors.iter().all(|error| error.table().is_some());
    let some = reports.iter().any(|report| !report.tables.is_empty());
    if !(errors.is_empty() || of_tables && some) {
        return Err(errors);
    }
    let sections = described(&reports, options)?;
    drop(reports);
    let config = describe::config(&sections);
    let mut reports = open(paths, &config, options);
    // These are told once.
    let told = |error: &ReadError| error.table().is_none();
    for report in &mut reports {
        report.errors.retain(told);
    }
    let mut starter = suggest_within(reports, sections, &config, options)?;
    starter.unread = errors;
    Ok(starter)
}

/// Which sections and columns reports have, each table read once.
///
/// # Errors
/// What could not be read.
pub(crate) fn described(
    reports: &[Report],
    options: &Options,
) -> Result<Vec<SectionPlan>, Vec<ReadError>> {
    describe::describe(reports, options)
}

/// Says what a configuration of a report that was read from a document could
/// say, where it is known what its sections are.
///
/// # Errors
/// As for [`suggest`].
pub(crate) fn suggest_for(
    report: Report,
    sections: Vec<SectionPlan>,
    options: &Options,
) -> Result<Starter, Vec<ReadError>> {
    let config = describe::config(&sections);
    suggest_within(vec![report], sections, &config, options)
}

fn suggest_within(
    reports: Vec<Report>,
    mut sections: Vec<SectionPlan>,
    config: &Config,
    options: &Options,
) -> Result<Starter, Vec<ReadError>> {
    let count = reports.len();
    let sampled = Sampled::of(reports, config, options)?;
    let mut shown: HashMap<String, Shown> = HashMap::new();
    for plan in &mut sections {
        let found = Shown::of(&sampled.tables(&plan.name), &config.units);
        for key in &found.totals {
            if !plan.totals.contains(key) {
                plan.totals.push(key.clone());
            }
        }
        shown.insert(plan.name.clone(), found);
    }
    // With the totals that the figures show.
    let config = describe::config(&sections);
    // The newest report is the one that rules are thought of for.
    let mut trial = Trial::new(sampled, &config, options);
    let looks_back = trial.looks_back();
    let mut candidates: Vec<CandidateRule> = Vec::new();
    for plan in &sections {
        let Some(table) = trial.newest(&plan.name) else {
            continue;
        };
        candidates.extend(match table.layout.list_column() {
            Some(column) => list::candidates(table, column, looks_back, count > 1),
            None => grid::candidates(table, &plan.totals, looks_back),
        });
        if let Some(shown) = shown.get(&plan.name) {
            candidates.extend(shown.candidates(&plan.name));
        }
    }
    candidates.extend(shown::of_tables(&trial.newest_tables()));
    let held = trial.held(candidates);
    let checks: BTreeSet<String> = held
        .iter()
        .map(|held| held.candidate.check.clone())
        .collect();
    let checks: BTreeSet<&str> = checks.iter().map(String::as_str).collect();
    let held = candidate::joined(held);
    for plan in &mut sections {
        plan.suggestions = candidate::best(&plan.name, &held, MOST);
    }
    trial.settle(&mut sections);
    for plan in &mut sections {
        if let Some(shown) = shown.get(&plan.name) {
            plan.broken = shown.broken(&plan.name, &checks, &mut trial);
        }
    }
    Ok(Starter {
        unread: Vec::new(),
        sections,
        reports: count,
        rules: Vec::new(),
    })
}

fn open(paths: &[PathBuf], config: &Config, options: &Options) -> Vec<Report> {
    let open = |path: &PathBuf| Report::open(path, config, options);
    paths.iter().map(open).collect()
}

//! What the rules of a configuration met in some reports: rules that no row
//! was for, and names that no table has.

use super::lint;
use super::rule_finding::{in_file_order, rule_finding};
use crate::check::{Outcome, RuleTally};
use crate::finding::{Code, Detail, Finding, Mark, Tally};
use crate::report::{NoPrior, ReadError, Report};
use crate::rule::{Config, ConfigError, DescribedAs, Rule, SectionConfig, nearest};
use crate::table::Table;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Names of a section's tables kept to tell the nearest one.
const NAMES_KEPT: usize = 1_000;

/// What was met in the reports so far.
#[derive(Debug, Default)]
pub(crate) struct Usage {
    tallies: BTreeMap<String, Tally>,
    sections: BTreeMap<String, SectionUsage>,
    reports: usize,
    /// Names that some report has nothing for, with how many reports they are.
    lacked: Vec<(String, ConfigError, u64)>,
    /// In how many reports the names of each rule could be looked up.
    judged: BTreeMap<String, u64>,
    back: LooksBack,
    /// Whether something of some report could not be read.
    unread: bool,
}

/// How the reports so far came to the one before them, where rules look there.
#[derive(Debug, Default)]
struct LooksBack {
    /// How many reports looked.
    reports: usize,
    /// Whether one found it, or it could not be told which it is: that is told
    /// by itself.
    settled: bool,
    /// The first report that did not.
    vain: Option<(PathBuf, NoPrior)>,
}

/// What was met of one section.
#[derive(Debug, Default)]
struct SectionUsage {
    /// What is described and there.
    described: BTreeSet<(DescribedAs, String)>,
    /// Names that its tables have.
    columns: BTreeSet<String>,
    keys: BTreeSet<String>,
    /// Whether the rows of some table were not looked at.
    unknown_rows: bool,
}

impl Usage {
    /// Nothing yet.
    pub(crate) fn new() -> Usage {
        Usage::default()
    }

    /// What a run over reports finds in the rules themselves, in the file's
    /// order.
    pub(crate) fn findings(&self, config: &Config) -> Vec<Finding> {
        let mut found = lint(config);
        found.extend(self.rules_that_check_nothing(config));
        found.extend(self.rules_that_never_look_back(config));
        in_file_order(&mut found);
        found
    }

    /// Adds how a report's checks came out, and what its tables have.
    pub(crate) fn add(&mut self, report: &Report, outcome: &Outcome, config: &Config) {
        self.add_tallies(&outcome.rules);
        self.add_names(&outcome.rules);
        self.add_prior(
            &report.path,
            report.no_prior.as_ref(),
            outcome.prior.is_some(),
        );
        self.reports += 1;
        // A mistake in a rule hides no table.
        let hides = |error: &ReadError| !matches!(error, ReadError::Config(_));
        self.unread |= outcome.errors.iter().any(hides);
        for section in &config.sections {
            if let Some(table) = report.table(&section.name) {
                let met = self.sections.entry(section.name.clone()).or_default();
                let period = report.period.as_ref();
                let out = |name: &str| {
                    let column = section.column(name);
                    let times = column.map(|column| &column.in_force);
                    let own = times.is_some_and(|times| times.is_out(period));
                    own || section.in_force.is_out(period)
                };
                met.add(&report.tables[table], section, out);
            }
        }
    }

    /// Adds how the checks of rules came out.
    pub(crate) fn add_tallies(&mut self, rules: &[RuleTally]) {
        for rule in rules {
            let tally = self.tallies.entry(rule.written_as.clone()).or_default();
            tally.add(rule.tally);
        }
    }

    /// Adds what a report lacks of the names in its rules.
    pub(crate) fn add_names(&mut self, rules: &[RuleTally]) {
        for rule in rules {
            let judges = u64::from(rule.judges_names);
            *self.judged.entry(rule.written_as.clone()).or_default() += judges;
            for error in &rule.lacks {
                let same = |known: &&mut (String, ConfigError, u64)| known.1.place == error.place;
                match self.lacked.iter_mut().find(same) {
                    Some((_, _, reports)) => *reports += judges,
                    None => {
                        let lacked = (rule.written_as.clone(), error.clone(), judges);
                        self.lacked.push(lacked);
                    }
                }
            }
        }
    }

    /// Mistakes in the rules: names that no report has which could have them.
    pub(crate) fn names_of_no_report(&self) -> Vec<ReadError> {
        let mistakes = self.mistaken();
        mistakes
            .map(|(_, error)| ReadError::Config(Box::new(error.clone())))
            .collect()
    }

    /// Rules with a name that no report has.
    fn mistaken(&self) -> impl Iterator<Item = (&str, &ConfigError)> {
        let judged = |rule: &String| self.judged.get(rule).copied().unwrap_or_default();
        let lacked = self.lacked.iter();
        let of_none = lacked.filter(move |(rule, _, reports)| *reports >= judged(rule));
        of_none.map(|(rule, error, _)| (rule.as_str(), error))
    }

    /// Adds whether a report of the period before was found, and why not.
    pub(crate) fn add_prior(&mut self, report: &Path, why: Option<&NoPrior>, found: bool) {
        let back = &mut self.back;
        back.settled |= found;
        let Some(why) = why else {
            return;
        };
        back.reports += 1;
        back.settled |= matches!(why, NoPrior::Unclear(_) | NoPrior::Several(..));
        let first = |why: &NoPrior| matches!(why, NoPrior::First(_));
        let known = back.vain.as_ref().is_some_and(|(_, known)| !first(known));
        if !known && (back.vain.is_none() || !first(why)) {
            back.vain = Some((report.to_path_buf(), why.clone()));
        }
    }

    /// Rules that look at the report of the period before, where no report has
    /// one before it. The first report of a series need not have one.
    pub(crate) fn rules_that_never_look_back(&self, config: &Config) -> Vec<Finding> {
        let back = &self.back;
        let Some((one, why)) = back.vain.as_ref().filter(|_| !back.settled) else {
            return Vec::new();
        };
        if back.reports == 1 && matches!(why, NoPrior::First(_)) {
            return Vec::new();
        }
        let looked = |rule: &&Rule| {
            // The rows of its table look back at one another.
            let section = rule.section.as_deref();
            let section = section.and_then(|section| config.section(section));
            let within = section.is_some_and(|section| section.period_name().is_some());
            rule.looks_back() && !within && self.tallies.contains_key(&rule.name)
        };
        let rules = config.rules.iter().filter(looked);
        let finding = |rule| {
            let detail = Detail::NeverFound {
                reports: back.reports,
                one: one.clone(),
                why: why.clone(),
            };
            rule_finding(Code::PriorNeverFound, rule, &[], detail, config)
        };
        rules.filter_map(finding).collect()
    }

    /// Rules that were for no row of any report. A rule that was not looked at
    /// (by a mistake in it, or by the run's options) is none of them.
    pub(crate) fn rules_that_check_nothing(&self, config: &Config) -> Vec<Finding> {
        let nothing = |name: &String| {
            self.tallies
                .get(name)
                .is_some_and(|tally| tally.checks() == 0)
        };
        let rules = config.rules.iter().filter(|rule| nothing(&rule.name));
        rules
            .filter_map(|rule| {
                rule_finding(
                    Code::RuleChecksNothing,
                    rule,
                    &[],
                    Detail::ChecksNothing,
                    config,
                )
            })
            .collect()
    }

    /// How many reports there were.
    pub(crate) fn reports(&self) -> usize {
        self.reports
    }

    /// Columns and rows that the configuration describes and no table of
    /// their section has.
    pub(crate) fn names_of_nothing(&self, config: &Config) -> Vec<Finding> {
        let mut findings = Vec::new();
        let severity = config.severity_of(Code::NamesNothing);
        let Some(severity) = severity.filter(|_| !self.unread) else {
            return findings;
        };
        for section in &config.sections {
            let Some(met) = self.sections.get(&section.name) else {
                continue;
            };
            for (what, name, place) in &section.described {
                if !met.lacks(*what, name) {
                    continue;
                }
                let known = match what {
                    DescribedAs::Column => &met.columns,
                    DescribedAs::Label
                    | DescribedAs::Total
                    | DescribedAs::Trust
                    | DescribedAs::Required => &met.keys,
                };
                let known = known.iter().map(String::as_str);
                let column = section.column(name);
                let nearest = match column.filter(|_| *what == DescribedAs::Column) {
                    Some(column) => column.nearest(known),
                    None => nearest(name, known),
                };
                let nearest = nearest.map(str::to_owned);
                let detail = Detail::NamesNothing {
                    what: *what,
                    nearest,
                };
                let mark = Mark::in_file(place.clone()).named(name.clone());
                let finding = Finding::new(Code::NamesNothing, severity, mark, detail);
                findings.push(finding.in_section(&section.name));
            }
        }
        in_file_order(&mut findings);
        findings
    }

    /// Rules whose every check was left open, by name, in the file's order.
    pub(crate) fn never_settled<'c>(&self, config: &'c Config) -> Vec<&'c str> {
        let open = |name: &str| {
            let tally = self.tallies.get(name).copied().unwrap_or_default();
            let mistake = self.mistaken().any(|(rule, _)| rule == name);
            !mistake && tally.checks() > 0 && tally.checks() == tally.not_checked
        };
        let names = config.rules.iter().map(|rule| rule.name.as_str());
        names.filter(|name| open(name)).collect()
    }
}

impl SectionUsage {
    /// Adds what a table has; what is `out` of its time need not be there.
    fn add(&mut self, table: &Table, section: &SectionConfig, out: impl Fn(&str) -> bool) {
        self.unknown_rows |= table.streamed;
        for (what, name, _) in &section.described {
            let there = match what {
                DescribedAs::Column => table.layout.column(name).is_some() || out(name),
                DescribedAs::Total => table.row(name).is_some() || table.has_row_named(name),
                DescribedAs::Label | DescribedAs::Trust | DescribedAs::Required => {
                    table.row(name).is_some()
                }
            };
            if there {
                self.described.insert((*what, name.clone()));
            }
        }
        let columns = table.layout.columns.iter().map(|column| &column.name);
        self.columns.extend(columns.cloned());
        let room = NAMES_KEPT.saturating_sub(self.keys.len());
        let keys = table.rows.iter().take(room).map(|row| row.key());
        self.keys.extend(keys.map(str::to_owned));
    }

    /// Whether no table has what is described.
    fn lacks(&self, what: DescribedAs, name: &str) -> bool {
        let open = self.unknown_rows && what != DescribedAs::Column;
        !open && !self.described.contains(&(what, name.to_owned()))
    }
}

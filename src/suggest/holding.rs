//! Whether candidates hold: they are checked as rules are, over every report.

use super::candidate::{CandidateRule, HoldingRule};
use super::describe::SectionPlan;
use crate::check::{CheckOptions, Outcome, check};
use crate::report::{Options, ReadError, Report, first_rows};
use crate::rule::{Config, Rule, Severity, rule_from_command_line};
use crate::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of a long table on which candidates are tried first.
const SAMPLE: usize = 1000;

/// Reports on which rules are tried.
pub(super) struct Trial<'a> {
    /// The oldest first. Of long tables the first rows.
    reports: Vec<Report>,
    /// Whether there are long tables.
    long: bool,
    config: &'a Config,
    options: &'a Options,
}

impl<'a> Trial<'a> {
    /// Takes reports; of long tables it reads the first rows.
    ///
    /// # Errors
    /// What could not be read.
    pub(super) fn new(
        mut reports: Vec<Report>,
        config: &'a Config,
        options: &'a Options,
    ) -> Result<Trial<'a>, Vec<ReadError>> {
        let mut errors = Vec::new();
        let mut long = false;
        for report in &mut reports {
            errors.append(&mut report.errors);
            for table in report.tables.iter_mut().filter(|table| table.streamed) {
                long = true;
                match first_rows(table, SAMPLE, config, options) {
                    Ok(first) => *table = first,
                    Err(error) => errors.push(error),
                }
            }
        }
        reports.sort_by(|a, b| (&a.period, &a.path).cmp(&(&b.period, &b.path)));
        match errors.is_empty() {
            true => Ok(Trial {
                reports,
                long,
                config,
                options,
            }),
            false => Err(errors),
        }
    }

    /// Whether some report has one of the period before.
    pub(super) fn looks_back(&self) -> bool {
        let before = |report: &Report| report.prior(self.config, self.options);
        self.reports.iter().any(|report| before(report).is_ok())
    }

    /// A section's table in the newest report that has it.
    pub(super) fn newest(&self, section: &str) -> Option<&Table> {
        let mut reports = self.reports.iter().rev();
        reports.find_map(|report| Some(&report.tables[report.table(section)?]))
    }

    /// The candidates that hold wherever they can be checked, and say
    /// something in every report that has their section.
    pub(super) fn held(&mut self, candidates: Vec<CandidateRule>) -> Vec<HoldingRule> {
        let mut rules = Vec::new();
        let mut by_name = BTreeMap::new();
        for (number, candidate) in candidates.into_iter().enumerate() {
            let section = Some(candidate.section.as_str());
            if let Ok(mut rule) = rule_from_command_line(&candidate.check, number, section) {
                rule.remainder = None;
                by_name.insert(rule.name.clone(), candidate);
                rules.push(rule);
            }
        }
        let mut tallies = self.tallies(&rules);
        if self.long {
            rules.retain(|rule| tallies.contains_key(&rule.name));
            tallies = self.tallies_of_all(&rules);
        }
        // In the order in which they were thought of.
        let held = rules.iter().filter_map(|rule| {
            let (checks, reports) = *tallies.get(&rule.name)?;
            Some(HoldingRule {
                candidate: by_name.remove(&rule.name)?,
                checks,
                reports,
            })
        });
        held.collect()
    }

    fn tallies(&mut self, rules: &[Rule]) -> Tallies {
        let config = with_rules(self.config, rules);
        let options = CheckOptions {
            read: self.options.clone(),
            ..CheckOptions::default()
        };
        let outcomes = self
            .reports
            .iter_mut()
            .map(|report| check(report, &config, &options));
        joined(rules, outcomes)
    }

    /// The same over all rows of long tables.
    fn tallies_of_all(&self, rules: &[Rule]) -> Tallies {
        let config = with_rules(self.config, rules);
        let options = CheckOptions {
            read: self.options.clone(),
            ..CheckOptions::default()
        };
        let outcomes = self.reports.iter().map(|report| {
            let mut report = Report::open(&report.path, &config, self.options);
            check(&mut report, &config, &options)
        });
        joined(rules, outcomes)
    }

    /// Gives every suggestion a name of its own, and takes back those that
    /// would bring a finding.
    pub(super) fn settle(&mut self, sections: &mut [SectionPlan]) {
        let mut names = BTreeSet::new();
        let mut rules = Vec::new();
        for plan in sections.iter_mut() {
            for suggestion in &mut plan.suggestions {
                let wanted = suggestion.name.clone();
                let mut number = 2;
                while !names.insert(suggestion.name.clone()) {
                    suggestion.name = format!("{wanted}-{number}");
                    number += 1;
                }
                let section = Some(plan.name.as_str());
                if let Ok(mut rule) = rule_from_command_line(&suggestion.check, 0, section) {
                    rule.name = suggestion.name.clone();
                    rule.remainder = (!suggestion.silent_remainder).then_some(Severity::Warning);
                    rules.push(rule);
                }
            }
        }
        let config = with_rules(self.config, &rules);
        let options = CheckOptions {
            keep: usize::MAX,
            read: self.options.clone(),
            ..CheckOptions::default()
        };
        let mut found = BTreeSet::new();
        for report in &mut self.reports {
            let outcome = check(report, &config, &options);
            let broken = outcome.findings.kept.iter();
            found.extend(broken.filter_map(|finding| Some(finding.rule.as_ref()?.name.clone())));
        }
        for plan in sections {
            plan.suggestions
                .retain(|suggestion| !found.contains(&suggestion.name));
        }
    }
}

/// In how many rows a rule holds, and in how many reports.
type Tallies = BTreeMap<String, (u64, usize)>;

/// Of the rules that hold in every report and can be looked up in all.
fn joined(rules: &[Rule], outcomes: impl Iterator<Item = Outcome>) -> Tallies {
    let names = rules.iter().map(|rule| (rule.name.clone(), (0, 0)));
    let mut tallies: Tallies = names.collect();
    for outcome in outcomes {
        let of_rule: BTreeMap<&str, _> = outcome
            .rules
            .iter()
            .map(|rule| (rule.name.as_str(), rule.tally))
            .collect();
        // A rule that is not there names something that this report lacks.
        tallies.retain(|name, (checks, reports)| {
            let Some(tally) = of_rule.get(name.as_str()) else {
                return false;
            };
            *checks += tally.consistent;
            *reports += usize::from(tally.consistent > 0);
            tally.inconsistent == 0
        });
    }
    tallies.retain(|_, (checks, _)| *checks > 0);
    tallies
}

fn with_rules(config: &Config, rules: &[Rule]) -> Config {
    Config {
        rules: rules.to_vec(),
        ..config.clone()
    }
}

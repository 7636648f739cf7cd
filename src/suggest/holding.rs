//! Whether candidates hold: they are checked as rules are, over every report.

use super::candidate::{Break, CandidateRule, HoldingRule};
use super::describe::SectionPlan;
use crate::check::{CheckOptions, Outcome, check};
use crate::report::{Options, ReadError, Report, first_rows};
use crate::rule::{Config, Lines, Rule, Severity, rule_from_command_line};
use crate::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of a long table on which candidates are tried first.
const SAMPLE: usize = 1000;

/// Reports of which those tables are held that are short, and of long ones the
/// first rows.
pub(super) struct Sampled {
    /// The oldest first.
    reports: Vec<Report>,
    /// Whether there are long tables.
    long: bool,
}

impl Sampled {
    /// Takes reports; of long tables it reads the first rows.
    ///
    /// # Errors
    /// What could not be read.
    pub(super) fn of(
        mut reports: Vec<Report>,
        config: &Config,
        options: &Options,
    ) -> Result<Sampled, Vec<ReadError>> {
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
            true => Ok(Sampled { reports, long }),
            false => Err(errors),
        }
    }

    /// A section's tables, that of the newest report first.
    pub(super) fn tables(&self, section: &str) -> Vec<&Table> {
        let reports = self.reports.iter().rev();
        let tables = reports.filter_map(|report| Some(&report.tables[report.table(section)?]));
        tables.collect()
    }
}

/// How a rule fares in reports.
#[derive(Clone, Debug, Default)]
pub(super) struct Fared {
    /// The number of each report with how often it holds there and fails.
    pub reports: Vec<(usize, u64, u64)>,
    /// The lines in which it fails.
    pub breaks: Vec<Break>,
}

/// Reports on which rules are tried.
pub(super) struct Trial<'a> {
    sampled: Sampled,
    config: &'a Config,
    options: &'a Options,
}

impl<'a> Trial<'a> {
    /// Takes reports.
    pub(super) fn new(sampled: Sampled, config: &'a Config, options: &'a Options) -> Trial<'a> {
        Trial {
            sampled,
            config,
            options,
        }
    }

    /// Whether some report has one of the period before.
    pub(super) fn looks_back(&self) -> bool {
        let before = |report: &Report| report.prior(self.config, self.options);
        self.sampled
            .reports
            .iter()
            .any(|report| before(report).is_ok())
    }

    /// A section's table in the newest report that has it.
    pub(super) fn newest(&self, section: &str) -> Option<&Table> {
        self.sampled.tables(section).first().copied()
    }

    /// The tables of the newest report.
    pub(super) fn newest_tables(&self) -> Vec<&Table> {
        let newest = self.sampled.reports.last();
        newest.map_or_else(Vec::new, |report| report.tables.iter().collect())
    }

    /// How rules that were found fare in each report.
    pub(super) fn fares(&mut self, rules: &[Rule]) -> Vec<Fared> {
        let named = |(at, rule): (usize, &Rule)| Rule {
            name: format!("shown-{at}"),
            found: None,
            severity: Severity::Warning,
            ..rule.clone()
        };
        let own: Vec<Rule> = rules.iter().enumerate().map(named).collect();
        let mut fared = vec![Fared::default(); rules.len()];
        if own.is_empty() {
            return fared;
        }
        let config = with_rules(self.config, &own);
        let options = CheckOptions {
            keep: usize::MAX,
            read: self.options.clone(),
            ..CheckOptions::default()
        };
        let several = self.sampled.reports.len() > 1;
        let number = |name: &str| name.strip_prefix("shown-")?.parse::<usize>().ok();
        for (at, report) in self.sampled.reports.iter_mut().enumerate() {
            let outcome = check(report, &config, &options);
            for of in &outcome.rules {
                let (holds, fails) = (of.tally.consistent, of.tally.inconsistent);
                let of_rule = number(&of.name).and_then(|number| fared.get_mut(number));
                if let Some(fared) = of_rule.filter(|_| holds + fails > 0) {
                    fared.reports.push((at, holds, fails));
                }
            }
            let called = || match &report.period {
                Some(period) => period.plain(),
                None => report.path.display().to_string(),
            };
            for finding in &outcome.findings.kept {
                let of = finding.rule.as_ref().and_then(|rule| number(&rule.name));
                let Some(of) = of.filter(|of| *of < rules.len()) else {
                    continue;
                };
                let cell = finding.primary().named_cell();
                let columns = rules[of].found.as_ref().map(|found| found.over);
                let line = match (columns, &cell.column, &cell.key) {
                    (Some(Lines::Columns), Some(column), _) => column.clone(),
                    (_, _, Some(key)) => key.clone(),
                    (_, _, None) => continue,
                };
                fared[of].breaks.push(Break {
                    report: several.then(called),
                    line,
                });
            }
        }
        fared
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
        if self.sampled.long {
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
            .sampled
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
        let outcomes = self.sampled.reports.iter().map(|report| {
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
        for report in &mut self.sampled.reports {
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

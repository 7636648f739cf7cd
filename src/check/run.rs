//! All checks of a report, in order: sections, tables, rows, rules.

use super::bind::{BoundRule, Scope, Unbound, bind};
use super::builtin::{At, Rows, check_sections, check_table};
use super::coverage;
use super::fast::{QuickColumns, compile};
use super::names::{Named, of_bound};
use super::open::is_open;
use super::stream::{StreamRule, check_stream};
use super::system::System;
use super::verdict::{AtRow, Checker, Verdict};
use super::waivers::Settling;
use crate::date::Date;
use crate::figure::Quick;
use crate::finding::{
    CheckedRow, Code, Coverage, Detail, Finding, Findings, Mark, NotChecked, Reasoned, Tally,
    Waived, WhyNot,
};
use crate::report::{Options, ReadError, Report};
use crate::rule::{Config, Expr, Rule};
use std::collections::BTreeSet;

/// What is to be checked.
#[derive(Clone, Debug, Default)]
pub struct CheckOptions {
    /// Only rules of these names; empty: all.
    pub rules: Vec<String>,
    /// Only these sections; empty: all.
    pub sections: Vec<String>,
    /// Findings kept in full; further ones are only counted.
    pub keep: usize,
    /// The same while a table goes by that is not held in memory; as many as
    /// `keep` where nothing is said.
    pub keep_streamed: Option<usize>,
    /// Whether the outcome also says which cells each rule names.
    pub names: bool,
    /// Whether to count the figures under a rule however long the tables are.
    pub coverage: bool,
    /// How the report was read: a report before it is read likewise.
    pub read: Options,
    /// The day by which waivers end; `None`: none does.
    pub today: Option<Date>,
    /// Whether the rules may not be all of the report's, such as those of the
    /// command line: then no waiver is for a rule that is not there.
    pub other_rules: bool,
}

impl CheckOptions {
    /// Whether a section is to be checked.
    pub(super) fn wants_section(&self, section: &str) -> bool {
        self.sections.is_empty() || self.sections.iter().any(|wanted| wanted == section)
    }
}

/// A rule with how its checks came out.
#[derive(Clone, Debug)]
pub struct RuleTally {
    /// The rule's name.
    pub name: String,
    /// Its section.
    pub section: Option<String>,
    /// Its checks.
    pub tally: Tally,
    /// The cells that it names, where the options ask for them.
    pub names: Vec<Named>,
}

/// All that checking a report found.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The findings.
    pub findings: Findings,
    /// What could not be checked; as many as findings are kept.
    pub not_checked: Vec<NotChecked>,
    /// All checks of rules.
    pub tally: Tally,
    /// The checks of each rule.
    pub rules: Vec<RuleTally>,
    /// Findings that the report's own file accepts.
    pub waived: Vec<Waived>,
    /// The report of the period before, where a rule looks there.
    pub prior: Option<Report>,
    /// How many figures of each section are under a rule.
    pub coverage: Vec<Coverage>,
    /// What could not be read.
    pub errors: Vec<ReadError>,
    /// Whether the checks that need no rule were made.
    pub built_in: bool,
    /// What reasoning over the whole report came to, where it was asked.
    pub reasoned: Option<Reasoned>,
}

impl Outcome {
    /// Keeps so many findings, the worst ones, and as many checks that could
    /// not be made.
    pub(crate) fn keep(&mut self, keep: usize) {
        self.findings.settle(keep);
        self.not_checked.truncate(keep);
        for section in &mut self.coverage {
            section.uncovered.truncate(keep);
        }
    }

    /// Whether what a rule finds is still kept.
    pub(super) fn wants_more(&self, rule: &Rule, options: &CheckOptions) -> bool {
        let wants = |severity| self.findings.wants(severity, options.keep);
        let includes = matches!(rule.expr, Expr::Includes { .. });
        let remainder = includes && rule.remainder.is_some_and(wants);
        wants(rule.severity) || remainder || self.findings.watches(&rule.name)
    }
}

/// A report whose rules were checked one by one.
pub(crate) struct Checked<'a> {
    bound: &'a [(&'a Rule, BoundRule)],
    scope: &'a Scope<'a>,
    options: &'a CheckOptions,
}

impl<'a> Checked<'a> {
    /// The report of the period before.
    pub(crate) fn prior(&self) -> Option<&'a Report> {
        self.scope.prior
    }

    /// Its configuration.
    pub(crate) fn config(&self) -> &'a Config {
        self.scope.config
    }

    /// How it was checked.
    pub(crate) fn options(&self) -> &'a CheckOptions {
        self.options
    }

    /// How many checks of tables in memory fail.
    pub(crate) fn failed(&self, outcome: &Outcome) -> u64 {
        let tables = &self.scope.report.tables;
        let held = |bound: &BoundRule| !bound.rows_of.is_some_and(|table| tables[table].streamed);
        let rules = self.bound.iter().zip(&outcome.rules);
        let own = rules.filter(|((_, bound), _)| held(bound));
        own.map(|(_, rule)| rule.tally.inconsistent).sum()
    }

    /// Whether its rules, which hold one by one, could clash all the same.
    pub(crate) fn is_open(&self) -> bool {
        is_open(self.bound, self.scope)
    }

    /// All that its rules ask of its figures, side by side.
    pub(crate) fn system(&self) -> System<'a> {
        System::of(self.bound, self.scope, self.options)
    }
}

/// Checks a report.
pub fn check(report: &mut Report, config: &Config, options: &CheckOptions) -> Outcome {
    check_then(report, config, options, |_, _| {})
}

/// Checks a report, and lets more be found of it before its waivers are
/// judged: findings that are waived are out of the outcome by then.
pub(crate) fn check_then(
    report: &mut Report,
    config: &Config,
    options: &CheckOptions,
    then: impl FnOnce(&Checked<'_>, &mut Outcome),
) -> Outcome {
    let mut outcome = Outcome {
        findings: Findings::watching(&report.facts.waivers),
        ..Outcome::default()
    };
    let rules: Vec<&Rule> = config
        .rules
        .iter()
        .filter(|rule| wanted(rule, options))
        .collect();
    let looks_back = rules.iter().any(|rule| rule.looks_back());
    let mut prior = looks_back
        .then(|| report.prior(config, &options.read))
        .flatten();
    let bound = bind_all(
        &rules,
        report,
        prior.as_ref(),
        config,
        options,
        &mut outcome,
    );
    built_in(report, config, options, &mut outcome);
    outcome.errors.append(&mut report.errors);
    let report = &*report;
    let scope = Scope {
        report,
        prior: prior.as_ref(),
        config,
    };
    let tallies = check_rules(&bound, &scope, options, &mut outcome);
    if coverage::wanted(&scope, options) {
        let counted = coverage::of_tables(&bound, &scope, options);
        outcome.coverage.extend(counted);
        outcome.coverage.sort_by(|a, b| a.section.cmp(&b.section));
    }
    for ((rule, bound), tally) in bound.iter().zip(tallies) {
        let names = match options.names {
            true => of_bound(rule, bound, report, prior.as_ref()),
            false => Vec::new(),
        };
        outcome.tally.add(tally);
        outcome.rules.push(RuleTally {
            name: rule.name.clone(),
            section: rule.section.clone(),
            tally,
            names,
        });
    }
    let mut settling = Settling::new(report, options);
    settling.take(&mut outcome);
    let checked = Checked {
        bound: &bound,
        scope: &scope,
        options,
    };
    then(&checked, &mut outcome);
    settling.take(&mut outcome);
    // What is wrong with the tables of the report before matters to the rules
    // that look there.
    if let Some(prior) = &mut prior {
        outcome.errors.append(&mut prior.errors);
    }
    outcome.prior = prior;
    settling.judge(&mut outcome, report, config, options);
    outcome.findings.settle(options.keep);
    outcome
}

/// The checks that need no rule, of tables in memory; a run for certain rules
/// leaves them out.
fn built_in(report: &Report, config: &Config, options: &CheckOptions, outcome: &mut Outcome) {
    outcome.built_in = options.rules.is_empty();
    if !outcome.built_in {
        return;
    }
    check_sections(report, config, &mut outcome.findings);
    outcome.findings.keep_sections(&options.sections);
    let mut rows = Rows::new(report, config);
    let tables = report.tables.iter().filter(|table| !table.streamed);
    for table in tables.filter(|table| options.wants_section(table.section())) {
        check_table(table, config, &mut outcome.findings);
        for (number, row) in table.rows.iter().enumerate() {
            let at = At {
                layout: &table.layout,
                number: Some(number),
                row,
                limit: options.keep,
            };
            rows.check(at, &mut outcome.findings);
        }
    }
}

/// Checks the rules, those of streamed tables while their rows go by.
fn check_rules(
    bound: &[(&Rule, BoundRule)],
    scope: &Scope<'_>,
    options: &CheckOptions,
    outcome: &mut Outcome,
) -> Vec<Tally> {
    let tables = &scope.report.tables;
    let mut tallies = vec![Tally::default(); bound.len()];
    for (number, (rule, bound)) in bound.iter().enumerate() {
        let streamed = bound.rows_of.is_some_and(|table| tables[table].streamed);
        if !streamed {
            let checker = Checker {
                scope,
                rule,
                bound,
                rounding: options.read.rounding,
            };
            tallies[number] = check_rule(&checker, options, outcome);
        }
    }
    for (index, table) in tables
        .iter()
        .enumerate()
        .filter(|(_, table)| table.streamed)
    {
        let interest = options.wants_section(table.section());
        stream_table(
            index,
            interest,
            bound,
            &mut tallies,
            scope,
            options,
            outcome,
        );
    }
    tallies
}

/// Checks a rule once, or for each row of its table.
fn check_rule(checker: &Checker<'_>, options: &CheckOptions, outcome: &mut Outcome) -> Tally {
    let before = outcome.tally;
    let scope = checker.scope;
    let section = checker.rule.section.as_deref().unwrap_or_default();
    match checker.bound.rows_of {
        None => {
            let verdict = checker.check(None, outcome.wants_more(checker.rule, options));
            record(verdict, section, scope.config, options, outcome);
        }
        Some(table) => check_rows(checker, table, section, options, outcome),
    }
    let tally = outcome.tally.since(before);
    outcome.tally = before;
    tally
}

/// Checks a rule for each row of a table in memory: first whether the row
/// surely holds, then exactly.
fn check_rows(
    checker: &Checker<'_>,
    table: usize,
    section: &str,
    options: &CheckOptions,
    outcome: &mut Outcome,
) {
    let scope = checker.scope;
    let layout = &scope.report.tables[table].layout;
    let fast = compile(checker.rule, checker.bound, scope, layout);
    let quick = QuickColumns::new(layout, &scope.config.units);
    let mut figures = vec![Quick::default(); layout.columns.len()];
    for (number, row) in scope.report.tables[table].rows.iter().enumerate() {
        let sure = fast
            .as_ref()
            .is_some_and(|fast| fast.surely_holds_in(row, &quick, &mut figures));
        if sure {
            outcome.tally.consistent += 1;
            continue;
        }
        let at: AtRow<'_> = Some((table, Some(number), row));
        let verdict = checker.check(at, outcome.wants_more(checker.rule, options));
        record(verdict, section, scope.config, options, outcome);
    }
}

fn stream_table(
    table: usize,
    interest: bool,
    bound: &[(&Rule, BoundRule)],
    tallies: &mut [Tally],
    scope: &Scope<'_>,
    options: &CheckOptions,
    outcome: &mut Outcome,
) {
    let options = &CheckOptions {
        keep: options.keep_streamed.unwrap_or(options.keep),
        ..options.clone()
    };
    let layout = &scope.report.tables[table].layout;
    let own = |bound: &BoundRule| bound.rows_of == Some(table);
    let numbers: Vec<usize> = (0..bound.len())
        .filter(|&number| own(&bound[number].1))
        .collect();
    if !interest && numbers.is_empty() {
        return;
    }
    let mut rules: Vec<StreamRule<'_>> = numbers
        .iter()
        .map(|&number| StreamRule::new(bound[number].0, &bound[number].1, scope, layout, options))
        .collect();
    if let Err(error) = check_stream(table, &mut rules, scope, options, outcome) {
        outcome.errors.push(error.into());
    }
    for (number, rule) in numbers.into_iter().zip(rules) {
        tallies[number] = rule.tally;
    }
}

fn wanted(rule: &Rule, options: &CheckOptions) -> bool {
    let named = options.rules.is_empty() || options.rules.contains(&rule.name);
    let names_section = |section: &String| {
        rule.section.as_ref() == Some(section) || rule.expr_names_section(section)
    };
    named && (options.sections.is_empty() || options.sections.iter().any(names_section))
}

/// Binds the rules; reads the rows of streamed tables that some rule needs
/// as a whole, and binds again.
fn bind_all<'r>(
    rules: &[&'r Rule],
    report: &mut Report,
    prior: Option<&Report>,
    config: &Config,
    options: &CheckOptions,
    outcome: &mut Outcome,
) -> Vec<(&'r Rule, BoundRule)> {
    let try_all = |report: &Report| {
        let scope = Scope {
            report,
            prior,
            config,
        };
        rules
            .iter()
            .map(|rule| (*rule, bind(rule, &scope)))
            .collect::<Vec<_>>()
    };
    let mut tried = try_all(report);
    let needed: BTreeSet<usize> = tried
        .iter()
        .filter_map(|(_, bound)| match bound {
            Err(Unbound::NeedsRows(tables)) => Some(tables.iter().copied()),
            _ => None,
        })
        .flatten()
        .collect();
    if !needed.is_empty() {
        let tables: Vec<usize> = needed.into_iter().collect();
        report.load_rows(&tables, config, &options.read);
        tried = try_all(report);
    }
    let mut bound_rules = Vec::new();
    for (rule, bound) in tried {
        match bound {
            Ok(bound) => bound_rules.push((rule, bound)),
            Err(Unbound::Mistake(error)) => {
                outcome.errors.push(ReadError::Config(error));
            }
            // The table could not be read; its error is told already.
            Err(Unbound::NeedsRows(_)) => {}
        }
    }
    bound_rules
}

/// Counts a verdict and keeps its finding.
pub(super) fn record(
    verdict: Verdict,
    section: &str,
    config: &Config,
    options: &CheckOptions,
    outcome: &mut Outcome,
) {
    match verdict {
        Verdict::Skipped => {}
        Verdict::Consistent => outcome.tally.consistent += 1,
        Verdict::Inconsistent(severity, finding) => {
            outcome.tally.inconsistent += 1;
            match finding {
                Some(finding) => {
                    outcome.findings.offer(*finding, options.keep);
                }
                None => outcome.findings.count_one(severity, section),
            }
        }
        Verdict::NotChecked(not_checked) => {
            outcome.tally.not_checked += 1;
            unit_clash(&not_checked, config, outcome);
            if outcome.not_checked.len() < options.keep {
                outcome.not_checked.push(*not_checked);
            }
        }
    }
}

/// A rule over unlike units is not checked, and that is a finding.
fn unit_clash(not_checked: &NotChecked, config: &Config, outcome: &mut Outcome) {
    let Some(severity) = config.severity_of(Code::UnitClash) else {
        return;
    };
    let WhyNot::UnitClash(left, right) = &not_checked.why else {
        return;
    };
    let place = not_checked.rule.place.clone();
    let told = outcome.findings.all().any(|finding| {
        finding.code == Code::UnitClash && finding.rule.as_ref() == Some(&not_checked.rule)
    });
    if told {
        return;
    }
    let mark = Mark::in_file(place).named(not_checked.name.clone());
    let detail = Detail::UnitClash {
        left: left.clone(),
        right: right.clone(),
    };
    let finding = Finding::new(Code::UnitClash, severity, mark, detail)
        .of_rule(not_checked.rule.clone())
        .in_section(not_checked.section.as_deref().unwrap_or_default())
        .for_row(
            not_checked
                .row
                .clone()
                .map(|key| CheckedRow { key, number: None }),
        );
    outcome.findings.push(finding);
}

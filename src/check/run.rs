//! All checks of a report, in order: sections, tables, rows, rules.

use super::bind::in_short::needs_all_rows;
use super::bind::names::of_bound;
use super::bind::{BoundRule, Scope, Unbound, bind};
use super::by_group::check_groups;
use super::condense::condensed;
use super::coverage::{self, NamedInStream, named_cells};
use super::fast::{QuickColumns, compile};
use super::handed_in::{tell_aside, tell_for_no_row};
use super::options::CheckOptions;
use super::outcome::{Outcome, RuleTally, record};
use super::stream::{StreamRule, check_stream};
use super::system::System;
use super::system::could_clash::could_clash;
use super::table::{RowChecks, RowToCheck, check_sections, check_table};
use super::together::Together;
use super::verdict::{AtRow, Checker};
use super::waive::Settling;
use crate::claim::Counted;
use crate::figure::Quick;
use crate::finding::{Findings, Relations, Tally};
use crate::period::Doubt;
use crate::report::{NoPrior, ReadError, Report};
use crate::rule::{Config, Rule};
use crate::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// A report whose rules were checked one by one.
pub(crate) struct CheckedRules<'a> {
    bound: &'a [(&'a Rule, BoundRule)],
    tallies: &'a [Tally],
    scope: &'a Scope<'a>,
    options: &'a CheckOptions,
}

impl<'a> CheckedRules<'a> {
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
    pub(crate) fn failed(&self) -> u64 {
        let tables = &self.scope.report.tables;
        let held = |bound: &BoundRule| {
            let table = bound.each_row_of();
            !table.is_some_and(|table| tables[table].streamed)
        };
        let rules = self.bound.iter().zip(self.tallies);
        let own = rules.filter(|((_, bound), _)| held(bound));
        own.map(|(_, tally)| tally.inconsistent).sum()
    }

    /// Whether its rules, which hold one by one, could clash all the same.
    pub(crate) fn could_clash(&self) -> bool {
        could_clash(self.bound, self.scope)
    }

    /// Its checks, to be asked with figures supposed to be others.
    pub(crate) fn together(&self) -> Together<'a> {
        Together::of(self.bound, self.scope, self.options)
    }

    /// All that its rules ask of its figures, side by side.
    pub(crate) fn system(&self) -> System<'a> {
        System::of(self.bound, self.scope, self.options)
    }
}

/// Checks a report.
pub(crate) fn check(report: &mut Report, config: &Config, options: &CheckOptions) -> Outcome {
    check_then(report, config, options, |_, _| {})
}

/// Checks a report, and lets more be found of it before its waivers are
/// judged: findings that are waived are out of the outcome by then.
pub(crate) fn check_then(
    report: &mut Report,
    config: &Config,
    options: &CheckOptions,
    then: impl FnOnce(&CheckedRules<'_>, &mut Outcome),
) -> Outcome {
    let of_columns = report.for_columns(config);
    let config = of_columns.as_ref().unwrap_or(config);
    let outcome = check_held(report, config, options, then);
    // What long tables hold is for their rules only.
    report.tables.iter_mut().for_each(Table::let_go);
    outcome
}

fn check_held(
    report: &mut Report,
    config: &Config,
    options: &CheckOptions,
    then: impl FnOnce(&CheckedRules<'_>, &mut Outcome),
) -> Outcome {
    let mut outcome = Outcome {
        findings: Findings::watching(&report.facts.waivers).noting(options.listed),
        ..Outcome::default()
    };
    tell_unclear_times(config, &mut outcome);
    let rules: Vec<&Rule> = config
        .rules
        .iter()
        .filter(|rule| wanted(rule, options))
        .collect();
    let looks_back = rules.iter().any(|rule| rule.looks_back());
    let mut prior = match looks_back {
        true => look_back(report, config, options, &mut outcome),
        false => None,
    };
    let bound = bind_all(
        &rules,
        report,
        prior.as_ref(),
        config,
        options,
        &mut outcome,
    );
    tell_aside(report, config, &mut outcome.findings);
    outcome.errors.append(&mut report.errors);
    let report = &*report;
    let scope = Scope {
        report,
        prior: prior.as_ref(),
        config,
    };
    let named = match options.read.untrusted {
        true => named_cells(&bound, &scope, options),
        false => Vec::new(),
    };
    built_in(&scope, &named, options, &mut outcome);
    let tallies = check_rules(&bound, &scope, options, &mut outcome);
    if options.read.untrusted {
        tell_for_no_row(&bound, &tallies, &scope, &mut outcome.findings);
    }
    if coverage::wanted(&scope, options) {
        let counted = coverage::of_tables(&bound, &scope, options);
        outcome.coverage.extend(counted);
        // How many figures of sentences are in claims is told with these.
        let of_text = |section: &str| {
            let mut tables = report.tables.iter();
            tables.any(|table| table.layout.of_text && table.section() == section)
        };
        let asked = options.coverage;
        outcome
            .coverage
            .retain(|one| asked || !of_text(&one.section));
        outcome.coverage.sort_by(|a, b| a.section.cmp(&b.section));
    }
    outcome.relations = relations(&bound, &tallies);
    outcome.claims = match options.other_rules {
        true => Counted::default(),
        false => judged_claims(report.claims, &bound, &tallies),
    };
    for ((rule, bound), tally) in bound.iter().zip(&tallies) {
        let tally = *tally;
        outcome.tally.add(tally);
        // A relation and a claim are no rules that anybody wrote.
        if !rule.is_written() {
            continue;
        }
        let names = match options.names {
            true => of_bound(rule, bound, report, prior.as_ref()),
            false => Vec::new(),
        };
        let own = RuleTally {
            name: rule.name.clone(),
            written_as: rule.name_as_written().to_owned(),
            section: rule.section.clone(),
            tally,
            names,
            lacks: bound.lacks.clone(),
            judges_names: bound.judges_names(),
        };
        let of_column = |last: &&mut RuleTally| rule.written.is_some() && last.name == own.name;
        match outcome.rules.last_mut().filter(of_column) {
            Some(last) => last.join(own),
            None => outcome.rules.push(own),
        }
    }
    let mut settling = Settling::new(report, options);
    settling.take(&mut outcome);
    let checked = CheckedRules {
        bound: &bound,
        tallies: &tallies,
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

/// The claims, with how many among the rules hold and how many do not.
fn judged_claims(claims: Counted, bound: &[(&Rule, BoundRule)], tallies: &[Tally]) -> Counted {
    let both = bound.iter().zip(tallies);
    let of_claims = both.filter(|((rule, _), _)| rule.stated.is_some());
    let judged = of_claims.fold((0, 0), |(hold, fail), (_, tally)| {
        (hold + tally.consistent, fail + tally.inconsistent)
    });
    claims.judged(judged.0, judged.1)
}

/// The relations among the rules, each with all of its checks.
fn relations(bound: &[(&Rule, BoundRule)], tallies: &[Tally]) -> Relations {
    let mut broken: BTreeMap<usize, bool> = BTreeMap::new();
    for ((rule, _), tally) in bound.iter().zip(tallies) {
        if let Some(found) = &rule.found {
            *broken.entry(found.relation).or_default() |= tally.inconsistent > 0;
        }
    }
    let broken_ones = broken.values().filter(|broken| **broken).count();
    Relations {
        found: broken.len() as u64,
        hold: (broken.len() - broken_ones) as u64,
    }
}

/// Looks the names of a report's rules up, without checking them.
pub(crate) fn bound_then(
    report: &mut Report,
    config: &Config,
    options: &CheckOptions,
    then: impl FnOnce(&Scope<'_>, &[(&Rule, BoundRule)]),
) -> Outcome {
    let mut outcome = Outcome::default();
    let of_columns = report.for_columns(config);
    let config = of_columns.as_ref().unwrap_or(config);
    tell_unclear_times(config, &mut outcome);
    let rules = config.rules.iter().filter(|rule| wanted(rule, options));
    let rules: Vec<&Rule> = rules.collect();
    let prior = match rules.iter().any(|rule| rule.looks_back()) {
        true => look_back(report, config, options, &mut outcome),
        false => None,
    };
    let before = prior.as_ref();
    let bound = bind_all(&rules, report, before, config, options, &mut outcome);
    outcome.errors.append(&mut report.errors);
    let scope = Scope {
        report,
        prior: before,
        config,
    };
    then(&scope, &bound);
    outcome
}

/// Tells the times of which it cannot be told whether the report is in them.
fn tell_unclear_times(config: &Config, outcome: &mut Outcome) {
    let unclear = config.unclear_times.iter().cloned().map(Box::new);
    outcome.errors.extend(unclear.map(ReadError::Config));
}

/// The report of the period before; where it cannot be told which one that is,
/// that is a mistake.
fn look_back(
    report: &mut Report,
    config: &Config,
    options: &CheckOptions,
    outcome: &mut Outcome,
) -> Option<Report> {
    let why = match report.prior(config, &options.read) {
        Ok(prior) => return Some(prior),
        Err(why) => why,
    };
    let path = report.path.clone();
    match why.clone() {
        NoPrior::Unclear(Doubt { written, about }) => {
            let error = ReadError::PeriodUnclear {
                path,
                written,
                about,
            };
            outcome.errors.push(error);
        }
        NoPrior::Several(period, both) => {
            outcome
                .errors
                .push(ReadError::TwoBefore { path, period, both });
        }
        NoPrior::PeriodUnknown | NoPrior::First(_) | NoPrior::NoReport(_) => {}
    }
    report.no_prior = Some(why);
    None
}

/// The checks that need no rule, of tables in memory; a run for certain rules
/// leaves them out.
fn built_in(scope: &Scope<'_>, named: &[Vec<bool>], options: &CheckOptions, outcome: &mut Outcome) {
    let (report, config) = (scope.report, scope.config);
    outcome.built_in = options.rules.is_empty();
    let untrusted = options.read.untrusted;
    outcome.untrusted = untrusted;
    if !outcome.built_in {
        return;
    }
    let unread = (report, outcome.errors.as_slice());
    check_sections(unread, config, untrusted, &mut outcome.findings);
    outcome.findings.keep_sections(&options.sections);
    let mut rows = RowChecks::new(report, config);
    for (index, table) in report.tables.iter().enumerate() {
        if table.streamed || table.layout.of_text || !options.wants_section(table.section()) {
            continue;
        }
        let width = table.layout.columns.len();
        let named = named.get(index);
        check_table(table, config, options.keep, &mut outcome.findings);
        for (number, row) in table.rows.iter().enumerate() {
            let at = RowToCheck {
                layout: &table.layout,
                number: Some(number),
                row,
                named: named.and_then(|named| named.get(number * width..(number + 1) * width)),
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
        let streamed = bound
            .each_row_of()
            .is_some_and(|table| tables[table].streamed);
        if !streamed {
            let checker = Checker::new(scope, (rule, bound), options.read.rounding);
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
            record(verdict, checker.rule, section, scope, options, outcome);
        }
        Some(table) if checker.bound.by.is_some() => {
            check_groups(checker, table, section, options, outcome);
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
        record(verdict, checker.rule, section, scope, options, outcome);
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
    let own = |bound: &BoundRule| bound.each_row_of() == Some(table);
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
    let counted =
        (options.coverage && interest).then(|| NamedInStream::of(table, bound, scope, options));
    let run = (scope, options);
    if let Err(error) = check_stream(table, &mut rules, counted, run, outcome) {
        outcome.errors.push(error.into());
    }
    for (number, rule) in numbers.into_iter().zip(rules) {
        tallies[number] = rule.tally;
    }
}

fn wanted(rule: &Rule, options: &CheckOptions) -> bool {
    let names = [rule.name.as_str(), rule.name_as_written()];
    let mut asked = options.rules.iter();
    let named = options.rules.is_empty() || asked.any(|name| names.contains(&name.as_str()));
    let names_section = |section: &String| {
        rule.section.as_ref() == Some(section) || rule.expr_names_section(section)
    };
    named && (options.sections.is_empty() || options.sections.iter().any(names_section))
}

/// A rule with what its names stand for, where they do.
type Tried<'r> = (&'r Rule, Result<BoundRule, Unbound>);

/// Tables that were told in short and are needed row by row: by what a rule asks
/// of them, or to say which name was meant where there is none.
fn to_load(
    tried: &[Tried<'_>],
    report: &Report,
    prior: Option<&Report>,
    config: &Config,
    options: &CheckOptions,
) -> Vec<usize> {
    let scope = Scope {
        report,
        prior,
        config,
    };
    let mut needed = BTreeSet::new();
    let mut mistaken = false;
    for (rule, bound) in tried {
        needed.extend(needs_all_rows(rule, bound, &scope, options.read.rounding));
        mistaken |= match bound {
            Ok(bound) => !bound.lacks.is_empty(),
            Err(unbound) => matches!(unbound, Unbound::Mistake(_)),
        };
    }
    let tables = report.tables.iter().enumerate();
    let tables = tables.filter(|(number, table)| {
        let length = || std::fs::metadata(&table.layout.header.path).map_or(0, |about| about.len());
        let named = mistaken && table.is_condensed() && length() <= NAMES_FROM;
        named || needed.contains(number)
    });
    tables.map(|(number, _)| number).collect()
}

/// The longest table that is read row by row to find the name that was meant, in
/// bytes.
const NAMES_FROM: u64 = 4 << 20;

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
        let mut whole: Vec<usize> = Vec::new();
        for table in needed {
            match condensed(&report.tables[table], rules, config, options) {
                Some((rows, condensed)) => report.tables[table].condense(rows, condensed),
                None => whole.push(table),
            }
        }
        report.load_rows(&whole, config, &options.read);
        tried = try_all(report);
        let whole = to_load(&tried, report, prior, config, options);
        if !whole.is_empty() {
            report.load_rows(&whole, config, &options.read);
            tried = try_all(report);
        }
    }
    let mut bound_rules = Vec::new();
    for (rule, bound) in tried {
        match bound {
            // What a submission lacks is no mistake in the rules.
            Ok(bound)
                if bound.lacks.is_empty() || options.among_others || options.read.untrusted =>
            {
                bound_rules.push((rule, bound));
            }
            // Of all the reports that there are none has them.
            Ok(bound) => {
                let mistakes = bound.lacks.into_iter().map(Box::new);
                outcome.errors.extend(mistakes.map(ReadError::Config));
            }
            Err(Unbound::Mistake(error)) => {
                outcome.errors.push(ReadError::Config(error));
            }
            // The table could not be read; its error is told already.
            Err(Unbound::NeedsRows(_) | Unbound::NotThere) => {}
        }
    }
    bound_rules
}

//! Relations that the first rows of a long table show, tried in all its rows
//! before anything is told of them: what fails in more than a few is none.

use super::options::CheckOptions;
use super::run::check;
use crate::finding::Finding;
use crate::report::{Options, Report};
use crate::rule::{Config, Rule, Severity, limit_rows};
use crate::structure::total_name;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

/// A relation of a long table may fail in so many rows, however short it is,
const FEW: u64 = 2;
/// and in one more of so many.
const RARE: u64 = 200;
/// Findings that are looked at to tell which rows a relation is not about.
const LOOKED_AT: usize = 2_000;

/// Rules of long tables, tried in all rows.
#[derive(Default)]
pub(crate) struct Confirmed {
    /// Those that hold but in a few rows, each with in how many it does.
    pub rules: Vec<Rule>,
    /// In how many rows each other one holds, and of how many, by the number of
    /// its relation.
    pub others: BTreeMap<usize, (usize, usize)>,
}

/// Tells rules that hold but in a few rows from those that are none.
pub(crate) fn confirmed(
    rules: Vec<Rule>,
    report: &mut Report,
    config: &Config,
    (read, threads): (&Options, Option<NonZeroUsize>),
) -> Confirmed {
    if rules.is_empty() {
        return Confirmed::default();
    }
    let as_written = |rule: &Rule| Rule {
        found: None,
        stated: None,
        severity: Severity::Warning,
        ..rule.clone()
    };
    let config = Config {
        rules: rules.iter().map(as_written).collect(),
        ..config.clone()
    };
    let options = CheckOptions {
        rules: rules.iter().map(|rule| rule.name.clone()).collect(),
        keep: LOOKED_AT,
        read: read.clone(),
        threads,
        other_rules: true,
        ..CheckOptions::default()
    };
    // What could not be read is told when the report is checked.
    let errors = std::mem::take(&mut report.errors);
    let outcome = check(report, &config, &options);
    report.errors = errors;
    let tallies: BTreeMap<&str, _> = outcome
        .rules
        .iter()
        .map(|rule| (rule.name.as_str(), rule.tally))
        .collect();
    let mut others = BTreeMap::new();
    let confirm = |mut rule: Rule| {
        let tally = tallies.get(rule.name.as_str())?;
        let totals = totals(&rule, &outcome.findings.kept);
        let fails = tally.inconsistent.saturating_sub(totals.rows);
        let tried = tally.consistent + fails;
        let count = |rows: u64| usize::try_from(rows).unwrap_or(usize::MAX);
        let (holds, of) = (count(tally.consistent), count(tried));
        if holds == 0 || fails > FEW + tried / RARE {
            let relation = rule.found.as_ref()?.relation;
            others.insert(relation, (holds, of));
            return None;
        }
        if !totals.keys.is_empty() {
            let away = totals.keys.iter().map(|key| format!("key != \"{key}\""));
            let before = rule.rows.take().map(|(text, _)| text.text);
            let all: Vec<String> = before.into_iter().chain(away).collect();
            limit_rows(&mut rule, &all.join(" and ")).ok()?;
        }
        let found = rule.found.as_mut()?;
        (found.holds, found.tried) = (holds, of);
        Some(rule)
    };
    let rules = rules.into_iter().filter_map(confirm).collect();
    Confirmed { rules, others }
}

/// Rows of totals in which a relation fails that is not about them: what was
/// multiplied or divided is not so in sums.
#[derive(Default)]
struct Totals {
    keys: BTreeSet<String>,
    rows: u64,
}

fn totals(rule: &Rule, findings: &[Finding]) -> Totals {
    let mut totals = Totals::default();
    let own = |finding: &&Finding| {
        let of = finding.rule.as_ref();
        of.is_some_and(|of| of.name == rule.name)
    };
    for finding in findings.iter().filter(own) {
        let Some(key) = finding.row_key() else {
            continue;
        };
        if total_name(key).is_some() && !key.contains('"') {
            totals.keys.insert(key.to_owned());
            totals.rows += 1;
        }
    }
    totals
}

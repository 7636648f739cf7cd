//! The examples: one report without findings, and one with each finding once.

use crate::check::{CheckOptions, Outcome};
use crate::date::Date;
use crate::explain::entries;
use crate::finding::Finding;
use crate::lint::{Usage, lint};
use crate::reason::check;
use crate::report::{Options, Report, configuration};
use std::path::Path;

fn outcome(folder: &str) -> Outcome {
    let folder = Path::new(folder);
    let options = Options::default();
    let loaded = configuration(folder, &options);
    assert!(loaded.errors.is_empty(), "{:?}", loaded.errors);
    let mut report = Report::open(folder, &loaded.config, &options);
    let wanted = CheckOptions {
        today: Some(Date::today()),
        keep: 1000,
        ..CheckOptions::default()
    };
    let mut outcome = check(&mut report, &loaded.config, &wanted);
    assert!(outcome.errors.is_empty(), "{:?}", outcome.errors);
    // The rules themselves are checked too.
    let config = &loaded.config;
    let mut usage = Usage::new();
    usage.add(&report, &outcome, config);
    let found = [
        lint(config),
        usage.rules_that_check_nothing(config),
        usage.rules_that_never_look_back(config),
        usage.names_of_nothing(config),
    ];
    for finding in found.into_iter().flatten() {
        outcome.findings.push(finding);
    }
    outcome
}

#[test]
fn the_clean_report_has_no_finding() {
    for year in ["examples/clean/2023", "examples/clean/2024"] {
        let outcome = outcome(year);
        assert_eq!(outcome.findings.total(), 0, "{year}");
        assert!(
            outcome.tally.consistent > 20,
            "{year}: the rules are checked"
        );
    }
    let latest = outcome("examples/clean/2024").tally;
    assert_eq!(latest.not_checked, 0, "2023 is found beside 2024");
}

#[test]
fn the_report_with_errors_has_each_finding_once() {
    let outcome = outcome("examples/errors/2024");
    // Of findings with one cause, one tells the others.
    let told = |finding: &Finding| {
        let explains = finding.explains.iter();
        let codes = explains.map(|other| other.code.name());
        codes.chain([finding.code.name()]).collect::<Vec<_>>()
    };
    let mut found: Vec<&str> = outcome.findings.kept.iter().flat_map(told).collect();
    found.sort_unstable();
    assert_eq!(found, every());
}

/// Found elsewhere: where there are no rules (`tests/cases/relations`), with `--untrusted` or where `required` asks for it
/// (`tests/cases/untrusted`), and that 2023 is not found beside 2024, which
/// other errors need there.
const ELSEWHERE: [&str; 10] = [
    "hedged-figure",
    "likely-balance-mismatch",
    "likely-growth-mismatch",
    "likely-rate-mismatch",
    "likely-repeat-mismatch",
    "likely-sum-mismatch",
    "not-obeyed",
    "prior-never-found",
    "required-missing",
    "unchecked-rule",
];

/// Every code that the report with errors has.
fn every() -> Vec<&'static str> {
    let names = entries().map(|entry| entry.code.name());
    let mut every: Vec<&str> = names.filter(|name| !ELSEWHERE.contains(name)).collect();
    every.sort_unstable();
    every
}

#[test]
fn the_list_of_errors_names_each_of_them() {
    let list = std::fs::read_to_string("examples/README.md").expect("a text");
    let rows = list.lines().filter(|line| line.starts_with("| "));
    let listed = rows.skip(1).filter_map(|row| row.split('|').nth(1));
    let mut listed: Vec<&str> = listed.map(str::trim).collect();
    listed.sort_unstable();
    assert_eq!(listed, every());
}

//! The founding case: the report of 2016 has these contradictions and no
//! other, and its transcription stands in its source.

use crate::check::{CheckOptions, check};
use crate::figure::Reading;
use crate::report::{Options, Report, configuration};
use std::collections::BTreeMap;
use std::path::Path;

fn report_of_2016() -> (Report, crate::rule::Config) {
    let path = Path::new("data/2016");
    let loaded = configuration(path, &Options::default());
    assert!(loaded.errors.is_empty(), "{:?}", loaded.errors);
    let report = Report::open(path, &loaded.config, &Options::default());
    (report, loaded.config)
}

#[test]
fn its_contradictions_are_found_and_no_other() {
    let (mut report, config) = report_of_2016();
    let options = CheckOptions {
        keep: usize::MAX,
        ..CheckOptions::default()
    };
    let outcome = check(&mut report, &config, &options);
    assert!(outcome.errors.is_empty(), "{:?}", outcome.errors);
    let found: Vec<(&str, &str)> = outcome
        .findings
        .kept
        .iter()
        .map(|finding| (finding.code.name(), finding.primary().place.words()))
        .collect();
    let expected = [
        ("parts-exceed-whole", "312"),
        ("bound-violated", "150"),
        ("parts-incomplete", "300"),
        ("parts-incomplete", "586"),
        ("other-period", "2015 年"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn only_what_another_year_or_a_blank_would_tell_is_not_checked() {
    let (mut report, config) = report_of_2016();
    let outcome = check(&mut report, &config, &CheckOptions::default());
    let mut open: BTreeMap<&str, u64> = BTreeMap::new();
    for rule in outcome
        .rules
        .iter()
        .filter(|rule| rule.tally.not_checked > 0)
    {
        open.insert(&rule.name, rule.tally.not_checked);
    }
    let expected = BTreeMap::from([
        ("employment-site-cumulative", 1),
        ("service-hall-haiyuan-cumulative", 1),
        ("trading-systems-cumulative", 1),
        ("proposals-handled", 2),
        ("proposals-completion-rate", 2),
        ("proposals-completion-rate-possible", 2),
    ]);
    assert_eq!(open, expected);
}

#[test]
fn every_section_is_described_in_both_languages() {
    let (report, config) = report_of_2016();
    assert_eq!(report.tables.len(), config.sections.len());
    for section in &config.sections {
        assert!(
            section.title.en.is_some() && section.title.zh.is_some(),
            "{}",
            section.name
        );
    }
    for rule in &config.rules {
        assert!(
            rule.why.en.is_some() && rule.why.zh.is_some(),
            "{}",
            rule.name
        );
    }
    // A figure that takes part in nothing is still read.
    let figures = report
        .tables
        .iter()
        .flat_map(|table| &table.rows)
        .flat_map(|row| (0..row.width()).filter_map(|column| row.no_figure(column)));
    let unreadable = figures
        .filter(|reading| matches!(reading, Reading::Unreadable(_)))
        .count();
    assert_eq!(unreadable, 0);
}

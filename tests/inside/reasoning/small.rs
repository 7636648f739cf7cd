//! What reasoning makes of small reports at random: it ends without a fault,
//! and settles nearly all of them.

use super::population::{SmallReport, SmallRule, Sum};
use super::reasoned_seeing;
use super::replay::replay;
use crate::check::Outcome;
use crate::figure::Range;
use crate::finding::{Detail, WhyNot};
use crate::report::Report;
use std::collections::BTreeMap;
use std::fmt;

/// Reports of each size.
const REPORTS: u64 = 300;

/// What came of a population.
#[derive(Debug, Default)]
struct Tally {
    reports: usize,
    /// Reports of which something was given up by the reasoning.
    gave_up: usize,
    checks: u64,
    /// Checks that were given up.
    undecided: usize,
    /// Clashes of checks that hold one by one, and those with a proof.
    joint: usize,
    proved: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

/// What the prints of a report allow; of blank cells what they may hold.
fn printed(report: &Report) -> BTreeMap<String, Range> {
    let table = &report.tables[0];
    let column = table.layout.list_column().expect("a list");
    let ranges = table.rows.iter().map(|row| {
        // What no print says its cell does: a count is at least 0.
        let blank = || table.layout.domain(row, column).range();
        let range = row.figure(column).map(|figure| figure.range.clone());
        let range = range.unwrap_or_else(blank);
        (format!("t.{}", row.key()), range)
    });
    ranges.collect()
}

/// What reasoning says of a report, its proofs replayed.
fn outcome(report: &SmallReport) -> Outcome {
    let mut ranges = BTreeMap::new();
    let see = |report: &Report| ranges = printed(report);
    let outcome = reasoned_seeing(&report.table(), &report.configuration(), see);
    for finding in &outcome.findings.kept {
        let Some(clash) = &finding.clash else {
            continue;
        };
        if matches!(finding.detail, Detail::Joint) && !clash.derivation.is_empty() {
            let replayed = replay(clash, report, &ranges);
            let lines = crate::say::clash::proof(finding, crate::lang::Lang::En);
            if let Err(why) = replayed {
                panic!("{why}\n{report}\n{}\n", lines.join("\n"));
            }
        }
    }
    outcome
}

/// The reports of so many rules at most.
fn tally(rules: u64) -> Tally {
    let mut tally = Tally::default();
    for number in 0..REPORTS {
        let report = SmallReport::new(number, rules);
        let outcome = outcome(&report);
        let reasoned = outcome.reasoned.as_ref().expect("reasoned");
        tally.reports += 1;
        tally.gave_up += usize::from(!reasoned.gave_up.is_empty());
        let complex = outcome
            .not_checked
            .iter()
            .filter(|not| not.why == WhyNot::TooComplex);
        tally.undecided += complex.count();
        tally.checks += outcome.tally.checks();
        for finding in &outcome.findings.kept {
            let Some(clash) = finding.clash.as_ref() else {
                continue;
            };
            if matches!(finding.detail, Detail::Joint) {
                tally.joint += 1;
                tally.proved += usize::from(!clash.derivation.is_empty());
            }
        }
    }
    tally
}

/// How many of a population may be given up, by the most rules of a report:
/// reports of which something is left open, and checks.
const GIVEN_UP: [(u64, usize, usize); 3] = [(1, 0, 1), (3, 0, 2), (5, 0, 0)];
/// How many of its clashes there must be, all of them with a proof.
const JOINT: usize = 30;

#[test]
fn small_reports_are_settled_and_their_clashes_proved() {
    let mut joint = 0;
    for (rules, gave_up, undecided) in GIVEN_UP {
        let tally = tally(rules);
        assert!(tally.gave_up <= gave_up, "{rules}: {tally}");
        assert!(tally.undecided <= undecided, "{rules}: {tally}");
        assert_eq!(tally.joint, tally.proved, "{rules}: {tally}");
        joint += tally.joint;
    }
    assert!(joint >= JOINT, "{joint} clashes");
}

/// Not a test but a measure: what is given up, in parts of ten thousand.
#[test]
#[ignore = "prints rates"]
fn how_much_is_given_up() {
    for rules in [1, 3, 5] {
        let tally = tally(rules);
        let checks = usize::try_from(tally.checks).expect("few").max(1);
        let (reports, single) = (tally.gave_up * 10_000, tally.undecided * 10_000);
        let (reports, single) = (reports / tally.reports.max(1), single / checks);
        println!("up to {rules} rules: reports {reports}, checks {single}; {tally}");
    }
}

/// Terms of a sum that is longer than a line can show.
const LONG: usize = 450;

#[test]
fn the_proof_over_a_long_sum_can_be_followed() {
    let mut keys: Vec<&'static str> = Vec::new();
    for number in 0..LONG {
        keys.push(Box::leak(format!("k{number}").into_boxed_str()));
    }
    let terms = i64::try_from(LONG).expect("few");
    let mut cells: Vec<(&'static str, String, &'static str)> = keys
        .iter()
        .map(|key| (*key, "1".to_owned(), "件"))
        .collect();
    cells.push(("total", String::new(), "件"));
    cells.push(("said", (terms + 50).to_string(), "件"));
    let mut zero: Sum = vec![(1, vec!["total"])];
    zero.extend(keys.iter().map(|key| (-1, vec![*key])));
    let rule = |text: String, zero: Sum| SmallRule {
        text,
        tolerance: 0,
        zero: vec![zero],
        at_most: Vec::new(),
    };
    let report = SmallReport {
        cells,
        rules: vec![
            rule(format!("total = {}", keys.join(" + ")), zero),
            rule(
                "said = total".to_owned(),
                vec![(1, vec!["said"]), (-1, vec!["total"])],
            ),
        ],
    };
    // It is replayed as all are.
    let outcome = outcome(&report);
    let joint = outcome
        .findings
        .kept
        .iter()
        .find(|one| matches!(one.detail, Detail::Joint));
    let clash = joint.and_then(|one| one.clash.as_deref()).expect("a clash");
    assert!(!clash.derivation.is_empty(), "no proof");
}

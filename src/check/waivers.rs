//! Waivers against findings: what each waiver is for is taken out of the
//! findings; the others are counted as any.

use super::finding::{Finding, Waived};
use super::idle::{Judge, Standing, streamed_rows};
use super::run::{CheckOptions, Outcome};
use super::subject::{same_cell, subject};
use crate::place::Place;
use crate::report::Report;
use crate::rule::{Config, Subject, Waiver};

/// Takes the waived findings out of those that may be waived, counts the
/// others, and adds what is to be said of the waivers.
pub(super) fn settle(
    outcome: &mut Outcome,
    report: &Report,
    config: &Config,
    options: &CheckOptions,
) {
    let waivers = &report.facts.waivers;
    let mut standings: Vec<Standing> = waivers.iter().map(|_| Standing::default()).collect();
    let mut unmatched: Vec<(Subject, Place)> = Vec::new();
    let ended = |waiver: &Waiver| {
        let last = waiver.says.expires;
        last.zip(options.today)
            .is_some_and(|(last, today)| last < today)
    };
    for finding in outcome.findings.take_held() {
        let subject = subject(&finding, report, outcome.prior.as_ref());
        let place = finding.primary.place.clone();
        let fits = |number: &usize| {
            let waiver = &waivers[*number];
            standings[*number].found < waiver.says.times && is_for(&waiver.says.subject, &subject)
        };
        let fitting: Vec<usize> = (0..waivers.len()).filter(fits).collect();
        let still = fitting.iter().find(|&&number| !ended(&waivers[number]));
        let Some(&number) = still.or(fitting.first()) else {
            unmatched.push((subject, place));
            outcome.findings.add(finding);
            continue;
        };
        standings[number].found += 1;
        standings[number].cell.get_or_insert(place);
        let waiver = &waivers[number];
        match ended(waiver) {
            true => outcome.findings.add(finding),
            false => outcome.waived.push(Waived {
                finding,
                reason: waiver.says.reason.clone(),
                expires: waiver.says.expires.map(|date| date.to_string()),
                place: waiver.place.clone(),
            }),
        }
    }
    let judge = Judge {
        report,
        config,
        options,
        outcome,
        unmatched: &unmatched,
        rows: streamed_rows(waivers, report, config, options),
    };
    let judged = waivers.iter().zip(&standings);
    let findings =
        judged.filter_map(|(waiver, standing)| judge.finding(waiver, standing, ended(waiver)));
    let findings: Vec<Finding> = findings.collect();
    for finding in findings {
        outcome.findings.add(finding);
    }
}

/// Whether a waiver is for a finding: every print that it names is the same.
fn is_for(waived: &Subject, found: &Subject) -> bool {
    waived.rule == found.rule
        && waived.print == found.print
        && same_cell(waived.cell.as_deref(), found.cell.as_deref())
        && waived.with.iter().all(|figure| found.with.contains(figure))
}

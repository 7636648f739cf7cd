//! Waivers against findings: what each waiver is for is taken out of the
//! findings; the others are counted as any.

use super::finding::{Finding, Waived};
use super::idle::{Judge, Standing, Unmatched, streamed_rows};
use super::run::{CheckOptions, Outcome};
use super::subject::{Parts, subject};
use crate::report::Report;
use crate::rule::{Config, Subject, Waiver};
use std::collections::BTreeMap;

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
    let ended = |waiver: &Waiver| {
        let last = waiver.says.expires;
        last.zip(options.today)
            .is_some_and(|(last, today)| last < today)
    };
    let of_cell = by_cell(waivers);
    let mut unmatched: Unmatched = Unmatched::new();
    for finding in outcome.findings.take_held() {
        let subject = subject(&finding, report, outcome.prior.as_ref());
        let place = finding.primary.place.clone();
        let fits = |number: &usize| {
            let waiver = &waivers[*number];
            let with = &waiver.says.subject.with;
            let same = with.iter().all(|figure| subject.with.contains(figure));
            standings[*number].found < waiver.says.times && same
        };
        let known = of_cell.get(&held(&subject)).map_or(&[][..], Vec::as_slice);
        let fitting: Vec<usize> = known.iter().copied().filter(fits).collect();
        let still = fitting.iter().find(|&&number| !ended(&waivers[number]));
        let Some(&number) = still.or(fitting.first()) else {
            let cell = (subject.rule.clone(), Parts::of_subject(&subject));
            unmatched.entry(cell).or_insert((subject, place));
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
    let idle = waivers.iter().zip(&standings);
    let idle = idle.filter(|(_, standing)| standing.found == 0);
    let rows = streamed_rows(idle.map(|(waiver, _)| waiver), report, config, options);
    let judge = Judge {
        report,
        config,
        options,
        outcome,
        unmatched: &unmatched,
        rows,
    };
    let judged = waivers.iter().zip(&standings);
    let findings =
        judged.filter_map(|(waiver, standing)| judge.finding(waiver, standing, ended(waiver)));
    let findings: Vec<Finding> = findings.collect();
    for finding in findings {
        outcome.findings.add(finding);
    }
}

/// What a waiver and its finding must have in common beside the figures that
/// the waiver names: the rule, the print and the cell.
type Held<'a> = (&'a str, &'a str, Option<Parts>);

/// The numbers of the waivers for each cell.
fn by_cell(waivers: &[Waiver]) -> BTreeMap<Held<'_>, Vec<usize>> {
    let mut of_cell: BTreeMap<Held<'_>, Vec<usize>> = BTreeMap::new();
    for (number, waiver) in waivers.iter().enumerate() {
        let cell = held(&waiver.says.subject);
        of_cell.entry(cell).or_default().push(number);
    }
    of_cell
}

fn held(subject: &Subject) -> Held<'_> {
    (&subject.rule, &subject.print, Parts::of_subject(subject))
}

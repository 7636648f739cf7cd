//! Waivers against findings: what each waiver is for is taken out of the
//! findings; the others are counted as any.

mod judge;
mod subject;

pub(crate) use subject::{subject, table_is_gone};

use crate::cell::CellPath;
use crate::check::options::CheckOptions;
use crate::check::outcome::Outcome;
use crate::date::Date;
use crate::finding::{Finding, Waived};
use crate::report::Report;
use crate::rule::{Config, Waiver, WaiverSubject};
use judge::{Judge, Standing, Unmatched, streamed_rows};
use std::collections::BTreeMap;

/// The waivers of a report while they are held against its findings.
pub(super) struct Settling<'a> {
    waivers: &'a [Waiver],
    /// The day by which they end.
    today: Option<Date>,
    standings: Vec<Standing>,
    of_cell: BTreeMap<WaiverKey<'a>, Vec<usize>>,
    unmatched: Unmatched,
}

impl<'a> Settling<'a> {
    /// Of the waivers of a report.
    pub(super) fn new(report: &'a Report, options: &CheckOptions) -> Settling<'a> {
        let waivers = &report.facts.waivers;
        Settling {
            waivers,
            today: options.today,
            standings: waivers.iter().map(|_| Standing::default()).collect(),
            of_cell: by_cell(waivers),
            unmatched: Unmatched::new(),
        }
    }

    fn ended(&self, waiver: &Waiver) -> bool {
        let last = waiver.says.expires;
        last.zip(self.today)
            .is_some_and(|(last, today)| last < today)
    }

    /// Takes the waived findings out of those that may be waived, and counts
    /// the others. What is found later may be taken likewise.
    pub(super) fn take(&mut self, outcome: &mut Outcome) {
        for finding in outcome.findings.take_held() {
            let subject = subject(&finding);
            let mark = finding.primary().clone();
            let fits = |number: &usize| {
                let waiver = &self.waivers[*number];
                let with = &waiver.says.subject.with;
                let same = with.iter().all(|figure| subject.with.contains(figure));
                self.standings[*number].found < waiver.says.times && same
            };
            let known = self
                .of_cell
                .get(&key_of(&subject))
                .map_or(&[][..], Vec::as_slice);
            let fitting: Vec<usize> = known.iter().copied().filter(fits).collect();
            let lasts = |number: &&usize| !self.ended(&self.waivers[**number]);
            let still = fitting.iter().find(lasts);
            let Some(&number) = still.or(fitting.first()) else {
                let cell = (subject.rule.clone(), CellPath::of_subject(&subject));
                self.unmatched.entry(cell).or_insert((subject, mark));
                outcome.findings.add(finding);
                continue;
            };
            self.standings[number].found += 1;
            self.standings[number].cell.get_or_insert(mark);
            let waiver = &self.waivers[number];
            match self.ended(waiver) {
                true => outcome.findings.add(finding),
                false => outcome.waived.push(Waived {
                    finding,
                    reason: waiver.says.reason.clone(),
                    expires: waiver.says.expires.map(|date| date.to_string()),
                    place: waiver.place.clone(),
                }),
            }
        }
    }

    /// Adds what is to be said of the waivers themselves.
    pub(super) fn judge(
        &self,
        outcome: &mut Outcome,
        report: &Report,
        config: &Config,
        options: &CheckOptions,
    ) {
        let idle = self.waivers.iter().zip(&self.standings);
        let idle = idle.filter(|(_, standing)| standing.found == 0);
        let rows = streamed_rows(idle.map(|(waiver, _)| waiver), report, config, options);
        let judge = Judge {
            report,
            config,
            options,
            outcome,
            unmatched: &self.unmatched,
            rows,
        };
        let judged = self.waivers.iter().zip(&self.standings);
        let findings = judged
            .filter_map(|(waiver, standing)| judge.finding(waiver, standing, self.ended(waiver)));
        let findings: Vec<Finding> = findings.collect();
        for finding in findings {
            outcome.findings.add(finding);
        }
    }
}

/// What a waiver and its finding must have in common beside the figures that
/// the waiver names: the rule, the print and the cell.
type WaiverKey<'a> = (&'a str, &'a str, Option<CellPath>);

/// The numbers of the waivers for each cell.
fn by_cell(waivers: &[Waiver]) -> BTreeMap<WaiverKey<'_>, Vec<usize>> {
    let mut of_cell: BTreeMap<WaiverKey<'_>, Vec<usize>> = BTreeMap::new();
    for (number, waiver) in waivers.iter().enumerate() {
        let cell = key_of(&waiver.says.subject);
        of_cell.entry(cell).or_default().push(number);
    }
    of_cell
}

fn key_of(subject: &WaiverSubject) -> WaiverKey<'_> {
    (&subject.rule, &subject.print, CellPath::of_subject(subject))
}

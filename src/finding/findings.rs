//! A report's findings: the kept ones, the exact count of all, and those
//! that wait to be told from the ones that its waivers are for.

use super::Finding;
use super::beyond::{Beyond, Listed};
use crate::cell::CellPath;
use crate::place::Place;
use crate::rule::{Severity, Waiver};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many findings of a report are listed at most, whoever asks for all: each
/// is held until the report is done, with its cells, and takes about 10 KB.
pub(crate) const MOST_LISTED: usize = 20_000;

/// Findings with their exact count, however many are kept.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// The kept ones.
    pub kept: Vec<Finding>,
    /// How many there are of each severity: notes, warnings, errors.
    pub counts: [u64; 3],
    /// How many there are in each section.
    pub by_section: BTreeMap<String, u64>,
    /// What waivers are for, by the name of the rule or the check.
    watched: BTreeMap<String, Watched>,
    /// Findings that may be waived: neither counted nor kept yet.
    held: Vec<Finding>,
    /// What is noted of findings that are not kept, where it is asked for.
    pub beyond: Option<Beyond>,
}

/// A finding that the report's own file accepts, with its reason.
#[derive(Clone, Debug)]
pub(crate) struct Waived {
    /// The finding.
    pub finding: Finding,
    /// Why it is accepted.
    pub reason: String,
    /// The last day on which it is, as written: `2027-01-31`.
    pub expires: Option<String>,
    /// Where the waiver stands.
    pub place: Place,
}

/// What tells findings that waivers may be about from others, before their
/// cells have names.
#[derive(Debug, Default)]
struct Watched {
    prints: BTreeSet<String>,
    /// The sections, keys and columns of the cells.
    names: BTreeSet<String>,
}

/// Where a finding was put, for what is found of it later.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Slot {
    /// Among the kept ones.
    Kept(usize),
    /// Among those that may be waived.
    Held(usize),
    /// Nowhere: it is only noted.
    Noted,
}

impl Findings {
    /// None yet; those that one of the waivers may be for will be held.
    pub(crate) fn watching(waivers: &[Waiver]) -> Findings {
        let mut findings = Findings::default();
        for waiver in waivers {
            let subject = &waiver.says.subject;
            let watched = findings.watched.entry(subject.rule.clone()).or_default();
            watched.prints.insert(subject.print.clone());
            let cell = CellPath::of_subject(subject);
            watched
                .names
                .extend(cell.into_iter().flat_map(|cell| cell.names));
        }
        findings
    }

    /// The same, of which no more than so many of each severity are kept; all
    /// others are noted.
    pub(crate) fn noting(self, listed: Option<Listed>) -> Findings {
        Findings {
            beyond: listed.map(Beyond::new),
            ..self
        }
    }

    /// How many there are.
    pub(crate) fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// How many there are of a severity.
    pub(crate) fn count(&self, severity: Severity) -> u64 {
        self.counts[severity as usize]
    }

    /// How many there are of a severity or a worse one.
    pub(crate) fn at_least(&self, severity: Severity) -> u64 {
        self.counts[severity as usize..].iter().sum()
    }

    /// Whether a finding of a severity is still kept where so many of each
    /// are; the worst ones of them are listed.
    pub(crate) fn wants(&self, severity: Severity, keep: usize) -> bool {
        usize::try_from(self.count(severity)).is_ok_and(|count| count < keep)
    }

    /// Whether some waiver is for findings of a rule or a check, so that they
    /// must be known in full.
    pub(crate) fn watches(&self, name: &str) -> bool {
        self.watched.contains_key(name)
    }

    /// Whether a waiver may be for a finding.
    fn may_be_waived(&self, finding: &Finding) -> bool {
        let Some(watched) = self.watched.get(finding.waived_as()) else {
            return false;
        };
        // One for a row may be told by its key; all others are few.
        let Some(row) = finding.row_key() else {
            return true;
        };
        let print = finding.primary().place.words();
        watched.prints.contains(print) || watched.names.contains(row)
    }

    /// Whether some waiver is for findings of a check in a row of a key.
    pub(crate) fn watches_row(&self, name: &str, key: &str) -> bool {
        let watched = self.watched.get(name);
        watched.is_some_and(|watched| watched.names.contains(key))
    }

    /// Counts a finding without keeping it.
    pub(crate) fn count_one(&mut self, severity: Severity, section: &str) {
        self.counts[severity as usize] += 1;
        match self.by_section.get_mut(section) {
            Some(count) => *count += 1,
            None => {
                self.by_section.insert(section.to_owned(), 1);
            }
        }
    }

    /// Counts and keeps a finding, or holds one that may be waived.
    pub(crate) fn push(&mut self, finding: Finding) -> Slot {
        if self.may_be_waived(&finding) {
            self.held.push(finding);
            return Slot::Held(self.held.len() - 1);
        }
        let kept = self.kept.len();
        self.add(finding);
        match self.kept.len() > kept {
            true => Slot::Kept(kept),
            false => Slot::Noted,
        }
    }

    /// Counts a finding, and keeps it where so many of each severity are.
    pub(crate) fn offer(&mut self, finding: Finding, keep: usize) -> Option<Slot> {
        if self.may_be_waived(&finding) || self.wants(finding.severity, keep) {
            return Some(self.push(finding));
        }
        self.count_one(finding.severity, &finding.section);
        None
    }

    /// Counts and keeps a finding that is not waived.
    pub(crate) fn add(&mut self, finding: Finding) {
        let room = self
            .beyond
            .as_ref()
            .is_none_or(|beyond| self.wants(finding.severity, beyond.listed.most));
        self.count_one(finding.severity, &finding.section);
        match &mut self.beyond {
            Some(beyond) if !room => beyond.note(&finding),
            _ => self.kept.push(finding),
        }
    }

    /// The finding of a slot.
    pub(crate) fn at(&mut self, slot: Slot) -> Option<&mut Finding> {
        match slot {
            Slot::Kept(number) => self.kept.get_mut(number),
            Slot::Held(number) => self.held.get_mut(number),
            Slot::Noted => None,
        }
    }

    /// The kept findings and those that may be waived.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Finding> {
        self.kept.iter().chain(&self.held)
    }

    /// Takes kept findings out of the count and the list, each told in another
    /// one from then on: by their numbers. For each of those others its number
    /// now, and what it takes in.
    pub(crate) fn merge(
        &mut self,
        into: &BTreeMap<usize, usize>,
    ) -> BTreeMap<usize, (usize, Vec<Finding>)> {
        let mut places: BTreeMap<usize, (usize, Vec<Finding>)> = BTreeMap::new();
        for (number, finding) in std::mem::take(&mut self.kept).into_iter().enumerate() {
            match into.get(&number) {
                Some(lead) => {
                    self.counts[finding.severity as usize] -= 1;
                    if let Some(count) = self.by_section.get_mut(&finding.section) {
                        *count -= 1;
                    }
                    places.entry(*lead).or_default().1.push(finding);
                }
                None => {
                    places.entry(number).or_default().0 = self.kept.len();
                    self.kept.push(finding);
                }
            }
        }
        self.by_section.retain(|_, count| *count > 0);
        places
    }

    /// Hands over what may be waived, in the order of files and lines.
    pub(crate) fn take_held(&mut self) -> Vec<Finding> {
        let mut held = std::mem::take(&mut self.held);
        sort(&mut held);
        held
    }

    /// Drops findings outside the sections of interest.
    pub(crate) fn keep_sections(&mut self, sections: &[String]) {
        if sections.is_empty() {
            return;
        }
        let of_interest = |finding: &Finding| sections.contains(&finding.section);
        self.held.retain(of_interest);
        let kept = std::mem::take(&mut self.kept);
        self.counts = [0; 3];
        self.by_section.clear();
        for finding in kept.into_iter().filter(of_interest) {
            self.add(finding);
        }
    }

    /// Puts the worst first, and of those alike what explains most, then in the
    /// order of files and lines; so many are kept.
    pub(crate) fn settle(&mut self, keep: usize) {
        sort(&mut self.kept);
        let worst = |finding: &Finding| Reverse((finding.severity, finding.explains.len()));
        self.kept.sort_by_key(worst);
        self.kept.truncate(keep);
    }
}

fn sort(findings: &mut [Finding]) {
    let key = |finding: &Finding| {
        let place = &finding.primary().place;
        let (path, table, line) = place.excerpt.key();
        (path.clone(), table, line, place.start)
    };
    findings.sort_by_key(key);
}

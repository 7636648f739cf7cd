//! Findings that are not listed: what a waiver of each would say, and how often.

use super::Finding;
use crate::rule::{CodeGroup, WaiverSubject};
use std::collections::BTreeMap;

/// How many findings are listed, and what is noted of all others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listed {
    /// So many of each severity are listed.
    pub most: usize,
    /// What a waiver of a finding would say.
    pub subject: fn(&Finding) -> WaiverSubject,
    /// How long all that is noted may be, in bytes.
    pub bytes: usize,
}

/// What waivers of the findings would say that are not listed.
#[derive(Clone, Debug)]
pub(crate) struct Beyond {
    pub(super) listed: Listed,
    /// What they would say, and of how many findings.
    subjects: BTreeMap<WaiverSubject, u64>,
    bytes: usize,
}

impl Beyond {
    pub(super) fn new(listed: Listed) -> Beyond {
        Beyond {
            listed,
            subjects: BTreeMap::new(),
            bytes: 0,
        }
    }

    /// What they would say, and of how many findings; `None` where that is more
    /// than may be noted.
    pub(crate) fn subjects(&self) -> Option<&BTreeMap<WaiverSubject, u64>> {
        (self.bytes <= self.listed.bytes).then_some(&self.subjects)
    }

    /// Notes a finding, with those that are told in it.
    pub(super) fn note(&mut self, finding: &Finding) {
        for finding in finding.with_explained() {
            let waivable = finding.code.group() != CodeGroup::Waiver;
            if !waivable || self.bytes > self.listed.bytes {
                continue;
            }
            let subject = (self.listed.subject)(finding);
            match self.subjects.get_mut(&subject) {
                Some(times) => *times += 1,
                None => {
                    self.bytes = self.bytes.saturating_add(length(&subject));
                    self.subjects.insert(subject, 1);
                }
            }
        }
    }
}

/// How long what a waiver says is at least.
fn length(subject: &WaiverSubject) -> usize {
    let cell = subject.cell.as_ref().map_or(0, String::len);
    let with = subject.with.iter();
    let with: usize = with.map(|(name, print)| name.len() + print.len()).sum();
    subject.rule.len() + cell + subject.print.len() + with
}

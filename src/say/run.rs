//! What sentences and formats are made from: a checked report, and the run
//! that it is part of.

use crate::check::Outcome;
use crate::finding::{Finding, Relations, Tally};
use crate::report::{ReadError, Report};
use crate::rule::{Config, Severity};
use crate::say::by_rule::ByRule;
use crate::say::unchecked::Unchecked;
use std::path::PathBuf;

/// A checked report, as formats see it.
#[derive(Clone, Copy)]
pub(crate) struct Checked<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its configuration.
    pub config: &'a Config,
    /// What is wrong beside the report: its configuration, which others may
    /// share, or that there is no report to read.
    pub shared_errors: &'a [ReadError],
    /// What checking found.
    pub outcome: &'a Outcome,
}

impl<'a> Checked<'a> {
    /// All that could not be read.
    pub(crate) fn errors(&self) -> impl Iterator<Item = &'a ReadError> + use<'a> {
        self.shared_errors.iter().chain(&self.outcome.errors)
    }

    /// Whether this is no report but a configuration whose rules were checked
    /// themselves.
    pub(crate) fn is_of_rules(&self) -> bool {
        let file = self.config.excerpt.as_ref().map(|excerpt| &excerpt.path);
        let own = file.is_some_and(|file| **file == *self.report.path);
        own && self.report.tables.is_empty() && self.errors().next().is_none()
    }

    /// Why none of its rules was checked; nothing where one was.
    pub(crate) fn unchecked(&self) -> Option<Unchecked> {
        match self.is_of_rules() {
            true => None,
            false => Unchecked::of(self.report, self.config, self.outcome),
        }
    }

    /// The findings to list: the kept ones, up to a limit.
    pub(crate) fn listed(&self, limit: usize) -> &'a [Finding] {
        let kept = &self.outcome.findings.kept;
        &kept[..kept.len().min(limit)]
    }

    /// How many findings are not listed.
    pub(crate) fn hidden(&self, limit: usize) -> u64 {
        self.outcome.findings.total() - self.listed(limit).len() as u64
    }

    /// The report as the user named it.
    pub(crate) fn path(&self) -> String {
        self.report.path.display().to_string()
    }

    /// What stays of the report when its parts are written.
    pub(crate) fn line(&self) -> ReportLine {
        let findings = &self.outcome.findings;
        ReportLine {
            path: self.report.path.clone(),
            counts: Severity::ALL.map(|severity| findings.count(severity)),
            waived: self.outcome.waived.len() as u64,
            tally: self.outcome.tally,
            relations: self.outcome.relations,
            unread: self.errors().count() as u64,
            unchecked: self.unchecked(),
            ignored: self.report.ignored.clone(),
        }
    }
}

/// How a report came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// It has no findings.
    Consistent,
    /// It has findings.
    Findings,
    /// Something in it could not be read.
    NotReadable,
    /// It has no findings, but no rule was checked.
    NotChecked,
}

impl Standing {
    /// All of them.
    pub(crate) const ALL: [Standing; 4] = [
        Standing::Consistent,
        Standing::Findings,
        Standing::NotReadable,
        Standing::NotChecked,
    ];
}

/// What is told of a report once it is checked.
#[derive(Clone, Debug)]
pub(crate) struct ReportLine {
    /// Its folder or table, as the user named it.
    pub path: PathBuf,
    /// How many findings it has: notes, warnings, errors.
    pub counts: [u64; 3],
    /// How many more are waived.
    pub waived: u64,
    /// Its checks.
    pub tally: Tally,
    /// The relations that its figures show.
    pub relations: Relations,
    /// How many things could not be read.
    pub unread: u64,
    /// Why none of its rules was checked, where none was.
    pub unchecked: Option<Unchecked>,
    /// The names of files beside its tables that are not read.
    pub ignored: Vec<String>,
}

impl ReportLine {
    /// The sums of a run.
    pub(crate) fn total(run: &Run) -> ReportLine {
        let tally = run.tally();
        // Of a report that could not be read, that is the reason.
        let reason = |line: &ReportLine| (line.unread == 0, line.unchecked.clone());
        let plainest = || match run.lines.iter().map(reason).max()? {
            (_, Some(Unchecked::NoneMade(_, lacking))) => {
                Some(Unchecked::NoneMade(tally.checks(), lacking))
            }
            (_, why) => why,
        };
        ReportLine {
            path: PathBuf::new(),
            counts: Severity::ALL.map(|severity| run.count(severity)),
            waived: run.waived(),
            tally,
            relations: run.relations(),
            unread: run.lines.iter().map(|line| line.unread).sum(),
            unchecked: match tally.settled() {
                0 => plainest(),
                _ => None,
            },
            ignored: Vec::new(),
        }
    }

    /// Whether all of it was read, and no rule was checked.
    pub(crate) fn is_unchecked(&self) -> bool {
        self.unread == 0 && self.unchecked.is_some()
    }

    /// Whether it fails the run because all of it was read, and there was
    /// nothing to check at all, where that is not accepted.
    pub(crate) fn fails_for_nothing(&self, accepted: bool) -> bool {
        let nothing = self
            .unchecked
            .as_ref()
            .is_some_and(Unchecked::is_for_nothing);
        !accepted && self.unread == 0 && nothing
    }

    /// How many findings of a severity it has.
    pub(crate) fn count(&self, severity: Severity) -> u64 {
        self.counts[severity as usize]
    }

    /// How many findings it has.
    pub(crate) fn findings(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// How it came out.
    pub(crate) fn standing(&self) -> Standing {
        match (self.unread, self.findings()) {
            (0, 0) if self.unchecked.is_some() => Standing::NotChecked,
            (0, 0) => Standing::Consistent,
            (0, _) => Standing::Findings,
            _ => Standing::NotReadable,
        }
    }
}

/// All reports of a run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Run {
    /// One line a report, in their order. A path that is not there is a line
    /// of its own that could not be read.
    pub lines: Vec<ReportLine>,
    /// One line a configuration in whose rules something was found.
    pub rules: Vec<ReportLine>,
    /// Files that lie among the reports and are not read.
    pub ignored: Vec<PathBuf>,
    /// In how many reports each rule came out how.
    pub by_rule: ByRule,
}

impl Run {
    /// A run over one report.
    pub(crate) fn of_one(checked: &Checked<'_>) -> Run {
        let mut run = Run {
            lines: vec![checked.line()],
            ..Run::default()
        };
        run.by_rule.add(checked.config, &checked.outcome.rules);
        run
    }

    fn all(&self) -> impl Iterator<Item = &ReportLine> {
        self.lines.iter().chain(&self.rules)
    }

    /// How many reports came out so.
    pub(crate) fn reports(&self, standing: Standing) -> usize {
        let so = |line: &&ReportLine| line.standing() == standing;
        self.lines.iter().filter(so).count()
    }

    /// How many findings of a severity there are.
    pub(crate) fn count(&self, severity: Severity) -> u64 {
        self.all().map(|line| line.count(severity)).sum()
    }

    /// How many findings there are.
    pub(crate) fn findings(&self) -> u64 {
        self.all().map(ReportLine::findings).sum()
    }

    /// How many are waived.
    pub(crate) fn waived(&self) -> u64 {
        self.lines.iter().map(|line| line.waived).sum()
    }

    /// How many files are not read.
    pub(crate) fn ignored_files(&self) -> usize {
        let of_reports: usize = self.lines.iter().map(|line| line.ignored.len()).sum();
        self.ignored.len() + of_reports
    }

    /// Whether some report fails the run because there was nothing to check in
    /// it, where that is not accepted.
    pub(crate) fn fails_for_nothing(&self, accepted: bool) -> bool {
        let mut lines = self.lines.iter();
        lines.any(|line| line.fails_for_nothing(accepted))
    }

    /// The relations that the figures of all reports show.
    pub(crate) fn relations(&self) -> Relations {
        let mut sum = Relations::default();
        for line in &self.lines {
            sum.add(line.relations);
        }
        sum
    }

    /// All checks of rules.
    pub(crate) fn tally(&self) -> Tally {
        let mut sum = Tally::default();
        for line in &self.lines {
            sum.add(line.tally);
        }
        sum
    }
}

//! All that checking a report found, and how a verdict joins it.

use super::bind::Scope;
use super::bind::names::BoundName;
use super::handed_in::unchecked;
use super::options::CheckOptions;
use super::verdict::Verdict;
use crate::claim::Counted;
use crate::finding::{
    CheckedRow, Code, Coverage, Detail, Finding, Findings, Mark, NotChecked, Reasoned, Relations,
    Tally, Waived, WhyNot,
};
use crate::report::{ReadError, Report};
use crate::rule::{Config, ConfigError, Expr, Rule};

/// A rule with how its checks came out.
#[derive(Clone, Debug)]
pub(crate) struct RuleTally {
    /// The rule's name.
    pub name: String,
    /// The same in the configuration; another one where it was made of a rule for
    /// several columns with a `$` in its name.
    pub written_as: String,
    /// Its section.
    pub section: Option<String>,
    /// Its checks.
    pub tally: Tally,
    /// The cells that it names, where the options ask for them.
    pub names: Vec<BoundName>,
    /// Names that the report has nothing for, where other reports may have them.
    pub lacks: Vec<ConfigError>,
    /// Whether the report could tell: it has every table that the rule names.
    pub judges_names: bool,
}

impl RuleTally {
    /// Takes the checks of the same rule for another column.
    pub(super) fn join(&mut self, other: RuleTally) {
        self.tally.add(other.tally);
        self.names.extend(other.names);
        self.lacks.extend(other.lacks);
        self.judges_names &= other.judges_names;
    }
}

/// All that checking a report found.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// The findings.
    pub findings: Findings,
    /// What could not be checked; as many as findings are kept.
    pub not_checked: Vec<NotChecked>,
    /// All checks of rules.
    pub tally: Tally,
    /// The checks of each rule that was written.
    pub rules: Vec<RuleTally>,
    /// How many relations the figures show.
    pub relations: Relations,
    /// What was read of its sentences, and how much of that holds.
    pub claims: Counted,
    /// Findings that the report's own file accepts.
    pub waived: Vec<Waived>,
    /// The report of the period before, where a rule looks there.
    pub prior: Option<Report>,
    /// How many figures of each section are under a rule.
    pub coverage: Vec<Coverage>,
    /// What could not be read.
    pub errors: Vec<ReadError>,
    /// Whether the checks that need no rule were made.
    pub built_in: bool,
    /// Whether the report is one that others handed in.
    pub untrusted: bool,
    /// What reasoning over the whole report came to, where it was asked.
    pub reasoned: Option<Reasoned>,
}

impl Outcome {
    /// Keeps so many findings, the worst ones, and as many checks that could
    /// not be made.
    pub(crate) fn keep(&mut self, keep: usize) {
        self.findings.settle(keep);
        self.not_checked.truncate(keep);
        for section in &mut self.coverage {
            section.uncovered.truncate(keep);
        }
    }

    /// Whether what a rule finds is still kept.
    pub(super) fn wants_more(&self, rule: &Rule, options: &CheckOptions) -> bool {
        let wants = |severity| self.findings.wants(severity, options.keep);
        let includes = matches!(rule.expr, Expr::Includes { .. });
        let remainder = includes && rule.remainder.is_some_and(wants);
        wants(rule.severity)
            || wants(rule.gravest())
            || remainder
            || self.findings.watches(&rule.name)
    }
}

/// Counts a verdict and keeps its finding.
pub(super) fn record(
    verdict: Verdict,
    rule: &Rule,
    section: &str,
    scope: &Scope<'_>,
    options: &CheckOptions,
    outcome: &mut Outcome,
) {
    match verdict {
        Verdict::Skipped => {}
        Verdict::Consistent => outcome.tally.consistent += 1,
        Verdict::Inconsistent(severity, finding) => {
            outcome.tally.inconsistent += 1;
            match finding {
                Some(finding) => {
                    outcome.findings.offer(*finding, options.keep);
                }
                None => outcome.findings.count_one(severity, section),
            }
        }
        // A relation is not about figures that are not there.
        Verdict::NotChecked(not_checked)
            if rule.found.is_some() && not_checked.why.is_about_a_figure() => {}
        Verdict::NotChecked(not_checked) => {
            outcome.tally.not_checked += 1;
            unit_clash(&not_checked, scope.config, outcome);
            if options.read.untrusted {
                unchecked(&not_checked, rule, (scope, options), &mut outcome.findings);
            }
            if outcome.not_checked.len() < options.keep {
                outcome.not_checked.push(*not_checked);
            }
        }
    }
}

/// A rule over unlike units is not checked, and that is a finding.
fn unit_clash(not_checked: &NotChecked, config: &Config, outcome: &mut Outcome) {
    let Some(severity) = config.severity_of(Code::UnitClash) else {
        return;
    };
    let WhyNot::UnitClash(left, right) = &not_checked.why else {
        return;
    };
    let place = not_checked.rule.place.clone();
    let told = outcome.findings.all().any(|finding| {
        finding.code == Code::UnitClash && finding.rule.as_ref() == Some(&not_checked.rule)
    });
    if told {
        return;
    }
    let mark = Mark::in_file(place).named(not_checked.name.clone());
    let detail = Detail::UnitClash {
        left: left.clone(),
        right: right.clone(),
    };
    let finding = Finding::new(Code::UnitClash, severity, mark, detail)
        .of_rule(not_checked.rule.clone())
        .in_section(not_checked.section.as_deref().unwrap_or_default())
        .for_row(not_checked.row.clone().map(|row| CheckedRow {
            key: row.key,
            number: None,
        }));
    outcome.findings.push(finding);
}

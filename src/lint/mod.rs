//! Checks the rules themselves, before any report: rules that no values break
//! or satisfy, that repeat one another or contradict one another; and, given
//! how the checks of some reports came out, rules that checked nothing.
//!
//! ```text
//! variables      one variable for each figure that rules name
//! condition      what a rule asks of them
//! normal_form    the same asked in another way
//! unsatisfiable  whether no values at all satisfy that
//! one_rule       one rule by itself
//! two_rules      each with those before it
//! usage          rules and names that met nothing in any report
//! ```
//!
//! Every finding is a proof: what the solver of `check` leaves open is not told.

mod condition;
mod normal_form;
mod one_rule;
#[cfg(test)]
mod tests;
mod two_rules;
mod unsatisfiable;
mod usage;
mod variables;

pub use usage::Usage;

use crate::finding::{Code, Detail, Finding, Mark, MarkRole, RuleNote};
use crate::rule::{Config, Rule};

/// What is wrong with the rules of a configuration, in the file's order.
pub fn lint(config: &Config) -> Vec<Finding> {
    let mut findings = one_rule::findings(config);
    findings.extend(two_rules::findings(config));
    in_file_order(&mut findings);
    findings
}

/// Puts findings about a configuration in its order.
pub fn in_file_order(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| finding.primary().place.start);
}

/// A finding about a rule; none where its check is turned off.
fn finding(
    code: Code,
    rule: &Rule,
    earlier: Option<&Rule>,
    detail: Detail,
    config: &Config,
) -> Option<Finding> {
    let mark = |rule: &Rule| Mark::in_file(rule.check.whole());
    let finding = Finding::new(code, config.severity_of(code)?, mark(rule), detail);
    let earlier = earlier.map(|earlier| mark(earlier).with_role(MarkRole::First));
    let section = rule.section.as_deref().unwrap_or_default();
    let finding = finding.of_rule(RuleNote::of(rule)).in_section(section);
    Some(finding.beside(earlier.into_iter().collect()))
}

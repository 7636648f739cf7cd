//! A finding about the rules themselves, and the order in which such findings
//! are told.

use crate::finding::{Code, Detail, Finding, Mark, MarkRole, RuleNote};
use crate::rule::{Config, Rule};

/// Puts findings about a configuration in its order.
pub(crate) fn in_file_order(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| finding.primary().place.start);
}

/// A finding about a rule; none where its check is turned off.
pub(super) fn rule_finding(
    code: Code,
    rule: &Rule,
    earlier: &[&Rule],
    detail: Detail,
    config: &Config,
) -> Option<Finding> {
    let mark = |rule: &Rule| Mark::in_file(rule.check.whole());
    let finding = Finding::new(code, config.severity_of(code)?, mark(rule), detail);
    let earlier = earlier.iter();
    let earlier = earlier.map(|earlier| mark(earlier).with_role(MarkRole::First));
    let section = rule.section.as_deref().unwrap_or_default();
    let finding = finding.of_rule(RuleNote::of(rule)).in_section(section);
    Some(finding.beside(earlier.collect()))
}

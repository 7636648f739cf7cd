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
    findings.sort_by_key(|finding| finding.primary.place.start);
}

/// A finding about a rule; none where its check is turned off.
fn finding(
    code: Code,
    rule: &Rule,
    earlier: Option<&Rule>,
    detail: Detail,
    config: &Config,
) -> Option<Finding> {
    let mark = |rule: &Rule, role: MarkRole| Mark {
        place: rule.check.whole(),
        role,
        name: String::new(),
        figure: None,
    };
    Some(Finding {
        code,
        severity: config.severity_of(code)?,
        rule: Some(RuleNote {
            name: rule.name.clone(),
            check: rule.check.text.clone(),
            place: rule.check.whole(),
            why: rule.why.clone(),
            tolerance: rule.tolerance.clone(),
        }),
        section: rule.section.clone().unwrap_or_default(),
        row: None,
        row_number: None,
        primary: mark(rule, MarkRole::Reported),
        related: earlier
            .map(|earlier| mark(earlier, MarkRole::First))
            .into_iter()
            .collect(),
        detail,
        clash: None,
    })
}

//! Rules that no values break, and rules that no values satisfy.

use super::condition::condition;
use super::rule_finding::rule_finding;
use super::unsatisfiable::unsatisfiable;
use super::variables::Variables;
use crate::finding::{Code, Detail, Finding};
use crate::rule::{Config, Missing, Rule};

/// What one rule by itself comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Satisfiability {
    /// Some values satisfy it and some break it, or it cannot be told.
    Contingent,
    /// No values break it, with these shares held within 0–100 %.
    NeverFails(Vec<String>),
    /// No values satisfy it, with these shares held within 0–100 %.
    AlwaysFails(Vec<String>),
}

/// The rules that never fail, and those that always do.
pub(super) fn findings(rules: &[(&Rule, Satisfiability)], config: &Config) -> Vec<Finding> {
    let found = rules.iter().filter_map(|(rule, comes_to)| {
        let (code, detail) = match comes_to.clone() {
            Satisfiability::Contingent => return None,
            Satisfiability::NeverFails(shares) => {
                (Code::RuleNeverFails, Detail::NeverFails { shares })
            }
            Satisfiability::AlwaysFails(shares) => {
                (Code::RuleAlwaysFails, Detail::AlwaysFails { shares })
            }
        };
        rule_finding(code, rule, &[], detail, config)
    });
    found.collect()
}

/// Whether shares outside 0–100 % are a finding of their own.
pub(super) fn shares_are_held(config: &Config) -> bool {
    config.severity_of(Code::ShareOutOfRange).is_some()
}

/// What a rule comes to: for any values, then for shares within 0–100 %.
pub(super) fn satisfiability(rule: &Rule, config: &Config) -> Satisfiability {
    for shares in [false, true] {
        let mut variables = Variables::new(config, shares);
        let asked = condition(rule, &mut variables);
        let held = variables.held_columns();
        // A rule that insists on its figures fails where one is not there.
        let insists = rule.missing == Missing::Fail || config.sections.some_column_insists();
        // Neither is a rule that is never checked: it divides by zero.
        match (
            unsatisfiable(asked.holds, &variables),
            unsatisfiable(asked.fails, &variables),
        ) {
            (false, true) if !insists => return Satisfiability::NeverFails(held),
            (true, false) => return Satisfiability::AlwaysFails(held),
            _ => {}
        }
        if variables.held.is_empty() || !shares_are_held(config) {
            break;
        }
    }
    Satisfiability::Contingent
}

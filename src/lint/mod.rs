//! Checks the rules themselves, before any report: rules that no values break
//! or satisfy, that repeat one another or contradict one another; and, given
//! how the checks of some reports came out, rules that checked nothing.
//!
//! ```text
//! variables      one variable for each figure that rules name
//! condition      what a rule asks of them
//! normal_form    the same asked in another way
//! unsatisfiable  whether no values at all satisfy that
//! rule_finding   a finding about rules
//! one_rule       one rule by itself
//! two_rules      each with those before it
//! many_rules     those that clash together, or follow from others
//! system         what several ask, as sums
//! marks          marks of missing figures that are figures themselves
//! usage          rules and names that met nothing in any report
//! ```
//!
//! Every finding is a proof: what the solver of `check` leaves open is not told.

mod condition;
mod many_rules;
#[cfg(test)]
mod many_rules_tests;
mod marks;
mod normal_form;
mod one_rule;
mod rule_finding;
mod system;
#[cfg(test)]
mod tests;
mod two_rules;
mod unsatisfiable;
mod usage;
mod variables;

pub(crate) use rule_finding::in_file_order;
pub(crate) use usage::Usage;

use crate::finding::Finding;
use crate::place::Place;
use crate::rule::{Config, Rule};
use one_rule::{Satisfiability, satisfiability};
use std::borrow::Cow;

/// What was found in the rules of a configuration.
pub(crate) struct Looked {
    /// What is wrong with them, in the file's order.
    pub findings: Vec<Finding>,
    /// Rules that were not put together with all others that they hang together with.
    pub beyond: Vec<String>,
}

/// What is wrong with the rules of a configuration, in the file's order.
pub(crate) fn lint(config: &Config) -> Vec<Finding> {
    look(config).findings
}

/// The same, with how far was looked.
pub(crate) fn look(config: &Config) -> Looked {
    let rules: Vec<Cow<'_, [Rule]>> = config.rules.iter().map(Rule::of_any_table).collect();
    let rules: Vec<(&Rule, Satisfiability)> = rules
        .iter()
        .flat_map(|rules| rules.iter())
        .map(|rule| (rule, satisfiability(rule, config)))
        .collect();
    let mut findings = one_rule::findings(&rules, config);
    findings.extend(two_rules::findings(&rules, config));
    let among = many_rules::findings(&rules, &findings, config);
    findings.extend(among.findings);
    findings.extend(marks::findings(config));
    in_file_order(&mut findings);
    // A rule for several columns is told once.
    findings.dedup_by(|one, other| {
        let places = |finding: &Finding| -> Vec<Place> {
            finding.marks().map(|mark| mark.place.clone()).collect()
        };
        one.code == other.code && places(one) == places(other)
    });
    let beyond = among.beyond;
    Looked { findings, beyond }
}

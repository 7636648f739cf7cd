//! Rules that the figures of a table show by themselves: its relations, as rules
//! to begin with.

use super::candidate::{BrokenRule, CandidateRule, Shape};
use crate::report::{Sought, relation_rules};
use crate::rule::{Code, Rule};
use crate::table::Table;
use std::collections::BTreeSet;

/// Broken relations that are written down for a section.
const MOST_BROKEN: usize = 6;

/// What the figures of a table show.
pub(super) fn relations(table: &Table) -> Vec<Rule> {
    let found = relation_rules(&Sought {
        tables: &[table],
        earlier: &[],
        first_rows: &|_| None,
        covered: &|_, _, _| false,
    });
    found.rules.into_iter().chain(found.to_try).collect()
}

/// Relations of a section's table as candidates; those that need no slack.
pub(super) fn candidates(section: &str, rules: &[Rule]) -> Vec<CandidateRule> {
    let plain = rules.iter().filter(|rule| rule.tolerance.is_none());
    plain.filter_map(|rule| candidate(section, rule)).collect()
}

fn candidate(section: &str, rule: &Rule) -> Option<CandidateRule> {
    let found = rule.found.as_ref()?;
    let check = &rule.check.text;
    Some(CandidateRule {
        section: section.to_owned(),
        shape: match found.code {
            Code::LikelyRateMismatch | Code::LikelyGrowthMismatch => Shape::Rate,
            Code::LikelyBalanceMismatch => Shape::Balance,
            _ => Shape::Sum,
        },
        subject: subject(check),
        check: check.clone(),
        size: check.matches(" + ").count() + 1,
        hinted: found.named,
        telling: found.holds,
        exact: true,
        ..CandidateRule::default()
    })
}

/// What a rule is about: its left side, as names of rules are written.
fn subject(check: &str) -> String {
    let left = check.split_once(" = ").map_or(check, |(left, _)| left);
    left.replace(['`', '"'], "").replace('.', "-")
}

/// The relations that some line breaks, for the lines that break them; `held`
/// are the expressions of rules that hold.
pub(super) fn broken(section: &str, rules: &[Rule], held: &BTreeSet<&str>) -> Vec<BrokenRule> {
    let mut told = BTreeSet::new();
    let broken = rules.iter().filter_map(|rule| {
        let found = rule.found.as_ref()?;
        let check = &rule.check.text;
        let fails = found.holds < found.tried && !held.contains(check.as_str());
        // One line of each relation says which it is.
        (fails && told.insert(found.relation)).then(|| BrokenRule {
            name: format!("{section}-{}", subject(check)),
            check: check.clone(),
            holds: found.holds,
            tried: found.tried,
        })
    });
    broken.take(MOST_BROKEN).collect()
}

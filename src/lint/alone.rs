//! Rules that no values break, and rules that no values satisfy.

use super::finding;
use super::names::Names;
use super::none::none;
use super::read::read;
use crate::finding::{Code, Detail, Finding};
use crate::rule::{Config, Missing, Rule};

/// What one rule by itself comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alone {
    /// Some values satisfy it and some break it, or it cannot be told.
    Fine,
    /// No values break it, with these shares held within 0–100 %.
    NeverFails(Vec<String>),
    /// No values satisfy it, with these shares held within 0–100 %.
    AlwaysFails(Vec<String>),
}

/// The rules that never fail, and those that always do.
pub fn findings(config: &Config) -> Vec<Finding> {
    let found = config.rules.iter().filter_map(|rule| {
        let (code, detail) = match alone(rule, config) {
            Alone::Fine => return None,
            Alone::NeverFails(shares) => (Code::RuleNeverFails, Detail::NeverFails { shares }),
            Alone::AlwaysFails(shares) => (Code::RuleAlwaysFails, Detail::AlwaysFails { shares }),
        };
        finding(code, rule, None, detail, config)
    });
    found.collect()
}

/// Whether shares outside 0–100 % are a finding of their own.
pub fn shares_are_held(config: &Config) -> bool {
    config.severity_of(Code::ShareOutOfRange).is_some()
}

/// What a rule comes to: for any values, then for shares within 0–100 %.
pub fn alone(rule: &Rule, config: &Config) -> Alone {
    for shares in [false, true] {
        let mut names = Names::new(config, shares);
        let asked = read(rule, &mut names);
        let held = names.held_columns();
        // A rule that insists on its figures fails where one is not there.
        let insists = rule.missing == Missing::Fail;
        // Neither is a rule that is never checked: it divides by zero.
        match (none(asked.holds, &names), none(asked.fails, &names)) {
            (false, true) if !insists => return Alone::NeverFails(held),
            (true, false) => return Alone::AlwaysFails(held),
            _ => {}
        }
        if names.held.is_empty() || !shares_are_held(config) {
            break;
        }
    }
    Alone::Fine
}

//! A rule, as findings name it.

use crate::place::Place;
use crate::rule::{Found, Rule, Tolerance, Words};

/// A rule, as findings name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RuleNote {
    /// Its name.
    pub name: String,
    /// Its expression.
    pub check: String,
    /// Where it stands.
    pub place: Place,
    /// Why it must hold.
    pub why: Words,
    /// What it allows beyond the prints.
    pub tolerance: Option<Tolerance>,
    /// What speaks for it, where nobody wrote it.
    pub found: Option<Found>,
}

impl RuleNote {
    /// Of a rule.
    pub(crate) fn of(rule: &Rule) -> RuleNote {
        RuleNote {
            name: rule.name.clone(),
            check: rule.check.text.clone(),
            place: rule.check.whole(),
            why: rule.why.clone(),
            tolerance: rule.tolerance.clone(),
            found: rule.found.clone(),
        }
    }
}

//! A rule, as findings name it.

use crate::place::Place;
use crate::rule::{Found, Rule, Stated, Tolerance, Words};
use std::sync::Arc;

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
    /// Where a sentence of the report states it.
    pub stated: Option<Arc<Stated>>,
}

impl RuleNote {
    /// Whether somebody wrote it.
    pub(crate) fn is_written(&self) -> bool {
        self.found.is_none() && self.stated.is_none()
    }

    /// Of a rule.
    pub(crate) fn of(rule: &Rule) -> RuleNote {
        RuleNote {
            name: rule.name.clone(),
            check: rule.check.text.clone(),
            place: rule.check.whole(),
            why: rule.why.clone(),
            tolerance: rule.tolerance.clone(),
            found: rule.found.clone(),
            stated: rule.stated.clone(),
        }
    }
}

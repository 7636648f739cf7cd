//! The checks of a system: each a list of comparisons and conditions over its figures.

use crate::rule::{Rule, Severity};
use crate::solve::formula::{Atom, Formula};
use crate::solve::polynomial::Var;
use std::collections::{BTreeMap, BTreeSet};

/// A check that is a list of comparisons and of conditions.
#[derive(Clone, Debug)]
pub(crate) struct Stated<'a> {
    /// Its rule.
    pub rule: &'a Rule,
    /// The table and the row that it is made for.
    pub row: Option<(usize, usize)>,
    /// What that row is called, or its group.
    pub key: Option<String>,
    /// The figures that stand alone on one side of an equation: what the other
    /// side comes to.
    pub totals: BTreeSet<Var>,
    /// What must hold, all of it, each with how much it matters.
    pub atoms: Vec<(Atom, Severity)>,
    /// Conditions of which one side or another must hold (`if`, `or`, `!=`).
    pub conditions: Vec<(Formula, Severity)>,
}

/// The figures of several checks: how many checks name each.
pub(crate) fn uses(checks: &[Stated<'_>]) -> BTreeMap<Var, usize> {
    let mut uses = BTreeMap::new();
    for check in checks {
        let mut vars = BTreeSet::new();
        for (atom, _) in &check.atoms {
            vars.extend(atom.poly.vars());
        }
        for (condition, _) in &check.conditions {
            vars.extend(condition.vars());
        }
        for var in vars {
            *uses.entry(var).or_default() += 1;
        }
    }
    uses
}

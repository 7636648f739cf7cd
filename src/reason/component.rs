//! A report in components: figures and checks that others reach by what
//! they have in common. Each component is examined by itself.

use super::constraints::Constraints;
use crate::check::system::System;
use crate::finding::Limit;
use crate::solve::components::Components;
use crate::solve::polynomial::Var;
use crate::solve::simplex::Stopped;
use std::collections::BTreeSet;

/// Figures that one component may have.
pub(super) const FIGURES: usize = 4_000;
/// Checks that one component may have.
pub(super) const CHECKS: usize = 2_000;
/// Numbers that reasoning over one report may work out: about a second's work.
pub(super) const STEPS: u64 = 20_000_000;

/// Cases of whole numbers that one question may be split into.
pub(super) const CASES: u32 = 300;

/// The limit at which a search was stopped.
pub(super) fn limit(why: Stopped) -> Limit {
    match why {
        Stopped::Effort => Limit::Steps(STEPS),
        Stopped::Cases => Limit::Cases(CASES),
    }
}

/// A component.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Component {
    /// Its figures, by number in the system.
    pub figures: Vec<Var>,
    /// Its checks.
    pub checks: Vec<usize>,
}

/// The components of a system, in the order of their first figures, without the
/// checks that are left out.
pub(super) fn components(
    system: &System<'_>,
    constraints: &Constraints,
    without: &BTreeSet<usize>,
) -> Vec<Component> {
    let mut joined = Components::new(system.figures.len());
    let mut checks: Vec<(usize, Vec<Var>)> = Vec::new();
    let mut number = 0;
    while let Some(constraint) = constraints.all.get(number) {
        let check = constraint.check;
        while constraints
            .all
            .get(number)
            .is_some_and(|constraint| constraint.check == check)
        {
            number += 1;
        }
        if without.contains(&check) {
            continue;
        }
        let figures: Vec<Var> = constraints.figures_of(check).into_iter().collect();
        joined.join_all(figures.iter().map(|var| *var as usize));
        checks.push((check, figures));
    }
    let mut number_of: Vec<Option<usize>> = vec![None; system.figures.len()];
    let mut components: Vec<Component> = Vec::new();
    let mut known = vec![false; system.figures.len()];
    for (check, figures) in checks {
        let Some(first) = figures.first() else {
            continue;
        };
        let at = joined.least(*first as usize);
        let component = *number_of[at].get_or_insert_with(|| {
            components.push(Component::default());
            components.len() - 1
        });
        components[component].checks.push(check);
        for var in figures {
            if !std::mem::replace(&mut known[var as usize], true) {
                components[component].figures.push(var);
            }
        }
    }
    for component in &mut components {
        component.figures.sort_unstable();
    }
    components.sort_by_key(|component| component.figures.first().copied());
    components
}

impl Component {
    /// Whether there is anything to find out: a check fails, or figures that
    /// are not settled are in several checks. Checks that hold one by one and
    /// have only settled figures in common hold together.
    pub(super) fn is_open(
        &self,
        system: &System<'_>,
        constraints: &Constraints,
        failing: &BTreeSet<usize>,
    ) -> bool {
        let settled = |var: &Var| system.figures[*var as usize].range.is_point().is_some();
        let shared = |var: &Var| constraints.checks_of(*var).len() > 1;
        self.checks.iter().any(|check| failing.contains(check))
            || self.figures.iter().any(|var| !settled(var) && shared(var))
    }

    /// Whether some figure of a cell is not printed.
    pub(super) fn has_blanks(&self, system: &System<'_>) -> bool {
        let mut figures = self.figures.iter();
        figures.any(|var| !system.figures[*var as usize].is_printed())
    }
}

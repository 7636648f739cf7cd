//! A report in connected parts: figures and checks that others reach by what
//! they have in common. Each part is examined by itself.

use super::lines::Lines;
use crate::check::system::System;
use crate::solve::components::Components;
use crate::solve::polynomial::Var;
use std::collections::BTreeSet;

/// Figures that one part may have.
pub const FIGURES: usize = 4_000;
/// Checks that one part may have.
pub const CHECKS: usize = 2_000;
/// Steps that the examination of one part may take.
pub const STEPS: u64 = 200_000;

/// A connected part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Its figures, by number in the system.
    pub figures: Vec<Var>,
    /// Its checks.
    pub checks: Vec<usize>,
}

/// The parts of a system, in the order of their first figures, without the
/// checks that are left out.
pub fn shares(system: &System<'_>, lines: &Lines, without: &BTreeSet<usize>) -> Vec<Share> {
    let mut components = Components::new(system.figures.len());
    let mut checks: Vec<(usize, Vec<Var>)> = Vec::new();
    let mut number = 0;
    while let Some(line) = lines.lines.get(number) {
        let check = line.check;
        while lines
            .lines
            .get(number)
            .is_some_and(|line| line.check == check)
        {
            number += 1;
        }
        if without.contains(&check) {
            continue;
        }
        let figures: Vec<Var> = lines.figures_of(check).into_iter().collect();
        components.join_all(figures.iter().map(|var| *var as usize));
        checks.push((check, figures));
    }
    let mut number_of: Vec<Option<usize>> = vec![None; system.figures.len()];
    let mut shares: Vec<Share> = Vec::new();
    let mut known = vec![false; system.figures.len()];
    for (check, figures) in checks {
        let Some(first) = figures.first() else {
            continue;
        };
        let at = components.least(*first as usize);
        let share = *number_of[at].get_or_insert_with(|| {
            shares.push(Share::default());
            shares.len() - 1
        });
        shares[share].checks.push(check);
        for var in figures {
            if !std::mem::replace(&mut known[var as usize], true) {
                shares[share].figures.push(var);
            }
        }
    }
    for share in &mut shares {
        share.figures.sort_unstable();
    }
    shares.sort_by_key(|share| share.figures.first().copied());
    shares
}

impl Share {
    /// Whether there is anything to find out: a check fails, or figures that
    /// are not settled are in several checks. Checks that hold one by one and
    /// have only settled figures in common hold together.
    pub fn is_open(&self, system: &System<'_>, lines: &Lines, failing: &BTreeSet<usize>) -> bool {
        let settled = |var: &Var| system.figures[*var as usize].range.is_point().is_some();
        let shared = |var: &Var| lines.checks_of(*var).len() > 1;
        self.checks.iter().any(|check| failing.contains(check))
            || self.figures.iter().any(|var| !settled(var) && shared(var))
    }

    /// Whether some figure of a cell is not printed.
    pub fn has_blanks(&self, system: &System<'_>) -> bool {
        self.figures.iter().any(|var| {
            let cell = system.figures[*var as usize].cell;
            cell.is_some_and(|cell| cell.figure.is_none())
        })
    }
}

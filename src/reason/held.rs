//! What a proof rests on beside checks and prints: that a count is not below
//! zero, and that a share lies within 0–100 %.

use super::program::Core;
use super::proof::name_of;
use crate::check::system::System;
use crate::figure::{End, Floor, Range};
use crate::finding::ProofStep;
use crate::solve::polynomial::Var;
use num_traits::{One, Zero};
use std::collections::BTreeSet;

/// The steps of a proof, after those that say what its figures are held within.
pub(super) fn with_held(steps: Vec<ProofStep>, core: &Core, system: &System<'_>) -> Vec<ProofStep> {
    let mut held: Vec<ProofStep> = Vec::new();
    let mut named = BTreeSet::new();
    for (figure, range) in steps.iter().flat_map(known) {
        if let Some(step) = held_by(figure, range, core, system)
            && named.insert(figure.to_owned())
        {
            held.push(step);
        }
    }
    held.extend(steps);
    held
}

/// What a step takes for known of figures.
fn known(step: &ProofStep) -> Vec<(&str, &Range)> {
    match step {
        ProofStep::Bounded { terms, .. } | ProofStep::Combined { terms, .. } => terms
            .iter()
            .map(|(_, name, range)| (name.as_str(), range))
            .collect(),
        ProofStep::OutOfStep { others, .. } => others
            .iter()
            .map(|(_, name, range)| (name.as_str(), range))
            .collect(),
        ProofStep::NoValue { figure, one, other } => vec![(figure, one), (figure, other)],
        ProofStep::NoWhole { figure, range } => vec![(figure, range)],
        ProofStep::Held { .. } | ProofStep::Suppose { .. } => Vec::new(),
    }
}

/// Why a figure is held within a range that ends where no count or share goes
/// on, where its print does not say so.
fn held_by(name: &str, range: &Range, core: &Core, system: &System<'_>) -> Option<ProofStep> {
    let at = (0..system.figures.len()).find(|at| {
        let var = Var::try_from(*at).unwrap_or(Var::MAX);
        system.figures[*at].cell.is_some() && name_of(system, var) == name
    })?;
    let cell = system.figures[at].cell?;
    let layout = &cell.table.layout;
    let domain = layout.domain(cell.row, cell.key.column);
    let floor = domain.floor?;
    let ends = |lo: &End, hi: &End| {
        let from_zero = matches!(lo, End::Closed(end) if end.is_zero());
        let to_one = matches!(hi, End::Closed(end) if end.is_one());
        from_zero || (floor == Floor::Share && to_one)
    };
    let printed = core.figures.contains(&Var::try_from(at).ok()?);
    let says_so = cell.figure().filter(|_| printed).is_some_and(|figure| {
        let allowed = figure.allowed_under(layout.rounding(cell.key.column));
        ends(&allowed.lo, &allowed.hi)
    });
    let unit = cell.figure().and_then(|figure| figure.unit.as_ref());
    let unit = unit.or_else(|| layout.unit_of(cell.row.unit(), cell.key.column));
    let open = range.is_point().is_none() && ends(&range.lo, &range.hi);
    (open && !says_so).then(|| ProofStep::Held {
        figure: name.to_owned(),
        floor,
        unit: unit.map(|unit| unit.text.clone()),
        range: domain.range(),
    })
}

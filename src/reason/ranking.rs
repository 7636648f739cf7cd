//! Which changes come first, what can be said of the first, and which are the
//! same told twice.

use super::localise::SETS;
use super::suspects::Suspected;
use crate::cell::CellName;
use crate::finding::{Change, Likeliest, Mending, SlipKind};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// So many figures changed by as many slips are nothing that anyone should be
/// told to be likely.
const MANY: usize = 4;

/// How much likelier the first must be than the second to be named.
const LIKELIER: u128 = 2;

/// Changes in order, likeliest first, and what can be said of the first.
pub(super) fn ranked(mut suspected: Vec<Suspected>, more: bool) -> (Vec<Mending>, Likeliest) {
    suspected.sort_by_key(|one| {
        let order = (one.mending.confirmed, one.figures.clone());
        (Reverse(one.score), order)
    });
    let verdict = match suspected.as_slice() {
        [] => Likeliest::NoRepair,
        [first, ..] if first.mending.changes.len() >= MANY && !first.mending.moved => {
            Likeliest::CannotBeTold
        }
        [_] if !more => Likeliest::Only,
        [first, ..] if !first.sure => Likeliest::CannotBeTold,
        // Whether the one was restated or the other is wrong, no figure tells.
        [first, _, ..] if is_restated(first) => Likeliest::CannotBeTold,
        [first, others @ ..] => {
            // Those that are about as likely as the first.
            let near = |other: &&Suspected| first.score / LIKELIER < other.score;
            let level: Vec<&Suspected> = others.iter().filter(near).collect();
            let confirmed = |other: &&Suspected| first.mending.confirmed < other.mending.confirmed;
            match level.is_empty() {
                true if first.explained => Likeliest::Slip,
                false if !more && level.iter().all(confirmed) => Likeliest::Evidence,
                _ => Likeliest::CannotBeTold,
            }
        }
    };
    let mendings = suspected.into_iter().map(|one| one.mending);
    (mendings.collect(), verdict)
}

/// Whether figures of the report before are what is to change.
fn is_restated(one: &Suspected) -> bool {
    let slips = one.mending.changes.iter().flat_map(|change| &change.slips);
    slips
        .into_iter()
        .any(|slip| slip.kind == SlipKind::Restated)
}

/// Adds a move; where a set has the same figures, its slip explains that set.
pub(super) fn add(moved: Suspected, suspected: &mut Vec<Suspected>) {
    let cells = |one: &Suspected| -> BTreeSet<CellName> {
        let changes = one.mending.changes.iter();
        changes
            .map(|change| change.mark.named_cell().clone())
            .collect()
    };
    let own = cells(&moved);
    // A sign that no corrected count would have is another change of its figure.
    let mut alike = suspected.iter_mut().filter(|_| own.len() > 1);
    let Some(same) = alike.find(|one| cells(one) == own) else {
        suspected.push(moved);
        return;
    };
    if moved.score > same.score {
        same.mending = Mending {
            moved: same.mending.moved,
            confirmed: same.mending.confirmed,
            ..moved.mending
        };
        same.score = moved.score;
        same.explained = moved.explained;
        same.sure = moved.sure;
    }
}

/// The sets of two clashes that one change explains first: that one, and one
/// smallest set of each in every combination.
pub(super) fn both(one: &[Mending], other: &[Mending]) -> Vec<Mending> {
    let cells = |changes: &[Change]| -> BTreeSet<CellName> {
        changes
            .iter()
            .map(|change| change.mark.named_cell().clone())
            .collect()
    };
    let mut all: Vec<Mending> = one.first().cloned().into_iter().collect();
    for a in one.iter().filter(|set| !set.moved) {
        for b in other.iter().filter(|set| !set.moved) {
            let changes: Vec<Change> = a.changes.iter().chain(&b.changes).cloned().collect();
            let own = cells(&changes);
            let known = all.iter().position(|set| cells(&set.changes) == own);
            match known {
                Some(known) => all[known].moved = false,
                None if all.len() < SETS => all.push(Mending {
                    changes,
                    moved: false,
                    odds: 0,
                    confirmed: a.confirmed + b.confirmed,
                }),
                None => {}
            }
        }
    }
    all
}

//! What the shapes told already, so that nothing is told twice.

use crate::claim::claimed::{Claim, ClaimKind};
use std::collections::HashSet;

/// Values that are looked at around a change.
pub(super) const NEAR: usize = 8;

/// What the shapes told already.
#[derive(Default)]
pub(super) struct Told {
    /// Rates of which a change against an earlier value was.
    pub(super) changes: HashSet<usize>,
    /// What is left of two amounts, or by how much they differ.
    pub(super) differences: HashSet<usize>,
    /// Wholes with their parts.
    pub(super) parts: HashSet<(usize, usize)>,
    /// Averages.
    pub(super) averages: HashSet<usize>,
    /// Rates of change that were found to be against a value.
    pub(super) settled: HashSet<usize>,
}

impl Told {
    pub(super) fn of(claims: &[Claim]) -> Told {
        let mut told = Told::default();
        for claim in claims {
            match claim.kind {
                ClaimKind::Growth | ClaimKind::Decline if claim.operands.len() == 2 => {
                    told.changes.insert(claim.reported);
                }
                ClaimKind::Difference | ClaimKind::Balance | ClaimKind::Sum => {
                    told.differences.insert(claim.reported);
                    for one in claim.figures() {
                        let others = claim.figures().map(|other| (one, other));
                        told.parts.extend(others);
                    }
                }
                ClaimKind::Average => {
                    told.averages.insert(claim.reported);
                }
                _ => {}
            }
        }
        told
    }
}

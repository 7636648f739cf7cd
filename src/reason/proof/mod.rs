//! Why checks cannot all hold, as lines of arithmetic that a person can follow:
//! each works out what one check leaves a figure, until one is left no value.
//! Where that does not come to an end, checks are added up, and whole numbers
//! are looked at case by case.
//!
//! ```text
//! facts     what the checks of a proof say of figures, and what is known of those
//! lines     the lines so far, and which of them a contradiction rests on
//! refute    the search for lines that end in one
//! added     checks added up
//! ```

mod added;
mod facts;
mod lines;
mod refute;

pub(super) use self::facts::name_of;
use self::facts::{facts, known};
use self::refute::Refuting;
use super::constraints::Constraints;
use super::program::Core;
use crate::check::system::System;
use crate::finding::ProofStep;

/// The proof of a core, its checks numbered in their order.
pub(super) fn derivation(
    core: &Core,
    system: &System<'_>,
    constraints: &Constraints,
) -> Vec<ProofStep> {
    let facts = facts(core, system, constraints);
    let known = known(core, system, &facts);
    let mut refuting = Refuting::new(system, &facts);
    refuting.proof(&known)
}

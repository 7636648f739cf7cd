//! What a decision says, and what it may cost.

use super::formula::Atom;

/// Whether true values exist that satisfy a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Some do.
    Yes,
    /// None do.
    No,
    /// Not settled within the limits.
    GaveUp,
}

impl Decision {
    /// `Yes` or `No`.
    pub(crate) fn of(holds: bool) -> Decision {
        if holds { Decision::Yes } else { Decision::No }
    }

    /// Of alternatives: whether any of them has values.
    pub(crate) fn any(decisions: impl IntoIterator<Item = Decision>) -> Decision {
        let mut worst = Decision::No;
        for decision in decisions {
            match decision {
                Decision::Yes => return Decision::Yes,
                Decision::GaveUp => worst = Decision::GaveUp,
                Decision::No => {}
            }
        }
        worst
    }

    /// Of conditions that share no figure: whether all of them have values.
    pub(crate) fn all(decisions: impl IntoIterator<Item = Decision>) -> Decision {
        let mut worst = Decision::Yes;
        for decision in decisions {
            match decision {
                Decision::No => return Decision::No,
                Decision::GaveUp => worst = Decision::GaveUp,
                Decision::Yes => {}
            }
        }
        worst
    }
}

/// Terms of sub-boxes that one decision may look at.
const WORK_LIMIT: usize = 20_000;

/// The work left to one decision, whatever it unfolds into.
#[derive(Debug)]
pub(crate) struct Work {
    left: usize,
}

impl Work {
    /// What one of so many alternatives of a decision may take: all of it where
    /// there are few.
    pub(crate) fn share(alternatives: usize) -> Work {
        Work {
            left: WORK_LIMIT / (alternatives / 4).max(1),
        }
    }

    /// Takes the cost of one more look at some comparisons; false when it is spent.
    pub(crate) fn take(&mut self, atoms: &[Atom]) -> bool {
        let terms: usize = atoms.iter().map(|atom| atom.poly.terms().count()).sum();
        match self.left.checked_sub(10 + terms) {
            Some(left) => self.left = left,
            None => self.left = 0,
        }
        self.left > 0
    }
}

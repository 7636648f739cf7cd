//! The lines of a proof while it is looked for, and which of them a
//! contradiction rests on.

use crate::finding::ProofStep;
use std::collections::BTreeSet;

/// The lines so far, each with the lines that it rests on.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    all: Vec<(ProofStep, BTreeSet<usize>)>,
}

impl Lines {
    /// How many there are; the number of the next one.
    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    /// Adds one, and says its number.
    pub(super) fn push(&mut self, step: ProofStep, from: BTreeSet<usize>) -> usize {
        self.all.push((step, from));
        self.all.len() - 1
    }

    /// Forgets all but the first ones.
    pub(super) fn forget(&mut self, but: usize) {
        self.all.truncate(but);
    }

    /// Lets a line rest on others too.
    pub(super) fn rest_on(&mut self, line: usize, others: impl IntoIterator<Item = usize>) {
        self.all[line].1.extend(others);
    }

    /// All lines that a line rests on, itself included.
    pub(super) fn behind(&self, line: usize) -> BTreeSet<usize> {
        let mut needed = BTreeSet::new();
        let mut open = vec![line];
        while let Some(line) = open.pop() {
            if needed.insert(line) {
                open.extend(&self.all[line].1);
            }
        }
        needed
    }

    /// The steps that a contradiction rests on, in order.
    pub(super) fn of(&self, contradiction: usize) -> Vec<ProofStep> {
        let needed = self.behind(contradiction).into_iter();
        needed.map(|line| self.all[line].0.clone()).collect()
    }
}

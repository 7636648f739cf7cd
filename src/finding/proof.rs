//! Why checks cannot all hold, line by line.

use crate::figure::{Floor, Range, Rat};

/// One line of a proof that checks cannot all hold.
#[derive(Clone, Debug)]
pub(crate) enum ProofStep {
    /// What a figure is held within, whatever is printed of it.
    Held {
        /// The figure.
        figure: String,
        /// Why.
        floor: Floor,
        /// Its unit.
        unit: Option<String>,
        /// Within what.
        range: Range,
    },
    /// A check leaves a figure a range, given what is known of the others:
    /// `figure = Σ factor · other + constant`, or at most or at least that.
    Bounded {
        /// Which check, by number in the clash.
        check: usize,
        /// The figure.
        figure: String,
        /// What is known of the others: factor, name, range.
        terms: Vec<(Rat, String, Range)>,
        /// What is added.
        constant: Rat,
        /// What follows for the figure, by this check alone.
        range: Range,
    },
    /// What is known of a figure leaves it no value.
    NoValue {
        /// The figure.
        figure: String,
        /// The range from one side: its print, or an earlier line.
        one: Range,
        /// The range from the other side.
        other: Range,
    },
    /// Checks added together, each times a factor, so that figures cancel.
    Combined {
        /// The checks by number, with their factors.
        checks: Vec<(usize, Rat)>,
        /// What is left: factor and name of each figure, with its range.
        terms: Vec<(Rat, String, Range)>,
        /// The left sides add up to at most (`true`), or exactly, this.
        at_most: bool,
        /// Whether they stay below it.
        strict: bool,
        /// What the sum is held against.
        bound: Rat,
        /// What the figures make of the sum.
        range: Range,
    },
    /// Checks added together, each so often that whole numbers are left that
    /// come in multiples of a number, and none lies where they must.
    OutOfStep {
        /// The checks by number, with their factors.
        checks: Vec<(usize, Rat)>,
        /// The whole numbers that are left, with their factors.
        terms: Vec<(Rat, String, Range)>,
        /// The other figures, with their factors and what is known of them.
        others: Vec<(Rat, String, Range)>,
        /// Where all of them together lie.
        sum: Range,
        /// What the whole numbers come in multiples of.
        step: Rat,
    },
    /// A whole number lies on one side of a gap or on the other. Opens a case,
    /// which ends with the next contradiction that is not of a case within.
    Suppose {
        /// The figure.
        figure: String,
        /// Where it lies in this case.
        range: Range,
        /// Where it lies in the other.
        other: Range,
        /// Whether the other case comes afterwards.
        first: bool,
    },
    /// No whole number lies between: the two sides of a figure's range.
    NoWhole {
        /// The figure.
        figure: String,
        /// Its range.
        range: Range,
    },
}

impl ProofStep {
    /// Whether it says that there are no values: it ends a case, or the proof.
    pub(crate) fn is_contradiction(&self) -> bool {
        !matches!(
            self,
            ProofStep::Held { .. } | ProofStep::Bounded { .. } | ProofStep::Suppose { .. }
        )
    }
}

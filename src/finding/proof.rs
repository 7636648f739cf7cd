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
        /// What the sum is held against.
        bound: Rat,
        /// What the figures make of the sum.
        range: Range,
    },
    /// No whole number lies between: the two sides of a figure's range.
    NoWhole {
        /// The figure.
        figure: String,
        /// Its range.
        range: Range,
    },
}

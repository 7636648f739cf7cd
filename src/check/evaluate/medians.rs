//! Medians that take part in a rule, and how each is worked out from figures.

use crate::figure::{Range, Rat};
use crate::rule::Function;
use crate::solve::dimension::Dim;
use crate::solve::formula::Formula;
use crate::solve::polynomial::{Poly, Var};
use std::collections::BTreeSet;

/// Medians of a rule, and the figures that they are taken of.
#[derive(Debug, Default)]
pub(crate) struct Medians {
    /// The figures that they are worked out from.
    pub figures: BTreeSet<Var>,
    /// How each is worked out, in their order.
    pub steps: Vec<Step>,
    /// What ties them to their figures, where they are not free to take all values
    /// of their ranges.
    pub ties: Vec<Formula>,
    /// Whether some tie has too many choices to be written out.
    pub loose: bool,
}

impl Medians {
    /// Whether there are none that matter.
    pub(super) fn is_empty(&self) -> bool {
        self.ties.is_empty() && !self.loose
    }
}

/// How a figure is worked out from others.
#[derive(Debug)]
pub(super) enum Step {
    /// It is what the middle ones of these add up to.
    Middle(Var, Vec<Poly>),
    /// It is the size of this.
    Size(Var, Poly),
    /// It was worked out before: what it is where all figures in its columns are as
    /// printed.
    Known(Var, KnownMedian),
}

/// A column by its report and its table.
pub(super) type ColumnKey = (bool, usize, usize);

/// A median that was worked out before, of figures that are not at hand.
#[derive(Clone, Debug)]
pub(super) struct KnownMedian {
    /// What it can be.
    pub range: Range,
    /// What it is where all figures are as printed, where they can be.
    pub printed: Option<Rat>,
    pub dim: Dim,
    /// Where its figures are.
    pub columns: Vec<ColumnKey>,
}

/// Whether a function is a median of something.
pub(super) fn is_median(function: Function) -> bool {
    matches!(function, Function::Median | Function::Mad)
}

//! A box: the ranges of a rule's figures.

use super::polynomial::{Poly, Var};
use crate::figure::{Range, Rat};

/// The ranges of a rule's figures, by their number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ranges {
    ranges: Vec<Range>,
}

impl Ranges {
    /// Adds a figure.
    pub(crate) fn push(&mut self, range: Range) -> Var {
        self.ranges.push(range);
        Var::try_from(self.ranges.len() - 1).unwrap_or(Var::MAX)
    }

    /// The boxes in which one figure has each of these ranges.
    pub(crate) fn with_each(
        &self,
        var: Var,
        ranges: impl IntoIterator<Item = Range>,
    ) -> Vec<Ranges> {
        let with = |range| self.with(var, range);
        ranges.into_iter().map(with).collect()
    }

    /// A figure's range.
    pub(crate) fn range(&self, var: Var) -> &Range {
        &self.ranges[var as usize]
    }

    /// The same box with another range for one figure.
    pub(crate) fn with(&self, var: Var, range: Range) -> Ranges {
        let mut other = self.clone();
        other.ranges[var as usize] = range;
        other
    }

    /// The same box with fractions allowed everywhere.
    pub(crate) fn all_real(&self) -> Ranges {
        let ranges = self.ranges.iter().cloned().map(Range::with_fractions);
        Ranges {
            ranges: ranges.collect(),
        }
    }

    /// How many figures.
    pub(crate) fn len(&self) -> usize {
        self.ranges.len()
    }
    /// The same with whole ends where figures are whole numbers; `None` where
    /// a figure has no value at all.
    pub(crate) fn tightened(&self) -> Option<Ranges> {
        let tight = self.ranges.iter().cloned().map(Range::tighten);
        let tight = tight.map(|range| (!range.is_empty()).then_some(range));
        Some(Ranges {
            ranges: tight.collect::<Option<_>>()?,
        })
    }

    /// The only value that a figure can have.
    pub(crate) fn settled(&self, var: Var) -> Option<&Rat> {
        self.range(var).is_point()
    }

    /// The figures of a polynomial that are whole numbers and not yet settled.
    pub(crate) fn open_wholes(&self, poly: &Poly) -> Vec<Var> {
        let open = |var: &Var| self.range(*var).whole && self.settled(*var).is_none();
        poly.vars().into_iter().filter(open).collect()
    }
}

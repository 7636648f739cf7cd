//! What speaks for a rule that nobody wrote: a relation that the figures of a
//! table show.

use super::code::Code;

/// Where a rule was found in the figures themselves, and what speaks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The number of its relation in the report, from 0: the checks of one
    /// relation, one for each line that it crosses, share it.
    pub relation: usize,
    /// What its failure is called.
    pub code: Code,
    /// What the lines are in which it was tried.
    pub over: Lines,
    /// In how many of them it holds.
    pub holds: usize,
    /// In how many it could be tried.
    pub tried: usize,
    /// Whether the name of its result says so too, such as Total or 合计.
    pub named: bool,
    /// Whether its tolerance is what rounding hardly ever exceeds, and no bound.
    pub hardly: bool,
}

/// The lines of a table that a relation crosses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lines {
    /// It is a relation of columns, tried row by row.
    Rows,
    /// It is a relation of rows, tried column by column.
    Columns,
    /// It is one of two tables, tried in every figure that both have.
    Figures,
    /// It is one of a table and several others, tried in every figure that it has of
    /// them.
    Tables,
}

//! The cells of a finding.

use crate::figure::Figure;
use crate::place::Place;

/// A cell in a finding.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Where it stands.
    pub place: Place,
    /// How it enters the arithmetic.
    pub role: MarkRole,
    /// What the rule calls it; empty where no rule does.
    pub name: String,
    /// The figure in it, where there is one.
    pub figure: Option<Figure>,
}

/// How a cell enters a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkRole {
    /// It is what the finding is about.
    Reported,
    /// It is added.
    Plus,
    /// It is subtracted.
    Minus,
    /// It is multiplied.
    Times,
    /// It divides.
    Over,
    /// It is compared.
    Compared,
    /// It was there first.
    First,
    /// It has the same fault.
    Also,
}

//! The numbers of two sides that do not meet.

use crate::figure::{Floor, Range, Rat, Rounding};
use crate::rule::Comparison;
use crate::table::RowName;

/// Two sides that do not meet.
#[derive(Clone, Debug)]
pub(crate) struct Mismatch {
    /// What the rule asks of the sides.
    pub relation: Requirement,
    /// The left side.
    pub left: Side,
    /// The right side.
    pub right: Side,
    /// Left less right, as printed.
    pub difference: Option<Rat>,
    /// How much of a difference the prints allow.
    pub allowed: Option<Rat>,
    /// Whether that is what rounding hardly ever exceeds, though it might.
    pub hardly: bool,
    /// How far apart the sides are at least, where the prints are no values
    /// to take off each other.
    pub gap: Option<Gap>,
    /// Figures below zero (shares above one) with which it would hold, and
    /// why they cannot be.
    pub bounded: Vec<Bounded>,
    /// Prints that would make the rule hold, one figure changed at a time.
    pub repairs: Vec<Repair>,
    /// Other ways of rounding that would make it hold.
    pub holds_if: Vec<HoldsIf>,
    /// Figures that are not printed: the rule fails whatever they are.
    pub unknown: Vec<String>,
    /// Whether all of those are withheld.
    pub withheld: bool,
    /// Figures that take part beyond those that are shown.
    pub more_figures: usize,
    /// Whether values with fractions would fit, and only whole ones do not.
    pub whole_only: bool,
    /// The comparisons, where several clash only together.
    pub clauses: Vec<Clause>,
    /// Whether the sides are rates, whatever the units of their figures.
    pub rate: bool,
    /// What functions over rows took and left out.
    pub taken: Vec<RowsTaken>,
    /// The factor that the rule has too much, or misses, to hold.
    pub factor: Option<Factor>,
    /// What is not as it must be, where that is a text, or one of a list.
    pub text: Option<Box<TextFailed>>,
}

/// A text, or a figure of a list, that is not as a rule asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextFailed {
    /// What the rule calls it.
    pub name: String,
    /// What stands there.
    pub found: String,
    /// What is asked.
    pub asked: TextAsked,
}

/// What a rule asks of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TextAsked {
    /// To be in a list: its name, where it has one, and the nearest that it holds.
    Listed {
        /// Its name.
        list: Option<String>,
        /// The nearest.
        nearest: Option<String>,
    },
    /// Not to be in a list.
    NotListed {
        /// Its name.
        list: Option<String>,
    },
    /// To be as this pattern says.
    Matches(String),
    /// To be what another cell says: its name, and what that is.
    Same(String, String),
    /// Not to be what another cell says: its name.
    Other(String),
    /// To be there at all.
    Reported,
}

/// What a function over rows took, and which rows it left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RowsTaken {
    /// The function as the rule writes it.
    pub function: String,
    /// The first figures that a sum adds, as printed; none of a single one.
    pub added: Vec<String>,
    /// How many it adds.
    pub figures: usize,
    /// Whether some of them are hedged, so that they come to only about that.
    pub hedged: bool,
    /// Whether some of them are rates.
    pub rates: bool,
    /// What they come to, as printed; none where it is no sum, or a code such
    /// as `<5` is among them.
    pub sum: Option<Rat>,
    /// How many rows it takes or does not, by true values that the prints leave
    /// open.
    pub open: usize,
    /// Rows that it leaves out, since they sum up others.
    pub left_out: Vec<RowName>,
    /// How many more it leaves out.
    pub more_left_out: usize,
}

/// A factor of a rule without which it would hold, or with which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Factor {
    /// The factor.
    pub by: Rat,
    /// How the rule uses it and should not, `×` or `÷`; none where it misses it.
    pub too_much: Option<char>,
}

/// How far apart two sides are at least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Gap {
    /// How far.
    pub size: Rat,
    /// Whether they are further apart than that.
    pub more: bool,
    /// Whether the left side is the greater one.
    pub left_above: bool,
}

/// A figure that cannot be below zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bounded {
    /// What the rule calls it.
    pub name: String,
    /// Why.
    pub floor: Floor,
    /// Its unit.
    pub unit: Option<String>,
}

/// A comparison that holds alone and clashes with others.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    /// Its left side.
    pub left: Side,
    /// Its sign.
    pub sign: Comparison,
    /// Its right side.
    pub right: Side,
}

/// What a rule asks of its sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Requirement {
    /// A comparison.
    Compare(Comparison),
    /// Parts that may not exceed their whole.
    Parts,
    /// Parts that leave no remainder.
    NoRemainder,
    /// A mean or share of whole numbers: the greatest possible value below
    /// the print, and the least above, where known.
    Grim {
        /// How many whole numbers.
        count: Option<Rat>,
        /// The next possible value below.
        below: Option<Rat>,
        /// The next possible value above.
        above: Option<Rat>,
    },
    /// A condition of several comparisons.
    Condition,
}

/// A side of a comparison.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    /// As the rule writes it.
    pub text: String,
    /// The same with the prints put in.
    pub arithmetic: String,
    /// Whether some of its figures are hedged, so that the prints make it only about.
    pub hedged: bool,
    /// Whether it is one blank cell that counts as zero.
    pub zero: bool,
    /// What the prints make of it, where true values can come to that.
    pub printed: Option<Rat>,
    /// What the true values can make of it, where that can be said exactly.
    pub range: Option<Range>,
}

/// A figure changed so that a rule holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Repair {
    /// What the rule calls the figure.
    pub name: String,
    /// The print that would do.
    pub print: String,
}

/// A way of rounding under which a rule holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HoldsIf {
    /// The one figure so rounded, by name and print; `None`: all of them.
    pub figure: Option<(String, String)>,
    /// The way.
    pub rounding: Rounding,
}

//! The human slips that make a wrong print of a right one.

use crate::cell::CellName;
use crate::figure::Rat;

/// One human slip that made a wrong print of a right one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slip {
    /// What happened.
    pub kind: SlipKind,
    /// The print without it.
    pub print: String,
    /// How likely it is, in parts of a million.
    pub odds: u64,
}

/// What happens to figures when people write them down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SlipKind {
    /// One digit is another.
    Digit,
    /// Two neighbouring digits are swapped.
    Swapped,
    /// A digit was lost.
    Lost,
    /// A digit was written twice.
    Doubled,
    /// A digit too many, unlike its neighbours.
    Inserted,
    /// The decimal point stands elsewhere: so many places to the right
    /// (negative: to the left) of where it belongs.
    Point(i32),
    /// Too large by this power of ten (negative: too small), without a point.
    Power(i32),
    /// Another multiplier: 万 for 亿.
    Multiplier {
        /// As printed.
        from: String,
        /// As meant.
        to: String,
    },
    /// The sign is missing, or too much.
    Sign,
    /// Cut, not rounded.
    Cut,
    /// The figures of two cells are exchanged; the other cell.
    Exchanged(CellName),
    /// The figures of a row or column stand one cell further than they should.
    Shifted {
        /// Whether along the row, or else down the column.
        along_row: bool,
        /// How many figures.
        figures: usize,
    },
    /// The figure of a neighbouring cell was copied.
    Copied(CellName),
    /// The figure of the period before was left standing.
    LastPeriod,
    /// A total without one of its parts; that part.
    LeftOut(CellName),
    /// A total with one of its parts twice; that part.
    CountedTwice(CellName),
    /// A balance from which one of its figures was not taken off; that figure.
    NotTakenOff(CellName),
    /// A balance from which one of its figures was taken off twice; that figure.
    TakenOffTwice(CellName),
    /// A figure that the report before prints otherwise: restated since then,
    /// or wrong there.
    Restated,
    /// A total from before one of its parts was corrected; that part.
    OlderTotal(CellName),
    /// A rate over another denominator.
    OtherDenominator {
        /// The cells whose figures make it, added together.
        over: Vec<CellName>,
        /// The denominator.
        value: Rat,
        /// What is divided.
        part: Rat,
    },
}

//! What reasoning over the whole report adds to a finding: which other
//! findings have the same cause, which figures must be wrong, and what was
//! probably meant. Numbers and names only; `reason` finds them, `say` says
//! them.

use super::finding::{Finding, Mark, RuleNote};
use crate::cell::CellName;
use crate::figure::{Range, Rat};
use crate::rule::Severity;

/// Checks that cannot all hold, and the fewest changes that would make them.
#[derive(Clone, Debug)]
pub struct Clash {
    /// The checks. Of a `jointly-inconsistent` finding a smallest set, of
    /// which each holds alone and all but any one hold together; otherwise
    /// the ones that fail, the finding's own first.
    pub checks: Vec<ClashCheck>,
    /// The findings that are told in this one, because the same changes mend
    /// them.
    pub explains: Vec<Finding>,
    /// Why the checks cannot all hold, line by line; for `jointly-inconsistent`.
    pub derivation: Vec<Step>,
    /// The fewest changes (by weight) after which everything holds: all sets
    /// of them up to a limit, and moves of figures that one slip explains;
    /// likeliest first.
    pub repairs: Vec<Mending>,
    /// Whether there are more such sets than are listed.
    pub more: bool,
    /// What can be said of the likeliest one.
    pub verdict: Likeliest,
    /// Whether other clashes hang together with this one, so that everything
    /// holds only once those are mended too.
    pub beside: bool,
    /// Why the search stopped early, where it did: then what is listed may
    /// not be all, or not the fewest.
    pub gave_up: Option<Limit>,
}

/// What can be said of the likeliest set of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeliest {
    /// It is the only one.
    Only,
    /// It is the first by its slips: one human slip explains it, and is at
    /// least twice as likely as the best of any other set.
    Slip,
    /// It is the first only by evidence: more checks confirm the figures of
    /// the others.
    Evidence,
    /// Others are as good: it cannot be told.
    CannotBeTold,
    /// No change of the figures that may be wrong helps.
    NoRepair,
}

/// A limit of the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Figures in one connected part; how many there may be.
    Figures(usize),
    /// Checks in one connected part; how many there may be.
    Checks(usize),
    /// Checks that fail; how many there may be.
    Failed(u64),
    /// Steps of the search; how many there may be.
    Steps(u64),
    /// Figures changed at the same time; how many there may be.
    Changes(u64),
}

/// A check that takes part in a clash.
#[derive(Clone, Debug)]
pub struct ClashCheck {
    /// Its rule.
    pub rule: RuleNote,
    /// The key of the row that it was made for.
    pub row: Option<String>,
    /// How much its rule matters.
    pub severity: Severity,
}

/// Changes that together make everything hold.
#[derive(Clone, Debug)]
pub struct Mending {
    /// The figures to change.
    pub changes: Vec<Change>,
    /// Whether one slip moved all these figures: then there may be more of
    /// them than in the smallest sets.
    pub moved: bool,
    /// How likely its slips are, in parts of a million: the product of their
    /// odds, each after the first divided by how rare a second slip is; 0
    /// where some change has no slip.
    pub odds: u64,
    /// How many other checks confirm its figures as they are printed.
    pub confirmed: usize,
}

/// A figure to change.
#[derive(Clone, Debug)]
pub struct Change {
    /// The figure, by its cell's name.
    pub mark: Mark,
    /// Its cell.
    pub cell: CellName,
    /// Where its true value must lie for all checks to hold, the other
    /// figures left as printed.
    pub range: Range,
    /// The corrected print, where no other print in its notation would do.
    pub print: Option<String>,
    /// The slips that explain it, likeliest first.
    pub slips: Vec<Slip>,
}

/// One human slip that made a wrong print of a right one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// What happened.
    pub kind: SlipKind,
    /// The print without it.
    pub print: String,
    /// How likely it is, in parts of a million.
    pub odds: u64,
}

/// What happens to figures when people write them down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlipKind {
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

/// One line of a proof that checks cannot all hold.
#[derive(Clone, Debug)]
pub enum Step {
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

/// What reasoning over a whole report came to, beside its findings.
#[derive(Clone, Debug, Default)]
pub struct Reasoned {
    /// Connected parts of the report that were tested as a whole.
    pub parts: usize,
    /// The figures in them.
    pub figures: usize,
    /// The checks in them.
    pub checks: usize,
    /// Rules that take no part, each with the reason; in the configuration's order.
    pub left_out: Vec<LeftOut>,
    /// Blank figures that the rules leave only one value.
    pub deduced: Vec<Deduced>,
    /// Parts that were not settled, and why.
    pub gave_up: Vec<Limit>,
}

/// A rule that takes no part in reasoning over the whole report.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// The rule.
    pub rule: RuleNote,
    /// Why.
    pub why: WhyLeftOut,
}

/// Why a rule takes no part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhyLeftOut {
    /// It says `if`, `or`, `not` or `!=`, so that it is no list of comparisons.
    Condition,
    /// It multiplies or divides figures of which none alone is a rate.
    Product,
    /// It takes a greatest or least figure, or a size, other than as a limit.
    Greatest,
    /// Which rows it takes depends on figures.
    Selection,
    /// Its table is too long, or the report as a whole names too many figures.
    LongTable,
}

/// A blank figure that the rules leave one value.
#[derive(Clone, Debug)]
pub struct Deduced {
    /// The figure's place and name.
    pub mark: Mark,
    /// Its cell.
    pub cell: CellName,
    /// Its value, in base units.
    pub value: Rat,
    /// The value as the table would print it.
    pub print: String,
    /// What it is worked out by, where one check gives it: `requests.total −
    /// requests.refused`.
    pub by: Option<String>,
    /// The checks that it follows from.
    pub checks: Vec<ClashCheck>,
}

/// What the rules of a report leave a figure.
#[derive(Clone, Debug)]
pub struct Implied {
    /// The figure's place, name and print.
    pub mark: Mark,
    /// Its cell.
    pub cell: CellName,
    /// What its own print allows; `None` where it has none.
    pub own: Option<Range>,
    /// What the rules and all other prints allow it, its own print aside;
    /// `None` where they allow nothing at all.
    pub implied: Option<Range>,
    /// The checks that bind it: without any one of them it could be more, or less.
    pub binding: Vec<ClashCheck>,
    /// All other checks that name it.
    pub others: Vec<ClashCheck>,
    /// Why it could not be told, where the search stopped early.
    pub gave_up: Option<Limit>,
}

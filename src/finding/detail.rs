//! What a finding says beside its cells.

use super::mismatch::Mismatch;
use super::not_checked::WhyNot;
use crate::date::Date;
use crate::figure::{DecimalSign, EmptyKind, Unreadable};
use crate::report::{AsideKind, NoPrior};
use crate::rule::DescribedAs;
use crate::table::SameIn;
use std::path::PathBuf;

/// The numbers of a finding.
#[derive(Clone, Debug)]
pub(crate) enum Detail {
    /// No true values fit the prints.
    Mismatch(Box<Mismatch>),
    /// Checks that hold one by one do not hold together; the clash says which.
    Joint,
    /// A figure that a rule needs is not reported.
    MissingFigure,
    /// The report lacks the row, the column or the table that a rule names.
    LacksNamed(WhyNot),
    /// A key that another row has, and what else the two agree in.
    DuplicateKey(SameIn),
    /// Rows of a table that nobody described have the label of another one: how
    /// many.
    RepeatedLabels(u64),
    /// A cell that is no figure.
    Unreadable(Unreadable),
    /// Cells among the figures of a table that nobody described are none.
    NoFigures {
        /// How many such.
        count: u64,
        /// What is wrong with the first of them; nothing is with words.
        why: Option<Unreadable>,
    },
    /// A figure that alone in its column begins with a zero before other digits.
    LeadingZero,
    /// A figure that alone in its table is no multiple of what all others are.
    OddMultiple {
        /// Of what.
        step: String,
        /// How many others there are.
        others: usize,
    },
    /// A figure that alone in its column has another number of digits behind the point.
    OddPlaces {
        /// How many the others have.
        usual: u32,
        /// How many others there are.
        others: usize,
    },
    /// A `decimals` cell that is no number of places.
    Decimals,
    /// A `rounded_to` cell that is nothing to round to.
    RoundedTo,
    /// A figure that is printed finer than it is said to be known: what it is
    /// said to be rounded to.
    Unrounded(String),
    /// A count that is not whole.
    FractionalCount,
    /// A share outside 0–100 %.
    ShareOutOfRange,
    /// A row with another number of cells than the header.
    Ragged {
        /// Cells in the row.
        found: usize,
        /// Columns in the header.
        expected: usize,
    },
    /// A column that nobody described holds text, such as this.
    TextColumn(String),
    /// So do several columns of a table without a configuration; what they are called.
    TextColumns(Vec<String>),
    /// The header gives columns no names of their own; what rules call them.
    UnclearHeader(Vec<String>),
    /// A column that the configuration does not name; the nearest it does.
    UnknownColumn(Option<String>),
    /// A decimal sign that is no more than likely.
    DecimalSign {
        /// A print that can be read with either sign.
        print: String,
        /// How it was read.
        taken: DecimalSign,
    },
    /// A print such as `12 (1)` whose number in brackets was taken for a footnote mark.
    NumberInBrackets(String),
    /// A print such as `1,310p` whose letter was taken for a flag, and all letters of its
    /// table that were.
    LetterAsFlag(String, Vec<String>),
    /// What a submission says, and is not obeyed.
    NotObeyed(AsideKind),
    /// A row that must be there; the nearest that is.
    RequiredRow(Option<String>),
    /// A column that must be there; the nearest that is.
    RequiredColumn(Option<String>),
    /// A cell that must be filled in.
    RequiredCell,
    /// A figure that must be plain is hedged.
    Hedged,
    /// A count or a rate that must be plain is printed in tens, or more roughly.
    Rough,
    /// It is a rate that is printed in less than hundredths, such as `0.9`.
    RoughRate,
    /// A rule that could not be checked of a submission, and why: for no row
    /// where nothing is said.
    Unchecked(Option<WhyNot>),
    /// A section of the configuration without a table.
    MissingTable,
    /// A table that the configuration does not name; the nearest it does.
    UnknownTable(Option<String>),
    /// A quote that does not stand in the source.
    QuoteNotInSource {
        /// The source's file.
        source: String,
    },
    /// A figure that does not stand in its quote.
    FigureNotInQuote,
    /// A text that names another period.
    OtherPeriod {
        /// The year it names.
        found: u32,
        /// The report's.
        own: String,
    },
    /// A unit that is neither known as a counting word nor as a measure.
    UnknownUnit(String),
    /// A cell whose unit is not its column's or its row's.
    UnitClash {
        /// One unit.
        left: String,
        /// The other.
        right: String,
    },
    /// Rows of these periods are missing between others of their series.
    MissingPeriods {
        /// What tells the series from others of the table; blank where there is one.
        series: String,
        /// The periods beside the gap.
        between: [String; 2],
        /// The first of those that are missing.
        missing: Vec<String>,
        /// How many more are.
        more: usize,
    },
    /// The series of a long table could not be looked at for periods that are missing.
    SeriesNotLookedAt,
    /// A rule that no values break.
    NeverFails {
        /// Share columns that must stay within 0–100 % for that; none: whatever the values.
        shares: Vec<String>,
    },
    /// A rule that no values satisfy.
    AlwaysFails {
        /// Share columns that must stay within 0–100 % for that; none: whatever the values.
        shares: Vec<String>,
    },
    /// A rule that asks the same as an earlier one.
    Repeated {
        /// The earlier rule's name.
        earlier: String,
    },
    /// A rule that follows from others.
    Implied {
        /// Their names.
        others: Vec<String>,
        /// Share columns that must stay within 0–100 % for that; none: whatever the values.
        shares: Vec<String>,
    },
    /// A rule that no values satisfy together with others.
    Contradict {
        /// Their names.
        others: Vec<String>,
        /// Share columns that must stay within 0–100 % for that; none: whatever the values.
        shares: Vec<String>,
    },
    /// A rule that no row of any report was for.
    ChecksNothing,
    /// A rule that looks at the report of the period before, where no report
    /// has one before it.
    NeverFound {
        /// How many reports there are.
        reports: usize,
        /// One of them, and why it has none.
        one: PathBuf,
        /// Why.
        why: NoPrior,
    },
    /// A mark of missing figures that is a figure itself.
    MarkIsFigure {
        /// The mark.
        mark: String,
        /// What it says.
        kind: EmptyKind,
    },
    /// A name of the configuration that is in no table of its section.
    NamesNothing {
        /// What the configuration says of it.
        what: DescribedAs,
        /// The nearest name that a table has.
        nearest: Option<String>,
    },
    /// A waiver that no finding is waived by.
    WaiverUnused(WaiverNote, Unused),
    /// A waiver whose last day is past.
    WaiverExpired {
        /// The waiver.
        waiver: WaiverNote,
        /// Its last day.
        last: Date,
        /// Whether its finding is still there, and shows again.
        shows: bool,
    },
    /// A waiver for figures that are others now.
    WaiverChanged {
        /// The waiver.
        waiver: WaiverNote,
        /// What is other now.
        changed: Vec<Changed>,
        /// Whether the rule is still broken there, so that the finding shows again.
        shows: bool,
    },
}

/// A waiver, as findings name it.
#[derive(Clone, Debug)]
pub(crate) struct WaiverNote {
    /// The rule or the check.
    pub rule: String,
    /// The cell.
    pub cell: Option<String>,
    /// Why the finding was accepted.
    pub reason: String,
}

/// Why a waiver has nothing to waive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unused {
    /// No rule and no check has the name; the nearest that one has.
    NoSuchName(Option<String>),
    /// The check is turned off.
    TurnedOff,
    /// There is no such cell.
    NoSuchCell,
    /// The rule is not checked at all: a figure is missing.
    NotChecked,
    /// What was wrong is right.
    Holds,
    /// There are fewer findings alike than it is for; how many.
    Fewer {
        /// How many it is for.
        times: u64,
        /// How many there are.
        found: u64,
    },
}

/// A print that a waiver holds on to and that is another now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Changed {
    /// Whose print: the cell's, or that of another figure by its name.
    pub name: Option<String>,
    /// What it was.
    pub was: String,
    /// What it is; `None` where it takes no part any more.
    pub now: Option<String>,
}

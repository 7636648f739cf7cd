//! What a check found. Findings hold places and numbers; sentences are made
//! where they are shown.

use super::bound::Absent;
use super::clash::Clash;
use crate::cell::CellName;
use crate::date::Date;
use crate::figure::{Figure, Range, Rat, Rounding, Unreadable};
use crate::place::Place;
use crate::rule::{Comparison, Described, Severity, Tolerance, Words};

/// Something that does not agree.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What kind it is, to look up with `explain`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The rule that it breaks; none for the built-in checks.
    pub rule: Option<RuleNote>,
    /// The section it is in.
    pub section: String,
    /// The key of the row that a row rule was checked for.
    pub row: Option<String>,
    /// The number of that row in its table, where the table is in memory.
    pub row_number: Option<usize>,
    /// The cell in question.
    pub primary: Mark,
    /// The other cells that take part.
    pub related: Vec<Mark>,
    /// The numbers.
    pub detail: Detail,
    /// What the whole report says of it, where it was asked.
    pub clash: Option<Box<Clash>>,
}

impl Finding {
    /// What a waiver calls it by: its rule, or the check that needs none.
    pub fn waived_as(&self) -> &str {
        self.rule.as_ref().map_or(self.code, |rule| &rule.name)
    }
}

/// A rule, as findings name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleNote {
    /// Its name.
    pub name: String,
    /// Its expression.
    pub check: String,
    /// Where it stands.
    pub place: Place,
    /// Why it must hold.
    pub why: Words,
    /// What it allows beyond the prints.
    pub tolerance: Option<Tolerance>,
}

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

/// The numbers of a finding.
#[derive(Clone, Debug)]
pub enum Detail {
    /// No true values fit the prints.
    Mismatch(Box<Mismatch>),
    /// Checks that hold one by one do not hold together; the clash says which.
    Joint,
    /// A figure that a rule needs is not reported.
    MissingFigure,
    /// A key that another row has.
    DuplicateKey,
    /// A cell that is no figure.
    Unreadable(Unreadable),
    /// A `decimals` cell that is no number of places.
    Decimals,
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
    /// A column that the configuration does not name; the nearest it does.
    UnknownColumn(Option<String>),
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
    /// A rule that no values satisfy together with an earlier one.
    Contradict {
        /// The earlier rule's name.
        earlier: String,
        /// Share columns that must stay within 0–100 % for that; none: whatever the values.
        shares: Vec<String>,
    },
    /// A rule that no row of any report was for.
    ChecksNothing,
    /// A name of the configuration that is in no table of its section.
    NamesNothing {
        /// What the configuration says of it.
        what: Described,
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
pub struct WaiverNote {
    /// The rule or the check.
    pub rule: String,
    /// The cell.
    pub cell: Option<String>,
    /// Why the finding was accepted.
    pub reason: String,
}

/// Why a waiver has nothing to waive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unused {
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
pub struct Changed {
    /// Whose print: the cell's, or that of another figure by its name.
    pub name: Option<String>,
    /// What it was.
    pub was: String,
    /// What it is; `None` where it takes no part any more.
    pub now: Option<String>,
}

/// Two sides that do not meet.
#[derive(Clone, Debug)]
pub struct Mismatch {
    /// What the rule asks of the sides.
    pub relation: Asked,
    /// The left side.
    pub left: Side,
    /// The right side.
    pub right: Side,
    /// Left less right, as printed.
    pub difference: Option<Rat>,
    /// How much of a difference the prints allow.
    pub allowed: Option<Rat>,
    /// Prints that would make the rule hold, one figure changed at a time.
    pub repairs: Vec<Repair>,
    /// Other ways of rounding that would make it hold.
    pub holds_if: Vec<HoldsIf>,
    /// Figures that are not printed: the rule fails whatever they are.
    pub unknown: Vec<String>,
    /// Figures that take part beyond those that are shown.
    pub more_figures: usize,
    /// Whether values with fractions would fit, and only whole ones do not.
    pub whole_only: bool,
    /// The comparisons, where several clash only together.
    pub clauses: Vec<Clause>,
    /// Whether the sides are rates, whatever the units of their figures.
    pub rate: bool,
}

/// A comparison that holds alone and clashes with others.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Its left side.
    pub left: Side,
    /// Its sign.
    pub sign: Comparison,
    /// Its right side.
    pub right: Side,
}

/// What a rule asks of its sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
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
pub struct Side {
    /// As the rule writes it.
    pub text: String,
    /// The same with the prints put in.
    pub arithmetic: String,
    /// Whether some of its figures are hedged, so that the prints make it only about.
    pub hedged: bool,
    /// What the prints make of it.
    pub printed: Option<Rat>,
    /// What the true values can make of it, where that can be said exactly.
    pub range: Option<Range>,
}

/// A figure changed so that a rule holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What the rule calls the figure.
    pub name: String,
    /// The print that would do.
    pub print: String,
}

/// A way of rounding under which a rule holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldsIf {
    /// The one figure so rounded, by name and print; `None`: all of them.
    pub figure: Option<(String, String)>,
    /// The way.
    pub rounding: Rounding,
}

/// A check that could not be made.
#[derive(Clone, Debug)]
pub struct NotChecked {
    /// The rule.
    pub rule: RuleNote,
    /// Its section.
    pub section: Option<String>,
    /// The row's key, for a row rule.
    pub row: Option<String>,
    /// Why.
    pub why: WhyNot,
    /// The cell that it is about, where it is about one.
    pub cell: Option<Place>,
    /// What the rule calls it.
    pub name: String,
}

/// Why a check could not be made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhyNot {
    /// The figure is blank.
    NotReported,
    /// The figure does not apply.
    NotApplicable,
    /// The figure is kept back.
    Withheld,
    /// The figure cannot be read.
    Unreadable,
    /// The figure's row is ragged.
    Ragged,
    /// No report of the period before; which.
    NoReport(Option<String>),
    /// No table of this section.
    NoTable(String),
    /// This report lacks the name, which not every report has.
    NotInReport(String),
    /// The report of the period before lacks the name.
    NotInPrior(String),
    /// The divisor may be zero.
    DivisionByZero,
    /// A function over rows found none.
    NoRows,
    /// Whether rows are selected cannot be told from the prints.
    Selection,
    /// Unlike units.
    UnitClash(String, String),
    /// The search's limits were reached.
    TooComplex,
}

impl WhyNot {
    /// What is not there.
    pub fn absent(absent: &Absent) -> WhyNot {
        match absent {
            Absent::Report(period) => WhyNot::NoReport(period.clone()),
            Absent::Table(section) => WhyNot::NoTable(section.clone()),
            Absent::Here(name) => WhyNot::NotInReport(name.clone()),
            Absent::Prior(name) => WhyNot::NotInPrior(name.clone()),
        }
    }
}

/// A finding that the report's own file accepts, with its reason.
#[derive(Clone, Debug)]
pub struct Waived {
    /// The finding.
    pub finding: Finding,
    /// Why it is accepted.
    pub reason: String,
    /// The last day on which it is, as written: `2027-01-31`.
    pub expires: Option<String>,
    /// Where the waiver stands.
    pub place: Place,
}

/// How many figures of a section are under at least one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The section.
    pub section: String,
    /// Its figures.
    pub figures: u64,
    /// Those that some rule names.
    pub covered: u64,
    /// The others by name, where they were asked for; as many as findings are kept.
    pub uncovered: Vec<CellName>,
}

/// How many checks came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// True values fit the prints.
    pub consistent: u64,
    /// None do.
    pub inconsistent: u64,
    /// It could not be told.
    pub not_checked: u64,
}

impl Tally {
    /// All checks.
    pub fn checks(&self) -> u64 {
        self.consistent + self.inconsistent + self.not_checked
    }

    /// Adds another count.
    pub fn add(&mut self, other: Tally) {
        self.consistent += other.consistent;
        self.inconsistent += other.inconsistent;
        self.not_checked += other.not_checked;
    }
}

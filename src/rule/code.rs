//! The kinds of findings: the one table of their names, what they are about
//! and where their severity comes from. The page that `explain` has for each
//! is called by its name.

use super::severity::Severity;
use std::fmt;

/// What findings of a kind are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodeGroup {
    /// A rule that figures break.
    Rule,
    /// A relation that the figures themselves show.
    Relation,
    /// All rules of a report taken together.
    Report,
    /// A single cell.
    Cell,
    /// A table, its rows and columns.
    Table,
    /// Where figures come from.
    Provenance,
    /// The configuration itself: no check of a single report makes them.
    Configuration,
    /// A waiver.
    Waiver,
    /// What those who hand a report in may not decide.
    Submission,
}

/// Where findings of a kind get their severity from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SeverityFrom {
    /// From the rule's `severity`; an error unless it says otherwise.
    Rule,
    /// From the `remainder` of an `includes` rule; a warning unless it says otherwise.
    Remainder,
    /// From `[checks]`; this one unless it says otherwise.
    Checks(Severity),
}

use Severity::{Error, Note, Warning};
use SeverityFrom::Checks;

/// Hands the table of all kinds to a macro.
macro_rules! each_code {
    ($to:ident) => {
        $to! {
            /// A total and its parts do not add up.
            SumMismatch = "sum-mismatch", Rule, SeverityFrom::Rule;
            /// What came in, went out and is left do not balance.
            BalanceMismatch = "balance-mismatch", Rule, SeverityFrom::Rule;
            /// A figure that is printed twice differs.
            RepeatMismatch = "repeat-mismatch", Rule, SeverityFrom::Rule;
            /// Some other equation does not hold.
            ValueMismatch = "value-mismatch", Rule, SeverityFrom::Rule;
            /// A rate or a mean is not what its figures make.
            RateMismatch = "rate-mismatch", Rule, SeverityFrom::Rule;
            /// A change is not what the figures of two periods make.
            GrowthMismatch = "growth-mismatch", Rule, SeverityFrom::Rule;
            /// A count is not that of the rows.
            CountMismatch = "count-mismatch", Rule, SeverityFrom::Rule;
            /// Parts are more than their whole.
            PartsExceedWhole = "parts-exceed-whole", Rule, SeverityFrom::Rule;
            /// Parts leave a remainder of their whole.
            PartsIncomplete = "parts-incomplete", Rule, SeverityFrom::Remainder;
            /// No whole numbers have the printed mean or share.
            GrimImpossible = "grim-impossible", Rule, SeverityFrom::Rule;
            /// A figure that a rule needs is not reported.
            MissingFigure = "missing-figure", Rule, SeverityFrom::Rule;
            /// A figure is beyond its limit.
            BoundViolated = "bound-violated", Rule, SeverityFrom::Rule;
            /// A condition does not hold.
            ConditionViolated = "condition-violated", Rule, SeverityFrom::Rule;
            /// A total that was found does not add up.
            LikelySumMismatch = "likely-sum-mismatch", Relation, Checks(Warning);
            /// A balance that was found does not come out.
            LikelyBalanceMismatch = "likely-balance-mismatch", Relation, Checks(Warning);
            /// A figure that stands twice differs.
            LikelyRepeatMismatch = "likely-repeat-mismatch", Relation, Checks(Warning);
            /// A rate or a mean that was found is not what its figures make.
            LikelyRateMismatch = "likely-rate-mismatch", Relation, Checks(Warning);
            /// A change that was found is not what its figures make.
            LikelyGrowthMismatch = "likely-growth-mismatch", Relation, Checks(Warning);
            /// Rules that hold one by one do not hold together.
            JointlyInconsistent = "jointly-inconsistent", Report, Checks(Error);
            /// A cell is not one plain figure.
            UnreadableFigure = "unreadable-figure", Cell, Checks(Error);
            /// A count of whole things has a fraction.
            FractionalCount = "fractional-count", Cell, Checks(Error);
            /// A figure is printed finer than it is said to be rounded.
            UnroundedFigure = "unrounded-figure", Cell, Checks(Error);
            /// A share is outside 0–100 %.
            ShareOutOfRange = "share-out-of-range", Cell, Checks(Error);
            /// Figures in unlike units meet.
            UnitClash = "unit-clash", Cell, Checks(Error);
            /// A unit is not known.
            UnknownUnit = "unknown-unit", Cell, Checks(Note);
            /// Two rows have the same key.
            DuplicateKey = "duplicate-key", Table, Checks(Error);
            /// A row has another number of cells than the header.
            RaggedRow = "ragged-row", Table, Checks(Error);
            /// The configuration does not name a column.
            UnknownColumn = "unknown-column", Table, Checks(Warning);
            /// A column that is not described holds text.
            TextColumn = "text-column", Table, Checks(Note);
            /// The header gives columns no names of their own.
            UnclearHeader = "unclear-header", Table, Checks(Note);
            /// Nothing but likelihood tells a table's decimal sign.
            DecimalSign = "decimal-sign", Table, Checks(Warning);
            /// A number in brackets behind a figure was taken for a footnote mark.
            NumberInBrackets = "number-in-brackets", Table, Checks(Note);
            /// Letters right behind some figures of a table were taken for flags.
            LetterAsFlag = "letter-as-flag", Table, Checks(Note);
            /// A section of the configuration has no table.
            MissingTable = "missing-table", Table, Checks(Warning);
            /// A series leaves out a period between others.
            MissingPeriod = "missing-period", Table, Checks(Note);
            /// The configuration does not name a table.
            UnknownTable = "unknown-table", Table, Checks(Warning);
            /// A row, a column or a figure is not there that the configuration asks for.
            RequiredMissing = "required-missing", Table, Checks(Error);
            /// A figure that must be plain is hedged.
            HedgedFigure = "hedged-figure", Cell, Checks(Error);
            /// What a submission says is not obeyed.
            NotObeyed = "not-obeyed", Submission, Checks(Warning);
            /// A rule could not be checked of a submission.
            UncheckedRule = "unchecked-rule", Submission, SeverityFrom::Rule;
            /// A quote does not stand in the source.
            QuoteNotInSource = "quote-not-in-source", Provenance, Checks(Error);
            /// A figure does not stand in its quote.
            FigureNotInQuote = "figure-not-in-quote", Provenance, Checks(Error);
            /// A text speaks of another period.
            OtherPeriod = "other-period", Provenance, Checks(Warning);
            /// No values break a rule.
            RuleNeverFails = "rule-never-fails", Configuration, Checks(Warning);
            /// No values satisfy a rule.
            RuleAlwaysFails = "rule-always-fails", Configuration, Checks(Warning);
            /// A rule asks the same as an earlier one.
            RuleRepeated = "rule-repeated", Configuration, Checks(Warning);
            /// A rule follows from others.
            RuleImplied = "rule-implied", Configuration, Checks(Note);
            /// No values satisfy some rules together.
            RulesContradict = "rules-contradict", Configuration, Checks(Warning);
            /// No row of any report is one that a rule is for.
            RuleChecksNothing = "rule-checks-nothing", Configuration, Checks(Note);
            /// A rule looks at the period before, and no report has one before it.
            PriorNeverFound = "prior-never-found", Configuration, Checks(Warning);
            /// A mark of missing figures is a figure itself.
            MarkIsFigure = "mark-is-figure", Configuration, Checks(Warning);
            /// A name of the configuration is in no table.
            NamesNothing = "names-nothing", Configuration, Checks(Note);
            /// A figure of the period before is printed otherwise now.
            RestatedDifferently = "restated-differently", Report, Checks(Warning);
            /// The figures that a waiver is for are others now.
            WaiverChanged = "waiver-changed", Waiver, Checks(Warning);
            /// The last day of a waiver is past.
            WaiverExpired = "waiver-expired", Waiver, Checks(Warning);
            /// No finding is waived by a waiver.
            WaiverUnused = "waiver-unused", Waiver, Checks(Warning);
        }
    };
}
pub(crate) use each_code;

macro_rules! codes {
    ($($(#[$doc:meta])+ $code:ident = $name:literal, $group:ident, $severity:expr;)+) => {
        /// A kind of finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Code {
            $($(#[$doc])+ $code,)+
        }

        impl Code {
            /// All of them, in the order in which they are explained.
            pub(crate) const ALL: &[Code] = &[$(Code::$code),+];

            /// Its name in brackets behind a severity, under `[checks]` and in `explain`.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Code::$code => $name,)+
                }
            }

            /// What its findings are about.
            pub(crate) const fn group(self) -> CodeGroup {
                match self {
                    $(Code::$code => CodeGroup::$group,)+
                }
            }

            /// Where the severity of its findings comes from.
            pub(crate) const fn severity_from(self) -> SeverityFrom {
                match self {
                    $(Code::$code => $severity,)+
                }
            }
        }
    };
}

each_code!(codes);

impl Code {
    /// The kind of a name.
    pub(crate) fn named(name: &str) -> Option<Code> {
        let mut codes = Code::ALL.iter().copied();
        codes.find(|code| code.name() == name)
    }

    /// The kinds that need no rule, by name: those that `[checks]` knows.
    pub(crate) fn built_in() -> Vec<Code> {
        let codes = Code::ALL.iter().copied();
        let mut codes: Vec<Code> = codes.filter(|code| code.is_built_in()).collect();
        codes.sort_by_key(|code| code.name());
        codes
    }

    /// Whether it needs no rule, and `[checks]` says how much it matters.
    pub(crate) fn is_built_in(self) -> bool {
        matches!(self.severity_from(), Checks(_))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

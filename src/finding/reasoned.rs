//! What reasoning over a whole report came to, beside its findings.

use super::clash::{ClashCheck, Limit};
use super::mark::Mark;
use super::rule_note::RuleNote;
use crate::figure::{NumberText, Range, Rat};

/// What reasoning over a whole report came to, beside its findings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reasoned {
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
    /// Numbers that were worked out.
    pub spent: u64,
}

/// A rule that takes no part in reasoning over the whole report.
#[derive(Clone, Debug)]
pub(crate) struct LeftOut {
    /// The rule.
    pub rule: RuleNote,
    /// Why.
    pub why: WhyLeftOut,
}

/// Why a rule takes no part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum WhyLeftOut {
    /// It says `if`, `or`, `not` or `!=`, so that it is no list of comparisons.
    Condition,
    /// It multiplies or divides figures of which none alone is a rate.
    Product,
    /// It takes a greatest or least figure, or a size, other than as a limit, or a
    /// median.
    Greatest,
    /// Which rows it takes depends on figures.
    Selection,
    /// It divides by a figure that its print lets be zero.
    Divisor,
    /// Its table is too long, or the report as a whole names too many figures.
    LongTable,
}

/// A blank figure that the rules leave one value.
#[derive(Clone, Debug)]
pub(crate) struct Deduced {
    /// The figure's place and name.
    pub mark: Mark,
    /// Its value, in base units.
    pub value: Rat,
    /// The value as the table would print it.
    pub print: String,
    /// The same for people: a rate has its sign.
    pub shown: NumberText,
    /// What it is worked out by, where one check gives it: `requests.total −
    /// requests.refused`.
    pub by: Option<String>,
    /// The checks that it follows from.
    pub checks: Vec<ClashCheck>,
}

/// What the rules of a report leave a figure.
#[derive(Clone, Debug)]
pub(crate) struct Implied {
    /// The figure's place, name and print.
    pub mark: Mark,
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

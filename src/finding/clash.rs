//! What reasoning over the whole report adds to a finding: which other
//! findings have the same cause, which figures must be wrong, and what was
//! probably meant. Numbers and names only; `reason` finds them, `say` says
//! them.

use super::mark::Mark;
use super::proof::ProofStep;
use super::rule_note::RuleNote;
use super::slip::Slip;
use crate::figure::Range;
use crate::rule::Severity;

/// Checks that cannot all hold, and the fewest changes that would make them.
#[derive(Clone, Debug)]
pub(crate) struct Clash {
    /// The checks. Of a `jointly-inconsistent` finding a smallest set, of
    /// which each holds alone and all but any one hold together; otherwise
    /// the ones that fail, the finding's own first.
    pub checks: Vec<ClashCheck>,
    /// Why the checks cannot all hold, line by line; for `jointly-inconsistent`.
    pub derivation: Vec<ProofStep>,
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
pub(crate) enum Likeliest {
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
    /// The rules by themselves leave the figures nothing but 0: they contradict
    /// one another, and the figures need not be wrong.
    OnlyZero,
    /// No change of the figures that may be wrong helps.
    NoRepair,
}

/// A limit of the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// Figures in one connected part; how many there may be.
    Figures(usize),
    /// Checks in one connected part; how many there may be.
    Checks(usize),
    /// Checks that fail; how many there may be.
    Failed(u64),
    /// Numbers worked out in the search; how many there may be.
    Steps(u64),
    /// Cases of whole numbers; how many there may be.
    Cases(u32),
    /// Figures changed at the same time; how many there may be.
    Changes(u64),
}

/// A check that takes part in a clash.
#[derive(Clone, Debug)]
pub(crate) struct ClashCheck {
    /// Its rule.
    pub rule: RuleNote,
    /// The key of the row that it was made for.
    pub row: Option<String>,
    /// How much its rule matters.
    pub severity: Severity,
}

/// Changes that together make everything hold.
#[derive(Clone, Debug)]
pub(crate) struct Mending {
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
pub(crate) struct Change {
    /// The figure, by its cell's name.
    pub mark: Mark,
    /// Where its true value must lie for all checks to hold, the other
    /// figures left as printed.
    pub range: Range,
    /// The corrected print, where no other print in its notation would do.
    pub print: Option<String>,
    /// The two prints that would do, where there are two; or those nearest to
    /// the present one, where whole numbers leave gaps and it stands in one.
    pub nearest: Vec<String>,
    /// The slips that explain it, likeliest first.
    pub slips: Vec<Slip>,
}

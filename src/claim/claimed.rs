//! A claim: what a sentence states of its figures, as a relation of one kind
//! over them, with what is known of its verdict before any rule is checked.

use super::said::Said;
use std::collections::HashSet;
use std::ops::Range;

/// A share of a whole that the words leave to what stands beside it.
pub(super) const SHARE_OF_WHOLE: &str = "share-of-whole";

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum ClaimKind {
    /// The reported figure is the sum of the operands.
    Sum,
    /// The operands are parts of the reported figure, perhaps not all of them.
    Part,
    /// The reported figure is the first operand over the second.
    Ratio,
    /// The same in hundredths without a sign: 104.7 men for 100 women.
    RatioInHundredths,
    /// The reported figure is the first operand over the sum of both.
    RatioOfSum,
    /// The reported figure is the sum of all operands but the last, over the last.
    RatioOfParts,
    /// The reported figure is what the second operand leaves of the first, over it.
    Margin,
    /// The operands are shares that make up a whole.
    Shares,
    /// The reported figure is how much the first operand grew over the second.
    Growth,
    /// The same for what fell.
    Decline,
    /// How much the first operand grew, when it grew by the second.
    GrowthBy,
    /// How much it fell, when it fell by the second.
    DeclineBy,
    /// The reported figure is the first operand less the second.
    Difference,
    /// The reported figure is the operands, some of them taken away.
    Balance,
    /// The reported figure is the first operand for each of the second.
    Average,
    /// The same for so many of them: for every thousand people.
    AverageOfMany(u32),
    /// The first operand is so many times the second.
    Multiple,
    /// The reported figure is a bound, at least, of the operand.
    AtLeast,
    /// The reported figure is a bound, at most, of the operand.
    AtMost,
    /// Both are the same quantity.
    Repeat,
    /// The reported figure says how many things the text then names.
    Count,
}

impl ClaimKind {
    /// Its name in files.
    pub(crate) fn id(self) -> &'static str {
        match self {
            ClaimKind::Sum => "sum",
            ClaimKind::Part => "part",
            ClaimKind::Ratio
            | ClaimKind::RatioInHundredths
            | ClaimKind::RatioOfSum
            | ClaimKind::RatioOfParts
            | ClaimKind::Margin => "ratio",
            ClaimKind::Shares => "pctsum",
            ClaimKind::Growth => "growth",
            ClaimKind::Decline => "decline",
            ClaimKind::GrowthBy => "growth_abs",
            ClaimKind::DeclineBy => "decline_abs",
            ClaimKind::Difference => "difference",
            ClaimKind::Balance => "balance",
            ClaimKind::Average | ClaimKind::AverageOfMany(_) => "average",
            ClaimKind::Multiple => "multiple",
            ClaimKind::AtLeast | ClaimKind::AtMost => "bound",
            ClaimKind::Repeat => "repeat",
            ClaimKind::Count => "count",
        }
    }
}

/// A figure that a claim takes: its number in the text, and whether it is
/// taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Operand {
    /// Its number among the figures of the text.
    pub figure: usize,
    /// Whether it is taken away.
    pub minus: bool,
}

impl Operand {
    /// Figures that are all added, in their order.
    pub(super) fn all(figures: &[usize]) -> Vec<Operand> {
        figures.iter().copied().map(Operand::from).collect()
    }
}

impl From<usize> for Operand {
    fn from(figure: usize) -> Operand {
        Operand {
            figure,
            minus: false,
        }
    }
}

/// Why nothing can be said of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Why {
    /// What the share or the rate is of is not in the text.
    NoBase,
    /// What it was before is not in the text.
    NoEarlier,
    /// The change is told in the prices of another year, or adjusted.
    Adjusted,
    /// The words leave open which figures are meant, and no reading holds.
    Unclear,
}

/// What can be said of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Stands {
    /// True values within the prints meet it.
    Holds,
    /// None do.
    Fails,
    /// It cannot be told.
    Depends(Why),
}

impl Stands {
    /// The verdict that it is, in files.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Stands::Holds => "consistent",
            Stands::Fails => "inconsistent",
            Stands::Depends(_) => "depends",
        }
    }
}

/// What a sentence states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Claim {
    /// What it is about.
    pub kind: ClaimKind,
    /// The name of the pattern that read it, as the documentation has it.
    pub pattern: &'static str,
    /// The number of the reported figure; the first share where a whole is not
    /// printed.
    pub reported: usize,
    /// What it is made of.
    pub operands: Vec<Operand>,
    /// How many things were counted that the text names, where it is a count.
    pub counted: usize,
    /// The words that state it, in characters of the text.
    pub words: Range<usize>,
    /// What can be said of it.
    pub stands: Stands,
    /// Whether a sum only reads as complete: 其中 names the parts one by one and
    /// does not say that they are all.
    pub reads_complete: bool,
}

impl Claim {
    /// Whether it hangs on what the text does not say.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.stands, Stands::Depends(_))
    }

    /// A claim over figures of a text: its words are all between them.
    pub(super) fn of(
        (kind, pattern): (ClaimKind, &'static str),
        reported: usize,
        operands: &[Operand],
        stands: Stands,
        figures: &[Said],
    ) -> Claim {
        let mut claim = Claim {
            kind,
            pattern,
            reported,
            operands: operands.to_vec(),
            counted: 0,
            words: 0..0,
            stands,
            reads_complete: false,
        };
        let spans = || claim.figures().map(|figure| &figures[figure].span);
        let start = spans().map(|span| span.start).min().unwrap_or(0);
        let end = spans().map(|span| span.end).max().unwrap_or(0);
        claim.words = start..end;
        claim
    }

    /// That a figure says how many things the text names, which are these.
    pub(super) fn of_count(
        pattern: &'static str,
        reported: usize,
        (counted, words): (usize, Range<usize>),
        stands: Stands,
    ) -> Claim {
        Claim {
            kind: ClaimKind::Count,
            pattern,
            reported,
            operands: Vec::new(),
            counted,
            words,
            stands,
            reads_complete: false,
        }
    }

    /// The same where so many figures stand before those that it was read of.
    pub(super) fn behind(mut self, figures: usize) -> Claim {
        self.reported += figures;
        for operand in &mut self.operands {
            operand.figure += figures;
        }
        self
    }

    /// The numbers of all its figures.
    pub(crate) fn figures(&self) -> impl Iterator<Item = usize> {
        let operands = self.operands.iter().map(|operand| operand.figure);
        std::iter::once(self.reported).chain(operands)
    }
}

/// The figures of which claims state something that can be told. That shares make up
/// a whole says nothing yet of what they are of.
pub(super) fn told(claims: &[Claim]) -> HashSet<usize> {
    let told = claims
        .iter()
        .filter(|claim| !claim.is_open())
        .filter(|claim| claim.kind != ClaimKind::Shares);
    told.map(|claim| claim.reported).collect()
}

//! What a rule asks of the true values behind a report's prints, and the
//! figures that take part: what evaluation yields and verdicts read.

use super::medians::Medians;
use crate::check::bind::Absent;
use crate::figure::{Figure, Range, Rat, Rounding};
use crate::rule::{Comparison, Span};
use crate::solve::formula::Formula;
use crate::solve::polynomial::{Poly, Var};
use crate::solve::quotient::Value;
use crate::solve::ranges::Ranges;
use crate::table::TableRow;
use num_traits::Zero;
use std::collections::BTreeSet;

/// A cell that takes part in a check, whichever way it was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct CellKey {
    /// Whether it is in the report one period before.
    pub prior: bool,
    /// Its table.
    pub table: usize,
    /// Its row; `None` is the checked row of a streamed table.
    pub row: Option<usize>,
    /// Its column.
    pub column: usize,
}

/// Why something is not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The figure is blank.
    NotReported(CellKey),
    /// The figure does not apply.
    NotApplicable(CellKey),
    /// The figure is kept back.
    Withheld(CellKey),
    /// The figure cannot be read.
    Unreadable(CellKey),
    /// The figure's row is ragged, so that its cells cannot be told apart.
    Ragged(CellKey),
    /// There is nothing by this name in this report.
    Absent(Absent),
    /// The divisor may be zero; where it stands in the rule.
    DivisionByZero(Span),
    /// The divisor may be zero, and what it divides is not; where it stands.
    OverZero(Span),
    /// A function over rows found none.
    NoRows(Span),
    /// The row's cell by which it would be in a group is blank.
    NoGroup(CellKey),
    /// Whether a row is selected depends on true values that the prints leave open.
    Selection(Span),
    /// Unlike units are added or compared.
    UnitClash(Box<[(String, Span); 2]>),
    /// The limits of the search were reached.
    TooComplex,
}

impl Reason {
    /// The cell that it is about.
    pub(crate) fn cell(&self) -> Option<CellKey> {
        match self {
            Reason::NotReported(cell)
            | Reason::NotApplicable(cell)
            | Reason::Withheld(cell)
            | Reason::Unreadable(cell)
            | Reason::Ragged(cell)
            | Reason::NoGroup(cell) => Some(*cell),
            _ => None,
        }
    }

    /// Whether a figure that there must be is missing.
    pub(crate) fn is_missing(&self) -> bool {
        matches!(self, Reason::NotReported(_) | Reason::Withheld(_))
    }
}

/// How a figure enters the arithmetic of its side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// On its own, or first in a product.
    Plain,
    /// Added.
    Plus,
    /// Subtracted.
    Minus,
    /// Multiplied.
    Times,
    /// Divides.
    Over,
}

/// A figure that takes part in a check.
#[derive(Clone, Debug)]
pub(crate) struct Operand<'a> {
    /// Its cell.
    pub cell: CellKey,
    /// Where the rule names it.
    pub span: Span,
    /// How it enters.
    pub role: Role,
    /// Its row and place, for messages.
    pub row: &'a TableRow,
    /// Which comparison's which side it stands on.
    pub side: usize,
}

impl<'a> Operand<'a> {
    /// The figure, where there is one.
    pub(crate) fn figure(&self) -> Option<&'a Figure> {
        self.row.figure(self.cell.column)
    }

    /// Whether there is a figure.
    pub(crate) fn is_printed(&self) -> bool {
        self.row.has_figure(self.cell.column)
    }
}

/// Something that a rule asks of a text, and that is not so.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextTold {
    /// Where it stands in the rule.
    pub whole: Span,
    /// The number of its text among those that take part.
    pub first: usize,
}

/// What the figures of a group of rows add up to, where a check takes it.
#[derive(Clone, Debug)]
pub(crate) struct OfGroup {
    /// Where the rule names the figures.
    pub span: Span,
    /// Which comparison's which side they stand on.
    pub side: usize,
    /// How many there are.
    pub rows: u64,
    /// What their prints come to.
    pub sum: Rat,
    /// Whether some of them leave a choice.
    pub open: bool,
}

/// A comparison as it was evaluated.
#[derive(Clone, Debug)]
pub(crate) struct Compared {
    /// Its left side.
    pub left: Value,
    /// Its right side.
    pub right: Value,
    /// Its sign.
    pub sign: Comparison,
    /// Where its sides stand.
    pub spans: [Span; 2],
    /// The numbers of its sides, as its figures have them.
    pub sides: [usize; 2],
    /// What it asks of the true values.
    pub formula: Formula,
}

/// What a rule asks of the true values behind a report's prints.
#[derive(Debug, Default)]
pub(crate) struct Evaluated<'a> {
    /// The figures that are not settled.
    pub ranges: Ranges,
    /// What the prints say of them, where they are printed.
    pub printed: Vec<Option<Rat>>,
    /// Which cell each is, where it is one.
    pub cells: Vec<Option<CellKey>>,
    /// All figures that take part, in the rule's order.
    pub operands: Vec<Operand<'a>>,
    /// The comparisons.
    pub compared: Vec<Compared>,
    /// A row that is not there, and counts as zero.
    pub(super) lacked: Option<Absent>,
    /// Whether a figure is reported that a function over rows took before.
    pub(super) some_reported: bool,
    /// Blank cells that count as zero.
    pub zeros: BTreeSet<CellKey>,
    /// Figures that are not printed and could be anything.
    pub unknown: Vec<Reason>,
    /// What makes an `includes` an exhaustive split: that its parts are the whole.
    pub remainder: Option<Formula>,
    /// Whether it holds a GRIM test.
    pub grim: bool,
    /// Whether it counts figures: then it matters which are printed.
    pub counts: bool,
    /// Greatest figures, where figures are left open: at least what each is
    /// taken of, and nothing said of being one of them.
    pub greatest: Vec<Var>,
    /// Whether a function over rows took rows without any figure for headings.
    pub headings: bool,
    /// Figures of rows that are not held, as many as each adds up.
    pub groups: Vec<OfGroup>,
    /// Text cells that the rule compares.
    pub texts: Vec<Operand<'a>>,
    /// What it asks of texts that is not so.
    pub told: Vec<TextTold>,
    /// Divisors that their prints let be zero: why the rule is not checked where
    /// one is, and that it is not.
    pub divisors: Vec<(Reason, Formula)>,
    /// How often each unsettled figure is named.
    pub(super) uses: Vec<usize>,
    /// What ties figures that are worked out from others to those.
    pub(super) side: Vec<Tie>,
    /// Its medians.
    pub(super) medians: Medians,
}

/// What ties a figure that is worked out from others to those: a greatest or least
/// one, say.
#[derive(Debug)]
pub(super) struct Tie {
    /// How often those others are named inside of it.
    pub inside: Vec<(Var, usize)>,
    /// What it is to them.
    pub formula: Formula,
    /// Whether it is a median's.
    pub of_median: bool,
    /// Whether it does not say all.
    pub loose: bool,
}

impl Tie {
    /// Of a greatest figure, or one that is not always taken.
    pub(super) fn new(inside: Vec<(Var, usize)>, formula: Formula) -> Tie {
        Tie {
            inside,
            formula,
            of_median: false,
            loose: false,
        }
    }

    /// Of a median; one that does not say all is loose.
    pub(super) fn of_median(inside: Vec<(Var, usize)>, formula: Formula, loose: bool) -> Tie {
        Tie {
            inside,
            formula,
            of_median: true,
            loose,
        }
    }
}

/// What a condition needs so far, beside what it says.
#[derive(Debug)]
pub(super) struct Needs {
    unknown: usize,
    side: usize,
    greatest: usize,
    divisors: usize,
    uses: Vec<usize>,
}

impl Evaluated<'_> {
    /// How many figures of rows that are not held take part, as far as they
    /// stand where it is asked for.
    pub(crate) fn of_groups(&self, here: impl Fn(&OfGroup) -> bool) -> usize {
        let groups = self.groups.iter().filter(|group| here(group));
        let rows: u64 = groups.map(|group| group.rows).sum();
        usize::try_from(rows).unwrap_or(usize::MAX)
    }

    /// What is needed so far.
    pub(super) fn needs(&self) -> Needs {
        Needs {
            unknown: self.unknown.len(),
            side: self.side.len(),
            greatest: self.greatest.len(),
            divisors: self.divisors.len(),
            uses: self.uses.clone(),
        }
    }

    /// Whether a divisor must not be zero that was not named at an earlier time.
    pub(super) fn needs_more_divisors(&self, earlier: &Needs) -> bool {
        self.divisors.len() > earlier.divisors
    }

    /// Needs no more than at an earlier time.
    pub(super) fn needs_only(&mut self, earlier: Needs) {
        self.unknown.truncate(earlier.unknown);
        self.side.truncate(earlier.side);
        self.greatest.truncate(earlier.greatest);
        self.divisors.truncate(earlier.divisors);
        let uses = earlier.uses.into_iter().chain(std::iter::repeat(0));
        self.uses = uses.take(self.uses.len()).collect();
    }

    /// A value with the prints put in.
    pub(crate) fn printed_value(&self, value: &Value) -> Option<Rat> {
        let print = |var| self.printed.get(usize::try_from(var).ok()?)?.clone();
        let put_in = |poly: &Poly| poly.put_in(print).as_constant();
        let divisor = put_in(&value.den)?;
        (!divisor.is_zero()).then(|| put_in(&value.num).map(|num| num / divisor))?
    }
}

/// A supposed change to a figure: what if it were rounded so, or were this.
#[derive(Clone, Debug)]
pub(crate) enum Suppose {
    /// Rounded by another mode.
    Rounding(Rounding),
    /// Another range.
    Range(Range),
    /// Another print.
    Print(Box<Figure>),
}

impl Suppose {
    /// What a figure can be by it, where its rule takes it for rounded so;
    /// `None` where that hangs on its own print, and there is none.
    pub(crate) fn range_of(
        &self,
        figure: Option<&Figure>,
        rounding: Option<Rounding>,
    ) -> Option<Range> {
        match (self, figure, rounding) {
            (Suppose::Range(range), _, _) => Some(range.clone()),
            (Suppose::Rounding(mode), figure, _) => Some(figure?.range_under(*mode)),
            (Suppose::Print(other), _, Some(mode)) => Some(other.range_under(mode)),
            (Suppose::Print(other), _, None) => Some(other.range.clone()),
        }
    }
}

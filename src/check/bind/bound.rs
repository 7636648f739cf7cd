//! A rule whose names have become cells.

use crate::figure::Rat;
use crate::finding::WhyNot;
use crate::period::Parts;
use crate::report::NoPrior;
use crate::rule::{CodeList, Comparison, Function, OutOfForce, Pattern, Span};
use crate::table::NoneBefore;
use std::sync::Arc;

/// A cell, or the same cell of whichever row is being checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct CellRef {
    /// Whether it is in the report one period before.
    pub prior: bool,
    /// Its table, by number in its report.
    pub table: usize,
    /// Its row.
    pub row: RowRef,
    /// Its column.
    pub column: usize,
}

/// The row of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum RowRef {
    /// This one.
    Fixed(usize),
    /// The row that a row rule is checked for.
    Checked,
    /// The one of another table that has its key.
    Joined,
    /// The one of its series one period before.
    Before,
    /// The one of its series one year before.
    YearAgo,
    /// The one above it.
    Above,
    /// The one of a part of its period, in its series there.
    Part(Parts, PartAt),
    /// The row that a function over rows has come to.
    Each,
}

/// Which of the parts of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum PartAt {
    /// The one of this number, from 0.
    Number(usize),
    /// The last one.
    Last,
}

/// Why a name stands for nothing in this report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Absent {
    /// There is no report of the period before, and why.
    Report(NoPrior),
    /// The report has no table of this section.
    Table(String),
    /// The rule, or the column of a name, is not in force in this report's period.
    NotInForce {
        /// The column, where it is one.
        column: Option<String>,
        /// When it is.
        times: OutOfForce,
    },
    /// Its `report.toml` does not say this word.
    Word(String),
    /// This report lacks this row or column, and need not have it.
    Here(String),
    /// The table of a section lacks this row.
    Row {
        /// The section.
        section: String,
        /// The row's key.
        key: String,
    },
    /// The table of a section has no row of the key of the row at hand.
    Partner {
        /// The section.
        section: String,
        /// The key.
        key: String,
    },
    /// The rows of a section's table are told apart by this column too, which the
    /// table of the row at hand does not have.
    OtherKey {
        /// The section.
        section: String,
        /// The column.
        column: String,
    },
    /// The table of a section lacks this column.
    Column {
        /// The section.
        section: String,
        /// The column.
        column: String,
    },
    /// The table of a section has text in this column, which nobody described.
    Text {
        /// The section.
        section: String,
        /// The column.
        column: String,
    },
    /// Several rows of a table have this key.
    Several {
        /// The section.
        section: String,
        /// The key.
        key: String,
        /// How many.
        rows: usize,
    },
    /// The table of a section has no row and no column of this name.
    Name {
        /// The section.
        section: String,
        /// The name.
        name: String,
    },
    /// The report of the period before lacks this row or column.
    Prior(String),
    /// The row at hand has none before it.
    NoneBefore(NoneBefore),
    /// In the report of the period before several rows have this key.
    SeveralPrior(String),
    /// The table of a section has no row of these parts of the period of the row at
    /// hand.
    Parts {
        /// The section.
        section: String,
        /// The periods, as they are written plainly.
        periods: Vec<String>,
    },
    /// Several rows are of a part of the period of the row at hand.
    SeveralOfPart(String),
    /// Which months the financial year of the row at hand has, cannot be told.
    UntoldMonths,
}

impl Absent {
    /// A table that is not there, in this report or in the one before.
    pub(crate) fn whole(section: &str, prior: bool) -> Absent {
        match prior {
            true => Absent::Prior(section.to_owned()),
            false => Absent::Table(section.to_owned()),
        }
    }

    /// Whether it is a row that a table lacks, which says no more than a blank
    /// one.
    pub(crate) fn is_row(&self) -> bool {
        matches!(
            self,
            Absent::Row { .. } | Absent::Partner { .. } | Absent::Parts { .. }
        )
    }
}

impl From<&Absent> for WhyNot {
    fn from(absent: &Absent) -> WhyNot {
        match absent {
            Absent::Report(why) => WhyNot::NoReport(why.clone()),
            Absent::Table(section) => WhyNot::NoTable(section.clone()),
            Absent::NotInForce { column, times } => {
                WhyNot::NotInForce(column.clone(), times.clone())
            }
            Absent::Word(name) => WhyNot::NoWord(name.clone()),
            Absent::Here(name) => WhyNot::NotInReport(name.clone()),
            Absent::Row { section, key } => WhyNot::NoRow(section.clone(), key.clone()),
            Absent::Partner { section, .. } => WhyNot::NoPartner(section.clone()),
            Absent::OtherKey { section, column } => {
                WhyNot::OtherKey(section.clone(), column.clone())
            }
            Absent::Column { section, column } => WhyNot::NoColumn(section.clone(), column.clone()),
            Absent::Text { section, column } => WhyNot::HoldsText(section.clone(), column.clone()),
            Absent::Several { section, key, rows } => {
                WhyNot::SeveralRows(section.clone(), key.clone(), *rows)
            }
            Absent::Name { section, name } => WhyNot::NoName(section.clone(), name.clone()),
            Absent::Prior(name) => WhyNot::NotInPrior(name.clone()),
            Absent::NoneBefore(why) => WhyNot::NoneBefore(*why),
            Absent::SeveralPrior(key) => WhyNot::SeveralInPrior(key.clone()),
            Absent::Parts { periods, .. } => WhyNot::NoParts(periods.clone()),
            Absent::SeveralOfPart(period) => WhyNot::SeveralOfPart(period.clone()),
            Absent::UntoldMonths => WhyNot::UntoldMonths,
        }
    }
}

/// A number of a bound rule.
#[derive(Clone, Debug)]
pub(crate) enum Number {
    /// A number as written.
    Literal {
        /// Its value.
        value: Rat,
        /// Whether it was written as a rate.
        percent: bool,
    },
    /// A figure.
    Cell(CellRef, Span),
    /// `-x`
    Negate(Box<Number>),
    /// Members added, or subtracted where marked.
    Sum(Vec<(bool, Number)>, Span),
    /// Members multiplied, or dividing where marked.
    Product(Vec<(bool, Number)>, Span),
    /// A function of these numbers.
    Of(Function, Vec<Number>, Span),
    /// A function over the rows of a table.
    Over(Box<Over>),
    /// A number about a text.
    OfText(AboutText, CellRef, Span),
    /// A name that this report has nothing for.
    Absent(Absent, Span),
}

/// A number about a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum AboutText {
    /// How many characters it has.
    Length,
    /// 1 where one stands there, else 0.
    Reported,
}

impl AboutText {
    /// What it is of a text.
    pub(crate) fn of(self, text: &str) -> usize {
        match self {
            AboutText::Length => text.chars().count(),
            AboutText::Reported => usize::from(!text.is_empty()),
        }
    }
}

/// What is asked of a text beside whether it is another.
#[derive(Clone, Debug)]
pub(crate) struct TextTest {
    /// The text.
    pub cell: CellRef,
    /// Where the rule names it.
    pub span: Span,
    /// What is asked.
    pub asks: TextAsks,
    /// Whether it must be so, or must not be.
    pub is: bool,
    /// The whole of it in the rule.
    pub whole: Span,
}

/// What is asked of a text.
#[derive(Clone, Debug)]
pub(crate) enum TextAsks {
    /// To be one of these.
    Listed(Arc<CodeList>),
    /// To be as a pattern says.
    Matches(Pattern),
    /// To be that of another cell, and where the rule names that.
    Same(CellRef, Span),
}

/// A function over the rows of a table.
#[derive(Clone, Debug)]
pub(crate) struct Over {
    /// Which.
    pub function: Function,
    /// Whether in the report of the period before.
    pub prior: bool,
    /// The table.
    pub table: usize,
    /// What is taken of each row; `None` counts rows.
    pub argument: Option<Number>,
    /// A text column that must not be blank for the row to count.
    pub counted: Option<usize>,
    /// Which rows.
    pub filter: Option<Condition>,
    /// Of which groups; none where all of them are one.
    pub by: Option<By>,
    /// Rows that sum up others, in their order: it leaves them out, unless it
    /// selects no other.
    pub totals: Vec<usize>,
    /// Groups of such rows, of a long table in short.
    pub total_groups: Vec<usize>,
    /// Rows without any figure, in their order: headings, unless they are not
    /// reported as a whole.
    pub headings: Vec<usize>,
    /// Rows that it is compared with, in their order: it leaves them out.
    pub own: Vec<usize>,
    /// Where.
    pub span: Span,
}

/// The groups of rows that a function over rows is taken of: that of the row that
/// is checked.
#[derive(Clone, Debug)]
pub(crate) struct By {
    /// The columns whose texts make the groups, in the function's own table.
    pub columns: Vec<usize>,
    /// The columns of the row that is checked whose texts say which group is meant.
    pub own: Vec<usize>,
    /// The columns as the rule names them.
    pub names: Vec<(String, Span)>,
    /// Whether the row that is checked is compared with it, and left out.
    pub without_checked: bool,
}

/// A condition of a bound rule.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    /// `a <= b <= c`
    Compare(Vec<Number>, Vec<(Comparison, Span)>, Vec<Span>),
    /// A text cell is, or is not, a text.
    Text {
        /// The cell.
        cell: CellRef,
        /// The text.
        text: String,
        /// Whether it must be the text.
        equal: bool,
        /// Where the rule names it.
        span: Span,
    },
    /// Something that is asked of words of the report alone, and whether it is so.
    Said(bool),
    /// A text cell is one of a list, is as a pattern says, or is that of another.
    OfText(Box<TextTest>),
    /// `whole includes parts`
    Includes(Number, Number, [Span; 2]),
    /// All of them.
    And(Vec<Condition>),
    /// At least one.
    Or(Vec<Condition>),
    /// Not.
    Not(Box<Condition>),
    /// If, then, else.
    If(Box<Condition>, Box<Condition>, Option<Box<Condition>>),
    /// `grim(x, n, items)`
    Grim(Vec<Number>, Span),
}

/// A condition that cannot be told, since a name in it stands for nothing.
pub(super) fn unmet(absent: Absent, span: Span) -> Condition {
    let members = vec![
        Number::Absent(absent.clone(), span),
        Number::Absent(absent, span),
    ];
    Condition::Compare(members, vec![(Comparison::Equal, span)], vec![span, span])
}

/// What a bound rule is made of in the end.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Leaf<'b> {
    /// A figure, and where the rule names it.
    Figure(&'b CellRef, Span),
    /// A text that is compared with texts of the rule.
    Text(&'b CellRef),
    /// A text of which more is asked.
    WholeText(&'b CellRef),
    /// A function over rows; what is in it is visited by itself.
    Over(&'b Over),
    /// A name that this report has nothing for.
    Absent(&'b Absent, Span),
}

impl Over {
    /// Whether it leaves out a row that its filter takes.
    pub(crate) fn leaves_out(&self, row: usize) -> bool {
        self.totals.binary_search(&row).is_ok() || self.own.binary_search(&row).is_ok()
    }

    /// Whether it leaves out a group of rows that its filter takes.
    pub(crate) fn leaves_out_group(&self, group: usize) -> bool {
        self.total_groups.binary_search(&group).is_ok()
    }
}

impl Number {
    /// Visits all that it is made of.
    pub(crate) fn visit<'b>(&'b self, see: &mut impl FnMut(Leaf<'b>)) {
        match self {
            Number::Literal { .. } => {}
            Number::Cell(cell, span) => see(Leaf::Figure(cell, *span)),
            Number::Absent(absent, span) => see(Leaf::Absent(absent, *span)),
            Number::Negate(inner) => inner.visit(see),
            Number::Sum(members, _) | Number::Product(members, _) => {
                members.iter().for_each(|(_, member)| member.visit(see));
            }
            Number::Of(_, args, _) => args.iter().for_each(|arg| arg.visit(see)),
            Number::Over(over) => see(Leaf::Over(over)),
            Number::OfText(AboutText::Length, cell, _) => see(Leaf::WholeText(cell)),
            Number::OfText(AboutText::Reported, cell, _) => see(Leaf::Text(cell)),
        }
    }
}

impl Condition {
    /// Visits all that it is made of.
    pub(crate) fn visit<'b>(&'b self, see: &mut impl FnMut(Leaf<'b>)) {
        match self {
            Condition::Compare(members, ..) | Condition::Grim(members, _) => {
                members.iter().for_each(|member| member.visit(see));
            }
            Condition::Said(_) => {}
            Condition::Text { cell, .. } => see(Leaf::Text(cell)),
            Condition::OfText(test) => match &test.asks {
                TextAsks::Listed(_) => see(Leaf::Text(&test.cell)),
                TextAsks::Matches(_) => see(Leaf::WholeText(&test.cell)),
                TextAsks::Same(other, _) => {
                    see(Leaf::WholeText(&test.cell));
                    see(Leaf::WholeText(other));
                }
            },
            Condition::Includes(whole, parts, _) => {
                whole.visit(see);
                parts.visit(see);
            }
            Condition::And(members) | Condition::Or(members) => {
                members.iter().for_each(|member| member.visit(see));
            }
            Condition::Not(inner) => inner.visit(see),
            Condition::If(condition, then, otherwise) => {
                condition.visit(see);
                then.visit(see);
                if let Some(otherwise) = otherwise {
                    otherwise.visit(see);
                }
            }
        }
    }
}

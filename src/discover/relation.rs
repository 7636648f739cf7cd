//! What is found: relations between the lines of a table, where each of them
//! holds and where it does not, and how much speaks for it.

/// What was found in a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Discovered {
    /// The relations, by kind of line, then by result line.
    pub relations: Vec<Relation>,
    /// Lines that split a whole which no line of the table is.
    pub wholes: Vec<Whole>,
    /// Lines that say which parts of a whole the figures of others are.
    pub portions: Vec<Portion>,
    /// Lines that go on from one crossing line to the next.
    pub courses: Vec<Course>,
    /// Lines that are by their name parts of others.
    pub parts: Vec<Part>,
    /// Whether the search was ended before it had tried everything, since the
    /// table is too large.
    pub gave_up: bool,
    /// How much was tried: comparisons, roughly.
    #[cfg_attr(
        not(test),
        allow(dead_code, reason = "tests hold the search to its bound by it")
    )]
    pub work: u64,
}

impl Discovered {
    /// How many relations there are, of whatever kind.
    pub(crate) fn count(&self) -> usize {
        self.relations.len()
            + self.wholes.len()
            + self.portions.len()
            + self.courses.len()
            + self.parts.len()
    }

    /// How many of them hold in all lines that they are about.
    pub(crate) fn hold_everywhere(&self) -> usize {
        let relations = self.relations.iter();
        let relations = relations.filter(|one| one.standing == Standing::Holds);
        let wholes = self.wholes.iter().filter(|one| one.holds_everywhere());
        let portions = self.portions.iter().filter(|one| one.holds_everywhere());
        let courses = self.courses.iter().filter(|one| one.holds_everywhere());
        let parts = self.parts.iter().filter(|one| one.holds_everywhere());
        relations.count() + wholes.count() + portions.count() + courses.count() + parts.count()
    }
}

/// A relation between lines, over crossing lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relation {
    /// What the result is of the operands.
    pub kind: RelationKind,
    /// Whether its lines are rows or columns.
    pub along: Along,
    /// The line that the others give.
    pub result: usize,
    /// The lines that give it, in the order that the kind says.
    pub operands: Vec<Operand>,
    /// The crossing lines that it is about, in their order, and how it fares
    /// in each. A table that is stacked upon another has relations in some
    /// crossing lines only; those beyond are not here.
    pub over: Vec<(usize, Outcome)>,
    /// The other crossing lines in which it can be tried: those that it is not
    /// about, or that a slip keeps from it.
    pub beyond: Vec<(usize, Outcome)>,
    /// How much speaks for it, in bits: that figures which have nothing to do
    /// with one another agree so is as likely as so many tosses of a coin that
    /// all fall alike.
    pub bits: u32,
    /// Whether the words of the result line say that it is such a line: 合计,
    /// total, average, %.
    pub claimed: bool,
    /// Whether it holds.
    pub standing: Standing,
}

/// Lines that split a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Whole {
    /// Whether they are rows or columns.
    pub along: Along,
    /// The lines, in their order.
    pub parts: Vec<usize>,
    /// What they add up to: a hundred, or one.
    pub sum: u8,
    /// The lines that they cross in which they do, and those in which they
    /// should.
    pub over: Vec<(usize, Outcome)>,
    /// How much speaks for it, in bits.
    pub bits: u32,
    /// Whether the parts are to the last digit what they are of, so that nothing
    /// was rounded.
    pub exact: bool,
}

impl Crosses for Whole {
    fn over(&self) -> impl Iterator<Item = (usize, Outcome)> + '_ {
        self.over.iter().copied()
    }
}

/// A line that says of each figure of another which part of a whole it is, in per
/// cent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Portion {
    /// Whether the lines are rows or columns.
    pub along: Along,
    /// The line of the shares.
    pub share: usize,
    /// The line of the figures that they are of.
    pub of: usize,
    /// The crossing line in which the whole stands; none where that is all figures
    /// together.
    pub whole: Option<usize>,
    /// What the whole is as a share: a hundred, or one.
    pub scale: u8,
    /// The crossing lines in which it holds, and those in which it should.
    pub over: Vec<(usize, Outcome)>,
    /// How much speaks for it, in bits.
    pub bits: u32,
}

impl Crosses for Portion {
    fn over(&self) -> impl Iterator<Item = (usize, Outcome)> + '_ {
        self.over.iter().copied()
    }
}

/// A line that is by its name a part of another, so that it is never more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Whether the lines are rows or columns.
    pub along: Along,
    /// The part.
    pub part: usize,
    /// The line that it is part of.
    pub whole: usize,
    /// The crossing lines in which it is no more, and those in which it is.
    pub over: Vec<(usize, Outcome)>,
}

impl Crosses for Part {
    fn over(&self) -> impl Iterator<Item = (usize, Outcome)> + '_ {
        self.over.iter().copied()
    }
}

/// A line that goes on from one crossing line to the next: a running total of another,
/// what that changed by, or what was left of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Course {
    /// Whether the lines are rows or columns.
    pub along: Along,
    /// What the result is of the other line.
    pub kind: CourseKind,
    /// The line that the other gives.
    pub result: usize,
    /// The other line.
    pub of: usize,
    /// Whether the name of the result says so.
    pub named: bool,
    /// Whether a running total begins with the first figure.
    pub begins: bool,
    /// Whether a growth is printed as a plain number of per cent.
    pub percent: bool,
    /// The crossing lines in which it holds, and those in which it should.
    pub over: Vec<Pace>,
    /// How much speaks for it, in bits.
    pub bits: u32,
}

/// A crossing line of a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pace {
    /// The line.
    pub crossing: usize,
    /// The one that it goes on from.
    pub before: usize,
    /// How the course fares there.
    pub outcome: Outcome,
}

impl Crosses for Course {
    fn over(&self) -> impl Iterator<Item = (usize, Outcome)> + '_ {
        self.over.iter().map(|pace| (pace.crossing, pace.outcome))
    }
}

/// How a line goes on from one crossing line to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CourseKind {
    /// It is what it was, and the other line on top: 累计, cumulative, year to date.
    RunningTotal,
    /// It is what the other line is more than it was: 比上年增加.
    Change,
    /// The same, in per cent of what it was: 比上年增长.
    Growth,
    /// It is what the other line was: 上年结转, opening balance.
    CarriedOver,
}

impl CourseKind {
    /// All of them.
    pub(crate) const ALL: [CourseKind; 4] = [
        CourseKind::RunningTotal,
        CourseKind::Change,
        CourseKind::Growth,
        CourseKind::CarriedOver,
    ];

    /// Whether whole numbers make it exactly.
    pub(crate) fn is_exact(self) -> bool {
        self != CourseKind::Growth
    }

    /// Its name in files.
    pub(crate) fn name(self) -> &'static str {
        match self {
            CourseKind::RunningTotal => "running-total",
            CourseKind::Change => "change",
            CourseKind::Growth => "growth",
            CourseKind::CarriedOver => "carried-over",
        }
    }
}

/// What the result is of the operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum RelationKind {
    /// The sum of all operands.
    Sum,
    /// The first operand less the second.
    Difference,
    /// The sum of operands some of which are taken away: opening + in - out.
    Balance,
    /// The mean of all operands.
    Average,
    /// The first operand over the second.
    Quotient,
    /// The first operand over the second, in percent.
    Percentage,
    /// The product of all operands.
    Product,
    /// By how much the second operand is more than the first, over the first.
    RelativeChange,
    /// The same, in percent.
    PercentChange,
    /// The operand itself, once more.
    Equal,
}

/// A line that gives a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Operand {
    /// Which line.
    pub line: usize,
    /// Whether it is taken away, in a balance or a difference.
    pub minus: bool,
}

/// Whether the lines of a relation are rows or columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Along {
    /// Its result and its operands are rows; columns cross them.
    Rows,
    /// Its result and its operands are columns; rows cross them.
    Columns,
}

/// How a relation fares in a crossing line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It holds, and need not have.
    Holds,
    /// It holds, but so would much else: all is zero, or all but one part is.
    Trivial,
    /// It does not hold, whatever was rounded.
    Fails(Miss),
    /// The result or an operand that it cannot do without is not there.
    Blank,
}

/// By how much a relation fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Miss {
    /// The printed result less what the operands give, in digits.
    pub by: i128,
    /// How many of them stand behind the point.
    pub places: i32,
}

/// Whether a relation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Wherever it can be told.
    Holds,
    /// In most crossing lines; in one or two it does not, and what speaks for
    /// it elsewhere is much.
    Broken,
    /// In many crossing lines; it does not in too many of them to say that
    /// these are wrong.
    Partly,
    /// Hardly anywhere, or not often enough to be sure of it; but the words of
    /// the result line say that it should.
    ClaimedOnly,
}

impl Along {
    /// The row and the column in which a line meets one that it crosses.
    pub(crate) fn cell(self, line: usize, crossing: usize) -> (usize, usize) {
        match self {
            Along::Rows => (line, crossing),
            Along::Columns => (crossing, line),
        }
    }

    /// What the lines are that cross those of a relation.
    pub(crate) fn across(self) -> Along {
        match self {
            Along::Rows => Along::Columns,
            Along::Columns => Along::Rows,
        }
    }

    /// Its name in English, as machines read it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Along::Rows => "rows",
            Along::Columns => "columns",
        }
    }
}

impl Standing {
    /// Its name in English, as machines read it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Standing::Holds => "holds",
            Standing::Broken => "broken",
            Standing::Partly => "partly",
            Standing::ClaimedOnly => "claimed",
        }
    }

    /// Of a relation that holds in so many crossing lines and fails in others.
    pub(super) fn of(holds: usize, fails: usize) -> Standing {
        match fails {
            0 => Standing::Holds,
            1 | 2 if holds >= 3 * fails => Standing::Broken,
            _ => Standing::Partly,
        }
    }
}

impl RelationKind {
    /// Whether its result is exact where its operands are: these are added, or
    /// taken away.
    pub(crate) fn adds(self) -> bool {
        matches!(
            self,
            RelationKind::Sum | RelationKind::Difference | RelationKind::Balance
        )
    }

    /// Whether its result is in per cent.
    pub(crate) fn is_in_percent(self) -> bool {
        matches!(self, RelationKind::Percentage | RelationKind::PercentChange)
    }

    /// Its name in English, as machines read it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            RelationKind::Sum => "sum",
            RelationKind::Difference => "difference",
            RelationKind::Balance => "balance",
            RelationKind::Average => "average",
            RelationKind::Quotient | RelationKind::Percentage => "division",
            RelationKind::Product => "product",
            RelationKind::RelativeChange | RelationKind::PercentChange => "relative-change",
            RelationKind::Equal => "equal",
        }
    }
}

/// What crosses lines, holds in most of them and fails in others.
pub(crate) trait Crosses {
    /// The crossing lines that it is about, and how it fares in each.
    fn over(&self) -> impl Iterator<Item = (usize, Outcome)> + '_;

    /// In how many of them it holds.
    fn holds(&self) -> usize {
        self.over().filter(|(_, outcome)| outcome.holds()).count()
    }

    /// Whether it holds in all of them.
    fn holds_everywhere(&self) -> bool {
        self.over().all(|(_, outcome)| outcome.holds())
    }

    /// Those in which it does not, and by how much.
    fn fails(&self) -> impl Iterator<Item = (usize, Miss)> + '_ {
        self.over().filter_map(|(line, outcome)| match outcome {
            Outcome::Fails(miss) => Some((line, miss)),
            _ => None,
        })
    }
}

impl Outcome {
    /// Whether it holds, be it trivially.
    pub(crate) fn holds(self) -> bool {
        matches!(self, Outcome::Holds | Outcome::Trivial)
    }
}

impl Crosses for Relation {
    fn over(&self) -> impl Iterator<Item = (usize, Outcome)> + '_ {
        self.over.iter().copied()
    }
}

impl Relation {
    /// Whether a crossing line is none of those that it is about.
    pub(super) fn is_beyond(&self, crossing: usize) -> bool {
        self.over.iter().all(|(line, _)| *line != crossing)
    }

    /// In how many crossing lines it holds, and in how many it fails, one beyond
    /// with them.
    pub(super) fn counts(&self, crossing: usize) -> (i64, i64) {
        let fails = self.fails().count() + usize::from(self.is_beyond(crossing));
        (
            i64::try_from(self.holds()).unwrap_or(i64::MAX - 1),
            i64::try_from(fails).unwrap_or(i64::MAX).max(1),
        )
    }

    /// Whether it holds, and need not, on both sides of a crossing line.
    pub(crate) fn holds_around(&self, crossing: usize) -> bool {
        let all = || self.over.iter().chain(&self.beyond);
        let mut held = all().filter(|(_, outcome)| *outcome == Outcome::Holds);
        let before = held.clone().any(|(line, _)| *line < crossing);
        before && held.any(|(line, _)| *line > crossing)
    }

    /// The lines in which it says something, its own and those beyond: it holds there, and
    /// not trivially, or it fails.
    pub(crate) fn told_anywhere(&self) -> impl Iterator<Item = (usize, Outcome)> + '_ {
        let lines = self.over.iter().chain(&self.beyond).copied();
        lines.filter(|(_, outcome)| matches!(outcome, Outcome::Holds | Outcome::Fails(_)))
    }

    /// The lines in which it fails, its own and those beyond.
    pub(crate) fn fails_anywhere(&self) -> impl Iterator<Item = (usize, Miss)> + '_ {
        let lines = self.over.iter().chain(&self.beyond);
        lines.filter_map(|(crossing, outcome)| match outcome {
            Outcome::Fails(miss) => Some((*crossing, *miss)),
            _ => None,
        })
    }

    /// Whether a crossing line beyond is the nearest at one of its ends, but for
    /// those in which a miss does not matter.
    pub(crate) fn ends_at(&self, crossing: usize, matters: impl Fn(Miss) -> bool) -> bool {
        let (Some((first, _)), Some((last, _))) = (self.over.first(), self.over.last()) else {
            return false;
        };
        let counts =
            |outcome: &Outcome| !matches!(outcome, Outcome::Fails(miss) if !matters(*miss));
        let beyond = || {
            let lines = self.beyond.iter().filter(|(_, outcome)| counts(outcome));
            lines.map(|(line, _)| *line)
        };
        let before = beyond().filter(|line| line < first).max();
        let behind = beyond().filter(|line| line > last).min();
        before == Some(crossing) || behind == Some(crossing)
    }
}

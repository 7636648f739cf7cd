//! Whether a line in which a relation fails has a slip in it, or is one that
//! the relation is not about: the rate in the row of totals, the greatest of
//! each column. What speaks for a slip is counted in tenths of bits, as the
//! odds of the one over the other.

use super::bits::log2_tenths;
use super::field::Field;
use super::kin::{Residuals, is_called_alike, is_hundred, is_worked_out, likeness, others_hold};
use super::pen::near;
use super::relation::{Along, Crosses, Miss, Outcome, Relation, RelationKind};
use super::unlike::{
    has_another_part, is_among_its_parts, is_finer_than_its_parts, is_hair_off,
    is_mean_of_its_parts, is_more_than_its_parts, is_of_another_kind, is_of_whole_table,
    is_without_idle_part, lacks_a_part,
};
use super::words;

/// What must speak for a slip.
const ENOUGH: i64 = 40;
/// What the lines crossed being rows speaks: rows of one table are alike,
/// columns often are not.
const ROWS_ARE_ALIKE: i64 = 20;
/// What a name such as Total speaks.
const NAMED: i64 = 20;
/// What it speaks that what is called a total is more than each of its parts.
const TOTAL: i64 = 30;
/// What it speaks against a slip that a line is at the end of the others.
const BEYOND: i64 = 45;
/// What is off by so many times as much is off by far more.
const MUCH: u128 = 16;
/// Lines in which a relation may fail by slips, however few there are.
const FEW: usize = 2;
/// One more for each so many lines in which it holds.
const RARE: usize = 25;
/// What the other lines speak for a relation being about a line, so that it
/// needs no more.
const SURE: i64 = 50;
/// What hardly speaks for a slip that makes a total less than a part.
const LITTLE: i64 = 20;
/// What a slip of the pen that explains a line speaks at least, where nothing
/// else would.
const ONE_SLIP: i64 = 40;

/// The same in what no name calls a mean: figures of four digits and more say that.
const UNNAMED_MEAN: i64 = 70;

/// The relations of a table, and where they fail in few lines.
#[derive(Debug)]
pub(crate) struct Slips<'a> {
    field: &'a Field,
    relations: &'a [Relation],
    residuals: Residuals,
}

impl<'a> Slips<'a> {
    /// Of the relations that were found in a table.
    pub(crate) fn of(field: &'a Field, relations: &'a [Relation]) -> Slips<'a> {
        let mut residuals = Residuals::default();
        for (number, relation) in relations.iter().enumerate() {
            for (crossing, miss) in relation.fails_anywhere() {
                if is_seldom(relation, crossing, miss) {
                    residuals.note(number, relation, crossing, miss);
                }
            }
        }
        Slips {
            field,
            relations,
            residuals,
        }
    }

    /// Whether a line in which a relation fails by so much likely has a slip in it.
    /// A relation that fails in most lines that it could be about shows none,
    /// unless its result is called a total of the others.
    pub(crate) fn is_slip(&self, relation: &Relation, crossing: usize, miss: Miss) -> bool {
        // What is called a total need not be one in most lines: that is told.
        let total = relation.claimed
            && !matches!(
                relation.kind,
                RelationKind::Balance | RelationKind::Difference
            );
        let seldom = || {
            let (holds, tried) = self.tally(relation, &|_| false);
            let fails = tried - holds;
            let near = || near(self.field, relation, crossing, miss) >= ONE_SLIP;
            // What came in, or was left, may have been carried over in some rows.
            let few = match is_said(self.field, relation) {
                true => 1,
                false => few(holds),
            };
            fails <= 1 || 2 * holds >= tried && (fails <= few || near())
        };
        self.passed(relation, crossing, miss).is_none() && (total || seldom())
    }

    /// Why a line in which a relation fails is passed over; none where it likely
    /// has a slip in it.
    pub(crate) fn passed(
        &self,
        relation: &Relation,
        crossing: usize,
        miss: Miss,
    ) -> Option<Passed> {
        match self.weigh(relation, crossing, miss) {
            Ok(speaks) if speaks.all() >= ENOUGH => None,
            Ok(_) => Some(Passed::TooLittle),
            Err(passed) => Some(passed),
        }
    }

    /// Whether a line in which a relation fails is passed over because too many do,
    /// though it may be one of its own.
    pub(crate) fn passes_over(&self, relation: &Relation, crossing: usize, miss: Miss) -> bool {
        !self.is_of_another_kind(relation, crossing)
            && self.passed(relation, crossing, miss) == Some(Passed::Often)
    }

    /// Whether a line in which a relation fails is passed over since too little speaks
    /// for a slip in it, or a part that is not there may explain it, though it seems to
    /// be one of its own.
    pub(crate) fn says_too_little(&self, relation: &Relation, crossing: usize, miss: Miss) -> bool {
        matches!(
            self.passed(relation, crossing, miss),
            Some(Passed::TooLittle | Passed::Hair | Passed::Lacks)
        )
    }

    /// Whether a line is none that a relation is about.
    fn is_of_another_kind(&self, relation: &Relation, crossing: usize) -> bool {
        is_of_another_kind(self.field, relation, crossing)
            || is_worked_out(self.relations, relation, crossing)
            || is_finer_than_its_parts(self.field, relation, crossing)
    }

    /// In how many lines a relation holds, and of how many: also of those beyond
    /// a slip that cuts off what is behind it, but not of those of another kind.
    /// `missed` tells of a line in which it holds but for rounding, where nothing
    /// was rounded.
    pub(crate) fn tally(
        &self,
        relation: &Relation,
        missed: &dyn Fn(usize) -> bool,
    ) -> (usize, usize) {
        let (mut holds, mut fails) = (0, relation.fails().count());
        for (crossing, outcome) in relation.over.iter().chain(&relation.beyond) {
            match outcome {
                Outcome::Holds | Outcome::Trivial if missed(*crossing) => fails += 1,
                Outcome::Holds | Outcome::Trivial => holds += 1,
                Outcome::Fails(miss) if relation.is_beyond(*crossing) => {
                    let passed = self.passed(relation, *crossing, *miss);
                    let about = matches!(passed, None | Some(Passed::TooLittle | Passed::Often));
                    fails += usize::from(about);
                }
                Outcome::Fails(_) | Outcome::Blank => {}
            }
        }
        (holds, holds + fails)
    }

    /// What speaks for a slip, or why the line is of another kind.
    fn weigh(&self, relation: &Relation, crossing: usize, miss: Miss) -> Result<Speaks, Passed> {
        let field = self.field;
        if !is_seldom(relation, crossing, miss) {
            return Err(Passed::Often);
        }
        if self.is_of_another_kind(relation, crossing)
            || has_another_part(field, relation, crossing, miss)
        {
            return Err(Passed::OtherKind);
        }
        if is_hair_off(field, relation, crossing, miss) {
            return Err(Passed::Hair);
        }
        let there = relation.operands.iter();
        let there = there.filter(|part| {
            let cell = relation.along.cell(part.line, crossing);
            field.figure(cell).is_some()
        });
        let one_alone = relation.operands.len() > 1 && there.count() < 2;
        if one_alone
            || lacks_a_part(field, relation, crossing, miss)
            || is_without_idle_part(field, relation, crossing, miss)
        {
            return Err(Passed::Lacks);
        }
        let own = |other: &Relation| std::ptr::eq(other, relation);
        let number = self.relations.iter().position(own).unwrap_or(usize::MAX);
        let speaks = Speaks {
            prior: prior(field, relation, crossing),
            total: total(field, relation, crossing, miss),
            same: same(field, relation, crossing),
            near: near(field, relation, crossing, miss),
            twin: self.residuals.twin(number, relation, crossing, miss),
            others: others_hold(self.relations, relation, crossing),
            likeness: likeness(field, relation, crossing),
        };
        let doubtful = speaks.all() - speaks.near - speaks.same < SURE && speaks.near < ONE_SLIP;
        if doubtful
            && !is_said(field, relation)
            && is_among_its_parts(field, relation, crossing, miss, speaks.near)
            || speaks.near < LITTLE && is_mean_of_its_parts(field, relation, crossing, miss)
            || speaks.near < UNNAMED_MEAN && is_unnamed_mean(relation)
        {
            return Err(Passed::Mean);
        }
        Ok(speaks)
    }
}

/// Why a line in which a relation fails is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Passed {
    /// The relation fails in too many lines, or beyond one that is nearer.
    Often,
    /// The line is of another kind, by its name or by what it holds.
    OtherKind,
    /// It is off by a hair: worked out of figures with more digits.
    Hair,
    /// A part of it is not there, or is none.
    Lacks,
    /// What should be a sum is rather a mean.
    Mean,
    /// Too little speaks for a slip.
    TooLittle,
}

/// What speaks for a slip, in tenths of bits.
#[derive(Clone, Copy, Debug)]
struct Speaks {
    /// How often the relation holds and fails, and the names.
    prior: i64,
    /// It is called a total and is one by its size.
    total: i64,
    /// It is called as others are, or adds up to a hundred as all do: then it is
    /// none of another kind at their end.
    same: i64,
    /// How near the printed result is to what the operands give.
    near: i64,
    /// Another relation fails by as much in a figure that both are about.
    twin: i64,
    /// Other relations hold in the line.
    others: i64,
    /// The figures of the line stand to one another as those of others do.
    likeness: i64,
}

impl Speaks {
    fn all(self) -> i64 {
        self.prior + self.total + self.same + self.near + self.twin + self.others + self.likeness
    }
}

/// Whether a line is a mean that no name calls one: many lines of a table come near to
/// the mean of some others, so that only a slip of the pen tells there.
fn is_unnamed_mean(relation: &Relation) -> bool {
    relation.kind == RelationKind::Average && !relation.claimed
}

/// Whether a relation fails in so few lines that slips may be the reason, and a
/// line is one of its own, or the nearest at one of its ends. Lines that are off
/// by far less are none that it fails in.
fn is_seldom(relation: &Relation, crossing: usize, miss: Miss) -> bool {
    let matters = |other: Miss| other.by.unsigned_abs() >= miss.by.unsigned_abs() / MUCH;
    let beyond = relation.is_beyond(crossing);
    // Of the lines at its ends only the nearest may be one of its own.
    if beyond && !relation.ends_at(crossing, matters) {
        return false;
    }
    let (holds, _) = relation.counts(crossing);
    let (large, small): (Vec<_>, Vec<_>) = relation.fails().partition(|(_, other)| matters(*other));
    // What is off nearly everywhere, if by little, is no sum at all.
    if small.len() > relation.holds() {
        return false;
    }
    let fails = large.len() + usize::from(beyond);
    // Slips are rare: where many lines fail, the relation is not about them.
    fails <= few(usize::try_from(holds).unwrap_or(0))
}

/// In how many lines a relation that holds in so many may fail by slips.
fn few(holds: usize) -> usize {
    FEW + holds / RARE
}

/// What a relation itself speaks for a slip in a line.
fn prior(field: &Field, relation: &Relation, crossing: usize) -> i64 {
    let (holds, fails) = relation.counts(crossing);
    let alike = match relation.along {
        Along::Columns => ROWS_ARE_ALIKE,
        Along::Rows => 0,
    };
    let named = if relation.claimed { NAMED } else { 0 };
    log2_tenths(holds + 1) - log2_tenths(fails) + alike + named - at_end(field, relation, crossing)
}

/// What it speaks against a slip that a line is at the end of the others, which
/// may be of another kind.
fn at_end(field: &Field, relation: &Relation, crossing: usize) -> i64 {
    let beyond = relation.is_beyond(crossing) && !relation.holds_around(crossing);
    // What the columns of a table are called goes for each of its rows.
    let said = relation.along == Along::Columns && is_said(field, relation);
    match beyond && !said {
        true => BEYOND,
        false => 0,
    }
}

/// Whether the names of the lines tell what is worked out of which: a balance, a
/// change, what came in and what became of it.
fn is_said(field: &Field, relation: &Relation) -> bool {
    let lines = match relation.along {
        Along::Rows => &field.rows,
        Along::Columns => &field.columns,
    };
    let name = |line: usize| lines.get(line).map_or("", |line| line.label.as_str());
    let result = name(relation.result);
    match relation.kind {
        RelationKind::Balance | RelationKind::Difference => words::claims(result, relation.kind),
        RelationKind::Sum => {
            let parts = relation.operands.iter().map(|part| name(part.line));
            words::split(result, parts)
        }
        _ => false,
    }
}

/// What it speaks for a slip that a line which is called a total, of all lines
/// beside it, is more than each of these.
fn total(field: &Field, relation: &Relation, crossing: usize, miss: Miss) -> i64 {
    let mut over = relation.over.iter();
    let shows = over.any(|(_, outcome)| *outcome == Outcome::Holds);
    let named = relation.claimed && shows && is_of_whole_table(field, relation, crossing);
    match named && is_more_than_its_parts(field, relation, crossing, miss) {
        true => TOTAL,
        false => 0,
    }
}

/// What it speaks for such a line that it is of the same kind after all.
fn same(field: &Field, relation: &Relation, crossing: usize) -> i64 {
    let against = at_end(field, relation, crossing);
    let is_same =
        || is_called_alike(field, relation, crossing) || is_hundred(field, relation, crossing);
    match against > 0 && is_same() {
        true => against,
        false => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, Slips};
    use crate::discover::discover;
    use crate::discover::tests::field;

    /// In how many lines of a table a slip is told.
    fn slips_told(table: &Field) -> usize {
        let relations = discover(table).relations;
        let slips = Slips::of(table, &relations);
        let told = relations.iter().flat_map(|one| {
            let fails = one.fails_anywhere();
            fails.filter(|(at, miss)| slips.is_slip(one, *at, *miss))
        });
        told.count()
    }

    /// In how many lines a slip is told, where the last rows print these sums.
    fn told(sums: [&str; 4]) -> usize {
        let [first, second, third, fourth] = sums;
        let table = field(&[
            ("k1", &["1203", "2451", "3654"]),
            ("k2", &["3120", "1204", "4324"]),
            ("k3", &["2207", "3391", "5598"]),
            ("k4", &["4101", "1977", "6078"]),
            ("k5", &["2213", "1846", "4095"]),
            ("k6", &["1977", "3051", first]),
            ("k7", &["3315", "2207", second]),
            ("k8", &["1204", "1511", third]),
            ("k9", &["2911", "1102", fourth]),
        ]);
        slips_told(&table)
    }

    #[test]
    fn a_relation_that_fails_in_most_lines_shows_no_slip() {
        assert_eq!(told(["5028", "5522", "2715", "4013"]), 1);
        assert_eq!(told(["5114", "5761", "2861", "4247"]), 0);
    }
    /// In how many rows a slip is told, of rows that say what came in and what became
    /// of it.
    fn told_of_split(rows: &[[&str; 3]]) -> usize {
        let names: Vec<String> = (0..rows.len()).map(|at| format!("k{at}")).collect();
        let cells = names.iter().zip(rows);
        let cells: Vec<(&str, &[&str])> =
            cells.map(|(name, row)| (name.as_str(), &row[..])).collect();
        let mut table = field(&cells);
        for (column, name) in table.columns.iter_mut().zip(["received", "closed", "open"]) {
            column.label = name.to_owned();
        }
        slips_told(&table)
    }

    #[test]
    fn one_row_of_few_in_which_what_came_in_is_not_what_became_of_it_is_told() {
        let mut rows = [
            ["43", "37", "6"],
            ["28", "20", "8"],
            ["51", "44", "9"],
            ["19", "15", "4"],
            ["36", "30", "6"],
        ];
        assert_eq!(told_of_split(&rows), 1);
        rows[2][2] = "7";
        assert_eq!(told_of_split(&rows), 0);
    }

    #[test]
    fn what_was_carried_over_in_many_rows_is_no_slip() {
        let rows = [
            ["432", "370", "62"],
            ["281", "200", "118"],
            ["516", "440", "76"],
            ["190", "151", "87"],
            ["367", "300", "67"],
            ["254", "231", "94"],
            ["411", "399", "12"],
            ["308", "207", "101"],
        ];
        assert_eq!(told_of_split(&rows), 0);
    }
}

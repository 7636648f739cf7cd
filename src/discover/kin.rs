//! Whether a line in which a relation fails is of the kind of those in which it
//! holds: its figures stand to one another as theirs do, other relations hold
//! in it too, and another relation fails by as much in a figure that both are
//! about. Counted in tenths of bits, as the odds of a slip.

use super::bits::{BIT, log2};
use super::field::Field;
use super::relation::{Along, Miss, Outcome, Relation, RelationKind};
use std::collections::BTreeMap;

/// A line is compared with so many of those in which a relation holds, the
/// nearest.
const COMPARED: usize = 4;
/// Figures of two lines stand to one another as most others of them do, if by
/// no more than so many sixteenths of a bit apart.
const APART: i64 = 3 * BIT / 2;
/// What each figure that does so speaks, beyond the two that always do.
const LIKE: i64 = 10;
/// The most that figures speak for a line being like others.
const MOST_LIKE: i64 = 50;
/// What each one that does not speaks against it, beyond the one with the slip.
const UNLIKE: i64 = 20;
/// The most that they speak against it.
const MOST_UNLIKE: i64 = 60;
/// What another relation that holds in a line speaks for it, and in how many.
const HOLDS_TOO: i64 = 15;
const MOST_OTHERS: i64 = 2;
/// What it speaks, at most, that another relation fails by as much in a figure
/// that both are about.
const MOST_TWIN: i64 = 60;

/// Where relations of a table fail in few lines: by how much, by the cells that
/// they are about there.
#[derive(Debug, Default)]
pub(super) struct Residuals {
    of_cells: BTreeMap<(usize, usize), Vec<(usize, i128)>>,
}

impl Residuals {
    /// Notes that a relation, by its number, fails in a line.
    pub(super) fn note(&mut self, number: usize, relation: &Relation, crossing: usize, miss: Miss) {
        for line in lines_of(relation) {
            let cell = relation.along.cell(line, crossing);
            let all = self.of_cells.entry(cell).or_default();
            all.push((number, size_of(miss)));
        }
    }

    /// What it speaks that another relation fails by as much in a figure that
    /// both are about.
    pub(super) fn twin(
        &self,
        number: usize,
        relation: &Relation,
        crossing: usize,
        miss: Miss,
    ) -> i64 {
        if !relation.kind.adds() {
            return 0;
        }
        let own = size_of(miss);
        let cells = lines_of(relation).map(|line| relation.along.cell(line, crossing));
        let mut others = cells.filter_map(|cell| self.of_cells.get(&cell)).flatten();
        let twin = others.any(|(other, size)| *other != number && *size == own);
        match twin && own > 1 {
            true => (log2(own) * 10 / BIT).clamp(20, MOST_TWIN),
            false => 0,
        }
    }
}

/// A miss without its sign and the zeros at its end.
fn size_of(miss: Miss) -> i128 {
    let mut size = i128::try_from(miss.by.unsigned_abs()).unwrap_or(i128::MAX);
    while size > 0 && size % 10 == 0 {
        size /= 10;
    }
    size
}

fn lines_of(relation: &Relation) -> impl Iterator<Item = usize> + '_ {
    let operands = relation.operands.iter().map(|operand| operand.line);
    operands.chain([relation.result])
}

/// What it speaks that other relations hold in a line too, of those that hold
/// where this one does.
pub(super) fn others_hold(relations: &[Relation], relation: &Relation, crossing: usize) -> i64 {
    let holds_at = |other: &Relation, at: usize| {
        let mut over = other.over.iter();
        over.any(|(line, outcome)| *line == at && *outcome == Outcome::Holds)
    };
    let alike = |other: &&Relation| {
        other.along == relation.along
            && other.result != relation.result
            && other.kind.adds() == relation.kind.adds()
    };
    let others = relations.iter().filter(alike);
    let held = others.filter(|other| holds_at(other, crossing));
    let count = i64::try_from(held.take(2).count()).unwrap_or(0);
    count.min(MOST_OTHERS) * HOLDS_TOO
}

/// Whether a line is one of means or rates of the lines that a relation crosses:
/// what is added up in these need not add up in it.
pub(super) fn is_worked_out(relations: &[Relation], relation: &Relation, crossing: usize) -> bool {
    let means = |other: &&Relation| {
        other.along != relation.along
            && other.result == crossing
            && !other.kind.adds()
            && !matches!(other.kind, RelationKind::Equal | RelationKind::Product)
    };
    relation.kind.adds() && relations.iter().any(|other| means(&other))
}

/// Whether a line is called as one in which a relation holds, but for numbers in
/// the names: 2008 and 2009, first quarter 2008 and first quarter 2009.
pub(super) fn is_called_alike(field: &Field, relation: &Relation, crossing: usize) -> bool {
    let lines = match relation.along {
        Along::Rows => &field.columns,
        Along::Columns => &field.rows,
    };
    let name = |at: usize| {
        let label = lines.get(at).map_or("", |line| line.label.as_str());
        let has_digits = label.chars().any(|c| c.is_ascii_digit());
        let letters = label.chars().filter(|c| !c.is_ascii_digit());
        has_digits.then(|| letters.collect::<String>())
    };
    let own = name(crossing);
    let held = relation.over.iter();
    let mut held = held.filter(|(at, one)| *one == Outcome::Holds && *at != crossing);
    own.is_some() && held.any(|(at, _)| name(*at) == own)
}

/// Whether a relation is the sum of shares, which is a hundred in a line as in
/// all those in which it holds.
pub(super) fn is_hundred(field: &Field, relation: &Relation, crossing: usize) -> bool {
    let is = |at: usize| {
        let result = field.figure(relation.along.cell(relation.result, at));
        result.is_some_and(|one| {
            let places = u32::try_from(one.places).unwrap_or(0);
            let hundred = 10_i128
                .checked_pow(places)
                .and_then(|one| one.checked_mul(100));
            Some(one.digits) == hundred
        })
    };
    let held = relation.over.iter();
    let mut held = held.filter(|(_, one)| *one == Outcome::Holds);
    relation.kind == RelationKind::Sum && is(crossing) && held.all(|(at, _)| is(*at))
}

/// What the figures of a line speak for it being like those in which a relation
/// holds: how many of them stand to those of the other line as most do.
pub(super) fn likeness(field: &Field, relation: &Relation, crossing: usize) -> i64 {
    let mut held: Vec<usize> = relation
        .over
        .iter()
        .filter(|(line, outcome)| *outcome == Outcome::Holds && *line != crossing)
        .map(|(line, _)| *line)
        .collect();
    held.sort_by_key(|line| line.abs_diff(crossing));
    held.truncate(COMPARED);
    let like = held
        .into_iter()
        .map(|other| like(field, relation, crossing, other));
    like.max().unwrap_or(0)
}

fn like(field: &Field, relation: &Relation, crossing: usize, other: usize) -> i64 {
    let size = |line: usize, at: usize| {
        let printed = field.figure(relation.along.cell(line, at))?;
        let places = i64::from(printed.places);
        let size = i128::try_from(printed.digits.unsigned_abs()).ok()?;
        // 10 = 2^3.32
        (size > 0).then(|| (log2(size) - places * BIT * 332 / 100, printed.percent))
    };
    let ratio = |line: usize| {
        let ((own, percent), (others, of_other)) = (size(line, crossing)?, size(line, other)?);
        Some(if percent == of_other {
            own - others
        } else {
            i64::MAX
        })
    };
    let mut ratios: Vec<i64> = lines_of(relation).filter_map(ratio).collect();
    ratios.sort_unstable();
    let Some(&middle) = ratios.get(ratios.len() / 2) else {
        return 0;
    };
    let like = ratios
        .iter()
        .filter(|one| one.saturating_sub(middle).saturating_abs() <= APART);
    let like = i64::try_from(like.count()).unwrap_or(0);
    let unlike = i64::try_from(ratios.len()).unwrap_or(0) - like;
    ((like - 2).max(0) * LIKE - (unlike - 1).max(0) * UNLIKE).clamp(-MOST_UNLIKE, MOST_LIKE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discover::tests::field;
    use crate::discover::{Along, Slips, discover};

    /// Three years of five offices and their sum, and one more column.
    fn offices(last: [&str; 6]) -> Field {
        field(&[
            ("a", &["1204", "1236", "1273", last[0]]),
            ("b", &["2331", "2399", "2471", last[1]]),
            ("c", &["3187", "3275", "3373", last[2]]),
            ("d", &["4096", "4222", "4349", last[3]]),
            ("e", &["512", "531", "548", last[4]]),
            ("f", &["11330", "11663", "12014", last[5]]),
        ])
    }

    /// The sum of the offices, and by how much the last column is off.
    fn sum_of(field: &Field) -> (Vec<Relation>, Option<Miss>) {
        let relations = discover(field).relations;
        let sums = relations.iter();
        let sum = sums.filter(|one| one.along == Along::Rows && one.result == 5);
        let lines = sum.flat_map(|one| one.over.iter().chain(&one.beyond));
        let mut miss = lines.filter_map(|(at, outcome)| match outcome {
            Outcome::Fails(miss) if *at == 3 => Some(*miss),
            _ => None,
        });
        let miss = miss.next_back();
        (relations, miss)
    }

    fn is_told(field: &Field) -> bool {
        let (relations, miss) = sum_of(field);
        let slips = Slips::of(field, &relations);
        let sum = relations.iter().find(|one| one.result == 5);
        sum.zip(miss)
            .is_some_and(|(sum, miss)| slips.is_slip(sum, 3, miss))
    }

    #[test]
    fn a_column_like_the_others_is_one_of_them() {
        // 2545 without its first digit, at the end of the table.
        assert!(is_told(&offices([
            "1311", "545", "3474", "4480", "566", "12376"
        ])));
        // Ranks.
        assert!(!is_told(&offices(["4", "3", "2", "1", "5", "16"])));
    }

    #[test]
    fn a_part_that_is_withheld_may_be_what_lacks() {
        assert!(!is_told(&offices([
            "1311", "x", "3474", "4480", "566", "12376"
        ])));
    }

    #[test]
    fn two_relations_that_are_off_by_as_much_in_one_figure_say_so_together() {
        let table = field(&[
            ("a", &["31", "47", "52", "130"]),
            ("b", &["28", "19", "66", "113"]),
            ("c", &["45", "83", "12", "104"]),
            ("d", &["104", "149", "130", "383"]),
        ]);
        let relations = discover(&table).relations;
        let slips = Slips::of(&table, &relations);
        let fails = relations.iter().flat_map(|one| {
            let fails = one.fails_anywhere();
            fails.map(move |(at, miss)| (one, at, miss))
        });
        let fails: Vec<_> = fails.collect();
        // 140 with two digits changed about, where the sum of row c meets that of its column.
        assert_eq!(fails.len(), 2);
        assert!(
            fails
                .iter()
                .all(|(one, at, miss)| slips.is_slip(one, *at, *miss))
        );
    }
}

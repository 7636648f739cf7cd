//! Whether a line in which a relation fails has a slip in it, or is one that
//! the relation is not about: the rate in the row of totals, the greatest of
//! each column. What speaks for a slip is counted in tenths of bits, as the
//! odds of the one over the other.

use super::field::{Field, Printed};
use super::kin::{Residuals, likeness, others_hold};
use super::relation::{Along, Miss, Outcome, Relation, RelationKind};

/// What must speak for a slip.
const ENOUGH: i64 = 40;
/// What the lines crossed being rows speaks: rows of one table are alike,
/// columns often are not.
const ROWS_ARE_ALIKE: i64 = 20;
/// What a name such as Total speaks.
const NAMED: i64 = 20;
/// What it speaks against a slip that a line is at the end of the others.
const BEYOND: i64 = 45;
/// What is off by less than this part of itself is off by a hair.
const HAIR: u128 = 100;
/// What is off by so many times as much is off by far more.
const MUCH: u128 = 16;
/// In so many lines a relation holds that would not, were it worked out of other
/// figures than are printed.
const ALL_RIGHT: i64 = 12;
/// Lines in which a relation may fail by slips, however few there are.
const FEW: i64 = 2;
/// One more for each so many lines in which it holds.
const RARE: i64 = 25;
/// What the other lines speak for a relation being about a line, so that it
/// needs no more.
const SURE: i64 = 50;
/// What hardly speaks for a slip that makes a total less than a part.
const LITTLE: i64 = 20;
/// What a slip of the pen that explains a line speaks at least, where nothing
/// else would.
const ONE_SLIP: i64 = 40;
/// Digits from which on all numbers are as long.
const LONG: u32 = 60;

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
            let lines = relation.over.iter().chain(&relation.beyond);
            for (crossing, outcome) in lines {
                if let Outcome::Fails(miss) = outcome
                    && is_seldom(relation, *crossing, *miss)
                {
                    residuals.note(number, relation, *crossing, *miss);
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
    pub(crate) fn is_slip(&self, relation: &Relation, crossing: usize, miss: Miss) -> bool {
        let speaks = self.weigh(relation, crossing, miss);
        speaks.is_some_and(|speaks| speaks.all() >= ENOUGH)
    }

    /// What speaks for a slip; none where the line is of another kind.
    fn weigh(&self, relation: &Relation, crossing: usize, miss: Miss) -> Option<Speaks> {
        let field = self.field;
        let seldom = is_seldom(relation, crossing, miss);
        if !seldom || is_of_another_kind(field, relation, crossing) {
            return None;
        }
        if is_hair_off(field, relation, crossing, miss) {
            return None;
        }
        let there = relation.operands.iter();
        let there = there.filter(|part| {
            let cell = relation.along.cell(part.line, crossing);
            field.figure(cell).is_some()
        });
        let one_alone = relation.operands.len() > 1 && there.count() < 2;
        if one_alone || lacks_a_part(field, relation, crossing, miss) {
            return None;
        }
        if is_without_idle_part(field, relation, crossing, miss)
            || is_finer_than_its_parts(field, relation, crossing)
        {
            return None;
        }
        let own = |other: &Relation| std::ptr::eq(other, relation);
        let number = self.relations.iter().position(own).unwrap_or(usize::MAX);
        let speaks = Speaks {
            prior: prior(relation, crossing),
            near: near(field, relation, crossing, miss),
            twin: self.residuals.twin(number, relation, crossing, miss),
            others: others_hold(self.relations, relation, crossing),
            likeness: likeness(field, relation, crossing),
        };
        let doubtful = speaks.all() - speaks.near < SURE && speaks.near < ONE_SLIP;
        if doubtful && is_among_its_parts(field, relation, crossing, miss)
            || speaks.near < LITTLE && is_mean_of_its_parts(field, relation, crossing, miss)
        {
            return None;
        }
        Some(speaks)
    }

    #[cfg(test)]
    pub(crate) fn why(&self, relation: &Relation, crossing: usize, miss: Miss) -> String {
        let field = self.field;
        let there = relation.operands.iter();
        let there = there.filter(|part| {
            let cell = relation.along.cell(part.line, crossing);
            field.figure(cell).is_some()
        });
        let own = |other: &Relation| std::ptr::eq(other, relation);
        let number = self.relations.iter().position(own).unwrap_or(usize::MAX);
        format!(
            "kind={} few={} hair={} alone={} among={} near={} prior={} twin={} others={} likeness={} around={}",
            is_of_another_kind(field, relation, crossing),
            !is_seldom(relation, crossing, miss),
            is_hair_off(field, relation, crossing, miss),
            relation.operands.len() > 1 && there.count() < 2,
            is_among_its_parts(field, relation, crossing, miss),
            near(field, relation, crossing, miss),
            prior(relation, crossing),
            self.residuals.twin(number, relation, crossing, miss),
            others_hold(self.relations, relation, crossing),
            likeness(field, relation, crossing),
            relation.holds_around(crossing),
        )
    }
}

/// What speaks for a slip, in tenths of bits.
#[derive(Clone, Copy, Debug)]
struct Speaks {
    /// How often the relation holds and fails, and the names.
    prior: i64,
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
        self.prior + self.near + self.twin + self.others + self.likeness
    }
}

/// Whether a relation fails in so few lines that slips may be the reason, and a
/// line is one of its own, or the nearest at one of its ends. Lines that are off
/// by far less are none that it fails in.
fn is_seldom(relation: &Relation, crossing: usize, miss: Miss) -> bool {
    let matters = |other: Miss| other.by.unsigned_abs() >= miss.by.unsigned_abs() / MUCH;
    let beyond = is_beyond(relation, crossing);
    // Of the lines at its ends only the nearest may be one of its own.
    if beyond && !relation.ends_at(crossing, matters) {
        return false;
    }
    let (holds, _) = counts(relation, beyond);
    let fails = relation.fails().filter(|(_, other)| matters(*other));
    let fails = i64::try_from(fails.count()).unwrap_or(i64::MAX - 1);
    // Slips are rare: where many lines fail, the relation is not about them.
    fails + i64::from(beyond) <= FEW + holds / RARE
}

fn is_beyond(relation: &Relation, crossing: usize) -> bool {
    relation.over.iter().all(|(line, _)| *line != crossing)
}

/// In how many lines a relation holds, and in how many it fails.
fn counts(relation: &Relation, beyond: bool) -> (i64, i64) {
    let fails = relation.fails().count() + usize::from(beyond);
    (
        i64::try_from(relation.holds()).unwrap_or(i64::MAX - 1),
        i64::try_from(fails).unwrap_or(i64::MAX).max(1),
    )
}

/// What a relation itself speaks for a slip in a line.
fn prior(relation: &Relation, crossing: usize) -> i64 {
    let beyond = is_beyond(relation, crossing);
    let (holds, fails) = counts(relation, beyond);
    let alike = match relation.along {
        Along::Columns => ROWS_ARE_ALIKE,
        Along::Rows => 0,
    };
    let named = if relation.claimed { NAMED } else { 0 };
    // One at the end of the others may be of another kind.
    let beyond = match beyond && !relation.holds_around(crossing) {
        true => BEYOND,
        false => 0,
    };
    log2_tenths(holds + 1) - log2_tenths(fails) + alike + named - beyond
}

/// The digits of a figure, so many of them behind the point; none where it has
/// more.
fn digits(field: &Field, along: Along, line: usize, crossing: usize, places: i32) -> Option<i128> {
    let printed = field.figure(along.cell(line, crossing))?;
    let more = u32::try_from(places.checked_sub(printed.places)?).ok()?;
    printed.digits.checked_mul(10_i128.checked_pow(more)?)
}

/// Whether the name of a crossing line says that what is added elsewhere is not
/// in it: rates and means of columns, the greatest of rows.
fn is_of_another_kind(field: &Field, relation: &Relation, crossing: usize) -> bool {
    let crossed = match relation.along {
        Along::Rows => &field.columns,
        Along::Columns => &field.rows,
    };
    let adds = !matches!(
        relation.kind,
        RelationKind::Quotient
            | RelationKind::Percentage
            | RelationKind::RelativeChange
            | RelationKind::PercentChange
    );
    let unlike = |crossing: usize| {
        let label = crossed.get(crossing).map_or("", |line| line.label.as_str());
        let result = field.figure(relation.along.cell(relation.result, crossing));
        is_no_sum(label) || result.is_some_and(|figure| figure.percent)
    };
    // Where it holds in others that are called so, that says nothing.
    let held = relation.over.iter();
    let held = held.filter(|(at, one)| *one == Outcome::Holds && *at != crossing);
    let (so, others): (Vec<usize>, Vec<usize>) =
        held.map(|(at, _)| *at).partition(|at| unlike(*at));
    adds && unlike(crossing) && so.len() * 2 <= others.len()
}

/// Whether a part that is there in most lines in which a relation holds is not
/// in one in which too little adds up: what is withheld may be what lacks.
fn lacks_a_part(field: &Field, relation: &Relation, crossing: usize, miss: Miss) -> bool {
    if relation.kind != RelationKind::Sum || miss.by < 0 {
        return false;
    }
    let figure = |line: usize, at: usize| field.figure(relation.along.cell(line, at));
    let held = || {
        relation
            .over
            .iter()
            .filter(|(_, one)| *one == Outcome::Holds)
    };
    let lines = held().count();
    let mostly = |line: usize| {
        let there = held().filter(|(at, _)| figure(line, *at).is_some_and(|one| one.digits != 0));
        there.count() * 2 > lines
    };
    let parts = relation.operands.iter().map(|part| part.line);
    let mut gone = parts.filter(|line| figure(*line, crossing).is_none());
    gone.any(mostly)
}

/// Whether a relation holds in a line without a part that is nothing wherever
/// it holds: that part is none of it.
fn is_without_idle_part(field: &Field, relation: &Relation, crossing: usize, miss: Miss) -> bool {
    if relation.kind != RelationKind::Sum {
        return false;
    }
    let figure = |line: usize, at: usize| field.figure(relation.along.cell(line, at));
    let idle = |line: usize| {
        let held = relation.over.iter();
        let mut held = held.filter(|(_, one)| *one == Outcome::Holds);
        held.all(|(at, _)| figure(line, *at).is_none_or(|one| one.digits == 0))
    };
    let own = |line: usize| digits(field, relation.along, line, crossing, miss.places);
    let parts = relation.operands.iter().map(|part| part.line);
    let mut same = parts.filter(|line| own(*line) == Some(-miss.by));
    same.any(idle)
}

/// Whether the name of a line says that its figures are not added up.
pub(super) fn is_no_sum(label: &str) -> bool {
    const WORDS: &[&str] = &[
        "%",
        "percent",
        "per cent",
        "rate",
        "ratio",
        "average",
        "avg",
        "mean",
        "median",
        "max",
        "maximum",
        "min",
        "minimum",
        "rank",
        "index",
        "std",
        "stdev",
        "stdevs",
        "deviation",
        "share",
        "change",
        "growth",
        "per",
        "率",
        "平均",
        "最",
        "增长",
        "指数",
    ];
    let label = label.to_lowercase();
    let mut words = label.split(|c: char| !c.is_alphanumeric() && c != '%');
    WORDS
        .iter()
        .any(|word| match word.chars().all(|c| c.is_ascii_alphabetic()) {
            true => words.clone().any(|own| own == *word),
            false => label.contains(word),
        })
        | words.any(|own| own.ends_with('%'))
}

/// Whether a rate or a mean is off by so little that it was likely worked out of
/// figures with more digits than are printed.
fn is_hair_off(field: &Field, relation: &Relation, crossing: usize, miss: Miss) -> bool {
    let worked_out = matches!(
        relation.kind,
        RelationKind::Average
            | RelationKind::Quotient
            | RelationKind::Percentage
            | RelationKind::RelativeChange
            | RelationKind::PercentChange
            | RelationKind::Product
    );
    let result = digits(
        field,
        relation.along,
        relation.result,
        crossing,
        miss.places,
    );
    let small = |result: i128| miss.by.unsigned_abs() < result.unsigned_abs() / HAIR;
    // Where all others are right to the last digit, so would this one be.
    let (holds, fails) = counts(relation, is_beyond(relation, crossing));
    let exact = fails == 1 && holds >= ALL_RIGHT;
    worked_out && !exact && result.is_some_and(small)
}

/// Whether what should be a sum lies between its parts, as means and rates do.
fn is_among_its_parts(field: &Field, relation: &Relation, crossing: usize, miss: Miss) -> bool {
    if relation.kind != RelationKind::Sum || relation.operands.len() < 2 {
        return false;
    }
    let digits = |line: usize| digits(field, relation.along, line, crossing, miss.places);
    let parts = relation.operands.iter();
    let parts: Vec<i128> = parts.filter_map(|part| digits(part.line)).collect();
    let (Some(least), Some(most)) = (parts.iter().min(), parts.iter().max()) else {
        return false;
    };
    let result = digits(relation.result);
    result.is_some_and(|result| *least < result && result < *most)
}

/// Whether what should be a sum of whole numbers has two places and more: it is
/// a mean of something.
fn is_finer_than_its_parts(field: &Field, relation: &Relation, crossing: usize) -> bool {
    let figure = |line: usize| field.figure(relation.along.cell(line, crossing));
    let mut parts = relation.operands.iter();
    let mut whole = parts.all(|part| figure(part.line).is_none_or(Printed::is_whole));
    whole &= relation.kind == RelationKind::Sum;
    let tenths = |own: Printed| Printed {
        places: own.places - 1,
        ..own
    };
    whole && figure(relation.result).is_some_and(|own| !tenths(own).is_whole())
}

/// Whether what should be a sum is rather the mean of its parts, by a quarter.
fn is_mean_of_its_parts(field: &Field, relation: &Relation, crossing: usize, miss: Miss) -> bool {
    let count = i128::try_from(relation.operands.len()).unwrap_or(i128::MAX);
    let result = digits(
        field,
        relation.along,
        relation.result,
        crossing,
        miss.places,
    );
    let Some(result) = result.filter(|_| relation.kind == RelationKind::Sum && count > 2) else {
        return false;
    };
    let sum = result.saturating_sub(miss.by);
    let off = result.saturating_mul(count).saturating_sub(sum);
    off.saturating_mul(4).abs() < sum.abs()
}

/// What it speaks that the printed result is near what its operands give, or
/// is made of it by one slip of the pen.
pub(super) fn near(field: &Field, relation: &Relation, crossing: usize, miss: Miss) -> i64 {
    let Some(line) = Figures::of(field, relation, crossing, miss) else {
        return 0;
    };
    let (result, by) = (line.result, line.by);
    let expected = result.saturating_sub(by);
    let size = result.unsigned_abs().max(expected.unsigned_abs());
    let size = log2_tenths(i64::try_from(size).unwrap_or(i64::MAX));
    let by_distance = size - log2_tenths(clamped(by).max(1));
    let slip_of_result = one_slip(result, expected).then(|| size - ways(expected));
    let adds = matches!(
        relation.kind,
        RelationKind::Sum | RelationKind::Balance | RelationKind::Difference
    );
    let count = i64::try_from(relation.operands.len()).unwrap_or(i64::MAX);
    let operands = line.operands.iter().filter(|_| adds);
    let mut slips = operands.filter_map(|(minus, digits)| {
        let other = match minus {
            true => digits.saturating_sub(by),
            false => digits.saturating_add(by),
        };
        one_slip(*digits, other).then(|| size - ways(other) - log2_tenths(count.max(1)))
    });
    [Some(by_distance), slip_of_result, slips.next()]
        .into_iter()
        .flatten()
        .max()
        .unwrap_or(0)
        .max(0)
}

/// The figures of a relation in a crossing line as whole numbers, without the
/// zeros that all of them end in.
struct Figures {
    result: i128,
    by: i128,
    /// Each with whether it is taken away.
    operands: Vec<(bool, i128)>,
}

impl Figures {
    fn of(field: &Field, relation: &Relation, crossing: usize, miss: Miss) -> Option<Figures> {
        let along = relation.along;
        let digits = |line: usize| digits(field, along, line, crossing, miss.places);
        let operands = relation.operands.iter();
        let operands = operands.filter_map(|one| Some((one.minus, digits(one.line)?)));
        let mut figures = Figures {
            result: digits(relation.result)?,
            by: miss.by,
            operands: operands.collect(),
        };
        let all = |figures: &Figures| {
            let ends = |number: i128| number % 10 == 0;
            let mut operands = figures.operands.iter();
            ends(figures.result) && ends(figures.by) && operands.all(|(_, digits)| ends(*digits))
        };
        while figures.by != 0 && all(&figures) {
            figures.result /= 10;
            figures.by /= 10;
            figures
                .operands
                .iter_mut()
                .for_each(|(_, digits)| *digits /= 10);
        }
        Some(figures)
    }
}

fn clamped(by: i128) -> i64 {
    i64::try_from(by.unsigned_abs()).unwrap_or(i64::MAX)
}

/// How many numbers one slip makes of one, in tenths of bits: another digit,
/// one more, one less, two changed about, another sign.
fn ways(number: i128) -> i64 {
    let digits = i64::try_from(number.unsigned_abs().to_string().len()).unwrap_or(i64::MAX);
    log2_tenths(digits * 9 + (digits + 1) * 10 + digits * 2)
}

/// Whether one slip makes one number of another: a digit that is another, one
/// too many or too few, two neighbours changed about, another sign.
pub(crate) fn one_slip(one: i128, other: i128) -> bool {
    if one.checked_neg() == Some(other) {
        return true;
    }
    if (one < 0) != (other < 0) && one != 0 && other != 0 {
        return false;
    }
    let (one, other) = (
        one.unsigned_abs().to_string(),
        other.unsigned_abs().to_string(),
    );
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let (long, short) = match one.len() >= other.len() {
        true => (one, other),
        false => (other, one),
    };
    match long.len() - short.len() {
        0 => {
            let apart: Vec<usize> = (0..long.len())
                .filter(|at| long[*at] != short[*at])
                .collect();
            match apart.as_slice() {
                [_] => true,
                [a, b] => b - a == 1 && long[*a] == short[*b] && long[*b] == short[*a],
                _ => false,
            }
        }
        1 => {
            let same = long.iter().zip(short).take_while(|(a, b)| a == b).count();
            long[same + 1..] == short[same..]
        }
        _ => false,
    }
}

/// The logarithm of a number to the base 2, in tenths, rounded down; 0 of less
/// than 1.
fn log2_tenths(number: i64) -> i64 {
    if number <= 1 {
        return 0;
    }
    // 2^(1/10), 2^(2/10) … as millionths.
    const TENTHS: [u64; 10] = [
        1_000_000, 1_071_773, 1_148_698, 1_231_144, 1_319_508, 1_414_214, 1_515_717, 1_624_505,
        1_741_101, 1_866_066,
    ];
    let number = number.unsigned_abs();
    let whole = number.ilog2().min(LONG);
    // The part behind the power of two, in millionths.
    let rest = (u128::from(number) * 1_000_000) >> whole;
    let tenth = TENTHS.partition_point(|tenth| u128::from(*tenth) <= rest);
    i64::from(whole) * 10 + i64::try_from(tenth).unwrap_or(1) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_of_the_pen() {
        for (one, other, is) in [
            (1831, 1821, true),
            (1831, 1381, true),
            (1831, 183, true),
            (1831, 18310, true),
            (1831, 18_831, true),
            (1831, -1831, true),
            (1831, 3811, false),
            (1831, 1920, false),
            (0, 7, true),
            (25, 31, false),
        ] {
            assert_eq!(one_slip(one, other), is, "{one} {other}");
            assert_eq!(one_slip(other, one), is, "{other} {one}");
        }
    }

    #[test]
    fn logarithms_in_tenths() {
        let all: Vec<i64> = [0, 1, 2, 3, 4, 10, 1000, 1024].map(log2_tenths).to_vec();
        assert_eq!(all, [0, 0, 10, 15, 20, 33, 99, 100]);
    }
}

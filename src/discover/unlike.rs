//! Lines that a relation is not about, so that it says nothing that it fails in
//! them: they are of another kind by their name, a part of theirs is withheld,
//! or what stands in the place of the total is a mean.

use super::bits::log2_tenths;
use super::field::{Field, Printed};
use super::pen::{digits, slipped_part};
use super::relation::{Along, Miss, Outcome, Relation, RelationKind};

/// What is off by less than this part of itself is off by a hair.
const HAIR: u128 = 100;
/// In so many lines a relation holds although a part is not there, where that is
/// nothing.
const LACKING: usize = 2;
/// In so many lines a relation holds that would not, were it worked out of other
/// figures than are printed.
const ALL_RIGHT: i64 = 12;
/// The same where it is off by so much that being right so often is hardly chance:
/// each time the odds are as half of the last place to what it is off by, in tenths
/// of bits.
const HARDLY_CHANCE: i64 = 100;
/// What hardly speaks for a slip of the pen, in tenths of bits.
const LITTLE: i64 = 10;

/// Whether the name of a crossing line says that what is added elsewhere is not
/// in it: rates and means of columns, the greatest of rows.
pub(super) fn is_of_another_kind(field: &Field, relation: &Relation, crossing: usize) -> bool {
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
pub(super) fn lacks_a_part(
    field: &Field,
    relation: &Relation,
    crossing: usize,
    miss: Miss,
) -> bool {
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
    let parts = || relation.operands.iter().map(|part| part.line);
    let is_gone = |line: &usize, at: usize| figure(*line, at).is_none() && mostly(*line);
    // Where it holds all the same in others in which one is not there, what is
    // not there is nothing.
    let lacking = held().filter(|(at, _)| parts().any(|line| is_gone(&line, *at)));
    let is_nothing = lacking.count() >= LACKING;
    !is_nothing && parts().any(|line| is_gone(&line, crossing))
}

/// Whether a relation holds in a line without a part that is nothing wherever
/// it holds: that part is none of it.
pub(super) fn is_without_idle_part(
    field: &Field,
    relation: &Relation,
    crossing: usize,
    miss: Miss,
) -> bool {
    if relation.kind != RelationKind::Sum {
        return false;
    }
    let own = |line: usize| digits(field, relation.along, line, crossing, miss.places);
    let parts = relation.operands.iter().map(|part| part.line);
    let mut same = parts.filter(|line| own(*line) == Some(-miss.by));
    same.any(|line| is_idle(field, relation, line))
}

/// Whether a line is nothing wherever a relation holds.
fn is_idle(field: &Field, relation: &Relation, line: usize) -> bool {
    let held = relation.over.iter();
    let mut held = held.filter(|(_, one)| *one == Outcome::Holds);
    held.all(|(at, _)| {
        let figure = field.figure(relation.along.cell(line, *at));
        figure.is_none_or(|one| one.digits == 0)
    })
}

/// Whether a sum is off in a line by just the figure of another line among its parts,
/// which is nothing wherever the sum holds: there that is a part of it too.
pub(super) fn has_another_part(
    field: &Field,
    relation: &Relation,
    crossing: usize,
    miss: Miss,
) -> bool {
    if relation.kind != RelationKind::Sum || miss.by == 0 {
        return false;
    }
    let lines = || {
        relation
            .operands
            .iter()
            .map(|part| part.line)
            .chain([relation.result])
    };
    let (Some(first), Some(last)) = (lines().min(), lines().max()) else {
        return false;
    };
    let own = |line: usize| digits(field, relation.along, line, crossing, miss.places);
    let mut others = (first..=last).filter(|line| lines().all(|part| part != *line));
    others.any(|line| own(line) == Some(miss.by) && is_idle(field, relation, line))
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
pub(super) fn is_hair_off(field: &Field, relation: &Relation, crossing: usize, miss: Miss) -> bool {
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
    // Where all others are right to the last digit, so would this one be; the
    // fewer they are, the more must it be off.
    let (holds, fails) = relation.counts(crossing);
    let printed = field.figure(relation.along.cell(relation.result, crossing));
    let more = printed.and_then(|one| u32::try_from(miss.places.checked_sub(one.places)?).ok());
    let place = more.and_then(|more| 10_i64.checked_pow(more));
    let off = i64::try_from(miss.by.unsigned_abs()).unwrap_or(i64::MAX);
    let odds = place.map_or(0, |place| {
        log2_tenths(off.saturating_mul(2)) - log2_tenths(place)
    });
    // Means are of figures that stand elsewhere more often than rates are.
    let rate = !matches!(relation.kind, RelationKind::Average | RelationKind::Product);
    let hardly =
        rate && !relation.is_beyond(crossing) && odds.saturating_mul(holds) >= HARDLY_CHANCE;
    let exact = fails == 1 && (hardly || holds >= ALL_RIGHT);
    worked_out && !exact && result.is_some_and(small)
}

/// Whether what should be a sum lies between its parts, as means and rates do;
/// that it is near to what they give speaks so much for a slip.
pub(super) fn is_among_its_parts(
    field: &Field,
    relation: &Relation,
    crossing: usize,
    miss: Miss,
    near: i64,
) -> bool {
    if relation.kind != RelationKind::Sum || relation.operands.len() < 2 {
        return false;
    }
    let digits = |line: usize| digits(field, relation.along, line, crossing, miss.places);
    // What a slip made of a part says nothing of the others.
    let slipped = match near < LITTLE {
        true => None,
        false => slipped_part(field, relation, crossing, miss),
    };
    let parts = relation.operands.iter().map(|part| part.line);
    let parts = parts.filter(|line| Some(*line) != slipped);
    let parts: Vec<i128> = parts.filter_map(digits).collect();
    let (Some(least), Some(most)) = (parts.iter().min(), parts.iter().max()) else {
        return false;
    };
    let among = |result: i128| *least < result && result < *most;
    // Where some are below zero, a sum often lies between its parts.
    let Some(result) = digits(relation.result) else {
        return false;
    };
    among(result) && !among(result.saturating_sub(miss.by))
}

/// Whether what should be a sum of whole numbers has two places and more: it is
/// a mean of something.
pub(super) fn is_finer_than_its_parts(field: &Field, relation: &Relation, crossing: usize) -> bool {
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
pub(super) fn is_mean_of_its_parts(
    field: &Field,
    relation: &Relation,
    crossing: usize,
    miss: Miss,
) -> bool {
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

/// Whether a total of figures that are none below zero is more than the largest of
/// them, as no mean, rate or rank is; a part with a slip in it aside.
pub(super) fn is_more_than_its_parts(
    field: &Field,
    relation: &Relation,
    crossing: usize,
    miss: Miss,
) -> bool {
    let slipped = slipped_part(field, relation, crossing, miss);
    let digits = |line: usize| digits(field, relation.along, line, crossing, miss.places);
    let parts = relation.operands.iter().map(|part| part.line);
    let mut parts = parts
        .filter(|line| Some(*line) != slipped)
        .filter_map(digits);
    let sum = digits(relation.result);
    let is_part = |part: i128, sum: i128| (0..sum).contains(&part);
    relation.kind == RelationKind::Sum
        && sum.is_some_and(|sum| miss.by.abs() <= sum && parts.all(|part| is_part(part, sum)))
}

/// Whether the parts of a total are all that stands on one side of it.
pub(super) fn is_of_whole_table(field: &Field, relation: &Relation, crossing: usize) -> bool {
    let count = match relation.along {
        Along::Rows => field.rows.len(),
        Along::Columns => field.columns.len(),
    };
    let is_there = |line: &usize| {
        let cell = relation.along.cell(*line, crossing);
        field.figure(cell).is_some()
    };
    let mut parts: Vec<usize> = relation.operands.iter().map(|part| part.line).collect();
    parts.sort_unstable();
    parts.retain(is_there);
    let before: Vec<usize> = (0..relation.result).filter(is_there).collect();
    let behind: Vec<usize> = (relation.result + 1..count).filter(is_there).collect();
    parts == before || parts == behind
}

#[cfg(test)]
mod tests {
    use super::has_another_part;
    use crate::discover::tests::field;
    use crate::discover::{Along, Miss, discover};

    /// Income, an effect that is nothing but in one year, what was sold, and their sum.
    #[test]
    fn a_part_that_is_nothing_elsewhere_is_one_all_the_same() {
        let years: [(&str, &[&str]); 5] = [
            ("2001", &["6309", "0", "1250", "7559"]),
            ("2002", &["9149", "0", "3099", "12248"]),
            ("2003", &["8661", "0", "1796", "10457"]),
            ("2004", &["6763", "0", "2970", "9733"]),
            ("2005", &["4827", "-432", "1187", "5582"]),
        ];
        let held = field(&years[..4]);
        let relations = discover(&held).relations;
        let mut sums = relations.iter();
        let sum = sums.find(|one| one.along == Along::Columns && one.result == 3);
        let mut sum = sum.expect("a sum").clone();
        sum.operands.retain(|part| part.line != 1);
        let table = field(&years);
        let off = |by: i128| Miss { by, places: 0 };
        assert!(has_another_part(&table, &sum, 4, off(-432)));
        assert!(!has_another_part(&table, &sum, 4, off(432)));
        assert!(!has_another_part(&table, &sum, 4, off(-431)));
        assert!(!has_another_part(&table, &sum, 3, off(0)));
    }
}

//! Totals of a group of lines: under a header of several lines the names of a group
//! begin with the same words (`行政诉讼 复议后起诉 总计`), and the total among them is
//! of that group, not of figures beyond it.

use super::candidate::Candidate;
use super::relation::RelationKind;
use super::view::View;
use crate::structure::total_name;

/// So many others of its group are there before a total is of these.
const MEMBERS: usize = 2;
/// In so few lines figures add up by chance.
const FEW: usize = 2;

/// The words of a name that those beside it have not: under a header of two lines
/// several begin with the same ones. None where they begin otherwise.
pub(super) fn own_words(view: &View, line: usize) -> Option<&str> {
    view.labels[line].get(shared(view, line)?..)
}

/// How much of a line's name those beside it begin with too, in whole words.
fn shared(view: &View, line: usize) -> Option<usize> {
    let own = view.labels[line].as_str();
    let with = |other: usize| {
        let other = view.labels.get(other)?.split_inclusive(' ');
        let same = own.split_inclusive(' ').zip(other);
        let same = same.take_while(|(own, other)| own == other);
        Some(same.map(|(own, _)| own.len()).sum::<usize>())
    };
    let before = line.checked_sub(1).and_then(with);
    before.max(with(line + 1)).filter(|length| *length > 0)
}

/// Whether a line is by its name the total of a group, and some lines that should
/// be its parts stand beyond that. Totals of several groups may be added up.
pub(super) fn is_across(view: &View, total: usize, parts: &[usize]) -> bool {
    let Some(length) = shared(view, total) else {
        return false;
    };
    let (group, own) = view.labels[total].split_at(length);
    if total_name(own.trim()).is_none() {
        return false;
    }
    let is_of_group = |line: usize| view.labels[line].starts_with(group);
    let before = (0..total).rev().take_while(|line| is_of_group(*line));
    let behind = (total + 1..view.lines).take_while(|line| is_of_group(*line));
    let members: Vec<usize> = before.chain(behind).collect();
    let is_total = |line: &usize| {
        let own = own_words(view, *line).unwrap_or(&view.labels[*line]);
        total_name(own.trim()).is_some()
    };
    members.len() >= MEMBERS
        && parts.iter().any(|part| !members.contains(part))
        && !parts.iter().all(is_total)
}

/// The same of a sum that was found in few lines. One that holds in more is a sum,
/// whatever its names say.
pub(super) fn is_sum_across(view: &View, found: &Candidate) -> bool {
    found.kind == RelationKind::Sum
        && found.run.len() <= FEW
        && is_across(view, found.result, &found.operands)
}

#[cfg(test)]
mod tests {
    use crate::discover::tests::field;
    use crate::discover::{Along, Field, Line, discover};

    /// The parts of a column that is a sum.
    fn parts(field: &Field, result: usize) -> Vec<usize> {
        let relations = discover(field).relations;
        let mut found = relations.iter();
        let found = found.find(|one| one.along == Along::Columns && one.result == result);
        let operands = found.map(|one| one.operands.iter().map(|part| part.line).collect());
        operands.unwrap_or_default()
    }

    #[test]
    fn a_total_is_of_its_group() {
        let mut table = field(&[(
            "4",
            &[
                "5", "2", "1", "3", "11", "2", "1", "0", "1", "4", "3", "0", "1", "2", "6",
            ],
        )]);
        let groups = ["行政复议", "行政诉讼 直接起诉", "行政诉讼 复议后起诉"];
        let of_each = ["维持", "纠正", "其他结果", "尚未审结", "总计"];
        let names = groups
            .iter()
            .flat_map(|group| of_each.iter().map(move |one| format!("{group} {one}")));
        for (at, name) in names.enumerate() {
            table.columns[at] = Line::called(name);
        }
        assert_eq!(parts(&table, 4), [0, 1, 2, 3]);
        assert_eq!(parts(&table, 9), [5, 6, 7, 8]);
        assert_eq!(parts(&table, 14), [10, 11, 12, 13]);
    }

    #[test]
    fn totals_of_groups_add_up_to_one() {
        let mut table = field(&[
            ("a", &["10", "21", "31", "14", "26", "40", "24", "47", "71"]),
            (
                "b",
                &["53", "38", "91", "17", "45", "62", "70", "83", "153"],
            ),
        ]);
        let names = ["North", "South", "All"].iter();
        let names = names.flat_map(|group| {
            let of_each = ["men", "women", "total"].iter();
            of_each.map(move |one| format!("{group} {one}"))
        });
        for (at, name) in names.enumerate() {
            table.columns[at] = Line::called(name);
        }
        assert_eq!(parts(&table, 2), [0, 1]);
        assert_eq!(parts(&table, 8), [6, 7]);
    }
}

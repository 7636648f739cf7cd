//! A relation as the expression of a rule.

use super::searched::Searched;
use super::slack::counted;
use crate::discover::{Operand, Relation, RelationKind};

/// A relation as an expression over what lines are called in a crossing line.
/// Where it is for this one alone, its blank operands are left out of sums.
pub(super) fn expression(
    (searched, relation): (&Searched<'_>, &Relation),
    crossing: usize,
    alone: bool,
    name: &dyn Fn(usize, usize) -> String,
) -> Option<String> {
    let along = relation.along;
    let there = |operand: &&Operand| {
        let figure = searched.figure(along, operand.line, crossing);
        figure.is_some() || !alone
    };
    let call = |line: usize| name(line, crossing);
    let operands: Vec<&Operand> = relation.operands.iter().filter(there).collect();
    let one = operands.first().map(|operand| call(operand.line))?;
    let other = operands.get(1).map(|operand| call(operand.line));
    let hundreds = hundreds(searched, relation, crossing)?;
    let over = |above: &str, below: &str| match hundreds {
        0 => Some(format!("{above} / {below}")),
        1 => Some(format!("100 * {above} / {below}")),
        -1 => Some(format!("{above} / {below} / 100")),
        _ => None,
    };
    let terms = operands
        .iter()
        .map(|operand| (operand.minus, call(operand.line)));
    let right = match relation.kind {
        RelationKind::Sum | RelationKind::Balance => sum(terms),
        RelationKind::Difference => format!("{one} - {}", other?),
        RelationKind::Average => {
            let count = match alone {
                true => counted(searched, relation, crossing),
                false => operands.len(),
            };
            format!("({}) / {count}", sum(terms))
        }
        RelationKind::Quotient | RelationKind::Percentage => over(&one, &other?)?,
        RelationKind::Product => {
            let all = operands.iter().map(|operand| call(operand.line));
            all.collect::<Vec<String>>().join(" * ")
        }
        RelationKind::RelativeChange | RelationKind::PercentChange => {
            over(&format!("({} - {one})", other?), &one)?
        }
        RelationKind::Equal => one,
    };
    Some(format!("{} = {right}", call(relation.result)))
}

/// How often what the operands give is to be taken times a hundred, or, below
/// zero, over a hundred, so that it is the result: prints of rates stand for
/// hundredths, and a relation is found among prints. None where what is added or
/// compared is in per cent in part.
pub(super) fn hundreds(
    searched: &Searched<'_>,
    relation: &Relation,
    crossing: usize,
) -> Option<i32> {
    let along = relation.along;
    let rate = |line: usize| {
        let figure = searched.figure(along, line, crossing);
        figure.map(|figure| i32::from(figure.is_rate()))
    };
    let rates: Vec<i32> = relation
        .operands
        .iter()
        .filter_map(|one| rate(one.line))
        .collect();
    let of = |at: usize| rates.get(at).copied().unwrap_or(0);
    let result = rate(relation.result).unwrap_or(0);
    let percent = i32::from(relation.kind.is_in_percent());
    match relation.kind {
        RelationKind::Quotient | RelationKind::Percentage => Some(percent + of(0) - of(1) - result),
        RelationKind::RelativeChange | RelationKind::PercentChange => {
            (of(0) == of(1)).then_some(percent - result)
        }
        RelationKind::Product => (result == 0 && rates.iter().all(|one| *one == 0)).then_some(0),
        _ => rates.iter().all(|one| *one == result).then_some(0),
    }
}

/// What is added, or taken away where it says so.
pub(super) fn sum(terms: impl IntoIterator<Item = (bool, String)>) -> String {
    let mut text = String::new();
    for (minus, term) in terms {
        match (text.is_empty(), minus) {
            (true, false) => {}
            (true, true) => text.push_str("0 - "),
            (false, false) => text.push_str(" + "),
            (false, true) => text.push_str(" - "),
        }
        text.push_str(&term);
    }
    text
}

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
    let hundreds = searched.hundreds(relation, crossing)?;
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

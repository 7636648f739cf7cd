//! A relation as the expression of a rule.

use super::searched::Searched;
use super::slack::counted;
use crate::discover::{Operand, Relation, RelationKind};
use crate::figure::Figure;

/// A relation as an expression over what lines are called in a crossing line.
/// Where it is for this one alone, its blank operands are left out of sums.
pub(super) fn expression(
    (searched, relation): (&Searched<'_>, &Relation),
    crossing: usize,
    alone: bool,
    name: &dyn Fn(usize, usize) -> String,
) -> Option<String> {
    let along = relation.along;
    let percent = |line: usize| {
        let figure = searched.figure(along, line, crossing);
        figure.is_some_and(Figure::is_rate)
    };
    let there = |operand: &&Operand| {
        let figure = searched.figure(along, operand.line, crossing);
        figure.is_some() || !alone
    };
    let call = |line: usize| name(line, crossing);
    let operands: Vec<&Operand> = relation.operands.iter().filter(there).collect();
    let one = operands.first().map(|operand| call(operand.line))?;
    let other = operands.get(1).map(|operand| call(operand.line));
    let rates = operands
        .iter()
        .filter(|operand| percent(operand.line))
        .count();
    let result = percent(relation.result);
    // 1 where the print says what the figures make, 100 where it is printed
    // in per cent without saying so.
    let hundred = match (relation.kind.is_in_percent(), result) {
        (true, false) => "100 * ",
        _ => "",
    };
    let over = |above: &str, below: &str| format!("{hundred}{above} / {below}");
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
        RelationKind::Quotient | RelationKind::Percentage => over(&one, &other?),
        RelationKind::Product => {
            let all = operands.iter().map(|operand| call(operand.line));
            all.collect::<Vec<String>>().join(" * ")
        }
        RelationKind::RelativeChange | RelationKind::PercentChange => {
            over(&format!("({} - {one})", other?), &one)
        }
        RelationKind::Equal => one,
    };
    // What is added or compared is all in per cent, or nothing is; a rate
    // that is made of counts is one of its own.
    let made_of_like = !matches!(
        relation.kind,
        RelationKind::Quotient
            | RelationKind::Percentage
            | RelationKind::Product
            | RelationKind::RelativeChange
            | RelationKind::PercentChange
    );
    let alike = match made_of_like {
        true => rates == if result { operands.len() } else { 0 },
        false => rates == 0 && result <= relation.kind.is_in_percent(),
    };
    alike.then(|| format!("{} = {right}", call(relation.result)))
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

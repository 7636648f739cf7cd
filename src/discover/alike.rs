//! Sums that are ones since others are: a line of the same name, with lines of
//! the same names in the same places as a sum that was found. So sub-totals of
//! zeros are found, and of blocks whose figures say little by themselves.

use super::additive::told;
use super::candidate::Candidate;
use super::judge::Told;
use super::relation::RelationKind;
use super::view::View;
use std::collections::{BTreeMap, BTreeSet};

/// The name of a sum, and of its parts by where they stand from it.
type Shape = (String, Vec<(isize, String)>);

/// Sums like those that were chosen.
pub(super) fn like(view: &View, chosen: &[Candidate]) -> Vec<Candidate> {
    let names: Vec<String> = view.labels.iter().map(|label| name(label)).collect();
    let sums = chosen
        .iter()
        .filter(|found| found.kind == RelationKind::Sum);
    let shapes: BTreeSet<Shape> = sums.filter_map(|sum| shape(&names, sum)).collect();
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (line, name) in names.iter().enumerate() {
        by_name.entry(name).or_default().push(line);
    }
    let explained = |line: &usize| chosen.iter().any(|found| found.result == *line);
    let mut found: Vec<Candidate> = Vec::new();
    for (name, parts) in &shapes {
        let lines = by_name.get(name.as_str()).into_iter().flatten();
        for &result in lines.filter(|line| !explained(line)) {
            let operands = parts.iter().map(|(by, name)| {
                let line = result.checked_add_signed(*by)?;
                (names.get(line) == Some(name) && view.count(line) > 0).then_some(line)
            });
            let operands: Option<Vec<usize>> = operands.collect();
            let known = found.iter().any(|other| other.result == result);
            if let Some(operands) = operands.filter(|_| !known && view.count(result) > 0) {
                found.extend(candidate(view, result, operands));
            }
        }
    }
    found
}

/// A sum, if it holds in most of its crossing lines.
fn candidate(view: &View, result: usize, operands: Vec<usize>) -> Option<Candidate> {
    let told = told(view, RelationKind::Sum, result, &operands);
    let holds = |told: &Told| matches!(told, Told::Holds(_) | Told::Trivial);
    let held = told.iter().filter(|told| holds(told)).count();
    let fails = told
        .iter()
        .filter(|told| matches!(told, Told::Fails(_)))
        .count();
    (held > 3 * fails).then_some(Candidate {
        kind: RelationKind::Sum,
        result,
        operands,
        run: 0..view.crossing,
        told,
        bits: 0,
        gap: 0,
    })
}

fn shape(names: &[String], sum: &Candidate) -> Option<Shape> {
    let own = names.get(sum.result).filter(|name| !name.is_empty())?;
    let mut parts = sum.operands.clone();
    parts.sort_unstable();
    let parts = parts.into_iter().map(|line| {
        let by = isize::try_from(line).ok()? - isize::try_from(sum.result).ok()?;
        Some((by, names.get(line)?.clone()))
    });
    Some((own.clone(), parts.collect::<Option<_>>()?))
}

/// A name without its number, spaces and case: `01-3073 - Subtotal` is `Subtotal`.
fn name(label: &str) -> String {
    let first = label.lines().next().unwrap_or_default();
    let letters = first.chars().filter(|c| c.is_alphabetic());
    letters.flat_map(char::to_lowercase).collect()
}

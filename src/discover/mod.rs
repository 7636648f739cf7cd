//! Relations of a bare table, found by what its figures show: which lines are
//! sums of others, averages, rates, shares and changes, and where one of these
//! is broken. Exact arithmetic decides where a relation holds; how much speaks
//! for it is counted in bits, which choose between explanations and decide
//! nothing else.
//!
//! ```text
//! field     what is searched: lines of figures over crossing lines
//! relation  what is found
//! bits      logarithms without floats
//! candidate a relation that may be one
//! of_grid   a grid of a document as a field
//! view      the table along its rows, or along its columns
//! judge     where a relation holds, and what that is worth
//! sums      sums and averages: running sums from each line
//! quotients rates, shares, relative changes
//! choose    which of several explanations is taken
//! ```

mod bits;
mod candidate;
mod choose;
mod field;
mod independent;
mod judge;
mod of_grid;
mod pairs;
mod quotients;
mod relation;
mod sums;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub(crate) use field::{Field, FieldCell, Line, Printed};
pub(crate) use of_grid::field_of;
pub(crate) use relation::{
    Along, Discovered, Miss, Operand, Outcome, Relation, RelationKind, Standing,
};

use candidate::{Candidate, Effort};
use view::View;

/// Comparisons that a search may take.
const WORK: u64 = 400_000_000;
/// How often the parts of what was found are taken out, and the rest searched.
const ROUNDS: usize = 3;

/// Finds the relations of a table.
pub(crate) fn discover(field: &Field) -> Discovered {
    let rows = View::of_rows(field);
    let columns = rows.turned(field);
    let mut effort = Effort {
        work: 0,
        most: WORK,
    };
    let views = [&rows, &columns];
    let rates = views.map(|view| rates(view, &mut effort));
    let mut relations = Vec::new();
    for (view, (own, crossing)) in views.iter().zip([(0, 1), (1, 0)]) {
        let unlike: Vec<bool> = (0..view.crossing)
            .map(|line| rates[crossing].iter().any(|rate| rate.result == line))
            .collect();
        let mut chosen = search(view, &rates[own], &unlike, &mut effort);
        chosen.sort_by_key(|found| found.result);
        relations.extend(chosen.iter().map(|found| relation(view, found)));
    }
    Discovered {
        relations,
        gave_up: effort.work > effort.most,
        work: effort.work,
    }
}

/// The quotients of a table's lines, the best for each.
fn rates(view: &View, effort: &mut Effort) -> Vec<Candidate> {
    let lines = (0..view.lines).filter(|line| view.count(*line) > 0);
    let active: Vec<usize> = lines.collect();
    let mut chosen = Vec::new();
    let found = quotients::candidates(view, &active, effort);
    choose::choose(view, found, &mut chosen);
    chosen
}

/// Finds the relations of a table's lines: what is found in each round is
/// explained, and the rest searched. Sums are not looked for in the crossing
/// lines that are unlike the others: these hold rates.
fn search(
    view: &View,
    rates: &[Candidate],
    unlike: &[bool],
    effort: &mut Effort,
) -> Vec<Candidate> {
    let mut chosen = Vec::new();
    let lines = (0..view.lines).filter(|line| view.count(*line) > 0);
    let mut active: Vec<usize> = lines.collect();
    for round in 0..ROUNDS {
        let before = chosen.len();
        let mut found = sums::candidates(view, &active, unlike, effort);
        if round == 0 {
            found.extend(rates.iter().cloned());
            found.extend(pairs::candidates(view, &active, unlike, effort));
        }
        choose::choose(view, found, &mut chosen);
        if chosen.len() == before {
            break;
        }
        let explained = |line: &usize| {
            chosen.iter().any(|found: &Candidate| match found.kind {
                RelationKind::Sum => found.operands.contains(line),
                _ => found.result == *line,
            })
        };
        active.retain(|line| !explained(line));
    }
    choose::fold(view, &mut chosen);
    chosen
}

/// A relation, as it is reported.
fn relation(view: &View, found: &Candidate) -> Relation {
    let over: Vec<(usize, Outcome)> = found
        .run
        .clone()
        .map(|cross| (cross, found.told[cross].outcome(view.places)))
        .collect();
    let fails = over.iter().any(|(_, outcome)| matches!(outcome, Outcome::Fails(_)));
    let mut operands = found.operands.clone();
    if found.is_additive() {
        operands.sort_unstable();
    }
    let operands = operands.into_iter().map(|line| Operand { line, minus: false });
    Relation {
        kind: found.kind,
        along: view.along,
        result: found.result,
        operands: operands.collect(),
        over,
        bits: u32::try_from(found.bits / bits::BIT).unwrap_or(0),
        claimed: words::claims(&view.labels[found.result], found.kind),
        standing: match fails {
            true => Standing::Broken,
            false => Standing::Holds,
        },
    }
}

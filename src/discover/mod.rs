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
//! of_grid   a grid of a document as a field
//! view      the table along its rows, or along its columns
//! judge     where a relation holds, and what that is worth
//! sums      running sums from each line
//! choose    which of several explanations is taken
//! ```

mod bits;
mod choose;
mod field;
mod judge;
mod of_grid;
mod relation;
mod sums;
#[cfg(test)]
mod tests;
mod view;

pub(crate) use field::{Field, FieldCell, Line, Printed};
pub(crate) use of_grid::field_of;
pub(crate) use relation::{
    Along, Discovered, Miss, Operand, Outcome, Relation, RelationKind, Standing,
};

use sums::{Effort, SumCandidate};
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
    let mut relations = Vec::new();
    for view in [&rows, &columns] {
        let mut chosen = Vec::new();
        let lines = (0..view.lines).filter(|line| view.count(*line) > 0);
        let mut active: Vec<usize> = lines.collect();
        for _ in 0..ROUNDS {
            let before = chosen.len();
            let found = sums::candidates(view, &active, &mut effort);
            choose::choose(view, found, &mut chosen);
            if chosen.len() == before {
                break;
            }
            let is_part = |line: &usize| {
                chosen
                    .iter()
                    .any(|sum: &SumCandidate| sum.parts.contains(line))
            };
            active.retain(|line| !is_part(line));
        }
        chosen.sort_by_key(|sum| sum.result);
        relations.extend(chosen.iter().map(|sum| relation(view, sum)));
    }
    Discovered {
        relations,
        gave_up: effort.work > effort.most,
        work: effort.work,
    }
}

/// A sum, as it is reported.
fn relation(view: &View, sum: &SumCandidate) -> Relation {
    let told = sums::told(view, sum.result, &sum.parts);
    let over: Vec<(usize, Outcome)> = sum
        .run
        .clone()
        .map(|cross| (cross, told[cross].outcome(view.places)))
        .collect();
    let fails = over
        .iter()
        .any(|(_, outcome)| matches!(outcome, Outcome::Fails(_)));
    let mut parts = sum.parts.clone();
    parts.sort_unstable();
    Relation {
        kind: RelationKind::Sum,
        along: view.along,
        result: sum.result,
        operands: parts
            .into_iter()
            .map(|line| Operand { line, minus: false })
            .collect(),
        over,
        bits: u32::try_from(sum.bits / bits::BIT).unwrap_or(0),
        claimed: false,
        standing: match fails {
            true => Standing::Broken,
            false => Standing::Holds,
        },
    }
}

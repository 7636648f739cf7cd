//! Totals that only their names tell of: where a table has one column, or a
//! slip in each, no other line shows what a row called Total is the sum of.
//! What stands above or below it is tried; a set of lines is taken where the
//! printed total is so near its sum that this is hardly chance.

use super::additive;
use super::bits;
use super::candidate::Candidate;
use super::field::Field;
use super::pen::near;
use super::relation::{Operand, Outcome, Relation, RelationKind, Standing};
use super::unlike::is_no_sum;
use super::view::View;
use crate::structure::total_name;
use std::collections::BTreeSet;

/// What a printed total near a sum must speak for that sum, in tenths of bits.
const ENOUGH: i64 = 65;
/// Fewer parts are no sum that a name alone tells of.
const PARTS: usize = 2;

/// The sums that names of lines tell of, of lines that are no sum yet.
pub(super) fn claimed(field: &Field, view: &View, chosen: &[Candidate]) -> Vec<Relation> {
    let explained: BTreeSet<usize> = chosen
        .iter()
        .filter(|found| found.is_additive())
        .map(|found| found.result)
        .collect();
    let lines = (0..view.lines).filter(|line| view.count(*line) > 0);
    let lines: Vec<usize> = lines.collect();
    let totals = lines.iter().filter(|line| is_total(view, **line)).count();
    // Where most lines are called so, it says nothing.
    let none = totals * 2 > lines.len();
    let totals = lines
        .into_iter()
        .filter(|line| !none && !explained.contains(line) && is_total(view, *line));
    let best = totals.filter_map(|line| {
        let sets = sets(view, line, chosen);
        let count = i64::try_from(sets.len()).unwrap_or(i64::MAX).max(1);
        let least = ENOUGH + bits::log2(i128::from(count)) * 10 / bits::BIT;
        let tried = sets
            .iter()
            .filter_map(|parts| of_set(field, view, line, parts, least));
        tried.max_by_key(|(speaks, relation)| (*speaks, relation.holds()))
    });
    best.map(|(_, relation)| relation).collect()
}

fn is_total(view: &View, line: usize) -> bool {
    let names = view.labels[line].lines();
    names.into_iter().any(|name| total_name(name).is_some())
}

/// The sets of lines that a total may be of: those between it and the total
/// before it, or the heading; all of the table that are no parts of others; in
/// both directions.
fn sets(view: &View, total: usize, chosen: &[Candidate]) -> BTreeSet<Vec<usize>> {
    let parts: BTreeSet<usize> = chosen
        .iter()
        .filter(|found| found.kind == RelationKind::Sum)
        .flat_map(|found| found.operands.iter().copied())
        .collect();
    let is_result = |line: usize| chosen.iter().any(|found| found.result == line);
    let above: Vec<usize> = (0..total).rev().collect();
    let below: Vec<usize> = (total + 1..view.lines).collect();
    let mut sets = BTreeSet::new();
    for side in [above, below] {
        let blank = |line: &usize| view.count(*line) == 0;
        let stops = |line: &usize| blank(line) || is_total(view, *line);
        let first = side.iter().skip_while(|line| blank(line)).copied();
        let near: Vec<usize> = first.take_while(|line| !stops(line)).collect();
        let there = side.iter().copied().filter(|line| !blank(line));
        let to_total = there
            .clone()
            .take_while(|line| !is_total(view, *line) || is_result(*line));
        let whole: Vec<usize> = to_total.filter(|line| !parts.contains(line)).collect();
        let totals: Vec<usize> = there.filter(|line| is_total(view, *line)).collect();
        // Fractions are no part of a whole number, nor is what is called a rate.
        let name = |line: usize| view.labels[line].lines().next().unwrap_or_default();
        let fits = |line: &usize| {
            let fine = is_whole(view, total) && !is_whole(view, *line);
            !fine && !is_no_sum(name(*line))
        };
        for mut set in [near, whole, totals] {
            set.sort_unstable();
            if set.len() >= PARTS && set.iter().all(fits) {
                sets.insert(set);
            }
        }
    }
    sets
}

/// Whether all figures of a line are whole numbers.
fn is_whole(view: &View, line: usize) -> bool {
    let mut there = view.line(line).iter().filter(|number| number.there);
    there.all(|number| number.value % view.one == 0)
}

/// A total as the sum of some lines, with what speaks for it; none where too
/// little does.
fn of_set(
    field: &Field,
    view: &View,
    total: usize,
    parts: &[usize],
    least: i64,
) -> Option<(i64, Relation)> {
    let told = additive::told(view, RelationKind::Sum, total, parts);
    let operands = parts.iter();
    let mut relation = Relation {
        kind: RelationKind::Sum,
        along: view.along,
        result: total,
        operands: operands
            .map(|line| Operand {
                line: *line,
                minus: false,
            })
            .collect(),
        over: Vec::new(),
        beyond: Vec::new(),
        bits: 0,
        claimed: true,
        standing: Standing::ClaimedOnly,
    };
    let mut speaks = 0;
    for (crossing, told) in told.into_iter().enumerate() {
        let outcome = told.outcome(view.places);
        let own = match outcome {
            Outcome::Fails(miss) => near(field, &relation, crossing, miss),
            Outcome::Holds => least,
            Outcome::Trivial | Outcome::Blank => 0,
        };
        // Lines that are far from it hold something else.
        if own >= least || outcome == Outcome::Trivial {
            speaks += own;
            relation.over.push((crossing, outcome));
        }
    }
    relation.bits = u32::try_from(speaks / 10).unwrap_or(0);
    (speaks >= least).then_some((speaks, relation))
}

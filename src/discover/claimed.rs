//! Totals that only their names tell of: where a table has one column, or a
//! slip in each, no other line shows what a row called Total is the sum of.
//! What stands above or below it is tried; a set of lines is taken where the
//! printed total is so near its sum that this is hardly chance.

use super::additive;
use super::bits;
use super::candidate::Candidate;
use super::field::Field;
use super::groups::{is_across, own_words};
use super::pen::near;
use super::relation::{Crosses, Operand, Outcome, Relation, RelationKind, Standing};
use super::unlike::is_no_sum;
use super::view::View;
use crate::structure::{TotalName, total_name};
use std::collections::BTreeSet;

/// What a printed total near a sum must speak for that sum, in tenths of bits.
const ENOUGH: i64 = 65;
/// Names of items begin so.
const ITEMS: [char; 5] = ['-', '–', '—', '…', '•'];
/// Fewer parts are no sum that a name alone tells of.
const PARTS: usize = 2;
/// So many different wholes (China, Poland, India) are a list of such.
const WHOLES: usize = 3;

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
    let wholes = is_list_of_wholes(view, &lines);
    let may_be_total = |line: usize| match wholes {
        true => is_total_as(view, line, |name| name == TotalName::Sure),
        false => is_total(view, line),
    };
    let may_be = |line: &usize| !none && may_be_total(*line) || itemised(view, *line).is_some();
    let totals = lines
        .into_iter()
        .filter(|line| !explained.contains(line) && may_be(line));
    let best = totals.filter_map(|line| {
        let sets = match itemised(view, line) {
            Some(items) => BTreeSet::from([items]),
            None => sets(view, line, chosen),
        };
        let count = i64::try_from(sets.len()).unwrap_or(i64::MAX).max(1);
        let least = ENOUGH + bits::log2(i128::from(count)) * 10 / bits::BIT;
        let tried = sets
            .iter()
            .filter_map(|parts| of_set(field, view, line, parts, least));
        tried.max_by_key(|(speaks, relation)| (*speaks, relation.holds()))
    });
    best.map(|(_, relation)| relation).collect()
}

/// The lines right behind one that are its items by their names: these begin with
/// a dash or dots, and its own does not. None where there are fewer than a sum has.
fn itemised(view: &View, line: usize) -> Option<Vec<usize>> {
    let is_item = |line: usize| {
        let name = view.labels[line].trim_start();
        let name = name.strip_prefix("...").map_or(name, |_| "…");
        let mut chars = name.chars();
        let marked = chars.next().is_some_and(|c| ITEMS.contains(&c));
        marked && !chars.next().is_some_and(|c| c.is_ascii_digit())
    };
    let behind = line + 1..view.lines;
    let items = behind.take_while(|line| is_item(*line) && view.count(*line) > 0);
    let items: Vec<usize> = items.collect();
    (!is_item(line) && items.len() >= PARTS).then_some(items)
}

fn is_total(view: &View, line: usize) -> bool {
    is_total_as(view, line, |_| true)
}

/// The same, where a name says so in a way that is asked for.
fn is_total_as(view: &View, line: usize, so: impl Fn(TotalName) -> bool) -> bool {
    let names = view.labels[line].lines();
    let own = own_words(view, line).filter(|own| own.split(' ').count() == 1);
    names
        .chain(own)
        .any(|name| total_name(name).is_some_and(&so))
}

/// Whether lines are called by the names of several wholes, as where countries are
/// listed: then none of these says that it is the sum of others.
fn is_list_of_wholes(view: &View, lines: &[usize]) -> bool {
    let names = lines.iter().flat_map(|line| view.labels[*line].lines());
    let wholes = names.filter(|name| total_name(name) == Some(TotalName::Possible));
    wholes.collect::<BTreeSet<&str>>().len() >= WHOLES
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
        let name = |line: usize| {
            let whole = || view.labels[line].lines().next();
            own_words(view, line).or_else(whole).unwrap_or_default()
        };
        let fits = |line: &usize| {
            let fine = is_whole(view, total) && !is_whole(view, *line);
            !fine && !is_no_sum(name(*line))
        };
        for mut set in [near, whole, totals] {
            set.sort_unstable();
            if set.len() >= PARTS && set.iter().all(fits) && !is_across(view, total, &set) {
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
    let (mut speaks, mut held, mut away) = (0, 0, Vec::new());
    for (crossing, told) in told.into_iter().enumerate() {
        let outcome = told.outcome(view.places);
        let own = match outcome {
            Outcome::Fails(miss) => near(field, &relation, crossing, miss),
            Outcome::Holds => least,
            Outcome::Trivial | Outcome::Blank => 0,
        };
        held += usize::from(outcome == Outcome::Holds);
        // Lines that are far from it hold something else, or have a slip in them.
        if own >= least || outcome == Outcome::Trivial {
            speaks += own;
            relation.over.push((crossing, outcome));
        } else if outcome != Outcome::Blank {
            away.push((crossing, outcome));
        }
    }
    if away.len() <= held {
        relation.beyond = away;
    }
    relation.bits = u32::try_from(speaks / 10).unwrap_or(0);
    (speaks >= least).then_some((speaks, relation))
}

#[cfg(test)]
mod tests {
    use crate::discover::tests::field;
    use crate::discover::{Along, Line, Outcome, Relation, Slips, discover};

    /// The relation of a result line, and the crossing lines that are told of it.
    fn told(field: &crate::discover::Field, along: Along, result: usize) -> Vec<usize> {
        let relations = discover(field).relations;
        let slips = Slips::of(field, &relations);
        let of_line = |one: &&Relation| one.along == along && one.result == result;
        let relations = relations.iter().filter(of_line);
        let lines = relations.flat_map(|one| {
            let lines = one.over.iter().chain(&one.beyond);
            lines.filter(|(at, outcome)| match outcome {
                Outcome::Fails(miss) => slips.is_slip(one, *at, *miss),
                _ => false,
            })
        });
        lines.map(|(at, _)| *at).collect()
    }

    #[test]
    fn items_add_up_to_the_line_above_them() {
        let mut table = field(&[
            ("Unemployed", &["287", "250"]),
            ("Measures", &["84", "80"]),
            ("– employed", &["31", "35"]),
            ("– in training", &["34", "30"]),
            ("– in places", &["19", "61"]),
            ("Vacancies", &["49", "47"]),
        ]);
        // Nothing says that the second column is of the same kind.
        assert!(told(&table, Along::Rows, 1).is_empty());
        for (at, year) in ["2010/02", "2009/02"].iter().enumerate() {
            table.columns[at] = Line::called(*year);
        }
        assert_eq!(told(&table, Along::Rows, 1), [1]);
    }

    #[test]
    fn shares_add_up_to_a_hundred_in_each_line() {
        let mut table = field(&[
            ("Men", &["45", "36", "11", "5", "3", "100"]),
            ("Women", &["82", "42", "18", "8", "5", "100"]),
        ]);
        assert!(told(&table, Along::Columns, 5).is_empty());
        table.columns[5] = Line::called("Total");
        assert_eq!(told(&table, Along::Columns, 5), [1]);
    }
}

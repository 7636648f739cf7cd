//! Puts the search together: candidates of each kind, the choice among them, and
//! once more without what is explained.

use super::candidate::{Candidate, Effort};
use super::claimed::claimed;
use super::courses::courses;
use super::field::Field;
use super::judge::Told;
use super::parts::parts;
use super::portions::portions;
use super::relation::{Along, Crosses, Discovered, Operand, Relation, RelationKind, Standing};
use super::view::View;
use super::wholes::wholes;
use super::{additive_lines, alike, bits, choose, others, pairs, quotients};

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
        relations.extend(claimed(field, view, &chosen));
    }
    let split = views
        .iter()
        .flat_map(|view| wholes(field, view, &relations));
    let wholes = split.collect();
    let both = [Along::Rows, Along::Columns];
    let shares = both.map(|along| portions(field, along, &relations));
    let on = both.map(|along| courses(field, along, &relations)).concat();
    let part_of = both.map(|along| parts(field, along, &relations, &on));
    Discovered {
        relations,
        wholes,
        portions: shares.concat(),
        courses: on,
        parts: part_of.concat(),
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
    choose::choose(view, &active, found, &mut chosen);
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
    let all: Vec<usize> = lines.collect();
    let mut active = all.clone();
    for round in 0..ROUNDS {
        let before = chosen.len();
        let mut found = additive_lines::candidates(view, &active, unlike, effort);
        if round == 0 {
            found.extend(rates.iter().cloned());
            found.extend(pairs::candidates(view, &active, unlike, effort));
        }
        choose::choose(view, &active, found, &mut chosen);
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
    let left: Vec<usize> = all
        .iter()
        .copied()
        .filter(|line| !chosen.iter().any(|found| found.result == *line))
        .collect();
    let mut more = others::repeated(view, &left, effort);
    more.extend(others::balances(view, &all, effort));
    more.extend(others::changes(view, &left, effort));
    choose::choose(view, &all, more, &mut chosen);
    let like = alike::like(view, &chosen);
    chosen.extend(like);
    let named = chosen.into_iter().map(|found| others::renamed(view, found));
    named
        .map(|found| others::with_blank_parts(view, found))
        .collect()
}

/// A relation, as it is reported.
fn relation(view: &View, found: &Candidate) -> Relation {
    let over = found.run.clone();
    let over = over.map(|cross| (cross, found.told[cross].outcome(view.places)));
    let told = found.told.iter().enumerate();
    let beyond = told.filter(|(cross, told)| !found.run.contains(cross) && **told != Told::Blank);
    let beyond = beyond.map(|(cross, told)| (cross, told.outcome(view.places)));
    let mut operands = found.operands.clone();
    if found.is_additive() {
        operands.sort_unstable();
    }
    let minus = |at: usize| match found.kind {
        RelationKind::Difference => at == 1,
        RelationKind::Balance => at == 2,
        _ => false,
    };
    let operands = operands.into_iter().enumerate();
    let operands = operands.map(|(at, line)| Operand {
        line,
        minus: minus(at),
    });
    let mut relation = Relation {
        kind: found.kind,
        along: view.along,
        result: found.result,
        operands: operands.collect(),
        over: over.collect(),
        beyond: beyond.collect(),
        bits: u32::try_from(found.bits / bits::BIT).unwrap_or(0),
        claimed: choose::is_named(view, found),
        standing: Standing::Holds,
    };
    relation.standing = Standing::of(relation.holds(), relation.fails().count());
    relation
}

//! Several linear comparisons at once, decided exactly: equations replace
//! figures, and what is left goes to the simplex, whole numbers by branching.

use super::branch::{self, Gaps};
use super::decision::Decision;
use super::equations::Figures;
use super::formula::{Atom, Relation};
use super::fraction::Num;
use super::polynomial::{Poly, Var};
use super::ranges::Ranges;
use super::simplex::{Column, Simplex, Source, bounds};
use crate::figure::{Range, Rat};
use num_traits::One;
use std::collections::BTreeMap;

/// Pivots that one question may cost.
const STEPS: u64 = 20_000;
/// Sub-problems that branching may open.
const SPLITS: u32 = 1_000;
/// What bounds are there for: what is asked, or a branch.
const ASKED: Source = 0;
const BRANCH: Source = 1;

/// Decides linear comparisons that must all hold.
pub(super) fn decide(atoms: &[Atom], ranges: &Ranges) -> Decision {
    if !atoms.iter().all(|atom| atom.poly.is_linear()) {
        return Decision::GaveUp;
    }
    let vars = atoms.iter().flat_map(|atom| atom.poly.vars()).collect();
    let mut figures = Figures::new(&vars, ranges);
    let is_equation = |atom: &&Atom| atom.relation == Relation::Zero;
    let (equations, others): (Vec<&Atom>, Vec<&Atom>) = atoms.iter().partition(is_equation);
    if !equations
        .iter()
        .all(|atom| figures.use_equation(&atom.poly))
    {
        return Decision::No;
    }
    let mut sums = Vec::new();
    for (poly, range) in figures.bounded_sums() {
        sums.push(Sum::within(poly, range, &figures));
    }
    for atom in others {
        let poly = figures.reduced(&atom.poly);
        match poly.as_constant() {
            Some(value) if atom.relation.holds(&value) => {}
            Some(_) => return Decision::No,
            None => sums.push(Sum {
                nonzero: atom.relation == Relation::NotZero,
                ..Sum::within(poly, atom.relation.range(), &figures)
            }),
        }
    }
    search(&figures, &sums)
}

/// A sum with what it must be.
struct Sum {
    poly: Poly,
    within: Range,
    nonzero: bool,
}

impl Sum {
    fn within(poly: Poly, range: Range, figures: &Figures) -> Sum {
        Sum {
            within: figures.reachable(&poly, range),
            nonzero: false,
            poly,
        }
    }
}

/// Whether the sums can all be what they must be.
fn search(figures: &Figures, sums: &[Sum]) -> Decision {
    let left = figures.left();
    let columns: BTreeMap<Var, Column> = left.iter().map(|(var, ..)| *var).zip(0..).collect();
    // One more column for the constants.
    let one = columns.len();
    let starts = left.iter().map(|(_, _, start)| Num::of(start));
    let column = |vars: &[Var]| vars.first().map_or(one, |var| columns[var]);
    let terms = |sum: &Sum| -> Vec<(Column, Num)> {
        let terms = sum.poly.terms();
        terms
            .map(|(vars, factor)| (column(vars), Num::of(factor)))
            .collect()
    };
    let terms: Vec<Vec<(Column, Num)>> = sums.iter().map(terms).collect();
    let mut simplex = Simplex::new(starts.chain([Num::ONE]).collect(), &terms, STEPS);
    let unit = Range::exact(Rat::one());
    let ranges = left.iter().map(|(_, range, _)| *range).chain([&unit]);
    for (column, range) in ranges.chain(sums.iter().map(|sum| &sum.within)).enumerate() {
        let (lower, upper) = bounds(range, ASKED);
        simplex.bound(column, lower, upper);
    }
    let wholes = left
        .iter()
        .zip(0..)
        .filter(|((_, range, _), _)| range.whole);
    let nonzero = sums.iter().zip(one + 1..).filter(|(sum, _)| sum.nonzero);
    let wholes: Vec<Column> = wholes.map(|(_, column)| column).collect();
    let nonzero: Vec<Column> = nonzero.map(|(_, column)| column).collect();
    let gaps = Gaps {
        wholes: &wholes,
        nonzero: &nonzero,
        source: BRANCH,
        splits: SPLITS,
    };
    if let Ok(true) = branch::dive(simplex.clone(), gaps) {
        return Decision::Yes;
    }
    match branch::check(&mut simplex, gaps) {
        Ok(None) => Decision::Yes,
        Ok(Some(_)) => Decision::No,
        Err(_) => Decision::GaveUp,
    }
}

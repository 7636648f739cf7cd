//! Several linear comparisons at once, decided exactly: equations replace
//! figures, and what is left goes to the simplex, whole numbers by branching,
//! those without an end first near where the search starts.

use super::branch::{self, Gaps};
use super::close::Close;
use super::decision::Decision;
use super::effort::Effort;
use super::equations::Figures;
use super::formula::{Atom, Relation};
use super::polynomial::{Poly, Var};
use super::ranges::Ranges;
use super::simplex::{Purpose, Simplex, SumVar, bounds};
use crate::figure::{End, Range, Rat};
use num_traits::{One, Zero};
use std::collections::BTreeMap;

/// Numbers that one question may have worked out.
const EFFORT: u64 = 1_000_000;
/// Sub-problems that branching may open.
const SPLITS: u32 = 1_000;
/// What bounds are there for: what is asked, a branch, or to stay near.
const ASKED: Purpose = 0;
const BRANCH: Purpose = 1;
const NEAR: Purpose = 2;
/// How far from where the search starts whole numbers without an end are
/// looked for first.
const NEARBY: [i64; 2] = [20, 100];

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
            None if atom.relation == Relation::NotZero => {
                sums.push(Sum::not_zero(poly, &figures));
            }
            None => sums.push(Sum::within(poly, atom.relation.range(), &figures)),
        }
    }
    search(&figures, &sums)
}

/// A sum with what it must be.
struct Sum {
    poly: Poly,
    within: Range,
    /// Where it must not be zero, its values next to zero.
    beside_zero: Option<(Close, Close)>,
}

impl Sum {
    fn within(poly: Poly, range: Range, figures: &Figures) -> Sum {
        Sum {
            within: figures.reachable(&poly, range),
            beside_zero: None,
            poly,
        }
    }

    /// One that must not be zero.
    fn not_zero(poly: Poly, figures: &Figures) -> Sum {
        let zero = || End::Open(Rat::zero());
        let negative = figures.reachable(&poly, Range::between(End::Free, zero()));
        let positive = figures.reachable(&poly, Range::between(zero(), End::Free));
        let (below, above) = (bounds(&negative, BRANCH).1, bounds(&positive, BRANCH).0);
        Sum {
            within: Range::everything(false),
            beside_zero: below.zip(above).map(|(below, above)| (below.at, above.at)),
            poly,
        }
    }
}

/// Whether the sums can all be what they must be.
fn search(figures: &Figures, sums: &[Sum]) -> Decision {
    let left = figures.left();
    let columns: BTreeMap<Var, SumVar> = left.iter().map(|(var, ..)| *var).zip(0..).collect();
    // One more column for the constants.
    let one = columns.len();
    let starts = left.iter().map(|(_, _, start)| Rat::clone(start));
    let column = |vars: &[Var]| vars.first().map_or(one, |var| columns[var]);
    let terms = |sum: &Sum| -> Vec<(SumVar, Rat)> {
        let terms = sum.poly.terms();
        terms
            .map(|(vars, factor)| (column(vars), factor.clone()))
            .collect()
    };
    let terms: Vec<Vec<(SumVar, Rat)>> = sums.iter().map(terms).collect();
    let mut simplex = Simplex::new(
        starts.chain([Rat::ONE]).collect(),
        &terms,
        Effort::new(EFFORT),
    );
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
    let wholes: Vec<SumVar> = wholes.map(|(_, column)| column).collect();
    let nonzero = sums.iter().zip(one + 1..).filter_map(|(sum, column)| {
        let (below, above) = sum.beside_zero.clone()?;
        Some((column, below, above))
    });
    let nonzero: Vec<(SumVar, Close, Close)> = nonzero.collect();
    let gaps = Gaps {
        wholes: &wholes,
        nonzero: &nonzero,
        purpose: BRANCH,
        splits: SPLITS,
    };
    if let Ok(true) = branch::dive(simplex.copied(), gaps) {
        return Decision::Yes;
    }
    let nearby = |far: &i64| within_steps(*far, simplex.copied(), gaps);
    if let Some(decision) = NEARBY.iter().find_map(nearby) {
        return decision;
    }
    match branch::check(&mut simplex, gaps) {
        Ok(None) => Decision::Yes,
        Ok(Some(_)) => Decision::No,
        Err(_) => Decision::GaveUp,
    }
}

/// The same where whole numbers without an end stay so near to where the search
/// starts: branching would follow them for ever. `None` where there is no such
/// number, or where only staying near leaves nothing.
fn within_steps(far: i64, mut simplex: Simplex, gaps: Gaps<'_>) -> Option<Decision> {
    if !branch::held_near(&mut simplex, gaps.wholes, (far, NEAR)) {
        return None;
    }
    match branch::check(&mut simplex, gaps).ok()? {
        None => Some(Decision::Yes),
        Some(certificates) => {
            let mut used = certificates.iter().flat_map(|certificate| &certificate.0);
            let near = used.any(|used| used.purpose == NEAR);
            (!near).then_some(Decision::No)
        }
    }
}

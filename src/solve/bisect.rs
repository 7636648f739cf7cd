//! Comparisons with products that nothing simpler settles: their box is parted
//! until each part is ruled out or holds a solution.

use super::decision::{Decision, Work};
use super::extremes::hull;
use super::formula::{Atom, Relation};
use super::linear;
use super::polynomial::{Poly, Var};
use super::ranges::Ranges;
use crate::figure::{End, Range, Rat};
use num_bigint::BigInt;
use num_traits::{One, ToPrimitive};
use std::collections::{BTreeMap, BTreeSet};

/// Sub-boxes looked at before the search gives up.
const BOX_LIMIT: usize = 500;

/// One comparison, all figures real. Exact for multi-affine polynomials.
pub(super) fn over_reals(atom: &Atom, ranges: &Ranges, work: &mut Work) -> Decision {
    let Ok(range) = hull(&atom.poly, ranges) else {
        return Decision::GaveUp;
    };
    let possible = atom.relation.is_possible(&range);
    if !possible || atom.poly.is_multi_affine() {
        return Decision::of(possible);
    }
    bisect(std::slice::from_ref(atom), ranges, work)
}

/// Several comparisons with products, or one with a square: sub-boxes are
/// ruled out by each comparison alone, and settled by fixing the figures that
/// are multiplied so that what is left is linear.
pub(super) fn bisect(atoms: &[Atom], ranges: &Ranges, work: &mut Work) -> Decision {
    let multiplied = cover(atoms);
    let mut open = vec![ranges.clone()];
    let mut visited = 0_usize;
    while let Some(sub) = open.pop() {
        visited += 1;
        if visited > BOX_LIMIT || !work.take(atoms) {
            return Decision::GaveUp;
        }
        if atoms.iter().any(|atom| atom.is_ruled_out(&sub)) {
            continue;
        }
        if settled(atoms, &sub, &multiplied) {
            return Decision::Yes;
        }
        let widest = multiplied
            .iter()
            .filter(|&&var| sub.settled(var).is_none())
            .max_by_key(|&&var| {
                let width = sub.range(var).width();
                (width.is_none(), width.unwrap_or(Rat::ZERO))
            });
        let Some(&var) = widest else {
            // Nothing is multiplied any more: what is linear is decided.
            match linear::decide(&with_fixed(atoms, &sub, &multiplied), &sub) {
                Decision::No => continue,
                other => return other,
            }
        };
        open.splice(0..0, sub.with_each(var, halves(sub.range(var))));
    }
    Decision::No
}

/// The comparisons with figures that can only be one value put in.
fn with_fixed(atoms: &[Atom], ranges: &Ranges, fixed: &[Var]) -> Vec<Atom> {
    let mut atoms = atoms.to_vec();
    for &var in fixed {
        let Some(value) = ranges.settled(var) else {
            continue;
        };
        atoms = atoms.iter().map(|atom| atom.at(var, value)).collect();
    }
    atoms
}

/// Figures that leave only straight terms when they are fixed: all that are
/// squared, then whichever occurs in most of the products left.
fn cover(atoms: &[Atom]) -> Vec<Var> {
    let mut products: Vec<Vec<Var>> = Vec::new();
    let mut fixed: BTreeSet<Var> = BTreeSet::new();
    for (monomial, _) in atoms.iter().flat_map(|atom| atom.poly.terms()) {
        let repeated = monomial.windows(2).filter(|pair| pair[0] == pair[1]);
        fixed.extend(repeated.map(|pair| pair[0]));
        products.push(monomial.to_vec());
    }
    loop {
        let mut times: BTreeMap<Var, usize> = BTreeMap::new();
        for product in &mut products {
            product.retain(|var| !fixed.contains(var));
            if product.len() > 1 {
                product
                    .iter()
                    .for_each(|var| *times.entry(*var).or_default() += 1);
            }
        }
        match times.into_iter().max_by_key(|(_, times)| *times) {
            Some((var, _)) => fixed.insert(var),
            None => return fixed.into_iter().collect(),
        };
    }
}

/// Whether the comparisons hold for some values of the rest when all but one
/// of the multiplied figures stand at an end or in the middle of their range.
fn settled(atoms: &[Atom], ranges: &Ranges, multiplied: &[Var]) -> bool {
    let choices = |var: Var| -> Vec<Rat> {
        let range = ranges.range(var);
        let mut values = vec![];
        let inside = range.middle();
        values.push(if range.whole { inside.floor() } else { inside });
        for end in [&range.lo, &range.hi] {
            if let End::Closed(value) = end {
                values.push(value.clone());
            }
        }
        values
    };
    for pick in 0..3_usize {
        let mut fixed = atoms.to_vec();
        for &var in multiplied {
            let values = choices(var);
            let value = &values[pick % values.len()];
            fixed = fixed.iter().map(|atom| atom.at(var, value)).collect();
        }
        if linear::decide(&fixed, ranges) == Decision::Yes {
            return true;
        }
    }
    // A square that changes its sign between two points has a zero between them.
    if let [
        Atom {
            poly,
            relation: Relation::Zero,
        },
    ] = atoms
        && ranges.open_wholes(poly).is_empty()
    {
        return changes_sign(poly, ranges);
    }
    false
}

fn changes_sign(poly: &Poly, ranges: &Ranges) -> bool {
    let mut signs = BTreeSet::new();
    for pick in 0..2_u8 {
        let mut value = poly.clone();
        for var in poly.vars() {
            let range = ranges.range(var);
            let end = (if pick == 0 { &range.lo } else { &range.hi }).value();
            let inside = range.middle();
            // Open ends are not values themselves: step an inch inside.
            let point = end.map_or(inside.clone(), |end| {
                let inch = Rat::new(BigInt::one(), BigInt::from(1_000_000_000_u64));
                end + (inside - end) * inch
            });
            value = value.at(var, &point);
        }
        signs.extend(
            value
                .as_constant()
                .and_then(|value| value.signum().to_integer().to_i8()),
        );
    }
    signs.contains(&0) || signs.len() > 1
}

/// The two halves of a range; of whole numbers the one in the middle first.
fn halves(range: &Range) -> Vec<Range> {
    if range.whole {
        return range.around_middle();
    }
    let middle = End::Closed(range.middle());
    vec![
        Range::between(range.lo.clone(), middle.clone()),
        Range::between(middle, range.hi.clone()),
    ]
}

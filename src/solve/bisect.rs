//! Comparisons with products that nothing simpler settles: their box is parted
//! until each part is ruled out or holds a solution.

use super::decide::{Atom, Decision, Relation, Work, possible};
use super::integers::{free_wholes, part, width};
use super::linear;
use super::polynomial::{Poly, Ranges, Var, hull, inner_point};
use crate::figure::{End, Range, Rat};
use num_bigint::BigInt;
use num_traits::{One, Signed, ToPrimitive};
use std::collections::{BTreeMap, BTreeSet};

/// Sub-boxes looked at before the search gives up.
const BOX_LIMIT: usize = 500;

/// Several comparisons with products, or one with a square: sub-boxes are
/// ruled out by each comparison alone, and settled by fixing the figures that
/// are multiplied so that what is left is linear.
pub fn bisect(atoms: &[Atom], ranges: &Ranges, work: &mut Work) -> Decision {
    let multiplied = cover(atoms);
    let mut open = vec![ranges.clone()];
    let mut visited = 0_usize;
    while let Some(sub) = open.pop() {
        visited += 1;
        if visited > BOX_LIMIT || !work.take(atoms) {
            return Decision::GaveUp;
        }
        if atoms.iter().any(|atom| rules_out(atom, &sub)) {
            continue;
        }
        if settled(atoms, &sub, &multiplied) {
            return Decision::Yes;
        }
        let widest = multiplied
            .iter()
            .filter(|&&var| sub.range(var).is_point().is_none())
            .max_by_key(|&&var| {
                let range = sub.range(var);
                (width(range).is_none(), width(range).unwrap_or_default())
            });
        let Some(&var) = widest else {
            // Nothing is multiplied any more: what is linear is decided.
            match linear::decide(&with_fixed(atoms, &sub, &multiplied), &sub) {
                Decision::No => continue,
                other => return other,
            }
        };
        open.splice(
            0..0,
            halves(sub.range(var))
                .into_iter()
                .map(|half| sub.with(var, half)),
        );
    }
    Decision::No
}

/// The comparisons with figures that can only be one value put in.
fn with_fixed(atoms: &[Atom], ranges: &Ranges, fixed: &[Var]) -> Vec<Atom> {
    let mut atoms = atoms.to_vec();
    for &var in fixed {
        let Some(value) = ranges.range(var).is_point() else {
            continue;
        };
        for atom in &mut atoms {
            atom.poly = atom.poly.at(var, value);
        }
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

/// Whether a comparison holds nowhere in a box, by the range of its polynomial.
pub fn rules_out(atom: &Atom, ranges: &Ranges) -> bool {
    hull(&atom.poly, ranges).is_ok_and(|range| !possible(&range, atom.relation))
}

/// Whether the comparisons hold for some values of the rest when all but one
/// of the multiplied figures stand at an end or in the middle of their range.
fn settled(atoms: &[Atom], ranges: &Ranges, multiplied: &[Var]) -> bool {
    let choices = |var: Var| -> Vec<Rat> {
        let range = ranges.range(var);
        let mut values = vec![];
        let inside = inner_point(range);
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
            for atom in &mut fixed {
                atom.poly = atom.poly.at(var, value);
            }
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
        && free_wholes(poly, ranges).is_empty()
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
            let inside = inner_point(range);
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

fn halves(range: &Range) -> Vec<Range> {
    if range.whole {
        let (below, middle, above) = part(range);
        return [Some(middle), below, above].into_iter().flatten().collect();
    }
    let middle = inner_point(range);
    vec![
        Range {
            lo: range.lo.clone(),
            hi: End::Closed(middle.clone()),
            whole: false,
        },
        Range {
            lo: End::Closed(middle),
            hi: range.hi.clone(),
            whole: false,
        },
    ]
}

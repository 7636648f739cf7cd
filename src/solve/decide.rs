//! Decides whether some true values, each within the range of its print, make
//! a condition hold. Exact: `No` and `Yes` are proofs; what the limits leave
//! open is `GaveUp`, never a guess.
//!
//! One comparison over real ranges is settled by the exact range of its
//! polynomial (`extremes`), with whole numbers by narrowing and branching
//! (`integers`). Several that share figures go to the simplex where they are
//! linear (`linear`). Where there are products, the figures that can be
//! eliminated are (`eliminate`), and the rest is searched (`bisect`).

use super::bisect::{bisect, over_reals};
use super::components::grouped;
use super::decision::{Decision, Work};
use super::eliminate::without_one;
use super::formula::{Atom, Formula, Relation, sides};
use super::integers::whole_zero;
use super::linear;
use super::polynomial::Var;
use super::ranges::Ranges;
use crate::figure::Rat;
use num_traits::ToPrimitive;
use std::collections::BTreeSet;

/// Alternatives that one condition may unfold into.
const ALTERNATIVE_LIMIT: usize = 512;
/// Comparisons that they may hold in all.
const ATOM_LIMIT: usize = 100_000;
/// Assignments of whole numbers that are tried one by one.
const COMBINATION_LIMIT: usize = 500;

/// Decides a condition over figures with these ranges.
pub(crate) fn decide(formula: &Formula, ranges: &Ranges) -> Decision {
    let Some(ranges) = ranges.tightened() else {
        return Decision::No;
    };
    if let Formula::Atom(atom) = formula {
        return alone(atom, &ranges, &mut Work::share(1));
    }
    let Some(alternatives) = unfold(formula, &ranges) else {
        return Decision::GaveUp;
    };
    // Each has its own share, so that their order decides nothing.
    let decided = alternatives
        .iter()
        .map(|atoms| decide_all(atoms, &ranges, &mut Work::share(alternatives.len())));
    Decision::any(decided)
}

/// The condition as alternatives, each a list of comparisons that must all
/// hold (disjunctive normal form). Alternatives with a comparison that no
/// values satisfy are dropped on the way.
fn unfold(formula: &Formula, ranges: &Ranges) -> Option<Vec<Vec<Atom>>> {
    match formula {
        Formula::Constant(true) => Some(vec![Vec::new()]),
        Formula::Constant(false) => Some(Vec::new()),
        Formula::Atom(atom) => match atom.is_ruled_out(ranges) {
            true => Some(Vec::new()),
            _ if atom.is_certain(ranges) => Some(vec![Vec::new()]),
            _ => Some(vec![vec![atom.clone()]]),
        },
        Formula::Tolerant(sides) => unfold(&sides[0], ranges),
        Formula::Any(members) => {
            let mut all = Vec::new();
            for member in members {
                all.extend(unfold(member, ranges)?);
                if all.len() > ALTERNATIVE_LIMIT {
                    return None;
                }
            }
            Some(all)
        }
        Formula::All(members) => {
            let mut product = vec![Vec::new()];
            for member in members {
                let options = unfold(member, ranges)?;
                let long = product.first().map_or(0, Vec::len);
                let alternatives = product.len() * options.len();
                if alternatives > ALTERNATIVE_LIMIT || alternatives * long > ATOM_LIMIT {
                    return None;
                }
                if let [only] = options.as_slice() {
                    let longer = product.iter_mut();
                    longer.for_each(|so_far: &mut Vec<Atom>| so_far.extend_from_slice(only));
                    continue;
                }
                product = product
                    .iter()
                    .flat_map(|so_far| {
                        options
                            .iter()
                            .map(move |option| [so_far.as_slice(), option].concat())
                    })
                    .collect();
            }
            Some(product)
        }
    }
}

/// One comparison; where whole numbers must meet zero, exactly so.
fn alone(atom: &Atom, ranges: &Ranges, work: &mut Work) -> Decision {
    if atom.relation != Relation::Zero || ranges.open_wholes(&atom.poly).is_empty() {
        return over_reals(atom, ranges, work);
    }
    match atom.is_ruled_out(ranges) {
        true => Decision::No,
        false => whole_zero(&atom.poly, ranges, work),
    }
}

/// Comparisons that must all hold: parted into groups that share no figure.
fn decide_all(atoms: &[Atom], ranges: &Ranges, work: &mut Work) -> Decision {
    let groups = grouped(atoms.to_vec(), |atom| atom.poly.vars());
    let decided = groups.iter().map(|group| decide_group(group, ranges, work));
    Decision::all(decided)
}

fn decide_group(atoms: &[Atom], ranges: &Ranges, work: &mut Work) -> Decision {
    if let [atom] = atoms {
        return alone(atom, ranges, work);
    }
    if atoms.iter().all(|atom| atom.poly.is_linear()) {
        return linear::decide(atoms, ranges);
    }
    if let Some(sides) = sides(atoms) {
        return Decision::any(sides.iter().map(|side| decide_group(side, ranges, work)));
    }
    if let Some(fewer) = without_one(atoms, ranges) {
        return decide_all(&fewer, ranges, work);
    }
    let Some((var, values)) = few_wholes(atoms, ranges) else {
        return bisect(atoms, ranges, work);
    };
    Decision::any(values.into_iter().map(|value| {
        let fixed: Vec<Atom> = atoms.iter().map(|atom| atom.at(var, &value)).collect();
        decide_all(&fixed, ranges, work)
    }))
}

/// A whole-number figure that is multiplied, with its values, where all such
/// figures together have few.
fn few_wholes(atoms: &[Atom], ranges: &Ranges) -> Option<(Var, Vec<Rat>)> {
    let terms = atoms.iter().flat_map(|atom| atom.poly.terms());
    let multiplied = terms.filter(|(monomial, _)| monomial.len() > 1);
    let vars: BTreeSet<Var> = multiplied.flat_map(|(vars, _)| vars.to_vec()).collect();
    let mut combinations = 1;
    let mut fewest: Option<(Var, usize)> = None;
    for var in vars.into_iter().filter(|&var| ranges.range(var).whole) {
        let values = ranges.range(var).width()?.to_integer().to_usize()? + 1;
        combinations = usize::checked_mul(combinations, values)?;
        if fewest.is_none_or(|(_, known)| values < known) {
            fewest = Some((var, values));
        }
    }
    let (var, values) = fewest.filter(|_| combinations <= COMBINATION_LIMIT)?;
    let first = ranges.range(var).lo.value()?.clone();
    let value = |steps: usize| &first + Rat::from_integer(steps.into());
    Some((var, (0..values).map(value).collect()))
}

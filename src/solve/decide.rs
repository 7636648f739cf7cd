//! Decides whether some true values, each within the range of its print, make
//! a condition hold. Exact: `No` and `Yes` are proofs; what the limits leave
//! open is `GaveUp`, never a guess.
//!
//! One comparison over real ranges is settled by the exact range of its
//! polynomial (see `polynomial`). Whole-number figures are settled by narrowing and
//! branching (`integers`). Several comparisons that share figures lose those
//! figures that can be eliminated (`eliminate`), go to `linear` when no products
//! are left, and are searched (`bisect`) where some are.

use super::bisect::{bisect, rules_out};
use super::eliminate::without_one;
use super::integers::{free_wholes, whole_zero, width};
use super::linear;
use super::polynomial::{Poly, Ranges, Var, hull};
use crate::figure::{End, Range, Rat};
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::collections::BTreeSet;

/// How a polynomial is compared with zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// `p = 0`
    Zero,
    /// `p ≠ 0`
    NotZero,
    /// `p < 0`
    Negative,
    /// `p ≤ 0`
    NotPositive,
}

/// One comparison: a polynomial against zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Atom {
    /// The polynomial.
    pub poly: Poly,
    /// What it must be.
    pub relation: Relation,
}

impl Atom {
    /// The comparison that holds exactly where this one does not.
    pub fn opposite(&self) -> Atom {
        let negative = || self.poly.scaled(&-Rat::one());
        let (poly, relation) = match self.relation {
            Relation::Zero => (self.poly.clone(), Relation::NotZero),
            Relation::NotZero => (self.poly.clone(), Relation::Zero),
            Relation::Negative => (negative(), Relation::NotPositive),
            Relation::NotPositive => (negative(), Relation::Negative),
        };
        Atom { poly, relation }
    }
}

/// A condition over comparisons; negation has been pushed into them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// Holds or does not, whatever the figures.
    Constant(bool),
    /// One comparison.
    Atom(Atom),
    /// All of them.
    All(Vec<Formula>),
    /// At least one of them.
    Any(Vec<Formula>),
    /// A comparison with a tolerance: what must be for it to hold, and what
    /// for it to fail.
    Tolerant(Box<[Formula; 2]>),
}

/// Whether true values exist that satisfy a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Some do.
    Yes,
    /// None do.
    No,
    /// Not settled within the limits.
    GaveUp,
}

/// Alternatives that one condition may unfold into.
const ALTERNATIVE_LIMIT: usize = 512;
/// Terms of sub-boxes that one decision may look at.
const WORK_LIMIT: usize = 20_000;
/// Assignments of whole numbers that are tried one by one.
const COMBINATION_LIMIT: usize = 500;

/// The work left to one decision, whatever it unfolds into.
#[derive(Debug)]
pub struct Work {
    left: usize,
}

impl Work {
    /// Takes the cost of one more look at some comparisons; false when it is spent.
    pub fn take(&mut self, atoms: &[Atom]) -> bool {
        let terms: usize = atoms.iter().map(|atom| atom.poly.terms().count()).sum();
        match self.left.checked_sub(10 + terms) {
            Some(left) => self.left = left,
            None => self.left = 0,
        }
        self.left > 0
    }
}

impl Decision {
    fn of(holds: bool) -> Decision {
        if holds { Decision::Yes } else { Decision::No }
    }
}

/// Decides a condition over figures with these ranges.
pub fn decide(formula: &Formula, ranges: &Ranges) -> Decision {
    let Some(ranges) = tightened(ranges) else {
        return Decision::No;
    };
    let mut work = Work { left: WORK_LIMIT };
    if let Formula::Atom(atom) = formula {
        return alone(atom, &ranges, &mut work);
    }
    let Some(alternatives) = unfold(formula, &ranges) else {
        return Decision::GaveUp;
    };
    let decided = alternatives
        .iter()
        .map(|atoms| decide_all(atoms, &ranges, &mut work));
    any(decided)
}

/// Whole-number figures get whole ends; `None` when one has no value at all.
fn tightened(ranges: &Ranges) -> Option<Ranges> {
    let mut tight = Ranges::default();
    for var in 0..ranges.len() {
        let range = ranges.range(Var::try_from(var).ok()?).clone().tighten();
        if range.is_empty() {
            return None;
        }
        tight.push(range);
    }
    Some(tight)
}

fn any(decisions: impl Iterator<Item = Decision>) -> Decision {
    let mut worst = Decision::No;
    for decision in decisions {
        match decision {
            Decision::Yes => return Decision::Yes,
            Decision::GaveUp => worst = Decision::GaveUp,
            Decision::No => {}
        }
    }
    worst
}

/// The condition as alternatives, each a list of comparisons that must all
/// hold (disjunctive normal form). Alternatives with a comparison that no
/// values satisfy are dropped on the way.
fn unfold(formula: &Formula, ranges: &Ranges) -> Option<Vec<Vec<Atom>>> {
    match formula {
        Formula::Constant(true) => Some(vec![Vec::new()]),
        Formula::Constant(false) => Some(Vec::new()),
        Formula::Atom(atom) => match rules_out(atom, ranges) {
            true => Some(Vec::new()),
            _ if certain(atom, ranges) => Some(vec![Vec::new()]),
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
                if product.len() * options.len() > ALTERNATIVE_LIMIT {
                    return None;
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

/// Whether a comparison holds whatever the true values are.
fn certain(atom: &Atom, ranges: &Ranges) -> bool {
    rules_out(&atom.opposite(), ranges)
}

/// One comparison; where whole numbers must meet zero, exactly so.
fn alone(atom: &Atom, ranges: &Ranges, work: &mut Work) -> Decision {
    if atom.relation != Relation::Zero || free_wholes(&atom.poly, ranges).is_empty() {
        return over_reals(atom, ranges, work);
    }
    match rules_out(atom, ranges) {
        true => Decision::No,
        false => whole_zero(&atom.poly, ranges, work),
    }
}

/// One comparison, all figures real. Exact for multi-affine polynomials.
pub fn over_reals(atom: &Atom, ranges: &Ranges, work: &mut Work) -> Decision {
    let Ok(range) = hull(&atom.poly, ranges) else {
        return Decision::GaveUp;
    };
    let possible = possible(&range, atom.relation);
    if !possible || atom.poly.is_multi_affine() {
        return Decision::of(possible);
    }
    bisect(std::slice::from_ref(atom), ranges, work)
}

/// Whether a polynomial that takes this range can be as a relation asks.
pub fn possible(range: &Range, relation: Relation) -> bool {
    let zero = Rat::zero();
    match relation {
        Relation::Zero => range.contains(&zero),
        Relation::NotZero => range.is_point() != Some(&zero),
        Relation::Negative => range.lo.value().is_none_or(Signed::is_negative),
        Relation::NotPositive => match &range.lo {
            End::Free => true,
            End::Closed(lo) => !lo.is_positive(),
            End::Open(lo) => lo.is_negative(),
        },
    }
}

/// Comparisons that must all hold: parted into groups that share no figure.
fn decide_all(atoms: &[Atom], ranges: &Ranges, work: &mut Work) -> Decision {
    let mut decision = Decision::Yes;
    for group in groups(atoms) {
        let found = decide_group(&group, ranges, work);
        match found {
            Decision::No => return Decision::No,
            Decision::GaveUp => decision = Decision::GaveUp,
            Decision::Yes => {}
        }
    }
    decision
}

fn groups(atoms: &[Atom]) -> Vec<Vec<Atom>> {
    let mut groups: Vec<(BTreeSet<Var>, Vec<Atom>)> = Vec::new();
    for atom in atoms {
        let mut vars = atom.poly.vars();
        let mut members = vec![atom.clone()];
        let (touching, apart): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|(group, _)| !group.is_disjoint(&vars));
        groups = apart;
        for (group, others) in touching {
            vars.extend(group);
            members.extend(others);
        }
        groups.push((vars, members));
    }
    groups.into_iter().map(|(_, members)| members).collect()
}

fn decide_group(atoms: &[Atom], ranges: &Ranges, work: &mut Work) -> Decision {
    if let [atom] = atoms {
        return alone(atom, ranges, work);
    }
    if atoms.iter().all(|atom| atom.poly.is_linear()) {
        return linear::decide(atoms, ranges);
    }
    if let Some(sides) = sides_of_inequation(atoms) {
        return any(sides.iter().map(|side| decide_group(side, ranges, work)));
    }
    if let Some(fewer) = without_one(atoms, ranges) {
        return decide_all(&fewer, ranges, work);
    }
    let Some((var, values)) = few_wholes(atoms, ranges) else {
        return bisect(atoms, ranges, work);
    };
    any(values.into_iter().map(|value| {
        let mut fixed = atoms.to_vec();
        for atom in &mut fixed {
            atom.poly = atom.poly.at(var, &value);
        }
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
        let values = width(ranges.range(var))?.to_integer().to_usize()? + 1;
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

/// `p ≠ 0` among the comparisons is `p < 0` or `−p < 0`.
fn sides_of_inequation(atoms: &[Atom]) -> Option<[Vec<Atom>; 2]> {
    let unequal = |atom: &Atom| atom.relation == Relation::NotZero;
    let at = atoms.iter().position(unequal)?;
    let side = |sign: Rat| {
        let mut side = atoms.to_vec();
        side[at] = Atom {
            poly: atoms[at].poly.scaled(&sign),
            relation: Relation::Negative,
        };
        side
    };
    Some([side(Rat::one()), side(-Rat::one())])
}

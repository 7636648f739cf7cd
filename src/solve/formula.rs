//! Conditions: comparisons of polynomials with zero, put together and turned
//! around.

use super::extremes::hull;
use super::polynomial::{Poly, Var};
use super::ranges::Ranges;
use crate::figure::{End, Range, Rat};
use num_traits::{One, Zero};
use std::collections::BTreeSet;

/// How a polynomial is compared with zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// `p = 0`
    Zero,
    /// `p ≠ 0`
    NotZero,
    /// `p < 0`
    Negative,
    /// `p ≤ 0`
    NotPositive,
}

impl Relation {
    /// Where a polynomial must lie, as far as that is a range.
    pub(crate) fn range(self) -> Range {
        let zero = Rat::zero();
        match self {
            Relation::Zero => Range::exact(zero),
            Relation::Negative => Range::between(End::Free, End::Open(zero)),
            Relation::NotPositive => Range::between(End::Free, End::Closed(zero)),
            Relation::NotZero => Range::everything(false),
        }
    }

    /// Whether a polynomial that takes this range can be as the relation asks.
    pub(crate) fn is_possible(self, range: &Range) -> bool {
        let zero = Rat::zero();
        match self {
            Relation::Zero => range.contains(&zero),
            Relation::NotZero => range.is_point() != Some(&zero),
            Relation::Negative => range.lo.value().is_none_or(Rat::is_negative),
            Relation::NotPositive => match &range.lo {
                End::Free => true,
                End::Closed(lo) => !lo.is_positive(),
                End::Open(lo) => lo.is_negative(),
            },
        }
    }

    /// Whether a number is as the relation asks.
    pub(crate) fn holds(self, value: &Rat) -> bool {
        self.is_possible(&Range::exact(value.clone()))
    }
}

/// One comparison: a polynomial against zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Atom {
    /// The polynomial.
    pub poly: Poly,
    /// What it must be.
    pub relation: Relation,
}

impl Atom {
    /// The comparison that holds exactly where this one does not.
    pub(crate) fn opposite(&self) -> Atom {
        let negative = || self.poly.scaled(&-Rat::one());
        let (poly, relation) = match self.relation {
            Relation::Zero => (self.poly.clone(), Relation::NotZero),
            Relation::NotZero => (self.poly.clone(), Relation::Zero),
            Relation::Negative => (negative(), Relation::NotPositive),
            Relation::NotPositive => (negative(), Relation::Negative),
        };
        Atom { poly, relation }
    }

    /// With a figure replaced by a number.
    pub(crate) fn at(&self, var: Var, value: &Rat) -> Atom {
        Atom {
            poly: self.poly.at(var, value),
            relation: self.relation,
        }
    }

    /// Whether it holds nowhere in a box, by the range of its polynomial.
    pub(crate) fn is_ruled_out(&self, ranges: &Ranges) -> bool {
        hull(&self.poly, ranges).is_ok_and(|range| !self.relation.is_possible(&range))
    }

    /// Whether it holds whatever the true values are.
    pub(crate) fn is_certain(&self, ranges: &Ranges) -> bool {
        self.opposite().is_ruled_out(ranges)
    }

    /// `p ≠ 0` as `p < 0` and as `−p < 0`; `None` of anything else.
    pub(crate) fn sides(&self) -> Option<[Atom; 2]> {
        let side = |sign: Rat| Atom {
            poly: self.poly.scaled(&sign),
            relation: Relation::Negative,
        };
        (self.relation == Relation::NotZero).then(|| [side(Rat::one()), side(-Rat::one())])
    }
}

/// Comparisons of which one `p ≠ 0` is taken apart; `None` where there is none.
pub(crate) fn sides(atoms: &[Atom]) -> Option<[Vec<Atom>; 2]> {
    let (at, sides) = atoms
        .iter()
        .enumerate()
        .find_map(|(at, atom)| Some((at, atom.sides()?)))?;
    Some(sides.map(|side| {
        let mut atoms = atoms.to_vec();
        atoms[at] = side;
        atoms
    }))
}

/// A condition over comparisons; negation has been pushed into them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Formula {
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

impl Formula {
    /// With some figures replaced by numbers.
    pub(crate) fn put_in(&self, value: &impl Fn(Var) -> Option<Rat>) -> Formula {
        self.with(&|poly| poly.put_in(value))
    }

    /// With its figures called otherwise.
    pub(crate) fn renamed(&self, name: &impl Fn(Var) -> Var) -> Formula {
        self.with(&|poly| poly.renamed(name))
    }

    /// With another polynomial in each comparison.
    fn with(&self, poly: &impl Fn(&Poly) -> Poly) -> Formula {
        let each = |members: &[Formula]| -> Vec<Formula> {
            members.iter().map(|member| member.with(poly)).collect()
        };
        match self {
            Formula::Constant(holds) => Formula::Constant(*holds),
            Formula::Atom(atom) => Formula::Atom(Atom {
                poly: poly(&atom.poly),
                relation: atom.relation,
            }),
            Formula::All(members) => Formula::All(each(members)),
            Formula::Any(members) => Formula::Any(each(members)),
            Formula::Tolerant(sides) => {
                Formula::Tolerant(Box::new([sides[0].with(poly), sides[1].with(poly)]))
            }
        }
    }

    /// The figures that it names.
    pub(crate) fn vars(&self) -> BTreeSet<Var> {
        match self {
            Formula::Constant(_) => BTreeSet::new(),
            Formula::Atom(atom) => atom.poly.vars().into_iter().collect(),
            Formula::All(members) | Formula::Any(members) => {
                members.iter().flat_map(Formula::vars).collect()
            }
            Formula::Tolerant(sides) => sides[0].vars(),
        }
    }

    /// Whether it holds nowhere in a box, as far as the ranges of its polynomials tell.
    pub(crate) fn is_ruled_out(&self, ranges: &Ranges) -> bool {
        match self {
            Formula::Constant(holds) => !holds,
            Formula::Atom(atom) => atom.is_ruled_out(ranges),
            Formula::All(members) => members.iter().any(|one| one.is_ruled_out(ranges)),
            Formula::Any(members) => members.iter().all(|one| one.is_ruled_out(ranges)),
            Formula::Tolerant(sides) => sides[0].is_ruled_out(ranges),
        }
    }

    /// Whether it holds everywhere in a box, as far as the ranges of its polynomials tell.
    pub(crate) fn is_certain(&self, ranges: &Ranges) -> bool {
        match self {
            Formula::Constant(holds) => *holds,
            Formula::Atom(atom) => atom.is_certain(ranges),
            Formula::All(members) => members.iter().all(|one| one.is_certain(ranges)),
            Formula::Any(members) => members.iter().any(|one| one.is_certain(ranges)),
            Formula::Tolerant(sides) => sides[0].is_certain(ranges),
        }
    }
}

/// The condition that holds exactly where this one does not.
pub(crate) fn negated(formula: Formula) -> Formula {
    match formula {
        Formula::Tolerant(sides) => {
            let [holds, fails] = *sides;
            Formula::Tolerant(Box::new([fails, holds]))
        }
        Formula::Constant(value) => Formula::Constant(!value),
        Formula::All(members) => any(members.into_iter().map(negated).collect()),
        Formula::Any(members) => all(members.into_iter().map(negated).collect()),
        Formula::Atom(atom) => Formula::Atom(atom.opposite()),
    }
}

pub(crate) fn all(members: Vec<Formula>) -> Formula {
    flattened(members, false).unwrap_or_else(Formula::All)
}

pub(crate) fn any(members: Vec<Formula>) -> Formula {
    flattened(members, true).unwrap_or_else(Formula::Any)
}

/// Without members that change nothing; what is left when one settles it.
fn flattened(members: Vec<Formula>, settles: bool) -> std::result::Result<Formula, Vec<Formula>> {
    let mut left = Vec::new();
    for member in members {
        match member {
            Formula::Constant(value) if value == settles => return Ok(Formula::Constant(settles)),
            Formula::Constant(_) => {}
            other => left.push(other),
        }
    }
    match left.len() {
        0 => Ok(Formula::Constant(!settles)),
        1 => left.pop().ok_or_else(Vec::new),
        _ => Err(left),
    }
}

//! Conditions put together and turned around.

use super::decide::{Atom, Formula, Relation};
use super::polynomial::{Poly, Var};
use crate::figure::{End, Range, Rat};
use crate::rule::{Comparison, Tolerance};
use num_traits::{One, Signed, Zero};

/// A comparison of `difference` with zero.
pub fn compared(difference: Poly, sign: Comparison) -> Formula {
    let negative = || difference.scaled(&-Rat::one());
    let (poly, relation) = match sign {
        Comparison::Equal => (difference, Relation::Zero),
        Comparison::Unequal => (difference, Relation::NotZero),
        Comparison::Less => (difference, Relation::Negative),
        Comparison::AtMost => (difference, Relation::NotPositive),
        Comparison::Greater => (negative(), Relation::Negative),
        Comparison::AtLeast => (negative(), Relation::NotPositive),
    };
    match poly.as_constant() {
        None => Formula::Atom(Atom { poly, relation }),
        Some(value) => Formula::Constant(match relation {
            Relation::Zero => value.is_zero(),
            Relation::NotZero => !value.is_zero(),
            Relation::Negative => value.is_negative(),
            Relation::NotPositive => !value.is_positive(),
        }),
    }
}

/// What a rule tolerates, as a range: so much to either side.
pub fn tolerated_range(tolerance: &Tolerance) -> Range {
    let (Tolerance::Absolute(size) | Tolerance::Relative(size)) = tolerance;
    Range {
        lo: End::Closed(-size.clone()),
        hi: End::Closed(size.clone()),
        whole: false,
    }
}

/// A comparison of `difference` with zero, give or take `slack` (a figure in
/// [`tolerated_range`]) times `scale`.
pub fn tolerant(
    difference: Poly,
    scale: &Poly,
    slack: Var,
    tolerance: &Tolerance,
    sign: Comparison,
) -> Formula {
    let within = difference.clone().minus(&scale.times(&Poly::var(slack)));
    // What is right of a relative tolerance may be negative.
    let scales = match tolerance {
        Tolerance::Absolute(size) => vec![scale.scaled(size)],
        Tolerance::Relative(size) => vec![scale.scaled(size), scale.scaled(&-size.clone())],
    };
    let sides = [compared(within, sign), beyond(&difference, &scales, sign)];
    Formula::Tolerant(Box::new(sides))
}

/// That a difference exceeds each of the tolerated ones, to either side where
/// the comparison looks both ways.
fn beyond(difference: &Poly, tolerated: &[Poly], sign: Comparison) -> Formula {
    let (sides, exceeds) = match sign {
        Comparison::Equal => (vec![Rat::one(), -Rat::one()], Comparison::Greater),
        Comparison::AtMost | Comparison::Unequal => (vec![Rat::one()], Comparison::Greater),
        Comparison::Less => (vec![Rat::one()], Comparison::AtLeast),
        Comparison::AtLeast => (vec![-Rat::one()], Comparison::Greater),
        Comparison::Greater => (vec![-Rat::one()], Comparison::AtLeast),
    };
    let exceeding = |side: Rat| {
        let difference = difference.scaled(&side);
        let over = |tolerated: &Poly| compared(difference.clone().minus(tolerated), exceeds);
        all(tolerated.iter().map(over).collect())
    };
    any(sides.into_iter().map(exceeding).collect())
}

/// The condition that holds exactly where this one does not.
pub fn negated(formula: Formula) -> Formula {
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

pub fn all(members: Vec<Formula>) -> Formula {
    flattened(members, false).unwrap_or_else(Formula::All)
}

pub fn any(members: Vec<Formula>) -> Formula {
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

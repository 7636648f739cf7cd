//! The comparisons of rules, with what they tolerate, as conditions.

use crate::figure::{End, Range, Rat};
use crate::rule::{Comparison, Tolerance};
use crate::solve::formula::{Atom, Formula, Relation, all, any};
use crate::solve::polynomial::{Poly, Var};
use num_traits::One;

/// A comparison of `difference` with zero.
pub(crate) fn compared(difference: Poly, sign: Comparison) -> Formula {
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
        Some(value) => Formula::Constant(relation.holds(&value)),
    }
}

/// What a rule tolerates, as a range: so much to either side.
pub(crate) fn tolerated_range(tolerance: &Tolerance) -> Range {
    let (Tolerance::Absolute(size) | Tolerance::Relative(size)) = tolerance;
    Range::between(End::Closed(-size.clone()), End::Closed(size.clone()))
}

/// A comparison of `difference` with zero, give or take `slack` (a figure in
/// [`tolerated_range`]) times `scale`.
pub(crate) fn tolerant(
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

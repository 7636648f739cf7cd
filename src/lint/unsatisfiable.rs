//! Whether no values at all satisfy a condition. A product of figures is
//! taken as a figure of its own: that lets in more values, so "none" stays a
//! proof, and what is left is linear and soon settled.

use super::variables::Variables;
use crate::figure::Range;
use crate::solve::decide::decide;
use crate::solve::decision::Decision;
use crate::solve::formula::all;
use crate::solve::formula::{Atom, Formula};
use crate::solve::polynomial::{Poly, Var};
use crate::solve::ranges::Ranges;
use std::collections::BTreeMap;

/// Alternatives that a condition may unfold into; of more nothing is told.
const ALTERNATIVES: usize = 64;
/// Comparisons in it.
const COMPARISONS: usize = 40;

/// Whether no values satisfy a condition; false too where that is not settled.
pub(super) fn unsatisfiable(condition: Formula, variables: &Variables<'_>) -> bool {
    let ties = variables.ties.iter().cloned();
    let whole = all(ties.chain([condition]).collect());
    let (alternatives, comparisons) = size(&whole);
    if alternatives > ALTERNATIVES || comparisons > COMPARISONS {
        return false;
    }
    let mut products = Products::new(variables.ranges.clone());
    let straight = products.formula(&whole);
    decide(&straight, &products.ranges) == Decision::No
}

/// How many alternatives a condition has, and how many comparisons.
pub(super) fn size(formula: &Formula) -> (usize, usize) {
    match formula {
        Formula::Constant(_) => (1, 0),
        Formula::Atom(_) => (1, 1),
        Formula::Tolerant(sides) => size(&sides[0]),
        Formula::All(members) => members.iter().map(size).fold((1, 0), |(a, b), (x, y)| {
            (a.saturating_mul(x), b.saturating_add(y))
        }),
        Formula::Any(members) => members.iter().map(size).fold((0, 0), |(a, b), (x, y)| {
            (a.saturating_add(x), b.saturating_add(y))
        }),
    }
}

/// Products of figures, each a figure of its own.
pub(super) struct Products {
    /// What figures and their products can be.
    pub ranges: Ranges,
    known: BTreeMap<Vec<Var>, Var>,
}

impl Products {
    /// No products yet, of figures with these ranges.
    pub(super) fn new(ranges: Ranges) -> Products {
        let known = BTreeMap::new();
        Products { ranges, known }
    }

    /// A condition with products as figures.
    pub(super) fn formula(&mut self, formula: &Formula) -> Formula {
        let mut of =
            |members: &[Formula]| members.iter().map(|member| self.formula(member)).collect();
        match formula {
            Formula::Constant(value) => Formula::Constant(*value),
            Formula::All(members) => Formula::All(of(members)),
            Formula::Any(members) => Formula::Any(of(members)),
            Formula::Tolerant(sides) => self.formula(&sides[0]),
            Formula::Atom(atom) => Formula::Atom(Atom {
                poly: self.straight(&atom.poly),
                relation: atom.relation,
            }),
        }
    }

    fn straight(&mut self, poly: &Poly) -> Poly {
        let mut straight = Poly::default();
        for (monomial, factor) in poly.terms() {
            let term = match monomial {
                [] => Poly::constant(factor.clone()),
                [var] => Poly::var(*var).scaled(factor),
                product => Poly::var(self.product(product)).scaled(factor),
            };
            straight.add_scaled(&term, &num_traits::One::one());
        }
        straight
    }

    fn product(&mut self, product: &[Var]) -> Var {
        if let Some(var) = self.known.get(product) {
            return *var;
        }
        let var = self.ranges.push(Range::everything(false));
        self.known.insert(product.to_vec(), var);
        var
    }
}

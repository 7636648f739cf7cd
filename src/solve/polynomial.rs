//! Polynomials over a rule's figures, with exact coefficients.

use super::components::firsts;
use super::terms::Terms;
pub(crate) use super::terms::Var;
use crate::figure::Rat;
use num_traits::{One, Zero};
use std::collections::{BTreeMap, BTreeSet};

/// A polynomial with exact coefficients. A monomial is its sorted figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Poly {
    /// The number that stands by itself; most polynomials are one, and need no
    /// room for more.
    constant: Rat,
    /// Of monomials with figures, each with a factor other than zero.
    terms: Terms,
}

impl Default for Poly {
    fn default() -> Poly {
        Poly::constant(Rat::ZERO)
    }
}

impl Poly {
    /// A number.
    pub(crate) fn constant(value: Rat) -> Poly {
        Poly {
            constant: value,
            terms: Terms::NONE,
        }
    }

    /// A figure.
    pub(crate) fn var(var: Var) -> Poly {
        let mut poly = Poly::default();
        poly.terms.add(vec![var], Rat::ONE);
        poly
    }

    fn add_term(&mut self, monomial: Vec<Var>, coefficient: &Rat) {
        if coefficient.is_zero() {
            return;
        }
        if monomial.is_empty() {
            self.constant += coefficient;
            return;
        }
        self.terms.add(monomial, coefficient.clone());
    }

    /// Adds `factor · other` in place.
    pub(crate) fn add_scaled(&mut self, other: &Poly, factor: &Rat) {
        self.constant += &(&other.constant * factor);
        for (monomial, coefficient) in other.terms.iter() {
            self.add_term(monomial.to_vec(), &(coefficient * factor));
        }
    }

    /// The difference.
    pub(crate) fn minus(mut self, other: &Poly) -> Poly {
        self.add_scaled(other, &-Rat::one());
        self
    }

    /// The product with a number.
    pub(crate) fn scaled(&self, factor: &Rat) -> Poly {
        let mut poly = Poly::default();
        poly.add_scaled(self, factor);
        poly
    }

    /// The product.
    pub(crate) fn times(&self, other: &Poly) -> Poly {
        if other.terms.is_empty() {
            return self.scaled(&other.constant);
        }
        let mut poly = Poly::default();
        for (left, a) in self.terms() {
            for (right, b) in other.terms() {
                let mut monomial = [left, right].concat();
                monomial.sort_unstable();
                poly.add_term(monomial, &(a * b));
            }
        }
        poly
    }

    /// Its value, if it holds no figure.
    pub(crate) fn as_constant(&self) -> Option<Rat> {
        self.terms.is_empty().then(|| self.constant.clone())
    }

    /// Its monomials with their coefficients, the number by itself first.
    pub(crate) fn terms(&self) -> impl Iterator<Item = (&[Var], &Rat)> {
        let alone = (!self.constant.is_zero()).then_some((&[] as &[Var], &self.constant));
        alone.into_iter().chain(self.terms.iter())
    }

    /// The figures in it.
    pub(crate) fn vars(&self) -> BTreeSet<Var> {
        self.terms.monomials().flatten().copied().collect()
    }

    /// Whether every monomial holds at most one figure.
    pub(crate) fn is_linear(&self) -> bool {
        self.terms.monomials().all(|monomial| monomial.len() <= 1)
    }

    /// Whether no figure is multiplied with itself.
    pub(crate) fn is_multi_affine(&self) -> bool {
        self.terms
            .monomials()
            .all(|monomial| monomial.windows(2).all(|pair| pair[0] != pair[1]))
    }

    /// With one figure replaced by a number.
    pub(crate) fn at(&self, var: Var, value: &Rat) -> Poly {
        let mut poly = Poly::default();
        for (monomial, coefficient) in self.terms() {
            let mut factor = coefficient.clone();
            let rest: Vec<Var> = monomial
                .iter()
                .copied()
                .filter(|&v| {
                    if v == var {
                        factor *= value;
                    }
                    v != var
                })
                .collect();
            poly.add_term(rest, &factor);
        }
        poly
    }

    /// With every figure that has a value replaced by it, in one pass.
    pub(crate) fn put_in(&self, value: impl Fn(Var) -> Option<Rat>) -> Poly {
        let mut poly = Poly::default();
        for (monomial, coefficient) in self.terms() {
            let mut factor = coefficient.clone();
            let mut rest = Vec::new();
            for &var in monomial {
                match value(var) {
                    Some(value) => factor *= value,
                    None => rest.push(var),
                }
            }
            poly.add_term(rest, &factor);
        }
        poly
    }

    /// With other numbers for its figures.
    pub(crate) fn renamed(&self, name: impl Fn(Var) -> Var) -> Poly {
        let mut poly = Poly::default();
        for (monomial, coefficient) in self.terms() {
            let mut renamed: Vec<Var> = monomial.iter().map(|&var| name(var)).collect();
            renamed.sort_unstable();
            poly.add_term(renamed, coefficient);
        }
        poly
    }

    /// What one figure is multiplied with, where it occurs once a monomial.
    pub(crate) fn coefficient_of(&self, var: Var) -> Poly {
        let mut poly = Poly::default();
        for (monomial, coefficient) in self.terms.iter() {
            if monomial.contains(&var) {
                let rest = monomial.iter().copied().filter(|&v| v != var).collect();
                poly.add_term(rest, coefficient);
            }
        }
        poly
    }

    /// The number that a figure by itself is multiplied with.
    pub(crate) fn factor(&self, var: Var) -> Option<&Rat> {
        self.terms.factor(&[var])
    }

    /// Divided by a figure that is a factor of every monomial.
    pub(crate) fn over(&self, var: Var) -> Option<Poly> {
        let mut poly = Poly::default();
        for (monomial, coefficient) in self.terms() {
            let mut rest = monomial.to_vec();
            rest.remove(rest.iter().position(|&v| v == var)?);
            poly.add_term(rest, coefficient);
        }
        (*self != Poly::default()).then_some(poly)
    }

    /// The same with each further occurrence of a figure in one monomial
    /// (x·x) taken as a figure of its own, by its number among all: multi-affine.
    pub(crate) fn loosened(&self, copy_of: &mut impl FnMut(Var) -> Var) -> Poly {
        let mut poly = Poly::default();
        for (monomial, coefficient) in self.terms() {
            let mut loose = monomial.to_vec();
            for i in 1..loose.len() {
                if monomial[i] == monomial[i - 1] {
                    loose[i] = copy_of(monomial[i]);
                }
            }
            loose.sort_unstable();
            poly.add_term(loose, coefficient);
        }
        poly
    }

    /// The constant, and the rest as polynomials that share no figure with one
    /// another.
    pub(crate) fn components(&self) -> (Rat, Vec<Poly>) {
        let firsts = firsts(self.terms.monomials().map(|vars| vars.iter().copied()));
        let mut groups: BTreeMap<usize, Poly> = BTreeMap::new();
        for (first, (monomial, coefficient)) in firsts.into_iter().zip(self.terms.iter()) {
            let group = groups.entry(first).or_default();
            group.terms.add(monomial.to_vec(), coefficient.clone());
        }
        (self.constant.clone(), groups.into_values().collect())
    }

    /// The number that stands by itself.
    pub(crate) fn constant_term(&self) -> Rat {
        self.constant.clone()
    }

    /// Whether a figure is multiplied with itself.
    pub(crate) fn squares(&self, var: Var) -> bool {
        let times = |monomial: &[Var]| monomial.iter().filter(|&&v| v == var).count();
        self.terms.monomials().any(|monomial| times(monomial) > 1)
    }

    /// The greatest number of which all its factors are multiples, the constant
    /// aside; `None` of a constant.
    pub(crate) fn common_step(&self) -> Option<Rat> {
        let factors = self.terms.iter().map(|(_, factor)| factor);
        let step = factors.fold(Rat::ZERO, |step, factor| step.common_step(factor));
        (!step.is_zero()).then_some(step)
    }
}

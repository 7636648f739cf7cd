//! Numbers over true values: quotients of polynomials with their units.

use super::dimension::Dim;
use super::extremes::hull;
use super::polynomial::Poly;
use super::ranges::Ranges;
use crate::figure::{Range, Rat};
use num_traits::{One, Zero};

/// Terms that a product of two polynomials may have.
const TERMS: usize = 4_000;
/// How long the longest factors of a product may be together, in bits: common divisors
/// are looked for at every step, and cost the square of it.
const BITS: u64 = 8192;

/// A number over true values: a quotient with a positive divisor.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    /// The dividend.
    pub num: Poly,
    /// The divisor.
    pub den: Poly,
    /// Its unit.
    pub dim: Dim,
}

impl Value {
    pub(crate) fn constant(value: Rat, dim: Dim) -> Value {
        Value {
            num: Poly::constant(value),
            den: Poly::constant(Rat::one()),
            dim,
        }
    }

    /// A number that divides by nothing.
    pub(crate) fn of_poly(num: Poly, dim: Dim) -> Value {
        let den = Poly::constant(Rat::one());
        Value { num, den, dim }
    }

    /// Whether it divides by nothing.
    pub(crate) fn is_poly(&self) -> bool {
        self.den == Poly::constant(Rat::one())
    }

    pub(crate) fn negative(self) -> Value {
        Value {
            num: self.num.scaled(&-Rat::one()),
            ..self
        }
    }

    /// Adds `sign · other` in place, over a common divisor.
    pub(crate) fn add(&mut self, other: &Value, sign: &Rat) {
        if self.den == other.den {
            self.num.add_scaled(&other.num, sign);
            return;
        }
        let mut num = self.num.times(&other.den);
        num.add_scaled(&other.num.times(&self.den), sign);
        self.num = num;
        self.den = self.den.times(&other.den);
    }

    /// Whether their product or quotient has more terms, or longer factors, than
    /// anyone should work with.
    pub(crate) fn is_too_long_times(&self, other: &Value) -> bool {
        let terms = |poly: &Poly| poly.terms().count();
        let own = terms(&self.num).max(terms(&self.den));
        let others = terms(&other.num).max(terms(&other.den));
        let long = || {
            let all = [&self.num, &self.den, &other.num, &other.den];
            all.into_iter().map(bits).sum::<u64>() > BITS
        };
        own.min(others) > 1 && own.saturating_mul(others) > TERMS || long()
    }

    /// Whether putting both over one divisor makes more terms than anyone
    /// should work with.
    pub(crate) fn is_too_long_with(&self, other: &Value) -> bool {
        self.den != other.den && self.is_too_long_times(other)
    }

    /// With a divisor that is a number divided out.
    pub(crate) fn settled(self) -> Value {
        match self.den.as_constant() {
            Some(divisor) if !divisor.is_zero() => Value {
                num: self.num.scaled(&(Rat::one() / divisor)),
                den: Poly::constant(Rat::one()),
                dim: self.dim,
            },
            _ => self,
        }
    }
    /// Its range as a message shows it: exact where it is a polynomial, or its
    /// dividend and divisor share no figure; otherwise `None`.
    pub(crate) fn range(&self, ranges: &Ranges) -> Option<Range> {
        if !self.num.vars().is_disjoint(&self.den.vars()) {
            return None;
        }
        let divisor = hull(&self.den, ranges).ok()?;
        hull(&self.num, ranges).ok()?.over(&divisor)
    }
}

/// How long the longest factor of a polynomial is.
fn bits(poly: &Poly) -> u64 {
    let bits = poly
        .terms()
        .map(|(_, factor)| factor.numer().bits() + factor.denom().bits());
    bits.max().unwrap_or(0)
}

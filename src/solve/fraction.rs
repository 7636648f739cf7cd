//! Exact numbers for many small sums: fractions of machine words, and of any
//! size where those do not suffice. Nothing rounds, nothing overflows.

use crate::figure::Rat;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// An exact rational number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Num {
    /// A reduced fraction; the denominator is positive. Whatever fits is here.
    Small(i64, i64),
    /// Anything else.
    Big(Box<Rat>),
}

/// The greatest denominator of a short fraction.
const SHORT: i64 = 1_000_000;

impl Num {
    /// Zero.
    pub(crate) const ZERO: Num = Num::Small(0, 1);
    /// One.
    pub(crate) const ONE: Num = Num::Small(1, 1);

    /// The same number.
    pub(crate) fn of(value: &Rat) -> Num {
        match (value.numer().to_i64(), value.denom().to_i64()) {
            (Some(numer), Some(denom)) => Num::Small(numer, denom),
            _ => Num::Big(Box::new(value.clone())),
        }
    }

    /// The same number.
    pub(crate) fn rat(&self) -> Rat {
        match self {
            Num::Small(numer, denom) => Rat::new_raw(BigInt::from(*numer), BigInt::from(*denom)),
            Num::Big(value) => value.as_ref().clone(),
        }
    }

    /// What it takes to reckon with it, in machine words.
    pub(crate) fn words(&self) -> u64 {
        match self {
            Num::Small(..) => 1,
            Num::Big(value) => 4 + (value.numer().bits() + value.denom().bits()) / 16,
        }
    }

    /// Whether it is a fraction of few digits.
    pub(crate) fn is_short(&self) -> bool {
        matches!(self, Num::Small(_, denom) if *denom <= SHORT)
    }

    /// A fraction that is not reduced yet, from words of twice the size.
    fn reduced(numer: i128, denom: i128) -> Num {
        let (numer, denom) = match denom {
            1 => (numer, denom),
            _ => {
                let common = match (i64::try_from(numer), i64::try_from(denom)) {
                    (Ok(numer), Ok(denom)) => i128::from(numer.gcd(&denom)),
                    _ => numer.gcd(&denom),
                };
                (numer / common, denom / common)
            }
        };
        match (i64::try_from(numer), i64::try_from(denom)) {
            (Ok(numer), Ok(denom)) => Num::Small(numer, denom),
            _ => Num::Big(Box::new(Rat::new_raw(numer.into(), denom.into()))),
        }
    }

    /// The sum.
    pub(crate) fn plus(&self, other: &Num) -> Num {
        let (Num::Small(a, b), Num::Small(c, d)) = (self, other) else {
            return Num::of(&(self.rat() + other.rat()));
        };
        let [a, b, c, d] = [*a, *b, *c, *d].map(i128::from);
        // Each product is below 2^126, so their sum fits.
        match b == d {
            true => Num::reduced(a + c, b),
            false => Num::reduced(a * d + c * b, b * d),
        }
    }

    /// The product.
    pub(crate) fn times(&self, other: &Num) -> Num {
        match (self, other) {
            (Num::Small(a, b), Num::Small(c, d)) => {
                let [a, b, c, d] = [*a, *b, *c, *d].map(i128::from);
                Num::reduced(a * c, b * d)
            }
            _ => Num::of(&(self.rat() * other.rat())),
        }
    }

    /// `self + factor · other`.
    pub(crate) fn plus_times(&self, factor: &Num, other: &Num) -> Num {
        self.plus(&factor.times(other))
    }

    /// The quotient. The divisor must not be zero.
    pub(crate) fn over(&self, divisor: &Num) -> Num {
        match (self, divisor) {
            (Num::Small(a, b), Num::Small(c, d)) => {
                let [a, b, c, d] = [*a, *b, *c, *d].map(i128::from);
                Num::reduced(a * d * c.signum(), b * c.abs())
            }
            _ => Num::of(&(self.rat() / divisor.rat())),
        }
    }

    /// The number with its sign turned.
    pub(crate) fn negative(&self) -> Num {
        match self {
            Num::Small(numer, denom) => Num::reduced(-i128::from(*numer), i128::from(*denom)),
            Num::Big(value) => Num::of(&-value.as_ref()),
        }
    }

    /// Its size.
    pub(crate) fn size(&self) -> Num {
        match self.sign() {
            Ordering::Less => self.negative(),
            _ => self.clone(),
        }
    }

    /// How it compares with zero.
    pub(crate) fn sign(&self) -> Ordering {
        match self {
            Num::Small(numer, _) => numer.cmp(&0),
            Num::Big(value) if value.is_zero() => Ordering::Equal,
            Num::Big(value) if value.is_negative() => Ordering::Less,
            Num::Big(_) => Ordering::Greater,
        }
    }

    /// Whether it is zero.
    pub(crate) fn is_zero(&self) -> bool {
        self.sign() == Ordering::Equal
    }

    /// Whether it is a whole number.
    pub(crate) fn is_whole(&self) -> bool {
        match self {
            Num::Small(_, denom) => *denom == 1,
            Num::Big(value) => value.is_integer(),
        }
    }
}

impl Ord for Num {
    fn cmp(&self, other: &Num) -> Ordering {
        match (self, other) {
            (Num::Small(a, b), Num::Small(c, d)) => {
                let [a, b, c, d] = [*a, *b, *c, *d].map(i128::from);
                (a * d).cmp(&(c * b))
            }
            _ => self.rat().cmp(&other.rat()),
        }
    }
}

impl PartialOrd for Num {
    fn partial_cmp(&self, other: &Num) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A number with an amount beside it that is smaller than every positive
/// number: `at_least > 3` is `3 + 1·ε`. So open and closed ends are compared
/// alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Close {
    /// The number.
    pub number: Num,
    /// How many ε beside it.
    pub beside: Num,
}

impl Close {
    /// The number itself.
    pub(crate) fn at(number: Num) -> Close {
        let beside = Num::ZERO;
        Close { number, beside }
    }

    /// `self + factor · other`.
    pub(crate) fn plus_times(&self, factor: &Num, other: &Close) -> Close {
        let beside = match other.beside.is_zero() {
            true => self.beside.clone(),
            false => self.beside.plus_times(factor, &other.beside),
        };
        Close {
            number: self.number.plus_times(factor, &other.number),
            beside,
        }
    }

    /// The difference.
    pub(crate) fn minus(&self, other: &Close) -> Close {
        self.plus_times(&Num::Small(-1, 1), other)
    }

    /// The quotient by a number that is not zero.
    pub(crate) fn over(&self, divisor: &Num) -> Close {
        Close {
            number: self.number.over(divisor),
            beside: self.beside.over(divisor),
        }
    }

    /// Whether it is exactly a whole number.
    pub(crate) fn is_whole(&self) -> bool {
        self.number.is_whole() && self.beside.is_zero()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn part() -> impl Strategy<Value = i64> {
        prop_oneof![
            -9i64..10,
            Just(i64::MIN),
            Just(i64::MAX),
            Just(i64::MIN + 1),
            any::<i64>(),
        ]
    }

    fn small() -> impl Strategy<Value = Rat> {
        let small = (part(), part()).prop_filter("a divisor", |(_, denom)| *denom != 0);
        small.prop_map(|(numer, denom)| Rat::new(numer.into(), denom.into()))
    }

    fn number() -> impl Strategy<Value = Rat> {
        let large = (small(), any::<i64>());
        let large = large.prop_map(|(a, b)| &a * &a * Rat::from_integer(b.into()));
        prop_oneof![4 => small(), 1 => large]
    }

    fn is_least(num: &Num) -> bool {
        // Whatever fits into words is held in words, so that equal numbers are equal.
        *num == Num::of(&num.rat())
    }

    proptest! {
        #[test]
        fn as_rationals_of_any_size(a in number(), b in number(), c in number()) {
            let (x, y, z) = (Num::of(&a), Num::of(&b), Num::of(&c));
            prop_assert_eq!(x.rat(), a.clone());
            for (ours, theirs) in [
                (x.plus(&y), &a + &b),
                (x.times(&y), &a * &b),
                (x.plus_times(&y, &z), &a + &b * &c),
                (x.negative(), -a.clone()),
                (x.size(), a.abs()),
            ] {
                prop_assert!(is_least(&ours));
                prop_assert_eq!(ours.rat(), theirs);
            }
            if !b.is_zero() {
                let quotient = x.over(&y);
                prop_assert!(is_least(&quotient));
                prop_assert_eq!(quotient.rat(), &a / &b);
            }
            prop_assert_eq!(x.cmp(&y), a.cmp(&b));
            prop_assert_eq!(x.is_whole(), a.is_integer());
            prop_assert_eq!(x.is_zero(), a.is_zero());
        }
    }

    #[test]
    fn an_open_end_lies_beside_its_number() {
        let at = |number: i64, beside: i64| Close {
            number: Num::Small(number, 1),
            beside: Num::Small(beside, 1),
        };
        assert!(at(3, -1) < at(3, 0) && at(3, 0) < at(3, 1) && at(3, 1) < at(4, -1));
        assert!(at(3, 0).is_whole() && !at(3, 1).is_whole());
    }
}

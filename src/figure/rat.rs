//! An exact number: a fraction of machine words, and of any size where those
//! do not suffice. Nothing rounds, nothing overflows.

mod divisor;
mod lowest;

use lowest::{Parts, product_of_any, product_of_words, sum_of_any, sum_of_words};
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::iter::{Product, Sum};
use std::num::NonZeroU64;
use std::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign};

/// An exact rational number. Whatever fits into words is held in words, so
/// that equal numbers are held alike.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Rat(Held);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Held {
    /// A reduced fraction; the denominator is below 2^63.
    Words(i64, NonZeroU64),
    /// A number that has no such fraction.
    Large(Box<BigRational>),
}

/// The greatest denominator of a short fraction.
const SHORT: u64 = 1_000_000;

impl Rat {
    /// Zero.
    pub(crate) const ZERO: Rat = Rat::whole(0);
    /// One.
    pub(crate) const ONE: Rat = Rat::whole(1);

    /// A small whole number.
    pub(crate) const fn whole(number: i64) -> Rat {
        Rat(Held::Words(number, NonZeroU64::MIN))
    }

    /// A fraction. The denominator must not be zero.
    pub(crate) fn new(numer: BigInt, denom: BigInt) -> Rat {
        match (numer.to_i64(), denom.to_i64()) {
            (Some(numer), Some(denom)) => Rat::fraction(numer.into(), denom.into()),
            _ => Rat::from(BigRational::new(numer, denom)),
        }
    }

    /// A whole number.
    pub(crate) fn from_integer(number: BigInt) -> Rat {
        match number.to_i64() {
            Some(number) => Rat::whole(number),
            None => Rat(Held::Large(Box::new(BigRational::from_integer(number)))),
        }
    }

    /// A fraction of words of twice the size, each within 2^127. The
    /// denominator must not be zero.
    fn fraction(numer: i128, denom: i128) -> Rat {
        assert!(denom != 0, "a divisor is never zero");
        let (numer, denom) = match denom < 0 {
            true => (-numer, -denom),
            false => (numer, denom),
        };
        let common = divisor::of_wide(numer.unsigned_abs(), denom.unsigned_abs()).cast_signed();
        Rat::reduced((numer / common, denom / common))
    }

    /// A reduced fraction with a positive denominator.
    fn reduced((numer, denom): Parts) -> Rat {
        let words = i64::try_from(numer).ok().zip(i64::try_from(denom).ok());
        let held = words.and_then(|(numer, denom)| Rat::held(numer, denom));
        held.unwrap_or_else(|| {
            let large = BigRational::new_raw(numer.into(), denom.into());
            Rat(Held::Large(Box::new(large)))
        })
    }

    /// A reduced fraction of words with a positive denominator.
    fn held(numer: i64, denom: i64) -> Option<Rat> {
        let denom = NonZeroU64::new(denom.unsigned_abs())?;
        Some(Rat(Held::Words(numer, denom)))
    }

    /// Both parts, where they are words.
    fn parts(&self) -> Option<Parts> {
        match &self.0 {
            Held::Words(numer, denom) => Some((i128::from(*numer), i128::from(denom.get()))),
            Held::Large(_) => None,
        }
    }

    /// The same number with room for every size.
    fn large(&self) -> Cow<'_, BigRational> {
        match &self.0 {
            Held::Words(numer, denom) => {
                let (numer, denom) = (BigInt::from(*numer), BigInt::from(denom.get()));
                Cow::Owned(BigRational::new_raw(numer, denom))
            }
            Held::Large(value) => Cow::Borrowed(value),
        }
    }

    /// The upper part of the reduced fraction.
    pub(crate) fn numer(&self) -> BigInt {
        match &self.0 {
            Held::Words(numer, _) => BigInt::from(*numer),
            Held::Large(value) => value.numer().clone(),
        }
    }

    /// The lower part of the reduced fraction, which is positive.
    pub(crate) fn denom(&self) -> BigInt {
        match &self.0 {
            Held::Words(_, denom) => BigInt::from(denom.get()),
            Held::Large(value) => value.denom().clone(),
        }
    }

    /// How many binary digits both parts have.
    pub(crate) fn bits(&self) -> u64 {
        let bits = |word: u64| u64::from(u64::BITS - word.leading_zeros());
        match &self.0 {
            Held::Words(numer, denom) => bits(numer.unsigned_abs()) + bits(denom.get()),
            Held::Large(value) => value.numer().bits() + value.denom().bits(),
        }
    }

    /// What it takes to reckon with it, in machine words.
    pub(crate) fn words(&self) -> u64 {
        match &self.0 {
            Held::Words(..) => 1,
            Held::Large(_) => 4 + self.bits() / 16,
        }
    }

    /// Whether it is a fraction of few digits.
    pub(crate) fn is_short(&self) -> bool {
        matches!(&self.0, Held::Words(_, denom) if denom.get() <= SHORT)
    }

    /// How it compares with zero.
    pub(crate) fn sign(&self) -> Ordering {
        match &self.0 {
            Held::Words(numer, _) => numer.cmp(&0),
            Held::Large(value) if value.is_negative() => Ordering::Less,
            Held::Large(_) => Ordering::Greater,
        }
    }

    /// Whether it is below zero.
    pub(crate) fn is_negative(&self) -> bool {
        self.sign() == Ordering::Less
    }

    /// Whether it is above zero.
    pub(crate) fn is_positive(&self) -> bool {
        self.sign() == Ordering::Greater
    }

    /// Its size.
    pub(crate) fn abs(&self) -> Rat {
        match self.is_negative() {
            true => -self,
            false => self.clone(),
        }
    }

    /// One with its sign; zero of zero.
    pub(crate) fn signum(&self) -> Rat {
        Rat::whole(self.sign() as i64)
    }

    /// Whether it is a whole number.
    pub(crate) fn is_integer(&self) -> bool {
        match &self.0 {
            Held::Words(_, denom) => denom.get() == 1,
            Held::Large(value) => value.is_integer(),
        }
    }

    /// The greatest whole number that is not above it.
    pub(crate) fn floor(&self) -> Rat {
        match &self.0 {
            Held::Words(numer, denom) => Rat::whole(numer.div_euclid(denom.get().cast_signed())),
            Held::Large(value) => Rat::from(value.floor()),
        }
    }

    /// The least whole number that is not below it.
    pub(crate) fn ceil(&self) -> Rat {
        -(-self).floor()
    }

    /// The nearest whole number; ties away from zero.
    pub(crate) fn round(&self) -> Rat {
        let half = Rat::fraction(1, 2);
        match self.is_negative() {
            true => (self - half).ceil(),
            false => (self + half).floor(),
        }
    }

    /// What stands before the point.
    pub(crate) fn to_integer(&self) -> BigInt {
        match &self.0 {
            Held::Words(numer, denom) => BigInt::from(*numer / denom.get().cast_signed()),
            Held::Large(value) => value.to_integer(),
        }
    }

    /// The whole number that it is, where it is one of that size.
    pub(crate) fn to_i128(&self) -> Option<i128> {
        match &self.0 {
            Held::Words(numer, denom) => (denom.get() == 1).then_some(i128::from(*numer)),
            Held::Large(value) if value.is_integer() => value.numer().to_i128(),
            Held::Large(_) => None,
        }
    }

    /// One over it. It must not be zero.
    pub(crate) fn recip(&self) -> Rat {
        match self.parts() {
            Some((numer, denom)) if numer < 0 => Rat::reduced((-denom, -numer)),
            Some((numer, denom)) => {
                assert!(numer != 0, "a divisor is never zero");
                Rat::reduced((denom, numer))
            }
            None => Rat::from(self.large().recip()),
        }
    }

    /// The greatest number that both are whole multiples of; zero of zeros.
    pub(crate) fn common_step(&self, other: &Rat) -> Rat {
        match (self.parts(), other.parts()) {
            (Some((a, 1)), Some((c, 1))) => Rat::fraction(a.gcd(&c), 1),
            (Some((a, b)), Some((c, d))) => Rat::fraction(a.gcd(&c), b.lcm(&d)),
            _ => {
                let numer = self.numer().gcd(&other.numer());
                Rat::new(numer, self.denom().lcm(&other.denom()))
            }
        }
    }

    /// `self + factor · other`.
    pub(crate) fn plus_times(&self, factor: &Rat, other: &Rat) -> Rat {
        match factor.0 {
            Held::Words(1, NonZeroU64::MIN) => self + other,
            Held::Words(-1, NonZeroU64::MIN) => self - other,
            _ => self + factor * other,
        }
    }
}

/// The sum.
fn sum(one: &Rat, other: &Rat) -> Rat {
    match (one.parts(), other.parts()) {
        (Some(one), Some(other)) => Rat::reduced(sum_of_words(one, other)),
        (Some((0, _)), None) => other.clone(),
        (None, Some((0, _))) => one.clone(),
        _ => Rat::from(sum_of_any(&one.large(), &other.large(), |a, c| a + c)),
    }
}

/// The difference.
fn difference(one: &Rat, other: &Rat) -> Rat {
    match (one.parts(), other.parts()) {
        (Some(one), Some((c, d))) => Rat::reduced(sum_of_words(one, (-c, d))),
        (Some((0, _)), None) => -other,
        (None, Some((0, _))) => one.clone(),
        _ => Rat::from(sum_of_any(&one.large(), &other.large(), |a, c| a - c)),
    }
}

/// The product.
fn product(one: &Rat, other: &Rat) -> Rat {
    match (one.parts(), other.parts()) {
        (Some(one), Some(other)) => Rat::reduced(product_of_words(one, other)),
        (Some((0, _)), None) | (None, Some((0, _))) => Rat::ZERO,
        _ => Rat::from(product_of_any(&one.large(), &other.large())),
    }
}

/// The quotient. The divisor must not be zero.
fn quotient(one: &Rat, divisor: &Rat) -> Rat {
    match (one.parts(), divisor.parts()) {
        (_, Some((0, _))) => divisor.recip(),
        (Some(one), Some((c, d))) if c < 0 => Rat::reduced(product_of_words(one, (-d, -c))),
        (Some(one), Some((c, d))) => Rat::reduced(product_of_words(one, (d, c))),
        _ => Rat::from(product_of_any(&one.large(), &divisor.large().recip())),
    }
}

/// An operation of two numbers, each by value or by reference, and in place.
macro_rules! operation {
    ($($trait:ident $call:ident $in_place:ident $assign:ident $made:ident),+ $(,)?) => { $(
        impl $trait<&Rat> for &Rat {
            type Output = Rat;
            fn $call(self, other: &Rat) -> Rat {
                $made(self, other)
            }
        }
        impl $trait<Rat> for &Rat {
            type Output = Rat;
            fn $call(self, other: Rat) -> Rat {
                $made(self, &other)
            }
        }
        impl $trait<&Rat> for Rat {
            type Output = Rat;
            fn $call(self, other: &Rat) -> Rat {
                $made(&self, other)
            }
        }
        impl $trait<Rat> for Rat {
            type Output = Rat;
            fn $call(self, other: Rat) -> Rat {
                $made(&self, &other)
            }
        }
        impl $in_place<&Rat> for Rat {
            fn $assign(&mut self, other: &Rat) {
                *self = $made(self, other);
            }
        }
        impl $in_place<Rat> for Rat {
            fn $assign(&mut self, other: Rat) {
                *self = $made(self, &other);
            }
        }
    )+ };
}

operation! {
    Add add AddAssign add_assign sum,
    Sub sub SubAssign sub_assign difference,
    Mul mul MulAssign mul_assign product,
    Div div DivAssign div_assign quotient,
}

impl Neg for &Rat {
    type Output = Rat;

    fn neg(self) -> Rat {
        match self.parts() {
            Some((numer, denom)) => Rat::reduced((-numer, denom)),
            None => Rat::from(-self.large().as_ref()),
        }
    }
}

impl Neg for Rat {
    type Output = Rat;

    fn neg(self) -> Rat {
        -&self
    }
}

impl From<BigInt> for Rat {
    fn from(number: BigInt) -> Rat {
        Rat::from_integer(number)
    }
}

/// Whole numbers that may not fit into a word.
macro_rules! from_whole {
    ($($whole:ty),+) => { $(
        impl From<$whole> for Rat {
            fn from(number: $whole) -> Rat {
                match i64::try_from(number) {
                    Ok(number) => Rat::whole(number),
                    Err(_) => Rat::from_integer(number.into()),
                }
            }
        }
    )+ };
}

from_whole!(i32, i64, u64, u128, i128);

impl From<BigRational> for Rat {
    fn from(value: BigRational) -> Rat {
        let words = value.numer().to_i64().zip(value.denom().to_i64());
        let held = words.and_then(|(numer, denom)| Rat::held(numer, denom));
        held.unwrap_or_else(|| Rat(Held::Large(Box::new(value))))
    }
}

impl Zero for Rat {
    fn zero() -> Rat {
        Rat::ZERO
    }

    fn is_zero(&self) -> bool {
        self.sign() == Ordering::Equal
    }
}

impl One for Rat {
    fn one() -> Rat {
        Rat::ONE
    }
}

impl Sum for Rat {
    fn sum<I: Iterator<Item = Rat>>(numbers: I) -> Rat {
        numbers.fold(Rat::ZERO, |sum, number| sum + number)
    }
}

impl<'a> Sum<&'a Rat> for Rat {
    fn sum<I: Iterator<Item = &'a Rat>>(numbers: I) -> Rat {
        numbers.fold(Rat::ZERO, |sum, number| sum + number)
    }
}

impl Product for Rat {
    fn product<I: Iterator<Item = Rat>>(numbers: I) -> Rat {
        numbers.fold(Rat::ONE, |product, number| product * number)
    }
}

impl Ord for Rat {
    fn cmp(&self, other: &Rat) -> Ordering {
        match (self.parts(), other.parts()) {
            (Some((a, b)), Some((c, d))) if b == d => a.cmp(&c),
            (Some((a, b)), Some((c, d))) => (a * d).cmp(&(c * b)),
            _ => self.large().cmp(&other.large()),
        }
    }
}

impl PartialOrd for Rat {
    fn partial_cmp(&self, other: &Rat) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Rat {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_integer() {
            true => write!(out, "{}", self.numer()),
            false => write!(out, "{}/{}", self.numer(), self.denom()),
        }
    }
}

impl fmt::Debug for Rat {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::hash::{BuildHasher, RandomState};

    fn part() -> impl Strategy<Value = i64> {
        prop_oneof![
            -9i64..10,
            Just(i64::MIN),
            Just(i64::MAX),
            Just(i64::MIN + 1),
            Just(1 << 32),
            any::<i64>(),
        ]
    }

    fn small() -> impl Strategy<Value = BigRational> {
        let small = (part(), part()).prop_filter("a divisor", |(_, denom)| *denom != 0);
        small.prop_map(|(numer, denom)| BigRational::new(numer.into(), denom.into()))
    }

    /// Around the edge of the words, and far beyond it.
    fn number() -> impl Strategy<Value = BigRational> {
        let beside = (prop_oneof![Just(i64::MIN), Just(i64::MAX)], -2i64..3);
        let beside = beside.prop_map(|(edge, by)| {
            BigRational::from_integer(BigInt::from(edge) + BigInt::from(by))
        });
        let large = (small(), any::<i64>());
        let large = large.prop_map(|(a, b)| &a * &a * BigRational::from_integer(b.into()));
        let upturned = beside.clone().prop_map(|number| number.recip());
        prop_oneof![4 => small(), 1 => large, 1 => beside, 1 => upturned]
    }

    /// The same value, held as that value is held, however it was made.
    fn is(ours: &Rat, theirs: &BigRational) -> Result<(), TestCaseError> {
        let large = ours.large();
        prop_assert_eq!(large.as_ref(), theirs);
        let again = Rat::new(theirs.numer() * 6, theirs.denom() * 6);
        prop_assert_eq!(ours, &again);
        let fits = theirs.numer().to_i64().is_some() && theirs.denom().to_i64().is_some();
        prop_assert_eq!(matches!(ours.0, Held::Words(..)), fits);
        let hasher = RandomState::new();
        prop_assert_eq!(hasher.hash_one(ours), hasher.hash_one(&again));
        prop_assert_eq!(&ours.numer(), theirs.numer());
        prop_assert_eq!(&ours.denom(), theirs.denom());
        prop_assert_eq!(ours.bits(), theirs.numer().bits() + theirs.denom().bits());
        Ok(())
    }

    proptest! {
        #[test]
        fn as_rationals_of_any_size(a in number(), b in number(), c in number()) {
            let (x, y, z) = (Rat::from(a.clone()), Rat::from(b.clone()), Rat::from(c.clone()));
            is(&x, &a)?;
            for (ours, theirs) in [
                (&x + &y, &a + &b),
                (x.clone() + &y, &a + &b),
                (&x + y.clone(), &a + &b),
                (x.clone() - y.clone(), &a - &b),
                (&x * &y, &a * &b),
                (x.plus_times(&y, &z), &a + &b * &c),
                (-&x, -a.clone()),
                (x.abs(), a.abs()),
                (x.signum(), a.signum()),
                (x.floor(), a.floor()),
                (x.ceil(), a.ceil()),
                (x.round(), a.round()),
                ([x.clone(), y.clone(), z.clone()].into_iter().sum(), &a + &b + &c),
                ([&x, &y, &z].into_iter().sum(), &a + &b + &c),
                ([x.clone(), y.clone(), z.clone()].into_iter().product(), &a * &b * &c),
            ] {
                is(&ours, &theirs)?;
            }
            if !b.is_zero() {
                is(&(&x / &y), &(&a / &b))?;
                is(&y.recip(), &b.recip())?;
            }
            let mut changed = x.clone();
            changed += &y;
            changed -= z.clone();
            changed *= y.clone();
            is(&changed, &((&a + &b - &c) * &b))?;
            if !c.is_zero() {
                changed /= &z;
                is(&changed, &((&a + &b - &c) * &b / &c))?;
            }
            prop_assert_eq!(x.cmp(&y), a.cmp(&b));
            prop_assert_eq!(x == y, a == b);
            prop_assert_eq!(x.is_integer(), a.is_integer());
            prop_assert_eq!(x.is_zero(), a.is_zero());
            prop_assert_eq!(x.is_one(), a.is_one());
            prop_assert_eq!(x.is_negative(), a.is_negative());
            prop_assert_eq!(x.is_positive(), a.is_positive());
            prop_assert_eq!(x.to_integer(), a.to_integer());
            let whole = a.is_integer().then(|| a.numer().to_i128());
            prop_assert_eq!(x.to_i128(), whole.flatten());
            prop_assert_eq!(x.to_string(), a.to_string());
        }
    }

    #[test]
    fn two_words_hold_a_number() {
        assert_eq!(size_of::<Rat>(), 16);
    }
}

//! Sums and products of fractions in lowest terms. What the parts have in common
//! is divided out before they are multiplied: they are shorter then, and most
//! have nothing in common (Knuth, "The Art of Computer Programming" 4.5.1).

use super::divisor;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::One;
use std::borrow::Cow;

/// A fraction whose parts have nothing in common; the second is above zero.
pub(super) type Parts = (i128, i128);

/// The sum. Each part is at most 2^63 in size: products are at most 2^126, and so
/// is half a sum of two.
pub(super) fn sum_of_words((a, b): Parts, (c, d): Parts) -> Parts {
    if b == d {
        let common = common(a + c, b);
        return (over(a + c, common), over(b, common));
    }
    let shared = common(b, d);
    if shared == 1 {
        return (a * d + c * b, b * d);
    }
    let (b, own) = (over(b, shared), over(d, shared));
    let sum = a * own + c * b;
    let common = match i64::try_from(sum) {
        Ok(_) => common(sum, shared),
        Err(_) => common(sum % shared, shared),
    };
    (over(sum, common), b * over(d, common))
}

/// The product of fractions whose parts are at most 2^63 in size.
pub(super) fn product_of_words((a, b): Parts, (c, d): Parts) -> Parts {
    let (left, right) = (common(a, d), common(c, b));
    let numer = over(a, left) * over(c, right);
    (numer, over(b, right) * over(d, left))
}

/// The greatest divisor of two parts; the second is above zero.
fn common(part: i128, other: i128) -> i128 {
    if other == 1 || part == 1 || part == -1 {
        return 1;
    }
    let sizes = (part.unsigned_abs(), other.unsigned_abs());
    let common = match (u64::try_from(sizes.0), u64::try_from(sizes.1)) {
        (Ok(one), Ok(other)) => divisor::of_words(one, other).into(),
        _ => divisor::of_wide(sizes.0, sizes.1),
    };
    common.cast_signed()
}

/// A part without a divisor of it, which is at most 2^63.
fn over(part: i128, divisor: i128) -> i128 {
    if divisor == 1 {
        return part;
    }
    match (i64::try_from(part), i64::try_from(divisor)) {
        // Words are divided in a tenth of the time.
        (Ok(part), Ok(divisor)) => (part / divisor).into(),
        _ => part / divisor,
    }
}

/// The sum of two, or what else `add` makes of them over one denominator.
pub(super) fn sum_of_any(
    one: &BigRational,
    other: &BigRational,
    add: impl Fn(BigInt, BigInt) -> BigInt,
) -> BigRational {
    let (b, d) = (one.denom(), other.denom());
    let shared = common_of_any(b, d);
    if shared.is_one() {
        let sum = add(one.numer() * d, other.numer() * b);
        return BigRational::new_raw(sum, b * d);
    }
    let (b, own) = (b / &shared, d / &shared);
    let sum = add(one.numer() * own, other.numer() * &b);
    let common = common_of_any(&sum, &shared);
    let denom = b * without(d, &common).as_ref();
    BigRational::new_raw(without(&sum, &common).into_owned(), denom)
}

/// The product of two.
pub(super) fn product_of_any(one: &BigRational, other: &BigRational) -> BigRational {
    let left = common_of_any(one.numer(), other.denom());
    let right = common_of_any(other.numer(), one.denom());
    let numer = without(one.numer(), &left).as_ref() * without(other.numer(), &right).as_ref();
    let denom = without(one.denom(), &right).as_ref() * without(other.denom(), &left).as_ref();
    BigRational::new_raw(numer, denom)
}

/// The greatest divisor of two parts; the second is above zero.
fn common_of_any(part: &BigInt, other: &BigInt) -> BigInt {
    BigInt::from(divisor::of_any(part.magnitude(), other.magnitude()))
}

/// A part without a divisor of it.
fn without<'a>(part: &'a BigInt, divisor: &BigInt) -> Cow<'a, BigInt> {
    match divisor.is_one() {
        true => Cow::Borrowed(part),
        false => Cow::Owned(part / divisor),
    }
}

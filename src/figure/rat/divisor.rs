//! The greatest number that divides two others: with shifts in place of
//! divisions where both fit into words (Stein 1967), and for those of any size
//! many divisions at a time, read off their leading digits (Lehmer 1938; Knuth,
//! "The Art of Computer Programming" 4.5.2, algorithm L).

use num_bigint::BigUint;
use num_traits::{One, ToPrimitive, Zero};

/// Of two words; of zero and a number that number.
pub(super) fn of_words(one: u64, other: u64) -> u64 {
    match (one, other) {
        (0, rest) | (rest, 0) => return rest,
        (1, _) | (_, 1) => return 1,
        _ => {}
    }
    let twos = (one | other).trailing_zeros();
    let (mut odd, mut rest) = (one >> one.trailing_zeros(), other);
    loop {
        rest >>= rest.trailing_zeros();
        let apart = odd.abs_diff(rest);
        if apart == 0 {
            return odd << twos;
        }
        odd = odd.min(rest);
        rest = apart;
    }
}

/// Of two words of twice the size.
pub(super) fn of_wide(one: u128, other: u128) -> u128 {
    match (one, other) {
        (0, rest) | (rest, 0) => return rest,
        (1, _) | (_, 1) => return 1,
        _ => {}
    }
    let twos = (one | other).trailing_zeros();
    let (mut odd, mut rest) = (one >> one.trailing_zeros(), other);
    loop {
        rest >>= rest.trailing_zeros();
        if let (Ok(odd), Ok(rest)) = (u64::try_from(odd), u64::try_from(rest)) {
            return u128::from(of_words(odd, rest)) << twos;
        }
        let apart = odd.abs_diff(rest);
        if apart == 0 {
            return odd << twos;
        }
        odd = odd.min(rest);
        rest = apart;
    }
}

/// Of two numbers of any size.
pub(super) fn of_any(one: &BigUint, other: &BigUint) -> BigUint {
    let (high, low) = if one < other {
        (other, one)
    } else {
        (one, other)
    };
    if low.is_zero() {
        return high.clone();
    }
    if low.is_one() {
        return low.clone();
    }
    if let Some(low) = low.to_u64() {
        let rest = (high % low).to_u64().unwrap_or(0);
        return BigUint::from(of_words(low, rest));
    }
    let (mut high, mut low) = (high.to_u64_digits(), low.to_u64_digits());
    loop {
        if let (Some(high), Some(low)) = (wide(&high), wide(&low)) {
            return BigUint::from(of_wide(high, low));
        }
        if low.is_empty() {
            return number(&high);
        }
        match Steps::seen(&high, &low) {
            Some(steps) => steps.take(&mut high, &mut low),
            None => {
                let rest = (number(&high) % number(&low)).to_u64_digits();
                high = std::mem::replace(&mut low, rest);
            }
        }
    }
}

/// What digits stand for, lowest first, where two words hold it.
fn wide(digits: &[u64]) -> Option<u128> {
    match *digits {
        [] => Some(0),
        [low] => Some(low.into()),
        [low, high] => Some(u128::from(high) << 64 | u128::from(low)),
        _ => None,
    }
}

fn number(digits: &[u64]) -> BigUint {
    let bytes: Vec<u8> = digits
        .iter()
        .flat_map(|digit| digit.to_le_bytes())
        .collect();
    BigUint::from_bytes_le(&bytes)
}

/// Divisions with rest in a row, as one change of both numbers: the first
/// becomes `a · high + b · low`, the second `c · high + d · low`.
struct Steps {
    a: i64,
    b: i64,
    c: i64,
    d: i64,
}

impl Steps {
    /// Those that the leading digits leave no doubt of; `None` where that is
    /// not even one. The first number is the greater.
    fn seen(high: &[u64], low: &[u64]) -> Option<Steps> {
        let places = high.len();
        let shift = high.last()?.leading_zeros();
        let (mut x, mut y) = (leading(high, places, shift), leading(low, places, shift));
        let mut steps = Steps {
            a: 1,
            b: 0,
            c: 0,
            d: 1,
        };
        // What the digits left out may add stays below one on either side.
        while y + steps.c != 0 && y + steps.d != 0 {
            let times = (x + steps.a) / (y + steps.c);
            if times != (x + steps.b) / (y + steps.d) {
                break;
            }
            let Steps { a, b, c, d } = steps;
            steps = Steps {
                a: c,
                b: d,
                c: a - times * c,
                d: b - times * d,
            };
            (x, y) = (y, x - times * y);
        }
        (steps.b != 0).then_some(steps)
    }

    fn take(&self, high: &mut Vec<u64>, low: &mut Vec<u64>) {
        low.resize(high.len(), 0);
        let (mut over_high, mut over_low) = (0i128, 0i128);
        for (x, y) in high.iter_mut().zip(low.iter_mut()) {
            let times = |factor: i64, digit: u64| i128::from(factor) * i128::from(digit);
            let first = times(self.a, *x) + times(self.b, *y) + over_high;
            let second = times(self.c, *x) + times(self.d, *y) + over_low;
            (*x, over_high) = split(first);
            (*y, over_low) = split(second);
        }
        trim(high);
        trim(low);
    }
}

/// The 62 bits that lead, of a number of so many places.
fn leading(digits: &[u64], places: usize, shift: u32) -> i64 {
    let digit = |from_top: usize| {
        let place = places.checked_sub(from_top);
        place
            .and_then(|place| digits.get(place))
            .copied()
            .unwrap_or(0)
    };
    let both = u128::from(digit(1)) << 64 | u128::from(digit(2));
    ((both << shift) >> 66) as i64
}

/// The lowest digit, and what is carried on.
fn split(number: i128) -> (u64, i128) {
    (number as u64, number >> 64)
}

fn trim(digits: &mut Vec<u64>) {
    while digits.last() == Some(&0) {
        digits.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_integer::Integer;
    use proptest::prelude::*;

    /// Numbers of up to ten words, also with few ones or few noughts in them.
    fn large() -> impl Strategy<Value = BigUint> {
        let digit = prop_oneof![any::<u64>(), Just(0), Just(u64::MAX), 0u64..9];
        prop::collection::vec(digit, 0..10).prop_map(|digits| number(&digits))
    }

    /// Two neighbours among the numbers of Fibonacci, each divisor once.
    fn fibonacci(steps: u32) -> (BigUint, BigUint) {
        let start = (BigUint::from(1u8), BigUint::from(1u8));
        (0..steps).fold(start, |(a, b), _| (b.clone(), a + b))
    }

    proptest! {
        #[test]
        fn of_words_as_of_any_size(a: u64, b: u64, shared: u32, by in 0u32..64) {
            let (a, b) = (a >> by, b >> (by / 2));
            prop_assert_eq!(of_words(a, b), a.gcd(&b));
            let (a, b) = (u128::from(a), u128::from(b));
            let (a, b) = (a * u128::from(shared), b * u128::from(shared));
            prop_assert_eq!(of_wide(a, b), a.gcd(&b));
        }

        #[test]
        fn of_wide_words(a: u128, b: u128, by in 0u32..128) {
            prop_assert_eq!(of_wide(a >> by, b), (a >> by).gcd(&b));
            prop_assert_eq!(of_wide(a, b >> by), a.gcd(&(b >> by)));
        }

        #[test]
        fn of_large_numbers(a in large(), b in large(), shared in large(), few in 0u64..40) {
            prop_assert_eq!(of_any(&a, &b), a.gcd(&b));
            let (c, d) = (&a * &shared, &b * &shared);
            prop_assert_eq!(of_any(&c, &d), c.gcd(&d));
            let beside = &c * few + few;
            prop_assert_eq!(of_any(&c, &beside), c.gcd(&beside));
            let (x, y) = fibonacci(few as u32 * 20);
            prop_assert_eq!(of_any(&(&x * &shared), &(&y * &shared)), shared);
        }
    }
}

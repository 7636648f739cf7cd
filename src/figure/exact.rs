//! Exact numbers as decimals: tens to a power, and their print. Nothing here
//! rounds unless its name says so.

use super::rat::Rat;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed};

/// A number as text, and whether the text is the whole truth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NumberText {
    /// A plain decimal without thousands separators.
    pub text: String,
    /// Whether `text` equals the number; otherwise it was rounded.
    pub exact: bool,
}

/// Ten to the power of `n`.
pub(crate) fn pow10(n: u32) -> BigInt {
    BigInt::from(10).pow(n)
}

/// The same as an exact number.
fn ten_to(n: u32) -> Rat {
    match 10_i64.checked_pow(n) {
        Some(power) => Rat::whole(power),
        None => Rat::from_integer(pow10(n)),
    }
}

/// `mantissa` times ten to the power of `exp10`.
pub(crate) fn scaled(mantissa: impl Into<Rat>, exp10: i32) -> Rat {
    let mantissa = mantissa.into();
    let power = ten_to(exp10.unsigned_abs());
    if exp10 < 0 {
        mantissa / power
    } else {
        mantissa * power
    }
}

/// A small whole number.
pub(crate) fn int(n: i64) -> Rat {
    Rat::whole(n)
}

/// The number as a plain decimal: exact when it ends within `max_places`,
/// otherwise rounded (ties away from zero) to `max_places`; never padded with
/// zeros.
pub(crate) fn show(value: &Rat, max_places: u32) -> NumberText {
    let exact = (value * ten_to(max_places)).is_integer();
    let mut text = show_fixed(value, max_places);
    if text.contains('.') {
        let kept = text.trim_end_matches('0').trim_end_matches('.').len();
        text.truncate(kept);
    }
    NumberText { text, exact }
}

/// As `show`, but a number that has more places is rounded up, or down.
pub(crate) fn show_towards(value: &Rat, max_places: u32, up: bool) -> NumberText {
    let scale = ten_to(max_places);
    let units = value * &scale;
    let units = if up { units.ceil() } else { units.floor() };
    NumberText {
        exact: units == value * &scale,
        ..show(&(units / scale), max_places)
    }
}

/// The number rounded, ties away from zero, to exactly `places` decimals. A
/// value that rounds to zero has no sign.
pub(crate) fn show_fixed(value: &Rat, places: u32) -> String {
    let units = (value * ten_to(places)).round().to_integer();
    let digits = units.magnitude().to_string();
    let places = places as usize;
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at(padded.len() - places);
    let sign = if units.is_negative() { "-" } else { "" };
    let point = if places == 0 { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}

/// The greatest power of ten that is not above a positive number.
pub(crate) fn place_of(value: &Rat) -> i32 {
    let digits = |number: BigInt| number.to_string().len();
    let (over, under) = (digits(value.numer()), digits(value.denom()));
    let guess = i64::try_from(over).unwrap_or(0) - i64::try_from(under).unwrap_or(0);
    let mut place = i32::try_from(guess).unwrap_or(0);
    while scaled(1, place) > *value {
        place -= 1;
    }
    while scaled(1, place + 1) <= *value {
        place += 1;
    }
    place
}

/// The least whole number that makes all of these whole.
pub(crate) fn common_denominator<'a>(values: impl IntoIterator<Item = &'a Rat>) -> Rat {
    let common = |common: BigInt, value: &Rat| common.lcm(&value.denom());
    Rat::from_integer(values.into_iter().fold(BigInt::one(), common))
}

/// Half of a number.
pub(crate) fn half(value: &Rat) -> Rat {
    value / int(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(numer: i64, denom: i64, places: u32) -> (String, bool) {
        let NumberText { text, exact } = show(&Rat::new(numer.into(), denom.into()), places);
        (text, exact)
    }

    #[test]
    fn shows_exactly_when_the_decimal_ends_in_time() {
        let cases = [
            ((43, 50, 4), "0.86", true),
            ((1, 3, 2), "0.33", false),
            ((2, 3, 2), "0.67", false),
            ((-1, 8, 3), "-0.125", true),
            ((-1, 8, 2), "-0.13", false),
            ((1, 8, 2), "0.13", false),
            ((999, 1000, 2), "1", false),
            ((1200, 1, 0), "1200", true),
            ((1200, 1, 3), "1200", true),
            ((-1, 1000, 2), "0", false),
            ((0, 1, 5), "0", true),
            ((1, 2, 0), "1", false),
        ];
        for ((numer, denom, places), text, exact) in cases {
            assert_eq!(
                shown(numer, denom, places),
                (text.to_string(), exact),
                "{numer}/{denom}"
            );
        }
    }

    #[test]
    fn shows_a_fixed_number_of_places() {
        for (value, places, text) in [
            (scaled(86, 0), 2, "86.00"),
            (scaled(5, -3), 2, "0.01"),
            (scaled(-5, -3), 2, "-0.01"),
            (scaled(4, -3), 2, "0.00"),
            (scaled(-4, -3), 2, "0.00"),
            (scaled(-15, -1), 0, "-2"),
            (scaled(123456, -2), 1, "1234.6"),
        ] {
            assert_eq!(show_fixed(&value, places), text);
        }
    }

    #[test]
    fn scales_both_ways() {
        assert_eq!(scaled(12, 3), int(12000));
        assert_eq!(scaled(12, -1) * int(5), int(6));
        assert_eq!(half(&int(-3)), scaled(-15, -1));
        let values = [scaled(15, -1), Rat::new(2.into(), 3.into()), int(7)];
        assert_eq!(common_denominator(&values), int(6));
    }
}

//! Rounding modes, and the one table of which true values each turns into a
//! given print.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::lang::Lang;
use crate::say;

/// How a figure was cut to its last printed place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rounding {
    /// To the nearest, ties either way: what an honest report may have done.
    #[default]
    Nearest,
    /// To the nearest, ties away from zero (四舍五入).
    HalfUp,
    /// To the nearest, ties toward zero.
    HalfDown,
    /// To the nearest, ties to the even digit (GB/T 8170).
    HalfEven,
    /// Cut: toward zero.
    Truncate,
    /// Away from zero.
    Away,
    /// Down: toward minus infinity.
    Floor,
    /// Up: toward plus infinity.
    Ceiling,
    /// Whatever one of the other modes allows.
    Any,
}

impl Rounding {
    /// Every mode, in the order in which they are documented.
    pub const ALL: [Rounding; 9] = [
        Rounding::Nearest,
        Rounding::HalfUp,
        Rounding::HalfDown,
        Rounding::HalfEven,
        Rounding::Truncate,
        Rounding::Away,
        Rounding::Floor,
        Rounding::Ceiling,
        Rounding::Any,
    ];

    /// The mode's name in a configuration and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Rounding::Nearest => "nearest",
            Rounding::HalfUp => "half-up",
            Rounding::HalfDown => "half-down",
            Rounding::HalfEven => "half-even",
            Rounding::Truncate => "truncate",
            Rounding::Away => "away",
            Rounding::Floor => "floor",
            Rounding::Ceiling => "ceiling",
            Rounding::Any => "any",
        }
    }
}

impl fmt::Display for Rounding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A rounding mode that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRounding {
    /// What was written, cut to a readable length.
    pub found: String,
}

impl UnknownRounding {
    /// The mistake and the modes that exist, in the reader's language.
    pub fn say(&self, lang: Lang) -> String {
        let found = &self.found;
        let between = say!(lang, ", ", "、");
        let known = Rounding::ALL.map(Rounding::name).join(&between);
        say!(
            lang,
            "no rounding mode is called `{found}`; there are {known}",
            "没有名为“{found}”的修约方式；可用的有 {known}"
        )
    }
}

impl fmt::Display for UnknownRounding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for UnknownRounding {}

impl FromStr for Rounding {
    type Err = UnknownRounding;

    fn from_str(text: &str) -> Result<Rounding, UnknownRounding> {
        Rounding::ALL
            .into_iter()
            .find(|mode| mode.name() == text)
            .ok_or_else(|| UnknownRounding {
                found: super::unreadable::excerpt(text),
            })
    }
}

/// The ends of what a mode turns into a print, in half steps around the print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ends {
    /// Half steps from the print to the lower end.
    pub lo: i8,
    /// Half steps from the print to the upper end.
    pub hi: i8,
    /// The lower end itself is not possible.
    pub lo_open: bool,
    /// The upper end itself is not possible.
    pub hi_open: bool,
}

/// The one table of rounding modes: which true values are printed as a number
/// of this sign (compared with zero). `last_digit_odd` matters to half-even only.
pub(crate) fn ends(mode: Rounding, sign: Ordering, last_digit_odd: bool) -> Ends {
    use Ordering::{Equal, Greater, Less};
    const OPEN: bool = true;
    const CLOSED: bool = false;
    let (lo, lo_open, hi, hi_open) = match (mode, sign) {
        (Rounding::Nearest, _) => (-1, CLOSED, 1, CLOSED),
        (Rounding::HalfUp, Greater) | (Rounding::HalfDown, Less) => (-1, CLOSED, 1, OPEN),
        (Rounding::HalfUp, Less) | (Rounding::HalfDown, Greater) => (-1, OPEN, 1, CLOSED),
        (Rounding::HalfUp, Equal) => (-1, OPEN, 1, OPEN),
        (Rounding::HalfDown, Equal) => (-1, CLOSED, 1, CLOSED),
        (Rounding::HalfEven, _) => (-1, last_digit_odd, 1, last_digit_odd),
        (Rounding::Truncate, Greater) | (Rounding::Away, Less) => (0, CLOSED, 2, OPEN),
        (Rounding::Truncate, Less) | (Rounding::Away, Greater) => (-2, OPEN, 0, CLOSED),
        (Rounding::Truncate, Equal) | (Rounding::Any, _) => (-2, OPEN, 2, OPEN),
        (Rounding::Away, Equal) => (0, CLOSED, 0, CLOSED),
        (Rounding::Floor, _) => (0, CLOSED, 2, OPEN),
        (Rounding::Ceiling, _) => (-2, OPEN, 0, CLOSED),
    };
    Ends {
        lo,
        hi,
        lo_open,
        hi_open,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;
    use rust_decimal::{Decimal, RoundingStrategy};

    use super::super::Rat;
    use super::super::exact::scaled;
    use super::super::range::Range;
    use super::*;

    /// The modes' own rounding by an independent implementation; several where
    /// the mode allows several.
    pub(in crate::figure) fn strategies(mode: Rounding) -> Vec<RoundingStrategy> {
        use RoundingStrategy::*;
        match mode {
            Rounding::Nearest => vec![MidpointAwayFromZero, MidpointTowardZero],
            Rounding::HalfUp => vec![MidpointAwayFromZero],
            Rounding::HalfDown => vec![MidpointTowardZero],
            Rounding::HalfEven => vec![MidpointNearestEven],
            Rounding::Truncate => vec![ToZero],
            Rounding::Away => vec![AwayFromZero],
            Rounding::Floor => vec![ToNegativeInfinity],
            Rounding::Ceiling => vec![ToPositiveInfinity],
            Rounding::Any => vec![
                MidpointAwayFromZero,
                MidpointTowardZero,
                MidpointNearestEven,
                ToZero,
                AwayFromZero,
                ToNegativeInfinity,
                ToPositiveInfinity,
            ],
        }
    }

    /// Holds the range of the print `v` (in units of 10^-places) to the values
    /// that are printed so, in twentieths of a unit up to two units away.
    fn check(v: i64, places: u32, mode: Rounding) {
        let print = Decimal::new(v, places);
        let nominal = scaled(v, -(places as i32));
        let range = Range::of_rounding(&nominal, &scaled(1, -(places as i32)), mode, v % 2 != 0);
        for twentieths in -40..=40 {
            let fine = v * 100 + twentieths * 5;
            let value = Decimal::new(fine, places + 2);
            let printed_so = strategies(mode)
                .into_iter()
                .any(|strategy| value.round_dp_with_strategy(places, strategy) == print);
            let exact: Rat = scaled(fine, -(places as i32) - 2);
            assert_eq!(
                range.contains(&exact),
                printed_so,
                "{value} as {print} by {mode}"
            );
        }
    }

    #[test]
    fn every_mode_allows_exactly_what_it_prints() {
        for mode in Rounding::ALL {
            for places in 0..3 {
                (-25..=25).for_each(|v| check(v, places, mode));
            }
        }
    }

    proptest! {
        #[test]
        fn also_for_large_prints(v in -10_i64.pow(14)..10_i64.pow(14), places in 0u32..6, mode in 0usize..9) {
            check(v, places, Rounding::ALL[mode]);
        }
    }

    #[test]
    fn any_is_the_union_of_the_others() {
        for (sign, odd) in [
            (Ordering::Less, true),
            (Ordering::Equal, false),
            (Ordering::Greater, false),
        ] {
            let widest = ends(Rounding::Any, sign, odd);
            for mode in Rounding::ALL {
                let ends = ends(mode, sign, odd);
                assert!(ends.lo >= widest.lo && ends.hi <= widest.hi, "{mode}");
            }
        }
    }

    #[test]
    fn names_read_back() {
        for mode in Rounding::ALL {
            assert_eq!(mode.name().parse(), Ok(mode));
        }
        let error = "bankers".parse::<Rounding>().expect_err("no such mode");
        let known = "nearest, half-up, half-down, half-even, truncate, away, floor, ceiling, any";
        assert_eq!(
            error.to_string(),
            format!("no rounding mode is called `bankers`; there are {known}")
        );
        assert!(error.say(Lang::Zh).contains("bankers"));
        assert_eq!(Rounding::default(), Rounding::Nearest);
    }
}

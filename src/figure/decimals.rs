//! How far a figure is known: how many of its places, or the multiples that it
//! was rounded to.

use super::exact;
use super::rat::Rat;
use super::unreadable;
use crate::lang::Lang;
use crate::say;
use std::fmt;
use std::str::FromStr;

/// More places than this (either way) are no statement about a figure.
pub(super) const MAX_PLACES: i32 = 400;

/// How far a figure is known: the number as printed, before % and 万.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decimals {
    /// Places after the point; negative for tens, hundreds, thousands.
    Places(i32),
    /// All of them.
    Exact,
    /// It was rounded to a multiple of this.
    Multiple(Multiple),
}

/// What figures were rounded to multiples of: 5, 25, 0.5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Multiple {
    /// Its digits as a number.
    digits: u64,
    /// How many of them stand behind the point.
    places: u8,
    /// Whether they were at random, up or down, so that each figure is less than
    /// this away from the truth (random rounding to base 3 or 5, as statistics
    /// offices protect small counts).
    pub at_random: bool,
    /// Whether it is said of all figures of a report or a section: a rate among
    /// them is not meant.
    pub everywhere: bool,
}

impl Multiple {
    /// The number.
    pub(super) fn value(self) -> Rat {
        exact::scaled(self.digits, -i32::from(self.places))
    }

    /// The same, said of all figures of a report or a section.
    pub(crate) fn of_all(self) -> Multiple {
        Multiple {
            everywhere: true,
            ..self
        }
    }
}

impl FromStr for Multiple {
    type Err = UnknownMultiple;

    fn from_str(text: &str) -> Result<Multiple, UnknownMultiple> {
        let unknown = || UnknownMultiple {
            found: unreadable::excerpt(text),
        };
        let written = text.trim();
        let at_random = written.strip_prefix("random-");
        let text = at_random.unwrap_or(written);
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = format!("{whole}{fraction}");
        let plain = !whole.is_empty() && digits.bytes().all(|c| c.is_ascii_digit());
        let dot = text.contains('.') != fraction.is_empty();
        let number = digits.parse::<u64>().ok().filter(|number| *number > 0);
        let places = u8::try_from(fraction.len()).ok();
        match (number, places) {
            (Some(digits), Some(places)) if plain && dot => Ok(Multiple {
                digits,
                places,
                at_random: at_random.is_some(),
                everywhere: false,
            }),
            _ => Err(unknown()),
        }
    }
}

/// A text that is nothing to round to multiples of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UnknownMultiple {
    /// What was written, cut to a readable length.
    pub found: String,
}

impl UnknownMultiple {
    /// The mistake and what would be right, in the reader's language.
    pub(crate) fn say(&self, lang: Lang) -> String {
        let found = &self.found;
        say!(
            lang,
            "`{found}` is nothing to round to: write a number above zero, such as 5, 100 or 0.5, or `random-3` for what was rounded at random",
            "“{found}”不能作为取整的单位；请写大于零的数，例如 5、100 或 0.5；随机取整写作 random-3"
        )
    }
}

/// A text that is no number of places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UnknownDecimals {
    /// What was written, cut to a readable length.
    pub found: String,
}

impl UnknownDecimals {
    /// The mistake and what would be right, in the reader's language.
    pub(crate) fn say(&self, lang: Lang) -> String {
        let found = &self.found;
        say!(
            lang,
            "`{found}` is no number of decimals: write a whole number from -400 to 400 (negative for tens, hundreds, …) or `INF`",
            "“{found}”不是小数位数；请写-400至400的整数（负数指十、百等）或“INF”"
        )
    }
}

impl fmt::Display for UnknownDecimals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for UnknownDecimals {}

impl FromStr for Decimals {
    type Err = UnknownDecimals;

    fn from_str(text: &str) -> Result<Decimals, UnknownDecimals> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("INF") {
            return Ok(Decimals::Exact);
        }
        let known = -MAX_PLACES..=MAX_PLACES;
        let places = text.parse().ok().filter(|n| known.contains(n));
        places.map(Decimals::Places).ok_or_else(|| UnknownDecimals {
            found: unreadable::excerpt(text),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::exact::scaled;
    use super::super::rounding::tests::strategies;
    use super::super::{Context, Prints, Reading, Rounding, UnitBook, read};
    use super::*;
    use rust_decimal::Decimal;

    /// Every multiple allows what some rounding to it prints so, in twentieths
    /// of a multiple; whole numbers only where things are counted.
    #[test]
    fn multiples_allow_exactly_what_is_rounded_to_them() {
        let units = UnitBook::default();
        for (to, unit) in [
            ("5", None),
            ("25", Some("people")),
            ("10", Some("EUR")),
            ("0.5", Some("km")),
            ("random-3", None),
            ("random-5", Some("people")),
        ] {
            let unit = unit.and_then(|unit| units.read(unit));
            let counted = unit.as_ref().is_none_or(|unit| unit.counting);
            let multiple: Multiple = to.parse().expect("a multiple");
            let step = to.trim_start_matches("random-");
            let step: Decimal = step.parse().expect("a number");
            for mode in Rounding::ALL {
                let context = Context {
                    unit: unit.as_ref(),
                    decimals: Some(Decimals::Multiple(multiple)),
                    rounding: mode,
                    whole: None,
                    units: &units,
                    prints: Prints::PLAIN,
                };
                for times in -6_i64..=6 {
                    let print = step * Decimal::from(times);
                    let Reading::Figure(figure) = read(&print.to_string(), &context) else {
                        panic!("{print}");
                    };
                    assert!(!figure.is_unrounded(), "{print}");
                    for twentieths in -40_i64..=40 {
                        let steps = Decimal::from(times) + Decimal::new(twentieths * 5, 2);
                        let value = steps * step;
                        let ways = match multiple.at_random {
                            true => Rounding::Any,
                            false => mode,
                        };
                        let printed_so = strategies(ways).into_iter().any(|strategy| {
                            steps.round_dp_with_strategy(0, strategy) == Decimal::from(times)
                        });
                        // Nothing known to be counted is below zero where its print is not.
                        let below =
                            unit.is_some() && counted && times >= 0 && value < Decimal::ZERO;
                        let possible = (!counted || value.fract().is_zero()) && !below;
                        let exact = scaled(value.mantissa(), -(value.scale() as i32));
                        assert_eq!(
                            figure.range.contains(&exact),
                            printed_so && possible,
                            "{value} as {print} to {to} by {mode}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_no_multiple_is_told() {
        let units = UnitBook::default();
        let context = Context::of_unit(&units, None);
        let unrounded = |print: &str, known: Decimals| {
            let context = Context {
                decimals: Some(known),
                ..context
            };
            match read(print, &context) {
                Reading::Figure(figure) => figure.is_unrounded(),
                other => panic!("{print}: {other:?}"),
            }
        };
        let five: Multiple = "5".parse().expect("a multiple");
        for (print, known, expected) in [
            ("1234", Decimals::Places(-3), true),
            ("1000", Decimals::Places(-3), false),
            ("0", Decimals::Places(-3), false),
            ("12.345", Decimals::Places(1), true),
            ("12.30", Decimals::Places(1), false),
            ("12", Decimals::Places(1), false),
            ("6.25%", Decimals::Places(1), true),
            ("11.75万", Decimals::Places(1), true),
            ("11.7万", Decimals::Places(1), false),
            ("1234", Decimals::Exact, false),
            ("about 1234", Decimals::Places(-3), false),
            ("45", Decimals::Multiple(five), false),
            ("47", Decimals::Multiple(five), true),
            ("47%", Decimals::Multiple(five), true),
            ("47%", Decimals::Multiple(five.of_all()), false),
        ] {
            assert_eq!(unrounded(print, known), expected, "{print} {known:?}");
        }
        for wrong in [
            "random-",
            "random-0",
            "random 3",
            "",
            "0",
            "-5",
            "5.",
            ".5",
            "five",
            "1e3",
            "99999999999999999999",
        ] {
            assert!(wrong.parse::<Multiple>().is_err(), "{wrong}");
        }
    }
}

//! How many places of a figure are known.

use super::unreadable;
use crate::lang::Lang;
use crate::say;
use std::fmt;
use std::str::FromStr;

/// More places than this (either way) are no statement about a figure.
pub(super) const MAX_PLACES: i32 = 400;

/// The places known of a figure: of the number as printed, before % and 万.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decimals {
    /// Places after the point; negative for tens, hundreds, thousands.
    Places(i32),
    /// All of them.
    Exact,
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

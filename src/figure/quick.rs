//! The common prints (`1234`, `-5.20`, `86%`) read without allocation, for
//! tables of a million rows. Whatever is not one of them is left to `read`;
//! what is, reads the same (a property test holds the two together).

use super::range::ends;
use super::{Context, Rounding};

/// More digits than this are left to the full reader: ten times the number
/// and its rounding must fit an `i64` with room to spare.
const DIGITS: usize = 16;

/// The closed hull of a figure's range, `lo·10^exp` to `hi·10^exp`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quick {
    /// The low end.
    pub lo: i64,
    /// The high end.
    pub hi: i64,
    /// The power of ten of both.
    pub exp: i32,
    /// Whether an end is not itself a possible value.
    pub open: bool,
}

impl Quick {
    /// Whether the print leaves no choice.
    pub(crate) fn is_point(&self) -> bool {
        self.lo == self.hi
    }
}

/// What a column does to its prints, looked up once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct QuickColumn {
    /// The power of ten of the unit: 4 for 万元, −2 for %.
    exp: i32,
    /// Whether a print may carry a percent sign.
    percent: bool,
    /// Whether whole prints are exact.
    exact: bool,
    /// Whether prints with a fraction may be read here.
    fraction: bool,
    rounding: Rounding,
}

impl QuickColumn {
    /// For the figures of a context; `None` where only the full reader will do.
    pub(crate) fn new(context: &Context<'_>) -> Option<QuickColumn> {
        let plain = context.prints.has_plain_digits();
        if context.decimals.is_some() || context.whole.is_some() || !plain {
            return None;
        }
        let rounding = context.rounding;
        Some(match context.unit {
            None => QuickColumn {
                exp: 0,
                percent: true,
                exact: true,
                fraction: true,
                rounding,
            },
            Some(unit) if unit.counting && unit.exp10 == 0 => QuickColumn {
                exp: 0,
                percent: false,
                exact: true,
                fraction: false,
                rounding,
            },
            Some(unit) if unit.counting || !unit.known => return None,
            Some(unit) => QuickColumn {
                exp: unit.exp10,
                percent: unit.is_pure(),
                exact: false,
                fraction: true,
                rounding,
            },
        })
    }

    /// Reads a cell; `None` where only the full reader will do.
    pub(crate) fn read(&self, cell: &[u8]) -> Option<Quick> {
        let (cell, percent) = match cell.split_last() {
            Some((b'%', rest)) if self.percent => (rest, true),
            _ => (cell, false),
        };
        let (digits, negative) = match cell.split_first() {
            Some((b'-', rest)) => (rest, true),
            _ => (cell, false),
        };
        let (mantissa, places) = mantissa(digits)?;
        let mantissa = if negative { -mantissa } else { mantissa };
        let exp = if percent { -2 } else { self.exp } - places;
        if places == 0 && !percent && self.exact {
            return Some(Quick {
                lo: mantissa,
                hi: mantissa,
                exp,
                open: false,
            });
        }
        if places > 0 && !self.fraction {
            return None;
        }
        let ends = ends(self.rounding, mantissa.cmp(&0), mantissa % 2 != 0);
        Some(Quick {
            lo: mantissa * 10 + 5 * i64::from(ends.lo),
            hi: mantissa * 10 + 5 * i64::from(ends.hi),
            exp: exp - 1,
            open: ends.lo_open || ends.hi_open,
        })
    }
}

/// `1234.50` as 123450 and two places; `None` where it is anything else.
fn mantissa(digits: &[u8]) -> Option<(i64, i32)> {
    if digits.is_empty() || digits.len() > DIGITS {
        return None;
    }
    let mut value = 0_i64;
    let mut places = None;
    for &byte in digits {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(byte - b'0');
                places = places.map(|places: i32| places + 1);
            }
            b'.' if places.is_none() => places = Some(0),
            _ => return None,
        }
    }
    let bare = digits[0] == b'.' || places == Some(0);
    (!bare).then_some((value, places.unwrap_or(0)))
}

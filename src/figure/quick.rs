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
    /// What the print looks like.
    pub look: Look,
}

/// What a print looks like, whatever its digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// It is below zero.
    pub negative: bool,
    /// It has decimals.
    pub fraction: bool,
    /// It ends in a percent sign.
    pub percent: bool,
}

impl Look {
    /// How many looks there are.
    pub(crate) const COUNT: usize = 8;

    /// Its number among all looks.
    pub(crate) fn number(self) -> usize {
        usize::from(self.negative) + 2 * usize::from(self.fraction) + 4 * usize::from(self.percent)
    }

    /// All looks, by their numbers.
    pub(crate) fn all() -> impl Iterator<Item = Look> {
        (0..Look::COUNT).map(|number| Look {
            negative: number & 1 > 0,
            fraction: number & 2 > 0,
            percent: number & 4 > 0,
        })
    }
}

impl Quick {
    /// Whether the print leaves no choice.
    pub(crate) fn is_point(&self) -> bool {
        self.lo == self.hi
    }
}

/// A figure's digits, and whether they are all there is to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plain {
    /// The digits, with their sign.
    pub digits: i64,
    /// The power of ten of the last one.
    pub exp: i32,
    /// Whether the print is the value, and was not rounded.
    pub exact: bool,
}

/// What a column does to its prints, looked up once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct QuickColumn {
    /// The power of ten of the unit: 4 for 万元, −2 for %.
    pub(super) exp: i32,
    /// Whether a print may carry a percent sign.
    pub(super) percent: bool,
    /// Whether whole prints are exact.
    pub(super) exact: bool,
    /// Whether prints with a fraction may be read here.
    pub(super) fraction: bool,
    pub(super) rounding: Rounding,
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

    /// The digits of a figure that it read.
    #[inline]
    pub(crate) fn plain(&self, figure: &Quick) -> Plain {
        if self.exact && !figure.look.fraction && !figure.look.percent {
            return Plain {
                digits: figure.lo,
                exp: figure.exp,
                exact: true,
            };
        }
        // Twenty times the digits, and half steps of which the two ends have
        // as many, or one of them two more.
        let sum = figure.lo + figure.hi;
        let half_steps = |digits: i64| {
            let ends = ends(self.rounding, digits.cmp(&0), digits % 2 != 0);
            5 * i64::from(ends.lo + ends.hi)
        };
        let tried = [sum / 20, (sum - 10) / 20, (sum + 10) / 20];
        let found = tried
            .into_iter()
            .find(|digits| 20 * digits + half_steps(*digits) == sum);
        Plain {
            digits: found.unwrap_or(sum / 20),
            exp: figure.exp + 1,
            exact: false,
        }
    }

    /// Reads a cell; `None` where only the full reader will do.
    #[cfg(any(test, feature = "fuzzing"))]
    pub(crate) fn read(&self, cell: &[u8]) -> Option<Quick> {
        let mut figure = Quick::default();
        self.read_into(cell, &mut figure).then_some(figure)
    }

    /// Reads a cell, right into where the figure is to be; false where only the
    /// full reader will do.
    #[inline(always)]
    pub(crate) fn read_into(&self, cell: &[u8], to: &mut Quick) -> bool {
        let (cell, percent) = match cell.split_last() {
            Some((b'%', rest)) if self.percent => (rest, true),
            _ => (cell, false),
        };
        let (digits, negative) = match cell.split_first() {
            Some((b'-', rest)) => (rest, true),
            _ => (cell, false),
        };
        let Some((mantissa, places)) = mantissa(digits) else {
            return false;
        };
        let mantissa = if negative { -mantissa } else { mantissa };
        let exp = if percent { -2 } else { self.exp } - places;
        to.look = Look {
            negative: mantissa < 0,
            fraction: places > 0,
            percent,
        };
        if places == 0 && !percent && self.exact {
            (to.lo, to.hi, to.exp, to.open) = (mantissa, mantissa, exp, false);
            return true;
        }
        if places > 0 && !self.fraction {
            return false;
        }
        let ends = ends(self.rounding, mantissa.cmp(&0), mantissa % 2 != 0);
        to.lo = mantissa * 10 + 5 * i64::from(ends.lo);
        to.hi = mantissa * 10 + 5 * i64::from(ends.hi);
        to.exp = exp - 1;
        to.open = ends.lo_open || ends.hi_open;
        true
    }
}

/// `1234.50` as 123450 and two places; `None` where it is anything else.
#[inline(always)]
pub(super) fn mantissa(digits: &[u8]) -> Option<(i64, i32)> {
    match eight(digits) {
        Some(padded) => of_eight(padded, digits[0] == b'.'),
        None => of_many(digits),
    }
}

/// Up to eight bytes as one word, the last one on top, zeros below.
#[inline(always)]
fn eight(digits: &[u8]) -> Option<u64> {
    let length = digits.len();
    let missing = 64 - 8 * u32::try_from(length).ok().filter(|length| *length <= 8)?;
    let bytes = match (digits.first_chunk::<4>(), digits.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            let first = u64::from(u32::from_le_bytes(*first)) << missing;
            first | u64::from(u32::from_le_bytes(*last)) << 32
        }
        _ => match *digits {
            [one] => u64::from(one) << 56,
            [one, two] => u64::from(one) << 48 | u64::from(two) << 56,
            [one, two, three] => {
                u64::from(one) << 40 | u64::from(two) << 48 | u64::from(three) << 56
            }
            _ => return None,
        },
    };
    Some(bytes | ZEROS & !(u64::MAX << missing))
}

/// Eight times the digit zero.
pub(super) const ZEROS: u64 = 0x3030_3030_3030_3030;

/// The number that eight bytes print, of which one that is not the last may be
/// a point.
#[inline(always)]
fn of_eight(bytes: u64, bare: bool) -> Option<(i64, i32)> {
    if let Some(value) = of_digits(bytes) {
        return Some((value, 0));
    }
    // A byte that is not a digit is only read on if it is a point: the digits
    // before it then close up to those behind it.
    let others = bytes ^ 0x2E2E_2E2E_2E2E_2E2E;
    let points = others.wrapping_sub(0x0101_0101_0101_0101) & !others & 0x8080_8080_8080_8080;
    if points == 0 || bare {
        return None;
    }
    let at = points.trailing_zeros() / 8;
    let before = bytes & !(u64::MAX << (8 * at));
    let behind = match at {
        7 => return None,
        _ => bytes & (u64::MAX << (8 * (at + 1))),
    };
    let value = of_digits(behind | before << 8 | 0x30)?;
    Some((value, 7 - i32::try_from(at).ok()?))
}

/// The number that eight digits print; `None` where one of them is none.
#[inline(always)]
pub(super) fn of_digits(bytes: u64) -> Option<i64> {
    const HIGH: u64 = 0xF0F0_F0F0_F0F0_F0F0;
    let carried = bytes.wrapping_add(0x0606_0606_0606_0606);
    if bytes & HIGH != ZEROS || carried & HIGH != ZEROS {
        return None;
    }
    // Neighbours are joined: digits to pairs, pairs to fours, fours to all.
    let digits = bytes & 0x0F0F_0F0F_0F0F_0F0F;
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8) & 0x00FF_00FF_00FF_00FF;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_FFFF_0000_FFFF;
    let all = fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xFFFF_FFFF;
    i64::try_from(all).ok()
}

/// The same of more bytes.
fn of_many(digits: &[u8]) -> Option<(i64, i32)> {
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

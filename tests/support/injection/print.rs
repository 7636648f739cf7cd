//! The prints of the benchmark's figures, written and read back without the
//! help of the library.

use std::fmt::Write as _;

/// What a figure is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Whole things, printed exactly.
    Count,
    /// Money in 万元, or in the unit that the print says; rounded.
    Amount,
    /// A share in per cent; rounded.
    Rate,
}

/// A print, taken apart. Its number is `mantissa / 10^places`, in units that
/// are `per` base units each.
///
/// The base units are one thing, a thousandth of a 元, a thousandth of a
/// millionth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The digits, without the point.
    pub mantissa: i128,
    /// Digits behind the point.
    pub places: u32,
    /// Base units in one unit of the print.
    pub per: i128,
    /// What stands behind the digits.
    pub suffix: String,
}

impl Reading {
    /// Reads a print.
    pub(crate) fn of(print: &str, kind: Kind) -> Reading {
        let number_ends = |c: char| !(c.is_ascii_digit() || c == '.' || c == '-');
        let end = print.find(number_ends).unwrap_or(print.len());
        let (number, suffix) = print.split_at(end);
        let places = number.find('.').map_or(0, |point| number.len() - point - 1);
        let digits = number.replace('.', "");
        Reading {
            mantissa: digits.parse().expect("a number of the benchmark"),
            places: u32::try_from(places).unwrap_or(0),
            per: per(suffix, kind),
            suffix: suffix.to_owned(),
        }
    }

    /// The number in base units.
    pub(crate) fn value(&self) -> i128 {
        self.mantissa * self.per / 10_i128.pow(self.places)
    }

    /// The least and the greatest value that the print allows, in base units.
    pub(crate) fn range(&self, kind: Kind) -> (i128, i128) {
        let exact = kind == Kind::Count && self.suffix.is_empty();
        let half = match exact {
            true => 0,
            false => self.per / (2 * 10_i128.pow(self.places)),
        };
        (self.value() - half, self.value() + half)
    }

    /// A value of so many base units over a divisor, printed like this one.
    pub(crate) fn reprint(&self, value: i128, over: i128) -> String {
        let units = nearest(value * 10_i128.pow(self.places), over * self.per);
        format!("{}{}", fixed(units, self.places), self.suffix)
    }

    /// The same, cut and not rounded.
    pub(crate) fn reprint_cut(&self, value: i128, over: i128) -> String {
        let units = value * 10_i128.pow(self.places) / (over * self.per);
        format!("{}{}", fixed(units, self.places), self.suffix)
    }
}

/// Base units in one unit of a print.
fn per(suffix: &str, kind: Kind) -> i128 {
    let times = if suffix.contains('亿') {
        100_000_000
    } else if suffix.contains('万') || (kind == Kind::Amount && suffix.is_empty()) {
        10_000
    } else {
        1
    };
    match kind {
        Kind::Count => times,
        Kind::Amount => times * 1_000,
        Kind::Rate => 10_000_000,
    }
}

/// A quotient, rounded to the nearest, ties away from zero.
pub(crate) fn nearest(part: i128, over: i128) -> i128 {
    let size = (2 * part.abs() + over) / (2 * over);
    size * part.signum()
}

/// A number of units of the last place, with its point.
pub(crate) fn fixed(units: i128, places: u32) -> String {
    let power = 10_i128.pow(places);
    let sign = if units < 0 { "-" } else { "" };
    let mut text = format!("{sign}{}", units.abs() / power);
    if places > 0 {
        let width = usize::try_from(places).unwrap_or(0);
        let _ = write!(text, ".{:0width$}", units.abs() % power);
    }
    text
}

/// A share in per cent with so many places.
pub(crate) fn percent(part: i64, over: i64, places: u32) -> String {
    let units = nearest(
        i128::from(part) * 100 * 10_i128.pow(places),
        i128::from(over),
    );
    format!("{}%", fixed(units, places))
}

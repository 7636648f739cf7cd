//! How a figure is printed, and how another value is in the same notation.

use super::exact::{self, NumberText, Rat};
use num_bigint::BigInt;
use num_traits::One;

/// How a figure is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PrintStyle {
    pub(super) places: u32,
    /// The power of ten from the printed number to base units.
    pub(super) exp10: i32,
    pub(super) separator: Option<char>,
    pub(super) accounting: bool,
    pub(super) suffix: String,
}

impl PrintStyle {
    /// A value in base units with so many places, % or 万 and unit behind it;
    /// rounded half away from zero.
    pub(super) fn print(&self, value: &Rat, places: u32) -> String {
        let text = exact::show_fixed(&self.scaled(value), places);
        let (negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text.as_str()),
        };
        let grouped = match self.separator {
            Some(separator) => group(digits, separator),
            None => digits.to_string(),
        };
        let suffix = &self.suffix;
        match (negative, self.accounting) {
            (false, _) => format!("{grouped}{suffix}"),
            (true, true) => format!("({grouped}{suffix})"),
            (true, false) => format!("-{grouped}{suffix}"),
        }
    }

    /// A value in base units as `show` writes the number before % and 万, with
    /// these behind it.
    pub(super) fn with_suffix(&self, value: &Rat, show: impl Fn(&Rat) -> NumberText) -> NumberText {
        let mut shown = show(&self.scaled(value));
        shown.text.push_str(&self.suffix);
        shown
    }

    /// A value in base units as a fraction: `350/3`, `(350/3)%`.
    pub(super) fn fraction(&self, value: &Rat) -> String {
        let (value, suffix) = (self.scaled(value), &self.suffix);
        match suffix.is_empty() || value.is_integer() {
            true => format!("{value}{suffix}"),
            false => format!("({value}){suffix}"),
        }
    }

    /// A value in base units as the number before % and 万.
    fn scaled(&self, value: &Rat) -> Rat {
        value * exact::scaled(BigInt::one(), -self.exp10)
    }
}

/// Separates the thousands before the point.
fn group(text: &str, separator: char) -> String {
    let (whole, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped + fraction
}

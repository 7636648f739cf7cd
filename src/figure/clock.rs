//! Durations: `22:08` and `1:02:03` are minutes or hours with sixtieths, added
//! and compared exactly in seconds, or in the unit of time of their column.

use super::exact::{self, NumberText, Rat};
use super::numeral::{Chars, Numeral};
use super::unit::Unit;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::Signed;

/// How the durations of a figure's print are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// Two parts (`22:08`) or three (`1:02:03`).
    parts: u8,
    /// One of its last part (a second; a minute in `37:30` hours) in base units.
    pub(super) last: Rat,
}

/// A duration at `start`: parts of two digits below 60 behind colons.
pub(super) fn read(text: Chars, start: usize) -> Option<Numeral> {
    let run = |from: usize| {
        let rest = text.chars.get(from..).unwrap_or_default();
        rest.iter().take_while(|c| c.is_ascii_digit()).count()
    };
    let number = |from: usize, to: usize| -> Option<BigInt> {
        let digits: String = text.chars.get(from..to)?.iter().collect();
        digits.parse().ok()
    };
    let mut end = start + run(start);
    if end == start || end - start > 9 {
        return None;
    }
    let mut total = number(start, end)?;
    let mut parts = 1;
    while text.chars.get(end) == Some(&':') && parts < 3 {
        let sixtieths = number(end + 1, end + 3).filter(|_| run(end + 1) == 2)?;
        if sixtieths >= BigInt::from(60) {
            return None;
        }
        total = total * 60 + sixtieths;
        end += 3;
        parts += 1;
    }
    if parts == 1 {
        return None;
    }
    let mut numeral = Numeral {
        digits: total.to_string(),
        clock: Some(parts),
        end,
        ..Numeral::default()
    };
    let fraction = run(end + 1);
    if text.chars.get(end) == Some(&text.prints.decimal.char()) && fraction > 0 {
        numeral.digits.extend(&text.chars[end + 1..=end + fraction]);
        numeral.places = u32::try_from(fraction).ok()?;
        numeral.end = end + 1 + fraction;
    }
    Some(numeral)
}

/// How a duration of so many parts is counted in a column of a unit, and the
/// unit that it then has.
pub(super) fn of(parts: u8, column: Option<&Unit>) -> (Clock, Unit) {
    let unit = column.filter(|unit| seconds(unit).is_some());
    let one = unit.and_then(seconds).unwrap_or(1);
    let hours = parts == 2 && unit.is_some_and(counts_hours);
    let last = exact::int(if hours { 60 } else { 1 }) / exact::int(one);
    let own = || Unit::of_measure(if parts == 2 { "mm:ss" } else { "h:mm:ss" }, SECOND);
    (Clock { parts, last }, unit.cloned().unwrap_or_else(own))
}

/// The base word of seconds in the book of units.
const SECOND: &str = "秒";

/// How many seconds one of a unit is.
fn seconds(unit: &Unit) -> Option<i64> {
    let mut bases = unit.bases.iter();
    let (base, power) = bases.next()?;
    if bases.next().is_some() || *power != 1 || unit.exp10 != 0 {
        return None;
    }
    Some(match base.as_str() {
        SECOND => 1,
        "分钟" => 60,
        "小时" => 3600,
        "天" => 86400,
        _ => return None,
    })
}

/// Whether the first of two parts is hours under a unit.
fn counts_hours(unit: &Unit) -> bool {
    let written = unit.text.to_lowercase();
    seconds(unit) >= Some(3600) || matches!(written.as_str(), "h:mm" | "hh:mm" | "时:分")
}

impl Clock {
    /// A value in base units with so many places behind the last part.
    pub(super) fn print(&self, value: &Rat, places: u32) -> String {
        self.written(&exact::show_fixed(&(value / &self.last), places))
    }

    /// A value in base units as `show` writes the number in its last part.
    pub(super) fn show(&self, value: &Rat, show: impl Fn(&Rat) -> NumberText) -> NumberText {
        let shown = show(&(value / &self.last));
        NumberText {
            text: self.written(&shown.text),
            exact: shown.exact,
        }
    }

    /// A plain number of its last part, in its parts.
    fn written(&self, number: &str) -> String {
        let (whole, fraction) = number.split_at(number.find('.').unwrap_or(number.len()));
        let whole: BigInt = whole.parse().unwrap_or_default();
        let sign = if number.starts_with('-') { "-" } else { "" };
        let (minutes, last) = whole.abs().div_rem(&BigInt::from(60));
        if self.parts == 2 {
            return format!("{sign}{minutes}:{last:0>2}{fraction}");
        }
        let (hours, minutes) = minutes.div_rem(&BigInt::from(60));
        format!("{sign}{hours}:{minutes:0>2}:{last:0>2}{fraction}")
    }
}

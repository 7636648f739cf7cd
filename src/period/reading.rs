//! What all spellings of a period share: how it was read, years of four and of
//! two digits, and the parts of a year.

use super::calendar::{Part, Period, YearName};
use super::way::Way;
use super::words;

/// A period, and in which way the text was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PeriodReading {
    /// The way.
    pub way: Way,
    /// The period.
    pub period: Period,
    /// Whether the text alone says so; else others beside it must.
    pub sure: bool,
}

/// In which way a period is read.
pub(super) fn way_of(named: YearName, part: Option<Part>) -> Way {
    match (named, part) {
        (_, Some(Part::ToMonth(_))) => Way::ToMonth,
        (YearName::Two, _) => Way::TwoYears,
        (_, Some(Part::Month(_))) => Way::Month,
        _ => Way::Only,
    }
}

/// The months from one to another as a part of a year, or all of it: `1-6` is
/// a half, `1-9` no part that has one before it.
pub(super) fn span(first: u32, last: u32) -> Option<Option<Part>> {
    Some(match (first, last) {
        (1, 12) => None,
        (1, 6) | (7, 12) => Some(Part::Half(last / 6)),
        (1, 3) | (4, 6) | (7, 9) | (10, 12) => Some(Part::Quarter(last / 3)),
        (1, 2..=11) => Some(Part::ToMonth(last)),
        _ => return None,
    })
}

/// A year of four digits.
pub(super) fn year_of(digits: &str) -> Option<u32> {
    (digits.len() == 4).then(|| digits.parse().ok()).flatten()
}

/// The number of a month or a day.
pub(super) fn small(digits: &str) -> Option<u32> {
    (digits.len() <= 2).then(|| digits.parse().ok()).flatten()
}

/// The year that `98` or `16` stands for.
pub(super) fn of_two_digits(digits: &str) -> Option<u32> {
    let year: u32 = (digits.len() == 2).then(|| digits.parse().ok())??;
    Some(if year < 70 { 2000 + year } else { 1900 + year })
}

/// The year that digits without a mark between them begin with.
pub(super) fn compact_year(digits: &str) -> Option<u32> {
    let year = year_of(digits.get(..4)?)?;
    (1800..2200).contains(&year).then_some(year)
}

/// Whether a year of two or four digits is the one after.
pub(super) fn follows(year: u32, next: &str) -> bool {
    let next: Option<u32> = next.parse().ok().filter(|_| matches!(next.len(), 2 | 4));
    next.is_some_and(|number| number == year + 1 || number == (year + 1) % 100)
}

/// `Q3`, `H1`, `W07`, `M01`.
pub(super) fn part_named(word: &str, number: &str) -> Option<Part> {
    let number = small(number)?;
    let is = |names: &[&str]| names.contains(&word);
    Some(match () {
        () if is(&words::QUARTER) && number <= 4 => Part::Quarter(number),
        () if is(&words::HALF) && number <= 2 => Part::Half(number),
        () if is(&words::WEEK) => Part::Week(number),
        () if is(&words::MONTH) => Part::Month(number),
        () => return None,
    })
}

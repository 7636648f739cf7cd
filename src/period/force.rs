//! Whether a period lies before another or behind it, also where they are of two
//! kinds: the third quarter of 2015 is in 2015, and a financial year may lie
//! across its end.

use super::calendar::{Part, Period, YearName};
use crate::date::days_in_month;

/// Days of a year, the first of them 1.
type Day = (u32, u32);

/// When a period begins and ends, each at the earliest and at the latest.
struct Days {
    begins: [Day; 2],
    ends: [Day; 2],
}

/// The days of every month, as far as days are put in order: nothing is counted.
const MONTH: u32 = 31;
/// The last day of a year.
const LAST: u32 = 12 * MONTH;

impl Period {
    /// Whether it begins no earlier than another; `None` where it cannot be told,
    /// or where it lies on both sides of that beginning.
    pub(crate) fn is_from(&self, from: &Period) -> Option<bool> {
        if self.is_like(from) {
            return Some(self.order() >= from.order());
        }
        let (own, from) = (self.days(), from.days());
        match () {
            () if own.begins[0] >= from.begins[1] => Some(true),
            () if own.ends[1] < from.begins[0] => Some(false),
            () => None,
        }
    }

    /// Whether it ends no later than another; `None` where it cannot be told, or
    /// where it lies on both sides of that end.
    pub(crate) fn is_until(&self, until: &Period) -> Option<bool> {
        if self.is_like(until) {
            return Some(self.order() <= until.order());
        }
        let (own, until) = (self.days(), until.days());
        match () {
            () if own.ends[1] <= until.ends[0] => Some(true),
            () if own.begins[0] > until.ends[1] => Some(false),
            () => None,
        }
    }

    fn days(&self) -> Days {
        let year = self.year;
        let next = year.saturating_add(1);
        let before = year.saturating_sub(1);
        let exactly = |first: Day, last: Day| Days {
            begins: [first; 2],
            ends: [last; 2],
        };
        let between = |first: Day, last: Day| Days {
            begins: [first, last],
            ends: [first, last],
        };
        let (named, part) = self.named_part();
        match (named, part) {
            (YearName::Plain, None) => exactly((year, 1), (year, LAST)),
            (YearName::Plain, Some(part)) => {
                let months = |first: u32, last: u32| {
                    let days = days_in_month(u64::from(year), u64::from(last));
                    let days = u32::try_from(days).unwrap_or(MONTH);
                    let end = (last - 1) * MONTH + days;
                    exactly((year, (first - 1) * MONTH + 1), (year, end))
                };
                match part {
                    Part::Half(half) => months(half * 6 - 5, half * 6),
                    Part::Quarter(quarter) => months(quarter * 3 - 2, quarter * 3),
                    Part::Month(month) => months(month, month),
                    Part::ToMonth(month) => months(1, month),
                    Part::Day(month, day) => {
                        let at = (year, (month - 1) * MONTH + day);
                        exactly(at, at)
                    }
                    // Its first days may lie in the year before.
                    Part::Week(1) => Days {
                        begins: [(before, LAST - 3), (year, 4)],
                        ends: [(year, 4), (year, 10)],
                    },
                    // Somewhere in its month or the two beside it.
                    Part::Week(week) => {
                        let about = week * 7 * LAST / 365;
                        let end = match week {
                            52.. => (next, 4),
                            _ => (year, about + 21),
                        };
                        Days {
                            begins: [(year, about.saturating_sub(21)), (year, about + 7)],
                            ends: [(year, about.saturating_sub(7)), end],
                        }
                    }
                }
            }
            (YearName::Financial, None) => Days {
                begins: [(before, 1), (year, LAST)],
                ends: [(year, 1), (next, LAST)],
            },
            (YearName::Two, None) => Days {
                begins: [(year, 1), (year, LAST)],
                ends: [(next, 1), (next, LAST)],
            },
            (YearName::Financial, Some(_)) => between((before, 1), (next, LAST)),
            (YearName::Two, Some(_)) => between((year, 1), (next, LAST)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Period;

    fn of(text: &str) -> Period {
        Period::read(text).expect(text)
    }

    #[test]
    fn periods_are_compared_by_when_they_begin_and_end() {
        let from = |one: &str, other: &str| of(one).is_from(&of(other));
        let until = |one: &str, other: &str| of(one).is_until(&of(other));
        for (one, other) in [
            ("2015", "2015"),
            ("2016", "2015"),
            ("2015-Q1", "2015"),
            ("2015-Q3", "2015-H2"),
            ("2015-Q3", "2015-07"),
            ("2015-2016", "2015"),
            ("2016", "2015-2016"),
            ("2015-07-31", "2015-07"),
            ("2015-12-31", "2015-12"),
            ("2015-07", "2015-07-01"),
            ("2015-W20", "2015"),
            ("2016-W02", "2015"),
        ] {
            assert_eq!(from(one, other), Some(true), "{one} from {other}");
        }
        for (one, other) in [
            ("2014", "2015"),
            ("2014", "2015-Q1"),
            ("2014-Q4", "2015"),
            ("2014-12-31", "2015"),
            ("2013-2014", "2015"),
            ("2015-06", "2015-H2"),
        ] {
            assert_eq!(from(one, other), Some(false), "{one} from {other}");
        }
        for (one, other) in [
            ("2015", "2015-Q2"),
            ("2015-2016", "2016"),
            ("2015", "2015-2016"),
            ("2015-W01", "2015"),
        ] {
            assert_eq!(from(one, other), None, "{one} from {other}");
        }
        for (one, other, expected) in [
            ("2019", "2019", Some(true)),
            ("2018", "2019-Q1", Some(true)),
            ("2019-Q4", "2019", Some(true)),
            ("2019-12-31", "2019-12", Some(true)),
            ("2020", "2019", Some(false)),
            ("2020-01-01", "2019", Some(false)),
            ("2019-2020", "2019", None),
            ("2018-2019", "2019", Some(true)),
            ("2015-06", "2015-06-30", Some(true)),
            ("2015-06-30", "2015-06", Some(true)),
            ("2015-02", "2015-02-28", Some(true)),
            ("2019", "2019-Q3", None),
        ] {
            assert_eq!(until(one, other), expected, "{one} until {other}");
        }
    }
}

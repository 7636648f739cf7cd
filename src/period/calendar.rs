//! What a period is, and which one comes before it, by the calendar.

use crate::date::days_in_month;

/// A period.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Period {
    /// The year; of a financial year named by two, the first.
    pub year: u32,
    named: YearName,
    part: Option<Part>,
    written: String,
}

/// How a period names its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum YearName {
    /// `2016`
    Plain,
    /// `FY2016`: it may begin or end in the year before or after.
    Financial,
    /// `2016-17`
    Two,
}

/// A part of a year, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// A half.
    Half(u32),
    /// A quarter.
    Quarter(u32),
    /// A month.
    Month(u32),
    /// A week of ISO 8601, which begins on a Monday; the year is that of its
    /// Thursday.
    Week(u32),
    /// A month's day.
    Day(u32, u32),
    /// From the year's beginning to the end of a month.
    ToMonth(u32),
}

/// What orders periods, however they are written.
pub(crate) type PeriodOrder = (u32, bool, Option<(u32, u32, u32)>);

impl Part {
    /// How many of its kind a year has; none of days.
    fn in_year(self, year: u32) -> u32 {
        match self {
            Part::Half(_) => 2,
            Part::Quarter(_) => 4,
            Part::Month(_) | Part::ToMonth(_) => 12,
            Part::Week(_) => weeks_in(year),
            Part::Day(..) => 366,
        }
    }

    /// Which kind it is.
    pub(super) fn kind(self) -> u32 {
        match self {
            Part::Half(_) => 1,
            Part::Quarter(_) => 2,
            Part::Month(_) => 3,
            Part::Week(_) => 4,
            Part::Day(..) => 5,
            Part::ToMonth(_) => 6,
        }
    }

    /// Its number, or its month and day.
    fn numbers(self) -> (u32, u32) {
        match self {
            Part::Half(number)
            | Part::Quarter(number)
            | Part::Month(number)
            | Part::Week(number)
            | Part::ToMonth(number) => (number, 0),
            Part::Day(month, day) => (month, day),
        }
    }

    /// Another part of the same kind; of days the month's last or first.
    fn with(self, year: u32, number: u32) -> Part {
        match self {
            Part::Half(_) => Part::Half(number),
            Part::Quarter(_) => Part::Quarter(number),
            Part::Month(_) => Part::Month(number),
            Part::Week(_) => Part::Week(number),
            Part::ToMonth(_) => Part::ToMonth(number),
            Part::Day(..) => Part::Day(number, days_of(year, number)),
        }
    }
}

/// The days of a month.
fn days_of(year: u32, month: u32) -> u32 {
    let days = days_in_month(u64::from(year), u64::from(month));
    u32::try_from(days).unwrap_or(31)
}

/// The weeks of a year: 53 where its first day is a Thursday, or its last.
fn weeks_in(year: u32) -> u32 {
    let last = |year: u32| (year + year / 4 - year / 100 + year / 400) % 7;
    match last(year) == 4 || last(year.saturating_sub(1)) == 3 {
        true => 53,
        false => 52,
    }
}

impl Period {
    /// A period as it was written; none where the year has no such part.
    pub(super) fn new(
        year: u32,
        named: YearName,
        part: Option<Part>,
        written: &str,
    ) -> Option<Period> {
        let there = match part {
            None => true,
            Some(Part::Day(month, day)) => {
                (1..=12).contains(&month) && (1..=days_of(year, month)).contains(&day)
            }
            Some(part) => (1..=part.in_year(year)).contains(&part.numbers().0),
        };
        // A financial year has halves and quarters of its own.
        let own = matches!(part, None | Some(Part::Half(_) | Part::Quarter(_)));
        (there && (own || named == YearName::Plain)).then(|| Period {
            year,
            named,
            part,
            written: written.to_owned(),
        })
    }

    /// As it was written.
    pub(crate) fn text(&self) -> &str {
        &self.written
    }

    /// The year and the part, which order periods however they are written.
    pub(crate) fn order(&self) -> PeriodOrder {
        let part = self.part.map(|part| {
            let (number, day) = part.numbers();
            (part.kind(), number, day)
        });
        (self.year, self.named == YearName::Two, part)
    }

    /// Whether it is the same period, however it is written.
    pub(crate) fn is(&self, other: &Period) -> bool {
        self.order() == other.order()
    }

    /// Whether both name their year in the same way: `FY2016` and `FY2015`.
    pub(crate) fn is_named_like(&self, other: &Period) -> bool {
        self.named == other.named
    }

    /// How it names its year, and the part of it.
    pub(super) fn named_part(&self) -> (YearName, Option<Part>) {
        (self.named, self.part)
    }

    /// Whether both are years, or both quarters, and so on.
    pub(crate) fn is_like(&self, other: &Period) -> bool {
        let kind = |period: &Period| {
            let two = period.named == YearName::Two;
            (two, period.part.map(Part::kind))
        };
        kind(self) == kind(other)
    }

    /// Whether it is a day.
    pub(crate) fn is_day(&self) -> bool {
        matches!(self.part, Some(Part::Day(..)))
    }

    /// The years that it may have days in.
    pub(crate) fn years(&self) -> std::ops::RangeInclusive<u32> {
        let (first, last) = (self.year.saturating_sub(1), self.year.saturating_add(1));
        match (self.named, self.part) {
            (YearName::Two, _) => self.year..=last,
            (YearName::Financial, _) => first..=last,
            (_, Some(Part::Week(1))) => first..=self.year,
            (_, Some(Part::Week(52..))) => self.year..=last,
            _ => self.year..=self.year,
        }
    }

    /// The same period as all are written: `2016`, `2016-H1`, `2016-Q3`,
    /// `2016-07`, `2016-W07`, `2016-07-31`, `2016-17`, `FY2016`.
    pub(crate) fn plain(&self) -> String {
        let year = self.year;
        let year = match self.named {
            YearName::Plain => format!("{year:04}"),
            YearName::Financial => format!("FY{year:04}"),
            YearName::Two if year % 100 == 99 => format!("{year:04}-{:04}", year + 1),
            YearName::Two => format!("{year:04}-{:02}", (year + 1) % 100),
        };
        match self.part {
            None => year,
            Some(Part::Half(half)) => format!("{year}-H{half}"),
            Some(Part::Quarter(quarter)) => format!("{year}-Q{quarter}"),
            Some(Part::Month(month)) => format!("{year}-{month:02}"),
            Some(Part::Week(week)) => format!("{year}-W{week:02}"),
            Some(Part::Day(month, day)) => format!("{year}-{month:02}-{day:02}"),
            Some(Part::ToMonth(month)) => format!("{year}-{month}M"),
        }
    }

    /// The period directly before.
    pub(crate) fn before(&self) -> Period {
        let earlier = self.year.saturating_sub(1);
        let (year, part) = match self.part {
            None => (earlier, None),
            Some(Part::Day(month, day)) if day > 1 => (self.year, Some(Part::Day(month, day - 1))),
            Some(part) => match part.numbers() {
                (1, _) => (
                    earlier,
                    Some(match part {
                        Part::Day(..) => Part::Day(12, 31),
                        part => part.with(earlier, part.in_year(earlier)),
                    }),
                ),
                (number, _) => (self.year, Some(part.with(self.year, number - 1))),
            },
        };
        self.as_written_plainly(year, part)
    }

    /// The period directly after.
    pub(crate) fn after(&self) -> Period {
        let later = self.year.saturating_add(1);
        let (year, part) = match self.part {
            None => (later, None),
            Some(Part::Day(12, 31)) => (later, Some(Part::Day(1, 1))),
            Some(Part::Day(month, day)) if day == days_of(self.year, month) => {
                (self.year, Some(Part::Day(month + 1, 1)))
            }
            Some(Part::Day(month, day)) => (self.year, Some(Part::Day(month, day + 1))),
            Some(part) => match part.numbers() {
                (number, _) if number == part.in_year(self.year) => {
                    (later, Some(part.with(later, 1)))
                }
                (number, _) => (self.year, Some(part.with(self.year, number + 1))),
            },
        };
        self.as_written_plainly(year, part)
    }

    /// How many steps it is to another period of its kind, backwards below zero: from
    /// 2019 to 2021 two. Of weeks and days that are not beside one another, about.
    pub(crate) fn steps_to(&self, other: &Period) -> Option<i64> {
        if !self.is_like(other) {
            return None;
        }
        if self.after().is(other) {
            return Some(1);
        }
        if self.before().is(other) {
            return Some(-1);
        }
        let place = |period: &Period| {
            let year = i64::from(period.year);
            match period.part {
                None => year,
                Some(Part::Day(month, day)) => year * 366 + i64::from(month) * 31 + i64::from(day),
                Some(part) => {
                    let (number, _) = part.numbers();
                    year * i64::from(part.in_year(period.year)) + i64::from(number)
                }
            }
        };
        Some(place(other) - place(self))
    }

    /// Another period that names its year as this one does.
    pub(super) fn as_written_plainly(&self, year: u32, part: Option<Part>) -> Period {
        let mut period = Period {
            year,
            named: self.named,
            part,
            written: String::new(),
        };
        period.written = period.plain();
        period
    }
}

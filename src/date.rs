//! A day of the calendar: read, written and compared; nothing else is needed
//! of dates.

use crate::lang::Lang;
use crate::say;
use std::fmt;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

const SECONDS_A_DAY: u64 = 86_400;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u64,
    month: u64,
    day: u64,
}

impl Date {
    /// The day that it is, by the system's clock, in UTC.
    pub fn today() -> Date {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let seconds = since.map_or(0, |since| since.as_secs());
        Date::of_days(seconds / SECONDS_A_DAY)
    }

    /// The day so many days after 1970-01-01, counted in years that begin in
    /// March, so that a leap day is the last of its year.
    pub(crate) fn of_days(days: u64) -> Date {
        let days = days + 719_468;
        let (era, day) = (days / 146_097, days % 146_097);
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let after_december = month / 10;
        Date {
            year: year + era * 400 + after_december,
            month: month + 3 - 12 * after_december,
            day: day - (153 * month + 2) / 5 + 1,
        }
    }

    /// The year, the month and the day.
    pub(crate) fn parts(self) -> (u64, u64, u64) {
        (self.year, self.month, self.day)
    }
}

/// How many days a month has.
pub(crate) fn days_in_month(year: u64, month: u64) -> u64 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

/// What is written as a date and is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.say(Lang::En))]
pub struct NotADate;

impl NotADate {
    /// The error in the reader's language.
    pub fn say(&self, lang: Lang) -> String {
        say!(
            lang,
            "expected a day such as 2027-01-31",
            "应为日期，如 2027-01-31"
        )
    }
}

impl FromStr for Date {
    type Err = NotADate;

    /// Reads `2027-01-31`.
    fn from_str(text: &str) -> Result<Date, NotADate> {
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts[..] else {
            return Err(NotADate);
        };
        let number = |text: &str, digits: usize| {
            let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| text.parse::<u64>().ok()).flatten()
        };
        let (Some(year), Some(month), Some(day)) =
            (number(year, 4), number(month, 2), number(day, 2))
        else {
            return Err(NotADate);
        };
        let days = days_in_month(year, month);
        let known = (1..=12).contains(&month) && (1..=days).contains(&day);
        known.then_some(Date { year, month, day }).ok_or(NotADate)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn days_follow_one_another_without_a_gap() {
        let mut before = Date::of_days(0);
        assert_eq!(before.to_string(), "1970-01-01");
        for day in 1..60_000 {
            let date = Date::of_days(day);
            assert!(before < date, "{before} {date}");
            // Every day is a day, and none lies between two that follow.
            assert_eq!(date.to_string().parse(), Ok(date));
            let next = Date {
                day: before.day + 1,
                ..before
            };
            let between = next != date && next.to_string().parse::<Date>().is_ok();
            assert!(!between, "{before} {next} {date}");
            before = date;
        }
        assert_eq!(Date::of_days(20_781).to_string(), "2026-11-24");
        assert_eq!(Date::of_days(11_016).to_string(), "2000-02-29");
    }

    #[test]
    fn what_is_no_day_is_not_read() {
        for text in [
            "2027-02-29",
            "2027-13-01",
            "2027-1-31",
            "31.1.2027",
            "",
            "2027-01-31T00:00:00",
            "２０２７-01-31",
            "2100-02-29",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert!("2028-02-29".parse::<Date>().is_ok());
    }
}

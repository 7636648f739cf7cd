//! Prints a day or a time in a section of a format.

use super::code::{DatePart, HalfDay, Part, Section};
use super::decimal::Decimal;
use super::numerals;
use crate::date::Date;

/// The first number that is no day any more: 31 December 9999 is the last.
const LAST: i128 = 2_958_466;
/// The days between 1 January 1900 and 1 January 1904, as workbooks count.
const FROM_1904: i128 = 1462;
const SECONDS_A_DAY: i128 = 86_400;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];
const CHINESE_WEEKDAYS: [char; 7] = ['日', '一', '二', '三', '四', '五', '六'];
/// Japanese eras: the first day as a number, the names.
const ERAS: [(i128, &str, &str, i64); 5] = [
    (43586, "令和", "R", 2018),
    (32516, "平成", "H", 1988),
    (9856, "昭和", "S", 1925),
    (4595, "大正", "T", 1911),
    (0, "明治", "M", 1867),
];

/// A moment in its parts.
struct Moment {
    /// The day as a number, from 1900.
    serial: i128,
    year: i64,
    month: usize,
    day: i64,
    /// Seconds since midnight.
    seconds: i128,
    /// Seconds since day 0 began.
    all_seconds: i128,
    /// What is left below a second, as decimals.
    below: String,
}

/// A number in a section of days and times; none where it is no moment.
pub(super) fn shown(section: &Section, number: &Decimal, from_1904: bool) -> Option<String> {
    let dates = section.parts.iter().filter_map(|part| match part {
        Part::Date(part) => Some(*part),
        _ => None,
    });
    let dates: Vec<DatePart> = dates.collect();
    let decimals = dates.iter().filter_map(|part| match part {
        DatePart::Subsecond(places) => Some((*places).min(6)),
        _ => None,
    });
    let moment = Moment::of(number, from_1904, decimals.max().unwrap_or(0))?;
    let half_days = dates
        .iter()
        .any(|part| matches!(part, DatePart::HalfDay(_)));
    let eras = dates.iter().any(|part| matches!(part, DatePart::Era(_)));
    let mut text = String::new();
    for part in &section.parts {
        match part {
            Part::Literal(literal) => text.push_str(literal),
            Part::Date(part) => text.push_str(&moment.part(*part, section, half_days, eras)),
            Part::Point => text.push('.'),
            _ => {}
        }
    }
    Some(text)
}

impl Moment {
    fn of(number: &Decimal, from_1904: bool, decimals: usize) -> Option<Moment> {
        if number.negative && !number.is_zero() {
            return None;
        }
        let exponent = i32::try_from(decimals).ok()?;
        let precise = number.scaled(18)?;
        let scale = 10_i128.pow(exponent.unsigned_abs());
        // Seconds to the decimals that are shown, halves up.
        let unit = 10_i128.pow(18);
        let all = precise.checked_mul(SECONDS_A_DAY)?.checked_mul(scale)?;
        let all = (all + unit / 2) / unit;
        let (mut all_seconds, below) = (all / scale, all % scale);
        if from_1904 {
            all_seconds += FROM_1904 * SECONDS_A_DAY;
        }
        let (serial, seconds) = (all_seconds / SECONDS_A_DAY, all_seconds % SECONDS_A_DAY);
        if serial >= LAST {
            return None;
        }
        let (year, month, day) = civil(i64::try_from(serial).ok()?);
        Some(Moment {
            serial,
            year,
            month,
            day,
            seconds,
            all_seconds,
            below: format!("{below:0decimals$}"),
        })
    }

    fn part(&self, part: DatePart, section: &Section, half_days: bool, eras: bool) -> String {
        let chinese = section
            .language
            .is_some_and(|language| language & 0x3FF == 4);
        let number = |value: i128, width: usize| match section.numerals {
            Some(kind) if kind != 3 => {
                let value = Decimal::of(&value.to_string());
                value.map_or_else(String::new, |value| numerals::counted(&value, kind))
            }
            kind => {
                let text = format!("{value:0width$}");
                kind.map_or(text.clone(), |kind| numerals::digits(&text, kind))
            }
        };
        let two = |count: usize| count.min(2);
        let year = |year: i64, count: usize| {
            let text = match count {
                0..=2 => format!("{:02}", year.rem_euclid(100)),
                _ => format!("{year:04}"),
            };
            let kind = section.numerals;
            kind.map_or(text.clone(), |kind| numerals::digits(&text, kind))
        };
        let hour = self.seconds / 3600;
        match part {
            DatePart::Year(count) => year(self.year, count),
            DatePart::Buddhist(count) => year(self.year + 543, count),
            DatePart::EraYear(count) if eras => {
                number(i128::from(self.year - self.era().3), two(count))
            }
            DatePart::EraYear(_) => year(self.year, 4),
            DatePart::Era(1) => self.era().2.to_owned(),
            DatePart::Era(2) => self.era().1.chars().take(1).collect(),
            DatePart::Era(_) => self.era().1.to_owned(),
            DatePart::Month(count @ 0..=2) => number(self.month as i128, two(count)),
            DatePart::Month(count) => self.month_name(count, chinese),
            DatePart::Day(count @ 0..=2) => number(i128::from(self.day), two(count)),
            DatePart::Day(count) => self.weekday(count, chinese),
            DatePart::Weekday(count) => self.weekday(count + 10, true),
            DatePart::Hour(count) if half_days => number((hour + 11) % 12 + 1, two(count)),
            DatePart::Hour(count) => number(hour, two(count)),
            DatePart::Minute(count) => number(self.seconds / 60 % 60, two(count)),
            DatePart::Second(count) => number(self.seconds % 60, two(count)),
            DatePart::Subsecond(places) => {
                format!(".{}", &self.below[..places.min(6).min(self.below.len())])
            }
            DatePart::AllHours(count) => number(self.all_seconds / 3600, count),
            DatePart::AllMinutes(count) => number(self.all_seconds / 60, count),
            DatePart::AllSeconds(count) => number(self.all_seconds, count),
            DatePart::HalfDay(named) => {
                let names = match named {
                    HalfDay::AmPm if chinese => ["上午", "下午"],
                    HalfDay::AmPm => ["AM", "PM"],
                    HalfDay::AP => ["A", "P"],
                    HalfDay::Chinese => ["上午", "下午"],
                };
                names[usize::from(hour >= 12)].to_owned()
            }
        }
    }

    fn month_name(&self, count: usize, chinese: bool) -> String {
        let name = MONTHS[self.month - 1];
        match (chinese, count) {
            (true, 3) => format!("{}月", self.month),
            (true, _) => {
                let month = Decimal::of(&self.month.to_string());
                let month = month.map_or_else(String::new, |month| numerals::counted(&month, 1));
                format!("{month}月")
            }
            (false, 3) => name[..3].to_owned(),
            (false, 5) => name[..1].to_owned(),
            (false, _) => name.to_owned(),
        }
    }

    /// The weekday; `aaa` is counted from 13.
    fn weekday(&self, count: usize, chinese: bool) -> String {
        // Workbooks take 1900 for a leap year, and 1 January for a Sunday.
        let at = ((self.serial + 6) % 7) as usize;
        match (chinese, count) {
            (true, 13) => CHINESE_WEEKDAYS[at].to_string(),
            (true, 3) => format!("周{}", CHINESE_WEEKDAYS[at]),
            (true, _) => format!("星期{}", CHINESE_WEEKDAYS[at]),
            (false, 3) => WEEKDAYS[at][..3].to_owned(),
            (false, _) => WEEKDAYS[at].to_owned(),
        }
    }

    fn era(&self) -> (i128, &'static str, &'static str, i64) {
        let started = |era: &&(i128, &str, &str, i64)| era.0 <= self.serial;
        *ERAS.iter().find(started).unwrap_or(&ERAS[4])
    }
}

/// Year, month and day of a number of days, as workbooks count: day 60 is
/// 29 February 1900, which never was, and day 0 is "0 January".
fn civil(serial: i64) -> (i64, usize, i64) {
    match serial {
        0 => return (1900, 1, 0),
        60 => return (1900, 2, 29),
        _ => {}
    }
    let since_1970 = if serial < 60 {
        serial - 25_568
    } else {
        serial - 25_569
    };
    // The calendar is the same after 400 years, and is counted from 1970 on.
    let later = u64::try_from(since_1970 + 146_097).unwrap_or(0);
    let (year, month, day) = Date::of_days(later).parts();
    let number = |value: u64| i64::try_from(value).unwrap_or(0);
    (
        number(year) - 400,
        usize::try_from(month).unwrap_or(1),
        number(day),
    )
}

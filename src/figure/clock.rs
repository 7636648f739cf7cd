//! Durations: `22:08` and `1:02:03` are minutes or hours with sixtieths, as are
//! `2h 30m` and `2小时30分`; they are added and compared exactly in seconds, or in
//! the unit of time of their column.

use super::exact::{self, NumberText};
use super::numeral::{Chars, Numeral};
use super::parts::{Part, Parts};
use super::prints::Prints;
use super::rat::Rat;
use super::unit::Unit;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, Zero};

/// How the durations of a figure's print are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    parts: Parts,
    /// One of its last part (a second; a minute in `37:30` hours) in base units.
    pub(super) last: Rat,
}

/// A duration at `start`.
pub(super) fn read(text: Chars, start: usize) -> Option<Numeral> {
    with_colons(text, start).or_else(|| in_words(text, start))
}

/// Whether a whole cell is a duration in words, whose letters are no flags.
pub(super) fn is_in_words(chars: &[char], prints: &Prints) -> bool {
    let signed = usize::from(matches!(chars, ['-' | '−' | '+', ..]));
    let chars = &chars[signed..];
    !chars.contains(&':') && is_one(chars, prints)
}

/// Whether some characters are a duration in parts.
pub(super) fn is_one(chars: &[char], prints: &Prints) -> bool {
    let text = Chars {
        chars,
        before: 0,
        prints,
    };
    read(text, 0).is_some_and(|numeral| numeral.end == chars.len())
}

/// How many digits stand from a place on.
fn run(text: Chars, from: usize) -> usize {
    let rest = text.chars.get(from..).unwrap_or_default();
    rest.iter().take_while(|c| c.is_ascii_digit()).count()
}

/// A number of at most nine digits.
fn number(text: Chars, from: usize, to: usize) -> Option<u128> {
    let digits = text.chars.get(from..to)?.iter();
    let mut digits = digits.map(|c| c.to_digit(10).map(u128::from));
    let first = digits.next()??;
    digits.try_fold(first, |number, digit| Some(number * 10 + digit?))
}

/// How many digits a first part has at most.
const MOST_DIGITS: usize = 9;

/// Parts of two digits below 60 behind colons.
fn with_colons(text: Chars, start: usize) -> Option<Numeral> {
    let mut end = start + run(text, start);
    if end == start || end - start > MOST_DIGITS {
        return None;
    }
    let mut total = number(text, start, end)?;
    let mut parts = 1;
    while text.chars.get(end) == Some(&':') && parts < 3 {
        let sixtieths = number(text, end + 1, end + 3).filter(|_| run(text, end + 1) == 2)?;
        if sixtieths >= 60 {
            return None;
        }
        total = total * 60 + sixtieths;
        end += 3;
        parts += 1;
    }
    (parts > 1).then(|| numeral(text, total, Parts::Colons(parts), end))
}

/// A duration, and the fraction of its last part that follows.
fn numeral(text: Chars, total: u128, parts: Parts, end: usize) -> Numeral {
    let (places, behind) = fraction(text, end);
    let mut digits = total.to_string();
    digits.extend(&text.chars[behind - places..behind]);
    Numeral {
        digits,
        places: u32::try_from(places).unwrap_or(u32::MAX),
        clock: Some(parts),
        end: behind,
        ..Numeral::default()
    }
}

/// How many places of a fraction follow, and where it ends.
fn fraction(text: Chars, end: usize) -> (usize, usize) {
    let point = text.chars.get(end) == Some(&text.prints.decimal.char());
    match run(text, end + 1) {
        places if point && places > 0 => (places, end + 1 + places),
        _ => (0, end),
    }
}

/// `2h 30m`, `2小时30分`, `2h30`: at least two parts, each below one of the part
/// before it.
fn in_words(text: Chars, start: usize) -> Option<Numeral> {
    let mut parts: Vec<Part> = Vec::new();
    let mut total = 0u128;
    let mut end = start;
    let mut read = None;
    loop {
        let from = if parts.is_empty() {
            end
        } else {
            text.skip_spaces(end)
        };
        let digits = run(text, from);
        if digits == 0 || digits > MOST_DIGITS {
            break;
        }
        let own = number(text, from, from + digits)?;
        let (places, number_end) = fraction(text, from + digits);
        let (seconds, next) = match word_at(text, number_end) {
            Some((seconds, length)) => (seconds, length),
            // 2h30 ends without a word.
            None if digits == 2 => (below(&parts)?, number_end),
            None => break,
        };
        if let Some(before) = parts.last() {
            // 30 minutes behind hours, 30 seconds behind either.
            let ratio = before.seconds / seconds;
            if ratio < 2 || own >= if seconds == 3600 { 24 } else { 60 } {
                return None;
            }
            total *= u128::from(ratio.unsigned_abs());
        }
        total += own;
        let spaces = text.skip_spaces(next);
        let more = places == 0 && run(text, spaces) > 0;
        parts.push(Part {
            seconds,
            behind: text.chars[number_end..if more { spaces } else { next }]
                .iter()
                .collect(),
            padded: digits == 2 && (next == number_end || text.chars[from] == '0'),
        });
        end = next;
        read = Some((places, number_end));
        if !more {
            break;
        }
    }
    let (places, number_end) = read.filter(|_| parts.len() > 1)?;
    let mut digits = total.to_string();
    digits.extend(&text.chars[number_end - places..number_end]);
    Some(Numeral {
        digits,
        places: u32::try_from(places).ok()?,
        clock: Some(Parts::Words(parts)),
        end,
        ..Numeral::default()
    })
}

/// The words for parts of a duration, and how many seconds they are.
const WORDS: [(i64, &[&str]); 4] = [
    (86400, &["days", "day", "d", "天", "日"]),
    (
        3600,
        &[
            "hours",
            "hour",
            "hrs",
            "hr",
            "h",
            "std.",
            "std",
            "个小时",
            "個小時",
            "小时",
            "小時",
            "时间",
            "時間",
            "시간",
            "时",
            "時",
        ],
    ),
    (
        60,
        &[
            "minutes", "minute", "mins", "min.", "min", "m", "分钟", "分鐘", "分间", "分間", "分",
            "분",
        ],
    ),
    (
        1,
        &[
            "seconds", "second", "secs", "sec", "s", "秒钟", "秒鐘", "秒間", "秒", "초",
        ],
    ),
];

/// The word for a part behind a number: how many seconds it is, and where it
/// ends.
fn word_at(text: Chars, end: usize) -> Option<(i64, usize)> {
    let from = text.skip_spaces(end);
    let rest = &text.chars[from..];
    let first = rest.first()?.to_ascii_lowercase();
    let is = |word: &str| {
        if word.chars().next().is_none_or(|begin| begin != first) {
            return None;
        }
        let length = word.chars().count();
        let same = |(known, c): (char, &char)| known == c.to_ascii_lowercase();
        let there = rest.len() >= length && word.chars().zip(rest).all(same);
        let ends = |c: &char| !c.is_ascii_alphabetic() || !word.is_ascii();
        // `M` and `D` are no minutes and days.
        let small = length > 1 || rest.first() != Some(&'M') && rest.first() != Some(&'D');
        (there && small && rest.get(length).is_none_or(ends)).then_some(length)
    };
    let mut found = WORDS.iter().filter_map(|(seconds, words)| {
        let length = words.iter().find_map(|word| is(word))?;
        Some((*seconds, from + length))
    });
    found.next()
}

/// How many seconds the unit behind a number is, where it is one of time and
/// can be no other: `m` are metres too.
pub(super) fn unit_of_time(rest: &[char]) -> Option<i64> {
    let text = Chars {
        chars: rest,
        before: 0,
        prints: Prints::PLAIN,
    };
    let (seconds, end) = word_at(text, 0)?;
    let word: String = rest.iter().collect();
    let plain = !matches!(word.trim(), "m" | "s" | "d") && end == rest.len();
    plain.then_some(seconds)
}

/// The part below the last one, where a number without a word may be it.
fn below(parts: &[Part]) -> Option<i64> {
    let last = parts.last()?;
    let plain = last.behind.trim() != "m";
    match last.seconds {
        3600 => Some(60),
        60 if plain => Some(1),
        _ => None,
    }
}

/// A figure that is printed in one part, `45 min` in a column of `2h 30m`.
pub(super) fn one_part(unit: &Unit, suffix: &str) -> Option<Parts> {
    let seconds = match unit.text.as_str() {
        "m" => 60,
        _ => seconds(unit)?,
    };
    let part = Part {
        seconds,
        behind: suffix.to_owned(),
        padded: false,
    };
    Some(Parts::Words(vec![part]))
}

/// How a duration of such parts is counted in a column of a unit, and the unit
/// that it then has.
pub(super) fn of(parts: Parts, column: Option<&Unit>) -> (Clock, Unit) {
    let unit = column.filter(|unit| seconds(unit).is_some());
    let one = unit.and_then(seconds).unwrap_or(1);
    let hours = parts == Parts::Colons(2) && unit.is_some_and(counts_hours);
    let (last, own) = match &parts {
        Parts::Colons(2) => (if hours { 60 } else { 1 }, "mm:ss".to_owned()),
        Parts::Colons(_) => (1, "h:mm:ss".to_owned()),
        Parts::Words(words) => (
            words.last().map_or(1, |part| part.seconds),
            words
                .iter()
                .map(|part| part.behind.trim())
                .collect::<Vec<_>>()
                .join(" "),
        ),
    };
    let last = exact::int(last) / exact::int(one);
    let own = || Unit::of_measure(own.trim(), SECOND);
    let unit = unit.cloned().unwrap_or_else(own);
    (Clock { parts, last }, unit)
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
        self.written(&exact::show_fixed(&(value / &self.last), places), false)
    }

    /// A value in base units as `show` writes the number in its last part.
    pub(super) fn show(&self, value: &Rat, show: impl Fn(&Rat) -> NumberText) -> NumberText {
        let shown = show(&(value / &self.last));
        NumberText {
            text: self.written(&shown.text, true),
            exact: shown.exact,
        }
    }

    /// A plain number of its last part, in its parts; in `short` no part of
    /// nothing comes first: `10m`, not `0h 10m`.
    fn written(&self, number: &str, short: bool) -> String {
        let (whole, fraction) = number.split_at(number.find('.').unwrap_or(number.len()));
        let whole: BigInt = whole.parse().unwrap_or_default();
        let sign = if number.starts_with('-') { "-" } else { "" };
        let (minutes, last) = whole.abs().div_rem(&BigInt::from(60));
        match &self.parts {
            Parts::Words(parts) => return in_parts(parts, sign, (whole.abs(), fraction), short),
            Parts::Colons(2) => return format!("{sign}{minutes}:{last:0>2}{fraction}"),
            Parts::Colons(_) => {}
        }
        let (hours, minutes) = minutes.div_rem(&BigInt::from(60));
        format!("{sign}{hours}:{minutes:0>2}:{last:0>2}{fraction}")
    }
}

/// So many of the last of some parts, in all of them.
fn in_parts(parts: &[Part], sign: &str, (whole, fraction): (BigInt, &str), short: bool) -> String {
    let mut left = whole;
    let mut text = String::new();
    for (at, part) in parts.iter().enumerate().rev() {
        let mut own = std::mem::take(&mut left);
        if let Some(greater) = at.checked_sub(1).map(|before| &parts[before]) {
            let ratio = BigInt::from(greater.seconds / part.seconds);
            (left, own) = own.div_rem(&ratio);
        }
        let last = at + 1 == parts.len();
        if short && !last && own.is_zero() && left.is_zero() {
            break;
        }
        let fraction = if last { fraction } else { "" };
        let first = short && left.is_zero();
        let width = if part.padded && !first { 2 } else { 1 };
        let own = own.to_string();
        text.insert_str(0, &format!("{own:0>width$}{fraction}{}", part.behind));
    }
    format!("{sign}{text}")
}

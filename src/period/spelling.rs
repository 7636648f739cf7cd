//! A text as a period, in each way that it may be read: `2011-12` is a month
//! or a financial year, `05-06-2020` a day of May or of June.

use super::calendar::{Part, Period, YearName};
use super::pieces::{Piece, pieces};
use super::words;

/// A period, and in which way the text was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PeriodReading {
    /// The way.
    pub way: Way,
    /// The period.
    pub period: Period,
}

/// A way to read a text that others may be read in too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Way {
    /// There is no other.
    Only,
    /// The second number is a month.
    Month,
    /// The second number is a year: a financial year, or a school year.
    TwoYears,
    /// The day comes before the month.
    DayFirst,
    /// The month comes before the day.
    MonthFirst,
}

/// A piece of a text that means something.
#[derive(Clone, Copy, Debug)]
enum Token<'a> {
    Number(&'a str),
    Word(&'a str),
}

use Token::{Number, Word};

/// The periods that a text may stand for; one where there is no doubt, none
/// where it is no period.
pub(crate) fn readings(text: &str) -> Vec<PeriodReading> {
    let text = without_time(text.trim());
    let pieces: Vec<Piece> = pieces(text).into_iter().map(|(piece, _)| piece).collect();
    if pieces
        .iter()
        .any(|piece| matches!(piece, Piece::Chinese(_)))
    {
        return in_chinese(&pieces, text);
    }
    let Some(mut tokens) = tokens(&pieces) else {
        return Vec::new();
    };
    let financial = without_financial(&mut tokens);
    let spelt = Spelt {
        tokens: &tokens,
        financial,
        text,
    };
    spelt.readings()
}

#[cfg(test)]
impl Period {
    /// Reads a text that can be read in one way only.
    pub(crate) fn read(text: &str) -> Option<Period> {
        match <[PeriodReading; 1]>::try_from(readings(text)) {
            Ok([only]) => Some(only.period),
            Err(_) => None,
        }
    }
}

/// A text without a time of day after a date: `2020-05-30T17:00:00`.
fn without_time(text: &str) -> &str {
    let time = |time: &str| {
        let digits = |at: usize| time.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
        let known = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z');
        let clock = digits(0) && digits(1) && digits(3) && digits(4);
        clock && time.get(2..3) == Some(":") && time.chars().all(known)
    };
    match text.split_once(['T', ' ']) {
        Some((date, rest)) if time(rest) => date,
        _ => text,
    }
}

/// A token, and what stands before it.
type Spaced<'a> = (Option<char>, Token<'a>);

/// The pieces that mean something; none where anything else is among them.
fn tokens(pieces: &[Piece]) -> Option<Vec<Spaced<'_>>> {
    let mut tokens: Vec<Spaced<'_>> = Vec::new();
    let mut between = None;
    for piece in pieces {
        let token = match piece {
            Piece::Between(c) => {
                let joins = matches!(c, '-' | '/' | '_' | '.' | ',' | '\'') || c.is_whitespace();
                if !joins || between.is_some() || tokens.is_empty() {
                    return None;
                }
                between = Some(*c);
                continue;
            }
            Piece::Number(text) => Number(text),
            // The 1st, the 2nd.
            Piece::Word(text) => {
                let ordinal = matches!(text.as_str(), "st" | "nd" | "rd" | "th");
                let after = matches!(tokens.last(), Some((_, Number(_))));
                if ordinal && after && between.is_none() {
                    continue;
                }
                Word(text)
            }
            Piece::Chinese(_) => return None,
        };
        tokens.push((between.take(), token));
    }
    between.is_none().then_some(tokens)
}

/// Takes the words for a financial year off; whether they were there.
fn without_financial(tokens: &mut Vec<Spaced<'_>>) -> bool {
    for words in words::FINANCIAL {
        let there = tokens.len() > words.len()
            && words
                .iter()
                .zip(tokens.iter())
                .all(|(word, (_, token))| matches!(token, Word(found) if found == word));
        if there {
            tokens.drain(..words.len());
            return true;
        }
    }
    let ends = matches!(tokens.as_slice(), [_, .., (_, Word("fy"))]);
    if ends {
        tokens.pop();
    }
    ends
}

/// A text taken apart.
struct Spelt<'t> {
    tokens: &'t [Spaced<'t>],
    /// Whether it says that its year is a financial one.
    financial: bool,
    text: &'t str,
}

impl Spelt<'_> {
    fn readings(&self) -> Vec<PeriodReading> {
        let mut found = Vec::new();
        if let Some((year, named)) = self.year(self.tokens) {
            self.add(&mut found, year, named, None);
        }
        if let Some((part, rest)) = part(self.tokens)
            && let Some((year, named)) = self.year(rest)
        {
            self.add(&mut found, year, named, Some(part));
        }
        if !self.financial {
            self.months_and_days(&mut found);
        }
        found.sort_by_key(|reading| reading.way);
        found.dedup_by(|one, other| one.period.is(&other.period));
        found
    }

    fn add(&self, found: &mut Vec<PeriodReading>, year: u32, named: YearName, part: Option<Part>) {
        let way = match (named, part) {
            (YearName::Two, _) => Way::TwoYears,
            (_, Some(Part::Month(_))) => Way::Month,
            _ => Way::Only,
        };
        self.add_read(found, way, year, named, part);
    }

    fn add_read(
        &self,
        found: &mut Vec<PeriodReading>,
        way: Way,
        year: u32,
        named: YearName,
        part: Option<Part>,
    ) {
        let period = Period::new(year, named, part, self.text);
        found.extend(period.map(|period| PeriodReading { way, period }));
    }

    /// `2016`, `2016-17`, `2016-2017`, `201617`; after FY also `16`, `16-17`.
    fn year(&self, tokens: &[Spaced<'_>]) -> Option<(u32, YearName)> {
        let plain = match self.financial {
            true => YearName::Financial,
            false => YearName::Plain,
        };
        match tokens {
            [(_, Number(year))] => match year.len() {
                4 => {
                    let number: u32 = year.parse().ok()?;
                    // FY1516 is that of 2015 and 2016.
                    let pair = of_two_digits(&year[..2]).filter(|_| self.financial);
                    match pair.filter(|first| number < 1900 && follows(*first, &year[2..])) {
                        Some(first) => Some((first, YearName::Two)),
                        None => Some((number, plain)),
                    }
                }
                2 if self.financial => Some((of_two_digits(year)?, plain)),
                6 | 8 => {
                    let first = compact_year(year)?;
                    follows(first, &year[4..]).then_some((first, YearName::Two))
                }
                _ => None,
            },
            [(_, Number(first)), (Some('-' | '/' | '_'), Number(second))] => {
                let first = match first.len() {
                    4 => first.parse().ok()?,
                    2 if self.financial => of_two_digits(first)?,
                    _ => return None,
                };
                follows(first, second).then_some((first, YearName::Two))
            }
            _ => None,
        }
    }

    /// Months and days of a calendar year.
    fn months_and_days(&self, found: &mut Vec<PeriodReading>) {
        let plain = YearName::Plain;
        let month = |month| Some(Part::Month(month));
        let day = |month, day| Some(Part::Day(month, day));
        match self.tokens {
            [(_, Number(digits))] if digits.len() == 6 || digits.len() == 8 => {
                let Some(year) = compact_year(digits) else {
                    return;
                };
                let number = |range: std::ops::Range<usize>| digits[range].parse().unwrap_or(0);
                let part = match digits.len() {
                    6 => month(number(4..6)),
                    _ => day(number(4..6), number(6..8)),
                };
                self.add(found, year, plain, part);
            }
            // 2016-07, 07-2016
            [(_, Number(one)), (Some(sign), Number(other))] if *sign != ',' => {
                if let (Some(year), Some(number)) = (year_of(one), small(other)) {
                    self.add(found, year, plain, month(number));
                } else if let (Some(number), Some(year)) = (small(one), year_of(other))
                    && !sign.is_whitespace()
                {
                    self.add(found, year, plain, month(number));
                }
            }
            // July 2016, 2016-Jul, Jul-16
            [(_, Word(name)), (_, Number(year))] | [(_, Number(year)), (_, Word(name))] => {
                let short = matches!(self.tokens[0].1, Word(_));
                let year = year_of(year).or(of_two_digits(year).filter(|_| short));
                if let (Some(number), Some(year)) = (words::month(name), year) {
                    self.add(found, year, plain, month(number));
                }
            }
            // 2016-07-31, 31.07.2016
            [(_, Number(one)), (sign, Number(two)), (same, Number(three))]
                if sign.is_some() && sign == same =>
            {
                self.day_of_numbers(found, one, two, three);
            }
            // 31 July 2016, July 31, 2016, 2016-Jul-31
            [(_, Number(one)), (_, Word(name)), (_, Number(three))] => {
                let (year, number) = match year_of(one) {
                    Some(year) => (Some(year), small(three)),
                    None => (year_of(three), small(one)),
                };
                if let (Some(year), Some(named), Some(number)) = (year, words::month(name), number)
                {
                    self.add(found, year, plain, day(named, number));
                }
            }
            [(_, Word(name)), (_, Number(number)), (_, Number(year))] => {
                let year = year_of(year);
                if let (Some(year), Some(named), Some(number)) =
                    (year, words::month(name), small(number))
                {
                    self.add(found, year, plain, day(named, number));
                }
            }
            _ => {}
        }
    }

    fn day_of_numbers(&self, found: &mut Vec<PeriodReading>, one: &str, two: &str, three: &str) {
        let plain = YearName::Plain;
        let day = |month, day| Some(Part::Day(month, day));
        if let (Some(year), Some(month), Some(number)) = (year_of(one), small(two), small(three)) {
            self.add(found, year, plain, day(month, number));
        } else if let (Some(one), Some(two), Some(year)) = (small(one), small(two), year_of(three))
        {
            self.add_read(found, Way::DayFirst, year, plain, day(two, one));
            self.add_read(found, Way::MonthFirst, year, plain, day(one, two));
        }
    }
}

/// A year of four digits.
fn year_of(digits: &str) -> Option<u32> {
    (digits.len() == 4).then(|| digits.parse().ok()).flatten()
}

/// The number of a month or a day.
fn small(digits: &str) -> Option<u32> {
    (digits.len() <= 2).then(|| digits.parse().ok()).flatten()
}

/// The year that `98` or `16` stands for.
fn of_two_digits(digits: &str) -> Option<u32> {
    let year: u32 = (digits.len() == 2).then(|| digits.parse().ok())??;
    Some(if year < 70 { 2000 + year } else { 1900 + year })
}

/// The year that digits without a mark between them begin with.
fn compact_year(digits: &str) -> Option<u32> {
    let year = year_of(digits.get(..4)?)?;
    (1800..2200).contains(&year).then_some(year)
}

/// Whether a year of two or four digits is the one after.
fn follows(year: u32, next: &str) -> bool {
    let next: Option<u32> = next.parse().ok().filter(|_| matches!(next.len(), 2 | 4));
    next.is_some_and(|number| number == year + 1 || number == (year + 1) % 100)
}

/// The part of a year at the end or at the beginning, and the rest.
fn part<'t>(tokens: &'t [Spaced<'t>]) -> Option<(Part, &'t [Spaced<'t>])> {
    match tokens {
        [rest @ .., (_, Word(word)), (_, Number(number))] if part_named(word, number).is_some() => {
            Some((part_named(word, number)?, rest))
        }
        [rest @ .., (_, Number(number)), (_, Word(word))] if part_named(word, number).is_some() => {
            Some((part_named(word, number)?, rest))
        }
        [(_, Word(word)), (_, Number(number)), rest @ ..]
        | [(_, Number(number)), (_, Word(word)), rest @ ..] => {
            Some((part_named(word, number)?, rest))
        }
        _ => None,
    }
}

/// `Q3`, `H1`, `W07`, `M01`.
fn part_named(word: &str, number: &str) -> Option<Part> {
    let number = small(number)?;
    let is = |names: &[&str]| names.contains(&word);
    Some(match () {
        () if is(&words::QUARTER) => Part::Quarter(number),
        () if is(&words::HALF) => Part::Half(number),
        () if is(&words::WEEK) => Part::Week(number),
        () if is(&words::MONTH) => Part::Month(number),
        () => return None,
    })
}

/// Words after a Chinese year, the longest first.
const YEARS: [&str; 6] = ["财政年度", "学年度", "学年", "财年", "年度", "年"];

/// `2016年`, `2016年度`, `2016年第三季度`, `2016年7月`, `2016-2017学年`.
fn in_chinese(pieces: &[Piece], text: &str) -> Vec<PeriodReading> {
    let mut plain = String::new();
    for piece in pieces {
        match piece {
            Piece::Number(text) | Piece::Word(text) | Piece::Chinese(text) => plain.push_str(text),
            Piece::Between(c) if c.is_whitespace() => {}
            Piece::Between(c) => plain.push(*c),
        }
    }
    let found = chinese(&plain, text);
    found.into_iter().collect()
}

fn chinese(plain: &str, text: &str) -> Option<PeriodReading> {
    let year = year_of(plain.get(..4)?)?;
    let mut rest = &plain[4..];
    let mut named = YearName::Plain;
    if let Some(second) = rest.strip_prefix(['-', '/', '_', '至']) {
        let digits = second.bytes().take_while(u8::is_ascii_digit).count();
        if !follows(year, &second[..digits]) {
            return None;
        }
        (named, rest) = (YearName::Two, &second[digits..]);
    }
    let word = YEARS.iter().find(|word| rest.starts_with(**word));
    rest = word.map_or(rest, |word| &rest[word.len()..]);
    let rest = rest.trim_start_matches(['-', '_', '.']);
    let part = match rest {
        "" | "全年" => None,
        rest => Some(chinese_part(rest)?),
    };
    let way = match (named, part) {
        (YearName::Two, _) => Way::TwoYears,
        (_, Some(Part::Month(_))) => Way::Month,
        _ => Way::Only,
    };
    let period = Period::new(year, named, part, text)?;
    Some(PeriodReading { way, period })
}

/// What follows a year: `上半年`, `第三季度`, `7月`, `7月31日`, `第7周`, `Q3`.
fn chinese_part(text: &str) -> Option<Part> {
    match text {
        "上半年" | "第一学期" => return Some(Part::Half(1)),
        "下半年" | "第二学期" => return Some(Part::Half(2)),
        _ => {}
    }
    let number = |text: &str| words::chinese(text.strip_prefix('第').unwrap_or(text));
    let before = |words: &[&str]| words.iter().find_map(|word| text.strip_suffix(*word));
    if let Some(quarter) = before(&["季度", "季"]) {
        return number(quarter).map(Part::Quarter);
    }
    if let Some(week) = before(&["周", "週"]) {
        return number(week).map(Part::Week);
    }
    if let Some(day) = before(&["日", "号"]) {
        let (month, day) = day.split_once('月')?;
        return Some(Part::Day(words::chinese(month)?, words::chinese(day)?));
    }
    if let Some(month) = before(&["月份", "月"]) {
        return number(month).map(Part::Month);
    }
    match text.strip_prefix(['q', 'h', 'w']) {
        Some(number) => part_named(&text[..1], number),
        None => small(text).map(Part::Month),
    }
}

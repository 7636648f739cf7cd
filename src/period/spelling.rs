//! A text as a period, in each way that it may be read: `2011-12` is a month
//! or a financial year, `05-06-2020` a day of May or of June.

use super::calendar::{Part, Period, YearName};
use super::chinese;
use super::era::{self, Converted};
use super::pieces::{Piece, pieces};
use super::reading::{
    PeriodReading, compact_year, follows, of_two_digits, part_named, small, span, way_of, year_of,
};
use super::way::Way;
use super::words;

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
    if let Some(of_era) = era::converted(text) {
        return by_era(&of_era, text);
    }
    let mut found = in_common_years(text, text, false);
    if let Some(of_era) = era::as_buddhist(text).filter(|_| !found.is_empty()) {
        found.extend(by_era(&of_era, text));
    }
    found
}

/// The periods of a text whose years were put into common ones.
fn by_era(of_era: &Converted, written: &str) -> Vec<PeriodReading> {
    let mut found = in_common_years(&of_era.text, written, of_era.financial);
    for reading in &mut found {
        reading.sure &= of_era.sure;
        if matches!(reading.way, Way::Only | Way::Month | Way::TwoYears) {
            reading.way = of_era.way;
        }
    }
    found.truncate(1);
    found
}

/// The periods that a text of the common calendar may stand for.
fn in_common_years(text: &str, written: &str, financial: bool) -> Vec<PeriodReading> {
    let pieces: Vec<Piece> = pieces(text).into_iter().map(|(piece, _)| piece).collect();
    if pieces
        .iter()
        .any(|piece| matches!(piece, Piece::Chinese(_)))
    {
        return chinese::read(&pieces, written, financial);
    }
    let Some(mut tokens) = tokens(&pieces) else {
        return Vec::new();
    };
    let financial = without_financial(&mut tokens);
    let spelt = Spelt {
        tokens: &tokens,
        financial,
        text: written,
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
    // 2016 FY, Q4 FY21, and 4QFY21.
    if let Some((_, Word(joined))) = tokens.get_mut(1)
        && let Some(part) = joined
            .strip_suffix("fy")
            .filter(|part| matches!(*part, "q" | "h"))
    {
        *joined = part;
        return true;
    }
    let within = tokens
        .iter()
        .skip(1)
        .position(|(_, token)| matches!(token, Word("fy")));
    if let Some(at) = within {
        tokens.remove(at + 1);
    }
    within.is_some()
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
            && let Some((year, named)) = self.year(rest).or_else(|| self.short_year(part, rest))
        {
            self.add(&mut found, year, named, Some(part));
        }
        if let Some((part, rest)) = months(self.tokens)
            && let Some((year, named)) = self.year(rest)
        {
            self.add(&mut found, year, named, part);
        }
        if !self.financial {
            self.months_and_days(&mut found);
        }
        found.sort_by_key(|reading| reading.way);
        found.dedup_by(|one, other| one.period.is(&other.period));
        found
    }

    fn add(&self, found: &mut Vec<PeriodReading>, year: u32, named: YearName, part: Option<Part>) {
        self.add_read(found, way_of(named, part), year, named, part);
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
        found.extend(period.map(|period| PeriodReading {
            way,
            period,
            sure: way != Way::ToMonth,
        }));
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

    /// The year of `4Q21`, `H1 22` and `21Q4`.
    fn short_year(&self, part: Part, rest: &[Spaced<'_>]) -> Option<(u32, YearName)> {
        let [(before, Number(year))] = rest else {
            return None;
        };
        let first = matches!(self.tokens, [(_, Number(one)), _, ..] if one.len() == 2);
        let of_year = matches!(part, Part::Quarter(_) | Part::Half(_));
        let joined = !first || self.tokens.iter().all(|(before, _)| before.is_none());
        let apart = matches!(before, None | Some(' ' | '-' | '\'' | '/' | '_'));
        let known = of_year && joined && apart;
        Some((of_two_digits(year).filter(|_| known)?, YearName::Plain))
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

/// `Jan-Jun 2021`, `2021 January to September`; `9M 2021`.
fn months<'t>(tokens: &'t [Spaced<'t>]) -> Option<(Option<Part>, &'t [Spaced<'t>])> {
    let two = |first: &str, last: &str| span(words::month(first)?, words::month(last)?);
    let part = |tokens: &[Spaced]| match tokens {
        [(_, Word(first)), (Some('-'), Word(last))] => two(first, last),
        [(_, Word(first)), (_, Word("to")), (_, Word(last))] => two(first, last),
        [(_, Number(last)), (None, Word("m"))] => span(1, small(last)?),
        _ => None,
    };
    (2..=3)
        .filter(|length| tokens.len() > *length)
        .find_map(|length| {
            let (start, rest) = tokens.split_at(length);
            let (before, end) = tokens.split_at(tokens.len() - length);
            let first = part(start).map(|part| (part, rest));
            first.or_else(|| part(end).map(|part| (part, before)))
        })
}

/// The part of a year at the end or at the beginning, and the rest.
fn part<'t>(tokens: &'t [Spaced<'t>]) -> Option<(Part, &'t [Spaced<'t>])> {
    match tokens {
        [rest @ .., (_, Word(word)), (_, Number(number))] if part_named(word, number).is_some() => {
            Some((part_named(word, number)?, rest))
        }
        // 9M are nine months, M9 is the ninth.
        [.., (_, Number(_)), (None, Word("m"))] | [(_, Number(_)), (None, Word("m")), ..] => None,
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

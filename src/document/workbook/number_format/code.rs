//! The code of a number format, `#,##0.00_);[Red](#,##0.00)`, as sections of
//! parts. What a code says of colours and widths is left out.

use super::decimal::Decimal;
use std::cmp::Ordering;

/// How much of a code is read, in characters; workbooks take 255.
const LONGEST: usize = 2000;
/// How many sections a code has at most.
const SECTIONS: usize = 4;

/// A section of a code: how some of the numbers are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Section {
    /// Which numbers it is for, where it says so.
    pub condition: Option<Condition>,
    /// What is shown.
    pub parts: Vec<Part>,
    /// By how many powers of ten a number is shifted before it is shown:
    /// two for each `%`, minus three for each `,` behind the digits.
    pub shift: i32,
    /// Whether thousands are set apart.
    pub grouped: bool,
    /// Which numerals it is shown in: 1 to 3 of `[DBNum1]`.
    pub numerals: Option<u8>,
    /// The language of months and weekdays, where it says so.
    pub language: Option<u32>,
}

/// Which numbers a section is for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Condition {
    /// How they compare to the limit.
    pub holds: [bool; 3],
    /// The limit.
    pub limit: Decimal,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// Text as it is.
    Literal(String),
    /// A place for a digit: `0`, `#` or `?`.
    Digit(u8),
    /// The decimal point.
    Point,
    /// The power of ten, and whether its `+` is shown.
    Exponent(bool),
    /// A fraction's bar, with the digits of the denominator or the denominator itself.
    Over(Denominator),
    /// The number as it is shown without a format.
    General,
    /// The text of a cell that holds one.
    Text,
    /// A part of a date or a time.
    Date(DatePart),
}

/// What may stand below a fraction's bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Denominator {
    /// The best one up to this.
    UpTo(u32),
    /// This one.
    Is(u32),
}

/// A part of a date or a time; with how many letters it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DatePart {
    Year(usize),
    /// `e`: the year of the era where there is one, else the year.
    EraYear(usize),
    Era(usize),
    Buddhist(usize),
    Month(usize),
    Day(usize),
    /// `aaa`, `aaaa`: the weekday in the language of the East.
    Weekday(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
    /// Decimals of a second.
    Subsecond(usize),
    /// Hours, minutes, seconds in all: `[h]`.
    AllHours(usize),
    AllMinutes(usize),
    AllSeconds(usize),
    /// `AM/PM`, `A/P`, `上午/下午`.
    HalfDay(HalfDay),
}

/// How the half of the day is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HalfDay {
    AmPm,
    AP,
    Chinese,
}

impl Condition {
    /// Whether a number meets it.
    pub(super) fn is_met(&self, number: &Decimal) -> bool {
        match number.compare(&self.limit) {
            Ordering::Less => self.holds[0],
            Ordering::Equal => self.holds[1],
            Ordering::Greater => self.holds[2],
        }
    }

    fn of(text: &str) -> Option<Condition> {
        let operators = [
            ("<=", [true, true, false]),
            (">=", [false, true, true]),
            ("<>", [true, false, true]),
            ("<", [true, false, false]),
            (">", [false, false, true]),
            ("=", [false, true, false]),
        ];
        let found = operators
            .iter()
            .find_map(|(sign, holds)| Some((text.strip_prefix(sign)?, *holds)));
        let (limit, holds) = found?;
        Some(Condition {
            holds,
            limit: Decimal::of(limit)?,
        })
    }
}

impl Section {
    /// Whether it shows a day or a time.
    pub(super) fn is_date(&self) -> bool {
        let date = |part: &Part| matches!(part, Part::Date(_));
        self.parts.iter().any(date)
    }

    /// Whether it shows a text where a cell holds one.
    pub(super) fn is_of_text(&self) -> bool {
        self.parts.contains(&Part::Text)
    }
}

/// The sections of a code.
pub(super) fn sections(code: &str) -> Vec<Section> {
    let chars: Vec<char> = code.chars().take(LONGEST).collect();
    let mut lexer = Lexer {
        chars: &chars,
        at: 0,
        section: Section::default(),
        commas: Vec::new(),
    };
    let mut sections = Vec::new();
    loop {
        let ended = lexer.section();
        sections.push(std::mem::take(&mut lexer.section));
        if !ended || sections.len() == SECTIONS {
            return sections;
        }
    }
}

struct Lexer<'c> {
    chars: &'c [char],
    at: usize,
    section: Section,
    /// Before which parts a `,` stands.
    commas: Vec<usize>,
}

impl Lexer<'_> {
    /// Reads a section; whether another follows.
    fn section(&mut self) -> bool {
        self.commas.clear();
        let ended = loop {
            let Some(next) = self.next() else {
                break false;
            };
            if next == ';' {
                break true;
            }
            self.part(next);
        };
        self.place_commas();
        self.tell_minutes();
        ended
    }

    fn next(&mut self) -> Option<char> {
        let next = self.chars.get(self.at).copied();
        self.at += usize::from(next.is_some());
        next
    }

    fn ends_here(&self) -> bool {
        matches!(self.chars.get(self.at), None | Some(';'))
    }

    fn push(&mut self, part: Part) {
        self.section.parts.push(part);
    }

    fn literal(&mut self, text: &str) {
        match self.section.parts.last_mut() {
            Some(Part::Literal(before)) => before.push_str(text),
            _ => self.push(Part::Literal(text.to_owned())),
        }
    }

    fn part(&mut self, next: char) {
        match next {
            '"' => {
                while let Some(inner) = self.next().filter(|inner| *inner != '"') {
                    self.literal(inner.encode_utf8(&mut [0; 4]));
                }
            }
            '!' if self.ends_here() => self.literal("!"),
            '\\' | '!' => {
                if let Some(inner) = self.next() {
                    self.literal(inner.encode_utf8(&mut [0; 4]));
                }
            }
            '_' => {
                self.next();
                self.literal(" ");
            }
            '*' => {
                if self.next() == Some(' ') {
                    self.literal(" ");
                }
            }
            '[' => self.bracket(),
            '0' | '#' | '?' => self.digit(next),
            '.' => self.point(),
            ',' if self.section.is_date() => self.literal(","),
            ',' => self.commas.push(self.section.parts.len()),
            '%' => {
                self.section.shift += 2;
                self.literal("%");
            }
            '/' => self.bar(),
            '@' => self.push(Part::Text),
            _ => self.letters(next),
        }
    }

    fn digit(&mut self, place: char) {
        match self.section.parts.last_mut() {
            Some(Part::Date(DatePart::Subsecond(places))) if place == '0' => {
                *places += 1;
            }
            _ => self.push(Part::Digit(place as u8)),
        }
    }

    /// A point: of a number, or of the decimals of a second.
    fn point(&mut self) {
        let of_number = |part: &Part| matches!(part, Part::Point);
        match self.section.is_date() {
            true if self.chars.get(self.at) == Some(&'0') => {
                self.push(Part::Date(DatePart::Subsecond(0)));
            }
            true => self.literal("."),
            false if self.section.parts.iter().any(of_number) => self.literal("."),
            false => self.push(Part::Point),
        }
    }

    /// What stands in brackets.
    fn bracket(&mut self) {
        let mut inner = String::new();
        while let Some(next) = self.next().filter(|next| *next != ']') {
            inner.push(next);
        }
        let lower = inner.to_lowercase();
        if let Some(rest) = inner.strip_prefix('$') {
            let (sign, language) = rest.rsplit_once('-').unwrap_or((rest, ""));
            self.literal(sign);
            let language = u32::from_str_radix(language, 16).ok();
            self.section.language = self.section.language.or(language);
        } else if let Some(condition) = Condition::of(&inner) {
            self.section.condition = Some(condition);
        } else if let Some(numerals) = lower.strip_prefix("dbnum") {
            self.section.numerals = numerals.parse().ok().filter(|n| (1..=3).contains(n));
        } else if !lower.is_empty() {
            let all = |letter: char| lower.chars().all(|c| c == letter);
            let count = lower.chars().count();
            let part = match () {
                () if all('h') => Some(DatePart::AllHours(count)),
                () if all('m') => Some(DatePart::AllMinutes(count)),
                () if all('s') => Some(DatePart::AllSeconds(count)),
                () => None,
            };
            if let Some(part) = part {
                self.push(Part::Date(part));
            }
        }
    }

    /// A bar: of a fraction where digits stand before it, else itself.
    fn bar(&mut self) {
        if !matches!(self.section.parts.last(), Some(Part::Digit(_))) {
            return self.literal("/");
        }
        let rest = self.chars.get(self.at..).unwrap_or_default();
        let below = rest
            .iter()
            .take_while(|c| c.is_ascii_digit() || matches!(c, '#' | '?'))
            .count();
        let written: String = rest.iter().take(below.min(6)).collect();
        self.at += below;
        let denominator = match written.parse() {
            Ok(number) if number > 0 => Denominator::Is(number),
            _ if below > 0 => Denominator::UpTo(10_u32.pow(below.min(4) as u32) - 1),
            _ => return self.literal("/"),
        };
        self.push(Part::Over(denominator));
    }

    /// Letters that mean something, else the text that they are.
    fn letters(&mut self, first: char) {
        let rest: String = self.chars[self.at - 1..].iter().take(9).collect();
        let lower = rest.to_lowercase();
        let words = [
            ("general", Part::General),
            ("g/通用格式", Part::General),
            ("am/pm", Part::Date(DatePart::HalfDay(HalfDay::AmPm))),
            ("a/p", Part::Date(DatePart::HalfDay(HalfDay::AP))),
            ("上午/下午", Part::Date(DatePart::HalfDay(HalfDay::Chinese))),
        ];
        for (word, part) in words {
            if lower.starts_with(word) {
                self.at += word.chars().count() - 1;
                return self.push(part);
            }
        }
        if lower.starts_with("e+") || lower.starts_with("e-") {
            self.at += 1;
            return self.push(Part::Exponent(lower.starts_with("e+")));
        }
        let letter = first.to_ascii_lowercase();
        let same = lower.chars().take_while(|c| *c == letter).count();
        let long = self.chars[self.at - 1..]
            .iter()
            .take_while(|c| c.to_ascii_lowercase() == letter)
            .count();
        let count = same.max(long);
        let part = match letter {
            'y' => DatePart::Year(count),
            'e' => DatePart::EraYear(count),
            'g' => DatePart::Era(count),
            'b' => DatePart::Buddhist(count),
            'm' => DatePart::Month(count),
            'd' => DatePart::Day(count),
            'a' if count >= 3 => DatePart::Weekday(count),
            'h' => DatePart::Hour(count),
            's' => DatePart::Second(count),
            _ => return self.literal(first.encode_utf8(&mut [0; 4])),
        };
        self.at += count - 1;
        self.push(Part::Date(part));
    }

    /// A comma between digits before the point sets thousands apart, one behind
    /// digits divides by a thousand, and one without digits is itself.
    fn place_commas(&mut self) {
        let parts = &self.section.parts;
        let digit = |part: &Part| matches!(part, Part::Digit(_));
        let point = parts.iter().position(|part| *part == Part::Point);
        let whole = point.unwrap_or(parts.len());
        let mut literals = Vec::new();
        for at in &self.commas {
            let before = parts[..*at].iter().any(digit);
            let behind = *at < whole && parts[*at..whole].iter().any(digit);
            match (before, behind) {
                (true, true) => self.section.grouped = true,
                (true, false) => self.section.shift -= 3,
                (false, _) => literals.push(*at),
            }
        }
        for at in literals.into_iter().rev() {
            self.section.parts.insert(at, Part::Literal(",".to_owned()));
        }
    }

    /// `m` behind hours or before seconds is minutes.
    fn tell_minutes(&mut self) {
        let dates = self.section.parts.iter_mut().filter_map(|part| match part {
            Part::Date(part) => Some(part),
            _ => None,
        });
        let mut dates: Vec<&mut DatePart> = dates.collect();
        for at in 0..dates.len() {
            let DatePart::Month(count) = *dates[at] else {
                continue;
            };
            let hours = |part: &DatePart| matches!(part, DatePart::Hour(_) | DatePart::AllHours(_));
            let seconds =
                |part: &DatePart| matches!(part, DatePart::Second(_) | DatePart::AllSeconds(_));
            let behind = at > 0 && hours(dates[at - 1]);
            let before = dates.get(at + 1).is_some_and(|part| seconds(part));
            if count <= 2 && (behind || before) {
                *dates[at] = DatePart::Minute(count);
            }
        }
    }
}

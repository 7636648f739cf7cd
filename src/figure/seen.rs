//! What a print shows of how its column prints figures: which sign may be the
//! decimal one, and marks that a single cell leaves open.

use super::clock;
use super::in_brackets::two_figures;
use super::numeral::is_space;
use super::prints::Prints;
use super::span;
use super::words::plain_char;
use std::collections::BTreeMap;

/// More characters than this are prose.
const MAX_CHARS: usize = 60;

/// What the signs in a number say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Signs {
    /// No number, or one without signs that matter.
    #[default]
    None,
    /// A whole number without signs, of so many digits.
    Bare(usize),
    /// Only a point can be the decimal sign: `1.5`, `1,234.5`, `1,234,567`.
    Point,
    /// Only a comma can: `1,5`, `1.234,5`, `1.234.567`.
    Comma,
    /// `1.080`; whether its last digit is 0.
    EitherPoint(bool),
    /// `1,080`; whether its last digit is 0.
    EitherComma(bool),
}

/// What a print shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// What the signs in its number say.
    pub signs: Signs,
    /// Its number without signs, where it has one of at most 30 digits.
    pub size: Option<u128>,
    /// It is a percentage.
    pub percent: bool,
    /// `250,000+`
    pub plus_behind: bool,
    /// `120-`
    pub minus_behind: bool,
    /// `▼5`
    pub down: bool,
    /// `▲5`
    pub up: bool,
    /// `±312`
    pub margin: bool,
    /// `<3`
    pub below: bool,
    /// `0-2`, rising.
    pub span: bool,
    /// `122 (68%)`: a second figure in brackets.
    pub bracketed: bool,
    /// `12 (1)`: one or two digits in brackets, which may be a footnote.
    pub noted: bool,
    /// `5 m`: a letter behind a space.
    pub letter: bool,
    /// `9,904E`: a letter right behind the number that may be a flag.
    pub glued: Option<char>,
    /// `1:02:03`, `2h 30m`
    pub duration: bool,
    /// `45 min`: how many seconds its unit is.
    pub time: Option<i64>,
}

impl Seen {
    /// Whether the cell begins or ends in a number.
    pub(crate) fn is_number(&self) -> bool {
        self.signs != Signs::None || self.size.is_some()
    }
}

/// Letters that are flags right behind a number, where few of the figures of a table
/// have them: estimated or to be used with caution, preliminary, revised, unreliable,
/// forecast. `b`, `c`, `d`, `m`, `k`, `t` and others are units, or millions, too often.
const GLUED: &[char] = &[
    'E', 'P', 'R', 'Q', 'U', 'e', 'f', 'i', 'p', 'q', 'r', 'u', 'v', 'z',
];

/// The letters that stand right behind figures of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct GluedLetters {
    letters: BTreeMap<char, Glued>,
    numbers: u64,
}

/// How often a letter stands right behind a figure, and the first print of these.
#[derive(Clone, Debug)]
struct Glued {
    times: u64,
    first: String,
}

impl GluedLetters {
    /// Counts a cell.
    pub(crate) fn see(&mut self, seen: &Seen, cell: &str) {
        self.numbers += u64::from(seen.is_number());
        if let Some(letter) = seen.glued {
            self.count(letter, 1, cell.trim());
        }
    }

    fn count(&mut self, letter: char, times: u64, print: &str) {
        let glued = self.letters.entry(letter).or_insert_with(|| Glued {
            times: 0,
            first: print.to_owned(),
        });
        glued.times += times;
    }

    /// Counts what was counted elsewhere.
    pub(crate) fn add(&mut self, other: &GluedLetters) {
        self.numbers += other.numbers;
        for (letter, glued) in &other.letters {
            self.count(*letter, glued.times, &glued.first);
        }
    }

    /// Those that are flags: they stand behind several figures, and all of them behind
    /// few. One may be a slip, and what all have is a unit.
    pub(crate) fn flags(&self) -> Vec<String> {
        let all: u64 = self.letters.values().map(|glued| glued.times).sum();
        if all * 2 >= self.numbers {
            return Vec::new();
        }
        let often = self.letters.iter().filter(|(_, glued)| glued.times > 1);
        often.map(|(letter, _)| letter.to_string()).collect()
    }

    /// The first print of those with one of some flags.
    pub(crate) fn first_of(&self, flags: &[String]) -> Option<&str> {
        let mut all = self.letters.iter();
        let taken = all.find(|(letter, _)| flags.iter().any(|flag| flag.chars().eq([**letter])));
        taken.map(|(_, glued)| glued.first.as_str())
    }
}

/// Looks at a cell.
pub(crate) fn look(cell: &str) -> Seen {
    let cell = cell.trim();
    if !cell.is_empty() && cell.len() <= 30 && cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return Seen {
            signs: Signs::Bare(cell.len()),
            size: cell.parse().ok(),
            ..Seen::default()
        };
    }
    plain_decimal(cell).unwrap_or_else(|| look_closely(cell))
}

/// What `1234.5` and `86.0%` show, which need no closer look.
fn plain_decimal(cell: &str) -> Option<Seen> {
    let (number, percent) = match cell.strip_suffix('%') {
        Some(number) => (number, true),
        None => (cell, false),
    };
    let (whole, places) = number.split_once('.')?;
    let digits = |text: &str| {
        let count = text.len();
        (1..=12).contains(&count) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(whole) || !digits(places) {
        return None;
    }
    let thousands = places.len() == 3 && whole.len() <= 3 && !whole.starts_with('0');
    let whole: u128 = whole.parse().ok()?;
    let scale = 10_u128.pow(u32::try_from(places.len()).ok()?);
    Some(Seen {
        signs: match thousands {
            true => Signs::EitherPoint(places.ends_with('0')),
            false => Signs::Point,
        },
        size: Some(whole * scale + places.parse::<u128>().ok()?),
        percent,
        ..Seen::default()
    })
}

fn look_closely(cell: &str) -> Seen {
    if cell.chars().nth(MAX_CHARS).is_some() {
        return Seen::default();
    }
    let chars: Vec<char> = cell.chars().map(plain_char).collect();
    let Some(start) = chars.iter().position(char::is_ascii_digit) else {
        return Seen::default();
    };
    // `.5`, unless it ends a word: `approx.5`.
    let bare = start > 0 && matches!(chars[start - 1], '.' | ',');
    let start = start - usize::from(bare && (start < 2 || !chars[start - 2].is_alphabetic()));
    let length = number_length(&chars[start..]);
    let (before, rest) = (&chars[..start], &chars[start + length..]);
    let letters = before.iter().filter(|c| c.is_alphabetic()).count();
    if letters > 14 {
        return Seen::default();
    }
    let has = |list: &[char], sign: &[char]| list.iter().any(|c| sign.contains(c));
    let mut seen = Seen {
        margin: has(before, &['±']) || before.starts_with(&['+', '/', '-']),
        down: has(before, &['▼', '▽']),
        up: has(before, &['▲', '△']),
        below: has(before, &['<', '≤']),
        percent: has(rest, &['%', '‰']),
        plus_behind: rest.contains(&'+'),
        minus_behind: matches!(rest, ['-' | '−']),
        letter: matches!(rest, [' ', letter] if letter.is_ascii_lowercase()),
        glued: match rest {
            [letter] if letters == 0 && GLUED.contains(letter) => Some(*letter),
            _ => None,
        },
        span: span::split(&chars).is_some_and(|(end, start)| rises(&chars[..end], &chars[start..])),
        ..Seen::default()
    };
    seen.duration = clock::is_one(&chars[start..], Prints::PLAIN);
    seen.time = clock::unit_of_time(rest);
    seen.bracketed = two_figures(cell).is_some_and(|two| two.share_second);
    let number = &chars[start..start + length];
    let open = rest.iter().position(|c| *c == '(');
    seen.noted = open.is_some_and(|open| match &rest[open + 1..] {
        [digits @ .., ')'] => digits.len() <= 2 && digits.iter().all(char::is_ascii_digit),
        _ => false,
    });
    let rest = match open {
        Some(open) if seen.bracketed || seen.noted => &rest[..open],
        _ => rest,
    };
    // `5,-` has no cents.
    if let ([sign @ ('.' | ','), '-' | '–' | '—', ..], false) = (rest, number.contains(&',')) {
        seen.signs = if *sign == ',' {
            Signs::Comma
        } else {
            Signs::Point
        };
        seen.size = size(number);
        seen.minus_behind = false;
    } else if is_one_number(rest) {
        seen.signs = signs(number);
        seen.size = size(number);
    }
    seen
}

/// How long the number at the start is, its signs included.
fn number_length(chars: &[char]) -> usize {
    let mut end = 0;
    while let Some(c) = chars.get(end) {
        let joins = matches!(c, '.' | ',' | '\'' | '’') || is_space(*c);
        let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
        if !(c.is_ascii_digit() || joins && digit(end + 1)) {
            break;
        }
        end += 1;
    }
    end
}

/// Whether no other number follows: digits only in a footnote mark, or behind
/// an `e`.
fn is_one_number(rest: &[char]) -> bool {
    let mut rest = rest;
    if let [.., ']'] = rest
        && let Some(open) = rest.iter().position(|c| *c == '[')
    {
        rest = &rest[..open];
    }
    let exponent = matches!(rest, ['e' | 'E', ..]);
    exponent || !rest.iter().any(char::is_ascii_digit)
}

fn size(number: &[char]) -> Option<u128> {
    let digits: String = number.iter().filter(|c| c.is_ascii_digit()).collect();
    digits.parse().ok().filter(|_| digits.len() <= 30)
}

/// Whether the first number of a text is less than that of another.
fn rises(low: &[char], high: &[char]) -> bool {
    matches!((size(low), size(high)), (Some(low), Some(high)) if low < high)
}

/// What the signs in a number say: the last of two different ones is the
/// decimal sign, what stands twice separates thousands, and so does not what
/// has no three digits behind it.
fn signs(number: &[char]) -> Signs {
    let places = |sign: char| -> Vec<usize> {
        let found = number.iter().enumerate().filter(|(_, c)| **c == sign);
        found.map(|(at, _)| at).collect()
    };
    let (points, commas) = (places('.'), places(','));
    let spaced = number
        .iter()
        .any(|c| is_space(*c) || matches!(c, '\'' | '’'));
    let tail = |at: usize| number.len() - at - 1;
    let leading = number.iter().take_while(|c| c.is_ascii_digit()).count();
    let zero = number.last() == Some(&'0');
    let one = |at: usize, own: Signs, either: Signs| match tail(at) {
        3 if !spaced && (1..=3).contains(&leading) && number[0] != '0' => either,
        _ => own,
    };
    match (points.as_slice(), commas.as_slice()) {
        ([], []) if !spaced => Signs::Bare(number.len()),
        ([], []) => Signs::None,
        ([at], []) => one(*at, Signs::Point, Signs::EitherPoint(zero)),
        ([], [at]) => one(*at, Signs::Comma, Signs::EitherComma(zero)),
        ([point], [.., comma]) if comma < point => Signs::Point,
        ([.., point], [comma]) if point < comma => Signs::Comma,
        ([_, _, ..], []) if groups(&points, number.len()) => Signs::Comma,
        ([], [_, _, ..]) if tail(commas[commas.len() - 1]) == 3 => Signs::Point,
        _ => Signs::None,
    }
}

/// Whether signs part a number into groups of three.
fn groups(signs: &[usize], length: usize) -> bool {
    let ends = signs.iter().skip(1).copied().chain([length]);
    signs.iter().zip(ends).all(|(at, end)| end - at == 4) && (1..=3).contains(&signs[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signs_of_numbers() {
        for (cell, signs) in [
            ("1234", Signs::Bare(4)),
            ("950 EUR", Signs::Bare(3)),
            ("1.080", Signs::EitherPoint(true)),
            ("-1,234", Signs::EitherComma(false)),
            ("$1,200.00", Signs::Point),
            ("1.070,10", Signs::Comma),
            ("1.234.567", Signs::Comma),
            ("1,28,205", Signs::Point),
            ("107,8", Signs::Comma),
            ("107.8%", Signs::Point),
            ("0,123", Signs::Comma),
            (".5", Signs::Point),
            (",5", Signs::Comma),
            ("1234.567", Signs::Point),
            ("1 234,567", Signs::Comma),
            ("1’234.50", Signs::Point),
            ("1 234", Signs::None),
            ("1,997876E+10", Signs::Comma),
            ("2020.01.05", Signs::None),
            ("1.080 [1]", Signs::EitherPoint(true)),
            ("12.5-13.5", Signs::None),
            ("Version of the 1.5", Signs::Point),
            ("", Signs::None),
            ("abc", Signs::None),
        ] {
            assert_eq!(look(cell).signs, signs, "{cell}");
        }
    }

    #[test]
    fn what_needs_no_closer_look_shows_the_same() {
        for whole in ["0", "7", "07", "12", "123", "0123", "1234", "123456789012"] {
            for places in ["0", "5", "50", "123", "120", "000", "1234", "123456789012"] {
                for end in ["", "%"] {
                    let cell = format!("{whole}.{places}{end}");
                    let plain = plain_decimal(&cell).expect("it is plain");
                    let (plain, close) =
                        (format!("{plain:?}"), format!("{:?}", look_closely(&cell)));
                    assert_eq!(plain, close, "{cell}");
                }
            }
        }
        for cell in [
            "5.", ".5", "1.2.3", "1.2 %", "-1.2", "1,2", "1.2%%", "%", ".",
        ] {
            assert!(plain_decimal(cell).is_none(), "{cell}");
        }
    }

    #[test]
    fn marks_that_a_cell_leaves_open() {
        let seen = |cell: &str| look(cell);
        assert!(seen("250,000+").plus_behind && seen("120-").minus_behind);
        assert!(seen("▲5").up && seen("▼1.5").down && seen("±312").margin);
        assert!(seen("+/-312").margin && seen("<3").below && seen("5 m").letter);
        assert!(seen("0-2").span && seen("12至15").span && !seen("15-12").span);
        assert_eq!(seen("9,904E").glued, Some('E'));
        assert!(seen("9904kg").glued.is_none() && seen("A12E").glued.is_none());
        assert!(!seen("-5").minus_behind && !seen("5 kg").letter && !seen("-5").span);
    }
}

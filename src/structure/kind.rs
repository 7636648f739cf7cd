//! What a cell looks like by itself: a figure, a mark of one that is missing,
//! a year, a text.

use crate::document::{GridCell, Hint};
use crate::figure::{Context, Reading, UnitBook, Unreadable, plain_char, read};
use crate::period::readings;
use num_traits::Zero;
use std::collections::HashMap;

/// What a cell looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing stands in it.
    Blank,
    /// A figure.
    Figure,
    /// A figure in words: `19 years`, `over 65`, 60岁以上; it may call a column.
    Worded,
    /// A small whole number, as columns and rows are numbered.
    Counter(u32),
    /// A mark of a figure that is not there: `-`, `..`, `n/a`, `X`, `*`.
    Missing,
    /// A whole number that may be a year.
    Year(u32),
    /// A day, a month, a year with a word that says so.
    Time,
    /// Anything else.
    Text,
}

impl Kind {
    /// Whether it prints a number that is no year.
    pub(super) fn is_figure(self) -> bool {
        matches!(self, Kind::Figure | Kind::Counter(_))
    }

    /// Whether it prints a number at all.
    pub(super) fn is_number(self) -> bool {
        self.is_figure() || matches!(self, Kind::Year(_))
    }
}

/// A longer text is no figure.
const LONGEST: usize = 60;
/// Letters that stand before a figure at most: `approximately 5`.
const LETTERS: usize = 13;
/// Marks of what is missing are no longer.
const LONGEST_MARK: usize = 20;
/// Texts that are kept with what they look like.
const KNOWN: usize = 50_000;
/// Whole numbers that number columns and rows go no further.
const LAST_COUNTER: u32 = 9_999;
/// Whole numbers that may be years.
const YEARS: std::ops::RangeInclusive<u32> = 1850..=2100;

/// Looks at cells; what is printed often is looked at once.
pub(super) struct Looker<'a> {
    units: &'a UnitBook,
    known: HashMap<&'a str, Kind>,
}

impl<'a> Looker<'a> {
    /// One that has seen nothing.
    pub(super) fn new(units: &'a UnitBook) -> Looker<'a> {
        Looker {
            units,
            known: HashMap::new(),
        }
    }

    /// What a cell looks like.
    pub(super) fn kind(&mut self, cell: &'a GridCell) -> Kind {
        let text = cell.text.trim();
        match cell.hint {
            _ if text.is_empty() => return Kind::Blank,
            Hint::Date => return Kind::Time,
            Hint::Error => return Kind::Missing,
            Hint::Unknown | Hint::Number | Hint::Text => {}
        }
        if let Some(kind) = plain(text) {
            return kind;
        }
        let units = self.units;
        let looked = || of_text(text, units);
        let kind = match self.known.len() < KNOWN {
            true => *self.known.entry(text).or_insert_with(looked),
            false => self.known.get(text).copied().unwrap_or_else(looked),
        };
        let number = cell.hint == Hint::Number && text.contains(|c: char| c.is_ascii_digit());
        match kind {
            Kind::Text if number => Kind::Figure,
            kind => kind,
        }
    }
}

/// What a text looks like that is no plain number.
fn of_text(text: &str, units: &UnitBook) -> Kind {
    if let Some(year) = marked_year(text) {
        return Kind::Year(year);
    }
    if is_long_words(text) {
        return Kind::Text;
    }
    if is_in_words_of_time(text) {
        return Kind::Time;
    }
    if is_of_noughts(text) || is_numbered(text) || is_thousand_of(text) {
        return Kind::Text;
    }
    if text.len() > LONGEST * 4 || text.chars().nth(LONGEST).is_some() {
        return Kind::Text;
    }
    let has_digit = text.chars().any(|c| plain_char(c).is_ascii_digit());
    match read(text, &Context::of_unit(units, None)) {
        Reading::Figure(_) if has_digit && is_worded(text) => Kind::Worded,
        Reading::Figure(_) if has_digit => Kind::Figure,
        Reading::Figure(figure) if figure.nominal.is_zero() => Kind::Missing,
        Reading::Blank | Reading::NotApplicable | Reading::Withheld => Kind::Missing,
        _ if !has_digit => Kind::Text,
        Reading::Unreadable(reason) if is_nearly_a_figure(text, &reason) => Kind::Figure,
        // Words in front make a text of it, whatever period it names.
        _ if !text.starts_with(|c: char| c.is_ascii_alphabetic()) && is_time(text) => Kind::Time,
        _ => Kind::Text,
    }
}

/// Whether a print is a number that its column must tell how to read, or one
/// with a flag behind it: `1,438E`.
fn is_nearly_a_figure(text: &str, reason: &Unreadable) -> bool {
    use Unreadable as U;
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let long = digits > 2 || text.contains([',', '.']);
    let flag = |found: &str| long && found.chars().count() <= 2;
    match reason {
        U::UnknownUnit { found, .. } | U::Unexpected { found, .. } => flag(found),
        _ => is_of_column(reason),
    }
}

fn is_of_column(reason: &Unreadable) -> bool {
    use Unreadable as U;
    matches!(
        reason,
        U::Grouping { .. }
            | U::DecimalSign { .. }
            | U::Margin { .. }
            | U::Triangle { .. }
            | U::TrailingMinus { .. }
            | U::BarePoint { .. }
            | U::OddDigit { .. }
    )
}

/// What digits with a sign and points at most are, which most cells of large
/// tables hold.
fn plain(text: &str) -> Option<Kind> {
    if text.len() == 5 && text.ends_with('%') {
        return None;
    }
    let known = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b',' | b'%');
    if !text.bytes().all(known) || text.len() > LONGEST {
        return None;
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !fraction.bytes().all(|byte| byte == b'0') || !whole.bytes().all(|b| b.is_ascii_digit()) {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let points = text.bytes().filter(|byte| *byte == b'.').count();
        let minus = text.bytes().skip(1).any(|byte| byte == b'-');
        return (digits > 0 && points < 2 && !minus).then_some(Kind::Figure);
    }
    let number: Option<u32> = whole.parse().ok();
    match number {
        Some(number) if whole.len() == 4 && YEARS.contains(&number) => Some(Kind::Year(number)),
        Some(number) if number <= LAST_COUNTER && (whole == "0" || !whole.starts_with('0')) => {
            Some(Kind::Counter(number))
        }
        _ => (!whole.is_empty()).then_some(Kind::Figure),
    }
}

/// Whether a figure is said in words that may call a column as well.
fn is_worded(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_ascii_alphabetic());
    words.any(|word| word.len() > 2 && !word.bytes().all(|byte| byte.is_ascii_uppercase()))
        || ["岁", "以上", "以下", "歳"]
            .iter()
            .any(|word| text.contains(word))
}

/// Whether a text begins with more letters than stand before any figure, or has
/// no digit and is longer than any mark.
fn is_long_words(text: &str) -> bool {
    let digit = text.find(|c: char| plain_char(c).is_ascii_digit());
    let before = &text[..digit.unwrap_or(text.len())];
    let letters = before.chars().filter(char::is_ascii_alphabetic).count();
    letters > LETTERS || digit.is_none() && before.chars().nth(LONGEST_MARK).is_some()
}

/// Whether a text is a year or a month with its word: 2016年, 12月, 2016年3月.
fn is_in_words_of_time(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits(text));
    match rest.chars().next() {
        Some('年') => number.len() == 4,
        Some('月') => matches!(number.parse(), Ok(1..=12)),
        _ => false,
    }
}

/// Whether a text is words behind their number: `1. Grants`, `2) Fees`.
fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let closed = rest.strip_prefix(['.', ')', '、', '．', '）']);
    let words = closed.map(|rest| rest.trim_start().starts_with(char::is_alphabetic));
    rest.len() < text.len() && words == Some(true)
}

/// Whether a text is a multiple that is written in noughts: `£000`, `$'000`.
fn is_of_noughts(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit);
    let noughts = digits.clone().count();
    noughts > 2 && digits.clone().all(|digit| digit == '0') && !text.starts_with('0')
}

/// Whether a text is a thousand or a million of something, which heads columns:
/// `1 000 EUR`, `1,000 tonnes`.
fn is_thousand_of(text: &str) -> bool {
    let number = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let behind = text[number.len()..].trim();
    let noughts = number.strip_prefix('1').unwrap_or_default();
    let groups = noughts.split([' ', ',', '.', '\'', '\u{A0}', '\u{202F}']);
    let mut groups = groups.filter(|group| !group.is_empty()).peekable();
    let all = groups.peek().is_some() && groups.all(|group| group == "000");
    all && behind.starts_with(|c: char| c.is_alphabetic() || "€£$".contains(c))
}

/// A whole number that may be a year, with a mark behind it: `2008*`, `2009p`,
/// `1991%`, which is no share.
fn marked_year(text: &str) -> Option<u32> {
    let (digits, mark) = text.split_at_checked(4)?;
    let number: u32 = digits.parse().ok().filter(|_| digits.is_ascii())?;
    let marks = |c: char| c.is_ascii_alphabetic() || "*†‡%()[]¹²³⁴⁵⁶⁷⁸⁹ ".contains(c);
    let mark = mark.trim();
    let short = mark.chars().count() <= 3 && mark.chars().all(marks);
    let marked = short && !mark.is_empty() || is_status(mark);
    (marked && YEARS.contains(&number)).then_some(number)
}

/// Whether a text says in brackets how sure the figures of a year are.
fn is_status(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "provisional",
        "prov.",
        "preliminary",
        "prelim.",
        "revised",
        "rev.",
        "estimate",
        "estimated",
        "est.",
        "forecast",
        "初步",
        "快报",
    ];
    let open = text.strip_prefix(['(', '（', '[']);
    let inner = open.and_then(|text| text.strip_suffix([')', '）', ']']));
    inner.is_some_and(|word| WORDS.contains(&word.trim().to_lowercase().as_str()))
}

/// Whether a text is a plain whole number, be it a code: `0033`, `12.00`.
pub(super) fn is_whole(text: &str) -> bool {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    digits && fraction.bytes().all(|byte| byte == b'0')
}

/// Whether a text is a period: `2016年`, `Q3 2019`, `2019/20`, `31.12.2020`.
fn is_time(text: &str) -> bool {
    let found = readings(text);
    let dotted = || {
        let parts: Vec<&str> = text.split(['.', '/', '-']).collect();
        let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        parts.iter().all(digits)
            && matches!(
                lengths.as_slice(),
                [1..=2, 1..=2, 4 | 2] | [4, 1..=2, 1..=2]
            )
    };
    !found.is_empty() || dotted()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Spot;

    #[test]
    fn cells_look_like_what_they_are() {
        let units = UnitBook::default();
        for (text, expected) in [
            ("", Kind::Blank),
            ("12", Kind::Counter(12)),
            ("12.00000", Kind::Counter(12)),
            ("12.5", Kind::Figure),
            ("0", Kind::Counter(0)),
            ("2008", Kind::Year(2008)),
            ("2,008", Kind::Figure),
            ("-5", Kind::Figure),
            ("14,8", Kind::Figure),
            ("–11,4", Kind::Figure),
            ("1 234", Kind::Figure),
            ("(5.2)", Kind::Figure),
            ("$1,200", Kind::Figure),
            ("86%", Kind::Figure),
            ("86.5%", Kind::Figure),
            ("1500%", Kind::Figure),
            ("5万多", Kind::Figure),
            ("..", Kind::Missing),
            ("-", Kind::Missing),
            ("x", Kind::Missing),
            ("2016年", Kind::Time),
            ("2016-01-05", Kind::Time),
            ("2016年12月", Kind::Time),
            ("3月", Kind::Time),
            ("15年", Kind::Figure),
            ("5/17/2003", Kind::Time),
            ("2008*", Kind::Year(2008)),
            ("1991%", Kind::Year(1991)),
            ("2016年", Kind::Time),
            ("1,438E", Kind::Figure),
            ("19 years", Kind::Worded),
            ("Under 19 years", Kind::Worded),
            ("60岁以上", Kind::Worded),
            ("£000", Kind::Text),
            ("5 EUR", Kind::Figure),
            ("十二", Kind::Text),
            ("Total", Kind::Text),
            ("2005 (1997=100)", Kind::Text),
            ("18-24", Kind::Text),
            ("一、", Kind::Text),
        ] {
            let cell = GridCell::plain(0, text, Spot::Paragraph(1));
            assert_eq!(Looker::new(&units).kind(&cell), expected, "{text}");
        }
    }
}

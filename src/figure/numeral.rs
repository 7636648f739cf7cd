//! The number itself: digits with separators, Chinese numerals, and mixtures
//! of both with multipliers (`3万5千`). Works on characters that are already
//! plain (full-width forms mapped).

use num_bigint::BigInt;

use super::chinese;
use super::exact::pow10;
use super::parts::Parts;
use super::prints::{DecimalSign, Prints};
use super::unit::UnitBook;
use super::unreadable::{Unreadable, excerpt};

/// More digits than this are no figure.
const MAX_DIGITS: usize = 400;
/// A greater power of ten is no figure's.
const MAX_EXPONENT: i32 = 400;

/// An unsigned number as printed.
#[derive(Clone, Debug, Default)]
pub(super) struct Numeral {
    /// Its digits without point and separators.
    pub digits: String,
    /// How many of the digits stand after the point.
    pub places: u32,
    /// The power of ten of its multipliers.
    pub exp10: i32,
    /// The multiplier's text, empty where there is none.
    pub multiplier: String,
    /// The separator of its thousands.
    pub separator: Option<char>,
    /// Whether it groups as in India: `1,28,205`.
    pub lakh: bool,
    /// The power of ten of `e+10`, and its text.
    pub exponent: Option<(i32, String)>,
    /// The parts of a duration: two in `22:08`, three in `1:02:03`. Its digits
    /// are then those of the number in its last part.
    pub clock: Option<Parts>,
    /// Where it ends.
    pub end: usize,
}

/// The text that is read and what its positions are called in messages.
#[derive(Clone, Copy)]
pub(super) struct Chars<'a> {
    /// Plain characters.
    pub chars: &'a [char],
    /// Characters of the cell before them.
    pub before: usize,
    /// How its column prints figures.
    pub prints: &'a Prints,
}

impl Chars<'_> {
    /// The place of a character in the cell, counted from 1.
    pub(super) fn place(self, index: usize) -> usize {
        self.before + index + 1
    }

    /// What stands from `index` on, cut short.
    pub(super) fn excerpt(self, index: usize) -> String {
        self.excerpt_between(index, self.chars.len())
    }

    /// What stands in a span, cut short.
    pub(super) fn excerpt_between(self, start: usize, end: usize) -> String {
        let text: String = self.chars[start..end].iter().take(60).collect();
        excerpt(&text)
    }

    pub(super) fn skip_spaces(self, mut index: usize) -> usize {
        while self.chars.get(index).is_some_and(|c| c.is_whitespace()) {
            index += 1;
        }
        index
    }

    fn digits_end(self, start: usize) -> usize {
        let digits = self.chars[start..]
            .iter()
            .take_while(|c| c.is_ascii_digit());
        start + digits.count()
    }
}

/// The number at `start`; its multipliers are read by the caller, except those
/// inside a Chinese numeral or a mixture.
pub(super) fn read(text: Chars, start: usize, book: &UnitBook) -> Result<Numeral, Unreadable> {
    let point = text.prints.decimal.char();
    let numeral = match text.chars.get(start) {
        Some(c) if c.is_ascii_digit() || *c == point => {
            let first = exponent(text, digits(text, start)?)?;
            mixture(text, start, first, book)?
        }
        Some(c) if chinese::is_part(*c) => chinese(text, start, book)?,
        Some(c) if is_odd_digit(*c) => {
            return Err(Unreadable::OddDigit {
                at: text.place(start),
                found: *c,
            });
        }
        _ => {
            return Err(Unreadable::NoNumber {
                at: text.place(start),
                found: text.excerpt(start),
            });
        }
    };
    if numeral.digits.len() > MAX_DIGITS {
        return Err(Unreadable::TooLong {
            found: text.excerpt(0),
        });
    }
    Ok(numeral)
}

/// A digit in another script or position, which NFKC would make a digit.
pub(super) fn is_odd_digit(c: char) -> bool {
    c.is_numeric() && !c.is_ascii_digit() && !chinese::is_part(c)
}

/// Digits with separators and a decimal sign.
fn digits(text: Chars, start: usize) -> Result<Numeral, Unreadable> {
    let point = text.prints.decimal;
    let mut end = text.digits_end(start);
    let mut numeral = Numeral {
        digits: text.chars[start..end].iter().collect(),
        ..Numeral::default()
    };
    let mut groups = vec![end - start];
    let mut wrong = None;
    while let Some(separator) = text.chars.get(end).copied() {
        if !is_separator(separator, point) {
            break;
        }
        let group_end = text.digits_end(end + 1);
        let group = group_end - end - 1;
        if group == 0 && separator.is_whitespace() {
            break;
        }
        let same = numeral.separator.is_none_or(|first| first == separator);
        if wrong.is_none() && (!same || group != 3) {
            wrong = Some((end, group_end));
        }
        if !same || group == 0 {
            break;
        }
        groups.push(group);
        numeral.separator = Some(separator);
        numeral.digits.extend(&text.chars[end + 1..group_end]);
        end = group_end;
    }
    let leads = (1..=3).contains(&groups[0]) && text.chars[start] != '0';
    numeral.lakh = wrong.is_some() && leads && numeral.separator == Some(',') && lakh(&groups);
    if !(wrong.is_none() || numeral.lakh) || (groups.len() > 1 && !leads) {
        let first = (start + groups[0], end);
        let (at, to) = wrong.filter(|_| leads).unwrap_or(first);
        return Err(Unreadable::Grouping {
            at: text.place(at),
            found: text.excerpt_between(start, to.max(at + 1).min(text.chars.len())),
            decimal: point,
        });
    }
    if let Some(length) = dashes_for_cents(&text.chars[end..], point) {
        numeral.places = 2;
        numeral.digits.push_str("00");
        end += length;
    } else if text.chars.get(end) == Some(&point.char()) {
        let fraction_end = text.digits_end(end + 1);
        if fraction_end == end + 1 {
            return Err(Unreadable::BarePoint {
                at: text.place(end),
            });
        }
        numeral.places = u32::try_from(fraction_end - end - 1).unwrap_or(u32::MAX);
        numeral.digits.extend(&text.chars[end + 1..fraction_end]);
        end = fraction_end;
    }
    numeral.end = end;
    match text.prints.undecided && is_ambiguous(&numeral, groups[0], text.chars[start]) {
        true => Err(undecided(&numeral, text.excerpt_between(start, end))),
        false => Ok(numeral),
    }
}

/// How long `,-` or `.–` is: no cents at all, as prices are printed.
fn dashes_for_cents(rest: &[char], point: DecimalSign) -> Option<usize> {
    let dash = |c: &&char| matches!(c, '-' | '–' | '—' | '−');
    let dashes = rest.iter().skip(1).take_while(dash).count();
    let signs = rest.first() == Some(&point.char());
    let ends = !rest.get(dashes + 1).is_some_and(|c| c.is_alphanumeric());
    (signs && (1..=2).contains(&dashes) && ends).then_some(dashes + 1)
}

/// Whether a number can be read with either decimal sign: `1.080`, `1,080`.
fn is_ambiguous(numeral: &Numeral, first_group: usize, first: char) -> bool {
    let fraction = numeral.separator.is_none() && numeral.places == 3;
    let groups = matches!(numeral.separator, Some(',' | '.'))
        && numeral.places == 0
        && numeral.digits.len() == first_group + 3;
    let leads = (1..=3).contains(&first_group) && first != '0';
    leads && (fraction || groups)
}

/// What an ambiguous number may be.
fn undecided(numeral: &Numeral, found: String) -> Unreadable {
    let (whole, fraction) = numeral.digits.split_at(numeral.digits.len() - 3);
    Unreadable::DecimalSign {
        found,
        grouped: numeral.digits.clone(),
        fraction: format!("{whole}.{fraction}"),
    }
}

/// Groups as in India: the last of three digits, those before of two.
fn lakh(groups: &[usize]) -> bool {
    match groups {
        [first, middle @ .., last] => {
            let middle_fits = !middle.is_empty() && middle.iter().all(|group| *group == 2);
            (1..=2).contains(first) && middle_fits && *last == 3
        }
        _ => false,
    }
}

fn is_separator(c: char, decimal: DecimalSign) -> bool {
    c == decimal.other().char() || matches!(c, '\'' | '’') || is_space(c)
}

/// A space that may separate thousands, of any width.
pub(super) fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{A0}' | '\u{202F}' | '\u{205F}' | '\u{2000}'..='\u{200A}'
    )
}

/// The same number with the power of ten behind it: `1.99e+10`, `1.99×10^10`.
fn exponent(text: Chars, numeral: Numeral) -> Result<Numeral, Unreadable> {
    let at = numeral.end;
    if let Some((size, end)) = times_ten(text, at) {
        let written = text.chars[at..end].iter().collect();
        return Ok(Numeral {
            exponent: Some((size, written)),
            end,
            ..numeral
        });
    }
    if !matches!(text.chars.get(at), Some('e' | 'E')) || numeral.separator.is_some() {
        return Ok(numeral);
    }
    let signed = matches!(text.chars.get(at + 1), Some('+' | '-' | '−'));
    let first = at + 1 + usize::from(signed);
    let end = text.digits_end(first.min(text.chars.len()));
    if end <= first {
        return Ok(numeral);
    }
    let size: String = text.chars[first..end].iter().collect();
    let size = size
        .parse::<i32>()
        .ok()
        .filter(|size| *size <= MAX_EXPONENT);
    let Some(size) = size else {
        return Err(Unreadable::TooLong {
            found: text.excerpt(0),
        });
    };
    let below = matches!(text.chars[at + 1], '-' | '−');
    Ok(Numeral {
        exponent: Some((
            if below { -size } else { size },
            text.chars[at..end].iter().collect(),
        )),
        end,
        ..numeral
    })
}

/// `×10^6`, `x 10^-6` or `·10⁶` at `at`: the power, and where it ends.
fn times_ten(text: Chars, at: usize) -> Option<(i32, usize)> {
    let sign = text.skip_spaces(at);
    if !matches!(text.chars.get(sign)?, '×' | 'x' | '·' | '*') {
        return None;
    }
    let ten = text.skip_spaces(sign + 1);
    let mut end = ten + 2;
    if text.chars.get(ten..end)? != ['1', '0'] {
        return None;
    }
    let raised = |c: &char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == *c);
    let caret = text.chars.get(end) == Some(&'^');
    end += usize::from(caret);
    let below = matches!(text.chars.get(end), Some('-' | '−') if caret);
    let below = below || text.chars.get(end) == Some(&'⁻');
    end += usize::from(below);
    let digits: String = text.chars[end.min(text.chars.len())..]
        .iter()
        .map_while(|c| match caret {
            true => c.is_ascii_digit().then_some(*c),
            false => char::from_digit(u32::try_from(raised(c)?).ok()?, 10),
        })
        .collect();
    let size: i32 = digits.parse().ok().filter(|size| *size <= MAX_EXPONENT)?;
    Some((if below { -size } else { size }, end + digits.len()))
}

/// A Chinese multiplier at `index` (百 千 万 亿 and their combinations), with its
/// power and its end. 千 in 千克 is none.
pub(super) fn multiplier(text: Chars, index: usize, book: &UnitBook) -> Option<(i32, usize)> {
    let (mut exp10, mut end) = (0, index);
    for rung in [
        &[('十', 1), ('百', 2), ('千', 3)][..],
        &[('万', 4)],
        &[('亿', 8)],
    ] {
        let Some(c) = text.chars.get(end) else { break };
        let Some((_, power)) = rung.iter().find(|(sign, _)| sign == c) else {
            continue;
        };
        let bare_ten = *c == '十' && !matches!(text.chars.get(end + 1), Some('万' | '亿'));
        if bare_ten || book.whole_word_at(&text.chars[end..]).is_some() {
            break;
        }
        exp10 += power;
        end += 1;
    }
    (end > index).then_some((exp10, end))
}

/// `3万5千`, `1亿2000万`: digits with falling multipliers. A single number is
/// handed back as it is, without its multiplier.
fn mixture(
    text: Chars,
    start: usize,
    first: Numeral,
    book: &UnitBook,
) -> Result<Numeral, Unreadable> {
    let continues = |end: usize| text.chars.get(end).is_some_and(char::is_ascii_digit);
    let Some((mut above, mut end)) =
        multiplier(text, first.end, book).filter(|(_, end)| continues(*end))
    else {
        return Ok(first);
    };
    let mut sum = big(&first.digits) * pow10(above.unsigned_abs());
    let plain =
        |part: &Numeral| part.places == 0 && part.separator.is_none() && part.exponent.is_none();
    let mut sound = plain(&first);
    while sound && above > 0 && continues(end) {
        let part = digits(text, end)?;
        let (exp10, part_end) = multiplier(text, part.end, book).unwrap_or((0, part.end));
        let width = i32::try_from(part.digits.len())
            .unwrap_or(i32::MAX)
            .saturating_add(exp10);
        // Without a multiplier of its own, `5` in `3万5` may be 5 or 5000.
        sound = plain(&part)
            && if exp10 == 0 {
                width == above
            } else {
                width <= above
            };
        sum += big(&part.digits) * pow10(exp10.unsigned_abs());
        (above, end) = (exp10, part_end);
    }
    if !sound || continues(end) {
        let found = text.excerpt_between(start, end);
        return Err(Unreadable::Numeral {
            at: text.place(start),
            found,
        });
    }
    let exp10 = above - above % 4;
    Ok(whole(&(sum / pow10(exp10.unsigned_abs())), exp10, end))
}

fn big(digits: &str) -> BigInt {
    digits.parse().unwrap_or_default()
}

/// A whole number times 万, 亿 or 万亿 or nothing.
fn whole(mantissa: &BigInt, exp10: i32, end: usize) -> Numeral {
    let multiplier = match exp10 {
        0 => "",
        4 => "万",
        8 => "亿",
        _ => "万亿",
    };
    Numeral {
        digits: mantissa.to_string(),
        exp10,
        multiplier: multiplier.to_string(),
        end,
        ..Numeral::default()
    }
}

/// A Chinese numeral: the longest run of its characters, less a last 千 that
/// begins a unit (三千克).
fn chinese(text: Chars, start: usize, book: &UnitBook) -> Result<Numeral, Unreadable> {
    let run = text.chars[start..]
        .iter()
        .take(MAX_DIGITS + 1)
        .take_while(|c| chinese::is_part(**c))
        .count();
    let end = start + run;
    let cut = end - 1;
    let begins_unit = cut > start && book.whole_word_at(&text.chars[cut..]).is_some();
    let ends = if begins_unit {
        [Some(cut), Some(end)]
    } else {
        [Some(end), None]
    };
    for end in ends.into_iter().flatten() {
        if let Some((mantissa, exp10)) = chinese::value(&text.chars[start..end]) {
            return Ok(whole(&mantissa, exp10, end));
        }
    }
    Err(Unreadable::Numeral {
        at: text.place(start),
        found: text.excerpt_between(start, end),
    })
}

/// A multiplier of a list at `index` (`million`), with its power and its end.
pub(super) fn english_multiplier(
    text: Chars,
    index: usize,
    list: &[(&str, i32)],
) -> Option<(i32, usize)> {
    list.iter().find_map(|(word, exp10)| {
        let end = index + word.len();
        let found = text.chars.get(index..end)?;
        let same = word
            .chars()
            .zip(found)
            .all(|(a, b)| a.eq_ignore_ascii_case(b));
        let ends = !text.chars.get(end).is_some_and(|c| c.is_alphanumeric());
        (same && ends).then_some((*exp10, end))
    })
}

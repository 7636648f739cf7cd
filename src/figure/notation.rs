//! The notation of a cell: takes the printed text apart into hedge, sign,
//! number, multiplier, unit and footnote mark, or says why it cannot. What the
//! parts amount to is decided in `mod.rs`.

use super::chinese;
use super::empty::{self, EmptyKind};
use super::hedge::{self, Hedge};
use super::numeral::{self, Chars, Numeral};
use super::unit::{Unit, UnitBook};
use super::unreadable::{Unreadable, excerpt};
use super::words::{self, plain_char};

/// A longer text is prose, not a figure.
const MAX_CHARS: usize = 1000;

/// What a cell holds.
pub(super) enum Notation {
    Empty(EmptyKind),
    Print(Box<Print>),
}

/// A printed figure in its parts.
#[derive(Clone, Debug)]
pub(super) struct Print {
    /// The cell as printed, trimmed.
    pub text: String,
    pub hedge: Hedge,
    pub negative: bool,
    /// Written as `(5)`.
    pub accounting: bool,
    pub numeral: Numeral,
    /// The multiplier and unit as printed, with the space before them.
    pub suffix: String,
    /// The unit that the cell itself prints.
    pub unit: Option<Unit>,
    pub mark: Option<String>,
    /// A word for nothing at all, which is exactly zero.
    pub zero_word: bool,
}

/// Takes a cell apart. `column` is the unit of its column or row: a word that
/// the book does not know is a unit when the column says so.
pub(super) fn parse(
    cell: &str,
    book: &UnitBook,
    column: Option<&Unit>,
) -> Result<Notation, Unreadable> {
    let from_start = cell.trim_start_matches(is_blank);
    let printed = from_start.trim_end_matches(is_blank);
    if printed.is_empty() {
        return Ok(Notation::Empty(EmptyKind::NotReported));
    }
    if printed.char_indices().nth(MAX_CHARS).is_some() {
        return Err(Unreadable::TooLong {
            found: excerpt(printed),
        });
    }
    let chars: Vec<char> = printed.chars().map(plain_char).collect();
    let (body_end, mark) = peel_mark(&chars);
    if let Some(kind) = empty::word(&chars).or_else(|| empty::word(&chars[..body_end])) {
        return Ok(Notation::Empty(kind));
    }
    if short_word(&chars[..body_end]) == words::NOTHING {
        return Err(Unreadable::NothingWord);
    }
    let before = cell[..cell.len() - from_start.len()].chars().count();
    let text = Chars {
        chars: &chars[..body_end],
        before,
    };
    let mut print = if is_zero_word(text.chars) {
        zero(printed)
    } else {
        PrintReader {
            text,
            at: 0,
            book,
            column,
            hedge: None,
        }
        .read()?
    };
    print.text = printed.to_string();
    print.mark = mark;
    Ok(Notation::Print(Box::new(print)))
}

/// White space, and the invisible characters that spreadsheets leave behind.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}')
}

/// Words that print zero.
fn is_zero_word(text: &[char]) -> bool {
    words::ZERO.contains(&short_word(text).as_str())
}

/// The text in lower case, cut where no word of the lists is longer.
fn short_word(text: &[char]) -> String {
    text.iter().take(12).map(char::to_ascii_lowercase).collect()
}

/// A word for nothing at all.
pub(super) fn zero(text: &str) -> Print {
    Print {
        text: text.to_owned(),
        hedge: Hedge::None,
        negative: false,
        accounting: false,
        numeral: Numeral {
            digits: "0".to_string(),
            ..Numeral::default()
        },
        suffix: String::new(),
        unit: None,
        mark: None,
        zero_word: true,
    }
}

/// Splits the footnote marks off the end: where the body ends, and the marks.
fn peel_mark(chars: &[char]) -> (usize, Option<String>) {
    let mut end = chars.len();
    while let Some(length) = mark_length(&chars[..end]).filter(|length| *length < end) {
        end -= length;
    }
    let mark: String = chars[end..].iter().collect();
    let body = chars[..end]
        .iter()
        .rposition(|c| !is_blank(*c))
        .map_or(0, |last| last + 1);
    (body, (!mark.is_empty()).then_some(mark))
}

/// The length of one footnote mark at the end: * † ‡ § # ① [1] [a] 注 注1.
fn mark_length(chars: &[char]) -> Option<usize> {
    match chars {
        [.., '*' | '†' | '‡' | '§' | '#' | '①'..='⑳' | '注'] => Some(1),
        [.., ']'] => {
            let inside = chars
                .iter()
                .rev()
                .skip(1)
                .take_while(|c| c.is_ascii_alphanumeric())
                .count();
            let opens = chars.len() > inside + 1 && chars[chars.len() - inside - 2] == '[';
            (opens && (1..=3).contains(&inside)).then_some(inside + 2)
        }
        _ => {
            let digits = chars
                .iter()
                .rev()
                .take_while(|c| c.is_ascii_digit())
                .count();
            let noted = chars.len() > digits && chars[chars.len() - digits - 1] == '注';
            (noted && (1..=3).contains(&digits)).then_some(digits + 1)
        }
    }
}

/// Reads the parts of a figure from left to right.
struct PrintReader<'a> {
    text: Chars<'a>,
    at: usize,
    book: &'a UnitBook,
    column: Option<&'a Unit>,
    /// The hedge found so far and its word.
    hedge: Option<(Hedge, String)>,
}

impl PrintReader<'_> {
    fn read(mut self) -> Result<Print, Unreadable> {
        self.hedges_before()?;
        let opened = self.sign_and_parenthesis()?;
        let mut numeral = numeral::read(self.text, self.at, self.book)?;
        self.at = numeral.end;
        let mut suffix = self.multipliers(&mut numeral)?;
        let mut end = self.hedges_after()?;
        if let Some(open) = opened.parenthesis {
            end = self.close_parenthesis(open, end)?;
        }
        let (unit, unit_text) = self.unit(end)?;
        suffix.push_str(&unit_text);
        Ok(Print {
            text: String::new(),
            hedge: self.hedge.map_or(Hedge::None, |(hedge, _)| hedge),
            negative: opened.negative || opened.parenthesis.is_some(),
            accounting: opened.parenthesis.is_some(),
            numeral,
            suffix,
            unit,
            mark: None,
            zero_word: false,
        })
    }

    fn skip_spaces(&mut self) {
        self.at = self.text.skip_spaces(self.at);
    }

    /// Notes a hedge; a second one must say the same.
    fn hedged(&mut self, hedge: Hedge, word: &str) -> Result<(), Unreadable> {
        match &self.hedge {
            Some((first, first_word)) if *first != hedge => Err(Unreadable::TwoHedges {
                first: first_word.clone(),
                second: word.to_string(),
            }),
            Some(_) => Ok(()),
            None => {
                self.hedge = Some((hedge, word.to_string()));
                Ok(())
            }
        }
    }

    fn hedges_before(&mut self) -> Result<(), Unreadable> {
        while let Some((word, hedge, length)) =
            hedge::at_start(hedge::BEFORE, &self.text.chars[self.at..])
        {
            self.hedged(hedge, word)?;
            self.at += length;
            self.skip_spaces();
        }
        Ok(())
    }

    fn sign_and_parenthesis(&mut self) -> Result<Opening, Unreadable> {
        let mut opened = Opening {
            negative: false,
            parenthesis: None,
        };
        let mut signed = false;
        while let Some(c) = self.text.chars.get(self.at) {
            let minus = matches!(c, '-' | '−' | '–' | '负');
            if minus || *c == '+' {
                if signed || opened.parenthesis.is_some() {
                    return Err(Unreadable::TwoSigns {
                        at: self.text.place(self.at),
                    });
                }
                signed = true;
                opened.negative = minus;
            } else if *c == '(' && opened.parenthesis.is_none() {
                if signed {
                    return Err(Unreadable::TwoSigns {
                        at: self.text.place(self.at),
                    });
                }
                opened.parenthesis = Some(self.at);
            } else {
                break;
            }
            self.at += 1;
            self.skip_spaces();
        }
        Ok(opened)
    }

    /// Multipliers and the hedges among them (`50多万`), as they are printed.
    fn multipliers(&mut self, numeral: &mut Numeral) -> Result<String, Unreadable> {
        let mut suffix = numeral.multiplier.clone();
        self.hedges_inside()?;
        let next = self.text.skip_spaces(self.at);
        let found = numeral::multiplier(self.text, next, self.book)
            .or_else(|| numeral::english_multiplier(self.text, next));
        if let Some((exp10, end)) = found {
            numeral.exp10 += exp10;
            suffix.extend(&self.text.chars[self.at..end]);
            self.at = end;
            self.hedges_inside()?;
        }
        numeral.multiplier.clone_from(&suffix);
        Ok(suffix)
    }

    fn hedges_inside(&mut self) -> Result<(), Unreadable> {
        loop {
            let next = self.text.skip_spaces(self.at);
            let Some((word, hedge, length)) =
                hedge::at_start(hedge::INSIDE, &self.text.chars[next..])
            else {
                return Ok(());
            };
            self.hedged(hedge, word)?;
            self.at = next + length;
        }
    }

    /// Hedges at the end; returns where they begin.
    fn hedges_after(&mut self) -> Result<usize, Unreadable> {
        let mut end = self.text.chars.len();
        loop {
            end = self.trimmed(end);
            let rest = &self.text.chars[self.at..end];
            let Some((word, hedge, length)) = hedge::at_end(hedge::AFTER, rest) else {
                return Ok(end);
            };
            self.hedged(hedge, word)?;
            end -= length;
        }
    }

    /// `end` without the spaces before it.
    fn trimmed(&self, end: usize) -> usize {
        let rest = &self.text.chars[self.at..end];
        self.at
            + rest
                .iter()
                .rposition(|c| !c.is_whitespace())
                .map_or(0, |last| last + 1)
    }

    /// Takes the closing parenthesis off the end or the start of the rest.
    fn close_parenthesis(&mut self, open: usize, end: usize) -> Result<usize, Unreadable> {
        let rest = &self.text.chars[self.at..end];
        if rest.iter().filter(|c| **c == ')').count() == 1 {
            if rest.last() == Some(&')') {
                return Ok(self.trimmed(end - 1));
            }
            if rest.first() == Some(&')') {
                self.at += 1;
                return Ok(end);
            }
        }
        Err(Unreadable::Parentheses {
            at: self.text.place(open),
        })
    }

    /// The unit between the number and `end`, and its text with the space before.
    fn unit(&self, end: usize) -> Result<(Option<Unit>, String), Unreadable> {
        let start = self.text.skip_spaces(self.at).min(end);
        let word: String = self.text.chars[start..end].iter().collect();
        let Some(unit) = self.book.read(&word) else {
            return Ok((None, String::new()));
        };
        let of_column = self.column.is_some_and(|column| column.bases == unit.bases);
        // A multiplier left over here (`亿万元`, a lone `十`) follows another one.
        let stray = unit.exp10 > 0;
        if (unit.known || of_column) && !stray {
            return Ok((Some(unit), self.text.chars[self.at..end].iter().collect()));
        }
        Err(self.not_a_unit(start, end, stray))
    }

    /// Says what stands where only a unit may stand.
    fn not_a_unit(&self, start: usize, end: usize, stray: bool) -> Unreadable {
        let rest = &self.text.chars[start..end];
        let at = self.text.place(start);
        let found = self.text.excerpt_between(start, end);
        if let Some(odd) = rest.iter().position(|c| numeral::is_odd_digit(*c)) {
            return Unreadable::OddDigit {
                at: self.text.place(start + odd),
                found: rest[odd],
            };
        }
        // 12-15, 1/3, 2016年1月, 1e5; 三至五.
        let spans = matches!(rest, ['至' | '到', c, ..] if chinese::is_part(*c));
        if spans || rest.iter().any(char::is_ascii_digit) {
            return Unreadable::SecondNumber { at, found };
        }
        let single = rest.len() == 1 && rest[0].is_ascii();
        if !stray && !single && rest.iter().all(|c| c.is_alphabetic() || *c == ' ') {
            return Unreadable::UnknownUnit { at, found };
        }
        Unreadable::Unexpected { at, found }
    }
}

/// What stands before the number.
struct Opening {
    negative: bool,
    parenthesis: Option<usize>,
}

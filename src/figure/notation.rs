//! The notation of a cell: takes the printed text apart into hedge, sign,
//! number, multiplier, unit and footnote mark, or says why it cannot. What the
//! parts amount to is decided in `mod.rs`.

use super::chinese;
use super::clock;
use super::context::Context;
use super::currency::{self, CurrencyUnit};
use super::empty::{self, EmptyKind};
use super::flags::{self, FlagContext};
use super::hedge::{self, Hedge};
use super::numeral::{self, Chars, Numeral};
use super::prints::{Prints, TrailingMinus, Triangle};
use super::span;
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
    /// How a minus is written here.
    pub minus: MinusStyle,
    /// The currency before the sign, and that behind it, with their spaces.
    pub currency: (String, String),
    pub numeral: Numeral,
    /// The multiplier and unit as printed, with the space before them.
    pub suffix: String,
    /// The unit that the cell itself prints.
    pub unit: Option<Unit>,
    pub mark: Option<String>,
    /// A word for nothing at all, which is exactly zero.
    pub zero_word: bool,
    /// The other end, where a range is printed.
    pub upto: Option<Box<Print>>,
}

/// How a number below zero is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum MinusStyle {
    /// `-5`
    #[default]
    Leading,
    /// `(5)`
    Parentheses,
    /// `5-`
    Trailing,
    /// `▲5`, or `△5`
    Triangle(char),
}

/// Takes a cell apart. A word that the book does not know is a unit when the
/// unit of its column or row says so.
pub(super) fn parse(cell: &str, context: &Context) -> Result<Notation, Unreadable> {
    let from_start = cell.trim_start_matches(is_blank);
    let printed = from_start.trim_end_matches(is_blank);
    if printed.is_empty() {
        return Ok(Notation::Empty(EmptyKind::NotReported));
    }
    if let Some(print) = plain(printed, context.prints) {
        return Ok(Notation::Print(Box::new(print)));
    }
    if printed.char_indices().nth(MAX_CHARS).is_some() {
        return Err(Unreadable::TooLong {
            found: excerpt(printed),
        });
    }
    let before = cell[..cell.len() - from_start.len()].chars().count();
    taken_apart(printed, before, context)
}

/// Takes a print apart in which anything may stand, with so many characters
/// of its cell before it.
fn taken_apart(printed: &str, before: usize, context: &Context) -> Result<Notation, Unreadable> {
    let chars: Vec<char> = printed.chars().map(plain_char).collect();
    if let Some(kind) = empty::word(&chars) {
        return Ok(Notation::Empty(kind));
    }
    let peeled = || {
        let context = FlagContext {
            prints: context.prints,
            book: context.units,
            column: context.unit,
        };
        flags::peel(&chars, &context)
    };
    let (body_end, mark) = match clock::is_in_words(&chars, context.prints) {
        true => (chars.len(), None),
        false => peeled(),
    };
    if let Some(kind) = empty::word(&chars[..body_end]) {
        return Ok(Notation::Empty(kind));
    }
    let body: String = chars[..body_end]
        .iter()
        .take(words::LONGEST_NOTHING)
        .collect();
    if words::NOTHING.contains(&body.as_str()) {
        return Err(Unreadable::NothingWord { found: body });
    }
    let text = Chars {
        chars: &chars[..body_end],
        before,
        prints: context.prints,
    };
    let mut print = match is_zero_word(text.chars) {
        true => zero(printed),
        false => read_print(text, context)?,
    };
    print.text = printed.to_string();
    print.mark = mark;
    Ok(Notation::Print(Box::new(print)))
}

/// A print of at most so many bytes may be plain.
const MAX_PLAIN: usize = 40;

/// Digits with a sign and a point at most, as most cells hold: they need no
/// list of words. `None` of anything else.
fn plain(printed: &str, prints: &Prints) -> Option<Print> {
    let number = printed.strip_prefix('-').unwrap_or(printed);
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    let digit = |byte: u8| byte.is_ascii_digit();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(digit);
    let flagged = || prints.flags.iter().any(|flag| flag.bytes().any(digit));
    if printed.len() > MAX_PLAIN
        || !digits(whole)
        || !fraction.is_none_or(digits)
        || !prints.has_plain_digits()
        || flagged()
    {
        return None;
    }
    let fraction = fraction.unwrap_or_default();
    let mut print = zero(printed);
    print.zero_word = false;
    print.negative = number.len() < printed.len();
    print.numeral = Numeral {
        digits: [whole, fraction].concat(),
        places: u32::try_from(fraction.len()).ok()?,
        end: printed.len(),
        ..Numeral::default()
    };
    Some(print)
}

/// A figure, or a range of two where the column holds such.
fn read_print(text: Chars, context: &Context) -> Result<Print, Unreadable> {
    let part = |from: usize, to: usize| {
        PrintReader {
            text: Chars {
                chars: &text.chars[from..to],
                before: text.before + from,
                ..text
            },
            at: 0,
            book: context.units,
            column: context.unit,
            hedge: None,
        }
        .read()
    };
    let whole = part(0, text.chars.len());
    let Some((end, start)) = span::split(text.chars) else {
        return whole;
    };
    match (context.prints.ranges, whole) {
        (true, _) => {
            let (mut low, high) = (part(0, end)?, part(start, text.chars.len())?);
            let plain = low.hedge == Hedge::None && high.hedge == Hedge::None;
            if !plain || low.numeral.clock.is_some() || high.numeral.clock.is_some() {
                return Err(Unreadable::SecondNumber {
                    at: text.place(end),
                    found: text.excerpt(end),
                });
            }
            low.upto = Some(Box::new(high));
            Ok(low)
        }
        (false, Err(_)) if part(0, end).is_ok() && part(start, text.chars.len()).is_ok() => {
            Err(Unreadable::Span {
                at: text.place(end),
                found: text.excerpt(end),
            })
        }
        (false, whole) => whole,
    }
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
        minus: MinusStyle::Leading,
        currency: Default::default(),
        numeral: Numeral {
            digits: "0".to_string(),
            ..Numeral::default()
        },
        suffix: String::new(),
        unit: None,
        mark: None,
        zero_word: true,
        upto: None,
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
        let mut opened = self.opening()?;
        let mut numeral = match clock::read(self.text, self.at) {
            Some(duration) => duration,
            None => numeral::read(self.text, self.at, self.book)?,
        };
        self.at = numeral.end;
        let mut suffix = match &numeral.exponent {
            Some((_, text)) => text.clone(),
            None => self.multipliers(&mut numeral, opened.currency.is_some())?,
        };
        let mut end = self.trailing_minus(&numeral, &mut opened)?;
        end = self.hedges_after(end)?;
        if let Some(open) = opened.parenthesis {
            end = self.close_parenthesis(open, end)?;
        }
        let (mut unit, unit_text) = self.unit(end, &opened)?;
        suffix.push_str(&unit_text);
        if let Some(CurrencyUnit::Own(currency)) = opened.currency {
            unit = unit.or(Some(currency));
        }
        Ok(Print {
            text: String::new(),
            hedge: self.hedge.map_or(Hedge::None, |(hedge, _)| hedge),
            negative: opened.negative || opened.parenthesis.is_some(),
            minus: match opened.parenthesis {
                Some(_) => MinusStyle::Parentheses,
                None => opened.minus,
            },
            currency: opened.currency_text,
            numeral,
            suffix,
            unit,
            mark: None,
            zero_word: false,
            upto: None,
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

    /// Signs, currencies and the parenthesis before a number.
    fn opening(&mut self) -> Result<Opening, Unreadable> {
        let mut opened = Opening::default();
        while let Some(c) = self.text.chars.get(self.at).copied() {
            if let Some(length) = self.currency(&mut opened) {
                self.at += length;
                self.skip_spaces();
                continue;
            }
            let sign = self.sign(c)?;
            if sign.is_none() && (c != '(' || opened.parenthesis.is_some()) {
                break;
            }
            if opened.signed || (sign.is_some() && opened.parenthesis.is_some()) {
                return Err(Unreadable::TwoSigns {
                    at: self.text.place(self.at),
                });
            }
            match sign {
                Some((negative, minus)) => {
                    opened.signed = true;
                    opened.negative = negative;
                    opened.minus = minus;
                }
                None => opened.parenthesis = Some(self.at),
            }
            opened.lead_with_currency();
            self.at += 1;
            self.skip_spaces();
        }
        Ok(opened)
    }

    /// Whether a character is a sign before a number, and whether it is below zero.
    fn sign(&self, c: char) -> Result<Option<(bool, MinusStyle)>, Unreadable> {
        let prints = self.text.prints;
        Ok(match c {
            '-' | '−' | '–' | '‐' | '‑' | '‒' | '负' => {
                Some((true, MinusStyle::Leading))
            }
            '+' => Some((false, MinusStyle::Leading)),
            '±' if prints.margins => Some((false, MinusStyle::Leading)),
            '±' => {
                return Err(Unreadable::Margin {
                    at: self.text.place(self.at),
                });
            }
            '▼' | '▽' => Some((true, MinusStyle::Triangle(c))),
            '▲' | '△' => match prints.triangle {
                Triangle::Minus => Some((true, MinusStyle::Triangle(c))),
                Triangle::Plus => Some((false, MinusStyle::Leading)),
                Triangle::Unknown => {
                    return Err(Unreadable::Triangle {
                        at: self.text.place(self.at),
                        found: c,
                    });
                }
            },
            _ => None,
        })
    }

    /// Notes a currency that stands here; its length.
    fn currency(&self, opened: &mut Opening) -> Option<usize> {
        if opened.currency.is_some() {
            return None;
        }
        let rest = &self.text.chars[self.at..];
        let (unit, length) = currency::at_start(rest, self.book, self.column)?;
        let end = self.text.skip_spaces(self.at + length);
        opened.currency_text.1 = self.text.chars[self.at..end].iter().collect();
        opened.currency = Some(unit);
        Some(length)
    }

    /// A minus behind the number; returns where the rest ends before it.
    fn trailing_minus(
        &mut self,
        numeral: &Numeral,
        opened: &mut Opening,
    ) -> Result<usize, Unreadable> {
        let end = self.text.chars.len();
        let rest = &self.text.chars[self.at..];
        if !matches!(rest, [.., '-' | '−']) || matches!(rest, [.., ' ', _]) {
            return Ok(end);
        }
        let at = end - 1;
        if opened.signed || opened.parenthesis.is_some() {
            return Err(Unreadable::TwoSigns {
                at: self.text.place(at),
            });
        }
        let round = numeral.places == 0 && numeral.digits.ends_with('0');
        match self.text.prints.trailing_minus {
            TrailingMinus::AtMost => self.hedged(Hedge::AtMost, "-")?,
            TrailingMinus::Unknown if round => {
                return Err(Unreadable::TrailingMinus {
                    at: self.text.place(at),
                    found: self.text.excerpt(0),
                });
            }
            TrailingMinus::Minus | TrailingMinus::Unknown => {
                opened.signed = true;
                opened.negative = true;
                opened.minus = MinusStyle::Trailing;
            }
        }
        Ok(self.trimmed(at))
    }

    /// Multipliers and the hedges among them (`50多万`), as they are printed.
    /// Behind money a letter is one too: `$250K`.
    fn multipliers(&mut self, numeral: &mut Numeral, money: bool) -> Result<String, Unreadable> {
        let mut suffix = numeral.multiplier.clone();
        self.hedges_inside()?;
        let next = self.text.skip_spaces(self.at);
        let found = numeral::multiplier(self.text, next, self.book)
            .or_else(|| numeral::english_multiplier(self.text, next, words::ENGLISH_MULTIPLIERS))
            .or_else(|| {
                let letters = words::MONEY_MULTIPLIERS;
                numeral::english_multiplier(self.text, next, letters).filter(|_| money)
            });
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

    /// Hedges before `end`; returns where they begin.
    fn hedges_after(&mut self, mut end: usize) -> Result<usize, Unreadable> {
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
    fn unit(&self, end: usize, opened: &Opening) -> Result<(Option<Unit>, String), Unreadable> {
        let start = self.text.skip_spaces(self.at).min(end);
        let word: String = self.text.chars[start..end].iter().collect();
        let Some(unit) = self.book.read(&word) else {
            return Ok((None, String::new()));
        };
        let of_column = self.column.is_some_and(|column| column.bases == unit.bases);
        let known = of_column || (unit.known && !is_label(opened, &unit));
        // A multiplier left over here (`亿万元`, a lone `十`) follows another one.
        let stray = unit.exp10 > 0;
        if known && !stray && opened.agrees_with(&unit, self.column) {
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

/// Whether a word behind `(301)` names something, so that the number is its
/// label and not below zero: `(301) Organization`.
fn is_label(opened: &Opening, unit: &Unit) -> bool {
    let letters = unit.text.chars().count();
    opened.parenthesis.is_some() && opened.currency.is_none() && unit.counting && letters > 1
}

/// What stands before the number.
#[derive(Default)]
struct Opening {
    signed: bool,
    negative: bool,
    minus: MinusStyle,
    parenthesis: Option<usize>,
    currency: Option<CurrencyUnit>,
    /// The currency's text before the sign, and behind it.
    currency_text: (String, String),
}

impl Opening {
    /// A currency that was read stands before the sign that follows it.
    fn lead_with_currency(&mut self) {
        if self.currency_text.0.is_empty() {
            self.currency_text.0 = std::mem::take(&mut self.currency_text.1);
        }
    }

    /// Whether a unit behind the number is that of the currency before it.
    fn agrees_with(&self, unit: &Unit, column: Option<&Unit>) -> bool {
        let currency = match &self.currency {
            None => return true,
            Some(CurrencyUnit::Own(currency)) => Some(currency),
            Some(CurrencyUnit::OfColumn) => column,
        };
        currency.is_some_and(|currency| currency.bases == unit.bases)
    }
}

#[cfg(test)]
mod tests {
    use super::super::prints::DecimalSign;
    use super::*;
    use proptest::prelude::*;

    fn prints() -> impl Strategy<Value = Prints> {
        let flags = prop_oneof![
            Just(vec![]),
            Just(vec!["r".to_owned()]),
            Just(vec!["1".to_owned()])
        ];
        let signs = (any::<bool>(), any::<bool>(), any::<bool>());
        let kinds = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
        (flags, signs, kinds).prop_map(|(flags, signs, kinds)| Prints {
            decimal: match signs.0 {
                true => DecimalSign::Point,
                false => DecimalSign::Comma,
            },
            undecided: signs.1,
            trailing_minus: match signs.2 {
                true => TrailingMinus::Minus,
                false => TrailingMinus::AtMost,
            },
            triangle: Triangle::Unknown,
            flags,
            letters_are_flags: kinds.0,
            numbers_are_marks: kinds.0,
            ranges: kinds.1,
            margins: kinds.2,
            durations: kinds.3,
        })
    }

    proptest! {
        #[test]
        fn plain_prints_are_what_they_are_taken_apart(
            print in "-?[0-9]{1,22}(\\.[0-9]{1,12})?|[-0-9.,]{1,6}",
            prints in prints(),
            unit in prop_oneof![Just(""), Just("%"), Just("万元"), Just("人"), Just("分钟")],
        ) {
            let units = UnitBook::default();
            let unit = units.read(unit);
            let prints = &prints;
            let context = Context { prints, ..Context::of_unit(&units, unit.as_ref()) };
            if let Some(plain) = plain(&print, prints) {
                let Ok(Notation::Print(apart)) = taken_apart(&print, 0, &context) else {
                    return Err(TestCaseError::fail("no figure"));
                };
                prop_assert_eq!(format!("{plain:?}"), format!("{apart:?}"));
            }
        }
    }

    #[test]
    fn most_prints_are_plain() {
        for (print, expected) in [
            ("0", true),
            ("1234", true),
            ("-5.20", true),
            ("-", false),
            ("1,234", false),
            ("5-", false),
            (".5", false),
            ("5.", false),
            ("5%", false),
        ] {
            assert_eq!(plain(print, Prints::PLAIN).is_some(), expected, "{print}");
        }
    }
}

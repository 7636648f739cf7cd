//! What stands behind a figure and is no part of it: footnote marks and the
//! letters with which statistical offices flag a figure as broken, provisional
//! or revised.

use super::currency;
use super::prints::Prints;
use super::unit::{Unit, UnitBook};

/// What decides whether a letter is a flag.
pub(super) struct FlagContext<'a> {
    /// How the column prints figures.
    pub prints: &'a Prints,
    /// The known units.
    pub book: &'a UnitBook,
    /// The unit of the column or row.
    pub column: Option<&'a Unit>,
}

/// Letters that say nothing but a flag behind a number and a space. `k` is a
/// thousand somewhere.
const LETTERS: &[char] = &[
    'b', 'c', 'd', 'e', 'f', 'i', 'n', 'p', 'q', 'r', 'u', 'v', 'x', 'y', 'z',
];

/// Capitals that are flags there: preliminary, revised, estimated.
const CAPITALS: &[char] = &['P', 'R', 'E'];

/// Letters that Eurostat prints side by side.
const COMBINED: &[char] = &['b', 'd', 'e', 'f', 'i', 'n', 'p', 'r', 's', 'u'];

/// What two of them are too.
const BASIS_POINTS: &str = "bp";

/// Words that are flags in parentheses.
const IN_PARENTHESES: &[&str] = &[
    "est",
    "prov",
    "prel",
    "rev",
    "estimate",
    "provisional",
    "revised",
];

/// Splits marks and flags off the end: where the body ends, and what follows.
pub(super) fn peel(chars: &[char], context: &FlagContext) -> (usize, Option<String>) {
    let mut end = chars.len();
    while let Some(length) = length(&chars[..end], context).filter(|length| *length < end) {
        end -= length;
    }
    let mark: String = chars[end..].iter().collect();
    let mark = mark.trim().to_string();
    let body = chars[..end]
        .iter()
        .rposition(|c| !c.is_whitespace() && !matches!(c, '\u{FEFF}' | '\u{200B}'))
        .map_or(0, |last| last + 1);
    (body, (!mark.is_empty()).then_some(mark))
}

/// The length of the last mark or flag, with the white space behind it.
fn length(chars: &[char], context: &FlagContext) -> Option<usize> {
    let trimmed = chars.iter().rposition(|c| !c.is_whitespace())? + 1;
    let text = &chars[..trimmed];
    let found = mark(text).or_else(|| configured(text, context.prints));
    let found = found.or_else(|| raised_digits(text));
    let found = found.or_else(|| before_parenthesis(text));
    let found = found.or_else(|| number_in_parentheses(text, context.prints));
    let found = found.or_else(|| letters(text, context));
    found.map(|length| length + chars.len() - trimmed)
}

/// The length of one footnote mark: * † ‡ § # ① [1] [a] 注 注1, and a raised letter.
fn mark(chars: &[char]) -> Option<usize> {
    match chars {
        [.., '*' | '†' | '‡' | '§' | '#' | '①'..='⑳' | '注'] => Some(1),
        [
            ..,
            'ª' | 'º' | 'ᵃ' | 'ᵇ' | 'ᶜ' | 'ᵈ' | 'ᵉ' | 'ᶠ' | 'ᵍ' | 'ʰ' | 'ⁱ' | 'ʲ' | 'ᵏ' | 'ˡ' | 'ᵐ'
            | 'ⁿ' | 'ᵒ' | 'ᵖ' | 'ʳ' | 'ˢ' | 'ᵗ' | 'ᵘ' | 'ᵛ' | 'ʷ' | 'ˣ' | 'ʸ' | 'ᶻ',
        ] => Some(1),
        [.., ']'] => enclosed(chars, '[').map(|inside| inside + 2),
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

/// How many characters stand between the bracket at the end and the one that
/// opens it: at most three letters and digits, `note 3` or `注1`.
fn enclosed(chars: &[char], opening: char) -> Option<usize> {
    let rest = chars.iter().rev().skip(1);
    let inside = rest.take_while(|c| **c != opening && **c != ']').count();
    let open = chars.len().checked_sub(inside + 2)?;
    let text: String = chars[open + 1..chars.len() - 1].iter().collect();
    let text = text.to_lowercase();
    let named = ["note", "notes", "fn", "注"]
        .iter()
        .find_map(|word| text.strip_prefix(word));
    let short = named.map_or(text.as_str(), str::trim_start);
    let fits = short.len() <= 3 && short.bytes().all(|c| c.is_ascii_alphanumeric());
    (chars[open] == opening && fits && (named.is_some() || !short.is_empty())).then_some(inside)
}

/// The length of one or two raised digits, with their parenthesis, behind a
/// number or a mark: `1234¹`, `5%²⁾`. `10²` may be a hundred.
fn raised_digits(chars: &[char]) -> Option<usize> {
    let raised = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let closed = usize::from(chars.last() == Some(&'⁾'));
    let rest = chars[..chars.len() - closed].iter().rev();
    let mut digits = rest.take_while(|c| raised(**c)).count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    let start = chars.len() - closed - digits;
    digits += usize::from(start > 0 && chars[start - 1] == '⁽');
    let before = &chars[..chars.len() - closed - digits];
    let last = before.iter().rfind(|c| !c.is_whitespace())?;
    let run = before.iter().rev().take_while(|c| c.is_ascii_digit());
    let ten = before.ends_with(&['1', '0']) && run.count() == 2 && digits + closed == 1;
    let power = ten && chars.last() != Some(&'¹');
    (!last.is_alphabetic() && !power).then_some(digits + closed)
}

/// The length of `a)` or `1)` behind a space, where no parenthesis opens.
fn before_parenthesis(chars: &[char]) -> Option<usize> {
    let [before @ .., ')'] = chars else {
        return None;
    };
    let rest = before.iter().rev();
    let inside = rest.take_while(|c| c.is_ascii_alphanumeric()).count();
    let apart = before.len() > inside && before[before.len() - inside - 1].is_whitespace();
    let letters = before[before.len() - inside..].iter();
    let digits = letters.filter(|c| c.is_ascii_digit()).count();
    let one = (inside == 1 && digits < 2) || (inside == 2 && digits == 2);
    let number = before.iter().any(char::is_ascii_digit) || before.contains(&'-');
    (apart && one && number && !before.contains(&'(')).then_some(inside + 1)
}

/// The length of `(1)` behind a number or a mark, in a column that prints such
/// a number only now and then: where every figure has one, it is a figure.
fn number_in_parentheses(chars: &[char], prints: &Prints) -> Option<usize> {
    let [before @ .., ')'] = chars else {
        return None;
    };
    let digits = before.iter().rev().take_while(|c| c.is_ascii_digit());
    let inside = digits.count();
    let open = before.len().checked_sub(inside + 1)?;
    let figure = before[..open].iter().rfind(|c| !c.is_whitespace())?;
    let behind = figure.is_ascii_digit() || matches!(figure, '%' | '.' | '-');
    let one = (1..=2).contains(&inside) && before[open] == '(' && before[open + 1] != '0';
    (prints.numbers_are_marks && one && behind).then_some(inside + 2)
}

/// The length of the longest flag that the table is said to know.
fn configured(chars: &[char], prints: &Prints) -> Option<usize> {
    let lengths = prints.flags.iter().filter_map(|flag| {
        let flag: Vec<char> = flag.chars().map(super::plain_char).collect();
        chars.ends_with(&flag).then_some(flag.len())
    });
    lengths.filter(|length| *length > 0).max()
}

/// The length of a letter behind a space, or of letters in parentheses, unless
/// the table says that they are a unit.
fn letters(chars: &[char], context: &FlagContext) -> Option<usize> {
    let at = chars.iter().rposition(|c| !c.is_ascii_alphabetic())?;
    if chars.last() == Some(&')') {
        let rest = &chars[..chars.len() - 1];
        let open = rest.iter().rposition(|c| !c.is_ascii_alphabetic())?;
        let word: String = rest[open + 1..].iter().collect();
        let after_number = |c: &char| c.is_ascii_digit() || matches!(c, '%' | '.');
        let before = rest[..open].iter().rfind(|c| !c.is_whitespace());
        let short =
            (1..=2).contains(&word.len()) || IN_PARENTHESES.contains(&word.to_lowercase().as_str());
        let opens = rest[open] == '(' && before.is_some_and(after_number);
        let unit = word.len() > 1 && context.book.read(&word).is_some_and(|unit| unit.known);
        return (opens && short && !unit).then_some(chars.len() - open);
    }
    // A space, or a mark before it, parts the letters from the number.
    if !chars[at].is_whitespace() {
        return None;
    }
    match &chars[at + 1..] {
        ['d' | 'h' | 'm' | 's'] if context.prints.durations => None,
        [letter] => is_flag(*letter, chars, context).then_some(1),
        several => are_flags(several, context).then_some(several.len()),
    }
}

/// Whether a currency stands before the number.
fn begins_with_currency(chars: &[char], context: &FlagContext) -> bool {
    let opens = |c: &char| c.is_whitespace() || matches!(c, '(' | '-' | '−' | '+');
    let start = chars.iter().position(|c| !opens(c)).unwrap_or(0);
    currency::at_start(&chars[start..], context.book, context.column).is_some()
}

/// Whether two or three letters are flags side by side, as in `3.4 ep`: none
/// of them twice, and together no unit.
fn are_flags(letters: &[char], context: &FlagContext) -> bool {
    let word: String = letters.iter().collect();
    let once =
        |at: usize, letter: &char| COMBINED.contains(letter) && !letters[..at].contains(letter);
    let all = letters
        .iter()
        .enumerate()
        .all(|(at, letter)| once(at, letter));
    let unit = || {
        let of_column = context.column.is_some_and(|unit| unit.text == word);
        of_column || BASIS_POINTS == word || context.book.read(&word).is_some_and(|unit| unit.known)
    };
    (2..=3).contains(&letters.len()) && all && !unit()
}

/// Whether a letter is a flag; `whole` is all that the cell prints.
fn is_flag(letter: char, whole: &[char], context: &FlagContext) -> bool {
    let money = |letters: &[char]| letters.contains(&letter.to_ascii_lowercase());
    if money(&['k', 'm', 'b']) && begins_with_currency(whole, context) {
        return false;
    }
    // Five million, where money is counted.
    if money(&['m']) && context.column.is_some_and(currency::is_of) {
        return false;
    }
    if LETTERS.contains(&letter) || CAPITALS.contains(&letter) {
        let unit = context
            .column
            .is_some_and(|unit| unit.text == letter.to_string());
        return !unit;
    }
    let unit = context.book.read(&letter.to_string());
    let Some(unit) = unit.filter(|unit| unit.known && letter.is_ascii_lowercase()) else {
        return false;
    };
    match context.column {
        Some(column) => column.bases != unit.bases,
        None => context.prints.letters_are_flags,
    }
}

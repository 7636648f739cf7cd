//! What stands behind a figure and is no part of it: footnote marks and the
//! letters with which statistical offices flag a figure as broken, provisional
//! or revised.

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

/// How many letters and digits stand between the bracket at the end and the
/// one that opens it; at most three.
fn enclosed(chars: &[char], opening: char) -> Option<usize> {
    let rest = chars.iter().rev().skip(1);
    let inside = rest.take_while(|c| c.is_ascii_alphanumeric()).count();
    let opens = chars.len() > inside + 1 && chars[chars.len() - inside - 2] == opening;
    (opens && (1..=3).contains(&inside)).then_some(inside)
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
    let [letter] = chars[at + 1..] else {
        return None;
    };
    // A space, or a mark before it, parts the letter from the number.
    let apart = chars[at].is_whitespace();
    (apart && is_flag(letter, context)).then_some(1)
}

fn is_flag(letter: char, context: &FlagContext) -> bool {
    if LETTERS.contains(&letter) {
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

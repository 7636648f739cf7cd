//! A formula of a workbook as words and signs, each with its place.

use std::ops::Range;

/// A word or a sign of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A number as it is written.
    Number,
    /// A text between quotes, without them.
    Text(String),
    /// An error: `#REF!`.
    Error,
    /// A sheet's name before `!`, without quotes: `2016 年`, `[1]Ext`.
    Sheet(String),
    /// A reference, a function or a name: `$B$2`, `SUM`, `TRUE`, `Table1[Total]`.
    Word,
    /// A sign: `+`, `<=`, `(`, or a blank between two references.
    Sign(&'static str),
}

/// A token and where it stands, in bytes.
pub(super) type Placed = (Token, Range<usize>);

const SIGNS: [&str; 21] = [
    "<=", ">=", "<>", "<", ">", "=", "+", "-", "*", "/", "^", "&", "%", "(", ")", ",", ";", ":",
    "{", "}", "@",
];

/// The tokens of a formula; none where it is written in another way.
pub(super) fn tokens(text: &str) -> Option<Vec<Placed>> {
    let mut tokens: Vec<Placed> = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        let rest = &text[at..];
        if next.is_whitespace() {
            at += next.len_utf8();
            continue;
        }
        let (token, length) = token(rest)?;
        tokens.push((token, at..at + length));
        at += length;
    }
    Some(tokens)
}

fn token(rest: &str) -> Option<(Token, usize)> {
    let first = rest.chars().next()?;
    match first {
        '"' => {
            let (text, length) = quoted(rest, '"')?;
            return Some((Token::Text(text), length));
        }
        '\'' => {
            let (name, length) = quoted(rest, '\'')?;
            rest[length..].strip_prefix('!')?;
            return Some((Token::Sheet(name), length + 1));
        }
        '#' => {
            let end = rest.find(['!', '?']).map(|end| end + 1);
            let end = end.or_else(|| rest.starts_with("#N/A").then_some(4))?;
            return Some((Token::Error, end));
        }
        _ => {}
    }
    if first.is_ascii_digit() || first == '.' {
        if let Some(found) = sheet(rest) {
            return Some(found);
        }
        return Some((Token::Number, number(rest)?));
    }
    if is_of_word(first) || first == '[' {
        return sheet(rest).or_else(|| Some((Token::Word, word(rest)?)));
    }
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign))?;
    Some((Token::Sign(sign), sign.len()))
}

/// A text between quotes, where a doubled quote is one; and its length.
fn quoted(text: &str, quote: char) -> Option<(String, usize)> {
    let mut inner = String::new();
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, next)) = chars.next() {
        if next != quote {
            inner.push(next);
        } else if chars.next_if(|(_, after)| *after == quote).is_some() {
            inner.push(quote);
        } else {
            return Some((inner, at + 1));
        }
    }
    None
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '\\' | '?')
}

/// A sheet's name that needs no quotes, with a workbook's number before it or
/// another sheet's behind it: `Sheet2!`, `[1]Ext!`, `Jan:Dec!`.
fn sheet(text: &str) -> Option<(Token, usize)> {
    let book = match text.starts_with('[') {
        true => text.find(']')? + 1,
        false => 0,
    };
    let rest = &text[book..];
    let end = rest.find(|c: char| !is_of_word(c) && c != ':')?;
    rest[end..].starts_with('!').then(|| {
        let length = book + end;
        (Token::Sheet(text[..length].to_owned()), length + 1)
    })
}

/// How long a number is: `1.5E-3`.
fn number(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        let count = bytes.get(from..)?.iter().take_while(|b| b.is_ascii_digit());
        Some(from + count.count())
    };
    let mut end = digits(0)?;
    if bytes.get(end) == Some(&b'.') {
        end = digits(end + 1)?;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + sign)?;
        if exponent > end + 1 + sign {
            end = exponent;
        }
    }
    (end > 0 && text[..end] != *".").then_some(end)
}

/// How long a word is, with what stands in brackets behind it: `Table1[[#All],[Total]]`.
fn word(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !is_of_word(c)).unwrap_or(text.len());
    if !text[end..].starts_with('[') {
        return Some(end);
    }
    let mut open = 0_usize;
    for (at, next) in text[end..].char_indices() {
        match next {
            '[' => open += 1,
            ']' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some(end + at + 1);
        }
    }
    None
}

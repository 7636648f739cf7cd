//! A text as words, figures, dates and signs, in their order.

use crate::claim::said::{NoFigure, Said};
use crate::claim::text::Text;
use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word.
    Word,
    /// A figure, by its number in the text.
    Figure(usize),
    /// What has digits in it and is no figure.
    Thing(NoFigure),
    /// A sign that parts words.
    Sign,
}

/// A word, a figure, a date or a sign.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// What it is.
    pub kind: Kind,
    /// Its letters in lower case, or the sign; empty for figures and the like.
    pub word: String,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Whether it is an abbreviation in capitals: BE, NHS.
    pub upper: bool,
    /// Its characters.
    pub span: Range<usize>,
    /// The number of its sentence.
    pub sentence: usize,
}

/// Takes a text apart.
pub(super) fn tokens(
    text: &Text,
    figures: &[Said],
    others: &[(Range<usize>, NoFigure)],
) -> Vec<Token> {
    let mut found = Vec::new();
    let mut figure = 0;
    let mut other = 0;
    let mut at = 0;
    while let Some(c) = text.at(at) {
        while others.get(other).is_some_and(|(span, _)| span.start < at) {
            other += 1;
        }
        while figures.get(figure).is_some_and(|said| said.span.start < at) {
            figure += 1;
        }
        let (kind, end) = if let Some(said) =
            figures.get(figure).filter(|said| said.span.start == at)
        {
            (Kind::Figure(figure), said.span.end)
        } else if let Some((span, what)) = others.get(other).filter(|(span, _)| span.start == at) {
            (Kind::Thing(*what), span.end)
        } else if c.is_alphanumeric() {
            // A hedge of the figure that follows is part of it.
            let next = figures
                .get(figure)
                .map_or(usize::MAX, |said| said.span.start);
            (Kind::Word, word_end(text, at).min(next))
        } else {
            (Kind::Sign, at + 1)
        };
        let end = end.max(at + 1);
        // A dash between words parts them as commas do.
        let dash = c == '-'
            && (text.at(at + 1) == Some(' ') && text.before(at) == Some(' ')
                || text.raw.get(at) == Some(&'—'));
        if c != ' ' || kind != Kind::Sign {
            let word = match kind {
                Kind::Word => {
                    let word = text.plain(at..end).to_lowercase();
                    word.trim_end_matches('.').replace('\u{2019}', "'")
                }
                Kind::Sign if dash => ",".to_owned(),
                Kind::Sign => c.to_string(),
                _ => String::new(),
            };
            if !matches!(word.as_str(), "\"" | "\'") {
                found.push(Token {
                    kind,
                    word,
                    capital: c.is_uppercase(),
                    upper: end > at + 1 && text.chars[at..end].iter().all(|c| c.is_uppercase()),
                    span: at..end,
                    sentence: text.sentence_at(at),
                });
            }
        }
        at = end;
    }
    found
}

/// Where a word ends: hyphens and apostrophes within it are its own.
fn word_end(text: &Text, start: usize) -> usize {
    let letter = |at: usize| text.at(at).is_some_and(char::is_alphanumeric);
    let mut at = start;
    loop {
        let tie = matches!(text.at(at), Some('-' | '\'' | '\u{2019}' | '&'))
            && letter(at + 1)
            && text.raw.get(at) != Some(&'—');
        // i.e., e.g.
        let short = text.at(at) == Some('.')
            && at == start + 1
            && letter(at + 1)
            && text.at(at + 2) == Some('.');
        if !letter(at) && !tie && !short {
            let ends =
                text.at(at) == Some('.') && at == start + 3 && text.at(start + 1) == Some('.');
            return at + usize::from(ends);
        }
        at += 1;
    }
}

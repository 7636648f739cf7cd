//! Shapes of words: `from *3 #b *6 to *2 #a` is a figure behind "from", up to
//! six words, and a figure behind "to". A shape is read over the tokens of one
//! sentence.
//!
//! Its parts, each with `?` behind it where it may be missing:
//! - `of|out`: one of some words or signs; `@rise`: one of a list of words;
//! - `*3`: up to three words or dates, as few as fit, none of them one that begins
//!   another statement; `~8`: the same, commas too;
//! - `#a`: an amount, kept under the letter; `%p`: a percentage; `^m`: a
//!   multiple; `date`: a date.

use super::Reader;
use super::tokens::{Kind, Token};
use super::words::{Way, in_list, way_of};
use std::ops::Range;

/// What a shape found.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// The figures by their letters.
    figures: Vec<(char, usize)>,
    /// Which way a word of it goes.
    pub way: Option<Way>,
    /// Its tokens.
    pub tokens: Range<usize>,
}

impl Found {
    /// The figure that was kept under a letter.
    pub(super) fn get(&self, letter: char) -> Option<usize> {
        let found = self.figures.iter().find(|(own, _)| *own == letter);
        found.map(|(_, figure)| *figure)
    }
}

impl Reader<'_> {
    /// Reads a shape from a token on.
    pub(super) fn shape(&self, at: usize, shape: &str) -> Option<Found> {
        let sentence = self.tokens.get(at)?.sentence;
        let parts: Vec<&str> = shape.split(' ').collect();
        let mut found = Found::default();
        let end = self.rest(at, sentence, &parts, &mut found)?;
        found.tokens = at..end;
        Some(found)
    }

    /// Reads a shape that ends before a token: of the words right before it.
    pub(super) fn before(&self, at: usize, shape: &str) -> bool {
        let sentence = self.tokens.get(at).map(|token| token.sentence);
        let mut end = at;
        for part in shape.rsplit(' ') {
            let (part, may) = optional(part);
            let token = end.checked_sub(1).map(|last| &self.tokens[last]);
            let fits = token.is_some_and(|token| {
                Some(token.sentence) == sentence && self.fits(token, part).is_some()
            });
            match (fits, may) {
                (true, _) => end -= 1,
                (false, true) => {}
                (false, false) => return false,
            }
        }
        true
    }

    /// The rest of a shape, by trying.
    fn rest(&self, at: usize, sentence: usize, parts: &[&str], found: &mut Found) -> Option<usize> {
        let Some((part, rest)) = parts.split_first() else {
            return Some(at);
        };
        let (part, may) = optional(part);
        let token = self
            .tokens
            .get(at)
            .filter(|token| token.sentence == sentence);
        if let Some((commas, most)) = gap(part) {
            for length in 0..=most {
                if length > 0 {
                    let passed = self.tokens.get(at + length - 1);
                    let passed = passed.filter(|token| token.sentence == sentence)?;
                    let comma = commas && passed.word == ",";
                    let word = matches!(passed.kind, Kind::Word | Kind::Thing(_));
                    if !comma && !word || in_list("break", &passed.word) {
                        return None;
                    }
                }
                if let Some(end) = self.rest(at + length, sentence, rest, found) {
                    return Some(end);
                }
            }
            return None;
        }
        if let Some(token) = token
            && let Some(way) = self.fits(token, part)
        {
            let kept = (found.figures.len(), found.way);
            if let Kind::Figure(figure) = token.kind
                && let Some(letter) = part.chars().nth(1)
            {
                found.figures.push((letter, figure));
            }
            found.way = found.way.or(way);
            if let Some(end) = self.rest(at + 1, sentence, rest, found) {
                return Some(end);
            }
            found.figures.truncate(kept.0);
            found.way = kept.1;
        }
        match may {
            true => self.rest(at, sentence, rest, found),
            false => None,
        }
    }

    /// Whether a token is what a part of a shape asks for, and which way it goes.
    fn fits(&self, token: &Token, part: &str) -> Option<Option<Way>> {
        let first = part.chars().next()?;
        let figure = |wanted: fn(&crate::claim::said::Said) -> bool| match token.kind {
            Kind::Figure(figure) => wanted(&self.figures[figure]).then_some(None),
            _ => None,
        };
        match first {
            '#' if part.len() == 2 => figure(|said| said.is_amount() && !said.is_multiple()),
            '%' if part.len() == 2 => figure(|said| said.is_percent()),
            '^' if part.len() == 2 => figure(|said| said.is_multiple()),
            '@' if part == "@word" => (token.kind == Kind::Word).then_some(None),
            '@' => {
                let word = token.kind == Kind::Word && in_list(&part[1..], &token.word);
                word.then(|| way_of(&token.word))
            }
            _ if part == "date" => matches!(token.kind, Kind::Thing(_)).then_some(None),
            _ => {
                let text = matches!(token.kind, Kind::Word | Kind::Sign);
                let named = text && part.split('|').any(|word| word == token.word);
                named.then(|| way_of(&token.word))
            }
        }
    }
}

/// A part without its `?`, and whether it may be missing.
fn optional(part: &str) -> (&str, bool) {
    match part.strip_suffix('?') {
        Some(part) if !part.is_empty() => (part, true),
        _ => (part, false),
    }
}

/// The most tokens of a gap, and whether commas may be among them.
fn gap(part: &str) -> Option<(bool, usize)> {
    let most = part.strip_prefix(['*', '~'])?.parse().ok()?;
    Some((part.starts_with('~'), most))
}

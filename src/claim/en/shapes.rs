//! Shapes of words: `from *3 #b *6 to *2 #a` is a figure behind "from", up to
//! six words, and a figure behind "to". A shape is read over the tokens of one
//! sentence.
//!
//! Its parts, each with `?` behind it where it may be missing:
//! - `of|out`: one of some words or signs; `@rise`: one of a list of words;
//!   `@word`: any word; `date`: a date or what else is no figure;
//! - `*3`: up to three words or dates, as few as fit, none of them one that begins
//!   another statement; `~8`: the same, commas too;
//! - `#a`: an amount, kept under the letter; `%p`: a percentage; `^m`: a
//!   multiple; `&d`: points between percentages.

use super::reader::English;
use super::tokens::Kind;
use super::words::{List, Way, is_break, list};
use std::ops::Range;
use std::sync::LazyLock;

/// Shapes that are taken apart once.
pub(super) type Shapes = LazyLock<Vec<Shape>>;

/// A shape, taken apart.
#[derive(Clone, Debug)]
pub(super) struct Shape(Vec<(Part, bool)>);

/// What a part of a shape asks for.
#[derive(Clone, Debug)]
enum Part {
    Words(Vec<&'static str>),
    List(List),
    AnyWord,
    Date,
    Gap { commas: bool, most: usize },
    Amount(char),
    Percent(char),
    Multiple(char),
    Points(char),
}

/// Takes shapes apart.
pub(super) fn shapes(texts: &[&'static str]) -> Vec<Shape> {
    texts.iter().map(|text| Shape::new(text)).collect()
}

impl Shape {
    /// Takes a shape apart.
    pub(super) fn new(text: &'static str) -> Shape {
        Shape(text.split(' ').map(part).collect())
    }

    /// How many parts it has.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

/// A part, and whether it may be missing.
fn part(text: &'static str) -> (Part, bool) {
    let (text, may) = match text.strip_suffix('?') {
        Some(text) if !text.is_empty() => (text, true),
        _ => (text, false),
    };
    let letter = text.chars().nth(1).filter(|_| text.len() == 2);
    let most = text
        .strip_prefix(['*', '~'])
        .and_then(|most| most.parse().ok());
    let part = match (text.chars().next(), letter, most) {
        (Some('*' | '~'), _, Some(most)) => Part::Gap {
            commas: text.starts_with('~'),
            most,
        },
        (Some('#'), Some(letter), _) => Part::Amount(letter),
        (Some('%'), Some(letter), _) => Part::Percent(letter),
        (Some('^'), Some(letter), _) => Part::Multiple(letter),
        (Some('&'), Some(letter), _) => Part::Points(letter),
        _ if text == "@word" => Part::AnyWord,
        _ if text == "date" => Part::Date,
        (Some('@'), _, _) => Part::List(list(&text[1..])),
        _ => Part::Words(text.split('|').collect()),
    };
    (part, may)
}

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

    /// What this and a shape that follows it found.
    pub(super) fn and(mut self, next: Found) -> Found {
        self.figures.extend(next.figures);
        self.way = self.way.or(next.way);
        self.tokens.end = next.tokens.end;
        self
    }
}

impl English<'_> {
    /// Reads a shape from a token on.
    pub(super) fn shape(&self, at: usize, shape: &Shape) -> Option<Found> {
        let token = self.tokens.get(at)?;
        let (first, may) = shape.0.first()?;
        let begins = *may || matches!(first, Part::Gap { .. }) || self.fits(at, first);
        if !begins {
            return None;
        }
        let mut found = Found::default();
        let end = self.rest(at, token.sentence, &shape.0, &mut found)?;
        found.tokens = at..end;
        Some(found)
    }

    /// Whether one of some shapes is read from a token on.
    pub(super) fn any_shape(&self, at: usize, shapes: &[Shape]) -> Option<Found> {
        shapes.iter().find_map(|shape| self.shape(at, shape))
    }

    /// Whether words stand right before a token.
    pub(super) fn before(&self, at: usize, words: &[&str]) -> bool {
        let Some(start) = at.checked_sub(words.len()) else {
            return false;
        };
        let sentence = self.tokens.get(at).map(|token| token.sentence);
        let there = self.tokens[start..at].iter().zip(words);
        there
            .into_iter()
            .all(|(token, word)| Some(token.sentence) == sentence && token.word == *word)
    }

    /// The rest of a shape, by trying.
    fn rest(
        &self,
        at: usize,
        sentence: usize,
        parts: &[(Part, bool)],
        found: &mut Found,
    ) -> Option<usize> {
        let Some(((part, may), rest)) = parts.split_first() else {
            return Some(at);
        };
        if let Part::Gap { commas, most } = part {
            for length in 0..=*most {
                if length > 0 {
                    let passed = self.tokens.get(at + length - 1);
                    let passed = passed.filter(|token| token.sentence == sentence)?;
                    let comma = *commas && passed.word == ",";
                    let word = matches!(passed.kind, Kind::Word | Kind::Thing(_));
                    if !comma && !word || is_break(&passed.word) {
                        return None;
                    }
                }
                if let Some(end) = self.rest(at + length, sentence, rest, found) {
                    return Some(end);
                }
            }
            return None;
        }
        let token = self
            .tokens
            .get(at)
            .filter(|token| token.sentence == sentence);
        if let Some(token) = token
            && self.fits(at, part)
        {
            let kept = (found.figures.len(), found.way);
            if let (
                Kind::Figure(figure),
                Part::Amount(c) | Part::Percent(c) | Part::Multiple(c) | Part::Points(c),
            ) = (token.kind, part)
            {
                found.figures.push((*c, figure));
            }
            found.way = found.way.or(self.ways[at]);
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

    /// Whether a token is what a part of a shape asks for.
    fn fits(&self, at: usize, part: &Part) -> bool {
        let token = &self.tokens[at];
        match (part, token.kind) {
            (Part::Amount(_), Kind::Figure(figure)) => {
                let said = &self.figures[figure];
                said.is_amount() && !said.is_multiple()
            }
            (Part::Percent(_), Kind::Figure(figure)) => self.figures[figure].is_percent(),
            (Part::Multiple(_), Kind::Figure(figure)) => self.figures[figure].is_multiple(),
            (Part::Points(_), Kind::Figure(figure)) => self.figures[figure].is_points(),
            (Part::Date, Kind::Thing(_)) | (Part::AnyWord, Kind::Word) => true,
            (Part::List((up, down)), Kind::Word) => {
                let word = token.word.as_str();
                // All lists are of words that go some way.
                self.ways[at].is_some() && (up.contains(&word) || down.contains(&word))
            }
            (Part::Words(words), Kind::Word | Kind::Sign) => words.contains(&token.word.as_str()),
            _ => false,
        }
    }
}

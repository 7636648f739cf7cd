//! How many things a text names.

use super::reader::English;
use super::shapes::{Shapes, shapes};
use super::tokens::Kind;
use crate::claim::claimed::{Claim, Stands};
use crate::figure::Rat;
use std::sync::LazyLock;

/// `three priorities: (i) …, (ii) … and (iii) …`; `Four sites: A, B, C and D`.
const COUNT: &str = "count-listed";

/// A number of things, and where they are named.
static NAMED: Shapes = LazyLock::new(|| {
    shapes(&[
        "#n *10 :",
        "#n *6 %t *6 :",
        "#n *10 (",
        "#n *6 ,? namely|viz",
        "#n *3 totalling|totaling|worth #t :",
        "#n *6 #t (",
    ])
});

/// The marks of points.
const MARKS: &[&[&str]] = &[
    &["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"],
    &["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"],
];

/// An item of a list has so many words at most.
const ITEM: usize = 6;

/// Words of clauses, which are no items of a list.
const CLAUSES: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "will",
    "would",
    "which",
    "who",
    "that",
    "where",
    "when",
    "while",
    "because",
    "if",
    "including",
    "among",
    "or",
    "but",
    "with",
];

impl English<'_> {
    /// Reads the counts of a text.
    pub(super) fn counts(&mut self) {
        for at in 0..self.tokens.len() {
            self.count(at);
        }
    }

    fn count(&mut self, at: usize) {
        let shape = NAMED
            .iter()
            .find_map(|shape| self.shape(at, shape))
            .filter(|found| {
                // The bracket of the first point stands without a colon.
                let last = self.tokens[found.tokens.end - 1].word.as_str();
                matches!(last, ":" | "namely" | "viz")
                    || self.names(found.tokens.end).is_some()
                    || found.get('t').is_some() && self.amounts(found.tokens.end).is_some()
                    || self.points(found.tokens.end - 1) > 1
            });
        let Some(found) = shape else {
            return;
        };
        let Some(stated) = found.get('n') else {
            return;
        };
        let said = &self.figures[stated];
        let whole = said.figure.nominal.is_integer() && said.figure.unit.is_none();
        if !whole || said.figure.nominal > Rat::whole(20) || said.figure.nominal < Rat::whole(2) {
            return;
        }
        let end = found.tokens.end;
        let start = if self.tokens[end - 1].word == "(" {
            end - 1
        } else {
            end
        };
        let points = self.points(start);
        let counted = match points {
            0 | 1
                if self
                    .tokens
                    .get(start)
                    .is_some_and(|token| token.word == "(") =>
            {
                self.names(start + 1).or_else(|| self.amounts(start + 1))
            }
            0 | 1 => self
                .names(start)
                .or_else(|| self.short_items(start))
                .or_else(|| self.amounts(start)),
            points => Some(points),
        };
        let Some(counted) = counted else {
            return;
        };
        let right = i64::try_from(counted)
            .is_ok_and(|counted| said.figure.range.contains(&Rat::whole(counted)));
        let stands = if right { Stands::Holds } else { Stands::Fails };
        let words = self.figures[stated].span.start..self.tokens[end - 1].span.end;
        let claim = Claim::of_count(COUNT, stated, (counted, words), stands);
        self.claims.push(claim);
    }

    /// How many points follow, each with its mark: (i), (ii), (iii).
    fn points(&self, at: usize) -> usize {
        let counts = MARKS.iter().map(|marks| {
            let mut next = 0;
            for window in self
                .tokens
                .get(at..)
                .unwrap_or_default()
                .windows(3)
                .take(400)
            {
                let [open, mark, close] = window else {
                    continue;
                };
                let is_next = marks.get(next).is_some_and(|wanted| mark.word == *wanted);
                if open.word == "(" && close.word == ")" && is_next {
                    next += 1;
                }
            }
            next
        });
        let first = self.tokens.get(at).is_some_and(|token| token.word == "(");
        match first {
            true => counts.max().unwrap_or(0),
            false => 0,
        }
    }

    /// How many names follow: `Ashford, Belper, Corby and Diss.` Nothing where
    /// something else is among them.
    fn names(&self, at: usize) -> Option<usize> {
        let sentence = self.tokens.get(at)?.sentence;
        let mut names = 0;
        let mut length = 0;
        let mut last = false;
        let mut depth = 0;
        for token in self.tokens[at..].iter().take(120) {
            if token.sentence != sentence {
                break;
            }
            match token.word.as_str() {
                "(" => depth += 1,
                ")" if depth == 0 => break,
                ")" => depth -= 1,
                _ if depth > 0 => {}
                "." | ";" if length > 0 => break,
                "," | "and" => {
                    if last || length == 0 && token.word == "," {
                        return None;
                    }
                    last |= token.word == "and";
                    names += usize::from(length > 0);
                    length = 0;
                }
                _ if token.kind == Kind::Word && token.capital && length < 3 => length += 1,
                _ => return None,
            }
        }
        names += usize::from(length > 0);
        (last && names > 1).then_some(names)
    }

    /// How many short items follow that commas and one "and" part: `safer streets,
    /// cleaner air and better homes`.
    fn short_items(&self, at: usize) -> Option<usize> {
        let sentence = self.tokens.get(at)?.sentence;
        let end = self.tokens_of(sentence).end;
        let rest = &self.tokens[at..end];
        let stop = rest
            .iter()
            .position(|token| matches!(token.word.as_str(), "." | ";" | ":"));
        let list = &rest[..stop.unwrap_or(rest.len())];
        let plain = list.iter().all(|token| {
            token.kind == Kind::Word && !CLAUSES.contains(&token.word.as_str()) || token.word == ","
        });
        let ands: Vec<usize> = (0..list.len())
            .filter(|at| list[*at].word == "and")
            .collect();
        let commas = list.iter().filter(|token| token.word == ",").count();
        let [and] = ands.as_slice() else {
            return None;
        };
        // The "and" stands before the last item.
        let last = list[*and..].iter().all(|token| token.word != ",");
        let oxford = and.checked_sub(1).is_some_and(|at| list[at].word == ",");
        let mut items = list.split(|token| matches!(token.word.as_str(), "," | "and"));
        let short = items.all(|item| item.len() <= ITEM);
        (plain && last && short && commas > 0).then(|| commas + 2 - usize::from(oxford))
    }

    /// How many amounts of one kind follow, all of which make a list: `7 fines: £90,
    /// £40 and …`, `in each of three years: £1.8m in 2020, …`.
    fn amounts(&self, at: usize) -> Option<usize> {
        let sentence = self.tokens.get(at)?.sentence;
        let end = self.tokens_of(sentence).end;
        let figures: Vec<usize> = self.tokens[at..end]
            .iter()
            .filter_map(|token| match token.kind {
                Kind::Figure(figure) => Some(figure),
                _ => None,
            })
            .collect();
        let (first, last) = (*figures.first()?, *figures.last()?);
        let percent = self.figures[first].is_percent();
        let measured = self.figures[first].figure.unit.is_some();
        let alike = figures.iter().all(|figure| match percent {
            true => self.figures[*figure].is_percent(),
            false => self.alike(first, *figure),
        });
        // One comma or "and" stands between each and the next, and a few words.
        let parted = |pair: &[usize]| {
            let between = &self.tokens[self.places[pair[0]] + 1..self.places[pair[1]]];
            let signs = between.iter().filter(|token| token.kind == Kind::Sign);
            let signs: Vec<&str> = signs.map(|token| token.word.as_str()).collect();
            let and = between.iter().any(|token| token.word == "and");
            between.len() <= ITEM && (signs == [","] || signs.is_empty() && and)
        };
        let row = figures.windows(2).all(parted);
        let place = self.places[last];
        let near = self.tokens[place.saturating_sub(4)..place].iter();
        let closed = near.rev().any(|token| token.word == "and")
            || self
                .tokens
                .get(place + 1)
                .is_some_and(|token| token.word == ")");
        (measured && alike && row && closed && figures.len() > 2).then_some(figures.len())
    }
}

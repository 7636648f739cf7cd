//! How many things a text names, and one quantity that it tells twice.

use super::reader::English;
use super::shapes::{Shapes, shapes};
use super::tokens::Kind;
use crate::claim::claimed::{Claim, ClaimKind, Stands};
use crate::claim::evidence::is_slip;
use crate::figure::Rat;
use std::sync::LazyLock;

/// `three priorities: (i) …, (ii) … and (iii) …`; `Four sites: A, B, C and D`.
const COUNT: &str = "count-listed";
/// `1,482 referrals … 1,482 referrals`.
const REPEAT: &str = "repeat";

/// A number of things, and where they are named.
static NAMED: Shapes = LazyLock::new(|| shapes(&["#n *10 :", "#n *6 %t *6 :", "#n *10 ("]));

/// The marks of points.
const MARKS: &[&[&str]] = &[
    &["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"],
    &["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"],
];

/// Words of a text that tells again what it told elsewhere.
const AGAIN: &[&str] = &[
    "summary",
    "section",
    "chapter",
    "table",
    "appendix",
    "annex",
    "foreword",
    "introduction",
    "overview",
    "above",
    "page",
    "glance",
    "report",
    "earlier",
    "body",
];

impl English<'_> {
    /// Reads the counts and repeats of a text.
    pub(super) fn counts(&mut self) {
        for at in 0..self.tokens.len() {
            self.count(at);
        }
        self.repeats();
    }

    fn count(&mut self, at: usize) {
        let shape = NAMED
            .iter()
            .find_map(|shape| self.shape(at, shape))
            .filter(|found| {
                // The bracket of the first point stands without a colon.
                self.tokens[found.tokens.end - 1].word == ":"
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
        let start = if self.tokens[end - 1].word == ":" {
            end
        } else {
            end - 1
        };
        let points = self.points(start);
        let counted = match points {
            0 | 1 => self.names(start),
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

    /// One quantity that two sentences tell alike, or as one that slipped.
    fn repeats(&mut self) {
        let named: Vec<(usize, Vec<String>)> = (0..self.figures.len())
            .filter(|figure| {
                let said = &self.figures[*figure];
                said.is_amount() && said.figure.nominal >= Rat::whole(100)
            })
            .map(|figure| {
                let mut words = self.noun_phrase(self.places[figure] + 1);
                words.truncate(2);
                (figure, words)
            })
            .filter(|(_, words)| words.len() == 2)
            .collect();
        for (at, (figure, words)) in named.iter().enumerate() {
            let mut before = named[at.saturating_sub(8)..at].iter();
            let same = before.find(|(other, known)| {
                known == words && self.figures[*other].sentence != self.figures[*figure].sentence
            });
            let Some((other, _)) = same else {
                continue;
            };
            self.repeat_of(*figure, *other);
        }
    }

    fn repeat_of(&mut self, figure: usize, other: usize) {
        if !self.alike(figure, other) {
            return;
        }
        let operands = [other.into()];
        if self.holds(ClaimKind::Repeat, figure, &operands) {
            self.add(ClaimKind::Repeat, REPEAT, figure, &operands, Stands::Holds);
            return;
        }
        let again = [figure, other].iter().all(|one| {
            let words = &self.tokens[self.tokens_of(self.figures[*one].sentence)];
            words
                .iter()
                .any(|token| AGAIN.contains(&token.word.as_str()))
        });
        let (own, first) = (&self.figures[figure], &self.figures[other]);
        let digits = |value: &Rat| {
            let mut digits: Vec<char> = value.to_string().chars().collect();
            digits.sort_unstable();
            digits
        };
        let swapped = digits(&own.figure.nominal) == digits(&first.figure.nominal);
        if again && swapped && is_slip(own, &first.figure.nominal) {
            self.add(ClaimKind::Repeat, REPEAT, figure, &operands, Stands::Fails);
        }
    }
}

//! One quantity that a text tells twice.

use super::reader::English;
use super::shapes::Shape;
use crate::claim::claimed::{ClaimKind, Stands};
use crate::claim::evidence::is_slip;
use crate::figure::Rat;
use std::sync::LazyLock;

/// `1,482 referrals … 1,482 referrals`.
const REPEAT: &str = "repeat";

/// What a number is one of.
static NUMBER_OF: LazyLock<Shape> = LazyLock::new(|| Shape::new("number|total of @word"));

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
    /// One quantity that two sentences tell alike, or as one that slipped.
    pub(super) fn repeats(&mut self) {
        let named: Vec<(usize, Vec<String>)> = (0..self.figures.len())
            .filter(|figure| {
                let said = &self.figures[*figure];
                said.is_amount() && said.figure.nominal >= Rat::whole(100)
            })
            .map(|figure| (figure, self.counted_noun(figure)))
            .filter(|(_, words)| words.len() == 2)
            .collect();
        for (at, (figure, words)) in named.iter().enumerate() {
            let mut before = named[at.saturating_sub(8)..at].iter();
            let same =
                before.rfind(|(other, known)| known == words && self.are_apart(*figure, *other));
            let Some((other, _)) = same else {
                continue;
            };
            self.repeat_of(*figure, *other);
        }
    }

    /// What a figure counts, in two words: those behind it, else those of `the
    /// number of X is stated as`.
    fn counted_noun(&self, figure: usize) -> Vec<String> {
        let place = self.places[figure];
        let mut words = self.noun_phrase(place + 1);
        if words.len() < 2 {
            let sentence = self.tokens_of(self.figures[figure].sentence);
            let start = sentence.start.max(place.saturating_sub(14));
            let number = (start..place).rev().find_map(|at| {
                let found = self.shape(at, &NUMBER_OF)?;
                Some(found.tokens.end - 1)
            });
            if let Some(noun) = number {
                words = self.noun_phrase(noun);
            }
        }
        words.truncate(2);
        words
    }

    /// Whether two figures stand in sentences of their own, or in clauses.
    fn are_apart(&self, figure: usize, other: usize) -> bool {
        let between = &self.tokens[self.places[other]..self.places[figure]];
        self.figures[other].sentence != self.figures[figure].sentence
            || between.iter().any(|token| token.word == ";")
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
        let again = [figure, other].iter().any(|one| {
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

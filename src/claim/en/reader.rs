//! What is known of an English text while its claims are read: its words, its
//! figures among them, and the claims so far.

use super::tokens::{Kind, Token};
use super::words;
use crate::claim::claimed::{Claim, ClaimKind, Operand, Stands, Why};
use crate::claim::evidence::is_slip;
use crate::claim::judge;
use crate::claim::said::Said;
use crate::claim::text::Text;
use crate::figure::{End, Hedge, Range as Allowed, Rat};
use num_traits::Zero;
use std::ops::Range;

/// No more amounts are looked at before a figure.
pub(super) const MOST: usize = 16;

/// No more claims are looked at for one that is told again.
pub(super) const LAST: usize = 64;

/// Words that leave a list open, or tell of overlapping parts.
pub(super) const OPEN: &[&str] = &[
    "including",
    "include",
    "includes",
    "largest",
    "main",
    "mainly",
    "notably",
    "major",
    "most",
    "top",
    "principal",
    "principally",
    "biggest",
    "some",
    "such",
    "example",
    "especially",
    "particularly",
    "mostly",
    "chiefly",
    "primarily",
    "least",
    "leading",
    "highest",
    "busiest",
    "common",
    "both",
    "also",
    "either",
    "multiple",
    "one or more",
    "e.g",
];

/// What a figure allows, and as much again to either side.
fn widened(said: &Said) -> Allowed {
    let range = said.figure.range.clone().with_fractions();
    let more = range.width().filter(|width| width.is_positive());
    let more = more.unwrap_or_else(|| said.figure.step.clone());
    // A share in words is loose enough as it is; nearly 40 is not 41.
    let more = match said.figure.hedge {
        Hedge::Between => more / Rat::whole(2),
        _ => more,
    };
    let over = match said.figure.hedge {
        Hedge::Nearly => Rat::zero(),
        _ => more.clone(),
    };
    let end = |end: &End, by: &Rat| match end.value() {
        Some(value) => End::Closed(value + by),
        None => End::Free,
    };
    Allowed {
        lo: end(&range.lo, &-more),
        hi: end(&range.hi, &over),
        whole: false,
    }
}

/// What a figure was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// Nothing yet.
    No,
    /// An earlier value.
    Earlier,
    /// By how much something changed.
    Change,
    /// A share or a rate that is read.
    Share,
}

/// What is known of a text while its claims are read.
pub(super) struct English<'a> {
    pub(super) text: &'a Text,
    pub(super) figures: &'a [Said],
    pub(super) tokens: Vec<Token>,
    /// Which way each token goes, where it is a word of change: looked up once, since
    /// every shape asks for it.
    pub(super) ways: Vec<Option<words::Way>>,
    /// The token of each figure.
    pub(super) places: Vec<usize>,
    /// What each figure was found to be.
    pub(super) taken: Vec<Taken>,
    pub(super) claims: Vec<Claim>,
}

impl English<'_> {
    /// Whether some words stand in a row in a sentence.
    pub(super) fn sentence_has(&self, figure: usize, words: &[&str]) -> bool {
        let sentence = self.text.sentences.get(self.figures[figure].sentence);
        let Some(sentence) = sentence else {
            return false;
        };
        let low = self.text.plain(sentence.clone()).to_lowercase();
        words.iter().any(|word| low.contains(word))
    }

    /// The tokens of a sentence.
    pub(super) fn tokens_of(&self, sentence: usize) -> Range<usize> {
        let start = self
            .tokens
            .partition_point(|token| token.sentence < sentence);
        let end = self
            .tokens
            .partition_point(|token| token.sentence <= sentence);
        start..end
    }

    /// The amounts before a figure in its sentence and some sentences before
    /// that, nearest first; no changes and no earlier values.
    pub(super) fn amounts_before(&self, figure: usize, sentences: usize) -> Vec<usize> {
        let own = self.figures[figure].sentence;
        let near = (0..figure)
            .rev()
            .take_while(|other| self.figures[*other].sentence + sentences >= own);
        let amount = |other: &usize| {
            let said = &self.figures[*other];
            let free = matches!(self.taken[*other], Taken::No | Taken::Share);
            said.is_amount() && !said.is_multiple() && free
        };
        near.filter(amount).take(MOST).collect()
    }

    /// The words that name what a figure counts: those behind it and before it
    /// that are no other figure's.
    pub(super) fn label(&self, figure: usize) -> Vec<String> {
        let place = self.places[figure];
        let sentence = self.tokens[place].sentence;
        let word = |token: &&Token| {
            token.sentence == sentence && matches!(token.kind, Kind::Word | Kind::Thing(_))
        };
        let behind = self.tokens[place + 1..].iter().take_while(word).take(6);
        let before = self.tokens[..place].iter().rev().take_while(word).take(10);
        let before: Vec<&Token> = before.collect();
        // What the figure before counts is not what this one does.
        let other = figure.checked_sub(1).filter(|other| {
            let near = self.places[*other] + before.len() + 1 == place;
            near && self.figures[*other].is_amount()
        });
        let others = other.map_or(0, |other| self.phrase_length(self.places[other] + 1));
        let own = before.len().saturating_sub(others);
        let words = behind.chain(before.into_iter().take(own));
        words.filter_map(words::name).collect()
    }

    /// How many words make up a noun phrase from a token on.
    pub(super) fn phrase_length(&self, at: usize) -> usize {
        let rest = self.tokens.get(at..).unwrap_or_default();
        let sentence = rest.first().map(|token| token.sentence);
        let phrase = rest.iter().take(6).take_while(|token| {
            token.kind == Kind::Word
                && Some(token.sentence) == sentence
                && (token.upper || !words::ends_noun(&token.word))
        });
        phrase.count()
    }

    /// The words of a noun phrase from a token on, in the singular.
    pub(super) fn noun_phrase(&self, at: usize) -> Vec<String> {
        let phrase = at..at + self.phrase_length(at);
        self.tokens[phrase].iter().filter_map(words::name).collect()
    }

    /// Whether two amounts may be set against each other.
    pub(super) fn alike(&self, one: usize, other: usize) -> bool {
        self.figures[one].adds_to(&self.figures[other])
    }

    /// Whether an exact reading holds.
    pub(super) fn holds(&self, kind: ClaimKind, reported: usize, operands: &[Operand]) -> bool {
        judge::holds(kind, &self.figures[reported], operands, self.figures) == Some(true)
    }

    /// Whether a claim that fails holds where what was said loosely is taken
    /// loosely: "nearly 39" of 38.3, "18 each" of 18.4.
    pub(super) fn is_loose(&self, kind: ClaimKind, reported: usize, operands: &[Operand]) -> bool {
        let all = operands
            .iter()
            .map(|operand| operand.figure)
            .chain([reported]);
        let hedged = |figure: usize| {
            matches!(
                self.figures[figure].figure.hedge,
                Hedge::About | Hedge::Nearly | Hedge::Between
            )
        };
        let mean = |figure: usize| kind == ClaimKind::Average && figure == reported;
        let loose: Vec<usize> = all
            .filter(|figure| hedged(*figure) || mean(*figure))
            .collect();
        if loose.is_empty() {
            return false;
        }
        let mut figures: Vec<Said> = Vec::new();
        let mut moved: Vec<Operand> = Vec::new();
        for figure in std::iter::once(reported).chain(operands.iter().map(|o| o.figure)) {
            let mut said = self.figures[figure].clone();
            if loose.contains(&figure) {
                said.figure.range = widened(&said);
            }
            figures.push(said);
        }
        for (at, operand) in operands.iter().enumerate() {
            moved.push(Operand {
                figure: at + 1,
                minus: operand.minus,
            });
        }
        judge::holds(kind, &figures[0], &moved, &figures) != Some(false)
    }

    /// Adds a claim of one reading.
    pub(super) fn claim(
        &mut self,
        kind: ClaimKind,
        pattern: &'static str,
        reported: usize,
        operands: &[Operand],
    ) {
        let stands = match judge::holds(kind, &self.figures[reported], operands, self.figures) {
            Some(true) => Stands::Holds,
            Some(false) if self.is_loose(kind, reported, operands) => Stands::Depends(Why::Unclear),
            Some(false) => Stands::Fails,
            None => Stands::Depends(Why::Unclear),
        };
        self.add(kind, pattern, reported, operands, stands);
    }

    /// Adds a claim of which is known what can be said.
    pub(super) fn add(
        &mut self,
        kind: ClaimKind,
        pattern: &'static str,
        reported: usize,
        operands: &[Operand],
        stands: Stands,
    ) {
        let known = self.claims.iter().rev().take(LAST).any(|claim| {
            claim.kind == kind && claim.reported == reported && claim.operands == operands
        });
        if !known {
            let claim = Claim::of((kind, pattern), reported, operands, stands, self.figures);
            self.claims.push(claim);
        }
    }

    pub(super) fn has_open_words(&self, sentence: usize) -> bool {
        let words = &self.tokens[self.tokens_of(sentence)];
        words
            .iter()
            .any(|token| OPEN.contains(&token.word.as_str()))
    }

    /// Whether a share says itself of what it is: `50% of the men`.
    pub(super) fn has_own_base(&self, share: usize) -> bool {
        let behind = self.places[share] + 1;
        let words: Vec<&str> = self.tokens[behind..]
            .iter()
            .take(3)
            .map(|token| token.word.as_str())
            .collect();
        let all =
            |word: &&str| matches!(*word, "total" | "all" | "these" | "them" | "which" | "whom");
        words.first() == Some(&"of") && !words.iter().any(all)
    }

    /// Whether a share is said to be of what others leave: of the rest, 25% (103). How
    /// much that is is printed nowhere.
    pub(super) fn is_of_the_rest(&self, share: usize) -> bool {
        let place = self.places[share];
        let sentence = self.tokens[place].sentence;
        let near = place.saturating_sub(8)..(place + 4).min(self.tokens.len());
        let near = self.tokens.get(near).unwrap_or_default();
        near.windows(3).any(|words| {
            let rest = matches!(
                [
                    words[0].word.as_str(),
                    words[1].word.as_str(),
                    words[2].word.as_str()
                ],
                ["of" | "among", "the", "rest" | "remainder" | "others"]
            );
            rest && words[2].sentence == sentence
        })
    }

    /// Whether the digits of a share are those that it should have, two of them
    /// changed about, or one wrong.
    pub(super) fn shares_digits(&self, share: usize, part: usize, whole: usize) -> bool {
        let (part, whole) = (&self.figures[part].figure, &self.figures[whole].figure);
        let positive = whole.nominal.is_positive();
        positive && is_slip(&self.figures[share], &(&part.nominal / &whole.nominal))
    }

    /// Whether a figure is at most another one.
    pub(super) fn is_part(&self, part: usize, whole: usize) -> bool {
        self.figures[part].figure.nominal <= self.figures[whole].figure.nominal
    }

    /// Whether a share is so near to what it should be that it is meant to be it.
    pub(super) fn is_near(&self, share: usize, part: usize, whole: usize) -> bool {
        let (part, whole) = (&self.figures[part].figure, &self.figures[whole].figure);
        if !whole.nominal.is_positive() {
            return false;
        }
        let miss = &part.nominal / &whole.nominal - &self.figures[share].figure.nominal;
        miss.abs() <= Rat::whole(1) / Rat::whole(100)
    }

    /// Whether the last of some parts is said to be all the rest.
    pub(super) fn names_rest(&self, parts: &[usize]) -> bool {
        let Some(last) = parts.last() else {
            return false;
        };
        let place = self.places[*last];
        let sentence = self.tokens[place].sentence;
        let before = parts
            .len()
            .checked_sub(2)
            .map(|at| self.places[parts[at]] + 1);
        let start = before.unwrap_or(place).max(place.saturating_sub(14));
        let near = self.tokens[start..].iter().take(place - start + 3);
        near.filter(|token| token.sentence == sentence)
            .any(|token| {
                matches!(
                    token.word.as_str(),
                    "remaining" | "other" | "others" | "rest" | "remainder" | "balance"
                )
            })
    }
}

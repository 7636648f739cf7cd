//! Shares whose base is named, not printed beside them: of what a noun counts, of
//! two amounts in brackets, of what the sentences before tell.

use super::rates::{OF_FIGURE, OF_NAMED};
use super::reader::English;
use super::shapes::{Found, Shape, Shapes, shapes};
use super::tokens::Kind;
use std::sync::LazyLock;

/// A rate and its two amounts in brackets.
static BRACKETED: Shapes = LazyLock::new(|| {
    shapes(&[
        "%p ( #a *3 ,|;|and #b *4 )",
        "%p *4 ( #a *3 ,|;|and|against|over #b *4 )",
    ])
});

/// A part of what a noun names, with its share.
static OF_NOUNS: Shapes = LazyLock::new(|| {
    shapes(&[
        "#a of the|these|those|all *1 @word ( %p",
        "#a of the|these|those|all *1 @word , or *2 %p",
    ])
});

static OF_NOUN: LazyLock<Shape> = LazyLock::new(|| Shape::new("#b *3 ( %p @word )"));

static IN_WORDS: LazyLock<Shape> = LazyLock::new(|| Shape::new("%p of the|all|our|these *1 @word"));

/// A share and what it is of.
static OF_STATED: LazyLock<Shape> = LazyLock::new(|| Shape::new("%p of *3 #b"));

/// A rate and what it is of.
static RATE_OF_STATED: Shapes = LazyLock::new(|| {
    shapes(&[
        "%p *2 rate|share|proportion of|from|on|among|for *3 #b",
        "%p *1 return|response|turnout|take-up|uptake|occupancy from|of|on|among *3 #b",
    ])
});

impl English<'_> {
    /// Reads the shares whose base is named.
    pub(super) fn named_shares(&mut self) {
        for at in 0..self.tokens.len() {
            self.share_of_noun(at);
            self.share_of_two(at);
            self.share_of_nouns(at);
        }
        for at in 0..self.tokens.len() {
            self.share_in_words(at);
            self.share_of_stated(at);
            self.rate_of_stated(at);
        }
    }

    /// `8,488 in all (4.0% women)`: of the amount before, the one that counts
    /// what the bracket names.
    fn share_of_noun(&mut self, at: usize) {
        let Some(found) = self.shape(at, &OF_NOUN) else {
            return;
        };
        let (Some(whole), Some(share)) = (found.get('b'), found.get('p')) else {
            return;
        };
        let noun = self.noun_phrase(found.tokens.end - 2);
        let parts = self.amounts_before(whole, 0);
        let parts: Vec<usize> = parts
            .into_iter()
            .filter(|part| !noun.is_empty() && self.noun_phrase(self.places[*part] + 1) == noun)
            .collect();
        if let [part] = parts.as_slice() {
            let near = self.is_near(share, *part, whole);
            self.share(OF_FIGURE, share, *part, whole, near);
        }
    }

    /// `a 44% response rate from the 2,400 invited`, whose part the sentence tells
    /// before.
    fn rate_of_stated(&mut self, at: usize) {
        if let Some(found) = self.any_shape(at, &RATE_OF_STATED) {
            self.share_of_part_before(&found);
        }
    }

    /// `63% of all 75,000 renewals`, whose part the sentence tells before.
    fn share_of_stated(&mut self, at: usize) {
        if let Some(found) = self.shape(at, &OF_STATED) {
            self.share_of_part_before(&found);
        }
    }

    /// A share and its whole, whose part is an amount before them.
    fn share_of_part_before(&mut self, found: &Found) {
        let (Some(share), Some(whole)) = (found.get('p'), found.get('b')) else {
            return;
        };
        for part in self.amounts_before(share, 0) {
            if part != whole && self.share(OF_FIGURE, share, part, whole, false) {
                return;
            }
        }
    }

    /// `106.4% (612 lodged, 640 finalised)`: of the one to the other.
    fn share_of_two(&mut self, at: usize) {
        let Some(found) = self.any_shape(at, &BRACKETED) else {
            return;
        };
        let (Some(one), Some(other), Some(share)) =
            (found.get('a'), found.get('b'), found.get('p'))
        else {
            return;
        };
        let larger = self.is_part(one, other) == self.is_more_than_all(share);
        let (part, whole) = if larger { (other, one) } else { (one, other) };
        let level = self.rate_way(share).is_none();
        if level {
            let near = self.is_near(share, part, whole) || self.shares_digits(share, part, whole);
            self.share(OF_FIGURE, share, part, whole, near);
        }
    }

    /// `4,102 of the challenges (45.1%)`, where so many were challenged.
    fn share_of_nouns(&mut self, at: usize) {
        let Some(found) = self.any_shape(at, &OF_NOUNS) else {
            return;
        };
        let (Some(part), Some(share)) = (found.get('a'), found.get('p')) else {
            return;
        };
        let noun = (found.tokens.start..found.tokens.end).rev().find(|at| {
            let next = self.tokens.get(at + 1).map(|token| token.word.as_str());
            let sign = matches!(next, Some("(" | ","));
            self.tokens[*at].kind == Kind::Word && sign
        });
        let Some(noun) = noun.and_then(|at| super::words::name(&self.tokens[at])) else {
            return;
        };
        let stem = |word: &str| word.get(..6).unwrap_or(word).to_owned();
        let wanted = stem(&noun);
        let bases: Vec<usize> = self
            .amounts_before(part, 1)
            .into_iter()
            .filter(|base| self.alike(*base, part) && self.is_part(part, *base))
            .filter(|base| self.words_behind(*base).any(|word| stem(&word) == wanted))
            .collect();
        let sure = bases.len() == 1 && wanted.len() > 4;
        for base in bases {
            if self.share(OF_NAMED, share, part, base, sure) {
                return;
            }
        }
    }

    /// The words behind an amount up to the next one, what stands in brackets
    /// aside.
    fn words_behind(&self, figure: usize) -> impl Iterator<Item = String> {
        let place = self.places[figure];
        let sentence = self.tokens[place].sentence;
        let rest = self.tokens[place + 1..].iter().take(10);
        let amount = |kind: Kind| match kind {
            Kind::Figure(other) => self.figures[other].is_amount(),
            _ => false,
        };
        rest.take_while(move |token| token.sentence == sentence && !amount(token.kind))
            .filter(|token| token.kind == Kind::Word)
            .filter_map(super::words::name)
    }

    /// `Three quarters of the indicators`, whose part and base the sentences
    /// before tell.
    fn share_in_words(&mut self, at: usize) {
        let Some(found) = self.shape(at, &IN_WORDS) else {
            return;
        };
        let Some(share) = found.get('p').filter(|share| self.is_in_words(*share)) else {
            return;
        };
        let named = self.noun_phrase(found.tokens.end - 1);
        let bases = self.named(&named, share);
        let [base] = bases.as_slice() else {
            return;
        };
        for part in self.amounts_before(share, 2) {
            if part != *base && self.share(OF_NAMED, share, part, *base, false) {
                return;
            }
        }
    }
}

//! Shares of a sentence that make up a whole: `54% women and 46% men`.

use super::reader::{English, Taken};
use super::sums::Closed;
use super::tokens::Kind;
use crate::claim::claimed::{ClaimKind, Operand, Stands};
use crate::figure::{Hedge, Rat};
use num_traits::{One, Zero};
use std::ops::Range;

/// `54% women and 46% men`.
const SHARES: &str = "parts-shares";
/// `Of 200, 120 (60%) … and 80 (40%)`: 120 and 80 are 200.
const SHARES_OF: &str = "parts-by-shares";
/// So many bases are told at once.
const NEAR: usize = 6;
/// So many parts a base has at most.
const MOST: usize = 12;

impl English<'_> {
    /// Shares of a sentence that make up a whole.
    pub(super) fn shares_of_sentence(&mut self, sentence: usize) {
        let tokens = self.tokens_of(sentence);
        if self.shares_of(sentence, tokens.clone(), true) {
            return;
        }
        // Those of each clause, where they make it up.
        let ends = |at: &usize| self.tokens[*at].word == ";";
        let mut cuts: Vec<usize> = tokens.clone().filter(ends).collect();
        cuts.push(tokens.end);
        let mut start = tokens.start;
        for cut in cuts {
            self.shares_of(sentence, start..cut, false);
            start = cut;
        }
    }

    /// Shares of some tokens of a sentence that make up a whole, or must; says
    /// whether they do.
    fn shares_of(&mut self, sentence: usize, tokens: Range<usize>, may_fail: bool) -> bool {
        let shares: Vec<usize> = self.tokens[tokens]
            .iter()
            .filter_map(|token| match token.kind {
                Kind::Figure(figure) => Some(figure),
                _ => None,
            })
            .filter(|figure| {
                self.figures[*figure].is_percent() && self.taken[*figure] != Taken::Change
            })
            .filter(|figure| !self.is_compared(*figure))
            .collect();
        let hedged = shares
            .iter()
            .any(|share| self.figures[*share].figure.hedge != Hedge::None);
        if shares.len() < 2 || hedged {
            return false;
        }
        let operands = Operand::all(&shares);
        if self.holds(ClaimKind::Shares, shares[0], &operands) {
            self.add(
                ClaimKind::Shares,
                SHARES,
                shares[0],
                &operands,
                Stands::Holds,
            );
            return true;
        }
        let total = operands.iter().fold(Rat::zero(), |total, operand| {
            total + self.figures[operand.figure].figure.nominal.clone()
        });
        let near = (&total - Rat::one()).abs() <= Rat::whole(3) / Rat::whole(100);
        let rest = self.names_rest(&shares) && shares.len() > 2 && !self.has_open_words(sentence);
        let fails = may_fail && near && (rest || self.are_of_all_parts(&shares));
        if fails {
            self.add(
                ClaimKind::Shares,
                SHARES,
                shares[0],
                &operands,
                Stands::Fails,
            );
        }
        fails
    }

    /// Whether a figure is one that another is compared with.
    fn is_compared(&self, figure: usize) -> bool {
        let place = self.places[figure];
        // 2021: 74% is of then, people: 74% is what they are.
        let then = self.before(place, &[":"])
            && place >= 2
            && !matches!(self.tokens[place - 2].kind, Kind::Word);
        then || ["from", "to", "with", "against", "than", "versus"]
            .iter()
            .any(|word| self.before(place, &[word]))
    }

    /// Whether shares are those of amounts that make up their one base.
    fn are_of_all_parts(&self, shares: &[usize]) -> bool {
        let ratio = |share: &usize| {
            let claim = self
                .claims
                .iter()
                .find(|claim| claim.kind == ClaimKind::Ratio && claim.reported == *share)?;
            let [part, whole] = claim.operands.as_slice() else {
                return None;
            };
            Some((part.figure, whole.figure))
        };
        let ratios: Option<Vec<(usize, usize)>> = shares.iter().map(ratio).collect();
        let Some(ratios) = ratios else {
            return false;
        };
        let Some((_, whole)) = ratios.first().copied() else {
            return false;
        };
        let one = ratios.iter().all(|(_, base)| *base == whole);
        let operands: Vec<Operand> = ratios.iter().map(|(part, _)| (*part).into()).collect();
        one && self.holds(ClaimKind::Sum, whole, &operands)
    }

    /// The amounts whose shares of one base were read: where they make it up, or
    /// where their shares make up a whole, so that they should.
    pub(super) fn parts_of_shares(&mut self) {
        let mut bases: Vec<(usize, Vec<(usize, usize)>)> = Vec::new();
        for claim in &self.claims {
            let (ClaimKind::Ratio, [part, base]) = (claim.kind, claim.operands.as_slice()) else {
                continue;
            };
            let near = |known: &&mut (usize, Vec<(usize, usize)>)| known.0 == base.figure;
            let share = (part.figure, claim.reported);
            match bases.iter_mut().rev().take(NEAR).find(near) {
                Some((_, shares)) => shares.push(share),
                None => bases.push((base.figure, vec![share])),
            }
        }
        for (base, mut shares) in bases {
            shares.sort_unstable();
            shares.dedup_by_key(|(part, _)| *part);
            if shares.len() < 2 || shares.len() > MOST {
                continue;
            }
            let parts: Vec<usize> = shares.iter().map(|(part, _)| *part).collect();
            let whole: Vec<Operand> = shares.iter().map(|(_, share)| (*share).into()).collect();
            let all = self.holds(ClaimKind::Shares, shares[0].1, &whole);
            let closed = if all { Closed::Likely } else { Closed::Perhaps };
            self.sum(SHARES_OF, base, &parts, closed);
        }
    }
}

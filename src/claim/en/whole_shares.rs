//! Shares of a sentence that make up a whole: `54% women and 46% men`.

use super::reader::{English, Taken};
use super::tokens::Kind;
use crate::claim::claimed::{ClaimKind, Operand, Stands};
use crate::figure::{Hedge, Rat};
use num_traits::{One, Zero};

/// `54% women and 46% men`.
const SHARES: &str = "parts-shares";

impl English<'_> {
    /// Shares of a sentence that make up a whole.
    pub(super) fn shares_of_sentence(&mut self, sentence: usize) {
        let tokens = self.tokens_of(sentence);
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
            return;
        }
        let operands: Vec<Operand> = shares.iter().map(|share| Operand::from(*share)).collect();
        if self.holds(ClaimKind::Shares, shares[0], &operands) {
            self.add(
                ClaimKind::Shares,
                SHARES,
                shares[0],
                &operands,
                Stands::Holds,
            );
            return;
        }
        let total = operands.iter().fold(Rat::zero(), |total, operand| {
            total + self.figures[operand.figure].figure.nominal.clone()
        });
        let near = (&total - Rat::one()).abs() <= Rat::whole(3) / Rat::whole(100);
        let rest = self.names_rest(&shares) && shares.len() > 2 && !self.has_open_words(sentence);
        if near && (rest || self.are_of_all_parts(&shares)) {
            self.add(
                ClaimKind::Shares,
                SHARES,
                shares[0],
                &operands,
                Stands::Fails,
            );
        }
    }

    /// Whether a figure is one that another is compared with.
    fn is_compared(&self, figure: usize) -> bool {
        let place = self.places[figure];
        ["from", "to", "with", "against", "than", "versus", ":"]
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
}

//! Shares in a row, each of the amount at its place: `52 were not upheld, 28 were
//! partially upheld and 16 were upheld, i.e. 54%, 29% and 17%`.

use super::reader::{English, Taken};
use crate::claim::claimed::{ClaimKind, Operand};

/// `A, B and C of W, i.e. P%, Q% and R%`.
const IN_TURN: &str = "shares-in-turn";
/// Amounts before a row of shares among which its own and their whole are looked for.
const NEAR: usize = 12;

impl English<'_> {
    /// Reads the shares that stand in a row behind the row of their amounts: where all
    /// hold of one whole, or all but one that a wrong digit explains.
    pub(super) fn shares_in_turn(&mut self) {
        let mut at = 0;
        while at < self.figures.len() {
            let row = self.row_of_shares(at);
            at = row.last().map_or(at, |last| *last) + 1;
            if row.len() > 1 {
                self.shares_of_row(&row);
            }
        }
    }

    /// The percentages of a row that begins with a figure.
    fn row_of_shares(&self, first: usize) -> Vec<usize> {
        let share = |figure: usize| {
            let said = &self.figures[figure];
            said.is_percent() && !said.is_points() && self.taken[figure] == Taken::No
        };
        let rest = (first..self.figures.len()).take_while(|figure| {
            share(*figure) && (*figure == first || self.is_joined_to_last(*figure))
        });
        rest.collect()
    }

    /// Whether only a comma or `and` stands between a figure and the one before it.
    fn is_joined_to_last(&self, figure: usize) -> bool {
        let (from, to) = (self.places[figure - 1] + 1, self.places[figure]);
        let between = self.tokens.get(from..to).unwrap_or_default();
        let joins = |word: &str| matches!(word, "," | "and");
        !between.is_empty()
            && between.len() <= 2
            && between.iter().all(|token| joins(token.word.as_str()))
    }

    fn shares_of_row(&mut self, row: &[usize]) {
        let Some(first) = row.first().copied() else {
            return;
        };
        let place = self.places[first];
        let said = self.tokens.get(place.saturating_sub(2)..place);
        let leads = said.unwrap_or_default().iter().any(|token| {
            matches!(
                token.word.as_str(),
                "i.e" | "ie" | "or" | "(" | "representing" | "being" | "namely"
            )
        });
        let behind = self.tokens.iter().skip(self.places[row[row.len() - 1]] + 1);
        let respectively = behind.take(8).any(|token| token.word == "respectively");
        let sentence = self.figures[first].sentence;
        let before = self.amounts_before(first, 0).into_iter().take(NEAR);
        let mut amounts: Vec<usize> = before
            .filter(|other| self.figures[*other].sentence == sentence)
            .collect();
        amounts.reverse();
        if !(leads || respectively) || amounts.len() <= row.len() {
            return;
        }
        for start in 0..=amounts.len() - row.len() {
            let parts = &amounts[start..start + row.len()];
            let wholes = amounts
                .iter()
                .copied()
                .filter(|whole| !parts.contains(whole));
            let found = wholes
                .into_iter()
                .find(|whole| self.are_of(row, parts, *whole));
            if let Some(whole) = found {
                return self.claim_row(row, parts, whole);
            }
        }
    }

    /// Whether all shares of a row hold of the amounts at their places, or all but one
    /// that has a wrong digit; of two both must.
    fn are_of(&self, row: &[usize], parts: &[usize], whole: usize) -> bool {
        let pairs = || row.iter().zip(parts);
        let alike = parts
            .iter()
            .all(|part| self.alike(*part, whole) && self.is_part(*part, whole));
        let holds = |(share, part): &(&usize, &usize)| {
            let operands = [Operand::from(**part), Operand::from(whole)];
            self.holds(ClaimKind::Ratio, **share, &operands)
        };
        let failing: Vec<(&usize, &usize)> = pairs().filter(|pair| !holds(pair)).collect();
        alike
            && match failing.as_slice() {
                [] => true,
                [(share, part)] => row.len() > 2 && self.shares_digits(**share, **part, whole),
                _ => false,
            }
    }

    fn claim_row(&mut self, row: &[usize], parts: &[usize], whole: usize) {
        for (share, part) in row.iter().zip(parts) {
            let operands = [Operand::from(*part), Operand::from(whole)];
            self.claim(ClaimKind::Ratio, IN_TURN, *share, &operands);
            self.taken[*share] = Taken::Share;
        }
    }
}

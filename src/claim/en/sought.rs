//! What words leave open and the figures settle: a share, a change or a total
//! whose sentence says that it is one, with the figures beside it that make it
//! up exactly. Only what holds is claimed.

use super::reader::{English, LAST, Taken};
use super::words::{NO_RATE, is_change_word, is_levelled};
use crate::claim::claimed::{ClaimKind, Operand, SHARE_OF_WHOLE, Stands};
use crate::figure::{Hedge, Rat};
use num_traits::{One, Zero};

/// A change between figures that stand near.
const CHANGE: &str = "change-from";
/// The same, by the amount of the change.
const BY: &str = "change-by";
/// Figures in a row that make up one that stands before or behind them.
const SUM: &str = "parts-listed";
/// Shares in a row that make up a whole.
const SHARES: &str = "parts-shares";

/// So many amounts are looked at around a figure.
const NEAR: usize = 8;
/// So many parts a total has at most.
const PARTS: usize = 9;
/// Totals of fewer steps may come out by chance.
const STEPS: i64 = 100;

impl English<'_> {
    /// Seeks what is left.
    pub(super) fn sought(&mut self) {
        for figure in 0..self.figures.len() {
            let said = &self.figures[figure];
            let plain = said.figure.hedge == Hedge::None;
            let about = said.figure.hedge == Hedge::About;
            let told = plain || about || self.is_in_words(figure);
            if said.is_percent() && told && self.taken[figure] == Taken::No {
                self.sought_rate(figure);
            } else if said.is_amount() && (plain || about) && !said.is_multiple() {
                self.sought_total(figure);
            }
        }
        self.sought_shares();
    }

    /// The amounts around a figure, of its sentence and the one before, nearest
    /// first.
    fn around(&self, figure: usize) -> Vec<usize> {
        let sentence = self.figures[figure].sentence;
        let fits = |other: &usize| {
            let said = &self.figures[*other];
            let plain = said.figure.hedge == Hedge::None && said.figure.nominal.is_positive();
            said.is_amount() && !said.is_multiple() && plain
        };
        let before = (0..figure)
            .rev()
            .take_while(|other| self.figures[*other].sentence + 1 >= sentence)
            .take(2 * NEAR);
        let behind = (figure + 1..self.figures.len())
            .take_while(|other| self.figures[*other].sentence == sentence)
            .take(NEAR);
        let mut near: Vec<usize> = before.chain(behind).filter(fits).collect();
        near.sort_by_key(|other| self.places[*other].abs_diff(self.places[figure]));
        near.truncate(NEAR);
        near
    }

    /// A rate with figures near it that make it up exactly; says whether there
    /// are some.
    pub(super) fn sought_rate(&mut self, rate: usize) -> bool {
        let place = self.places[rate];
        let words = &self.tokens[place.saturating_sub(6)..place];
        if words
            .iter()
            .any(|token| NO_RATE.contains(&token.word.as_str()))
            || self.is_of_the_rest(rate)
        {
            return false;
        }
        let near = self.around(rate);
        let print = &self.figures[rate].figure;
        // 86% is met by chance more often than 86.4%.
        let rough = print.step >= Rat::whole(1) / Rat::whole(100) || self.is_in_words(rate);
        let changes = self.tells_change(rate);
        let sentence = self.figures[rate].sentence;
        let beside = |first: &usize| !rough || self.figures[*first].sentence == sentence;
        let firsts = near
            .iter()
            .copied()
            .filter(beside)
            .take(if rough { 2 } else { NEAR });
        let firsts: Vec<usize> = firsts.collect();
        let kinds: &[(ClaimKind, &'static str)] = match changes {
            true => &[
                (ClaimKind::Growth, CHANGE),
                (ClaimKind::Decline, CHANGE),
                (ClaimKind::GrowthBy, BY),
                (ClaimKind::DeclineBy, BY),
            ],
            false => &[(ClaimKind::Ratio, SHARE_OF_WHOLE)],
        };
        for (kind, pattern) in kinds {
            for first in &firsts {
                for second in &near {
                    let operands = [(*first).into(), (*second).into()];
                    let told = changes || !rough || self.is_told_of(rate, *first);
                    if first != second
                        && told
                        && self.alike(*first, *second)
                        && self.is_sound(*kind, *first, *second)
                        && self.holds(*kind, rate, &operands)
                    {
                        self.add(*kind, pattern, rate, &operands, Stands::Holds);
                        self.taken[rate] = match changes {
                            true => Taken::Change,
                            false => Taken::Share,
                        };
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Whether nothing that begins another statement parts a share from an amount: 61%
    /// were married and 1,220 lived in towns tells of two things.
    fn is_told_of(&self, share: usize, part: usize) -> bool {
        const PARTS: &[&str] = &[
            "and", ";", "while", "whereas", "but", "although", "with", "though", "also",
        ];
        // 3,780 women and 1,620 men, i.e. 70% and 30%
        let sentence = self.tokens_of(self.figures[share].sentence);
        let in_turn = self.tokens[sentence]
            .iter()
            .any(|token| matches!(token.word.as_str(), "respectively" | "i.e"));
        if in_turn {
            return true;
        }
        let (one, other) = (self.places[share], self.places[part]);
        let between = self.tokens.get(one.min(other) + 1..one.max(other));
        !between
            .unwrap_or_default()
            .iter()
            .any(|token| PARTS.contains(&token.word.as_str()))
    }

    /// Whether a figure is told in words: a quarter.
    pub(super) fn is_in_words(&self, figure: usize) -> bool {
        let print = self.text.plain(self.figures[figure].number.clone());
        !print.contains(|c: char| c.is_ascii_digit())
    }

    /// Whether a relation of this kind makes sense between two amounts.
    fn is_sound(&self, kind: ClaimKind, first: usize, second: usize) -> bool {
        let (one, other) = (&self.figures[first].figure, &self.figures[second].figure);
        let changed = |figure: usize| self.taken[figure] == Taken::Change;
        let enough = other.nominal >= Rat::whole(2);
        enough
            && match kind {
                ClaimKind::Ratio => {
                    one.nominal < other.nominal && !changed(first) && !changed(second)
                }
                ClaimKind::Growth => one.nominal > other.nominal && !changed(first),
                ClaimKind::Decline => one.nominal < other.nominal && !changed(first),
                // The amount of the change is said to be one.
                _ => one.nominal > other.nominal && changed(second) && !changed(first),
            }
    }

    /// Whether the words around a percentage tell of a change.
    fn tells_change(&self, rate: usize) -> bool {
        let place = self.places[rate];
        let sentence = self.tokens[place].sentence;
        let word = |at: usize| {
            let token = &self.tokens[at];
            token.sentence == sentence && is_change_word(&token.word)
        };
        let signed = place > 0 && matches!(self.tokens[place - 1].word.as_str(), "+" | "-");
        let before = (place.saturating_sub(6)..place).rev();
        let end = (place + 4).min(self.tokens.len());
        let level = (place.saturating_sub(3)..place).any(|at| is_levelled(&self.tokens[at].word));
        let stops = |at: &usize| !matches!(self.tokens[*at].word.as_str(), ";" | ".");
        let told =
            before.take_while(stops).any(word) || (place + 1..end).take_while(stops).any(word);
        !level && (told || signed || self.figures[rate].figure.nominal.is_negative())
    }

    /// A total, and the amounts in a row behind it or before it that make it up.
    fn sought_total(&mut self, whole: usize) {
        let told = self.claims.iter().rev().take(LAST).any(|claim| {
            let sum = matches!(claim.kind, ClaimKind::Sum | ClaimKind::Balance);
            sum && claim.reported == whole
        });
        let steps = self.figures[whole].steps();
        if told || steps < Rat::whole(STEPS) || self.taken[whole] == Taken::Change {
            return;
        }
        let sentence = self.figures[whole].sentence;
        let fits = |other: &usize| {
            let said = &self.figures[*other];
            said.is_amount()
                && !said.is_multiple()
                && said.figure.hedge == Hedge::None
                && matches!(self.taken[*other], Taken::No | Taken::Share)
                && self.alike(whole, *other)
        };
        let behind: Vec<usize> = (whole + 1..self.figures.len())
            .take_while(|other| self.figures[*other].sentence <= sentence + 2)
            .take(3 * PARTS)
            .filter(fits)
            .take(PARTS + 3)
            .collect();
        let before: Vec<usize> = (0..whole)
            .rev()
            .take_while(|other| self.figures[*other].sentence + 1 >= sentence)
            .take(3 * PARTS)
            .filter(fits)
            .take(PARTS)
            .collect();
        for from in 0..behind.len().min(4) {
            if self.sums_up(whole, &behind[from..]) {
                return;
            }
        }
        self.sums_up(whole, &before);
    }

    /// Claims the first amounts of a row that make up a total, where some do.
    fn sums_up(&mut self, whole: usize, row: &[usize]) -> bool {
        let total = &self.figures[whole].figure.nominal;
        let mut sum = Rat::zero();
        for (count, part) in row.iter().enumerate().take(PARTS) {
            sum += self.figures[*part].figure.nominal.clone();
            if sum > *total {
                return false;
            }
            if sum == *total && count > 0 {
                let mut operands: Vec<Operand> =
                    row[..=count].iter().map(|part| (*part).into()).collect();
                operands.sort();
                let same = |claim: &super::Claim| {
                    let set = matches!(claim.kind, ClaimKind::Sum | ClaimKind::Difference);
                    set && claim.operands.len() == operands.len()
                        && claim
                            .figures()
                            .all(|figure| figure == whole || operands.contains(&figure.into()))
                };
                if !self.claims.iter().rev().take(LAST).any(same) {
                    self.add(ClaimKind::Sum, SUM, whole, &operands, Stands::Holds);
                }
                return true;
            }
        }
        false
    }

    /// Shares in a row, of two sentences at most, that make up a whole.
    fn sought_shares(&mut self) {
        let shares: Vec<usize> = (0..self.figures.len())
            .filter(|figure| {
                let said = &self.figures[*figure];
                let plain = said.figure.hedge == Hedge::None;
                said.is_percent() && plain && self.taken[*figure] != Taken::Change
            })
            .collect();
        let told: Vec<usize> = self
            .claims
            .iter()
            .filter(|claim| claim.kind == ClaimKind::Shares)
            .flat_map(|claim| claim.operands.iter().map(|operand| operand.figure))
            .collect();
        let mut from = 0;
        while from < shares.len() {
            let first = self.figures[shares[from]].sentence;
            let mut sum = Rat::zero();
            let mut found = None;
            for (count, share) in shares[from..].iter().enumerate().take(PARTS) {
                if self.figures[*share].sentence > first + 1 || told.contains(share) {
                    break;
                }
                sum += self.figures[*share].figure.nominal.clone();
                if sum == Rat::one() && count > 1 {
                    found = Some(count + 1);
                }
                if sum >= Rat::one() {
                    break;
                }
            }
            if let Some(count) = found {
                let row = &shares[from..from + count];
                let operands: Vec<Operand> = row.iter().map(|share| (*share).into()).collect();
                self.add(ClaimKind::Shares, SHARES, row[0], &operands, Stands::Holds);
                from += count;
            } else {
                from += 1;
            }
        }
    }
}

//! Changes, differences and divisions that English sentences tell in an order of
//! their own: told only where one reading alone holds (`held`).

use super::reader::English;
use super::roles::Role;
use super::told::{NEAR, Told};
use super::words::{Way, is_rise, is_rose};
use crate::claim::claimed::{ClaimKind, Operand};
use crate::claim::evidence::only_pair;
use crate::claim::said::around;
use crate::figure::Rat;

/// A change against a value of its sentence or the one before.
const FROM: &str = "change-from";
/// `£38,000 short of the £410,000 of last year, at £372,000`.
const DIFFERENCE: &str = "difference";
/// `Of 48 representatives, 30 were men and 18 women`.
const OF_WHICH: &str = "parts-of-which";
/// A figure with fewer steps is met by chance.
const STEPS: i64 = 10;
const WHOLES: i64 = 30;
/// Words that tell of a change and are no verb for one.
const CHANGES: &[&str] = &[
    "growth", "return", "up", "down", "more", "fewer", "less", "higher", "lower", "short", "minus",
    "plus", "above", "below", "gap",
];

impl English<'_> {
    /// Values of a sentence and the one before it, the nearest to a figure first.
    fn values_around(&self, figure: usize) -> Vec<usize> {
        let near = around(self.figures, figure, 1).into_iter();
        let near = near.filter(|other| self.is_value(*other));
        near.take(4).collect()
    }

    fn says_change(&self, figure: usize) -> bool {
        let tokens = &self.tokens[self.tokens_of(self.figures[figure].sentence)];
        tokens.iter().any(|token| {
            let word = token.word.as_str();
            CHANGES.contains(&word) || is_rise(word) || is_rose(word)
        })
    }

    fn has_steps(&self, figure: usize, steps: i64) -> bool {
        self.figures[figure].steps().abs() >= Rat::whole(steps)
    }

    /// A rate of change of the only two values around it that it holds of.
    pub(super) fn held_rate(&mut self, rate: usize, told: &mut Told) {
        let known = told.changes.contains(&rate)
            || told.settled.contains(&rate)
            || self
                .claims
                .iter()
                .any(|claim| claim.reported == rate && claim.operands.len() == 2);
        if known || !self.has_steps(rate, STEPS) || !self.says_change(rate) {
            return;
        }
        let near = self.values_around(rate);
        for kind in [ClaimKind::Growth, ClaimKind::Decline] {
            let pair = only_pair(&near, |now, earlier| {
                let operands = [now.into(), earlier.into()];
                self.alike(now, earlier) && self.holds(kind, rate, &operands)
            });
            if let Some(pair) = pair {
                told.settled.insert(rate);
                let operands = pair.map(Operand::from);
                self.claim(kind, FROM, rate, &operands);
                return;
            }
        }
    }

    /// An amount of a change between the only two values around it that differ so.
    pub(super) fn held_apart(&mut self, by: usize, told: &Told) {
        let changed = matches!(self.role(by), Role::By(Way::Up | Way::Down));
        let known = told.differences.contains(&by)
            || self
                .claims
                .iter()
                .any(|claim| claim.kind == ClaimKind::Difference && claim.reported == by);
        if !changed || known || !self.has_steps(by, STEPS) {
            return;
        }
        let near = self.values_around(by);
        let pair = only_pair(&near, |high, low| {
            let operands = [high.into(), low.into()];
            self.alike(high, by)
                && self.alike(low, by)
                && self.holds(ClaimKind::Difference, by, &operands)
        });
        if let Some(pair) = pair {
            let operands = pair.map(Operand::from);
            self.claim(ClaimKind::Difference, DIFFERENCE, by, &operands);
        }
    }

    /// `Of 48 representatives, 30 were men and 18 were women`: what follows in its
    /// sentence and makes up a whole.
    pub(super) fn held_of(&mut self, whole: usize, told: &Told) {
        let place = self.places[whole];
        let said = &self.figures[whole];
        let of = place.checked_sub(1).is_some_and(|before| {
            let the = matches!(self.tokens[before].word.as_str(), "the" | "these" | "our");
            let at = before.saturating_sub(usize::from(the));
            self.tokens[at].word == "of" && self.tokens[at].sentence == said.sentence
        });
        if !of || !self.has_steps(whole, WHOLES) {
            return;
        }
        let parts: Vec<usize> = (whole + 1..self.figures.len())
            .take_while(|other| self.figures[*other].sentence == said.sentence)
            .filter(|other| self.is_value(*other) && self.figures[*other].depth == said.depth)
            .filter(|other| self.alike(*other, whole))
            .take(NEAR)
            .collect();
        for length in 2..=parts.len() {
            let run = &parts[..length];
            let known = run.iter().any(|part| told.parts.contains(&(whole, *part)));
            let operands = Operand::all(run);
            if !known && self.holds(ClaimKind::Sum, whole, &operands) {
                self.claim(ClaimKind::Sum, OF_WHICH, whole, &operands);
                return;
            }
        }
    }
}

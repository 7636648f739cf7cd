//! Totals and averages that English sentences tell without a shape of its own,
//! in sentences behind one another: told only where they hold (`held`).

use super::reader::English;
use super::roles::Role;
use super::told::{NEAR, Told};
use crate::claim::claimed::{ClaimKind, Operand};
use crate::claim::evidence::only_pair;
use crate::figure::Rat;

/// So much for each of something.
const AVERAGE: &str = "average";
/// Parts in sentences behind their whole.
const ACROSS: &str = "parts-across";
/// Sentences behind a whole in which its parts are looked for.
const SENTENCES: usize = 3;
/// Parts of one whole at most.
const PARTS: usize = 5;
/// A whole with fewer steps than this may be made up by chance.
const STEPS: i64 = 1000;

impl English<'_> {
    /// Values in a row in the sentences behind a whole that make it up.
    pub(super) fn held_parts(&mut self, whole: usize, told: &Told) {
        let said = &self.figures[whole];
        let steps = said.steps();
        if steps < Rat::whole(STEPS) || matches!(self.role(whole), Role::By(_)) {
            return;
        }
        let behind: Vec<usize> = (whole + 1..self.figures.len())
            .take_while(|other| self.figures[*other].sentence <= said.sentence + SENTENCES)
            .filter(|other| {
                let level = !matches!(self.role(*other), Role::By(_) | Role::Earlier);
                level
                    && self.is_value(*other)
                    && self.alike(*other, whole)
                    && self.figures[*other].depth == said.depth
            })
            .take(NEAR)
            .collect();
        for start in 0..behind.len().min(NEAR) {
            for length in (2..=PARTS).rev() {
                let Some(parts) = behind.get(start..start + length) else {
                    continue;
                };
                let smaller = parts
                    .iter()
                    .all(|part| self.is_part(*part, whole) && !self.is_part(whole, *part));
                let operands = Operand::all(parts);
                if smaller
                    && self.holds(ClaimKind::Sum, whole, &operands)
                    && !parts
                        .iter()
                        .any(|part| told.parts.contains(&(whole, *part)))
                {
                    self.claim(ClaimKind::Sum, ACROSS, whole, &operands);
                    return;
                }
            }
        }
    }

    /// `diesel 204, hybrid 58 and electric 36 … hybrid and electric together, 94`:
    /// a total behind its parts.
    pub(super) fn held_total(&mut self, whole: usize, told: &Told) {
        const TOTALS: &[&str] = &[
            "together",
            "combined",
            "altogether",
            "total",
            "totalled",
            "all",
        ];
        let said = &self.figures[whole];
        let place = self.places[whole];
        let steps = said.steps();
        let near = self.tokens.iter().take(place + 4);
        let near = near
            .skip(place.saturating_sub(4))
            .filter(|token| token.sentence == said.sentence);
        let mut words = near.map(|token| token.word.as_str());
        if steps < Rat::whole(30) || !words.any(|word| TOTALS.contains(&word)) {
            return;
        }
        // What has many steps is made up by no chance.
        let reach = if steps >= Rat::whole(STEPS) {
            SENTENCES
        } else {
            1
        };
        let before: Vec<usize> = (0..whole)
            .rev()
            .take_while(|other| self.figures[*other].sentence + reach >= said.sentence)
            .filter(|other| {
                let level = !matches!(self.role(*other), Role::By(_) | Role::Earlier);
                level && self.is_value(*other) && self.alike(*other, whole)
            })
            .take(PARTS + 1)
            .collect();
        for start in 0..before.len() {
            for length in 2..=PARTS {
                let Some(parts) = before.get(start..start + length) else {
                    continue;
                };
                let operands: Vec<Operand> = parts
                    .iter()
                    .rev()
                    .map(|part| Operand::from(*part))
                    .collect();
                let new = !parts
                    .iter()
                    .any(|part| told.parts.contains(&(whole, *part)));
                if new && self.holds(ClaimKind::Sum, whole, &operands) {
                    self.claim(ClaimKind::Sum, ACROSS, whole, &operands);
                    return;
                }
            }
        }
    }

    /// `each of the 45 centres served 620 people, 27,900 in all`.
    pub(super) fn held_average(&mut self, mean: usize, told: &Told) {
        const WORDS: &[&str] = &[
            "average",
            "averaged",
            "averaging",
            "each",
            "mean",
            "per",
            "apiece",
        ];
        let said = &self.figures[mean];
        let steps = said.steps();
        let place = self.places[mean];
        let near = self.tokens.iter().take(place + 5);
        let near = near
            .skip(place.saturating_sub(8))
            .filter(|token| token.sentence == said.sentence);
        let mut words = near.map(|token| token.word.as_str());
        if told.averages.contains(&mean)
            || steps < Rat::whole(20)
            || !words.any(|word| WORDS.contains(&word))
        {
            return;
        }
        let near: Vec<usize> = (mean.saturating_sub(4)..self.figures.len().min(mean + 4))
            .filter(|other| {
                let own = self.figures[*other].sentence;
                let near = own == said.sentence || own + 1 == said.sentence;
                near && *other != mean && self.is_value(*other)
            })
            .collect();
        let pair = only_pair(&near, |total, number| {
            let larger = self.is_part(mean, total) && self.alike(total, mean);
            larger && self.holds(ClaimKind::Average, mean, &[total.into(), number.into()])
        });
        if let Some([total, number]) = pair {
            let operands = [total.into(), number.into()];
            self.claim(ClaimKind::Average, AVERAGE, mean, &operands);
        }
    }
}

//! Changes whose earlier value stands in a sentence of its own time
//! (`比2014年上升42.6%。2014年，受理11210件`), and what two values leave that are
//! told right before it (`由5.23万人减少到0.12万人，累计脱贫5.11万人`). Told only
//! where they hold, so that nothing here is ever a finding.

use super::names::common;
use super::reader::{Chinese, Role};
use super::words::{Way, is_earlier};
use crate::claim::claimed::{ClaimKind, Operand};
use crate::figure::Rat;

/// A change against a value of another sentence.
const FROM: &str = "change-from";
/// Sentences to each side in which an earlier value is looked for.
const SENTENCES: usize = 3;
/// Figures to each side that are looked at.
const FIGURES: usize = 24;
/// A change with fewer steps is met by chance.
const STEPS: i64 = 10;
/// What two values leave with fewer steps may be another amount.
const LEFT_STEPS: i64 = 100;
/// Figures behind two values that may say what they leave.
const BEHIND: usize = 3;

impl Chinese<'_> {
    /// Reads the changes whose earlier value stands in another sentence.
    pub(super) fn held_changes(&mut self) {
        let open = |claim: &crate::claim::claimed::Claim| {
            let grown = matches!(claim.kind, ClaimKind::Growth | ClaimKind::Decline);
            let alone = claim.is_open() && claim.operands.len() == 1;
            (grown && alone).then(|| (claim.kind, claim.reported, claim.operands[0].figure))
        };
        let open: Vec<(ClaimKind, usize, usize)> = self.claims.iter().filter_map(open).collect();
        let mut settled = Vec::new();
        for (kind, rate, now) in open {
            if let Some(earlier) = self.only_earlier(kind, rate, now) {
                self.claim(kind, FROM, rate, &[now.into(), earlier.into()]);
                settled.push(rate);
            }
        }
        self.claims
            .retain(|claim| !(claim.is_open() && settled.contains(&claim.reported)));
        for figure in 2..self.figures.len() {
            self.left_by_change(figure);
        }
    }

    /// The only value of another time, called like what changed, that a rate holds
    /// against.
    fn only_earlier(&self, kind: ClaimKind, rate: usize, now: usize) -> Option<usize> {
        if self.figures[rate].steps().abs() < Rat::whole(STEPS) {
            return None;
        }
        let sentence = self.figures[rate].sentence;
        let name = self.name_of(now);
        let near = (rate.saturating_sub(FIGURES)..self.figures.len()).take(2 * FIGURES);
        let mut found = near.filter(|other| {
            let said = &self.figures[*other];
            let level = matches!(
                self.roles[*other],
                Role::Plain | Role::To | Role::Earlier | Role::Each
            );
            *other != now
                && level
                && (said.sentence != self.figures[now].sentence || self.is_dated(self.lead(*other)))
                && said.sentence.abs_diff(sentence) <= SENTENCES
                && said.adds_to(&self.figures[now])
                && self.is_of_other_time(*other)
                && common(&name, &self.name_of(*other)) >= 2
                && self.holds(kind, rate, &[now.into(), (*other).into()])
        });
        let only = found.next()?;
        found.next().is_none().then_some(only)
    }

    /// Whether the words of its sentence before a figure name an earlier time or a
    /// year.
    fn is_of_other_time(&self, figure: usize) -> bool {
        let said = &self.figures[figure];
        let start = self.text.sentences[said.sentence].start;
        self.is_dated(&self.words(start..said.span.start))
    }

    /// Whether words name an earlier time or a year.
    fn is_dated(&self, words: &str) -> bool {
        let digits = |before: &str| {
            before
                .chars()
                .rev()
                .take_while(char::is_ascii_digit)
                .count()
        };
        let mut years = words.match_indices('年');
        is_earlier(words) || years.any(|(at, _)| digits(&words[..at]) == 4)
    }

    /// What two values leave that are told right before it as what was and what is.
    fn left_by_change(&mut self, left: usize) {
        let said = &self.figures[left];
        let told = self.claims.iter().any(|claim| claim.reported == left);
        if told
            || !matches!(self.roles[left], Role::Plain | Role::Change(_))
            || !said.is_amount()
            || said.steps().abs() < Rat::whole(LEFT_STEPS)
        {
            return;
        }
        let pair = (left.saturating_sub(BEHIND)..left - 1).rev().find(|from| {
            let to = from + 1;
            let roles = (self.roles[*from], self.roles[to]);
            matches!(roles, (Role::From | Role::Earlier, Role::To))
                && self.figures[*from].sentence == said.sentence
                && self.figures[*from].adds_to(said)
                && self.figures[to].adds_to(said)
        });
        let Some(from) = pair else {
            return;
        };
        let (high, low) =
            match self.figures[from].figure.nominal > self.figures[from + 1].figure.nominal {
                true => (from, from + 1),
                false => (from + 1, from),
            };
        let way = match high == from {
            true => Way::Down,
            false => Way::Up,
        };
        let other = matches!(self.roles[left], Role::Change(own) if own != way);
        let operands = [Operand::from(high), low.into()];
        if !other && self.holds(ClaimKind::Difference, left, &operands) {
            self.claim(ClaimKind::Difference, FROM, left, &operands);
        }
    }
}

//! Shares whose part or base stands in another clause or sentence, told only
//! where one pair alone makes them (`held`). So nothing here is ever a finding.

use super::rates::OF_FIGURE;
use super::reader::English;
use super::roles::Role;
use super::told::NEAR;
use crate::claim::claimed::{ClaimKind, SHARE_OF_WHOLE, told};
use crate::claim::evidence::only_pair;
use crate::figure::{Hedge, Rat};

/// A share with fewer steps is met by chance, if it does not stand beside its part.
const STEPS: i64 = 100;
/// Words before a percentage that is no share of an amount.
const OTHERS: &[&str] = &[
    "interest",
    "rate",
    "tax",
    "growth",
    "yield",
    "inflation",
    "confidence",
    "discount",
    "vat",
    "return",
    "unemployment",
];

/// Words before a rate that is a share.
const SHARES: &[&str] = &[
    "poverty",
    "vacancy",
    "occupancy",
    "pass",
    "success",
    "response",
    "completion",
    "clearance",
    "collection",
    "attendance",
    "participation",
    "employment",
    "literacy",
    "approval",
    "conviction",
    "uphold",
    "coverage",
    "recycling",
    "utilisation",
    "utilization",
    "recovery",
    "retention",
    "turnover",
    "absence",
];

impl English<'_> {
    /// Reads the shares that are told only where they hold.
    pub(super) fn held_shares(&mut self) {
        let told = told(&self.claims);
        for share in 0..self.figures.len() {
            let said = &self.figures[share];
            let plain = said.is_percent() && !said.is_points() && said.figure.hedge == Hedge::None;
            let rest = self.is_of_the_rest(share);
            if !plain || rest || told.contains(&share) || self.rate_way(share).is_some() {
                continue;
            }
            let level = matches!(self.role(share), Role::Unsaid | Role::Now);
            if !level || self.held_not_so(share) || self.is_of_others(share) {
                continue;
            }
            if !self.held_of_pair(share) {
                self.held_share(share);
            }
        }
    }

    fn is_of_others(&self, share: usize) -> bool {
        let place = self.places[share];
        let near = &self.tokens[place.saturating_sub(4)..place];
        let named = |at: usize| OTHERS.contains(&near[at].word.as_str());
        // The poverty rate is a share, the rate of inflation is none.
        let rate = |at: usize| {
            let plain = at.checked_sub(1).and_then(|at| near.get(at));
            let ratio = plain.is_some_and(|token| SHARES.contains(&token.word.as_str()));
            near[at].word == "rate" && ratio
        };
        (0..near.len()).any(|at| named(at) && !rate(at))
    }

    fn held_share(&mut self, share: usize) {
        let sentence = self.figures[share].sentence;
        let near: Vec<usize> = (share.saturating_sub(NEAR)..self.figures.len())
            .take(2 * NEAR)
            .filter(|other| {
                let own = self.figures[*other].sentence;
                own <= sentence + 1 && own + 2 >= sentence && self.is_value(*other)
            })
            .filter(|other| !matches!(self.role(*other), Role::By(_)))
            .collect();
        let precise = self.figures[share].steps() >= Rat::whole(STEPS);
        let parts: Vec<usize> = match self.part_beside(share) {
            Some(part) => vec![part],
            None if precise => near
                .iter()
                .copied()
                .filter(|part| self.figures[*part].sentence == sentence)
                .collect(),
            None => return,
        };
        let pair = only_pair(&near, |part, base| {
            parts.contains(&part)
                && self.alike(part, base)
                && (self.is_more_than_all(share) || !self.is_part(base, part))
                && self.holds(ClaimKind::Ratio, share, &[part.into(), base.into()])
        });
        let Some([part, base]) = pair else {
            return;
        };
        let pattern = match self.figures[base].sentence == sentence {
            true => OF_FIGURE,
            false => SHARE_OF_WHOLE,
        };
        self.held_ratio(pattern, share, [part, base]);
    }

    /// The amount that a share stands beside: 1,411 or 70%, 1,109 (55%), 87% (559).
    fn part_beside(&self, share: usize) -> Option<usize> {
        let place = self.places[share];
        let sentence = self.figures[share].sentence;
        let before = share.checked_sub(1).filter(|part| {
            let between = self.tokens.get(self.places[*part] + 1..place);
            let between = between.unwrap_or_default();
            let tied = between
                .iter()
                .any(|token| matches!(token.word.as_str(), "(" | "or"));
            tied && between.len() <= 6
        });
        let behind = Some(share + 1).filter(|part| {
            let Some(other) = self.places.get(*part) else {
                return false;
            };
            let between = self.tokens.get(place + 1..*other).unwrap_or_default();
            let tied = between
                .iter()
                .any(|token| matches!(token.word.as_str(), "(" | "or"));
            tied && between.len() <= 6
        });
        let mut both = [before, behind].into_iter().flatten();
        both.find(|part| self.is_value(*part) && self.figures[*part].sentence == sentence)
    }
}

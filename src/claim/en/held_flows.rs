//! What a level moved by, where the amounts that moved it are told behind it: `rose
//! from 210.3 to 224.8, reflecting a surplus of 11.2 and gains of 3.3`; `rose by 14.5,
//! comprising 11.2 and 3.3`. Told only where they hold (`held`).

use super::reader::{English, LAST};
use super::roles::Role;
use super::tokens::Kind;
use super::told::Told;
use crate::claim::claimed::{Claim, ClaimKind, Operand};
use crate::claim::evidence::only_pair;
use crate::figure::Rat;

/// `rose from A to B, reflecting X and Y`.
const BALANCE: &str = "balance";
/// `rose by D, comprising X and Y`.
const LISTED: &str = "parts-listed";
/// `net migration was A, with B arriving and C leaving`.
const LESS: &str = "surplus";
/// Amounts that moved a level at most.
const FLOWS: usize = 4;
/// A level with fewer steps may be made up by chance.
const STEPS: i64 = 100;
/// Words before what is left of two amounts.
const NET: &[&str] = &["net", "natural", "balance", "majority", "lead", "gap"];
/// Words between a level and what moved it.
const MOVED_BY: &[&str] = &[
    "reflecting",
    "reflects",
    "comprising",
    "comprised",
    "comprises",
    "consisting",
    "being",
    "including",
    "due",
    "owing",
    "attributable",
    "because",
    "made",
    "split",
    "after",
    "driven",
    "representing",
    "of",
];

impl English<'_> {
    /// What came less what went, where both stand around it: `net migration was 239,000,
    /// with 573,000 arriving and 334,000 leaving`.
    pub(super) fn held_net(&mut self, net: usize, told: &Told) {
        let said = &self.figures[net];
        let place = self.places[net];
        let start = self.tokens_of(self.tokens[place].sentence).start;
        let before = self.tokens[start.max(place.saturating_sub(6)).min(place)..place].iter();
        let mut words = before
            .rev()
            .take_while(|token| token.word != "," && !matches!(token.kind, Kind::Figure(_)));
        let is_net = words.any(|token| NET.contains(&token.word.as_str()));
        let few = said.steps().abs() < Rat::whole(STEPS);
        if !is_net || few || told.differences.contains(&net) {
            return;
        }
        let known = |claim: &Claim| {
            let all = claim.figures().collect::<Vec<usize>>();
            let sum = matches!(
                claim.kind,
                ClaimKind::Sum | ClaimKind::Difference | ClaimKind::Balance
            );
            sum && all.contains(&net)
        };
        if self.claims.iter().rev().take(LAST).any(known) {
            return;
        }
        let near: Vec<usize> = (net.saturating_sub(FLOWS)..self.figures.len())
            .take(2 * FLOWS)
            .filter(|other| {
                let own = self.figures[*other].sentence;
                let near = own <= said.sentence + 1 && own + 1 >= said.sentence;
                near && *other != net && self.is_value(*other) && self.alike(*other, net)
            })
            .collect();
        let pair = only_pair(&near, |high, low| {
            self.holds(ClaimKind::Difference, net, &[high.into(), low.into()])
        });
        if let Some(pair) = pair {
            let operands = pair.map(Operand::from);
            self.claim(ClaimKind::Difference, LESS, net, &operands);
        }
    }

    /// Reads what moved a level, or makes up the amount of a change.
    pub(super) fn held_flows(&mut self, figure: usize) {
        if self.figures[figure].steps().abs() < Rat::whole(STEPS) || !self.is_moved_by(figure) {
            return;
        }
        let sentence = self.figures[figure].sentence;
        let flows: Vec<usize> = (figure + 1..self.figures.len())
            .take_while(|other| self.figures[*other].sentence == sentence)
            .filter(|other| self.is_value(*other) && self.alike(*other, figure))
            .take(FLOWS)
            .collect();
        for count in (2..=flows.len()).rev() {
            let flows = &flows[..count];
            match self.role(figure) {
                Role::By(_) => {
                    let operands = Operand::all(flows);
                    if self.holds(ClaimKind::Sum, figure, &operands) {
                        self.claim(ClaimKind::Sum, LISTED, figure, &operands);
                        return;
                    }
                }
                Role::Now => {
                    let from = figure
                        .checked_sub(1)
                        .filter(|from| self.alike(*from, figure))
                        .filter(|from| self.role(*from) == Role::Earlier);
                    if from.is_some_and(|from| self.moved_by(figure, from, flows)) {
                        return;
                    }
                }
                _ => return,
            }
        }
    }

    /// Claims that all of some amounts were added to a level, or taken from it.
    fn moved_by(&mut self, now: usize, from: usize, flows: &[usize]) -> bool {
        for minus in [false, true] {
            let flows = flows.iter().map(|figure| Operand {
                figure: *figure,
                minus,
            });
            let operands: Vec<Operand> =
                std::iter::once(Operand::from(from)).chain(flows).collect();
            if self.holds(ClaimKind::Balance, now, &operands) {
                self.claim(ClaimKind::Balance, BALANCE, now, &operands);
                return true;
            }
        }
        false
    }

    /// Whether words that say what moved it stand between a figure and the next.
    fn is_moved_by(&self, figure: usize) -> bool {
        let behind = self.tokens.iter().skip(self.places[figure] + 1).take(10);
        let mut words = behind.take_while(|token| !matches!(token.kind, Kind::Figure(_)));
        words.any(|token| MOVED_BY.contains(&token.word.as_str()))
    }
}

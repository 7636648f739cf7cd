//! Balances in an order of their own: what was there, what is left, and all that came
//! or went between, wherever each stands. Told only where one way to add and take away
//! makes them up (`held`).

use super::balances::Side;
use super::reader::{English, LAST};
use super::roles::Role;
use crate::claim::claimed::{Claim, ClaimKind, Operand};
use crate::figure::Rat;

/// `37 joined and 29 left, raising the headcount from 212 to 220`.
const BALANCE: &str = "balance";
/// What came and went, at most.
const FLOWS: usize = 4;
/// Figures to each side that are looked at.
const NEAR: usize = 8;
/// What is left with fewer steps is met by chance.
const STEPS: i64 = 30;

impl English<'_> {
    /// Reads a balance by what is left in the end.
    pub(super) fn held_balance(&mut self, left: usize) {
        let told = |claim: &Claim| {
            let balance = matches!(claim.kind, ClaimKind::Balance);
            balance && claim.figures().any(|figure| figure == left)
        };
        let few = self.figures[left].steps().abs() < Rat::whole(STEPS);
        if few || !self.is_left(left) || self.claims.iter().rev().take(LAST).any(told) {
            return;
        }
        let sentence = self.figures[left].sentence;
        let all: Vec<usize> = (left.saturating_sub(NEAR)..self.figures.len())
            .take(2 * NEAR)
            .filter(|other| {
                let said = &self.figures[*other];
                let near = said.sentence <= sentence && said.sentence + 1 >= sentence;
                near && *other != left && self.is_value(*other) && self.alike(*other, left)
            })
            .collect();
        let own: Vec<usize> = all
            .iter()
            .copied()
            .filter(|other| self.figures[*other].sentence == sentence)
            .collect();
        let _ = [own, all].iter().any(|near| self.balance_among(left, near));
    }

    /// Whether one way to read some figures makes them a balance; it is claimed.
    fn balance_among(&mut self, left: usize, near: &[usize]) -> bool {
        // What its own words call the opening is surer than what a change was from.
        let called = |other: &usize| self.side(*other) == Some(Side::Opening);
        let then = |other: &usize| self.role(*other) == Role::Earlier;
        let [called, then]: [Vec<usize>; 2] = [
            near.iter().copied().filter(called).collect(),
            near.iter().copied().filter(then).collect(),
        ];
        let (([opening], _) | ([], [opening])) = (called.as_slice(), then.as_slice()) else {
            return false;
        };
        let tells = |flow: &usize| matches!(self.side(*flow), Some(Side::In | Side::Out));
        let flows: Vec<usize> = near
            .iter()
            .copied()
            .filter(|other| other != opening)
            .filter(|other| tells(other) || !matches!(self.role(*other), Role::By(_)))
            .collect();
        if !(2..=FLOWS).contains(&flows.len()) || !flows.iter().any(tells) {
            return false;
        }
        let operands = |signs: u32| -> Vec<Operand> {
            let flows = flows.iter().enumerate().map(|(at, figure)| Operand {
                figure: *figure,
                minus: signs >> at & 1 == 1,
            });
            std::iter::once(Operand::from(*opening))
                .chain(flows)
                .collect()
        };
        let ways = 0..1_u32 << flows.len();
        let mut ways = ways
            .map(operands)
            .filter(|operands| self.holds(ClaimKind::Balance, left, operands));
        let (Some(only), None) = (ways.next(), ways.next()) else {
            return false;
        };
        self.claim(ClaimKind::Balance, BALANCE, left, &only);
        true
    }

    /// Whether a value is what is left in the end: to 220, at the end.
    fn is_left(&self, figure: usize) -> bool {
        let side = self.side(figure);
        let said = self.role(figure);
        said == Role::Now && side != Some(Side::Opening)
            || said == Role::Unsaid && matches!(side, Some(Side::Closing | Side::Level))
    }
}

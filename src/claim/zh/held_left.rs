//! What is left of amounts in other clauses, told only where one reading alone
//! holds and that is no chance. So nothing here is ever a finding.

use super::reader::{Chinese, Role};
use super::words::holds;
use crate::claim::claimed::{ClaimKind, Operand, Stands};
use crate::claim::evidence::only_pair;
use crate::figure::Rat;

/// `预算50万元，决算38.6万元，节约11.4万元`.
const DIFFERENCE: &str = "difference";
/// `年末A，年初B，本年收入C，本年支出D`.
const BALANCE: &str = "balance";
/// Figures to each side that are looked at.
const NEAR: usize = 8;
/// Amounts that are looked at.
const MOST: usize = 6;
/// An amount with fewer steps is met by chance.
const STEPS: i64 = 100;
/// The same where a sentence has so few other amounts, and no other is near.
const FEW: usize = 3;
const FEW_STEPS: i64 = 10;

/// Words for what is left of two amounts.
const LEFT: &[&str] = &[
    "节约",
    "节省",
    "结余",
    "剩余",
    "剩",
    "余",
    "净",
    "相抵",
    "自然增",
    "自然减",
    "缺口",
    "差额",
    "相差",
    "少",
    "多",
    "账面价值",
    "净值",
    "盈余",
    "亏损",
    "超支",
    "核减",
    "审减",
    "核增",
    "超出",
    "高出",
    "超收",
    "短收",
];
/// Words for what is there in the end, and for what was there before.
const END: &[&str] = &["结转下", "结转至下", "年末", "期末", "年底", "月末"];
const BEGINNING: &[&str] = &[
    "上年结转",
    "年初",
    "期初",
    "月初",
    "上年末",
    "结转上年",
    "上期结转",
];

impl Chinese<'_> {
    /// Reads what is left of amounts in other clauses.
    pub(super) fn held_left(&mut self) {
        for left in 0..self.figures.len() {
            let told = self.claims.iter().any(|claim| {
                let balance = matches!(claim.kind, ClaimKind::Difference | ClaimKind::Balance);
                let sum = claim.kind == ClaimKind::Sum && claim.stands == Stands::Holds;
                claim.reported == left && (balance || sum)
                    || sum && claim.operands.iter().any(|own| own.figure == left)
            });
            let level = matches!(self.roles[left], Role::Plain | Role::Change(_) | Role::To);
            if !told && level && self.figures[left].is_amount() {
                let near = self.amounts_around(left);
                let found = self.left_of_two(left, &near) || self.left_in_the_end(left, &near);
                if found {
                    // What was left open is settled.
                    self.claims.retain(|claim| {
                        !(claim.is_open()
                            && claim.reported == left
                            && claim.kind == ClaimKind::Part)
                    });
                }
            }
        }
    }

    /// Amounts of its unit around a figure, in its sentence and the one before, the
    /// nearest first.
    fn amounts_around(&self, left: usize) -> Vec<usize> {
        let said = &self.figures[left];
        let around = (left.saturating_sub(NEAR)..self.figures.len()).take(2 * NEAR);
        let mut near: Vec<usize> = around
            .filter(|other| {
                let own = &self.figures[*other];
                let level = matches!(
                    self.roles[*other],
                    Role::Plain | Role::To | Role::Earlier | Role::From | Role::Base
                );
                let beside = own.sentence == said.sentence || own.sentence + 1 == said.sentence;
                *other != left && level && beside && own.adds_to(said)
            })
            .collect();
        near.sort_by_key(|other| other.abs_diff(left));
        near.truncate(MOST);
        near
    }

    fn left_of_two(&mut self, left: usize, near: &[usize]) -> bool {
        let lead = self.lead(left);
        // Of few amounts fewer come near by chance.
        let own = |other: &&usize| self.figures[**other].sentence == self.figures[left].sentence;
        let few = near.iter().filter(own).count() <= FEW && near.iter().all(|other| own(&other));
        let steps = if few { FEW_STEPS } else { STEPS };
        let precise = self.figures[left].steps() >= Rat::whole(steps);
        if !precise || !holds(lead, LEFT) || holds(lead, &["累计", "滚存", "历年"]) {
            return false;
        }
        let pair = only_pair(near, |high, low| {
            self.holds(ClaimKind::Difference, left, &[high.into(), low.into()])
        });
        match pair {
            Some(pair) => {
                let operands = pair.map(Operand::from);
                self.claim(ClaimKind::Difference, DIFFERENCE, left, &operands);
                true
            }
            None => false,
        }
    }

    /// What was there, what came less what went, in whatever order they are told.
    fn left_in_the_end(&mut self, left: usize, near: &[usize]) -> bool {
        if !holds(self.lead(left), END) {
            return false;
        }
        let Some(before) = near
            .iter()
            .copied()
            .find(|other| holds(self.lead(*other), BEGINNING))
        else {
            return false;
        };
        let flows: Vec<usize> = near.iter().copied().filter(|own| *own != before).collect();
        let operands = |came: usize, went: usize| {
            let went = Operand {
                figure: went,
                minus: true,
            };
            [Operand::from(before), Operand::from(came), went]
        };
        let pair = only_pair(&flows, |came, went| {
            self.holds(ClaimKind::Balance, left, &operands(came, went))
        });
        match pair {
            Some([came, went]) => {
                self.claim(ClaimKind::Balance, BALANCE, left, &operands(came, went));
                true
            }
            None => false,
        }
    }
}

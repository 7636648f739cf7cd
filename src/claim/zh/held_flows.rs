//! Balances that are told in any order, with several amounts that came or went:
//! 年末A，年初B，本期计提C，转回D，核销E. Told only where one reading alone holds and that
//! is no chance, so it is never a finding.

use super::reader::{Chinese, Role};
use super::words::holds;
use crate::claim::claimed::{ClaimKind, Operand};
use crate::figure::Rat;

/// `年末A，年初B，本年收入C，本年支出D`.
const BALANCE: &str = "balance";
/// Amounts that came or went, at most and at least; two are read by their names.
const MOST: usize = 5;
const LEAST: usize = 3;
/// An amount with fewer steps is met by chance.
const STEPS: i64 = 1000;

/// Words for what is there in the end, and for what was there before.
const END: &[&str] = &[
    "结转下",
    "年末",
    "期末",
    "年底",
    "月末",
    "未结",
    "现有",
    "余额为",
];
const BEGINNING: &[&str] = &[
    "上年结转",
    "年初",
    "期初",
    "月初",
    "上年末",
    "去年末",
    "旧存",
    "结转上年",
    "上期",
    "上月",
];

impl Chinese<'_> {
    /// Reads the balances of several flows.
    pub(super) fn held_flows(&mut self) {
        for end in 0..self.figures.len() {
            let lead = self.lead(end);
            let level = matches!(self.roles[end], Role::Plain | Role::To);
            let closes = level && holds(lead, END) && !holds(lead, BEGINNING);
            let told = self
                .claims
                .iter()
                .any(|claim| claim.kind == ClaimKind::Balance && claim.reported == end);
            if closes && !told && self.figures[end].steps() >= Rat::whole(STEPS) {
                self.flows_into(end);
            }
        }
    }

    /// The balance that ends in an amount, of all others of its sentence.
    fn flows_into(&mut self, end: usize) {
        let said = &self.figures[end];
        let all: Vec<usize> = (end.saturating_sub(2 * MOST)..self.figures.len())
            .take(4 * MOST)
            .filter(|other| {
                let own = &self.figures[*other];
                let here = own.sentence == said.sentence && own.depth == said.depth;
                let amount = !matches!(self.roles[*other], Role::Each | Role::Spelled);
                *other != end && here && amount && own.adds_to(said)
            })
            .collect();
        let before = |other: &usize| {
            holds(self.lead(*other), BEGINNING) && !matches!(self.roles[*other], Role::Change(_))
        };
        let Some(opening) = all.iter().copied().find(before) else {
            return;
        };
        let flows: Vec<usize> = all.into_iter().filter(|flow| *flow != opening).collect();
        if !(LEAST..=MOST).contains(&flows.len()) {
            return;
        }
        let reading = |signs: u32| {
            let flow = |(at, figure): (usize, &usize)| Operand {
                figure: *figure,
                minus: signs & (1 << at) != 0,
            };
            let mut operands = vec![Operand::from(opening)];
            operands.extend(flows.iter().enumerate().map(flow));
            operands
        };
        let all_signs = 0..1_u32 << flows.len();
        let mut holding = all_signs
            .map(reading)
            .filter(|operands| self.holds(ClaimKind::Balance, end, operands));
        let only = holding.next().filter(|_| holding.next().is_none());
        drop(holding);
        if let Some(operands) = only {
            self.claim(ClaimKind::Balance, BALANCE, end, &operands);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::{ClaimKind, read};
    use crate::figure::UnitBook;

    #[test]
    fn several_flows_lead_from_the_beginning_to_the_end() {
        for (text, is) in [
            (
                "本期计提1286.42万元，转回218.35万元，核销96.18万元，期末余额8642.31万元，期初余额7670.42万元。",
                true,
            ),
            (
                "年末在职2418人，年初2386人，当年招聘142人，调入18人，退休96人，辞职32人。",
                true,
            ),
            (
                "本期计提1286.42万元，转回218.35万元，核销96.18万元，期末余额8642.31万元，期初余额7671.42万元。",
                false,
            ),
        ] {
            let read = read(text, &UnitBook::default());
            let claims = read.claims.iter();
            let balance = claims
                .filter(|claim| claim.kind == ClaimKind::Balance)
                .count();
            assert_eq!(balance > 0, is, "{text}");
        }
    }
}

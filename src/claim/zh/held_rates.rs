//! Rates whose amounts stand around them in an order of their own, told only where they
//! hold: 败诉率为8.4%（行政诉讼案件共214件）, 撤销18件、确认违法6件…综合纠错率9.4%. So
//! nothing here is ever a finding.

use super::reader::{Chinese, Role};
use super::turns::NAMED;
use super::words::holds;
use crate::claim::claimed::{ClaimKind, Operand, told};
use crate::claim::evidence::only_pair;
use crate::figure::{Hedge, Rat};

/// A rate with fewer steps is met by chance.
const STEPS: i64 = 30;
/// Amounts before a rate that it may be of.
const PARTS: usize = 4;

/// Ways in which what was decided was put right.
const PUT_RIGHT: &[&str] = &["撤销", "变更", "确认违法", "确认无效", "责令", "违法"];
/// What they are some of.
const DECIDED: &[&str] = &["审结", "办结", "结案"];

impl Chinese<'_> {
    /// Reads the rates that are told only where they hold.
    pub(super) fn held_rates(&mut self) {
        let told = told(&self.claims);
        for rate in 1..self.figures.len() {
            let said = &self.figures[rate];
            let plain = said.is_percent() && !said.is_points() && said.figure.hedge == Hedge::None;
            let called = self.roles[rate] == Role::Rate && self.lead(rate).contains('率');
            if !plain || !called || told.contains(&rate) {
                continue;
            }
            match self.lead(rate).contains("纠错率") {
                true => self.rate_put_right(rate),
                false => self.rate_in_front(rate),
            }
        }
    }

    /// What a rate is of in the brackets right behind it, alone there: told of an amount
    /// right before the rate.
    fn rate_in_front(&mut self, rate: usize) {
        let behind = rate + 1;
        let (said, Some(base)) = (&self.figures[rate], self.figures.get(behind)) else {
            return;
        };
        let between = self.words(said.span.end..base.span.start.max(said.span.end));
        let next = self.figures.get(behind + 1);
        let alone =
            next.is_none_or(|next| next.depth < base.depth || next.sentence != base.sentence);
        let in_brackets = between.starts_with('(') && base.depth == said.depth + 1;
        if !in_brackets || !alone || said.steps() < Rat::whole(STEPS) {
            return;
        }
        let mut near: Vec<usize> = self.plain_before(rate).into_iter().take(PARTS).collect();
        near.push(behind);
        let pair = only_pair(&near, |part, whole| {
            whole == behind
                && self.figures[part].adds_to(base)
                && self.figures[part].figure.nominal <= base.figure.nominal
                && self.holds(ClaimKind::Ratio, rate, &[part.into(), whole.into()])
        });
        if let Some(pair) = pair {
            self.settle(ClaimKind::Ratio, rate, &pair.map(Operand::from));
            self.claims.retain(|claim| {
                !(claim.is_open()
                    && claim.kind == ClaimKind::Part
                    && claim.operands == [behind.into()])
            });
        }
    }

    /// 综合纠错率: what was put right, by any of its ways, of all that was decided.
    fn rate_put_right(&mut self, rate: usize) {
        let near = self.plain_before(rate);
        let called = |names: &[&str]| -> Vec<usize> {
            let own = near.iter().copied();
            own.filter(|other| holds(self.lead(*other), names))
                .collect()
        };
        let mut parts = called(PUT_RIGHT);
        parts.sort_unstable();
        let whole = called(DECIDED).into_iter().find(|whole| {
            let mut all = parts.iter();
            all.all(|part| part != whole && self.figures[*part].adds_to(&self.figures[*whole]))
        });
        let Some(whole) = whole.filter(|_| !parts.is_empty()) else {
            return;
        };
        let mut operands = Operand::all(&parts);
        operands.push(whole.into());
        let precise = self.figures[rate].steps() >= Rat::whole(STEPS);
        if precise && self.holds(ClaimKind::RatioOfParts, rate, &operands) {
            self.settle(ClaimKind::RatioOfParts, rate, &operands);
        }
    }

    /// Claims a rate in place of what was open for want of its amounts.
    fn settle(&mut self, kind: ClaimKind, rate: usize, operands: &[Operand]) {
        self.claims.retain(|claim| claim.reported != rate);
        self.claim(kind, NAMED, rate, operands);
    }
}

//! Multiples and means whose amounts stand in another order than the words for them
//! expect: 网上零售额是2017年的2.4倍，由36亿元增加到86.4亿元. Told only where two amounts of
//! the sentence alone make them, so that nothing here is ever a finding.

use super::reader::{Chinese, Role};
use super::words::holds;
use crate::claim::claimed::ClaimKind;
use crate::claim::evidence::only_pair;
use crate::figure::{Hedge, Rat};

/// `A，是B的E倍`.
const MULTIPLE: &str = "multiple";
/// `共A，N户，户均E`.
const AVERAGE: &str = "average";
/// Figures to each side that are looked at.
const NEAR: usize = 5;
/// A multiple with fewer steps is met by chance.
const STEPS: i64 = 11;
/// So is a mean.
const MEAN_STEPS: i64 = 20;

impl Chinese<'_> {
    /// Reads what is left of the multiples and the means.
    pub(super) fn held_means(&mut self) {
        for figure in 0..self.figures.len() {
            let told = self
                .claims
                .iter()
                .any(|claim| claim.reported == figure && !claim.operands.is_empty());
            if told || self.figures[figure].figure.hedge != Hedge::None {
                continue;
            }
            if self.figures[figure].is_multiple() {
                self.held_multiple(figure);
            } else if self.roles[figure] == Role::Each {
                self.held_mean(figure);
            }
        }
    }

    /// The amounts of its sentence near a figure.
    fn amounts_of_sentence(&self, figure: usize) -> Vec<usize> {
        let sentence = self.figures[figure].sentence;
        let near = figure.saturating_sub(NEAR)..self.figures.len().min(figure + NEAR);
        near.filter(|other| {
            let said = &self.figures[*other];
            let level = matches!(
                self.roles[*other],
                Role::Plain | Role::To | Role::From | Role::Earlier | Role::Each
            );
            *other != figure && said.sentence == sentence && said.is_amount() && level
        })
        .collect()
    }

    fn held_multiple(&mut self, figure: usize) {
        let of = holds(self.lead(figure), &["为", "是", "相当于", "达", "的"]);
        let changed = matches!(self.roles[figure], Role::Change(_));
        if !of || changed || self.figures[figure].steps() < Rat::whole(STEPS) {
            return;
        }
        let near = self.amounts_of_sentence(figure);
        let pair = only_pair(&near, |one, other| {
            self.figures[one].adds_to(&self.figures[other])
                && self.holds(ClaimKind::Multiple, figure, &[one.into(), other.into()])
        });
        if let Some([one, other]) = pair {
            let operands = [one.into(), other.into()];
            self.claim(ClaimKind::Multiple, MULTIPLE, figure, &operands);
        }
    }

    fn held_mean(&mut self, figure: usize) {
        let said = &self.figures[figure];
        let lead = self.lead(figure);
        let Some(at) = lead.find('均') else {
            return;
        };
        let Some(each) = lead[..at].chars().last() else {
            return;
        };
        if "月日天周季年".contains(each) || said.steps() < Rat::whole(MEAN_STEPS) {
            return;
        }
        let counted = |other: usize| {
            let unit = self.figures[other].unit.as_str();
            match each {
                '人' | '生' => matches!(unit, "人" | "名" | "位" | "人次"),
                '车' => matches!(unit, "辆" | "台" | "车"),
                '校' => matches!(unit, "所" | "校"),
                '店' => matches!(unit, "家" | "店"),
                _ => unit.starts_with(each),
            }
        };
        let near = self.amounts_of_sentence(figure);
        let pair = only_pair(&near, |total, number| {
            counted(number)
                && self.figures[total].adds_to(said)
                && self.figures[total].figure.nominal > said.figure.nominal
                && self.holds(ClaimKind::Average, figure, &[total.into(), number.into()])
        });
        if let Some([total, number]) = pair {
            let operands = [total.into(), number.into()];
            self.claim(ClaimKind::Average, AVERAGE, figure, &operands);
        }
    }
}

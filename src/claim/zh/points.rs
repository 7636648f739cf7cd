//! Points between two rates that are both stated: 城区96%，乡镇91%，城区高出5个百分点.

use super::names::common;
use super::reader::{Chinese, Role};
use super::words::holds;
use crate::claim::claimed::ClaimKind;

/// `A为P%，B为Q%，A高出D个百分点`.
const POINTS: &str = "points-between";
/// Sentences back in which a rate that is named is looked for.
const SENTENCES: usize = 5;

/// Words that set one rate above or below another.
const SET_AGAINST: &[&str] = &[
    "高于", "低于", "高出", "低出", "快于", "慢于", "高", "低", "快", "慢", "超过", "领先", "超出",
    "落后",
];

impl Chinese<'_> {
    /// Points that set a rate against another one. Told where two of the rates
    /// before it are so far apart; of more readings the one that holds is meant.
    pub(super) fn points(&mut self, figure: usize) {
        let said = &self.figures[figure];
        if !said.is_points() || self.claims.iter().any(|claim| claim.reported == figure) {
            return;
        }
        let lead = self.lead(figure).to_owned();
        let set = holds(&lead, SET_AGAINST) && !holds(&lead, &["提高", "降低", "新高", "新低"]);
        let rate = |other: &usize| {
            let level = !matches!(self.roles[*other], Role::OfFigure | Role::Earlier);
            self.figures[*other].is_percent() && level
        };
        if !set {
            return;
        }
        let of_growth = holds(&lead, &["增速", "增幅", "涨幅", "降幅"]);
        let before: Vec<usize> = (0..figure)
            .rev()
            .take_while(|other| self.figures[*other].sentence + SENTENCES >= said.sentence)
            .filter(rate)
            .take(12)
            .collect();
        let Some((own, others)) = before.split_first() else {
            return;
        };
        let own_role = self.roles[*own];
        if of_growth && !matches!(own_role, Role::Change(_)) {
            return;
        }
        let alike = |other: &&usize| {
            matches!(own_role, Role::Change(_)) == matches!(self.roles[**other], Role::Change(_))
        };
        let down = holds(&lead, &["低", "慢", "落后"]);
        let apart = |other: usize| {
            let value = |figure: usize| &self.figures[figure].figure.nominal;
            match (value(*own) >= value(other)) != down {
                true => [*own, other],
                false => [other, *own],
            }
        };
        let here: Vec<usize> = others
            .iter()
            .copied()
            .filter(|other| self.figures[*other].sentence == said.sentence)
            .collect();
        // 高于城镇居民增速2.4个百分点，城镇居民…，增长4.8%
        let behind: Vec<usize> = (figure + 1..self.figures.len())
            .take_while(|other| self.figures[*other].sentence == said.sentence)
            .filter(rate)
            .filter(|other| {
                let words = said.span.end..self.figures[*other].span.start;
                common(&lead, &self.words(words)) >= 2
            })
            .take(2)
            .collect();
        let all = || others.iter().chain(&behind);
        let holding = all().filter(alike).find(|other| {
            let [high, low] = apart(**other);
            let named = common(&lead, &self.name_of(**other)) >= 2
                || here.contains(other)
                || behind.contains(other)
                || holds(
                    &lead,
                    &["整体", "总体", "全部", "平均", "全市", "全省", "全国"],
                );
            named && self.holds(ClaimKind::Difference, figure, &[high.into(), low.into()])
        });
        // Two rates in one sentence, and no other: a slip is told.
        let slip = match here.as_slice() {
            [other] if self.figures[*own].sentence == said.sentence => {
                let [high, low] = apart(*other);
                let near = self.is_near(ClaimKind::Difference, figure, &[high.into(), low.into()]);
                let named = common(&lead, &self.name_of(*other)) >= 2
                    || common(&lead, &self.name_of(*own)) >= 2;
                (near && named).then_some(other)
            }
            _ => None,
        };
        if let Some(other) = holding.or(slip).copied() {
            let [high, low] = apart(other);
            self.claim(
                ClaimKind::Difference,
                POINTS,
                figure,
                &[high.into(), low.into()],
            );
        }
    }
}

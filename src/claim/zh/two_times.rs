//! One amount told of two times, and by how much it changed: 2022年净利润3.26亿元，
//! 2021年净利润2.86亿元，同比增加0.40亿元，增幅13.99%.

use super::names::common;
use super::reader::{Chinese, Role};
use super::words::{Way, ends, is_earlier, noun_of_change};
use crate::claim::claimed::{ClaimKind, Operand};

/// `由B增至A，增长P%`.
const FROM: &str = "change-from";

impl Chinese<'_> {
    /// Whether two amounts of one name stand before the amount of a change that is
    /// what they differ by; the change and its rate are told of them.
    pub(super) fn of_two_times(&mut self, rate: usize, amount: usize, way: Way) -> bool {
        let first = rate.min(amount);
        let values: Vec<usize> = self
            .before_in_group(first)
            .filter(|other| {
                let level = matches!(self.roles[*other], Role::Plain | Role::Earlier);
                level && self.figures[*other].adds_to(&self.figures[amount])
            })
            .take(2)
            .collect();
        let [other, one] = values.as_slice() else {
            return false;
        };
        let (one, other) = (*one, *other);
        for [now, then] in [[one, other], [other, one]] {
            let pair = match way {
                Way::Up => [now, then],
                Way::Down => [then, now],
            };
            let operands = pair.map(Operand::from);
            let change = self.figures[amount].steps() >= crate::figure::Rat::whole(10);
            if !change || !self.holds(ClaimKind::Difference, amount, &operands) {
                continue;
            }
            let kind = match way {
                Way::Up => ClaimKind::Growth,
                Way::Down => ClaimKind::Decline,
            };
            self.claim(ClaimKind::Difference, FROM, amount, &operands);
            self.claim(kind, FROM, rate, &[now.into(), then.into()]);
            return true;
        }
        false
    }

    /// Whether the rate of a change is of something else than the amount of the one
    /// before it: 净增36家，实现增加值增长6.2%.
    pub(super) fn changes_anew(&self, rate: usize, amount: usize) -> bool {
        let noun = noun_of_change(self.lead(rate));
        let time = noun.contains(['年', '月', '季', '周', '期', '比', '届']);
        let own = noun.chars().count() >= 3 && !time && !noun.contains("分别");
        let before = self.clause(amount);
        let added = self.lead(rate).contains("增加值") && !before.contains("增加值");
        amount < rate && (added || own && common(&noun, &before) < 2)
    }

    /// 上年同期118.2万元，变动幅度6.94%: how much the only two values before it differ,
    /// whichever way; told where it holds.
    pub(super) fn varied(&mut self, rate: usize) {
        const VARIED: &[&str] = &[
            "变动",
            "变动幅度",
            "变动比例",
            "变动率",
            "变化率",
            "变化幅度",
            "增减幅度",
            "增减率",
            "增减比例",
            "增减变动",
            "变动幅度为",
            "变动比例为",
            "变动率为",
            "增减幅度为",
        ];
        let said = &self.figures[rate];
        let told = self.claims.iter().any(|claim| claim.reported == rate);
        if told || !said.is_percent() || said.is_points() || !ends(self.lead(rate), VARIED) {
            return;
        }
        let values: Vec<usize> = self
            .before_in_group(rate)
            .filter(|other| self.figures[*other].is_amount())
            .filter(|other| matches!(self.roles[*other], Role::Plain | Role::Earlier | Role::To))
            .take(2)
            .collect();
        let [then, now] = values.as_slice() else {
            return;
        };
        if !self.figures[*then].adds_to(&self.figures[*now]) {
            return;
        }
        for kind in [ClaimKind::Growth, ClaimKind::Decline] {
            for pair in [[*now, *then], [*then, *now]] {
                let operands = pair.map(Operand::from);
                let earlier = is_earlier(self.lead(pair[1])) || pair[1] == *then;
                if earlier && self.holds(kind, rate, &operands) {
                    self.claim(kind, FROM, rate, &operands);
                    return;
                }
            }
        }
    }
}

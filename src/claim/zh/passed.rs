//! Round amounts that were passed, and limits that stand in the clause of what keeps
//! to them: 突破6000公里，达6086公里; 超过年初计划的120亿元; 低于3%的预期目标. Told only where
//! they hold.

use super::reader::{Chinese, Role};
use super::words::{ends, holds};
use crate::claim::claimed::{ClaimKind, Operand, Stands};
use crate::figure::{Hedge, Rat};

/// `突破N，达M`, `A，低于N的目标`.
const BOUND: &str = "bound";

/// Verbs for what is more than a bound, and for what is less.
const ABOVE: &[&str] = &[
    "突破",
    "突破了",
    "超过",
    "超过了",
    "首超",
    "迈上",
    "跨上",
    "跨越",
    "站上",
    "跃上",
    "冲破",
    "迈过",
];
const BELOW: &[&str] = &["跌破", "降到", "低于", "少于"];

/// Names of limits, in the words around them.
const LIMITS: &[&str] = &[
    "计划",
    "目标",
    "预算",
    "任务",
    "指标",
    "限额",
    "标准",
    "规定",
    "要求",
    "法定",
    "承诺",
    "警戒线",
    "红线",
    "预期",
    "控制数",
    "上限",
    "下限",
];

impl Chinese<'_> {
    /// Reads what passed a bound that stands beside it.
    pub(super) fn passed(&mut self, bound: usize) {
        let told = self.claims.iter().any(|claim| {
            let bounds = matches!(claim.kind, ClaimKind::AtLeast | ClaimKind::AtMost);
            bounds && claim.reported == bound
        });
        if told || holds(self.lead(bound), &["未", "将", "力争", "有望", "预计到"]) {
            return;
        }
        let found = self
            .passed_by_next(bound)
            .or_else(|| self.kept_by_last(bound));
        if let Some((kind, value)) = found
            && self.holds(kind, bound, &[value.into()])
        {
            let operands = [Operand::from(value)];
            self.add(kind, BOUND, bound, &operands, Stands::Holds);
        }
    }

    fn way_of_bound(&self, bound: usize) -> Option<ClaimKind> {
        let lead = self.lead(bound);
        match self.figures[bound].figure.hedge {
            Hedge::Above | Hedge::AtLeast | Hedge::MoreThan => Some(ClaimKind::AtLeast),
            Hedge::Below | Hedge::AtMost => Some(ClaimKind::AtMost),
            _ if ends(lead, ABOVE) => Some(ClaimKind::AtLeast),
            _ if ends(lead, BELOW) => Some(ClaimKind::AtMost),
            _ => None,
        }
    }

    fn is_like(&self, bound: usize, value: usize) -> bool {
        let (one, other) = (&self.figures[bound], &self.figures[value]);
        let percents = one.is_percent() && other.is_percent();
        (percents && one.is_points() == other.is_points() || one.adds_to(other))
            && one.sentence == other.sentence
            && other.figure.hedge == Hedge::None
    }

    /// 突破6000公里，达6086公里: what came of it right behind.
    fn passed_by_next(&self, bound: usize) -> Option<(ClaimKind, usize)> {
        let kind = self.way_of_bound(bound)?;
        let next = bound + 1;
        let value = self.figures.get(next)?;
        let gap = self.gap(next);
        let (_, behind) = gap.rsplit_once(',')?;
        let came = ends(behind, &["达", "达到", "为", "实现", "完成", "至"])
            && behind.chars().count() <= 8
            && !holds(&gap, &["率", "均", "占", "比", "其中", "分别", "增"]);
        let level = !matches!(self.roles[next], Role::Change(_) | Role::Earlier);
        let (one, other) = (&self.figures[bound].figure.nominal, &value.figure.nominal);
        let near = (one - other).abs() * Rat::whole(2) <= *one;
        let same = value.depth == self.figures[bound].depth;
        (came && level && near && same && self.is_like(bound, next)).then_some((kind, next))
    }

    /// 完成126.4亿元，超过年初计划的120亿元: the like figure right before.
    fn kept_by_last(&self, bound: usize) -> Option<(ClaimKind, usize)> {
        let last = bound.checked_sub(1)?;
        let lead = self.lead(bound);
        let tail: String = self.tail(bound).chars().take(12).collect();
        let behind = tail.trim_start_matches(['左', '右']);
        let named = holds(lead, LIMITS) || behind.starts_with('的') && holds(behind, LIMITS);
        let within = ["之内", "以内", "范围内"]
            .iter()
            .any(|word| behind.starts_with(word));
        let kind = match () {
            () if !named => return None,
            () if within && holds(lead, &["控制在", "在"]) => ClaimKind::AtMost,
            () if holds(lead, &["超额完成", "超过", "高于", "突破", "优于", "快于"]) => {
                ClaimKind::AtLeast
            }
            () if holds(lead, &["低于", "少于", "小于", "短于", "不超过", "不高于"]) => {
                ClaimKind::AtMost
            }
            () => return None,
        };
        let gap = self.gap(bound);
        let beside = gap.matches(',').count() <= 1 && !gap.contains([';', '。']);
        let level = !matches!(self.roles[last], Role::Earlier | Role::From | Role::Spelled);
        (beside && level && self.is_like(bound, last)).then_some((kind, last))
    }
}

//! A round amount that was passed, and what it came to right behind it: 突破6000公里，
//! 达6086公里. Told only where it holds.

use super::reader::{Chinese, Role};
use super::words::{ends, holds};
use crate::claim::claimed::{ClaimKind, Operand, Stands};
use crate::figure::Rat;

/// `突破N，达M`.
const BOUND: &str = "bound";

impl Chinese<'_> {
    /// What passed a round amount, where that is told right behind it.
    pub(super) fn passed(&mut self, round: usize) {
        const PASSED: &[&str] = &[
            "突破",
            "超过",
            "首超",
            "迈上",
            "跨上",
            "跨越",
            "站上",
            "超额完成",
            "跃上",
            "冲破",
            "迈过",
        ];
        const FELL: &[&str] = &["跌破", "降到", "低于", "不足", "少于"];
        let next = round + 1;
        let Some(exact) = self.figures.get(next) else {
            return;
        };
        let said = &self.figures[round];
        let lead = self.lead(round);
        let kind = match () {
            () if ends(lead, PASSED) || ends(lead, &["突破了", "首次突破"]) => {
                ClaimKind::AtLeast
            }
            () if ends(lead, FELL) => ClaimKind::AtMost,
            () => return,
        };
        let like = exact.adds_to(said) || exact.is_percent() && said.is_percent();
        let gap = self.gap(next);
        let (_, behind) = gap.rsplit_once(',').unwrap_or_default();
        let came = matches!(
            behind,
            "达" | "达到"
                | "为"
                | "实现"
                | "完成"
                | "总量达"
                | "总量达到"
                | "总额达"
                | "实际完成"
                | "全年达"
        );
        let told = self
            .claims
            .iter()
            .any(|claim| claim.reported == round && claim.kind == kind);
        let level = !matches!(self.roles[next], Role::Change(_) | Role::Earlier);
        let near = {
            let (one, other) = (&said.figure.nominal, &exact.figure.nominal);
            (one - other).abs() * Rat::whole(5) <= *one
        };
        let same = exact.sentence == said.sentence && exact.depth == said.depth;
        let another = holds(&gap, &["其中", "分别"]);
        if told || !(like && came && level && near && same) || another {
            return;
        }
        let operands = [Operand::from(next)];
        if self.holds(kind, round, &operands) {
            self.add(kind, BOUND, round, &operands, Stands::Holds);
        }
    }
}

//! Figures whose names beside them leave no other choice: 应到312人，实到298人，缺席14人;
//! 接通率98.6%，呼入12.9万个，接通12.7万个; 抽检1286批次，不合格18批次，合格率98.6%. Of these
//! a mistake is told too, where it is small or one slip of the pen explains it: what misses
//! more is likelier to be of something else.

use super::reader::{Chinese, Role};
use super::turns::NAMED;
use super::words::{ends, holds};
use crate::claim::claimed::{Claim, ClaimKind, Operand, Stands};
use crate::figure::Hedge;

/// `应到A，实到B，缺席C`.
const LEFT: &str = "difference";

/// What three amounts in a row are called, of which the last is what is left.
const TRIPLES: &[[&[&str]; 3]] = &[
    [&["应考", "报名"], &["实考", "实际参考", "参考"], &["缺考"]],
    [
        &["应到", "应出席"],
        &["实到", "实际出席", "出席"],
        &["缺席", "缺勤"],
    ],
    [&["编制"], &["实有", "在编"], &["空编", "缺编"]],
    [
        &["收入"],
        &["支出"],
        &["当年结余", "本年结余", "收支结余", "当期结余"],
    ],
    [
        &["资产总额", "总资产", "资产总计"],
        &["负债总额", "总负债", "负债总计"],
        &["净资产", "所有者权益"],
    ],
    [&["预算"], &["实际完成", "完成"], &["短收"]],
    [
        &["控制价", "预算金额"],
        &["中标价", "成交金额", "中标金额"],
        &["节约资金", "节约"],
    ],
];

/// Words before the name of a rate that say nothing of what it is of.
const GENERIC: &[&str] = &[
    "总体", "整体", "平均", "综合", "总", "其", "抽检", "抽样", "检测", "监测", "检验", "样品",
];

/// Words before the name of a rate that say in which way all of it came.
const CHANNEL: &[&str] = &["", "电话", "来电", "热线", "呼叫", "调解", "问卷"];

impl Chinese<'_> {
    /// Reads what the names beside figures leave no choice of.
    pub(super) fn called(&mut self) {
        for figure in 0..self.figures.len() {
            let told = self.claims.iter().any(|claim| is_told(claim, figure));
            if told || self.figures[figure].figure.hedge != Hedge::None {
                continue;
            }
            match self.roles[figure] {
                Role::Rate if self.figures[figure].is_percent() => {
                    self.called_ahead(figure);
                    self.called_otherwise(figure);
                }
                Role::Plain | Role::Change(_) if self.figures[figure].is_amount() => {
                    self.called_left(figure);
                }
                _ => {}
            }
        }
    }

    /// Claims a reading that holds, or that all but does.
    fn claim_called(
        &mut self,
        kind: ClaimKind,
        pattern: &'static str,
        reported: usize,
        operands: &[usize],
    ) {
        let operands: Vec<Operand> = operands.iter().copied().map(Operand::from).collect();
        let unread = self
            .unread
            .binary_search(&self.figures[reported].sentence)
            .is_ok();
        let told = self.holds(kind, reported, &operands)
            || !unread && self.is_very_near(kind, reported, &operands);
        if told {
            // What was left open is settled.
            self.claims.retain(|claim| {
                let open = matches!(claim.stands, Stands::Depends(_));
                !(open && claim.reported == reported)
            });
            self.claim(kind, pattern, reported, &operands);
        }
    }

    /// The amounts of one clause after another right before a figure, the last first, of
    /// its unit where it is an amount.
    fn right_before(&self, figure: usize, count: usize) -> Option<Vec<usize>> {
        let first = figure.checked_sub(count)?;
        let said = &self.figures[figure];
        let level = (first..figure).all(|other| {
            let own = &self.figures[other];
            let plain = matches!(self.roles[other], Role::Plain | Role::Earlier);
            plain
                && own.is_amount()
                && own.sentence == said.sentence
                && own.depth == said.depth
                && own.figure.hedge == Hedge::None
                && own.adds_to(&self.figures[first])
        });
        level.then(|| (first..figure).collect())
    }

    /// Whether a figure is the first amount of its sentence.
    fn is_first(&self, figure: usize) -> bool {
        self.before_in_sentence(figure)
            .all(|other| !self.figures[other].is_amount() || self.roles[other] == Role::Spelled)
    }

    /// 应到312人，实到298人，缺席14人: what is left of two amounts right before it.
    fn called_left(&mut self, left: usize) {
        let Some(pair) = self.right_before(left, 2) else {
            return;
        };
        let (more, less) = (pair[0], pair[1]);
        let alike = self.figures[more].adds_to(&self.figures[left]);
        let lead = self.lead(left);
        let scoped = ["累计", "滚存", "历年", "归属", "上年", "年末", "其中"];
        let named = TRIPLES.iter().any(|[first, second, third]| {
            let last = lead.trim_end_matches(['为', '达', '计', '共', '合', '总', '额']);
            ends(last, third)
                && holds(self.lead(more), first)
                && holds(self.lead(less), second)
                && !holds(self.lead(less), first)
        });
        let parted = self.gap(left).contains('。') || self.gap(less).contains(['。', ';']);
        if alike && named && !parted && !holds(lead, &scoped) && self.whole_of[less].is_none() {
            self.claim_called(ClaimKind::Difference, LEFT, left, &[more, less]);
        }
    }

    /// 接通率98.6%，呼入12.9万个，接通12.7万个: a rate that its sentence begins with, of the
    /// only two amounts behind it, of which the second is called as the rate is.
    fn called_ahead(&mut self, rate: usize) {
        let (whole, part) = (rate + 1, rate + 2);
        let Some(name) = self.name_of_rate(rate) else {
            return;
        };
        let (Some(of), Some(own)) = (self.figures.get(whole), self.figures.get(part)) else {
            return;
        };
        let sentence = self.figures[rate].sentence;
        let level = [whole, part].iter().all(|other| {
            let said = &self.figures[*other];
            let here = said.sentence == sentence && said.depth == self.figures[rate].depth;
            here && self.roles[*other] == Role::Plain && said.is_amount()
        });
        let more = self
            .figures
            .get(part + 1)
            .is_some_and(|next| next.sentence == sentence && next.is_amount() && next.adds_to(own));
        let own_name = self.lead(part).trim_end_matches(['为', '了', '共']);
        let own_name = own_name.trim_start_matches(['共', '已']);
        // 按时办结率 is not of all that was 办结: only what is asked by telephone or the
        // like is called by less than the name of its rate.
        let short = name
            .strip_suffix(own_name)
            .is_some_and(|rest| own_name.chars().count() >= 2 && CHANNEL.contains(&rest));
        let called = (short || own_name.ends_with(&name)) && !self.lead(whole).contains(own_name);
        let apart = holds(&self.gap(whole), &[";", "其中"]) || holds(&self.gap(part), &[";"]);
        let ordered = of.adds_to(own) && own.figure.nominal <= of.figure.nominal;
        if level && !more && called && !apart && ordered && self.is_first(rate) {
            self.claim_called(ClaimKind::Ratio, NAMED, rate, &[part, whole]);
        }
    }

    /// 抽检1286批次，不合格18批次，合格率98.6%: what is left of a whole by what was not so.
    fn called_otherwise(&mut self, rate: usize) {
        let Some(pair) = self.right_before(rate, 2) else {
            return;
        };
        let (whole, part) = (pair[0], pair[1]);
        let Some(name) = self.name_of_rate(rate) else {
            return;
        };
        let not = ["不", "未"].iter().any(|word| {
            let denied = format!("{word}{name}");
            self.lead(part).contains(&denied)
        });
        let plain = !holds(self.lead(whole), &["不", "未"]);
        let parted = self.gap(rate).contains([';', '。']) || self.gap(part).contains([';', '。']);
        let less = self.figures[part].figure.nominal < self.figures[whole].figure.nominal;
        if not && plain && less && !parted {
            self.claim_called(ClaimKind::Margin, NAMED, rate, &[whole, part]);
        }
    }

    /// What a rate is called, where nothing else stands before it: 合格 of 总体合格率为.
    fn name_of_rate(&self, rate: usize) -> Option<String> {
        let lead = self.lead(rate);
        let lead = lead.trim_end_matches(['为', '达', '到', '是']);
        let name = lead.strip_suffix('率')?;
        let name = GENERIC
            .iter()
            .fold(name, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
        let length = name.chars().count();
        (2..=4).contains(&length).then(|| name.to_owned())
    }
}

/// Whether a claim tells of a figure what is so or not.
fn is_told(claim: &Claim, figure: usize) -> bool {
    claim.reported == figure && !matches!(claim.stands, Stands::Depends(_))
}

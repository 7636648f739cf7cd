//! What was there, what came, what went and what is left; and what is left of
//! two amounts.

use super::reader::Chinese;
use super::reader::Role;
use super::words::holds;
use crate::claim::claimed::{ClaimKind, Operand};

/// `上年结转A，新收B，办结C，结转下年D`.
pub(super) const BALANCE: &str = "balance";
/// `出口A，进口B，顺差C`.
const DIFFERENCE: &str = "difference";

/// Words of what was there before.
const OPENING: &[&str] = &[
    "上年结转",
    "上年度结转",
    "结转上年",
    "上年旧存",
    "旧存",
    "年初",
    "期初",
    "上年末",
    "上年未结",
    "上年遗留",
    "上期",
    "应到",
    "上年结余",
    "上年底",
    "月初",
    "季初",
    "去年结转",
    "承前",
    "承上",
    "上月转入",
];

/// Words of what was there in the end.
const CLOSING: &[&str] = &[
    "结转下年",
    "结转下期",
    "年末",
    "期末",
    "未结",
    "实到",
    "滚存",
    "年底",
    "月末",
    "季末",
    "结存",
    "尚存",
    "结转2",
    "存案",
];

/// Words of what came in between.
const IN: &[&str] = &[
    "新收",
    "新设",
    "购进",
    "增值",
    "收益",
    "归集",
    "缴存",
    "拨入",
    "筹集",
    "新增",
    "收入",
    "招收",
    "转入",
    "发展",
    "增加",
    "收到",
    "新建",
    "受理",
    "新受理",
    "调入",
    "流入",
    "新录",
    "购入",
    "入库",
    "新立",
    "本年收",
    "提取",
    "计提",
    "迁入",
    "出生",
    "分发",
];

/// Words of what came back, of what had gone out.
const BACK: &[&str] = &["收回", "追回", "核回"];

/// Words of what went out.
const OUT: &[&str] = &[
    "办结", "吊销", "销出", "损耗", "审结", "结案", "支出", "毕业", "转出", "退出", "退学", "去世",
    "减少", "请假", "注销", "核销", "销号", "出库", "流出", "调出", "解除", "偿还", "处置", "缺席",
    "因病", "撤销", "死亡", "迁出", "拨付", "使用", "出院", "辞职", "退休", "脱贫", "动用", "转销",
    "归还",
];

impl Chinese<'_> {
    /// What was there, what came, what went, what is left: every amount of one
    /// unit between the first and the last is one of them.
    pub(super) fn balances(&mut self) {
        for closing in 0..self.figures.len() {
            let said = &self.figures[closing];
            // 尚有1705件未审结
            let open = holds(self.lead(closing), &["尚有", "还有", "尚余", "剩余"])
                && self.tail(closing).starts_with('未');
            if !said.is_amount()
                || self.roles[closing] == Role::Spelled
                || !open && !holds(self.lead(closing), CLOSING)
                || holds(self.lead(closing), &["上年末", "去年末", "上年底"])
            {
                continue;
            }
            let run: Vec<usize> = self
                .before_in_sentence(closing)
                .filter(|other| {
                    self.figures[*other].adds_to(said) && self.figures[*other].depth == said.depth
                })
                .collect();
            if self.whole_of[closing].is_some() {
                continue;
            }
            let Some(at) = run.iter().position(|other| {
                holds(self.lead(*other), OPENING)
                    && !holds(
                        self.lead(*other),
                        &["比年初", "较年初", "比上年末", "较上年末"],
                    )
            }) else {
                continue;
            };
            let flows = run[..at].iter().rev().copied();
            // 本年减少30，其中处置20: the part is none beside its whole, and what comes
            // behind it may be another part.
            let (within, flows): (Vec<usize>, Vec<usize>) =
                flows.partition(|flow| holds(&self.gap(*flow), &["其中"]));
            let signs: Option<Vec<Operand>> = flows
                .iter()
                .map(|flow| {
                    let lead = self.lead(*flow);
                    // What was written off and comes back is read where it holds.
                    let back = holds(lead, BACK);
                    let (came, went) = (back || holds(lead, IN), holds(lead, OUT));
                    (came != went).then_some(Operand {
                        figure: *flow,
                        minus: went,
                    })
                })
                .collect();
            let Some(signs) = signs.filter(|signs| !signs.is_empty()) else {
                continue;
            };
            let mut operands = vec![Operand::from(run[at])];
            operands.extend(signs);
            if within.is_empty() || self.holds(ClaimKind::Balance, closing, &operands) {
                self.claim(ClaimKind::Balance, BALANCE, closing, &operands);
            }
        }
    }

    /// 收入总计A，支出总计B，结余C; 出口A，进口B，顺差C: what is left of two amounts
    /// that are called so.
    pub(super) fn differences(&mut self) {
        const LEFT: &[(&str, &str, &str)] = &[
            ("顺差", "出口", "进口"),
            ("顺差", "出口", "进口"),
            ("逆差", "进口", "出口"),
            ("逆差", "进口", "出口"),
            ("收支结余", "总收入", "总支出"),
            ("结余", "总收入", "总支出"),
            ("结余", "收入总计", "支出总计"),
            ("结转", "收入总计", "支出总计"),
            ("净增", "增加", "减少"),
            ("赤字", "支出总量", "收入总量"),
            ("赤字", "支出总计", "收入总计"),
            ("结余", "收入总量", "支出总量"),
            ("结转下年", "收入总量", "支出总量"),
            ("自然增长", "出生", "死亡"),
            ("自然增加", "出生", "死亡"),
            ("自然减少", "死亡", "出生"),
        ];
        for left in 0..self.figures.len() {
            let part = self.whole_of[left].is_some();
            let lead = self.lead(left).to_owned();
            // What is left of all years is not what is left of this one.
            if holds(&lead, &["累计", "滚存", "历年"]) {
                continue;
            }
            let rate = lead.contains('率');
            if part || !rate && !self.figures[left].is_amount() || self.roles[left] == Role::Spelled
            {
                continue;
            }
            for (name, more, less) in LEFT.iter().filter(|(name, ..)| lead.contains(name)) {
                let sentence = self.figures[left].sentence;
                let called = |word: &str| {
                    let before = (0..left)
                        .rev()
                        .take_while(|other| self.figures[*other].sentence + 4 >= sentence);
                    let mut found = before.filter(|other| {
                        let (own, of) = (&self.figures[*other], &self.figures[left]);
                        let level = match rate {
                            true => self.lead(*other).contains('率') && own.unit == of.unit,
                            false => self.roles[*other] == Role::Plain && own.adds_to(of),
                        };
                        self.lead(*other).contains(word)
                            && !self.lead(*other).contains("进出口")
                            && !self.lead(*other).contains(name)
                            && level
                    });
                    let one = found.next();
                    // Of two that are called so nobody knows which.
                    one.filter(|_| found.next().is_none())
                };
                if let Some((more, less)) = called(more).zip(called(less)) {
                    self.claim(
                        ClaimKind::Difference,
                        DIFFERENCE,
                        left,
                        &[more.into(), less.into()],
                    );
                    break;
                }
            }
        }
    }
}

//! Ratios whose names say what they are of what: 存贷比 is loans over deposits,
//! 资产负债率 is debts over assets, 毛利率 is what costs leave of what was sold.

use super::reader::{Chinese, Role};
use super::shares::Share;
use super::words::holds;
use crate::claim::claimed::{ClaimKind, Operand};
use crate::figure::Rat;

/// `存款B，贷款A，存贷比P%`.
const NAMED: &str = "named-ratio";

/// A ratio by its name: what stands above its line, and what below.
struct Ratio {
    name: &'static str,
    above: &'static [&'static str],
    below: &'static [&'static str],
}

const fn ratio(
    name: &'static str,
    above: &'static [&'static str],
    below: &'static [&'static str],
) -> Ratio {
    Ratio { name, above, below }
}

/// What is settled, of what came in.
const SETTLED: &[&str] = &["结案", "办结", "审结", "审执结", "执结", "审执"];
const CAME: &[&str] = &["收案", "新收", "受理", "收"];
const OUTPUT: &[&str] = &["总产值", "产值", "产量", "生产"];
const SOLD: &[&str] = &["销售产值", "销量", "销售量", "售出", "销售"];

/// Ratios by their names, of names that contain each other the longer first.
const RATIOS: &[Ratio] = &[
    ratio("性别比", &["男"], &["女"]),
    ratio("性比例", &["男"], &["女"]),
    ratio("性别比例", &["男"], &["女"]),
    ratio("在职退休比", &["在职"], &["退休"]),
    ratio("抚养比", &["在职"], &["退休", "离退休"]),
    ratio("收入比", &["城镇"], &["农村", "乡村"]),
    ratio("收入之比", &["城镇"], &["农村", "乡村"]),
    ratio("收入倍差", &["城镇"], &["农村", "乡村"]),
    ratio("消费支出比", &["城镇"], &["农村", "乡村"]),
    ratio("生师比", &["在校", "学生"], &["教师"]),
    ratio("存贷比", &["贷款"], &["存款"]),
    ratio("存贷款比", &["贷款"], &["存款"]),
    ratio("贷存比", &["贷款"], &["存款"]),
    ratio("结收案比", SETTLED, CAME),
    ratio("结收比", SETTLED, CAME),
    ratio("收结比", SETTLED, CAME),
    ratio("收结案比", SETTLED, CAME),
    ratio("产销率", SOLD, OUTPUT),
    ratio("产销比", SOLD, OUTPUT),
    ratio("资产负债率", &["负债"], &["资产"]),
    ratio("财政自给率", &["预算收入"], &["预算支出"]),
    ratio("毛利率", &["毛利"], &["营业收入", "营收", "销售收入"]),
    // Told by what is left of the one when the other is taken away (`margin`).
    ratio("产销差率", &[], &[]),
    ratio("漏损率", &[], &[]),
    ratio("服判息诉率", &[], &[]),
    ratio("净利率", &["净利润"], &["营业收入", "营收", "销售收入"]),
    ratio("净利润率", &["净利润"], &["营业收入", "营收", "销售收入"]),
    ratio(
        "不良贷款率",
        &["不良贷款"],
        &["各项贷款", "贷款余额", "贷款总额"],
    ),
    ratio(
        "不良率",
        &["不良贷款"],
        &["各项贷款", "贷款余额", "贷款总额"],
    ),
    ratio("拨备覆盖率", &["贷款损失准备", "拨备"], &["不良贷款"]),
    ratio("债务率", &["债务余额"], &["综合财力"]),
    ratio(
        "森林覆盖率",
        &["森林面积"],
        &["土地面积", "国土面积", "幅员面积", "总面积"],
    ),
    ratio("外贸依存度", &["进出口"], &["生产总值"]),
    ratio(
        "投入强度",
        &["研发经费", "研究与试验发展"],
        &["生产总值", "营业收入"],
    ),
    ratio("执行率", &["决算", "实际支出", "实际完成"], &["预算"]),
    ratio("入住率", &["入住"], &["床位"]),
    ratio("出席率", &["实到", "出席"], &["应到", "应出席"]),
    ratio("到会率", &["实到", "到会"], &["应到"]),
    ratio("入库率", &["入库"], &["应征", "应收"]),
    ratio("收缴率", &["收缴", "实收", "实缴"], &["应收", "应缴"]),
    ratio("征缴率", &["征缴", "实收", "实缴"], &["应收", "应缴"]),
];

/// Words for a part of what a name counts: a ratio of the whole is none of it.
const SCOPES: &[&str] = &[
    "新增",
    "净增",
    "外币",
    "人民币",
    "住户",
    "平均",
    "上年",
    "去年",
    "年初",
    "同期",
    "流动",
    "计划",
];

/// Whether words end in the name of such a ratio.
pub(super) fn is_named_ratio(lead: &str) -> bool {
    ratio_of(lead).is_some()
}

fn ratio_of(lead: &str) -> Option<&'static Ratio> {
    RATIOS.iter().find(|ratio| {
        let behind = lead.rsplit_once(ratio.name).map(|(_, behind)| behind);
        behind.is_some_and(|behind| behind.chars().count() <= 3)
    })
}

impl Chinese<'_> {
    /// A ratio whose name says what it is of what, where both are stated before
    /// it. Nothing is told where neither holds nor is nearly right.
    pub(super) fn named_ratio(&mut self, figure: usize) -> Option<Share> {
        // 平均入住率 is of all beds and of all who live there.
        let lead = self.lead(figure).replace("平均入住", "入住");
        let ratio = ratio_of(&lead)?;
        let sentence = self.figures[figure].sentence;
        let near: Vec<usize> = (0..figure)
            .rev()
            .take_while(|other| self.figures[*other].sentence + 1 >= sentence)
            .filter(|other| match self.roles[*other] {
                Role::Plain | Role::To | Role::Each => true,
                // 较预算数125亿元
                Role::Earlier => self.lead(*other).contains("预算"),
                _ => false,
            })
            .filter(|other| self.figures[*other].is_amount())
            .collect();
        let scopes = |words: &str| -> Vec<&&str> {
            // 本外币 is all of it.
            let words = words.replace("本外币", "");
            let there = SCOPES.iter().filter(|scope| words.contains(**scope));
            there.collect()
        };
        let called = |names: &[&str], not: &[&str]| -> Vec<usize> {
            let own = near.iter().copied().filter(|other| {
                let words = format!("{}{}", self.lead(*other), self.own_tail(*other));
                holds(&words, names) && !holds(&words, not) && scopes(&words) == scopes(&lead)
            });
            own.collect()
        };
        let above = called(ratio.above, &[]);
        let below = called(ratio.below, ratio.above);
        let readings: Vec<[usize; 2]> = above
            .iter()
            .flat_map(|above| below.iter().map(move |below| [*above, *below]))
            .filter(|[above, below]| {
                let beds = ratio.name == "入住率";
                beds || self.figures[*above].adds_to(&self.figures[*below])
            })
            .collect();
        let operands =
            |[above, below]: [usize; 2]| -> Vec<Operand> { vec![above.into(), below.into()] };
        // 104.7 men for a hundred women
        let said = &self.figures[figure];
        let hundredths = !said.is_percent() && said.figure.nominal > Rat::whole(20);
        let kind = match hundredths && ratio.name.starts_with('性') {
            true => ClaimKind::RatioInHundredths,
            false => ClaimKind::Ratio,
        };
        let holding = readings
            .iter()
            .copied()
            .find(|reading| self.holds(kind, figure, &operands(*reading)));
        let only = readings.first().copied().filter(|reading| {
            // Beds may be had otherwise than by those who are counted beside them.
            let alike = self.figures[reading[0]].adds_to(&self.figures[reading[1]]);
            readings.len() == 1 && alike && self.is_near(kind, figure, &operands(*reading))
        });
        let behind = || self.ratio_behind(figure, ratio);
        let Some([above, below]) = holding.or(only).or_else(behind) else {
            return self.margin(figure, ratio);
        };
        self.claim(kind, NAMED, figure, &operands([above, below]));
        Some(Share {
            share: figure,
            part: Some(above),
            whole: Some(below),
            named: true,
        })
    }

    /// 生师比为18.4:1（在校生26418人，专任教师1432人）: the amounts in brackets right behind,
    /// where they make it.
    fn ratio_behind(&self, figure: usize, ratio: &Ratio) -> Option<[usize; 2]> {
        let said = &self.figures[figure];
        let behind = (figure + 1..self.figures.len()).take(3).filter(|other| {
            let own = &self.figures[*other];
            own.sentence == said.sentence && own.depth > said.depth && own.is_amount()
        });
        let behind: Vec<usize> = behind.collect();
        let called = |names: &[&str]| {
            let mut named = behind.iter().copied();
            named.find(|other| holds(self.lead(*other), names))
        };
        let (above, below) = (called(ratio.above)?, called(ratio.below)?);
        let operands = [above.into(), below.into()];
        let holds = above != below && self.holds(ClaimKind::Ratio, figure, &operands);
        holds.then_some([above, below])
    }

    /// 营业收入A，营业成本B，毛利率P%: told where it holds or is nearly right. What all
    /// that was sold came to takes in more than what the costs are of, and what is lost
    /// of water has other names: these are told where they hold.
    fn margin(&mut self, figure: usize, ratio: &Ratio) -> Option<Share> {
        const SOLD: &[&str] = &["营业收入", "营业总收入", "营收", "销售收入", "主营业务收入"];
        const COSTS: &[&str] = &["营业成本", "销售成本", "主营业务成本"];
        let (of, less) = match ratio.name {
            "毛利率" => (SOLD, COSTS),
            "产销差率" | "漏损率" => (&["供水"][..], &["售水"][..]),
            "服判息诉率" => (&["结案", "审结", "一审"][..], &["上诉"][..]),
            _ => return None,
        };
        let sentence = self.figures[figure].sentence;
        let near = (0..figure).rev().filter(|other| {
            let said = &self.figures[*other];
            let level = matches!(self.roles[*other], Role::Plain | Role::To);
            said.sentence + 1 >= sentence && said.is_amount() && level
        });
        let near: Vec<usize> = near.take(8).collect();
        let called = |names: &[&str]| {
            let mut own = near.iter().copied();
            own.find(|other| holds(self.lead(*other), names))
        };
        let (sold, cost) = (called(of)?, called(less)?);
        let strict = ratio.name != "毛利率" || self.lead(sold).contains("总收入");
        let operands = [sold.into(), cost.into()];
        let alike = self.figures[sold].adds_to(&self.figures[cost]);
        let told = self.holds(ClaimKind::Margin, figure, &operands)
            || !strict && self.is_near(ClaimKind::Margin, figure, &operands);
        if alike && told {
            self.claim(ClaimKind::Margin, NAMED, figure, &operands);
        }
        None
    }
}

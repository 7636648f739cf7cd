//! Balances, averages, multiples, bounds, repeats and counts.

use super::Reader;
use super::roles::Role;
use super::words::{holds, is_earlier};
use crate::claim::claimed::{Claim, ClaimKind, Operand, Stands};
use crate::claim::evidence::is_slip;
use crate::figure::Hedge;

/// `上年结转A，新收B，办结C，结转下年D`.
const BALANCE: &str = "balance";
/// `出口A，进口B，顺差C`.
const DIFFERENCE: &str = "difference";
/// `总额A，共N户，户均E`.
const AVERAGE: &str = "average";
/// `A，是B的E倍`, `由B增至A，翻了一番`.
const MULTIPLE: &str = "multiple";
/// `均超过N`, `突破N`.
const BOUND: &str = "bound";
/// The same words with another number.
const REPEAT: &str = "repeat";
/// `以下五项：一是…`, `A、B、C三个县`.
const COUNT: &str = "count";

/// Words of what was there before.
const OPENING: &[&str] = &[
    "上年结转",
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
];
/// Words of what went out.
const OUT: &[&str] = &[
    "办结", "吊销", "销出", "损耗", "审结", "结案", "支出", "毕业", "转出", "退出", "退学", "去世",
    "减少", "请假", "注销", "核销", "销号", "出库", "流出", "调出", "解除", "偿还", "处置", "缺席",
    "因病", "撤销", "死亡", "迁出", "拨付", "使用", "出院", "辞职", "退休", "脱贫", "动用", "转销",
    "归还",
];

impl Reader<'_> {
    /// Reads what is left when totals, rates and changes are read.
    pub(super) fn others(&mut self) {
        self.balances();
        self.differences();
        self.carried();
        for figure in 0..self.figures.len() {
            if self.roles[figure] == Role::Each {
                self.average(figure);
            }
            if self.figures[figure].is_multiple() {
                self.multiple(figure);
            }
            self.bound(figure);
            self.count_of_names(figure);
            self.count_of_points(figure);
        }
        self.repeats();
    }

    /// What was there, what came, what went, what is left: every amount of one
    /// unit between the first and the last is one of them.
    fn balances(&mut self) {
        for closing in 0..self.figures.len() {
            let said = &self.figures[closing];
            if !said.is_amount()
                || self.roles[closing] == Role::Spelled
                || !holds(&self.lead(closing), CLOSING)
                || holds(&self.lead(closing), &["上年末", "去年末", "上年底"])
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
                holds(&self.lead(*other), OPENING)
                    && !holds(
                        &self.lead(*other),
                        &["比年初", "较年初", "比上年末", "较上年末"],
                    )
            }) else {
                continue;
            };
            let flows: Vec<usize> = run[..at].iter().rev().copied().collect();
            let signs: Option<Vec<Operand>> = flows
                .iter()
                .map(|flow| {
                    let lead = self.lead(*flow);
                    let (came, went) = (holds(&lead, IN), holds(&lead, OUT));
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
            self.claim(ClaimKind::Balance, BALANCE, closing, &operands);
        }
    }

    /// 上年结转A; 新收B; 办结合计C; 结转下年D, be they in sentences of their own.
    fn carried(&mut self) {
        for closing in 0..self.figures.len() {
            let said = &self.figures[closing];
            let told = self
                .claims
                .iter()
                .any(|claim| claim.kind == ClaimKind::Balance && claim.reported == closing);
            if told || !said.is_amount() || !holds(self.lead(closing), &["结转下", "结转至下"])
            {
                continue;
            }
            let called = |words: &[&str]| {
                let before = (0..closing)
                    .rev()
                    .take_while(|other| self.figures[*other].sentence + 3 >= said.sentence);
                let mut found = before.filter(|other| {
                    holds(self.lead(*other), words)
                        && self.roles[*other] == Role::Plain
                        && self.figures[*other].adds_to(said)
                });
                let one = found.next();
                one.filter(|_| found.next().is_none())
            };
            let opening = called(&["上年结转", "结转上年", "上年度结转"]);
            let came = called(&["新收"]);
            let went =
                called(&["总计", "办结合计", "共办结", "共办理"]).or_else(|| called(&["办结"]));
            if let Some(((opening, came), went)) = opening.zip(came).zip(went) {
                let went = Operand {
                    figure: went,
                    minus: true,
                };
                self.claim(
                    ClaimKind::Balance,
                    BALANCE,
                    closing,
                    &[opening.into(), came.into(), went],
                );
            }
        }
    }

    /// 收入总计A，支出总计B，结余C; 出口A，进口B，顺差C: what is left of two amounts
    /// that are called so.
    fn differences(&mut self) {
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
        ];
        for left in 0..self.figures.len() {
            let part = self.whole_of[left].is_some();
            if part || !self.figures[left].is_amount() || self.roles[left] == Role::Spelled {
                continue;
            }
            let lead = self.lead(left).to_owned();
            for (name, more, less) in LEFT.iter().filter(|(name, ..)| lead.contains(name)) {
                let sentence = self.figures[left].sentence;
                let called = |word: &str| {
                    let before = (0..left)
                        .rev()
                        .take_while(|other| self.figures[*other].sentence + 2 >= sentence);
                    let mut found = before.filter(|other| {
                        self.lead(*other).contains(word)
                            && !self.lead(*other).contains("进出口")
                            && !self.lead(*other).contains(name)
                            && self.roles[*other] == Role::Plain
                            && self.figures[*other].adds_to(&self.figures[left])
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

    /// So much for each of something: a total before it in its sentence, and
    /// how many there are of what it is for.
    fn average(&mut self, figure: usize) {
        let said = &self.figures[figure];
        let lead = self.lead(figure);
        let Some(at) = lead.rfind('均').or_else(|| lead.rfind('每')) else {
            return;
        };
        let (before, behind): (String, String) =
            (lead[..at].to_owned(), lead[at..].chars().skip(1).collect());
        if is_earlier(&before) {
            return;
        }
        let behind = behind.trim_start_matches('每').to_owned();
        let plain = |other: &usize| {
            self.roles[*other] == Role::Plain && self.figures[*other].depth == said.depth
        };
        let group: Vec<usize> = self.before_in_group(figure).filter(plain).collect();
        let all: Vec<usize> = match group.len() {
            0 | 1 => self.before_in_sentence(figure).filter(plain).collect(),
            _ => group,
        };
        let totals: Vec<usize> = all
            .iter()
            .copied()
            .filter(|other| self.figures[*other].adds_to(said))
            .collect();
        let numbers: Vec<usize> = all
            .iter()
            .copied()
            .filter(|other| {
                let unit = &self.figures[*other].unit;
                let per = |unit: &str| {
                    !unit.is_empty() && (before.ends_with(unit) || behind.starts_with(unit))
                };
                // 37所小学 for 校均, 391个行政村 for 村均.
                let called = before.chars().last().filter(|c| *c != '人' && *c != '平');
                let tail: String = self.tail(*other).chars().take(5).collect();
                per(unit)
                    || called.is_some_and(|c| tail.contains(c) || c == '校' && unit == "所")
                    || before.ends_with('人') && matches!(unit.as_str(), "名" | "位" | "人次")
            })
            .collect();
        let ([total, ..], [number, ..]) = (totals.as_slice(), numbers.as_slice()) else {
            return;
        };
        if total == number {
            return;
        }
        let readings: Vec<(ClaimKind, Vec<Operand>)> = totals
            .iter()
            .flat_map(|total| numbers.iter().map(move |number| (*total, *number)))
            .filter(|(total, number)| total != number)
            .map(|(total, number)| (ClaimKind::Average, vec![total.into(), number.into()]))
            .collect();
        // People of a place are counted otherwise for what they earn on average.
        let by_people = holds(&self.lead(*number), &["人口"]);
        let sure = readings.len() == 1 && !by_people && said.figure.hedge == Hedge::None;
        self.best(AVERAGE, figure, &readings, sure);
    }

    /// So many times as much: 是B的E倍, 翻了一番 is told of two levels.
    fn multiple(&mut self, figure: usize) {
        match self.roles[figure] {
            Role::OfFigure => {
                let base = figure - 1;
                let like = &self.figures[base];
                let about = self.before_in_sentence(base).find(|other| {
                    matches!(self.roles[*other], Role::Plain | Role::To)
                        && self.figures[*other].adds_to(like)
                });
                if let Some(about) = about {
                    self.claim(
                        ClaimKind::Multiple,
                        MULTIPLE,
                        figure,
                        &[about.into(), base.into()],
                    );
                }
            }
            Role::Other => {
                // 由B增至A，为…的E倍
                let lead = self.lead(figure);
                let of_then = lead.ends_with('的') && holds(&lead, &["为", "是", "达", "相当于"])
                    || self.text.at(self.figures[figure].number.start) == Some('翻');
                let to = self
                    .before_in_group(figure)
                    .find(|other| self.roles[*other] == Role::To);
                let from = to.and_then(|to| {
                    self.before_in_group(to).find(|other| {
                        matches!(self.roles[*other], Role::From | Role::Earlier)
                            && self.figures[*other].adds_to(&self.figures[to])
                    })
                });
                if let Some((to, from)) = to.zip(from).filter(|_| of_then) {
                    self.claim(
                        ClaimKind::Multiple,
                        MULTIPLE,
                        figure,
                        &[to.into(), from.into()],
                    );
                }
            }
            _ => {}
        }
    }

    /// 均超过N, 未达到N, 突破N: what the figures before it keep to.
    fn bound(&mut self, figure: usize) {
        let lead = self.lead(figure);
        let said = &self.figures[figure];
        let all = holds(&lead, &["均", "都", "全部"]);
        let hedged = match said.figure.hedge {
            Hedge::Above | Hedge::AtLeast => Some(ClaimKind::AtLeast),
            Hedge::Below | Hedge::AtMost => Some(ClaimKind::AtMost),
            _ => None,
        };
        let worded = match () {
            () if holds(&lead, &["未突破", "未超过", "没有超过"]) => {
                Some(ClaimKind::AtMost)
            }
            () if holds(&lead, &["首次突破", "已突破", "突破了"]) => {
                Some(ClaimKind::AtLeast)
            }
            () if said.is_percent()
                && lead.contains("超过")
                && holds(&lead, &["法定", "要求", "规定", "标准"]) =>
            {
                Some(ClaimKind::AtLeast)
            }
            () if holds(&lead, &["未达到", "低于", "不及"]) => Some(ClaimKind::AtMost),
            () => None,
        };
        let Some(kind) = worded.or(hedged.filter(|_| all)) else {
            return;
        };
        let like = |other: &usize| {
            let other = &self.figures[*other];
            other.is_percent() && said.is_percent() || other.adds_to(said)
        };
        let about: Vec<usize> = self
            .before_in_sentence(figure)
            .take_while(like)
            .filter(|other| {
                matches!(
                    self.roles[*other],
                    Role::Plain | Role::Rate | Role::Other | Role::Share | Role::To
                )
            })
            .collect();
        let about: Vec<usize> = match all {
            true => about.into_iter().rev().collect(),
            false => about.into_iter().take(1).collect(),
        };
        let operands: Vec<Operand> = about.into_iter().map(Operand::from).collect();
        if operands.is_empty() || all && operands.len() < 2 {
            return;
        }
        let mut stands = Stands::Holds;
        for operand in &operands {
            if !self.holds(kind, figure, &[*operand]) {
                stands = Stands::Fails;
            }
        }
        self.add(kind, BOUND, figure, &operands, stands);
    }

    /// A、B、C三个县: as many names as the number says.
    fn count_of_names(&mut self, figure: usize) {
        let said = &self.figures[figure];
        let small = said
            .figure
            .nominal
            .to_i128()
            .filter(|count| (2..=20).contains(count));
        let Some(count) = small.and_then(|count| usize::try_from(count).ok()) else {
            return;
        };
        let span = self.since(figure, &[',', ';', '。', '(', ')']);
        let list = self.words(said.lead.clone());
        let whole = self.words(span);
        let words = if list.contains('、') || !whole.contains('、') {
            list
        } else {
            whole
        };
        if words.contains(|c: char| c.is_ascii_digit())
            || !words.contains('、')
            || self.roles[figure] == Role::OfFigure
        {
            return;
        }
        const PLACES: &[&str] = &[
            "个", "家", "所", "县", "市", "区", "镇", "乡", "街道", "村", "个", "间", "间",
        ];
        let rest = words.contains('等');
        let names = words.trim_end_matches('等');
        let simple = !holds(names, &["和", "与", "及", "或", "以", "等"])
            && names.matches('、').count() < 20;
        let items = names.matches('、').count() + 1;
        let short = names
            .split('、')
            .skip(1)
            .all(|name| (1..=10).contains(&name.chars().count()));
        // A number far from how many are named counts something else.
        let near = items.abs_diff(count)
            <= usize::from(count <= 10 && PLACES.contains(&said.unit.as_str()));
        if !simple || !short || rest && items != count || items < 3 || !near {
            return;
        }
        let stands = if items == count {
            Stands::Holds
        } else {
            Stands::Fails
        };
        self.count(figure, items, stands);
    }

    /// 以下五个方面：一是…二是…
    fn count_of_points(&mut self, figure: usize) {
        let said = &self.figures[figure];
        let small = said
            .figure
            .nominal
            .to_i128()
            .filter(|count| (2..=10).contains(count));
        let Some(count) = small.and_then(|count| usize::try_from(count).ok()) else {
            return;
        };
        if !holds(
            &self.lead(figure),
            &[
                "以下", "分为", "如下", "下列", "做好", "抓好", "突出", "存在", "主要",
            ],
        ) {
            return;
        }
        let rest = self.text.plain(said.span.end..self.text.chars.len());
        let marks = [
            "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是",
        ];
        if !rest.chars().take(40).collect::<String>().contains("一是") {
            return;
        }
        let mut at = 0;
        let found = marks
            .iter()
            .take_while(|mark| match rest[at..].find(*mark) {
                Some(next) => {
                    at += next + mark.len();
                    true
                }
                None => false,
            });
        let found = found.count();
        let stands = if found == count {
            Stands::Holds
        } else {
            Stands::Fails
        };
        self.count(figure, found, stands);
    }

    pub(super) fn count(&mut self, figure: usize, counted: usize, stands: Stands) {
        self.claims.push(Claim {
            kind: ClaimKind::Count,
            pattern: COUNT,
            reported: figure,
            operands: Vec::new(),
            counted,
            words: self.figures[figure].lead.start..self.figures[figure].span.end,
            stands,
            reads_complete: false,
        });
    }

    /// The same quantity in the same words: 全年共组织宣讲86场 and 全年86场宣讲 are
    /// not the same words, and are not told.
    fn repeats(&mut self) {
        for second in 1..self.figures.len() {
            let said = &self.figures[second];
            let name = self.name_of(second);
            if name.chars().count() < 6
                || !matches!(self.roles[second], Role::Plain)
                || said.depth > 0
            {
                continue;
            }
            let first = (0..second).rev().find(|first| {
                self.figures[*first].adds_to(said)
                    && self.figures[*first].sentence < said.sentence
                    && self.name_of(*first) == name
            });
            // Another number may be that of another time, but for a slip.
            let told = |first: &usize| {
                self.holds(ClaimKind::Repeat, second, &[(*first).into()])
                    || is_slip(&self.figures[*first], &self.figures[second].figure.nominal)
            };
            if let Some(first) = first.filter(told) {
                self.claim(ClaimKind::Repeat, REPEAT, second, &[first.into()]);
            }
        }
    }
}

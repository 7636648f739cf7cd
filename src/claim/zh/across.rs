//! Totals whose parts stand in sentences of their own: pairs that make up a
//! whole by what they are called (出口 and 进口), what comes on top of an amount
//! (加上…，总量为…), and what is left when what went is taken from what came.

use super::reader::{Chinese, Role};
use super::words::{Way, holds};
use crate::claim::claimed::{ClaimKind, Operand};
use crate::claim::evidence::Evidence;

/// `出口A。进口B。` of 进出口 before them.
const COMPLEMENTS: &str = "parts-complementary";
/// `加上B，总量为W`.
const ADDED: &str = "parts-added";
/// `新增A，减少B，净增C`.
const NET: &str = "net-of";
/// Sentences back in which the whole of a pair is looked for.
const SENTENCES: usize = 5;

/// Words that divide something into two, with nothing left.
const PAIRS: &[(&str, &str)] = &[
    ("出口", "进口"),
    ("男", "女"),
    ("城镇", "乡村"),
    ("城镇", "农村"),
    ("中央", "地方"),
    ("税收", "非税"),
    ("一般债", "专项债"),
    ("在职", "退休"),
    ("国内", "国外"),
    ("境内", "境外"),
    ("轻工业", "重工业"),
    ("内资", "外资"),
    ("商品零售", "餐饮"),
    ("公立", "民营"),
    ("公办", "民办"),
    ("企业职工", "机关事业"),
    ("工作日", "周末"),
    ("短期", "中长期"),
];

/// What came, and what went, where the words say what is left of both.
const CAME: &[&str] = &[
    "新增",
    "增加",
    "新设",
    "招录",
    "招聘",
    "新进",
    "新建",
    "迁入",
    "转入",
    "出生",
    "入会",
    "调入",
    "流入",
    "新录",
    "新登记",
    "新开",
    "加入",
    "新辟",
];
const WENT: &[&str] = &[
    "减少", "注销", "退出", "流出", "迁出", "转出", "死亡", "离职", "退休", "调出", "关闭", "吊销",
    "核减", "辞职", "退会", "撤销",
];

impl Chinese<'_> {
    /// Two amounts that divide a whole before them by what they are called; told
    /// where they make it up.
    pub(super) fn complements(&mut self) {
        for second in 1..self.figures.len() {
            let level = matches!(
                self.roles[second],
                Role::Plain | Role::Each | Role::Change(_)
            );
            if !level || !self.figures[second].is_amount() {
                continue;
            }
            let pairs = PAIRS.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]);
            let pairs: Vec<(&str, &str)> = pairs
                .filter(|(_, own)| self.is_of_pair(second, own))
                .collect();
            for (other, own) in pairs {
                if self.complement(second, other, own) {
                    break;
                }
            }
        }
    }

    /// Whether a figure is called by a word of a pair, and not by both.
    fn is_of_pair(&self, figure: usize, word: &str) -> bool {
        let lead = self.lead(figure);
        let both = ["进出口", "男女", "城乡", "内外"];
        lead.contains(word) && !holds(lead, &both)
    }

    fn complement(&mut self, second: usize, other: &str, own: &str) -> bool {
        let said = &self.figures[second];
        let alike = |figure: usize| {
            self.roles[figure] == self.roles[second] && self.figures[figure].adds_to(said)
        };
        let first = (0..second)
            .rev()
            .take_while(|first| self.figures[*first].sentence + 2 >= said.sentence)
            .find(|first| {
                alike(*first)
                    && self.is_of_pair(*first, other)
                    && (own.contains(other) || !self.lead(*first).contains(own))
                    && self.figures[*first].depth == said.depth
            });
        let Some(first) = first else {
            return false;
        };
        let parts = [first, second];
        let sentence = self.figures[first].sentence;
        let sum = [Operand::from(first), Operand::from(second)];
        let whole = (0..first)
            .rev()
            .take_while(|whole| self.figures[*whole].sentence + SENTENCES >= sentence)
            .filter(|whole| {
                alike(*whole)
                    || self.roles[*whole] == Role::To && self.figures[*whole].adds_to(said)
            })
            .find(|whole| {
                self.holds(ClaimKind::Sum, *whole, &sum)
                    && Evidence::of(self.figures, *whole, &parts).is_no_chance
            });
        let Some(whole) = whole else {
            return false;
        };
        let told = self.claims.iter().any(|claim| {
            claim.kind == ClaimKind::Sum && claim.reported == whole && claim.operands == sum
        });
        if !told {
            self.claim(ClaimKind::Sum, COMPLEMENTS, whole, &sum);
            self.remember(whole, &parts);
        }
        true
    }

    /// 收入A。加上调入B、结转C，收入总量为W: what comes on top makes up the total
    /// behind it with the amount before.
    pub(super) fn added(&mut self) {
        for whole in 2..self.figures.len() {
            let said = &self.figures[whole];
            let lead = self.lead(whole);
            if !holds(lead, &["总量", "总计", "合计", "共计", "总收入", "总支出"])
                || !matches!(self.roles[whole], Role::Plain | Role::To)
            {
                continue;
            }
            let first = self.before_in_sentence(whole).find(|other| {
                holds(&self.gap(*other), &["加上", "加计", "加"])
                    && self.figures[*other].adds_to(said)
            });
            let Some(first) = first else {
                continue;
            };
            let more: Vec<usize> = (first..whole)
                .filter(|part| {
                    self.figures[*part].adds_to(said) && self.roles[*part] == Role::Plain
                })
                .collect();
            let own = (0..first)
                .rev()
                .take_while(|own| self.figures[*own].sentence + SENTENCES >= said.sentence)
                .filter(|own| self.figures[*own].adds_to(said) && self.roles[*own] == Role::Plain)
                .map(|own| {
                    let parts = [own].into_iter().chain(more.iter().copied());
                    parts.map(Operand::from).collect::<Vec<Operand>>()
                })
                .find(|parts| self.holds(ClaimKind::Sum, whole, parts));
            if let Some(parts) = own {
                self.claim(ClaimKind::Sum, ADDED, whole, &parts);
            }
        }
    }

    /// 减少2.3万元，其中车辆减少0.3万元，接待减少2万元: changes that make up a change,
    /// told where they do; and births and deaths that make up one.
    pub(super) fn changes_added(&mut self) {
        for whole in 0..self.figures.len() {
            let Role::Change(_) = self.roles[whole] else {
                continue;
            };
            let said = &self.figures[whole];
            if !said.is_amount() || said.is_points() {
                continue;
            }
            let alike = |other: &usize| self.figures[*other].adds_to(said);
            let parts: Vec<usize> = (whole + 1..self.figures.len())
                .take_while(|other| self.figures[*other].sentence == said.sentence)
                .filter(|other| self.roles[*other] == self.roles[whole])
                .filter(alike)
                .collect();
            let sum = Operand::all(&parts);
            let told = self.is_told(whole, &parts);
            if (2..=8).contains(&parts.len())
                && !told
                && self.holds(ClaimKind::Sum, whole, &sum)
                && Evidence::of(self.figures, whole, &parts).is_no_chance
            {
                self.claim(ClaimKind::Sum, COMPLEMENTS, whole, &sum);
                self.remember(whole, &parts);
            }
            let flow = |word: &str| {
                (whole + 1..self.figures.len())
                    .take_while(|other| self.figures[*other].sentence <= said.sentence + 1)
                    .filter(alike)
                    .find(|other| self.lead(*other).contains(word))
            };
            if let Some((born, dead)) = flow("出生").zip(flow("死亡")) {
                let pairs = [[born, dead], [dead, born]];
                let holding = pairs.into_iter().find(|[more, less]| {
                    self.holds(
                        ClaimKind::Difference,
                        whole,
                        &[(*more).into(), (*less).into()],
                    )
                });
                if let Some([more, less]) = holding {
                    self.claim(
                        ClaimKind::Difference,
                        NET,
                        whole,
                        &[more.into(), less.into()],
                    );
                }
            }
        }
    }

    /// 新增A，减少B，净增C: what came less what went. Another number is told only
    /// where it is nearly right and the net is of nothing else by its words.
    pub(super) fn nets(&mut self) {
        for net in 2..self.figures.len() {
            let said = &self.figures[net];
            let lead = self.lead(net);
            let up = holds(lead, &["净增", "净流入", "净迁入", "净增加"]);
            let down = holds(lead, &["净减", "净流出", "净迁出", "净减少"]);
            if up == down || !said.is_amount() || self.whole_of[net].is_some() {
                continue;
            }
            let short = lead.split('净').next().unwrap_or_default().chars().count() <= 2;
            let alike = |other: &usize| self.figures[*other].adds_to(said);
            let flow = |other: &usize| {
                let lead = self.lead(*other);
                let (came, went) = match self.roles[*other] {
                    Role::Change(way) => (way == Way::Up, way == Way::Down),
                    _ => (holds(lead, CAME), holds(lead, WENT)),
                };
                (came != went).then_some((*other, came))
            };
            let here: Vec<usize> = self.before_in_sentence(net).filter(alike).take(2).collect();
            let flows: Vec<(usize, bool)> = here.iter().filter_map(flow).collect();
            let beside = flows.len() == 2;
            // Others may stand between them, where the net holds.
            let flows: Vec<(usize, bool)> = match beside {
                true => flows,
                false => (0..net)
                    .rev()
                    .take_while(|other| self.figures[*other].sentence + 1 >= said.sentence)
                    .filter(alike)
                    .filter_map(|other| flow(&other))
                    .take(2)
                    .collect(),
            };
            let [(one, one_came), (other, other_came)] = flows.as_slice() else {
                continue;
            };
            if one_came == other_came {
                continue;
            }
            let (came, went) = if *one_came {
                (*one, *other)
            } else {
                (*other, *one)
            };
            let operands: [Operand; 2] = match up {
                true => [came.into(), went.into()],
                false => [went.into(), came.into()],
            };
            let near = short && beside && self.is_near(ClaimKind::Difference, net, &operands);
            if self.holds(ClaimKind::Difference, net, &operands) || near {
                self.claim(ClaimKind::Difference, NET, net, &operands);
            }
        }
    }
}

//! What a share or a rate is of: the whole of a list, a figure that is called
//! by the name of the base, an amount that was taken in.

use super::names::common;
use super::reader::Chinese;
use super::reader::Role;
use super::shares::Share;
use super::words::{SETTLED, TAKEN_IN, holds};
use crate::claim::claimed::ClaimKind;
use crate::figure::{Hedge, Rat};

/// Sentences back in which what a share is of is looked for.
const SENTENCES: usize = 5;

/// What may stand before the name of a base and says nothing of it.
const BEFORE_BASE: &[&str] = &[
    "全部", "全年", "总体", "承办", "同期", "本年", "其", "全市", "全县", "全省", "全区", "所有",
    "上述",
];
/// What may stand behind it.
const BEHIND_BASE: &[&str] = &[
    "总人数",
    "总户数",
    "总件数",
    "总数",
    "总量",
    "总额",
    "量",
    "户数",
    "人数",
    "件数",
    "数量",
    "数",
    "总",
    "的",
];

/// What may be of a share, best first, and whether it can be no other.
#[derive(Debug, Default)]
pub(super) struct Wholes {
    /// Figures.
    pub figures: Vec<usize>,
    /// Whether the first of them is meant.
    pub sure: bool,
}

impl Chinese<'_> {
    /// Amounts before a part that it may be a part of: what it is told to be a
    /// part of, what was taken in, what is nearest.
    pub(super) fn wholes_of(&self, part: usize) -> Vec<usize> {
        let said = &self.figures[part];
        let first = said.sentence.saturating_sub(SENTENCES - 1);
        let before = (0..part)
            .rev()
            .take_while(|other| self.figures[*other].sentence >= first);
        let mut found: Vec<usize> = before
            .filter(|other| {
                let whole = &self.figures[*other];
                self.is_level(*other, part)
                    && whole.adds_to(said)
                    && whole.figure.nominal >= said.figure.nominal
                    && whole.depth <= said.depth
            })
            .collect();
        found.sort_by_key(|other| {
            let own = self.figures[*other].sentence == said.sentence;
            match () {
                () if self.whole_of[part] == Some(*other) => 0,
                () if own && self.is_taken_in(*other) => 1,
                () if own => 2,
                () => 3,
            }
        });
        found
    }

    /// Whether a figure is an amount that another one may be a part of: both
    /// told for each person, or neither.
    pub(super) fn is_level(&self, figure: usize, part: usize) -> bool {
        match self.roles[part] {
            Role::Each => self.roles[figure] == Role::Each,
            _ => matches!(self.roles[figure], Role::Plain | Role::To),
        }
    }

    /// Takes back that a limit is a part of something: 控制在13012亿元以内 makes up any
    /// total.
    pub(super) fn without_limits(&mut self) {
        let limits: Vec<usize> = (0..self.figures.len())
            .filter(|figure| {
                let hedge = self.figures[*figure].figure.hedge;
                matches!(hedge, Hedge::AtMost | Hedge::Below)
                    && holds(self.lead(*figure), &["控制在", "限额", "上限", "不超"])
            })
            .collect();
        self.claims.retain(|claim| {
            let sum = matches!(claim.kind, ClaimKind::Sum | ClaimKind::Part);
            !(sum && claim.figures().any(|figure| limits.contains(&figure)))
        });
    }

    /// Whether a figure's words say that it was taken in.
    pub(super) fn is_taken_in(&self, figure: usize) -> bool {
        holds(self.lead(figure), TAKEN_IN)
    }

    /// Figures that are called by the name of a base: 提案总数.
    pub(super) fn wholes_named(
        &self,
        name: &str,
        part: usize,
        share: usize,
        before: &[Share],
    ) -> Wholes {
        let core = core_of(name);
        let mut wholes = self.wholes_of(part);
        // What has a share of the same is a part too.
        wholes.retain(|whole| !before.iter().any(|share| share.part == Some(*whole)));
        // Of one amount that is told twice the nearer one is meant.
        let mut values: Vec<Rat> = Vec::new();
        wholes.retain(|whole| {
            let value = &self.figures[*whole].figure.nominal;
            let new = !values.contains(value);
            values.push(value.clone());
            new
        });
        if core.chars().count() < 2 {
            let listed = self.whole_of[part];
            if let Some(listed) = listed {
                wholes.retain(|whole| *whole != listed);
                wholes.insert(0, listed);
            }
            let sure = listed.is_some() || wholes.len() == 1;
            // 占总数的41.7%（326起）…全年共782起
            if wholes.is_empty() {
                let sentence = self.figures[share].sentence;
                let behind = (share + 1..self.figures.len())
                    .take_while(|other| self.figures[*other].sentence == sentence);
                let total = |other: &usize| {
                    let like = self.figures[*other].adds_to(&self.figures[part]);
                    let said = holds(self.lead(*other), &["共", "合计", "总"]);
                    like && said && self.roles[*other] == Role::Plain
                };
                let holding = |whole: &usize| self.holds_as_share(part, *whole, share);
                wholes.extend(behind.filter(total).filter(holding));
            }
            return Wholes {
                figures: wholes,
                sure,
            };
        }
        let said = &self.figures[part];
        let like = |other: usize| {
            let figure = &self.figures[other];
            figure.adds_to(said)
                && figure.sentence + SENTENCES >= said.sentence
                && figure.sentence <= said.sentence + 1
                && other != part
                && figure.figure.nominal >= said.figure.nominal
                && (self.is_level(other, part) || self.roles[other] == Role::Base)
        };
        let all = (0..self.figures.len()).filter(|other| like(*other));
        let scored: Vec<(usize, usize)> = all
            .map(|other| (common(name, &self.name_of(other)), other))
            .collect();
        // What stands behind is meant only where nothing before is called so.
        let before: Vec<(usize, usize)> = scored
            .iter()
            .copied()
            .filter(|(score, other)| *other < part && *score >= 2)
            .collect();
        let scored = if before.is_empty() { scored } else { before };
        let best = scored.iter().map(|(score, _)| *score).max().unwrap_or(0);
        let like_listed = |(score, other): &&(usize, usize)| {
            self.whole_of[part] == Some(*other) && *score >= 2 && score * 2 > best
        };
        if let Some((score, listed)) = scored.iter().find(like_listed) {
            let called = self.name_of(*listed);
            let near = self.is_very_near(ClaimKind::Ratio, share, &[part.into(), (*listed).into()]);
            let whole_name =
                called.contains(&core) || near && core.chars().all(|c| called.contains(c));
            return Wholes {
                figures: vec![*listed],
                sure: whole_name || near && score * 3 >= core.chars().count() * 2,
            };
        }
        if best < 2 || best * 3 < core.chars().count() * 2 {
            // A name that is met in part, or a total, is meant where it holds.
            let mut partly: Vec<usize> = scored
                .iter()
                .filter(|(score, _)| *score >= 2)
                .map(|(_, other)| *other)
                .collect();
            if name.contains('总') {
                partly.extend(wholes);
            }
            partly.retain(|whole| self.holds_as_share(part, *whole, share));
            return Wholes {
                figures: partly,
                sure: false,
            };
        }
        let mut figures: Vec<usize> = scored
            .iter()
            .filter(|(score, _)| *score == best)
            .map(|(_, other)| *other)
            .collect();
        figures.sort_by_key(|other| part.abs_diff(*other));
        let called = figures
            .first()
            .map(|whole| self.name_of(*whole))
            .unwrap_or_default();
        let full = best >= core.chars().count() || core.chars().all(|c| called.contains(c));
        let sure = figures.len() == 1 && (full || best >= 3);
        // A name that is met only in pieces may be that of something wider: 进口
        // of 进出口.
        let pieces = best < core.chars().count();
        let near = figures.first().is_some_and(|whole| {
            self.is_very_near(ClaimKind::Ratio, share, &[part.into(), (*whole).into()])
        });
        let sure = sure && (!pieces || near);
        Wholes { figures, sure }
    }

    fn holds_as_share(&self, part: usize, whole: usize, share: usize) -> bool {
        self.holds(ClaimKind::Ratio, share, &[part.into(), whole.into()])
    }

    /// The amount that some words name, in this sentence or in the ones before:
    /// 非税收入 of 非税收入占…的35.8%.
    pub(super) fn amount_named(&self, name: &str, before: usize) -> Option<usize> {
        let core = core_of(name);
        let characters = core.chars().count();
        if characters < 2 {
            return None;
        }
        let sentence = self.figures[before].sentence;
        let found: Vec<(usize, usize)> = (0..before)
            .rev()
            .take_while(|other| self.figures[*other].sentence + SENTENCES > sentence)
            .filter(|other| {
                matches!(self.roles[*other], Role::Plain | Role::To)
                    && self.figures[*other].is_amount()
            })
            .map(|other| (common(&core, &self.name_of(other)), other))
            .collect();
        let best = found.iter().map(|(score, _)| *score).max()?;
        let group = self.group_start(before);
        let own: Vec<(usize, usize)> = found
            .iter()
            .copied()
            .filter(|(score, other)| *score == best && self.figures[*other].span.start >= group)
            .collect();
        let found = if own.is_empty() { found } else { own };
        let mut named = found.iter().filter(|(score, _)| *score == best);
        let one = named.next()?.1;
        let only = named.next().is_none();
        (only && (best >= characters || best >= 4)).then_some(one)
    }

    /// Whether an amount is what a rate is called by: 已办结 for 办结, 不批准逮捕
    /// for 不捕.
    pub(super) fn is_called(&self, figure: usize, name: &str) -> bool {
        let lead = format!("{}{}", self.lead(figure), self.own_tail(figure));
        let characters = name.chars().count();
        if characters < 2 {
            return false;
        }
        const LEFT: &[&str] = &["正在", "剩余", "尚有", "待办", "余下"];
        let negated = |text: &str| text.contains(['不', '未', '无']) || holds(text, LEFT);
        let budget = name.contains("执行") || name.contains("执行");
        let spent = budget && holds(&lead, &["决算"]);
        const ALSO: &[(&str, &str)] = &[
            ("病死", "死亡"),
            ("调撤", "调解"),
            ("不诉", "不起诉"),
            ("缺考", "缺考"),
            ("退税", "退"),
            ("提前办结", "提前"),
            ("破案", "破获"),
            ("侦破", "破获"),
            ("回收", "收回"),
            ("当庭宣判", "当庭"),
        ];
        let spent = spent
            || ALSO
                .iter()
                .any(|(own, also)| name == *own && lead.contains(also));
        let within = spent || name.chars().all(|c| lead.contains(c));
        let settled = holds(name, SETTLED) && characters <= 3 && holds(&lead, SETTLED);
        (within || settled) && (negated(name) || !negated(&lead))
    }
}

/// A name without what says nothing of it.
fn core_of(name: &str) -> String {
    let mut core = name;
    for word in BEFORE_BASE {
        core = core.strip_prefix(word).unwrap_or(core);
    }
    let behind = BEHIND_BASE.iter().find_map(|word| core.strip_suffix(word));
    behind.unwrap_or(core).to_owned()
}

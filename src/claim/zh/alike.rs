//! Whether the amounts of a list are parts beside each other, and of what.

use super::names::common;
use super::reader::{Chinese, LISTED, Role};
use super::words::{CHANNELS, REST, holds};
use crate::claim::claimed::{Claim, ClaimKind, Stands, Why};
use crate::figure::Rat;
use num_traits::Zero;
use std::collections::HashSet;

/// Whether some of a list are women or party members and others are called otherwise:
/// one may be both. What is left (其他) is called as any is.
fn crossing(leads: &[String]) -> bool {
    const CROSS: &[&str] = &["女", "党员", "少数民族", "团员"];
    let cross = |lead: &&String| holds(lead, CROSS);
    let other = |lead: &&String| !holds(lead, CROSS) && !holds(lead, &["男", "汉族", "群众"]);
    let left = |lead: &&String| holds(lead, REST);
    let crossed = leads.iter().filter(cross).count();
    crossed > 0 && leads.iter().filter(other).any(|lead| !left(&lead))
}

/// The name of a part without the words before it: 其中女性 is 女性.
fn bare_name(lead: &str) -> &str {
    let name = ["其中", "包括", "分别为"]
        .iter()
        .filter_map(|word| lead.rsplit_once(word))
        .map(|(_, name)| name)
        .min_by_key(|name| name.len());
    name.unwrap_or(lead).trim_start_matches(',')
}

/// Whether two names of a list tell of what may be done to one at once, or of what one
/// may have beside what it is: 党纪处分 and 政务处分, 教师 and those who 具有博士学位.
fn at_once(leads: &[String]) -> bool {
    const TWICE: &[(&str, &str)] = &[("党纪", "政务"), ("党纪", "组织处理"), ("党纪", "移送")];
    const HAVE: &[&str] = &["具有", "具备", "拥有", "持有", "取得"];
    let any = |word: &str| leads.iter().any(|lead| lead.contains(word));
    let have = leads.iter().filter(|lead| holds(lead, HAVE)).count();
    TWICE.iter().any(|(one, other)| any(one) && any(other)) || have > 0 && have < leads.len()
}

impl Chinese<'_> {
    /// The parts up to the first that tells what was done with them.
    pub(super) fn alike(&self, parts: &[usize]) -> Vec<usize> {
        const DONE: &[&str] = &[
            "结案", "办结", "审结", "执结", "答复", "办结", "调撤", "惠及", "涉及", "覆盖", "结转",
            "立案", "办复", "采纳", "接通", "整改", "解决", "化解",
        ];
        let done = |part: &usize| {
            holds(self.lead(*part), DONE) && !self.lead(*part).contains(['未', '不'])
        };
        let first = parts.first().is_some_and(done);
        match first {
            true => parts.to_vec(),
            false => parts
                .iter()
                .copied()
                .take_while(|part| !done(part))
                .collect(),
        }
    }

    /// Whether words within a list or behind it say that its parts overlap.
    pub(super) fn says_overlap(&self, parts: &[usize]) -> bool {
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            return false;
        };
        let end = self.text.sentences[self.figures[*last].sentence].end;
        let words = self.words(self.figures[*first].span.start..end);
        holds(
            &words,
            &[
                "同时",
                "重复",
                "交叉",
                "可多选",
                "兼",
                "分别计算",
                "多选",
                "其中部分",
                "双重",
                "并处",
            ],
        ) || self.takes_in_another(parts)
    }

    /// Whether a share right behind a part is of another part of the list, by its name:
    /// 专任教师1432人，有博士学位的986人，占专任教师总数的68.85%.
    fn takes_in_another(&self, parts: &[usize]) -> bool {
        parts.iter().any(|part| {
            let share = part + 1;
            let of_share = self.roles.get(share) == Some(&Role::Share);
            let of = self.lead_of(share).split_once('占').map(|(_, of)| of);
            let of = of.filter(|of| of_share && of.chars().count() >= 4);
            of.is_some_and(|of| {
                let others = parts.iter().filter(|other| *other != part);
                let mut names = others.map(|other| bare_name(self.lead(*other)));
                names.any(|name| name.chars().count() >= 3 && of.starts_with(name))
            })
        })
    }

    /// What stands before a figure, if there is one.
    fn lead_of(&self, figure: usize) -> &str {
        self.leads.get(figure).map_or("", String::as_str)
    }

    /// Whether an amount begins a division of another part of its list: 其中技术人员2758人，
    /// 占84.5%；技术人员中，医师986人.
    pub(super) fn divides_a_part(&self, parts: &[usize], other: usize) -> bool {
        let gap = self.gap(other);
        let begins = gap.rsplit([';', '。']).next().unwrap_or_default();
        let Some((name, _)) = begins.split_once('中').filter(|(name, _)| !name.is_empty()) else {
            return false;
        };
        let mut names = parts.iter().map(|part| bare_name(self.lead(*part)));
        names.any(|own| own.chars().count() >= 2 && name.ends_with(own))
    }

    /// Whether parts are told by how much each is at least: 亿元以上212个、10亿元以上42个
    /// takes the second in with the first.
    fn are_nested(&self, parts: &[usize]) -> bool {
        let at_least = |(at, part): (usize, &usize)| {
            let start = self.figures[*part].span.start;
            let from = match at.checked_sub(1) {
                Some(last) => self.figures[parts[last]].span.end,
                None => start.saturating_sub(12),
            };
            self.words(from..start.max(from)).contains("以上")
        };
        parts
            .iter()
            .enumerate()
            .filter(|own| at_least(*own))
            .count()
            >= 2
    }

    /// Whether parts may overlap: ways by which one thing came out, or people
    /// by their sex, their age and their schooling at once.
    pub(super) fn overlap(&self, parts: &[usize]) -> bool {
        const DIMENSIONS: &[&[&str]] = &[
            &["女", "男", "性别"],
            &["岁", "青年", "老年"],
            &["学历", "本科", "大专", "博士", "硕士", "研究生"],
            &["少数民族", "汉族"],
            &["职称", "高级"],
            &["党员"],
            &["残疾", "低保", "贫困"],
        ];
        let leads: Vec<String> = parts
            .iter()
            .map(|part| self.gap(*part) + self.tail(*part))
            .collect();
        let by_channel = leads.iter().filter(|lead| holds(lead, CHANNELS)).count();
        let dimension = |lead: &String| DIMENSIONS.iter().position(|words| holds(lead, words));
        let mut dimensions: Vec<Option<usize>> = leads.iter().map(dimension).collect();
        dimensions.sort_unstable();
        dimensions.dedup();
        // What is appealed against was decided before.
        const LATER: &[&str] = &["上诉", "抗诉", "发回", "改判", "申诉", "再审"];
        let later = leads.iter().filter(|lead| holds(lead, LATER)).count();
        by_channel >= 2
            || self.are_nested(parts)
            || at_once(&leads)
            || later > 0 && later < leads.len()
            || dimensions.len() > 2
            || dimensions.len() == 2 && dimensions[0].is_none() && crossing(&leads)
    }

    /// Whether the first part is called as the whole is.
    pub(super) fn names_whole(&self, whole: usize, parts: &[usize]) -> bool {
        let of_whole = self.lead(whole);
        parts
            .first()
            .is_some_and(|part| common(of_whole, self.lead(*part)) >= 2)
    }

    /// The wholes that the words before a list name, else all of them: 理事单位按
    /// 所有制分，国有29家.
    pub(super) fn wholes_called(&self, first: usize, wholes: &[usize]) -> Vec<usize> {
        let gap = self.gap(first);
        let sentence = gap.rsplit(['。', ';']).next().unwrap_or_default();
        let name = ["按", "其中", "中", "当中"]
            .iter()
            .filter_map(|sign| sentence.split_once(sign))
            .map(|(name, _)| name)
            .next();
        let name = name.unwrap_or_default();
        if name.chars().count() < 2 || !gap.contains('。') {
            return wholes.to_vec();
        }
        let scored: Vec<(usize, usize)> = wholes
            .iter()
            .map(|whole| (common(name, &self.name_of(*whole)), *whole))
            .collect();
        let best = scored.iter().map(|(score, _)| *score).max().unwrap_or(0);
        if best < 2 {
            return wholes.to_vec();
        }
        scored
            .into_iter()
            .filter(|(score, _)| *score == best)
            .map(|(_, whole)| whole)
            .collect()
    }

    /// Whether an amount is the last of a row: 国家级6项、省级18项、市级32项，其中… is of
    /// all of them.
    pub(super) fn is_last_of_row(&self, whole: usize) -> bool {
        let before = whole.checked_sub(1).filter(|before| {
            let (one, other) = (&self.figures[*before], &self.figures[whole]);
            one.adds_to(other) && self.roles[*before] == self.roles[whole]
        });
        let gap = self.gap(whole);
        before.is_some() && gap.starts_with(['、', '和', '及']) && !gap.contains([',', ';', '。'])
    }

    /// Whether two parts have a third beside them that is seldom named: 盈利 and 亏损
    /// leave what broke even, 上涨 and 下跌 what stayed.
    pub(super) fn leaves_even(&self, parts: &[usize]) -> bool {
        const PAIRS: &[(&str, &str)] = &[
            ("盈利", "亏损"),
            ("盈", "亏"),
            ("涨", "跌"),
            ("上升", "下降"),
            ("增长", "下降"),
            ("同意", "反对"),
            ("赞成", "反对"),
            ("支持", "反对"),
            ("胜", "负"),
            ("改善", "恶化"),
            ("好转", "变差"),
        ];
        let [one, other] = parts else {
            return false;
        };
        let (one, other) = (self.name_of(*one), self.name_of(*other));
        PAIRS.iter().any(|(first, second)| {
            one.contains(first) && other.contains(second)
                || one.contains(second) && other.contains(first)
        })
    }

    /// Takes back that parts should make up their whole where each is told with its
    /// share of it and all the shares hold: then what they leave, or have too much, is
    /// meant (民生支出 takes in 教育支出).
    pub(super) fn without_parts_apart(&mut self) {
        let of_whole: Vec<(usize, usize)> = self
            .claims
            .iter()
            .filter(|claim| claim.kind == ClaimKind::Ratio && claim.stands == Stands::Holds)
            .filter_map(|claim| match claim.operands.as_slice() {
                [part, whole] => Some((part.figure, whole.figure)),
                _ => None,
            })
            .collect();
        let told: HashSet<(usize, usize)> = of_whole.into_iter().collect();
        let apart = |claim: &Claim| {
            let listed = claim.kind == ClaimKind::Sum && claim.pattern == LISTED;
            let mut parts = claim.operands.iter().map(|part| part.figure);
            let rest = parts.clone().any(|part| holds(self.lead(part), REST));
            let few = (2..=3).contains(&claim.operands.len());
            listed && few && !rest && parts.all(|part| told.contains(&(part, claim.reported)))
        };
        let open: Vec<usize> = (0..self.claims.len())
            .filter(|at| self.claims[*at].stands == Stands::Fails && apart(&self.claims[*at]))
            .collect();
        for at in open {
            self.claims[at].stands = Stands::Depends(Why::Unclear);
        }
    }

    /// Whether parts leave as much of a whole as the least of them is.
    pub(super) fn leaves_another(&self, whole: usize, parts: &[usize]) -> bool {
        let value = |figure: usize| self.figures[figure].figure.nominal.clone();
        let sum = parts
            .iter()
            .fold(Rat::zero(), |sum, part| sum + value(*part));
        let least = parts.iter().map(|part| value(*part)).min();
        least.is_some_and(|least| value(whole) - sum >= least)
    }
}

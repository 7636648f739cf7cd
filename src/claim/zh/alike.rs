//! Whether the amounts of a list are parts beside each other, and of what.

use super::names::common;
use super::reader::Chinese;
use super::words::{CHANNELS, holds};
use crate::figure::Rat;
use num_traits::Zero;

impl Chinese<'_> {
    /// The parts up to the first that tells what was done with them.
    pub(super) fn alike(&self, parts: &[usize]) -> Vec<usize> {
        const DONE: &[&str] = &[
            "结案", "办结", "审结", "执结", "答复", "办结", "调撤", "惠及", "涉及", "覆盖", "结转",
            "立案", "办复", "采纳",
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
            ],
        )
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
        by_channel >= 2
            || dimensions.len() >= 2
                && dimensions.iter().flatten().count() >= 1
                && dimensions.len() > 2
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

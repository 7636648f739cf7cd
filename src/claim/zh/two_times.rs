//! One amount told of two times, and by how much it changed: 2022年净利润3.26亿元，
//! 2021年净利润2.86亿元，同比增加0.40亿元，增幅13.99%.

use super::names::common;
use super::reader::{Chinese, Role};
use super::words::{Way, ends, is_earlier, noun_of_change, way_behind};
use crate::claim::claimed::{ClaimKind, Operand};
use std::ops::Range;

/// `由B增至A，增长P%`.
const FROM: &str = "change-from";

impl Chinese<'_> {
    /// Whether two amounts of one name stand before the amount of a change that is
    /// what they differ by; the change and its rate are told of them.
    pub(super) fn of_two_times(&mut self, rate: usize, amount: usize, way: Way) -> bool {
        let first = rate.min(amount);
        let values: Vec<usize> = self
            .before_in_group(first)
            .filter(|other| {
                let level = matches!(self.roles[*other], Role::Plain | Role::Earlier);
                level && self.figures[*other].adds_to(&self.figures[amount])
            })
            .take(2)
            .collect();
        let [other, one] = values.as_slice() else {
            return false;
        };
        let (one, other) = (*one, *other);
        for [now, then] in [[one, other], [other, one]] {
            let pair = match way {
                Way::Up => [now, then],
                Way::Down => [then, now],
            };
            let operands = pair.map(Operand::from);
            let change = self.figures[amount].steps() >= crate::figure::Rat::whole(10);
            if !change || !self.holds(ClaimKind::Difference, amount, &operands) {
                continue;
            }
            let kind = match way {
                Way::Up => ClaimKind::Growth,
                Way::Down => ClaimKind::Decline,
            };
            self.claim(ClaimKind::Difference, FROM, amount, &operands);
            self.claim(kind, FROM, rate, &[now.into(), then.into()]);
            return true;
        }
        false
    }

    /// Whether an amount stands in brackets with nothing but amounts, which are those of
    /// the time in front of them, with which is compared: 同比上年（36,368件）上升4.2%,
    /// 与2022年（468起、71人）相比.
    pub(super) fn is_of_time_in_front(&self, figure: usize) -> bool {
        let said = &self.figures[figure];
        let sentence = &self.text.sentences[said.sentence];
        let start = said.span.start;
        let is = |sign: char| move |at: &usize| self.text.at(*at) == Some(sign);
        let open = (sentence.start..start).rev().find(is('('));
        let close = (said.span.end..sentence.end).find(is(')'));
        let (Some(open), Some(close), true) = (open, close, said.depth > 0) else {
            return false;
        };
        let between = open + 1..close;
        let own = self.figures.iter().skip(figure.saturating_sub(4)).take(9);
        let spans: Vec<_> = own.map(|other| other.span.clone()).collect();
        let only = between.into_iter().all(|at| {
            let sign = self
                .text
                .at(at)
                .is_some_and(|c| matches!(c, '、' | ',' | ' ' | '和'));
            sign || spans.iter().any(|span| span.contains(&at))
        });
        let before = self.words(open.saturating_sub(14).max(sentence.start)..open);
        let clause = before
            .rsplit([',', ';', '。', ':', '、', '(', ')'])
            .next()
            .unwrap_or_default();
        let over = clause.contains("高于") || clause.contains("低于");
        let compares = over || clause.contains(['比', '较', '与']);
        let time = ends(
            clause,
            &[
                "年",
                "期",
                "月",
                "季度",
                "周",
                "上年度",
                "去年",
                "初",
                "末",
                "底",
                "同比",
                "环比",
            ],
        );
        let behind = self.words(close + 1..(close + 9).min(sentence.end));
        let against = ["相比", "相较", "对比"]
            .iter()
            .any(|word| behind.starts_with(word));
        let by = over && behind.starts_with(|c: char| c.is_ascii_digit());
        only && compares && time && (against || by || way_behind(&behind).is_some())
    }

    /// 412起、62人，与2022年（468起、71人）相比，分别下降12.0%、12.7%: what a change in a row
    /// is of, as many amounts of now and of then right before it.
    pub(super) fn thens_in_turn(&self, row: &Range<usize>, figure: usize) -> Option<[usize; 2]> {
        let count = row.len();
        let (then, now) = (
            row.start.checked_sub(count)?,
            row.start.checked_sub(2 * count)?,
        );
        let sentence = self.figures[row.start].sentence;
        let pairs = (0..count).all(|at| {
            let (now, then) = (now + at, then + at);
            let level = matches!(self.roles[now], Role::Plain | Role::To);
            level
                && self.roles[then] == Role::Earlier
                && self.figures[now].sentence == sentence
                && self.figures[now].adds_to(&self.figures[then])
        });
        let place = figure - row.start;
        let in_turn = count > 1 && self.clause(row.start).contains("分别");
        (in_turn && pairs).then_some([now + place, then + place])
    }

    /// Whether the rate of a change is of something else than the amount of the one
    /// before it: 净增36家，实现增加值增长6.2%.
    pub(super) fn changes_anew(&self, rate: usize, amount: usize) -> bool {
        let noun = noun_of_change(self.lead(rate));
        let time = noun.contains(['年', '月', '季', '周', '期', '比', '届']);
        let own = noun.chars().count() >= 3 && !time && !noun.contains("分别");
        let before = self.clause(amount);
        let added = self.lead(rate).contains("增加值") && !before.contains("增加值");
        amount < rate && (added || own && common(&noun, &before) < 2)
    }

    /// 上年同期118.2万元，变动幅度6.94%: how much the only two values before it differ,
    /// whichever way; told where it holds.
    pub(super) fn varied(&mut self, rate: usize) {
        const VARIED: &[&str] = &[
            "变动",
            "变动幅度",
            "变动比例",
            "变动率",
            "变化率",
            "变化幅度",
            "增减幅度",
            "增减率",
            "增减比例",
            "增减变动",
            "变动幅度为",
            "变动比例为",
            "变动率为",
            "增减幅度为",
        ];
        let said = &self.figures[rate];
        let told = self.claims.iter().any(|claim| claim.reported == rate);
        if told || !said.is_percent() || said.is_points() || !ends(self.lead(rate), VARIED) {
            return;
        }
        let values: Vec<usize> = self
            .before_in_group(rate)
            .filter(|other| self.figures[*other].is_amount())
            .filter(|other| matches!(self.roles[*other], Role::Plain | Role::Earlier | Role::To))
            .take(2)
            .collect();
        let [then, now] = values.as_slice() else {
            return;
        };
        if !self.figures[*then].adds_to(&self.figures[*now]) {
            return;
        }
        for kind in [ClaimKind::Growth, ClaimKind::Decline] {
            for pair in [[*now, *then], [*then, *now]] {
                let operands = pair.map(Operand::from);
                let earlier = is_earlier(self.lead(pair[1])) || pair[1] == *then;
                if earlier && self.holds(kind, rate, &operands) {
                    self.claim(kind, FROM, rate, &operands);
                    return;
                }
            }
        }
    }
}

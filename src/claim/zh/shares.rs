//! Shares that make up a whole, and the parts that do so with them.

use super::reader::{Chinese, Role};
use super::words::holds;
use crate::claim::claimed::{ClaimKind, Operand};
use crate::claim::evidence::Evidence;
use crate::figure::{Hedge, Rat};
use num_traits::{One, Zero};

/// `A占P%，B占Q%，其他占R%`.
pub(super) const SHARES: &str = "shares-complete";
/// `A，占P%；B，占Q%`, where the shares make up the whole.
const PARTS: &str = "parts-by-shares";

/// `A占P%，B占Q%，两者合占R%`.
const TOGETHER_NAME: &str = "shares-together";

/// A share that was read: its figure, its part and what it is of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Share {
    /// The percentage.
    pub share: usize,
    /// The amount that it is of the whole.
    pub part: Option<usize>,
    /// The whole.
    pub whole: Option<usize>,
    /// Whether its words name a base.
    pub named: bool,
}

impl Chinese<'_> {
    /// Reads runs of shares of one whole.
    pub(super) fn complete_shares(&mut self, shares: &[Share]) {
        let mut runs: Vec<Vec<Share>> = Vec::new();
        for share in shares {
            let goes_on = |run: &&mut Vec<Share>| {
                let last = run.last().copied();
                let more: Vec<Share> = run.iter().copied().chain([*share]).collect();
                let full = self.is_complete(run) && !self.is_complete(&more);
                last.is_some_and(|last| self.go_on(last, *share)) && !full
            };
            // Shares of other wholes may stand between.
            match runs.iter_mut().rev().take(3).find(goes_on) {
                Some(run) => run.push(*share),
                None => runs.push(vec![*share]),
            }
        }
        for run in runs.iter().filter(|run| run.len() >= 2) {
            self.complete_run(run);
        }
    }

    /// Whether a share goes on where another one left off: of the same whole,
    /// in the same sentence or the next one.
    fn go_on(&self, last: Share, next: Share) -> bool {
        let (one, other) = (&self.figures[last.share], &self.figures[next.share]);
        let whole = match (last.whole, next.whole) {
            (Some(one), Some(other)) => one == other,
            (None, None) => {
                let gap = self.gap(next.share);
                let rest = gap.contains("其余") || gap.contains("其他");
                (last.part.is_some() == next.part.is_some() || rest) && !next.named
            }
            _ => false,
        };
        let other_part = last.part.is_none() || last.part != next.part;
        whole && other_part && other.sentence <= one.sentence + 1 && one.depth == other.depth
    }

    /// Whether shares make up a whole already.
    fn is_complete(&self, run: &[Share]) -> bool {
        let operands: Vec<Operand> = run.iter().map(|share| Operand::from(share.share)).collect();
        run.len() >= 2 && self.holds(ClaimKind::Shares, run[0].share, &operands)
    }

    fn complete_run(&mut self, run: &[Share]) {
        let operands: Vec<Operand> = run.iter().map(|share| Operand::from(share.share)).collect();
        let first = run[0].share;
        let hedged = run
            .iter()
            .any(|share| self.figures[share.share].figure.hedge != Hedge::None);
        if hedged {
            return;
        }
        let complete = self.holds(ClaimKind::Shares, first, &operands);
        let parts: Option<Vec<usize>> = run.iter().map(|share| share.part).collect();
        let of = parts.as_ref().zip(run[0].whole);
        if let Some((parts, whole)) = of
            && complete
            && !self
                .lists
                .iter()
                .any(|list| list.whole == whole && list.parts == *parts)
        {
            let sum = Operand::all(parts);
            if self.holds(ClaimKind::Sum, whole, &sum)
                || Evidence::of(self.figures, whole, parts).near
            {
                self.claim(ClaimKind::Sum, PARTS, whole, &sum);
            }
        }
        let adds_up = of.is_some_and(|(parts, whole)| {
            // Women, young people and graduates add up to all by chance.
            let sum = Operand::all(parts);
            // 占投诉的55.5% and 占举报的54.9% are not of both together: none of them holds.
            let mut shares = run.iter().zip(parts);
            let of_it = shares.any(|(share, part)| {
                self.holds(
                    ClaimKind::Ratio,
                    share.share,
                    &[(*part).into(), whole.into()],
                )
            });
            of_it && self.holds(ClaimKind::Sum, whole, &sum) && !self.overlap(parts)
        });
        let last = run[run.len() - 1].share;
        let rest = holds(&self.gap(last), &["其他", "其它", "其余", "及其他"]);
        let three = run.len() >= 3;
        let alone = parts.is_none();
        // 从…看, 按…分: the list is meant to be all.
        let start = self.figures[first].span.start;
        // 分别为 parts nothing.
        let before = self.words(start.saturating_sub(24)..start);
        let before = before.replace("分别", "");
        let split = holds(&before, &["看", "分", "结构", "构成"]) && !before.contains("选");
        let meant = match complete {
            // Two shares alone may make up a whole by chance.
            true => three || !alone || rest || self.are_beside(run),
            false => {
                let within = if rest || split && run.len() >= 4 {
                    15
                } else {
                    3
                };
                // Less than a whole may leave some out.
                let over = self.sum_of(&operands) > Rat::one();
                let all = rest || split || over;
                adds_up
                    || three && alone && all && self.nearly_whole(&operands, within)
                    || three && rest && self.nearly_whole(&operands, within)
            }
        };
        if meant {
            self.claim(ClaimKind::Shares, SHARES, first, &operands);
        }
    }

    /// 三者合占42.5%: a share that is the shares before it together. Another number
    /// is told where the words say of how many it is, and one slip explains it.
    pub(super) fn shares_together(&mut self) {
        const TOGETHER: &[&str] = &[
            "合占", "合计", "共占", "三者", "两者", "二者", "上述", "总计", "总体",
        ];
        for whole in 2..self.figures.len() {
            let said = &self.figures[whole];
            let sentence = self.text.sentences[said.sentence].start;
            let before =
                self.words(sentence.max(said.span.start.saturating_sub(60))..said.span.start);
            let level = said.is_percent()
                && matches!(
                    self.roles[whole],
                    Role::Share | Role::Other | Role::OfFigure | Role::To
                );
            if !level || !holds(&before, TOGETHER) {
                continue;
            }
            let parts: Vec<usize> = (0..whole)
                .rev()
                .take_while(|part| self.figures[*part].sentence + 2 >= said.sentence)
                .filter(|part| self.figures[*part].is_percent() && !self.figures[*part].is_points())
                .take_while(|part| {
                    matches!(
                        self.roles[*part],
                        Role::Share | Role::Other | Role::OfFigure
                    )
                })
                .take(6)
                .collect();
            let sum = |count: usize| -> Vec<Operand> {
                parts[..count]
                    .iter()
                    .rev()
                    .map(|part| Operand::from(*part))
                    .collect()
            };
            let holding =
                (2..=parts.len()).find(|count| self.holds(ClaimKind::Sum, whole, &sum(*count)));
            let named = ["三者", "三类", "三项", "三个"]
                .iter()
                .any(|word| before.contains(word));
            let slip = (named && parts.len() >= 3)
                .then_some(3)
                .filter(|count| crate::claim::evidence::is_slip(said, &self.sum_of(&sum(*count))));
            if let Some(count) = holding.or(slip) {
                let sum = sum(count);
                self.claim(ClaimKind::Sum, TOGETHER_NAME, whole, &sum);
            }
        }
    }

    /// Whether two shares stand side by side under like names: 公立医院占60.2%，民营
    /// 医院占39.8%.
    fn are_beside(&self, run: &[Share]) -> bool {
        let [one, other] = run else {
            return false;
        };
        let alike = super::names::common(self.lead(one.share), self.lead(other.share)) >= 1;
        let gap = self.gap(other.share);
        let near = gap.matches([',', '、', ';']).count() <= 1 && !gap.contains('。');
        other.share == one.share + 1 && alike && near
    }

    /// Whether shares come within so many hundredths of a whole.
    fn nearly_whole(&self, operands: &[Operand], hundredths: i64) -> bool {
        let sum = self.sum_of(operands);
        (sum - Rat::one()).abs() <= Rat::whole(hundredths) / Rat::whole(100)
    }

    fn sum_of(&self, operands: &[Operand]) -> Rat {
        let values = operands
            .iter()
            .map(|operand| &self.figures[operand.figure].figure.nominal);
        values.fold(Rat::zero(), |sum, value| sum + value.clone())
    }
}

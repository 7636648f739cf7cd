//! Bounds: what figures keep to, by a number that the words set (均超过N), by a
//! limit that has a name (未超预算), or by being all of something (全部办结).

use super::names::common;
use super::reader::{Chinese, Role};
use super::words::holds;
use crate::claim::claimed::{ClaimKind, Operand, Stands};
use crate::figure::Hedge;

/// `均超过N`, `突破N`, `A，控制在限额之内`, `全部办结`.
const BOUND: &str = "bound";
/// Sentences back in which a limit that is named is looked for.
const SENTENCES: usize = 3;

/// Names of what is not to be exceeded, or is to be reached.
const LIMITS: &[&str] = &[
    "限额", "预算", "指标", "目标", "计划", "任务", "标准", "规定", "要求", "红线", "预计", "概算",
    "额度",
];

impl Chinese<'_> {
    /// 均超过N, 未达到N, 突破N: what the figures before it keep to.
    pub(super) fn bound(&mut self, figure: usize) {
        let lead = self.lead(figure);
        let said = &self.figures[figure];
        let all = holds(lead, &["均", "都", "全部"]);
        let hedged = match said.figure.hedge {
            Hedge::Above | Hedge::AtLeast => Some(ClaimKind::AtLeast),
            Hedge::Below | Hedge::AtMost => Some(ClaimKind::AtMost),
            _ => None,
        };
        let worded = match () {
            () if lead.contains("控制在") && hedged == Some(ClaimKind::AtMost) => {
                Some(ClaimKind::AtMost)
            }
            () if holds(lead, &["未突破", "未超过", "没有超过"]) => {
                Some(ClaimKind::AtMost)
            }
            () if holds(lead, &["首次突破", "已突破", "突破了"]) => {
                Some(ClaimKind::AtLeast)
            }
            () if said.is_percent()
                && lead.contains("超过")
                && holds(lead, &["法定", "要求", "规定", "标准"]) =>
            {
                Some(ClaimKind::AtLeast)
            }
            () if holds(lead, &["未达到", "低于", "不及"]) => Some(ClaimKind::AtMost),
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
                // 价格上涨1.8%，控制在3%以内
                let rose = matches!(self.roles[*other], Role::Change(_))
                    && self.figures[*other].is_percent()
                    && lead.starts_with("控制在");
                rose || matches!(
                    self.roles[*other],
                    Role::Plain | Role::Rate | Role::Other | Role::Share | Role::To
                )
            })
            .collect();
        // 满意率分别为98.3%和97.4%，均在97%以上: the row, not what stands before it.
        let row = about
            .first()
            .map(|last| self.row_of(*last, &|other| about.contains(&other)));
        let in_row = row.filter(|row| row.len() > 1 && self.clause(row.start).contains("分别"));
        let about: Vec<usize> = match in_row {
            Some(row) => about
                .into_iter()
                .filter(|other| row.contains(other))
                .collect(),
            None => about,
        };
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

    /// What keeps to a limit that has a name: 余额A，控制在批准的限额之内; 高于60%的
    /// 规定比例; 超额完成N的目标.
    pub(super) fn kept_to(&mut self, figure: usize) {
        if let Some((kind, about)) = self.sought_here(figure) {
            let stands = match self.holds(kind, figure, &[about.into()]) {
                true => Stands::Holds,
                false => return,
            };
            self.add(kind, BOUND, figure, &[about.into()], stands);
            return;
        }
        if self.roles[figure] != Role::Plain || !self.figures[figure].is_amount() {
            return;
        }
        let Some((kind, word)) = self.limit_behind(figure) else {
            return;
        };
        let said = &self.figures[figure];
        // 余额A，限额B，余额低于限额
        if self.lead(figure).contains(word) {
            let before = figure.checked_sub(1).filter(|about| {
                let other = &self.figures[*about];
                other.sentence == said.sentence && other.adds_to(said)
            });
            let before = before.filter(|about| self.roles[*about] == Role::Plain);
            if let Some(about) = before.filter(|about| self.holds(kind, figure, &[(*about).into()]))
            {
                self.claim(kind, BOUND, figure, &[about.into()]);
            }
            return;
        }
        let named = |other: &usize| {
            self.figures[*other].adds_to(said)
                && self.lead(*other).contains(word)
                && matches!(self.roles[*other], Role::Plain | Role::To)
        };
        let limits: Vec<usize> = (0..figure)
            .rev()
            .take_while(|other| self.figures[*other].sentence + SENTENCES >= said.sentence)
            .filter(named)
            .collect();
        let behind = (figure + 1..self.figures.len())
            .take_while(|other| self.figures[*other].sentence == said.sentence)
            .find(|other| named(other));
        let holding = limits
            .iter()
            .copied()
            .chain(behind)
            .find(|limit| self.holds(kind, *limit, &[figure.into()]));
        if let Some(limit) = holding {
            self.claim(kind, BOUND, limit, &[figure.into()]);
        }
    }

    /// The limit that the words behind a figure name, and which way it goes.
    fn limit_behind(&self, figure: usize) -> Option<(ClaimKind, &'static str)> {
        const KEPT: &[&str] = &[
            "控制在",
            "未超",
            "没有超",
            "不超",
            "未突破",
            "低于",
            "小于",
            "少于",
            "在预算",
        ];
        const PASSED: &[&str] = &["高于", "大于", "超过了", "超额完成"];
        let said = &self.figures[figure];
        let sentence = &self.text.sentences[said.sentence];
        let next = self
            .figures
            .get(figure + 1)
            .map_or(sentence.end, |next| next.span.start.min(sentence.end));
        let behind = self.words(said.span.end..next.max(said.span.end));
        let behind = behind.split([';', '。']).next().unwrap_or_default();
        let after = |words: &[&str]| {
            let places = words.iter().filter_map(|word| behind.find(word));
            let at = places.min()?;
            let rest: String = behind[at..].chars().take(24).collect();
            let rest = rest.split(',').next().unwrap_or_default().to_owned();
            LIMITS[..5]
                .iter()
                .copied()
                .find(|limit| rest.contains(limit))
        };
        let kept = after(KEPT).map(|limit| (ClaimKind::AtMost, limit));
        kept.or_else(|| after(PASSED).map(|limit| (ClaimKind::AtLeast, limit)))
    }

    /// A limit that stands in the clause itself, and what is held to it: the like
    /// figure right before.
    fn sought_here(&self, figure: usize) -> Option<(ClaimKind, usize)> {
        let said = &self.figures[figure];
        let lead = self.lead(figure);
        let tail: String = self.tail(figure).chars().take(10).collect();
        let named = holds(&tail, LIMITS) || holds(lead, LIMITS);
        let hedge = match said.figure.hedge {
            Hedge::Above | Hedge::AtLeast => Some(ClaimKind::AtLeast),
            Hedge::Below | Hedge::AtMost => Some(ClaimKind::AtMost),
            _ => None,
        };
        let passed = holds(lead, &["超额完成", "超过", "高于", "突破", "提前完成"])
            && !holds(lead, &["未", "将", "有望", "力争", "预计", "不"]);
        let kind = match () {
            () if named && passed && self.tail(figure).starts_with('的') => ClaimKind::AtLeast,
            () if named && lead.contains("控制在") && tail.contains('内') => ClaimKind::AtMost,
            () if lead.contains("突破") && passed => ClaimKind::AtLeast,
            // 下降3.2%，完成年度下降3%的目标
            () if named
                && lead.starts_with("完成")
                && self.tail(figure).starts_with('的')
                && matches!(self.roles[figure], Role::Change(_)) =>
            {
                ClaimKind::AtLeast
            }
            () if named => hedge?,
            () => return None,
        };
        let about = self.before_in_sentence(figure).next()?;
        // Behind the parts of a whole it is the whole that keeps to a limit.
        let whole = self.whole_of[about].filter(|whole| {
            let of = &self.figures[*whole];
            of.sentence == said.sentence && self.holds(kind, figure, &[(*whole).into()])
        });
        let about = whole.unwrap_or(about);
        let other = &self.figures[about];
        let like = other.is_percent() && said.is_percent() || other.adds_to(said);
        let level = self.roles[about] == self.roles[figure]
            || matches!(
                self.roles[about],
                Role::Plain | Role::Rate | Role::Share | Role::To | Role::Other
            );
        (like && level && other.figure.hedge == Hedge::None).then_some((kind, about))
    }

    /// 完成整改41处，全部整改到位, of 43 that were found: all is said to be done.
    pub(super) fn all_done(&mut self, figure: usize) {
        const DONE: &[&str] = &[
            "办结", "整改", "答复", "落实", "销号", "化解", "兑付", "发放",
        ];
        let said = &self.figures[figure];
        if self.roles[figure] != Role::Plain || !said.is_amount() {
            return;
        }
        let sentence = &self.text.sentences[said.sentence];
        let behind = self.words(said.tail.end..(said.tail.end + 12).min(sentence.end));
        let clause = behind.trim_start_matches(',');
        let clause = clause.trim_start_matches('已');
        let all = clause.starts_with("全部") && behind.starts_with(',') && !behind.contains('未');
        let own = self.lead(figure);
        let same = DONE.iter().any(|done| {
            own.contains(done) && clause.split(',').next().is_some_and(|c| c.contains(done))
        });
        if !all || !same || holds(own, &["其中"]) {
            return;
        }
        let whole = figure
            .checked_sub(1)
            .filter(|whole| self.figures[*whole].sentence == said.sentence)
            .filter(|whole| {
                self.figures[*whole].adds_to(said) && self.roles[*whole] == Role::Plain
            });
        let found = |whole: &usize| {
            self.is_taken_in(*whole)
                || holds(self.lead(*whole), &["发现", "排查", "查出", "隐患", "问题"])
                || common(own, self.lead(*whole)) > 0
        };
        if let Some(whole) = whole.filter(found) {
            self.claim(ClaimKind::AtMost, BOUND, figure, &[whole.into()]);
        }
    }
}

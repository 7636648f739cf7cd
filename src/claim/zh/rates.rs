//! Rates and shares: of a figure that stands before 的, of a whole that is
//! named, of what was taken in.

use super::reader::Chinese;
use super::reader::Role;
use super::roles::{is_of_plan, is_planned};
use super::shares::Share;
use super::together::is_at_once;
use super::turns::{NAMED, OF_FIGURE};
use super::words::holds;
use crate::claim::claimed::{ClaimKind, Operand, SHARE_OF_WHOLE, Stands, Why};
use crate::figure::Hedge;

/// Words for some of what was done, by when or how.
const QUALIFIED: &[&str] = &[
    "按时", "按期", "限时", "及时", "超期", "超时", "逾期", "提前", "当场", "即时", "直接", "初次",
    "一次", "首次", "在线", "自动",
];

impl Chinese<'_> {
    /// Reads the rates and shares of a text.
    pub(super) fn rates(&mut self) {
        let mut shares: Vec<Share> = Vec::new();
        for figure in 0..self.figures.len() {
            let bare = self.roles[figure] == Role::Rate;
            if !self.figures[figure].is_percent() && !bare {
                continue;
            }
            match self.roles[figure] {
                Role::OfFigure => {
                    let row = self.row_of(figure, &|other| self.figures[other].is_percent());
                    let found = match row.len() {
                        1 => Vec::from_iter(self.share_of_figure(figure)),
                        _ => self.shares_in_turn(figure, row),
                    };
                    shares.extend(found);
                }
                Role::Share => {
                    let found = self.share_of_whole(figure, &shares);
                    shares.extend(found);
                }
                Role::Rate => {
                    let found = self.named_ratio(figure);
                    let found = found.or_else(|| self.named_rate(figure));
                    // One amount against another is no share of it.
                    shares.extend(found.filter(|_| !bare || self.figures[figure].is_percent()));
                }
                _ => {}
            }
        }
        self.complete_shares(&shares);
    }

    fn share_of_figure(&mut self, figure: usize) -> Option<Share> {
        const STATES: &[&str] = &[
            "占",
            "占",
            "完成",
            "为",
            "达",
            "达",
            "是",
            "相当于",
            "实现",
            "执行",
            "执行",
            "预算",
            "预算",
            "任务",
            "恢复",
            "恢復",
            "升至",
            "降至",
            "提高",
            "超过",
            "不足",
            "仅",
        ];
        let base = figure - 1;
        let clause = self.clause(base);
        let like = &self.figures[base];
        let about = self.plain_before(base).into_iter().find(|other| {
            let other = &self.figures[*other];
            other.adds_to(like) && other.depth <= like.depth
        });
        // 二者合占 is of more than the nearest.
        let about = about.filter(|_| holds(&clause, STATES) && !is_at_once(&clause))?;
        // Behind a list it is that of the whole list.
        let whole = self.whole_of[about].filter(|_| self.is_listed_last(about));
        match whole {
            None => self.claim(
                ClaimKind::Ratio,
                OF_FIGURE,
                figure,
                &[about.into(), base.into()],
            ),
            Some(whole) => {
                let of = |part: usize| (ClaimKind::Ratio, vec![part.into(), base.into()]);
                self.best(OF_FIGURE, figure, &[of(whole), of(about)], false);
            }
        }
        Some(Share {
            share: figure,
            part: Some(about),
            whole: Some(base),
            named: true,
        })
    }

    fn share_of_whole(&mut self, figure: usize, before: &[Share]) -> Option<Share> {
        // 占其进出口的 is of what belongs to the one that is told of, not of the whole.
        let of_its_own = self.lead(figure).split_once("占其");
        if of_its_own.is_some_and(|(_, of)| !of.is_empty() && !of.starts_with(['的', '总', '中']))
        {
            return None;
        }
        if let Some(found) = self.share_among(figure) {
            return Some(found);
        }
        let own = &self.figures[figure];
        let (base, named) = self.names(figure);
        let part = match self.is_in_turn(figure) {
            _ if self.part_in_brackets(figure).is_some() => self.part_in_brackets(figure),
            _ if self.part_told_as(figure).is_some() => self.part_told_as(figure),
            true => self.part_in_turn(figure),
            false => {
                let open = !self.lead(figure).contains('占');
                let nearest = || self.part_of_share(figure, "").filter(|_| open);
                self.part_of_share(figure, &named).or_else(nearest)
            }
        };
        let share = |part: Option<usize>, whole: Option<usize>| {
            Some(Share {
                share: figure,
                part,
                whole,
                named: !base.is_empty(),
            })
        };
        let Some(part) = part else {
            return share(None, None);
        };
        if is_at_once(self.lead(figure)) {
            return None;
        }
        let hedged = !matches!(own.figure.hedge, Hedge::None | Hedge::About);
        let wholes = match base.is_empty() {
            false => self.wholes_named(&base, part, figure, before),
            true => self.wholes_unnamed(part, figure, before),
        };
        let wholes = self.or_same_base(wholes, (&base, part, figure), before);
        let readings: Vec<(ClaimKind, Vec<Operand>)> = wholes
            .figures
            .iter()
            .map(|whole| (ClaimKind::Ratio, vec![part.into(), (*whole).into()]))
            .collect();
        if hedged && !wholes.sure {
            let holding = readings
                .iter()
                .find(|(kind, operands)| self.holds(*kind, figure, operands));
            if let Some((kind, operands)) = holding.cloned() {
                self.claim(kind, SHARE_OF_WHOLE, figure, &operands);
            }
            return share(Some(part), None);
        }
        if readings.is_empty() {
            self.add(
                ClaimKind::Ratio,
                SHARE_OF_WHOLE,
                figure,
                &[part.into()],
                Stands::Depends(Why::NoBase),
            );
            return share(Some(part), None);
        }
        // 支出38.2亿元，完成预算的98.6% is not of 基金预算收入.
        let planned = readings
            .first()
            .and_then(|(_, operands)| operands.get(1))
            .is_some_and(|whole| is_planned(self.lead(whole.figure)));
        let sure = wholes.sure && (planned || !is_of_plan(self.lead(figure)));
        // A base that is known is the only reading.
        let readings = if wholes.sure {
            &readings[..1]
        } else {
            &readings[..]
        };
        self.best(SHARE_OF_WHOLE, figure, readings, sure);
        let told = self.claims.iter().rev().find(|claim| {
            claim.reported == figure && matches!(claim.stands, Stands::Holds | Stands::Fails)
        });
        let whole = told
            .and_then(|claim| claim.operands.get(1))
            .map(|whole| whole.figure);
        share(Some(part), whole)
    }

    fn named_rate(&mut self, figure: usize) -> Option<Share> {
        const BEFORE_NAME: &[&str] = &["全年", "总体", "整体", "平均", "综合", "，", "其", "总"];
        let lead = self.lead(figure);
        let at = lead.rfind('率')?;
        if self.figures[figure].figure.hedge != Hedge::None {
            return None;
        }
        let name: Vec<char> = lead[..at].chars().collect();
        let name: String = name[name.len().saturating_sub(6)..].iter().collect();
        let name = BEFORE_NAME.iter().fold(name.as_str(), |rest, word| {
            rest.strip_prefix(word).unwrap_or(rest)
        });
        let name = name.trim_end_matches('化');
        let name = ["到位", "发现", "检出", "完成"]
            .iter()
            .fold(name, |rest, word| {
                let shorter = rest.strip_suffix(word).unwrap_or(rest);
                if shorter.chars().count() >= 2 {
                    shorter
                } else {
                    rest
                }
            });
        let group = self.group_start(figure);
        // 满意率和办结率分别为…
        if self.is_in_turn(figure) {
            let name = name.to_owned();
            self.rates_in_turn(figure, &name);
            return None;
        }
        let near: Vec<usize> = self
            .plain_before(figure)
            .into_iter()
            .take_while(|other| self.figures[*other].span.start >= group)
            .collect();
        // What the sentence before tells is meant where it holds.
        let sentence = self.figures[figure].sentence;
        let earlier: Vec<usize> = (0..figure)
            .rev()
            .take_while(|other| self.figures[*other].sentence + 1 >= sentence)
            .filter(|other| self.roles[*other] == Role::Plain && self.figures[*other].is_amount())
            .collect();
        // 适用率91.08%（按人数）is told of people, where cases are told too.
        let end = self.figures[figure].span.end;
        let by = self.words(end..end + 5);
        let by_people =
            by.starts_with("(按人") && near.iter().any(|own| self.figures[*own].unit == "人");
        if by_people {
            return None;
        }
        let own = self.called_by_rate(&near, name);
        let far = own.is_none();
        let called = own.or_else(|| self.called_by_rate(&earlier, name));
        let Some((part, name)) = called else {
            return self.rate_of_due(figure, &near);
        };
        if name == "投资" || self.lead(part).contains("计划") {
            return self.rate_of_due(figure, &self.plain_before(figure));
        }
        let saved = holds(&name, &["节约", "节支", "核减", "节省"]);
        let mut wholes = self.wholes_of(part);
        // 应参保 is what 参保率 is of.
        let due = format!("应{name}");
        let due = |whole: usize| self.lead(whole).contains(&due);
        wholes.retain(|whole| !self.is_called(*whole, &name) || due(*whole));
        wholes.sort_by_key(|whole| !due(*whole));
        let first = *wholes.first()?;
        let mut readings: Vec<(ClaimKind, Vec<Operand>)> = Vec::new();
        for whole in &wholes {
            readings.push((ClaimKind::Ratio, vec![part.into(), (*whole).into()]));
            if saved {
                readings.push((ClaimKind::RatioOfSum, vec![part.into(), (*whole).into()]));
            }
        }
        let own = self.figures[first].span.start >= group;
        let near = self.figures[first].sentence == self.figures[part].sentence;
        let sure = !saved
            && (self.whole_of[part] == Some(first)
                || own && self.is_taken_in(first)
                || near && wholes.len() == 1);
        // What is settled of cases is also of those that were left from before.
        let came = holds(self.lead(first), &["新收", "新立", "新受理", "收案"]);
        // 按时结案597件，结案率100%: those that came late were settled too.
        let narrower = holds(self.lead(part), QUALIFIED) && !holds(lead, QUALIFIED);
        let sure = sure && !far && !came && !narrower;
        let readings = if sure { &readings[..1] } else { &readings[..] };
        let holding =
            |(kind, operands): &(ClaimKind, Vec<Operand>)| self.holds(*kind, figure, operands);
        let open = !readings.iter().any(holding);
        // 筛查58.6万名，…检出1.26万名，检出率2.15%: of the amount beside, not of the first.
        let group_start = self.figures[first].span.start;
        let other = wholes.iter().copied().find(|whole| {
            let beside = self.figures[*whole].span.start > group_start && *whole < part;
            beside && self.holds(ClaimKind::Ratio, figure, &[part.into(), (*whole).into()])
        });
        if open && let Some(whole) = other {
            self.claim(
                ClaimKind::Ratio,
                NAMED,
                figure,
                &[part.into(), whole.into()],
            );
            return Some(Share {
                share: figure,
                part: Some(part),
                whole: Some(whole),
                named: true,
            });
        }
        // 批准逮捕3256人，不批准逮捕1489人，不捕率31.4%
        let listed = self.whole_of[part].is_some();
        if open && (far || !listed && self.of_opposed(figure)) {
            return None;
        }
        self.best(NAMED, figure, readings, sure);
        let told = self.claims.iter().rev().find(|claim| {
            claim.reported == figure && matches!(claim.stands, Stands::Holds | Stands::Fails)
        })?;
        Some(Share {
            share: figure,
            part: Some(part),
            whole: told.operands.get(1).map(|whole| whole.figure),
            named: true,
        })
    }

    /// 应检4.2万人，已检4.1万人，检测率97.6%: what was done of what was due; told where
    /// it holds.
    fn rate_of_due(&mut self, figure: usize, near: &[usize]) -> Option<Share> {
        let done = near
            .iter()
            .copied()
            .find(|other| holds(self.lead(*other), &["已", "实", "完成"]))?;
        let due = near.iter().copied().find(|other| {
            let due = holds(self.lead(*other), &["应", "计划", "目标"]);
            due && *other < done && self.figures[*other].adds_to(&self.figures[done])
        })?;
        let operands = [Operand::from(done), Operand::from(due)];
        let alike = self.figures[done].adds_to(&self.figures[due]);
        if !alike || !self.holds(ClaimKind::Ratio, figure, &operands) {
            return None;
        }
        self.claim(ClaimKind::Ratio, NAMED, figure, &operands);
        Some(Share {
            share: figure,
            part: Some(done),
            whole: Some(due),
            named: true,
        })
    }

    /// The amount that a rate is called by, and the words that do: all of its
    /// name, or those behind what the whole is called by (常住人口 of 常住人口城镇化率).
    fn called_by_rate(&self, amounts: &[usize], name: &str) -> Option<(usize, String)> {
        let full = amounts
            .iter()
            .copied()
            .find(|other| self.is_called(*other, name));
        if let Some(part) = full {
            return Some((part, name.to_owned()));
        }
        let places: Vec<usize> = name.char_indices().skip(1).map(|(at, _)| at).collect();
        places.into_iter().find_map(|at| {
            let (of, own) = name.split_at(at);
            let part = amounts
                .iter()
                .copied()
                .find(|other| self.is_called(*other, own))?;
            let wholes = self.wholes_of(part);
            let whole = wholes.first()?;
            let called = of.chars().count() >= 2 && self.name_of(*whole).contains(of);
            called.then(|| (part, own.to_owned()))
        })
    }
}

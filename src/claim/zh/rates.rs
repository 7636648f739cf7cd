//! Rates and shares: of a figure that stands before 的, of a whole that is
//! named, of what was taken in.

use super::reader::Chinese;
use super::reader::Role;
use super::shares::Share;
use super::turns::{NAMED, OF_FIGURE};
use super::wholes::Wholes;
use super::words::holds;
use crate::claim::claimed::{ClaimKind, Operand, Stands, Why};
use crate::figure::Hedge;

/// `A，占总数的P%`, `A，占P%`, `A（P%）`.
const OF_WHOLE: &str = "share-of-whole";

/// Words before a share that leave it to the amount before.
const ONLY: &[&str] = &[
    "约", "共", "已", "仅", "只", "分别", "各", "均", "就", "总", "合计", "又", "，", "约合",
    "大约", "也", "还", "数量", "比例", "则", "占", "而",
];
/// What stands behind the name of a base.
const BEHIND_NAME: &[&str] = &[
    "的比例分别",
    "的比例分别为",
    "的比例为",
    "的比例达",
    "的比例",
    "的比重为",
    "的比重达",
    "的比重",
    "比重为",
    "比重达",
    "比重",
    "比例为",
    "比例达",
    "比例",
    "比为",
    "比达",
    "的约",
    "的近",
    "的",
    "为",
    "达",
    "达",
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
        ];
        let base = figure - 1;
        let clause = self.clause(base);
        let like = &self.figures[base];
        let about = self.plain_before(base).into_iter().find(|other| {
            let other = &self.figures[*other];
            other.adds_to(like) && other.depth <= like.depth
        });
        let about = about.filter(|_| holds(&clause, STATES))?;
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

    /// What stands between 占 and a share, and before it: the name of the base,
    /// the name of the part.
    fn names(&self, figure: usize) -> (String, String) {
        let lead = self.lead(figure);
        let equals = ["相当于", "相等于"]
            .iter()
            .find_map(|word| Some((lead.find(word)?, word.chars().count())));
        let Some((at, length)) = lead.rfind('占').map(|at| (at, 1)).or(equals) else {
            // `的比重为54%`: what is before it is all name.
            return (String::new(), String::new());
        };
        let behind: String = lead[at..].chars().skip(length).collect();
        let hedges = ["约", "近", "超过", "超", "达", "到", "了", "全部的"];
        let behind = hedges.iter().fold(behind.as_str(), |rest, word| {
            rest.strip_prefix(word).unwrap_or(rest)
        });
        let base = BEHIND_NAME
            .iter()
            .find_map(|word| behind.strip_suffix(word))
            .unwrap_or(behind);
        let base = if base == "比" { "" } else { base };
        let mut part = &lead[..at];
        while let Some(rest) = ONLY.iter().find_map(|word| part.strip_suffix(word)) {
            part = rest;
        }
        (base.to_owned(), part.to_owned())
    }

    fn share_of_whole(&mut self, figure: usize, before: &[Share]) -> Option<Share> {
        if let Some(found) = self.share_among(figure) {
            return Some(found);
        }
        let own = &self.figures[figure];
        let (base, named) = self.names(figure);
        let part = match self.is_in_turn(figure) {
            _ if self.part_in_brackets(figure).is_some() => self.part_in_brackets(figure),
            true => self.part_in_turn(figure),
            false => self.part_of_share(figure, &named),
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
        if self.lead(figure).contains("合计占") {
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
                self.claim(kind, OF_WHOLE, figure, &operands);
            }
            return share(Some(part), None);
        }
        if readings.is_empty() {
            self.add(
                ClaimKind::Ratio,
                OF_WHOLE,
                figure,
                &[part.into()],
                Stands::Depends(Why::NoBase),
            );
            return share(Some(part), None);
        }
        // A base that is known is the only reading.
        let readings = if wholes.sure {
            &readings[..1]
        } else {
            &readings[..]
        };
        self.best(OF_WHOLE, figure, readings, wholes.sure);
        let told = self.claims.iter().rev().find(|claim| {
            claim.reported == figure && matches!(claim.stands, Stands::Holds | Stands::Fails)
        });
        let whole = told
            .and_then(|claim| claim.operands.get(1))
            .map(|whole| whole.figure);
        share(Some(part), whole)
    }

    /// 在全国300所学校中占8%: the base stands before 中占, the part before that.
    fn share_among(&mut self, figure: usize) -> Option<Share> {
        let base = figure.checked_sub(1)?;
        let like = &self.figures[base];
        let among = self.lead(figure).ends_with("中占") && self.gap(figure).ends_with("中占");
        let opens = self.lead(base).starts_with('在');
        if !among || !opens || !like.is_amount() {
            return None;
        }
        let before = self.plain_before(base).into_iter();
        let mut parts = before.filter(|part| self.figures[*part].adds_to(like));
        let part = parts.next()?;
        let operands = [Operand::from(part), Operand::from(base)];
        let near = self.is_near(ClaimKind::Ratio, figure, &operands);
        if !near && !self.holds(ClaimKind::Ratio, figure, &operands) {
            return None;
        }
        self.claim(ClaimKind::Ratio, OF_FIGURE, figure, &operands);
        Some(Share {
            share: figure,
            part: Some(part),
            whole: Some(base),
            named: true,
        })
    }

    /// What a share is of that names the same base as one before it, where no
    /// other is sure and that holds.
    fn or_same_base(
        &self,
        wholes: Wholes,
        (base, part, figure): (&str, usize, usize),
        before: &[Share],
    ) -> Wholes {
        if wholes.sure || base.chars().count() < 2 {
            return wholes;
        }
        let same = before.iter().rev().find(|share| {
            let named = self.names(share.share).0 == base;
            let near = self.figures[share.share].sentence + 6 >= self.figures[figure].sentence;
            named && near && share.whole.is_some()
        });
        let whole = same.and_then(|share| share.whole).filter(|whole| {
            let holds = self.holds(ClaimKind::Ratio, figure, &[part.into(), (*whole).into()]);
            holds && self.figures[*whole].adds_to(&self.figures[part])
        });
        match whole {
            Some(whole) => Wholes {
                figures: vec![whole],
                sure: true,
            },
            None => wholes,
        }
    }

    /// The amount in the brackets behind a share: 97.2%（3,512份）.
    fn part_in_brackets(&self, figure: usize) -> Option<usize> {
        let next = self.figures.get(figure + 1)?;
        let behind = self.words(self.figures[figure].span.end..next.span.start);
        let amount = next.is_amount() && next.depth == self.figures[figure].depth + 1;
        (amount && behind == "(").then_some(figure + 1)
    }

    /// The amount that a share is of: what is called so, or what stands right
    /// before it, be it before its brackets.
    fn part_of_share(&self, figure: usize, name: &str) -> Option<usize> {
        let own = &self.figures[figure];
        let nearest = self.amounts_before(figure).first().copied();
        let nearest = nearest.filter(|nearest| {
            let said = &self.figures[*nearest];
            let between = self.words(said.span.end..own.span.start);
            let near = !between.contains(';') && between.matches(',').count() <= 3;
            near && said.depth <= own.depth
        });
        if name.chars().count() < 2 {
            return nearest;
        }
        // All of the name, in its order, is that of one amount: 城镇人口 of 城镇常住人口.
        let in_order = |amount: usize| {
            let words = self.name_of(amount);
            let mut words = words.chars();
            name.chars().all(|c| words.any(|other| other == c))
        };
        if nearest.is_some_and(|nearest| !in_order(nearest)) {
            let reach = (0..figure)
                .rev()
                .take_while(|other| self.figures[*other].sentence + 1 >= own.sentence)
                .filter(|other| matches!(self.roles[*other], Role::Plain | Role::To | Role::Each))
                .filter(|other| self.figures[*other].is_amount());
            let found: Vec<usize> = reach.filter(|other| in_order(*other)).collect();
            if let [one] = found.as_slice() {
                return Some(*one);
            }
        }
        // 女性占46.2% is not of the amount before it, 税收占比 is of 税收收入.
        let called =
            nearest.filter(|nearest| super::wholes::common(name, &self.name_of(*nearest)) >= 2);
        called.or_else(|| self.amount_named(name, figure))
    }

    /// What a share may be of whose words do not say it: what its amount is a
    /// part of, what the one before it is of, an amount before.
    fn wholes_unnamed(&self, part: usize, figure: usize, before: &[Share]) -> Wholes {
        // Behind 占投诉总量8,210件的21.3% the next shares are of the same.
        let named = before.last().copied().filter(|last| {
            let near = self.figures[last.share].sentence == self.figures[figure].sentence;
            let listed = self.whole_of[part].is_some_and(|whole| {
                let of_list = self.lists.iter().rev().find(|list| list.whole == whole);
                whole > last.share
                    && of_list.is_some_and(|list| list.parts.iter().all(|part| *part > whole))
            });
            last.named && near && !listed && last.part != Some(part)
        });
        if let Some(whole) = named.and_then(|last| last.whole)
            && self.figures[whole].adds_to(&self.figures[part])
            && self.figures[whole].figure.nominal >= self.figures[part].figure.nominal
        {
            return Wholes {
                figures: vec![whole],
                sure: true,
            };
        }
        // A total behind the shares is not what they are of, if others were told.
        let told_before = before.iter().rev().any(|last| {
            last.whole.is_some()
                && self.figures[last.share].sentence == self.figures[figure].sentence
        });
        let listed = self.whole_of[part].filter(|whole| *whole < figure || !told_before);
        if let Some(whole) = listed {
            // （其中：A，占P%）: of the whole before the bracket, or of what that
            // is a share of.
            let alone = self
                .whole_of
                .iter()
                .filter(|of| **of == Some(whole))
                .count()
                == 1;
            let outer = before.iter().rev().find(|share| share.part == Some(whole));
            let outer = outer.filter(|_| alone);
            let of_outer = outer.and_then(|share| share.whole);
            return Wholes {
                sure: outer.is_none(),
                figures: [whole].into_iter().chain(of_outer).collect(),
            };
        }
        let sentence = self.figures[figure].sentence;
        let last = before.iter().rev().find(|last| {
            let level = self.figures[last.share].depth == self.figures[figure].depth;
            level && last.part.is_some_and(|other| other != part)
        });
        let near = last.filter(|last| self.figures[last.share].sentence + 1 >= sentence);
        if let Some(whole) = near.and_then(|last| last.whole) {
            let (said, of) = (&self.figures[part], &self.figures[whole]);
            let own = near.is_some_and(|last| self.figures[last.share].sentence == sentence);
            let larger = of.adds_to(said) && of.figure.nominal >= said.figure.nominal;
            if larger && (own || self.holds(ClaimKind::Ratio, figure, &[part.into(), whole.into()]))
            {
                return Wholes {
                    figures: vec![whole],
                    sure: true,
                };
            }
        }
        // What has a share of its own is a part too.
        let mut figures = self.wholes_of(part);
        figures.retain(|whole| {
            !before
                .iter()
                .any(|share| share.part == Some(*whole) && share.whole.is_none())
        });
        let own = figures.first().is_some_and(|whole| {
            self.figures[*whole].sentence == sentence && self.is_taken_in(*whole)
        });
        let sure = figures.len() == 1 && own;
        Wholes { figures, sure }
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
        let own = self.called_by_rate(&near, name);
        let far = own.is_none();
        let (part, name) = own.or_else(|| self.called_by_rate(&earlier, name))?;
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
        let sure = sure && !far;
        let readings = if sure { &readings[..1] } else { &readings[..] };
        let holding =
            |(kind, operands): &(ClaimKind, Vec<Operand>)| self.holds(*kind, figure, operands);
        if far && !readings.iter().any(holding) {
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

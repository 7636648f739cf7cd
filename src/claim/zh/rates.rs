//! Rates and shares: of a figure that stands before 的, of a whole that is
//! named, of what was taken in; and shares that make up a whole.

use super::Reader;
use super::parts::common;
use super::roles::Role;
use super::words::{SETTLED, TAKEN_IN, holds};
use crate::claim::claimed::{ClaimKind, Operand, Stands, Why};
use crate::claim::evidence::Evidence;
use crate::figure::Hedge;

/// `A，占B的P%`, `A，完成B的P%`.
const OF_FIGURE: &str = "share-of-figure";
/// `A，占总数的P%`, `A，占P%`, `A（P%）`.
const OF_WHOLE: &str = "share-of-whole";
/// `受理B，办结A，办结率P%`.
const NAMED: &str = "named-rate";
/// `A占P%，B占Q%，其他占R%`.
const SHARES: &str = "shares-complete";
/// `A，占P%；B，占Q%`, where the shares make up the whole.
const PARTS_BY_SHARES: &str = "parts-by-shares";

/// A share that was read: its figure, its part and what it is of.
#[derive(Clone, Copy, Debug)]
struct Share {
    share: usize,
    part: Option<usize>,
    whole: Option<usize>,
}

impl Reader<'_> {
    /// Reads the rates and shares of a text.
    pub(super) fn rates(&mut self) {
        let mut shares: Vec<Share> = Vec::new();
        for figure in 0..self.figures.len() {
            let said = &self.figures[figure];
            if !said.is_percent() {
                continue;
            }
            match self.roles[figure] {
                Role::OfFigure => {
                    if let Some((part, whole)) = self.share_of_figure(figure) {
                        shares.push(Share {
                            share: figure,
                            part: Some(part),
                            whole: Some(whole),
                        });
                    }
                }
                Role::Share => {
                    let last = shares.last().copied();
                    shares.push(self.share_of_whole(figure, last));
                }
                Role::Rate => self.named_rate(figure),
                _ => {}
            }
        }
        self.complete_shares(&shares);
    }

    /// Amounts before a figure in its sentence that may be what it is about.
    fn plain_before(&self, figure: usize) -> Vec<usize> {
        let before = self.before_in_sentence(figure);
        before
            .filter(|other| matches!(self.roles[*other], Role::Plain | Role::To))
            .filter(|other| self.figures[*other].is_amount())
            .collect()
    }

    fn share_of_figure(&mut self, figure: usize) -> Option<(usize, usize)> {
        let base = figure - 1;
        let lead = self.clause(base);
        const STATES: &[&str] = &[
            "占",
            "佔",
            "完成",
            "为",
            "達",
            "达",
            "是",
            "相当于",
            "实现",
            "執行",
            "执行",
            "預算",
            "预算",
        ];
        let like = &self.figures[base];
        let about = self.plain_before(base).into_iter().find(|other| {
            let other = &self.figures[*other];
            other.adds_to(like) && other.depth <= like.depth
        });
        let about = about.filter(|_| holds(&lead, STATES))?;
        self.claim(
            ClaimKind::Ratio,
            OF_FIGURE,
            figure,
            &[about.into(), base.into()],
        );
        Some((about, base))
    }

    /// The name of what a share is of: 占提案总数的91% is of 提案. Empty where
    /// it is the whole at hand; nothing where it is not said.
    fn base_named(&self, figure: usize) -> Option<String> {
        let lead = self.lead(figure);
        let at = lead.rfind(['占', '佔'])?;
        let behind: String = lead[at..].chars().skip(1).collect();
        let behind = ["约", "近", "超", "超过", "達", "达", "到", "了"]
            .iter()
            .fold(behind.as_str(), |rest, word| {
                rest.strip_prefix(word).unwrap_or(rest)
            });
        if behind.is_empty() || behind == "比" || behind.starts_with("比") && !behind.contains('的')
        {
            return None;
        }
        let name = [
            "的比例分别",
            "的比例为",
            "的比例",
            "的比重为",
            "的比重",
            "比重为",
            "比重",
            "比例为",
            "比例",
            "比为",
            "的约",
            "的近",
            "的",
            "为",
        ]
        .iter()
        .find_map(|word| behind.strip_suffix(word))
        .unwrap_or(behind);
        Some(name.to_owned())
    }

    fn share_of_whole(&mut self, figure: usize, last: Option<Share>) -> Share {
        let none = Share {
            share: figure,
            part: None,
            whole: None,
        };
        let own = &self.figures[figure];
        let part = self.part_of_share(figure);
        let Some(part) = part else {
            return none;
        };
        if own.figure.hedge != Hedge::None && own.figure.hedge != Hedge::About {
            return Share {
                part: Some(part),
                ..none
            };
        }
        let (wholes, sure) = match self.base_named(figure) {
            Some(name) => self.wholes_named(&name, part),
            None => self.wholes_unnamed(part, figure, last),
        };
        let operands = |whole: &usize| vec![Operand::from(part), Operand::from(*whole)];
        let readings: Vec<(ClaimKind, Vec<Operand>)> = wholes
            .iter()
            .map(|whole| (ClaimKind::Ratio, operands(whole)))
            .collect();
        if readings.is_empty() {
            self.add(
                ClaimKind::Ratio,
                OF_WHOLE,
                figure,
                &[part.into()],
                Stands::Depends(Why::NoBase),
            );
            return Share {
                part: Some(part),
                ..none
            };
        }
        self.best(OF_WHOLE, figure, &readings, sure);
        let told = self.claims.iter().rev().find(|claim| {
            claim.reported == figure && matches!(claim.stands, Stands::Holds | Stands::Fails)
        });
        Share {
            part: Some(part),
            whole: told
                .and_then(|claim| claim.operands.get(1))
                .map(|whole| whole.figure),
            ..none
        }
    }

    /// The amount that a share is of: right before it, be it in its brackets.
    fn part_of_share(&self, figure: usize) -> Option<usize> {
        let own = &self.figures[figure];
        let before = self.plain_before(figure);
        let nearest = *before.first()?;
        let said = &self.figures[nearest];
        // Its own item of the list, or the one before its bracket.
        let between = self.words(said.span.end..own.span.start);
        let near = !between.contains(';') && between.matches(',').count() <= 3;
        let depth = said.depth <= own.depth;
        (near && depth).then_some(nearest)
    }

    /// Figures that are called by the name of a base; whether it can be no other.
    fn wholes_named(&self, name: &str, part: usize) -> (Vec<usize>, bool) {
        let mut core = name.to_owned();
        for word in [
            "全部", "总体", "承办", "承辦", "年度", "同期", "本年", "其", "全市", "全县", "全省",
            "全区",
        ] {
            if let Some(rest) = core.strip_prefix(word) {
                core = rest.to_owned();
            }
        }
        for word in [
            "总数",
            "总量",
            "总额",
            "總數",
            "總量",
            "總額",
            "总人数",
            "人数",
            "数量",
            "件数",
            "数",
            "總",
            "总",
        ] {
            if let Some(rest) = core.strip_suffix(word) {
                core = rest.to_owned();
                break;
            }
        }
        let wholes = self.wholes_of(part);
        if core.chars().count() < 2 {
            let first = wholes.first().copied();
            let listed = self.whole_of[part].into_iter();
            let mut all: Vec<usize> = listed.chain(wholes.iter().copied()).collect();
            all.dedup();
            return (
                all,
                first.is_some() && (wholes.len() == 1 || self.whole_of[part].is_some()),
            );
        }
        let sentence = self.figures[part].sentence;
        let said = &self.figures[part];
        let like = |other: usize| {
            let figure = &self.figures[other];
            figure.adds_to(said)
                && figure.sentence + 3 >= sentence
                && figure.sentence <= sentence + 1
                && other != part
                && figure.figure.nominal >= said.figure.nominal
                && matches!(self.roles[other], Role::Plain | Role::To)
        };
        let name_of = |other: usize| {
            let gap = self.gap(other);
            let own = gap
                .rsplit(['。', ';'])
                .next()
                .unwrap_or_default()
                .to_owned();
            own + &self.tail(other)
        };
        let scored: Vec<(usize, usize)> = (0..self.figures.len())
            .filter(|other| like(*other))
            .map(|other| (common(&core, &name_of(other)), other))
            .collect();
        let best = scored.iter().map(|(score, _)| *score).max().unwrap_or(0);
        if best < 2 {
            return (Vec::new(), false);
        }
        let mut found: Vec<usize> = scored
            .iter()
            .filter(|(score, _)| *score == best)
            .map(|(_, other)| *other)
            .collect();
        found.sort_by_key(|other| part.abs_diff(*other));
        let whole_name = best >= core.chars().count();
        let sure = found.len() == 1 && (whole_name || best >= 3);
        (found, sure)
    }

    /// What a share may be of whose words do not say it: what the one before it
    /// is of, what its amount is a part of, an amount before.
    fn wholes_unnamed(
        &self,
        part: usize,
        figure: usize,
        last: Option<Share>,
    ) -> (Vec<usize>, bool) {
        let same_sentence =
            |other: usize| self.figures[other].sentence == self.figures[figure].sentence;
        if let Some(whole) = self.whole_of[part] {
            return (vec![whole], true);
        }
        if let Some(Share {
            share,
            whole: Some(whole),
            part: Some(before),
        }) = last
            && same_sentence(share)
            && before != part
            && self.figures[whole].adds_to(&self.figures[part])
            && self.figures[whole].figure.nominal >= self.figures[part].figure.nominal
        {
            return (vec![whole], true);
        }
        let wholes = self.wholes_of(part);
        let sure =
            wholes.len() == 1 && same_sentence(wholes[0]) && holds(&self.lead(wholes[0]), TAKEN_IN);
        (wholes, sure)
    }

    /// Amounts before a part that it may be a part of, nearest first.
    fn wholes_of(&self, part: usize) -> Vec<usize> {
        let said = &self.figures[part];
        let first = said.sentence.saturating_sub(2);
        (0..part)
            .rev()
            .take_while(|other| self.figures[*other].sentence >= first)
            .filter(|other| {
                let whole = &self.figures[*other];
                matches!(self.roles[*other], Role::Plain | Role::To)
                    && whole.adds_to(said)
                    && whole.figure.nominal >= said.figure.nominal
                    && whole.depth <= said.depth
            })
            .collect()
    }

    fn named_rate(&mut self, figure: usize) {
        let lead = self.lead(figure);
        let Some(at) = lead.rfind('率') else {
            return;
        };
        if self.figures[figure].figure.hedge != Hedge::None {
            return;
        }
        let name: Vec<char> = lead[..at].chars().collect();
        let name: String = name[name.len().saturating_sub(6)..].iter().collect();
        let name = [
            "全年", "总体", "整体", "平均", "综合", "首次", "的", "，", "其", "总",
        ]
        .iter()
        .fold(name.as_str(), |rest, word| {
            rest.strip_prefix(word).unwrap_or(rest)
        })
        .trim_end_matches('化')
        .to_owned();
        let before = self.plain_before(figure);
        let Some(part) = before
            .iter()
            .copied()
            .find(|other| self.is_called(*other, &name))
        else {
            return;
        };
        let saved = holds(&name, &["节约", "節約", "节支", "核减", "節省"]);
        let mut readings: Vec<(ClaimKind, Vec<Operand>)> = Vec::new();
        let mut wholes: Vec<usize> = self.wholes_of(part);
        wholes.retain(|whole| !self.is_called(*whole, &name));
        let strong = wholes
            .iter()
            .copied()
            .filter(|whole| self.figures[*whole].sentence == self.figures[figure].sentence)
            .collect::<Vec<usize>>();
        let wholes = if strong.is_empty() { wholes } else { strong };
        for whole in &wholes {
            readings.push((ClaimKind::Ratio, vec![part.into(), (*whole).into()]));
            if saved {
                readings.push((ClaimKind::RatioOfSum, vec![part.into(), (*whole).into()]));
            }
        }
        let taken_in = wholes
            .first()
            .is_some_and(|whole| holds(&self.clause(*whole), TAKEN_IN));
        let listed = self.whole_of[part].is_some_and(|whole| wholes.first() == Some(&whole));
        let sure = !saved && !wholes.is_empty() && (taken_in || listed || wholes.len() == 1);
        if !readings.is_empty() {
            self.best(NAMED, figure, &readings, sure);
        }
    }

    /// Whether an amount is what a rate is called by: 已办结 for 办结, 不批准逮捕
    /// for 不捕.
    fn is_called(&self, figure: usize, name: &str) -> bool {
        let lead = self.lead(figure) + &self.tail(figure);
        let characters = name.chars().count();
        if characters < 2 {
            return false;
        }
        let negated = |text: &str| text.contains(['不', '未', '无']);
        let within = name.chars().all(|c| lead.contains(c));
        let settled = holds(name, SETTLED) && characters <= 3 && holds(&lead, SETTLED);
        (within || settled) && (negated(name) || !negated(&lead))
    }

    /// Shares that make up a whole, and their parts with them.
    fn complete_shares(&mut self, shares: &[Share]) {
        let mut run: Vec<Share> = Vec::new();
        let mut runs: Vec<Vec<Share>> = Vec::new();
        for share in shares {
            let goes_on = run.last().is_some_and(|last| self.go_on(*last, *share));
            if !goes_on && !run.is_empty() {
                runs.push(std::mem::take(&mut run));
            }
            run.push(*share);
        }
        runs.push(run);
        for run in runs {
            self.complete_run(&run);
        }
    }

    /// Whether a share goes on where another one left off: of the same whole,
    /// in the same sentence or the next one.
    fn go_on(&self, last: Share, next: Share) -> bool {
        let (one, other) = (&self.figures[last.share], &self.figures[next.share]);
        let whole = match (last.whole, next.whole) {
            (Some(one), Some(other)) => one == other,
            (None, None) => last.part.is_some() == next.part.is_some(),
            _ => false,
        };
        let named = |share: usize| self.base_named(share).unwrap_or_default();
        let same_name = named(next.share).is_empty()
            || named(last.share).is_empty()
            || named(next.share) == named(last.share)
            || whole && last.whole.is_some();
        whole && same_name && other.sentence <= one.sentence + 1
    }

    fn complete_run(&mut self, run: &[Share]) {
        if run.len() < 2 {
            return;
        }
        let operands: Vec<Operand> = run.iter().map(|share| Operand::from(share.share)).collect();
        let parts: Option<Vec<usize>> = run.iter().map(|share| share.part).collect();
        let whole = run[0].whole;
        let complete = self.holds(ClaimKind::Shares, run[0].share, &operands);
        let told = parts.as_ref().zip(whole).and_then(|(parts, whole)| {
            let list = self
                .lists
                .iter()
                .find(|list| list.whole == whole && list.parts == *parts);
            Some((list?.open, self.sums(whole, parts)))
        });
        if let Some((parts, whole)) = parts.clone().zip(whole)
            && complete
            && told.is_none()
        {
            let sum: Vec<Operand> = parts.iter().map(|part| Operand::from(*part)).collect();
            let distinct = parts.windows(2).all(|pair| pair[0] != pair[1]);
            let fits = self.holds(ClaimKind::Sum, whole, &sum);
            let near = Evidence::of(self.figures, whole, &parts).near;
            if distinct && (fits || near) {
                self.claim(ClaimKind::Sum, PARTS_BY_SHARES, whole, &sum);
            }
        }
        let sums = told.is_some_and(|(_, sums)| sums)
            || parts
                .as_ref()
                .zip(whole)
                .is_some_and(|(parts, whole)| self.sums(whole, parts));
        let last = run[run.len() - 1].share;
        let rest = holds(
            &self.gap(last),
            &["其他", "其它", "其余", "其餘", "及以上", "及其他"],
        );
        // Two shares that make up a whole may do so by chance.
        let alone = parts.is_none();
        let three = run.len() >= 3;
        if complete && (three || !alone || rest) {
            self.claim(ClaimKind::Shares, SHARES, run[0].share, &operands);
        } else if !complete && (sums || three && (rest || alone && self.nearly_whole(&operands))) {
            self.claim(ClaimKind::Shares, SHARES, run[0].share, &operands);
        }
    }

    fn sums(&self, whole: usize, parts: &[usize]) -> bool {
        let operands: Vec<Operand> = parts.iter().map(|part| Operand::from(*part)).collect();
        self.holds(ClaimKind::Sum, whole, &operands)
    }

    /// Whether shares come within three hundredths of a whole.
    fn nearly_whole(&self, operands: &[Operand]) -> bool {
        use crate::figure::Rat;
        use num_traits::{One, Zero};
        let sum = operands.iter().fold(Rat::zero(), |sum, operand| {
            sum + self.figures[operand.figure].figure.nominal.clone()
        });
        (sum - Rat::one()).abs() <= Rat::whole(3) / Rat::whole(100)
    }
}

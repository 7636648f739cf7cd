//! Shares and rates whose base stands in another clause, before or behind them:
//! told only where one amount alone makes them, and where that is no chance. So
//! nothing here is ever a finding; it says what was checked.

use super::reader::{Chinese, Role};
use super::roles::is_of_plan;
use super::shares::SHARES;
use super::turns::NAMED;
use super::words::holds;
use crate::claim::claimed::{ClaimKind, Operand, SHARE_OF_WHOLE, Stands, told};
use crate::claim::evidence::only_pair;
use crate::claim::said::Said;
use crate::figure::{Hedge, Rat};
use std::collections::{HashMap, HashSet};

/// Sentences back, and figures to each side, in which a base is looked for.
const SENTENCES: usize = 2;
const FIGURES: usize = 24;
/// A share with fewer steps is met by chance, if it stands alone.
const STEPS: i64 = 100;
/// From so many steps on, a base may stand further back.
const MANY_STEPS: i64 = 1000;
const FURTHER: usize = 6;
/// Figures back in which several very precise shares may have their base.
const FAR: usize = 80;
/// Shares of one whole at most.
const WHOLE: usize = 12;
/// Amounts before a rate that it may be of.
const PARTS: usize = 4;

/// Names that end as those of shares do and are none.
pub(super) const OTHERS: &[&str] = &[
    "利率",
    "增长率",
    "增速",
    "增幅",
    "税率",
    "汇率",
    "收益率",
    "回报率",
    "出生率",
    "死亡率",
    "同比",
    "环比",
    "涨幅",
    "降幅",
];

/// Whether words say that something was not so: 不捕, 未办结; 未成年人 is none.
fn is_denied(words: &str) -> bool {
    const OTHERWISE: &[&str] = &["未成年", "非法", "非税", "不动产", "非公", "非遗", "不良"];
    let words = OTHERWISE
        .iter()
        .fold(words.to_owned(), |words, word| words.replace(word, ""));
    holds(&words, &["不", "未", "非"])
}

/// A share that nothing is known of but its part.
#[derive(Clone, Copy)]
struct Open {
    share: usize,
    part: usize,
}

impl Chinese<'_> {
    /// Reads the shares that are told only where they hold.
    pub(super) fn held_shares(&mut self) {
        let told = told(&self.claims);
        let parts: HashMap<usize, usize> = self
            .claims
            .iter()
            .filter(|claim| claim.kind == ClaimKind::Ratio && !told.contains(&claim.reported))
            .filter_map(|claim| Some((claim.reported, claim.operands.first()?.figure)))
            .collect();
        let open: Vec<usize> = (0..self.figures.len())
            .filter(|figure| !told.contains(figure) && self.is_open_share(*figure))
            .collect();
        let mut settled: HashSet<usize> = HashSet::new();
        let beside = |share: &usize| {
            let in_turn = || {
                let turn = self.clause(*share).contains("分别");
                turn.then(|| self.amount_in_turn(*share)).flatten()
            };
            let part = parts.get(share).copied().or_else(in_turn);
            let part = part.or_else(|| self.amounts_before(*share).first().copied());
            part.map(|part| Open {
                share: *share,
                part,
            })
        };
        let all: Vec<Open> = open.iter().filter_map(beside).collect();
        let same = |one: &Open, next: &Open| {
            self.figures[one.share].sentence == self.figures[next.share].sentence
        };
        let runs: Vec<Vec<Open>> = all.chunk_by(same).map(<[Open]>::to_vec).collect();
        for run in runs {
            settled.extend(self.of_one_base(&run));
        }
        for share in open {
            let alone = !settled.contains(&share)
                && (self.of_only_base(share, parts.get(&share)) || self.of_opposed(share));
            if alone {
                settled.insert(share);
            }
        }
        self.of_a_whole();
        self.opposite_rates();
        // What was left open for want of a base is settled now.
        self.claims.retain(|claim| {
            let open = matches!(claim.stands, Stands::Depends(_));
            !(open && settled.contains(&claim.reported))
        });
    }

    /// Of amounts told before a row of shares the one at the same place, be there
    /// more words between them than a row has.
    fn amount_in_turn(&self, share: usize) -> Option<usize> {
        let row = self.row_of(share, &|other| self.figures[other].is_percent());
        let before = self.amounts_before(row.start);
        before.get((row.end - 1).checked_sub(share)?).copied()
    }

    /// Whether a percentage is called a share or a rate of which no base may be known.
    pub(super) fn is_open_share(&self, figure: usize) -> bool {
        let said = &self.figures[figure];
        let lead = self.lead(figure);
        let called = match self.roles[figure] {
            Role::Share => true,
            Role::Rate | Role::Other => holds(
                lead,
                &[
                    "率",
                    "占",
                    "比重",
                    "比例",
                    "份额",
                    "进度",
                    "覆盖面",
                    "增长面",
                    "盈利面",
                ],
            ),
            _ => false,
        };
        called
            && said.is_percent()
            && said.figure.hedge == Hedge::None
            && !said.is_points()
            && !self.in_structure(figure)
            && !holds(lead, OTHERS)
    }

    /// Amounts around a share that its part may be of, the nearest first.
    fn bases_around(&self, share: usize, part: usize) -> Vec<usize> {
        let sentence = self.figures[share].sentence;
        let said = &self.figures[part];
        let precise = self.figures[share].steps() >= Rat::whole(MANY_STEPS);
        let reach = if precise { FURTHER } else { SENTENCES };
        let above = self.is_above(share);
        let near = (share.saturating_sub(FIGURES)..self.figures.len()).take(2 * FIGURES);
        let mut near: Vec<usize> = near
            .filter(|other| {
                let base = &self.figures[*other];
                let level = matches!(self.roles[*other], Role::Plain | Role::To | Role::Base);
                *other != part
                    && level
                    && base.sentence + reach >= sentence
                    && base.sentence <= sentence + 1
                    && base.adds_to(said)
                    && (above || base.figure.nominal >= said.figure.nominal)
            })
            .collect();
        near.sort_by_key(|other| other.abs_diff(share));
        near
    }

    /// Several shares of one base that all of them hold of.
    fn of_one_base(&mut self, run: &[Open]) -> Vec<usize> {
        let Some(first) = run.first().filter(|_| run.len() >= 2) else {
            return Vec::new();
        };
        let ratio = |open: &Open, base: usize| [Operand::from(open.part), Operand::from(base)];
        let base = self
            .bases_around(first.share, first.part)
            .into_iter()
            .chain(self.far_bases(run))
            .chain(self.unlike_bases(run))
            .find(|base| {
                run.iter().all(|open| {
                    self.counts_like(*base, open.part)
                        && self.holds(ClaimKind::Ratio, open.share, &ratio(open, *base))
                })
            });
        let Some(base) = base else {
            return Vec::new();
        };
        for open in run {
            let operands = ratio(open, base);
            self.claim(ClaimKind::Ratio, SHARE_OF_WHOLE, open.share, &operands);
        }
        run.iter().map(|open| open.share).collect()
    }

    /// Whether two amounts count the same: in one unit, or both in whole numbers.
    fn counts_like(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.figures[one], &self.figures[other]);
        let counted = |said: &Said| {
            let units = ["人", "名", "个", "份", "位", "例", "人次", "条", "件"];
            units.contains(&said.unit.as_str())
        };
        one.adds_to(other) || counted(one) && counted(other)
    }

    /// Bases far before shares so precise that all of them hold of one by no chance:
    /// 全国人口共141178万人 of 男性人口占51.24%, 女性人口占48.76% further down.
    fn far_bases(&self, run: &[Open]) -> Vec<usize> {
        let many = |open: &Open| self.figures[open.share].steps() >= Rat::whole(MANY_STEPS);
        let Some(first) = run
            .first()
            .filter(|_| run.len() >= 2 && run.iter().all(many))
        else {
            return Vec::new();
        };
        let part = &self.figures[first.part];
        let far = (first.part.saturating_sub(FAR)..first.part).rev();
        far.filter(|other| {
            let base = &self.figures[*other];
            let level = matches!(self.roles[*other], Role::Plain | Role::To);
            level && base.adds_to(part) && base.figure.nominal > part.figure.nominal
        })
        .collect()
    }

    /// Bases in another unit, of shares so precise that all of them hold of one by no
    /// chance: 抽取样本1200个，男性618人，占51.5%，女性582人，占48.5%.
    fn unlike_bases(&self, run: &[Open]) -> Vec<usize> {
        // Of several, the least may be told with few digits.
        let count = run
            .iter()
            .filter(|open| self.is_precise(open.share))
            .count();
        let precise = count == run.len() || run.len() >= 3 && count >= 2;
        let Some(first) = run.first().filter(|_| precise && run.len() >= 2) else {
            return Vec::new();
        };
        let sentence = self.figures[first.share].sentence;
        let near = (first.part.saturating_sub(FIGURES)..first.part).rev();
        near.filter(|other| {
            let base = &self.figures[*other];
            let level = matches!(self.roles[*other], Role::Plain | Role::To);
            level
                && base.sentence + SENTENCES >= sentence
                && !base.adds_to(&self.figures[first.part])
                && base.figure.nominal > self.figures[first.part].figure.nominal
        })
        .collect()
    }

    /// Whether a share is more than a whole: what was planned was surpassed.
    fn is_above(&self, share: usize) -> bool {
        let said = &self.figures[share];
        is_of_plan(self.lead(share)) && said.figure.nominal > Rat::whole(1)
    }

    /// Whether it has so many digits that it is seldom met by chance.
    pub(super) fn is_precise(&self, share: usize) -> bool {
        self.figures[share].steps() >= Rat::whole(STEPS)
    }

    /// One share, where one pair alone makes it: of its own part, of a rate that of
    /// any amount right before it.
    fn of_only_base(&mut self, share: usize, part: Option<&usize>) -> bool {
        if !self.is_precise(share) {
            return false;
        }
        let rate = self.roles[share] != Role::Share;
        let mut parts: Vec<usize> = part.copied().into_iter().collect();
        let before = self.amounts_before(share).into_iter();
        let many = rate || self.figures[share].steps() >= Rat::whole(MANY_STEPS);
        parts.extend(before.take(if many { PARTS } else { 1 }));
        // 优良比例为93.5%，…46个断面中，优良断面43个: both stand behind it.
        if parts.is_empty() {
            let sentence = self.figures[share].sentence;
            let behind = (share + 1..self.figures.len())
                .take_while(|other| self.figures[*other].sentence == sentence)
                .filter(|other| self.roles[*other] == Role::Plain)
                .filter(|other| self.figures[*other].is_amount());
            parts.extend(behind.take(PARTS));
        }
        parts.sort_unstable();
        parts.dedup();
        let mut all: Vec<usize> = parts
            .iter()
            .flat_map(|part| self.bases_around(share, *part))
            .chain(parts.iter().copied())
            .collect();
        all.sort_unstable();
        all.dedup();
        let pair = only_pair(&all, |part, base| {
            let larger = self.figures[base].figure.nominal > self.figures[part].figure.nominal
                || self.is_above(share);
            parts.contains(&part)
                && larger
                && self.figures[base].adds_to(&self.figures[part])
                && self.holds(ClaimKind::Ratio, share, &[part.into(), base.into()])
        });
        let Some([part, base]) = pair else {
            return false;
        };
        let pattern = if rate { NAMED } else { SHARE_OF_WHOLE };
        self.claim(
            ClaimKind::Ratio,
            pattern,
            share,
            &[part.into(), base.into()],
        );
        true
    }

    /// 起诉507人，不起诉118人，起诉率81.12%: of what was done and what was not.
    pub(super) fn of_opposed(&mut self, share: usize) -> bool {
        if !self.is_precise(share) || self.roles[share] == Role::Share {
            return false;
        }
        let near = (share.saturating_sub(PARTS)..self.figures.len()).take(2 * PARTS);
        let sentence = self.figures[share].sentence;
        let near: Vec<usize> = near
            .filter(|other| {
                let said = &self.figures[*other];
                said.sentence == sentence && said.is_amount() && self.roles[*other] == Role::Plain
            })
            .collect();
        let denied = |figure: usize| is_denied(&self.clause(figure));
        let pair = only_pair(&near, |one, other| {
            denied(one) != denied(other)
                && self.figures[one].adds_to(&self.figures[other])
                && self.holds(ClaimKind::RatioOfSum, share, &[one.into(), other.into()])
        });
        let Some(pair) = pair else {
            return false;
        };
        let operands = pair.map(Operand::from);
        self.claim(ClaimKind::RatioOfSum, NAMED, share, &operands);
        true
    }

    /// 合格率97.6%，不合格率2.4%: what is so and what is not makes up a whole.
    fn opposite_rates(&mut self) {
        let percent = |at: usize| {
            let said = &self.figures[at];
            said.is_percent() && !said.is_points()
        };
        let rates: Vec<usize> = (0..self.figures.len()).filter(|at| percent(*at)).collect();
        for pair in rates.windows(2) {
            let [so, not] = [pair[0], pair[1]];
            let denied = self.lead(not).trim_start_matches(['总', '体']);
            let name = ["不", "未", "非"]
                .iter()
                .find_map(|word| denied.strip_prefix(word));
            let called = name.is_some_and(|name| {
                let stem = name.trim_end_matches(['为', '达', '到', '仅']);
                let own = self.lead(so).trim_end_matches(['为', '达', '到']);
                stem.ends_with('率') && own.ends_with(stem) && !own.contains(['不', '未', '非'])
            });
            let same = self.figures[so].sentence == self.figures[not].sentence;
            let operands = Operand::all(&[so, not]);
            if called && same && self.holds(ClaimKind::Shares, so, &operands) {
                self.claim(ClaimKind::Shares, SHARES, so, &operands);
            }
        }
    }

    /// 受访企业中有62.4%表示增加，21.3%表示持平，16.3%表示减少: what each of some did.
    fn are_answers(&self, run: &[usize]) -> bool {
        const DID: &[&str] = &["表示", "认为", "选择", "的", "来自", "属于", "是", "为"];
        let among = run
            .first()
            .is_some_and(|first| holds(&self.clause(*first), &["中", "有"]));
        let did = |share: &usize| DID.iter().any(|word| self.tail(*share).starts_with(word));
        among && run.len() >= 3 && run.iter().all(did)
    }

    /// Shares in a row of one sentence that make up a whole, be they called so or
    /// not: 咨询类占77.18%，…，其他类0.01%.
    fn of_a_whole(&mut self) {
        let shares: Vec<usize> = (0..self.figures.len())
            .filter(|figure| {
                let said = &self.figures[*figure];
                let level = matches!(self.roles[*figure], Role::Share | Role::Rate | Role::Other);
                let plain =
                    said.is_percent() && !said.is_points() && said.figure.hedge == Hedge::None;
                level && plain && !self.in_structure(*figure)
            })
            .collect();
        let goes_on = |one: &usize, next: &usize| {
            let (one, next) = (&self.figures[*one], &self.figures[*next]);
            one.sentence == next.sentence && one.depth == next.depth
        };
        let runs: Vec<Vec<usize>> = shares.chunk_by(goes_on).map(<[usize]>::to_vec).collect();
        for run in runs.iter().filter(|run| (2..=WHOLE).contains(&run.len())) {
            let operands = Operand::all(run);
            let called = run
                .iter()
                .any(|share| holds(self.lead(*share), &["占", "比", "份额"]))
                || self.are_answers(run);
            let other = run.iter().any(|share| holds(self.lead(*share), OTHERS));
            if !called || other || !self.holds(ClaimKind::Shares, run[0], &operands) {
                continue;
            }
            // What was told of most of them was told of too few.
            self.claims.retain(|claim| {
                let less = claim.operands.iter().all(|own| operands.contains(own));
                !(claim.kind == ClaimKind::Shares && less)
            });
            self.claim(ClaimKind::Shares, SHARES, run[0], &operands);
        }
    }
}

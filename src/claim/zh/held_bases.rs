//! Shares and rates whose base is known by other words: the one that a share told in
//! the same words is of, amounts that stand behind the rate, what was not so; and the
//! totals that the bases of shares are. Told only where it holds, and where that is no
//! chance, so nothing here is ever a finding.

use super::reader::{Chinese, Role};
use super::turns::NAMED;
use super::words::holds;
use crate::claim::claimed::{Claim, ClaimKind, Operand, SHARE_OF_WHOLE, Stands, told};
use crate::claim::evidence::{Evidence, only_pair};
use crate::figure::Rat;

/// `A（占P%）、B（占Q%）` of W.
const BY_SHARES: &str = "parts-by-shares";
/// Figures back in which the same words are looked for.
const FAR: usize = 80;
/// Amounts around a rate that are looked at.
const NEAR: usize = 4;
/// The same where what it is of is counted by another word.
const LIKE_STEPS: i64 = 50;
/// Amounts behind a rate that it may be of.
const BEHIND: usize = 3;

impl Chinese<'_> {
    /// Reads the shares and rates whose base is known by other words.
    pub(super) fn held_bases(&mut self) {
        let told = told(&self.claims);
        let mut settled = Vec::new();
        for figure in 0..self.figures.len() {
            let of = |claim: &Claim| claim.reported == figure && claim.kind != ClaimKind::Shares;
            let mut claims = self.claims.iter();
            let holds = claims.any(|claim| of(claim) && claim.stands == Stands::Holds);
            let found = !holds
                && self.is_open_share(figure)
                && (self.named_as_before(figure)
                    || !told.contains(&figure)
                        && (self.of_amounts_behind(figure)
                            || self.of_what_was_not(figure)
                            || self.of_like_counts(figure))
                    || self.of_several(figure));
            if found {
                settled.push(figure);
            }
        }
        // What was left open, or held against another base, is settled now.
        self.claims.retain(|claim| {
            let share = !matches!(claim.kind, ClaimKind::Shares);
            let open = claim.stands != Stands::Holds && share;
            !(open && settled.contains(&claim.reported))
        });
        self.sums_of_shares();
    }

    /// 农业1590件，占诉求量的14.23%；社保1485件，占诉求量的13.29%: of what the share told in
    /// the same words is of.
    fn named_as_before(&mut self, share: usize) -> bool {
        let Some(base) = self.base_named_as(share) else {
            return false;
        };
        let part = self.amounts_before(share).into_iter().find(|part| {
            let said = &self.figures[*part];
            *part != base && said.adds_to(&self.figures[base])
        });
        let Some(part) = part else {
            return false;
        };
        let operands = [part, base].map(Operand::from);
        if !self.holds(ClaimKind::Ratio, share, &operands) {
            return false;
        }
        self.claim(ClaimKind::Ratio, SHARE_OF_WHOLE, share, &operands);
        true
    }

    /// What the nearest share before it that is called by the same words was read to be
    /// of.
    fn base_named_as(&self, share: usize) -> Option<usize> {
        let words = base_words(self.lead(share))?;
        let mut claims = self.claims.iter().filter(|claim| {
            claim.kind == ClaimKind::Ratio
                && claim.stands == Stands::Holds
                && claim.reported < share
                && claim.reported + FAR >= share
                && base_words(self.lead(claim.reported)) == Some(words)
        });
        let first = claims.next()?;
        let nearest = claims.fold(first, |near, claim| {
            if claim.reported > near.reported {
                claim
            } else {
                near
            }
        });
        nearest.operands.get(1).map(|whole| whole.figure)
    }

    /// 调解成功率98.6%，共调解8642件，成功8521件: of the only two amounts behind it that
    /// make it.
    fn of_amounts_behind(&mut self, rate: usize) -> bool {
        if !self.is_precise(rate) || self.roles[rate] == Role::Share {
            return false;
        }
        let sentence = self.figures[rate].sentence;
        let behind: Vec<usize> = (rate + 1..self.figures.len())
            .take_while(|other| {
                let said = &self.figures[*other];
                said.sentence == sentence && said.is_amount() && self.roles[*other] == Role::Plain
            })
            .take(BEHIND)
            .collect();
        let pair = only_pair(&behind, |part, whole| {
            self.figures[part].adds_to(&self.figures[whole])
                && self.figures[part].figure.nominal < self.figures[whole].figure.nominal
                && self.holds(ClaimKind::Ratio, rate, &[part.into(), whole.into()])
        });
        let Some(pair) = pair else {
            return false;
        };
        self.claim(ClaimKind::Ratio, NAMED, rate, &pair.map(Operand::from));
        true
    }

    /// 企业1286户，其中规上企业142家，占11.04%: of what is counted by another word for as
    /// much.
    fn of_like_counts(&mut self, share: usize) -> bool {
        let said = &self.figures[share];
        if said.steps() < Rat::whole(LIKE_STEPS) || said.figure.nominal > Rat::whole(1) {
            return false;
        }
        let sentence = said.sentence;
        let parts: Vec<usize> = self.amounts_before(share).into_iter().take(2).collect();
        let bases: Vec<usize> = (share.saturating_sub(FAR / 4)..share + BEHIND)
            .filter(|base| {
                let there = self
                    .figures
                    .get(*base)
                    .is_some_and(|base| base.sentence + 1 >= sentence && base.sentence <= sentence);
                there && matches!(self.roles[*base], Role::Plain | Role::To)
            })
            .collect();
        let unit = |figure: usize| self.figures[figure].unit.as_str();
        let pair = only_pair(&bases, |part, base| {
            parts.contains(&part)
                && self.figures[part].figure.nominal <= self.figures[base].figure.nominal
                && count_alike(unit(part), unit(base))
                && self.holds(ClaimKind::Ratio, share, &[part.into(), base.into()])
        });
        let Some(pair) = pair else {
            return false;
        };
        let pattern = match self.roles[share] {
            Role::Share => SHARE_OF_WHOLE,
            _ => NAMED,
        };
        self.claim(ClaimKind::Ratio, pattern, share, &pair.map(Operand::from));
        true
    }

    /// 抽检12486批次，不合格318批次，合格率97.45%: what is left of a whole when what was not
    /// so is taken from it.
    fn of_what_was_not(&mut self, rate: usize) -> bool {
        const DENIED: &[&str] = &["不", "未", "非", "超标", "逾期", "超时", "失败", "问题"];
        let name = self.lead(rate);
        let all = self.figures[rate].figure.nominal >= Rat::whole(1);
        if all || !self.is_precise(rate) || self.roles[rate] != Role::Rate || holds(name, DENIED) {
            return false;
        }
        let mut near = self.amounts_before(rate);
        near.truncate(NEAR);
        let pair = only_pair(&near, |whole, part| {
            holds(self.lead(part), DENIED)
                && !holds(self.lead(whole), DENIED)
                && self.figures[part].adds_to(&self.figures[whole])
                && self.holds(ClaimKind::Margin, rate, &[whole.into(), part.into()])
        });
        let Some(pair) = pair else {
            return false;
        };
        self.claim(ClaimKind::Margin, NAMED, rate, &pair.map(Operand::from));
        true
    }

    /// 结案440件，调解211件，撤诉97件，调撤率70%: of several amounts right before it together,
    /// where one reading alone makes it.
    fn of_several(&mut self, rate: usize) -> bool {
        if self.roles[rate] == Role::Share {
            return false;
        }
        let mut near = self.amounts_before(rate);
        near.truncate(NEAR + 1);
        near.reverse();
        let end = near.len();
        let readings = (0..end).flat_map(|whole| {
            // 满意462张，基本满意21张，不满意3张，满意率99.38%: what is not so stands behind.
            let runs = (whole + 1..end.saturating_sub(1)).flat_map(move |from| {
                let ends = [end, end - 1].into_iter().filter(move |to| *to > from + 1);
                ends.map(move |to| (whole, from, to))
            });
            runs.collect::<Vec<_>>()
        });
        let of = |(whole, from, to): (usize, usize, usize)| {
            let parts = near[from..to].iter().chain([&near[whole]]);
            parts.copied().map(Operand::from).collect::<Vec<Operand>>()
        };
        let name = self.lead(rate);
        let called = |operands: &Vec<Operand>| {
            let parts = operands.split_last().map(|(_, parts)| parts);
            parts.is_some_and(|parts| {
                parts.iter().all(|part| {
                    let own = self.lead(part.figure);
                    own.chars().any(|c| name.contains(c)) && !own.is_empty()
                })
            })
        };
        let mut holding = readings.map(of).filter(|operands| {
            let alike = operands
                .iter()
                .all(|own| self.figures[own.figure].adds_to(&self.figures[operands[0].figure]));
            let precise = self.is_precise(rate) || called(operands);
            alike && precise && self.holds(ClaimKind::RatioOfParts, rate, operands)
        });
        let only = holding.next().filter(|_| holding.next().is_none());
        drop(holding);
        let Some(operands) = only else {
            return false;
        };
        self.claim(ClaimKind::RatioOfParts, NAMED, rate, &operands);
        true
    }

    /// Amounts in a row whose shares are of one base make it up: 商品类4826件，占61.3%；服务类
    /// 3047件，占38.7%。共受理7873件.
    fn sums_of_shares(&mut self) {
        let of_base = |claim: &&Claim| {
            let ratio = claim.kind == ClaimKind::Ratio && claim.pattern == SHARE_OF_WHOLE;
            ratio && claim.stands == Stands::Holds && claim.operands.len() == 2
        };
        let mut pairs: Vec<[usize; 2]> = self
            .claims
            .iter()
            .filter(of_base)
            .map(|claim| [claim.operands[1].figure, claim.operands[0].figure])
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let same = |one: &[usize; 2], next: &[usize; 2]| one[0] == next[0];
        let runs: Vec<Vec<[usize; 2]>> = pairs.chunk_by(same).map(<[_]>::to_vec).collect();
        for run in runs.iter().filter(|run| run.len() >= 2) {
            let whole = run[0][0];
            let parts: Vec<usize> = run.iter().map(|[_, part]| *part).collect();
            let operands = Operand::all(&parts);
            let told = self.claims.iter().any(|claim| {
                let of_whole = claim.reported == whole && claim.kind != ClaimKind::Part;
                of_whole
                    && parts
                        .iter()
                        .all(|part| claim.figures().any(|own| own == *part))
            });
            let alike = parts
                .iter()
                .all(|part| self.figures[*part].adds_to(&self.figures[whole]));
            if told
                || !alike
                || !Evidence::of(self.figures, whole, &parts).is_no_chance
                || !self.holds(ClaimKind::Sum, whole, &operands)
            {
                continue;
            }
            self.claim(ClaimKind::Sum, BY_SHARES, whole, &operands);
            self.remember(whole, &parts);
        }
    }
}

/// Measure words that count the same, a family a line.
const FAMILIES: &[&[&str]] = &[
    &["人", "名", "位", "个", "人次", "例"],
    &[
        "件", "条", "项", "个", "宗", "起", "份", "案", "件次", "次", "例",
    ],
    &["户", "家", "个", "所", "间"],
    &["台", "辆", "部", "套"],
    &["批", "批次", "次", "件", "份", "组", "个"],
    &["处", "个", "座", "条", "项"],
    &["只", "头", "羽"],
];

/// Whether two measure words are unlike and count the same.
fn count_alike(one: &str, other: &str) -> bool {
    let both = |family: &&&[&str]| family.contains(&one) && family.contains(&other);
    one != other && FAMILIES.iter().any(|family| both(&family))
}

/// What a share is said to be of: 占诉求量的, 占全市总数的比重为.
fn base_words(lead: &str) -> Option<&str> {
    let behind = lead.rsplit_once('占')?.1;
    let behind = behind.trim_end_matches(['为', '达', '到', '约', '近', '是']);
    let behind = ["的比重", "的比例", "比重", "比例", "的"]
        .iter()
        .find_map(|word| behind.strip_suffix(word))
        .unwrap_or(behind);
    (behind.chars().count() >= 2).then_some(behind)
}

#[cfg(test)]
mod tests {
    use crate::claim::{Stands, read};
    use crate::figure::UnitBook;

    /// How many claims hold, and whether any fails.
    fn told(text: &str) -> (usize, bool) {
        let read = read(text, &UnitBook::default());
        let count = |stands| {
            let claims = read.claims.iter();
            claims.filter(|claim| claim.stands == stands).count()
        };
        (count(Stands::Holds), count(Stands::Fails) > 0)
    }

    #[test]
    fn a_base_is_known_by_other_words() {
        for text in [
            "形成有效工单11171件，办结11163件。社会保障1485件，占诉求量的13.29%。",
            "调解成功率98.6%，共调解矛盾纠纷8642件，调解成功8521件。",
            "抽检食品12486批次，检出不合格样品318批次，总体合格率97.45%。",
            "民商事案件结案440件，其中调解结案211件，撤诉97件，调撤率为70%。",
            "全县共有企业1286户，其中规上企业142家，占11.04%。",
            "本届共有委员338名，提交提案的委员294个，参与率86.98%。",
            "商品类投诉4826件，占61.3%；服务类投诉3047件，占38.7%。共受理投诉7873件。",
        ] {
            let (hold, fails) = told(text);
            assert!(hold > 0 && !fails, "{text}");
        }
    }

    #[test]
    fn what_came_late_was_settled_too() {
        let text = "派单601件，按时结案597件，超时办理4件，结案率100%，按时结案率99%。";
        assert!(!told(text).1);
    }
}

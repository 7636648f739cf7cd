//! What a share is of, and which amount it is told of: by the names of both in
//! its words, by what stands beside it, by the shares before it.

use super::reader::{Chinese, Role};
use super::roles::is_of_plan;
use super::shares::Share;
use super::turns::OF_FIGURE;
use super::wholes::Wholes;
use crate::claim::claimed::{ClaimKind, Operand};

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
];

impl Chinese<'_> {
    /// What stands between 占 and a share, and before it: the name of the base,
    /// the name of the part.
    pub(super) fn names(&self, figure: usize) -> (String, String) {
        let lead = self.lead(figure);
        let planned = ["为", "达到", "达", "是"]
            .iter()
            .filter(|_| is_of_plan(lead));
        let equals = ["相当于", "相等于", "完成"]
            .iter()
            .chain(planned)
            .find_map(|word| Some((lead.find(word)?, word.chars().count())));
        let Some((at, length)) = lead.rfind('占').map(|at| (at, 1)).or(equals) else {
            // 第二产业比重为39.9%: what is before it is all name.
            let part = BEHIND_NAME.iter().find_map(|word| lead.strip_suffix(word));
            return (String::new(), part.unwrap_or_default().to_owned());
        };
        let behind: String = lead[at..].chars().skip(length).collect();
        let hedges = ["约", "近", "超过", "超", "达", "到", "了", "全部的"];
        let behind = hedges.iter().fold(behind.as_str(), |rest, word| {
            rest.strip_prefix(word).unwrap_or(rest)
        });
        // 占比约为25%
        let behind = ["约为", "仅为", "约", "仅", "高达"]
            .iter()
            .find_map(|word| behind.strip_suffix(word))
            .unwrap_or(behind);
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

    /// 在全国300所学校中占8%: the base stands before 中占, the part before that.
    pub(super) fn share_among(&mut self, figure: usize) -> Option<Share> {
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
    pub(super) fn or_same_base(
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
    pub(super) fn part_in_brackets(&self, figure: usize) -> Option<usize> {
        let next = self.figures.get(figure + 1)?;
        let behind = self.words(self.figures[figure].span.end..next.span.start);
        let amount = next.is_amount() && next.depth == self.figures[figure].depth + 1;
        (amount && behind == "(").then_some(figure + 1)
    }

    /// The amount that a share is told to be: 占比达31.8%，即8.4万辆.
    pub(super) fn part_told_as(&self, figure: usize) -> Option<usize> {
        let next = self.figures.get(figure + 1)?;
        let behind = self.words(self.figures[figure].span.end..next.span.start);
        let says = matches!(behind.as_str(), ",即" | "即" | ",也就是" | ",计" | ",约合");
        (says && next.is_amount() && self.roles[figure + 1] == Role::Plain).then_some(figure + 1)
    }

    /// The amount that a share is of: what is called so, or what stands right
    /// before it, be it before its brackets.
    pub(super) fn part_of_share(&self, figure: usize, name: &str) -> Option<usize> {
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
        // 批次占8.5% of 186批1,842人次: what is counted by that measure word.
        let counted = name.strip_suffix(['次', '数']).unwrap_or(name);
        let mut before = self.amounts_before(figure).into_iter();
        let measured = before.find(|amount| {
            let unit = self.figures[*amount].unit.as_str();
            unit == name || unit == counted
        });
        if measured.is_some() {
            return measured;
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
            nearest.filter(|nearest| super::names::common(name, &self.name_of(*nearest)) >= 2);
        called.or_else(|| self.amount_named(name, figure))
    }

    /// What a share may be of whose words do not say it: what its amount is a
    /// part of, what the one before it is of, an amount before.
    pub(super) fn wholes_unnamed(&self, part: usize, figure: usize, before: &[Share]) -> Wholes {
        // Behind 占投诉总量8,210件的21.3% the next shares are of the same.
        let named = before.last().copied().filter(|last| {
            let near = self.figures[last.share].sentence == self.figures[figure].sentence;
            let listed = self.whole_of[part].is_some_and(|whole| {
                let of_list = self.lists.iter().rev().find(|list| list.whole == whole);
                // 支出31.9万元，完成预算的75.9%；其中A，占P% is of what was spent.
                let told =
                    last.part == Some(whole) && of_list.is_some_and(|list| list.parts.len() > 1);
                (told || whole > last.share)
                    && of_list.is_some_and(|list| list.parts.iter().all(|part| *part > whole))
            });
            // 立案352件，立案率91.2%；其中A件，占P% is of what was filed.
            let of_last = last.whole.is_some_and(|whole| {
                self.roles[last.share] != Role::Rate
                    || self.holds(ClaimKind::Ratio, figure, &[part.into(), whole.into()])
            });
            last.named && near && !listed && of_last && last.part != Some(part)
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
            let own = own && near.is_some_and(|last| self.roles[last.share] != Role::Rate);
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
}

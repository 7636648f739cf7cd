//! Totals without a sign of a list: behind their parts (合计), before amounts that
//! make them up, of what is so and what is not.

use super::reader::Chinese;
use super::reader::Role;
use super::reader::{COMPLETE, MOST};
use super::words::{REST, holds};
use crate::claim::claimed::{ClaimKind, Operand, Stands};
use crate::claim::evidence::Evidence;

/// `受理W，办结A，未结B`.
const FOLLOWING: &str = "parts-following";
/// `A、B，共计W`.
const TOTALLED: &str = "parts-totalled";
/// `抽检W，合格A，不合格B`.
const OPPOSED: &str = "parts-opposed";
/// `预算W，成交A，节约B`.
const LEFT: &str = "difference";

/// Words of what is left when one amount is taken from another.
const DIFFERENCES: &[&str] = &[
    "节约",
    "结余",
    "差额",
    "逆差",
    "顺差",
    "净值",
    "净额",
    "账面价值",
    "净资产",
    "所有者权益",
    "缺口",
    "空缺",
    "缺考",
    "缺席",
    "缺编",
    "空编",
    "请假",
];

impl Chinese<'_> {
    /// A total behind its parts: 合计, 共计, 总计.
    pub(super) fn totalled(&mut self, whole: usize) {
        let said = &self.figures[whole];
        let gap = self.gap(whole);
        let lead = gap
            .rsplit([',', ';', '。', '、', '('])
            .next()
            .unwrap_or_default();
        let weight = match () {
            () if holds(lead, &["合计", "共计", "总计"]) => 3,
            () if lead.contains("相加") => 2,
            () if lead.contains('共') => 1,
            () => return,
        };
        if let Some(count) = count_named(lead).filter(|_| said.is_amount()) {
            return self.totalled_of(whole, count);
        }
        if !said.is_amount() || self.roles[whole] != Role::Plain || holds(lead, &["其中", ":"]) {
            return;
        }
        // 总计421件 in a sentence of its own is of the one before.
        let alone = self.before_in_sentence(whole).next().is_none()
            && ["总计", "合计", "上述", "以上", "共计"]
                .iter()
                .any(|word| lead.starts_with(word));
        if alone {
            return self.totalled_before(whole);
        }
        if gap.contains([':', ';', '。']) {
            return;
        }
        let mut parts: Vec<usize> = Vec::new();
        for other in self.before_in_sentence(whole) {
            let part = &self.figures[other];
            if self.roles[other] == Role::Spelled {
                continue;
            }
            let fits =
                part.adds_to(said) && self.roles[other] == Role::Plain && part.depth == said.depth;
            let between = parts.last().map(|last| self.gap(*last)).unwrap_or_default();
            if !fits && part.is_amount() && part.depth == said.depth || between.contains([';', ':'])
            {
                break;
            }
            if fits {
                parts.push(other);
            }
        }
        parts.reverse();
        if parts.len() < 2 || parts.len() > MOST {
            return;
        }
        let operands = Operand::all(&parts);
        let from = (0..=parts.len() - 2)
            .find(|from| self.holds(ClaimKind::Sum, whole, &operands[*from..]));
        if let Some(from) = from {
            self.claim(ClaimKind::Sum, TOTALLED, whole, &operands[from..]);
            self.remember(whole, &parts[from..]);
            return;
        }
        // 目前共有42家 takes in what no clause before tells.
        if holds(lead, &["目前", "现有", "现共", "至今", "迄今", "累计"]) {
            return;
        }
        let evidence = Evidence::of(self.figures, whole, &parts);
        let speaks = weight
            + i32::from(evidence.near)
            + i32::from(evidence.very_near)
            + 2 * i32::from(evidence.slip)
            - 3 * i32::from(evidence.far_below)
            - 3 * i32::from(evidence.far_above);
        if speaks > COMPLETE {
            self.claim(ClaimKind::Sum, TOTALLED, whole, &operands);
            self.remember(whole, &parts);
        }
    }

    /// A total of all amounts of the sentence before.
    fn totalled_before(&mut self, whole: usize) {
        let said = &self.figures[whole];
        let parts: Vec<usize> = (0..whole)
            .filter(|other| {
                let part = &self.figures[*other];
                let near = part.sentence + 1 == said.sentence && part.depth == said.depth;
                near && part.adds_to(said) && self.roles[*other] == Role::Plain
            })
            .collect();
        if !(3..=MOST).contains(&parts.len()) || self.is_told(whole, &parts) {
            return;
        }
        let sum = Operand::all(&parts);
        let evidence = Evidence::of(self.figures, whole, &parts);
        if self.holds(ClaimKind::Sum, whole, &sum) || evidence.very_near && evidence.slip {
            self.claim(ClaimKind::Sum, TOTALLED, whole, &sum);
            self.remember(whole, &parts);
        }
    }

    /// 三类产品合计: the last so many amounts before it, be they in sentences of
    /// their own.
    fn totalled_of(&mut self, whole: usize, count: usize) {
        let said = &self.figures[whole];
        let mut parts: Vec<usize> = (0..whole)
            .rev()
            .take_while(|other| self.figures[*other].sentence + 3 >= said.sentence)
            .filter(|other| {
                let part = &self.figures[*other];
                part.adds_to(said) && self.roles[*other] == Role::Plain && part.depth == said.depth
            })
            .take(count)
            .collect();
        parts.reverse();
        if parts.len() != count || self.is_told(whole, &parts) {
            return;
        }
        let sum = Operand::all(&parts);
        let evidence = Evidence::of(self.figures, whole, &parts);
        if self.holds(ClaimKind::Sum, whole, &sum) || evidence.very_near || evidence.slip {
            self.claim(ClaimKind::Sum, TOTALLED, whole, &sum);
            self.remember(whole, &parts);
            // It says of how many.
            let spelled = whole
                .checked_sub(1)
                .filter(|spelled| self.roles[*spelled] == Role::Spelled);
            if let Some(spelled) = spelled {
                self.count(spelled, count, Stands::Holds);
            }
        }
    }

    /// What is so and what is not: 合格A，不合格B of W.
    pub(super) fn opposed(&mut self, not: usize) {
        let said = &self.figures[not];
        let lead = self.lead(not);
        let negated = ["不", "未", "非"]
            .iter()
            .find_map(|word| Some(lead.split_once(word)?.1.to_owned()));
        let in_hand = negated.is_none() && holds(lead, &["正在办", "在办", "正办理"]);
        let negated = negated.or_else(|| in_hand.then(|| "办结".to_owned()));
        let Some(name) = negated.filter(|name| name.chars().count() >= 2) else {
            return;
        };
        if !said.is_amount() || self.roles[not] != Role::Plain {
            return;
        }
        let own: Vec<usize> = self
            .before_in_sentence(not)
            .filter(|other| {
                self.roles[*other] == Role::Plain
                    && self.figures[*other].adds_to(said)
                    && self.figures[*other].depth == said.depth
            })
            .collect();
        let so = own.iter().copied().find(|other| {
            let lead = self.lead(*other);
            let stem: String = name.chars().take(2).collect();
            lead.contains(&stem) && !lead.contains(['不', '未', '非'])
        });
        let Some(so) = so else {
            return;
        };
        let wholes = self.wholes_of(so);
        let listed = self.whole_of[so].filter(|whole| self.whole_of[not] == Some(*whole));
        if listed.is_some() {
            return;
        }
        let sum = Operand::all(&[so, not]);
        let making = wholes
            .iter()
            .copied()
            .find(|whole| self.holds(ClaimKind::Sum, *whole, &sum));
        // Of what was asked for, some is neither granted nor refused.
        const DECIDED: &[&str] = &[
            "不予",
            "不准",
            "不批",
            "不捕",
            "不起诉",
            "不诉",
            "不支持",
            "不受理",
            "不采纳",
            "未予",
            "不同意",
            "不赞",
            "未采",
            "不成立",
            "未支持",
            "不公开",
        ];
        let decided = holds(lead, DECIDED);
        let first = wholes.first().copied().filter(|whole| {
            let evidence = Evidence::of(self.figures, *whole, &[so, not]);
            !decided
                && (!in_hand || evidence.slip && evidence.very_near)
                && self.is_taken_in(*whole)
                && evidence.near
                && self.figures[*whole].sentence == said.sentence
        });
        if let Some(whole) = making.or(first) {
            self.claim(ClaimKind::Sum, OPPOSED, whole, &sum);
            self.remember(whole, &[so, not]);
        }
    }

    /// 代表建议46件、委员提案71件，承办的117件: the amounts right before it make it
    /// up.
    pub(super) fn preceded(&mut self, whole: usize) {
        let said = &self.figures[whole];
        let plain = matches!(self.roles[whole], Role::Plain | Role::Base) && said.is_amount();
        if !plain
            || self
                .lists
                .iter()
                .rev()
                .take(8)
                .any(|list| list.whole == whole)
            || self.whole_of[whole].is_some()
        {
            return;
        }
        let mut parts: Vec<usize> = self
            .before_in_sentence(whole)
            .take_while(|other| {
                self.figures[*other].adds_to(said) && self.roles[*other] == Role::Plain
            })
            .take(4)
            .collect();
        parts.reverse();
        let from = (0..parts.len().saturating_sub(1)).find(|from| {
            self.holds(ClaimKind::Sum, whole, &Operand::all(&parts[*from..]))
                && Evidence::of(self.figures, whole, &parts[*from..]).is_no_chance
                && parts[*from..]
                    .iter()
                    .all(|part| self.whole_of[*part].is_none())
        });
        if let Some(from) = from {
            self.claim(
                ClaimKind::Sum,
                TOTALLED,
                whole,
                &Operand::all(&parts[from..]),
            );
        }
    }

    /// Amounts that follow a total and make it up, or nearly do.
    pub(super) fn following(&mut self, whole: usize) {
        let said = &self.figures[whole];
        if !said.is_amount() || !matches!(self.roles[whole], Role::Plain | Role::To) {
            return;
        }
        let last = said.sentence + 1;
        let run: Vec<usize> = (whole + 1..self.figures.len())
            .take_while(|other| self.figures[*other].sentence <= last)
            .filter(|other| {
                let part = &self.figures[*other];
                let depth = part.depth == said.depth
                    || part.depth < said.depth && part.sentence > said.sentence;
                part.adds_to(said) && self.roles[*other] == Role::Plain && depth
            })
            .take(MOST)
            .collect();
        // What is a part of a part is none of its own.
        let run: Vec<usize> = run
            .iter()
            .enumerate()
            .filter(|(at, part)| *at == 0 || !holds(&self.gap(**part), &["其中", "包括"]))
            .map(|(_, part)| *part)
            .collect();
        let starts: Vec<usize> = (0..run.len())
            .filter(|at| *at == 0 || self.gap(run[*at]).contains('。'))
            .collect();
        for start in starts {
            let sentence = self.figures[run[start]].sentence;
            let length = run[start..]
                .iter()
                .take_while(|part| self.figures[**part].sentence == sentence)
                .count();
            // What is left is often told in the next sentence.
            let left =
                |part: &usize| holds(self.lead(*part), &["未", "结转", "剩余", "其余", "尚"]);
            let more = usize::from(
                run.get(start + length)
                    .is_some_and(|part| start == 0 && left(part)),
            );
            let length = length + more;
            let ends: Vec<usize> = (start + 2..=start + length).rev().collect();
            let found = ends
                .into_iter()
                .find(|end| self.holds(ClaimKind::Sum, whole, &Operand::all(&run[start..*end])));
            let Some(end) = found else {
                continue;
            };
            let parts = &run[start..end];
            let rest = parts
                .last()
                .is_some_and(|last| holds(self.lead(*last), REST));
            let chance = !rest && !Evidence::of(self.figures, whole, parts).is_no_chance;
            if chance || self.is_told(whole, parts) {
                continue;
            }
            if let [less, left] = parts
                && holds(self.lead(*left), DIFFERENCES)
            {
                self.claim(
                    ClaimKind::Difference,
                    LEFT,
                    *left,
                    &Operand::all(&[whole, *less]),
                );
                continue;
            }
            self.claim(ClaimKind::Sum, FOLLOWING, whole, &Operand::all(parts));
            self.remember(whole, parts);
        }
        self.nearly_followed(whole, &run);
    }

    /// A slip in amounts that follow a total in its sentence, without a sign.
    fn nearly_followed(&mut self, whole: usize, run: &[usize]) {
        let sentence = self.figures[whole].sentence;
        // Behind 共办理1,208件 the list may be a sentence of its own.
        let all = holds(self.lead(whole), &["共", "总", "合计"]);
        let next = run
            .first()
            .filter(|_| all)
            .map_or(sentence, |first| self.figures[*first].sentence);
        let own: Vec<usize> = run
            .iter()
            .copied()
            .filter(|part| self.figures[*part].sentence == next)
            .collect();
        let in_list = self
            .lists
            .iter()
            .any(|list| list.whole == whole || list.parts.contains(&whole))
            || own.iter().any(|part| self.whole_of[*part].is_some());
        if own.len() < 3 || in_list {
            return;
        }
        let evidence = Evidence::of(self.figures, whole, &own);
        let rest = own.last().is_some_and(|last| holds(self.lead(*last), REST));
        // 参评286家，优秀42家，良好186家，合格54家: the others were not so.
        if !all && !rest && self.holds(ClaimKind::Part, whole, &Operand::all(&own)) {
            return;
        }
        if evidence.slip && (evidence.very_near || rest && evidence.near) && !self.overlap(&own) {
            self.claim(ClaimKind::Sum, FOLLOWING, whole, &Operand::all(&own));
            self.remember(whole, &own);
        }
    }
}

/// How many a total says that it is of: 三类产品合计, 两级合计.
fn count_named(lead: &str) -> Option<usize> {
    let signs = ["合计", "共计", "总计", "相加", "共"];
    let before = signs.iter().find_map(|word| lead.split_once(word))?.0;
    let words: Vec<char> = before.chars().collect();
    let place = (0..words.len().saturating_sub(1)).rfind(|at| {
        "二三四五六七八九两".contains(words[*at])
            && "类级者项季地市县院部种档期个大条".contains(words[at + 1])
    })?;
    let near = words.len() - place <= 8;
    let count = "一二三四五六七八九".chars().position(|c| c == words[place]);
    let count = if words[place] == '两' {
        Some(2)
    } else {
        count.map(|at| at + 1)
    };
    count.filter(|_| near)
}

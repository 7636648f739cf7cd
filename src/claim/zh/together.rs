//! Shares of several amounts at once: `甲86件、乙64件、丙32件，三者合占412件的44.2%`,
//! `位居前三的…，占总量的77%`. Told where one reading alone holds; a wrong digit only where
//! the words say of how many amounts it is, and of what.

use super::reader::{Chinese, Role};
use super::words::holds;
use crate::claim::claimed::{ClaimKind, Operand, told};
use crate::claim::evidence::is_slip;
use crate::figure::{Hedge, Rat};
use num_traits::Zero;

/// `A、B、C，合占W的P%`.
const TOGETHER: &str = "parts-together";
/// Amounts that have a share together at most.
const PARTS: usize = 10;
/// Figures to each side in which what they are of is looked for.
const FIGURES: usize = 24;
/// Sentences back in which it is.
const SENTENCES: usize = 5;
/// Characters before a share in which words say that it is of several.
const REACH: usize = 90;

/// Words that make a share one of several amounts.
const AT_ONCE: &[&str] = &[
    "合占",
    "共占",
    "合计占",
    "共计占",
    "总共占",
    "一共占",
    "合计约占",
];
/// Words that say that amounts are told as some of many.
const RANKED: &[&str] = &[
    "前两", "前二", "前三", "前四", "前五", "前六", "前八", "前十", "两者", "二者", "三者", "四者",
    "以上", "上述", "三类", "三项", "三种", "三个", "两类", "两项", "五类", "五项", "四类", "四项",
];

/// Whether words make a share one of all the amounts before it.
pub(super) fn is_at_once(words: &str) -> bool {
    holds(words, AT_ONCE)
}

/// Of how many amounts words say that they tell: 前三位, 两者.
fn count_in(words: &str) -> Option<usize> {
    const COUNTS: &[(char, usize)] = &[
        ('两', 2),
        ('二', 2),
        ('三', 3),
        ('四', 4),
        ('五', 5),
        ('六', 6),
        ('八', 8),
        ('十', 10),
    ];
    let count = |c: char| COUNTS.iter().find(|(own, _)| *own == c).map(|(_, n)| *n);
    let behind = |word: &str| {
        let at = words.rfind(word)? + word.len();
        count(words[at..].chars().next()?)
    };
    let before = |word: &str| count(words[..words.rfind(word)?].chars().next_back()?);
    let named = ["者", "类", "项", "种", "个"];
    behind("前").or_else(|| named.iter().find_map(|word| before(word)))
}

impl Chinese<'_> {
    /// Reads the shares that several amounts have together.
    pub(super) fn parts_together(&mut self) {
        let told = told(&self.claims);
        for share in 2..self.figures.len() {
            let said = &self.figures[share];
            let plain = said.is_percent() && !said.is_points() && said.figure.hedge == Hedge::None;
            let role = matches!(
                self.roles[share],
                Role::Share | Role::OfFigure | Role::Other
            );
            if plain && role && !told.contains(&share) {
                self.share_together(share);
            }
        }
    }

    fn share_together(&mut self, share: usize) {
        let said = &self.figures[share];
        let sentence = self.text.sentences[said.sentence].start;
        let start = sentence.max(said.span.start.saturating_sub(REACH));
        let words = self.words(start..said.span.start);
        let at_once = is_at_once(&words);
        if !at_once && !holds(&words, RANKED) {
            return;
        }
        let stated = (self.roles[share] == Role::OfFigure).then(|| share - 1);
        let mut parts = self.amounts_in_row(stated.unwrap_or(share));
        if parts.len() < 2 {
            parts = self.amounts_named_behind(share);
        }
        let count = count_in(&words);
        let counts = match count {
            Some(count) => count..=count,
            None => 2..=parts.len(),
        };
        let precise = self.is_precise(share) || count.is_some() || at_once && stated.is_some();
        let mut found: Vec<Vec<Operand>> = Vec::new();
        for count in counts.filter(|count| *count <= parts.len() && precise) {
            let own = &parts[parts.len() - count..];
            for base in self.bases_of_all(share, own, stated) {
                let mut operands = Operand::all(own);
                operands.push(base.into());
                if self.holds(ClaimKind::RatioOfParts, share, &operands) {
                    found.push(operands);
                }
            }
        }
        // 三者合占412件的44.2% leaves no choice: one wrong digit in it is told.
        let named = count
            .zip(stated)
            .filter(|(count, _)| at_once && parts.len() == *count);
        let slipped = named.map(|(_, base)| {
            let mut operands = Operand::all(&parts);
            operands.push(base.into());
            operands
        });
        let slipped =
            slipped.filter(|operands| found.is_empty() && self.is_one_slip(share, operands));
        let Some(operands) = self.only_value(&found).or(slipped) else {
            return;
        };
        self.claims.retain(|claim| claim.reported != share);
        self.claim(ClaimKind::RatioOfParts, TOGETHER, share, &operands);
    }

    /// Whether one wrong digit parts a share from what amounts are of the last of them.
    fn is_one_slip(&self, share: usize, operands: &[Operand]) -> bool {
        let value = |operand: &Operand| self.figures[operand.figure].figure.nominal.clone();
        let Some((base, parts)) = operands.split_last() else {
            return false;
        };
        let sum = parts
            .iter()
            .fold(Rat::zero(), |sum, part| sum + value(part));
        let base = value(base);
        base.is_positive() && is_slip(&self.figures[share], &(sum / base))
    }

    /// The plain amounts of one kind right before a figure in its sentence.
    fn amounts_in_row(&self, figure: usize) -> Vec<usize> {
        let mut before = self
            .before_in_sentence(figure)
            .skip_while(|other| !self.figures[*other].is_amount())
            .peekable();
        let Some(last) = before.peek().copied() else {
            return Vec::new();
        };
        let like = &self.figures[last];
        let mut parts: Vec<usize> = before
            .take_while(|other| {
                let said = &self.figures[*other];
                let plain = self.roles[*other] == Role::Plain;
                plain && said.is_amount() && said.adds_to(like) && said.depth == like.depth
            })
            .take(PARTS)
            .collect();
        parts.reverse();
        parts
    }

    /// The amounts behind a share, in its sentence, that are said to be those which have
    /// it: 合计占62.2%，分别是A、B、C.
    fn amounts_named_behind(&self, share: usize) -> Vec<usize> {
        let Some(first) = self.figures.get(share + 1) else {
            return Vec::new();
        };
        let sentence = self.figures[share].sentence;
        let gap = self.words(self.figures[share].span.end..first.span.start);
        let names = holds(
            &gap,
            &["分别是", "分别为", "依次是", "依次为", "即", "包括", "其中"],
        );
        let behind = (share + 1..self.figures.len()).take(PARTS);
        let behind = behind.take_while(|other| {
            let said = &self.figures[*other];
            let plain = self.roles[*other] == Role::Plain && said.is_amount();
            plain && said.sentence == sentence && said.adds_to(first) && names
        });
        behind.collect()
    }

    /// What amounts together may be of: the figure that is stated, else a larger one
    /// around them.
    fn bases_of_all(&self, share: usize, parts: &[usize], stated: Option<usize>) -> Vec<usize> {
        if let Some(base) = stated {
            return vec![base];
        }
        let value = |figure: usize| &self.figures[figure].figure.nominal;
        let sum = parts
            .iter()
            .fold(Rat::zero(), |sum, part| sum + value(*part).clone());
        let sentence = self.figures[share].sentence;
        let near = (share.saturating_sub(FIGURES)..self.figures.len()).take(2 * FIGURES);
        near.filter(|other| {
            let base = &self.figures[*other];
            let level = matches!(self.roles[*other], Role::Plain | Role::To | Role::Base);
            level
                && !parts.contains(other)
                && base.sentence + SENTENCES >= sentence
                && base.sentence <= sentence + 1
                && parts.iter().all(|part| base.adds_to(&self.figures[*part]))
                && *value(*other) > sum
        })
        .collect()
    }

    /// The only reading, or the first of those that differ only in where one base of
    /// the same value stands.
    fn only_value(&self, found: &[Vec<Operand>]) -> Option<Vec<Operand>> {
        let first = found.first()?;
        let value = |operands: &[Operand]| {
            let base = operands.last()?;
            Some(self.figures[base.figure].figure.nominal.clone())
        };
        let same = |other: &Vec<Operand>| {
            other.len() == first.len() && value(other.as_slice()) == value(first.as_slice())
        };
        found.iter().all(same).then(|| first.clone())
    }
}

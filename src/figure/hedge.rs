//! Hedges: the words before and after a number that widen it, and the ranges
//! that they stand for.

use num_traits::Zero;

use super::exact::{half, int};
use super::range::{End, Range};
use super::rat::Rat;

/// What the words around a number say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Hedge {
    /// Nothing: the number stands for itself.
    #[default]
    None,
    /// 多 余: the number and something on top, less than one more.
    MoreThan,
    /// 约 左右 about: half a unit to either side.
    About,
    /// 近 nearly: up to half a unit less, the number itself excluded.
    Nearly,
    /// 不足 < below: excludes the number.
    Below,
    /// 以下 ≤ at most: includes the number.
    AtMost,
    /// 超过 > over: excludes the number.
    Above,
    /// 以上 ≥ at least: includes the number.
    AtLeast,
    /// `12-15`, in a column of ranges: both ends are included.
    Between,
}

use Hedge::{About, Above, AtLeast, AtMost, Below, MoreThan, Nearly};

/// Hedges that stand before a number.
pub(super) const BEFORE: &[(&str, Hedge)] = &[
    ("<=", AtMost),
    (">=", AtLeast),
    ("<", Below),
    (">", Above),
    ("≤", AtMost),
    ("≥", AtLeast),
    ("≦", AtMost),
    ("≧", AtLeast),
    ("~", About),
    ("≈", About),
    ("大约", About),
    ("大概", About),
    ("约", About),
    ("将近", Nearly),
    ("接近", Nearly),
    ("近", Nearly),
    ("超过", Above),
    ("超", Above),
    ("逾", Above),
    ("高于", Above),
    ("多于", Above),
    ("不足", Below),
    ("不到", Below),
    ("不满", Below),
    ("低于", Below),
    ("少于", Below),
    ("至少", AtLeast),
    ("不少于", AtLeast),
    ("不低于", AtLeast),
    ("至多", AtMost),
    ("最多", AtMost),
    ("不超过", AtMost),
    ("about", About),
    ("approximately", About),
    ("approx.", About),
    ("approx", About),
    ("around", About),
    ("circa", About),
    ("nearly", Nearly),
    ("almost", Nearly),
    ("over", Above),
    ("more than", Above),
    ("above", Above),
    ("exceeding", Above),
    ("under", Below),
    ("below", Below),
    ("less than", Below),
    ("fewer than", Below),
    ("at least", AtLeast),
    ("no less than", AtLeast),
    ("not less than", AtLeast),
    ("no fewer than", AtLeast),
    ("not fewer than", AtLeast),
    ("at most", AtMost),
    ("no more than", AtMost),
    ("not more than", AtMost),
    ("up to", AtMost),
];

/// Hedges that stand after a number or its unit. 以上 以下 以内 include the
/// number, 以外 does not (Civil Code art. 1259).
pub(super) const AFTER: &[(&str, Hedge)] = &[
    ("及以上", AtLeast),
    ("以上", AtLeast),
    ("及以下", AtMost),
    ("以下", AtMost),
    ("以内", AtMost),
    ("以外", Above),
    ("左右", About),
    ("上下", About),
    ("不到", Below),
    ("多", MoreThan),
    ("余", MoreThan),
    ("+", AtLeast),
    ("or more", AtLeast),
    ("or fewer", AtMost),
    ("or less", AtMost),
];

/// Hedges that may stand between the number and its multiplier or unit.
pub(super) const INSIDE: &[(&str, Hedge)] = &[("多", MoreThan), ("余", MoreThan), ("+", AtLeast)];

/// The words of a hedge, and whether each stands before the number.
pub(crate) fn words(hedge: Hedge) -> impl Iterator<Item = (bool, &'static str)> {
    let before = BEFORE.iter().map(|(word, of)| (true, *word, *of));
    let after = AFTER.iter().map(|(word, of)| (false, *word, *of));
    let all = before.chain(after).filter(move |(_, _, of)| *of == hedge);
    all.map(|(before, word, _)| (before, word))
}

/// The longest of `words` at the start of `text`, ASCII case aside, with its
/// length in characters. An English word must end there.
pub(super) fn at_start(
    words: &[(&'static str, Hedge)],
    text: &[char],
) -> Option<(&'static str, Hedge, usize)> {
    let mut best = None;
    // Nearly every cell begins with a digit; no hedge does.
    let first = text.first().filter(|c| !c.is_ascii_digit())?;
    for (word, hedge) in words {
        let begins = word.chars().next();
        if !begins.is_some_and(|begins| begins.eq_ignore_ascii_case(first)) {
            continue;
        }
        let length = word.chars().count();
        let matches = text.len() >= length && same(word, &text[..length]);
        let ends = !word.ends_with(|c: char| c.is_ascii_alphabetic())
            || !text.get(length).is_some_and(|c| c.is_ascii_alphanumeric());
        if matches && ends && best.is_none_or(|(_, _, longest)| length > longest) {
            best = Some((*word, *hedge, length));
        }
    }
    best
}

/// The longest of `words` at the end of `text`. An English word must begin there.
pub(super) fn at_end(
    words: &[(&'static str, Hedge)],
    text: &[char],
) -> Option<(&'static str, Hedge, usize)> {
    let last = text.last()?;
    let mut best = None;
    for (word, hedge) in words {
        if !word.chars().next_back()?.eq_ignore_ascii_case(last) {
            continue;
        }
        let length = word.chars().count();
        let Some(start) = text.len().checked_sub(length) else {
            continue;
        };
        let begins = !word.starts_with(|c: char| c.is_ascii_alphabetic())
            || !text[..start]
                .last()
                .is_some_and(|c| c.is_ascii_alphanumeric());
        if same(word, &text[start..])
            && begins
            && best.is_none_or(|(_, _, longest)| length > longest)
        {
            best = Some((*word, *hedge, length));
        }
    }
    best
}

fn same(word: &str, text: &[char]) -> bool {
    word.chars()
        .zip(text)
        .all(|(a, b)| a.eq_ignore_ascii_case(b))
}

/// A printed number as a hedge sees it, in base units.
pub(super) struct Hedged<'a> {
    /// The number.
    pub value: &'a Rat,
    /// One unit of its last non-zero digit.
    pub unit: &'a Rat,
    /// Only whole numbers are possible.
    pub whole: bool,
}

impl Hedged<'_> {
    /// The values that the hedge allows. 多 and 近 speak of the size, so they
    /// mirror for negative numbers; the comparisons do not.
    pub(super) fn range(&self, hedge: Hedge) -> Range {
        let value = self.value;
        let (closed, open) = (End::Closed(value.clone()), End::Open(value.clone()));
        let around = half(self.unit);
        let (lo, hi) = match hedge {
            // The ends of a range are known where both of its prints are.
            Hedge::None | Hedge::Between => (closed.clone(), closed),
            MoreThan => {
                return self
                    .mirrored(|size| (End::Closed(size.clone()), End::Open(size + self.unit)));
            }
            // Half a unit below 15 people there is nobody: one less is meant.
            Nearly if !value.is_zero() => {
                let below = if self.whole {
                    around.max(int(1))
                } else {
                    around
                };
                return self.mirrored(|size| (End::Closed(size - below), End::Open(size.clone())));
            }
            About | Nearly => (End::Closed(value - &around), End::Closed(value + around)),
            Below => (End::Free, open),
            AtMost => (End::Free, closed),
            Above => (open, End::Free),
            AtLeast => (closed, End::Free),
        };
        Range {
            lo,
            hi,
            whole: self.whole,
        }
    }

    /// The range of the number's size, turned over when the number is negative.
    fn mirrored(&self, of_size: impl FnOnce(&Rat) -> (End, End)) -> Range {
        let (lo, hi) = of_size(&self.value.abs());
        let turn = |end: End| match end {
            End::Closed(size) => End::Closed(-size),
            End::Open(size) => End::Open(-size),
            End::Free => End::Free,
        };
        let (lo, hi) = if self.value.is_negative() {
            (turn(hi), turn(lo))
        } else {
            (lo, hi)
        };
        Range {
            lo,
            hi,
            whole: self.whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Context, Reading, UnitBook, read};
    use super::*;

    /// The hedge that a cell is read with.
    fn hedge_of(cell: &str) -> Hedge {
        let units = UnitBook::default();
        let context = Context::of_unit(&units, None);
        match read(cell, &context) {
            Reading::Figure(figure) => figure.hedge,
            other => panic!("`{cell}` is no figure: {other:?}"),
        }
    }

    #[test]
    fn every_word_says_what_it_means() {
        let before = [
            (
                About,
                "约 大约 大概 ~ ～ ≈ about approximately approx. approx around circa",
            ),
            (Nearly, "近 将近 接近 nearly almost"),
            (
                Above,
                "超 超过 逾 高于 多于 > ＞ over more_than above exceeding Over",
            ),
            (
                Below,
                "不足 不到 不满 低于 少于 < ＜ under below less_than fewer_than",
            ),
            (
                AtLeast,
                "至少 不少于 不低于 ≥ >= at_least no_less_than not_less_than no_fewer_than",
            ),
            (
                AtMost,
                "至多 最多 不超过 ≤ <= at_most no_more_than not_more_than up_to Up_To",
            ),
        ];
        let after = [
            (MoreThan, "多 余"),
            (About, "左右 上下"),
            (AtLeast, "以上 及以上 + ＋ _or_more"),
            (AtMost, "以下 及以下 以内 _or_fewer _or_less"),
            (Above, "以外"),
            (Below, "不到"),
        ];
        for (hedge, words) in before {
            for word in words.split(' ').map(|word| word.replace('_', " ")) {
                assert_eq!(hedge_of(&format!("{word} 200件")), hedge, "{word}");
            }
        }
        for (hedge, words) in after {
            for word in words.split(' ').map(|word| word.replace('_', " ")) {
                assert_eq!(hedge_of(&format!("200{word}")), hedge, "{word}");
                assert_eq!(hedge_of(&format!("200件{word}")), hedge, "{word}");
            }
        }
    }
}

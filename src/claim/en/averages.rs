//! Averages, multiples, and bounds that a figure keeps.

use super::reader::{English, LAST};
use super::shapes::{Shape, Shapes, shapes};
use crate::claim::claimed::{ClaimKind, Stands};
use crate::figure::{Hedge, Rat};
use std::sync::LazyLock;

/// `B schools and A pupils, an average of V pupils per school`.
const AVERAGE: &str = "average";
/// `A, three times the B`; `tripled, from B to A`.
const MULTIPLE: &str = "multiple";
/// `over 500 volunteers (523)`; `53%, above the 50% target`.
const BOUND: &str = "bound";

/// An average, and the word for what it is of.
static AVERAGES: Shapes = LazyLock::new(|| {
    shapes(&[
        "average|mean *2 of #v ~6 per|for @word",
        "average|averaging *2 #v ~6 per|for each|every? @word",
        "#v *4 per @word",
        "average|mean *4 was|is|stood|came|at to|at? #v",
        "per @word was|is|of|came|averaged to? #v",
        "#v *3 for each|every @word",
        "#v *3 each on average",
        "#v on average",
        "on average *1 #v",
        "average|mean *3 of #v",
    ])
});

/// One amount is so many times another.
static MULTIPLES: Shapes = LazyLock::new(|| {
    shapes(&[
        "#a ~8 , ^m the *6 #b",
        "#a ~8 , ^m as many|much as *6 #b",
        "#a *4 is|was|were ^m the *6 #b",
        "^m ~8 from *3 #b *8 to *3 #a",
        "^m ~4 to *3 #a *8 from *3 #b",
    ])
});

/// A share that is above a target.
static ABOVE: Shapes = LazyLock::new(|| {
    shapes(&[
        "%x ~6 , *2 above|exceeding the|our|its *2 %t *2 target|threshold|standard|benchmark|goal",
        "%x ~6 , *2 above|exceeding the *2 target|threshold|standard|benchmark|goal of %t",
    ])
});

/// A share that is below a target.
static BELOW: Shapes = LazyLock::new(|| {
    shapes(&[
        "%x ~6 , *2 below the|our|its *2 %t *2 target|threshold|standard|benchmark|goal",
        "%x ~6 , *2 below the *2 target|threshold|standard|benchmark|goal of %t",
    ])
});

/// A target that all are above.
static ALL_ABOVE: LazyLock<Shape> = LazyLock::new(|| {
    Shape::new("exceeded|beat|surpassed the *2 %t target|threshold|standard *6 :")
});

/// A round figure and the one that it stands for.
static ROUND: LazyLock<Shape> = LazyLock::new(|| Shape::new("#h *4 ( #x )"));

/// What an average is of.
static IN_BRACKETS: LazyLock<Shape> =
    LazyLock::new(|| Shape::new("average *2 of #v *4 ( #x *3 , #y *3 )"));

impl English<'_> {
    /// Reads the averages, multiples and bounds of a text.
    pub(super) fn averages(&mut self) {
        for at in 0..self.tokens.len() {
            for shape in &*AVERAGES {
                self.average(at, shape);
            }
            for shape in &*MULTIPLES {
                self.multiple(at, shape);
            }
            self.bound(at);
            for (shapes, above) in [(&*ABOVE, true), (&*BELOW, false)] {
                for shape in shapes {
                    self.target(at, shape, above);
                }
            }
            self.all_above(at);
        }
    }

    fn average(&mut self, at: usize, shape: &Shape) {
        let Some(found) = self.shape(at, shape) else {
            return;
        };
        let Some(value) = found.get('v') else {
            return;
        };
        let known = self
            .claims
            .iter()
            .rev()
            .take(LAST)
            .any(|claim| claim.reported == value);
        if known {
            return;
        }
        let each = found
            .tokens
            .clone()
            .find(|at| matches!(self.tokens[*at].word.as_str(), "per" | "each" | "every"));
        let named = each.and_then(|at| self.tokens.get(at + 1));
        let per = named.and_then(super::words::name).unwrap_or_default();
        let what = self.noun_phrase(self.places[value] + 1);
        let near = self.near_amounts(value);
        let of = |figure: &usize| {
            self.alike(*figure, value) && {
                let money = self.figures[value].figure.unit.is_some();
                money
                    || what.last().is_some_and(|word| {
                        self.noun_phrase(self.places[*figure] + 1).contains(word)
                    })
            }
        };
        let for_each = |figure: &usize| {
            !per.is_empty() && self.noun_phrase(self.places[*figure] + 1).contains(&per)
        };
        let totals: Vec<usize> = near.iter().copied().filter(of).collect();
        let numbers: Vec<usize> = near.iter().copied().filter(for_each).collect();
        if let ([total], [number]) = (totals.as_slice(), numbers.as_slice())
            && total != number
        {
            let operands = [(*total).into(), (*number).into()];
            return self.claim(ClaimKind::Average, AVERAGE, value, &operands);
        }
        if let Some((total, number)) = self.two_of(value, &numbers) {
            let operands = [total.into(), number.into()];
            return self.claim(ClaimKind::Average, AVERAGE, value, &operands);
        }
        // Whatever holds, else the two that stand in brackets behind it.
        for total in &near {
            for number in &near {
                let operands = [(*total).into(), (*number).into()];
                let counted = self.figures[*number].figure.unit.is_none();
                if total != number
                    && counted
                    && self.alike(*total, value)
                    && self.holds(ClaimKind::Average, value, &operands)
                {
                    return self.add(ClaimKind::Average, AVERAGE, value, &operands, Stands::Holds);
                }
            }
        }
        let behind = self.shape(found.tokens.start, &IN_BRACKETS);
        if let Some(behind) = behind
            && let (Some(one), Some(other)) = (behind.get('x'), behind.get('y'))
            && let [total] = totals.as_slice()
        {
            let number = if *total == one { other } else { one };
            self.claim(
                ClaimKind::Average,
                AVERAGE,
                value,
                &[(*total).into(), number.into()],
            );
        }
    }

    /// The total and the number that an average is of, where its sentence has no
    /// other amounts and they come near to it.
    fn two_of(&self, value: usize, numbers: &[usize]) -> Option<(usize, usize)> {
        let sentence = self.figures[value].sentence;
        let near = self.near_amounts(value);
        let own: Vec<usize> = near
            .into_iter()
            .filter(|other| self.figures[*other].sentence == sentence)
            .collect();
        let [one, other] = own.as_slice() else {
            return None;
        };
        let (total, number) = match numbers {
            [number] if number == one => (*other, *one),
            [number] if number == other => (*one, *other),
            _ if self.is_part(*one, *other) => (*other, *one),
            _ => (*one, *other),
        };
        let of = |figure: usize| self.figures[figure].figure.nominal.clone();
        let counted = self.figures[number].figure.unit.is_none() && of(number).is_positive();
        if !counted || !self.alike(total, value) {
            return None;
        }
        let right = of(total) / of(number);
        let miss = (&right - &of(value)).abs();
        (miss * &Rat::whole(6) <= right).then_some((total, number))
    }

    /// The amounts of a figure's sentence and of the one before, but itself.
    fn near_amounts(&self, figure: usize) -> Vec<usize> {
        let sentence = self.figures[figure].sentence;
        let mut near = self.amounts_before(figure, 1);
        let behind = (figure + 1..self.figures.len())
            .take_while(|other| self.figures[*other].sentence == sentence)
            .filter(|other| self.figures[*other].is_amount());
        near.extend(behind.take(8));
        near.retain(|other| self.figures[*other].figure.hedge == Hedge::None);
        near
    }

    fn multiple(&mut self, at: usize, shape: &Shape) {
        let Some(found) = self.shape(at, shape) else {
            return;
        };
        let (Some(now), Some(than), Some(times)) = (found.get('a'), found.get('b'), found.get('m'))
        else {
            return;
        };
        // Halved: the earlier one is twice the later.
        let halved = self
            .text
            .plain(self.figures[times].number.clone())
            .to_lowercase()
            == "halved";
        let (now, than) = if halved { (than, now) } else { (now, than) };
        if self.alike(now, than) {
            self.claim(
                ClaimKind::Multiple,
                MULTIPLE,
                times,
                &[now.into(), than.into()],
            );
        }
    }

    /// `over 500 volunteers (523)`: a round figure, and the one that it stands for.
    fn bound(&mut self, at: usize) {
        let Some(found) = self.shape(at, &ROUND) else {
            return;
        };
        let (Some(round), Some(exact)) = (found.get('h'), found.get('x')) else {
            return;
        };
        let kind = match self.figures[round].figure.hedge {
            Hedge::Above | Hedge::AtLeast | Hedge::MoreThan => ClaimKind::AtLeast,
            Hedge::Below | Hedge::AtMost | Hedge::Nearly => ClaimKind::AtMost,
            _ => return,
        };
        let near = {
            let (round, exact) = (&self.figures[round].figure, &self.figures[exact].figure);
            let miss = (&round.nominal - &exact.nominal).abs();
            miss * &Rat::whole(5) <= round.nominal && exact.hedge == Hedge::None
        };
        if near && self.alike(round, exact) {
            self.claim(kind, BOUND, round, &[exact.into()]);
        }
    }

    fn target(&mut self, at: usize, shape: &Shape, above: bool) {
        let Some(found) = self.shape(at, shape) else {
            return;
        };
        if let (Some(share), Some(target)) = (found.get('x'), found.get('t')) {
            self.keeps(share, target, above);
        }
    }

    /// A share that is above a target or below; a target has no places that were
    /// rounded, so that nothing is said of one that is missed by less.
    fn keeps(&mut self, share: usize, target: usize, above: bool) {
        let (own, other) = (&self.figures[share].figure, &self.figures[target].figure);
        let kept = match above {
            true => own.nominal >= other.nominal,
            false => own.nominal <= other.nominal,
        };
        let kind = match above {
            true => ClaimKind::AtLeast,
            false => ClaimKind::AtMost,
        };
        let operands = [share.into()];
        if kept || !self.holds(kind, target, &operands) {
            self.claim(kind, BOUND, target, &operands);
        }
    }

    /// `every one of them exceeded the 90% target: Leeds (93.1%), …`.
    fn all_above(&mut self, at: usize) {
        let Some(found) = self.shape(at, &ALL_ABOVE) else {
            return;
        };
        let Some(target) = found.get('t') else {
            return;
        };
        let sentence = self.figures[target].sentence;
        let all = self.tokens[self.tokens_of(sentence).start..at]
            .iter()
            .any(|token| matches!(token.word.as_str(), "every" | "each" | "all"));
        if !all {
            return;
        }
        let shares: Vec<usize> = (target + 1..self.figures.len())
            .take_while(|share| self.figures[*share].sentence == sentence)
            .filter(|share| self.figures[*share].is_percent() && self.figures[*share].depth > 0)
            .collect();
        for share in shares {
            self.keeps(share, target, true);
        }
    }
}

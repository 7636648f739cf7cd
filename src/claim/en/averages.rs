//! Averages, and multiples.

use super::reader::{English, LAST};
use super::shapes::{Shape, Shapes, shapes};
use super::tokens::Kind;
use super::told::NEAR;
use crate::claim::claimed::{Claim, ClaimKind, Stands};
use crate::claim::evidence::only_pair;
use crate::claim::measures::is_of_time;
use crate::figure::{Hedge, Rat};
use std::sync::LazyLock;

/// `B schools and A pupils, an average of V pupils per school`.
const AVERAGE: &str = "average";
/// `A, three times the B`; `tripled, from B to A`.
const MULTIPLE: &str = "multiple";
/// An average of fewer steps may come out by chance.
const MUCH: i64 = 10;

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
        "works|worked out at *2 #v ~4 per|for",
        "which|who *1 received|got|earned|cost *2 #v each",
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
        "^m *4 ( *1 from *3 #b *4 to *3 #a",
    ])
});

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
        }
        // First those that stand beside the word for a mean.
        for beside in [true, false] {
            for figure in 0..self.figures.len() {
                match self.figures[figure].is_multiple() {
                    true => self.multiple_of_clause(figure),
                    false if self.is_mean(figure) == beside => self.sought_average(figure),
                    false => {}
                }
            }
        }
    }

    /// A multiple and the two amounts of its clause, whatever their order: the
    /// larger one is so many times the smaller.
    fn multiple_of_clause(&mut self, times: usize) {
        let told = |claim: &Claim| claim.kind == ClaimKind::Multiple && claim.reported == times;
        if self.claims.iter().rev().take(LAST).any(told) {
            return;
        }
        let own = self.values_of(self.clause(self.places[times]));
        let values = match own.len() {
            1 => self.values_of(self.tokens_of(self.figures[times].sentence)),
            _ => own,
        };
        let [one, other] = values.as_slice() else {
            return;
        };
        let (one, other) = self.exactly(times).unwrap_or((*one, *other));
        let (high, low) = match self.is_part(one, other) {
            true => (other, one),
            false => (one, other),
        };
        // What is not half of it nor twice as much is no slip.
        let of = |figure: usize| self.figures[figure].figure.nominal.clone();
        let (told, right, two) = (of(times), of(high) / of(low), Rat::whole(2));
        let fair = told <= &right * &two && right <= &told * &two;
        if fair {
            self.multiple_of(times, [high, low]);
        }
    }

    /// The only two amounts of its sentence that a multiple is to the last digit.
    fn exactly(&self, times: usize) -> Option<(usize, usize)> {
        let values = self.values_of(self.tokens_of(self.figures[times].sentence));
        let of = |figure: usize| &self.figures[figure].figure.nominal;
        let values = values.get(..values.len().min(NEAR))?;
        let pair = only_pair(values, |high, low| {
            self.alike(high, low) && of(high) == &(of(low) * of(times))
        });
        pair.map(|[high, low]| (high, low))
    }

    /// The amounts of some tokens that are more than nothing.
    fn values_of(&self, tokens: std::ops::Range<usize>) -> Vec<usize> {
        self.tokens[tokens]
            .iter()
            .filter_map(|token| match token.kind {
                Kind::Figure(figure) => Some(figure),
                _ => None,
            })
            .filter(|figure| {
                let said = &self.figures[*figure];
                let plain = said.is_amount() && !said.is_multiple() && !said.spelled;
                plain && said.figure.nominal.is_positive()
            })
            .collect()
    }

    /// Whether the word for a mean stands beside a figure: an average of 12, 12
    /// each, 12 hours on average.
    fn is_mean(&self, figure: usize) -> bool {
        let place = self.places[figure];
        let sentence = self.tokens[place].sentence;
        let word = |at: usize, words: &[&str]| {
            let token = self.tokens.get(at);
            token.is_some_and(|token| {
                token.sentence == sentence && words.contains(&token.word.as_str())
            })
        };
        let before = (place.saturating_sub(3)..place)
            .any(|at| word(at, &["average", "averaged", "averaging", "mean", "ratio"]));
        let behind = (place + 1..place + 5)
            .take_while(|at| !word(*at, &[",", ";"]))
            .any(|at| word(at, &["average", "each", "per", "apiece"]));
        before || behind
    }

    /// An average whose sentence says that there is one, and the two amounts that
    /// make it up exactly.
    fn sought_average(&mut self, value: usize) {
        const MEANS: &[&str] = &[
            "average",
            "averaged",
            "averages",
            "averaging",
            "mean",
            "each",
            "every",
            "per",
            "apiece",
            "ratio",
        ];
        let said = &self.figures[value];
        let sentence = &self.tokens[self.tokens_of(said.sentence)];
        let told = self.claims.iter().rev().take(LAST).any(|claim| {
            let average = claim.kind == ClaimKind::Average;
            claim.reported == value || average && claim.figures().any(|figure| figure == value)
        });
        let steps = said.steps();
        let fits = said.is_amount() && !said.is_multiple() && steps >= Rat::whole(MUCH);
        if told
            || !fits
            || !sentence
                .iter()
                .any(|token| MEANS.contains(&token.word.as_str()))
        {
            return;
        }
        let near = self.near_amounts(value);
        for total in &near {
            for number in &near {
                let operands = [(*total).into(), (*number).into()];
                let count = &self.figures[*number].figure;
                let time = is_of_time(&self.figures[*number].unit);
                let counted = (count.unit.is_none() || time) && count.nominal >= Rat::whole(2);
                if total != number
                    && counted
                    && self.alike(*total, value)
                    && self.is_part(value, *total)
                    && self.holds(ClaimKind::Average, value, &operands)
                {
                    return self.add(ClaimKind::Average, AVERAGE, value, &operands, Stands::Holds);
                }
            }
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
        let (now, than) = self.exactly(times).unwrap_or((now, than));
        self.multiple_of(times, [now, than]);
    }

    /// That one amount is so many times another, unless the words may mean otherwise.
    fn multiple_of(&mut self, times: usize, [high, low]: [usize; 2]) {
        let operands = [high.into(), low.into()];
        if !self.alike(high, low) || self.is_of_another_multiple(times, [high, low]) {
            return;
        }
        let holds = self.holds(ClaimKind::Multiple, times, &operands);
        if holds || !self.is_on_top(times, [high, low]) {
            self.claim(ClaimKind::Multiple, MULTIPLE, times, &operands);
        }
    }

    /// Whether another multiple stands between one and an amount behind it, which then
    /// is that one's: twice as many as in 2020 and three times as many as in 2018 (400).
    fn is_of_another_multiple(&self, times: usize, pair: [usize; 2]) -> bool {
        let last = pair.into_iter().max().unwrap_or(times);
        let sentence = self.figures[times].sentence;
        let between = (times + 1).min(last)..last;
        let mut others = self.figures[between].iter();
        others.any(|said| said.sentence == sentence && said.is_multiple())
    }

    /// Whether so many times more may mean that much on top, and does: 3 times more
    /// than 300 is 900 to some and 1,200 to others.
    fn is_on_top(&self, times: usize, [high, low]: [usize; 2]) -> bool {
        const MORE: [&str; 5] = ["more", "higher", "larger", "greater", "bigger"];
        let behind = self.tokens.get(self.places[times] + 1);
        let more = behind.is_some_and(|token| MORE.contains(&token.word.as_str()));
        let operands = [high.into(), low.into()];
        more && self.holds(ClaimKind::Growth, times, &operands)
    }
}

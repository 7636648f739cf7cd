//! Shares and rates: of a figure that is named, of what a list is a list of, of
//! something that the text counts.

use super::reader::{English, Taken};
use super::shapes::{Shape, Shapes, shapes};
use super::words::{NO_NAMED_RATE, NO_RATE, is_small};
use crate::claim::claimed::ClaimKind;
use crate::figure::{Hedge, Rat};
use num_traits::One;
use std::sync::LazyLock;

/// `A of the B (P%)`, `P% (A out of B)`.
pub(super) const OF_FIGURE: &str = "share-of-figure";
/// `A, or P% of revenue`.
pub(super) const OF_NAMED: &str = "share-of-named";
/// `B were referred and A settled, a settlement rate of P%`.
const NAMED: &str = "named-rate";

/// A share whose base stands beside it.
static STATED: Shapes = LazyLock::new(|| {
    shapes(&[
        "#a of *4 #b ~10 ( or|i.e? %p",
        "#a of *4 #b ~10 , or|i.e ~3 %p",
        "#a of *4 #b or *2 %p",
        "#a of *4 #b ~8 , a|an *4 rate|ratio|proportion|share of *1 %p",
        "#a of *4 #b ~8 , representing|equivalent|equating|equal to? *2 %p",
        "#a out of *5 #b ~8 ( %p",
        "#a out of *5 #b ~8 , or|i.e ~3 %p",
        "#a out of *5 #b ~8 , a|an *4 rate|ratio|proportion|share of *1 %p",
        "%p ( #a of *4 #b",
        "%p *5 ( #a of *4 #b",
        "%p *5 ( #a out of *4 #b",
        "%p ( #a out of *5 #b",
        "%p ( #a *3 / #b",
        "%p , or #a of *4 #b",
        "%p , or #a out of *4 #b",
        "%p ( or #a of *4 #b",
        "%p : #a *8 out of *6 #b",
        "( %p ,|;|:|or #a of|out of? *4 #b )",
        "( #a of *4 #b ,|;|or|: *1 %p )",
        "( #a out of *4 #b ,|;|or|: *1 %p )",
        "( #a / #b ,|;|or|: *1 %p )",
        "#a / #b ( %p )",
        "#a ~8 , or|i.e *2 %p of *4 #b",
        "#a ~8 ( %p of *4 #b",
        "#a ~6 , *2 %p of *6 of #b",
        "#a ~6 , *2 %p of *3 #b",
        "#a *3 ( %p ) *3 of *4 #b",
        "%p ~4 , with #a of *4 #b",
        "%p ~4 , with #a out of *4 #b",
        "#a *6 accounted|accounting for *2 %p of *4 ( #b )",
        "#a *6 is|was|were *2 %p of *4 ( #b )",
        "#a ~6 , or|i.e *2 %p of *4 ( #b )",
        "#a *6 represent|represents|represented|representing *2 %p of *4 ( #b )",
        "#a *6 is|was|were *2 %p of *4 #b",
        "%p ( #a ) *2 of *4 #b",
        "%p of *3 #b ~8 , or #a",
        "%p of *3 #b ~8 ( or? #a )",
        "#a of *4 #b ~8 , %p",
        "#a of *4 #b ~8 , giving|making|meaning|being|for|with ~4 %p",
        "#a ~8 , out of *6 #b ~6 ( %p",
        "#a ~8 , out of *6 #b ~6 , or *2 %p",
        "#a ~8 , out of *6 #b ~8 , a|an *4 rate|ratio|proportion|share of *1 %p",
        "#b ~10 , of which|whom *3 #a *8 ( %p",
        "#b ~10 , of which|whom *3 #a *8 , or *2 %p",
        "#b ~10 , #a of which|whom|these|them *8 , or *2 %p",
        "#b ~10 , #a ( %p ) of which|whom|them",
        "#b ~10 , including *3 #a *6 ( %p",
        "#a ~6 , or|i.e *2 %p of *6 of #b",
        "#a ~6 , or|i.e *2 %p , of *4 #b",
        "#a *4 or *2 %p of *4 #b",
        "#a ~8 , accounting for *2 %p of *6 of #b",
        "#a ~8 , accounting for *2 %p of *4 #b",
        "#a *6 accounted|accounting for *2 %p of *4 #b",
        "#a *6 was|were|is|are equivalent|equal to *2 %p of *6 #b",
        "%p , or #a , of *4 #b",
        "#a *6 represent|represents|represented|representing|constitute|constitutes|constituting *1 %p of *7 #b",
        "#a *6 , representing|equivalent to? *1 %p of *4 #b",
        "%p of *3 #b *8 ( #a )",
        "#b ~10 , #a of which|whom *8 ( %p )",
        "#b *10 ( #a of which|whom *6 , %p )",
        "of the? #b ~6 , #a *10 ( %p )",
    ])
});

/// What stands before the amount whose share follows.
static NAMED_BASES: Shapes = LazyLock::new(|| {
    shapes(&[
        "#a ~6 , or|i.e|equivalent|representing|being to? *2 %p of *1 @word",
        "#a ~6 , accounting for *1 %p of *1 @word",
        "#a ~6 ( %p of *1 @word",
        "#a *4 or *2 %p of *1 @word",
        "#a *6 represents|represented|representing|constituted *1 %p of *1 @word",
        "#a , represents|represented|representing|constituted *1 %p of *1 @word",
        "#a ~4 , %p of *1 @word",
        "#a ~4 , accounted|accounting for *1 %p of *1 @word",
        "#a *6 accounted|accounting for *1 %p of *1 @word",
        "#a *6 made up *1 %p of *1 @word",
        "#a *6 , which *2 represents|is *1 %p of *1 @word",
    ])
});

/// A rate that has a name.
static RATES: Shapes = LazyLock::new(|| {
    shapes(&[
        "a|an|the *4 rate|ratio|turnout|efficiency|coverage|share|proportion|utilisation|utilization|uptake|completion|occupancy|compliance of *1 %p",
        "giving|making|meaning *4 rate|ratio|turnout|efficiency|coverage|share|proportion|occupancy of *1 %p",
    ])
});

static AND_OF: LazyLock<Shape> = LazyLock::new(|| Shape::new("and *2 %p of *1 @word"));
impl English<'_> {
    /// Reads the shares and rates of a text.
    pub(super) fn rates(&mut self) {
        for at in 0..self.tokens.len() {
            for shape in &*STATED {
                self.stated_share(at, shape);
            }
        }
        for at in 0..self.tokens.len() {
            for shape in &*NAMED_BASES {
                self.share_of_named(at, shape);
            }
        }
    }

    /// Reads the rates that have a name.
    pub(super) fn named_rates(&mut self) {
        for at in 0..self.tokens.len() {
            for shape in &*RATES {
                self.named_rate(at, shape);
            }
        }
    }

    fn stated_share(&mut self, at: usize, shape: &Shape) {
        let Some(found) = self.shape(at, shape) else {
            return;
        };
        let (Some(part), Some(whole), Some(share)) =
            (found.get('a'), found.get('b'), found.get('p'))
        else {
            return;
        };
        let sure = self.places[whole] > self.places[share] || !self.has_own_base(share);
        self.share(OF_FIGURE, share, part, whole, sure);
    }

    /// Claims a share of a whole where it holds, or where it must.
    pub(super) fn share(
        &mut self,
        pattern: &'static str,
        share: usize,
        part: usize,
        whole: usize,
        sure: bool,
    ) -> bool {
        let other = self.is_of_the_rest(share) || self.is_aimed_at(share);
        let free = self.taken[share] == Taken::No && !other;
        if !free || !self.alike(part, whole) || part == whole || is_small(&self.figures[whole]) {
            return false;
        }
        let operands = [part.into(), whole.into()];
        let holds = self.holds(ClaimKind::Ratio, share, &operands);
        let within = self.is_part(part, whole) || self.is_more_than_all(share);
        let fair = self.is_fair(share, part, whole)
            || self.is_alone_in_brackets(share) && self.shares_digits(share, part, whole);
        if !holds && (!sure || !within || !fair || self.is_rest(share, part, whole)) {
            return false;
        }
        // Of two readings the one that holds: of those told right before.
        let other = match holds {
            true => None,
            false => self.base_that_holds(share, part, whole),
        };
        let operands = [part.into(), other.unwrap_or(whole).into()];
        self.claim(ClaimKind::Ratio, pattern, share, &operands);
        self.taken[share] = Taken::Share;
        true
    }

    /// Whether a percentage is one that was aimed at: (95% target), (target: 95%).
    fn is_aimed_at(&self, share: usize) -> bool {
        let place = self.places[share];
        let aim = |at: usize| {
            let word = self.tokens.get(at).map(|token| token.word.as_str());
            matches!(
                word,
                Some("target" | "standard" | "goal" | "threshold" | "kpi")
            )
        };
        let before = (1..=2).filter_map(|back| place.checked_sub(back));
        aim(place + 1) || before.into_iter().any(aim)
    }

    /// Another amount before a part of which a share is exactly that.
    fn base_that_holds(&self, share: usize, part: usize, whole: usize) -> Option<usize> {
        let before = self.amounts_before(part, 1).into_iter();
        before
            .filter(|base| *base != whole && !is_small(&self.figures[*base]))
            .find(|base| {
                self.alike(part, *base)
                    && self.holds(ClaimKind::Ratio, share, &[part.into(), (*base).into()])
            })
    }

    pub(super) fn is_more_than_all(&self, share: usize) -> bool {
        self.figures[share].figure.nominal > Rat::one()
    }

    /// Whether a share stands in brackets of its own: 1,251 (24%).
    fn is_alone_in_brackets(&self, share: usize) -> bool {
        let place = self.places[share];
        let closes = self.tokens.get(place + 1).map(|token| token.word.as_str());
        self.before(place, &["("]) && closes == Some(")")
    }

    /// Whether a share that is wrong may be meant to be that of a part: it misses
    /// by a fifth of all at most, or is within half of it and twice as much.
    fn is_fair(&self, share: usize, part: usize, whole: usize) -> bool {
        let of = |figure: usize| self.figures[figure].figure.nominal.clone();
        let (told, whole) = (of(share), of(whole));
        if !whole.is_positive() {
            return false;
        }
        let right = of(part) / whole;
        let miss = (&told - &right).abs();
        let two = Rat::whole(2);
        miss <= Rat::whole(1) / Rat::whole(5) || told <= &right * &two && right <= &told * &two
    }

    /// Whether a share is that of all but the part.
    fn is_rest(&self, share: usize, part: usize, whole: usize) -> bool {
        let (part, whole) = (&self.figures[part].figure, &self.figures[whole].figure);
        let hedged = self.figures[share].figure.hedge != Hedge::None;
        let range = &self.figures[share].figure.range;
        let rest = &whole.nominal - &part.nominal;
        !hedged
            && whole.nominal.is_positive()
            && range
                .clone()
                .with_fractions()
                .contains(&(rest / &whole.nominal))
    }

    fn share_of_named(&mut self, at: usize, shape: &Shape) {
        let Some(found) = self.shape(at, shape) else {
            return;
        };
        let (Some(part), Some(share)) = (found.get('a'), found.get('p')) else {
            return;
        };
        let named = self.noun_phrase(found.tokens.end - 1);
        let last = &self.tokens[found.tokens.end - 1].word;
        let bases = match matches!(last.as_str(), "this" | "that" | "it" | "these" | "those") {
            // Of the one amount of the sentence before.
            true => {
                let sentence = self.figures[part].sentence;
                let mut before = self.amounts_before(part, 1);
                before.retain(|base| self.figures[*base].sentence < sentence);
                before.retain(|base| self.alike(*base, part));
                before
            }
            false => self.named(&named, part),
        };
        let sure = bases.len() == 1;
        let told = bases
            .into_iter()
            .any(|base| self.share(OF_NAMED, share, part, base, sure));
        // 70.3% of RE and 60.1% of BE
        let next = (found.tokens.end..found.tokens.end + 4)
            .find(|at| told && self.shape(*at, &AND_OF).is_some());
        if let Some(next) = next {
            self.share_of_same(part, next);
        }
    }

    /// A further share of the same amount.
    fn share_of_same(&mut self, part: usize, at: usize) {
        let Some(found) = self.shape(at, &AND_OF) else {
            return;
        };
        let Some(share) = found.get('p') else {
            return;
        };
        let bases = self.named(&self.noun_phrase(found.tokens.end - 1), part);
        if let [base] = bases.as_slice() {
            self.share(OF_NAMED, share, part, *base, true);
        }
    }

    /// The amounts before a figure, nearest first, that are counts of what words
    /// name: of the last of the words, else of any.
    pub(super) fn named(&self, words: &[String], figure: usize) -> Vec<usize> {
        let before = |wanted: &[String]| -> Vec<usize> {
            let amounts = self.amounts_before(figure, 2);
            let named = amounts.into_iter().filter(|other| {
                let label = self.label(*other);
                let alike = self.figures[figure].is_percent() || self.alike(*other, figure);
                alike && wanted.iter().any(|word| label.contains(word))
            });
            named.collect()
        };
        let by_head = match words.last() {
            Some(_) => before(&words[words.len() - 1..]),
            None => return Vec::new(),
        };
        match by_head.is_empty() {
            true => before(words),
            false => by_head,
        }
    }

    /// A rate that has a name: of the two amounts before it in its sentence.
    fn named_rate(&mut self, at: usize, shape: &Shape) {
        let Some(found) = self.shape(at, shape) else {
            return;
        };
        let Some(share) = found.get('p') else {
            return;
        };
        let words: Vec<&str> = self.tokens[found.tokens.clone()]
            .iter()
            .map(|token| token.word.as_str())
            .collect();
        if words
            .iter()
            .any(|word| NO_RATE.contains(word) || NO_NAMED_RATE.contains(word))
        {
            return;
        }
        let sentence = self.figures[share].sentence;
        let before: Vec<usize> = self
            .amounts_before(share, 0)
            .into_iter()
            .filter(|other| self.figures[*other].sentence == sentence)
            .collect();
        let (sure, pairs) = match before.as_slice() {
            [last, first] if self.is_more_than_all(share) => {
                let (part, whole) = match self.is_part(*last, *first) {
                    true => (*first, *last),
                    false => (*last, *first),
                };
                (false, vec![(part, whole)])
            }
            [last, first] => {
                let (part, whole) = match self.is_part(*last, *first) {
                    true => (*last, *first),
                    false => (*first, *last),
                };
                let of = self.places[whole];
                let stated = self.before(of, &["of"]) || self.before(of, &["of", "the"]);
                let named = self.is_called(&words, part);
                let near = self.is_near(share, part, whole);
                (stated || named || near, vec![(part, whole)])
            }
            more => {
                let pairs = more
                    .iter()
                    .take(4)
                    .flat_map(|part| more.iter().take(4).map(move |whole| (*part, *whole)));
                (
                    false,
                    pairs
                        .filter(|(part, whole)| self.is_part(*part, *whole))
                        .collect(),
                )
            }
        };
        for (part, whole) in pairs {
            if self.share(NAMED, share, part, whole, sure) {
                return;
            }
        }
    }

    /// Whether a rate is called by the verb of a figure: a settlement rate of
    /// what settled.
    fn is_called(&self, rate: &[&str], part: usize) -> bool {
        let behind = self.places[part] + 1;
        let verbs = self.tokens[behind..].iter().take(4);
        let verbs: Vec<&str> = verbs.map(|token| token.word.as_str()).collect();
        rate.iter().any(|word| {
            let stem = word.get(..5).unwrap_or_default();
            stem.len() == 5 && verbs.iter().any(|verb| verb.starts_with(stem))
        })
    }
}

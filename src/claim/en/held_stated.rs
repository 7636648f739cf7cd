//! Shares and ratios whose two amounts stand together somewhere beside them: `84% were in
//! time; 1,640 of 1,952 appeals`, `76% of the 1,204 …; 914 said`, `6,412 calls, 5,988
//! answered: an abandonment rate of 6.6%`, `a ratio of 15.0 to 1`. Told only where one
//! reading alone holds (`held`).

use super::rates::OF_FIGURE;
use super::reader::English;
use super::roles::Role;
use super::shapes::{Shapes, shapes};
use super::told::NEAR;
use crate::claim::claimed::{ClaimKind, Operand};
use crate::claim::evidence::only_pair;
use crate::figure::Rat;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// `a ratio of R to 1, with A and B`.
const AVERAGE: &str = "average";
/// `an abandonment rate of P%`.
const NAMED: &str = "named-rate";
/// `D joined, bringing the total to A, up from B`.
const DIFFERENCE: &str = "difference";
/// A ratio or a rate with fewer steps is met by chance.
const STEPS: i64 = 10;
const PRECISE: i64 = 30;

/// One amount that is said to be of another.
static PAIRS: Shapes = LazyLock::new(|| {
    shapes(&[
        "#a of the|our|these|those|its|a? possible|total? #b",
        "#a out of the|our|a? possible|total? #b",
    ])
});

/// A share and the amount that it is said to be of.
static OF_STATED: Shapes = LazyLock::new(|| {
    shapes(&[
        "%p of the|our|all|these|those? *1 #b",
        "%p ) of the|our|all|these|those? *1 #b",
    ])
});

/// What is brought to a level that it was not at before.
static BROUGHT: Shapes = LazyLock::new(|| {
    shapes(&[
        "bringing|taking|increasing|raising|reducing *6 to *2 #a ~3 , @up *2 from *3 #b",
        "bringing|taking|increasing|raising|reducing *6 to *2 #a ~3 ( @up *2 from *3 #b",
    ])
});

/// Words before a rate of what was not so.
const NOT_SO: &[&str] = &[
    "abandonment",
    "abandoned",
    "vacancy",
    "void",
    "drop-out",
    "dropout",
    "failure",
    "attrition",
    "loss",
    "rejection",
    "refusal",
    "non-attendance",
    "non-response",
    "shrinkage",
    "leakage",
];

impl English<'_> {
    /// A share that one pair alone of those told as one of another makes.
    pub(super) fn held_of_pair(&mut self, share: usize) -> bool {
        if self.figures[share].steps().abs() < Rat::whole(STEPS) {
            return false;
        }
        let mut holding = self.pairs_beside(share).into_iter().filter(|[part, base]| {
            let fits = self.alike(*part, *base) && self.is_part(*part, *base);
            fits && self.holds(ClaimKind::Ratio, share, &[(*part).into(), (*base).into()])
        });
        let found = holding.next();
        let only = holding.next().is_none();
        let Some(pair) = found.filter(|_| only) else {
            return false;
        };
        self.held_ratio(OF_FIGURE, share, pair);
        true
    }

    /// The amounts beside a share that are told as one of another, and those of which the
    /// share itself is said to be.
    fn pairs_beside(&self, share: usize) -> BTreeSet<[usize; 2]> {
        let sentence = self.figures[share].sentence;
        let from = self.tokens_of(sentence.saturating_sub(1)).start;
        let end = self.tokens_of(sentence + 1).end;
        let mut pairs = BTreeSet::new();
        for at in from..end.max(from) {
            let found = self.any_shape(at, &PAIRS);
            if let Some((Some(part), Some(base))) =
                found.map(|found| (found.get('a'), found.get('b')))
            {
                pairs.insert([part, base]);
            }
        }
        let own = self.any_shape(self.places[share], &OF_STATED);
        if let Some(base) = own.and_then(|found| found.get('b')) {
            let near = (base.saturating_sub(NEAR)..self.figures.len()).take(2 * NEAR);
            let parts = near.filter(|part| {
                let said = self.figures[*part].sentence;
                let level = !matches!(self.role(*part), Role::By(_) | Role::Earlier);
                said == sentence && *part != base && self.is_value(*part) && level
            });
            pairs.extend(parts.map(|part| [part, base]));
        }
        pairs
    }

    /// Claims a share of a pair and takes back what was open for want of one.
    pub(super) fn held_ratio(&mut self, pattern: &'static str, share: usize, pair: [usize; 2]) {
        self.claims
            .retain(|claim| !(claim.is_open() && claim.reported == share));
        let operands = pair.map(Operand::from);
        self.claim(ClaimKind::Ratio, pattern, share, &operands);
    }

    /// A rate of what was not so, of the only two amounts of its sentence that leave it.
    pub(super) fn held_not_so(&mut self, rate: usize) -> bool {
        let place = self.places[rate];
        let sentence = self.figures[rate].sentence;
        let before = &self.tokens[place.saturating_sub(5)..place];
        let named = before
            .iter()
            .any(|token| token.sentence == sentence && NOT_SO.contains(&token.word.as_str()));
        if !named || self.figures[rate].steps().abs() < Rat::whole(STEPS) {
            return false;
        }
        let near = self.values_of_sentence(rate);
        let pair = only_pair(&near, |all, so| {
            let fits = self.alike(all, so) && !self.is_part(all, so);
            fits && self.holds(ClaimKind::Margin, rate, &[all.into(), so.into()])
        });
        let Some(pair) = pair else {
            return false;
        };
        let operands = pair.map(Operand::from);
        self.claim(ClaimKind::Margin, NAMED, rate, &operands);
        true
    }

    /// The values of the sentence of a figure, and of the one before.
    fn values_of_sentence(&self, figure: usize) -> Vec<usize> {
        let sentence = self.figures[figure].sentence;
        let near = (figure.saturating_sub(NEAR)..self.figures.len()).take(2 * NEAR);
        near.filter(|other| {
            let own = self.figures[*other].sentence;
            let level = !matches!(self.role(*other), Role::By(_));
            (own == sentence || own + 1 == sentence)
                && *other != figure
                && self.is_value(*other)
                && level
        })
        .collect()
    }

    /// `a pupil to teacher ratio of 18.4:1, with 1,104 pupils and 60 teachers`.
    pub(super) fn held_ratio_to_one(&mut self, ratio: usize) {
        let place = self.places[ratio];
        let sentence = self.figures[ratio].sentence;
        let before = &self.tokens[place.saturating_sub(10)..place];
        let mut words = before.iter().filter(|token| token.sentence == sentence);
        let named = words.any(|token| token.word == "ratio");
        let fraction = !self.figures[ratio].figure.step.is_integer();
        if !named || !fraction || self.figures[ratio].steps().abs() < Rat::whole(PRECISE) {
            return;
        }
        let known = self.claims.iter().any(|claim| claim.reported == ratio);
        let near = self.values_of_sentence(ratio);
        let pair = only_pair(&near, |above, below| {
            !self.is_part(above, below)
                && self.holds(ClaimKind::Average, ratio, &[above.into(), below.into()])
        });
        if let Some(pair) = pair.filter(|_| !known) {
            let operands = pair.map(Operand::from);
            self.claim(ClaimKind::Average, AVERAGE, ratio, &operands);
        }
    }

    /// `3,412 were added, bringing the total to 18,604, up from 15,192`.
    pub(super) fn held_brought(&mut self) {
        for at in 0..self.tokens.len() {
            let found = self.any_shape(at, &BROUGHT);
            let Some((Some(now), Some(then))) = found.map(|found| (found.get('a'), found.get('b')))
            else {
                continue;
            };
            let sentence = self.figures[now].sentence;
            let by = now.checked_sub(1).filter(|by| {
                let said = &self.figures[*by];
                said.sentence == sentence && self.is_value(*by) && self.alike(*by, now)
            });
            let (high, low) = match self.is_part(then, now) {
                true => (now, then),
                false => (then, now),
            };
            let operands = [Operand::from(high), Operand::from(low)];
            let known = |by: usize| {
                let mut claims = self.claims.iter();
                claims.any(|claim| claim.reported == by && claim.kind == ClaimKind::Difference)
            };
            let holding =
                by.filter(|by| !known(*by) && self.holds(ClaimKind::Difference, *by, &operands));
            if let Some(by) = holding {
                self.claim(ClaimKind::Difference, DIFFERENCE, by, &operands);
            }
        }
    }
}

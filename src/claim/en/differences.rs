//! By how much one value is more than another: `960 more than in 2021, when 5,280
//! were`, `exceeded exports by D`.

use super::reader::{English, LAST, Taken};
use super::roles::Role;
use super::words::{Way, is_ambiguous};
use crate::claim::claimed::ClaimKind;
use crate::figure::Rat;

/// So much more or less than another value.
const DIFFERENCE: &str = "difference";

impl English<'_> {
    /// `960 more than in 2021, when 5,280 were`; `exceeded exports by D`.
    pub(super) fn framed_difference(&mut self, by: usize) {
        let Role::By(way) = self.role(by) else {
            return;
        };
        let told = self
            .claims
            .iter()
            .rev()
            .take(LAST)
            .any(|claim| claim.kind == ClaimKind::Difference && claim.reported == by);
        if told {
            return;
        }
        let points = self.figures[by].is_points();
        let frame = self.frame(by, |figure| match points {
            true => self.figures[*figure].is_percent(),
            false => self.is_value(*figure) && self.alike(*figure, by),
        });
        let values = frame.values();
        let (now, earlier) = match (
            frame.only_now(),
            frame.earlier.as_slice(),
            values.as_slice(),
        ) {
            (Some(now), [earlier], _) => (now, *earlier),
            (None, [], [one, other]) if self.is_exceeded(by) => match self.is_part(*one, *other) {
                true => (*other, *one),
                false => (*one, *other),
            },
            _ => return,
        };
        let by_values = frame.earlier.is_empty() || self.is_loose_way(by);
        let down = match by_values {
            true => self.is_part(now, earlier),
            false => way == Way::Down,
        };
        let (high, low) = if down { (earlier, now) } else { (now, earlier) };
        let operands = [high.into(), low.into()];
        let holds = self.holds(ClaimKind::Difference, by, &operands);
        let sure = !self.is_parted(by, &[now, earlier]) && self.is_near_difference(by, high, low);
        if holds || sure {
            self.claim(ClaimKind::Difference, DIFFERENCE, by, &operands);
            self.taken[by] = Taken::Change;
            if !points {
                self.taken[earlier] = Taken::Earlier;
            }
        }
    }

    /// Whether one value is said to exceed another by a figure.
    fn is_exceeded(&self, by: usize) -> bool {
        let place = self.places[by];
        (place.saturating_sub(3)..place).any(|at| self.tokens[at].word == "by" && self.exceeds(at))
    }

    /// Whether the word for a change beside a figure says what became better.
    fn is_loose_way(&self, by: usize) -> bool {
        let place = self.places[by];
        let near = self.clause(place).start.max(place.saturating_sub(12))..place + 3;
        let near = self.tokens.get(near).unwrap_or_default();
        near.iter().any(|token| is_ambiguous(&token.word))
    }

    /// Whether an amount may be meant to be what one is more than another: half
    /// as much again, or as much less.
    pub(super) fn is_near_difference(&self, by: usize, high: usize, low: usize) -> bool {
        let of = |figure: usize| self.figures[figure].figure.nominal.clone();
        let right = of(high) - of(low);
        let told = of(by);

        right.is_positive() && right <= &told * &Rat::whole(2) && told <= &right * &Rat::whole(2)
    }
}

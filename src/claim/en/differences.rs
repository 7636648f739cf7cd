//! By how much one value is more than another: `960 more than in 2021, when 5,280
//! were`, `exceeded exports by D`.

use super::frames::Frame;
use super::reader::{English, LAST, MOST, Taken};
use super::roles::Role;
use super::tokens::Kind;
use super::words::{Way, is_ambiguous};
use crate::claim::claimed::ClaimKind;
use crate::figure::Rat;

/// So much more or less than another value.
const DIFFERENCE: &str = "difference";

impl English<'_> {
    /// Reads the differences that no shape told.
    pub(super) fn framed_differences(&mut self) {
        for figure in 0..self.figures.len() {
            let said = &self.figures[figure];
            let amount = said.is_amount() && !said.is_multiple();
            if (said.is_points() || amount) && self.taken[figure] != Taken::Share {
                self.framed_difference(figure);
            }
        }
    }

    /// `960 more than in 2021, when 5,280 were`; `exceeded exports by D`.
    fn framed_difference(&mut self, by: usize) {
        let way = match self.role(by) {
            Role::By(way) => way,
            _ if self.is_gap(by) => Way::Up,
            _ => return,
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
        let Some((now, earlier)) = self.pair_of(by, &frame, way) else {
            return;
        };
        let by_values = self.is_gap(by) || frame.earlier.is_empty() || self.is_loose_way(by);
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

    /// The two values that an amount may be the difference of: those with which it
    /// holds, else the only ones that there are.
    fn pair_of(&self, by: usize, frame: &Frame, way: Way) -> Option<(usize, usize)> {
        let nows = frame.unsaid.iter().chain(&frame.now).take(MOST);
        let mut pairs = nows.flat_map(|now| {
            let earlier = frame.earlier.iter().take(MOST);
            earlier.map(move |earlier| (*now, *earlier))
        });
        let holding = pairs.find(|(now, earlier)| {
            let (high, low) = match way {
                Way::Up => (*now, *earlier),
                Way::Down => (*earlier, *now),
            };
            self.holds(ClaimKind::Difference, by, &[high.into(), low.into()])
        });
        let both = || match frame.values().as_slice() {
            [one, other] if self.is_part(*one, *other) => Some((*other, *one)),
            [one, other] => Some((*one, *other)),
            _ => None,
        };
        holding.or_else(|| match (frame.only_now(), frame.earlier.as_slice()) {
            (Some(now), [earlier]) => Some((now, *earlier)),
            // "The gap was D (A against B)."
            _ if self.is_gap(by) => both(),
            (None, []) if self.is_exceeded(by) => both(),
            _ => None,
        })
    }

    /// Whether one value is said to exceed another by a figure.
    fn is_exceeded(&self, by: usize) -> bool {
        let place = self.places[by];
        (place.saturating_sub(3)..place).any(|at| self.tokens[at].word == "by" && self.exceeds(at))
    }

    /// Whether a figure is said to be the gap between two values that follow it.
    fn is_gap(&self, by: usize) -> bool {
        let place = self.places[by];
        let near = &self.tokens[self.clause(place).start.max(place.saturating_sub(12))..place];
        let last = near
            .iter()
            .rposition(|token| matches!(token.kind, Kind::Figure(_)));
        near[last.map_or(0, |at| at + 1)..]
            .iter()
            .any(|token| matches!(token.word.as_str(), "gap" | "difference"))
    }

    /// Whether the word for a change beside a figure says what became better.
    fn is_loose_way(&self, by: usize) -> bool {
        let place = self.places[by];
        let near = self.clause(place).start.max(place.saturating_sub(12))..place + 3;
        let near = near.start..near.end.min(self.tokens.len());
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

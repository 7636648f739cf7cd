//! Changes against an earlier value: by how much, and by how many per cent.

use super::change_shapes::{
    AGAINST, AHEAD, ALONE_SHAPES, AMOUNT, BEHIND, BY_HOW_MUCH, BY_OF_BEFORE, MIDDLE, MOVED,
    OF_BEFORE, PAIRS, PERHAPS, POINTS,
};
use super::reader::{English, Taken};
use super::shapes::{Found, Shape};
use super::tokens::Kind;
use super::words::{ADJUSTED, PERHAPS_ADJUSTED, Way, is_ambiguous, is_levelled};
use crate::claim::claimed::{ClaimKind, Operand, Stands, Why};

/// `rose by D to A, an increase of P%`.
const BY: &str = "change-by";
/// `from B to A, up P%`; `A, up P% from B`; `A, compared with B, a rise of D`.
const FROM: &str = "change-from";
/// `A, up P% year on year`, and nothing of what was before.
const ALONE: &str = "change-alone";

impl English<'_> {
    /// Marks the values that others are set against, so that nothing is added
    /// to them.
    pub(super) fn set_against(&mut self) {
        for at in 0..self.tokens.len() {
            let found = self.any_shape(at, &AGAINST).filter(|found| {
                let words = &self.tokens[found.tokens.clone()];
                words.iter().all(|token| token.word != "and")
            });
            if let Some(earlier) = found.and_then(|found| found.get('b'))
                && self.taken[earlier] == Taken::No
            {
                self.taken[earlier] = Taken::Earlier;
            }
        }
    }

    /// Reads the changes of a text.
    pub(super) fn changes(&mut self) {
        for at in 0..self.tokens.len() {
            for shape in MIDDLE.iter().chain(&*AHEAD).chain(&*AMOUNT) {
                self.change_of(at, shape);
            }
            for (number, pair) in PAIRS.iter().enumerate() {
                let Some(pair) = self.shape(at, pair) else {
                    continue;
                };
                let behind = pair.tokens.end;
                for shape in &*BEHIND {
                    if let Some(found) = self.shape(behind, shape) {
                        self.change(&pair.clone().and(found), false);
                    }
                }
                let perhaps = self.any_shape(behind, &PERHAPS).filter(|_| number < MOVED);
                if let Some(found) = perhaps {
                    self.change(&pair.and(found), true);
                }
            }
        }
        for at in 0..self.tokens.len() {
            self.change_in_points(at);
            self.change_of_before(at);
            self.change_by_of_before(at);
        }
        self.framed_changes();
        self.framed_differences();
        for at in 0..self.tokens.len() {
            for shape in &*ALONE_SHAPES {
                self.change_of(at, shape);
            }
        }
        for at in 0..self.tokens.len() {
            let by = self
                .any_shape(at, &BY_HOW_MUCH)
                .and_then(|found| found.get('d'));
            if let Some(by) = by.filter(|by| self.taken[*by] == Taken::No) {
                self.taken[by] = Taken::Change;
            }
        }
    }

    /// Reads by how many points a percentage changed.
    fn change_in_points(&mut self, at: usize) {
        let Some(found) = self.any_shape(at, &POINTS) else {
            return;
        };
        let (Some(now), Some(earlier), Some(by)) = (found.get('a'), found.get('b'), found.get('d'))
        else {
            return;
        };
        if self.taken[by] != Taken::No {
            return;
        }
        let (high, low) = match self.way(&found) {
            Some(Way::Down) => (earlier, now),
            _ => (now, earlier),
        };
        self.claim(ClaimKind::Difference, FROM, by, &[high.into(), low.into()]);
        self.taken[by] = Taken::Change;
    }

    /// `… 512 in 2022 and 448 in 2021. This is an increase of P%.`
    fn change_of_before(&mut self, at: usize) {
        let begins = at == 0 || self.tokens[at - 1].sentence != self.tokens[at].sentence;
        let Some(found) = self.any_shape(at, &OF_BEFORE).filter(|_| begins) else {
            return;
        };
        let (Some(rate), Some(way)) = (found.get('p'), found.way) else {
            return;
        };
        let amounts = self.amounts_before(rate, 1);
        let sentence = self.tokens[at].sentence;
        let own = amounts
            .iter()
            .any(|other| self.figures[*other].sentence == sentence);
        let dated = (0..at)
            .rev()
            .take_while(|at| self.tokens[*at].sentence + 1 >= sentence);
        let dates = dated.filter(|at| matches!(self.tokens[*at].kind, Kind::Thing(_)));
        let [one, other] = amounts.as_slice() else {
            return;
        };
        if own || !self.alike(*one, *other) || dates.count() < 2 || self.taken[rate] != Taken::No {
            return;
        }
        let (high, low) = match self.is_part(*one, *other) {
            true => (*other, *one),
            false => (*one, *other),
        };
        let (kind, now, earlier) = match way {
            Way::Up => (ClaimKind::Growth, high, low),
            Way::Down => (ClaimKind::Decline, low, high),
        };
        self.claim(kind, FROM, rate, &[now.into(), earlier.into()]);
        self.taken[rate] = Taken::Change;
    }

    /// `118 requests were received. This is a decrease of 82 requests (41%)`: of the only
    /// amount of the sentence before.
    fn change_by_of_before(&mut self, at: usize) {
        let begins = at == 0
            || self.tokens[at - 1].sentence != self.tokens[at].sentence
            || !self.tokens[at - 1].span.is_empty() && self.tokens[at - 1].word == "•";
        let Some(found) = self.any_shape(at, &BY_OF_BEFORE).filter(|_| begins) else {
            return;
        };
        let (Some(by), Some(rate), Some(way)) = (found.get('d'), found.get('p'), found.way) else {
            return;
        };
        let sentence = self.tokens[at].sentence;
        let amounts = self.amounts_before(by, 1);
        let before: Vec<usize> = amounts
            .into_iter()
            .filter(|other| self.figures[*other].sentence < sentence)
            .collect();
        let free = self.taken[rate] == Taken::No && self.taken[by] == Taken::No;
        let [now] = before.as_slice() else {
            return;
        };
        if !free || !self.alike(*now, by) {
            return;
        }
        let kind = match way {
            Way::Up => ClaimKind::GrowthBy,
            Way::Down => ClaimKind::DeclineBy,
        };
        self.claim(kind, BY, rate, &[(*now).into(), by.into()]);
        self.taken[rate] = Taken::Change;
        self.taken[by] = Taken::Change;
    }

    /// Reads a change of some shape.
    fn change_of(&mut self, at: usize, shape: &Shape) {
        if let Some(found) = self.shape(at, shape) {
            self.change(&found, false);
        }
    }

    /// Reads a change that was found, perhaps only if it holds.
    fn change(&mut self, found: &Found, must_hold: bool) {
        let (Some(now), Some(way)) = (found.get('a'), self.way(found)) else {
            return;
        };
        let (earlier, by, rate) = (found.get('b'), found.get('d'), found.get('p'));
        let way = self.way_of_values(found, way);
        let free = |figure: usize| self.taken[figure] == Taken::No;
        if rate.is_some_and(|rate| !free(rate)) || rate.is_none() && by.is_some_and(|by| !free(by))
        {
            return;
        }
        let now = self.now_that_holds(now, (earlier, by, rate), way);
        let alike = |other: Option<usize>| other.is_none_or(|other| self.alike(now, other));
        if !alike(earlier) || !alike(by) {
            return;
        }
        let moved = |by: usize| {
            let place = self.places[by];
            let near = &self.tokens[place.saturating_sub(3)..place];
            near.iter()
                .any(|token| matches!(token.word.as_str(), "from" | "to"))
        };
        let stated = rate.is_some_and(|rate| self.is_share_of_stated(rate));
        if stated || rate.is_some_and(|rate| self.is_level(rate)) || by.is_some_and(moved) {
            return;
        }
        if must_hold && !self.change_holds(rate, now, earlier, way) {
            return;
        }
        let adjusted = self.clause_has(rate.unwrap_or(now), ADJUSTED);
        // What was before may stand in another clause.
        if let (Some(rate), None, None, false) = (rate, earlier, by, adjusted)
            && self.sought_rate(rate)
        {
            return;
        }
        if let Some(rate) = rate {
            self.rate_of_change(rate, now, (earlier, by), way, adjusted);
        }
        if let (Some(by), Some(earlier)) = (by, earlier) {
            let (high, low) = match way {
                Way::Up => (now, earlier),
                Way::Down => (earlier, now),
            };
            self.claim(ClaimKind::Difference, FROM, by, &[high.into(), low.into()]);
        }
        for (figure, taken) in [
            (earlier, Taken::Earlier),
            (by, Taken::Change),
            (rate, Taken::Change),
        ] {
            if let Some(figure) = figure {
                self.taken[figure] = taken;
            }
        }
    }

    /// The value that a change led to: of those that the clause tells before it,
    /// the one with which it holds, else the first that was found.
    fn now_that_holds(
        &self,
        now: usize,
        (earlier, by, rate): (Option<usize>, Option<usize>, Option<usize>),
        way: Way,
    ) -> usize {
        let Some(earlier) = earlier else {
            return now;
        };
        let holds = |now: usize| {
            let (high, low) = match way {
                Way::Up => (now, earlier),
                Way::Down => (earlier, now),
            };
            let by = by
                .is_none_or(|by| self.holds(ClaimKind::Difference, by, &[high.into(), low.into()]));
            by && (rate.is_none() || self.change_holds(rate, now, Some(earlier), way))
        };
        if holds(now) {
            return now;
        }
        let clause = self.clause(self.places[now]);
        let others = self.tokens[clause]
            .iter()
            .filter_map(|token| match token.kind {
                Kind::Figure(other) => Some(other),
                _ => None,
            });
        let mut others = others.filter(|other| {
            ![Some(*other)].contains(&by) && *other != earlier && self.is_value(*other)
        });
        others
            .find(|other| self.alike(*other, earlier) && holds(*other))
            .unwrap_or(now)
    }

    fn change_holds(
        &self,
        rate: Option<usize>,
        now: usize,
        earlier: Option<usize>,
        way: Way,
    ) -> bool {
        let (Some(rate), Some(earlier)) = (rate, earlier) else {
            return false;
        };
        let kind = match way {
            _ if self.is_negative(rate) => ClaimKind::Growth,
            Way::Up => ClaimKind::Growth,
            Way::Down => ClaimKind::Decline,
        };
        self.holds(kind, rate, &[now.into(), earlier.into()])
    }

    fn is_negative(&self, figure: usize) -> bool {
        self.figures[figure].figure.nominal.is_negative()
    }

    /// Whether a percentage is a rate of its own: `to 2.5 million, or a rate of 7.7%`.
    fn is_level(&self, rate: usize) -> bool {
        let place = self.places[rate];
        let near = &self.tokens[place.saturating_sub(3)..place];
        near.iter().any(|token| is_levelled(&token.word))
    }

    /// Which way a change goes whose word says that it became better: by its
    /// values.
    fn way_of_values(&self, found: &Found, way: Way) -> Way {
        let mut words = self.tokens[found.tokens.clone()].iter();
        let loose = words.any(|token| is_ambiguous(&token.word));
        match (found.get('a'), found.get('b')) {
            (Some(now), Some(earlier)) if loose && self.is_part(now, earlier) => Way::Down,
            (Some(_), Some(_)) if loose => Way::Up,
            _ => way,
        }
    }

    /// Which way a change goes: by its words, else by its values.
    fn way(&self, found: &Found) -> Option<Way> {
        let by_values = || {
            let (now, earlier) = (found.get('a')?, found.get('b')?);
            let (now, earlier) = (&self.figures[now].figure, &self.figures[earlier].figure);
            Some(match now.nominal >= earlier.nominal {
                true => Way::Up,
                false => Way::Down,
            })
        };
        found.way.or_else(by_values)
    }

    fn rate_of_change(
        &mut self,
        rate: usize,
        now: usize,
        (earlier, by): (Option<usize>, Option<usize>),
        way: Way,
        adjusted: bool,
    ) {
        let (grown, grown_by) = match way {
            _ if self.is_negative(rate) => (ClaimKind::Growth, ClaimKind::GrowthBy),
            Way::Up => (ClaimKind::Growth, ClaimKind::GrowthBy),
            Way::Down => (ClaimKind::Decline, ClaimKind::DeclineBy),
        };
        let (kind, pattern, operands) = match (earlier, by) {
            (Some(earlier), _) => (grown, FROM, vec![Operand::from(now), earlier.into()]),
            (None, Some(by)) => (grown_by, BY, vec![Operand::from(now), by.into()]),
            (None, None) => (grown, ALONE, vec![Operand::from(now)]),
        };
        let perhaps = self.sentence_has(now, PERHAPS_ADJUSTED) || self.sentence_has(now, ADJUSTED);
        let holds = self.holds(kind, rate, &operands);
        if operands.len() == 2 && !adjusted && (!perhaps || holds) {
            return self.claim(kind, pattern, rate, &operands);
        }
        let why = match adjusted || perhaps {
            true => Why::Adjusted,
            false => Why::NoEarlier,
        };
        self.add(kind, pattern, rate, &operands, Stands::Depends(why));
    }
}

//! Changes whose sentence tells them in an order of its own: the figures of a
//! clause by what their words make them (`roles`), put together where only one
//! reading is left, or where a reading holds.

use super::reader::{English, Taken};
use super::roles::Role;
use super::tokens::Kind;
use super::words::{ADJUSTED, PERHAPS_ADJUSTED, Way};
use crate::claim::claimed::{ClaimKind, Operand, Stands, Why};
use crate::figure::Rat;

/// A change against a value that the clause tells.
const FROM: &str = "change-from";
/// A change by an amount that the clause tells.
const BY: &str = "change-by";
/// A change against a value that is not told.
pub(super) const ALONE: &str = "change-alone";

/// The figures of a clause around a change.
#[derive(Default)]
pub(super) struct Frame {
    pub(super) now: Vec<usize>,
    pub(super) earlier: Vec<usize>,
    pub(super) by: Vec<usize>,
    pub(super) unsaid: Vec<usize>,
}

impl Frame {
    /// The one value that a change led to: the one that is said to be it, else
    /// the only one of which nothing is said.
    pub(super) fn only_now(&self) -> Option<usize> {
        match (self.now.as_slice(), self.unsaid.as_slice()) {
            ([now], _) | ([], [now]) => Some(*now),
            _ => None,
        }
    }

    /// All values, in their order.
    pub(super) fn values(&self) -> Vec<usize> {
        let mut all: Vec<usize> = [&self.now, &self.earlier, &self.unsaid]
            .into_iter()
            .flatten()
            .copied()
            .collect();
        all.sort_unstable();
        all
    }
}

impl English<'_> {
    /// Reads the changes that no shape told.
    pub(super) fn framed_changes(&mut self) {
        for figure in 0..self.figures.len() {
            if self.figures[figure].is_percent() && self.taken[figure] == Taken::No {
                self.framed_rate(figure);
            }
        }
    }

    /// Which way a percentage says that something changed.
    pub(super) fn rate_way(&self, rate: usize) -> Option<Way> {
        let place = self.places[rate];
        let before = |back: usize| {
            place
                .checked_sub(back)
                .map(|at| self.tokens[at].word.as_str())
        };
        if (1..=3).any(|back| before(back).is_some_and(super::words::is_levelled)) {
            return None;
        }
        match before(1) {
            Some("+" | "plus") => return Some(Way::Up),
            Some("-" | "minus") => return Some(Way::Down),
            _ if self.figures[rate].figure.nominal.is_negative() => return Some(Way::Up),
            _ => {}
        }
        match self.role(rate) {
            Role::By(way) => return Some(way),
            Role::Now | Role::Earlier => return None,
            Role::Unsaid => {}
        }
        // by 310 (3.3%), 331 or 14.3%
        let by = rate.checked_sub(1)?;
        let tied = &self.tokens[self.places[by] + 1..place];
        let near = tied.len() <= 4
            && tied
                .iter()
                .any(|token| matches!(token.word.as_str(), "or" | "(" | "i.e" | ","));
        match self.role(by) {
            Role::By(way) if near && self.figures[by].is_amount() => Some(way),
            _ => self.told_again(rate),
        }
    }

    /// `gone down by 37 to 148, that is 20%`: the way of the amount of the change.
    fn told_again(&self, rate: usize) -> Option<Way> {
        let place = self.places[rate];
        let tied = place.checked_sub(1).map(|at| self.tokens[at].word.as_str());
        if !matches!(tied, Some("is" | "i.e" | "or" | "to")) || self.has_own_base(rate) {
            return None;
        }
        let clause = self.clause(place);
        (clause.start..place)
            .rev()
            .find_map(|at| match self.tokens[at].kind {
                Kind::Figure(by) if self.is_value(by) => match self.role(by) {
                    Role::By(way) => Some(way),
                    _ => None,
                },
                _ => None,
            })
    }

    /// The figures around one that are of its clause and may be set against each
    /// other.
    pub(super) fn frame(&self, around: usize, fits: impl Fn(&usize) -> bool) -> Frame {
        let mut frame = Frame::default();
        for at in self.clause(self.places[around]) {
            let Kind::Figure(figure) = self.tokens[at].kind else {
                continue;
            };
            if figure == around || !fits(&figure) {
                continue;
            }
            match self.role(figure) {
                Role::Now => frame.now.push(figure),
                Role::Earlier => frame.earlier.push(figure),
                Role::By(_) => frame.by.push(figure),
                Role::Unsaid => frame.unsaid.push(figure),
            }
        }
        frame
    }

    pub(super) fn is_value(&self, figure: usize) -> bool {
        let said = &self.figures[figure];
        said.is_amount() && !said.is_multiple() && !said.is_points()
    }

    fn framed_rate(&mut self, rate: usize) {
        let Some(way) = self.rate_way(rate) else {
            return;
        };
        if self.is_share_of_stated(rate) {
            return;
        }
        let frame = self.frame(rate, |figure| self.is_value(*figure));
        let only = self.is_only_rate(rate);
        let now = frame.only_now();
        // 1,907 (+3.2%), 6,480 (+1.1%)
        if let Some(now) = self.in_brackets_of(rate)
            && frame.earlier.is_empty()
            && frame.by.is_empty()
            && (frame.values().len() > 1)
        {
            if !self.sought_rate(rate) {
                self.growth(rate, now, None, way, true);
            }
            return;
        }
        if let (Some(now), [earlier]) = (now, frame.earlier.as_slice())
            && self.alike(now, *earlier)
        {
            let sure = only && !self.is_parted(rate, &[now, *earlier]);
            if self.growth(rate, now, Some(*earlier), way, sure) {
                return;
            }
        }
        if self.sought_rate(rate) || self.growth_of_before(rate, &frame, way) {
            return;
        }
        let by = frame
            .by
            .iter()
            .rev()
            .find(|by| **by < rate)
            .or(frame.by.first());
        if let (Some(now), Some(by)) = (now, by)
            && frame.earlier.is_empty()
            && self.alike(now, *by)
        {
            let near = self.places[rate].abs_diff(self.places[*by]) <= 6;
            self.growth_by(rate, now, *by, way, only && near);
            return;
        }
        if let Some(now) = now
            && frame.earlier.is_empty()
            && frame.by.is_empty()
            && only
            && !self.is_parted(rate, &[now])
        {
            self.growth(rate, now, None, way, true);
        }
    }

    /// `A were closed. This compares with B and represents a rise of P%.`
    fn growth_of_before(&mut self, rate: usize, frame: &Frame, way: Way) -> bool {
        let ([earlier], true, true) = (
            frame.earlier.as_slice(),
            frame.now.is_empty(),
            frame.unsaid.is_empty(),
        ) else {
            return false;
        };
        let sentence = self.figures[rate].sentence;
        let before = self.amounts_before(rate, 1).into_iter();
        let before: Vec<usize> = before
            .filter(|now| self.figures[*now].sentence < sentence && self.alike(*now, *earlier))
            .collect();
        let this = self.tokens[self.tokens_of(sentence).start].word.as_str();
        let sure = before.len() == 1 && matches!(this, "this" | "that" | "it");
        before
            .into_iter()
            .any(|now| self.growth(rate, now, Some(*earlier), way, sure))
    }

    /// The amount behind which a signed rate stands in brackets of its own.
    fn in_brackets_of(&self, rate: usize) -> Option<usize> {
        let place = self.places[rate];
        let open = (place.saturating_sub(2)..place)
            .rev()
            .find(|at| self.tokens[*at].word == "(")?;
        let now = rate.checked_sub(1).filter(|now| self.is_value(*now))?;
        let between = self.tokens.get(self.places[now] + 1..open)?;
        let plain = between.iter().all(|token| token.kind == Kind::Word);
        (plain && between.len() <= 4).then_some(now)
    }

    /// Whether no other percentage of its clause tells a change.
    fn is_only_rate(&self, rate: usize) -> bool {
        !self
            .clause(self.places[rate])
            .any(|at| match self.tokens[at].kind {
                Kind::Figure(other) => {
                    other != rate
                        && self.figures[other].is_percent()
                        && self.rate_way(other).is_some()
                }
                _ => false,
            })
    }

    /// Whether another statement stands between a rate and the nearest of some
    /// values: `rose by 12%, with 150 trains`.
    pub(super) fn is_parted(&self, rate: usize, values: &[usize]) -> bool {
        let place = self.places[rate];
        let near = values.iter().map(|value| self.places[*value]);
        let Some(near) = near.min_by_key(|at| at.abs_diff(place)) else {
            return true;
        };
        let between = near.min(place) + 1..near.max(place);
        let to = self.before(near, &["to"]) || self.before(near, &["at"]);
        between
            .clone()
            .any(|at| match self.tokens[at].word.as_str() {
                "with" => self.before(at, &[","]) || self.before(at, &["and"]),
                "and" => !to && place < near,
                _ => false,
            })
    }

    /// Claims a rate of change; says whether it did.
    fn growth(
        &mut self,
        rate: usize,
        now: usize,
        earlier: Option<usize>,
        way: Way,
        sure: bool,
    ) -> bool {
        let kind = match way {
            _ if self.figures[rate].figure.nominal.is_negative() => ClaimKind::Growth,
            Way::Up => ClaimKind::Growth,
            Way::Down => ClaimKind::Decline,
        };
        let adjusted = self.clause_has(rate, ADJUSTED);
        let perhaps = self.sentence_has(rate, ADJUSTED) || self.clause_has(rate, PERHAPS_ADJUSTED);
        let mut operands = vec![Operand::from(now)];
        operands.extend(earlier.map(Operand::from));
        let holds = earlier.is_some() && self.holds(kind, rate, &operands);
        let told = match earlier {
            Some(_) if adjusted || perhaps && !holds => {
                self.add(kind, FROM, rate, &operands, Stands::Depends(Why::Adjusted));
                sure
            }
            Some(earlier) if holds || sure && self.is_plausible(rate, now, earlier) => {
                self.claim(kind, FROM, rate, &operands);
                self.taken[earlier] = Taken::Earlier;
                true
            }
            Some(_) => false,
            None => {
                let why = if adjusted || perhaps {
                    Why::Adjusted
                } else {
                    Why::NoEarlier
                };
                self.add(kind, ALONE, rate, &operands, Stands::Depends(why));
                true
            }
        };
        if told {
            self.taken[rate] = Taken::Change;
        }
        told
    }

    fn growth_by(&mut self, rate: usize, now: usize, by: usize, way: Way, sure: bool) {
        let kind = match way {
            Way::Up => ClaimKind::GrowthBy,
            Way::Down => ClaimKind::DeclineBy,
        };
        let operands = [now.into(), by.into()];
        let (now, by) = (now, by);
        let part = self.is_part(by, now);
        if self.holds(kind, rate, &operands) || sure && part && !self.clause_has(rate, ADJUSTED) {
            self.claim(kind, BY, rate, &operands);
            self.taken[rate] = Taken::Change;
            self.taken[by] = Taken::Change;
        }
    }

    /// Whether the clause of a figure has some words: what stands between the
    /// percentages before it and behind it.
    pub(super) fn clause_has(&self, figure: usize, words: &[&str]) -> bool {
        let place = self.places[figure];
        let clause = self.clause(place);
        let percent = |at: &usize| match self.tokens[*at].kind {
            Kind::Figure(other) => other != figure && self.figures[other].is_percent(),
            _ => false,
        };
        let start = (clause.start..place)
            .rev()
            .find(percent)
            .unwrap_or(clause.start);
        let end = (place..clause.end).find(percent).unwrap_or(clause.end);
        let clause = start..end;
        let (Some(first), Some(last)) = (
            self.tokens.get(clause.start),
            self.tokens.get(clause.end.saturating_sub(1)),
        ) else {
            return false;
        };
        let low = self
            .text
            .plain(first.span.start..last.span.end)
            .to_lowercase();
        words.iter().any(|word| low.contains(word))
    }

    /// Whether a rate that is wrong may be meant to be that of two values: it
    /// misses by ten points at most, or by half of itself.
    fn is_plausible(&self, rate: usize, now: usize, earlier: usize) -> bool {
        let of = |figure: usize| self.figures[figure].figure.nominal.clone();
        let before = of(earlier);
        if !before.is_positive() {
            return false;
        }
        let (told, right) = (of(rate).abs(), (of(now) / &before - Rat::whole(1)).abs());
        let miss = (&told - &right).abs();
        let tenth = Rat::whole(1) / Rat::whole(10);
        miss <= tenth || &miss * &Rat::whole(2) <= told
    }
}

//! What the rest of a component leaves one of its figures.

use super::constraints::Quotient;
use super::program::Program;
use crate::figure::{End, Range, Rat};
use crate::solve::branch::{self, Gaps};
use crate::solve::close::Close;
use crate::solve::polynomial::{Poly, Var};
use crate::solve::simplex::{Simplex, Stopped, bounds};
use num_traits::{One, Zero};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Whole numbers at an end of a range that are tried one by one.
const TRIED_ENDS: u32 = 40;
/// Parts that the search for an end may be split into for whole numbers.
const SPLITS: u32 = 100;
/// Rounds in which the greatest quotient is neared.
const ROUNDS: u32 = 60;

impl Program<'_> {
    /// What everything else leaves a figure; `None` where no values fit at all.
    ///
    /// # Errors
    /// [`Stopped`] after too many steps.
    pub(super) fn range(&mut self, var: Var) -> Result<Option<Range>, Stopped> {
        let Some((mut range, simplex)) = self.linear_range(var)? else {
            return Ok(None);
        };
        let constraints = self.constraints;
        let own = constraints.quotients.iter();
        let own = own.filter(|quotient| quotient.rate == var);
        for quotient in own {
            if self.absent.contains(&quotient.check) {
                continue;
            }
            let mut parts = quotient.over.vars();
            parts.extend(quotient.rest.vars());
            if !parts.iter().all(|part| self.columns.contains_key(part)) {
                continue;
            }
            let mut simplex = simplex.copied();
            for (part, range) in self.whole_parts(&parts)? {
                let (lower, upper) = bounds(&range, self.supposed_purpose());
                if let Some(&column) = self.columns.get(&part) {
                    simplex.bound(column, lower, upper);
                }
            }
            if simplex.check()?.is_some() {
                return Ok(None);
            }
            range = range.meet(&self.quotient_range(quotient, &simplex)?);
        }
        if range.whole {
            range = self.whole_ends(var, range.tighten(), &Rat::one())?;
        } else if let Some((at, step)) = self.steps(var).filter(|_| self.to_the_end) {
            let steps = range.shift(&-at.clone()).scale(&step.recip());
            let steps = Range {
                whole: true,
                ..steps
            }
            .tighten()
            .with_fractions();
            range = self.whole_ends(var, steps.scale(&step).shift(&at), &step)?;
        }
        Ok(Some(range).filter(|range| !range.is_empty()))
    }

    /// The same by the constraints alone, quotients that it is the rate of aside;
    /// with the tableau that it was read off.
    fn linear_range(&mut self, var: Var) -> Result<Option<(Range, Simplex)>, Stopped> {
        if self.conflict()?.is_some() {
            return Ok(None);
        }
        let Some(&column) = self.columns.get(&var) else {
            // Nothing here is said of it.
            let range = self.system.figures[var as usize].range.clone();
            return Ok(Some((range, self.simplex.copied())));
        };
        let mut simplex = self.simplex.copied();
        if simplex.check()?.is_some() {
            return Ok(None);
        }
        let range = Range {
            lo: simplex.extreme(column, false).map(end_of)?,
            hi: simplex.extreme(column, true).map(end_of)?,
            whole: self.range_now(column).0.whole,
        };
        // Whole numbers among the others leave one with fractions less.
        let (lo, hi) = match range.whole {
            true => (range.lo, range.hi),
            false => {
                let lo = self.beside_wholes(column, false, &simplex);
                let hi = self.beside_wholes(column, true, &simplex);
                (lo.unwrap_or(range.lo), hi.unwrap_or(range.hi))
            }
        };
        let range = Range { lo, hi, ..range };
        Ok(Some((range, simplex)))
    }

    /// The end of a figure that may have fractions, where others must be whole
    /// numbers; none without such others, or where that takes too long.
    fn beside_wholes(&self, column: usize, up: bool, simplex: &Simplex) -> Option<End> {
        let open = |column: &usize| {
            let (range, _) = self.range_now(*column);
            range.whole && range.tighten().is_point().is_none()
        };
        // What an equation makes of whole numbers is one. Tried first: it may have
        // ends where those that it is made of have none.
        let made = |column: &usize| {
            let (range, _) = self.range_now(*column);
            let steps = || self.steps(self.figures[*column]);
            let whole = |(at, step): (Rat, Rat)| at.is_integer() && step.is_integer();
            !range.whole && range.is_point().is_none() && steps().is_some_and(whole)
        };
        let open: Vec<usize> = (0..self.figures.len()).filter(open).collect();
        if !self.to_the_end || open.is_empty() {
            return None;
        }
        let made = (0..self.figures.len()).filter(made);
        let wholes: Vec<usize> = made.chain(open).collect();
        let gaps = Gaps {
            wholes: &wholes,
            nonzero: &[],
            purpose: self.supposed_purpose(),
            splits: SPLITS,
        };
        let mut simplex = simplex.clone();
        let found = branch::extreme(&mut simplex, gaps, column, up);
        found.ok().flatten().map(end_of)
    }

    /// What is left to the whole numbers among the parts of a quotient.
    fn whole_parts(&mut self, parts: &BTreeSet<Var>) -> Result<Vec<(Var, Range)>, Stopped> {
        let mut found = Vec::new();
        for &part in parts {
            let Some(&column) = self.columns.get(&part) else {
                continue;
            };
            let (now, _) = self.range_now(column);
            if now.whole
                && now.tighten().is_point().is_none()
                && let Some((range, _)) = self.linear_range(part)?
            {
                let range = self.whole_ends(part, range.tighten(), &Rat::one())?;
                found.push((part, range));
            }
        }
        Ok(found)
    }

    /// A value that a figure may have, and how far it is to the next ones, where
    /// an equation makes it of whole numbers.
    fn steps(&self, var: Var) -> Option<(Rat, Rat)> {
        let mut equations = self.present().filter_map(|(_, equation)| {
            let right = equation.range.is_point()?;
            let factor = equation.factor(var)?;
            let (mut at, mut step) = (right.clone(), Rat::zero());
            for (other, times) in equation.terms.iter().filter(|(other, _)| *other != var) {
                let (range, _) = self.range_now(*self.columns.get(other)?);
                match range.clone().tighten().is_point() {
                    Some(value) => at -= value * times,
                    None if range.whole => step = step.common_step(times),
                    None => return None,
                }
            }
            (!step.is_zero()).then(|| (at / factor, (step / factor).abs()))
        });
        equations.next()
    }

    /// The values nearest to the ends of a range that go with other whole
    /// numbers, where the figure has only values so far apart.
    fn whole_ends(&mut self, var: Var, mut range: Range, step: &Rat) -> Result<Range, Stopped> {
        let others = |program: &Program<'_>| {
            (0..program.figures.len()).any(|column| {
                let (other, _) = program.range_now(column);
                program.figures[column] != var && other.whole && other.is_point().is_none()
            })
        };
        if !others(self) {
            return Ok(range);
        }
        let before = self.supposed.get(&var).cloned();
        for low in [true, false] {
            for _ in 0..TRIED_ENDS {
                let end = if low { &range.lo } else { &range.hi };
                let Some(value) = end.value().cloned() else {
                    break;
                };
                if range.is_empty() {
                    break;
                }
                self.suppose(var, Some(Range::exact(value.clone())));
                let none = self.conflict();
                self.suppose(var, before.clone());
                if none?.is_none() {
                    break;
                }
                match low {
                    true => range.lo = End::Closed(value + step),
                    false => range.hi = End::Closed(value - step),
                }
            }
        }
        Ok(range)
    }

    /// What a quotient leaves its rate over all values that fit (Dinkelbach
    /// 1967): the greatest `−rest / over` is neared from one that is taken.
    fn quotient_range(&self, quotient: &Quotient, simplex: &Simplex) -> Result<Range, Stopped> {
        let (over, rest) = (&quotient.over, &quotient.rest);
        let strictly = |end: End| match end {
            End::Closed(value) if quotient.strict => End::Open(value),
            other => other,
        };
        let hi = match quotient.at_most {
            true => {
                let part = rest.scaled(&-Rat::one());
                strictly(self.greatest_quotient(over, &part, simplex.copied())?)
            }
            false => End::Free,
        };
        let lo = match quotient.at_least {
            true => strictly(self.greatest_quotient(over, rest, simplex.copied())?),
            false => End::Free,
        };
        // What is found from below has its sign turned.
        let below = Range::between(End::Free, lo).negative();
        Ok(Range::between(below.lo, hi))
    }

    fn greatest_quotient(
        &self,
        over: &Poly,
        part: &Poly,
        mut simplex: Simplex,
    ) -> Result<End, Stopped> {
        for _ in 0..ROUNDS {
            let value = |poly: &Poly| {
                let at = |var| {
                    let column = self.columns.get(&var)?;
                    Some(simplex.value(*column).number.clone())
                };
                poly.put_in(at).as_constant()
            };
            let (Some(part_now), Some(over_now)) = (value(part), value(over)) else {
                return Ok(End::Free);
            };
            if !over_now.is_positive() {
                return Ok(End::Free);
            }
            let quotient = part_now / over_now;
            let mut objective = part.clone();
            objective.add_scaled(over, &-quotient.clone());
            let Some((terms, constant)) = self.terms(&objective) else {
                return Ok(End::Free);
            };
            let column = simplex.add_sum(&terms);
            let Some(most) = simplex.extreme(column, true)? else {
                return Ok(End::Free);
            };
            let more = most.number + constant;
            match (more.sign(), most.beside.sign()) {
                (Ordering::Greater, _) => {}
                (_, Ordering::Less) => return Ok(End::Open(quotient)),
                _ => return Ok(End::Closed(quotient)),
            }
        }
        Ok(End::Free)
    }
}

fn end_of(value: Option<Close>) -> End {
    value.map_or(End::Free, |value| {
        End::at(value.number, value.beside.is_zero())
    })
}

//! Many figures added up as they go by: what their sum can be under any way of
//! rounding, from their digits added and how often each kind of print occurred.
//! A machine word holds the digits of more rows than any file has.

use super::Rat;
use super::exact::{half, scaled};
use super::quick::Plain;
use super::rounding::ends;
use super::{End, Range, Rounding};
use num_bigint::BigInt;
use std::cmp::Ordering;

/// Kinds of rounded prints: by their sign, and whether the last digit is odd.
const KINDS: usize = 6;

/// Figures added up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Added {
    /// By the power of ten of their last digits.
    parts: Vec<Part>,
    /// How many of them are not zero.
    pub telling: u64,
}

/// Figures of one power of ten.
#[derive(Clone, Debug)]
struct Part {
    exp: i32,
    digits: i128,
    /// How many are exact, with the least and the greatest of them.
    exact: u64,
    least: i64,
    greatest: i64,
    /// How many of each kind were rounded, with the least and the greatest.
    rounded: [u64; KINDS],
    ends: [(i64, i64); KINDS],
}

impl Part {
    fn new(exp: i32) -> Part {
        Part {
            exp,
            digits: 0,
            exact: 0,
            least: i64::MAX,
            greatest: i64::MIN,
            rounded: [0; KINDS],
            ends: [(i64::MAX, i64::MIN); KINDS],
        }
    }

    /// How many were rounded, kind by kind, with how their ranges end.
    fn kinds(&self) -> impl Iterator<Item = (u64, Ordering, bool)> + '_ {
        let signs = [Ordering::Less, Ordering::Equal, Ordering::Greater];
        let of_kind = move |(kind, count): (usize, &u64)| (*count, signs[kind / 2], kind % 2 > 0);
        self.rounded.iter().enumerate().map(of_kind)
    }
}

impl Added {
    /// Adds a figure.
    #[inline]
    pub(crate) fn add(&mut self, figure: Plain) {
        self.telling += u64::from(figure.digits != 0);
        let part = self.part(figure.exp);
        part.digits += i128::from(figure.digits);
        if figure.exact {
            part.exact += 1;
            part.least = part.least.min(figure.digits);
            part.greatest = part.greatest.max(figure.digits);
        } else {
            let sign = match figure.digits.cmp(&0) {
                Ordering::Less => 0,
                Ordering::Equal => 1,
                Ordering::Greater => 2,
            };
            let kind = 2 * sign + usize::from(figure.digits % 2 != 0);
            part.rounded[kind] += 1;
            let (least, greatest) = part.ends[kind];
            part.ends[kind] = (least.min(figure.digits), greatest.max(figure.digits));
        }
    }

    #[inline]
    fn part(&mut self, exp: i32) -> &mut Part {
        let at = self.parts.iter().position(|part| part.exp == exp);
        let at = at.unwrap_or_else(|| {
            self.parts.push(Part::new(exp));
            self.parts.len() - 1
        });
        &mut self.parts[at]
    }

    /// Adds what others add up to.
    pub(crate) fn join(&mut self, other: &Added) {
        self.telling += other.telling;
        for from in &other.parts {
            let to = self.part(from.exp);
            to.digits += from.digits;
            to.exact += from.exact;
            to.least = to.least.min(from.least);
            to.greatest = to.greatest.max(from.greatest);
            for (to, from) in to.rounded.iter_mut().zip(from.rounded) {
                *to += from;
            }
            for (to, from) in to.ends.iter_mut().zip(from.ends) {
                *to = (to.0.min(from.0), to.1.max(from.1));
            }
        }
    }

    /// What the prints come to.
    pub(crate) fn nominal(&self) -> Rat {
        let parts = self.parts.iter();
        parts.fold(Rat::ZERO, |sum, part| sum + scaled(part.digits, part.exp))
    }

    /// Whether no print leaves a choice, however figures are rounded.
    pub(crate) fn is_exact(&self) -> bool {
        let mut rounded = self.parts.iter().flat_map(|part| part.rounded);
        rounded.all(|count| count == 0)
    }

    /// What the greatest of the true values can be, or the least, and which of the
    /// prints is; none where there are none.
    pub(crate) fn extreme(&self, greatest: bool, mode: Rounding) -> Option<(Range, Rat)> {
        let mut found: Option<(Range, Rat)> = None;
        let mut see = |range: Range, print: Rat| {
            found = Some(match found.take() {
                None => (range, print),
                Some((other, known)) if greatest => (other.greater(&range), known.max(print)),
                Some((other, known)) => (other.lesser(&range), known.min(print)),
            });
        };
        let one_of = |(least, most): (i64, i64)| if greatest { most } else { least };
        for part in &self.parts {
            if part.exact > 0 {
                let print = scaled(one_of((part.least, part.greatest)), part.exp);
                see(Range::exact(print.clone()), print);
            }
            let step = scaled(1, part.exp);
            for ((count, _, odd), ends) in part.kinds().zip(part.ends) {
                if count > 0 {
                    let print = scaled(one_of(ends), part.exp);
                    see(Range::of_rounding(&print, &step, mode, odd), print);
                }
            }
        }
        found
    }

    /// Whether the greatest of the true values is surely another figure than the
    /// least: the prints are further apart than rounding moves two of them.
    pub(crate) fn is_spread(&self) -> bool {
        let mut ends: Option<(Rat, Rat)> = None;
        let mut step = Rat::ZERO;
        for part in &self.parts {
            let exact = (part.exact > 0).then_some((part.least, part.greatest));
            let rounded = part.rounded.iter().zip(part.ends);
            let rounded = rounded.filter(|(count, _)| **count > 0);
            for (least, greatest) in exact
                .into_iter()
                .chain(rounded.clone().map(|(_, ends)| ends))
            {
                let (least, greatest) = (scaled(least, part.exp), scaled(greatest, part.exp));
                ends = Some(match ends {
                    None => (least, greatest),
                    Some((lo, hi)) => (lo.min(least), hi.max(greatest)),
                });
            }
            if rounded.count() > 0 {
                step = step.max(scaled(1, part.exp));
            }
        }
        step == Rat::ZERO || ends.is_some_and(|(lo, hi)| hi - lo > &step + &step)
    }

    /// What the sum of the true values can be.
    pub(crate) fn range(&self, mode: Rounding) -> Range {
        let mut sides = [(self.nominal(), true), (self.nominal(), true)];
        for part in &self.parts {
            let step = half(&scaled(1, part.exp));
            for (count, sign, odd) in part.kinds().filter(|(count, ..)| *count > 0) {
                let ends = ends(mode, sign, odd);
                let steps = |halves: i8| Rat::from_integer(BigInt::from(count) * halves) * &step;
                sides[0].0 += steps(ends.lo);
                sides[0].1 &= !ends.lo_open;
                sides[1].0 += steps(ends.hi);
                sides[1].1 &= !ends.hi_open;
            }
        }
        let [lo, hi] = sides.map(|(value, closed)| End::at(value, closed));
        Range::between(lo, hi)
    }

    /// How far rounding may have moved the sum, each figure by half a step.
    pub(crate) fn slack(&self, mode: Rounding) -> Rat {
        let mut slack = Rat::ZERO;
        for part in &self.parts {
            let open = part.kinds().filter(|(_, sign, odd)| {
                let ends = ends(mode, *sign, *odd);
                ends.lo != ends.hi
            });
            let count: u64 = open.map(|(count, ..)| count).sum();
            slack += Rat::from_integer(count.into()) * half(&scaled(1, part.exp));
        }
        slack
    }
}

//! The range of a sum while its terms are exchanged for others, term by term:
//! what one more figure supposed to be another costs is one term, however many
//! there are.

use crate::figure::{End, Range, Rat};
use std::cmp::Ordering;

/// What a sum of factors times ranges can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SumRange {
    lo: SumEnd,
    hi: SumEnd,
}

/// An end of a sum: it is open where some term's is, and free where some
/// term's is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SumEnd {
    number: Rat,
    open: usize,
    free: usize,
}

impl SumRange {
    /// A sum without terms.
    pub(crate) fn of(constant: &Rat) -> SumRange {
        let end = SumEnd {
            number: constant.clone(),
            open: 0,
            free: 0,
        };
        SumRange {
            lo: end.clone(),
            hi: end,
        }
    }

    /// Adds a factor times a range.
    pub(crate) fn add(&mut self, factor: &Rat, range: &Range) {
        self.exchange(factor, range, true);
    }

    /// Takes away what was added.
    pub(crate) fn take(&mut self, factor: &Rat, range: &Range) {
        self.exchange(factor, range, false);
    }

    fn exchange(&mut self, factor: &Rat, range: &Range, add: bool) {
        let (low, high) = match factor.sign() {
            Ordering::Equal => return,
            Ordering::Greater => (&range.lo, &range.hi),
            Ordering::Less => (&range.hi, &range.lo),
        };
        let (one, taken);
        let factor = match add {
            true => factor,
            false => {
                taken = -factor;
                &taken
            }
        };
        // Both ends of what is settled are one number, reckoned once.
        let same = match (low, high) {
            (End::Closed(low), End::Closed(high)) if low == high => {
                one = factor * low;
                Some(&one)
            }
            _ => None,
        };
        self.lo.exchange(factor, low, same, add);
        self.hi.exchange(factor, high, same, add);
    }

    /// What the sum can be, as a range of fractions.
    pub(crate) fn range(&self) -> Range {
        Range::between(self.lo.end(), self.hi.end())
    }

    /// The least that it can be, where there is a least, also where it only
    /// comes near.
    pub(crate) fn least(&self) -> Option<&Rat> {
        self.lo.number()
    }

    /// The greatest that it can be, likewise.
    pub(crate) fn greatest(&self) -> Option<&Rat> {
        self.hi.number()
    }
}

impl SumEnd {
    fn exchange(&mut self, factor: &Rat, end: &End, term: Option<&Rat>, add: bool) {
        let count = |number: usize| match add {
            true => number.saturating_add(1),
            false => number.saturating_sub(1),
        };
        match end {
            End::Free => self.free = count(self.free),
            End::Open(value) => {
                self.open = count(self.open);
                self.number = self.number.plus_times(factor, value);
            }
            End::Closed(value) => {
                self.number = match term {
                    Some(term) => &self.number + term,
                    None => self.number.plus_times(factor, value),
                };
            }
        }
    }

    fn number(&self) -> Option<&Rat> {
        (self.free == 0).then_some(&self.number)
    }

    fn end(&self) -> End {
        match self.number() {
            Some(number) => End::at(number.clone(), self.open == 0),
            None => End::Free,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn end() -> impl Strategy<Value = End> {
        let value = -9i64..10;
        (value, 0..3).prop_map(|(value, kind)| match kind {
            0 => End::Free,
            1 => End::Open(Rat::from_integer(value.into())),
            _ => End::Closed(Rat::from_integer(value.into())),
        })
    }

    fn term() -> impl Strategy<Value = (i64, Range)> {
        (-3i64..4, end(), end()).prop_map(|(factor, lo, hi)| (factor, Range::between(lo, hi)))
    }

    fn sum(terms: &[(i64, Range)]) -> SumRange {
        let mut sum = SumRange::of(&Rat::from_integer(7.into()));
        for (factor, range) in terms {
            sum.add(&Rat::from_integer((*factor).into()), range);
        }
        sum
    }

    proptest! {
        #[test]
        fn is_what_ranges_add_up_to(terms in proptest::collection::vec(term(), 0..6)) {
            let mut all = Range::exact(Rat::from_integer(7.into()));
            for (factor, range) in terms.iter().filter(|(factor, _)| *factor != 0) {
                all = all.plus(&range.times(&Rat::from_integer((*factor).into())));
            }
            let found = sum(&terms).range();
            prop_assert_eq!((found.lo, found.hi), (all.lo, all.hi));
        }

        #[test]
        fn what_is_exchanged_leaves_the_others(
            terms in proptest::collection::vec(term(), 1..6),
            other in term(),
        ) {
            let mut exchanged = sum(&terms);
            let factor = Rat::from_integer(terms[0].0.into());
            exchanged.take(&factor, &terms[0].1);
            exchanged.add(&factor, &other.1);
            let mut anew = terms.clone();
            anew[0].1 = other.1;
            prop_assert_eq!(exchanged, sum(&anew));
        }
    }
}

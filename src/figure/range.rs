//! Ranges of values with open, closed and free ends.

use num_bigint::BigInt;
use num_traits::Signed;

use super::exact::{Rat, int};
pub use super::rounding::{Ends, Rounding, UnknownRounding, ends};

/// One end of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The value itself is possible.
    Closed(Rat),
    /// Everything up to the value, but not the value itself.
    Open(Rat),
    /// No bound on this side.
    Free,
}

impl End {
    /// The bound, where there is one.
    pub fn value(&self) -> Option<&Rat> {
        match self {
            End::Closed(value) | End::Open(value) => Some(value),
            End::Free => None,
        }
    }

    fn map(&self, change: impl Fn(&Rat) -> Rat) -> End {
        match self {
            End::Closed(value) => End::Closed(change(value)),
            End::Open(value) => End::Open(change(value)),
            End::Free => End::Free,
        }
    }
}

/// The values that a figure may have, in base units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// The lower end.
    pub lo: End,
    /// The upper end.
    pub hi: End,
    /// Only whole numbers (in base units) are possible.
    pub whole: bool,
}

impl Range {
    /// One value and no other.
    pub fn exact(value: Rat) -> Range {
        Range {
            lo: End::Closed(value.clone()),
            hi: End::Closed(value),
            whole: false,
        }
    }

    /// Any value at all, or any whole number.
    pub fn everything(whole: bool) -> Range {
        Range {
            lo: End::Free,
            hi: End::Free,
            whole,
        }
    }

    /// The values that `mode` turns into the print `nominal`, whose last place
    /// counts in `step` (positive). `last_digit_odd` matters to half-even only.
    pub fn of_rounding(nominal: &Rat, step: &Rat, mode: Rounding, last_digit_odd: bool) -> Range {
        let ends = ends(mode, nominal.numer().cmp(&BigInt::ZERO), last_digit_odd);
        // nominal + halves · step / 2 over one denominator: reduced once, not at every step.
        let twice: BigInt = nominal.numer() * step.denom() * 2;
        let half_step: BigInt = step.numer() * nominal.denom();
        let denominator: BigInt = nominal.denom() * step.denom() * 2;
        let end = |halves: i8, open: bool| {
            let value = match halves {
                0 => nominal.clone(),
                _ => Rat::new(&twice + &half_step * halves, denominator.clone()),
            };
            if open {
                End::Open(value)
            } else {
                End::Closed(value)
            }
        };
        Range {
            lo: end(ends.lo, ends.lo_open),
            hi: end(ends.hi, ends.hi_open),
            whole: false,
        }
    }

    /// The only possible value, when both ends are closed and meet. A range of
    /// whole numbers must be tightened first.
    pub fn is_point(&self) -> Option<&Rat> {
        match (&self.lo, &self.hi) {
            (End::Closed(lo), End::Closed(hi)) if lo == hi => Some(lo),
            _ => None,
        }
    }

    /// Whether the value is possible.
    pub fn contains(&self, value: &Rat) -> bool {
        let above = match &self.lo {
            End::Closed(lo) => value >= lo,
            End::Open(lo) => value > lo,
            End::Free => true,
        };
        let below = match &self.hi {
            End::Closed(hi) => value <= hi,
            End::Open(hi) => value < hi,
            End::Free => true,
        };
        above && below && (!self.whole || value.is_integer())
    }

    /// The same values with ends that belong to them: a range of whole numbers
    /// gets whole, closed ends; any other stays as it is.
    pub fn tighten(self) -> Range {
        if !self.whole {
            return self;
        }
        let lo = match self.lo {
            End::Closed(lo) => End::Closed(lo.ceil()),
            End::Open(lo) => End::Closed(lo.floor() + int(1)),
            End::Free => End::Free,
        };
        let hi = match self.hi {
            End::Closed(hi) => End::Closed(hi.floor()),
            End::Open(hi) => End::Closed(hi.ceil() - int(1)),
            End::Free => End::Free,
        };
        Range {
            lo,
            hi,
            whole: true,
        }
    }

    /// Whether no value is possible.
    pub fn is_empty(&self) -> bool {
        let tight = self.clone().tighten();
        match (&tight.lo, &tight.hi) {
            (End::Free, _) | (_, End::Free) => false,
            (End::Closed(lo), End::Closed(hi)) => lo > hi,
            (End::Closed(lo) | End::Open(lo), End::Closed(hi) | End::Open(hi)) => lo >= hi,
        }
    }

    /// Every value times a positive factor. Whole numbers stay whole under a
    /// whole factor only.
    pub fn scale(self, factor: &Rat) -> Range {
        debug_assert!(factor.is_positive());
        let whole = self.whole && factor.is_integer();
        let tight = self.tighten();
        Range {
            lo: tight.lo.map(|end| end * factor),
            hi: tight.hi.map(|end| end * factor),
            whole,
        }
    }

    /// Every value plus `by`. Whole numbers stay whole under a whole shift only.
    pub fn shift(self, by: &Rat) -> Range {
        let whole = self.whole && by.is_integer();
        let tight = self.tighten();
        Range {
            lo: tight.lo.map(|end| end + by),
            hi: tight.hi.map(|end| end + by),
            whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::exact::scaled;
    use super::*;

    fn end() -> impl Strategy<Value = End> {
        prop_oneof![
            (-60i64..60).prop_map(|n| End::Closed(scaled(n, -1))),
            (-60i64..60).prop_map(|n| End::Open(scaled(n, -1))),
            (-6i64..6).prop_map(|n| End::Open(int(n))),
            Just(End::Free),
        ]
    }

    fn range() -> impl Strategy<Value = Range> {
        (end(), end(), any::<bool>()).prop_map(|(lo, hi, whole)| Range { lo, hi, whole })
    }

    /// Values at and around every possible end, and far outside.
    fn probes() -> impl Iterator<Item = Rat> {
        (-700i64..=700)
            .step_by(5)
            .map(|n| scaled(n, -2))
            .chain([int(-1_000_000), int(1_000_000)])
    }

    proptest! {
        #[test]
        fn tightening_keeps_every_value(range in range()) {
            let tight = range.clone().tighten();
            for probe in probes() {
                prop_assert_eq!(tight.contains(&probe), range.contains(&probe));
            }
            let ends = [&tight.lo, &tight.hi].map(|end| end.value().cloned());
            if range.whole && !range.is_empty() {
                for end in ends.into_iter().flatten() {
                    prop_assert!(range.contains(&end), "{end} is an end but no value");
                }
            }
        }

        #[test]
        fn empty_means_no_value(range in range()) {
            prop_assert_eq!(range.is_empty(), !probes().any(|probe| range.contains(&probe)));
        }

        #[test]
        fn scaling_and_shifting_move_every_value(range in range(), factor in 1i64..30, by in -30i64..30) {
            let (factor, by) = (scaled(factor, -1), scaled(by, -1));
            let (scaled, shifted) = (range.clone().scale(&factor), range.clone().shift(&by));
            for probe in probes() {
                // A whole range may gain fractions, but never loses a value.
                let inside = range.contains(&probe);
                let exact = !range.whole;
                prop_assert!(!inside || scaled.contains(&(&probe * &factor)));
                prop_assert!(!inside || shifted.contains(&(&probe + &by)));
                prop_assert!(!exact || inside == scaled.contains(&(&probe * &factor)));
                prop_assert!(!exact || inside == shifted.contains(&(&probe + &by)));
            }
        }
    }

    #[test]
    fn points() {
        assert_eq!(Range::exact(int(3)).is_point(), Some(&int(3)));
        let around = Range {
            whole: true,
            ..Range::of_rounding(&int(3), &int(1), Rounding::Nearest, true)
        };
        assert_eq!(around.is_point(), None);
        assert_eq!(around.tighten().is_point(), Some(&int(3)));
        assert_eq!(Range::everything(true).is_point(), None);
    }
}

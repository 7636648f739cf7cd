//! Ranges of values with open, closed and free ends.

use std::cmp::Ordering;

use num_traits::{One, Zero};

use super::exact::{half, int};
use super::rat::Rat;
pub use super::rounding::Rounding;
pub(crate) use super::rounding::ends;

/// One end of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The value itself is possible.
    Closed(Rat),
    /// Everything up to the value, but not the value itself.
    Open(Rat),
    /// No bound on this side.
    Free,
}

impl End {
    /// The bound, where there is one.
    pub(crate) fn value(&self) -> Option<&Rat> {
        match self {
            End::Closed(value) | End::Open(value) => Some(value),
            End::Free => None,
        }
    }

    /// An end at a value that is possible itself, or is not.
    pub(crate) fn at(value: Rat, closed: bool) -> End {
        match closed {
            true => End::Closed(value),
            false => End::Open(value),
        }
    }

    /// Whether the end is a value that is possible itself.
    pub(crate) fn is_closed(&self) -> bool {
        matches!(self, End::Closed(_))
    }

    /// The end of sums of what ends here and what ends there.
    fn plus(&self, other: &End) -> End {
        match (self.value(), other.value()) {
            (Some(a), Some(b)) => End::at(a + b, self.is_closed() && other.is_closed()),
            _ => End::Free,
        }
    }

    /// Which of two lower ends (or of two upper ends) lies lower.
    pub(crate) fn compare(&self, other: &End, lower: bool) -> Ordering {
        let free = if lower {
            Ordering::Less
        } else {
            Ordering::Greater
        };
        let (a, b) = match (self.value(), other.value()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return free,
            (Some(_), None) => return free.reverse(),
            (Some(a), Some(b)) => (a, b),
        };
        // What is above 3 begins after what is 3 or more; what is below 3 ends before.
        let inward = match (self.is_closed(), other.is_closed()) {
            (true, false) => free,
            (false, true) => free.reverse(),
            _ => Ordering::Equal,
        };
        a.cmp(b).then(inward)
    }

    /// The one of two lower ends (or of two upper ends) that lies higher.
    fn higher<'a>(&'a self, other: &'a End, lower: bool) -> &'a End {
        match self.compare(other, lower) {
            Ordering::Less => other,
            _ => self,
        }
    }

    /// The one that lies lower.
    fn below<'a>(&'a self, other: &'a End, lower: bool) -> &'a End {
        match self.compare(other, lower) {
            Ordering::Greater => other,
            _ => self,
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
pub(crate) struct Range {
    /// The lower end.
    pub lo: End,
    /// The upper end.
    pub hi: End,
    /// Only whole numbers (in base units) are possible.
    pub whole: bool,
}

impl Range {
    /// One value and no other.
    pub(crate) fn exact(value: Rat) -> Range {
        Range {
            lo: End::Closed(value.clone()),
            hi: End::Closed(value),
            whole: false,
        }
    }

    /// All values between two ends, fractions too.
    pub(crate) fn between(lo: End, hi: End) -> Range {
        let whole = false;
        Range { lo, hi, whole }
    }

    /// Any value at all, or any whole number.
    pub(crate) fn everything(whole: bool) -> Range {
        Range {
            lo: End::Free,
            hi: End::Free,
            whole,
        }
    }

    /// The values that `mode` turns into the print `nominal`, whose last place
    /// counts in `step` (positive). `last_digit_odd` matters to half-even only.
    pub(crate) fn of_rounding(
        nominal: &Rat,
        step: &Rat,
        mode: Rounding,
        last_digit_odd: bool,
    ) -> Range {
        let ends = ends(mode, nominal.sign(), last_digit_odd);
        let half_step = half(step);
        let end = |halves: i8, open: bool| {
            let value = match halves {
                0 => nominal.clone(),
                _ => nominal.plus_times(&int(halves.into()), &half_step),
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
    pub(crate) fn is_point(&self) -> Option<&Rat> {
        match (&self.lo, &self.hi) {
            (End::Closed(lo), End::Closed(hi)) if lo == hi => Some(lo),
            _ => None,
        }
    }

    /// Whether the value is possible.
    pub(crate) fn contains(&self, value: &Rat) -> bool {
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
    pub(crate) fn tighten(self) -> Range {
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
    pub(crate) fn is_empty(&self) -> bool {
        let tight = self.clone().tighten();
        match (&tight.lo, &tight.hi) {
            (End::Free, _) | (_, End::Free) => false,
            (End::Closed(lo), End::Closed(hi)) => lo > hi,
            (End::Closed(lo) | End::Open(lo), End::Closed(hi) | End::Open(hi)) => lo >= hi,
        }
    }

    /// The same ends with fractions allowed between them.
    pub(crate) fn with_fractions(self) -> Range {
        Range::between(self.lo, self.hi)
    }

    /// Whether there is no bound on either side.
    pub(crate) fn is_free(&self) -> bool {
        (&self.lo, &self.hi) == (&End::Free, &End::Free)
    }

    /// Whether there is a bound on both sides.
    pub(crate) fn is_bounded(&self) -> bool {
        self.lo.value().is_some() && self.hi.value().is_some()
    }

    /// Whether all values are positive (or all negative); `None` where there
    /// may be a zero, or both.
    pub(crate) fn sign(&self) -> Option<bool> {
        let above = |end: &End| match end {
            End::Closed(value) => value.is_positive(),
            End::Open(value) => !value.is_negative(),
            End::Free => false,
        };
        let positive = above(&self.lo);
        let negative = above(&self.hi.map(|end| -end));
        (positive || negative).then_some(positive)
    }

    /// How far apart the ends are, where there are two.
    pub(crate) fn width(&self) -> Option<Rat> {
        Some(self.hi.value()? - self.lo.value()?)
    }

    /// A point strictly inside a range of more than one point.
    pub(crate) fn middle(&self) -> Rat {
        match (self.lo.value(), self.hi.value()) {
            (Some(lo), Some(hi)) => half(&(lo + hi)),
            (Some(lo), None) => lo + Rat::one(),
            (None, Some(hi)) => hi - Rat::one(),
            (None, None) => Rat::zero(),
        }
    }

    /// A range of whole numbers as the one in its middle, those below and
    /// those above, where there are some.
    pub(crate) fn around_middle(&self) -> Vec<Range> {
        let middle = self.middle().floor();
        let whole = |lo: End, hi: End| Range {
            lo,
            hi,
            whole: true,
        };
        let below = whole(self.lo.clone(), End::Closed(&middle - Rat::one()));
        let above = whole(End::Closed(&middle + Rat::one()), self.hi.clone());
        let parts = [Range::exact(middle), below, above].into_iter();
        parts.filter(|part| !part.is_empty()).collect()
    }

    /// The values that both ranges allow.
    pub(crate) fn meet(&self, other: &Range) -> Range {
        Range {
            lo: self.lo.higher(&other.lo, true).clone(),
            hi: self.hi.below(&other.hi, false).clone(),
            whole: self.whole || other.whole,
        }
    }

    /// The least range that holds the values of both.
    pub(crate) fn join(&self, other: &Range) -> Range {
        Range {
            lo: self.lo.below(&other.lo, true).clone(),
            hi: self.hi.higher(&other.hi, false).clone(),
            whole: self.whole && other.whole,
        }
    }

    /// The greater of a value of one and a value of the other.
    pub(crate) fn greater(&self, other: &Range) -> Range {
        Range {
            lo: self.lo.higher(&other.lo, true).clone(),
            hi: self.hi.higher(&other.hi, false).clone(),
            whole: self.whole && other.whole,
        }
    }

    /// The lesser of them.
    pub(crate) fn lesser(&self, other: &Range) -> Range {
        Range {
            lo: self.lo.below(&other.lo, true).clone(),
            hi: self.hi.below(&other.hi, false).clone(),
            whole: self.whole && other.whole,
        }
    }

    /// Whether both hold the same values, as far as their ends tell.
    pub(crate) fn same_values(&self, other: &Range) -> bool {
        let (one, other) = (self.clone().tighten(), other.clone().tighten());
        one.lo == other.lo && one.hi == other.hi
    }

    /// Every value with its sign turned.
    pub(crate) fn negative(&self) -> Range {
        Range {
            lo: self.hi.map(|end| -end),
            hi: self.lo.map(|end| -end),
            whole: self.whole,
        }
    }

    /// Every value of one and of the other, added.
    pub(crate) fn plus(&self, other: &Range) -> Range {
        Range {
            lo: self.lo.plus(&other.lo),
            hi: self.hi.plus(&other.hi),
            whole: self.whole && other.whole,
        }
    }

    /// Every value times a factor that is not zero.
    pub(crate) fn times(&self, factor: &Rat) -> Range {
        let positive = self.clone().scale(&factor.abs());
        match factor.is_negative() {
            true => positive.negative(),
            false => positive,
        }
    }

    /// Every value of one over every value of the other; `None` where that
    /// may be zero.
    pub(crate) fn over(&self, divisor: &Range) -> Option<Range> {
        let (over, by) = match divisor.sign()? {
            true => (self.clone(), divisor.clone()),
            false => (self.negative(), divisor.negative()),
        };
        let (over, by) = (over.tighten(), by.tighten());
        Some(Range::between(
            over_positive(&over.lo, &by, false),
            over_positive(&over.hi, &by, true),
        ))
    }

    /// Every value times a positive factor. Whole numbers stay whole under a
    /// whole factor only.
    pub(crate) fn scale(self, factor: &Rat) -> Range {
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
    pub(crate) fn shift(self, by: &Rat) -> Range {
        let whole = self.whole && by.is_integer();
        let tight = self.tighten();
        Range {
            lo: tight.lo.map(|end| end + by),
            hi: tight.hi.map(|end| end + by),
            whole,
        }
    }
}

/// An end of values over those positive ones that take it furthest up, or down.
fn over_positive(end: &End, divisor: &Range, up: bool) -> End {
    let Some(value) = end.value() else {
        return End::Free;
    };
    if value.is_zero() {
        return end.clone();
    }
    let by = match value.is_positive() == up {
        true => &divisor.lo,
        false => &divisor.hi,
    };
    match by.value() {
        // Over ever greater values it comes to nothing, over ever smaller ones to anything.
        None => End::Open(Rat::zero()),
        Some(by) if by.is_zero() => End::Free,
        Some(number) => End::at(value / number, end.is_closed() && by.is_closed()),
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

    /// Values of a range: some that it surely has, with its ends and next to them.
    fn values(range: &Range) -> Vec<Rat> {
        let ends = [&range.lo, &range.hi].into_iter().filter_map(End::value);
        let near = ends.flat_map(|end| [0, 1, -1].map(|n| end + scaled(n, -6)));
        let grid = (-70i64..=70).step_by(7).map(|n| scaled(n, -1));
        let all = grid.chain([int(-9_000), int(9_000)]).chain(near);
        all.filter(|value| range.contains(value)).collect()
    }

    /// Whether values come as near to each end as they can be tried.
    fn is_tight(range: &Range, found: &[Rat]) -> bool {
        let near = scaled(1, -2);
        let meets = |end: &End, far: &dyn Fn(&Rat) -> bool| match end {
            End::Closed(value) => found.contains(value),
            End::Open(value) => found.iter().any(|one| (one - value).abs() < near),
            End::Free => found.iter().any(far),
        };
        meets(&range.lo, &|one| *one < int(-800)) && meets(&range.hi, &|one| *one > int(800))
    }

    fn inhabited() -> impl Strategy<Value = Range> {
        range().prop_filter("some value", |range| !range.is_empty())
    }

    proptest! {
        #[test]
        fn what_ranges_have_in_common_and_what_holds_both(one in range(), other in range()) {
            let (meet, join) = (one.meet(&other), one.join(&other));
            for probe in probes() {
                let (a, b) = (one.contains(&probe), other.contains(&probe));
                prop_assert_eq!(meet.contains(&probe), a && b);
                prop_assert!(join.contains(&probe) || !(a || b));
            }
            prop_assert!(one.is_empty() || one.meet(&one.negative().negative()).same_values(&one));
        }

        #[test]
        fn sums_and_the_greater_of_two(one in inhabited(), other in inhabited()) {
            let tight = [&one, &other].map(|range| range.clone().tighten());
            let (sum, greater) = (tight[0].plus(&tight[1]), tight[0].greater(&tight[1]));
            let (mut sums, mut greatest) = (Vec::new(), Vec::new());
            for a in values(&tight[0]) {
                for b in values(&tight[1]) {
                    sums.push(&a + &b);
                    greatest.push(a.clone().max(b));
                }
            }
            for (range, found) in [(&sum, &sums), (&greater, &greatest)] {
                prop_assert!(found.iter().all(|value| range.contains(value)));
                prop_assert!(is_tight(range, found), "{:?}", range);
            }
        }

        #[test]
        fn products_and_quotients(one in inhabited(), other in inhabited(), factor in -30i64..30) {
            let (one, other) = (one.tighten(), other.tighten());
            if factor != 0 {
                let factor = scaled(factor, -1);
                let product = one.times(&factor);
                prop_assert!(values(&one).iter().all(|value| product.contains(&(value * &factor))));
            }
            let signs: Vec<bool> = values(&other).iter().map(Rat::is_positive).collect();
            let Some(quotient) = one.over(&other) else { return Ok(()) };
            prop_assert_eq!(other.sign(), signs.first().copied());
            let mut found = Vec::new();
            for a in values(&one) {
                found.extend(values(&other).iter().map(|b| &a / b));
            }
            prop_assert!(found.iter().all(|value| quotient.contains(value)));
            prop_assert!(is_tight(&quotient, &found), "{:?}", quotient);
        }

        #[test]
        fn a_range_falls_into_its_middle_and_the_rest(range in inhabited()) {
            let range = Range { whole: true, ..range };
            prop_assume!(!range.is_empty());
            let parts = range.clone().tighten().around_middle();
            for probe in probes() {
                let holding = parts.iter().filter(|part| part.contains(&probe)).count();
                prop_assert_eq!(holding, usize::from(range.contains(&probe)));
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

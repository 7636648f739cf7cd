//! What two prints of one thing, an earlier and a later one, allow for the
//! change between them, and as how precise a number it may be told.

use super::exact::{int, place_of, scaled};
use super::range::{End, Range};
use super::rat::Rat;

/// The later less the earlier value: every difference that the two ranges
/// allow, and no other between its ends.
pub(crate) fn difference(earlier: &Range, later: &Range) -> Range {
    let (earlier, later) = (earlier.clone().tighten(), later.clone().tighten());
    later.plus(&earlier.negative())
}

/// The difference over the earlier value; none where that is not surely
/// positive, since a growth from nothing or from less than nothing says
/// nothing.
pub(crate) fn growth(earlier: &Range, later: &Range) -> Option<Range> {
    let earlier = earlier.clone().tighten();
    let positive = earlier.sign() == Some(true);
    let quotient = later.over(&earlier).filter(|_| positive)?;
    Some(quotient.shift(&-int(1)))
}

/// A range as one number of no more places than it allows. Numbers are
/// multiples of 10 to the power of `place`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Estimate {
    /// What is told.
    pub what: Extent,
    /// The last place of its numbers.
    pub place: i32,
}

/// What is told of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Every value of the range is this number, rounded.
    Is(Rat),
    /// The values lie about this number, which is one of them or next to one.
    About(Rat),
    /// The values lie between these: it cannot be said on which side of zero.
    Between(Rat, Rat),
    /// The values are this or more; more, where it is open.
    AtLeast(Rat, bool),
    /// The values are this or less; less, where it is open.
    AtMost(Rat, bool),
}

/// As what a range may be told: one value to the place `exact`, several to
/// the place `coarse` or the one that their spread leaves; nothing of a range
/// without ends.
pub(crate) fn estimate(range: &Range, exact: i32, coarse: i32) -> Option<Estimate> {
    let range = range.clone().tighten();
    if let Some(value) = range.is_point() {
        let what = Extent::Is(rounded(value, exact));
        return Some(Estimate { what, place: exact });
    }
    let open = |end: &End| matches!(end, End::Open(_));
    let at = |what, place| Some(Estimate { what, place });
    match (range.lo.value(), range.hi.value()) {
        (None, None) => None,
        (Some(lo), None) => at(
            Extent::AtLeast(down_to(lo, coarse), open(&range.lo)),
            coarse,
        ),
        (None, Some(hi)) => at(Extent::AtMost(up_to(hi, coarse), open(&range.hi)), coarse),
        (Some(lo), Some(hi)) => {
            let same = rounded(lo, coarse);
            if same == rounded(hi, coarse) {
                return at(Extent::Is(same), coarse);
            }
            let spread = hi - lo;
            let spread_place = place_of(&(&spread / int(2)));
            let either_side = lo.is_negative() && hi.is_positive();
            if either_side && spread > scaled(2, coarse) {
                let place = coarse.max(spread_place - 1);
                return at(Extent::Between(down_to(lo, place), up_to(hi, place)), place);
            }
            let place = coarse.max(spread_place);
            let middle = (lo + hi) / int(2);
            at(Extent::About(rounded(&middle, place)), place)
        }
    }
}

/// The nearest multiple of the place, ties away from zero.
fn rounded(value: &Rat, place: i32) -> Rat {
    let unit = scaled(1, place);
    (value / &unit).round() * unit
}

/// The multiple of the place that is next below, or the value itself.
pub(crate) fn down_to(value: &Rat, place: i32) -> Rat {
    let unit = scaled(1, place);
    (value / &unit).floor() * unit
}

/// The multiple of the place that is next above, or the value itself.
pub(crate) fn up_to(value: &Rat, place: i32) -> Rat {
    let unit = scaled(1, place);
    (value / &unit).ceil() * unit
}

#[cfg(test)]
mod tests {
    use super::super::{Context, Reading, UnitBook, read};
    use super::*;
    use num_traits::Zero;
    use proptest::prelude::*;

    fn end() -> impl Strategy<Value = End> {
        prop_oneof![
            (-30i64..60).prop_map(|n| End::Closed(scaled(n, -1))),
            (-3i64..6).prop_map(|n| End::Closed(int(n))),
            (-30i64..60).prop_map(|n| End::Open(scaled(n, -1))),
            Just(End::Open(Rat::zero())),
            Just(End::Free),
        ]
    }

    fn range() -> impl Strategy<Value = Range> {
        (end(), end(), any::<bool>())
            .prop_map(|(lo, hi, whole)| Range { lo, hi, whole })
            .prop_filter("some value", |range| !range.is_empty())
    }

    /// Values of a range: its ends and next to them, a grid, and far out.
    fn values(range: &Range) -> Vec<Rat> {
        let grid = (-70i64..=70).map(|n| scaled(n, -1));
        let far = [-100_000, -1000, 1000, 100_000].map(int);
        let ends = [&range.lo, &range.hi];
        let near = ends.into_iter().filter_map(End::value).flat_map(|end| {
            let steps = [0, 1, -1, 10, -10].map(|n| scaled(n, -6));
            steps.map(|step| end + step)
        });
        let all: Vec<Rat> = grid.chain(far).chain(near).collect();
        all.into_iter()
            .filter(|value| range.contains(value))
            .collect()
    }

    /// Whether values come as near to each end as brute force can: to a closed
    /// end itself, to an open one closely, beyond every bound to a free one.
    fn is_tight(range: &Range, found: &[Rat]) -> bool {
        let near = scaled(1, -2);
        let reaches = |end: &End, far: &dyn Fn(&Rat) -> bool| match end {
            End::Closed(value) => found.contains(value),
            End::Open(value) => found.iter().any(|one| (one - value).abs() < near),
            End::Free => found.iter().any(far),
        };
        reaches(&range.lo, &|one| *one < int(-900)) && reaches(&range.hi, &|one| *one > int(900))
    }

    proptest! {
        #[test]
        fn every_difference_is_in_its_range_and_the_ends_are_met(earlier in range(), later in range()) {
            let allowed = difference(&earlier, &later);
            let mut found = Vec::new();
            for a in values(&earlier) {
                for b in values(&later) {
                    let one = &b - &a;
                    prop_assert!(allowed.contains(&one), "{} - {}", b, a);
                    found.push(one);
                }
            }
            prop_assert!(is_tight(&allowed, &found), "{:?}", allowed);
        }

        #[test]
        fn every_growth_is_in_its_range_and_the_ends_are_met(earlier in range(), later in range()) {
            let positive = values(&earlier).iter().all(Rat::is_positive);
            let allowed = growth(&earlier, &later);
            prop_assert_eq!(allowed.is_some(), positive && earlier.lo != End::Free);
            let Some(allowed) = allowed else { return Ok(()) };
            let mut found = Vec::new();
            for a in values(&earlier) {
                for b in values(&later) {
                    let one = (&b - &a) / &a;
                    prop_assert!(allowed.contains(&one), "({} - {}) / {}", b, a, a);
                    found.push(one);
                }
            }
            prop_assert!(is_tight(&allowed, &found), "{:?}", allowed);
        }

        #[test]
        fn what_is_told_is_true_of_every_value(range in range(), exact in -4i32..-1, coarse in -2i32..2) {
            let Some(told) = estimate(&range, exact, coarse) else {
                prop_assert!(range.lo == End::Free && range.hi == End::Free);
                return Ok(());
            };
            prop_assert!(told.place >= exact.min(coarse));
            for value in values(&range) {
                let holds = match &told.what {
                    Extent::Is(number) => (&value - number).abs() * int(2) <= scaled(1, told.place),
                    // The number lies in the range, or as near as its place allows.
                    Extent::About(number) => {
                        let tight = range.clone().tighten();
                        let ends = [&tight.lo, &tight.hi].map(|end| end.value().cloned());
                        let [Some(lo), Some(hi)] = ends else { return Err(TestCaseError::fail("bounded")) };
                        let half = scaled(1, told.place) / int(2);
                        *number >= &lo - &half && *number <= &hi + &half
                    }
                    Extent::Between(lo, hi) => lo <= &value && &value <= hi && lo.is_negative() && hi.is_positive(),
                    Extent::AtLeast(number, open) => &value > number || (!open && &value == number),
                    Extent::AtMost(number, open) => &value < number || (!open && &value == number),
                };
                prop_assert!(holds, "{} by {:?} of {:?}", value, told, range);
            }
        }

        #[test]
        fn true_values_behind_random_prints_change_as_allowed(
            prints in (1i64..5000, 0u32..3, 1i64..5000, 0u32..3),
            hedges in (0usize..6, 0usize..6),
            shares in (0i64..=20, 0i64..=20),
        ) {
            let hedge = ["", "约", "近", "不足", "超过", ""];
            let print = |n: i64, places: u32, at: usize| {
                format!("{}{}万", hedge[at], super::super::exact::show_fixed(&scaled(n, -(places as i32)), places))
            };
            let earlier = range_of(&print(prints.0, prints.1, hedges.0));
            let later = range_of(&print(prints.2, prints.3, hedges.1));
            let inside = |range: &Range, share: i64| {
                let lo = range.lo.value().cloned().unwrap_or_else(|| int(-1_000_000_000));
                let hi = range.hi.value().cloned().unwrap_or_else(|| int(1_000_000_000));
                &lo + (&hi - &lo) * scaled(share, 0) / int(20)
            };
            let (a, b) = (inside(&earlier, shares.0), inside(&later, shares.1));
            prop_assume!(earlier.contains(&a) && later.contains(&b));
            prop_assert!(difference(&earlier, &later).contains(&(&b - &a)));
            if let Some(growth) = growth(&earlier, &later) {
                prop_assert!(growth.contains(&((&b - &a) / &a)));
            }
        }
    }

    fn range_of(print: &str) -> Range {
        let units = UnitBook::default();
        let unit = units.read("元");
        let context = Context::of_unit(&units, unit.as_ref());
        match read(print, &context) {
            Reading::Figure(figure) => figure.range,
            other => panic!("`{print}` is no figure: {other:?}"),
        }
    }

    #[test]
    fn places_are_as_the_spread_leaves_them() {
        let told = |lo: Rat, hi: Rat, coarse| {
            let range = Range {
                lo: End::Closed(lo),
                hi: End::Closed(hi),
                whole: false,
            };
            estimate(&range, -4, coarse).map(|told| told.what)
        };
        let about = |value| Some(Extent::About(value));
        // Growth of 13.8 to 15.6 %, to a tenth of a point.
        assert_eq!(
            told(scaled(138, -3), scaled(156, -3), -3),
            about(scaled(147, -3))
        );
        assert_eq!(
            told(scaled(1, -1), scaled(2, -1), -3),
            about(scaled(15, -2))
        );
        assert_eq!(
            told(scaled(1472, -4), scaled(1474, -4), -3),
            Some(Extent::Is(scaled(147, -3)))
        );
        assert_eq!(told(scaled(-1, -1), scaled(1, -1), -1), about(Rat::zero()));
        assert_eq!(
            told(scaled(-167, -3), scaled(2, -1), -3),
            Some(Extent::Between(scaled(-17, -2), scaled(2, -1)))
        );
        assert_eq!(
            estimate(&Range::exact(Rat::new(2.into(), 118.into())), -3, -3).map(|t| t.what),
            Some(Extent::Is(scaled(17, -3)))
        );
    }
}

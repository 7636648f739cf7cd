//! Systems of linear comparisons, held against elimination, which shares no
//! code with the simplex, and of whole numbers against every assignment.

use super::fourier_motzkin;
use crate::figure::exact::int;
use crate::figure::{End, Range, Rat};
use crate::inside::support::often::often;
use crate::solve::decision::Decision;
use crate::solve::formula::{Atom, Relation};
use crate::solve::linear::decide;
use crate::solve::polynomial::Poly;
use crate::solve::ranges::Ranges;
use num_traits::Zero;
use proptest::prelude::*;

/// `Σ factor · figure + constant` against zero, factors in halves.
type Line = ([i64; 4], i64, u8);

fn atom((factors, constant, relation): Line) -> Atom {
    let half = |value: i64| Rat::new(value.into(), 2.into());
    let mut poly = Poly::constant(half(constant));
    for (var, factor) in (0..4).zip(factors) {
        poly.add_scaled(&Poly::var(var), &half(factor));
    }
    let relation = match relation {
        0 => Relation::Zero,
        1 => Relation::NotZero,
        2 => Relation::Negative,
        _ => Relation::NotPositive,
    };
    Atom { poly, relation }
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let line = (prop::array::uniform4(-3..4_i64), -8..9_i64, 0..4_u8);
    prop::collection::vec(line, 1..6)
}

/// A lower end, a width, how the range ends, and whether its values are whole.
type Edges = (i64, i64, u8, bool);

fn range((lo, width, ends, whole): Edges) -> Range {
    let end = |value: i64, kind: u8| match kind {
        0 => End::Open(int(value)),
        1 => End::Free,
        _ => End::Closed(int(value)),
    };
    Range {
        lo: end(lo, ends % 4),
        hi: end(lo + width, ends / 4),
        whole,
    }
}

fn edges() -> impl Strategy<Value = [Edges; 4]> {
    prop::array::uniform4((-4..4_i64, 1..6_i64, 0..16_u8, any::<bool>()))
}

fn ranges(edges: [Edges; 4]) -> Ranges {
    let mut ranges = Ranges::default();
    for edges in edges {
        ranges.push(range(edges));
    }
    ranges
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(often(1_000)))]

    #[test]
    fn as_elimination_says(lines in lines(), edges in edges()) {
        let atoms: Vec<Atom> = lines.into_iter().map(atom).collect();
        let Some(ranges) = ranges(edges).tightened() else { return Ok(()) };
        let (found, expected) = (decide(&atoms, &ranges), fourier_motzkin::decide(&atoms, &ranges));
        if expected != Decision::GaveUp {
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn as_every_assignment_of_whole_numbers_says(lines in lines(), lows in prop::array::uniform4(-4..4_i64)) {
        let mut ranges = Ranges::default();
        for low in lows {
            ranges.push(range((low, 4, 15, true)));
        }
        let holds = |values: [i64; 4]| lines.iter().all(|(factors, constant, relation)| {
            let sum: i64 = factors.iter().zip(values).map(|(factor, value)| factor * value).sum();
            let sum = sum + constant;
            match relation {
                0 => sum == 0,
                1 => sum != 0,
                2 => sum < 0,
                _ => sum <= 0,
            }
        });
        let steps = |low: i64| low..low + 5;
        let [a, b, c, d] = lows.map(steps);
        let mut all = a.flat_map(|a| b.clone().flat_map(move |b| [(a, b)]))
            .flat_map(|(a, b)| c.clone().map(move |c| (a, b, c)))
            .flat_map(|(a, b, c)| d.clone().map(move |d| [a, b, c, d]));
        let expected = all.any(holds);
        let atoms: Vec<Atom> = lines.iter().copied().map(atom).collect();
        prop_assert_eq!(decide(&atoms, &ranges), if expected { Decision::Yes } else { Decision::No });
    }
}

#[test]
fn a_zero_that_is_the_only_value_is_one() {
    let mut ranges = Ranges::default();
    ranges.push(Range::exact(Rat::zero()));
    let nonzero = atom(([2, 0, 0, 0], 0, 1));
    assert_eq!(decide(&[nonzero], &ranges), Decision::No);
}

/// Whole numbers without an end that branching alone would follow for ever:
/// each holds for some values.
#[test]
fn numbers_without_an_end_are_found_nearby() {
    #[rustfmt::skip]
    let cases: [(&[Line], [Edges; 4]); 12] = [
        (&[([-2, 0, 0, -2], 8, 1)],
            [(2, 5, 9, true), (0, 1, 0, false), (0, 1, 1, false), (-3, 1, 6, true)]),
        (&[([1, 0, 0, 1], -3, 1), ([1, 1, -1, -1], 0, 0)],
            [(-4, 4, 8, false), (0, 1, 1, true), (0, 1, 1, true), (3, 1, 10, false)]),
        (&[([-1, 1, 0, 0], -5, 1)],
            [(0, 1, 5, true), (3, 3, 9, true), (0, 1, 0, false), (0, 1, 0, false)]),
        (&[([1, 0, -3, 3], -3, 2), ([2, -1, 2, 2], 7, 1)],
            [(3, 2, 6, true), (0, 5, 12, true), (-3, 1, 1, true), (0, 1, 13, true)]),
        (&[([-2, 3, 2, 3], 4, 1), ([1, 3, 0, 2], 0, 2), ([3, -2, -2, -1], 7, 0)],
            [(-3, 4, 9, true), (1, 3, 15, false), (-3, 1, 5, true), (0, 4, 6, false)]),
        (&[([3, -3, 0, 2], -4, 1), ([2, 3, -2, 0], 3, 2)],
            [(-2, 2, 9, true), (-4, 2, 9, true), (-3, 2, 2, true), (-4, 4, 13, true)]),
        (&[([-3, 2, -3, 2], -8, 2), ([3, -3, 0, -2], -1, 3), ([1, 0, -3, 2], -6, 2), ([2, 1, -2, -3], -2, 2)],
            [(-3, 4, 13, true), (2, 2, 13, true), (-4, 5, 6, true), (0, 3, 2, false)]),
        (&[([3, -2, 0, -1], -3, 3), ([2, 2, -3, 3], 2, 2), ([-2, 0, -2, -2], 6, 3)],
            [(1, 2, 4, false), (3, 4, 9, true), (-1, 5, 6, true), (-2, 2, 4, true)]),
        (&[([-1, 2, 3, -3], -7, 2), ([-2, -1, 3, 3], -8, 2), ([3, 3, 0, -3], -6, 1)],
            [(0, 3, 9, true), (-3, 5, 9, true), (3, 4, 2, false), (0, 2, 9, true)]),
        (&[([1, -3, 0, 2], 5, 2), ([0, 3, 2, 3], -2, 3), ([2, 3, -3, 3], 5, 0), ([-2, 1, -3, -2], 6, 2)],
            [(-1, 3, 4, true), (-4, 2, 5, true), (-4, 5, 8, false), (2, 5, 5, false)]),
        (&[([0, -2, 1, -3], 0, 2), ([3, -3, -1, 3], -2, 0), ([1, 0, 0, 2], 1, 2)],
            [(0, 1, 5, true), (0, 1, 1, true), (2, 1, 8, true), (0, 1, 4, false)]),
        (&[([-1, 0, 0, 0], -6, 1), ([-3, 1, 2, -3], -2, 2), ([2, 2, 0, 3], 8, 2)],
            [(-1, 4, 7, true), (2, 2, 14, false), (3, 3, 6, true), (-3, 4, 5, true)]),
    ];
    for (lines, edges) in cases {
        let atoms: Vec<Atom> = lines.iter().copied().map(atom).collect();
        assert_eq!(decide(&atoms, &ranges(edges)), Decision::Yes, "{lines:?}");
    }
}

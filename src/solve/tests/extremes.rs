//! The range of a multi-affine polynomial. It is straight in each figure, so
//! its bounds lie at corners, and if it reaches one at all, it does so where
//! every figure is at a closed end or in the middle of its range.

use crate::figure::exact::{int, scaled};
use crate::figure::{End, Range, Rat};
use crate::inside::support::often::often;
use crate::solve::extremes::hull;
use crate::solve::polynomial::Poly;
use crate::solve::ranges::Ranges;
use num_traits::One;
use proptest::prelude::*;

/// An end in whole numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Edge {
    Closed(i64),
    Open(i64),
    Free,
}

/// Coefficients of 1, x, y, z, xy, xz, yz, xyz.
type Factors = [i64; 8];

/// Coordinates in thousandths, values in thousandths cubed.
fn value(factors: &Factors, at: [i128; 3]) -> i128 {
    (0..8_usize)
        .map(|term| {
            let factor = |var: usize| match term >> var & 1 {
                1 => at[var],
                _ => 1000,
            };
            i128::from(factors[term]) * factor(0) * factor(1) * factor(2)
        })
        .sum()
}

fn poly(factors: &Factors) -> Poly {
    let mut poly = Poly::default();
    for (term, factor) in factors.iter().enumerate() {
        let vars = (0..3_u32).filter(|var| term >> var & 1 == 1);
        let product = vars.fold(Poly::constant(Rat::one()), |product, var| {
            product.times(&Poly::var(var))
        });
        poly.add_scaled(&product, &int(*factor));
    }
    poly
}

fn range(edges: (Edge, Edge)) -> Range {
    let end = |edge: Edge| match edge {
        Edge::Closed(value) => End::Closed(int(value)),
        Edge::Open(value) => End::Open(int(value)),
        Edge::Free => End::Free,
    };
    Range {
        lo: end(edges.0),
        hi: end(edges.1),
        whole: false,
    }
}

fn number(edge: Edge) -> Option<i128> {
    match edge {
        Edge::Closed(value) | Edge::Open(value) => Some(i128::from(value) * 1000),
        Edge::Free => None,
    }
}

fn middle((lo, hi): (Edge, Edge)) -> i128 {
    match (number(lo), number(hi)) {
        (Some(lo), Some(hi)) => (lo + hi) / 2,
        (Some(lo), None) => lo + 1000,
        (None, Some(hi)) => hi - 1000,
        (None, None) => 0,
    }
}

/// Values inside, some of them an inch inside an end, or far out.
fn inside(edges: (Edge, Edge), far: i128) -> Vec<i128> {
    let mut values = vec![middle(edges)];
    for (edge, inward) in [(edges.0, 1), (edges.1, -1)] {
        match number(edge) {
            Some(end) if matches!(edge, Edge::Closed(_)) => values.push(end),
            Some(end) => values.push(end + inward),
            None => values.push(-inward * far),
        }
    }
    values
}

fn over(lists: [Vec<i128>; 3], factors: &Factors) -> Vec<i128> {
    let [x, y, z] = &lists;
    let mut values = Vec::new();
    for x in x {
        for y in y {
            values.extend(z.iter().map(|z| value(factors, [*x, *y, *z])));
        }
    }
    values
}

fn edges() -> impl Strategy<Value = (Edge, Edge)> {
    let edge = |value: i64, kind: u8| match kind {
        0..4 => Edge::Closed(value),
        4..8 => Edge::Open(value),
        _ => Edge::Free,
    };
    (-3..3_i64, 1..4_i64, 0..9_u8, 0..9_u8)
        .prop_map(move |(lo, width, a, b)| (edge(lo, a), edge(lo + width, b)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(often(600)))]

    #[test]
    fn exact_at_both_ends(factors in proptest::array::uniform8(-3..4_i64), box_ in [edges(), edges(), edges()]) {
        let mut ranges = Ranges::default();
        for edges in box_ {
            ranges.push(range(edges));
        }
        let found = hull(&poly(&factors), &ranges).expect("few corners");
        let near = over(box_.map(|edges| inside(edges, 1_000_000)), &factors);
        let far = over(box_.map(|edges| inside(edges, 1_000_000_000)), &factors);
        for value in near.iter().chain(&far) {
            prop_assert!(found.contains(&scaled(*value, -9)), "{value} of {found:?}");
        }
        for (sign, end) in [(1, &found.hi), (-1, &found.lo)] {
            let most = |values: &[i128]| values.iter().map(|value| sign * value).max().expect("values");
            let grows = most(&far) > most(&near) + 1_000_000_000_000;
            prop_assert_eq!(grows, *end == End::Free, "{:?}", found);
            if grows {
                continue;
            }
            // Bounded: at the finite corners, or inside where an end is free.
            let corners = box_.map(|edges| {
                let ends = [number(edges.0), number(edges.1)];
                ends.into_iter().flatten().chain([middle(edges)]).collect()
            });
            let bound = most(&over(corners, &factors));
            prop_assert_eq!(end.value(), Some(&scaled(sign * bound, -9)));
            let reached = box_.map(|edges| {
                let closed = [edges.0, edges.1].into_iter().filter(|edge| matches!(edge, Edge::Closed(_)));
                closed.filter_map(number).chain([middle(edges)]).collect()
            });
            let reached = most(&over(reached, &factors)) == bound;
            prop_assert_eq!(reached, matches!(end, End::Closed(_)), "{:?}", found);
        }
    }
}

#[test]
fn a_sum_of_any_length_has_its_range() {
    let (mut ranges, mut sum) = (Ranges::default(), Poly::default());
    for _ in 0..30_000 {
        let var = ranges.push(range((Edge::Closed(1), Edge::Open(2))));
        sum.add_scaled(&Poly::var(var), &int(1));
    }
    let found = hull(&sum, &ranges).expect("no corners to look at");
    assert_eq!(found.lo, End::Closed(int(30_000)));
    assert_eq!(found.hi, End::Open(int(60_000)));
}

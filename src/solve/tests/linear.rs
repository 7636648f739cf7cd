//! Systems of linear comparisons, held against elimination, which shares no
//! code with the simplex, and of whole numbers against every assignment.

use super::fourier_motzkin;
use crate::figure::exact::int;
use crate::figure::{End, Range, Rat};
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn as_elimination_says(lines in lines(), edges in edges()) {
        let atoms: Vec<Atom> = lines.into_iter().map(atom).collect();
        let mut ranges = Ranges::default();
        edges.into_iter().for_each(|edges| { ranges.push(range(edges)); });
        let Some(ranges) = ranges.tightened() else { return Ok(()) };
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

//! The simplex held against elimination, which shares no code with it.

use super::super::effort::Effort;
use super::{Bound, Certificate, Purpose, Simplex, SumVar, bounds};
use crate::figure::exact::int;
use crate::figure::{End, Range, Rat};
use crate::inside::support::often::often;
use crate::solve::close::Close;
use crate::solve::decision::Decision;
use crate::solve::formula::{Atom, Relation};
use crate::solve::polynomial::Poly;
use crate::solve::ranges::Ranges;
use crate::solve::tests::fourier_motzkin::decide;
use num_traits::One;
use proptest::prelude::*;
use std::cmp::Ordering;

const STEPS: u64 = 10_000_000;

/// `Σ factor · column` within a range; columns within ranges of their own.
#[derive(Clone, Debug)]
struct Asked {
    columns: Vec<Range>,
    sums: Vec<(Vec<i64>, Range)>,
}

fn range() -> impl Strategy<Value = Range> {
    let end = |kind: u8, value: i64| match kind {
        0 | 1 => End::Free,
        2 | 3 => End::Open(int(value)),
        _ => End::Closed(int(value)),
    };
    (0u8..8, 0u8..8, -4i64..5, 0i64..4).prop_map(move |(a, b, lo, width)| Range {
        lo: end(a, lo),
        hi: end(b, lo + width),
        whole: false,
    })
}

fn asked() -> impl Strategy<Value = Asked> {
    let factors = prop::collection::vec(-2i64..3, 3);
    let factors = factors.prop_filter("a sum", |all| all.iter().any(|factor| *factor != 0));
    let sum = (factors, range());
    let columns = prop::collection::vec(range(), 3);
    (columns, prop::collection::vec(sum, 1..5)).prop_map(|(columns, sums)| Asked { columns, sums })
}

impl Asked {
    fn simplex(&self) -> Simplex {
        let sums: Vec<Vec<(SumVar, Rat)>> = self
            .sums
            .iter()
            .map(|(factors, _)| {
                let factors = factors.iter().enumerate();
                let used = factors.filter(|(_, factor)| **factor != 0);
                used.map(|(column, factor)| (column, Rat::whole(*factor)))
                    .collect()
            })
            .collect();
        let mut simplex = Simplex::new(vec![Rat::ZERO; 3], &sums, Effort::new(STEPS));
        // As where there are many sums.
        simplex.spares = sums.len().is_multiple_of(2);
        let all = self
            .columns
            .iter()
            .chain(self.sums.iter().map(|(_, range)| range));
        for (column, range) in all.enumerate() {
            let purpose = Purpose::try_from(column).expect("few columns");
            let (lower, upper) = bounds(range, purpose);
            simplex.bound(column, lower, upper);
        }
        simplex
    }

    /// The same by elimination, which shares no code with the simplex;
    /// only with these bounds: by variable, and whether the upper one.
    fn feasible(&self, bounds: &dyn Fn(SumVar, bool) -> bool) -> Option<bool> {
        let mut ranges = Ranges::default();
        let kept = |column: SumVar, range: &Range| Range {
            lo: if bounds(column, false) {
                range.lo.clone()
            } else {
                End::Free
            },
            hi: if bounds(column, true) {
                range.hi.clone()
            } else {
                End::Free
            },
            whole: false,
        };
        for (column, range) in self.columns.iter().enumerate() {
            let range = kept(column, range);
            if range.is_empty() {
                return Some(false);
            }
            ranges.push(range);
        }
        let mut atoms = Vec::new();
        for (number, (factors, range)) in self.sums.iter().enumerate() {
            let range = kept(3 + number, range);
            let mut sum = Poly::constant(int(0));
            for (var, factor) in (0..).zip(factors) {
                sum.add_scaled(&Poly::var(var), &int(*factor));
            }
            for (end, sign) in [(&range.lo, -Rat::one()), (&range.hi, Rat::one())] {
                let Some(value) = end.value() else { continue };
                let difference = sum.clone().minus(&Poly::constant(value.clone()));
                atoms.push(Atom {
                    poly: difference.scaled(&sign),
                    relation: match end {
                        End::Open(_) => Relation::Negative,
                        _ => Relation::NotPositive,
                    },
                });
            }
        }
        match decide(&atoms, &ranges) {
            Decision::Yes => Some(true),
            Decision::No => Some(false),
            Decision::GaveUp => None,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(often(1_500)))]

    #[test]
    fn as_elimination_says_and_with_a_proof_of_which_nothing_can_be_left_out(asked in asked()) {
        let mut simplex = asked.simplex();
        let certificate = simplex.check().expect("few steps");
        if let Some(feasible) = asked.feasible(&|_, _| true) {
            prop_assert_eq!(certificate.is_none(), feasible);
        }
        let Some(Certificate(used)) = certificate else { return Ok(()) };
        let named = |column: SumVar, upper: bool| {
            used.iter().any(|used| used.column == column && used.upper == upper)
        };
        prop_assert_ne!(asked.feasible(&named), Some(true));
        for out in &used {
            let fewer = |column, upper| {
                named(column, upper) && (column, upper) != (out.column, out.upper)
            };
            prop_assert_ne!(asked.feasible(&fewer), Some(false), "{:?} is not needed", out);
        }
        prop_assert!(used.iter().all(|used| used.factor.sign() == Ordering::Greater));
    }

    #[test]
    fn bounds_that_come_and_go_leave_no_trace(first in asked(), then in asked()) {
        let mut simplex = first.simplex();
        simplex.check().expect("few steps");
        // The sums stay, their bounds become others, and back.
        let other = Asked {
            columns: then.columns.clone(),
            sums: first.sums.iter().zip(then.sums.iter().cycle())
                .map(|((factors, _), (_, range))| (factors.clone(), range.clone())).collect(),
        };
        for asked in [&other, &first] {
            let all = asked.columns.iter().chain(asked.sums.iter().map(|(_, range)| range));
            for (column, range) in all.enumerate() {
                let (lower, upper) = bounds(range, 0);
                simplex.bound(column, lower, upper);
            }
            let fits = simplex.check().expect("few steps").is_none();
            if let Some(feasible) = asked.feasible(&|_, _| true) {
                prop_assert_eq!(fits, feasible);
            }
        }
    }

    #[test]
    fn extremes_are_reached_and_not_passed(asked in asked(), column in 0usize..4, greatest: bool) {
        let column = column.min(2 + asked.sums.len());
        let mut simplex = asked.simplex();
        if simplex.check().expect("few steps").is_some() {
            return Ok(());
        }
        let most = simplex.extreme(column, greatest).expect("few steps");
        let held = |at: Close| {
            let mut again = asked.simplex();
            let (lower, upper) = again.bounds(column);
            let (lower, upper) = (lower.cloned(), upper.cloned());
            let bound = Some(Bound { at, purpose: 0 });
            match greatest {
                true => again.bound(column, bound, upper),
                false => again.bound(column, lower, bound),
            }
            again.check().expect("few steps").is_none()
        };
        let step = if greatest { Rat::ONE } else { Rat::whole(-1) };
        match most {
            None => {
                let far = Close::at(Rat::whole(1_000_000) * &step);
                prop_assert!(held(far), "a limit");
            }
            Some(most) => {
                prop_assert!(held(most.clone()));
                let beside = &most.beside + &step;
                let number = most.number;
                let passed = held(Close { number, beside });
                prop_assert!(!passed, "passed");
            }
        }
    }
}

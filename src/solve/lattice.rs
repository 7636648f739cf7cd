//! Equations over whole numbers: a sum of them that shows why none solve them.
//! Columns are cleared by steps that keep whole numbers whole (Hermite 1851)
//! until each equation names one more unknown than those before it; the first
//! unknown that comes out broken is the reason.

use crate::figure::Rat;
use crate::figure::exact::common_denominator;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Zero};

/// `Σ factor · unknown = right`, unknowns by number.
#[derive(Clone, Debug)]
pub(crate) struct Equation {
    /// The factors.
    pub terms: Vec<(usize, Rat)>,
    /// The right side.
    pub right: Rat,
}

/// An equation with the multiples of the given ones that it is the sum of.
#[derive(Clone, Debug)]
struct Combined {
    factors: Vec<Rat>,
    right: Rat,
    of: Vec<Rat>,
}

impl Combined {
    fn add(&mut self, other: &Combined, times: &Rat) {
        let add = |own: &mut Vec<Rat>, more: &[Rat]| {
            for (own, more) in own.iter_mut().zip(more) {
                *own += more * times;
            }
        };
        add(&mut self.factors, &other.factors);
        add(&mut self.of, &other.of);
        self.right += &other.right * times;
    }
}

/// How often to take each equation, so that the sum has whole factors, names
/// no unknown that need not be whole, and is no whole number on the right;
/// `None` where some values solve them, or none do for another reason.
pub(crate) fn broken_sum(equations: &[Equation], whole: &[bool]) -> Option<Vec<Rat>> {
    let rows = without_reals(combined(equations, whole.len()), whole);
    let mut columns: Vec<Vec<BigInt>> = vec![Vec::new(); whole.len()];
    let mut known: Vec<Combined> = rows.into_iter().map(scaled).collect();
    for row in &known {
        for (column, factor) in columns.iter_mut().zip(&row.factors) {
            column.push(factor.to_integer());
        }
    }
    // What each cleared column's unknown is, as a sum of the equations.
    let mut unknowns: Vec<Combined> = Vec::new();
    for (number, row) in known.iter_mut().enumerate() {
        let done = unknowns.len();
        let Some(divisor) = cleared(&mut columns, number, done) else {
            continue;
        };
        for (unknown, column) in unknowns.iter().zip(&columns) {
            row.add(unknown, &-Rat::from_integer(column[number].clone()));
        }
        let by = Rat::from_integer(divisor).recip();
        row.right *= &by;
        row.of.iter_mut().for_each(|times| *times *= &by);
        if !row.right.is_integer() {
            return Some(row.of.clone());
        }
        unknowns.push(row.clone());
    }
    None
}

/// The equations, each the sum of itself.
fn combined(equations: &[Equation], unknowns: usize) -> Vec<Combined> {
    let one = |(number, equation): (usize, &Equation)| {
        let mut factors = vec![Rat::zero(); unknowns];
        for (unknown, factor) in &equation.terms {
            factors[*unknown] += factor;
        }
        let mut of = vec![Rat::zero(); equations.len()];
        of[number] = Rat::one();
        let right = equation.right.clone();
        Combined { factors, right, of }
    };
    equations.iter().enumerate().map(one).collect()
}

/// The equations without the unknowns that need not be whole.
fn without_reals(mut rows: Vec<Combined>, whole: &[bool]) -> Vec<Combined> {
    for real in (0..whole.len()).filter(|&unknown| !whole[unknown]) {
        let Some(at) = rows.iter().position(|row| !row.factors[real].is_zero()) else {
            continue;
        };
        let pivot = rows.swap_remove(at);
        for row in &mut rows {
            let times = -(&row.factors[real] / &pivot.factors[real]);
            if !times.is_zero() {
                row.add(&pivot, &times);
            }
        }
    }
    rows
}

/// An equation with whole factors.
fn scaled(mut row: Combined) -> Combined {
    let scale = common_denominator(&row.factors);
    let factors = row.factors.iter_mut().chain(&mut row.of);
    factors.for_each(|factor| *factor *= &scale);
    row.right *= scale;
    row
}

/// Clears a row beyond its first columns but for one, which comes next; what
/// is left there. `None` where the first columns are all that it names.
fn cleared(columns: &mut [Vec<BigInt>], row: usize, done: usize) -> Option<BigInt> {
    loop {
        let open = (done..columns.len()).filter(|&at| !columns[at][row].is_zero());
        let mut open: Vec<usize> = open.collect();
        let least = *open
            .iter()
            .min_by_key(|&&at| columns[at][row].magnitude().clone())?;
        open.retain(|&at| at != least);
        if open.is_empty() {
            columns.swap(done, least);
            return Some(columns[done][row].clone());
        }
        let by = columns[least].clone();
        for at in open {
            let times = columns[at][row].div_floor(&by[row]);
            for (own, other) in columns[at].iter_mut().zip(&by) {
                *own -= other * &times;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::exact::int;
    use proptest::prelude::*;

    fn equations(lines: &[(Vec<i64>, i64)]) -> Vec<Equation> {
        let terms = |factors: &[i64]| {
            factors
                .iter()
                .map(|factor| int(*factor))
                .enumerate()
                .collect()
        };
        let one = |(factors, right): &(Vec<i64>, i64)| Equation {
            terms: terms(factors),
            right: int(*right),
        };
        lines.iter().map(one).collect()
    }

    /// An equation's factors and its right side.
    type Line = (Vec<i64>, i64);

    /// Whether a sum of equations shows that no whole numbers solve them.
    fn shows(lines: &[Line], times: &[Rat], whole: &[bool]) -> bool {
        let sum = |of: &dyn Fn(&Line) -> i64| -> Rat {
            lines
                .iter()
                .zip(times)
                .map(|(line, times)| int(of(line)) * times)
                .sum()
        };
        let fits = |at: usize| {
            let factor = sum(&|line| line.0[at]);
            if whole[at] {
                factor.is_integer()
            } else {
                factor.is_zero()
            }
        };
        (0..whole.len()).all(fits) && !sum(&|line| line.1).is_integer()
    }

    #[test]
    fn parity() {
        let lines = [(vec![2, 4], 3)];
        assert!(broken_sum(&equations(&lines), &[true, true]).is_some());
        assert!(broken_sum(&equations(&lines), &[true, false]).is_none());
        // x + y = 3 and x − y = 0: x would be one and a half.
        let lines = [(vec![1, 1], 3), (vec![1, -1], 0)];
        let times = broken_sum(&equations(&lines), &[true, true]).expect("odd");
        assert!(shows(&lines, &times, &[true, true]));
        assert!(
            broken_sum(
                &equations(&[(vec![1, 1], 4), (vec![1, -1], 0)]),
                &[true, true]
            )
            .is_none()
        );
    }

    proptest! {
        /// What is found shows it, and nothing is found where whole numbers do.
        #[test]
        fn what_is_found_shows_it(
            factors in prop::collection::vec(prop::collection::vec(-4i64..5, 3), 1..4),
            values in prop::collection::vec(-5i64..6, 3),
            off in prop::collection::vec(0i64..2, 3),
            real in 0usize..6,
        ) {
            let whole: Vec<bool> = (0..3).map(|at| at != real).collect();
            let right = |(number, row): (usize, &Vec<i64>)| {
                let sum: i64 = row.iter().zip(&values).map(|(factor, value)| factor * value).sum();
                (row.clone(), sum + off[number])
            };
            let lines: Vec<(Vec<i64>, i64)> = factors.iter().enumerate().map(right).collect();
            let found = broken_sum(&equations(&lines), &whole);
            if off[..lines.len()].iter().all(|by| *by == 0) {
                prop_assert!(found.is_none());
            }
            if let Some(times) = found {
                prop_assert!(shows(&lines, &times, &whole), "{lines:?} {times:?}");
            }
        }
    }
}

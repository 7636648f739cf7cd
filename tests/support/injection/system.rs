//! Whether linear conditions can hold together, exactly: the simplex method
//! over rational numbers, and branching where whole numbers are asked.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// An exact number.
pub(crate) type Rat = BigRational;

/// Whether something holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// It would take too long to tell.
    Unknown,
}

/// Branches before it takes too long.
const BRANCHES: usize = 60;
/// Steps of one run of the simplex method before it takes too long.
const STEPS: usize = 2_000;

/// Variables with their bounds. The first are the unknowns; each condition
/// adds one, which is the sum that the condition bounds.
#[derive(Clone, Debug, Default)]
pub(crate) struct System {
    lower: Vec<Option<Rat>>,
    upper: Vec<Option<Rat>>,
    whole: Vec<bool>,
    /// Sums of unknowns, each with the number of its variable.
    sums: Vec<(usize, Vec<(usize, Rat)>)>,
}

/// A whole number as an exact one.
pub(crate) fn exact(number: i128) -> Rat {
    Rat::from_integer(BigInt::from(number))
}

impl System {
    /// Adds a variable.
    pub(crate) fn variable(
        &mut self,
        lower: Option<Rat>,
        upper: Option<Rat>,
        whole: bool,
    ) -> usize {
        self.lower.push(lower);
        self.upper.push(upper);
        self.whole.push(whole);
        self.whole.len() - 1
    }

    /// Asks that a sum of unknowns lie between bounds.
    pub(crate) fn ask(&mut self, terms: Vec<(usize, Rat)>, lower: Option<Rat>, upper: Option<Rat>) {
        let sum = self.variable(lower, upper, false);
        self.sums.push((sum, terms));
    }

    /// Whether all can hold at once.
    pub(crate) fn feasible(&self) -> Answer {
        let mut left = BRANCHES;
        self.branch(&mut left)
    }

    fn branch(&self, left: &mut usize) -> Answer {
        if *left == 0 {
            return Answer::Unknown;
        }
        *left -= 1;
        let Some(values) = Tableau::new(self).solve() else {
            return Answer::Unknown;
        };
        let Some(values) = values else {
            return Answer::No;
        };
        let broken = (0..values.len()).find(|&n| self.whole[n] && !values[n].is_integer());
        let Some(broken) = broken else {
            return Answer::Yes;
        };
        let (mut below, mut above) = (self.clone(), self.clone());
        below.upper[broken] = Some(values[broken].floor());
        above.lower[broken] = Some(values[broken].ceil());
        match below.branch(left) {
            Answer::Yes => Answer::Yes,
            one => match (one, above.branch(left)) {
                (_, Answer::Yes) => Answer::Yes,
                (Answer::No, other) => other,
                _ => Answer::Unknown,
            },
        }
    }
}

/// The sums as the simplex method turns them about: each row says what one
/// basic variable is, by the others.
struct Tableau<'s> {
    system: &'s System,
    basic: Vec<usize>,
    others: Vec<usize>,
    factors: Vec<Vec<Rat>>,
    values: Vec<Rat>,
}

impl Tableau<'_> {
    fn new(system: &System) -> Tableau<'_> {
        let is_sum = |n: &usize| system.sums.iter().any(|(sum, _)| sum == n);
        let others: Vec<usize> = (0..system.whole.len()).filter(|n| !is_sum(n)).collect();
        let mut values = vec![Rat::zero(); system.whole.len()];
        for &n in &others {
            let bound = system.lower[n].as_ref().or(system.upper[n].as_ref());
            values[n] = bound.cloned().unwrap_or_else(Rat::zero);
        }
        let mut factors = Vec::new();
        for (sum, terms) in &system.sums {
            let mut row = vec![Rat::zero(); others.len()];
            for (variable, factor) in terms {
                let column = others.iter().position(|other| other == variable);
                row[column.expect("an unknown")] += factor;
                let add = factor * &values[*variable];
                values[*sum] += add;
            }
            factors.push(row);
        }
        Tableau {
            system,
            basic: system.sums.iter().map(|(sum, _)| *sum).collect(),
            others,
            factors,
            values,
        }
    }

    /// Values within all bounds; the outer `None`: it would take too long.
    fn solve(mut self) -> Option<Option<Vec<Rat>>> {
        let crossed = |(lower, upper): (&Option<Rat>, &Option<Rat>)| match (lower, upper) {
            (Some(lower), Some(upper)) => lower > upper,
            _ => false,
        };
        let (lower, upper) = (&self.system.lower, &self.system.upper);
        if lower.iter().zip(upper).any(crossed) {
            return Some(None);
        }
        for _ in 0..STEPS {
            let Some((row, target)) = self.violated() else {
                return Some(Some(self.values));
            };
            let rise = target > self.values[self.basic[row]];
            let Some(column) = self.entering(row, rise) else {
                return Some(None);
            };
            self.pivot(row, column, &target);
        }
        None
    }

    /// The first basic variable that is out of its bounds, and the bound.
    fn violated(&self) -> Option<(usize, Rat)> {
        let mut rows: Vec<usize> = (0..self.basic.len()).collect();
        rows.sort_by_key(|&row| self.basic[row]);
        rows.into_iter().find_map(|row| {
            let n = self.basic[row];
            let low = self.system.lower[n]
                .as_ref()
                .filter(|low| self.values[n] < **low);
            let high = self.system.upper[n]
                .as_ref()
                .filter(|high| self.values[n] > **high);
            low.or(high).map(|bound| (row, bound.clone()))
        })
    }

    /// The first other variable that can move a basic one the right way.
    fn entering(&self, row: usize, rise: bool) -> Option<usize> {
        let mut columns: Vec<usize> = (0..self.others.len()).collect();
        columns.sort_by_key(|&column| self.others[column]);
        columns.into_iter().find(|&column| {
            let (n, factor) = (self.others[column], &self.factors[row][column]);
            let value = &self.values[n];
            let can_rise = self.system.upper[n]
                .as_ref()
                .is_none_or(|upper| value < upper);
            let can_fall = self.system.lower[n]
                .as_ref()
                .is_none_or(|lower| value > lower);
            match factor.is_positive() == rise {
                _ if factor.is_zero() => false,
                true => can_rise,
                false => can_fall,
            }
        })
    }

    /// Exchanges a basic variable for another, and gives it a value.
    fn pivot(&mut self, row: usize, column: usize, target: &Rat) {
        let (leaves, enters) = (self.basic[row], self.others[column]);
        let factor = self.factors[row][column].clone();
        let step = (target - &self.values[leaves]) / &factor;
        self.values[leaves] = target.clone();
        for (other, factors) in self.factors.iter().enumerate() {
            if other != row && !factors[column].is_zero() {
                let add = &factors[column] * &step;
                self.values[self.basic[other]] += add;
            }
        }
        self.values[enters] += step;
        let mut turned: Vec<Rat> = self.factors[row].iter().map(|f| -f / &factor).collect();
        turned[column] = factor.recip();
        for (other, factors) in self.factors.iter_mut().enumerate() {
            if other == row || factors[column].is_zero() {
                continue;
            }
            let times = std::mem::replace(&mut factors[column], Rat::zero());
            for (own, new) in factors.iter_mut().zip(&turned) {
                *own += &times * new;
            }
        }
        self.factors[row] = turned;
        self.basic[row] = enters;
        self.others[column] = leaves;
    }
}

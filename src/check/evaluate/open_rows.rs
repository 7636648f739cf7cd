//! What functions take of rows that hedged figures may select: each true value
//! of those makes a choice of rows, and every choice is looked at.

use super::evaluated::{Reason, Tie};
use super::{Evaluation, Result};
use crate::check::bind::Over;
use crate::figure::exact::int;
use crate::figure::{Range, Rat};
use crate::rule::{Function, Span};
use crate::solve::dimension::Dim;
use crate::solve::extremes;
use crate::solve::formula::{Atom, Formula, Relation, all, any, negated};
use crate::solve::polynomial::Poly;
use crate::solve::quotient::Value;
use num_traits::{One, Zero};

/// What a function over rows takes.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) values: Vec<Value>,
    /// Rows that count.
    pub(super) rows: i64,
    /// Values that stand for several rows stand for so many more than one.
    pub(super) more: i64,
    /// Rows that were selected, or may be.
    pub(super) selected: usize,
    /// Rows that may be: which are is left open by the prints.
    pub(super) open: usize,
    /// What a mean, a greatest or a least figure takes of those, and when.
    pub(super) perhaps: Vec<(Formula, Value)>,
}

impl Evaluation<'_, '_> {
    /// What a row adds where the row is selected, and else nothing: a figure of
    /// its own, whichever of the two the true values make it.
    pub(super) fn taken_if(&mut self, selected: Formula, value: &Poly) -> Result<Poly> {
        let hull = extremes::hull(value, &self.out.ranges);
        let mut range = hull.map_err(|_| Reason::TooComplex)?;
        range.whole = extremes::is_whole(value, &self.out.ranges);
        let none = Range::exact(Rat::zero());
        let var = self.new_var(range.join(&none), None, None);
        let taken = Poly::var(var);
        let with = is_zero(taken.clone().minus(value));
        let either = any(vec![
            all(vec![selected.clone(), with]),
            all(vec![negated(selected), is_zero(taken.clone())]),
        ]);
        // It has one of two values, and not any in its range.
        self.out.side.push(Tie::new(vec![(var, 2)], either));
        Ok(taken)
    }

    /// A mean, a greatest or a least figure over rows of which some are surely
    /// selected, and others perhaps.
    pub(super) fn of_some_rows(&mut self, over: &Over, taken: Taken) -> Result<Value> {
        let mut dim = Dim::Any;
        let others = taken.perhaps.iter().map(|(_, value)| value);
        for value in taken.values.iter().chain(others) {
            dim = self.same_unit(&dim, &value.dim, [over.span, over.span])?;
        }
        let (sure, perhaps) = (taken.values, taken.perhaps);
        match over.function {
            Function::Mean => self.mean_of_some((sure, taken.more), perhaps, dim),
            Function::Max => self.greatest_of_some(sure, perhaps, dim, over.span),
            _ => {
                let sure = sure.into_iter().map(Value::negative).collect();
                let negative = |(selected, value): (Formula, Value)| (selected, value.negative());
                let perhaps = perhaps.into_iter().map(negative).collect();
                let greatest = self.greatest_of_some(sure, perhaps, dim, over.span)?;
                Ok(greatest.negative())
            }
        }
    }

    /// The mean of some values, which stand for so many more rows than there are of
    /// them, and of those others whose conditions hold.
    fn mean_of_some(
        &mut self,
        (sure, more): (Vec<Value>, i64),
        perhaps: Vec<(Formula, Value)>,
        dim: Dim,
    ) -> Result<Value> {
        let count = i64::try_from(sure.len()).map_err(|_| Reason::TooComplex)?;
        let count = count.checked_add(more).ok_or(Reason::TooComplex)?;
        let mut rows = Poly::constant(int(count));
        let mut total = Value::constant(Rat::zero(), Dim::Any);
        for value in &sure {
            if total.is_too_long_with(value) {
                return Err(Reason::TooComplex);
            }
            total.add(value, &Rat::one());
        }
        for (selected, value) in perhaps {
            let row = self.taken_if(selected, &Poly::constant(Rat::one()))?;
            let num = value.num.times(&row);
            total.add(&Value::of_poly(num, Dim::Any), &Rat::one());
            rows.add_scaled(&row, &Rat::one());
        }
        // Some row is surely selected, so that this is above zero.
        let den = total.den.times(&rows);
        Ok(Value { den, dim, ..total })
    }

    /// The greatest of some values and of those others whose conditions hold,
    /// as a figure of its own.
    fn greatest_of_some(
        &mut self,
        sure: Vec<Value>,
        perhaps: Vec<(Formula, Value)>,
        dim: Dim,
        span: Span,
    ) -> Result<Value> {
        let sure: Vec<Value> = sure.into_iter().map(Value::settled).collect();
        if !sure.iter().all(Value::is_poly) {
            return Err(Reason::Selection(span));
        }
        let least: Vec<Poly> = sure.into_iter().map(|value| value.num).collect();
        let others = perhaps.iter().map(|(_, value)| value.num.clone());
        let every: Vec<Poly> = least.iter().cloned().chain(others).collect();
        let greatest = |polys: &[Poly], ranges| {
            let found = extremes::greatest(polys, ranges);
            found.ok_or(Reason::TooComplex)
        };
        let from = greatest(&least, &self.out.ranges)?;
        let to = greatest(&every, &self.out.ranges)?;
        let mut range = Range::between(from.lo, to.hi);
        let is_whole = |poly| extremes::is_whole(poly, &self.out.ranges);
        range.whole = every.iter().all(is_whole);
        let var = self.new_var(range, None, None);
        let below = |poly: Poly| {
            let poly = poly.minus(&Poly::var(var));
            let relation = Relation::NotPositive;
            Formula::Atom(Atom { poly, relation })
        };
        let equal = |poly: Poly| is_zero(poly.minus(&Poly::var(var)));
        let mut limits: Vec<Formula> = least.iter().cloned().map(below).collect();
        let mut one_of: Vec<Formula> = least.into_iter().map(equal).collect();
        for (selected, value) in perhaps {
            one_of.push(all(vec![selected.clone(), equal(value.num.clone())]));
            let within = all(vec![selected.clone(), below(value.num)]);
            limits.push(any(vec![within, negated(selected)]));
        }
        limits.push(any(one_of));
        self.out.side.push(Tie::new(vec![(var, 2)], all(limits)));
        Ok(Value::of_poly(Poly::var(var), dim))
    }
}

fn is_zero(poly: Poly) -> Formula {
    let relation = Relation::Zero;
    Formula::Atom(Atom { poly, relation })
}
